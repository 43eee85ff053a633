"""Where the work is done: in this process and its own (``local``), or on many machines (``spark``).

An engine decides where, and nothing else: the same inputs give the same outcomes, whichever does it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from policy_extract.lexicon import Lexicon
from policy_extract.parcels import Came
from policy_extract.readers import Discovery, Input
from policy_extract.resolve.resolver import Companies
from policy_extract.tuples import NamedTuple
from policy_extract.work import Recipe

__all__ = ["Engine", "Worked"]


class Worked(NamedTuple):
    """The lexicon that all is done with, and what becomes of each input as it comes, in any order."""

    lexicon: Lexicon
    outcomes: Generator[Came, None, None]


class Engine(Protocol):
    """Works on documents, one apart from the other; ``close`` it."""

    def discovered(self, paths: Iterable[str | Path]) -> Discovery:
        """The documents behind paths."""
        ...

    def close(self) -> None:
        """Let go of what was started for it."""
        ...

    def work_on_all(self, inputs: Sequence[Input], recipe: Recipe) -> Worked:
        """What becomes of each input; close what comes.

        Raises GazetteerError when a gazetteer is broken.
        """
        ...

    def spreads(self, documents: int) -> bool:
        """Whether the second pass of so many documents is the engine's, too (``spread``)."""
        ...

    def companies(self, lexicon: Lexicon, recipe: Recipe) -> Companies | None:
        """Who settles which names of companies mean one, with the words that the recipe gives; None: this process, as always."""
        ...
