"""Where the signs stand that end sentences and clauses: found once for a text, looked up for each number."""

from __future__ import annotations

import re
from bisect import bisect_left


class Marks:
    """The places of some signs in a text."""

    def __init__(self, text: str, signs: re.Pattern[str]) -> None:
        self._places = [match.start() for match in signs.finditer(text)]

    def before(self, at: int) -> int:
        """The last of them before a place; -1 where there is none."""
        found = bisect_left(self._places, at) - 1
        return self._places[found] if found >= 0 else -1

    def following(self, at: int) -> int | None:
        """The first of them at a place or behind it."""
        found = bisect_left(self._places, at)
        return self._places[found] if found < len(self._places) else None
