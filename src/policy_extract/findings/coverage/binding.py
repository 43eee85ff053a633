"""Binding targets of a superior plan that a subordinate plan of the same years does not name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from policy_extract.findings.corpus import Corpus
from policy_extract.findings.intervals import in_base_units
from policy_extract.findings.places import Places
from policy_extract.findings.plans import quotes
from policy_extract.messages import Language, text
from policy_extract.model import Coverage, Document, FindingObservation, Observation, Said

#: Two plans are of one field where they set targets for so many of the same indicators: a city's plan for health
#: binds no county's plan for roads.
SHARED: Final = 2


@dataclass(frozen=True)
class _Read:
    """A plan's area and years, its binding targets by indicator, and the indicators of all its targets."""

    document: Document
    area: str
    years: tuple[str | None, str | None]
    binding: Mapping[str, list[Observation]]
    targets: frozenset[str]


def not_handed_down(corpus: Corpus, places: Places) -> Iterator[Coverage]:
    """One finding for each binding indicator and subordinate plan; the nearest superior that binds is named,
    of its plans a final one before a draft.

    A plan names an indicator that any of its values is about, or whose name stands anywhere in its text.
    """
    words = (
        corpus.lexicon.words("findings", "quantity.binding") if corpus.lexicon.word_lists else ()
    )
    ordered = sorted(corpus.documents, key=lambda document: (document.meta.draft, document.id))
    plans = [read for document in ordered if (read := _read(document, words)) is not None]
    by_area: dict[tuple[str, tuple[str | None, str | None]], list[_Read]] = {}
    for plan in plans:
        if plan.binding:
            by_area.setdefault((plan.area, plan.years), []).append(plan)
    names = _names(corpus)
    for plan in plans:
        told: set[str] = set()
        named: frozenset[str] | None = None
        for area in places.above(plan.area):
            for superior in by_area.get((area, plan.years), ()):
                if len(superior.targets & plan.targets) < SHARED:
                    continue
                if named is None:
                    named = frozenset(o.indicator.entity or "" for o in plan.document.observations)
                for indicator in sorted(superior.binding.keys() - named - told):
                    if not _stands(names.get(indicator, ()), plan, corpus):
                        told.add(indicator)
                        yield _gap(superior, plan, indicator, corpus)


def _read(document: Document, words: tuple[str, ...]) -> _Read | None:
    area, period = document.meta.area, document.meta.period
    if area is None or area.entity is None or period is None:
        return None
    binding: dict[str, list[Observation]] = {}
    targets: set[str] = set()
    for o in document.observations:
        if o.kind != "target" or o.about != "area" or o.indicator.entity is None:
            continue
        targets.add(o.indicator.entity)
        if o.attribute is not None and any(word in o.attribute for word in words) and not o.review:
            binding.setdefault(o.indicator.entity, []).append(o)
    return _Read(document, area.entity, (period.start, period.end), binding, frozenset(targets))


def _names(corpus: Corpus) -> Mapping[str, tuple[str, ...]]:
    """All names of indicators: those of the corpus and those of the gazetteer."""
    names = {
        entity.id: {entity.name, *(alias.text for alias in entity.aliases)}
        for entity in corpus.entities.entities
        if entity.type == "indicator"
    }
    for record in corpus.lexicon.indicators:
        if f"indicator:{record.key}" in names:
            names[f"indicator:{record.key}"].update((record.name, *record.aliases))
    return {
        entity: tuple("".join(n.split()) for n in sorted(all_)) for entity, all_ in names.items()
    }


def _stands(names: tuple[str, ...], plan: _Read, corpus: Corpus) -> bool:
    words = "".join(corpus.texts.get(plan.document.id, "").split())
    return any(name in words for name in names)


def _gap(superior: _Read, plan: _Read, indicator: str, corpus: Corpus) -> Coverage:
    binding = superior.binding[indicator]

    def told(language: Language) -> str:
        return text(
            language,
            "finding.binding_target_not_named",
            superior=corpus.names.plan(superior.document.id, language),
            subordinate=corpus.names.plan(plan.document.id, language),
            indicator=corpus.entity[indicator].name if indicator in corpus.entity else indicator,
            asks=quotes(binding, language),
        )

    return Coverage(
        id=f"coverage:binding_target_not_named|{indicator}@{superior.document.id}>{plan.document.id}",
        gap="binding_target_not_named",
        documents=corpus.named(superior.document.id, plan.document.id),
        observations=tuple(
            FindingObservation(document=superior.document.id, id=o.id, value=in_base_units(o.value))
            for o in binding
        ),
        said=Said(zh=told("zh"), en=told("en")),
        entity=indicator,
    )
