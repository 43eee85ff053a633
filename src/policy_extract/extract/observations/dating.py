"""The date stage: when a number is for, by rules asked in order; the first that speaks settles it.

A time in the sentence wins; else the time that the paragraph, its heading or the document set, and then
a doubt says where it is from.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator

from policy_extract.document import Paragraph, Plan
from policy_extract.expressions import expression
from policy_extract.extract.observations.drafts import Listed
from policy_extract.extract.observations.leads import Leads
from policy_extract.extract.observations.timeline import Headings, TimeLine, TimeWords
from policy_extract.measure.period import TimeSpan
from policy_extract.model import Period
from policy_extract.rules import Rule, Said, Settled, Switches
from policy_extract.tuples import NamedTuple

When = Settled[Period | None]
_CHANGE = 8  # signs in which the words of a change stand in front of what it led to
_WORD = expression(r"\S")
_REPORTED = 200  # signs in front of a number in which 调查显示 or 我国 is looked for
_RANGES = frozenset(("time.range", "time.past", "time.plan"))
_YEAR_BEFORE = frozenset(("time.opening", "time.shifted"))  # 比年初, 较上年同期


class Spot(NamedTuple):
    """Where a number stands: its paragraph, where its sentence begins, its own words, its place in a list.

    ``time``: the last time of its sentence that it may be for.
    """

    paragraph: Paragraph
    sentence: int
    start: int
    end: int
    per_year: bool
    listed: Listed
    time: TimeSpan | None
    grows_yearly: bool = False


class Dater:
    """Dates the numbers of one plan."""

    def __init__(
        self, plan: Plan, timeline: TimeLine, headings: Headings, words: TimeWords,
        switches: Switches,
    ) -> None:  # fmt: skip
        self.plan, self.timeline, self.headings, self.words = plan, timeline, headings, words
        self.calendar = timeline.calendar
        self._rules = switches.on(RULES)
        self.leads = Leads(plan, timeline, words.label, self._carrying)
        self._carriers: dict[tuple[int, int], list[TimeSpan]] = {}  # found once for a paragraph
        dues = [m.span() for m in words.due.finditer(plan.shadow)]
        self._dues = [(*span, timeline.last_dated(*span, 1)) for span in dues]

    def date(self, spot: Spot) -> When:
        """The time of the number at ``spot``; the value is None when nothing gives one."""
        for rule in self._rules:
            found: When | None = rule.run(self, spot)
            if found is not None:
                return found
        return Settled(None, "time.none", None, ("time.none",))

    def base(self, sentence: int, start: int) -> Settled[Period | None] | None:
        """The year that a sentence compares the number at ``start`` with (较2015年), or None."""
        span = self.timeline.base_before(sentence, start)
        if span is None:
            return None
        rule = "base.year_before" if span.rule in _YEAR_BEFORE else "base.compared"
        return Settled(span.period, rule, Said(span.start, span.end))

    def looks_back(self, spot: Spot) -> bool:
        """Whether the headings above speak of what has been."""
        part = self.calendar.part_at(spot.start)
        if part is not None:
            return part.looks_back
        return self.headings.of(spot.paragraph.section).looks_back

    def starts_a_change(self, spot: Spot) -> bool:
        """The value that a change starts from: 公共充电桩由|1.2万个|增加到3万个."""
        before = self.plan.shadow[max(0, spot.start - 1) : spot.start]
        return before in self.words.origins[:2] and bool(
            self.words.moved.match(self.plan.shadow, spot.end)
        )

    def due(self, spot: Spot) -> TimeSpan | None:
        """The deadline in the bracket behind an item, for a number of the item."""
        index = bisect_left(self._dues, spot.start, key=lambda due: due[0])
        if index == len(self._dues) or self._dues[index][1] > spot.paragraph.end:
            return None
        spans = self._dues[index][2]
        return spans[-1] if spans else None

    def carried(self, spot: Spot) -> TimeSpan | None:
        """The last time that an earlier sentence of the paragraph set for what follows."""
        key = spot.paragraph.start, spot.paragraph.end
        if key not in self._carriers:
            self._carriers[key] = list(self._carrying(spot.paragraph))
        carriers = self._carriers[key]
        index = bisect_left(carriers, spot.sentence, key=lambda span: span.start) - 1
        return carriers[index] if index >= 0 else None

    def opening(self, spot: Spot) -> TimeSpan | None:
        """The time that the paragraph of a number opens with: 过去五年，…."""
        first = next(self._carrying(spot.paragraph), None)
        start = _WORD.search(self.plan.shadow, spot.paragraph.heading_end)
        return first if first and start and first.start <= start.start() + 2 else None

    def _carrying(self, paragraph: Paragraph) -> Iterator[TimeSpan]:
        """Times that open their sentence or clause (“到2025年，…”); a year in passing (“2018年成功认定”) is none."""
        shadow, words = self.plan.shadow, self.words
        first = _WORD.search(shadow, paragraph.heading_end)
        opening = first.start() if first else len(shadow)
        for span in self.timeline.between(paragraph.start, paragraph.end):
            if span.period is None or self.timeline.is_base(span):
                continue
            before = shadow[max(paragraph.start, span.start - 6) : span.start]
            if before.endswith(words.aims):
                continue  # 为到2035年…打好基础
            after = shadow[span.end : span.end + 1]
            lead = before.rstrip(words.lead)
            opens = lead.endswith((",", "。", ";", ":")) or not before.strip()
            opens |= span.start <= opening
            if span.start > opening and self._aside(span):
                continue
            framed = after in words.behind or self._frames(
                paragraph, span
            )  # “十三五”期间|生态改善。
            if before.endswith(words.until) or (opens and framed):
                yield span

    def _frames(self, paragraph: Paragraph, span: TimeSpan) -> bool:
        """A planning period at the head of a sentence, or behind 纲要显示，: what follows is of it, too.

        Refused: “…同比增长1.3%，“十三五”期间先后被列入…”: told in passing.
        """
        if span.rule != "time.plan":
            return False
        stop = self.plan.shadow.rfind("。", paragraph.heading_end, span.start)
        return span.start - max(stop + 1, paragraph.heading_end) <= _CHANGE

    def _aside(self, span: TimeSpan) -> bool:
        """A single year or month inside a part of a report about several years: it holds for its sentence alone.

        “过去五年，…。2020年2月，我县退出贫困县序列。…累计投入资金52亿元。”
        """
        part, period = self.calendar.part_at(span.start), span.period
        if part is None or period is None or not part.looks_back or not period.start:
            return False
        return part.period.start != part.period.end and period.start == period.end

    def as_value(self, period: Period | None) -> Period | None:
        """A bound as the time of a value: 2025年前 → 2025, “十三五”以来 → up to the base year."""
        if period is None:
            return None
        if period.start is None and period.end:
            return Period.of(period.end, period.end)
        if period.end is None and period.start:
            last = self.calendar.first - 1 if self.calendar.first else None
            if last is not None and last >= int(period.start[:4]):
                return Period.of(period.start, str(last))
            return Period.of(period.start, period.start)
        return period

    def of_span(self, span: TimeSpan, rule: str, *doubts: str) -> When:
        """A time expression as the time of a value."""
        return Settled(self.as_value(span.period), rule, Said(span.start, span.end), doubts)


# --- the rules ------------------------------------------------------------------------------------


def _compared_value(dater: Dater, spot: Spot) -> When | None:
    """“较上年|28899万元|增长9.9%”: the value that is compared with is of the year before."""
    span = dater.timeline.base_before(spot.sentence, spot.start)
    if span is None or span.period is None or span.end > spot.start:
        return None
    between = dater.plan.shadow[span.end : spot.start].strip()
    if between not in dater.words.base_joints:
        return None
    grown = dater.words.grown.match(dater.plan.shadow, spot.end)
    return dater.of_span(span, "time.compared_value") if grown else None


def _before_change(dater: Dater, spot: Spot) -> When | None:
    if not dater.starts_a_change(spot):
        return None
    first, last = dater.calendar.first, dater.calendar.last
    undated = dater.words.since.search(dater.plan.shadow, spot.sentence, spot.start)
    if first is None or last is None or undated:  # 近年来，由120家增加到200家
        return Settled(None, "time.before_change", None, ("time.none",))
    part = dater.calendar.part_at(spot.start)
    if part is not None and part.period.start:  # of a report about five years: the year before them
        before = _year(int(part.period.start[:4]) - 1)
        return Settled(before, "time.before_change", None, ("time.from_document",))
    years = last - first + 1 if dater.looks_back(spot) else 0
    return Settled(_year(first - 1 - years), "time.before_change", None, ("time.from_document",))


def _one_each(dater: Dater, spot: Spot) -> When | None:
    count = spot.listed.of if spot.listed.one_name else 1
    if count < 2:
        return None
    run = dater.timeline.dealt(spot.sentence, spot.start, count)
    return dater.of_span(run[spot.listed.position], "time.one_each") if run else None


def _range_ends(dater: Dater, spot: Spot) -> When | None:
    """The first year of a range for what a change starts from, the last for what it leads to."""
    span = spot.time
    period = span.period if span and span.rule in _RANGES else None
    if span is None or period is None or not period.start or not period.end:
        return None
    if period.start == period.end:
        return None
    said = Said(span.start, span.end)
    if dater.starts_a_change(spot):
        first = Period.of(period.start, period.start)
        if span.rule != "time.range":  # 五年来由150家: the year before the five
            first = _year(int(period.start[:4]) - 1)
        return Settled(first, "time.range_ends", said)
    said_from = any(w in dater.plan.shadow[span.end : spot.start] for w in dater.words.origins)
    if span.rule == "time.plan" and not said_from:
        return None  # “十四五”期间，年均增速达到15%
    near = max(span.end, spot.start - _CHANGE)
    if dater.timeline.ends_a_change(near, spot.start):
        return Settled(Period.of(period.end, period.end), "time.range_ends", said)
    return None


def _years_of_range(dater: Dater, spot: Spot) -> When | None:
    """As many values of one indicator as a range has years: 2023-2025年…分别增长7%、7.5%、8%."""
    del dater
    count = spot.listed.of if spot.listed.one_name else 1
    span = spot.time if count > 1 else None
    if span is None or span.period is None or not span.period.start or not span.period.end:
        return None
    first, last = span.period.start, span.period.end
    if len(first) != 4 or len(last) != 4 or int(last) - int(first) + 1 != count:
        return None
    year = _year(int(first) + spot.listed.position)
    return Settled(year, "time.years_of_range", Said(span.start, span.end))


def _years_before(dater: Dater, spot: Spot) -> When | None:
    first, last, span = dater.calendar.first, dater.calendar.last, spot.time
    if span is None or span.rule != "time.span":
        return None
    if first is None or last is None or not dater.looks_back(spot):
        return None
    period = Period.of(str(first - (last - first + 1)), str(first - 1))
    return Settled(period, "time.years_before", Said(span.start, span.end))


def _yearly(dater: Dater, spot: Spot) -> When | None:
    """“2021年生产总值288亿元，年均增长5.1%” where the paragraph or the part of the report is about five years."""
    span = spot.time
    if not spot.grows_yearly or span is None or span.period is None or not dater.looks_back(spot):
        return None
    year = span.period.end
    if year is None or span.period.start != year or len(year) != len("2021"):
        return None
    part, opening = dater.calendar.part_at(spot.start), dater.opening(spot)
    for period in (opening.period if opening else None, part.period if part else None):
        if period and period.start and period.start < (period.end or "") and period.end == year:
            return Settled(period, "time.yearly", None, ("time.from_heading",))
    return None


def _sentence(dater: Dater, spot: Spot) -> When | None:
    span = spot.time
    return dater.of_span(span, "time.sentence") if span else None


def _due(dater: Dater, spot: Spot) -> When | None:
    span = dater.due(spot)
    return dater.of_span(span, "time.due", "time.from_deadline") if span else None


def _each_year(dater: Dater, spot: Spot) -> When | None:
    first, last = dater.calendar.first, dater.calendar.last
    if not spot.per_year or dater.looks_back(spot) or not first or dater.calendar.parts:
        return None
    period = Period.of(str(first), str(last)) if last else None
    return Settled(period, "time.each_year", None, ("time.from_document",))


def _present(dater: Dater, spot: Spot) -> When | None:
    shadow, words = dater.plan.shadow, dater.words
    if dater.looks_back(spot) or dater.calendar.parts:
        return None
    first = max(spot.sentence, spot.start - _REPORTED)
    found = words.reported.search(shadow, first, spot.start)
    if found is None or words.foretold.search(shadow, found.end(), spot.start):
        return None
    if words.promise.search(shadow, first, spot.end):
        return None
    return Settled(None, "time.present", Said(found.start(), found.end()), ("time.none",))


def _paragraph(dater: Dater, spot: Spot) -> When | None:
    span = dater.carried(spot)
    if span is None:
        return None
    return _at_end(dater, spot, dater.of_span(span, "time.paragraph", "time.from_paragraph"))


def _lead_in(dater: Dater, spot: Spot) -> When | None:
    span = dater.leads.above(spot.paragraph)
    if span is None:
        return None
    return _at_end(dater, spot, dater.of_span(span, "time.lead_in", "time.from_paragraph"))


def _at_end(dater: Dater, spot: Spot, when: When) -> When:
    """The last of several years looked back on, for what a change led to: 过去五年，…由3200元增加到|8900元."""
    period, sentence = when.value, dater.plan.shadow[spot.sentence : spot.start]
    if period is None or period.start == period.end or not period.end or not dater.looks_back(spot):
        return when
    from_ = any(word in sentence for word in dater.words.origins[:2])
    near = max(spot.sentence, spot.start - _CHANGE)
    if not from_ or not dater.timeline.ends_a_change(near, spot.start):
        return when
    return Settled(Period.of(period.end, period.end), when.rule, when.said, when.doubts)


def _report_part(dater: Dater, spot: Spot) -> When | None:
    part = dater.calendar.part_at(spot.start)
    if part is None:
        return None
    when: When = Settled(part.period, "time.report_part", None, ("time.from_heading",))
    return _at_end(dater, spot, when)


def _heading(dater: Dater, spot: Spot) -> When | None:
    heading = dater.headings.of(spot.paragraph.section)
    if heading.time is None or heading.time.period is None or heading.looks_back:
        return None
    return dater.of_span(heading.time, "time.heading", "time.from_heading")


def _review(dater: Dater, spot: Spot) -> When | None:
    first, last = dater.calendar.first, dater.calendar.last
    if not dater.looks_back(spot) or not first:
        return None
    year = first - 1 if first != last else first
    origin = dater.timeline.origin_before(spot.sentence, spot.start)
    began = origin.period.start if origin and origin.period else None
    if began is None or int(began[:4]) < year:
        return Settled(_year(year), "time.review", None, ("time.from_review",))
    issued = dater.calendar.issued  # 由2020年的120家增加到200家: later than the base year 2020
    if issued is None or issued <= int(began[:4]):
        return Settled(None, "time.review", None, ("time.none",))
    return Settled(_year(issued), "time.review", None, ("time.from_review",))


def _plan_end(dater: Dater, _: Spot) -> When | None:
    last = dater.calendar.last
    if last is None:
        return None
    return Settled(_year(last), "time.plan_end", None, ("time.from_document",))


def _year(year: int) -> Period:
    return Period.of(str(year), str(year))


#: In the order in which they are asked; the first that speaks settles the time.
RULES: tuple[Rule[Callable[[Dater, Spot], When | None]], ...] = (
    Rule(
        "time.compared_value",
        "date",
        "比较基数的年份",
        "the value that is compared with",
        "较上年28899万元增长9.9%: 28899万元 is of the year before",
        "较上年增加28899万元; 较2015年提高5个百分点",
        _compared_value,
    ),
    Rule(
        "time.range_ends",
        "date",
        "区间的两端",
        "ends of a range",
        "2021年至2025年间…由800亿元增加到1300亿元: the first value is of the first year, the second of the last",
        "2021-2025年…增加300亿元: a change within the range",
        _range_ends,
    ),
    Rule(
        "time.before_change",
        "date",
        "改变前的数值",
        "value before the change",
        "a value behind 由 and before 增加到 is of the year before the plan: 充电桩由|1.2万个|增加到3万个",
        "由2020年的1.9%: the year stands with it; 近年来: since when is open",
        _before_change,
    ),
    Rule(
        "time.one_each",
        "date",
        "逐一对应的年份",
        "one year each",
        "as many joined years as values of one indicator deal out one each: 到2025年和2030年，…分别达到20%和25%",
        "A、B分别达到20%和25% under one year",
        _one_each,
    ),
    Rule(
        "time.years_of_range",
        "date",
        "区间内逐年",
        "year by year of a range",
        "as many values of one indicator as a range has years are one each: 2023-2025年…分别增长7%、7.5%、8%",
        "two values under a range of three years",
        _years_of_range,
    ),
    Rule(
        "time.years_before",
        "date",
        "回顾期的几年",
        "years looked back on",
        "五年累计 in a section that looks back is the years before the plan",
        "五年累计 in a section that looks ahead",
        _years_before,
    ),
    Rule(
        "time.yearly",
        "date",
        "回顾期的年均增速",
        "yearly growth of the years looked back on",
        "2021年总值288亿元，年均增长5.1% under 过去五年: the rate is of the five years",
        "2021年…，增长5.1%; 年均增长 in a part about one year",
        _yearly,
    ),
    Rule(
        "time.sentence",
        "date",
        "本句的时间",
        "time in the sentence",
        "the last time before the number in its sentence: 到2025年，…达到95%",
        "较2015年 (a comparison), （2019、2020年）closed before, 由2020年…提高到, 五年新增…；of the item before",
        _sentence,
    ),
    Rule(
        "time.due",
        "date",
        "括号里的时限",
        "deadline in the bracket",
        "the deadline in the bracket behind the item: …2400户。（8月底完成，牵头单位：…）",
        "a bracket behind another paragraph",
        _due,
    ),
    Rule(
        "time.present",
        "date",
        "现状，无时间",
        "what is so now",
        "研究显示, 我国现有 without a time in the sentence tell what is so, and no year: 调查显示，…患病率为13.6%",
        "力争 in the sentence; a section that looks back has its own year",
        _present,
    ),
    Rule(
        "time.each_year",
        "date",
        "每年，规划期",
        "each year of the plan",
        "每年, 年均 without a time hold for the plan's years",
        "每年 in a section that looks back",
        _each_year,
    ),
    Rule(
        "time.paragraph",
        "date",
        "本段前句的时间",
        "time of an earlier sentence",
        "a time that opens an earlier sentence of the paragraph: 到2025年，…。…达到95%。",
        "2018年成功认定: a year in passing",
        _paragraph,
    ),
    Rule(
        "time.lead_in",
        "date",
        "引出清单的时间",
        "time of the line above a list",
        "到2025年，要实现以下目标：and below it lines without a time",
        "a line that ends with no colon, or that stands above another heading; a paragraph between with a time of its own",
        _lead_in,
    ),
    Rule(
        "time.report_part",
        "date",
        "报告所在部分的时间",
        "time of the part of a report",
        "2024年工作回顾, 2025年工作安排, 今后五年的目标 in a report say the time of what stands below",
        "the same headings in a document that is no report",
        _report_part,
    ),
    Rule(
        "time.heading",
        "date",
        "标题里的时间",
        "time in the heading",
        "the time in the nearest heading: （二）2025年目标",
        "a heading of a section that looks back",
        _heading,
    ),
    Rule(
        "time.review",
        "date",
        "回顾部分的基年",
        "base year of a review",
        "no time anywhere, in a section that looks back: the year before the plan; 由2020年的120家增加到200家 in a plan"
        " from 2021 on: the year of issue where it is known",
        "a section that looks ahead",
        _review,
    ),
    Rule(
        "time.plan_end",
        "date",
        "规划末年",
        "end of the plan",
        "no time anywhere: the plan's last year",
        "a document without a period",
        _plan_end,
    ),
)  # fmt: skip

NONE = Rule(
    "time.none", "date", "没有时间", "no time",
    "nothing gives a time: no words, no heading, and the document has no period",
    "", Dater.date,
)  # fmt: skip
PER_YEAR = Rule(
    "time.per_year", "date", "逐年", "each year",
    "每年, 年均 before the number: the value holds for every year of its time",
    "每年 in another sentence", Dater.date,
)  # fmt: skip
