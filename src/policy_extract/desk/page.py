"""A document's text as people find their way in it: lines, sections, sentences, marked words.

Offsets are code points of the text, end exclusive.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable

from policy_extract.desk.pieces import Line, Piece
from policy_extract.expressions import expression
from policy_extract.messages import Language, listed, text
from policy_extract.model import Document, Section, Source
from policy_extract.rules import Said
from policy_extract.tuples import NamedTuple

_FAR = 240  # signs that are shown on each side of a number
_AHEAD = 8  # signs behind a line end that tell whether a sentence begins there
_SHOWN = 40  # signs of words that are quoted from elsewhere
# Where a sentence ends or the next begins: its marks, an empty line, an indented or a numbered one.
_BREAK = expression(
    r"[。！？!?][”’）)》]*|\n(?=\s*\n|[ \t\u3000]{2}|[（(]?[一二三四五六七八九十\d]{1,3}[、.．）)])"
)
_WRAP = expression(r"[ \t\u3000]*\n[ \t\u3000]*")


class Mark(NamedTuple):
    """A stretch of the text and what it says: the name of a field, in the reader's language."""

    start: int
    end: int
    label: str
    own: bool = False  # the number itself


class Page:
    """One document's text with its sections and tables."""

    def __init__(self, words: str, document: Document) -> None:
        self.text, self.document = words, document
        starts = (m.end() for m in re.finditer("\n", words))
        self._lines = [0, *(start for start in starts if start < len(words))]

    def line(self, offset: int) -> int:
        """The number of the line that an offset stands in, from 1."""
        return bisect_right(self._lines, offset)

    def span_of_line(self, line: int) -> Said | None:
        """Where a line stands, without its end; None for a line that there is not."""
        if not 1 <= line <= len(self._lines):
            return None
        start = self._lines[line - 1]
        end = self._lines[line] - 1 if line < len(self._lines) else len(self.text)
        return Said(start, max(start, end))

    def section(self, offset: int) -> Section | None:
        """The innermost section that holds an offset."""
        around = [s for s in self.document.sections if s.start <= offset < s.end]
        return max(around, key=lambda s: (s.start, -s.end), default=None)

    def around(self, source: Source) -> Said:
        """The sentence that a record stands in; for a cell its row."""
        if source.table is not None:
            table = next((t for t in self.document.tables if t.id == source.table.id), None)
            if table is not None and source.table.row < len(table.rows):
                row = table.rows[source.table.row]
                filled = [c for c in row if c.end > c.start]
                if filled:
                    return Said(min(c.start for c in filled), max(c.end for c in filled))
        return self.sentence(source.start, source.end)

    def sentence(self, start: int, end: int) -> Said:
        """The sentence around a stretch, no more than is shown at once."""
        low, high = max(0, start - _FAR), min(len(self.text), end + _FAR)
        before = [
            m.end() for m in _BREAK.finditer(self.text, low, start + _AHEAD) if m.end() <= start
        ]
        behind = _BREAK.search(self.text, end, high)
        first = before[-1] if before else low
        last = high if behind is None else behind.start() if behind[0] == "\n" else behind.end()
        for section in self.document.sections:
            if first < section.start <= start:
                first = section.start
            first = max(first, self._behind_heading(section, start))
            if end <= section.start < last:
                last = section.start
        return Said(*self._stripped(first, last))

    def _behind_heading(self, section: Section, start: int) -> int:
        """Where the text under a heading begins, for a place below it; 0 for any other place."""
        end = section.start + len(section.number or "") + len(section.title)
        line_end = self.text.find("\n", end, end + _AHEAD)
        return line_end if section.start <= start and 0 <= line_end < start else 0

    def _stripped(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return start, end

    def place(self, start: int, language: Language) -> str:
        """Where an offset stands: line and section."""
        section = self.section(start)
        if section is None:
            return text(language, "explain.line", line=self.line(start))
        title = f"{section.number or ''}{section.title}"
        return text(language, "explain.line_section", line=self.line(start), section=shown(title))

    def quoted(self, said: Said) -> str:
        """The words of a stretch on one line, cut where they are many."""
        return shown(self.text[said.start : said.end])

    def marked(self, within: Said, marks: Iterable[Mark], language: Language) -> Line:
        """The words of a stretch, each marked part as ［字段 words］; parts of several fields name all."""
        inside = [m for m in marks if within.start <= m.start < m.end <= within.end]
        edges = sorted(
            {within.start, within.end, *(m.start for m in inside), *(m.end for m in inside)}
        )
        pieces: list[Piece] = []
        for start, end in itertools.pairwise(edges):
            words = joined(self.text[start:end])
            over = [m for m in inside if m.start <= start and end <= m.end]
            if over:
                labels = listed(language, dict.fromkeys(m.label for m in over))
                own = any(m.own for m in over)
                pieces.append(Piece(f"［{labels} {words.strip()}］", "own" if own else "mark"))
            elif words:
                pieces.append(Piece(words))
        return tuple(pieces)


def joined(words: str) -> str:
    """Words on one line: hard wraps close up, the gaps between cells stay."""
    return re.sub(r"[\t\r ]+", " ", _WRAP.sub(lambda m: " " if "\t" in m[0] else "", words))


def shown(words: str) -> str:
    """Words on one line, with … where they are too many to quote."""
    one = joined(words).strip()
    return one if len(one) <= _SHOWN else one[: _SHOWN - 1] + "…"
