"""A page as a picture → the page as a PDF's is taken apart: its pieces of lines, and how sure they are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from policy_extract.readers.pdf.lines import pieces_of
from policy_extract.readers.pdf.pages import ReadPage
from policy_extract.readers.scans.placing import signs_of_lines
from policy_extract.readers.scans.recognising import LONGEST, Pixels, RecognisedLine, Recogniser

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

#: A page of A4 at 150 dots an inch, which reads small print (9 points) well; more costs time and adds nothing.
_DOTS: Final = 150 / 72
_LEAST: Final = 1600  # pixels of the longer side: pages of odd sizes are drawn larger
_TALL: Final = 1.5  # height by width of a box whose line runs sideways
_ASKED: Final = 5  # lines that are asked whether they stand on their heads
_SIGNS: Final = 4  # of a line that is asked


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
    tall = [line for line in _telling(lines) if _is_tall(line)]
    if len(tall) * 2 > len(_telling(lines)):
        pixels = _quarter(pixels)
        lines = recogniser.lines(pixels)
    asked = sorted(_telling(lines), key=lambda line: -len(line.words))[:_ASKED]
    if asked and recogniser.overturned([_cut(pixels, line) for line in asked]):
        pixels = _quarter(_quarter(pixels))
        lines = recogniser.lines(pixels)
    recogniser.goes_on()
    height, width = pixels.shape[:2]
    signs = sum(len(line.words) for line in lines)
    if not signs:
        return ReadPage(number, "blank", width / scale, height / scale)
    score = sum(line.score * len(line.words) for line in lines) / signs
    pieces = tuple(pieces_of(signs_of_lines(lines, scale)))
    return ReadPage(number, "text", width / scale, height / scale, pieces, score=score)


def _telling(lines: Sequence[RecognisedLine]) -> list[RecognisedLine]:
    return [line for line in lines if len(line.words) >= _SIGNS]


def _is_tall(line: RecognisedLine) -> bool:
    a, b, _, d = line.corners
    return math.dist(a, d) > _TALL * math.dist(a, b)


def _quarter(pixels: Pixels) -> Pixels:
    """The picture turned by a quarter, against the clock."""
    return pixels.swapaxes(0, 1)[::-1].copy()


def _cut(pixels: Pixels, line: RecognisedLine) -> Pixels:
    """The picture of a line."""
    xs, ys = [x for x, _ in line.corners], [y for _, y in line.corners]
    left, top = max(0, int(min(xs))), max(0, int(min(ys)))
    return pixels[top : max(top + 1, int(max(ys))), left : max(left + 1, int(max(xs)))].copy()
