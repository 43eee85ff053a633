"""A page taken apart: its tables and boxes, and the pieces of lines around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from policy_extract.readers.legibility import meaningless
from policy_extract.readers.pages.drawings import Drawn, drawings
from policy_extract.readers.pages.grids import RuledGrid, grids_of
from policy_extract.readers.pages.lines import Line, pieces_of
from policy_extract.readers.pages.signs import PageSigns, Sign
from policy_extract.readers.pages.tables import RuledTable, table_of
from policy_extract.readers.pages.unruled import unruled

#: The thickest yearbooks have some 1,500 pages; a plan has 300.
MAX_PAGES: Final = 3_000
#: A page whose pictures cover so much of it, with hardly a sign, is a scan (a stamp or the scanner's name stays).
PICTURED: Final = 0.7
_HARDLY: Final = 40  # signs
#: Share of signs that the font does not name, from which a page has no words.
_UNMAPPED: Final = 0.2
_MIN_SIGNS: Final = 20
_HIGH: Final = 1.8  # of a line's size: higher pictures stand between lines, not in them
_WIDE: Final = 1.5  # of its height: narrower ones are single signs, seals, bullets
_WHOLE: Final = 0.85  # of the page's height: a frame around all of it is decoration
_MANY_BOXES: Final = 4  # frames of one cell: the boxes of a drawing

Kind = Literal["text", "blank", "scan", "broken", "damaged", "beyond"]


@dataclass(frozen=True, slots=True)
class Box:
    """A frame with text in it (专栏): its pieces of lines, its place."""

    pieces: tuple[Line, ...]
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page: what kind it is, its lines outside tables, its tables and boxes from above. Points, y from above."""

    number: int
    kind: Kind
    width: float
    height: float
    pieces: tuple[Line, ...] = ()
    tables: tuple[RuledTable, ...] = ()
    boxes: tuple[Box, ...] = ()
    layer: bool = False  # its words are an invisible layer that recognition left
    pictured: bool = False  # some words of its lines are pictures
    hidden: int = 0  # signs that are not shown: invisible, off the page, too small to read
    #: How sure recognition is of its words, 0 to 1; None: the file states them.
    score: float | None = None


def taken_apart(found: PageSigns, drawn: Drawn, number: int) -> ReadPage:
    """A page by its signs and what is drawn on it; ``number`` counts from 1."""
    width, height = found.frame.size
    kind = _kind(found, drawn.covered)
    if kind != "text":
        return ReadPage(number, kind, width, height)
    tables: list[RuledTable] = []
    boxes: list[Box] = []
    rest = found.signs
    seen = drawings(drawn, found.frame)
    grids = grids_of(seen)
    frames = [grid for grid in grids if len(grid.slots) == 1]
    for grid in grids:
        inside = [s for s in rest if grid.holds((s.x0 + s.x1) / 2, s.base - 0.37 * s.size)]
        if not inside or (grid in frames and not _box(grid, frames, height)):
            continue
        if max(slot.col + slot.colspan for slot in grid.slots) > 1:
            table = table_of(grid, inside, number)
            if len([cell for cell in table.cells if cell.words]) < 2:
                continue
            tables.append(table)
        else:
            boxes.append(Box(tuple(pieces_of(inside)), *grid.box))
        taken = set(map(id, inside))
        rest = [s for s in rest if id(s) not in taken]
    for table, inside in unruled(rest, number):
        tables.append(table)
        taken = set(map(id, inside))
        rest = [s for s in rest if id(s) not in taken]
    pieces = tuple(pieces_of(rest))
    pictured = any(_in_line(picture, pieces) for picture in seen.pictures)
    return ReadPage(
        number, kind, width, height, pieces, tuple(tables), tuple(boxes), found.layer, pictured,
        found.hidden,
    )  # fmt: skip


def _kind(found: PageSigns, covered: float) -> Kind:
    count = len(found.signs)
    if count <= _HARDLY and covered >= PICTURED:
        return "scan"
    if found.unmapped + count == 0:
        return "blank"
    if found.unmapped + count >= _MIN_SIGNS:
        odd = found.unmapped + meaningless(_words(found.signs)) * count
        if odd >= _UNMAPPED * (found.unmapped + count):
            return "broken"
    return "text"


def _in_line(picture: tuple[float, float, float, float], pieces: Sequence[Line]) -> bool:
    """Whether a picture stands between two pieces of a line, no higher than the line: words set as a picture."""
    x0, top, x1, bottom = picture
    beside = [p for p in pieces if top <= p.middle <= bottom and bottom - top <= _HIGH * p.size]
    before = any(p.x1 <= x0 + p.size / 2 for p in beside)
    behind = any(p.x0 >= x1 - p.size / 2 for p in beside)
    return before and behind and x1 - x0 >= _WIDE * (bottom - top)


def _words(signs: Sequence[Sign]) -> str:
    return "".join(sign.words for sign in signs)


def _box(grid: RuledGrid, frames: Sequence[RuledGrid], height: float) -> bool:
    """Whether a frame of one cell is a box. Refused: a frame around the page, the boxes of a drawing."""
    _, top, _, bottom = grid.box
    return bottom - top < _WHOLE * height and len(frames) < _MANY_BOXES
