"""A superior's and a subordinate's target for one indicator and year: does the lower plan hold to the upper one.

Compared is what a plan promises for its own area with what the plan of an area around it promises, at any
distance: the county's with its city's, its province's, the nation's. Only what a part and a whole share compares:
rates, values per head, scores, growth. 1400亿元 of a county beside 8000亿元 of its city is no cascade.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal

from policy_extract.expressions import expression
from policy_extract.findings.corpus import Corpus
from policy_extract.findings.intervals import SAME, Interval, in_base_units, interval
from policy_extract.findings.places import Places
from policy_extract.findings.plans import quotes
from policy_extract.findings.quantities import Quantities, Way, doubts_unit_or_time, plain_unit
from policy_extract.findings.sentences import described
from policy_extract.findings.ways import shown
from policy_extract.messages import Language, text
from policy_extract.model import (
    Cascade,
    Document,
    FindingObservation,
    Measure,
    Observation,
    Said,
    Subject,
)
from policy_extract.resolve.keys import SEPARATOR, written
from policy_extract.tuples import NamedTuple

Standing = Literal["aligned", "above", "below"]

_YEARS: Final = expression(r"\d{4}(/\d{4})?")
_MEASURES: Final[frozenset[Measure]] = frozenset({"level", "growth_rate"})
_FAR_TIMES: Final = frozenset({"time.from_project", "time.from_deadline"})


class Asked(NamedTuple):
    """What targets ask for, alike in all that matters: compared only with their like."""

    indicator: str
    segment: str | None
    measure: Measure
    time: str
    unit: str
    per_year: bool
    cumulative: bool
    against: str | None


class Promise(NamedTuple):
    """A target of a plan for its own area, and the numbers that it holds itself to."""

    document: str
    observation: Observation
    numbers: Interval
    true_for: Interval  # the numbers that make the words true: all from 60 on for 60以上


_Plans = Mapping[str, Mapping[str, Sequence[Promise]]]  # area → document → promises
_Spoken = tuple[str | None, str | None]  # indicator and time
_Areas = dict[str, list[tuple[str, Observation]]]  # the plans' own, with what those promise


def cascades(corpus: Corpus, documents: Iterable[Document] | None = None) -> tuple[Cascade, ...]:
    """One finding for each target, subordinate plan and superior that asks for it, sorted; ``documents`` superior first.

    ``above`` and ``below`` are said by what is good: 4.8% unemployment is above 5%, for it asks for more. A bound
    counts as its number: 55以上 is below 60以上. A plan with several numbers for a target (3.0以上，力争3.5以上)
    asks for all from the least to the most.
    Indicators whose good direction neither a gazetteer nor the words (达到, 降低到) know are compared only where both say the same.
    ``documents``: those that are compared, where they come one by one and are too many to be held; of each its promises are.
    """
    promising = corpus.documents if documents is None else documents
    quantities, places = corpus.once(Quantities.of), corpus.once(Places)
    found = [
        cascade
        for asked, plans in _promises(promising, corpus, quantities).items()
        for cascade in _pairs(asked, plans, corpus, _way(asked, plans, corpus, quantities), places)
    ]
    return tuple(sorted(found, key=lambda one: one.id))


def _way(asked: Asked, plans: _Plans, corpus: Corpus, quantities: Quantities) -> Way | None:
    """Which way is good: by the record or the name, else by the words in front of the targets."""
    if quantities.aim(asked.indicator) != "unknown":
        return quantities.way(asked.indicator)
    promises = (one for those in plans.values() for plan in those.values() for one in plan)
    return shown(((one.document, one.observation) for one in promises), corpus, quantities)


def _promises(
    documents: Iterable[Document], corpus: Corpus, quantities: Quantities
) -> Mapping[Asked, _Plans]:
    """What plans ask for; the numbers of what the plans of one area alone speak of are looked at by nobody."""
    found: dict[Asked, dict[str, dict[str, list[Promise]]]] = {}
    for (indicator, _), areas in _fitting(documents).items():
        if len(areas) < 2 or indicator not in corpus.entity:
            continue
        for own, those in areas.items():
            for document, observation in those:
                asked, promise = _read(observation, document, quantities)
                if asked is not None and promise is not None:
                    plans = found.setdefault(asked, {}).setdefault(own, {})
                    plans.setdefault(document, []).append(promise)
    return found


def _fitting(documents: Iterable[Document]) -> Mapping[_Spoken, _Areas]:
    """What may be compared with each other, by what it speaks of."""
    found: dict[_Spoken, _Areas] = {}
    for document in documents:
        own = document.meta.area.entity if document.meta.area is not None else None
        if own is None:
            continue
        for o in document.observations:
            if o.value is not None and _fits(o, own):
                areas = found.setdefault((o.indicator.entity, written(o.time)), {})
                areas.setdefault(own, []).append((document.id, o))
    return found


def compared(document: Document) -> Iterator[tuple[str, Observation]]:
    """What of a plan other plans are compared with, each under the words that both must share.

    Whatever speaks of the same thing stands under the same words.
    """
    own = document.meta.area.entity if document.meta.area is not None else None
    for o in document.observations if own is not None else ():
        if _fits(o, own or "") and o.value is not None:
            yield SEPARATOR.join((o.indicator.entity or "", written(o.time) or "")), o


def _fits(o: Observation, own: str) -> bool:
    """Whether it is a target of the plan's own area for a year or a period, and sure enough.

    Left out: what is promised of every county (each), of a project, of a time that nobody wrote, and values to be
    checked whose unit or time is in doubt.
    """
    doubtful = o.review and any(doubts_unit_or_time(d) for d in o.doubts)
    return (
        o.kind == "target"
        and o.about in ("area", "segment")
        and o.project is None
        and o.each is None
        and o.measure in _MEASURES
        and o.area.entity == own
        and _FAR_TIMES.isdisjoint(o.doubts)
        and not doubtful
    )


def _read(
    o: Observation, document: str, quantities: Quantities
) -> tuple[Asked | None, Promise | None]:
    bounds = interval(o.value) if o.value is not None else None
    time = written(o.time)
    if bounds is None or time is None or not _YEARS.fullmatch(time):
        return None, None
    numbers, unit = bounds[0], plain_unit(bounds[1])
    true_for = numbers
    growth = o.measure == "growth_rate"
    if not (growth or quantities.rate(o, unit)):
        return None, None
    if o.value is not None and o.value.comparator == "=" and numbers.bounded:
        # what is set is that number, not one rounded to it
        middle = (numbers.low + numbers.high) / 2
        numbers = Interval(middle, middle)
    if not numbers.bounded:
        way = quantities.way(str(o.indicator.entity))
        end = numbers.low if numbers.low.is_finite() else numbers.high
        if way is not None and end != (numbers.low if way == "up" else numbers.high):
            return None, None  # 不超过 of what should be much: no promise
        numbers = Interval(end, end)
    asked = Asked(
        str(o.indicator.entity), quantities.segment(o.segment), o.measure, time, unit,
        o.per_year, o.cumulative, written(o.base_time),
    )  # fmt: skip
    return asked, Promise(document, o, numbers, true_for)


def _pairs(
    asked: Asked, plans: _Plans, corpus: Corpus, way: Way | None, places: Places
) -> Iterator[Cascade]:
    """Walks up from each area: as many steps as there are levels.

    Of the plans of one superior that ask for the same only one speaks, a final one before a draft.
    """
    speaking = {area: _speaking(those, corpus) for area, those in plans.items()}
    for area, lower in plans.items():
        for around in places.above(area):
            for upper in speaking.get(around, ()):
                for promises in lower.values():
                    standing = _standing(upper, promises, way)
                    if standing is not None and _of_one_mind(promises):
                        yield _cascade(asked, area, standing, upper, promises, corpus)


def _speaking(
    plans: Mapping[str, Sequence[Promise]], corpus: Corpus
) -> Sequence[Sequence[Promise]]:
    """One plan for each thing that an area's plans ask for."""
    found: dict[tuple[Decimal, Decimal], Sequence[Promise]] = {}
    for name in sorted(plans, key=lambda plan: (corpus.known[plan].draft, plan)):
        if not _of_one_mind(plans[name]):
            continue
        found.setdefault(_asked(plans[name]), plans[name])
    return tuple(found.values())


