"""A grid with its signs → a table of one page: each cell's words, its wrapped lines joined."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policy_extract.document import Anchor
from policy_extract.expressions import expression
from policy_extract.readers.pages.grids import RuledGrid, Slot
from policy_extract.readers.pages.lines import Line, joined, pieces_of
from policy_extract.readers.pages.signs import Sign
from policy_extract.readers.pages.words import put_together

#: A value of its own: 100 above 70 in a cell are two, never 10070.
_FIGURE = expression(r"[<>≥≤=~～±+-]?\d[\d.,]*[%‰]?")
_PADDING = (
    5.4  # points that editors leave between a cell's border and its words (0.19 cm), on both sides
)


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell with its words; ``row`` and ``col`` count from 0, ``anchor`` is where it stands."""

    row: int
    col: int
    rowspan: int
    colspan: int
    words: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table of one page, or the table that several make: the borders of its columns, its cells by row.

    ``doubtful``: it seems to go on over a page, and the columns of its parts do not fit: they are left two.
    """

    xs: tuple[float, ...]
    rows: int
    cells: tuple[RuledCell, ...]
    top: float
    bottom: float
    doubtful: bool = False

    def row(self, number: int) -> list[RuledCell]:
        """The cells that begin in a row, from the left."""
        return [cell for cell in self.cells if cell.row == number]

    def by_row(self) -> list[list[RuledCell]]:
        """The same for every row."""
        found: list[list[RuledCell]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            if cell.row < self.rows:
                found[cell.row].append(cell)
        return found


def table_of(grid: RuledGrid, signs: Iterable[Sign], page: int) -> RuledTable:
    """The table of a grid; every sign of ``signs`` stands in it."""
    slots = {
        (r, c): slot
        for slot in grid.slots
        for r in range(slot.row, slot.row + slot.rowspan)
        for c in range(slot.col, slot.col + slot.colspan)
    }
    held: dict[Slot, list[Sign]] = defaultdict(list)
    for sign in signs:
        r = bisect_right(grid.ys, sign.base - 0.37 * sign.size) - 1
        c = bisect_right(grid.xs, (sign.x0 + sign.x1) / 2) - 1
        slot = slots.get((min(max(r, 0), len(grid.ys) - 2), min(max(c, 0), len(grid.xs) - 2)))
        if slot is not None:
            held[slot].append(sign)
    cells = []
    for slot in grid.slots:
        box = tuple(round(place, 1) for place in slot.box)
        anchor = Anchor(page=page, box=(box[0], box[1], box[2], box[3]))
        width = slot.box[2] - slot.box[0]
        words = words_in(width, joined(pieces_of(held[slot]))) if slot in held else ""
        cells.append(RuledCell(slot.row, slot.col, slot.rowspan, slot.colspan, words, anchor))
    return RuledTable(grid.xs, len(grid.ys) - 1, tuple(cells), grid.ys[0], grid.ys[-1])


def words_in(width: float, lines: Sequence[Line]) -> str:
    """A cell's words: a line that had room for the next one's first word was ended by the writer, figures always were."""
    widest = max(line.x1 - line.x0 for line in lines)
    room = max(width - 2 * _PADDING, min(width - _PADDING, widest))
    words = lines[0].words
    for above, line in pairwise(lines):
        left = room - (above.x1 - above.x0)
        figures = bool(_FIGURE.fullmatch(above.words) and _FIGURE.fullmatch(line.words))
        ended = figures or left > line.first + 0.4 * line.size
        words = f"{words}\n{line.words}" if ended else put_together(words, line.words)
    return words
