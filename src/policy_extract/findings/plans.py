"""How findings name plans and quote values: titles with drafts as drafts, the words as written with their unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policy_extract.findings.corpus import Corpus
from policy_extract.findings.intervals import in_base_units
from policy_extract.messages import Language, listed, text
from policy_extract.model import Document, Observation

#: More plans than these are counted, not named.
_NAMED = 3


def title(document: Document, corpus: Corpus, language: Language) -> str:
    """The plan's title, a draft as a draft: 《…规划》（征求意见稿）; not twice where the title says it."""
    name = document.meta.title or document.id
    lexicon = corpus.lexicon
    words = lexicon.words("layout", "title.draft") if lexicon.word_lists else ()
    named = any(word in name for word in words)
    key = "finding.draft" if document.meta.draft and not named else "finding.plan"
    return text(language, key, title=name)


def titles(corpus: Corpus, documents: Iterable[str], language: Language) -> str:
    """The titles of some plans, each once; of many the first, and how many more there are."""
    names = list(dict.fromkeys(documents))
    told = [title(corpus.by_id[name], corpus, language) for name in names[:_NAMED]]
    if len(names) > _NAMED:
        told.append(text(language, "finding.more_plans", count=len(names) - _NAMED))
    return listed(language, told)


def quoted(observation: Observation, language: Language) -> str:
    """A value as written, with its unit behind it where its words do not say it: “664.3”（亿元）."""
    words = " ".join(observation.source.quote.split())
    unit = observation.value.unit if observation.value is not None else None
    if unit and unit not in words:
        return text(language, "finding.quoted_unit", words=words, unit=unit)
    return f"“{words}”"


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
