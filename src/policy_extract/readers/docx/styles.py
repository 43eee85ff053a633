"""Styles: what a paragraph inherits of level, numbering and hiding, and which styles are lists of contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from policy_extract.expressions import expression
from policy_extract.readers.docx.tree import Element, switched, value, w, whole

_HEADING: Final = expression(r"heading ?([1-9])")
_CONTENTS: Final = expression(r"toc ?(?:\d|heading)|table of figures|index ?\d")
_TITLE: Final = "title"
_BODY_LEVEL: Final = 9  # w:outlineLvl of a text that is no heading
_DEEPEST: Final = 30  # styles that a style is based on, one on the other


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph or run has by its style, inherited or its own.

    ``level`` is a heading's from 1; ``number`` and ``rank`` name a numbering and its level from 0.
    """

    id: str = ""
    level: int | None = None
    title: bool = False
    contents: bool = False
    number: str | None = None
    rank: int | None = None
    hidden: bool = False


def outline_level(properties: Element | None) -> int | None:
    """The heading's level that properties state, 0 where they state that it is text, None for nothing."""
    outline = whole(properties, "outlineLvl")
    if outline is None:
        return None
    return outline + 1 if 0 <= outline < _BODY_LEVEL else 0


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, part: Element | None) -> None:
        self._found: dict[str, Element] = {}
        self._default = ""
        self._made: dict[str, Style] = {}
        for one in part.iter(w("style")) if part is not None else ():
            name = one.get(w("styleId"), "")
            self._found[name] = one
            if one.get(w("type")) == "paragraph" and one.get(w("default")) in ("1", "true", "on"):
                self._default = name

    def of(self, name: str | None) -> Style:
        """The style of this id; None or an unknown id: the default of paragraphs."""
        key = name if name in self._found else self._default
        if key not in self._made:
            self._made[key] = self._resolved(key)
        return self._made[key]

    def hides(self, name: str | None) -> bool:
        """Whether runs of this style are hidden; None: no style."""
        return name in self._found and self.of(name).hidden

    def _resolved(self, name: str) -> Style:
        """The style with what it inherits: the nearest that states a property settles it."""
        level = number = rank = hidden = named = None
        title = contents = False
        at, seen = name, 0
        while at in self._found and seen < _DEEPEST:
            one = self._found[at]
            paragraph, run = one.find(w("pPr")), one.find(w("rPr"))
            numbering = paragraph.find(w("numPr")) if paragraph is not None else None
            called = (value(one, "name") or "").lower()
            level = outline_level(paragraph) if level is None else level
            match = _HEADING.fullmatch(called)
            named = int(match[1]) if match and named is None else named
            contents = contents or bool(_CONTENTS.fullmatch(called))
            title = title or called == _TITLE
            number = value(numbering, "numId") if number is None else number
            rank = whole(numbering, "ilvl") if rank is None else rank
            hidden = switched(run, "vanish") if hidden is None else hidden
            at, seen = value(one, "basedOn") or "", seen + 1
        return Style(
            name, (named if level is None else level) or None, title, contents, number, rank, bool(hidden)
        )  # fmt: skip
