"""Statements of one thing at several years, in order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from policy_extract.findings.corpus import Corpus
from policy_extract.findings.intervals import equal, in_base_units, interval
from policy_extract.findings.places import Places
from policy_extract.findings.quantities import Quantities, plain_unit
from policy_extract.findings.trajectory.guards import GUARDS, Guard, Look, guarded
from policy_extract.findings.trajectory.spans import Span, span
from policy_extract.findings.ways import by_words
from policy_extract.model import About, Document, Observation, Subject
from policy_extract.tuples import NamedTuple


class Thing(NamedTuple):
    """What all statements of a series are about, in one base unit and counted alike."""

    indicator: str
    area: str
    segment: str | None
    about: About
    unit: str
    per_year: bool
    cumulative: bool

    @property
    def subject(self) -> Subject:
        """As a finding names it."""
        return Subject(
            indicator=self.indicator, area=self.area, segment=self.segment, measure="level", about=self.about
        )  # fmt: skip


class Stated(NamedTuple):
    """A statement of a document: the year, and the numbers that it names."""

    document: str
    observation: Observation
    year: int
    span: Span
    reaches: bool = False  # its bound is what is to be reached: 压缩至0.5个工作日以内

    @property
    def target(self) -> bool:
        """Whether it is promised."""
        return self.observation.kind == "target"

    @property
    def bounded(self) -> bool:
        """Whether it names a lowest and a highest number: 60%, 3—5家; not 60%以上."""
        return self.span.around.bounded


Series = Sequence[Stated]
#: The same by year, in order.
Years = Mapping[int, list[Stated]]

#: So many years make a series of what was reached alone; with a target two do.
PAST_YEARS = 3


def series(
    corpus: Corpus, quantities: Quantities, places: Places, guards: Sequence[Guard] = GUARDS
) -> Iterator[tuple[Thing, Series]]:
    """Every series of the corpus, each sorted by year; within a year what was reached first.

    Two years or more, one of them promised: “2020年664.3亿元 → 2025年1400亿元” says what growth is asked for. What
    lies in the past alone needs three years. Work is linear in the number of observations.
    """
    groups: dict[Thing, list[_Told]] = {}
    for document, observation in _at_several_times(corpus):
        base = in_base_units(observation.value)
        if base is None or guarded(Look(observation, document, quantities, places), guards):
            continue
        thing = Thing(
            str(observation.indicator.entity), str(observation.area.entity),
            quantities.segment(observation.segment), observation.about,
            plain_unit(base.unit), observation.per_year, observation.cumulative,
        )  # fmt: skip
        year = int(str(observation.time.start)[:4]) if observation.time else 0
        groups.setdefault(thing, []).append(_Told(document.id, observation, year))
    for thing, those in groups.items():
        ordered = sorted(_without_lists(those), key=_order)
        years = {one.year for one in ordered}
        enough = 2 if any(map(_target, ordered)) else PAST_YEARS
        if len(years) >= enough:
            yield thing, [_stated(one, corpus, quantities) for one in ordered]


def _at_several_times(corpus: Corpus) -> Iterator[tuple[Document, Observation]]:
    """What is said of an indicator and an area of which several times are told: most are told of once, and make no series."""
    times: dict[tuple[str | None, str | None], set[str | None]] = {}
    for document in corpus.documents:
        for o in document.observations:
            of = o.indicator.entity, o.area.entity
            times.setdefault(of, set()).add(o.time.start if o.time else None)
    several = {
        of
        for of, told in times.items()
        if len(told) > 1 and of[0] in corpus.entity and of[1] in corpus.entity
    }
    for document in corpus.documents:
        for o in document.observations:
            if (o.indicator.entity, o.area.entity) in several:
                yield document, o


class _Told(NamedTuple):
    """A statement whose numbers nobody has asked for: most are of things that are told once."""

    document: str
    observation: Observation
    year: int


def _stated(told: _Told, corpus: Corpus, quantities: Quantities) -> Stated:
    document, observation, year = told
    bounds = interval(observation.value) if observation.value is not None else None
    assert bounds is not None  # it has a base
    named = span(bounds[0], _plain(observation))
    reaches = by_words(document, observation, corpus, quantities) is not None
    return Stated(document, observation, year, named, reaches)


def _target(told: _Told) -> bool:
    return told.observation.kind == "target"


def _plain(observation: Observation) -> bool:
    return observation.value is not None and observation.value.comparator == "="


def _order(one: _Told) -> tuple[int, bool, str, int, str]:
    source = one.observation.source
    return (one.year, _target(one), one.document, source.start, one.observation.id)


def _without_lists(stated: Iterable[_Told]) -> list[_Told]:
    """Never two different values that one list gives for one year without saying of which place and when.

    企业5家 of one park and 企业7家 of the next: what tells them apart was not understood.
    """
    lists: dict[tuple[object, ...], list[_Told]] = {}
    kept: list[_Told] = []
    for one in stated:
        o = one.observation
        doubts = o.doubts
        if "area.from_document" in doubts and any(d.startswith("time.from_") for d in doubts):
            lists.setdefault((one.document, o.source.section, one.year, o.kind), []).append(one)
        else:
            kept.append(one)
    for those in lists.values():
        first = those[0].observation.value
        if all(equal(first, one.observation.value) for one in those[1:]):
            kept += those
    return kept


def by_year(stated: Series) -> Years:
    """The statements by year, in order."""
    years: dict[int, list[Stated]] = {}
    for one in stated:
        years.setdefault(one.year, []).append(one)
    return years
