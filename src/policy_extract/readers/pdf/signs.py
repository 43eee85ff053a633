"""The signs of a page, each with its place on it: what is printed, visible and upright.

Places are points with the origin at the top left of the page as it is read: a page whose text runs sideways is
turned first. The text of a stream has no order that counts.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

#: A page of the smallest print has some 10,000 signs; more is a drawing made of letters, or a bomb.
MAX_SIGNS: Final = 60_000
INVISIBLE, STROKED = 3, 2  # modes of rendering text (ISO 32000-1, table 106)
_BOLD = 600  # of a font's weight, 400 is regular
_TILT = 3.0  # degrees by which a straight line of a crooked copy may lean
_SMALLEST = 1.5  # points: smaller signs nobody reads


class Sign(NamedTuple):
    """One sign: its box in points (``base`` is the line that it stands on), its size.

    ``bold`` says that it is printed so, ``spaced`` that the file has a space in front of it.
    """

    words: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    spaced: bool


class PageFrame(NamedTuple):
    """How a page's own coordinates become those of the page as it is read: turned by quarters, origin top left."""

    turned: int
    left: float
    bottom: float
    width: float
    height: float

    def placed(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page, y from above."""
        x, y = x - self.left, y - self.bottom
        if self.turned == 90:
            return y, x
        if self.turned == 180:
            return self.width - x, y
        if self.turned == 270:
            return self.height - y, self.width - x
        return x, self.height - y

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as the page is read."""
        return (self.height, self.width) if self.turned in (90, 270) else (self.width, self.height)


class PageSigns(NamedTuple):
    """The signs that are read, how many are not: hidden (invisible, tiny, off the page), turned, without meaning."""

    signs: list[Sign]
    frame: PageFrame
    hidden: int
    turned: int
    unmapped: int
    layer: bool  # the signs are an invisible layer under a picture, as recognition leaves it


class Raw(NamedTuple):
    """A sign in the page's own coordinates: ``angle`` in quarter turns (degrees), None where it leans."""

    words: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    size: float
    angle: int | None
    visible: bool
    bold: bool
    spaced: bool


def signs_of(
    page: PdfPage, pictured: bool, read: Callable[[], tuple[list[Raw], int] | None] | None = None
) -> PageSigns:
    """The signs of a page; ``pictured`` says that a picture covers it, so that invisible text is its layer.

    Where fonts are neither in the file nor on the machine, single signs would be lost, since they cover nothing: then
    ``read`` gives them, which is slow.
    """
    raws, unmapped = (read() if read else None) or _raws(page)
    layer = pictured and sum(not r.visible for r in raws) > 2 * sum(r.visible for r in raws)
    shown = [r for r in raws if r.visible or layer]
    angles = Counter(r.angle for r in shown if r.angle is not None)
    turned = angles.most_common(1)[0][0] if angles else 0
    left, bottom, right, top = page.get_bbox()
    frame = PageFrame(turned, left, bottom, right - left, top - bottom)
    width, height = frame.size
    signs: list[Sign] = []
    askew = 0
    for raw in shown:
        if raw.angle != turned:
            askew += 1
            continue
        sign = _sign(raw, frame)
        middle = (sign.x0 + sign.x1) / 2
        if -2 <= middle <= width + 2 and -2 <= sign.base <= height + 2 and sign.size >= _SMALLEST:
            signs.append(sign)
    hidden = len(raws) - askew - len(signs)
    return PageSigns(signs, frame, hidden, askew, unmapped, layer)


def _sign(raw: Raw, frame: PageFrame) -> Sign:
    left, bottom, right, top = raw.box
    (ax, _), (bx, _) = frame.placed(left, bottom), frame.placed(right, top)
    _, base = frame.placed(*raw.origin)
    return Sign(raw.words, min(ax, bx), max(ax, bx), base, raw.size, raw.bold, raw.spaced)


def _raws(page: PdfPage) -> tuple[list[Raw], int]:
    """Every sign of the stream that is no space, and how many have no meaning that the font tells."""
    import pypdfium2.raw as pdfium

    textpage = page.get_textpage()
    handle = textpage.raw
    count = min(textpage.count_chars(), MAX_SIGNS)
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    found: list[Raw] = []
    unmapped = 0
    high, spaced = "", False
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(handle, index)
        if 0xD800 <= code < 0xDC00:
            high = chr(code)
            continue
        words = chr(code)
        if 0xDC00 <= code < 0xE000:
            words = (high + words).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        high = ""
        if (code > 32 and words.isspace()) or 0 < code <= 32:
            spaced = spaced or pdfium.FPDFText_IsGenerated(handle, index) == 0
            continue
        if (
            code in (0, 0xFFFD, 0xFFFE, 0xFFFF)
            or pdfium.FPDFText_HasUnicodeMapError(handle, index) == 1
        ):
            unmapped += 1
            if code in (0, 0xFFFE, 0xFFFF):
                continue
        pdfium.FPDFText_GetLooseCharBox(handle, index, box)
        pdfium.FPDFText_GetCharOrigin(handle, index, x, y)
        pdfium.FPDFText_GetMatrix(handle, index, matrix)
        size = pdfium.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.c, matrix.d)
        drawn = pdfium.FPDFText_GetTextObject(handle, index)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn) if drawn else 0
        bold = mode == STROKED or pdfium.FPDFText_GetFontWeight(handle, index) >= _BOLD
        found.append(
            Raw(
                words,
                (box.left, box.bottom, box.right, box.top),
                (x.value, y.value),
                size,
                quarter(math.degrees(math.atan2(matrix.b, matrix.a))),
                mode != INVISIBLE,
                bold,
                spaced,
            )
        )
        spaced = False
    textpage.close()
    return found, unmapped


def quarter(angle: float) -> int | None:
    """The quarter turn nearest to an angle in degrees, None where it leans."""
    nearest = round(angle / 90) * 90
    return nearest % 360 if abs(angle - nearest) <= _TILT else None
