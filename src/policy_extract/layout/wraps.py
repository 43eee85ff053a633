"""Which line goes on the one above: cut by a page's edge, by a page number, by a break inside a sentence.

What a cut left inside a paragraph's words is mended in its shadow (``mending``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policy_extract.expressions import expression
from policy_extract.layout.lines import Line
from policy_extract.lexicon import Lexicon

WRAP_MIN = 15  # a line shorter than this was not cut by a page's edge
STOP = tuple("。！？!?;；:：")
_CLOSED = (*STOP, "”", ")", "》")
_SENTENCE = expression(r"[。！？!?;；]")
_HAN = expression(r"[\u4e00-\u9fff]")
_MORE_DIGITS = expression(r"\d+(?:[,.]\d+)*[\u4e00-\u9fff%‰]")
_ZERO = expression(r"0\d*(?:\.\d+)?[\u4e00-\u9fff%‰]")  # no number begins so: the end of a cut one
_AHEAD = 3  # lines in which a sentence in progress must end
_MAX_GAP = 4  # lines without words between two parts of a sentence


@dataclass(frozen=True, slots=True)
class Below:
    """The next line with words: its index, and whether a page number or a blank line stands between."""

    index: int
    blank: bool
    paged: bool


class Wraps:
    """Says which lines belong together by their words; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        measures = ("growth.up", "growth.down", "increase.before")
        words = bounding(lexicon).union(*(lexicon.words("measures", name) for name in measures))
        verbs = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        self._announces = lexicon.compiled(rf"(?:{verbs})$")
        self._announced = lexicon.compiled(rf"(?:{verbs})\d")

    def number(self, above: str, below: str) -> bool:
        """A number goes on: “达到3” / “00亿元，…”. Refused: lines that are nothing but a figure, as cells are."""
        return (
            ends_in_number(above) and bool(_HAN.search(above)) and bool(_MORE_DIGITS.match(below))
        )

    def value(self, above: str, below: str) -> bool:
        """A value is parted from its verb, or a verb from what it is said of: “达到” / “300亿元”, “企业” / “达到200家”."""
        if below[0].isdigit() and self._announces.search(above):
            return len(above) >= 4
        return bool(self._announced.match(below)) and bool(_HAN.search(above)) and len(above) >= 4

    def rest(self, above: str, below: str) -> bool:
        """What stands below can begin nothing: “0亿元以上”, or a list goes on behind “，” or “、”."""
        return bool(_ZERO.match(below) and above[-1:].isdigit()) or above.endswith((",", "、"))

    def figured(self, so_far: str, following: str) -> bool:
        """A sentence that has a year or a figure goes on behind a blank line, up to its mark.

        “到2027年，全市物业服务覆盖” / “率达到85%，…”. Refused: a heading without figures above its text.
        """
        sentence = _SENTENCE.split(so_far)[-1]
        return any(sign.isdigit() for sign in sentence) and self.unfinished(so_far, (following,))

    def unfinished(self, so_far: str, following: Sequence[str]) -> bool:
        """A sentence with a comma is in progress, and it ends in one of the next lines.

        Refused: a list of short lines, which has no marks.
        """
        sentence = _SENTENCE.split(so_far)[-1]
        if "," not in sentence or so_far.endswith(_CLOSED) or not _HAN.search(following[0]):
            return False
        for words in following[:_AHEAD]:
            if any(mark in words for mark in ",。;"):
                return True
            if not words or words.endswith(_CLOSED):
                return False
        return False


def ends_in_number(words: str) -> bool:
    """Words whose last signs are digits, or digits with the point of what a cut took: 达到3, 增长8."""
    return words[-1:].isdigit() or (words[-1:] == "." and words[-2:-1].isdigit())


def bounding(lexicon: Lexicon) -> set[str]:
    """The words that announce or bound a number in front of it: 达到, 不低于, 控制在."""
    listed = (
        *lexicon.table("comparators", "before").values(),
        *lexicon.table("comparators", "ceiling").values(),
    )
    return {word for words in listed if isinstance(words, tuple) for word in words}


def below(lines: Sequence[Line], index: int, paged: frozenset[int]) -> Below | None:
    """The next line with words below a line, over blank lines and page numbers; None for none nearby."""
    blank = page = False
    for at in range(index + 1, min(len(lines), index + 2 + _MAX_GAP)):
        if at in paged or _lone(lines, at):
            page = True
        elif lines[at].blank:
            blank = True
        else:
            return Below(at, blank, page)
    return None


def _lone(lines: Sequence[Line], at: int) -> bool:
    """A page's number between two blank lines inside a sentence: 达到68万 / 12 / 人以上."""
    plain = lines[at].plain
    if not plain.isdecimal() or len(plain) > 3 or lines[at].cell or not 2 <= at < len(lines) - 2:
        return False
    if not lines[at - 1].blank or not lines[at + 1].blank:
        return False
    above, following = lines[at - 2].plain, lines[at + 2].plain
    prose = "," in above and not above.endswith(_CLOSED)
    return prose and bool(_HAN.match(following)) and any(mark in following for mark in ",。;")
