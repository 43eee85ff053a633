"""Levels of headings: which paragraph is the document's title, and what that makes of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from policy_extract.readers.docx.numbering import TYPED
from policy_extract.readers.docx.styles import Style, Styles, outline_level
from policy_extract.readers.docx.tree import Element, value, w

#: Paragraphs above a title: a letterhead, “附件1”; as many, and as short.
_MAX_ABOVE: Final = 8
_MAX_SHORT: Final = 40


@dataclass(frozen=True, slots=True)
class _Seen:
    level: int
    numbered: bool
    above: int  # paragraphs with words above it; -1: one of them is long


class Levels:
    """The levels of a document's headings: the first level is the title's, as readers give it.

    A document with a paragraph in the style “Title” has its title there. Else its first heading is the title where it
    alone has the highest level without a number, near the top; else no heading is, and all stand one level lower.
    """

    def __init__(self, body: Element | None, styles: Styles) -> None:
        self._titled, seen = False, list[_Seen]()
        above = 0
        for paragraph in body.iter(w("p")) if body is not None else ():
            words = "".join(t.text or "" for t in paragraph.iter(w("t"))).strip()
            if not words:
                continue
            properties = paragraph.find(w("pPr"))
            style = styles.of(value(properties, "pStyle"))
            self._titled = self._titled or style.title
            level = _own(properties, style)
            if level and not style.contents and len(words) <= 2 * _MAX_SHORT:
                numbered = bool(TYPED.match(words)) or _listed(properties, style)
                seen.append(_Seen(level, numbered, above))
            above = -1 if above < 0 or len(words) > _MAX_SHORT else above + 1
        self._lower = 1 if self._titled or not _first_is_title(seen) else 0
        top = [one for one in seen if one.level == 1]
        #: The first heading is the title, and others share its level: these are one lower.
        self._shared = not self._lower and len(top) > 1
        self._met = False

    def of(self, properties: Element | None, style: Style) -> int | None:
        """The level of the next paragraph, None for text; ask in the order of the text."""
        if style.title:
            return 1
        level = _own(properties, style)
        if not level:
            return None
        first, self._met = not self._met, True
        if self._shared:
            return 1 if first else level + 1
        return level + self._lower


def _listed(properties: Element | None, style: Style) -> bool:
    """Whether a paragraph has a number of a list; the list “0” says that it has none."""
    numbering = properties.find(w("numPr")) if properties is not None else None
    stated = value(numbering, "numId")
    return (style.number if stated is None else stated) not in (None, "0")


def _own(properties: Element | None, style: Style) -> int | None:
    stated = outline_level(properties)
    return style.level if stated is None else stated or None


def _first_is_title(seen: Sequence[_Seen]) -> bool:
    if not seen or seen[0].numbered or not 0 <= seen[0].above <= _MAX_ABOVE:
        return False
    alike = [one for one in seen if one.level == seen[0].level and not one.numbered]
    return seen[0].level == min(one.level for one in seen) and len(alike) == 1
