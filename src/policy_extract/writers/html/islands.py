"""Data islands: JSON that stands in a page and that nothing in a plan can break out of."""

from __future__ import annotations

import json
from collections.abc import Iterable

#: Signs that end a script element, begin a comment or an entity, or are line ends to some readers of scripts.
_ESCAPED = str.maketrans(
    {sign: f"\\u{ord(sign):04x}" for sign in ("<", ">", "&", "\u2028", "\u2029")}
)


def island(data: object) -> str:
    """``data`` as JSON for the inside of a ``<script type="application/json">``.

    It is valid JSON and holds neither ``<`` nor ``>`` nor ``&``, whatever words stand in it.
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


class Words:
    """A table of words: each is sent once, rows hold its number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {"": 0}

    def __call__(self, words: str | None) -> int:
        """The number of words; 0 for none."""
        return self._numbers.setdefault(words or "", len(self._numbers))

    def each(self, many: Iterable[str]) -> list[int]:
        """The numbers of several."""
        return [self(words) for words in many]

    @property
    def listed(self) -> list[str]:
        """All words, in the order of their numbers."""
        return list(self._numbers)
