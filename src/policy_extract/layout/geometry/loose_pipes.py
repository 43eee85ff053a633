"""Pipes on lines of their own: as web pages with paragraphs in their cells are often saved.

“|⏎序号⏎|⏎任务⏎|⏎责任单位⏎|⏎|⏎1⏎|⏎…” parts rows by two pipes; “序号 |⏎任务 |⏎责任单位 |⏎1 |⏎…” parts cells alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_extract.layout.geometry.grid import BARS, Grid, Page, Row, cell, serial
from policy_extract.layout.geometry.heads import Heads
from policy_extract.layout.geometry.openings import SPELLED_ALONE
from policy_extract.model import Cell

_MIN_COLUMNS = 3
_MAX_COLUMNS = 16
_MIN_ROWS = 2
_MAX_LINES = 12  # that one cell may have


class LoosePipes:
    """Finds tables of this dialect; built once for a lexicon."""

    def __init__(self, heads: Heads) -> None:
        self._heads = heads

    def find(self, page: Page) -> Iterator[Grid]:
        """Yield the tables, in order. Takes linear time.

        The first cells are heads, most of them known; rows are as wide as they. Refused: a pipe in a menu
        (首页 |), a line with cells of its own between pipes, which another dialect reads.
        """
        index = 0 if any(bar in page.plain for bar in BARS) else len(page.lines)
        while index < len(page.lines):
            stop = self._stop(page, index)
            grid = self._grid(page, index, stop) if stop - index > _MIN_COLUMNS else None
            if grid is not None:
                yield grid
            index = max(stop, index + 1)

    def _stop(self, page: Page, first: int) -> int:
        """Where the lines end that pipes part, from a line that ends with one; ``first`` for none."""
        stop, index = first, first
        while index < len(page.lines) and index - stop <= _MAX_LINES:
            plain = page.lines[index].plain
            if page.taken[index] or any(bar in plain[:-1] for bar in BARS):
                break
            if plain.endswith(("|", "｜")):
                stop = index + 1
            elif stop == first:
                return first  # what stands above the first pipe is no cell
            index += 1
        return stop

    def _grid(self, page: Page, first: int, stop: int) -> Grid | None:
        cells = _cells(page, first, stop)
        parted = page.lines[first].plain in BARS
        width = self._width(cells, parted=parted)
        if not _MIN_COLUMNS <= width <= _MAX_COLUMNS:
            return None
        if sum(self._heads.knows(one.text) for one in cells[:width]) * 2 <= width:
            return None
        if any(SPELLED_ALONE.fullmatch(one.text) for one in cells[:width]):
            return None  # 一 | 经济发展 below the heads names a group: no head
        rows: list[Row] = []
        for at in range(0, len(cells), width + parted):
            row = tuple(cells[at : at + width])
            behind = cells[at + width : at + width + 1]
            if len(row) < width or not any(one.text for one in row):
                break
            if parted and behind and behind[0].text:
                break  # the row is wider: not read
            if not parted and rows and not _goes_on(rows, row):
                break
            rows.append(row)
        numbered = parted or rows[0][0].text in self._heads.serials
        if len(rows) < (_MIN_ROWS if numbered else _MIN_ROWS + 1):
            return None  # one row below heads without 序号: its number may be a value
        start, end = rows[0][0].start, max(one.end for one in rows[-1])
        last = next(i for i in range(first, stop) if page.lines[i].end >= end)
        return Grid(first, last + 1, start, end, 1, tuple(rows))

    def _width(self, cells: Sequence[Cell], *, parted: bool) -> int:
        """How many heads there are: up to the blank that parts rows, else up to the number of the first row."""
        for at, one in enumerate(cells[: _MAX_COLUMNS + 1]):
            if not one.text if parted else at and serial(one.text) is not None:
                return at
        return 0


def _cells(page: Page, first: int, stop: int) -> list[Cell]:
    """What stands between the pipes of some lines; the one at the head opens the first row."""
    start, end = page.lines[first].start, page.lines[stop - 1].end
    bars = [i for i in range(start, end) if page.text[i] in BARS]
    if bars and bars[0] == start:
        start = bars.pop(0) + 1
    found = []
    for bar in bars:
        found.append(cell(page.text, start, bar))
        start = bar + 1
    return found


def _goes_on(rows: Sequence[Row], row: Row) -> bool:
    """Whether a row has the number that follows: 80, 81; the first may have any."""
    here, before = serial(row[0].text), serial(rows[-1][0].text)
    return here is not None and (before is None or here == before + 1)
