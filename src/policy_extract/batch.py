"""Many documents, in this process or in several; what comes out is the same."""

from __future__ import annotations

import multiprocessing
import sys
import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from functools import partial
from types import MappingProxyType
from typing import Final, Protocol

from policy_extract.processes.crew import Crew, Lost, MayTake
from policy_extract.readers import Input
from policy_extract.readers.confined import TOTAL
from policy_extract.work import Outcome, Recipe, Workshop, failed, overtime

#: Called after each document with what became of it: how many are done, of how many.
Done = Callable[[int, int, Outcome], None]
#: A worker ends a document itself when its time is over. Only one that does not come to that (a library goes on and on) is
#: ended by its leader, after so many times as long and so many seconds.
_LATER, _LATER_BY = 1.5, 10.0
_READING: Final = TOTAL + 60.0  # seconds: readers have limits of their own


class Kept(Protocol):
    """What earlier runs have made of documents, wherever it is kept."""

    def of(self, inputs: Sequence[Input]) -> dict[str, Outcome]:
        """By the ids of inputs, what became of those that would become the same again."""

    def put(self, outcome: Outcome) -> None:
        """What became of one now."""


class NothingKept:
    """Every run does all the work."""

    def of(self, inputs: Sequence[Input]) -> dict[str, Outcome]:  # noqa: ARG002
        """Nothing."""
        return {}

    def put(self, outcome: Outcome) -> None:
        """It is not kept."""


NOTHING_KEPT: Final = NothingKept()


def work_on_all(
    inputs: Sequence[Input],
    workshop: Workshop,
    jobs: int,
    recipe: Recipe,
    done: Done | None,
    known: Mapping[str, Outcome] = MappingProxyType({}),
    kept: Kept = NOTHING_KEPT,
) -> list[Outcome]:
    """Work on every input that is not ``known``, in ``jobs`` processes; the outcomes are in the order of the inputs.

    ``recipe``: for processes that build a workshop of their own. ``kept`` gets each new outcome as it comes, ``done`` is told of all.
    """
    told = done or _untold
    outcomes: dict[str, Outcome] = {}
    for outcome in known.values():
        outcomes[outcome.input.id] = outcome
        told(len(outcomes), len(inputs), outcome)
    new = [item for item in inputs if item.id not in known]
    workers = min(jobs, len(new))
    with closing(
        (workshop.work_on(item) for item in new)
        if workers <= 1
        else _in_crew(new, workshop, workers, recipe)
    ) as stream:
        for outcome in stream:
            outcomes[outcome.input.id] = outcome
            kept.put(outcome)
            told(len(outcomes), len(inputs), outcome)
    return [outcomes[item.id] for item in inputs]


def _untold(done: int, total: int, outcome: Outcome) -> None:
    """Nobody listens."""


def _in_crew(
    inputs: Sequence[Input], workshop: Workshop, workers: int, recipe: Recipe
) -> Generator[Outcome, None, None]:
    fork = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if fork else "spawn")
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
