"""Tables over pages: parts of one table put together, the repeated head once, a cut row whole.

Rows are conserved over the joint, and every cell keeps the page on which it stands in its anchor.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from policy_extract.expressions import expression
from policy_extract.readers.pages.tables import RuledCell, RuledTable
from policy_extract.readers.pages.words import put_together

_SERIAL = expression(r"\d{1,3}[.、．]?")
_FIT = 5.0  # points by which a border may move from one page to the next
_MOST_HEAD = 4  # rows of a head
_OPEN = ("、", "，", "（", "(", "；", "—", "-", "/")


def fits(above: RuledTable, below: RuledTable) -> bool:
    """Whether a table goes on: its outer borders fit, and the borders of one are among those of the other.

    A page may lack a border that its rows have no cells for. Tables that only have their outer borders in common
    are two.
    """
    one, two = _moved(above.xs), _moved(below.xs)
    if abs(one[-1] - two[-1]) > _FIT:
        return False
    few, many = sorted((one, two), key=len)
    shared = sum(any(abs(x - y) <= _FIT for y in many) for x in few)
    return shared == len(few) and (len(few) > 2 or len(many) == 2)


def overlaps(above: RuledTable, below: RuledTable) -> bool:
    """Whether two tables look like one whose columns do not fit: outer borders alike, others apart."""
    one, two = _moved(above.xs), _moved(below.xs)
    return abs(one[-1] - two[-1]) <= _FIT and not fits(above, below) and min(len(one), len(two)) > 2


def _moved(xs: Sequence[float]) -> list[float]:
    """Borders from the left edge: pages with an inner margin stand apart by some points."""
    return [x - xs[0] for x in xs]


class LongTable:
    """A table that goes on from page to page; each page costs itself, not all that stands above it.

    ``open`` is what the next page may touch: the borders, the head, the cells that reach the last row; by it one
    asks whether the table goes on.
    """

    def __init__(self, first: RuledTable) -> None:
        self._settled: list[RuledCell] = []
        self.open = self._opened(first)

    def go_on(self, below: RuledTable) -> None:
        """Put the part of the next page on; ``fits`` must hold."""
        whole = put_on(self.open, below)
        if len(whole.xs) != len(self.open.xs):  # columns are counted by other borders
            settled = replace(self.open, cells=tuple(self._settled))
            self._settled = list(_placed(settled, _moved(whole.xs)).cells)
        self.open = self._opened(whole)

    def whole(self) -> RuledTable:
        """The table with all its rows."""
        return replace(self.open, cells=_by_row((*self._settled, *self.open.cells)))

    def _opened(self, table: RuledTable) -> RuledTable:
        kept: list[RuledCell] = []
        for cell in table.cells:
            ends = cell.row >= _MOST_HEAD and cell.row + cell.rowspan < table.rows
            (self._settled if ends else kept).append(cell)
        return replace(table, cells=tuple(kept))


def _by_row(cells: Iterable[RuledCell]) -> tuple[RuledCell, ...]:
    return tuple(sorted(cells, key=lambda c: (c.row, c.col)))


def put_on(above: RuledTable, below: RuledTable) -> RuledTable:
    """Two parts of a table as one; ``fits`` must hold."""
    xs = _union(_moved(above.xs), _moved(below.xs))
    top = _placed(above, xs)
    rest = _without_head(top, _placed(below, xs))
    if _cut(top, rest):
        top, rest = _row_whole(top, rest)
    cells, rest = _merged_over(top, rest)
    moved = tuple(replace(c, row=c.row + top.rows) for c in rest.cells)
    whole = _by_row((*cells, *moved))
    first = above.xs[0]
    return RuledTable(
        tuple(first + x for x in xs), top.rows + rest.rows, whole, above.top, below.bottom
    )


def _union(one: Sequence[float], two: Sequence[float]) -> list[float]:
    found = list(one)
    found.extend(x for x in two if all(abs(x - y) > _FIT for y in one))
    return sorted(found)


def _placed(table: RuledTable, xs: Sequence[float]) -> RuledTable:
    """A table whose cells are counted by the borders ``xs``."""
    own = _moved(table.xs)
    at = [min(range(len(xs)), key=lambda i: abs(xs[i] - x)) for x in own]
    cells = tuple(
        replace(c, col=at[c.col], colspan=max(1, at[c.col + c.colspan] - at[c.col]))
        for c in table.cells
    )
    return replace(table, xs=tuple(xs), cells=cells)


def _plain(cells: Sequence[RuledCell]) -> list[tuple[int, str]]:
    return [(cell.col, "".join(cell.words.split())) for cell in cells]


def _without_head(above: RuledTable, below: RuledTable) -> RuledTable:
    """A part without the rows of the head that are printed again."""
    count = 0
    while count < min(_MOST_HEAD, above.rows, below.rows - 1):
        one, two = _plain(above.row(count)), _plain(below.row(count))
        if one != two or not any(words for _, words in one):
            break
        count += 1
    while count and any(c.row < count < c.row + c.rowspan for c in below.cells):
        count -= 1
    return _from_row(below, count)


def _from_row(table: RuledTable, first: int) -> RuledTable:
    cells = tuple(replace(c, row=c.row - first) for c in table.cells if c.row >= first)
    return replace(table, rows=table.rows - first, cells=cells)


def _last(table: RuledTable) -> list[RuledCell]:
    """The cells that reach the last row."""
    return [c for c in table.cells if c.row + c.rowspan == table.rows]


def _cut(above: RuledTable, below: RuledTable) -> bool:
    """Whether the page's end cut a row: cells of one make, words below only where some stand above.

    Its number stands above alone; in a table without numbers most cells are empty below. Refused: a row of its own,
    which has a number, and the first row under a cell that is merged over the joint.
    """
    first = {c.col: c for c in below.row(0)}
    last = {c.col: c for c in _last(above)}
    if set(first) != set(last) or len(first) < 2:
        return False
    if any(first[col].colspan != last[col].colspan for col in first):
        return False
    single = [col for col in sorted(first) if first[col].rowspan == 1 and last[col].rowspan == 1]
    told = [col for col in single if first[col].words]
    empty = [col for col in single if not first[col].words and last[col].words]
    if not told or any(not last[col].words for col in told):
        return False
    serial = next((col for col in single if _SERIAL.fullmatch(last[col].words)), None)
    return serial in empty if serial is not None else len(told) <= len(empty)


def _row_whole(above: RuledTable, below: RuledTable) -> tuple[RuledTable, RuledTable]:
    """The first row below put into the last one above."""
    first = {c.col: c for c in below.row(0)}
    cells: list[RuledCell] = []
    for cell in above.cells:
        more = first.get(cell.col) if cell.row + cell.rowspan == above.rows else None
        if more is not None and more.words and more.words != cell.words:
            cell = replace(cell, words=put_together(cell.words, more.words))
        if more is not None and more.rowspan > 1:
            cell = replace(cell, rowspan=cell.rowspan + more.rowspan - 1)
        cells.append(cell)
    return replace(above, cells=tuple(cells)), _from_row(below, 1)


def _merged_over(above: RuledTable, below: RuledTable) -> tuple[tuple[RuledCell, ...], RuledTable]:
    """Cells merged over the joint as one: its words stand on one of the pages, or on both."""
    if not below.rows:
        return above.cells, below
    first = {(c.col, c.colspan): c for c in below.row(0)}
    opens = min((c.col for c in below.row(0) if c.words), default=0)
    gone: set[RuledCell] = set()
    cells: list[RuledCell] = []
    for cell in above.cells:
        more = (
            first.get((cell.col, cell.colspan)) if cell.row + cell.rowspan == above.rows else None
        )
        if more is not None and (_one_cell(cell, more) or _category(cell, more, opens)):
            gone.add(more)
            words, anchor = cell.words, cell.anchor
            if not words:
                words, anchor = more.words, more.anchor
            elif more.words and more.words != words:
                words = put_together(words, more.words)
            cell = replace(cell, rowspan=cell.rowspan + more.rowspan, words=words, anchor=anchor)
        cells.append(cell)
    rest = replace(below, cells=tuple(c for c in below.cells if c not in gone))
    return tuple(cells), rest


def _category(above: RuledCell, below: RuledCell, opens: int) -> bool:
    """Whether a cell in front of the first words below is the rest of the category above."""
    return below.col < opens and bool(above.words) and not below.words


def _one_cell(above: RuledCell, below: RuledCell) -> bool:
    """Whether a cell goes on below: one part has no words, both have the same, or the words above are open."""
    merged = above.rowspan > 1 or below.rowspan > 1
    if not merged:
        return False
    if bool(above.words) != bool(below.words):
        return True
    if above.words == below.words:
        return bool(above.words) and above.rowspan > 1 and below.rowspan > 1
    return above.words.endswith(_OPEN)
