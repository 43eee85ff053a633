"""Which stretches of a text were recognised in pictures, and how sure that was."""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.document.blocks import RecognisedPage, Sourced


def recognised_stretches(sourced: Sourced) -> tuple[tuple[int, int], ...]:
    """Start and end (code points of the text) of what stands on recognised pages, in order, none touching another.

    Blocks with nothing but white space between them are one stretch.
    """
    pages = {page.page for page in sourced.recognised}
    stretches: list[tuple[int, int]] = []
    if not pages:
        return ()
    on_pages = (b for b in sourced.blocks if b.anchor is not None and b.anchor.page in pages)
    for start, end in sorted((block.start, block.end) for block in on_pages):
        if stretches and not sourced.text[stretches[-1][1] : start].strip():
            stretches[-1] = stretches[-1][0], max(end, stretches[-1][1])
        else:
            stretches.append((start, end))
    return tuple(stretches)


def mean_score(pages: Sequence[RecognisedPage]) -> float | None:
    """The mean score of pages over their signs, to three decimals; None where nothing was recognised."""
    signs = sum(page.signs for page in pages)
    return round(sum(page.score * page.signs for page in pages) / signs, 3) if signs else None
