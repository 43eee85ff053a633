"""Where words stand."""

from __future__ import annotations

from collections.abc import Iterator


def places_of(word: str, text: str) -> Iterator[int]:
    """Where a word begins in a text, from the first place to the last; also where it begins inside itself. The empty word stands nowhere."""
    at = text.find(word) if word else -1
    while at >= 0:
        yield at
        at = text.find(word, at + 1)
