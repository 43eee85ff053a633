"""Sheets → text and blocks: tables parted by blank rows, the lines above and below each, the sheet's name as heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from policy_extract.document import Anchor, CellPlace, Sourced
from policy_extract.lexicon import load_lists
from policy_extract.readers.building import TextBuilder
from policy_extract.readers.glyphs import mended
from policy_extract.readers.sheets.grid import Sheet, cell_name

_MOST_ABOVE: Final = 6  # rows of one cell above a table: annex, title, period, unit
_LONG: Final = 25  # signs of a single cell below a table that is a note


@dataclass(frozen=True, slots=True)
class _Cell:
    words: str
    row: int
    col: int
    rowspan: int
    colspan: int
    at: str


_Row = list[_Cell]


def put_sheets(sheets: Sequence[Sheet], warnings: Sequence[str] = ()) -> Sourced:
    """The text of sheets, each cell a block with its sheet and name; hidden rows and columns are left out."""
    out = _Putter()
    told = list(warnings)
    for sheet in sheets:
        rows = _rows(sheet)
        if not rows:
            continue
        if sheet.hidden_rows or sheet.hidden_columns:
            told.append("hidden_left_out")
        out.sheet(sheet, rows, several=len(sheets) > 1)
    return Sourced(
        out.page.text(), tuple(out.page.blocks), (), tuple(dict.fromkeys((*told, *out.told)))
    )


def _rows(sheet: Sheet) -> list[tuple[int, _Row]]:
    """The rows that are seen and hold words, with their numbers; spans count what is seen of them."""
    lines: dict[int, dict[int, _Cell]] = {}
    for (row, col), words in sheet.cells.items():
        high, wide = sheet.merged.get((row, col), (1, 1))
        seen_rows = (
            [r for r in range(row, row + high) if r not in sheet.hidden_rows] if high > 1 else [row]
        )
        seen_cols = (
            [c for c in range(col, col + wide) if c not in sheet.hidden_columns]
            if wide > 1
            else [col]
        )
        if (
            not seen_rows
            or not seen_cols
            or seen_rows[0] in sheet.hidden_rows
            or seen_cols[0] in sheet.hidden_columns
        ):
            continue
        cell = _Cell(
            words, seen_rows[0], seen_cols[0], len(seen_rows), len(seen_cols), cell_name(row, col)
        )
        lines.setdefault(cell.row, {})[cell.col] = cell
    return [(number, [line[col] for col in sorted(line)]) for number, line in sorted(lines.items())]


class _Putter:
    def __init__(self) -> None:
        self.page = TextBuilder()
        self.told: list[str] = []
        lists = load_lists("workbooks")
        unnamed = "|".join(map(re.escape, lists.words("workbooks", "sheets.unnamed")))
        self._unnamed = re.compile(rf"(?:{unnamed}) ?\d*(?: ?\(\d+\))?")
        self._notes = lists.words("workbooks", "sheets.note_heads")
        self._tables = 0

    def sheet(self, sheet: Sheet, rows: Sequence[tuple[int, _Row]], *, several: bool) -> None:
        """One sheet: its name, then table after table."""
        name = (sheet.name or "").strip()
        if self.page.at:
            self.page.line("")
        if name and several and not self._unnamed.fullmatch(name):
            self.page.line(name, "heading", 2, Anchor(sheet=sheet.name))
        for number, region in enumerate(_regions(rows, sheet.hidden_rows)):
            if number:
                self.page.line("")
            self._region(sheet.name, region)

    def _region(self, name: str | None, rows: Sequence[_Row]) -> None:
        first = 0
        while first < min(len(rows), _MOST_ABOVE) and _alone(rows[first]):
            first += 1
        last = len(rows)
        while last > first and _alone(rows[last - 1]) and self._is_note(rows[last - 1][0]):
            last -= 1
        body = rows[first:last]
        if len(body) < 2 or max(map(len, body), default=0) < 2:
            first, last, body = len(rows), len(rows), []
        for row in rows[:first]:
            self._line(name, row, "paragraph")
        if body:
            self._table(name, body)
        for row in rows[last:]:
            self._line(name, row, "note")

    def _is_note(self, cell: _Cell) -> bool:
        return cell.words.startswith(self._notes) or len(cell.words) >= _LONG

    def _line(self, name: str | None, row: _Row, kind: str) -> None:
        """A row that is no table's: a line for each line of its first cell, the others behind it."""
        words = "\t".join(cell.words for cell in row) if len(row) > 1 else row[0].words
        for line in words.split("\n"):
            plain = self._mended(line)
            self.page.line(
                plain,
                "note" if kind == "note" else "paragraph",
                None,
                Anchor(sheet=name, cell=row[0].at),
            )

    def _table(self, name: str | None, rows: Sequence[_Row]) -> None:
        columns = sorted(
            {c for row in rows for cell in row for c in range(cell.col, cell.col + cell.colspan)}
        )
        used = sorted({cell.col for row in rows for cell in row})
        left = {col: index for index, col in enumerate(c for c in columns if c >= used[0])}
        numbers = {row[0].row: index for index, row in enumerate(rows)}
        last = rows[-1][0].row
        for index, row in enumerate(rows):
            words = [self._mended(cell.words) for cell in row]
            places = [
                CellPlace(
                    self._tables,
                    index,
                    left[cell.col],
                    sum(cell.row <= n < cell.row + cell.rowspan for n in numbers)
                    if cell.rowspan > 1 and cell.row < last
                    else 1,
                    cell.colspan,
                )
                for cell in row
            ]
            self.page.row(words, places, [Anchor(sheet=name, cell=cell.at) for cell in row])
        self._tables += 1

    def _mended(self, words: str) -> str:
        plain, told = mended(words)
        self.told.extend(told)
        return plain


def _alone(row: _Row) -> bool:
    return len(row) == 1 and row[0].rowspan == 1


def _regions(rows: Sequence[tuple[int, _Row]], hidden: frozenset[int]) -> Iterator[list[_Row]]:
    """The rows between blank ones; a blank row that a merged cell covers, or that is hidden, parts nothing."""
    region: list[_Row] = []
    reached = -1
    for number, row in rows:
        between = (
            [n for n in range(reached, number) if n not in hidden]
            if number - reached < 1000
            else [0]
        )
        if region and number > reached and between:
            yield region
            region = []
        region.append(row)
        reached = max(reached, number + 1, *(number + cell.rowspan for cell in row))
    if region:
        yield region
