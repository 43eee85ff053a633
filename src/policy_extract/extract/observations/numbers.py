"""All quantities and checkable promises of one text, looked up by sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from policy_extract.measure.quantity import Quantity


class Numbers:
    """The quantities and promises of one text, by offset."""

    def __init__(self, quantities: Sequence[Quantity], promises: Sequence[tuple[int, int]]) -> None:
        self._quantities, self._promises = quantities, promises
        self._starts = [q.start for q in quantities]
        self._promise_starts = [start for start, _ in promises]

    def quantities_in(self, start: int, end: int) -> list[Quantity]:
        """The quantities that stand in ``[start, end)``."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [q for q in self._quantities[low:high] if q.end <= end]

    def promises_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """The promises without a number that stand in ``[start, end)``."""
        low = bisect_left(self._promise_starts, start)
        return [
            p for p in self._promises[low : bisect_left(self._promise_starts, end)] if p[1] <= end
        ]
