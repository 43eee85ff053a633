"""Many documents, in this process or in several; what comes out is the same."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from typing import Final, Protocol

from policy_extract.parcels import Came
from policy_extract.readers import Input
from policy_extract.work import Outcome, Recipe, Workshop


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
    if workers <= 1:
        yield from (workshop.work_on(item) for item in inputs)
        return
    from policy_extract.workers import in_crew  # what one document has no use for

    with closing(in_crew(inputs, workshop, workers, recipe)) as stream:
        yield from stream
