"""Texts of which only the words around values travel: what compares documents looks no farther."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from policy_extract.findings.comparable import PASSAGE
from policy_extract.model import Observation

#: What stands for signs that did not travel: no text of a reader has it.
_GAP: Final = "\0"


def around(text: str, observations: Iterable[Observation]) -> Iterator[tuple[int, str]]:
    """Where the words around each value begin, and these words."""
    for one in observations:
        start = max(0, one.source.start - PASSAGE)
        yield start, text[start : one.source.end + PASSAGE]


def restored(words: Iterable[tuple[int, str]]) -> str:
    """A text that has these words where they stood."""
    pieces: list[str] = []
    at = 0
    for start, said in sorted(words):
        pieces.append(_GAP * (start - at))
        pieces.append(said[max(0, at - start) :])
        at = max(at, start + len(said))
    return "".join(pieces)
