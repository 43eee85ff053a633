"""The signs of pages whose fonts are not in the file: slower, and only asked where the quick way would lose some."""

from __future__ import annotations

import math
from io import BytesIO
from typing import TYPE_CHECKING, Any

from policy_extract.readers.pages.signs import MAX_SIGNS, Raw, quarter
from policy_extract.readers.pdf.signs import INVISIBLE, STROKED

if TYPE_CHECKING:
    from pdfminer.pdfpage import PDFPage


class ForeignFonts:
    """Reads the signs of single pages of a file by the widths that it states for its fonts."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pages: list[PDFPage] = []

    def signs(self, number: int) -> tuple[list[Raw], int] | None:
        """The signs of page ``number`` (from 1) in its own coordinates, and how many have no meaning.

        None where the page is damaged: the quick way reads what can be read of it.
        """
        try:
            return self._signs(number)
        except Exception:  # the library raises whatever it stumbles over
            return None

    def _signs(self, number: int) -> tuple[list[Raw], int]:
        import logging

        logging.getLogger("pdfminer").addHandler(logging.NullHandler())  # damage is told by us
        from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
        from pdfminer.pdfpage import PDFPage

        if not self._pages:
            self._pages = list(PDFPage.get_pages(BytesIO(self._data), check_extractable=False))
        resources = PDFResourceManager()
        device, found = _device(resources)
        page = self._pages[number - 1]
        page.rotate = 0  # the frame turns the page
        PDFPageInterpreter(resources, device).process_page(page)
        left, bottom = page.mediabox[0], page.mediabox[1]  # the interpreter begins there, we do not
        moved = [
            raw._replace(
                box=(
                    raw.box[0] + left,
                    raw.box[1] + bottom,
                    raw.box[2] + left,
                    raw.box[3] + bottom,
                ),
                origin=(raw.origin[0] + left, raw.origin[1] + bottom),
            )
            for raw in found
        ]
        return moved, device.unmapped


def _device(resources: Any) -> tuple[Any, list[Raw]]:
    """A device that keeps signs, and the list that they go to."""
    from pdfminer.pdfdevice import PDFTextDevice
    from pdfminer.pdffont import PDFUnicodeNotDefined

    found: list[Raw] = []

    class Signs(PDFTextDevice):
        """Keeps each sign with its place and whether it shows."""

        mode = unmapped = 0
        spaced = False

        def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
            """Remember how the text is rendered."""
            self.mode = textstate.render
            super().render_string(textstate, seq, ncs, graphicstate)

        def render_char(
            self,
            matrix: tuple[float, float, float, float, float, float],
            font: Any,
            fontsize: float,
            scaling: float,
            rise: float,
            cid: int,
            ncs: Any,  # noqa: ARG002
            graphicstate: Any,  # noqa: ARG002
        ) -> float:
            """Keep a sign; how far the next one stands from it."""
            width = font.char_width(cid) * fontsize * scaling
            try:
                words = font.to_unichr(cid)
            except PDFUnicodeNotDefined:
                words = ""
                self.unmapped += 1
            if words.isspace():
                self.spaced = True
            elif words and len(found) < MAX_SIGNS:
                found.append(_raw(words, matrix, width, fontsize, rise, self.mode, self.spaced))
                self.spaced = False
            return float(width)

    return Signs(resources), found


def _raw(
    words: str,
    matrix: tuple[float, float, float, float, float, float],
    width: float,
    size: float,
    rise: float,
    mode: int,
    spaced: bool,
) -> Raw:
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (0, width) for y in (0, size)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Raw(
        words,
        (min(xs), min(ys), max(xs), max(ys)),
        (c * rise + e, d * rise + f),
        abs(size) * math.hypot(c, d),
        quarter(math.degrees(math.atan2(b, a))),
        mode != INVISIBLE,
        mode == STROKED,
        spaced,
    )
