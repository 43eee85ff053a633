"""Page furniture: running heads and feet, page numbers, what a browser prints around a page.

It stands on the same place page after page, or has a form that nothing else at a page's edge has. It is no part
of the text, so a sentence over the page's end is whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from policy_extract.expressions import expression
from policy_extract.readers.pages.lines import Line
from policy_extract.tuples import NamedTuple

#: The part of a page's height, above and below, where furniture stands; sideways for a gazette's name.
_MARGIN: Final = 0.1
_SIDE: Final = 0.08
_DRIFT: Final = 4.0  # points by which it moves from page to page
_SHARE: Final = 0.25  # of the pages that have it: left and right pages, chapters
_SHARE_INSIDE: Final = 0.6  # of the pages, for what stands inside the margins
_DIGITS: Final = expression(r"\d+")
#: – 12 –, — 12 —, · 12 ·, 12/30: whatever the other pages have.
_NUMBERED: Final = expression(r"[-—–―·•]{1,2}\d{1,4}[-—–―·•]{1,2}|\d{1,4}/\d{1,4}")
_PRINTED: Final = expression(
    r"(?:https?|file)://\S+|(?:19|20)\d\d[/-]\d{1,2}[/-]\d{1,2} ?\d{1,2}:\d\d\b.*"
)


class PrintedPage(NamedTuple):
    """The pieces of lines on a page with its size in points."""

    pieces: list[Line]
    width: float
    height: float


def without_furniture(pages: Sequence[PrintedPage]) -> tuple[list[PrintedPage], int]:
    """The pages without their furniture, and how many pieces that was.

    Refused: the first lines of a page, and a table's head that is printed again (it stands inside the margins on
    fewer pages).
    """
    places: dict[str, list[tuple[int, float, float]]] = defaultdict(list)
    for number, page in enumerate(pages):
        for piece in page.pieces:
            places[_key(piece)].append((number, piece.base, piece.x0))
    kept: list[PrintedPage] = []
    count = 0
    for page in pages:
        edges = _outermost(page)
        pieces = [
            p for p in page.pieces if not _furniture(p, page, edges, places[_key(p)], len(pages))
        ]
        count += len(page.pieces) - len(pieces)
        kept.append(page._replace(pieces=pieces))
    return kept, count


def _key(piece: Line) -> str:
    return _DIGITS.sub("0", "".join(piece.words.split()))


def _outermost(page: PrintedPage) -> tuple[float, float]:
    """Above and below what a page's furniture stands: its margins, or its first and last line."""
    bases = [piece.base for piece in page.pieces]
    top, bottom = _MARGIN * page.height, (1 - _MARGIN) * page.height
    if not bases:
        return top, bottom
    return max(top, min(bases) + 0.1), min(bottom, max(bases) - page.pieces[-1].size)


def _furniture(
    piece: Line,
    page: PrintedPage,
    edges: tuple[float, float],
    places: Sequence[tuple[int, float, float]],
    pages: int,
) -> bool:
    outside = not edges[0] <= piece.middle <= edges[1]
    beside = piece.x1 < _SIDE * page.width or piece.x0 > (1 - _SIDE) * page.width
    closed = "".join(piece.words.split())
    if outside and (_NUMBERED.fullmatch(closed) or _PRINTED.fullmatch(piece.words)):
        return True
    # a number moves sideways with its digits and from left to right pages
    near = {n for n, base, _ in places if abs(base - piece.base) <= _DRIFT}
    if outside or beside:
        return len(near) >= max(2, _SHARE * pages)
    near = {n for n, base, x0 in places if n in near and abs(x0 - piece.x0) <= _DRIFT}
    return len(near) >= max(3, _SHARE_INSIDE * pages) and not closed.isdecimal()
