"""A row a line, cells parted by tabs: as pasted from Word or from a web page.

A merged first cell leaves the rows below it short: they are aligned from the right. A cell with a line
break of its own leaves half a row on each of two lines. A line without a tab between two rows is a
group's name (“一、结构优化”) or goes on the last cell.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policy_extract.expressions import expression
from policy_extract.layout.geometry.grid import (
    Grid,
    Page,
    Row,
    blank,
    cell,
    number,
    serial,
    spanned,
    usual,
    width,
)
from policy_extract.layout.geometry.heads import Heads
from policy_extract.layout.geometry.name_values import NameValues
from policy_extract.layout.geometry.sentences import reads_on, whole_sentence
from policy_extract.layout.geometry.tiers import header_rows, spread_heads, two_tiers
from policy_extract.layout.lines import SPELLED
from policy_extract.layout.lines import width as width_of
from policy_extract.model import Cell

_GROUP = expression(rf"(?:\(?[{SPELLED}]{{1,3}}[、.)]).{{1,30}}")
_SPELLED = expression(rf"[(（]?[{SPELLED}]{{1,3}}[)）]?[、.．]?")
_LEAF = expression(r"[\d.]{1,4}")  # a page number, as a table of contents has it
_MAX_GROUP = 24
_MAX_CELL = 1500
_MAX_BLANKS = 1
_MIN_WRAP = 14  # halves of a sign: a narrower column holds no name of an indicator


@dataclass(slots=True)
class _Line:
    """A line of the region: its cells, or its words where it has no tab; ``tail`` tabs stand at its end."""

    index: int
    cells: list[Cell]
    parted: bool
    tail: int = 0


class RowTabs:
    """Finds tables of this dialect; built once for a lexicon."""

    def __init__(self, heads: Heads) -> None:
        self._heads = heads
        self._pairs = NameValues(heads)

    def find(self, page: Page) -> Iterator[Grid]:
        """Yield the tables, in order. Takes linear time.

        Refused: sentences that a tab cuts (“到2025年，全县⇥工业总产值⇥达到500亿元。”), lines of one cell behind a tab, a table of contents (“一、发展基础⇥3”), signatures
        (“市发展改革委⇥市财政局”), two columns without a head that is known and that are no names and values.
        """
        index = 0
        while index < len(page.lines):
            if not _parted(page, index):
                index += 1
                continue
            region = list(_region(page, index, self._heads))
            if not region:  # its first line holds prose behind a tab
                index += 1
                continue
            region = self._without_sentences(page, region)
            if not region:
                index += 1
                continue
            grid = self._grid(page, region)
            if grid is not None:
                yield grid
            index = region[-1].index + 1

    def _without_sentences(self, page: Page, region: list[_Line]) -> list[_Line]:
        """The lines above the first sentence that a tab cuts. Under known heads only what is no row for sure is one."""
        first = region[0]
        headed = self._heads.header(page.plain[c.start : c.end].strip() for c in first.cells)
        size = len(first.cells)

        def row(line: _Line) -> bool:
            short = not headed or (len(line.cells) < size and whole_sentence(page, line.cells))
            return not (line.parted and short and reads_on(page, line.cells))

        return list(itertools.takewhile(row, region))

    def _grid(self, page: Page, region: Sequence[_Line]) -> Grid | None:
        while region and not region[-1].parted and len(region) > 1:
            region = region[:-1]
        parted = [line.cells for line in region if line.parted]
        head = [page.plain[c.start : c.end].strip() for c in parted[0]]
        known = sum(map(self._heads.knows, head))
        valued = len(head) == 2 and known == 1 and self._valued(page, region, parted)
        paired = len(region) == len(parted)  # no line without a tab stands between the rows
        valued = valued or (paired and self._pairs.knows(page, region[0].index, parted))
        clear = len(parted[0]) >= 2 and (valued or self._heads.header(head))
        size = usual(map(len, parted))
        if clear or not any(map(number, filter(None, head))):
            size = max(size, len(head))  # most rows may be short, under merged cells
        if size < 2 or len(parted) < 2 or (len(parted) < 3 and not clear):
            return None
        if not clear and (size < 3 or _contents(page, parted)):
            return None
        if size == 2 and known < 2 and not valued:
            return None
        upper = two_tiers(page, parted, size, self._heads) or _under_blanks(parted, size)
        rows = self._rows(page, region, size)
        if upper is not None:
            rows[:2] = upper
        tiers = 2 if upper is not None else header_rows(rows, self._heads, page.plain)
        if tiers == 2 and upper is None:
            rows[0] = spread_heads(rows[0], rows[1])
        rows = _merged(rows, tiers)
        return Grid(
            region[0].index,
            region[-1].index + 1,
            page.lines[region[0].index].start,
            page.lines[region[-1].index].end,
            tiers,
            tuple(rows),
        )

    def _valued(
        self, page: Page, region: Sequence[_Line], parted: Sequence[Sequence[Cell]]
    ) -> bool:
        """Two columns below a caption, a name and a number in each row: 区县 | 幼儿园 over 东湖区 | 60."""
        above = page.lines[max(0, region[0].index - 3) : region[0].index]
        captioned = any(self._heads.captioned.match(line.plain) for line in above if line.plain)
        words = [[page.plain[c.start : c.end].strip() for c in row] for row in parted[1:]]
        return captioned and all(len(w) == 2 and number(w[1]) and not number(w[0]) for w in words)

    def _wrapped(self, page: Page, region: Sequence[_Line], *, numbered: bool) -> frozenset[int]:
        """The lines without a tab that open the name of the row below, which was wrapped.

        Two or more as wide as the column, or one above what no name begins with (率, 占…比重). Refused: a
        group's name, which is narrower than the names below it.
        """
        if numbered:
            return frozenset()
        pairs = [
            (line, below)
            for line, below in pairwise(region)
            if not line.parted and below.parted and below.index == line.index + 1
        ]
        named = {line.index: _first(page, below) for line, below in pairs}
        tails = {i for i, words in named.items() if words.startswith(self._heads.name_tails)}
        widths = [width_of(page.lines[i].plain) for i in named]
        names = [width_of(_first(page, line)) for line in region if line.parted]
        even = len(widths) >= 2 and max(widths) - min(widths) <= 2 and min(widths) >= _MIN_WRAP
        if even and max(names) <= max(widths) and not any(map(_grouped, pairs)):
            return frozenset(named)
        return frozenset(tails)

    def _rows(self, page: Page, region: Sequence[_Line], size: int) -> list[Row]:
        rows: list[list[Cell]] = []
        numbered = _numbered([line.cells for line in region if line.parted])
        wrapped = self._wrapped(page, region, numbered=numbered)
        half: list[Cell] = []  # a row whose last cell is broken
        opened: Cell | None = None  # the first line of a name that was wrapped
        for line in region:
            if line.index in wrapped:
                opened = line.cells[0]
                continue
            cells = line.cells
            if 1 < len(cells) < size:  # a tab at the end is an empty last cell where one is missing
                open_end = min(line.tail, size - len(cells))
                cells = [*cells, *(blank(cells[-1].end) for _ in range(open_end))]
            if opened is not None:
                cells = _completed(page.text, opened, cells)
                opened = None
            if numbered and size > 2 and _titles(cells):
                rows.append([spanned(next(c for c in reversed(cells) if c.text), colspan=size)])
                half = []
                continue
            if half and not (line.parted and serial(cells[0].text) is not None):
                joined = _joined(page.text, half, cells)
                if len(joined) <= size:
                    half = [] if len(joined) == size else joined
                    rows[-1] = joined
                    continue
                half = []
            if not line.parted:
                words = page.plain[cells[0].start : cells[0].end].strip()
                short = len(words) <= _MAX_GROUP and not words.endswith("。")
                long_above = bool(rows) and len(rows[-1][-1].text) >= 2 * _MAX_GROUP
                if _GROUP.fullmatch(words) or (short and not long_above and ";" not in words):
                    rows.append([spanned(cells[0], colspan=size)])
                elif rows:
                    rows[-1] = _joined(page.text, rows[-1], cells)
                continue
            rows.append(list(cells))
            if len(cells) < size and numbered and serial(cells[0].text) is not None:
                half = list(cells)
        return [self._placed(row, size, numbered=numbered) for row in rows]

    def _placed(self, row: Sequence[Cell], size: int, *, numbered: bool) -> Row:
        """A row as wide as the table: blanks on the left under merged cells, on the right where cut."""
        missing = size - width(row)
        if missing <= 0:
            return tuple(row[: size - 1]) + _rest(row[size - 1 :])
        if (
            len(row) == 1
            and row[0].text
            and serial(row[0].text) is None
            and not number(row[0].text)
        ):
            return (spanned(row[0], colspan=size),)
        if numbered and serial(row[0].text) is not None:
            return (*row, *(blank(row[-1].end) for _ in range(missing)))
        return (*(blank(row[0].start) for _ in range(missing)), *row)


def _first(page: Page, line: _Line) -> str:
    """The first words of a row, in plain form."""
    filled = next((c for c in line.cells if c.text), line.cells[0])
    return page.plain[filled.start : filled.end].strip()


def _grouped(pair: tuple[_Line, _Line]) -> bool:
    return bool(_GROUP.fullmatch(pair[0].cells[0].text))


def _completed(text: str, opened: Cell, cells: Sequence[Cell]) -> list[Cell]:
    """A row whose first filled cell begins on the line above."""
    at = next((i for i, c in enumerate(cells) if c.text), 0)
    return [*cells[:at], cell(text, opened.start, cells[at].end), *cells[at + 1 :]]


def _parted(page: Page, index: int) -> bool:
    """A line with a tab between words, or with two tabs and words."""
    line = page.lines[index]
    if not page.free(index):
        return False
    words = page.text[line.start : line.end]
    return "\t" in words.strip()


def _region(page: Page, first: int, heads: Heads) -> Iterator[_Line]:
    """The lines of one table: rows, and lines without a tab that stand between rows.

    It ends above a heading that a header follows: 三、任务分工 over 部门 | 任务 | 目标.
    """
    blanks = 0
    waiting: list[_Line] = []
    for index in range(first, len(page.lines)):
        line = page.lines[index]
        if page.taken[index]:
            return
        words = page.text[line.start : line.end]
        if not words.strip() and not ("\t" in words and index > first):
            blanks += 1
            if blanks > _MAX_BLANKS:
                return
            continue
        if "\t" in words.strip() or words.startswith("\t"):
            cells = _split(page.text, line.start, line.end)
            if not any(c.text for c in cells):
                continue
            if any(len(c.text) > _MAX_CELL for c in cells):
                return
            header = heads.header(page.plain[c.start : c.end].strip() for c in cells)
            if waiting and page.heading[waiting[0].index] and header:
                return
            yield from waiting
            waiting, blanks = [], 0
            end = words.rstrip(" \r\n")
            yield _Line(index, cells, True, len(end) - len(end.rstrip("\t")))
            continue
        heading = page.heading[index] and not _GROUP.fullmatch(line.plain)
        if heading or waiting or len(line.plain) > 4 * _MAX_GROUP:
            return
        waiting = [_Line(index, [cell(page.text, line.start, line.end)], False)]


def _split(text: str, start: int, end: int) -> list[Cell]:
    """The cells between tabs; tabs at the end of the line are no cells, at its head they are."""
    stop = start + len(text[start:end].rstrip())
    cells: list[Cell] = []
    at = start
    for part in text[start:stop].split("\t"):
        cells.append(cell(text, at, at + len(part)))
        at += len(part) + 1
    return cells


def _joined(text: str, above: Sequence[Cell], below: Sequence[Cell]) -> list[Cell]:
    """Two halves of a row: the last cell of the one goes on with the first of the other."""
    return [*above[:-1], cell(text, above[-1].start, below[0].end), *below[1:]]


def _rest(cells: Sequence[Cell]) -> Row:
    """What stands in the last column: one cell, also where a tab inside parts it."""
    filled = [c for c in cells if c.text]
    if len(filled) <= 1:
        return (filled[0],) if filled else (cells[0],) if cells else ()
    return (Cell(text=" ".join(c.text for c in filled), start=filled[0].start, end=filled[-1].end),)


def _titles(cells: Sequence[Cell]) -> bool:
    """A spelled number with words alone behind it, between rows with figures for numbers: 二 | 人才引进."""
    filled = [c for c in cells if c.text]
    return len(filled) == 2 and cells[0].text != "" and bool(_SPELLED.fullmatch(filled[0].text))


def _numbered(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether rows open with running numbers: then a short row lost its end, not its beginning."""
    numbers = [serial(row[0].text) for row in rows[1:] if row[0].text]
    known = [n for n in numbers if n is not None]
    return len(known) >= 2 and len(known) * 2 >= len(numbers) and known == sorted(known)


