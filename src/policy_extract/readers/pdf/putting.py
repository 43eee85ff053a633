"""Pages taken apart → a document's text with its blocks, and what has to be said of the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policy_extract.document import RecognisedPage, Sourced
from policy_extract.readers.building import TextBuilder
from policy_extract.readers.pdf.flow import parts_of
from policy_extract.readers.pdf.furniture import PrintedPage, without_furniture
from policy_extract.readers.pdf.pages import ReadPage
from policy_extract.readers.pdf.writing import Writer

#: What is said of pages that were not read, by their kinds.
_LEFT_OUT = {
    "scan": "pages_without_text",
    "broken": "pages_with_broken_fonts",
    "damaged": "pages_damaged",
    "beyond": "pages_not_recognised",
}


def put_out(pages: Sequence[ReadPage]) -> Sourced:
    """The text of the pages that have words, without furniture; the others are named in warnings."""
    read = [page for page in pages if page.kind == "text"]
    told = [(code, [p.number for p in pages if p.kind == kind]) for kind, code in _LEFT_OUT.items()]
    told += [
        ("recognised_layer", [p.number for p in read if p.layer]),
        ("words_in_pictures", [p.number for p in read if p.pictured]),
        ("pages_recognised", [p.number for p in read if p.score is not None]),
    ]
    warnings = [_told(code, numbers) for code, numbers in told if numbers]
    parts, doubtful = parts_of(_without_furniture(read))
    if doubtful:
        warnings.append("table_columns_apart")
    builder = TextBuilder()
    writer = Writer(builder)
    writer.write(parts)
    return Sourced(
        builder.text(),
        tuple(builder.blocks),
        (),
        (*warnings, *writer.mended),
        len(pages),
        recognised=tuple(
            RecognisedPage(p.number, p.score, sum(len(piece.words) for piece in p.pieces))
            for p in read
            if p.score is not None
        ),
    )


def _told(code: str, pages: Sequence[int]) -> str:
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
