"""A page of a PDF file: its signs and drawings found, then taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policy_extract.readers.pages.page import PICTURED, ReadPage, taken_apart
from policy_extract.readers.pages.signs import signs_of
from policy_extract.readers.pdf.drawings import drawn_on
from policy_extract.readers.pdf.foreign import ForeignFonts
from policy_extract.readers.pdf.signs import raws_of

if TYPE_CHECKING:
    from pypdfium2 import PdfPage


def read_page(page: PdfPage, number: int, foreign: ForeignFonts) -> ReadPage:
    """Take a page apart; ``number`` counts from 1.

    Where fonts are neither in the file nor on the machine, single signs would be lost, since they cover nothing: then
    ``foreign`` gives them, which is slow.
    """
    drawn, shapeless = drawn_on(page)
    raws, unmapped = (foreign.signs(number) if shapeless else None) or raws_of(page)
    found = signs_of(raws, unmapped, page.get_bbox(), drawn.covered >= PICTURED)
    return taken_apart(found, drawn, number)
