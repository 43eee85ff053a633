"""What layout makes of a text: the one value that every later stage works on.

All offsets count code points of ``Plan.text``. ``Plan.shadow`` is the same text with every character
replaced by its plain form (full-width digits and letters, dashes, brackets, odd spaces), one for one,
so that a rule matches on the shadow and quotes from the text with the same offsets.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any, Literal

from policy_extract.model import Meta, Section, Table
from policy_extract.rules import Settled
from policy_extract.tuples import NamedTuple

ParagraphKind = Literal["body", "heading", "box", "note", "caption", "title"]

_HEAD = 300  # signs in which a title may stand


class Paragraph(NamedTuple):
    """A run of text that belongs together (hard-wrapped lines joined); tables are no paragraphs.

    ``section`` is the id of the innermost section it stands in. ``heading_end`` is where the heading
    ends when the paragraph opens with one (“1.全方位排摸清单。根据…”), else ``start``.
    """

    start: int
    end: int
    kind: ParagraphKind
    section: str | None
    heading_end: int


class Residue(NamedTuple):
    """A stretch that nobody published: embedded objects, page furniture; it yields nothing."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True)
class Plan:
    """A plan laid out: text, what it says about itself, sections, paragraphs, tables, residue.

    ``settled`` is the trail of layout's rules: a field of Meta (“title”) or the role of a table (“t1.role”),
    with its value, the rule and the words that said it. ``recognised`` are the stretches (start, end; in order) that
    were read in pictures, ``doubtful_tables`` those of tables whose parts on two pages do not fit each other. ``cuts`` are
    those between the words of a sentence that are none: breaks of hard wraps with numbers of pages, blanks around numbers.
    """

    id: str
    text: str
    shadow: str
    meta: Meta
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    residue: tuple[Residue, ...] = ()
    warnings: tuple[str, ...] = ()
    settled: tuple[tuple[str, Settled[Any]], ...] = ()
    recognised: tuple[tuple[int, int], ...] = ()
    doubtful_tables: tuple[tuple[int, int], ...] = ()
    cuts: tuple[tuple[int, int], ...] = ()
    _section_by_id: dict[str, Section] = field(init=False, repr=False, compare=False)
    _section_starts: list[int] = field(init=False, repr=False, compare=False)
    _section_around: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_section_by_id", {s.id: s for s in self.sections})
        object.__setattr__(self, "_section_starts", [s.start for s in self.sections])
        around: list[int] = []  # for each section the nearest before it that ends later, or -1
        for index, section in enumerate(self.sections):
            above = index - 1
            while above >= 0 and self.sections[above].end <= section.end:
                above = around[above]
            around.append(above)
        object.__setattr__(self, "_section_around", around)

    @property
    def first_line(self) -> str:
        """The first line of the shadow, without blanks: where the title stands if nobody read it."""
        return (self.shadow[:_HEAD].lstrip() + "\n").partition("\n")[0].strip()

    def section(self, section_id: str | None) -> Section | None:
        """The section with this id, or None."""
        return self._section_by_id.get(section_id) if section_id else None

    def section_at(self, offset: int) -> Section | None:
        """The innermost section that holds the code point at ``offset``, or None."""
        index = bisect_right(self._section_starts, offset) - 1
        while index >= 0:
            candidate = self.sections[index]
            if candidate.start <= offset < candidate.end:
                return candidate
            index = self._section_around[index]  # those between end no later
        return None

    def ancestors(self, section_id: str | None) -> tuple[Section, ...]:
        """The section and those around it, innermost first."""
        found: list[Section] = []
        current = self.section(section_id)
        while current is not None:
            found.append(current)
            current = self.section(current.parent)
        return tuple(found)