def _of_one_mind(promises: Sequence[Promise]) -> bool:
    """Whether one number makes all of a plan's words true: 3.0以上 and 力争3.5以上, not 35% and 40%.

    A plan with two numbers for one target means two things or contradicts itself, and says nothing to another plan.
    """
    return max(p.true_for.low for p in promises) <= min(p.true_for.high for p in promises)


def _asked(promises: Sequence[Promise]) -> tuple[Decimal, Decimal]:
    """The least and the most that a plan asks for."""
    return min(p.numbers.low for p in promises), max(p.numbers.high for p in promises)


def _standing(
    upper: Sequence[Promise], lower: Sequence[Promise], way: Way | None
) -> Standing | None:
    """How the lower plan's promise stands to the upper one's; None where nobody knows which way is good."""
    (least, most), (low, high) = _asked(upper), _asked(lower)
    slack = SAME * max(abs(least), abs(most), Decimal(1))
    if high >= least - slack and low <= most + slack:
        return "aligned"
    if way is None:
        return None
    more = low > most
    return "above" if more == (way == "up") else "below"


def _cascade(
    asked: Asked,
    area: str,
    standing: Standing,
    upper: Sequence[Promise],
    lower: Sequence[Promise],
    corpus: Corpus,
) -> Cascade:
    superior, subordinate = upper[0].document, lower[0].document
    subject = Subject(
        indicator=asked.indicator, area=area, segment=asked.segment, measure=asked.measure, time=asked.time,
        kind="target", about=lower[0].observation.about,
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
            for p in (*upper, *lower)
        ),
        said=_said(subject, standing, upper, lower, corpus),
        subject=subject,
        superior=superior,
        subordinate=subordinate,
    )


def _said(
    subject: Subject,
    standing: Standing,
    upper: Sequence[Promise],
    lower: Sequence[Promise],
    corpus: Corpus,
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
            superior=corpus.names.plan(upper[0].document, language),
            asks=quotes([p.observation for p in upper], language),
            subordinate=corpus.names.plan(lower[0].document, language),
            gives=quotes([p.observation for p in lower], language),
        )

    return Said.of(told("zh"), told("en"))
