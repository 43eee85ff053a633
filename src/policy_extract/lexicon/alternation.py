"""Any of many words as a pattern that costs little where none of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterable


def alternation(words: Iterable[str]) -> str:
    """A regex for one of the words, the longest that fits, factored by their first characters.

    A plain ``a|b|c`` of hundreds of words is tried word by word at every position of a plan.
    """
    tails: dict[str, set[str]] = {}
    ends = False
    for word in words:
        if word:
            tails.setdefault(word[0], set()).add(word[1:])
        else:
            ends = True
    if not tails:
        return "" if ends else "(?!)"
    branches = [escaped(c) + _tail(rest) for c, rest in sorted(tails.items())]
    joined = branches[0] if len(branches) == 1 else "|".join(branches)
    return f"(?:{joined})?" if ends else f"(?=[{escaped(''.join(sorted(tails)))}])(?:{joined})"


def escaped(word: str) -> str:
    """As ``re.escape``, which goes through every sign; a word of letters and digits has none to escape."""
    return word if word.isalnum() else re.escape(word)


def _tail(rest: set[str]) -> str:
    if rest == {""}:
        return ""
    if len(rest) == 1:
        return escaped(next(iter(rest)))
    return alternation(rest)
