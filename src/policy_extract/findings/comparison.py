"""Where plans state the same thing, and whether they agree.

Two observations are comparable when they speak of one indicator, area, segment, measure, time and
kind, about the same, in one base unit and counted alike (each year or in all, for each of many or for
all, against the same base year). Each value is an interval of the numbers that would make it true;
the verdict asks whether one number is in all.

What stands in a document that names no place is compared with that document alone; what is said of several
places at once or of a place that its document alone understands (各城区, 开发区), with nothing. A bare noun
(企业, 面积) whose area and time both come from the surroundings is compared within its section alone:
two sections speak of two things more often than they disagree about one. And of such inherited values
of one section none is compared with another: a list says 企业5家 of one park and 企业7家 of the next. Nominal
growth (名义增长8%) is compared with nominal growth alone. The guards are in ``comparable``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from policy_extract.findings.comparable import (
    Bounded,
    Statement,
    Statements,
    by_section,
    in_one_passage,
    without_lists,
)
from policy_extract.findings.corpus import Corpus
from policy_extract.findings.intervals import SAME, Interval, equal, in_base_units, interval
from policy_extract.findings.places import one_place
from policy_extract.findings.quantities import Quantities
from policy_extract.findings.sentences import sentence
from policy_extract.model import (
    About,
    Comparison,
    FindingObservation,
    Kind,
    Measure,
    Observation,
    Period,
    Subject,
    Verdict,
)
from policy_extract.resolve.keys import SEPARATOR, written
from policy_extract.tuples import NamedTuple

_WORST: dict[Verdict, int] = {"agree": 0, "compatible": 1, "contradict": 2}


class _Claim(NamedTuple):
    """What an observation speaks of: the fields of ``Subject``."""

    indicator: str
    area: str
    segment: str | None
    measure: Measure
    time: str
    kind: Kind
    about: About


#: A document that tells as many lots of a noun as this tells lots; one lot may be all there is.
_SEVERAL = 2
#: Observations, each with its document.
_Group = list[tuple[Observation, str]]


def compare(corpus: Corpus) -> tuple[Comparison, ...]:
    """One comparison for every indicator, area, segment, measure, time and kind stated twice.

    The documents must be resolved; an observation without entities, without a time, or whose
    entity is not among ``entities`` is left out, and so is one that nothing can be compared with:
    another unit (% beside 亿元), each year beside a total, growth against another base year.
    Where no area is named, ``area`` is empty and the documents are not compared with each other.
    The lexicon gives the endings left out of segments (项目) and the bare nouns (企业). Sorted; the
    order of the documents does not matter.

    ``agree``: all values are the same words and numbers. ``compatible``: they differ, and one
    number satisfies them all (55%以上 and 60%). ``contradict``: no number does (1400 and
    1000亿元). Values in words are compared by their words; different words are left out, for
    nobody can say whether 达到全省平均水平 and 完成上级下达任务 agree.
    """
    found: list[Comparison] = []
    reader = Statements(corpus)
    for (claim, scope), stated in _grouped(corpus).items():
        if len(stated) < 2:  # most claims are made once, and compared with none
            continue
        compared = _compared([reader.read(*one) for one in _firmest(stated, reader)], reader)
        if compared is not None:
            subject = Subject(**claim._asdict())
            found.append(_comparison(subject, scope, *compared, corpus))
    return tuple(sorted(found, key=lambda comparison: comparison.id))


def _grouped(corpus: Corpus) -> Mapping[tuple[_Claim, str], _Group]:
    """Observations by what they speak of, and by document where that names no place; without most of those that stand alone."""
    known, quantities = corpus.entity, corpus.once(Quantities.of)
    told = Counter(_told(o) for document in corpus.documents for o in document.observations)
    groups: dict[tuple[_Claim, str], _Group] = {}
    for document in corpus.documents:
        projects = {project.id: project.name for project in document.projects}
        for observation in document.observations:
            if told[_told(observation)] < 2:  # nothing else is said of it
                continue
            indicator, area = observation.indicator.entity, observation.area.entity
            time = written(observation.time)
            if indicator not in known or time is None:
                continue
            if observation.area.name and (area not in known or not one_place(area)):
                continue
            named = observation.segment or projects.get(observation.project or "")
            claim = _Claim(
                str(indicator), str(area) if observation.area.name else "", quantities.segment(named),
                observation.measure, time, observation.kind, observation.about,
            )  # fmt: skip
            scope = "" if observation.area.name else document.id
            groups.setdefault((claim, scope), []).append((observation, document.id))
    return groups


def _told(observation: Observation) -> tuple[str | None, ...]:
    """The least that two observations share of which one can be compared with the other."""
    time = observation.time
    of = observation.indicator.entity, observation.area.entity
    return of if time is None else (*of, time.start, time.end)


def _firmest(group: _Group, reader: Statements) -> _Group:
    """A group without lots of things, and without nominal growth where it has growth that is not said to be nominal."""
    lots = Counter(document for observation, document in group if reader.lot(observation))
    group = [one for one in group if lots[one[1]] < _SEVERAL or not reader.lot(one[0])]
    return [one for one in group if not reader.nominal(*one)] or group


def _compared(
    statements: Sequence[Statement], reader: Statements
) -> tuple[Verdict, list[Statement]] | None:
    """Of all comparable sets of one subject the worst verdict, and their statements in order."""
    verdicts: list[Verdict] = []
    compared: dict[int, Statement] = {}
    for verdict, those in _judged(statements, reader):
        verdicts.append(verdict)
        compared |= {id(one): one for one in those}
    if not verdicts:
        return None
    worst = max(verdicts, key=lambda verdict: _WORST[verdict])
    ordered = sorted(
        compared.values(),
        key=lambda one: (one.document, one.observation.source.start, one.observation.id),
    )
    if worst == "contradict" and in_one_passage(ordered):
        return None
    return worst, ordered


def _judged(
    statements: Sequence[Statement], reader: Statements
) -> Iterator[tuple[Verdict, list[Statement]]]:
    """Every set of statements that can be compared with each other, with its verdict."""
    sets: dict[tuple[object, ...], list[Bounded]] = {}
    worded: dict[str, list[Statement]] = {}
    ratios: dict[tuple[object, ...], list[Statement]] = {}
    for one in statements:
        observation, value = one.observation, one.observation.value
        found = interval(value) if value else None
        if found is not None:
            against = written(observation.base_time)
            how = (
                found[1],
                observation.per_year,
                # what is counted over several years is a sum in any case
                observation.cumulative and not _over_years(observation.time),
                observation.each,
                against,
            )
            sets.setdefault(how, []).append((one, found[0]))
        elif value is not None and value.parts:
            ratios.setdefault((len(value.parts), observation.each), []).append(one)
        elif observation.qualitative:
            worded.setdefault("".join(observation.qualitative.split()), []).append(one)
    for comparable in sets.values():
        for part in by_section(without_lists(comparable)):
            meant = part
            if len(part) > 1 and _verdict(part) == "contradict":
                meant = reader.not_allotted(part)
            if len(meant) > 1:
                yield _verdict(meant), [one for one, _ in meant]
    for same in worded.values():
        if len(same) > 1:
            yield "agree", same
    for those in ratios.values():
        if len(those) > 1:
            stated = {one.observation.value.parts for one in those if one.observation.value}
            yield "agree" if len(stated) == 1 else "contradict", those


def _over_years(time: Period | None) -> bool:
    return time is not None and None not in (time.start, time.end) and time.start != time.end


def _verdict(comparable: Sequence[Bounded]) -> Verdict:
    values = [one.observation.value for one, _ in comparable]
    if all(equal(values[0], value) for value in values[1:]):
        return "agree"
    meeting = Interval(
        max(found.low for _, found in comparable), min(found.high for _, found in comparable)
    )
    low, high = meeting.low, meeting.high
    slack = SAME * max(abs(low), abs(high), Decimal(1)) if meeting.bounded else Decimal(0)
    if low < high - slack:
        return "compatible"
    if low > high + slack:
        return "contradict"
    # They touch: 突破35家 and 35家 do agree; a rounded number ends below its upper bound.
    shut = any(f.high_open and f.high <= high + slack for _, f in comparable)
    return "contradict" if shut else "compatible"


def _comparison(
    subject: Subject,
    scope: str,
    verdict: Verdict,
    statements: Sequence[Statement],
    corpus: Corpus,
) -> Comparison:
    return Comparison(
        id=_id(subject, scope),
        verdict=verdict,
        documents=corpus.named(*(one.document for one in statements)),
        observations=tuple(
            FindingObservation.of(
                one.document, one.observation.id, in_base_units(one.observation.value)
            )
            for one in statements
        ),
        said=sentence(
            f"finding.{verdict}",
            subject,
            [(one.document, one.observation) for one in statements],
            corpus.names,
        ),
        subject=subject,
    )


def _id(subject: Subject, scope: str) -> str:
    """Kind and key; what the value is about where that is not the area; the document of “nowhere”."""
    parts = [
        subject.area,
        subject.indicator,
        subject.segment,
        subject.measure,
        subject.time,
        subject.kind,
        *([subject.about] if subject.about != "area" else []),
    ]
    key = SEPARATOR.join((part or "").replace(SEPARATOR, "｜") for part in parts)
    return f"comparison:{key}" + (f"@{scope}" if scope else "")
