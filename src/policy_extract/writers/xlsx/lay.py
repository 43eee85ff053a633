"""A sheet with its table: title, what it is, the way back, and one real table below; printed as it is read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import islice
from typing import Any, Final, TypeVar
from urllib.parse import quote

from xlsxwriter.url import Url
from xlsxwriter.utility import xl_range

from policy_extract.desk import Desk
from policy_extract.model import Number
from policy_extract.writers.xlsx.columns import Cell, Column, Inside, Link, Rich, Sheet
from policy_extract.writers.xlsx.flow import Flow
from policy_extract.writers.xlsx.looks import Looks
from policy_extract.writers.xlsx.safe import clean, decimals, exact, risky

Row = TypeVar("Row")

#: Rows from 0: title, what the sheet is, the way back to the contents, the head of the table.
TITLE, ABOUT, BACK, HEAD = range(4)
#: Excel's limits: rows of a sheet, links of a sheet (65,530, of which one is the way back).
MOST_ROWS: Final = 1_048_576 - HEAD - 1
MOST_LINKS: Final = 65_529
#: The page beside the workbook that links lead to.
REPORT: Final = "report/index.html"

_WIDE: Final = 205  # signs of all columns from which a sheet is printed on A3
_A4, _A3 = 9, 8
_LINE, _AIR, _MOST_HIGH = (
    14.5,
    3,
    409,
)  # points: a line of text, what stands around it, the highest row
_BREADTH: Final = 1.9  # how wide a Chinese sign is, in digits
_FULL: Final = 0.98  # how much of a column's width words fill before they break


def report_link(link: Link) -> Url:
    """A link to a record in the report page, with its words, relative to the workbook.

    The library turns every slash of a link to a file into a backslash, that of the fragment, too; a browser
    needs them as they are, and so does every program that does not run on Windows.
    """
    url = Url(f"external:{REPORT}")
    url._link = url._relationship_link = REPORT
    url._anchor = "/".join(quote(part, safe=":") for part in link.parts)
    url.text = clean(link.words)
    return url


class Laid:
    """What came of a sheet: its name, how many rows it has, how many were left out."""

    def __init__(self, sheet: str, rows: int, left_out: int) -> None:
        self.sheet, self.rows, self.left_out = sheet, rows, left_out


class Layer:
    """Lays tables into one workbook."""

    def __init__(self, desk: Desk, looks: Looks) -> None:
        self.desk, self._looks = desk, looks

    def lay(self, sheet: Sheet[Row], into: Flow, contents: str) -> Laid:
        """Fill a worksheet; ``contents`` is the name of the sheet that leads to all others."""
        looks, desk = self._looks, self.desk
        name = into.get_name()
        into.write_string(TITLE, 0, clean(name), looks.title)
        if name != contents:
            into.write_url(BACK, 0, f"internal:'{contents}'!A1", looks.back, desk.say("book.back"))
        rows, more = self._rows(sheet, into)
        said = desk.say(f"sheet_about.{sheet.name}")
        if more:
            said += desk.say("book.cut", count=more)
        into.write_string(ABOUT, 0, clean(said), looks.about)
        if rows:
            self._table(sheet, into, rows)
        else:
            into.write_string(HEAD, 0, desk.say(f"sheet_empty.{sheet.name}"), looks.empty)
        self._printed(sheet, into, name, rows)
        return Laid(name, rows, more)

    def _rows(self, sheet: Sheet[Row], into: Flow) -> tuple[int, int]:
        """Write the rows; how many there are, and how many found no room."""
        given = iter(sheet.rows(self.desk))
        links, count, block = 0, 0, object()
        for count, row in enumerate(islice(given, MOST_ROWS), 1):
            own = sheet.block(row) if sheet.block else None
            first = count > 1 and sheet.block is not None and own != block
            block = own
            lines = 1
            with into.row(HEAD + count):
                for index, column in enumerate(sheet.columns):
                    cell = column.get(row)
                    if isinstance(cell, Link):
                        links += 1
                        if links > MOST_LINKS:
                            cell = cell.words
                    self._cell(into, HEAD + count, index, column, cell, first)
                    lines = max(lines, _lines(cell, column))
                into.set_row(HEAD + count, min(_MOST_HIGH, _LINE * lines + _AIR))
        return count, sum(1 for _ in given)

    def _cell(
        self, into: Flow, row: int, index: int, column: Column[Row], cell: Cell, first: bool
    ) -> None:
        looks, form = self._looks, column.form
        if cell is None or cell == "":
            into.write_blank(row, index, None, looks.cell(form, first=first))
        elif isinstance(cell, Link):
            look = looks.cell("link", first=first)
            into.write_url(row, index, report_link(cell), look)
        elif isinstance(cell, Inside):
            look = looks.cell("link", first=first)
            into.write_url(row, index, f"internal:'{cell.sheet}'!A1", look, clean(cell.words))
        elif isinstance(cell, Rich):
            self._rich(into, row, index, cell, first)
        elif isinstance(cell, str):
            self._text(into, row, index, cell, column, first)
        elif exact(cell):
            look = looks.cell(form, first=first, places=_places(column, cell))
            into.write_number(row, index, cell, look)
        else:
            self._text(into, row, index, str(cell), column, first)

    def _text(
        self, into: Flow, row: int, index: int, words: str, column: Column[Row], first: bool
    ) -> None:
        told = clean(words, self.desk.say("book.shortened"))
        form = "text" if column.form in ("number", "share") else column.form
        form = "wrap" if form == "link" else form
        into.write_string(row, index, told, self._looks.cell(form, first=first, text=risky(words)))

    def _rich(self, into: Flow, row: int, index: int, cell: Rich, first: bool) -> None:
        looks = self._looks
        look = looks.cell("wrap", first=first)
        styles = {"": looks.plain, "own": looks.own, "field": looks.field}
        pieces: list[Any] = []
        for words, style in cell.pieces:
            pieces += (styles[style], clean(words))
        whole = clean(cell.words, self.desk.say("book.shortened"))
        if len(cell.pieces) < 2 or len(whole) < len(cell.words):
            into.write_string(row, index, whole, look)
        else:
            into.write_rich_string(row, index, *pieces, look)

    def _table(self, sheet: Sheet[Row], into: Flow, rows: int) -> None:
        last, columns = HEAD + rows, sheet.columns
        heads = [column.said(self.desk) for column in columns]
        into.table_over(
            HEAD, last, len(columns),
            {"name": sheet.name, "style": None, "columns": [
                {"header": head, "header_format": self._looks.head} for head in heads
            ]},
        )  # fmt: skip
        for index, column in enumerate(columns):
            options = {"hidden": True} if column.form == "hidden" else {}
            into.set_column(index, index, column.width, None, options)
            self._asked(into, index, column, last)
        # quotes and numbers of rows are texts on purpose
        into.ignore_errors({"number_stored_as_text": xl_range(HEAD + 1, 0, last, len(columns) - 1)})
        into.set_row(HEAD, _head_height(heads, columns))
        into.freeze_panes(HEAD + 1, sheet.fixed)

    def _asked(self, into: Flow, index: int, column: Column[Row], last: int) -> None:
        """Dropdowns and dates where people fill in."""
        desk = self.desk
        title, message = column.said(desk)[:32], column.meant(desk)[:255]
        if column.choices:
            into.data_validation(
                HEAD + 1, index, last, index,
                {"validate": "list", "source": list(column.choices), "input_title": title,
                 "input_message": message, "error_title": title,
                 "error_message": desk.say("book.choose", choices=" / ".join(column.choices))[:255]},
            )  # fmt: skip
        elif column.form == "date":
            into.data_validation(
                HEAD + 1, index, last, index,
                {"validate": "date", "criteria": ">=", "value": _first_day(), "input_title": title,
                 "input_message": message, "error_title": title, "error_message": desk.say("book.date")},
            )  # fmt: skip

    def _printed(self, sheet: Sheet[Row], into: Flow, name: str, rows: int) -> None:
        """Landscape, as wide as the page, the head on every page, title and pages in head and foot."""
        desk = self.desk
        on_paper = sheet.columns[: sheet.printed]
        width = sum(column.width for column in on_paper if column.form != "hidden")
        into.set_landscape()
        into.set_paper(_A3 if width > _WIDE else _A4)
        into.fit_to_pages(1, 0)
        into.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        if rows:
            into.repeat_rows(HEAD)
            into.print_area(TITLE, 0, HEAD + rows, len(on_paper) - 1)
        escaped = name.replace("&", "&&")
        into.set_header(f"&L&10{desk.say('book.title')}&R&10{escaped}")
        into.set_footer(f"&C&9{desk.say('book.pages')}")


def _places(column: Column[Row], number: Number) -> int:
    return decimals(number) if column.form == "number" else 0


def _head_height(heads: Sequence[str], columns: Sequence[Column[Row]]) -> float:
    """The height of the head in points: as many lines as its longest head needs beside the filter's button."""
    shown = [c for c in zip(heads, columns, strict=True) if c[1].form != "hidden"]
    return _LINE * max(_folded(head, column.width - 3) for head, column in shown) + 2 * _AIR


def _lines(cell: Cell, column: Column[Row]) -> int:
    """How many lines a cell takes: words that wrap in the width of its column."""
    words = cell.words if isinstance(cell, Rich) else cell
    if not isinstance(words, str) or column.form not in ("wrap", "text"):
        return 1
    if len(words) * _BREADTH < column.width * _FULL and "\n" not in words:
        return 1
    return sum(_folded(line, column.width) for line in words.split("\n"))


def _folded(words: str, width: float) -> int:
    """Lines of a text without line ends; a Chinese sign is nearly as wide as two digits."""
    wide = (
        len(words.encode("utf-8", "replace")) - len(words)
    ) // 2  # three bytes each, counted fast
    return max(1, math.ceil((len(words) + (_BREADTH - 1) * wide) / max(1, width * _FULL)))


def _first_day() -> Any:
    from datetime import date

    return date(2000, 1, 1)
