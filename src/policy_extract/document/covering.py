"""Which of many stretches of a text hold a place, without going through all of them for each place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from heapq import heappop, heappush


class Covering:
    """Stretches as (start, end); of several that hold a place the one of the highest ``ranks`` is told.

    Without ranks that is the first of them in the order given.
    """

    def __init__(
        self, stretches: Sequence[tuple[int, int]], ranks: Sequence[int] | None = None
    ) -> None:
        ordered = sorted((s, i) for i, (s, end) in enumerate(stretches) if s < end)
        self._borders = sorted({border for s, i in ordered for border in (s, stretches[i][1])})
        self._held: list[int | None] = []
        opened: list[tuple[int, int, int]] = []
        at = 0
        for border in self._borders:
            while at < len(ordered) and ordered[at][0] == border:
                number = ordered[at][1]
                rank = ranks[number] if ranks is not None else -number
                heappush(opened, (-rank, number, stretches[number][1]))
                at += 1
            while opened and opened[0][2] <= border:
                heappop(opened)
            self._held.append(opened[0][1] if opened else None)

    def at(self, place: int) -> int | None:
        """The number of the stretch that holds a place; None where none does."""
        border = bisect_right(self._borders, place) - 1
        return self._held[border] if border >= 0 else None
