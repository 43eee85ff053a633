"""What an indicator is, where its values are laid beside each other: which way is good, a growth, a work, a rate.

The gazetteer's record says which way is good; where no record knows the indicator nobody does, and the
text must show it. The rest is told by names and units.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from policy_extract.findings.corpus import Corpus
from policy_extract.model import Entity, Observation

Way = Literal["up", "down"]

#: The base unit of %, ‰ and /10万.
SHARE: Final = "1"
_PER: Final = "/"


@dataclass(frozen=True)
class Quantities:
    """Knows indicators by their entities, and what words say of a quantity."""

    entities: Mapping[str, Entity]
    growth_endings: tuple[str, ...] = ()
    work_verbs: tuple[str, ...] = ()
    rate_words: tuple[str, ...] = ()
    rate_endings: tuple[str, ...] = ()
    raised: tuple[str, ...] = ()
    lowered: tuple[str, ...] = ()
    nouns: frozenset[str] = frozenset()
    segment_endings: tuple[str, ...] = ()

    @classmethod
    def of(cls, corpus: Corpus) -> Quantities:
        """The words of the corpus' lexicon; none of an empty one."""
        if not corpus.lexicon.word_lists:
            return cls(corpus.entity)

        def words(name: str) -> tuple[str, ...]:
            return corpus.lexicon.words("findings", f"quantity.{name}")

        return cls(
            corpus.entity, words("growth_endings"), words("work_verbs"), words("rate_words"),
            words("rate_endings"), words("raised"), words("lowered"),
            frozenset(corpus.lexicon.words("findings", "bare_nouns")),
            corpus.lexicon.words("findings", "segment_endings"),
        )  # fmt: skip

    def way(self, indicator: str) -> Way | None:
        """Which way is good, where the indicator's record says it."""
        entity = self.entities.get(indicator)
        return entity.attributes.direction if entity is not None else None

    def open(self, indicator: str) -> bool:
        """Whether nobody knows the indicator: then a text may show which way is meant.

        A known one without a direction (居民消费价格涨幅) has none: its aim is a band.
        """
        entity = self.entities.get(indicator)
        return entity is not None and not entity.known

    def growth(self, observation: Observation) -> bool:
        """Whether the name itself says a growth: 规上工业增加值增速."""
        return _name(observation).endswith(self.growth_endings)

    def work(self, observation: Observation) -> bool:
        """Whether the name counts the work of a year: 改造老旧小区, not 老旧小区."""
        return _name(observation).startswith(self.work_verbs)

    def rate(self, observation: Observation, unit: str) -> bool:
        """Whether a part's value and the whole's compare: 53.7%, 3.2人 for 1,000, 12 万元/亩; not 700亿元.

        ``unit`` is the base unit.
        """
        name = _name(observation)
        return (
            unit == SHARE
            or _PER in unit
            or name.endswith(self.rate_endings)
            or any(word in name for word in self.rate_words)
        )

    def bare(self, observation: Observation) -> bool:
        """Whether the name does not say of what it is: 企业, 面积."""
        name = _name(observation)
        return name in self.nouns or name.removesuffix("量").removesuffix("数") in self.nouns

    def segment(self, words: str | None) -> str | None:
        """A segment as it is compared: 纺织 for “纺织产业”."""
        name = "".join((words or "").split()).strip("“”\"'")
        for ending in self.segment_endings:
            if name.endswith(ending) and len(name) > len(ending) + 1:
                return name.removesuffix(ending)
        return name or None


def _name(observation: Observation) -> str:
    return "".join(observation.indicator.name.split()).strip("“”\"'")
