"""Times by the sentence of a number: what it names, compares with, gives one for each."""

from __future__ import annotations

from policy_extract.extract.observations.dates.plan_times import (
    CHANGE,
    PlanTimes,
    Spot,
    When,
    several,
)
from policy_extract.extract.observations.windows import OF
from policy_extract.measure import numerals
from policy_extract.measure.period import TimeSpan
from policy_extract.model import Period
from policy_extract.rules import Rule, Said, Settled

_AVERAGED = 12  # … and 两年平均
_RANGES = frozenset(("time.range", "time.last_year", "time.plan", "time.past"))
_BEFORE_RANGES = _RANGES - {"time.range"}


def _compared_value(times: PlanTimes, spot: Spot) -> When | None:
    """“较上年|28899万元|增长9.9%”: the value that is compared with is of the year before."""
    span = times.timeline.base_before(spot.sentence, spot.start)
    if span is None or span.period is None or span.end > spot.start:
        return None
    if times.plan.shadow.startswith(
        times.words.bases.on, spot.end
    ):  # 在2015年|248亿元|的基础上翻一番
        return times.of_span(span, "time.compared_value")
    between = times.plan.shadow[span.end : spot.start].strip()
    if _held_against(times, spot, span, between):
        return times.of_span(span, "time.compared_value")  # 与2010年的|393万人|相比
    held = between.endswith(OF) and between in times.words.bases.base_joints
    if held and times.plan.shadow.endswith(times.words.bases.than, 0, span.start):
        return times.of_span(
            span, "time.compared_value"
        )  # 涨幅高于上年的|1.5%, 低于上年同期的|25.5%
    listed = spot.listed.position > 0 and times.words.bases.listed_base.fullmatch(between)
    if between not in times.words.bases.base_joints and not listed:
        return None
    if times.words.bases.times_of.match(times.plan.shadow, span.end):
        return None  # 是2007年|的1.7倍，年均增长13.5%
    grown = times.words.changes.grown.match(times.plan.shadow, spot.end)
    if grown is None or (grown.group().startswith(",") and not between):
        return None  # 比2009年|翻两番|，增加…; but 比2005年的|6.98亿元|，增72.78%
    return times.of_span(span, "time.compared_value")


def _held_against(times: PlanTimes, spot: Spot, span: TimeSpan, between: str) -> bool:
    """与2010年第六次全国人口普查的|393万人|相比: what the value of now is held against. Refused: 与2010年相比，增加|5万人|."""
    words, plain = times.words.bases, times.plan.shadow
    if not words.value_lead.fullmatch(between) or not words.compared_behind.match(plain, spot.end):
        return False
    return plain[: span.start].rstrip('“"').endswith(words.with_words)


COMPARED_VALUE = Rule(
    "time.compared_value",
    "date",
    "比较基数的年份",
    "the value that is compared with",
    "较上年28899万元增长9.9%: 28899万元 is of the year before; 比2010年的12.4万吨、1.07万吨分别减少11.9%、15.5%: of 2010; 在2015年248亿元的基础上翻一番; 与2010年的393万人相比; 涨幅高于上年的1.5%",
    "较上年增加28899万元; 较2015年提高5个百分点; 是2007年的1.7倍，年均增长13.5%",
    _compared_value,
)  # fmt: skip


def _bracketed(times: PlanTimes, spot: Spot) -> When | None:
    """“森林蓄积量达到2.8亿立方米（2025年）、|3亿立方米|（2030年）”: a year alone in the bracket behind its value."""
    shadow = times.plan.shadow
    if not shadow.startswith("(", spot.end):
        return None
    span = next(iter(times.timeline.between(spot.end + 1, spot.end + 2)), None)
    alone = span is not None and span.period is not None and shadow.startswith(")", span.end)
    return times.of_span(span, "time.bracketed") if span is not None and alone else None


BRACKETED = Rule(
    "time.bracketed",
    "date",
    "数值后的括注年份",
    "a year in the bracket behind the value",
    "森林蓄积量达到2.8亿立方米（2025年）、3亿立方米（2030年）: of 2025 and of 2030",
    "投资5亿元（2025年底前完成）: a deadline; 3亿元（其中2024年1亿元）: a part",
    _bracketed,
)  # fmt: skip


