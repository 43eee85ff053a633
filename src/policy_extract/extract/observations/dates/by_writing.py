"""Times counted from the day of writing: what there is by now, last year, the years ahead."""

from __future__ import annotations

from policy_extract.extract.observations.dates.plan_times import PlanTimes, Spot, When
from policy_extract.measure import numerals
from policy_extract.measure.period import TimeSpan
from policy_extract.model import Period
from policy_extract.rules import Rule, Said, Settled

_CLAUSES = ",;:"
_REPORTED = 200  # signs in front of a number in which 调查显示 or 我国 is looked for


def _years_ahead(times: PlanTimes, spot: Spot) -> When | None:
    first, last, words = times.calendar.first, times.calendar.last, times.words
    if times.calendar.parts or first is None or last is None or first == last:
        return None
    begin = spot.time.end if spot.time else spot.sentence
    for span in reversed(times.timeline.between(begin, spot.start)):
        if span.rule != "time.span" or span.period is not None:
            continue
        if not times.plan.shadow.startswith(words.promised.future, span.start):
            continue
        if words.promised.no_years_ahead.search(times.plan.shadow, span.end, spot.start):
            return None
        said = Said(span.start, span.end)
        if _count_of(times, span) == last - first + 1:
            clause = _clause(times.plan.shadow, span.end, spot.start)
            reached = words.done.reaches.search(times.plan.shadow, clause, spot.start)
            if reached and not spot.grows_yearly:
                first = last  # 未来三年，普及率达到|95%
            return Settled(Period.of(str(first), str(last)), "time.years_ahead", said)
        if times.looks_back(spot):
            return Settled(None, "time.years_ahead", said, ("time.none",))
    return None


def _count_of(times: PlanTimes, span: TimeSpan) -> int:
    """How many years 未来三年, 今后5年 are; 0 for 未来3-5年."""
    said = times.plan.shadow[span.start : span.end]
    word = next(word for word in times.words.promised.future if said.startswith(word))
    count = said.removeprefix(word).partition(numerals.YEAR)[0].strip()
    if count.isdigit():
        return int(count)
    return numerals.spelled(count) if len(count) == 1 else 0


YEARS_AHEAD = Rule(
    "time.years_ahead",
    "date",
    "未来几年",
    "the years ahead",
    "未来三年约需新增教师8000人 in a plan of three years is of these, also under 发展现状, 普及率达到95% of the last; 未来五年 there of no year that anybody says",
    "为未来三年发展奠定基础，新增…; 未来五年，占比达到36%；产值年均增长10%: yearly growth is of all of them; a report of several parts",
    _years_ahead,
)  # fmt: skip


def _many_years(times: PlanTimes, spot: Spot) -> When | None:
    if not spot.grows_yearly or not times.looks_back(spot):
        return None
    begin = spot.time.end if spot.time else spot.sentence
    for span in times.timeline.between(begin, spot.start):
        if span.rule == "time.past" and span.period is None:
            said = Said(span.start, span.end)
            return Settled(None, "time.many_years", said, ("time.none",))
    return None


MANY_YEARS = Rule(
    "time.many_years",
    "date",
    "十几年来的年均增速",
    "yearly growth since long ago",
    "12年来年均增长22% under “十一五”发展回顾: of years that nobody names, none of the heading’s",
    "五年来年均增长22%, which are those before the plan; 12年来 without a yearly rate",
    _many_years,
)  # fmt: skip


def _past(times: PlanTimes, spot: Spot) -> When | None:
    """“去年，全县接待游客|520万人次” in a plan of several years that does not say when it was issued: no year of the plan."""
    if (
        times.looks_back(spot)
        or times.calendar.parts
        or times.calendar.first == times.calendar.last
    ):
        return None
    said = times.words.done.past.match(times.plan.shadow, spot.sentence)
    if said is None or times.words.done.turns.search(times.plan.shadow, spot.sentence, spot.start):
        return None
    return Settled(None, "time.last_year", Said(*said.span()), ("time.none",))


