"""What an indicator is, where its values are laid beside each other: which way is good, a growth, a work, a rate.

The gazetteer's record says which way is good; where no record knows the indicator nobody does, and the
text must show it. The rest is told by names and units.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from policy_extract.findings.corpus import Corpus
from policy_extract.model import Entity, Observation
from policy_extract.tuples import NamedTuple

Way = Literal["up", "down"]
#: The way that is good; ``unknown`` where nobody says it, ``band`` where the aim lies between.
Aim = Literal["up", "down", "unknown", "band"]

#: The base unit of %, ‰ and /10万.
SHARE: Final = "1"
_PER: Final = "/"


class Quantities(NamedTuple):
    """Knows indicators by their entities, and what words say of a quantity."""

    entities: Mapping[str, Entity]
    growth_endings: tuple[str, ...] = ()
    work_verbs: tuple[str, ...] = ()
    work_kept: tuple[str, ...] = ()
    rate_words: tuple[str, ...] = ()
    rate_endings: tuple[str, ...] = ()
    raised: tuple[str, ...] = ()
    lowered: tuple[str, ...] = ()
    announced: tuple[str, ...] = ()
    good_words: tuple[str, ...] = ()
    bad_words: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    counting: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
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
            corpus.entity, words("growth_endings"), words("work_verbs"), words("work_kept"), words("rate_words"),
            words("rate_endings"), words("raised"), words("lowered"),
            words("announced"), words("good_words"), words("bad_words"),
            words("ranks"), words("counting"), words("years"),
            frozenset(corpus.lexicon.words("findings", "bare_nouns")),
            corpus.lexicon.words("findings", "segment_endings"),
        )  # fmt: skip

    def aim(self, indicator: str) -> Aim:
        """Which way is good: by the indicator's record, else by its name.

        A known one without a direction (居民消费价格涨幅) aims at a band. Of one that no gazetteer has, the name may say
        it: 达标率 should be much, 死亡率 little.
        """
        entity = self.entities.get(indicator)
        if entity is None:
            return "unknown"
        if entity.attributes.direction is not None:
            return entity.attributes.direction
        if entity.known:
            return "band"
        if any(word in entity.name for word in self.good_words):
            return "up"
        return "down" if any(word in entity.name for word in self.bad_words) else "unknown"

    def way(self, indicator: str) -> Way | None:
        """The same, None where there is no way to go or nobody knows it."""
        aim = self.aim(indicator)
        return aim if aim == "up" or aim == "down" else None

    def growth(self, observation: Observation) -> bool:
        """Whether the name itself says a growth: 规上工业增加值增速."""
        return _name(observation).endswith(self.growth_endings)

    def work(self, observation: Observation) -> bool:
        """Whether the name counts the work of a year: 改造老旧小区, 三年改造老旧小区, not 老旧小区, 建设用地 or 改造完成率."""
        name = _name(observation)
        for length in (1, 2):  # 三年, 十五年
            if name[length:].startswith(self.years):
                name = name[length + 1 :]
                break
        if not name.startswith(self.work_verbs):  # most names
            return False
        return not (name.startswith(self.work_kept) or name.endswith(self.rate_endings))

    def rate(self, observation: Observation, unit: str) -> bool:
        """Whether a part's value and the whole's compare: 53.7%, 3.2人 for 1,000, 12 万元/亩; not 700亿元, nor 第3位.

        ``unit`` is the base unit.
        """
        name = _name(observation)
        if unit in self.ranks:
            return False
        return (
            unit == SHARE
            or _PER in unit
            or name.endswith(self.rate_endings)
            or any(word in name for word in self.rate_words)
        )

    def bare(self, observation: Observation) -> bool:
        """Whether the name does not say of what it is: 企业, 面积."""
        name = _name(observation)
        ending = next((e for e in self.counting if name.endswith(e)), "")
        return name in self.nouns or name.removesuffix(ending) in self.nouns

    def segment(self, words: str | None) -> str | None:
        """A segment as it is compared: 纺织 for “纺织产业”."""
        if words is None:
            return None
        name = unquoted(words)
        for ending in self.segment_endings if name.endswith(self.segment_endings) else ():
            if name.endswith(ending) and len(name) > len(ending) + 1:
                return name.removesuffix(ending)
        return name or None


def plain_unit(unit: str) -> str:
    """A base unit; empty for a dash that a table puts where there is none."""
    return unit if unit.isalnum() or any(map(str.isalnum, unit)) else ""


def doubts_unit_or_time(doubt: str) -> bool:
    """Whether a doubt says that unit or time may be wrong.

    A unit that is rare (unit.odd) is known, and the time of the sentence before is mostly right.
    """
    return doubt == "unit.unknown" or (doubt.startswith("time.") and doubt != "time.from_paragraph")


def _name(observation: Observation) -> str:
    return unquoted(observation.indicator.name)


def unquoted(words: str) -> str:
    """Words as they are compared: without white space, and without quotes around them."""
    return words if words.isalnum() else "".join(words.split()).strip("“”\"'")
