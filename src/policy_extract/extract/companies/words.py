"""Matchers over word lists: hundreds of words found in one pass over a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from policy_extract.document.words import places_of
from policy_extract.lexicon.alternation import any_sign

_HEAD: Final = 2  # signs by which a word is looked up
#: So few words are looked for one by one.
_FEW: Final = 12
#: Sets into which the signs that words begin with are parted, each with its own signs behind; more take longer to try.
_PARTS: Final = 6
Compiled = Callable[[str], re.Pattern[str]]


class Words:
    """A list of words, looked for in texts; built once for a list.

    A text is passed over by sets of signs, those that words begin with and those that stand second behind them; only where both
    fit are two signs looked up, and only behind two that open a word is a whole word.
    """

    def __init__(self, words: Iterable[str], compiled: Compiled = re.compile) -> None:
        """``compiled``: what compiles a pattern; that of a lexicon for words of a lexicon."""
        self._words = frozenset(word for word in words if word)
        self._few = len(self._words) <= _FEW
        if self._few:
            return
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[:_HEAD], set()).add(len(word))
        #: How long the words are that begin so, longest first.
        self._lengths = {head: tuple(sorted(of, reverse=True)) for head, of in lengths.items()}
        alone = self._alone = frozenset(head for head in lengths if len(head) < _HEAD)
        for head in list(self._lengths):  # 京 and 京东: a word of one sign is one that begins so
            if head[0] in alone and len(head) == _HEAD:
                self._lengths[head] += (1,)
        ways = [f"{any_sign(fronts)}(?={any_sign(behind)})" for fronts, behind in _parted(lengths)]
        self._opening = compiled("|".join([*ways, any_sign(alone)] if alone else ways))

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the words stand, the longest at every place, from left to right and none over another."""
        return self._one_by_one(text) if self._few else self._by_openings(text)

    def _one_by_one(self, text: str) -> Iterator[tuple[int, int]]:
        done = 0
        for start, length in sorted(
            (at, -len(word)) for word in self._words for at in places_of(word, text)
        ):
            if start >= done:
                done = start - length
                yield start, done

    def _by_openings(self, text: str) -> Iterator[tuple[int, int]]:
        done = 0
        words, lengths = self._words, self._lengths
        for start in map(re.Match.start, self._opening.finditer(text)):
            of_head = lengths.get(text[start : start + _HEAD])
            if of_head is None and self._alone:
                of_head = lengths.get(text[start])
            if of_head is None or start < done:
                continue  # as at most places
            for length in of_head:
                word = text[start : start + length]
                if word in words:
                    done = start + len(word)  # the text may end before ``length``
                    yield start, done
                    break


def _parted(heads: Iterable[str]) -> list[tuple[set[str], set[str]]]:
    """First signs of two, each with those that stand behind it, in sets that let few other pairs through."""
    behind: dict[str, set[str]] = {}
    for head in heads:
        if len(head) == _HEAD:
            behind.setdefault(head[0], set()).add(head[1])
    parts: list[tuple[set[str], set[str]]] = [(set(), set()) for _ in range(_PARTS)]
    for sign, seconds in sorted(behind.items(), key=lambda one: (-len(one[1]), one[0])):

        def growth(part: tuple[set[str], set[str]], new: set[str] = seconds) -> int:
            """So many pairs more are let through when the sign joins a part."""
            more = len(new - part[1])
            return len(part[0]) * more + len(part[1]) + more

        fronts, after = min(parts, key=growth)
        fronts.add(sign)
        after |= seconds
    return [part for part in parts if part[0]]
