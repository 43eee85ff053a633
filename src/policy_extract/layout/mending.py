"""The shadow of paragraphs that were cut: numbers whole, page numbers gone, one sign for one.

Offsets hold: nothing is dropped, signs change places with the line break beside them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from policy_extract.document import Paragraph, is_han
from policy_extract.expressions import expression
from policy_extract.layout.wraps import bounding, ends_in_number
from policy_extract.lexicon import Lexicon

#: A line break with the blanks and blank lines behind it.
BREAKS = expression(r"\n[ \n]*")
_LONE = expression(r"(\d{1,3}) *")
#: Stands for a break between a number and its unit, which no other break of a text is read over.
GAP = "\x0b"


class Mender:
    """Mends shadows; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        signs = "".join(sorted(set(filter(is_han, "".join(bounding(lexicon))))))
        self._scales = lexicon.words("measures", "prefix.plain")
        self._signs = frozenset(signs)
        #: What a line may end with that is cut inside a number or a bound, but for digits.
        self._cut = self._signs.union(".", self._scales)
        self._break = lexicon.compiled(
            rf"(?:(?P<digits>\.?\d[\d.]*)|(?P<verb>[{signs}]{{1,5}})(?=\d)|(?<=\n\n)(?P<unit>[\u4e00-\u9fff%]))"
        )

    def mend(
        self, plain: str, paragraphs: Sequence[Paragraph], pages: Sequence[tuple[int, int]]
    ) -> str:
        """The shadow with cut numbers and bounds whole and without page numbers inside paragraphs; same length.

        “达到30⏎0亿元” → “达到300 亿元”; “不低⏎于280万” → “⏎不低于280万”. Refused: breaks between two paragraphs.
        """
        starts = [p.start for p in paragraphs]
        pieces: list[str] = []
        at = 0
        for start, end in sorted(pages):
            if end > at and around(paragraphs, starts, start, end):
                start = max(start, at)
                pieces += (plain[at:start], "\n" * (end - start))  # names drop these
                at = end
        plain = "".join((*pieces, plain[at:]))
        pieces, at = [], 0
        for blank in BREAKS.finditer(plain):
            begin = blank.start()
            while begin > at and plain[begin - 1] == " ":
                begin -= 1
            # most lines end with a mark
            if begin <= at or not (plain[begin - 1] in self._cut or plain[begin - 1].isdigit()):
                continue
            match = self._break.match(plain, blank.end())
            if match is None or not around(paragraphs, starts, begin - 1, match.end()):
                continue
            new = self._rewritten(plain, begin, match, at)
            if new is not None:
                first, words = new
                pieces += (plain[at:first], words)
                at = match.end()
        return "".join((*pieces, plain[at:])) if pieces else plain

    def _rewritten(
        self, plain: str, begin: int, match: re.Match[str], at: int
    ) -> tuple[int, str] | None:
        """Where the rewritten stretch begins and its new words, up to the end of the match; None for no change."""
        numbered = ends_in_number(plain[max(0, begin - 2) : begin])
        if match["digits"]:
            gap = " " * (match.start("digits") - begin)
            return (begin, match["digits"] + gap) if numbered else None
        if match["verb"]:
            first = begin
            while first > at and begin - first < 5 and plain[first - 1] in self._signs:
                first -= 1
            gap = plain[begin : match.start("verb")]
            return (first, gap + plain[first:begin] + match["verb"]) if first < begin else None
        scaled = plain[begin - 1] in self._scales and plain[begin - 2].isdigit()
        gap = GAP * (match.start("unit") - begin)
        return (begin, gap + match["unit"]) if numbered or scaled else None


def around(paragraphs: Sequence[Paragraph], starts: Sequence[int], start: int, end: int) -> bool:
    """Whether one paragraph holds the whole stretch."""
    place = bisect_right(starts, start) - 1
    return place >= 0 and end <= paragraphs[place].end


def lone_pages(plain: str, paragraphs: Sequence[Paragraph]) -> list[tuple[int, int]]:
    """The page numbers between blank lines that paragraphs were joined over."""
    starts = [p.start for p in paragraphs]
    found: list[tuple[int, int]] = []
    before: re.Match[str] | None = None
    at = 0  # the breaks up to there stand behind a page number that was found
    for after in BREAKS.finditer(plain):
        page = None
        if before is not None and plain[before.end()].isdecimal():  # most lines begin otherwise
            page = _LONE.fullmatch(plain, before.end(), after.start())
        if before is not None and page is not None:
            start = max(before.start() + 1, at)
            start += plain[start - 1] != "\n"
            blank = start <= plain.rfind("\n", before.start(), before.end())
            end = plain.rfind("\n", after.start() + 1, after.end())
            if blank and end >= 0:
                at = end
                if around(paragraphs, starts, start, end):
                    found.append(page.span(1))
        before = after
    return found
