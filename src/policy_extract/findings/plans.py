"""How findings name several plans and quote several values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policy_extract.findings.corpus import Corpus
from policy_extract.findings.intervals import in_base_units
from policy_extract.findings.sentences import quoted
from policy_extract.messages import Language, listed, text
from policy_extract.model import Observation

#: More plans than these are counted, not named.
_NAMED = 3


def titles(corpus: Corpus, documents: Iterable[str], language: Language) -> str:
    """The titles of some plans, each once; of many the first, and how many more there are."""
    names = list(dict.fromkeys(documents))
    told = [corpus.names.plan(name, language) for name in names[:_NAMED]]
    if len(names) > _NAMED:
        told.append(text(language, "finding.more_plans", count=len(names) - _NAMED))
    return listed(language, told)


def quotes(observations: Sequence[Observation], language: Language) -> str:
    """Several values as written, those that say the same once."""
    kept = {words_of(one): one for one in reversed(observations)}
    ordered = [one for one in observations if kept[words_of(one)] is one]
    return listed(language, (quoted(one, language) for one in ordered))


def words_of(observation: Observation) -> object:
    """What a value says, the same for 14亿元 and 140000万元."""
    value, base = observation.value, in_base_units(observation.value)
    if value is None or base is None:
        return observation.qualitative
    return value.comparator, base.low, base.high, base.unit
