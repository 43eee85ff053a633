"""Binding targets of a superior plan that a subordinate plan of the same years does not name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from policy_extract.findings.corpus import Corpus
from policy_extract.findings.intervals import in_base_units
from policy_extract.findings.places import Places
from policy_extract.findings.plans import quotes
from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.records import Indicator
from policy_extract.messages import Language, text
from policy_extract.model import Coverage, Document, FindingObservation, Observation, Said
from policy_extract.tuples import NamedTuple

#: Two plans are of one field where they set targets for so many of the same indicators: a city's plan for health
#: binds no county's plan for roads.
SHARED: Final = 2


class Reach(NamedTuple):
    """Where and when a plan binds."""

    area: str
    years: tuple[str | None, str | None]


class _Read(NamedTuple):
    """Where and when a plan binds, its binding targets by indicator, and the indicators of all its targets."""

    document: str
    draft: bool
    reach: Reach
    binding: Mapping[str, list[Observation]]
    targets: frozenset[str]


class Superiors:
    """Plans that bind others; ``take`` is told of every plan, or of every one that binds others with what ``bound`` gives of it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = lexicon.words("findings", "quantity.binding") if lexicon.word_lists else ()
        self._plans: dict[Reach, list[_Read]] = {}

    def take(self, document: Document) -> None:
        """A plan that may bind others."""
        plan = _read(document, self._words)
        if plan is not None and plan.binding:
            self._plans.setdefault(plan.reach, []).append(plan)

    def forget(self) -> None:
        """Know no plan any more."""
        self._plans.clear()

    def bound(self, document: Document) -> tuple[Observation, ...]:
        """The targets of a plan by which it is known as one that binds others; none for one that binds nobody."""
        plan = _read(document, self._words)
        return tuple(filter(_is_target, document.observations)) if plan and plan.binding else ()

    def above(self, own: Reach, places: Places) -> Iterator[_Read]:
        """The plans of the areas around a plan's for the same years, the nearest first; of one area's a final one before a draft."""
        for area in places.above(own.area):
            those = self._plans.get(Reach(area, own.years), ())
            yield from sorted(those, key=lambda one: (one.draft, one.document))


class NotHandedDown:
    """Says what plans leave out; built once for a corpus, all of whose plans ``superiors`` must know."""

    def __init__(self, superiors: Superiors, corpus: Corpus, places: Places) -> None:
        self._superiors, self._corpus, self._places = superiors, corpus, places
        self._names = _Names(corpus)

    def of(self, document: Document) -> Iterator[Coverage]:
        """One finding for each binding indicator that the plan does not name; the nearest superior that binds is named.

        A plan names an indicator that any of its values is about, or whose name stands anywhere in its text.
        """
        own = reach(document)
        above = [] if own is None else list(self._superiors.above(own, self._places))
        plan = _read(document, ()) if above else None
        if plan is None:  # as of most: no plan binds it
            return
        told: set[str] = set()
        words: str | None = None
        for superior in above:
            if len(superior.targets & plan.targets) < SHARED:
                continue
            named = frozenset(o.indicator.entity or "" for o in document.observations)
            for indicator in sorted(superior.binding.keys() - named - told):
                if words is None:
                    words = "".join(self._corpus.texts.get(plan.document, "").split())
                if not any(name in words for name in self._names.of(indicator)):
                    told.add(indicator)
                    yield _gap(superior, plan, indicator, self._corpus)


def not_handed_down(corpus: Corpus, places: Places) -> Iterator[Coverage]:
    """What every plan of a corpus leaves out."""
    superiors = Superiors(corpus.lexicon)
    for document in corpus.documents:
        superiors.take(document)
    rule = NotHandedDown(superiors, corpus, places)
    for document in corpus.documents:
        yield from rule.of(document)


def reach(document: Document) -> Reach | None:
    """Where and when a plan binds; None where one of both is not known."""
    area, period = document.meta.area, document.meta.period
    if area is None or area.entity is None or period is None:
        return None
    return Reach(area.entity, (period.start, period.end))


def _is_target(o: Observation) -> bool:
    return o.kind == "target" and o.about == "area" and o.indicator.entity is not None


def _read(document: Document, words: tuple[str, ...]) -> _Read | None:
    own = reach(document)
    if own is None:
        return None
    binding: dict[str, list[Observation]] = {}
    targets: set[str] = set()
    for o in document.observations:
        if not _is_target(o) or o.indicator.entity is None:
            continue
        targets.add(o.indicator.entity)
        if o.attribute is not None and any(word in o.attribute for word in words) and not o.review:
            binding.setdefault(o.indicator.entity, []).append(o)
    return _Read(document.id, document.meta.draft, own, binding, frozenset(targets))


class _Names:
    """All names of an indicator of a corpus: those that its plans use and those of the gazetteer."""

    def __init__(self, corpus: Corpus) -> None:
        self._entity = corpus.entity
        self._records = corpus.lexicon.once(_records)
        self._told: dict[str, frozenset[str]] = {}

    def of(self, indicator: str) -> frozenset[str]:
        """Its names without white space; none of what is no indicator of the corpus."""
        found = self._told.get(indicator)
        if found is None:
            found = self._told[indicator] = frozenset(
                "".join(name.split()) for name in self._all(indicator)
            )
        return found

    def _all(self, indicator: str) -> Iterator[str]:
        entity, record = self._entity.get(indicator), self._records.get(indicator)
        if entity is not None and entity.type == "indicator":
            yield from (entity.name, *(alias.text for alias in entity.aliases))
            if record is not None:
                yield from (record.name, *record.aliases)


def _records(lexicon: Lexicon) -> Mapping[str, Indicator]:
    return {f"indicator:{record.key}": record for record in lexicon.indicators}


def _gap(superior: _Read, plan: _Read, indicator: str, corpus: Corpus) -> Coverage:
    binding = superior.binding[indicator]

    def told(language: Language) -> str:
        return text(
            language,
            "finding.binding_target_not_named",
            superior=corpus.names.plan(superior.document, language),
            subordinate=corpus.names.plan(plan.document, language),
            indicator=corpus.entity[indicator].name if indicator in corpus.entity else indicator,
            asks=quotes(binding, language),
        )

    return Coverage(
        id=f"coverage:binding_target_not_named|{indicator}@{superior.document}>{plan.document}",
        gap="binding_target_not_named",
        documents=corpus.named(superior.document, plan.document),
        observations=tuple(
            FindingObservation.of(superior.document, o.id, in_base_units(o.value)) for o in binding
        ),
        said=Said.of(told("zh"), told("en")),
        entity=indicator,
    )
