"""A cell a line with a bar left at each: as a page of Markdown comes out whose rows were broken into their cells.

“指标 |⏎2025年 |⏎粮食产量 |⏎64 |” has bars behind the cells, “|⏎指标⏎| 2025年⏎|⏎粮食产量⏎| 64” before them, and a lone one before each row.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_extract.expressions import expression
from policy_extract.layout.geometry.cell_lines import CellLines
from policy_extract.layout.geometry.grid import BARS, Grid, Page
from policy_extract.layout.geometry.heads import Heads
from policy_extract.layout.lines import Line
from policy_extract.model import Cell

_BAR = expression(r"\s*[|｜]+\s*")
_LEAST = 6  # lines with a bar: a head and two rows of two cells
_NEAR = 4  # lines from one with a bar that the table may reach


class BarredLines:
    """Finds tables of this dialect; built once for a lexicon."""

    def __init__(self, heads: Heads) -> None:
        self._cells = CellLines(heads)

    def find(self, page: Page) -> Iterator[Grid]:
        """Yield the tables, in order: those that the lines make without their bars, where most of their lines had one. Takes linear time.

        Refused: a line with a bar between words (首页 | 政务公开), a table amid which a few lines have bars.
        """
        if not any(bar in page.plain for bar in BARS):
            return
        barred = [page.free(i) and _single(line) for i, line in enumerate(page.lines)]
        if sum(barred) < _LEAST:
            return
        bare = Page(
            page.text,
            page.plain,
            [
                _bare(page, line) if had else line
                for line, had in zip(page.lines, barred, strict=True)
            ],
            page.heading,
            _far(page, barred),
        )
        for grid in self._cells.find(bare):
            words = [i for i in range(grid.first, grid.stop) if page.lines[i].plain]
            if 2 * sum(barred[i] for i in words) > len(words):
                yield _whole(page, grid)


def _single(line: Line) -> bool:
    """A line of one cell with a bar at its head or its end, or of a bar alone."""
    inner = line.plain.strip(BARS)
    return len(inner) < len(line.plain) and not any(bar in inner for bar in BARS)


def _bare(page: Page, line: Line) -> Line:
    """The line without its bars; one of nothing else is blank."""
    words = page.plain[line.start : line.end]
    opened = words.lstrip().lstrip(BARS).lstrip()
    start = line.start + len(words) - len(opened)
    plain = opened.rstrip().rstrip(BARS).rstrip()
    return Line(line.number, start, start + len(plain), plain, False)


def _whole(page: Page, grid: Grid) -> Grid:
    """The table with the bars alone above it, which part it from no caption, and no bars amid the words of a cell on two lines (创新 |⏎驱动 |)."""
    first = grid.first
    while first and page.lines[first - 1].plain and not page.lines[first - 1].plain.strip(BARS):
        first -= 1
    rows = tuple(
        tuple(
            Cell.of(_BAR.sub("", one.text), one.start, one.end, one.rowspan, one.colspan)
            for one in row
        )
        for row in grid.rows
    )
    return grid._replace(first=first, start=page.lines[first].start, rows=rows)


def _far(page: Page, barred: list[bool]) -> list[bool]:
    """The lines that are taken, or stand far from any bar: none of such a table."""
    taken = [True] * len(barred)
    for at, had in enumerate(barred):
        if had:
            for near in range(max(0, at - _NEAR), min(len(barred), at + _NEAR + 1)):
                taken[near] = page.taken[near]
    return taken
