"""What the rules of the date stage ask: where a number stands, and the times of its plan."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from policy_extract.document import Paragraph, Plan
from policy_extract.expressions import expression
from policy_extract.extract.observations.dates.leads import Leads
from policy_extract.extract.observations.dates.next_steps import next_steps
from policy_extract.extract.observations.drafts import Listed
from policy_extract.extract.observations.time_words import TimeWords
from policy_extract.extract.observations.timeline import Headings, TimeLine
from policy_extract.measure.period import TimeSpan
from policy_extract.model import Period
from policy_extract.rules import Said, Settled
from policy_extract.tuples import NamedTuple

When = Settled[Period | None]
_WORD = expression(r"\S")

_YEAR = 4  # signs of a year
_FAR = 3  # years before a plan that a review is still of
_OFTEN = 2  # sentences that a year opens, which a review is of
_BESIDE = 16  # signs in front of a goal in which something is held against it
CHANGE = 8  # signs in which the words of a change stand in front of what it led to


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
    flows: bool = False  # what was added or done: 新建学校32所, 实施科技项目153项
    sums: bool = False  # … in all: 累计植树2亿株


def _ends(spans: Iterable[TimeSpan]) -> Iterator[int]:
    """The last years of times that have one."""
    for span in spans:
        if span.period is not None and span.period.end:
            yield int(span.period.end[:4])


def several(period: Period | None) -> bool:
    """More than one year, with both its ends."""
    return bool(period and period.start and period.start < (period.end or ""))


class PlanTimes:
    """What of one plan the rules of the date stage ask: its times, its headings, its deadlines."""

    def __init__(
        self, plan: Plan, timeline: TimeLine, headings: Headings, words: TimeWords
    ) -> None:
        self.plan, self.timeline, self.headings, self.words = plan, timeline, headings, words
        self.calendar = timeline.calendar
        self.leads = Leads(plan, timeline, words, self.carriers)
        self._carriers: dict[tuple[int, int], list[TimeSpan]] = {}
        self._base_year: int | None = None
        dues = [m.span() for m in words.works.due.finditer(plan.shadow)]
        self._dues = [(*span, timeline.last_dated(*span, 1)) for span in dues]

    def looks_back(self, spot: Spot) -> bool:
        """Whether the headings above speak of what has been."""
        return self._looks_back(spot.start, spot.paragraph)

    def tells_ahead(self, spot: Spot) -> bool:
        """Whether a heading, the sentence of a number or one before it in its paragraph speaks of what is to come: 下一步, 力争."""
        shadow, words = self.plan.shadow, self.words
        if self.headings.of(spot.paragraph.section).looks_ahead:
            return True
        if self._promises(spot):
            return True
        if words.reviews.coming.search(shadow, spot.sentence, spot.start):
            return True
        return next_steps(shadow, words, spot.paragraph.heading_end, spot.sentence) is not None

    def _promises(self, spot: Spot) -> bool:
        """力争, 到2025年 in the sentence. Refused: 超过规划|目标|, 已达|到2025年|目标值, which something is held against."""
        shadow, words = self.plan.shadow, self.words
        for found in words.promised.promise.finditer(shadow, spot.sentence, spot.end):
            if found["year"] and words.goals.goal_behind.match(shadow, found.end()):
                continue
            before = shadow[max(spot.sentence, found.start() - _BESIDE) : found.start()]
            if words.goals.beside_goal.search(before) is None:
                return True
        return False

    def _looks_back(self, at: int, paragraph: Paragraph) -> bool:
        """Of a place (offset in code points) in a paragraph: the part of a report, else the headings."""
        part = self.calendar.part_at(at)
        return part.looks_back if part else self.headings.of(paragraph.section).looks_back

    def starts_a_change(self, spot: Spot) -> bool:
        """The value that a change starts from: 公共充电桩由|1.2万个|增加到3万个, 标准由每月|600元|提高到800元."""
        if self.words.changes.moved.match(self.plan.shadow, spot.end) is None:
            return False
        return (
            self.words.changes.origin_of.search(self.plan.shadow, spot.sentence, spot.start)
            is not None
        )

    def base_year(self, first: int) -> int:
        """The year that a review without a time is of, in a plan from ``first`` on: the year before.

        Where nothing that looks back goes up to that one, but sentences open with one or two years earlier
        (2014年，规划区… in a plan from 2016 on), it is the last of those: the plan was written before the year was over.
        Refused: 2018年，获批… where “十三五” is looked back on: it ended with the year before.
        """
        if self._base_year is None:
            dated = ((p, self.timeline.between(p.start, p.end)) for p in self.plan.paragraphs)
            back = [(p, t) for p, t in dated if t and self.headings.of(p.section).looks_back]
            ends = {end for _, times in back for end in _ends(times)}
            told = Counter(end for paragraph, _ in back for end in _ends(self.carriers(paragraph)))
            late = first - 1 in ends
            said = (year for year in (first - 2, first - 3) if told[year] >= _OFTEN)
            self._base_year = first - 1 if late else next(said, first - 1)
        return self._base_year

    def told_origin(self, spot: Spot) -> TimeSpan | None:
        """The year that a change told before in the paragraph started from, and no time since: 从2011年的…减少到…，占比从|9.4%|下降到.

        Refused: another sentence with a time of its own: …由2010年的60%提高到88%。近三年，幼儿园由|120所|增加到.
        """
        origin = self.timeline.origin_before(spot.paragraph.heading_end, spot.start)
        if origin is None:
            return None
        stop = self.plan.shadow.find("。", origin.end, spot.start)
        return None if stop >= 0 and self.timeline.between(stop, spot.start) else origin

    def years_back(self, spot: Spot, *, alone: bool) -> TimeSpan | None:
        """The several years that the nearest heading that has such looks back on: “十二五”发展回顾.

        ``alone``: the heading must name no other time (2022年及过去五年工作回顾). Refused: “十四五”时期，是关键五年 at the head of a
        chapter on the background of a plan for these years.
        """
        if not self.looks_back(spot):
            return None
        for spans in self.headings.of(spot.paragraph.section).times:
            for span in () if alone and len(spans) > 1 else spans:
                if several(span.period):
                    return span
        for opening in self._openings_above(spot):
            first, period = self.calendar.first, opening.period
            ahead = bool(first and period and period.end and int(period.end[:4]) > first)
            if several(period) and not ahead:
                return opening
        return None

    def year_above(self, spot: Spot) -> TimeSpan | None:
        """The year with which the first paragraph of the section, or of one above, opens: 一、发展现状 / 2019年，…. / （一）公路建设。

        Refused: a year of the plan's own, one more than three before it.
        """
        first = self.calendar.first
        for opening in self._openings_above(spot):
            period = opening.period
            if period is None or several(period) or len(period.end or "") != _YEAR:
                continue
            year = int(period.end or 0)
            return opening if first is None or first - _FAR <= year < first else None
        return None

    def _openings_above(self, spot: Spot) -> Iterator[TimeSpan]:
        """What the first paragraphs of the sections above a number open with, from the nearest back."""
        for section in self.plan.ancestors(spot.paragraph.section):
            opening = self._openings.get(section.id)
            if opening is not None and opening.start < spot.start:
                yield opening

    @cached_property
    def _openings(self) -> dict[str, TimeSpan]:
        """The time that the first paragraph of a section opens with, by the section: 发展基础: “十二五”时期，…."""
        found: dict[str, TimeSpan] = {}
        seen: set[str] = set()
        for paragraph in self.plan.paragraphs:
            if paragraph.kind != "body" or paragraph.section is None or paragraph.section in seen:
                continue
            seen.add(paragraph.section)
            first = self._opening(paragraph)
            if first is not None:
                found[paragraph.section] = first
        return found

    def due(self, spot: Spot) -> TimeSpan | None:
        """The deadline in the bracket behind an item, for a number of the item."""
        index = bisect_left(self._dues, spot.start, key=lambda due: due[0])
        if index == len(self._dues) or self._dues[index][1] > spot.paragraph.end:
            return None
        spans = self._dues[index][2]
        return spans[-1] if spans else None

    def carried(self, spot: Spot) -> TimeSpan | None:
        """The last time that an earlier sentence of the paragraph set for what follows."""
        carriers = self.carriers(spot.paragraph)
        index = bisect_left(carriers, spot.sentence, key=lambda span: span.start) - 1
        if index < 0 or self._left(carriers[index], spot):
            return None
        return carriers[index]

    def counted_by(self, spot: Spot, carried: TimeSpan) -> bool:
        """What is counted in all is counted by the carried time: 截至|2020年底|，…。累计认定众创空间58家; 当年|累计降雨量1260毫米."""
        shadow, words = self.plan.shadow, self.words
        opening = max(spot.paragraph.start, carried.start - CHANGE)
        if words.results.as_of.search(shadow, opening, carried.start):
            return words.results.counted.search(shadow, spot.sentence, spot.start) is not None
        return words.results.of_that_year.search(shadow, spot.sentence, spot.start) is not None

    def _left(self, span: TimeSpan, spot: Spot) -> bool:
        """A planning period without a comma behind it, and from there on words of now: “十三五”期间生态改善。…目前|有企业2600家."""
        shadow, words = self.plan.shadow, self.words
        if span.rule != "time.plan" or shadow[span.end : span.end + 1] in words.leads.behind:
            return False
        return words.leads.of_now.search(shadow, span.end, spot.start) is not None

    def opening(self, spot: Spot) -> TimeSpan | None:
        """The time that the paragraph of a number opens with: 过去五年，…."""
        return self._opening(spot.paragraph)

    def _opening(self, paragraph: Paragraph) -> TimeSpan | None:
        first = next(iter(self.carriers(paragraph)), None)
        start = _WORD.search(self.plan.shadow, paragraph.heading_end)
        return first if first and start and first.start <= start.start() + 2 else None

    def carriers(self, paragraph: Paragraph) -> Sequence[TimeSpan]:
        """The times of a paragraph that hold for what follows them, in order; found once for each paragraph."""
        key = paragraph.start, paragraph.end
        if key not in self._carriers:
            self._carriers[key] = list(self._carrying(paragraph))
        return self._carriers[key]

    def _carrying(self, paragraph: Paragraph) -> Iterator[TimeSpan]:
        """Times that open their sentence or clause (“到2025年，…”); a year in passing (“2018年成功认定”) is none."""
        shadow, words = self.plan.shadow, self.words
        opening = self._begins(paragraph)
        for span in self.timeline.between(paragraph.start, paragraph.end):
            if span.period is None or self.timeline.is_base(span):
                continue
            if self.timeline.of_goal(span, paragraph.end):
                continue  # 已达到|2025年|目标值
            before = shadow[max(paragraph.start, span.start - 6) : span.start]
            if before.endswith(words.leads.aims):
                continue  # 为到2035年…打好基础
            after = shadow[span.end : span.end + 1]
            led = next((word for word in words.leads.led_by if before.endswith(word)), "")
            begin = span.start - len(led)
            lead = shadow[max(paragraph.start, begin - 6) : begin].rstrip(words.leads.lead)
            opens = lead.endswith((",", "。", ";", ":")) or not lead.strip()
            first_of_all = begin <= opening  # 刚刚过去的|2025年，…
            opens |= first_of_all
            if not first_of_all and self._aside(span):
                continue
            # “十三五”期间|生态改善。
            if words.leads.led_up.search(before) and self._looks_back(paragraph.start, paragraph):
                continue  # 由2017年的120亿元增加到|2022年的180亿元
            framed = after in words.leads.behind or self._frames(paragraph, span)
            framed = framed or words.leads.aim_label.match(shadow, span.end) is not None
            framed = framed or (after in words.leads.behind_ours and not self.calendar.parts)
            if before.endswith(words.leads.until) or (opens and framed):
                yield span

    def _begins(self, paragraph: Paragraph) -> int:
        """Where the words of a paragraph begin, behind its heading and the mark of an item: ——|这五年，…."""
        shadow, mark = self.plan.shadow, self.words.leads.mark
        first = _WORD.search(shadow, paragraph.heading_end)
        while first is not None and (marked := mark.match(shadow, first.start())):
            first = _WORD.search(shadow, marked.end())
        return first.start() if first else len(shadow)

    def _frames(self, paragraph: Paragraph, span: TimeSpan) -> bool:
        """A planning period at the head of a sentence, or behind 纲要显示，: what follows is of it, too.

        Refused: “…同比增长1.3%，“十三五”期间先后被列入…”: told in passing; “十四五”时期是攻坚期: only spoken of; reports of
        several parts.
        """
        spoken_of = self.plan.shadow.startswith(self.words.leads.spoken_of, span.end)
        if span.rule != "time.plan" or spoken_of or self.calendar.parts:
            return False
        stop = self.plan.shadow.rfind("。", paragraph.heading_end, span.start)
        return span.start - max(stop + 1, paragraph.heading_end) <= CHANGE

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
