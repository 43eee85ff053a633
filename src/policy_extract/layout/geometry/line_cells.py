"""The lines of a page that hold a cell each: their words, and where a table of them ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from policy_extract.expressions import expression
from policy_extract.layout.geometry.grid import (
    YEAR,
    Grid,
    Page,
    Row,
    blank,
    cell,
    number,
    serial,
)
from policy_extract.layout.geometry.heads import Heads
from policy_extract.layout.geometry.words import WordKinds
from policy_extract.layout.lines import SPELLED
from policy_extract.model import Cell

_REMARK = expression(rf"\((?![{SPELLED}]{{1,3}}\))[^():]{{0,14}}[\u4e00-\u9fff][^():]{{0,2}}\)")
_MAX_CELL = 36
_MAX_SENTENCE = 400


class Lines:
    """The lines with words, by their places in ``filled``.

    ``gap`` is the widest stretch of empty lines between the heads of the table that is being read: a line further off is none of it.
    ``remarks`` are lines that are not among those in ``filled``, each by the line of the figure that it belongs to.
    """

    def __init__(
        self, page: Page, filled: Sequence[int], heads: Heads, remarks: Mapping[int, int]
    ) -> None:
        self.page, self.filled, self.heads, self.remarks = page, filled, heads, remarks
        self.gap = 0

    def plain(self, at: int) -> str:
        """The words of a line; none behind the last."""
        return word(self.page, self.filled, at)

    def cell(self, places: Sequence[int]) -> Cell:
        """Lines as one cell, from the first to the last of them."""
        lines = self.page.lines
        first, last = lines[self.filled[places[0]]], lines[self._last(places[-1])]
        return cell(self.page.text, first.start, last.end)

    def row(self, row: Sequence[int], placed: Sequence[Sequence[int]]) -> Row:
        """The cells of a row by columns; a column without lines holds a blank behind the last cell."""
        cells: list[Cell] = []
        at = self.page.lines[self.filled[row[0]]].start
        for part in placed:
            made = self.cell([row[k] for k in part]) if part else blank(at)
            cells.append(made)
            at = made.end
        return tuple(cells)

    def made(self, first: int, last: int, rows: Sequence[Row], *, tiers: int = 1) -> Grid:
        """The table of these rows, from line ``first`` to ``last``."""
        start, end = self.filled[first], self._last(last)
        lines = self.page.lines
        return Grid(start, end + 1, lines[start].start, lines[end].end, tiers, tuple(rows))

    def _last(self, at: int) -> int:
        """The last line of a cell: its own, or that of the remark below it."""
        return self.remarks.get(self.filled[at], self.filled[at])

    def stops(self, at: int, *, clear: bool) -> bool:
        """No line of the table: a heading, a caption, a line far below, or words that are too long for a cell (``clear``: the heads are known, and a cell may hold a sentence)."""
        plain = self.plain(at)
        if self.closed(at) or self.far(at):
            return True
        if clear:
            return len(plain) > _MAX_SENTENCE
        return len(plain) > _MAX_CELL or plain.endswith("。")

    def closed(self, at: int) -> bool:
        """A heading, a caption or a cell behind a tab: no line of this dialect."""
        index = self.filled[at]
        line = self.page.lines[index]
        if self.heads.note.match(line.plain):
            return True
        opens = self.page.heading[index] and serial(line.plain) is None
        captioned = bool(self.heads.captioned.match(line.plain)) and not self.heads.knows(
            line.plain
        )
        return opens or line.cell or captioned

    def far(self, at: int) -> bool:
        """It stands further below the line before than any head below another."""
        between = self.filled[at] - self.filled[at - 1] - 1
        return between > self.gap + 2

    def widest_gap(self, first: int, last: int) -> int:
        """The most empty lines between two lines of a stretch."""
        gaps = [
            self.filled[at] - self.filled[at - 1] - 1
            for at in range(first + 1, min(last, len(self.filled)))
        ]
        return max(gaps, default=0)

    def ends_here(self, at: int) -> bool:
        """A note, a caption, a cell behind a tab or a line far below: no line of this table."""
        line = self.page.lines[self.filled[at]]
        captioned = self.heads.captioned.match(line.plain) and not self.heads.knows(line.plain)
        noted = self.heads.note.match(line.plain)
        return bool(line.cell or captioned or noted) or self.far(at)

    def begins(self, at: int, expected: int) -> bool:
        """A row opens here: the running number with a name behind it that is no value."""
        if serial(self.plain(at)) != expected:
            return False
        behind = self.plain(at + 1)
        return bool(behind) and not number(behind) and not self.heads.label(behind)


def word(page: Page, filled: Sequence[int], at: int) -> str:
    """The words of a line, by its place among those with words; none behind the last."""
    return page.lines[filled[at]].plain if at < len(filled) else ""


def remarks(
    page: Page, filled: Sequence[int], heads: Heads, kinds: WordKinds, parts: tuple[str, ...]
) -> dict[int, int]:
    """Lines that only remark on the figure above them, by its line: 81.2 / (市级测算), 91.83 / (2019年).

    Refused: a year (2025年 / (万元)), a number ([4], (4)), （续表）, what opens something itself: (一), (其中女性) with one of ``parts`` in front,
    (高速公路) with its own unit below.
    """
    found: dict[int, int] = {}
    for at, (above, below) in enumerate(pairwise(filled), 2):
        plain = page.lines[below].plain
        if plain[0] != "(" or not _REMARK.fullmatch(plain) or plain.startswith(parts, 1):
            continue
        if at < len(filled) and kinds.unit(page.lines[filled[at]].plain):
            continue
        figure = page.lines[above].plain
        apart = any(line.plain for line in page.lines[above + 1 : below]) or heads.continued(plain)
        if number(figure) and not YEAR.fullmatch(figure) and not apart:
            found[above] = below
    return found
