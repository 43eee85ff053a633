"""The levels that arithmetic goes by: of each indicator, area and segment, year by year, and who states them.

Left out, each a guard: values to be checked (``review``), values of projects and companies, values for each of
many, sums over years and yearly values, values of several years, values in words, and values whose unit, place in
a table, or time is doubtful. A level is *firm* where its own words say its time; only firm levels may say that a
statement fails.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from policy_extract.expressions import expression
from policy_extract.findings.arithmetic.figures import Figure, figure
from policy_extract.findings.intervals import in_base_units
from policy_extract.model import Document, Kind, Observation, Period
from policy_extract.tuples import NamedTuple

#: What makes a number worth nothing for arithmetic.
_UNFIT: Final = frozenset(
    ("unit.unknown", "cell.row_misfit", "table.columns_apart", "text.ocr", "time.none", "kind.account",
     "time.from_deadline", "time.from_project", "measure.change_or_range")
)  # fmt: skip
#: What was taken from the surroundings: enough to confirm a statement, too little to deny it.
_LOOSE: Final = frozenset(
    ("time.from_document", "time.from_paragraph", "time.from_review", "time.from_heading", "time.outside_plan",
     "kind.from_document", "document.no_area", "document.area_by_text", "segment.carried",
     "segment.from_heading", "segment.from_row", "indicator.no_noun")
)  # fmt: skip
_YEAR: Final = expression(r"\d{4}")


class Thing(NamedTuple):
    """What a level is of."""

    indicator: str
    area: str
    segment: str | None


class Level(NamedTuple):
    """An observation that states a level, its number in base units, and whether its words say all of it."""

    document: str
    observation: Observation
    figure: Figure
    unit: str
    firm: bool


#: What a level is of, when, and whether it is reached or promised.
Of = tuple[Thing, int, Kind]
#: The levels of all documents, in the order of their ids.
Others = Callable[[Of], list[Level]]


#: An observation that states a level, with its document.
_Stating = tuple[str, Observation]


class Levels:
    """Levels of documents that are fit for arithmetic; built once, looked up by thing and year.

    Most are asked for by nobody: those of a thing are put in order when it is looked up, the numbers of an observation are made out
    when it is. ``others``: where those of other documents are looked up, when the documents given are not all there are.
    """

    def __init__(self, documents: Iterable[Document], others: Others | None = None) -> None:
        self._others = others
        self._told: dict[Thing, list[_Stating]] = {}  # of what was not looked up yet
        for document in sorted(documents, key=lambda document: document.id):
            for observation in document.observations:
                if observation.measure == "level":
                    thing = thing_of(observation)
                    if thing is not None:
                        self._told.setdefault(thing, []).append((document.id, observation))
        self._own: dict[tuple[str, Of], list[_Stating]] = {}
        self._all: dict[Of, list[_Stating]] = {}
        self._stated: dict[tuple[str, Thing], list[_Stating]] = {}
        self._settled: dict[tuple[str, Of] | Of, Level | None] = {}

    def _look_up(self, thing: Thing) -> None:
        """Put the levels of a thing in order, once."""
        stating = set[str]()
        for one in self._told.pop(thing, ()):
            document, observation = one
            at = _level_year(observation)
            if at is not None:
                of = thing, at, observation.kind
                self._own.setdefault((document, of), []).append(one)
                self._all.setdefault(of, []).append(one)
                self._stated.setdefault((document, thing), []).append(one)
                stating.add(document)
        for document in stating:
            self._stated[document, thing].sort(key=_place)

    def at(self, thing: Thing, at: int, document: str, kinds: Sequence[Kind]) -> Level | None:
        """The level of a year: the document's own, else one that all other documents agree on.

        ``kinds``: the first kind that has one wins. None where the document, or the others, state two that
        cannot both be true.
        """
        self._look_up(thing)
        for kind in kinds:
            own = document, (thing, at, kind)
            if own in self._own:
                return self._one(own, self._own[own])
        for kind in kinds:
            if (thing, at, kind) in self._all:
                return self._one((thing, at, kind), self._all[thing, at, kind])
            if self._others is not None and (levels := self._others((thing, at, kind))):
                return _one_of(levels)
        return None

    def of(self, document: str, thing: Thing, start: int, end: int) -> Sequence[Level]:
        """The levels of a thing that a document states between two places of its text, in the order of the text."""
        self._look_up(thing)
        stated = self._stated.get((document, thing), [])
        first = bisect_left(stated, start, key=_place)
        return _levels(stated[first : bisect_left(stated, end, first, key=_place)])

    def _one(self, key: tuple[str, Of] | Of, stating: Iterable[_Stating]) -> Level | None:
        if key not in self._settled:
            self._settled[key] = _one_of(_levels(stating))
        return self._settled[key]


def levels_in(document: Document) -> Iterator[tuple[Of, Level]]:
    """The levels that a document states, in its order."""
    for observation in document.observations:
        thing, at = thing_of(observation), _level_year(observation)
        if thing is None or at is None:
            continue
        level = level_of(document.id, observation)
        if level is not None:
            yield (thing, at, observation.kind), level


def _level_year(observation: Observation) -> int | None:
    """The year of which an observation states a level that is fit for arithmetic; None where it states none."""
    if observation.measure != "level" or observation.per_year or observation.cumulative:
        return None
    return year(observation.time) if _fit(observation) else None


def _levels(stating: Iterable[_Stating]) -> list[Level]:
    return [level for one in stating if (level := level_of(*one)) is not None]


def _place(stating: _Stating) -> int:
    return stating[1].source.start


def level_of(document: str, observation: Observation, *, reviewed: bool = False) -> Level | None:
    """An observation with its number, None where it is unfit for arithmetic. Its measure is not looked at.

    ``reviewed``: one that is to be checked is taken as well, and is not firm.
    """
    if observation.value is None or not _fit(observation, reviewed=reviewed):
        return None
    found = figure(observation.value, observation.source.quote)
    if found is None:
        return None
    firm = not observation.review and _LOOSE.isdisjoint(observation.doubts)
    return Level(document, observation, *found, firm)


def _fit(observation: Observation, *, reviewed: bool = False) -> bool:
    """Whether an observation has a number that is worth something for arithmetic."""
    return (
        in_base_units(observation.value) is not None
        and (reviewed or not observation.review)
        and observation.each is None
        and observation.about not in ("project", "company")
        and _UNFIT.isdisjoint(observation.doubts)
    )


def thing_of(observation: Observation) -> Thing | None:
    """What an observation is of, by its entities; None where one of them is not known."""
    indicator, area = observation.indicator.entity, observation.area.entity
    if indicator is None or area is None:
        return None
    return Thing(indicator, area, observation.segment)


def year(period: Period | None) -> int | None:
    """The one year that a period is; None for several years, a month, an open end."""
    if period is None or period.start is None or period.start != period.end:
        return None
    return int(period.start) if _YEAR.fullmatch(period.start) else None


def span(period: Period | None) -> tuple[int, int] | None:
    """The first and the last year of a period of several years."""
    if period is None or period.start is None or period.end is None:
        return None
    if not (_YEAR.fullmatch(period.start) and _YEAR.fullmatch(period.end)):
        return None
    first, last = int(period.start), int(period.end)
    return (first, last) if first < last else None


def plan_base(document: Document) -> int | None:
    """The year before a plan's period: 2020 for 2021-2025."""
    years = span(document.meta.period)
    return years[0] - 1 if years else None


def _one_of(levels: list[Level]) -> Level | None:
    """The narrowest of levels that can all be true."""
    found = telling(levels)
    return found[0] if len(found) == 1 else None


def telling(levels: Sequence[Level]) -> list[Level]:
    """Of levels of one thing the narrowest where all can be true, else two that cannot: they tell what all tell."""
    best = levels[0]
    for one in levels[1:]:
        if one.unit != best.unit or not one.figure.meets(best.figure):
            return [best, one]
        width = one.figure.high - one.figure.low
        if width < best.figure.high - best.figure.low:
            best = one
    return [best]
