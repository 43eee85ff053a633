"""PDF → text with blocks: the file opened, its pages read one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policy_extract.document import Sourced
from policy_extract.readers.pages.document import sourced_of
from policy_extract.readers.pages.page import ReadPage
from policy_extract.readers.pdf.foreign import ForeignFonts
from policy_extract.readers.pdf.opening import opened
from policy_extract.readers.pdf.pages import read_page
from policy_extract.readers.source import MAX_CHARS, Unreadable

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument


def read_pdf(data: bytes, path: str) -> Sourced:
    """The text of a PDF file with its blocks, each with its page and box.

    Raises Unreadable: ``read.locked``, ``read.broken``, ``read.too_many_pages``, ``read.no_text_layer`` (a scan),
    ``read.broken_fonts``. A document of which some pages are scans or have broken fonts is read without them,
    with a warning that names them.
    """
    document = opened(data, path)
    try:
        pages = _pages(document, path, ForeignFonts(data))
    finally:
        document.close()
    return sourced_of([pages], path)


def _pages(document: PdfDocument, path: str, foreign: ForeignFonts) -> list[ReadPage]:
    import pypdfium2

    found: list[ReadPage] = []
    signs = 0
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError:
            found.append(ReadPage(number, "damaged", 0.0, 0.0))
            continue
        try:
            found.append(read_page(page, number, foreign))
        finally:
            page.close()
        signs += sum(len(piece.words) for piece in found[-1].pieces)
        if signs > MAX_CHARS:
            raise Unreadable(path, "read.too_long", size=signs, limit=MAX_CHARS)
    return found
