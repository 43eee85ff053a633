"""Files that a program made of a PDF: a section for each page, and paragraphs cut where a line or a page ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policy_extract.readers.docx.numbering import TYPED
from policy_extract.readers.docx.tree import Element, w

_MIN_SECTIONS: Final = 20  # an author changes the page's form for a wide table or two
_PAGE: Final = 3000  # signs that a page holds at most
_MAX_HEAD: Final = 60  # signs of a head
_MIN_CUT: Final = 25  # signs of a line that reaches the edge, also inside a box
_STOPS: Final = "，。；"
_ENDS: Final = tuple("。；：！？.!?;:”）)》")


def from_pages(root: Element) -> bool:
    """Each page is a section of its own. Refused: a document with landscape pages among the others."""
    sections = sum(1 for _ in root.iter(w("sectPr")))
    signs = sum(len(t.text or "") for t in root.iter(w("t")))
    return sections >= _MIN_SECTIONS and signs <= sections * _PAGE


def goes_on(above: str, below: str) -> bool:
    """A paragraph was cut between the two: the upper is long and ends in no mark, the lower opens with no number.

    Refused: a numbered head without a mark in it, which ends where it ends.
    """
    head = (
        TYPED.match(above) and len(above) <= _MAX_HEAD and not any(sign in above for sign in _STOPS)
    )
    return (
        not head and len(above) >= _MIN_CUT and not above.endswith(_ENDS) and not TYPED.match(below)
    )


def headless(cells: Sequence[Element]) -> bool:
    """A frame without a head of its own: one cell, whose first line is a numbered one or a whole sentence."""
    texts = (
        ("".join(t.text or "" for t in p.iter(w("t"))) for p in cells[0].iter(w("p")))
        if cells
        else ()
    )
    first = next((words.strip() for words in texts if words.strip()), "")
    whole = len(first) > _MAX_HEAD or first.endswith(_ENDS) or bool(TYPED.match(first))
    return len(cells) == 1 and whole
