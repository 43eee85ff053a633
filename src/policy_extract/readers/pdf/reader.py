"""PDF → text with blocks: pages taken apart, furniture left out, tables and paragraphs put out in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from policy_extract.document import Sourced
from policy_extract.readers.legibility import illegible
from policy_extract.readers.pages.document import sourced_of, words_of
from policy_extract.readers.pages.page import ReadPage
from policy_extract.readers.pdf.foreign import ForeignFonts
from policy_extract.readers.pdf.opening import opened
from policy_extract.readers.pdf.pages import read_page
from policy_extract.readers.scans.pages import read_scan
from policy_extract.readers.scans.recognising import Recogniser, installed
from policy_extract.readers.source import MAX_CHARS, GoesOn, Unreadable

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

#: Pages that are recognised: a plan has 300, and each takes some ten seconds.
MAX_RECOGNISED: Final = 400


def read_pdf_and_scans(data: bytes, path: str, goes_on: GoesOn) -> Sourced:
    """As ``read_pdf``, with the recogniser of the extra [ocr] where it is installed."""
    return read_pdf(data, path, installed(goes_on))


def read_pdf(data: bytes, path: str, recogniser: Recogniser | None = None) -> Sourced:
    """The text of a PDF file with its blocks, each with its page and box.

    ``recogniser`` reads the pages that are scans or whose fonts are broken; without one they are left out, with
    a warning that names them.

    Raises Unreadable: ``read.locked``, ``read.broken``, ``read.too_many_pages``, and where no page has words
    ``read.no_text_layer`` (a scan), ``read.broken_fonts``, ``read.nothing_recognised``.
    """
    document = opened(data, path)
    try:
        pages = _pages(document, path, ForeignFonts(data))
        if recogniser is not None:
            pages = _recognised(document, pages, recogniser)
    finally:
        document.close()
    return sourced_of([pages], path, recognising=recogniser is not None)


def _recognised(
    document: PdfDocument, pages: Sequence[ReadPage], recogniser: Recogniser
) -> list[ReadPage]:
    """The pages, scans and those with broken fonts recognised; beyond MAX_RECOGNISED they are left out."""
    if illegible(words_of(pages)):
        pages = [replace(p, kind="broken") if p.kind == "text" else p for p in pages]
    found: list[ReadPage] = []
    count = 0
    for page in pages:
        if page.kind not in ("scan", "broken"):
            found.append(page)
            continue
        count += 1
        if count > MAX_RECOGNISED:
            found.append(ReadPage(page.number, "beyond", page.width, page.height))
            continue
        loaded = document[page.number - 1]
        try:
            found.append(read_scan(loaded, page.number, recogniser))
        finally:
            loaded.close()
    return found


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
