"""The rows of the lists that people answer, out of a workbook that any program may have saved.

Columns go by their heads, wherever they stand; the sheet goes by its columns, whatever its name. Hidden and
filtered rows count: somebody may have answered them before.
"""

from __future__ import annotations

import itertools
import os
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final, NamedTuple

from policy_extract import messages
from policy_extract.desk.checks import FILLED, IDENTITY, column_of
from policy_extract.desk.filling import value_of
from policy_extract.desk.pairs import FILLED as PAIR_FILLED
from policy_extract.desk.pairs import IDENTITY as PAIR_IDENTITY
from policy_extract.desk.pairs import column_of as pair_column_of
from policy_extract.errors import UsageError

_HEADS_WITHIN: Final = 200  # rows from the top in which the heads stand
_FEWEST: Final = (
    3  # columns that are taken back: the explanation of columns has their heads one by one
)
_NEEDED: Final = ("sha256", "record", "key")
_QUOTE: Final = {"quote": "column.quote"}  # the record's words, where no output lies beside
_MOST_DIGITS: Final = 12  # of a number that a program computed: 0.1 + 0.2 is 0.3


class NoAnswers(messages.Told, UsageError):
    """There is nothing to take back: no file, no workbook, no list to check, nothing filled in."""

    def __init__(self, code: str, **fields: object) -> None:
        self.code, self.fields = code, fields
        super().__init__(messages.text("en", code, **fields))


class Cell(NamedTuple):
    """What stands in a cell: its words; “error” for #REF!, “date” where a program made a date of it."""

    words: str
    kind: str = "words"


class Row(NamedTuple):
    """A row: its sheet, its number as the program shows it, and the cells of the columns that are taken back."""

    sheet: str
    number: int
    cells: Mapping[str, Cell]

    def words(self, field: str) -> str:
        """The words of a column, without white space around them; “” where there is none."""
        cell = self.cells.get(field)
        return cell.words if cell else ""


class Rows(NamedTuple):
    """The rows that hold anything: of the lists to check, and of the lists of names to judge."""

    checks: tuple[Row, ...]
    pairs: tuple[Row, ...]


class _List(NamedTuple):
    """What a list is known by: which field a head is, the column of the answer, the columns that identify a row."""

    field_of: Callable[[str], str | None]
    answer: str
    answer_head: str
    needed: tuple[str, ...]


def _of_checks(head: str) -> str | None:
    return column_of(head) or value_of(head, _QUOTE)


_CHECKS: Final = _List(_of_checks, "judgement", FILLED["judgement"], _NEEDED)
_PAIRS: Final = _List(pair_column_of, "answer", PAIR_FILLED["answer"], PAIR_IDENTITY)


def rows_of(path: Path) -> Rows:
    """The rows of every sheet that people answer.

    Raises NoAnswers naming the file and the way out: no workbook, no sheet with these columns, columns gone.
    """
    found: dict[_List, list[Row]] = {_CHECKS: [], _PAIRS: []}
    lists = 0
    lacking: tuple[str, list[str]] | None = None
    apart: list[
        tuple[list[Row], list[Row]]
    ] = []  # rows of a sheet that lost columns: told one by one
    for name, rows in _sheets(path):
        for kind, into in found.items():
            heads = _heads(rows, kind)
            if heads is None:
                continue
            if kind.answer not in heads[1]:
                gone = messages.text("zh", kind.answer_head)
                raise NoAnswers("review.columns_gone", path=str(path), sheet=name, heads=gone)
            missing = [head for head in kind.needed if head not in heads[1]]
            if missing:
                lacking = lacking or (name, missing)
                apart.append((into, list(_filled(name, rows, *heads))))
                continue
            lists += 1
            into += _filled(name, rows, *heads)
    for into, those in apart if lists else ():
        into += those
    if not lists and lacking is not None:
        heads_said = " ".join(lacking[1])
        raise NoAnswers("review.columns_gone", path=str(path), sheet=lacking[0], heads=heads_said)
    if not lists:
        wanted = [messages.text("zh", FILLED["judgement"]), *_NEEDED]
        raise NoAnswers("review.no_sheet", path=str(path), heads=" ".join(wanted))
    return Rows(tuple(found[_CHECKS]), tuple(found[_PAIRS]))


