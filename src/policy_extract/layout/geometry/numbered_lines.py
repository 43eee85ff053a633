"""Tables of a cell a line whose rows open with their running numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from policy_extract.expressions import expression
from policy_extract.layout.geometry.fitting import (
    Fitter,
    group_head,
    low_heads,
    merged_pieces,
    repeated_tiers,
)
from policy_extract.layout.geometry.grid import (
    Grid,
    Row,
    blank,
    number,
    spanned,
    usual,
)
from policy_extract.layout.geometry.heads import Heads
from policy_extract.layout.geometry.line_cells import Lines
from policy_extract.layout.geometry.tiers import two_tiers
from policy_extract.layout.lines import SPELLED
from policy_extract.model import Cell

_GROUP = expression(rf"(?:\(?[{SPELLED}]{{1,3}}[、.)]).{{1,40}}")
_SPELLED = expression(rf"\(?[{SPELLED}]{{1,3}}\)?")
_SUB = expression(r"\(\d{1,2}\)")  # a row below the row above
_MAX_HEAD = 24
_MAX_HEADS = 24
_MAX_GROUP = 60
_MIN_ROWS = 2
_MAX_WRAPS = 4  # lines more than the longest row that the last one may have


@dataclass(slots=True)
class _Body:
    """Rows of line indexes, groups' names among them, and the line behind the last."""

    rows: list[list[int]] = field(default_factory=list)
    groups: set[int] = field(default_factory=set)  # rows that are a group's name
    stop: int = 0


