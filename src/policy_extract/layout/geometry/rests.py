"""Rows behind a page's end that have no header of their own: they go on the table above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_extract.expressions import expression
from policy_extract.layout.geometry.grid import Grid, Page, Row, cell
from policy_extract.layout.geometry.heads import Heads
from policy_extract.layout.geometry.joining import goes_on
from policy_extract.layout.geometry.pipes import split

_WIDE = expression(r"\S+(?: \S+)*")
_MAX_GAP = 8  # lines between the two parts


def rests(page: Page, grids: Sequence[Grid], heads: Heads) -> Iterator[Grid]:
    """The rows that go on a table behind a page number, as tables of their own (``joining`` puts them together).

    Each row has as many cells as the table, parted as rows are: by pipes, tabs or wide spaces; running numbers
    go on, or values stand where values stood. Refused: rows without a page number before them, signatures,
    sentences.
    """
    starts = {grid.first for grid in grids}
    for above in grids:
        index, paged = above.stop, False
        while index < min(len(page.lines), above.stop + _MAX_GAP) and not page.free(index):
            if index in starts:
                break
            paged = paged or bool(page.lines[index].plain)
            index += 1
        rows: list[Row] = []
        first = index
        while paged and index < len(page.lines) and page.free(index) and index not in starts:
            row = _cells(page, index, above.width)
            if row is None or heads.header([page.plain[c.start : c.end].strip() for c in row]):
                break
            rows.append(row)
            index += 1
        if not rows:
            continue
        start, end = page.lines[first].start, page.lines[index - 1].end
        grid = Grid(first, index, start, end, 1, tuple(rows))
        if goes_on(above, grid):
            yield grid


def _cells(page: Page, index: int, size: int) -> Row | None:
    """The cells of a line, when it has so many."""
    line = page.lines[index]
    words = page.text[line.start : line.end]
    if "|" in words:
        row = split(page.text, line.start, line.end)
    elif "\t" in words.strip():
        at, cells = line.start, []
        for part in words.rstrip().split("\t"):
            cells.append(cell(page.text, at, at + len(part)))
            at += len(part) + 1
        row = tuple(cells)
    else:
        found = list(_WIDE.finditer(words))
        row = tuple(cell(page.text, line.start + m.start(), line.start + m.end()) for m in found)
    return row if len(row) == size else None
