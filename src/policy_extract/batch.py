"""Many documents, in this process or in several; what comes out is the same."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from policy_extract.readers import Input
from policy_extract.readers.confined import TOTAL
from policy_extract.work import Outcome, Recipe, Workshop, failed, overtime

if TYPE_CHECKING:
    from policy_extract.processes.crew import MayTake

#: A worker ends a document itself when its time is over. Only one that does not come to that (a library goes on and on) is
#: ended by its leader, after so many times as long and so many seconds.
_LATER, _LATER_BY = 1.5, 10.0
_READING: Final = TOTAL + 60.0  # seconds: readers have limits of their own


class Kept(Protocol):
    """What earlier runs have made of documents, wherever it is kept."""

    def of(self, inputs: Sequence[Input]) -> Iterator[Outcome]:
        """What became of those inputs that would become the same again, one by one."""

    def put(self, outcome: Outcome) -> None:
        """What became of one now."""


class NothingKept:
    """Every run does all the work."""

    def of(self, inputs: Sequence[Input]) -> Iterator[Outcome]:  # noqa: ARG002
        """Nothing."""
        return iter(())

    def put(self, outcome: Outcome) -> None:
        """It is not kept."""


NOTHING_KEPT: Final = NothingKept()


def work_on_all(
    inputs: Sequence[Input], workshop: Workshop, jobs: int, recipe: Recipe
) -> Generator[Outcome, None, None]:
    """Work on every input, in ``jobs`` processes; each outcome as it comes, in no order. Nothing of it is held here.

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
) -> Generator[Outcome, None, None]:
    from multiprocessing import get_context

    from policy_extract.processes.crew import Crew, Lost

    fork = sys.platform == "linux" and threading.active_count() == 1
    context = get_context("fork" if fork else "spawn")
    # A forked worker has the workshop already; a spawned one builds its own from the same folders.
    start = partial(_start, workshop if fork else None, recipe)
    crew = Crew[Input, Outcome](context, start, workers, _READING)
    with closing(crew.work_on(inputs)) as stream:
        for item, came in stream:
            if not isinstance(came, Lost):
                yield came
            elif came.why == "time":
                yield overtime(item, came.seconds)
            else:
                yield failed(item, "run.died", {})


def _start(workshop: Workshop | None, recipe: Recipe) -> Callable[[Input, MayTake], Outcome]:
    """What works in a worker."""
    return partial(_work, workshop or recipe.workshop())


def _work(workshop: Workshop, item: Input, may_take: MayTake) -> Outcome:
    return workshop.work_on(item, lambda seconds: may_take(seconds * _LATER + _LATER_BY))
