"""What plans promise for their own areas, of one thing each: what cascades compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from policy_extract.expressions import expression
from policy_extract.findings.corpus import Corpus
from policy_extract.findings.intervals import Interval, interval
from policy_extract.findings.quantities import Quantities, doubts_unit_or_time, plain_unit
from policy_extract.model import Document, Measure, Observation
from policy_extract.resolve.keys import SEPARATOR, written
from policy_extract.tuples import NamedTuple

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


class Promised(NamedTuple):
    """What one plan promises for its own area of one thing."""

    asked: Asked
    area: str
    document: str
    promises: Sequence[Promise]

    @property
    def numbers(self) -> tuple[Decimal, Decimal]:
        """The least and the most that the plan asks for."""
        return min(p.numbers.low for p in self.promises), max(p.numbers.high for p in self.promises)

    @property
    def of_one_mind(self) -> bool:
        """Whether one number makes all of a plan's words true: 3.0以上 and 力争3.5以上, not 35% and 40%.

        A plan with two numbers for one target means two things or contradicts itself, and says nothing to another plan.
        """
        least, most = (
            (p.true_for.low for p in self.promises),
            (p.true_for.high for p in self.promises),
        )
        return max(least) <= min(most)


def promised(documents: Iterable[Document], corpus: Corpus) -> Iterator[Promised]:
    """What each plan promises; once for each thing."""
    quantities = corpus.once(Quantities.of)
    for document in documents:
        own = document.meta.area.entity if document.meta.area is not None else None
        if own is None:
            continue
        found: dict[Asked, list[Promise]] = {}
        for observation in document.observations:
            if _fits(observation, own) and observation.indicator.entity in corpus.entity:
                asked, promise = _read(observation, document, quantities)
                if asked is not None and promise is not None:
                    found.setdefault(asked, []).append(promise)
        for asked, promises in found.items():
            yield Promised(asked, own, document.id, promises)


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
    o: Observation, document: Document, quantities: Quantities
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
    return asked, Promise(document.id, o, numbers, true_for)
