"""Columns of two or more spaces with wrapped cells: as text of a PDF has a table.

A Chinese sign is two columns wide. A line that fills most columns is a row; lines with less are pieces of
wrapped cells above and below it. A wrapped cell's ``text`` joins its pieces; its place is that of the piece
that stands in the row's own line (else of the first), since other cells stand between the pieces.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

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
)
from policy_extract.layout.geometry.heads import Heads
from policy_extract.layout.geometry.paper import (
    MAX_CELL,
    PaperLine,
    Piece,
    Pieces,
    columns_of,
    pieces_of,
    placed_in,
)  # fmt: skip
from policy_extract.layout.geometry.space_groups import goes_down, group_lines
from policy_extract.layout.geometry.tiers import two_tiers
from policy_extract.layout.geometry.words import WordKinds
from policy_extract.layout.lines import SPELLED
from policy_extract.model import Cell

_SPELLED = expression(rf"\(?[{SPELLED}]{{1,3}}\)?")
_RATIO = expression(r"\d[\d.]*(?:[:：]\d[\d.]*)+")  # 4.5:38.5:57
_MIN_ROWS = 3
_MIN_COLUMNS = 3
_MAX_BLANKS = 1


class Spaces:
    """Finds tables of this dialect; built once for a lexicon."""

    def __init__(self, heads: Heads) -> None:
        self._heads = heads
        self._totals = heads.lexicon.words("tables", "head.totals")

    def find(self, page: Page) -> Iterator[Grid]:
        """Yield the tables, in order. Takes linear time.

        At least three full lines with three or more short cells. Refused: signatures
        (“市发展和改革局      市经济和信息化局”), sentences, titles with spread letters (指  导  意  见).
        """
        index = 0
        while index < len(page.lines):
            # most lines have no wide spaces between their words
            wide = page.lines[index].plain.count("  ") >= _MIN_COLUMNS - 1
            if not wide or len(pieces_of(page, index)) < _MIN_COLUMNS:
                index += 1
                continue
            region = self._region(page, index)
            grid = self._grid(page, region) if len(region) >= _MIN_ROWS else None
            if grid is not None:
                yield grid
            index = region[-1].index + 1

    def _region(self, page: Page, first: int) -> list[PaperLine]:
        """The lines of one table: those with two cells or more, and pieces that stand between them."""
        region: list[PaperLine] = []
        waiting: list[PaperLine] = []
        blanks = 0
        for index in range(first, len(page.lines)):
            line = page.lines[index]
            if line.blank:
                blanks += 1
                if blanks > _MAX_BLANKS:
                    break
                continue
            pieces = pieces_of(page, index)
            if not pieces or len(waiting) > 3:
                break
            if len(pieces) > 1:
                region.extend(waiting)
                region.append(PaperLine(index, pieces))
                waiting, blanks = [], 0
                continue
            indented = page.text[line.start : line.start + 2].isspace()
            if blanks or page.heading[index] or self._heads.captioned.match(line.plain):
                break
            if not indented and len(line.plain) > MAX_CELL // 2:
                break
            waiting.append(PaperLine(index, pieces))
        if waiting and not blanks:
            region.extend(w for w in waiting[:1] if w.pieces[0].left > 1)
        return region

    def _grid(self, page: Page, region: Sequence[PaperLine]) -> Grid | None:
        columns = columns_of(region)
        size = len(columns)
        if size < _MIN_COLUMNS:
            return None
        tiers = self._tiers(page, region, size)
        body = region[2:] if tiers else region
        placed = [(line, placed_in(line.pieces, columns)) for line in body]
        filled = [sum(1 for p in row if p) for _, row in placed]
        if sum(n >= size - 1 for n in filled) < _MIN_ROWS or _spread_letters(page, region):
            return None
        rows = _rows(page, placed, size, self._totals, self._heads)
        head = 0 if tiers else _header(page, rows, self._heads)
        made: list[Row] = list(tiers) if tiers else [_header_row(page.text, rows[:head], size)]
        made.extend(_row(page.text, row) for row in rows[head:])
        if len(made) < _MIN_ROWS:
            return None
        first, last = region[0].index, region[-1].index
        start = min(p.start for p in region[0].pieces)
        end = max(p.end for p in region[-1].pieces)
        return Grid(first, last + 1, start, end, 2 if tiers else 1, tuple(made))

    def _tiers(self, page: Page, region: Sequence[PaperLine], size: int) -> tuple[Row, Row] | None:
        """The two tiers of a header, when the first two lines are such."""
        rows = [[cell(page.text, p.start, p.end) for p in x.pieces] for x in region[:3]]
        return two_tiers(page, rows, size, self._heads)


def _rows(
    page: Page,
    placed: Sequence[tuple[PaperLine, Pieces]],
    size: int,
    totals: tuple[str, ...],
    heads: Heads,
) -> list[list[list[Piece]]]:
    """Rows: the full lines, each with the pieces of its wrapped cells above and below; groups and sums are rows too."""

    def anchors(row: Pieces) -> bool:
        filled = [i for i, pieces in enumerate(row) if pieces]
        words = [page.plain[row[i][0].start : row[i][0].end] for i in filled]
        values = sum(map(number, words))
        if len(filled) > 1 and (
            words[0].startswith(totals) or (len(filled) == 2 and _SPELLED.fullmatch(words[0]))
        ):
            return True  # 合计（5个） | 217300, 二 | 水利项目
        return len(filled) >= size - 1 or (len(filled) * 2 > size and values >= 2)

    places = [i for i, (_, row) in enumerate(placed) if anchors(row)]
    if groups := group_lines(page, placed, places, heads):
        places = sorted((*places, *groups))
    anchored, kinds = frozenset(places), WordKinds(heads)
    rows: list[Pieces] = [[list(pieces) for pieces in placed[i][1]] for i in places]
    own = [[bool(pieces) for pieces in row] for row in rows]
    for i, (_, row) in enumerate(placed):
        if i in anchored:
            continue
        below = bisect_right(places, i)
        above = below - 1
        for column, pieces in enumerate(row):
            for piece in pieces:
                words = page.plain[piece.start : piece.end]
                down = below < len(places) and not own[below][column]
                up = above >= 0 and (own[above][column] or bool(rows[above][column]))
                goes_up = above >= 0 and (
                    not down
                    or (up and (words[0] in "(),、。)" or _open(page, rows[above][column])))
                )
                if goes_up and up and below < len(places) and words[0] != "(":
                    under = placed[places[below]][1][column]
                    goes_up = not goes_down(page, rows[above][column], under, kinds)
                target = above if goes_up else below
                if 0 <= target < len(rows):
                    rows[target][column].append(piece)
    for number_, row in enumerate(rows):
        for column, pieces in enumerate(row):
            line = placed[places[number_]][1][column]
            pieces.sort(key=lambda p: p.start)
            if line and pieces[0] is not line[0]:
                pieces.remove(line[0])
                pieces.insert(0, line[0])
    return rows


def _open(page: Page, pieces: Sequence[Piece]) -> bool:
    """Words that do not end here: an open bracket, a mark of a list."""
    words = "".join(page.plain[p.start : p.end] for p in pieces)
    return words.count("(") > words.count(")") or words.endswith(("、", ",", "(", "-"))


def _header(page: Page, rows: Sequence[Pieces], heads: Heads) -> int:
    """How many rows from above are the header: those before the first row with a value."""
    for index, row in enumerate(rows):
        words = [page.plain[p[0].start : p[0].end] for p in row if p]
        if index and len(words) == 1:
            return 1  # the name of a group
        numbers = [w for w in words if number(w) or _RATIO.fullmatch(w)]
        if numbers and not all(heads.value(w) for w in numbers):
            return max(1, min(index, 2))
    return 1


def _header_row(text: str, rows: Sequence[Pieces], size: int) -> Row:
    joined: Pieces = [[] for _ in range(size)]
    for row in rows:
        for column, pieces in enumerate(row):
            joined[column].extend(pieces)
    return _row(text, joined)


def _row(text: str, row: Pieces) -> Row:
    at = min((p.start for pieces in row for p in pieces), default=0)
    cells: list[Cell] = []
    for pieces in row:
        if not pieces:
            cells.append(blank(at))
            continue
        ordered = sorted(pieces, key=lambda p: p.start)
        words = "".join(text[p.start : p.end] for p in ordered)
        cells.append(Cell(text=words, start=pieces[0].start, end=pieces[0].end))
        at = max(at, pieces[0].end)
    if len([c for c in cells if c.text]) == 1 and serial(cells[0].text) is None and cells[0].text:
        return (spanned(cells[0], colspan=len(cells)),)
    return tuple(cells)


def _spread_letters(page: Page, region: Sequence[PaperLine]) -> bool:
    words = [page.plain[p.start : p.end] for line in region for p in line.pieces]
    single = sum(len(w) == 1 and not w.isdigit() and w not in "-/" for w in words)
    return single * 2 > len(words)
