"""A PDF file opened, or refused with the way out: passwords, damage, too many pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policy_extract.readers.pages.page import MAX_PAGES
from policy_extract.readers.source import Unreadable

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_PASSWORD = 4  # FPDF_ERR_PASSWORD


def opened(data: bytes, path: str) -> PdfDocument:
    """The document of a file's bytes; the caller closes it.

    Raises Unreadable: ``read.locked`` (a password), ``read.broken`` (damaged or cut off), ``read.too_many_pages``.
    """
    import pypdfium2

    _forget_fonts()
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise Unreadable(path, "read.locked") from error
        raise Unreadable(path, "read.broken", error=str(error)) from error
    if count > MAX_PAGES:
        document.close()
        raise Unreadable(path, "read.too_many_pages", count=count, limit=MAX_PAGES)
    return document


def _forget_fonts() -> None:
    """Set pdfium up anew, which takes no time: a page whose fonts are not in its file is drawn otherwise once the library
    has looked for fonts, and what is recognised on it would depend on what was read before.

    Where a document of somebody else's is open in this process, the library is left alone.
    """
    from pypdfium2 import internal, raw

    if any(internal.ObjectTracker.values()):
        return
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2))
