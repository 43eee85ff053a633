"""Any of many words as a pattern that costs little where none of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

#: So few ways to go on are tried faster than signs are looked up.
_FEW: Final = 8


def alternation(words: Iterable[str]) -> str:
    """A regex for one of the words, the longest that fits, factored by their first characters.

    A plain ``a|b|c`` of hundreds of words is tried word by word at every position of a plan; here two signs are looked at first.
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
    if ends:
        return f"(?:{joined})?"
    return f"(?:{joined})" if len(branches) <= _FEW else f"(?={_openings(tails)})(?:{joined})"


def _openings(tails: Mapping[str, set[str]]) -> str:
    """The signs that words begin with; behind those that are no word themselves, the signs that stand second."""
    alone = {first for first, rest in tails.items() if "" in rest}
    longer = tails.keys() - alone
    seconds = {tail[0] for first in longer for tail in tails[first]}
    ways = [any_sign(alone)] if alone else []
    if longer:
        ways.append(any_sign(longer) + any_sign(seconds))
    return "|".join(ways)


def any_sign(signs: Iterable[str]) -> str:
    """A regex for one of these signs, each of which may be given again."""
    return f"[{escaped(''.join(sorted(set(signs))))}]"


def escaped(word: str) -> str:
    """As ``re.escape``, which goes through every sign; a word of letters and digits has none to escape."""
    return word if word.isalnum() else re.escape(word)


def _tail(rest: set[str]) -> str:
    if rest == {""}:
        return ""
    if len(rest) == 1:
        return escaped(next(iter(rest)))
    return alternation(rest)
