"""The signs of a PDF page, each with its box in the page's own coordinates."""

from __future__ import annotations

import ctypes
import math
from typing import TYPE_CHECKING

from policy_extract.readers.pages.signs import BOLD, MAX_SIGNS, Raw, quarter

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

INVISIBLE, STROKED = 3, 2  # modes of rendering text (ISO 32000-1, table 106)


def raws_of(page: PdfPage) -> tuple[list[Raw], int]:
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
        bold = mode == STROKED or pdfium.FPDFText_GetFontWeight(handle, index) >= BOLD
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