def _heads(rows: Sequence[Sequence[Cell]], kind: _List) -> tuple[int, dict[str, int]] | None:
    """The row of the heads (from 0) and the column of each field; None for a sheet that is no such list.

    The first column of a head counts: a program names a copied one otherwise, or a person copied it.
    """
    for index, cells in enumerate(itertools.islice(rows, _HEADS_WITHIN)):
        columns: dict[str, int] = {}
        for column, cell in enumerate(cells):
            field = kind.field_of(cell.words)
            if field is not None:
                columns.setdefault(field, column)
        known = kind.answer in columns or columns.keys() >= set(kind.needed)
        if known and len(columns) >= _FEWEST:
            return index, columns
    return None


def _filled(
    sheet: str, rows: Sequence[Sequence[Cell]], at: int, columns: Mapping[str, int]
) -> Iterator[Row]:
    for index, cells in enumerate(rows[at + 1 :], at + 2):
        filled = {f: cells[c] for f, c in columns.items() if c < len(cells) and cells[c].words}
        if filled:
            yield Row(sheet, index, filled)


def _sheets(path: Path) -> Iterator[tuple[str, list[list[Cell]]]]:
    if not os.path.isfile(path):
        raise NoAnswers("review.no_file", path=str(path))
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # what it leaves out (links, rules of looks) is not ours
            book = openpyxl.load_workbook(path, data_only=True, read_only=True)
            formulas = openpyxl.load_workbook(path, read_only=True)
            for sheet, as_written in zip(book.worksheets, formulas.worksheets, strict=True):
                sheet.reset_dimensions()  # not every program states them right
                as_written.reset_dimensions()
                both = zip(sheet.iter_rows(), as_written.iter_rows(), strict=True)
                yield sheet.title, [list(map(_cell_of, *rows)) for rows in both]
            book.close()
            formulas.close()
    except (
        Exception
    ) as error:  # a damaged part: zlib's, lxml's and openpyxl's own errors are no family
        said = f"{type(error).__name__}: {error}".splitlines()[0]
        raise NoAnswers("review.no_workbook", path=str(path), error=said[:120]) from error


def _cell_of(cell: Any, as_written: Any) -> Cell:
    """A cell; a formula that was saved without its value is an error with the formula's words, not an empty cell."""
    if cell.value is None and as_written.data_type == "f":
        return Cell(str(as_written.value), "error")
    return _cell(cell)


def _cell(cell: Any) -> Cell:
    """A cell's words: numbers as they are shown, 5% for 0.05 that is shown as a percentage."""
    value: object = cell.value
    if value is None:
        return Cell("")
    if isinstance(value, bool):
        return Cell(str(value).upper())
    if isinstance(value, int | float):
        return Cell(_number(value, str(cell.number_format or "")))
    if isinstance(value, datetime | date | time):
        return _date(value, str(cell.number_format or ""))
    words = str(value).replace("\u200b", "").replace("\ufeff", "").strip()
    return Cell(words, "error" if cell.data_type == "e" else "words")


def _number(value: int | float, form: str) -> str:
    percent = "%" in form
    shown = value * 100 if percent else value
    if isinstance(shown, float):
        shown = round(shown, _MOST_DIGITS - 2)
        shown = int(shown) if shown.is_integer() else shown
    words = f"{shown:f}".rstrip("0").rstrip(".") if isinstance(shown, float) else str(shown)
    return f"{words}%" if percent else words


def _date(value: datetime | date | time, form: str) -> Cell:
    """A date: the day where the cell shows one, else the month. Only a time may be one."""
    if not isinstance(value, date):
        return Cell(value.isoformat(), "date")
    days = "d" in form.casefold().replace("[red]", "")
    return Cell(f"{value:%Y-%m-%d}" if days else f"{value:%Y-%m}", "date")


def identity_lacking(row: Row) -> list[str]:
    """The heads of the columns that identify a record and are empty in this row."""
    return [head for head in IDENTITY if head in _NEEDED and not row.words(head)]
