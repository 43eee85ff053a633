"""Which way is good, where no gazetteer knows the indicator: what the words in front of a target's number show."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from policy_extract.findings.corpus import Corpus
from policy_extract.findings.quantities import Quantities, Way
from policy_extract.model import Observation

#: Signs in front of a number within which such words stand.
_NEAR = 12

Reading = Callable[[str, Observation, Corpus, Quantities], Way | None]


def by_words(document: str, one: Observation, corpus: Corpus, quantities: Quantities) -> Way | None:
    """提高到, 降低到 in front of the number."""
    words = _before(document, one, corpus)
    if words.endswith(quantities.raised):
        return "up"
    return "down" if words.endswith(quantities.lowered) else None


def by_announcing(
    document: str, one: Observation, corpus: Corpus, quantities: Quantities
) -> Way | None:
    """达到 in front of a number or within its words: a promise to come up to it."""
    words = "".join(one.source.quote.split())
    announced = quantities.announced
    if words.startswith(announced) or _before(document, one, corpus).endswith(announced):
        return "up"
    return None


class Shown:
    """What the first reading that speaks says of all targets that are taken in."""

    def __init__(
        self,
        corpus: Corpus,
        quantities: Quantities,
        readings: Sequence[Reading] = (by_words, by_announcing),
    ) -> None:
        self._corpus, self._quantities = corpus, quantities
        self._read = [(reading, set[Way]()) for reading in readings]

    def take(self, document: str, one: Observation) -> None:
        """A target."""
        for reading, ways in self._read:
            if way := reading(document, one, self._corpus, self._quantities):
                ways.add(way)

    @property
    def way(self) -> Way | None:
        """The way; None where the reading says both, or none speaks."""
        ways = next((ways for _, ways in self._read if ways), ())
        return next(iter(ways)) if len(ways) == 1 else None


def _before(document: str, one: Observation, corpus: Corpus) -> str:
    """The words in front of a number."""
    start = one.source.start
    return "".join(corpus.texts.get(document, "")[max(0, start - _NEAR) : start].split())
