"""Tables of a cell a line without running numbers: as many lines a row as there are heads, or as the figures show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Literal

from policy_extract.expressions import expression
from policy_extract.layout.geometry.fitting import readings, repeated_tiers
from policy_extract.layout.geometry.grid import (
    YEAR,
    Grid,
    Row,
    number,
    serial,
    spanned,
)
from policy_extract.layout.geometry.group_names import sure_groups
from policy_extract.layout.geometry.grouped_lines import GroupedLines
from policy_extract.layout.geometry.heads import Heads
from policy_extract.layout.geometry.line_cells import Lines
from policy_extract.layout.geometry.numbered_lines import NumberedLines
from policy_extract.layout.geometry.openings import GROUP
from policy_extract.tuples import NamedTuple

_ITEM = expression(r"\d{1,2}[.、](?!\d)")  # the number in front of a row's name
_WORDS = expression(r"[\u4e00-\u9fff“”]{2,16}")
_MAX_ODD = 16  # lines of a row that is not as the others
_MAX_LINES = 2000
_MAX_HEADS = 24
_MAX_CELL = 36
_MIN_ROWS = 2


class _Part(NamedTuple):
    """Lines of a table, by their places: a row, the name of a group, or words that may be one."""

    kind: Literal["row", "group", "words"]
    lines: list[int]

    @property
    def last(self) -> int:
        """Its last line."""
        return self.lines[-1]


class UnnumberedLines:
    """Reads one such table; what stands below merged heads is read as in a numbered one."""

    def __init__(
        self, lines: Lines, heads: Heads, groups: GroupedLines, numbered: NumberedLines
    ) -> None:
        self._lines, self._heads, self._groups, self._numbered = lines, heads, groups, numbered

    def chunked(self, first: int) -> Grid | None:
        """Rows of as many lines as the header has heads, all of them known."""
        size = 0
        while self._heads.knows(self._lines.plain(first + size)) and size < _MAX_HEADS:
            size += 1
        words = [self._lines.plain(first + i) for i in range(size)]
        if size < 2 or (size == 2 and not self._heads.pair(*words)):
            return None
        if under := repeated_tiers(words, self._heads):
            wide = sum(not self._heads.value(w) for w in words[: size - under]) + under
            body = [
                list(range(at, at + wide))
                for at in range(first + size, len(self._lines.filled) - wide + 1, wide)
            ]
            self._lines.gap = self._lines.widest_gap(first, first + size)
            whole = list(
                takewhile(lambda row: not any(self._lines.stops(i, clear=False) for i in row), body)
            )
            return self._numbered.tiered(list(range(first, first + size)), under, whole, first)
        tables = (self._below(first, words, heads) for heads in readings(words, self._heads))
        return next(filter(None, tables), None)

    def _below(
        self, first: int, words: Sequence[str], heads: Sequence[Sequence[int]]
    ) -> Grid | None:
        """The rows below these heads, each of one or more of the lines ``words``; None for less than two."""
        titles = ["".join(words[i] for i in head) for head in heads]
        at = first + len(words)
        self._lines.gap = self._lines.widest_gap(first, at)
        parts = list(self._rising(at, titles)) or self._sure(
            list(self._parts_from(at, titles)), titles
        )
        while parts and parts[-1].kind != "row":
            parts.pop()
        if sum(part.kind == "row" for part in parts) < _MIN_ROWS:
            return None
        head: Row = tuple(self._lines.cell([first + i for i in head]) for head in heads)
        made = [self._made(part, len(titles)) for part in parts]
        return self._lines.made(first, parts[-1].last, [head, *made])

    def _rising(self, at: int, titles: Sequence[str]) -> Iterator[_Part]:
        """Rows of a division of tasks whose numbers only rise, as an extract of a longer one has them: 3, 73, 80.

        Refused: heads without 序号 in front or without a column of bodies; a row whose number does not rise, or whose
        cells below such heads hold other words.
        """
        bodies = [i for i, title in enumerate(titles) if self._heads.body(title)]
        size, last = len(titles), 0
        if not bodies or titles[0] not in self._heads.serials:
            return
        while at + size <= len(self._lines.filled):
            words = [self._lines.plain(at + i) for i in range(size)]
            told = serial(words[0]) or 0
            named = all(self._heads.bodies(words[i].rstrip("。;")) for i in bodies)
            ended = any(self._lines.ends_here(at + i) for i in range(size))
            if told <= last or not named or ended or any(map(number, words[1:])):
                return
            yield _Part("row", list(range(at, at + size)))
            at, last = at + size, told

    def _parts_from(self, at: int, titles: Sequence[str]) -> Iterator[_Part]:
        """Rows and the names of groups, from a line on, up to the first that is none."""
        size, found = len(titles), 0
        values = [i for i, title in enumerate(titles) if self._heads.value(title)]
        bodies = [i for i, title in enumerate(titles) if self._heads.body(title)]
        named = not bodies and 0 not in values and not self._heads.unit(titles[0])
        while at + size <= len(self._lines.filled):
            shifted = bool(bodies) and self._shifted(at, size, bodies)
            leads = shifted and self._parts(at)
            if leads or (values and not shifted and self._heads_group(at, size, values)):
                yield _Part("group", [at])
                at += 1
                continue
            wrapped = shifted
            if values and named and self._names_group(at, size, values):
                parted = self._parted(at, size)
                wrapped = self._groups.kinds.tail(self._lines.plain(at + 1)) and not parted
                if not wrapped:
                    yield _Part("group" if parted else "words", [at])
                    at += 1
                    continue
            chunk = list(range(at + wrapped, at + wrapped + size))
            if not self._rows(chunk, values):
                at += (further := self._further(at, size, values) if found else 0)
                if further:
                    continue
                return
            yield _Part("row", [at, *chunk] if wrapped else chunk)
            at, found = chunk[-1] + 1, found + 1

    def _made(self, part: _Part, size: int) -> Row:
        """A row; the lines that it has more than columns are of its first cell. One cell for the name of a group."""
        if part.kind != "row":
            return (spanned(self._lines.cell(part.lines), colspan=size),)
        more = len(part.lines) - size
        front = self._lines.cell(part.lines[: more + 1])
        return (front, *(self._lines.cell([at]) for at in part.lines[more + 1 :]))

    def _sure(self, parts: list[_Part], titles: Sequence[str]) -> list[_Part]:
        """The rows up to the first line of words that may be half of a name (规模以上工业 / 增加值增速), which ends them."""
        names = {
            part.lines[0]: self._lines.plain(part.lines[0])
            for part in parts
            if part.kind == "words"
        }
        if not names:
            return parts
        keys = [i for i, title in enumerate(titles) if not i or self._heads.unit(title)]
        below: dict[int, list[tuple[str, ...]]] = {at: [] for at in names}
        group: int | None = None
        for part in parts:
            if part.kind != "row":
                group = part.lines[0] if part.kind == "words" else None
            elif group is not None:
                cells = part.lines[-len(titles) :]
                below[group].append(tuple(self._lines.plain(cells[i]) for i in keys))
        sure = sure_groups(names, below, self._heads, first=parts[0].lines[0])
        return list(takewhile(lambda p: p.kind != "words" or p.lines[0] in sure, parts))

    def _rows(self, chunk: Sequence[int], values: Sequence[int]) -> bool:
        """The lines are a row; its name may look like a heading where figures stand in the columns of values: 1.入园率."""
        named = chunk[0] if values and not self._lines.ends_here(chunk[0]) else None
        stops = (self._lines.stops(i, clear=not values) for i in chunk if i != named)
        return not any(stops) and self._fits(chunk, values)

    def _further(self, at: int, size: int, values: Sequence[int]) -> int:
        """How many lines of a row that is not as the others stand before the next numbered one; 0 where none follows.

        “4.标准班额比例 / 其中：小学 / 初中 / 34.5% / 77.3% / 80% / 85% / 预期性”, then 5.….
        """
        grouped = GROUP.fullmatch(self._lines.plain(at)) is not None and not self._lines.ends_here(
            at
        )
        if not values or not _ITEM.match(self._lines.plain(at + grouped)):
            return 0
        for ahead in range(1, _MAX_ODD):
            row = list(range(at + ahead, at + ahead + size))
            if row[-1] >= len(self._lines.filled) or self._lines.ends_here(row[0]):
                return 0
            if _ITEM.match(self._lines.plain(row[0])) and self._rows(row, values):
                return ahead
            if self._heads_group(row[0], size, values):
                return ahead
        return 0

    def _heads_group(self, at: int, size: int, values: Sequence[int]) -> bool:
        """A line that looks like a heading, before a row, names the rows below: 一、发展水平.

        Refused: a heading behind the table, a line that opens a row itself.
        """
        if at + size >= len(self._lines.filled) or not GROUP.fullmatch(self._lines.plain(at)):
            return False
        here, below = (list(range(i, i + size)) for i in (at, at + 1))
        return (
            not self._lines.ends_here(at)
            and (
                not self._fits(here, values) or self._lines.page.heading[self._lines.filled[at + 1]]
            )
            and self._rows(below, values)
        )

    def _names_group(self, at: int, size: int, values: Sequence[int]) -> bool:
        """A line of words before a row may name the rows below: the figures stand in their columns only behind it (水路运输 / 客运量 / 万人 / 12).

        Refused: a heading, a line with a mark or a number, a line that opens a row itself, one that a head may end with (2024年目标 / 增长).
        """
        if at + size >= len(self._lines.filled) or not _WORDS.fullmatch(self._lines.plain(at)):
            return False
        here, below = ([self._lines.plain(at + n + i) for i in values] for n in range(2))
        value = self._groups.kinds.value
        return (
            all(map(value, below))
            and not all(map(value, here))
            and not self._lines.stops(at, clear=False)
            and not self._heads.value(f"2020{self._lines.plain(at)}")
            and self._rows(list(range(at + 1, at + 1 + size)), values)
        )

    def _parted(self, at: int, size: int) -> bool:
        """Two rows below a line are names of nothing without it: 地区生产总值 over 总量 and 增速. Refused: one (固定资产投资 / 增速), half of a name."""
        return all(self._heads.alone(self._lines.plain(at + 1 + n * size)) for n in range(2))

    def _shifted(self, at: int, size: int, bodies: Sequence[int]) -> bool:
        """The bodies of the row that opens here stand one line further down: a line stands before its cells.

        Refused: a row whose own columns hold bodies, a line behind which no row follows.
        """
        if 0 in bodies or at + size >= len(self._lines.filled):
            return False
        here = all(self._heads.bodies(self._lines.plain(at + i)) for i in bodies)
        below = all(self._heads.bodies(self._lines.plain(at + 1 + i)) for i in bodies)
        return below and not here

    def _parts(self, at: int) -> bool:
        """The line before a row names the rows below: （一）产业培育, or it is shorter than the line behind it.

        Refused: a line as long as what follows, which a column's edge cut.
        """
        plain, below = self._lines.plain(at), self._lines.plain(at + 1)
        return bool(GROUP.fullmatch(plain)) or len(plain) < len(below)

    def periodic(self, first: int) -> Grid | None:
        """Rows of a width that only the figures show: names, then figures, again and again.

        Below a caption, when the first head is known (地区, 指标) and every row holds figures in the same
        columns, with no line left over.
        """
        if first >= len(self._lines.filled) or not self._heads.knows(self._lines.plain(first)):
            return None
        self._lines.gap = self._lines.widest_gap(first, first + 3)
        stop = first
        while stop < len(self._lines.filled) and stop - first < _MAX_LINES:
            if self._lines.stops(stop, clear=False) and stop > first:
                break
            stop += 1
        figures = [self._figure(self._lines.plain(at)) for at in range(first, stop)]
        for size in range(2, min(_MAX_HEADS, len(figures) // 3) + 1):
            rows = [figures[i : i + size] for i in range(0, len(figures), size)]
            like = rows[1]
            if any(rows[0]) or like[0] or not any(like) or any(r != like for r in rows[2:]):
                continue
            made = [
                tuple(self._lines.cell([at + i]) for i in range(size))
                for at in range(first, stop, size)
            ]
            return self._lines.made(first, stop - 1, made)
        return None

    def _figure(self, plain: str) -> bool:
        """A value and no year: 140以上, ≥100. Refused: 2023年, which opens a row."""
        return self._groups.kinds.value(plain) and not YEAR.fullmatch(plain)

    def _fits(self, chunk: Sequence[int], values: Sequence[int]) -> bool:
        words = [self._lines.plain(at) for at in chunk]
        if number(words[0]) or (len(words[0]) > _MAX_CELL or words[0].endswith("。")):
            return False
        if not values:
            return True
        numbers = sum(
            bool(re.search(r"\d", words[i])) or self._groups.kinds.value(words[i]) for i in values
        )
        others = [w for i, w in enumerate(words) if i not in values]
        return numbers == len(values) and not any(number(w) and w.strip("-/") for w in others)
