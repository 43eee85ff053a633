"""A stated growth, multiple, share, sum or count against the levels, parts or rows that it speaks of.

One module for each relation, each a walk over the documents that gives ``Reckoning``s; ``record`` makes findings of
them. Everything is looked up by indicator, area and year: the time grows with the number of observations.

What holds for all: a value is the interval of the numbers that are printed like it; a bound (突破, 以上, 约) is open, so that
a computation with it fails only where no number can make it true. What was taken from the surroundings (a time of
an earlier sentence) may confirm a statement and never denies it.
"""

from __future__ import annotations

from dataclasses import replace

from policy_extract.findings.arithmetic.counts import Counts
from policy_extract.findings.arithmetic.done import Done
from policy_extract.findings.arithmetic.grids import Grids
from policy_extract.findings.arithmetic.growth import growth
from policy_extract.findings.arithmetic.levels import Levels
from policy_extract.findings.arithmetic.multiple import multiple
from policy_extract.findings.arithmetic.prose import Prose
from policy_extract.findings.arithmetic.record import records
from policy_extract.findings.arithmetic.share import Shares
from policy_extract.findings.arithmetic.sums import Sums
from policy_extract.findings.corpus import Corpus
from policy_extract.model import Arithmetic

__all__ = ["reckon"]


def reckon(corpus: Corpus) -> tuple[Arithmetic, ...]:
    """Every arithmetic finding of a corpus, sorted; the order of the documents does not matter.

    The documents must be resolved. Without a lexicon (its words say what may be added up) there is none, nor of a
    document without its text.
    """
    if not corpus.lexicon.word_lists:
        return ()
    told = tuple(document for document in corpus.documents if document.id in corpus.texts)
    corpus = replace(corpus, documents=told)
    levels, prose = Levels(corpus), Prose(corpus)
    grids = Grids(corpus, prose)
    found = (
        *growth(corpus, levels, prose),
        *multiple(corpus, levels, prose),
        *Shares(corpus, levels, prose).find(),
        *Done(corpus, grids, prose).find(),
        *Sums(corpus, grids, prose).find(),
        *Counts(corpus, grids, prose).find(),
    )
    return tuple(sorted(records(found, corpus), key=lambda one: one.id))
