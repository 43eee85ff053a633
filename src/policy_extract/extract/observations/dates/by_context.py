"""Times by what stands around a sentence: a deadline, its paragraph, its heading, the report, the plan."""

from __future__ import annotations

from policy_extract.extract.observations.dates.by_sentence import year_of
from policy_extract.extract.observations.dates.plan_times import (
    CHANGE,
    PlanTimes,
    Spot,
    When,
    several,
)
from policy_extract.measure.period import TimeSpan
from policy_extract.model import Period
from policy_extract.rules import Rule, Settled

_YEAR = 4  # signs of a year
_PARTS = frozenset(("time.months", "time.quarter", "time.half_year"))


def _due(times: PlanTimes, spot: Spot) -> When | None:
    span = times.due(spot)
    return times.of_span(span, "time.due", "time.from_deadline") if span else None


DUE = Rule(
    "time.due",
    "date",
    "括号里的时限",
    "deadline in the bracket",
    "the deadline in the bracket behind the item: …2400户。（8月底完成，牵头单位：…）",
    "a bracket behind another paragraph",
    _due,
)  # fmt: skip


def _of_which(times: PlanTimes, spot: Spot) -> When | None:
    shadow, words, floor = times.plan.shadow, times.words, spot.paragraph.start
    sentence = spot.sentence
    while sentence > floor and words.done.of_which.match(shadow, sentence):
        stop = sentence
        sentence = max(floor, shadow.rfind("。", floor, len(shadow[:stop].rstrip()) - 1) + 1)
        spans = [s for s in times.timeline.between(sentence, stop) if s.period is not None]
        last = spans[-1] if len(spans) > 1 else None
        led = shadow[sentence : last.start].rstrip("".join(words.leads.until)) if last else ""
        if last is not None and led.rstrip().endswith(";"):
            # 8月份，…68.5亿元；|1—8月|累计548.2亿元。其中，限额以上186.4亿元
            return None if times.timeline.is_base(last) else _of_told(times, last)
        carried = times.carried(spot)
        if carried is not None and carried.start >= sentence:
            return None
        if len(spans) == 1 and not times.timeline.is_base(spans[0]):
            return _of_told(times, spans[0])
        if spans:
            return None  # 全年生产总值24亿元，按2005年可比价格计算…。其中
    return None


def _of_told(times: PlanTimes, span: TimeSpan) -> When:
    return times.of_span(span, "time.of_which", "time.from_paragraph")


OF_WHICH = Rule(
    "time.of_which",
    "date",
    "其中，前句的时间",
    "a part of what the sentence before told",
    "据测算，2025年出生数将达到16.5万人。其中，本市户籍约|9.2万人|: of the year of the sentence before; 8月份，…；1—8月累计…。其中: of the last that a semicolon parts",
    "其中 in the middle of a sentence; 其中 behind a sentence without a time, or with two of them",
    _of_which,
)  # fmt: skip


def _each_year(times: PlanTimes, spot: Spot) -> When | None:
    first, last = times.calendar.first, times.calendar.last
    if not spot.per_year or times.looks_back(spot) or not first or times.calendar.parts:
        return None
    carried = times.carried(spot) if spot.grows_yearly else None
    if carried is not None and not several(times.as_value(carried.period)):
        return None  # 到2015年，…达到700万吨。|年均增长2.6%
    period = Period.of(str(first), str(last)) if last else None
    return Settled(period, "time.each_year", None, ("time.from_document",))


EACH_YEAR = Rule(
    "time.each_year",
    "date",
    "每年，规划期",
    "each year of the plan",
    "每年, 年均 without a time hold for the plan's years",
    "每年 in a section that looks back; 到2015年，…。年均增长2.6%, which is told with the value of that year",
    _each_year,
)  # fmt: skip


