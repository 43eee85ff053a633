"""OFD → text with blocks: the file opened, the pages of its documents read one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policy_extract.document import Sourced
from policy_extract.readers.ofd.documents import OfdDocument, documents_of
from policy_extract.readers.ofd.package import Package
from policy_extract.readers.ofd.pages import read_page
from policy_extract.readers.pages.document import sourced_of, told
from policy_extract.readers.pages.page import MAX_PAGES, ReadPage
from policy_extract.readers.source import MAX_CHARS, Unreadable
from policy_extract.readers.unpacking import Damaged

_NAMED: Final = 5  # attached files that a warning names


def read_ofd(data: bytes, path: str) -> Sourced:
    """The text of an OFD file (GB/T 33190-2016) with its blocks, each with its page and box.

    Several documents in one file are read one after the other, their pages counted on. Seals and other annotations
    are left out, as are attached files, which a warning names. Raises Unreadable: ``read.locked``,
    ``read.broken``, ``read.bomb``, ``read.unpacked``, ``read.too_many_pages``, ``read.too_long``,
    ``read.no_text_layer`` (a scan), ``read.broken_fonts``. Pages that are scans, are damaged or have broken fonts
    are left out with a warning that names them.
    """
    package = Package(data, path)
    try:
        documents = documents_of(package)
    except Damaged as error:
        raise Unreadable(path, "read.broken", error=str(error)[:300]) from error
    count = sum(len(document.pages) for document in documents)
    if count > MAX_PAGES:
        raise Unreadable(path, "read.too_many_pages", count=count, limit=MAX_PAGES)
    read, in_part = _pages(package, documents, path)
    found = sourced_of(read, path)
    warnings = list(found.warnings)
    if in_part:
        warnings.append(told("pages_in_part", in_part))
    attached = [name for document in documents for name in document.attached]
    if attached:
        more = ["…"] if len(attached) > _NAMED else []
        detail = "、".join(attached[:_NAMED] + more)
        warnings.append(":".join(("attachments_left_out", detail)))
    return found._replace(warnings=tuple(warnings))


def _pages(
    package: Package, documents: Sequence[OfdDocument], path: str
) -> tuple[list[list[ReadPage]], list[int]]:
    """The pages of each document, and the numbers of those of which something was missing."""
    found: list[list[ReadPage]] = []
    in_part: list[int] = []
    number = signs = 0
    for document in documents:
        found.append([])
        for location in document.pages:
            number += 1
            page, whole = read_page(package, document, location, number)
            found[-1].append(page)
            if not whole:
                in_part.append(page.number)
            signs += sum(len(piece.words) for piece in page.pieces)
            if signs > MAX_CHARS:
                raise Unreadable(path, "read.too_long", size=signs, limit=MAX_CHARS)
    return found, in_part
