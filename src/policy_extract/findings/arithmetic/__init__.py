"""A stated growth, multiple, share, sum or count against the levels, parts or rows that it speaks of.

One module for each relation, each a walk over the documents that gives ``Reckoning``s; ``record`` makes findings of
them. Everything is looked up by indicator, area and year: the time grows with the number of observations.

What holds for all: a value is the interval of the numbers that are printed like it; a bound (突破, 以上, 约) is open, so that
a computation with it fails only where no number can make it true. What was taken from the surroundings (a time of
an earlier sentence) may confirm a statement and never denies it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from policy_extract.findings.arithmetic.counts import Counts
from policy_extract.findings.arithmetic.done import Done
from policy_extract.findings.arithmetic.grids import Grids
from policy_extract.findings.arithmetic.growth import growth
from policy_extract.findings.arithmetic.levels import Levels
from policy_extract.findings.arithmetic.multiple import multiple
from policy_extract.findings.arithmetic.prose import Prose
from policy_extract.findings.arithmetic.record import Reckoning, records
from policy_extract.findings.arithmetic.share import Shares
from policy_extract.findings.arithmetic.sums import Sums
from policy_extract.findings.corpus import Corpus
from policy_extract.model import Arithmetic, Document

__all__ = ["Reckoner", "reckon"]


def reckon(corpus: Corpus) -> tuple[Arithmetic, ...]:
    """Every arithmetic finding of a corpus, sorted; the order of the documents does not matter.

    The documents must be resolved. Without a lexicon (its words say what may be added up) there is none, nor of a
    document without its text.
    """
    if not corpus.lexicon.word_lists:
        return ()
    told = tuple(document for document in corpus.documents if document.id in corpus.texts)
    found = Reckoner(corpus).of(told, Levels(told))
    return tuple(sorted(found, key=lambda one: one.id))


class Reckoner:
    """All relations, each with its words made ready once; ``corpus`` must have a lexicon."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._prose = Prose(corpus)
        self._grids = Grids(self._prose)
        self._shares = Shares(corpus, self._prose)
        self._tables = (
            Done(corpus, self._grids, self._prose),
            Sums(corpus, self._grids, self._prose),
            Counts(corpus, self._grids, self._prose),
        )

    def of(self, documents: Sequence[Document], levels: Levels) -> Iterator[Arithmetic]:
        """The findings of documents that have texts, in no order that says anything; ``levels`` are theirs."""
        found = chain(
            self._by_levels(documents, levels),
            *(table.find(documents) for table in self._tables),
        )
        yield from records(found, self._corpus)
        self._prose.forget()
        self._grids.forget()

    def ask(self, documents: Sequence[Document], levels: Levels) -> None:
        """Look at all levels that ``of`` may look at, where ``levels`` knows no other documents."""
        for _ in self._by_levels(documents, levels):
            pass
        self._prose.forget()

    def _by_levels(self, documents: Sequence[Document], levels: Levels) -> Iterator[Reckoning]:
        corpus, prose = self._corpus, self._prose
        yield from growth(documents, corpus, levels, prose)
        yield from multiple(documents, corpus, levels, prose)
        yield from self._shares.find(documents, levels)
