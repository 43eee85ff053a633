"""Stretches of a text, looked up by what they touch: no paragraph goes through all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate


class Stretches:
    """Stretches as (start, end), each once; they may overlap."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._sorted = sorted(set(stretches))
        self._starts = [start for start, _ in self._sorted]
        self._reach = list(accumulate((end for _, end in self._sorted), max))

    def touching(self, start: int, end: int) -> list[tuple[int, int]]:
        """Those that share a sign with ``start``-``end``, in order."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        while first and self._reach[first - 1] > start:
            first -= 1
        return [stretch for stretch in self._sorted[first:last] if stretch[1] > start]
