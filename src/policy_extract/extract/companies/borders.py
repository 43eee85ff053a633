"""Where a name may begin and end: breaks of a clause, words that stand before names and behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.alternation import alternation

if TYPE_CHECKING:
    from policy_extract.segment.tokens import Tokenizer

FORMS = "legal_forms"
CONTEXTS = "company_contexts"
HAN = "\u4e00-\u9fff"
# What ends a clause or closes a name off; brackets are handled where they matter.
BREAKS = frozenset("，。；：、！？“”‘’《》【】[]…\n :;,!?|\"'·-~—_*#•①②③④⑤⑥⑦⑧⑨⑩")
_OPEN = BREAKS | frozenset("()")


class Borders:
    """The words around names, compiled once for a Lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        strict = words(CONTEXTS, "before.strict")
        self.before = frozenset((*strict, *words(CONTEXTS, "before.plain")))
        self.strict_before = lexicon.compiled(f"(?:{alternation(strict)})")
        self.single_before = frozenset(words(CONTEXTS, "before.single"))
        self._joint_before = frozenset(words(CONTEXTS, "before.joint"))
        self._before_by_last: dict[str, tuple[str, ...]] = {}
        for word in sorted(self.before):
            last = word[-1]
            self._before_by_last[last] = (*self._before_by_last.get(last, ()), word)
        #: No name begins behind any other sign.
        self.last_before = _OPEN | self._before_by_last.keys() | self.single_before
        self._after = lexicon.compiled(f"(?:{alternation(words(CONTEXTS, 'after.words'))})")

    def ends_before(self, text: str, end: int, tokenizer: Tokenizer) -> bool:
        """Whether a word that introduces a name (支持, 引进) ends at ``end``, or a clause begins.

        Refused: a border inside a word of the dictionary (推|动, 引|领), a single character in the
        middle of a clause that is no joint (在 behind a noun).
        """
        if end == 0:
            return True
        char = text[end - 1]
        if char not in self.last_before:
            return False
        if char in _OPEN or self._word_ends(text, end):
            return True
        if char not in self.single_before:
            return False
        front = end == 1 or text[end - 2] in _OPEN or self._word_ends(text, end - 1)
        if front and char in self._joint_before:
            return True
        if not front:
            if char not in self._joint_before:
                return False
            if tokenizer.knows(text[end - 2 : end]):
                return _token_alone(text, end - 1, tokenizer)
        return not tokenizer.knows(text[end - 1 : end + 1]) or _token_alone(
            text, end - 1, tokenizer
        )

    def _word_ends(self, text: str, end: int) -> bool:
        words = self._before_by_last.get(text[end - 1 : end])
        return words is not None and text.endswith(words, 0, end)

    def word_after(self, text: str, start: int) -> bool:
        """Whether a word that follows names stands at ``start``."""
        return self._after.match(text, start) is not None

    def branch_end(self, text: str, end: int, branch: re.Pattern[str]) -> int:
        """End of a branch that goes on from a name (…有限公司|贵阳分公司), or ``end``.

        Refused: 设立分公司, 的分公司: a word that follows names stands between.
        """
        match = branch.match(text, end)
        return match.end() if match and not self.word_after(text, end) else end

    def begins_after(self, text: str, start: int) -> bool:
        """Whether a name may end at ``start``: a break, a digit, a Latin letter or a word that follows names.

        盘毂|电机: False, 电机 is no word that follows a name but the head of another one.
        """
        if start >= len(text) or text[start] in _OPEN:
            return True
        return (text[start].isascii() and text[start].isalnum()) or self.word_after(text, start)


def _token_alone(text: str, at: int, tokenizer: Tokenizer) -> bool:
    """Whether the character at ``at`` is a word of its own there: 一是|以|立马, but 所以."""
    left = max(at - 5, 0)
    words = tokenizer.over(text[left : at + 6], at - left, at - left + 1)
    return any(len(word.text) == 1 for word in words)