def _years_back(times: PlanTimes, spot: Spot) -> When | None:
    yearly = spot.grows_yearly or spot.per_year or spot.sums
    part = times.calendar.part_at(spot.start)
    if not (yearly or spot.flows) or (part is not None and part.years > 1):
        return None
    carried = times.carried(spot)
    one = carried is None or carried.period is None or carried.period.start == carried.period.end
    if not one or (carried is not None and not yearly):
        return None  # 过去五年，…。|年均增长; 2025年，…。|新建学校32所
    if carried is not None and spot.sums and times.counted_by(spot, carried):
        return None
    opening = times.opening(spot) if yearly else None
    if opening is not None and times.looks_back(spot):
        said = times.of_span(opening, "time.years_back", "time.from_paragraph")
        if said.value is not None and said.value.start != said.value.end:
            return said  # “十二五”以来，…。2015年，…。发明专利授权量|年均增长23%
    span = times.years_back(spot, alone=not yearly)
    return times.of_span(span, "time.years_back", "time.from_heading") if span else None


YEARS_BACK = Rule(
    "time.years_back",
    "date",
    "标题里回顾的几年",
    "the years that a heading looks back on",
    "年均增长8%, 累计植树2亿株, 新建学校32所, 实施科技项目153项 under “十二五”发展回顾, or where “十二五”时期 opens the section, are of the five years",
    "a level: 森林覆盖率达到43%; a year in the sentence; 新建 behind a sentence of one year, or under 2022年及过去五年工作回顾",
    _years_back,
)  # fmt: skip


def _paragraph(times: PlanTimes, spot: Spot) -> When | None:
    span = times.carried(spot)
    if span is None:
        return None
    return _at_end(times, spot, times.of_span(span, "time.paragraph", "time.from_paragraph"))


PARAGRAPH = Rule(
    "time.paragraph",
    "date",
    "本段前句的时间",
    "time of an earlier sentence",
    "a time that opens an earlier sentence of the paragraph: 到2025年，…。…达到95%。",
    "2018年成功认定: a year in passing",
    _paragraph,
)  # fmt: skip


def _lead_in(times: PlanTimes, spot: Spot) -> When | None:
    span = times.leads.above(spot.paragraph)
    if span is None:
        return None
    return _at_end(times, spot, times.of_span(span, "time.lead_in", "time.from_paragraph"))


LEAD_IN = Rule(
    "time.lead_in",
    "date",
    "引出清单的时间",
    "time of the line above a list",
    "到2025年，要实现以下目标：and below it lines without a time",
    "a line that ends with no colon, or that stands above another heading; a paragraph between with a time of its own",
    _lead_in,
)


def _at_end(times: PlanTimes, spot: Spot, when: When) -> When:
    """The last of several years looked back on, for what a change led to: 过去五年，…由3200元增加到|8900元."""
    period, sentence = when.value, times.plan.shadow[spot.sentence : spot.start]
    if period is None or period.start == period.end or not period.end or not times.looks_back(spot):
        return when
    against = times.timeline.set_against(spot.sentence, spot.start, spot.end)
    if against and not (
        spot.flows or spot.sums or spot.grows_yearly
    ):  # 过去五年，…。地方财政收入完成|326亿元，是2007年的2.3倍
        return Settled(Period.of(period.end, period.end), when.rule, when.said, when.doubts)
    part = times.calendar.part_at(spot.start)
    reached = times.plan.shadow.endswith(times.words.done.reached_now, spot.sentence, spot.start)
    if reached and part is not None and part.period.start == part.period.end == period.end:
        # 2025年工作和“十四五”发展回顾 / 这五年，…。森林覆盖率达到|46%
        return Settled(part.period, when.rule, when.said, when.doubts)
    from_ = any(word in sentence for word in times.words.changes.origins[:2])
    near = max(spot.sentence, spot.start - CHANGE)
    if not from_ or not times.timeline.ends_a_change(near, spot.start):
        return when
    return Settled(Period.of(period.end, period.end), when.rule, when.said, when.doubts)


def _heading_months(times: PlanTimes, spot: Spot) -> When | None:
    span = times.headings.of(spot.paragraph.section).time
    if span is None or span.period is None or span.rule not in _PARTS:
        return None
    return times.of_span(span, "time.heading_months", "time.from_heading")


HEADING_MONTHS = Rule(
    "time.heading_months",
    "date",
    "标题里的季度或月份",
    "months or a quarter in the heading",
    "1—9月经济指标完成情况, 一季度工作: what stands below is of those months, also in an account of the year",
    "a year in the heading; a single month, which is a deadline",
    _heading_months,
)  # fmt: skip


