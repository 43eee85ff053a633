"""Which two of some signs a place of a text stands between: those that end sentences and clauses.

Found where somebody asks, for few places of a text are asked for; each stretch of the text once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

#: So far back a sign is looked for at first; each further look goes twice as far.
_BACK: Final = 64


class Marks:
    """The places of some signs in a text, each of them one character."""

    def __init__(self, text: str, signs: re.Pattern[str]) -> None:
        self._text, self._signs = text, signs
        # stretches that were asked for, in order: the first place behind a sign, and the place of the next one
        self._firsts: list[int] = []
        self._lasts: list[int | None] = []

    def before(self, at: int) -> int:
        """The last of them before a place; -1 where there is none."""
        return self._around(at)[0] - 1

    def following(self, at: int) -> int | None:
        """The first of them at a place or behind it."""
        return self._around(at)[1]

    def _around(self, at: int) -> tuple[int, int | None]:
        """The stretch that a place stands in: behind one sign, up to the next with that one."""
        known = bisect_right(self._firsts, at)
        if known:
            last = self._lasts[known - 1]
            if last is None or at <= last:
                return self._firsts[known - 1], last
        following = self._signs.search(self._text, at)
        last = following.start() if following is not None else None
        first = self._behind(at)
        self._firsts.insert(known, first)
        self._lasts.insert(known, last)
        return first, last

    def _behind(self, at: int) -> int:
        """The first place behind the last sign before ``at``."""
        step, stop = _BACK, at
        while stop > 0:
            start = max(0, stop - step)
            found = -1
            for match in self._signs.finditer(self._text, start, stop):
                found = match.start()
            if found >= 0:
                return found + 1
            step, stop = 2 * step, start
        return 0
