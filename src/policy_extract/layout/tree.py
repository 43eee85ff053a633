"""Sections while a text is read: which are open, where they end, what they are called."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from policy_extract.layout.headings import BOX_LEVEL, Heading
from policy_extract.layout.lines import Line
from policy_extract.layout.sheet import content
from policy_extract.model import Section

_ENOUGH = 6  # signs of a title by which its next line is known
_FAR = 200  # signs that the border of a page takes


@dataclass(slots=True)
class _Open:
    """A section whose end is not known yet."""

    id: str
    parent: str | None
    heading: Heading
    start: int


@dataclass
class Tree:
    """Sections while they are read: those that are open, those that are done."""

    text: str
    plain: str
    done: list[Section] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    order: dict[str, int] = field(default_factory=dict)
    outer: int | None = None  # how many sections stand around the box that is open
    listed: int | None = None  # … around the list that a line with a year opened

    @property
    def current(self) -> str | None:
        """The id of the innermost open section."""
        return self.stack[-1].id if self.stack else None

    def close(self, until: int, end: int) -> None:
        """Close sections until so many are open; they end at a code point."""
        while len(self.stack) > until:
            self.done.append(_section(self.stack.pop(), end, self.text, self.plain))

    def end_box(self, at: int) -> None:
        """Close the box that is open, if any."""
        if self.outer is not None:
            self.close(self.outer, at)
            self.outer = None

    def end_list(self, at: int) -> None:
        """Close the list that a line with a year opened, if any."""
        if self.listed is not None:
            self.close(self.listed, at)
            self.listed = None

    def open(self, heading: Heading, line: Line, framed: bool = False) -> None:
        """Open the section of a heading, close those that it ends; none ends a box whose frame goes on."""
        box = heading.kind == "box"
        if box:
            self.end_box(line.start)
            self.outer = len(self.stack)
        elif heading.kind == "heading" and heading.level <= BOX_LEVEL and not framed:
            self.end_box(line.start)
        if not box:
            keep = len(self.stack)
            while keep > (self.outer or 0) and (
                self.stack[keep - 1].heading.level >= heading.level
                and self.stack[keep - 1].heading.kind != "box"
            ):
                keep -= 1
            self.close(keep, line.start)
        parent = self.current
        self.stack.append(_Open(self.numbered(), parent, heading, content(self.text, line)))

    def numbered(self) -> str:
        """The id of the next section."""
        section_id = f"s{len(self.order) + 1}"
        self.order[section_id] = len(self.order) + 1
        return section_id

    def sections(self) -> list[Section]:
        """All sections, in order of the text, once the text is read."""
        self.close(0, len(self.text))
        return sorted(self.done, key=lambda s: self.order[s.id])


def _section(top: _Open, end: int, text: str, plain: str) -> Section:
    number, title = top.heading.number, top.heading.title
    after = top.start + len(number or "")
    return Section.of(
        top.id,
        top.parent,
        top.heading.kind,  # type: ignore[arg-type]
        top.heading.level,
        text[top.start : after] if number else None,
        _as_written(text, plain, title, after),
        top.start,
        end,
    )


def note_section(note_id: str, parent: str | None, start: int, end: int, text: str) -> Section:
    """A note or footnote as a section of its own; its first words stand as its title."""
    title = re.sub(r"\s+", " ", text[start : min(end, start + 24)]).strip()
    return Section(
        id=note_id,
        parent=parent,
        kind="note",
        level=9,
        number=None,
        title=title,
        start=start,
        end=end,
    )


def _as_written(text: str, plain: str, words: str, begin: int) -> str:
    """Words of the shadow as the text has them, over the breaks that a page's edge left in them; else as they are."""
    found = plain.find(words, begin, begin + len(words) + 8) if words else -1
    if found >= 0:
        return text[found : found + len(words)]
    signs: list[str] = []
    at = max(begin, plain.find(words[:1], begin, begin + 9))
    for place, word in enumerate(words):
        if plain[at : at + 1] in (
            " ",
            "\n",
        ):  # the next lines of it, behind a page's border perhaps
            at = max(at, plain.find(words[place : place + _ENOUGH], at, at + _FAR))
        if plain[at : at + 1] != word:
            return words
        signs.append(text[at])
        at += 1
    return "".join(signs)