class NumberedLines:
    """Reads one such table."""

    def __init__(self, lines: Lines, heads: Heads, total: tuple[str, ...]) -> None:
        self._lines, self._heads, self._total = lines, heads, total

    def table(self, head: int, first: int, *, clear: bool) -> Grid | None:
        """The table whose heads begin at ``head`` and whose first row at ``first``."""
        pieces = list(range(head, first))
        lead: list[int] = []
        if pieces and (
            len(self._lines.plain(pieces[-1])) > _MAX_HEAD
            or _GROUP.fullmatch(self._lines.plain(pieces[-1]))
        ):
            lead = [pieces.pop()]  # the name of the first group
        pieces = self._from_serial(pieces)
        known = len(list(takewhile(lambda at: self._heads.knows(self._lines.plain(at)), pieces)))
        if known > _MIN_ROWS and any(map(self._apart, pieces[known:])):
            lead = pieces[-1:] if _SPELLED.fullmatch(self._lines.plain(pieces[-2])) else []
            pieces = pieces[:known]
        words = [self._lines.plain(at) for at in pieces]
        clear = clear or sum(map(self._heads.knows, words)) >= 2
        if not 2 <= len(pieces) <= _MAX_HEADS or (len(pieces) < 3 and not clear):
            return None
        body = self._body(first, words, clear=clear)
        numbered = [row for i, row in enumerate(body.rows) if i not in body.groups]
        if len(numbered) < _MIN_ROWS:
            return None
        if under := repeated_tiers(words, self._heads) or low_heads(words, self._heads):
            return self.tiered(pieces, under, numbered, first)
        heads = merged_pieces(words, usual(map(len, numbered)), self._heads)
        titles = ["".join(words[i] for i in group) for group in heads]
        over = group_head(titles, self._heads) if self._sizes(numbered) < len(titles) else None
        header = [self._lines.cell([pieces[i] for i in group]) for group in heads]
        upper: list[Cell] | None = None
        if over is None and self._sizes(numbered) == len(titles) + 1 and self._unheaded(titles):
            titles = ["", *titles]  # no head stands over the running numbers
            header = [blank(header[0].start), *header]
        if over is not None and self._sizes(numbered) == len(titles) - 1:
            upper, header = _tiers(header, *over)
        columns = (
            titles if over is None or upper is None else titles[: over[0]] + titles[over[0] + 1 :]
        )
        fitter = Fitter(
            [[self._lines.plain(at) for at in row] for row in numbered], columns, self._heads
        )
        rows: list[Row] = [tuple(header)] if upper is None else [tuple(upper), tuple(header)]
        if lead:
            rows.append((spanned(self._lines.cell(lead), colspan=len(header)),))
        end, kept = first, len(rows)
        for i, row in enumerate(body.rows):
            if i in body.groups:
                rows.append((spanned(self._lines.cell(row), colspan=len(header)),))
                continue
            placed = fitter.place([self._lines.plain(at) for at in row])
            if placed is None:
                break
            rows.append(self._lines.row(row, placed))
            end = max(end, *(row[k] for part in placed for k in part))
            kept = len(rows)
        del rows[kept:]  # a group without rows below it is no row of this table
        if sum(len(row) > 1 for row in rows) <= _MIN_ROWS or not self._worth(rows, clear=clear):
            return None
        return self._lines.made(pieces[0], end, rows, tiers=1 if upper is None else 2)

    def _unheaded(self, titles: Sequence[str]) -> bool:
        """All heads are known, and none is that of running numbers."""
        return all(map(self._heads.knows, titles)) and titles[0] not in self._heads.serials

    def tiered(
        self, pieces: Sequence[int], under: int, body: Sequence[Sequence[int]], first: int
    ) -> Grid | None:
        """A table whose last ``under`` heads stand below merged ones; rows that are whole only."""
        upper = [self._lines.cell([at]) for at in pieces[: len(pieces) - under]]
        lower = [self._lines.cell([at]) for at in pieces[len(pieces) - under :]]
        above = [self._lines.plain(at) for at in pieces[: len(upper)]]
        groups = sum(map(self._heads.open, above)) or sum(map(self._heads.value, above))
        size = len(above) - groups + under
        rows = [row for row in body if len(row) == size or self._sum(row, size)]
        made = [
            tuple(
                spanned(self._lines.cell([at]), colspan=1 + (size - len(row)) * (at == row[0]))
                for at in row
            )
            for row in rows
        ]
        tiers = two_tiers(self._lines.page, [upper, lower, *made], size, self._heads)
        if tiers is None or len(rows) < _MIN_ROWS:
            return None
        return self._lines.made(pieces[0], max(first, rows[-1][-1]), [*tiers, *made], tiers=2)

    def _sum(self, row: Sequence[int], size: int) -> bool:
        """A row of sums, whose head stands over the numbers and the names: 合计 | 44 | 5505."""
        return len(row) == size - 1 and self._lines.plain(row[0]).replace(" ", "") in self._total

    def _from_serial(self, pieces: list[int]) -> list[int]:
        """A header that has 序号 opens with it: a title line above is none of its heads."""
        for i, at in enumerate(pieces[:3]):
            if self._lines.plain(at) in self._heads.serials:
                return pieces[i:]
        return pieces

    @staticmethod
    def _sizes(rows: Sequence[Sequence[int]]) -> int:
        """The size of the rows where all have one, else more than any header has."""
        sizes = {len(row) for row in rows[:-1]} or {len(rows[-1])}
        return sizes.pop() if len(sizes) == 1 else _MAX_HEADS + 1

    def _body(self, first: int, header: Sequence[str], *, clear: bool) -> _Body:
        body = _Body()
        current: list[int] = []
        expected = 1
        at = first
        room = 2 * len(header) + 4
        while at < len(self._lines.filled):
            plain = self._lines.plain(at)
            if (not current or len(current) >= 2) and self._lines.begins(at, expected):
                if current:
                    body.rows.append(current)
                current, expected = [at], expected + 1
            elif len(current) >= 2 and self._group(at, expected, current, clear=clear):
                body.rows.append(current)
                body.groups.add(len(body.rows))
                body.rows.append([at])
                current = []
                expected = 1 if self._lines.begins(at + 1, 1) else expected
            elif len(current) >= 2 and self._titled(at, expected):
                body.rows.append(current)
                body.groups.add(len(body.rows))
                body.rows.append([at + 1])
                current, at = [], at + 1
                expected = 1 if self._lines.begins(at + 1, 1) else expected
            elif (
                len(current) >= 2
                and _SUB.fullmatch(plain)
                and not number(self._lines.plain(at + 1))
            ):
                body.rows.append(current)
                current = [at]
            elif self._repeated(at, header):
                at += len(header)
                continue
            elif self._heads.continued(plain) and self._repeated(at + 1, header):
                at += 1 + len(header)
                continue
            elif self._lines.stops(at, clear=clear) or len(current) >= room:
                break
            elif current and plain.replace(" ", "") in self._total:
                body.rows.append(current)
                current = [at]
            elif current:
                current.append(at)
            else:
                break
            at += 1
        if len(current) >= 2:
            longest = max((len(row) for row in body.rows), default=len(header))
            body.rows.append(current[: max(longest, len(header)) + _MAX_WRAPS])
        return body

    def _titled(self, at: int, expected: int) -> bool:
        """The number and, on the next line, the name of the rows below: 二 / 水利项目."""
        numbered = _SPELLED.fullmatch(self._lines.plain(at)) is not None
        return numbered and (self._lines.begins(at + 2, expected) or self._lines.begins(at + 2, 1))

    def _apart(self, at: int) -> bool:
        """A line between the heads and the first row that is no head: a figure of a sum, the number of a group."""
        plain = self._lines.plain(at)
        return number(plain) or bool(_SPELLED.fullmatch(plain))

    def _group(self, at: int, expected: int, current: Sequence[int], *, clear: bool) -> bool:
        """A line between two rows that names the rows below: a heading’s form, or 河道工程（个）.

        Numbers go on behind it or begin again.
        """
        plain = self._lines.plain(at)
        if _GROUP.fullmatch(plain) and (
            self._lines.begins(at + 1, expected) or self._lines.begins(at + 1, 1)
        ):
            return True
        total = self._lines.plain(current[0]).replace(" ", "") in self._total
        again = clear and self._lines.begins(at + 1, 1) and not number(plain)
        return again and total and len(plain) <= _MAX_GROUP

    def _repeated(self, at: int, header: Sequence[str]) -> bool:
        return all(self._lines.plain(at + i) == word for i, word in enumerate(header))

    def _worth(self, rows: Sequence[Row], *, clear: bool) -> bool:
        """Rows hold values, or the header is known: else it is a numbered list."""
        if clear:
            return True
        plain = self._lines.page.plain
        return any(number(plain[c.start : c.end]) for row in rows[1:] for c in row[2:] if c.text)


def _tiers(heads: Sequence[Cell], over: int, under: int) -> tuple[list[Cell], list[Cell]]:
    """The two tiers of a header with one head over ``under`` others behind it."""
    upper: list[Cell] = []
    lower: list[Cell] = []
    for i, head in enumerate(heads):
        if i == over:
            upper.append(spanned(head, colspan=under))
        elif over < i <= over + under:
            lower.append(head)
        else:
            upper.append(spanned(head, rowspan=2))
            lower.append(blank(head.end))
    return upper, lower
