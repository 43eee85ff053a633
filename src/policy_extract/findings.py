"""What only the whole corpus shows: where plans state the same thing, and whether they agree.

Two observations are comparable when they speak of one indicator, area, segment, measure, time and
kind, in one base unit and counted alike (each year or in all, against the same base year). Each
value is an interval of the numbers that would make it true; the verdict asks whether one number is
in all.

What stands in a document that names no place is compared with that document alone. A bare noun
(企业, 面积) whose area and time both come from the surroundings is compared within its section alone:
two sections speak of two things more often than they disagree about one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

from policy_extract.lexicon import Lexicon
from policy_extract.model import (
    Comparison,
    Document,
    Entities,
    Findings,
    Kind,
    Measure,
    Observation,
    ObservationRef,
    Period,
    Value,
    Verdict,
)

# 约N, N左右: within this share of N.
APPROXIMATION = 0.05
# Code points within which two different numbers of one plan belong to one passage.
PASSAGE = 160
# Numbers that differ by less are one number written in two units.
_SAME = 1e-9

# indicator, area, segment, measure, time, kind; and the document, where it names no place.
_Key = tuple[str, str, str, Measure, str, Kind, str]
_WORST: dict[Verdict, int] = {"agree": 0, "compatible": 1, "contradict": 2}


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers that make a value true, in base units; ``high_open``: all below ``high``."""

    low: float
    high: float
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class _Claim:
    observation: Observation
    document: str
    segment: str | None
    loose: bool = False


def compare(
    documents: Sequence[Document], entities: Entities, lexicon: Lexicon | None = None
) -> Findings:
    """One comparison for every indicator, area, segment, measure, time and kind stated twice.

    ``documents`` must be resolved; an observation without entities, without a time, or whose
    entity is not among ``entities`` is left out, and so is one that nothing can be compared with:
    another unit (% beside 亿元), each year beside a total, growth against another base year.
    Where no area is named, ``area`` is empty and the documents are not compared with each other.
    ``lexicon`` gives the endings left out of segments (项目) and the bare nouns (企业). Sorted; the
    order of the documents does not matter.

    ``agree``: all values are the same words and numbers. ``compatible``: they differ, and one
    number satisfies them all (55%以上 and 60%). ``contradict``: no number does (1400 and
    1000亿元). Promises without number are compared by their words; different words are left out,
    for nobody can say whether 达到全省平均水平 and 完成上级下达任务 agree.
    """
    known = {entity.id for entity in entities.entities}
    endings = lexicon.words("findings", "segment_endings") if lexicon else ()
    nouns = frozenset(lexicon.words("findings", "bare_nouns") if lexicon else ())
    groups: dict[_Key, list[_Claim]] = {}
    for document in documents:
        for observation in document.observations:
            indicator, area = observation.indicator.entity, observation.area.entity
            time = _time(observation.time)
            if indicator not in known or time is None:
                continue
            scope = ""
            if not observation.area.name:
                area, scope = "", document.id
            elif area not in known:
                continue
            assert area is not None
            segment = _segment(observation.segment, endings)
            measure, kind = observation.measure, observation.kind
            key = (indicator, area, segment or "", measure, time, kind, scope)
            claim = _Claim(observation, document.id, segment, _loose(observation, nouns))
            groups.setdefault(key, []).append(claim)
    found = []
    for key in sorted(groups):
        comparison = _compare(key, groups[key])
        if comparison is not None:
            found.append(comparison)
    return Findings(comparisons=tuple(found))


def interval(value: Value) -> tuple[Interval, str] | None:
    """The numbers that make a value true, and the unit they count in; None without a number.

    A measured number stands for all that are written like it: 141.6亿元 is 141.55 up to 141.65, so
    it goes with 141.58亿元; a counted one (35家) for itself alone. ``~`` allows 5 %. ``>`` and ``<``
    keep their number, as ``>=`` and ``<=`` do: nobody who writes 突破35家 denies 35家.
    """
    base, low, high = value.base, value.low, value.high
    if base is not None:
        scale_of = base.low if base.low is not None else base.high
        written = low if base.low is not None else high
        low, high, unit = base.low, base.high, base.unit
        scale = abs(scale_of / written) if scale_of is not None and written else 1.0
    else:
        unit, scale = value.unit or "", 1.0
    if low is None and high is None:
        return None
    sign = value.comparator
    if sign == "~":
        number = low if low is not None else high
        assert number is not None
        slack = abs(number) * APPROXIMATION
        return Interval(number - slack, number + slack), unit
    if sign in (">", ">="):
        number = low if low is not None else high
        assert number is not None
        return Interval(number, inf), unit
    if sign in ("<", "<="):
        number = high if high is not None else low
        assert number is not None
        return Interval(-inf, number), unit
    bottom = low if low is not None else -inf
    top = high if high is not None else inf
    if sign == "=" and value.low is not None and not _counted(value, scale):
        slack = _last_place(value.low) / 2 * scale
        return Interval(bottom - slack, top + slack, high_open=True), unit
    return Interval(bottom, top), unit


def _counted(value: Value, scale: float) -> bool:
    """Whether a number counts things one by one (35家): a whole number in the base unit itself."""
    return scale == 1.0 and value.low is not None and float(value.low).is_integer()