def _before_change(times: PlanTimes, spot: Spot) -> When | None:
    if not times.starts_a_change(spot):
        return None
    told = times.told_origin(spot)
    if told is not None and times.looks_back(spot):
        return times.of_span(told, "time.before_change", "time.from_paragraph")
    first, last = times.calendar.first, times.calendar.last
    undated = times.words.changes.since.search(times.plan.shadow, spot.sentence, spot.start)
    if first is None or last is None or undated:  # 近年来，由120家增加到200家
        return Settled(None, "time.before_change", None, ("time.none",))
    dated = times.timeline.last_dated(spot.sentence, spot.start, 1)
    back = times.carried(spot) if times.looks_back(spot) and not dated else None
    if back is not None and back.rule != "time.range" and back.period and several(back.period):
        # 五年来，…。|工业化率从32.6%|提高到40.4%, in a part about the last of them, too
        before = year_of(int((back.period.start or "")[:4]) - 1)
        return Settled(before, "time.before_change", None, ("time.from_paragraph",))
    part = times.calendar.part_at(spot.start)
    if part is not None and part.period.start:  # of a report about five years: the year before them
        before = year_of(int(part.period.start[:4]) - 1)
        return Settled(before, "time.before_change", None, ("time.from_document",))
    # a plan looks back on the years before it, an account of a plan (中期评估) on the plan's own
    years = last - first + 1 if times.looks_back(spot) and not times.headings.account else 0
    return Settled(year_of(first - 1 - years), "time.before_change", None, ("time.from_document",))


BEFORE_CHANGE = Rule(
    "time.before_change",
    "date",
    "改变前的数值",
    "value before the change",
    "a value behind 由 and before 增加到 is of the year before the plan: 充电桩由|1.2万个|增加到3万个",
    "由2020年的1.9%: the year stands with it; 近年来: since when is open",
    _before_change,
)  # fmt: skip


def _one_each(times: PlanTimes, spot: Spot) -> When | None:
    count = spot.listed.of if spot.listed.one_name else 1
    if count < 2:
        return None
    run = times.timeline.dealt(spot.sentence, spot.start, count)
    return times.of_span(run[spot.listed.position], "time.one_each") if run else None


ONE_EACH = Rule(
    "time.one_each",
    "date",
    "逐一对应的年份",
    "one year each",
    "as many joined years as values of one indicator deal out one each: 到2025年和2030年，…分别达到20%和25%",
    "A、B分别达到20%和25% under one year",
    _one_each,
)  # fmt: skip


def _range_ends(times: PlanTimes, spot: Spot) -> When | None:
    """The first year of a range for what a change starts from, the last for what it leads to; since then is a range up to now."""
    span = spot.time
    since = span is not None and span.period is not None and span.period.end is None
    period = span.period if span and (span.rule in _RANGES or since) else None
    period = times.as_value(period) if since else period  # “十四五”以来，…从3.2亿元增加到9.8亿元
    if span is None or period is None or not period.start or not period.end:
        return None
    if period.start == period.end:
        return None
    said = Said(span.start, span.end)
    if times.starts_a_change(spot):
        if times.told_origin(spot) is not None:
            return None  # 从2011年的1149万人减少到…，五年累计…，占比从|9.4%|下降到
        first = Period.of(period.start, period.start)
        if span.rule in _BEFORE_RANGES:  # 五年来由150家: the year before the five
            first = year_of(int(period.start[:4]) - 1)
        return Settled(first, "time.range_ends", said)
    said_from = any(
        w in times.plan.shadow[span.end : spot.start] for w in times.words.changes.origins
    )
    if span.rule == "time.plan" and not said_from:
        return None  # “十四五”期间，年均增速达到15%
    near = max(span.end, spot.start - CHANGE)
    if times.timeline.ends_a_change(near, spot.start):
        return Settled(Period.of(period.end, period.end), "time.range_ends", said)
    return None


RANGE_ENDS = Rule(
    "time.range_ends",
    "date",
    "区间的两端",
    "ends of a range",
    "2021年至2025年间…由800亿元增加到1300亿元: the first value is of the first year, the second of the last",
    "2021-2025年…增加300亿元: a change within the range",
    _range_ends,
)  # fmt: skip


def _years_of_range(times: PlanTimes, spot: Spot) -> When | None:
    """As many values of one indicator as a range has years: 2023-2025年…分别增长7%、7.5%、8%."""
    del times
    count = spot.listed.of if spot.listed.one_name else 1
    span = spot.time if count > 1 else None
    if span is None or span.period is None or not span.period.start or not span.period.end:
        return None
    first, last = span.period.start, span.period.end
    if len(first) != 4 or len(last) != 4 or int(last) - int(first) + 1 != count:
        return None
    year = year_of(int(first) + spot.listed.position)
    return Settled(year, "time.years_of_range", Said(span.start, span.end))


