"""The words in front of a number, read: the name that is left, and what the other words said (``peeler.py`` reads them)."""

from __future__ import annotations

import re
from typing import Literal

from policy_extract.tuples import NamedTuple

SignKind = Literal[
    "up", "down", "to", "year_on_year", "per_year", "yearly_rate", "cumulative", "increase",
    "decrease", "distributive", "at_most", "based", "share", "every", "announced", "timed", "new",
    "whole_area", "front", "each", "daily",
]  # fmt: skip


class Sign(NamedTuple):
    """What a word said: “growth up” of 增长, “per_year” of 每年."""

    kind: SignKind
    word: str


class Phrase(NamedTuple):
    """A name, and the signs that the words around it left, in the order in which they were read."""

    name: str
    signs: tuple[Sign, ...] = ()

    def says(self, *kinds: SignKind) -> bool:
        """Whether any word said one of these."""
        # a plain loop, here and below: both are asked thousands of times, mostly of no sign at all
        for sign in self.signs:  # noqa: SIM110
            if sign.kind in kinds:
                return True
        return False

    def word(self, *kinds: SignKind) -> str:
        """The last word that said one of these, or nothing."""
        for sign in reversed(self.signs):
            if sign.kind in kinds:
                return sign.word
        return ""

    def saying(self, kind: SignKind, word: str) -> Phrase:
        """The phrase with one more sign."""
        return Phrase(self.name, (*self.signs, Sign(kind, word)))

    def but(self, *kinds: SignKind) -> Phrase:
        """The phrase without the signs of these kinds."""
        return Phrase(self.name, tuple(s for s in self.signs if s.kind not in kinds))

    def named(self, name: str) -> Phrase:
        """The phrase with another name."""
        return self if name == self.name else Phrase(name, self.signs)

    def moving(self, found: re.Match[str]) -> Phrase:
        """The phrase with the word of growth or decline that a pattern found in its groups ``up`` and ``down``."""
        return self.saying("up", found["up"]) if found["up"] else self.saying("down", found["down"])

    @property
    def growth(self) -> int:
        """+1 after a word of growth, -1 after one of decline, else 0."""
        for sign in reversed(self.signs):
            if sign.kind == "up":
                return 1
            if sign.kind == "down":
                return -1
        return 0

    @property
    def moved(self) -> bool:
        """The number is a change (增长12%), not the level that a change leads to (提高到68%)."""
        moved = False
        for sign in self.signs:
            if sign.kind == "to":
                return False
            moved = moved or sign.kind in ("up", "down")
        return moved
