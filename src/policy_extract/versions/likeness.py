"""How alike names and sentences are; what two names must share before they can be one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from policy_extract.lexicon import Lexicon
from policy_extract.measure import numerals

_QUOTES: Final = "“”‘’\"'「」『』《》"
#: Numbers in figures and in words: 100, 1.5, 五十.
NUMBERS: Final = re.compile(rf"\d+(?:[.,．，]\d+)*|[{numerals.SIGNS[:-1]}]+")
_DIGITS: Final = re.compile(r"[\d０-９]+(?:[.．,，][\d０-９]+)*")
_COMPARISON = "indicator_comparison"
#: Words of a text that are compared; a longer one is told by its beginning.
_MOST: Final = 400


def bare(name: str | None) -> str:
    """A name without white space and quotes, in lower case; what is left is compared."""
    return "".join(
        sign for sign in (name or "") if not sign.isspace() and sign not in _QUOTES
    ).casefold()


def masked(words: str) -> str:
    """Words without their numbers and white space: a sentence stays the same when its values change."""
    return _DIGITS.sub("#", "".join(words.split()))[:_MOST]


def alike(one: str, other: str) -> float:
    """How alike two texts are, sign by sign, from 0 to 100."""
    if one == other:
        return 100.0
    from rapidfuzz import fuzz

    return float(fuzz.ratio(one, other))


def only_left_out(one: str, other: str) -> bool:
    """Whether one name has all signs of the other, in whatever order: none is replaced (东溪产业园, 西坪产业园)."""
    first, second = Counter(one), Counter(other)
    return not (first - second) or not (second - first)


def bigrams(name: str) -> Iterator[str]:
    """The pairs of neighbouring signs of a name: alike names share some."""
    words = bare(name)
    yield from dict.fromkeys(words[at : at + 2] for at in range(max(1, len(words) - 1)))


class Telling:
    """The words that tell indicators apart, however alike their names are."""

    def __init__(self, lexicon: Lexicon) -> None:
        groups = lexicon.table(_COMPARISON, "discriminating")
        inert = set(lexicon.words(_COMPARISON, "discriminating.inert"))
        self._inert = inert
        quantity = lexicon.words(_COMPARISON, "discriminating.quantity")
        every = {w for words in groups.values() if isinstance(words, tuple) for w in words}
        self._quantity, self._every = _any(set(quantity) | inert), _any(every | inert)

    def same_quantity(self, one: str, other: str) -> bool:
        """Whether two names speak of one quantity and one threshold: never 总产值 and 增加值, 超10亿元 and 超50亿元."""
        return self._found(self._quantity, one) == self._found(self._quantity, other) and Counter(
            NUMBERS.findall(one)
        ) == Counter(NUMBERS.findall(other))

    def same(self, one: str, other: str) -> bool:
        """Whether they also speak of one level, part of the economy and state: 省级 and 国家级 are two."""
        return self.same_quantity(one, other) and self._found(self._every, one) == self._found(
            self._every, other
        )

    def _found(self, pattern: re.Pattern[str], name: str) -> Counter[str]:
        return Counter(word for word in pattern.findall(name) if word not in self._inert)


def _any(words: set[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))
