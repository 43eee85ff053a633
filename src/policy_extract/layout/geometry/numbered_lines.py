"""Tables of a cell a line whose rows open with their running numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

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
from policy_extract.layout.geometry.openings import GROUP, SPELLED_ALONE, opening
from policy_extract.layout.geometry.row_ends import Part, RowEnds
from policy_extract.layout.geometry.tiers import two_tiers
from policy_extract.layout.geometry.words import WordKinds
from policy_extract.model import Cell

_SUB = expression(r"\(\d{1,2}\)")  # a row below the row above
_MAX_HEADS = 24
_MAX_TOTAL = 60
_MIN_ROWS = 2
_MAX_WRAPS = 4  # lines more than the longest row that the last one may have


@dataclass(slots=True)
class _Body:
    """Rows of line indexes, groups' names among them, and the line behind the last."""

    rows: list[list[int]] = field(default_factory=list)
    groups: set[int] = field(default_factory=set)  # rows that are a group's name
    stop: int = 0

    @property
    def numbered(self) -> list[list[int]]:
        """The rows that are no group's name."""
        return [row for i, row in enumerate(self.rows) if i not in self.groups]


class NumberedLines:
    """Reads one such table."""

    def __init__(
        self, lines: Lines, heads: Heads, kinds: WordKinds, total: tuple[str, ...]
    ) -> None:
        self._lines, self._heads, self._kinds, self._total = lines, heads, kinds, total

    def table(self, head: int, first: int, *, clear: bool) -> Grid | None:
        """The table whose heads begin at ``head`` and whose first row at ``first``."""
        above = opening(self._lines, self._heads, head, first)
        pieces, words = above.heads, [self._lines.plain(at) for at in above.heads]
        clear = clear or sum(map(self._heads.knows, words)) >= 2
        if not 2 <= len(pieces) <= _MAX_HEADS or (len(pieces) < 3 and not clear):
            return None
        body = self._body(first, words, clear=clear)
        if len(body.numbered) < _MIN_ROWS:
            return None
        usually = usual(map(len, body.numbered))
        above = above.as_wide(usually)
        pieces, words = above.heads, [self._lines.plain(at) for at in above.heads]
        if under := repeated_tiers(words, self._heads) or low_heads(words, self._heads):
            return self.tiered(pieces, under, body.numbered, first)
        heads = merged_pieces(words, usually, self._heads)
        titles = ["".join(words[i] for i in group) for group in heads]
        parts = self._parts(body, titles, grouped=above.grouped)
        numbered = [part.lines for part in parts if part.kind == "numbered"]
        over = group_head(titles, self._heads) if self._sizes(numbered) < len(titles) else None
        header = [self._lines.cell([pieces[i] for i in group]) for group in heads]
        upper: list[Cell] | None = None
        if over is None and self._sizes(numbered) == len(titles) + 1 and self._unheaded(titles):
            titles = ["", *titles]  # no head stands over the running numbers
            header = [blank(header[0].start), *header]
        if over is not None and self._sizes(numbered) == len(titles) - 1:
            upper, header = _tiers(header, *over)
            titles = titles[: over[0]] + titles[over[0] + 1 :]
        rows: list[Row] = [tuple(header)] if upper is None else [tuple(upper), tuple(header)]
        if above.lead:
            rows.append(self._named(above.lead, len(header)))
        below, end = self._placed(parts, titles, len(header))
        rows.extend(below)
        if sum(len(row) > 1 for row in rows) <= _MIN_ROWS or not self._worth(rows, clear=clear):
            return None
        return self._lines.made(pieces[0], max(first, end), rows, tiers=1 if upper is None else 2)

    def _parts(self, body: _Body, titles: Sequence[str], *, grouped: bool) -> list[Part]:
        """The rows and the names of groups between them; what stands behind a row is none of its cells."""
        ends = RowEnds(titles, self._lines.plain, self._kinds, self._heads, grouped=grouped)
        parts: list[Part] = []
        for i, row in enumerate(body.rows):
            parts.extend([Part(row, "group")] if i in body.groups else ends.parted(row))
        return parts

    def _placed(
        self, parts: Sequence[Part], titles: Sequence[str], width: int
    ) -> tuple[list[Row], int]:
        """The rows in their columns, up to one that is none of this table, and the last line of them."""
        said = [[self._lines.plain(at) for at in part.lines] for part in parts]
        told = [
            [""] * (part.kind == "unnumbered") + words
            for part, words in zip(parts, said, strict=True)
        ]
        fitter = Fitter(
            [words for part, words in zip(parts, told, strict=True) if part.kind != "group"],
            titles,
            self._heads,
        )
        rows: list[Row] = []
        end = kept = 0
        for part, words in zip(parts, told, strict=True):
            if part.kind == "group":
                rows.append(self._named(part.lines, width))
                continue
            placed = fitter.place(words)
            if placed is None:
                break
            if part.kind == "unnumbered":
                placed = ((), *(tuple(k - 1 for k in cell) for cell in placed[1:]))
            rows.append(self._lines.row(part.lines, placed))
            end = max(end, *(part.lines[k] for cell in placed for k in cell))
            kept = len(rows)
        return rows[:kept], end  # a group without rows below it is no row of this table

    def _named(self, lines: Sequence[int], width: int) -> Row:
        """The name of a group: one cell as wide as the table."""
        return (spanned(self._lines.cell(lines), colspan=width),)

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
                and not self._heads.label(self._lines.plain(at + 1))  # (3) of [累计], 约束性
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
        numbered = SPELLED_ALONE.fullmatch(self._lines.plain(at)) is not None
        return numbered and (self._lines.begins(at + 2, expected) or self._lines.begins(at + 2, 1))

    def _group(self, at: int, expected: int, current: Sequence[int], *, clear: bool) -> bool:
        """A line between two rows that names the rows below: a heading’s form, or 河道工程（个）.

        Numbers go on behind it or begin again.
        """
        plain = self._lines.plain(at)
        if GROUP.fullmatch(plain) and (
            self._lines.begins(at + 1, expected) or self._lines.begins(at + 1, 1)
        ):
            return True
        total = self._lines.plain(current[0]).replace(" ", "") in self._total
        again = clear and self._lines.begins(at + 1, 1) and not number(plain)
        return again and total and len(plain) <= _MAX_TOTAL

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
