"""Pages taken apart → text with blocks: furniture left out, tables and paragraphs put out in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from policy_extract.document import RecognisedPage, Sourced
from policy_extract.readers.building import TextBuilder
from policy_extract.readers.legibility import illegible
from policy_extract.readers.pages.flow import parts_of
from policy_extract.readers.pages.furniture import PrintedPage, without_furniture
from policy_extract.readers.pages.page import ReadPage
from policy_extract.readers.pages.writing import Writer
from policy_extract.readers.source import Unreadable

#: What is said of pages that were not read, by their kinds.
_LEFT_OUT: Final = {
    "scan": "pages_without_text",
    "broken": "pages_with_broken_fonts",
    "damaged": "pages_damaged",
    "beyond": "pages_not_recognised",
}
_HIDDEN: Final = 4  # signs; fewer are marks of a program, no words


def sourced_of(
    documents: Sequence[Sequence[ReadPage]], path: str, *, recognising: bool = False
) -> Sourced:
    """The text of a file's pages with its blocks, each with its page and box.

    Mostly a file is one document; paragraphs and tables end where one ends. ``recognising``: its scans were
    given to a recogniser. Raises Unreadable: ``read.broken``, ``read.no_text_layer`` (a scan),
    ``read.broken_fonts``, ``read.nothing_recognised``. A file of which some pages are scans, are damaged or
    have broken fonts is read without them, with a warning that names them.
    """
    pages = [page for document in documents for page in document]
    read = [page for page in pages if page.kind == "text"]
    _refuse_wordless(pages, path, recognising)
    warnings = [told(code, numbers) for code, numbers in _of_pages(pages, read) if numbers]
    builder = TextBuilder()
    writer = Writer(builder)
    for document in documents:
        kept = [page for page in document if page.kind == "text"]
        writer.write(parts_of(_without_furniture(kept)))
    if writer.doubtful:
        warnings.append("table_columns_apart")
    return Sourced(
        builder.text(),
        tuple(builder.blocks),
        (),
        (*warnings, *writer.mended),
        len(pages),
        doubtful_tables=writer.doubtful,
        recognised=tuple(
            RecognisedPage(p.number, p.score, sum(len(piece.words) for piece in p.pieces))
            for p in read
            if p.score is not None
        ),
    )


def words_of(pages: Sequence[ReadPage]) -> str:
    """The words that a file itself states, line by line."""
    stated = [page for page in pages if page.kind == "text" and page.score is None]
    return "\n".join(piece.words for page in stated for piece in page.pieces)


def _refuse_wordless(pages: Sequence[ReadPage], path: str, recognising: bool) -> None:
    """Raises Unreadable where no page has words, with what its pages lack."""
    read = any(page.kind == "text" for page in pages)
    kinds = Counter(page.kind for page in pages)
    if illegible(words_of(pages)) or (not read and kinds["broken"]):
        raise Unreadable(path, "read.broken_fonts")
    if not read and kinds["damaged"]:
        raise Unreadable(path, "read.broken", error="no page can be loaded")
    if not read and kinds["scan"]:
        raise Unreadable(path, "read.no_text_layer", pages=len(pages))
    if not read and recognising:
        raise Unreadable(path, "read.nothing_recognised", pages=len(pages))


def _of_pages(
    pages: Sequence[ReadPage], read: Sequence[ReadPage]
) -> Iterator[tuple[str, list[int]]]:
    """Codes of warnings with the numbers of the pages they are about."""
    for kind, code in _LEFT_OUT.items():
        yield code, [page.number for page in pages if page.kind == kind]
    yield "recognised_layer", [page.number for page in read if page.layer]
    yield "words_in_pictures", [page.number for page in read if page.pictured]
    yield "invisible_left_out", [page.number for page in read if page.hidden >= _HIDDEN]
    yield "pages_recognised", [page.number for page in read if page.score is not None]


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