def _report_part(times: PlanTimes, spot: Spot) -> When | None:
    part = times.calendar.part_at(spot.start)
    if part is None:
        return None
    when: When = Settled(part.period, "time.report_part", None, ("time.from_heading",))
    return _at_end(times, spot, when)


REPORT_PART = Rule(
    "time.report_part",
    "date",
    "报告所在部分的时间",
    "time of the part of a report",
    "2024年工作回顾, 2025年工作安排, 今后五年的目标 in a report say the time of what stands below",
    "the same headings in a document that is no report",
    _report_part,
)  # fmt: skip


def _heading(times: PlanTimes, spot: Spot) -> When | None:
    heading = times.headings.of(spot.paragraph.section)
    if heading.time is None or heading.time.period is None or heading.looks_back:
        return None
    if spot.sentence <= heading.time.start < spot.start:
        return None  # 3.环城高速6月底前通车，建成绿道|65公里: the heading is the sentence, which gives it none
    return times.of_span(heading.time, "time.heading", "time.from_heading")


HEADING = Rule(
    "time.heading",
    "date",
    "标题里的时间",
    "time in the heading",
    "the time in the nearest heading: （二）2025年目标",
    "a heading of a section that looks back; one that is the sentence of the number: 3.环城高速6月底前通车，建成绿道65公里",
    _heading,
)  # fmt: skip


def _review(times: PlanTimes, spot: Spot) -> When | None:
    first, last = times.calendar.first, times.calendar.last
    if not times.looks_back(spot):
        # the answer to a proposal, an evaluation: of the day of writing, none of the plan's years
        several_years = first != last and not times.calendar.parts
        answers = several_years and times.headings.account and not times.tells_ahead(spot)
        return Settled(None, "time.review", None, ("time.none",)) if answers else None
    own = times.headings.of(spot.paragraph.section).time
    told = own.period.end if own and own.period and own.period.start == own.period.end else None
    if own is not None and told and len(told) == _YEAR and (not first or int(told) < first):
        return times.of_span(own, "time.review", "time.from_heading")  # 一、2023年计划执行情况
    above = times.year_above(spot)
    if above is not None and times.timeline.origin_before(spot.sentence, spot.start) is None:
        return times.of_span(above, "time.review", "time.from_review")
    if (
        not first
    ):  # an account whose period is only known to end with its targets: of no year of these
        ends = times.calendar.last is not None and times.headings.account
        return Settled(None, "time.review", None, ("time.none",)) if ends else None
    if times.headings.account and first != last:
        # 中期评估报告 of a plan: of no year before it
        return Settled(None, "time.review", None, ("time.none",))
    year = times.base_year(first) if first != last else first
    origin = times.timeline.origin_before(spot.sentence, spot.start)
    began = origin.period.start if origin and origin.period else None
    if began is None or int(began[:4]) < year:
        return Settled(year_of(year), "time.review", None, ("time.from_review",))
    issued = times.calendar.issued  # 由2020年的120家增加到200家: later than the base year 2020
    if issued is None or issued <= int(began[:4]):
        return Settled(None, "time.review", None, ("time.none",))
    return Settled(year_of(issued), "time.review", None, ("time.from_review",))


REVIEW = Rule(
    "time.review",
    "date",
    "回顾部分的基年",
    "base year of a review",
    "no time anywhere, in a section that looks back: the year before the plan, or the last that these sections name; of no year in the answer to a proposal or an evaluation;"
    " 由2020年的120家增加到200家 in a plan from 2021 on: the year of issue where it is known",
    "a section that looks ahead; behind 下一步，, and 力争 in an answer to a proposal",
    _review,
)  # fmt: skip


def _plan_end(times: PlanTimes, _: Spot) -> When | None:
    last = times.calendar.last
    if last is None:
        return None
    return Settled(year_of(last), "time.plan_end", None, ("time.from_document",))


PLAN_END = Rule(
    "time.plan_end",
    "date",
    "规划末年",
    "end of the plan",
    "no time anywhere: the plan's last year",
    "a document without a period",
    _plan_end,
)  # fmt: skip
