"""A cell a line without tabs: as web pages and PDFs leave a table.

“表1 …主要指标”, then 序号 / 指标 / 单位 / 2020年 / 2025年 / 1 / 规上工业企业 / 家 / 488 / 700. Rows are told apart by
their running numbers; without numbers by the width of a header whose heads are all known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from policy_extract.layout.geometry.fitting import readings
from policy_extract.layout.geometry.grid import (
    Grid,
    Page,
    Row,
    blank,
)
from policy_extract.layout.geometry.grouped_lines import GroupedLines
from policy_extract.layout.geometry.heads import Heads
from policy_extract.layout.geometry.line_cells import Lines, remarks, word
from policy_extract.layout.geometry.numbered_lines import NumberedLines
from policy_extract.layout.geometry.unnumbered_lines import UnnumberedLines
from policy_extract.layout.lines import Line

_MAX_HEAD = 24
_MAX_HEADS = 24
_MAX_CAPTION = 60
_MIN_ROWS = 2


class CellLines:
    """Finds tables of this dialect; built once for a lexicon."""

    def __init__(self, heads: Heads) -> None:
        self._heads = heads
        self._grouped = GroupedLines(heads)
        self._total = heads.lexicon.words("tables", "head.totals")
        self._parts = heads.lexicon.words("tables", "name.parts")

    def find(self, page: Page) -> Iterator[Grid]:
        """Yield the tables, in order. Takes linear time.

        A table opens below a caption (表1 …) or with a header of known heads. Needs two rows, each with
        at least a name and a value behind its number. Refused: a caption over prose or over a figure,
        a list whose items are prose.
        """
        filled = [i for i in range(len(page.lines)) if page.free(i)]
        if remarked := remarks(page, filled, self._heads, self._grouped.kinds, self._parts):
            apart = frozenset(remarked.values())
            filled = [i for i in filled if i not in apart]
        done = 0
        for at, index in enumerate(filled):
            if at < done:
                continue
            plain = page.lines[index].plain
            captioned = len(plain) <= _MAX_CAPTION and bool(self._heads.captioned.match(plain))
            if not captioned and not self._opens(page, filled, at):
                continue
            grid = _Reading(
                Lines(page, filled, self._heads, remarked), self._heads, self._grouped, self._total
            ).table(at + 1 if captioned else at, clear=not captioned)
            if grid is not None:
                line = page.lines[index]
                above = page.text[line.start : line.end].strip() if captioned else None
                yield grid._replace(caption=above)
                done = bisect_left(filled, grid.stop)

    def _opens(self, page: Page, filled: Sequence[int], at: int) -> bool:
        """A header of known heads begins here: at least three, or two in a table of duties."""
        if self._grouped.opens(page.lines[filled[at]].plain):
            return self._grouped.size(lambda i: word(page, filled, i), at) > 0
        heads = [page.lines[i] for i in filled[at : at + 3]]
        if len(heads) < 3 or not (self._known(heads[0]) and self._known(heads[1])):
            return False
        return self._known(heads[2]) or self._heads.pair(heads[0].plain, heads[1].plain)

    def _known(self, line: Line) -> bool:
        return not line.cell and self._heads.knows(line.plain)


class _Reading:
    """One table being read."""

    def __init__(
        self, lines: Lines, heads: Heads, groups: GroupedLines, total: tuple[str, ...]
    ) -> None:
        self._lines, self._heads, self._groups = lines, heads, groups
        self._numbered = NumberedLines(lines, heads, groups.kinds, total)
        self._unnumbered = UnnumberedLines(lines, heads, groups, self._numbered)

    def table(self, first: int, *, clear: bool) -> Grid | None:
        """The table whose header begins at ``filled[first]``; ``clear``: its heads are known."""
        if self._heads.unit_line.fullmatch(self._lines.plain(first)):
            first += 1
        if grid := self._grouped(first):
            return grid
        head, body = first, first
        while body < len(self._lines.filled) and body - head <= _MAX_HEADS:
            if self._lines.begins(body, 1):
                break
            if len(self._lines.plain(body)) > _MAX_HEAD and not self._lines.begins(body + 1, 1):
                break
            if self._lines.closed(body) and not self._lines.begins(body + 1, 1):
                break
            body += 1
        self._lines.gap = self._lines.widest_gap(head, body)
        if self._lines.begins(body, 1) and (grid := self._numbered.table(head, body, clear=clear)):
            return grid
        # nothing begins with 1 here, or that 1 is a value above the next row's name
        return self._unnumbered.chunked(head) or self._unnumbered.periodic(head)

    def _grouped(self, first: int) -> Grid | None:
        """A table with a column of groups, when its rows go on up to a line that ends a table."""
        size = self._groups.size(self._lines.plain, first)
        if not size:
            return None
        self._lines.gap = self._lines.widest_gap(first, first + size)
        words = [self._lines.plain(first + i) for i in range(size)]
        tables = (self._below(first, heads) for heads in readings(words, self._heads))
        return next(filter(None, tables), None)

    def _below(self, first: int, heads: Sequence[Sequence[int]]) -> Grid | None:
        """The rows below these heads; None for less than two, or where they end amid a table."""
        found, stop = self._groups.rows(self._lines.plain, first, heads)
        if len(found) < _MIN_ROWS or (
            stop < len(self._lines.filled) and not self._lines.stops(stop, clear=False)
        ):
            return None
        rows: list[Row] = [tuple(self._lines.cell([first + i for i in head]) for head in heads)]
        for places in found:
            start = self._lines.page.lines[
                self._lines.filled[next(p[0] for p in places if p)]
            ].start
            rows.append(tuple(self._lines.cell(p) if p else blank(start) for p in places))
        return self._lines.made(first, stop - 1, rows)
