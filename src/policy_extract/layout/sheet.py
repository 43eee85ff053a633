"""The lines of a text with what is known of each, before they are sections and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from policy_extract.expressions import expression
from policy_extract.layout.headings import Heading
from policy_extract.layout.lines import Line, page_edge, width
from policy_extract.layout.marks import Marks

#: What ends a line that was cut by no page's edge, however wide it is.
FULL = ("。", "！", "!", ":")
_INDENT = 2  # blanks in front of a paragraph, which may be wide ones
_FEW = 3
_TOKEN = expression(r"[A-Za-z0-9.%]+")


@dataclass(frozen=True)
class Sheet:
    """What sections are built of: lines, the heading of each or None, the lines that are no text."""

    text: str
    plain: str
    lines: Sequence[Line]
    found: Sequence[Heading | None]
    out: Sequence[bool]  # lines of tables and residue
    title_lines: frozenset[int]
    marks: Marks = field(default_factory=Marks)
    paged: frozenset[int] = frozenset()  # lines that are page numbers

    @cached_property
    def edge(self) -> int | None:
        """The width from which a line was cut by the page's edge."""
        return None if self.marks.opens else page_edge(self.lines)

    @cached_property
    def titled(self) -> frozenset[int]:
        """Numbers of the title block's lines; none goes on a sentence that a page's edge cut.

        Refused: “根据省、市有关要求，认真落实《…条例》《…实施” / “方案》等文件精神”, where the second line reads as a title.
        """
        if self.edge is None or not self.title_lines:
            return self.title_lines
        left = set(self.title_lines)
        for above, line in pairwise(self.lines):
            if line.number in left and above.number not in left and self._runs_on(above, line):
                left.remove(line.number)
        return frozenset(left)

    def _runs_on(self, above: Line, line: Line) -> bool:
        sentence = "," in above.plain and not above.plain.endswith(FULL)
        return sentence and self.reaches(above, line)

    def reaches(self, line: Line, following: Line) -> bool:
        """Whether a line is as wide as the page: a number is not broken, it moves to the next line."""
        token = _TOKEN.match(following.plain)
        reached = width(line.plain) + (width(token.group()) if token else 0)
        return self.edge is not None and reached >= self.edge

    def within(self, line: Line, following: Line) -> bool:
        """Whether a line may end inside a paragraph: with no full stop and no colon, but for two.

        One in a bracket (“…20家。（责任单位：”), and a full stop where paragraphs are indented and the next line is not.
        """
        plain = line.plain
        if not plain.endswith(FULL) or plain.rfind("(") > plain.rfind(")"):
            return True
        return plain.endswith("。") and self.indents and not self.indented(following)

    @cached_property
    def indents(self) -> bool:
        """Whether paragraphs open with blanks in front: some of the lines have them, and most have not."""
        words = [line for line in self.lines if line.plain and not line.cell]
        opening = sum(self.indented(line) >= _INDENT for line in words)
        return opening >= _FEW and len(words) * 0.05 <= opening <= len(words) * 0.6

    def indented(self, line: Line) -> int:
        """How many blanks stand in front of a line's words."""
        return content(self.text, line) - line.start

    @cached_property
    def first_heading(self) -> int:
        """The index of the first line with a heading."""
        return next((i for i, h in enumerate(self.found) if h), len(self.lines))


def content(text: str, line: Line) -> int:
    """Where the words of a line begin: a code point of the text."""
    offset = line.start
    while offset < line.end and (text[offset].isspace() or text[offset] == "\ufeff"):
        offset += 1
    return offset


def content_end(text: str, line: Line) -> int:
    """Where the words of a line end: a code point of the text."""
    offset = line.end
    while offset > line.start and text[offset - 1].isspace():
        offset -= 1
    return offset
