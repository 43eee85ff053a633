"""How alike names and sentences are; what two names must share before they can be one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

_QUOTES: Final = "“”‘’\"'「」『』《》"
_DIGITS: Final = re.compile(r"[\d０-９]+(?:[.．,，][\d０-９]+)*")
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
