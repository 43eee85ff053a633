"""The text of a plan as one string for finding names: hard wraps and stray blanks closed.

A name that a line break or a blank cuts in two (浙江玖隆新材料科⏎技有限公司, 万舟控 股) is whole
here, and every position leads back to the code points of the plan.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from policy_extract.document import Plan
from policy_extract.expressions import expression
from policy_extract.model import CellRef, Source
from policy_extract.tuples import NamedTuple

# A blank or one line end between two characters of a name; more is a gap that means something.
# The blank comes first, then what must stand around it: ``re`` passes over a text fastest by one set of signs.
_STRAY = expression(
    r"(?:\n(?<=[\u4e00-\u9fff]\n) *| (?<=[\u4e00-\u9fff] )(?:\n *)?)(?=[\u4e00-\u9fff])"
)


class Claim(NamedTuple):
    """A stretch of the stream that a rule takes for a company."""

    start: int
    end: int
    rule: str


class Place(NamedTuple):
    """A cell by its table, row and column: a record's ``CellRef`` before there is a record."""

    id: str
    row: int
    col: int


class Piece(NamedTuple):
    """A paragraph or a cell: where it begins in the stream, its section and its cell."""

    start: int
    end: int
    section: str | None
    cell: Place | None


class Stream:
    """Paragraphs and table cells of a plan behind one another, each closed by a line feed.

    Residue stands in neither and so is left out. ``text`` is the plain (shadow) text.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._starts: list[int] = []
        self._origins: list[int] = []
        self._parts: list[str] = []
        self._length = 0
        self.pieces: list[Piece] = []
        for start, end, heading_end, section, cell in _spans(plan):
            begin = self._length
            if start < heading_end < end:
                self._append(start, heading_end)
                self._append(heading_end, end)
            else:
                self._append(start, end)
            self.pieces.append(Piece(begin, self._length - 1, section, cell))
        self.text = "".join(self._parts)
        self._piece_starts = [p.start for p in self.pieces]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the plan's text that stand at ``start:end`` of the stream."""
        return self._at(start), self._at(end - 1) + 1

    def piece(self, position: int) -> Piece:
        """The paragraph or cell at a position of the stream."""
        return self.pieces[bisect_right(self._piece_starts, position) - 1]

    def source(self, start: int, end: int) -> Source:
        """The words at ``start:end`` as a source: exact borders, section and cell; no cell for words of two."""
        first, last = self.origin(start, end)
        piece = self.piece(start)
        cell = piece.cell if self.piece(end - 1).cell == piece.cell else None
        table = CellRef.of(*cell) if cell else None
        return Source.of(first, last, self._plan.text[first:last], piece.section, table)

    def _append(self, start: int, end: int) -> None:
        """Add a stretch of the plan, and the line feed that closes it: a sign that stands right behind it."""
        text = self._plan.shadow[start:end] + "\n"
        if " " not in text and text.find("\n") == end - start:
            self._segment(start, text)
            return
        at = 0
        for match in _STRAY.finditer(text):
            self._segment(start + at, text[at : match.start()])
            at = match.end()
        self._segment(start + at, text[at:])

    def _segment(self, origin: int, text: str) -> None:
        if text:
            self._starts.append(self._length)
            self._origins.append(origin)
            self._parts.append(text)
            self._length += len(text)

    def _at(self, position: int) -> int:
        index = bisect_right(self._starts, position) - 1
        return self._origins[index] + position - self._starts[index]


def _spans(plan: Plan) -> Iterator[tuple[int, int, int, str | None, Place | None]]:
    """Paragraphs, then the filled cells of every table (a merged cell once)."""
    for paragraph in plan.paragraphs:
        yield paragraph.start, paragraph.end, paragraph.heading_end, paragraph.section, None
    for table in plan.tables:
        section = plan.section_at(table.start)
        section_id = section.id if section else None
        seen: set[int] = set()
        for row, cells in enumerate(table.rows):
            for col, cell in enumerate(cells):
                if cell.start < cell.end and cell.start not in seen:
                    seen.add(cell.start)
                    place = Place(table.id, row, col)
                    yield cell.start, cell.end, cell.start, section_id, place
