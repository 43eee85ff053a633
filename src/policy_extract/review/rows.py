"""The rows of the lists that people answer, out of a workbook that any program may have saved.

Columns go by their heads, wherever they stand; the sheet goes by its columns, whatever its name. Hidden and
filtered rows count: somebody may have answered them before.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

from policy_extract import messages
from policy_extract.desk.checks import FILLED, IDENTITY
from policy_extract.errors import UsageError
from policy_extract.review.columns import (
    CHECKS,
    NEEDED,
    PAIRS,
    Aside,
    Cell,
    Columns,
    List,
    headless,
    heads,
    lacking,
    picked,
)
from policy_extract.tuples import NamedTuple

_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[ >/]")
_MOST_DIGITS: Final = 12  # of a number that a program computed: 0.1 + 0.2 is 0.3


class NoAnswers(messages.Told, UsageError):
    """There is nothing to take back: no file, no workbook, no list to check, nothing filled in."""

    def __init__(self, code: str, **fields: object) -> None:
        self.code, self.fields = code, fields
        super().__init__(messages.text("en", code, **fields))


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
    """The rows that hold anything: of the lists to check, and of the lists of names to judge; and sheets whose rows cannot be taken."""

    checks: tuple[Row, ...]
    pairs: tuple[Row, ...]
    aside: tuple[Aside, ...] = ()

    @property
    def of_sheets(self) -> bool:
        """Whether lists to check stand on several sheets, so that a row's number alone does not say which."""
        return len({row.sheet for row in self.checks}) > 1


def rows_of(path: Path) -> Rows:
    """The rows of every sheet that people answer.

    Raises NoAnswers naming the file and the way out: no workbook, no sheet with these columns, columns gone.
    """
    found: dict[List, list[Row]] = {CHECKS: [], PAIRS: []}
    lists = 0
    aside: list[Aside] = []
    for name, rows in _sheets(path):
        known = False
        for kind, into in found.items():
            at = heads(rows, kind)
            if at is None:
                continue
            known = True
            missing = lacking(rows, *at, kind)
            if missing:
                aside.append(Aside(name, tuple(missing)))
            elif kind.answer in at[1]:
                lists += 1
                into += _filled(name, rows, *at)
        if not known and headless(rows):
            aside.append(Aside(name, (CHECKS.answer, *NEEDED)))
    if not lists and aside:
        raise NoAnswers(
            "review.columns_gone", path=str(path), sheet=aside[0].sheet, heads=aside[0].heads("zh")
        )
    if not lists:
        wanted = [messages.text("zh", FILLED["judgement"]), *NEEDED]
        raise NoAnswers("review.no_sheet", path=str(path), heads=" ".join(wanted))
    return Rows(tuple(found[CHECKS]), tuple(found[PAIRS]), tuple(aside))


def _filled(sheet: str, rows: Sequence[Sequence[Cell]], at: int, columns: Columns) -> Iterator[Row]:
    for index, cells in enumerate(rows[at + 1 :], at + 2):
        filled = picked(cells, columns)
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
            formulas = _formulas(path)
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # not every program states them right
                cells = [[_cell(cell) for cell in row] for row in sheet.iter_rows()]
                yield sheet.title, _with_formulas(cells, formulas.get(sheet.title, ()))
            book.close()
    # A damaged part: zlib's, lxml's and openpyxl's own errors are no family.
    except Exception as error:
        said = f"{type(error).__name__}: {error}".splitlines()[0]
        raise NoAnswers("review.no_workbook", path=str(path), error=said[:120]) from error


def _formulas(path: Path) -> dict[str, list[tuple[int, int, str]]]:
    """Row and column (from 0) of every formula and its words, by sheet; the workbook as it is written has none."""
    import openpyxl

    with ZipFile(path) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        if not any(_FORMULA.search(parts.read(name)) for name in sheets):
            return {}
    found: dict[str, list[tuple[int, int, str]]] = {}
    book = openpyxl.load_workbook(path, read_only=True)
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        found[sheet.title] = [
            (row, column, str(getattr(cell.value, "text", cell.value)))
            for row, cells in enumerate(sheet.iter_rows())
            for column, cell in enumerate(cells)
            if cell.data_type == "f"
        ]
    book.close()
    return found


def _with_formulas(
    cells: list[list[Cell]], formulas: Iterable[tuple[int, int, str]]
) -> list[list[Cell]]:
    """The cells, with the words of each formula whose value nobody stored: such a cell looks empty and is not."""
    for row, column, words in formulas:
        if not cells[row][column].words:
            cells[row][column] = Cell(words, "formula")
    return cells


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
    return [head for head in IDENTITY if head in NEEDED and not row.words(head)]
