"""Pages taken apart → text with blocks: furniture left out, tables and paragraphs put out in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from policy_extract.document import Sourced
from policy_extract.readers.building import TextBuilder
from policy_extract.readers.legibility import illegible
from policy_extract.readers.pages.flow import parts_of
from policy_extract.readers.pages.furniture import PrintedPage, without_furniture
from policy_extract.readers.pages.page import ReadPage
from policy_extract.readers.pages.writing import Writer
from policy_extract.readers.source import Unreadable

_HIDDEN: Final = 4  # signs; fewer are marks of a program, no words


def sourced_of(documents: Sequence[Sequence[ReadPage]], path: str) -> Sourced:
    """The text of a file's pages with its blocks, each with its page and box.

    Mostly a file is one document; paragraphs and tables end where one ends. Raises Unreadable: ``read.broken``,
    ``read.no_text_layer`` (a scan), ``read.broken_fonts``. A file of which some pages are scans, are damaged or
    have broken fonts is read without them, with a warning that names them.
    """
    pages = [page for document in documents for page in document]
    read = _legible(pages, path)
    warnings = [*_left_out(pages)]
    if any(page.layer for page in read):
        warnings.append(told("recognised_layer", [p.number for p in read if p.layer]))
    if any(page.pictured for page in read):
        warnings.append(told("words_in_pictures", [p.number for p in read if p.pictured]))
    if any(page.hidden >= _HIDDEN for page in read):
        warnings.append(told("invisible_left_out", [p.number for p in read if p.hidden >= _HIDDEN]))
    builder = TextBuilder()
    writer = Writer(builder)
    apart = False
    for document in documents:
        kept = [page for page in document if page.kind == "text"]
        parts, doubtful = parts_of(_without_furniture(kept))
        apart |= doubtful
        writer.write(parts)
    if apart:
        warnings.append("table_columns_apart")
    return Sourced(
        builder.text(), tuple(builder.blocks), (), (*warnings, *writer.mended), len(pages)
    )


def _legible(pages: Sequence[ReadPage], path: str) -> list[ReadPage]:
    """The pages that have words. Raises Unreadable where none has."""
    read = [page for page in pages if page.kind == "text"]
    kinds = Counter(page.kind for page in pages)
    words = "\n".join(piece.words for page in read for piece in page.pieces)
    if illegible(words) or (not read and kinds["broken"]):
        raise Unreadable(path, "read.broken_fonts")
    if not read and kinds["damaged"]:
        raise Unreadable(path, "read.broken", error="no page can be loaded")
    if not read and kinds["scan"]:
        raise Unreadable(path, "read.no_text_layer", pages=len(pages))
    return read


def _left_out(pages: Sequence[ReadPage]) -> list[str]:
    codes = {
        "scan": "pages_without_text",
        "broken": "pages_with_broken_fonts",
        "damaged": "pages_damaged",
    }
    found = {code: [p.number for p in pages if p.kind == kind] for kind, code in codes.items()}
    return [told(code, numbers) for code, numbers in found.items() if numbers]


def told(code: str, pages: Sequence[int]) -> str:
    """A warning with its pages: “pages_without_text:3-5,9”."""
    runs: list[list[int]] = []
    for number in pages:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = (f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"{code}:{','.join(told)}"


def _without_furniture(pages: Sequence[ReadPage]) -> list[ReadPage]:
    printed = [PrintedPage(list(page.pieces), page.width, page.height) for page in pages]
    kept, _ = without_furniture(printed)
    return [replace(page, pieces=tuple(k.pieces)) for page, k in zip(pages, kept, strict=True)]
