"""Titles by what fonts say: larger than the text, in the middle, no sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from policy_extract.document import is_han
from policy_extract.expressions import expression
from policy_extract.readers.pages.flow import Stretch
from policy_extract.readers.pages.lines import Line
from policy_extract.readers.pages.paragraphs import Edges, is_entry, opens_otherwise
from policy_extract.tuples import NamedTuple

#: A title's size in that of the text: 2号 above 3号 is 1.4; the name of an office in its letter head is twice it.
_LARGER: Final = 1.15
_LETTER_HEAD: Final = 1.95
_OPENING: Final = 2  # pages on which the document's own title stands
_BELOW: Final = 4  # lines below a letter head that have its number
_NUMBER_SIGNS: Final = ("〔", "[20", "［20")
_LONGEST: Final = 90
_ALIKE: Final = 0.05  # of the size
#: Headings without a number: so many Chinese signs at most, and no mark of a sentence, of a document's number, no gap (names).
_HEADING: Final = 20
_NO_HEADING: Final = expression(r"[。，；：？！,;:?!〔［]|^[（(【]|\S\s+\S")
_RARELY: Final = (
    0.3  # of the signs: where more are bold, bold says nothing (also fonts that only claim to be)
)
_AT_LEFT: Final = 2.6  # of the size: two signs of indent
_TEXT: Final = (
    0.6  # of a column: what stands below a heading is text, no list of names, no signature's date
)
_LOWEST: Final = 7  # below all numbered headings, as bold lines of web pages are


class TitleSizes(NamedTuple):
    """The size of a document's text, and that of its own title on its first pages (None: no line is larger).

    ``bold_tells`` says that its text is not bold, so that bold lines stand out.
    """

    body: float
    own: float | None
    bold_tells: bool

    def level(self, page: int, lines: Sequence[Line], edges: Edges) -> int | None:
        """The level of a title that begins on a page; None for any other paragraph.

        Refused: the name of an office in its letter head, lines of a cover below its title, sentences.
        """
        size = lines[0].size
        words = "".join(line.words for line in lines)
        if size < _LARGER * self.body or len(words) > _LONGEST or not any(map(is_han, words)):
            return None
        if page <= _OPENING:
            if self.own is None or abs(size - self.own) > _ALIKE * self.own:
                return None
        elif size > _LETTER_HEAD * self.body:
            return None
        if words.endswith(("。", "；", "，", "：")):
            return None
        middle = edges.centred(lines[-1]) or (len(lines) > 1 and edges.centred(lines[0]))
        return 1 if middle else None

    def heading(
        self, page: int, lines: Sequence[Line], below: Line | None, edges: Edges
    ) -> int | None:
        """The level of a heading without number, told by its font (指导思想); None for any other paragraph.

        It is alone on its line, bold or larger as the text ``below`` it is not. Refused: numbered ones, whose
        numbers tell more; bold words that open a paragraph, names of columns, captions (a table is below, so
        ``below`` is None), signatures and dates, lines of a cover, words in brackets, lists of bold lines.
        """
        if below is None or len(lines) > 1:
            return None
        line = lines[0]
        bold = self.bold_tells and line.bold and not below.bold
        larger = line.size >= _LARGER * self.body > below.size
        if not (bold or larger) or line.size < below.size or opens_otherwise(line.words):
            return None
        if not 2 <= sum(map(is_han, line.words)) <= _HEADING or _NO_HEADING.search(line.words):
            return None
        left = line.x0 - edges.left <= _AT_LEFT * line.size
        if not left and not (page > _OPENING and edges.centred(line)):
            return None
        text = below.x1 - below.x0 >= _TEXT * (edges.right - edges.left)
        apart = is_entry(below.words) or re.search(r"\S {2,}\S", below.words)
        return _LOWEST if text and not apart else None


def title_sizes(stretches: Sequence[Stretch]) -> TitleSizes:
    """The sizes of a document. A letter head is twice as large as the text and has a number (〔2026〕) below it."""
    sizes: Counter[float] = Counter()
    bold = 0
    for stretch in stretches:
        for line in stretch.lines:
            sizes[round(line.size, 1)] += len(line.words)
            bold += line.bold * len(line.words)
    tells = bold <= _RARELY * sizes.total()
    body = max(sizes.items(), key=lambda item: (item[1], -item[0]))[0] if sizes else 10.5
    opening = [line for s in stretches if s.page <= _OPENING for line in s.lines]
    larger = sorted({line.size for line in opening if line.size >= _LARGER * body}, reverse=True)
    for size in larger:
        last = max(i for i, line in enumerate(opening) if line.size == size)
        below = opening[last + 1 : last + 1 + _BELOW]
        numbered = any(sign in line.words for line in below for sign in _NUMBER_SIGNS)
        if not (numbered and size > _LETTER_HEAD * body):
            return TitleSizes(body, size, tells)
    return TitleSizes(body, None, tells)
