"""Processes that work on documents, each with a workshop, watched by their leader."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from functools import partial
from multiprocessing import get_context
from typing import Final, TypeVar

from policy_extract.parcels import Came, Parcel
from policy_extract.processes.crew import Crew, Lost, MayTake
from policy_extract.readers import Input
from policy_extract.readers.confined import TOTAL
from policy_extract.work import Outcome, Recipe, Workshop, failed, overtime

#: A worker ends a document itself when its time is over. Only one that does not come to that (a library goes on and on) is
#: ended by its leader, after so many times as long and so many seconds.
_LATER, _LATER_BY = 1.5, 10.0
_READING: Final = TOTAL + 60.0  # seconds: readers have limits of their own
Piece = TypeVar("Piece")
Done = TypeVar("Done")
#: What is done with a piece in a process: its workshop, the piece, and whom to tell how long it may take.
Work = Callable[[Workshop, Piece, MayTake], Done]


def in_crew(
    inputs: Sequence[Input], workshop: Workshop, workers: int, recipe: Recipe
) -> Generator[Came, None, None]:
    """What becomes of each input, packed, as it comes."""
    with closing(crew(_work_on, workshop, workers, recipe).work_on(inputs)) as stream:
        for item, came in stream:
            yield lost(item, came) if isinstance(came, Lost) else came


def crew(
    work: Work[Piece, Done],
    workshop: Workshop,
    size: int,
    recipe: Recipe,
    stay: bool = False,
) -> Crew[Piece, Done]:
    """Processes in which ``work`` is done with a workshop each; see ``Crew``."""
    fork = sys.platform == "linux" and threading.active_count() == 1
    context = get_context("fork" if fork else "spawn")
    # A forked worker has the workshop already; a spawned one builds its own from the same folders.
    start = partial(_start, work, workshop if fork else None, recipe)
    return Crew(context, start, size, _READING, stay)


def lost(item: Input, came: Lost) -> Outcome:
    """What became of an input that nobody could finish."""
    return overtime(item, came.seconds) if came.why == "time" else failed(item, "run.died", {})


def _start(
    work: Work[Piece, Done], workshop: Workshop | None, recipe: Recipe
) -> Callable[[Piece, MayTake], Done]:
    """What works in a worker."""
    return partial(work, workshop or recipe.workshop())


def work_on(workshop: Workshop, item: Input, may_take: MayTake) -> Outcome:
    """One input in a process that its leader ends when that takes too long."""
    return workshop.work_on(item, lambda seconds: may_take(seconds * _LATER + _LATER_BY))


def _work_on(workshop: Workshop, item: Input, may_take: MayTake) -> Came:
    """The same, packed for the leader."""
    return Parcel.of(work_on(workshop, item, may_take))