def _contents(page: Page, rows: Sequence[Sequence[Cell]]) -> bool:
    ends = [page.plain[row[-1].start : row[-1].end].strip() for row in rows]
    return all(len(row) <= 2 for row in rows) and all(_LEAF.fullmatch(w) for w in ends)


def _under_blanks(parted: Sequence[Sequence[Cell]], size: int) -> list[Row] | None:
    """Two tiers of which the lower opens with blanks: “指标⇥单位⇥现状⇥目标” over “⇥⇥2020年⇥2022年⇥2025年”.

    The heads above the blanks stand alone, the others span what is below them; where it does not come
    out even the last spans the rest. Refused: rows as wide as the table, a lower tier without a blank.
    """
    upper, lower = parted[0], parted[1]
    blanks = next((i for i, c in enumerate(lower) if c.text), 0)
    over = len(upper) - blanks
    if not blanks or over < 1 or len(lower) != size or not blanks < len(upper) < size:
        return None
    if not all(c.text for c in lower[blanks:]) or not all(c.text for c in upper):
        return None
    spans, rest = divmod(size - blanks, over)
    each = [1 if rest else spans] * (over - 1)
    each.append(size - blanks - sum(each))
    spanned_heads = [spanned(c, colspan=n) for c, n in zip(upper[blanks:], each, strict=True)]
    return [(*upper[:blanks], *spanned_heads), tuple(lower)]


def _merged(rows: Sequence[Row], tiers: int) -> list[Row]:
    """Rows with the spans of cells that go on below: those over the blanks of a short row."""
    merged = list(rows)
    tops: dict[int, tuple[int, int]] = {}  # column → row and index of the cell that covers it
    for number_, row in enumerate(rows):
        if number_ < tiers or (len(row) == 1 and row[0].colspan > 1):
            tops.clear()
            continue
        leading = True
        at = 0
        for index, entry in enumerate(row):
            leading = leading and not entry.text and number_ > tiers
            if leading and at in tops:
                top, place = tops[at]
                above = merged[top]
                grown = spanned(above[place], rowspan=number_ - top + 1)
                merged[top] = (*above[:place], grown, *above[place + 1 :])
            else:
                tops[at] = (number_, index)
            at += entry.colspan
    return merged
