"""Noise of text taken from PDF files: signs of a font's own, signs without width, doubled and spread signs.

What is mended is mended in the text that is put out, so that names, quotes and offsets are those of the words. A
sign that only looks like another is replaced one for one; what was printed twice is kept once.
"""

from __future__ import annotations

import re
from itertools import islice
from operator import eq
from typing import Final

from policy_extract.document import is_han, looks_like
from policy_extract.expressions import expression

#: Signs that print nothing and change nothing: zero width spaces and joiners, marks of direction, soft hyphens, variants.
#: Those that turn the direction of words (U+202E) stay: with them a reader of the original sees other words than stand there.
_UNSEEN: Final = expression("[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
_TWINS: Final = expression(r"(?:([\w，。、；：（）“”%])\1){5,}")
_MIN_TWINS: Final = 3  # different signs: 0000000000 and ＿＿＿＿ are no doubled words
_ALIKE: Final = bytes((1, 0, 1, 0, 1, 0, 1, 0, 1))
_NUMBER: Final = expression(r"(?<=[\u4e00-\u9fff])(\d{1,6}(?:\.\d{1,3})?)\1(?![\d.])")
_WORD: Final = expression(r"([\u4e00-\u9fff]{2,8})\1")
_LONGEST: Final = 6
_SPREAD: Final = expression(
    r"(?:[\u4e00-\u9fff0-9，。、；：（）“”%.] ){8,}[\u4e00-\u9fff0-9，。、；：（）“”%.](?![^\s])"
)
_SPREAD_SIGN: Final = expression(r" [\u4e00-\u9fff] [\u4e00-\u9fff0-9] ")
_MIN_HAN: Final = 0.5  # of the signs of a spread line; a row of figures has less


def mended(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without such noise, and the codes of what was mended (“warning.…” in ``messages``).

    ⼯信局 → 工信局; 亿<U+FE0F>元 → 亿元; 国国务务院院办办公公厅厅 → 国务院办公厅; 达到达到300300家 → 达到300家; 到 2 0 2 5 年 全 市 … →
    到2025年全市…. Refused: words that are double (家家户户, 一批一批), figures that are (2020年), titles whose letters
    stand two spaces apart, a row of figures.
    """
    told: list[str] = []
    plain = looks_like(text)
    unseen = _UNSEEN.search(plain)
    if unseen:
        plain = _UNSEEN.sub("", plain)
    if unseen or plain != text:
        told.append("glyphs_mended")
    once = _spread_closed(_doubled_numbers(_twins(plain)))
    if once != plain:
        told.append("doubled_mended")
    return once, tuple(told)


def _twins(text: str) -> str:
    """Runs in which each sign stands twice, as a bold font leaves them."""

    def halved(match: re.Match[str]) -> str:
        signs = match.group()[::2]
        different = {sign for sign in signs if is_han(sign)}
        return signs if len(different) >= _MIN_TWINS else match.group()

    equal = bytes(map(eq, text, islice(text, 1, None)))  # a run has every second pair alike
    return _TWINS.sub(halved, text) if _ALIKE in equal else text


def _doubled_numbers(text: str) -> str:
    """Lines in which a doubled number stands behind a doubled word: their doubled words are read once."""
    lines: set[int] = set()
    for match in _NUMBER.finditer(text):
        at = match.start()
        sizes = range(2, _LONGEST + 1)
        if any(
            is_han(text[at - 1 : at]) and text[at - n : at] == text[at - 2 * n : at - n]
            for n in sizes
        ):
            lines.add(text.rfind("\n", 0, at) + 1)
    pieces: list[str] = []
    done = 0
    for start in sorted(lines):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        pieces += (text[done:start], _NUMBER.sub(r"\1", _WORD.sub(r"\1", text[start:stop])))
        done = stop
    return "".join((*pieces, text[done:]))


def _spread_closed(text: str) -> str:
    """Runs of signs with a space between each two."""

    def closed(match: re.Match[str]) -> str:
        signs = match.group()[::2]
        return signs if sum(map(is_han, signs)) >= _MIN_HAN * len(signs) else match.group()

    return _SPREAD.sub(closed, text) if _SPREAD_SIGN.search(text) else text
