"""Tables without lines: words that stand in columns → a table of one page, as one with lines would give.

Columns are told by the white strips between them, rows by the columns of figures and running numbers: each has one
figure a row, and the lines of wrapped cells stand around it or below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from policy_extract.document import Anchor
from policy_extract.expressions import expression
from policy_extract.readers.pages.lines import Line, pieces_of
from policy_extract.readers.pages.signs import Sign
from policy_extract.readers.pages.tables import RuledCell, RuledTable, words_in
from policy_extract.readers.pages.unruled_columns import (
    Printed,
    borders,
    by_row,
    placed_line,
    printed,
)
from policy_extract.readers.pages.unruled_heads import Over, tiers
from policy_extract.readers.pages.unruled_heights import by_figures, by_white, group, odd
from policy_extract.readers.pages.unruled_rows import dealt
from policy_extract.tuples import NamedTuple

_REACH: Final = 3.4  # of the size: the lines of one table are no further apart
_ALIKE: Final = 0.15  # of the size: by which the print of one table varies
_LINE, _HEADED = 1.6, 1.8  # of the size: lines of a cell, a line of a header above the next
_WIDE: Final = 0.55  # of the text's width: a piece so wide is prose
_PIECE: Final = 8  # signs of a head that stands alone on its line
_MIN_COLUMNS, _MIN_ROWS = 3, 3
_FILLED: Final = 0.6  # of the cells of a table
_MAX_CELL: Final = 120
_STOPS: Final = ("。", "；", ";")
_CAPTION = expression(r".*[:：].*")


def unruled(signs: Sequence[Sign], page: int) -> Iterator[tuple[RuledTable, list[Sign]]]:
    """The tables among the signs of a page, each with its signs, from above.

    At least three columns, a header, three rows with figures. Refused: prose in columns, lists without figures,
    signatures, a table of contents, forms; the part of a table behind a page's end that has no header.
    """
    rows = printed(pieces_of(signs))
    for first, stop in _regions(rows):
        region = rows[first:stop]
        if _sentences(region):
            continue
        top, bottom = region[0].base - region[0].pieces[0].size, region[-1].base + 1.0
        inside = [s for s in signs if top < s.base <= bottom]
        found = _columned(region, by_row(region, inside))
        if found is not None:
            yield _made(found, page), inside


def _sentences(region: Sequence[Printed]) -> bool:
    """Half of the pieces end a sentence: prose that is set in columns, which is told before any column is looked for."""
    pieces = [piece for row in region for piece in row.pieces]
    return 2 * sum(piece.words.endswith(_STOPS) for piece in pieces) > len(pieces)


def _regions(rows: Sequence[Printed]) -> Iterator[tuple[int, int]]:
    """Runs of lines that may be a table: lines of several pieces, and single short ones between and around them."""
    if not rows:
        return
    width = max(p.x1 for r in rows for p in r.pieces) - min(p.x0 for r in rows for p in r.pieces)
    at = 0
    while at < len(rows):
        if len(rows[at].pieces) < _MIN_COLUMNS:
            at += 1
            continue
        first = last = at
        while first > 0 and at - first < 2 and _beside(rows[first - 1], rows[first]):
            first -= 1
        stop = at + 1
        while stop < len(rows) and _goes_on(rows[stop - 1], rows[stop], width):
            last = stop if len(rows[stop].pieces) > 1 else last
            stop += 1
        while last + 1 < stop and _near(rows[last], rows[last + 1]):  # the last row's wrapped cells
            last += 1
        stop = last + 1
        yield first, stop
        at = stop


def _goes_on(above: Printed, row: Printed, width: float) -> bool:
    size = max(p.size for p in row.pieces)
    single = len(row.pieces) == 1
    short = not single or row.pieces[0].x1 - row.pieces[0].x0 < _WIDE * width
    return short and _alike(above, row) and row.base - above.base <= _REACH * size


def _alike(one: Printed, other: Printed) -> bool:
    """In print of one size."""
    sizes = [max(p.size for p in row.pieces) for row in (one, other)]
    return abs(sizes[0] - sizes[1]) <= _ALIKE * max(sizes)


def _near(above: Printed, row: Printed) -> bool:
    return row.base - above.base <= _LINE * row.pieces[0].size


def _beside(row: Printed, below: Printed) -> bool:
    """A line above that is part of the header: a piece of a head. Refused: a caption, the unit of all values."""
    near = _alike(row, below) and below.base - row.base <= _HEADED * row.pieces[0].size
    single = len(row.pieces) == 1
    head = not single or len(row.pieces[0].words) <= _PIECE
    return near and head and not any(_CAPTION.fullmatch(p.words) for p in row.pieces if single)


class _Columned(NamedTuple):
    """Lines dealt to columns and rows: ``xs`` borders of columns, ``cells`` for each column the lines of each row
    (the header's first), ``over`` the pieces of the header that run over borders."""

    xs: tuple[float, ...]
    cells: list[list[list[Line]]]
    over: tuple[Over, ...]


def _columned(
    rows: Sequence[Printed],
    held: Sequence[Sequence[Sign]],
) -> _Columned | None:
    """The columns and rows of a region, ``held`` the signs of each line; None where they make no table."""
    xs = borders(rows, held)
    if len(xs) <= _MIN_COLUMNS:
        return None
    lines = [placed_line(row, xs, own) for row, own in zip(rows, held, strict=True)]
    tall, anchors = by_figures(lines, len(xs) - 1)
    if len(anchors) < _MIN_ROWS:
        tall, anchors = by_white(lines)
    if len(anchors) < _MIN_ROWS or odd(lines, tall):
        return None
    heights = [(lines[0].base, lines[tall - 1].base), *((base, base) for base in anchors)]
    cells = [[line.cells[c] for line in lines if c in line.cells] for c in range(len(xs) - 1)]
    placed = dealt(cells, heights)
    if placed is None or _hollow(placed):
        return None
    over = tuple(Over(a, b, (line,)) for row in lines[:tall] for a, b, line in row.over)
    return _Columned(tuple(xs), placed, over)


def _hollow(placed: Sequence[Sequence[Sequence[Line]]]) -> bool:
    """Most cells are blank, or one is prose."""
    cells = [lines for column in placed for lines in column[1:]]
    long = any(sum(len(line.words) for line in lines) > _MAX_CELL for lines in cells)
    return long or sum(map(bool, cells)) < _FILLED * len(cells)


def _made(found: _Columned, page: int) -> RuledTable:
    """The table of dealt lines."""
    xs, placed = found.xs, found.cells
    over, own = tiers([column[0] for column in placed], found.over, xs)
    tall = 2 if over else 1
    spanned = {c for a, b, _ in over for c in range(a, b + 1)}
    titled = {r: (1, len(placed) - 1) for r in range(1, len(placed[0])) if _titles(placed, r)}
    cells = [_cell(0, a, 1, b - a + 1, lines, xs, page) for a, b, lines in over]
    for c, column in enumerate(placed):
        low = c in spanned
        cells.append(_cell(int(low), c, 1 if low else tall, 1, own[c], xs, page))
        for r, lines in enumerate(column[1:], 1):
            if lines:
                first, span = titled.get(r, (c, 1)) if c else (c, 1)
                cells.append(_cell(r + tall - 1, first, 1, span, lines, xs, page))
    cells.sort(key=lambda c: (c.row, c.col))
    lines = [line for column in placed for row in column for line in row]
    top = min(line.base - line.size for line in lines)
    return RuledTable(
        xs, len(placed[0]) + tall - 1, tuple(cells), top, max(line.base for line in lines)
    )


def _titles(placed: Sequence[Sequence[Sequence[Line]]], row: int) -> bool:
    """A row of a group's number and its name alone, which is merged over the other columns: 二 | 水利项目."""
    filled = [column[row] for column in placed if column[row]]
    return len(filled) == 2 and bool(placed[0][row]) and group(placed[0][row][0].words)


def _cell(
    row: int, col: int, rowspan: int, colspan: int, lines: Sequence[Line], xs: Sequence[float],
    page: int,
) -> RuledCell:  # fmt: skip
    words = words_in(xs[col + colspan] - xs[col], lines) if lines else ""
    boxes = [line.box for line in lines] or [(xs[col], 0.0, xs[col + colspan], 0.0)]
    box = (
        min(b[0] for b in boxes), min(b[1] for b in boxes),
        max(b[2] for b in boxes), max(b[3] for b in boxes),
    )  # fmt: skip
    return RuledCell(row, col, rowspan, colspan, words, Anchor(page=page, box=box))