YEARS_OF_RANGE = Rule(
    "time.years_of_range",
    "date",
    "区间内逐年",
    "year by year of a range",
    "as many values of one indicator as a range has years are one each: 2023-2025年…分别增长7%、7.5%、8%",
    "two values under a range of three years",
    _years_of_range,
)  # fmt: skip


def _years_before(times: PlanTimes, spot: Spot) -> When | None:
    first, last, span = times.calendar.first, times.calendar.last, spot.time
    if span is None or span.rule != "time.span":
        return None
    if first is None or last is None or not times.looks_back(spot):
        return None
    if times.calendar.parts:
        return None  # of a report, whose part says which years they are
    period = Period.of(str(first - (last - first + 1)), str(first - 1))
    near = max(span.end, spot.start - CHANGE)
    if times.timeline.ends_a_change(near, spot.start):  # 五年…，占比从9.4%下降到|8.8%
        period = year_of(first - 1)
    return Settled(period, "time.years_before", Said(span.start, span.end))


YEARS_BEFORE = Rule(
    "time.years_before",
    "date",
    "回顾期的几年",
    "years looked back on",
    "五年累计 in a section that looks back is the years before the plan",
    "五年累计 in a section that looks ahead",
    _years_before,
)  # fmt: skip


def _years_averaged(times: PlanTimes, spot: Spot) -> When | None:
    if not spot.grows_yearly:
        return None
    near = max(spot.sentence, spot.start - _AVERAGED)
    said = times.words.changes.averaged.search(times.plan.shadow, near, spot.start)
    last = _year_at(times, spot) if said else None
    if said is None or last is None:
        return None
    period = Period.of(str(last - numerals.spelled(said["count"]) + 1), str(last))
    return Settled(period, "time.years_averaged", Said(*said.span()))


def _year_at(times: PlanTimes, spot: Spot) -> int | None:
    """The one year that the sentence of a number is about, or else its paragraph or the part of a report."""
    span = spot.time or times.carried(spot)
    if span is None:
        return times.calendar.year_at(spot.start)
    period = times.as_value(span.period)
    one = period is not None and period.end and period.start and period.start[:4] == period.end[:4]
    return int((period.end or "")[:4]) if period is not None and one else None


YEARS_AVERAGED = Rule(
    "time.years_averaged",
    "date",
    "几年平均",
    "an average over some years",
    "2021年，地区生产总值增长8%，两年平均增长5.2%: of 2020 and 2021",
    "年均增长5.2%: over how many years nobody says; 每两年平均",
    _years_averaged,
)  # fmt: skip


def _yearly(times: PlanTimes, spot: Spot) -> When | None:
    """“2021年生产总值288亿元，年均增长5.1%” where the paragraph or the part of the report is about five years."""
    span = spot.time
    yearly = spot.grows_yearly or spot.per_year
    if not yearly or span is None or span.period is None or not times.looks_back(spot):
        return None
    year = span.period.end
    if year is None or span.period.start != year or len(year) != len("2021"):
        return None
    part, opening = times.calendar.part_at(spot.start), times.opening(spot)
    back = times.years_back(spot, alone=False)
    told = (span.period if span else None for span in (opening, back))
    for period in (*told, part.period if part else None):
        if period and several(period) and (period.start or "") <= year <= (period.end or ""):
            return Settled(period, "time.yearly", None, ("time.from_heading",))
    return None


YEARLY = Rule(
    "time.yearly",
    "date",
    "回顾期的年均增速",
    "yearly growth of the years looked back on",
    "2021年总值288亿元，年均增长5.1% under 过去五年: the rate is of the five years",
    "2021年…，增长5.1%; 年均增长 in a part about one year",
    _yearly,
)  # fmt: skip


def _sentence(times: PlanTimes, spot: Spot) -> When | None:
    span = spot.time
    return times.of_span(span, "time.sentence") if span else None


SENTENCE = Rule(
    "time.sentence",
    "date",
    "本句的时间",
    "time in the sentence",
    "the last time before the number in its sentence: 到2025年，…达到95%",
    "较2015年 (a comparison), （2019、2020年）closed before, 由2020年…提高到, 五年新增…；of the item before",
    _sentence,
)  # fmt: skip


def year_of(year: int) -> Period:
    """A year as a time: from its beginning to its end."""
    return Period.of(str(year), str(year))
