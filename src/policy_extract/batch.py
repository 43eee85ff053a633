"""Many documents, in this process or in several; what comes out is the same."""

from __future__ import annotations

import multiprocessing
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import Final, Protocol, TypeVar

from policy_extract.parcels import Came, Parcel
from policy_extract.processes.crew import Crew, Lost, MayTake
from policy_extract.readers import Input
from policy_extract.readers.confined import TOTAL
from policy_extract.work import Outcome, Recipe, Workshop, failed, overtime

#: A worker ends a document itself when its time is over. Only one that does not come to that (a library goes on and on) is
#: ended by its leader, after so many times as long and so many seconds.
_LATER, _LATER_BY = 1.5, 10.0
Piece = TypeVar("Piece")
Done = TypeVar("Done")
#: What is done with a piece in a process: its workshop, the piece, and whom to tell how long it may take.
Work = Callable[[Workshop, Piece, MayTake], Done]
_READING: Final = TOTAL + 60.0  # seconds: readers have limits of their own


class Kept(Protocol):
    """What earlier runs have made of documents, wherever it is kept."""

    def of(self, inputs: Sequence[Input]) -> Iterator[Outcome]:
        """What became of those inputs that would become the same again, one by one."""

    def put(self, came: Came) -> None:
        """What became of one now."""


class NothingKept:
    """Every run does all the work."""

    def of(self, inputs: Sequence[Input]) -> Iterator[Outcome]:  # noqa: ARG002
        """Nothing."""
        return iter(())

    def put(self, came: Came) -> None:
        """It is not kept."""


NOTHING_KEPT: Final = NothingKept()


def work_on_all(
    inputs: Sequence[Input], workshop: Workshop, jobs: int, recipe: Recipe
) -> Generator[Came, None, None]:
    """Work on every input, in ``jobs`` processes; each outcome as it comes, in no order; those of other processes are
    packed. Nothing of it is held here.

    ``recipe``: for processes that build a workshop of their own.
    """
    workers = min(jobs, len(inputs))
    with closing(
        (workshop.work_on(item) for item in inputs)
        if workers <= 1
        else _in_crew(inputs, workshop, workers, recipe)
    ) as stream:
        yield from stream


def _in_crew(
    inputs: Sequence[Input], workshop: Workshop, workers: int, recipe: Recipe
) -> Generator[Came, None, None]:
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
    context = multiprocessing.get_context("fork" if fork else "spawn")
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
