"""A page as a picture → the page as a PDF's is taken apart: its pieces of lines, and how sure they are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from policy_extract.readers.pages.lines import pieces_of
from policy_extract.readers.pages.page import ReadPage
from policy_extract.readers.scans.mending import is_page_number
from policy_extract.readers.scans.placing import signs_of_lines
from policy_extract.readers.scans.recognising import LONGEST, Pixels, RecognisedLine, Recogniser

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

#: A page of A4 at 150 dots an inch, which reads small print (9 points) well; more costs time and adds nothing.
_DOTS: Final = 150 / 72
_LEAST: Final = 1600  # pixels of the longer side: pages of odd sizes are drawn larger
_TALL: Final = 1.5  # height by width of a box whose line runs sideways
#: A page on its head is read with less than half of this; poor copies with more.
_DOUBTFUL: Final = 0.85
_EDGE: Final = 0.2  # of the page's height


def read_scan(page: PdfPage, number: int, recogniser: Recogniser) -> ReadPage:
    """A page of a PDF, drawn and recognised; of kind “blank” where nothing is."""
    width, height = page.get_size()
    longer = max(width, height, 1.0)
    scale = min(max(_DOTS * longer, _LEAST), LONGEST) / longer
    bitmap = page.render(scale=scale, rev_byteorder=False, no_smoothtext=False)
    pixels = bitmap.to_numpy()[:, :, :3].copy()
    bitmap.close()
    return recognised_page(pixels, number, scale, recogniser)


def recognised_page(pixels: Pixels, number: int, scale: float, recogniser: Recogniser) -> ReadPage:
    """A picture as a page; ``scale`` is pixels a point. A page that lies on its side or head is turned first."""
    lines = recogniser.lines(pixels)
    if sum(map(_sideways, lines)) > 0:
        pixels = _quarter(pixels)
        lines = recogniser.lines(pixels)
    if lines and _score(lines) < _DOUBTFUL:
        overturned = recogniser.lines(_quarter(_quarter(pixels)))
        if overturned and _score(overturned) > _score(lines):
            lines = overturned
    recogniser.goes_on()
    height, width = (side / scale for side in pixels.shape[:2])
    lines = [line for line in lines if not _is_page_number(line, height * scale)]
    if not lines:
        return ReadPage(number, "blank", width, height)
    pieces = tuple(pieces_of(signs_of_lines(lines, scale)))
    return ReadPage(number, "text", width, height, pieces, score=_score(lines))


def _score(lines: Sequence[RecognisedLine]) -> float:
    """The mean over the signs."""
    signs = sum(len(line.words) for line in lines)
    return sum(line.score * len(line.words) for line in lines) / max(signs, 1)


def _is_page_number(line: RecognisedLine, height: float) -> bool:
    """A number between strokes at the page's edge; copies are laid in loosely, so the edge is wide."""
    middle = sum(y for _, y in line.corners) / 4
    return is_page_number(line.words) and not _EDGE * height < middle < (1 - _EDGE) * height


def _sideways(line: RecognisedLine) -> float:
    """How much a line says that the page lies on its side: its length, negative where it runs level."""
    a, b, _, d = line.corners
    wide, high = math.dist(a, b), math.dist(a, d)
    return high if high > _TALL * wide else -wide if wide > _TALL * high else 0.0


def _quarter(pixels: Pixels) -> Pixels:
    """The picture turned by a quarter, against the clock."""
    return pixels.swapaxes(0, 1)[::-1].copy()
