"""A cell a line without tabs: as web pages and PDFs leave a table.

“表1 …主要指标”, then 序号 / 指标 / 单位 / 2020年 / 2025年 / 1 / 规上工业企业 / 家 / 488 / 700. Rows are told apart by
their running numbers; without numbers by the width of a header whose heads are all known.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
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
    YEAR,
    Grid,
    Page,
    Row,
    blank,
    cell,
    number,
    serial,
    spanned,
    usual,
)
from policy_extract.layout.geometry.grouped_lines import GroupedLines
from policy_extract.layout.geometry.heads import Heads
from policy_extract.layout.geometry.tiers import two_tiers
from policy_extract.layout.lines import SPELLED, Line
from policy_extract.model import Cell

_GROUP = expression(rf"(?:\(?[{SPELLED}]{{1,3}}[、.)]).{{1,40}}")
_SPELLED = expression(rf"\(?[{SPELLED}]{{1,3}}\)?")
_SUB = expression(r"\(\d{1,2}\)")  # a row below the row above
_ITEM = expression(r"\d{1,2}[.、](?!\d)")  # the number in front of a row's name
_MAX_ODD = 16  # lines of a row that is not as the others
_MAX_HEAD = 24
_MAX_LINES = 2000
_MAX_HEADS = 24
_MAX_CELL = 36
_MAX_SENTENCE = 400
_MAX_GROUP = 60
_MIN_ROWS = 2
_MAX_WRAPS = 4  # lines more than the longest row that the last one may have


@dataclass(slots=True)
class _Body:
    """Rows of line indexes, groups' names among them, and the line behind the last."""

    rows: list[list[int]] = field(default_factory=list)
    groups: set[int] = field(default_factory=set)  # rows that are a group's name
    stop: int = 0


class CellLines:
    """Finds tables of this dialect; built once for a lexicon."""

    def __init__(self, heads: Heads) -> None:
        self._heads = heads
        self._grouped = GroupedLines(heads)
        self._total = heads.lexicon.words("tables", "head.totals")

    def find(self, page: Page) -> Iterator[Grid]:
        """Yield the tables, in order. Takes linear time.

        A table opens below a caption (表1 …) or with a header of known heads. Needs two rows, each with
        at least a name and a value behind its number. Refused: a caption over prose or over a figure,
        a list whose items are prose.
        """
        filled = [i for i in range(len(page.lines)) if page.free(i)]
        done = 0
        for at, index in enumerate(filled):
            if at < done:
                continue
            plain = page.lines[index].plain
            captioned = len(plain) <= _MAX_GROUP and bool(self._heads.captioned.match(plain))
            if not captioned and not self._opens(page, filled, at):
                continue
            grid = _Reading(page, filled, self._heads, self._grouped, self._total).table(
                at + 1 if captioned else at, clear=not captioned
            )
            if grid is not None:
                line = page.lines[index]
                above = page.text[line.start : line.end].strip() if captioned else None
                yield grid._replace(caption=above)
                done = bisect_left(filled, grid.stop)

    def _opens(self, page: Page, filled: Sequence[int], at: int) -> bool:
        """A header of known heads begins here: at least three, or two in a table of duties."""
        if self._grouped.opens(page.lines[filled[at]].plain):
            return self._grouped.size(lambda i: _word(page, filled, i), at) > 0
        heads = [page.lines[i] for i in filled[at : at + 3]]
        if len(heads) < 3 or not (self._known(heads[0]) and self._known(heads[1])):
            return False
        return self._known(heads[2]) or self._heads.pair(heads[0].plain, heads[1].plain)

    def _known(self, line: Line) -> bool:
        return not line.cell and self._heads.knows(line.plain)