PAST = Rule(
    "time.last_year",
    "date",
    "去年，不知何年",
    "last year, and nobody says which",
    "去年，全县接待游客|520万人次 in a plan of several years without a date of issue: no year of the plan",
    "behind 今年 or 力争; a document that is of one year, whose year is known",
    _past,
)  # fmt: skip


def _present(times: PlanTimes, spot: Spot) -> When | None:
    shadow, words = times.plan.shadow, times.words
    if times.looks_back(spot) or times.calendar.parts:
        return None
    first = max(spot.sentence, spot.start - _REPORTED)
    if words.promised.promise.search(shadow, first, spot.end):
        return None
    there = _by_now(times, spot, first) or _told_by_now(times, spot, first)
    if there is not None:
        return Settled(None, "time.present", there, ("time.none",))
    # by itself, so that what opens a sentence stands behind nothing, also below a heading
    said = shadow[first : spot.start]
    found = words.done.reported.search(said)
    if found is None or words.promised.foretold.search(said, found.end()):
        return None
    own = Said(first + found.start(), first + found.end())
    return Settled(None, "time.present", own, ("time.none",))


def _by_now(times: PlanTimes, spot: Spot, first: int) -> Said | None:
    """The words in front of a number, from ``first``, or right behind it, that tell what there is by now: 已探明|储量300万吨; 炼能5000万吨，|居全国首位|.

    Refused: 对已建成的5个园区: what is put to use; 由现有的30家提高到50家; 产值达到300亿元，居全省前列 under a heading that looks ahead.
    """
    shadow, words = times.plan.shadow, times.words
    clause = _clause(shadow, first, spot.start)
    if words.done.share_of_it.match(shadow, clause):
        clause = _clause(shadow, first, clause - 1)
    found = words.done.by_now.search(shadow, clause, spot.start)
    if found is not None and not words.done.more_of_it.search(shadow, found.end(), spot.start):
        used = words.done.put_to_use.search(shadow, clause, found.start())
        return None if used else Said(*found.span())
    ranked = words.results.ranked.match(shadow, spot.end)
    reached = words.done.more_of_it.search(shadow, clause, spot.end)
    if ranked is None or reached or times.headings.of(spot.paragraph.section).looks_ahead:
        return None
    return Said(*ranked.span())


def _told_by_now(times: PlanTimes, spot: Spot, first: int) -> Said | None:
    """The words that told of what there is, from ``first``, for what else is told of it: 我市|现有|水库82座，其中大型|2座|、中型|8座|，总库容|12.6亿立方米|.

    Refused: 现有12家，到2025年达到20家 (a time); 现有病床300张，新增200张 (something is done); 整合现有学校，撤并12所 (no number of what there is).
    """
    shadow, words = times.plan.shadow, times.words
    found = words.done.there_now.search(shadow, first, spot.end)
    if found is None or times.timeline.between(found.start(), spot.start):
        return None
    there = Said(*found.span("there" if found["there"] else "also"))
    if words.done.put_to_use.search(shadow, _clause(shadow, first, found.start()), found.start()):
        return None
    done = words.done.done_to_it.search(shadow, there.end, spot.start)
    return None if done else there


def _clause(shadow: str, sentence: int, at: int) -> int:
    """Where the clause of a place begins, in its sentence; offsets in code points."""
    return max(sentence, *(shadow.rfind(sign, sentence, at) + 1 for sign in _CLAUSES))


PRESENT = Rule(
    "time.present",
    "date",
    "现状，无时间",
    "what is so now",
    "研究显示, 我国现有 without a time in the sentence tell what is so, and no year: 调查显示，…患病率为13.6%; 已探明储量300万吨; 炼能5000万吨，居全国首位",
    "力争 in the sentence; a section that looks back has its own year",
    _present,
)  # fmt: skip
