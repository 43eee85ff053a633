"""The words and numbers that tell indicators apart, however alike their names are."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from policy_extract.expressions import expression
from policy_extract.lexicon import Lexicon
from policy_extract.measure import numerals

_COMPARISON = "indicator_comparison"
#: Numbers in figures and in words: 100, 1.5, 五十.
NUMBERS: Final = expression(rf"\d+(?:[.,．，]\d+)*|[{numerals.SIGNS[:-1]}]+")


class TellingWords:
    """The words that tell indicators apart, however alike their names are."""

    def __init__(self, lexicon: Lexicon) -> None:
        groups = lexicon.table(_COMPARISON, "discriminating")
        inert = set(lexicon.words(_COMPARISON, "discriminating.inert"))
        self._inert = inert
        quantity = lexicon.words(_COMPARISON, "discriminating.quantity")
        every = {w for words in groups.values() if isinstance(words, tuple) for w in words}
        self._quantity = lexicon.compiled(_any(set(quantity) | inert))
        self._every = lexicon.compiled(_any(every | inert))

    def same_quantity(self, one: str, other: str) -> bool:
        """Whether two names speak of one quantity and one threshold: never 总产值 and 增加值, 超10亿元 and 超50亿元."""
        return self._found(self._quantity, one) == self._found(
            self._quantity, other
        ) and self.numbers(one) == self.numbers(other)

    def same(self, one: str, other: str) -> bool:
        """Whether they also speak of one level, part of the economy and state: 省级 and 国家级 are two."""
        return self.same_quantity(one, other) and self.words(one) == self.words(other)

    def words(self, name: str) -> Counter[str]:
        """The words of a name that tell it from others, each as often as it stands there."""
        return self._found(self._every, name)

    def numbers(self, name: str) -> Counter[str]:
        """The numbers of a name, in figures and in words."""
        return Counter(NUMBERS.findall(name))

    def _found(self, pattern: re.Pattern[str], name: str) -> Counter[str]:
        return Counter(word for word in pattern.findall(name) if word not in self._inert)


def _any(words: set[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
