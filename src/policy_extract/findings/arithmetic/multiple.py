"""A stated multiple against base and target: 翻一番, 增长2倍, 是2020年的1.5倍.

翻一番 and 倍增 promise no less than that, and are round: 1.95 is enough, and of more than 3 something else was meant.
Refused as ``fails``: what growth refuses (constant prices unless prices would have to fall, a base year that no words name,
levels of other plans).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from policy_extract.findings.arithmetic.figures import INFINITE, Figure, over, rounded
from policy_extract.findings.arithmetic.growth import Pair, nominal, pairs, too_fast
from policy_extract.findings.arithmetic.levels import Level, Levels, level_of, thing_of
from policy_extract.findings.arithmetic.prose import Prose
from policy_extract.findings.arithmetic.record import Reckoning, ground, subject_of
from policy_extract.findings.corpus import Corpus
from policy_extract.findings.intervals import last_place
from policy_extract.model import Document

#: Twice is said of what is a little less.
_ENOUGH: Final = Decimal("0.975")
#: Half as much again as the multiple said: nobody calls three times a doubling.
_TOO_MUCH: Final = Decimal("1.5")
#: What a whole multiple leaves open: 2倍 is 1.75 to 2.25.
_WHOLE: Final = Decimal("0.5")


def multiple(
    documents: Iterable[Document], corpus: Corpus, levels: Levels, prose: Prose
) -> Iterator[Reckoning]:
    """Every multiple that its levels are known for."""
    for document in documents:
        for observation in document.observations:
            if observation.measure != "multiple":
                continue
            # one that is to be checked is confirmed by its levels, or nothing is said
            stated = level_of(document.id, observation, reviewed=True)
            thing = thing_of(observation)
            if stated is None or thing is None:
                continue
            tried: Reckoning | None = None
            for pair in pairs(document, observation, thing, levels, prose):
                found = _times(document, stated, pair, prose, corpus)
                if found is None:
                    continue
                if found.holds:
                    tried = found
                    break
                deniable = nominal(observation, pair.after.unit, document.id, prose) or too_fast(
                    observation, found.stated.low, found.computed.high, pair.years
                )
                if deniable and pair.sure(stated) and tried is None:
                    tried = found
            if tried is not None:
                yield tried


def _times(
    document: Document, stated: Level, pair: Pair, prose: Prose, corpus: Corpus
) -> Reckoning | None:
    observation = stated.observation
    computed = over(pair.after.figure, pair.before.figure)
    if computed is None:
        return None
    said = stated.figure
    if any(word in observation.source.quote for word in prose.words("doublings")):
        if computed.low > said.middle * _TOO_MUCH:
            return None
        said = Figure(said.middle * _ENOUGH, INFINITE, said.middle)
    elif said.bounded and said.low == said.high:
        place = last_place(said.middle)
        said = rounded(said.middle, _WHOLE if place == 1 else place)
    return Reckoning(
        relation="multiple", document=document.id, key=observation.key,
        words=prose.stating(document.id, observation), stated=said, computed=computed, unit="1",
        grounds=[
            ground(one.document, one.observation, document.id, corpus)
            for one in (pair.before, pair.after)
        ],
        what="arithmetic.multiple", subject=prose.name(observation),
        about=subject_of(observation), observation=observation, form="times",
    )  # fmt: skip
