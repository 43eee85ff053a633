"""A cell a line behind a tab, a lone tab an empty cell: as word processors write a table as text.

A blank line ends a row *unless* it stands inside a wrapped cell (“完成下达⏎⏎任务”), headers have one tier
or two, merged cells leave rows with holes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policy_extract.expressions import expression
from policy_extract.layout.geometry.grid import Grid, Page, blank, cell, serial, spanned
from policy_extract.layout.geometry.heads import Heads
from policy_extract.layout.lines import Line
from policy_extract.model import Cell

_NUMBER = expression(r"[\d.,]+")
_MAX_WRAP = 14
_MAX_PROSE = 60
_ENOUGH = 4  # cells that make a table


@dataclass(slots=True)
class _Raw:
    """A cell being read: its text span grows by the lines that wrap it."""

    start: int
    end: int
    lines: int = 1


class CellTabs:
    """Finds tables of this dialect; built once for a lexicon."""

    def __init__(self, heads: Heads) -> None:
        self._heads = heads

    def find(self, page: Page) -> Iterator[Grid]:
        """Yield the tables, in order. Takes linear time.

        Refused: a box set behind a single tab (“⇥专栏1：…”), prose behind a tab, fewer than four cells.
        """
        if not any(line.cell for line in page.lines):
            return
        hidden = [_hidden(line) if page.taken[i] else line for i, line in enumerate(page.lines)]
        closed = [
            page.heading[i] or (line.cell and _box_body(page, i))
            for i, line in enumerate(page.lines)
        ]
        for start, stop in self._regions(hidden, closed):
            grid = self._grid(page.text, hidden, start, stop)
            if grid is not None:
                yield grid

    def _regions(self, lines: Sequence[Line], is_heading: Sequence[bool]) -> list[tuple[int, int]]:
        """Index ranges of lines that are tables, end exclusive.

        A region opens with a cell and closes at two blank lines, at a heading, or at prose.
        """
        regions: list[tuple[int, int]] = []
        index = 0
        while index < len(lines):
            if not lines[index].cell or is_heading[index]:
                index += 1
                continue
            stop, blanks, last = index, 0, index
            cells = 0
            while stop < len(lines):
                line = lines[stop]
                if line.cell and not is_heading[stop]:
                    blanks, last = 0, stop
                    cells += 1
                elif line.blank:
                    blanks += 1
                    if blanks >= 2 and not (
                        stop + 1 < len(lines) and self._is_wrap(lines, stop + 1, is_heading)
                    ):
                        break
                elif self._is_wrap(lines, stop, is_heading):
                    blanks, last = 0, stop
                else:
                    break
                stop += 1
            if cells >= _ENOUGH:
                regions.append((index, last + 1))
            index = max(stop, index + 1)
        return regions

    def _is_wrap(self, lines: Sequence[Line], index: int, is_heading: Sequence[bool]) -> bool:
        """A short line without a tab that goes on a cell, with another cell soon behind it."""
        line = lines[index]
        if line.cell or not line.plain or len(line.plain) > _MAX_WRAP or is_heading[index]:
            return False
        if self._heads.caption.match(line.plain) or line.plain.endswith("。"):
            return False
        following = [entry for entry in lines[index + 1 : index + 4] if not entry.blank]
        return bool(following) and following[0].cell

    def _grid(self, text: str, lines: Sequence[Line], first: int, stop: int) -> Grid | None:
        """The table of a region, or None when it has no second row."""
        region = lines[first:stop]
        rows = _rows(region)
        if len(rows) < 2 or not any(line.plain for line in region):
            return None
        width = _width(rows)
        grid = [[cell(text, raw.start, raw.end) for raw in row] for row in rows]
        tiers = _header_rows(grid, width)
        if tiers == 2 and len(grid[0]) < len(grid[1]):
            spread = _spread(grid[0], grid[1])
            if spread is not None:
                grid[0] = spread
                width = len(grid[1])
        body = grid[tiers:]  # copied once, not for every row
        for index, row in enumerate(grid):
            grid[index] = self._align(row, width, body, header=index < tiers)
        return Grid(first, stop, region[0].start, region[-1].end, tiers, tuple(map(tuple, grid)))

    def _align(
        self, row: list[Cell], width: int, body: Sequence[Sequence[Cell]], *, header: bool
    ) -> list[Cell]:
        """A row with fewer cells than the table is wide gets the spans of its merged cells."""
        missing = width - len(row)
        if missing <= 0 or len(row) <= 1:
            return row
        if header:
            if len(row) == 3 and missing >= 2 and (width - 1) % 2 == 0:
                span = (width - 1) // 2
                return [row[0], *(spanned(entry, colspan=span) for entry in row[1:])]
            groups = len(row) - 1
            if missing > 1 and groups and (width - 1) % groups == 0:
                span = (width - 1) // groups
                return [row[0], *(spanned(entry, colspan=span) for entry in row[1:])]
            column = _serial_column(body, width)
            if missing == 1 and column is not None:
                beside = row[min(column, len(row) - 1)]
                return [*row[:column], blank(beside.start), *row[column:]]
            return row
        # a body row: the merged cell is the last but as many as stand right of the value columns
        labels = self._heads.attributes
        value = next(
            (i for i in range(len(row) - 1, 0, -1) if row[i].text and row[i].text not in labels),
            len(row) - 1,
        )
        return [*row[:value], spanned(row[value], colspan=missing + 1), *row[value + 1 :]]


def _rows(lines: Sequence[Line]) -> list[list[_Raw]]:
    rows: list[list[_Raw]] = [[]]
    pending_blank = False
    for line in lines:
        if line.blank:
            pending_blank = True
            continue
        if line.cell:
            if pending_blank and rows[-1]:
                rows.append([])
            rows[-1].append(_Raw(line.start + 1, line.end))
        elif rows[-1]:
            rows[-1][-1].end = line.end
            rows[-1][-1].lines += 1
        pending_blank = False
    return [row for row in rows if row]


def _width(rows: Sequence[Sequence[_Raw]]) -> int:
    counts = Counter(len(row) for row in rows)
    return max(counts, key=lambda size: (counts[size] * (size > 1), size))


def _header_rows(grid: Sequence[Sequence[Cell]], width: int) -> int:
    """One, or two when the second row fills the groups of the first (“2020年现状数据” over three)."""
    if len(grid) < 3:
        return 1
    first, second = grid[0], grid[1]
    bare = [cell.text for cell in second]
    if (
        len(first) < width
        and len(second) == width
        and not any(_NUMBER.fullmatch(t) for t in bare if t)
    ):
        return 2
    if len({t for t in bare if t} & {c.text for c in first if c.text}) >= 2:
        return 2  # heads over both tiers stand in both
    if not bare[0] and not any(_NUMBER.fullmatch(t) for t in bare if t) and any(bare[1:]):
        return 2
    return 1


def _spread(upper: list[Cell], lower: Sequence[Cell]) -> list[Cell] | None:
    """Spans of the upper tier where the lower repeats the heads that stand over both tiers.

    [指标, 2015年, 2020年, 增长, 属性] over [指标, 2015年, 预期值, 规划目标, 预期值, 规划目标, 属性]: 2020年 and 增长
    span two columns each. None when the two tiers share no words.
    """
    words = [re.sub(r"\s", "", entry.text) for entry in lower]
    anchors: list[tuple[int, int]] = []
    at = 0
    for index, entry in enumerate(upper):
        text = re.sub(r"\s", "", entry.text)
        if text and text in words[at:]:
            place = words.index(text, at)
            anchors.append((index, place))
            at = place + 1
    if not anchors:
        return None
    spans = [1] * len(upper)
    bounds = [(-1, -1), *anchors, (len(upper), len(lower))]
    for (left, start), (right, stop) in pairwise(bounds):
        groups, columns = right - left - 1, stop - start - 1
        if groups == 0:
            if columns:
                return None
            continue
        if columns % groups:
            return None
        for index in range(left + 1, right):
            spans[index] = columns // groups
    return [
        spanned(entry, colspan=span) if span > 1 else entry
        for entry, span in zip(upper, spans, strict=True)
    ]


def _serial_column(body: Sequence[Sequence[Cell]], width: int) -> int | None:
    """The column of running numbers, when the body has one."""
    full = [row for row in body if len(row) == width]
    for column in range(width):
        numbers = [row[column].text.strip() for row in full]
        values = [n for n in map(serial, numbers) if n is not None]
        if len(numbers) < 2 or len(values) < len(numbers):
            continue
        if values == sorted(set(values)) and values[0] <= 2:
            return column
    return None


def _hidden(line: Line) -> Line:
    return Line(line.number, line.start, line.end, "", False)


def _box_body(page: Page, index: int) -> bool:
    """A line behind a tab right under a box's head, or prose behind a tab, is no table cell."""
    line = page.lines[index]
    if len(line.plain) <= _MAX_PROSE:
        return False
    if not line.plain.endswith(("。", "”", "；")):
        return False
    above = [i for i in range(max(0, index - 3), index) if not page.lines[i].blank]
    return any(page.heading[i] for i in above) or not any(page.lines[i].cell for i in above)
