"""A superior's and a subordinate's target for one indicator and year: does the lower plan hold to the upper one.

Compared is what a plan promises for its own area with what the plan of an area around it promises, at any
distance: the county's with its city's, its province's, the nation's. Only what a part and a whole share compares:
rates, values per head, scores, growth. 1400亿元 of a county beside 8000亿元 of its city is no cascade.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from typing import Literal

from policy_extract.findings.corpus import Corpus
from policy_extract.findings.intervals import SAME, in_base_units
from policy_extract.findings.places import Places
from policy_extract.findings.plans import quotes
from policy_extract.findings.promises import Asked, Promised, promised
from policy_extract.findings.quantities import Quantities, Way
from policy_extract.findings.sentences import described
from policy_extract.findings.ways import Shown
from policy_extract.messages import Language, text
from policy_extract.model import Cascade, Document, FindingObservation, Said, Subject
from policy_extract.resolve.keys import SEPARATOR

Standing = Literal["aligned", "above", "below"]

#: What the plans of a corpus promise, as often as it is asked for.
_Plans = Callable[[], Iterable[Promised]]


def cascades(corpus: Corpus, documents: Iterable[Document] | None = None) -> tuple[Cascade, ...]:
    """One finding for each target, subordinate plan and superior that asks for it, sorted; ``documents`` superior first.

    ``above`` and ``below`` are said by what is good: 4.8% unemployment is above 5%, for it asks for more. A bound
    counts as its number: 55以上 is below 60以上. A plan with several numbers for a target (3.0以上，力争3.5以上)
    asks for all from the least to the most.
    Indicators whose good direction neither a gazetteer nor the words (达到, 降低到) know are compared only where both say the same.
    ``documents``: those that are compared, where they come one by one; of each its promises are held.
    """
    held = list(promised(corpus.documents if documents is None else documents, corpus))
    return tuple(sorted(_cascades(lambda: held, corpus), key=lambda one: one.id))


def passing_cascades(
    corpus: Corpus, documents: Callable[[], Iterable[Document]]
) -> Iterator[Cascade]:
    """The same, in no order, of documents that are too many to be held: they pass three times, and what superiors say stays."""
    return _cascades(lambda: promised(documents(), corpus), corpus)


def _cascades(plans: _Plans, corpus: Corpus) -> Iterator[Cascade]:
    """Walks up from each area: as many steps as there are levels."""
    quantities, places = corpus.once(Quantities.of), corpus.once(Places)
    areas: dict[Asked, set[str]] = {}
    ways: dict[Asked, Shown] = {}
    for plan in plans():
        asked = plan.asked
        areas.setdefault(asked, set()).add(plan.area)
        if quantities.aim(asked.indicator) == "unknown":
            told = ways.setdefault(asked, Shown(corpus, quantities))
            for one in plan.promises:
                told.take(one.document, one.observation)
    superior = {asked: _superior(those, places) for asked, those in areas.items()}
    if not any(superior.values()):
        return
    speaking = _speaking(plans, superior, corpus)
    for plan in plans():
        asked = plan.asked
        for around in places.above(plan.area) if asked in speaking else ():
            for upper in speaking[asked].get(around, ()):
                way = ways[asked].way if asked in ways else quantities.way(asked.indicator)
                standing = _standing(upper, plan, way)
                if standing is not None and plan.of_one_mind:
                    yield _cascade(standing, upper, plan, corpus)


def _superior(areas: Set[str], places: Places) -> Set[str]:
    """Those areas in which others of them lie."""
    return {around for area in areas for around in places.above(area)} & areas


def _speaking(
    plans: _Plans, superior: Mapping[Asked, Set[str]], corpus: Corpus
) -> Mapping[Asked, Mapping[str, Sequence[Promised]]]:
    """What superiors ask for, by their areas: of the plans of one that ask for the same only one speaks, a final one before a draft."""
    found: dict[Asked, dict[str, dict[tuple[Decimal, Decimal], Promised]]] = {}

    def rank(plan: Promised) -> tuple[bool, str]:
        return corpus.known[plan.document].draft, plan.document

    for plan in plans():
        if plan.area in superior[plan.asked] and plan.of_one_mind:
            spoken = found.setdefault(plan.asked, {}).setdefault(plan.area, {})
            numbers = plan.numbers
            spoken[numbers] = min(spoken.get(numbers, plan), plan, key=rank)
    return {
        asked: {area: sorted(spoken.values(), key=rank) for area, spoken in those.items()}
        for asked, those in found.items()
    }


def _standing(upper: Promised, lower: Promised, way: Way | None) -> Standing | None:
    """How the lower plan's promise stands to the upper one's; None where nobody knows which way is good."""
    (least, most), (low, high) = upper.numbers, lower.numbers
    slack = SAME * max(abs(least), abs(most), Decimal(1))
    if high >= least - slack and low <= most + slack:
        return "aligned"
    if way is None:
        return None
    more = low > most
    return "above" if more == (way == "up") else "below"


def _cascade(standing: Standing, upper: Promised, lower: Promised, corpus: Corpus) -> Cascade:
    superior, subordinate = upper.document, lower.document
    asked, area = lower.asked, lower.area
    subject = Subject(
        indicator=asked.indicator, area=area, segment=asked.segment, measure=asked.measure, time=asked.time,
        kind="target", about=lower.promises[0].observation.about,
    )  # fmt: skip
    parts = [
        area, asked.indicator, asked.segment or "", asked.measure, asked.time, asked.unit,
        *(["per_year"] if asked.per_year else []), *(["cumulative"] if asked.cumulative else []),
        *([asked.against] if asked.against else []),
    ]  # fmt: skip
    key = SEPARATOR.join(part.replace(SEPARATOR, "｜") for part in parts)
    return Cascade(
        id=f"cascade:{key}@{superior}>{subordinate}",
        verdict=standing,
        documents=corpus.named(superior, subordinate),
        observations=tuple(
            FindingObservation.of(p.document, p.observation.id, in_base_units(p.observation.value))
            for p in (*upper.promises, *lower.promises)
        ),
        said=_said(subject, standing, upper, lower, corpus),
        subject=subject,
        superior=superior,
        subordinate=subordinate,
    )


def _said(
    subject: Subject, standing: Standing, upper: Promised, lower: Promised, corpus: Corpus
) -> Said:
    keys = {
        "aligned": "finding.aligned",
        "above": "finding.above",
        "below": "finding.below",
    }

    def told(language: Language) -> str:
        return text(
            language,
            keys[standing],
            subject=described(subject, corpus.names, language),
            superior=corpus.names.plan(upper.document, language),
            asks=quotes([p.observation for p in upper.promises], language),
            subordinate=corpus.names.plan(lower.document, language),
            gives=quotes([p.observation for p in lower.promises], language),
        )

    return Said.of(told("zh"), told("en"))