class _Reading:
    """One table being read: the lines with words, by their places in ``filled``."""

    def __init__(
        self,
        page: Page,
        filled: Sequence[int],
        heads: Heads,
        groups: GroupedLines,
        total: tuple[str, ...],
    ) -> None:
        self._page, self._filled, self._heads, self._total = page, filled, heads, total
        self._groups = groups
        self._gap = 0

    def _plain(self, at: int) -> str:
        return _word(self._page, self._filled, at)

    def table(self, first: int, *, clear: bool) -> Grid | None:
        """The table whose header begins at ``filled[first]``; ``clear``: its heads are known."""
        if self._heads.unit_line.fullmatch(self._plain(first)):
            first += 1
        if grid := self._grouped(first):
            return grid
        head, body = first, first
        while body < len(self._filled) and body - head <= _MAX_HEADS:
            if self._begins(body, 1):
                break
            if len(self._plain(body)) > _MAX_HEAD and not self._begins(body + 1, 1):
                break
            if self._closed(body) and not self._begins(body + 1, 1):
                break
            body += 1
        self._gap = self._widest_gap(head, body)
        if self._begins(body, 1) and (grid := self._numbered(head, body, clear=clear)):
            return grid
        # nothing begins with 1 here, or that 1 is a value above the next row's name
        return self._chunked(head) or self._periodic(head)

    def _grouped(self, first: int) -> Grid | None:
        """A table with a column of groups, when its rows go on up to a line that ends a table."""
        size = self._groups.size(self._plain, first)
        if not size:
            return None
        self._gap = self._widest_gap(first, first + size)
        found, stop = self._groups.rows(self._plain, first, size)
        if len(found) < _MIN_ROWS or (
            stop < len(self._filled) and not self._stops(stop, clear=False)
        ):
            return None
        rows: list[Row] = [tuple(self._cell([first + i]) for i in range(size))]
        for places in found:
            start = self._page.lines[self._filled[next(p for p in places if p is not None)]].start
            rows.append(tuple(blank(start) if p is None else self._cell([p]) for p in places))
        return self._made(first, stop - 1, rows)

    # ---- with running numbers ----------------------------------------------------------------------

    def _begins(self, at: int, expected: int) -> bool:
        """A row opens here: the running number with a name behind it that is no value."""
        if serial(self._plain(at)) != expected:
            return False
        behind = self._plain(at + 1)
        return bool(behind) and not number(behind) and not self._heads.label(behind)

    def _numbered(self, head: int, first: int, *, clear: bool) -> Grid | None:
        pieces = list(range(head, first))
        lead: list[int] = []
        if pieces and (
            len(self._plain(pieces[-1])) > _MAX_HEAD or _GROUP.fullmatch(self._plain(pieces[-1]))
        ):
            lead = [pieces.pop()]  # the name of the first group
        pieces = self._from_serial(pieces)
        known = len(list(takewhile(lambda at: self._heads.knows(self._plain(at)), pieces)))
        if known > _MIN_ROWS and any(map(self._apart, pieces[known:])):
            lead = pieces[-1:] if _SPELLED.fullmatch(self._plain(pieces[-2])) else []
            pieces = pieces[:known]
        words = [self._plain(at) for at in pieces]
        clear = clear or sum(map(self._heads.knows, words)) >= 2
        if not 2 <= len(pieces) <= _MAX_HEADS or (len(pieces) < 3 and not clear):
            return None
        body = self._body(first, words, clear=clear)
        numbered = [row for i, row in enumerate(body.rows) if i not in body.groups]
        if len(numbered) < _MIN_ROWS:
            return None
        if under := repeated_tiers(words, self._heads) or low_heads(words, self._heads):
            return self._tiered(pieces, under, numbered, first)
        heads = merged_pieces(words, usual(map(len, numbered)), self._heads)
        titles = ["".join(words[i] for i in group) for group in heads]
        over = group_head(titles, self._heads) if self._sizes(numbered) < len(titles) else None
        header = [self._cell([pieces[i] for i in group]) for group in heads]
        upper: list[Cell] | None = None
        if over is None and self._sizes(numbered) == len(titles) + 1 and self._unheaded(titles):
            titles = ["", *titles]  # no head stands over the running numbers
            header = [blank(header[0].start), *header]
        if over is not None and self._sizes(numbered) == len(titles) - 1:
            upper, header = _tiers(header, *over)
        columns = (
            titles if over is None or upper is None else titles[: over[0]] + titles[over[0] + 1 :]
        )
        fitter = Fitter([[self._plain(at) for at in row] for row in numbered], columns, self._heads)
        rows: list[Row] = [tuple(header)] if upper is None else [tuple(upper), tuple(header)]
        if lead:
            rows.append((spanned(self._cell(lead), colspan=len(header)),))
        end, kept = first, len(rows)
        for i, row in enumerate(body.rows):
            if i in body.groups:
                rows.append((spanned(self._cell(row), colspan=len(header)),))
                continue
            placed = fitter.place([self._plain(at) for at in row])
            if placed is None:
                break
            rows.append(self._row(row, placed))
            end = max(end, *(row[k] for part in placed for k in part))
            kept = len(rows)
        del rows[kept:]  # a group without rows below it is no row of this table
        if sum(len(row) > 1 for row in rows) <= _MIN_ROWS or not self._worth(rows, clear=clear):
            return None
        return self._made(pieces[0], end, rows, tiers=1 if upper is None else 2)

    def _unheaded(self, titles: Sequence[str]) -> bool:
        """All heads are known, and none is that of running numbers."""
        return all(map(self._heads.knows, titles)) and titles[0] not in self._heads.serials

    def _tiered(
        self, pieces: Sequence[int], under: int, body: Sequence[Sequence[int]], first: int
    ) -> Grid | None:
        """A table whose last ``under`` heads stand below merged ones; rows that are whole only."""
        upper = [self._cell([at]) for at in pieces[: len(pieces) - under]]
        lower = [self._cell([at]) for at in pieces[len(pieces) - under :]]
        above = [self._plain(at) for at in pieces[: len(upper)]]
        groups = sum(map(self._heads.open, above)) or sum(map(self._heads.value, above))
        size = len(above) - groups + under
        rows = [row for row in body if len(row) == size or self._sum(row, size)]
        made = [
            tuple(
                spanned(self._cell([at]), colspan=1 + (size - len(row)) * (at == row[0]))
                for at in row
            )
            for row in rows
        ]
        tiers = two_tiers(self._page, [upper, lower, *made], size, self._heads)
        if tiers is None or len(rows) < _MIN_ROWS:
            return None
        return self._made(pieces[0], max(first, rows[-1][-1]), [*tiers, *made], tiers=2)

    def _sum(self, row: Sequence[int], size: int) -> bool:
        """A row of sums, whose head stands over the numbers and the names: 合计 | 44 | 5505."""
        return len(row) == size - 1 and self._plain(row[0]).replace(" ", "") in self._total

    def _from_serial(self, pieces: list[int]) -> list[int]:
        """A header that has 序号 opens with it: a title line above is none of its heads."""
        for i, at in enumerate(pieces[:3]):
            if self._plain(at) in self._heads.serials:
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
        while at < len(self._filled):
            plain = self._plain(at)
            if (not current or len(current) >= 2) and self._begins(at, expected):
                if current:
                    body.rows.append(current)
                current, expected = [at], expected + 1
            elif len(current) >= 2 and self._group(at, expected, current, clear=clear):
                body.rows.append(current)
                body.groups.add(len(body.rows))
                body.rows.append([at])
                current = []
                expected = 1 if self._begins(at + 1, 1) else expected
            elif len(current) >= 2 and self._titled(at, expected):
                body.rows.append(current)
                body.groups.add(len(body.rows))
                body.rows.append([at + 1])
                current, at = [], at + 1
                expected = 1 if self._begins(at + 1, 1) else expected
            elif len(current) >= 2 and _SUB.fullmatch(plain) and not number(self._plain(at + 1)):
                body.rows.append(current)
                current = [at]
            elif self._repeated(at, header):
                at += len(header)
                continue
            elif self._heads.continued(plain) and self._repeated(at + 1, header):
                at += 1 + len(header)
                continue
            elif self._stops(at, clear=clear) or len(current) >= room:
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
        numbered = _SPELLED.fullmatch(self._plain(at)) is not None
        return numbered and (self._begins(at + 2, expected) or self._begins(at + 2, 1))

    def _apart(self, at: int) -> bool:
        """A line between the heads and the first row that is no head: a figure of a sum, the number of a group."""
        plain = self._plain(at)
        return number(plain) or bool(_SPELLED.fullmatch(plain))

    def _group(self, at: int, expected: int, current: Sequence[int], *, clear: bool) -> bool:
        """A line between two rows that names the rows below: a heading’s form, or 河道工程（个）.

        Numbers go on behind it or begin again.
        """
        plain = self._plain(at)
        if _GROUP.fullmatch(plain) and (self._begins(at + 1, expected) or self._begins(at + 1, 1)):
            return True
        total = self._plain(current[0]).replace(" ", "") in self._total
        again = clear and self._begins(at + 1, 1) and not number(plain)
        return again and total and len(plain) <= _MAX_GROUP

    def _repeated(self, at: int, header: Sequence[str]) -> bool:
        return all(self._plain(at + i) == word for i, word in enumerate(header))

    def _stops(self, at: int, *, clear: bool) -> bool:
        plain = self._plain(at)
        if self._closed(at) or self._far(at):
            return True
        if clear:
            return len(plain) > _MAX_SENTENCE
        return len(plain) > _MAX_CELL or plain.endswith("。")

    def _closed(self, at: int) -> bool:
        """A heading, a caption or a cell behind a tab: no line of this dialect."""
        index = self._filled[at]
        line = self._page.lines[index]
        if self._heads.note.match(line.plain):
            return True
        opens = self._page.heading[index] and serial(line.plain) is None
        captioned = bool(self._heads.captioned.match(line.plain)) and not self._heads.knows(
            line.plain
        )
        return opens or line.cell or captioned

    def _far(self, at: int) -> bool:
        between = self._filled[at] - self._filled[at - 1] - 1
        return between > self._gap + 2

    def _widest_gap(self, first: int, last: int) -> int:
        gaps = [
            self._filled[at] - self._filled[at - 1] - 1
            for at in range(first + 1, min(last, len(self._filled)))
        ]
        return max(gaps, default=0)

    def _worth(self, rows: Sequence[Row], *, clear: bool) -> bool:
        """Rows hold values, or the header is known: else it is a numbered list."""
        if clear:
            return True
        plain = self._page.plain
        return any(number(plain[c.start : c.end]) for row in rows[1:] for c in row[2:] if c.text)

    # ---- without numbers ---------------------------------------------------------------------------

    def _chunked(self, first: int) -> Grid | None:
        """Rows of as many lines as the header has heads, all of them known."""
        size = 0
        while self._heads.knows(self._plain(first + size)) and size < _MAX_HEADS:
            size += 1
        words = [self._plain(first + i) for i in range(size)]
        if size < 2 or (size == 2 and not self._heads.pair(*words)):
            return None
        if under := repeated_tiers(words, self._heads):
            wide = sum(not self._heads.value(w) for w in words[: size - under]) + under
            body = [
                list(range(at, at + wide))
                for at in range(first + size, len(self._filled) - wide + 1, wide)
            ]
            self._gap = self._widest_gap(first, first + size)
            whole = list(
                takewhile(lambda row: not any(self._stops(i, clear=False) for i in row), body)
            )
            return self._tiered(list(range(first, first + size)), under, whole, first)
        values = [i for i, word in enumerate(words) if self._heads.value(word)]
        rows: list[Row] = [tuple(self._cell([first + i]) for i in range(size))]
        at = first + size
        self._gap = self._widest_gap(first, at)
        bodies = [i for i, word in enumerate(words) if self._heads.body(word)]
        found = 0
        while at + size <= len(self._filled):
            shifted = bool(bodies) and self._shifted(at, size, bodies)
            if shifted and self._parts(at):
                rows.append((spanned(self._cell([at]), colspan=size),))
                at += 1
                continue
            if values and self._heads_group(at, size, values):
                rows.append((spanned(self._cell([at]), colspan=size),))
                at += 1
                continue
            chunk = list(range(at + shifted, at + shifted + size))
            if not self._rows(chunk, values):
                at += (further := self._further(at, size, values) if found else 0)
                if further:
                    continue
                break
            wrapped = [at] if shifted else []
            rows.append(tuple(self._cell([*wrapped * (n == 0), i]) for n, i in enumerate(chunk)))
            at, found = chunk[-1] + 1, found + 1
        if found < _MIN_ROWS:
            return None
        while len(rows[-1]) < size:
            rows.pop()
            at -= 1
        return self._made(first, at - 1, rows)

    def _rows(self, chunk: Sequence[int], values: Sequence[int]) -> bool:
        """The lines are a row; its name may look like a heading where figures stand in the columns of values: 1.入园率."""
        named = chunk[0] if values and not self._ends_here(chunk[0]) else None
        stops = (self._stops(i, clear=not values) for i in chunk if i != named)
        return not any(stops) and self._fits(chunk, values)

    def _further(self, at: int, size: int, values: Sequence[int]) -> int:
        """How many lines of a row that is not as the others stand before the next numbered one; 0 where none follows.

        “4.标准班额比例 / 其中：小学 / 初中 / 34.5% / 77.3% / 80% / 85% / 预期性”, then 5.….
        """
        grouped = _GROUP.fullmatch(self._plain(at)) is not None and not self._ends_here(at)
        if not values or not _ITEM.match(self._plain(at + grouped)):
            return 0
        for ahead in range(1, _MAX_ODD):
            row = list(range(at + ahead, at + ahead + size))
            if row[-1] >= len(self._filled) or self._ends_here(row[0]):
                return 0
            if _ITEM.match(self._plain(row[0])) and self._rows(row, values):
                return ahead
            if self._heads_group(row[0], size, values):
                return ahead
        return 0

    def _heads_group(self, at: int, size: int, values: Sequence[int]) -> bool:
        """A line that looks like a heading, before a row, names the rows below: 一、发展水平.

        Refused: a heading behind the table, a line that opens a row itself.
        """
        if at + size >= len(self._filled) or not _GROUP.fullmatch(self._plain(at)):
            return False
        here, below = (list(range(i, i + size)) for i in (at, at + 1))
        return (
            not self._ends_here(at)
            and (not self._fits(here, values) or self._page.heading[self._filled[at + 1]])
            and self._rows(below, values)
        )

    def _ends_here(self, at: int) -> bool:
        """A note, a caption, a cell behind a tab or a line far below: no line of this table."""
        line = self._page.lines[self._filled[at]]
        captioned = self._heads.captioned.match(line.plain) and not self._heads.knows(line.plain)
        noted = self._heads.note.match(line.plain)
        return bool(line.cell or captioned or noted) or self._far(at)

    def _shifted(self, at: int, size: int, bodies: Sequence[int]) -> bool:
        """The bodies of the row that opens here stand one line further down: a line stands before its cells.

        Refused: a row whose own columns hold bodies, a line behind which no row follows.
        """
        if 0 in bodies or at + size >= len(self._filled):
            return False
        here = all(self._heads.bodies(self._plain(at + i)) for i in bodies)
        below = all(self._heads.bodies(self._plain(at + 1 + i)) for i in bodies)
        return below and not here

    def _parts(self, at: int) -> bool:
        """The line before a row names the rows below: （一）产业培育, or it is shorter than the line behind it.

        Refused: a line as long as what follows, which a column's edge cut.
        """
        plain, below = self._plain(at), self._plain(at + 1)
        return bool(_GROUP.fullmatch(plain)) or len(plain) < len(below)

    def _periodic(self, first: int) -> Grid | None:
        """Rows of a width that only the figures show: names, then figures, again and again.

        Below a caption, when the first head is known (地区, 指标) and every row holds figures in the same
        columns, with no line left over.
        """
        if first >= len(self._filled) or not self._heads.knows(self._plain(first)):
            return None
        self._gap = self._widest_gap(first, first + 3)
        stop = first
        while stop < len(self._filled) and stop - first < _MAX_LINES:
            if self._stops(stop, clear=False) and stop > first:
                break
            stop += 1
        figures = [self._figure(self._plain(at)) for at in range(first, stop)]
        for size in range(2, min(_MAX_HEADS, len(figures) // 3) + 1):
            rows = [figures[i : i + size] for i in range(0, len(figures), size)]
            like = rows[1]
            if any(rows[0]) or like[0] or not any(like) or any(r != like for r in rows[2:]):
                continue
            made = [
                tuple(self._cell([at + i]) for i in range(size)) for at in range(first, stop, size)
            ]
            return self._made(first, stop - 1, made)
        return None

    def _figure(self, plain: str) -> bool:
        """A value and no year: 140以上, ≥100. Refused: 2023年, which opens a row."""
        return self._groups.kinds.value(plain) and not YEAR.fullmatch(plain)

    def _fits(self, chunk: Sequence[int], values: Sequence[int]) -> bool:
        words = [self._plain(at) for at in chunk]
        if number(words[0]) or (len(words[0]) > _MAX_CELL or words[0].endswith("。")):
            return False
        if not values:
            return True
        numbers = sum(
            bool(re.search(r"\d", words[i])) or self._groups.kinds.value(words[i]) for i in values
        )
        others = [w for i, w in enumerate(words) if i not in values]
        return numbers == len(values) and not any(map(number, others))

    # ---- both --------------------------------------------------------------------------------------

    def _cell(self, places: Sequence[int]) -> Cell:
        lines = self._page.lines
        first, last = lines[self._filled[places[0]]], lines[self._filled[places[-1]]]
        return cell(self._page.text, first.start, last.end)

    def _row(self, row: Sequence[int], placed: Sequence[Sequence[int]]) -> Row:
        """The cells of a row by columns; a column without lines holds a blank behind the last cell."""
        cells: list[Cell] = []
        at = self._page.lines[self._filled[row[0]]].start
        for part in placed:
            made = self._cell([row[k] for k in part]) if part else blank(at)
            cells.append(made)
            at = made.end
        return tuple(cells)

    def _made(self, first: int, last: int, rows: Sequence[Row], *, tiers: int = 1) -> Grid:
        start, end = self._filled[first], self._filled[last]
        lines = self._page.lines
        return Grid(start, end + 1, lines[start].start, lines[end].end, tiers, tuple(rows))


def _word(page: Page, filled: Sequence[int], at: int) -> str:
    """The words of a line, by its place among those with words; none behind the last."""
    return page.lines[filled[at]].plain if at < len(filled) else ""


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
