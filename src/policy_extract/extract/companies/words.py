"""Matchers over word lists: hundreds of words found in one pass over a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

_HEAD: Final = 2  # signs by which a word is looked up
Compiled = Callable[[str], re.Pattern[str]]


class Words:
    """A list of words, looked for in texts; built once for a list.

    A text is passed over by two sets of signs, those that words begin with and those that stand second; only where both
    fit are two signs looked up, and only behind two that open a word is a whole word.
    """

    def __init__(self, words: Iterable[str], compiled: Compiled = re.compile) -> None:
        """``compiled``: what compiles a pattern; that of a lexicon for words of a lexicon."""
        self._words = frozenset(word for word in words if word)
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[:_HEAD], set()).add(len(word))
        #: How long the words are that begin so, longest first.
        self._lengths = {head: tuple(sorted(of, reverse=True)) for head, of in lengths.items()}
        firsts = _any_sign(head[0] for head in lengths)
        alone = self._alone = frozenset(head for head in lengths if len(head) < _HEAD)
        for head in list(self._lengths):  # 京 and 京东: a word of one sign is one that begins so
            if head[0] in alone and len(head) == _HEAD:
                self._lengths[head] += (1,)
        seconds = _any_sign(head[1] for head in lengths if len(head) == _HEAD)
        behind = "" if alone else f"(?={seconds})"
        self._opening = compiled(f"{firsts}{behind}") if lengths else None

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the words stand, the longest at every place, from left to right and none over another."""
        done = 0
        words, lengths = self._words, self._lengths
        for opening in self._opening.finditer(text) if self._opening is not None else ():
            start = opening.start()
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


def _any_sign(signs: Iterable[str]) -> str:
    return f"[{re.escape(''.join(sorted(set(signs))))}]"
