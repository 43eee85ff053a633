"""Cells between pipes, as Markdown has them: “| 指标 | 2025年 |” over a ruler “| --- | --- |”."""

from __future__ import annotations

from collections.abc import Iterator

from policy_extract.expressions import expression
from policy_extract.layout.geometry.grid import (
    BARS,
    Grid,
    Page,
    Row,
    blank,
    cell,
    spanned,
    usual,
    width,
)
from policy_extract.layout.geometry.heads import Heads
from policy_extract.layout.geometry.tiers import header_rows, spread_heads, two_tiers
from policy_extract.layout.geometry.unmerging import unmerged

_RULER = expression(r"[\s|:+=-]*-[\s|:+=-]*")
_LEAST = 2
_CLOSING = tuple(BARS)
_BAR = expression(rf"(?<!\\)[{BARS}]")


class Pipes:
    """Finds tables of this dialect; built once for a lexicon."""

    def __init__(self, heads: Heads) -> None:
        self._heads = heads

    def find(self, page: Page) -> Iterator[Grid]:
        """Yield the tables, in order; rulers are no rows. Takes linear time.

        Refused: a line with one pipe in a sentence (“首页 | 政务公开”), fewer than two rows. A row with too
        few cells gets blanks on the right, what is too much stands in its last cell.
        """
        index = 0 if any(bar in page.plain for bar in BARS) else len(page.lines)
        while index < len(page.lines):
            stop = index
            while stop < len(page.lines) and page.free(stop) and _barred(page.lines[stop].plain):
                stop += 1
            if stop - index >= 2:
                grid = self._grid(page, index, stop)
                if grid is not None:
                    yield grid
            index = max(stop, index + 1)

    def _grid(self, page: Page, first: int, stop: int) -> Grid | None:
        rows: list[Row] = []
        ruled = False
        for line in page.lines[first:stop]:
            if _RULER.fullmatch(line.plain) and "|" in line.plain:
                ruled = True
                continue
            rows.append(split(page.text, line.start, line.end))
        head = [page.plain[c.start : c.end].strip() for c in rows[0]] if rows else []
        size = max(usual(map(len, rows)), len(head))
        framed = all(line.plain.startswith(("|", "｜")) for line in page.lines[first:stop])
        closed = all(line.plain.endswith(_CLOSING) for line in page.lines[first:stop])
        even = closed and len(set(map(len, rows))) == 1  # 品名 | 产量(吨) |, as pages are saved
        headed = self._heads.header(head) or (closed and self._tiered(page, rows))
        if len(rows) < 2 or size < 2 or not (ruled or framed or even or headed):
            return None
        upper = two_tiers(page, rows, size, self._heads)
        if upper is not None:
            rows[:2] = upper
        rows = unmerged(page.plain, rows, 1 if upper is None else 2, self._heads)
        rows = [_fitted(page.text, row, size) for row in rows]
        tiers = 2 if upper is not None else header_rows(rows, self._heads, page.plain)
        if tiers == 2 and upper is None:
            rows[0] = spread_heads(rows[0], rows[1])
        return Grid(
            first,
            stop,
            page.lines[first].start,
            page.lines[stop - 1].end,
            tiers,
            tuple(rows),
        )

    def _tiered(self, page: Page, rows: list[Row]) -> bool:
        """A known head in front, and heads that are all known below: 地区 | 新增就业（人） over 目标任务 | 完成数."""
        if len(rows) < 2 * _LEAST:
            return False
        first, below = ([page.plain[c.start : c.end].strip() for c in row] for row in rows[:2])
        known = len(first) >= _LEAST and self._heads.knows(first[0])
        return known and len(below) > len(first) - 1 and all(map(self._heads.knows, below))


def _barred(plain: str) -> bool:
    return any(bar in plain for bar in BARS)


def split(text: str, start: int, end: int) -> Row:
    """The cells of one line of a text between its pipes; those at the line's ends bound no cell."""
    words = text[start:end]
    begin = start + len(words) - len(words.lstrip())
    stop = start + len(words.rstrip())
    bars = [start + m.start() for m in _BAR.finditer(words)]
    if bars and bars[0] == begin:
        begin = bars.pop(0) + 1
    if bars and bars[-1] == stop - 1:
        stop = bars.pop()
    cells = []
    for bar in (*bars, stop):
        cells.append(cell(text, begin, max(bar, begin)))
        begin = bar + 1
    return tuple(cells)


def _fitted(text: str, row: Row, size: int) -> Row:
    missing = size - width(row)
    if len(row) == 1 and row[0].text and size > 1:
        return (spanned(row[0], colspan=size),)
    if missing >= 0:
        return (*row, *(blank(row[-1].end) for _ in range(missing)))
    return (*row[: size - 1], cell(text, row[size - 1].start, row[-1].end))
