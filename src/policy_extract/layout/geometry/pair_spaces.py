"""Two columns of spaces below a known pair of heads: 部门 and 职责, as text of a PDF has a list of duties.

The right column is sentences, so that what tells a cell from prose is where it stands: a line with words at
the left and, behind wide space, at the right opens a row; a line indented to the right column goes on its
right cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_extract.expressions import expression
from policy_extract.layout.geometry.grid import Grid, Page, Row, cell
from policy_extract.layout.geometry.heads import Heads
from policy_extract.model import Cell
from policy_extract.tuples import NamedTuple

_PAIR = expression(
    r"[ \u3000]*(?P<left>[^\s\u3000]+)(?: {2,}|[ \u3000]*\u3000[ \u3000]*)(?P<right>\S.*?)\s*$"
)
_INDENTED = expression(r"(?: {4,}|\u3000{2,})[ \u3000]*(?P<right>\S.*?)\s*$")
_MAX_LEFT = 24
_MIN_ROWS = 2

_Span = tuple[int, int]


class _PairRow(NamedTuple):
    """The pieces of the two cells of a row: a body’s name that was wrapped has two (市文化和旅游 / 局)."""

    left: list[_Span]
    right: list[_Span]


class PairSpaces:
    """Finds tables of this dialect; built once for a lexicon."""

    def __init__(self, heads: Heads) -> None:
        self._heads = heads

    def find(self, page: Page) -> Iterator[Grid]:
        """Yield the tables, in order. Takes linear time.

        At least two rows below heads that make a pair. Refused: signatures side by side, a pair of heads
        over prose, three columns.
        """
        index = 0
        while index < len(page.lines):
            head = self._pair(page, index)
            if head is None or not self._heads.pair(*(page.plain[s:e] for s, e in head)):
                index += 1
                continue
            rows, stop = self._rows(page, index + 1)
            if len(rows) >= _MIN_ROWS:
                made = [_row(page.text, _PairRow([head[0]], [head[1]]))]
                made += [_row(page.text, row) for row in rows]
                yield Grid(index, stop, head[0][0], rows[-1].right[-1][1], 1, tuple(made))
            index = stop

    def _rows(self, page: Page, first: int) -> tuple[list[_PairRow], int]:
        rows: list[_PairRow] = []
        index = first
        while index < len(page.lines) and page.free(index):
            pair = self._pair(page, index)
            if pair is not None and rows and self._heads.half(page.plain[slice(*pair[0])]):
                rows[-1].left.append(pair[0])
                rows[-1].right.append(pair[1])
            elif pair is not None:
                rows.append(_PairRow([pair[0]], [pair[1]]))
            elif rows and (end := self._goes_on(page, index)) is not None:
                rows[-1].right[-1] = rows[-1].right[-1][0], end
            else:
                break
            index += 1
        return rows, index

    @staticmethod
    def _pair(page: Page, index: int) -> tuple[_Span, _Span] | None:
        """The two cells of a line; None for a line with a tab or a long first one."""
        line = page.lines[index]
        # most lines have no space between words, or no wide one: the pattern need not be tried
        if " " not in line.plain or not page.free(index) or line.cell:
            return None
        text = page.text[line.start : line.end]
        inside = text.strip()
        if "  " not in inside and "\u3000" not in inside:
            return None
        words = _PAIR.fullmatch(text)
        if words is None or len(words["left"]) > _MAX_LEFT or "\t" in words.group():
            return None
        left, right = words.span("left"), words.span("right")
        return (line.start + left[0], line.start + left[1]), (
            line.start + right[0],
            line.start + right[1],
        )

    @staticmethod
    def _goes_on(page: Page, index: int) -> int | None:
        """Where the words end of a line that stands in the right column alone."""
        line = page.lines[index]
        words = _INDENTED.fullmatch(page.text[line.start : line.end])
        return line.start + words.end("right") if words else None


def _row(text: str, row: _PairRow) -> Row:
    return _cell(text, row.left), _cell(text, row.right)


def _cell(text: str, pieces: Sequence[_Span]) -> Cell:
    """A cell of pieces; its place is that of the first."""
    cells = [cell(text, *piece) for piece in pieces]
    return cells[0].model_copy(update={"text": "".join(c.text for c in cells)})