def _last_place(number: float) -> float:
    """The worth of the last digit written: 141.6 → 0.1, 1400 → 1."""
    digits = repr(number)
    if "e" in digits or "." not in digits or digits.endswith(".0"):
        return 1.0
    return float(10 ** -len(digits.split(".")[1]))


def _time(period: Period | None) -> str | None:
    """A period as one word: 2025, 2021/2025, ../2030."""
    if period is None or (period.start is None and period.end is None):
        return None
    if period.start == period.end:
        return period.start
    return f"{period.start or '..'}/{period.end or '..'}"


def _segment(segment: str | None, endings: Iterable[str]) -> str | None:
    if segment is None:
        return None
    words = "".join(segment.split()).strip("“”\"'")
    for ending in endings:
        if words.endswith(ending) and len(words) > len(ending) + 1:
            return words.removesuffix(ending)
    return words or None


def _compare(key: _Key, claims: list[_Claim]) -> Comparison | None:
    """The comparison of one key: of its comparable sets the worst verdict, and all their claims."""
    if len(claims) < 2:
        return None
    sets: dict[tuple[object, ...], list[tuple[_Claim, Interval]]] = {}
    worded: dict[str, list[_Claim]] = {}
    for claim in claims:
        observation = claim.observation
        found = interval(observation.value) if observation.value else None
        if found is not None:
            against = _time(observation.base_time) or ""
            how = (found[1], observation.per_year, observation.cumulative, against)
            sets.setdefault(how, []).append((claim, found[0]))
        elif observation.qualitative:
            worded.setdefault("".join(observation.qualitative.split()), []).append(claim)
    verdict: Verdict | None = None
    compared: list[_Claim] = []
    for comparable in (part for one in sets.values() for part in _by_section(one)):
        if len(comparable) > 1:
            said = _verdict(comparable)
            verdict = said if verdict is None or _WORST[said] > _WORST[verdict] else verdict
            compared += [claim for claim, _ in comparable if claim not in compared]
    for same in worded.values():
        if len(same) > 1:
            verdict = verdict or "agree"
            compared += same
    if verdict is None:
        return None
    compared.sort(key=lambda c: (c.document, c.observation.source.start, c.observation.id))
    if verdict == "contradict" and _one_passage(compared):
        return None
    indicator, area, segment, measure, time, kind, _ = key
    return Comparison(
        indicator=indicator,
        area=area,
        segment=segment or None,
        measure=measure,
        time=time,
        kind=kind,
        verdict=verdict,
        within_document=len({claim.document for claim in compared}) == 1,
        observations=tuple(
            ObservationRef(document=c.document, id=c.observation.id) for c in compared
        ),
    )


def _loose(observation: Observation, nouns: frozenset[str]) -> bool:
    """A bare noun (企业) with neither area nor time of its own: of what it is, its section says."""
    name = "".join(observation.indicator.name.split())
    inherited = {"area_inherited", "time_inherited"} <= set(observation.review)
    return inherited and (name in nouns or name.removesuffix("量").removesuffix("数") in nouns)


def _by_section(
    comparable: list[tuple[_Claim, Interval]],
) -> list[list[tuple[_Claim, Interval]]]:
    """What may be compared with each other: firm claims, and each section with loose ones."""
    if not any(claim.loose for claim, _ in comparable):
        return [comparable]
    sections: dict[tuple[str, str | None], list[tuple[_Claim, Interval]]] = {}
    for one in comparable:
        place = (one[0].document, one[0].observation.source.section)
        sections.setdefault(place, []).append(one)
    firm = [one for one in comparable if not one[0].loose]
    return [firm, *(s for s in sections.values() if any(claim.loose for claim, _ in s))]


def _one_passage(claims: Sequence[_Claim]) -> bool:
    """Different numbers within one passage of one plan: parts of a whole, not two claims.

    “直管区面积47.7平方公里，协管区面积17.5平方公里”: nobody contradicts himself in one breath; the words
    that tell the two apart were not all understood.
    """
    starts = [claim.observation.source.start for claim in claims]
    single = len({claim.document for claim in claims}) == 1
    return single and max(starts) - min(starts) <= PASSAGE


def _verdict(comparable: list[tuple[_Claim, Interval]]) -> Verdict:
    values = [claim.observation.value for claim, _ in comparable]
    if all(_equal(values[0], value) for value in values[1:]):
        return "agree"
    low = max(found.low for _, found in comparable)
    high = min(found.high for _, found in comparable)
    slack = 0.0 if inf in (abs(low), abs(high)) else _SAME * max(abs(low), abs(high), 1.0)
    if low < high - slack:
        return "compatible"
    if low > high + slack:
        return "contradict"
    # They touch: 突破35家 and 35家 do agree; a rounded number ends below its upper bound.
    shut = any(f.high_open and f.high <= high + slack for _, f in comparable)
    return "contradict" if shut else "compatible"


def _equal(left: Value | None, right: Value | None) -> bool:
    """Whether two values of one base unit say the same: 14亿元 and 140000万元 do."""
    if left is None or right is None or left.comparator != right.comparator:
        return False
    one, other = left.base or left, right.base or right
    return _near(one.low, other.low) and _near(one.high, other.high)


def _near(left: float | None, right: float | None) -> bool:
    if left is None or right is None:
        return left is right
    return abs(left - right) <= _SAME * max(abs(left), abs(right))
