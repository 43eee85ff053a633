"""Documents in this process, or in several of this machine."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from pathlib import Path

from policy_extract.batch import work_on_all
from policy_extract.engines import Worked
from policy_extract.lexicon import Lexicon
from policy_extract.parcels import Came
from policy_extract.readers import Discovery, Input, discover
from policy_extract.tuples import NamedTuple
from policy_extract.work import Recipe, Workshop


class Local(NamedTuple):
    """As many as ``jobs`` processes."""

    jobs: int = 1

    def discovered(self, paths: Iterable[str | Path]) -> Discovery:
        """See ``discover``."""
        return discover(paths)

    def close(self) -> None:
        """Nothing was started: processes end with the work."""

    def work_on_all(self, inputs: Sequence[Input], recipe: Recipe) -> Worked:
        """See ``Engine``."""
        workshop = recipe.workshop()
        return Worked(workshop.lexicon, self._outcomes(inputs, workshop, recipe))

    def _outcomes(
        self, inputs: Sequence[Input], workshop: Workshop, recipe: Recipe
    ) -> Generator[Came, None, None]:
        with closing(workshop), closing(work_on_all(inputs, workshop, self.jobs, recipe)) as stream:
            yield from stream

    def spreads(self, documents: int) -> bool:
        """No: it is this process's."""
        del documents
        return False

    def companies(self, lexicon: Lexicon, recipe: Recipe) -> None:
        """This process."""
        del lexicon, recipe
