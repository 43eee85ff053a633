"""Files that a program made of a PDF: a section for each page, and paragraphs cut where a line or a page ended."""

from __future__ import annotations

from typing import Final

from policy_extract.readers.docx.numbering import TYPED
from policy_extract.readers.docx.tree import Element, w

_MIN_SECTIONS: Final = 20  # an author changes the page's form for a wide table or two
_PAGE: Final = 3000  # signs that a page holds at most
_MIN_CUT: Final = 25  # signs of a line that reaches the edge, also inside a box
_ENDS: Final = tuple("。；：！？.!?;:”）)》")


def from_pages(root: Element) -> bool:
    """Each page is a section of its own. Refused: a document with landscape pages among the others."""
    sections = sum(1 for _ in root.iter(w("sectPr")))
    signs = sum(len(t.text or "") for t in root.iter(w("t")))
    return sections >= _MIN_SECTIONS and signs <= sections * _PAGE


def goes_on(above: str, below: str) -> bool:
    """A paragraph was cut between the two: the upper is long and ends in no mark, the lower opens with no number."""
    return len(above) >= _MIN_CUT and not above.endswith(_ENDS) and not TYPED.match(below)
