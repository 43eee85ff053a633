"""Tables without lines: words that stand in columns → a table of one page, as one with lines would give.

Columns are told by the white strips between them, rows by the columns of figures and running numbers: each has one
figure a row, and the lines of wrapped cells stand around it or below it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from policy_extract.document import Anchor
from policy_extract.expressions import expression
from policy_extract.readers.numerals import DIGITS
from policy_extract.readers.pages.lines import Line, pieces_of
from policy_extract.readers.pages.signs import Sign
from policy_extract.readers.pages.tables import RuledCell, RuledTable, words_in
from policy_extract.readers.pages.unruled_heads import Over, tiers
from policy_extract.readers.pages.unruled_rows import dealt
from policy_extract.tuples import NamedTuple

_SAME: Final = 0.45  # of the size: pieces on one base line
_REACH: Final = 3.4  # of the size: the lines of one table are no further apart
_ALIKE: Final = 0.15  # of the size: by which the print of one table varies
_STRIP: Final = 0.6  # of the size: the white between two columns
_ROW: Final = 1.55  # of the size: rows are further apart, lines of a cell are not
_TOUCH: Final = 0.25  # of the size: signs of one word are no further apart
_WIDE: Final = 0.55  # of the text's width: a piece so wide is prose
_MIN_COLUMNS, _MIN_ROWS = 3, 3
_TALL: Final = 4  # lines of a header
_FIGURES: Final = 0.6  # of a column's lines
_FILLED: Final = 0.6  # of the cells of a table
_MAX_CELL: Final = 120
_HEAD: Final = 22  # signs of a head
_SPELLED: Final = DIGITS[1:] + "十"
_FIGURE = expression(r"[^\w\u4e00-\u9fff]{0,2}\d[\d.,%‰/~～—–-]*\D{0,3}|[—–/-]{1,3}|(?:19|20)\d\d\D\d{1,2}\D{1,4}")
_YEAR = expression(r"(?:19|20)\d\d\D{0,6}")
_GROUP = expression(rf"[(（]?[{_SPELLED}]{{1,3}}[)）]?(?:[、.．].{{1,30}})?")
_CAPTION = expression(r".*[:：].*")


class Printed(NamedTuple):
    """The pieces on one base line, from the left."""

    base: float
    pieces: tuple[Line, ...]


def unruled(signs: Sequence[Sign], page: int) -> Iterator[tuple[RuledTable, list[Sign]]]:
    """The tables among the signs of a page, each with its signs, from above.

    At least three columns, a header, three rows with figures. Refused: prose in columns, lists without figures,
    signatures, a table of contents, forms; the part of a table behind a page's end that has no header.
    """
    rows = printed(pieces_of(signs))
    for first, stop in regions(rows):
        region = rows[first:stop]
        top, bottom = region[0].base - region[0].pieces[0].size, region[-1].base + 1.0
        inside = [s for s in signs if top < s.base <= bottom]
        found = columned(region, _by_row(region, inside), _STRIP)
        if found is not None:
            yield _made(found, page), inside


def printed(pieces: Sequence[Line]) -> list[Printed]:
    found: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda p: (p.base, p.x0)):
        if found and abs(piece.base - found[-1][0].base) <= _SAME * piece.size:
            found[-1].append(piece)
        else:
            found.append([piece])
    return [Printed(row[0].base, tuple(sorted(row, key=lambda p: p.x0))) for row in found]


def regions(rows: Sequence[Printed]) -> Iterator[tuple[int, int]]:
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
        while first > 0 and at - first < 2 and _beside(rows[first - 1], rows[first], width):
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
    alike = abs(size - max(p.size for p in above.pieces)) <= _ALIKE * size
    return short and alike and row.base - above.base <= _REACH * size


def _near(above: Printed, row: Printed) -> bool:
    return row.base - above.base <= 1.6 * row.pieces[0].size


def _beside(row: Printed, below: Printed, width: float) -> bool:
    """A line above that is part of the header: a piece of a head. Refused: a caption, the unit of all values."""
    near = below.base - row.base <= 1.8 * row.pieces[0].size
    single = len(row.pieces) == 1
    head = not single or len(row.pieces[0].words) <= 8
    return near and head and not any(_CAPTION.fullmatch(p.words) for p in row.pieces if single)


class Columned(NamedTuple):
    """Lines dealt to columns and rows: ``xs`` borders of columns, ``cells`` for each column the lines of each row
    (the header's first), ``over`` the pieces of the header that run over borders."""

    xs: tuple[float, ...]
    cells: list[list[list[Line]]]
    over: tuple[Over, ...]


def columned(rows: Sequence[Printed], held: Sequence[Sequence[Sign]], strip: float) -> Columned | None:
    """The columns and rows of a region, ``held`` the signs of each line; None where they make no table.

    ``strip``: the least white between two columns, in parts of the size.
    """
    xs = _columns(rows, held, strip)
    if len(xs) <= _MIN_COLUMNS:
        return None
    lines = [_placed(row, xs, own) for row, own in zip(rows, held, strict=True)]
    tall, anchors = _by_figures(lines, len(xs) - 1)
    if len(anchors) < _MIN_ROWS:
        tall, anchors = _by_white(lines)
    if len(anchors) < _MIN_ROWS or _odd(lines, tall):
        return None
    heights = [(lines[0].base, lines[tall - 1].base), *((base, base) for base in anchors)]
    cells = [[line.cells[c] for line in lines if c in line.cells] for c in range(len(xs) - 1)]
    placed = dealt(cells, heights)
    if placed is None or _hollow(placed):
        return None
    over = tuple(Over(a, b, (line,)) for row in lines[:tall] for a, b, line in row.over)
    return Columned(tuple(xs), placed, over)


def _by_figures(lines: Sequence[_Placed], size: int) -> tuple[int, list[float]]:
    """How many lines the header has, and the height of each row below it; no rows without a column of figures."""
    start = _first_figure(lines, size)
    if start is None or not 0 < start <= 2 * _TALL:
        return 0, []
    return _header(lines, start), _anchors(lines, start, size)


def _by_white(lines: Sequence[_Placed]) -> tuple[int, list[float]]:
    """The same by the white between rows, where some row has several lines; groups in the first column do not count.

    Refused: rows that stand no further apart than lines of a cell, lists of single lines.
    """
    told = [line for line in lines if any(c for c in line.cells) or line.over]
    bands: list[list[_Placed]] = []
    for line in told:
        near = bands and line.base - bands[-1][-1].base <= _ROW * min(x.size for x in line.all)
        if near:
            bands[-1].append(line)
        else:
            bands.append([line])
    if len(bands) <= _MIN_ROWS or all(len(band) == 1 for band in bands[1:]):
        return 0, []
    tall = lines.index(bands[0][-1]) + 1
    return tall, [(band[0].base + band[-1].base) / 2 for band in bands[1:]]


def _hollow(placed: Sequence[Sequence[Sequence[Line]]]) -> bool:
    """Most cells are blank, or one is prose."""
    cells = [lines for column in placed for lines in column[1:]]
    long = any(sum(len(line.words) for line in lines) > _MAX_CELL for lines in cells)
    return long or sum(map(bool, cells)) < _FILLED * len(cells)


class _Placed(NamedTuple):
    """A line by columns; ``over`` are pieces that stand over several, with the first and the last of them."""

    base: float
    cells: dict[int, Line]
    over: tuple[tuple[int, int, Line], ...]

    @property
    def all(self) -> list[Line]:
        """All its pieces."""
        return [*self.cells.values(), *(piece for _, _, piece in self.over)]


def _by_row(rows: Sequence[Printed], signs: Sequence[Sign]) -> list[list[Sign]]:
    """The signs of each line."""
    held: list[list[Sign]] = [[] for _ in rows]
    bases = [row.base for row in rows]
    for sign in signs:
        behind = bisect_left(bases, sign.base)
        near = [i for i in (behind - 1, behind) if 0 <= i < len(bases)]
        held[min(near, key=lambda i: abs(bases[i] - sign.base))].append(sign)
    return held


def _columns(
    rows: Sequence[Printed], held: Sequence[Sequence[Sign]], strip: float
) -> list[float]:
    """The borders of the columns: the middles of the white strips that hardly a line crosses."""
    skip = min(3, len(rows) // 3)
    below = [i for i in range(skip, len(rows)) if len(rows[i].pieces) > 1]
    body = [rows[i] for i in below]
    if len(body) < _MIN_ROWS:
        return []
    size = sorted(p.size for r in body for p in r.pieces)[len(body) // 2]
    left, right = min(p.x0 for r in rows for p in r.pieces), max(p.x1 for r in rows for p in r.pieces)
    crossed = _covered([held[i] for i in below], left, right)
    all_crossed = _covered(held, left, right)
    most = len(body) // 12
    borders = [left - 1.0]
    since: int | None = None
    for x, count in enumerate(crossed):
        if count <= most:
            since = x if since is None else since
            continue
        if since is not None and since > 0 and x - since >= strip * size:
            borders.append(left + since + _whitest(all_crossed[since:x]))
        since = None
    return [*borders, right + 1.0]


def _covered(lines: Sequence[Sequence[Sign]], left: float, right: float) -> list[int]:
    """How many lines have a sign at each point from the left to the right edge."""
    end = int(right - left) + 2
    crossed = [0] * end
    for signs in lines:
        covered: set[int] = set()
        for sign in signs:
            covered.update(range(max(0, int(sign.x0 - left)), min(end, int(sign.x1 - left) + 1)))
        for x in covered:
            crossed[x] += 1
    return crossed


def _whitest(strip: Sequence[int]) -> float:
    """The middle of the longest run of a strip that the fewest lines cross: heads are wider than what is below them."""
    least = min(strip)
    runs: list[tuple[int, int]] = []
    for x, count in enumerate(strip):
        if count == least:
            if runs and runs[-1][1] == x:
                runs[-1] = (runs[-1][0], x + 1)
            else:
                runs.append((x, x + 1))
    start, stop = max(runs, key=lambda run: run[1] - run[0])
    return (start + stop) / 2


def _placed(row: Printed, xs: Sequence[float], signs: Sequence[Sign]) -> _Placed:
    own = list(signs)
    over: list[tuple[int, int, Line]] = []
    for piece in pieces_of(own):
        held = [s for s in own if piece.x0 - 0.1 <= s.x0 and s.x1 <= piece.x1 + 0.1]
        cut = [i for i in range(1, len(xs) - 1) if _crosses(held, xs[i])]
        if cut:
            over.append((cut[0] - 1, cut[-1], piece))
            own = [s for s in own if s not in held]
    cells: dict[int, Line] = {}
    for c in range(len(xs) - 1):
        inside = [s for s in own if xs[c] <= (s.x0 + s.x1) / 2 < xs[c + 1]]
        if inside:
            pieces = pieces_of(inside)
            words = " ".join(p.words for p in pieces)
            cells[c] = pieces[0]._replace(words=words, x1=max(p.x1 for p in pieces))
    return _Placed(row.base, cells, tuple(over))


def _crosses(signs: Sequence[Sign], x: float) -> bool:
    """Words run over a border: a sign stands on it, or two beside it with no white between them."""
    before = [s for s in signs if (s.x0 + s.x1) / 2 < x]
    behind = [s for s in signs if (s.x0 + s.x1) / 2 >= x]
    if not before or not behind:
        return False
    return min(s.x0 for s in behind) - max(s.x1 for s in before) < _TOUCH * behind[0].size


def _figure(line: Line) -> bool:
    return bool(_FIGURE.fullmatch(line.words.replace(" ", "")))


def _first_figure(lines: Sequence[_Placed], size: int) -> int | None:
    """The first line below the header: with a figure that is no year, in a column of figures."""
    figured = _figured(lines, size)
    for at, line in enumerate(lines):
        told = [line.cells[c] for c in figured if c in line.cells]
        if any(_figure(cell) and not _YEAR.fullmatch(cell.words) for cell in told):
            return at
    return None


def _header(lines: Sequence[_Placed], start: int) -> int:
    """How many lines the header has: up to the widest gap above the first figure, whose row may have lines above it."""
    gaps = [lines[i + 1].base - lines[i].base for i in range(start)]
    return 1 + max(range(start), key=lambda i: (gaps[i], i))


def _figured(lines: Sequence[_Placed], size: int) -> list[int]:
    """The columns of figures."""
    found = []
    for c in range(size):
        told = [line.cells[c] for line in lines if c in line.cells]
        figures = sum(map(_figure, told))
        if figures >= _MIN_ROWS and figures >= _FIGURES * (len(told) - _TALL / 2):
            found.append(c)
    return found


def _anchors(lines: Sequence[_Placed], start: int, size: int) -> list[float]:
    """The height of each row: where a column of figures has one, and where a group of rows is named."""
    figured = _figured(lines, size)
    found: list[_Placed] = []
    for line in lines[start:]:
        told = any(_figure(line.cells[c]) for c in figured if c in line.cells)
        first = next((line.cells[c].words for c in sorted(line.cells)), "")
        first = line.over[0][2].words if line.over and not line.cells else first
        named = len(line.cells) + len(line.over) <= 2 and _GROUP.fullmatch(first.replace(" ", ""))
        if not told and not named:
            continue
        near = found and line.base - found[-1].base < min(c.size for c in line.all)
        if near and len(line.all) > len(found[-1].all):
            found[-1] = line  # a figure that was wrapped stands around its row
        elif not near:
            found.append(line)
    return [line.base for line in found]


def _odd(lines: Sequence[_Placed], start: int) -> bool:
    """No table: heads are missing or long, lines run over the columns, most cells are blank, or a cell is prose."""
    size = max(max(line.cells, default=0) for line in lines) + 1
    head: dict[int, str] = {}
    for line in lines[:start]:
        for c, cell in line.cells.items():
            head[c] = head.get(c, "") + cell.words
        for a, b, cell in line.over:
            head.update({c: head.get(c, "") + cell.words for c in range(a, b + 1)})
    body = lines[start:]
    crossing = sum(bool(line.over and line.cells) for line in body)
    long = any(len(words) > _HEAD for words in head.values())
    return len(head) < _FILLED * size or long or crossing > len(body) // 8


def _made(found: Columned, page: int) -> RuledTable:
    """The table of dealt lines."""
    xs, placed = found.xs, found.cells
    over, own = tiers([column[0] for column in placed], found.over, xs)
    tall = 2 if over else 1
    spanned = {c for a, b, _ in over for c in range(a, b + 1)}
    cells = [_cell(0, a, 1, b - a + 1, lines, xs, page) for a, b, lines in over]
    for c, column in enumerate(placed):
        low = c in spanned
        cells.append(_cell(int(low), c, 1 if low else tall, 1, own[c], xs, page))
        for r, lines in enumerate(column[1:], tall):
            if lines:
                cells.append(_cell(r, c, 1, 1, lines, xs, page))
    cells.sort(key=lambda c: (c.row, c.col))
    lines = [line for column in placed for row in column for line in row]
    top = min(line.base - line.size for line in lines)
    return RuledTable(
        xs, len(placed[0]) + tall - 1, tuple(cells), top, max(line.base for line in lines)
    )


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
