"""Documents in this process, or in several of this machine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from policy_extract.batch import Kept, work_on_all
from policy_extract.engines import Begun, Worked
from policy_extract.lexicon import Lexicon, load
from policy_extract.readers import Discovery, Input, discover
from policy_extract.work import Recipe, words_at_rest


@dataclass(frozen=True)
class Local:
    """As many as ``jobs`` processes."""

    jobs: int = 1

    def discovered(self, paths: Iterable[str | Path]) -> Discovery:
        """See ``discover``."""
        return discover(paths)

    def close(self) -> None:
        """Nothing was started: processes end with the work."""

    def work_on_all(
        self, inputs: Sequence[Input], recipe: Recipe, begun: Begun, kept: Kept
    ) -> Worked:
        """See ``Engine``."""
        with words_at_rest():
            known = kept.of(inputs)
        if len(known) == len(inputs):  # nothing to work on, so nothing is built for it
            lexicon = load(recipe.folders, local=recipe.local)
            done = begun()
            outcomes = [known[item.id] for item in inputs]
            for count, outcome in enumerate(outcomes, 1):
                done(count, len(outcomes), outcome)
            return Worked(lexicon, outcomes)
        workshop = recipe.workshop()
        with words_at_rest(), closing(workshop):
            done = begun()
            outcomes = work_on_all(inputs, workshop, self.jobs, recipe, done, known, kept)
        return Worked(workshop.lexicon, outcomes)

    def companies(self, lexicon: Lexicon, recipe: Recipe) -> None:
        """This process."""
        del lexicon, recipe
