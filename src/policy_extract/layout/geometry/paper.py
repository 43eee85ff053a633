"""Where the words of lines stand on paper: pieces between wide spaces, and the columns that they make.

A Chinese sign is two columns wide.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from policy_extract.expressions import expression
from policy_extract.layout.geometry.grid import Page
from policy_extract.tuples import NamedTuple

_PIECE = expression(r"[^\t \u3000\n\r]+(?:[ \u3000][^\t \u3000\n\r]+)*")
MAX_CELL = 60


class Piece(NamedTuple):
    """Words of one line with their place in the text and on paper."""

    start: int
    end: int
    left: int
    right: int


#: The pieces of each column of a row.
Pieces = list[list[Piece]]


@dataclass(slots=True)
class PaperLine:
    """A line of the region by columns: pieces, or None where a column has none."""

    index: int
    pieces: list[Piece]


def pieces_of(page: Page, index: int) -> list[Piece]:
    """The cells of a line between wide spaces; none for prose, tabs and what is taken."""
    line = page.lines[index]
    if not page.free(index) or line.cell:
        return []
    words = page.text[line.start : line.end]
    if "\t" in words:
        return []
    pieces: list[Piece] = []
    at, left = 0, 0
    for match in _PIECE.finditer(words):
        left += _paper(words[at : match.start()])
        right = left + _paper(match.group())
        if not match.group().isspace():  # a no-break space is no cell
            pieces.append(Piece(line.start + match.start(), line.start + match.end(), left, right))
        at, left = match.end(), right
    if any(p.end - p.start > MAX_CELL or page.text[p.end - 1] == "。" for p in pieces):
        return []
    return pieces


def _paper(words: str) -> int:
    """Printed width in halves of a Chinese sign."""
    # most signs are Chinese and surely wide; one by one only the others are looked up
    rest = _WIDE.sub("", words)
    return 2 * (len(words) - len(rest)) + sum(map(_sign, rest))


_WIDE = expression("[\u4e00-\u9fff\u3001-\u3029\uff01-\uff60]+")


@cache
def _sign(sign: str) -> int:
    return 2 if unicodedata.east_asian_width(sign) in "WFA" else 1


def columns_of(region: Sequence[PaperLine]) -> list[tuple[int, int]]:
    """Where the columns stand on paper: what the fullest lines agree on."""
    most = max(len(line.pieces) for line in region)
    full = [line.pieces for line in region if len(line.pieces) == most]
    if len(full) < 2:
        most = max((len(x.pieces) for x in region if len(x.pieces) < most), default=0)
        full = [line.pieces for line in region if len(line.pieces) == most]
    if not full:
        return []
    return [
        (min(row[i].left for row in full), max(row[i].right for row in full)) for i in range(most)
    ]


def placed_in(pieces: Sequence[Piece], columns: Sequence[tuple[int, int]]) -> list[list[Piece]]:
    """The pieces of a line by columns: a full line by order, others by where they stand."""
    row: list[list[Piece]] = [[] for _ in columns]
    if len(pieces) == len(columns):
        return [[piece] for piece in pieces]
    for piece in pieces:
        middle = (piece.left + piece.right) / 2
        nearest = min(
            range(len(columns)),
            key=lambda i: (
                -max(0, min(piece.right, columns[i][1]) - max(piece.left, columns[i][0])),
                abs(middle - sum(columns[i]) / 2),
            ),
        )
        row[nearest].append(piece)
    return row
