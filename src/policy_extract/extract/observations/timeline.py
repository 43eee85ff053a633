"""All time expressions of one plan, what the headings say, and what a place inherits from them."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from policy_extract.document import Plan, shadow
from policy_extract.expressions import expression
from policy_extract.extract.observations.own_times import OwnTimes
from policy_extract.extract.observations.time_words import TimeWords
from policy_extract.measure.period import Calendar, TimeSpan
from policy_extract.measure.unread_times import unread_times
from policy_extract.tuples import NamedTuple

_DOCUMENT_NAME = expression(r"《[^《》]{2,80}》")
_ITEM = 4  # a heading below this level is an item's own title
_TIMES_REMEMBERED = 24  # a number looks back on no more times of its sentence
_BASES = 2  # years of comparison that stand between years and what they are dealt to
_BRACKET = 16  # signs between a time and the bracket around it
_AGAINST = 8  # signs between a number and the year it is compared with
_CLOSES = 2  # signs of a heading beside its number and its title
_AIMED = 8  # signs in front of a goal in which it is said to be aimed at: |紧扣完成“|十四五”目标
_REMARK = 12  # a number so far behind a closed bracket has nothing to do with it


class TimeLine:
    """All time expressions of one plan, with lookups by offset."""

    def __init__(
        self,
        plan: Plan,
        spans: Sequence[TimeSpan],
        words: TimeWords,
        calendar: Calendar | None = None,
    ) -> None:
        self._names = [m.span() for m in _DOCUMENT_NAME.finditer(plan.shadow)]
        self._name_starts = [start for start, _ in self._names]
        self.spans = [span for span in spans if not self.in_document_name(span.start)]
        self._starts = [span.start for span in self.spans]
        self.dated = [span for span in self.spans if span.period is not None]
        self._dated_starts = [span.start for span in self.dated]
        self._shadow = plan.shadow
        self._words = words
        self._unread = unread_times(plan.shadow, spans)
        self._unread_ends = [end for _, end in self._unread]
        self.all_read = not self._unread
        self._changes = _changes(words.changes.change, plan.shadow)
        # by where a time begins; each is asked for every number behind it
        self._bases: dict[int, bool] = {}
        self._own = OwnTimes(plan.shadow, words, self.last_dated)
        self.calendar = calendar or Calendar.of(plan.meta)
        begun = (s.period.start for s in self.dated if s.rule == "time.plan" and s.period)
        # the first year of the last planning period that the text speaks of
        self.last_planned = max((int(start[:4]) for start in begun if start), default=None)

    def between(self, start: int, end: int) -> list[TimeSpan]:
        """The time expressions that begin in ``[start, end)``."""
        return self.spans[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _last(self, start: int, end: int) -> list[TimeSpan]:
        """The last time expressions that begin in ``[start, end)``, as many as a number looks back on."""
        first, stop = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self.spans[max(first, stop - _TIMES_REMEMBERED) : stop]

    def last_dated(self, start: int, end: int, count: int) -> list[TimeSpan]:
        """The last ``count`` of those with a normal form that begin in ``[start, end)``."""
        first, stop = (bisect_left(self._dated_starts, at) for at in (start, end))
        return self.dated[max(first, stop - count) : stop]

    def touches(self, start: int, end: int) -> TimeSpan | None:
        """The time expression that shares a character with ``[start, end)``, or None."""
        index = bisect_left(self._starts, end) - 1
        if index >= 0 and start < self.spans[index].end:
            return self.spans[index]
        return None

    def unread(self, start: int, end: int) -> tuple[int, int] | None:
        """The first place in ``[start, end)`` that looks like a time and that nobody could read, or None."""
        index = bisect_right(self._unread_ends, start)
        return (
            self._unread[index]
            if index < len(self._unread) and self._unread[index][0] < end
            else None
        )

    def in_document_name(self, offset: int) -> bool:
        """Whether a place is inside the title of a document: 《…“十四五”规划》."""
        index = bisect_right(self._name_starts, offset) - 1
        return index >= 0 and offset < self._names[index][1]

    def is_base(self, span: TimeSpan) -> bool:
        """The year of a comparison: 较2015年, 与“十二五”末相比, 在2020年基础上翻一番, 是2019年的1.6倍."""
        found = self._bases.get(span.start)
        if found is None:
            found = self._bases[span.start] = self._is_base(span)
        return found

    def _is_base(self, span: TimeSpan) -> bool:
        words = self._words
        if self._of_prices(span) or words.bases.times_of.match(self._shadow, span.end):
            return True
        if self._shadow[span.end : span.end + 8].lstrip('\n”"').startswith(words.bases.on):
            return True
        if words.bases.on_value.match(self._shadow, span.end):
            return True
        before = self._shadow[max(0, span.start - 3) : span.start].rstrip(' \n“"全')
        if before.endswith(words.bases.recovered) and (
            words.bases.part_of.match(self._shadow, span.end)
            or self._shadow.startswith(words.bases.level_of, span.end)  # 恢复到2019年|水平
        ):
            return True
        if before.endswith(words.bases.taken) and words.bases.as_basis.match(
            self._shadow, span.end
        ):
            return True  # 以2010年为基数
        if not before.endswith(words.bases.set_against):
            return False
        if before.endswith(words.bases.with_words):
            return words.bases.with_base.match(self._shadow, span.end) is not None
        return True

    def _of_prices(self, span: TimeSpan) -> bool:
        """The year whose prices are reckoned with: 按|2010年|不变价计算, （|2010年|价）. Refused: 2010年价格上涨5%."""
        words, shadow = self._words, self._shadow
        if words.bases.in_prices.match(shadow, span.end):
            return True
        led = shadow.endswith(("(", *words.bases.priced_by), max(0, span.start - 2), span.start)
        return led and words.bases.by_prices.match(shadow, span.end) is not None

    def base_before(self, start: int, offset: int) -> TimeSpan | None:
        """The last year of a comparison in ``[start, offset)``. Refused: 按2010年不变价计算: nothing is compared with it."""
        bases = (s for s in reversed(self._last(start, offset)) if self.is_base(s))
        return next((s for s in bases if not self._of_prices(s)), None)

    def set_against(self, sentence: int, start: int, end: int) -> bool:
        """A year is compared with right before or right behind a number: 完成|326亿元，是2007年的|2.3倍.

        Refused: 累计造林20万亩，是2012-2016年的1.6倍: several years.
        """
        before = self.base_before(sentence, start)
        near = before is not None and start - before.end <= _AGAINST
        against = before if near else next(iter(self.between(end, end + _AGAINST)), None)
        period = against.period if against is not None and self.is_base(against) else None
        return period is not None and period.start == period.end

    def dealt(self, start: int, offset: int, count: int) -> list[TimeSpan]:
        """The last ``count`` times of ``[start, offset)`` when a list joins them: 到2023年和2025年; else none.

        A year of comparison in between is none of them: 到2023年和2025年，…分别在2020年基础上提高10%和15%.
        """
        seen = self.last_dated(start, offset, count + _BASES)
        run = [span for span in seen if not self.is_base(span)][-count:]
        joined = len(run) == count and all(
            self._words.leads.joined.fullmatch(self._shadow[one.end : other.start])
            for one, other in itertools.pairwise(run)
        )
        return run if joined else []

    def for_number(self, start: int, offset: int) -> TimeSpan | None:
        """The last time of the sentence from ``start`` that a number at ``offset`` may be for.

        Refused: the year of a comparison, the year that a change starts from for a number behind the
        change (由2020年的1.9%提高到2.8%), a remark in a bracket that closed before (（2019、2020年）), what holds for its own
        item alone (五年新增…；).
        """
        for span in reversed(self._last(start, offset)):
            if span.period is None or self.is_base(span) or self._planned(span):
                continue
            if self._tells_which(span) or self.of_goal(span, offset):
                continue
            if self._found_in(span, start):
                continue
            if self._origin(span, offset) or self._in_closed_bracket(span, offset):
                continue
            if not self._own.apart(span, start, offset):
                return span
        return None

    def _tells_which(self, span: TimeSpan) -> bool:
        """By when was built what is counted, no time of the count: |2000年底前|建成的老旧小区, |2000年以前|的老旧小区, |2005年前|建成老旧小区.

        Refused: 2025年底前建成|的 in a plan from 2021 on, 2000年建成的.
        """
        period = span.period
        if period is None or period.start is not None or period.end is None:
            return False
        known = self.calendar.first or self.calendar.issued
        if known is not None and int(period.end[:4]) >= known:
            return False
        built = self._words.works.built_then.match(self._shadow, span.end)
        return built is not None and (
            known is not None or built.group() not in self._words.works.of_then
        )

    def _found_in(self, span: TimeSpan, start: int) -> bool:
        """The year of a report that found what is counted by a time before it: 截至2025年6月底，|上年度|审计工作报告反映的问题已整改398个.

        Refused: 2024年审计发现的问题12个, where nothing else says when.
        """
        if not self._words.works.found_then.match(self._shadow, span.end):
            return False
        return any(s.start < span.start and s.period for s in self._last(start, span.start))

    def of_goal(self, span: TimeSpan, offset: int) -> bool:
        """The year of a goal that something is held against: 超过|2025年|目标值8.4个百分点；….

        Refused: its value, 达到2025年目标值（|80%|）; what is only to be reached: 紧扣完成|“十四五”|目标，谋划152个项目.
        """
        words, shadow = self._words, self._shadow
        goal = words.goals.goal_behind.match(shadow, span.end)
        if goal is None or not shadow.endswith(words.goals.goal_held, 0, span.start):
            return False
        if words.goals.goal_aimed_at.search(shadow, max(0, span.start - _AIMED), span.start):
            return False
        return shadow[goal.end() : offset].strip("(") not in ("", *words.done.is_words)

    def _planned(self, span: TimeSpan) -> bool:
        """占|全年|任务的52%, 完成|全年|计划的…: the year that the share is of. Refused: 全年计划完成投资50亿元."""
        words = self._words
        if span.rule != "time.whole_year" or not words.promised.planned.match(
            self._shadow, span.end
        ):
            return False
        return self._shadow.endswith(words.promised.shares_of, 0, span.start)

    def origin_before(self, start: int, offset: int) -> TimeSpan | None:
        """The last year that a change in ``[start, offset)`` starts from: 由|2020年|的120家增加到."""
        dated = (s for s in reversed(self._last(start, offset)) if s.period is not None)
        return next((s for s in dated if self._origin(s, offset)), None)

    def _origin(self, span: TimeSpan, offset: int) -> bool:
        if self._shadow[max(0, span.start - 1) : span.start] not in self._words.changes.origins:
            return False
        if span.rule == "time.range" and self._told_out(span):
            return False  # 从2015年到2020年，普及率由52%提高到96%: the years themselves
        index = bisect_left(self._changes, (span.end, 0))
        return index < len(self._changes) and self._changes[index][1] <= offset

    def _told_out(self, span: TimeSpan) -> bool:
        return any(word in self._shadow[span.start : span.end] for word in self._words.leads.until)

    def ends_a_change(self, start: int, offset: int) -> bool:
        """Whether a change with its 到 stands whole in ``[start, offset)``, close before ``offset``."""
        index = bisect_left(self._changes, (start, 0))
        return index < len(self._changes) and self._changes[index][1] == offset

    def _in_closed_bracket(self, span: TimeSpan, offset: int) -> bool:
        opening = self._shadow.rfind("(", max(0, span.start - _BRACKET), span.start)
        if opening < 0 or ")" in self._shadow[opening : span.start]:
            return False
        closing = self._shadow.find(")", span.end, span.end + _BRACKET)
        if not 0 <= closing < offset:
            return False
        return closing < offset - _REMARK or self._has_value(span.end, closing)

    def _has_value(self, start: int, end: int) -> bool:
        """A number stands in a bracket behind its year: （2024年|为3.2%|），粮食产量…. Refused: （2020年|、2025年|）分别达到."""
        digits = (at for at in range(start, end) if self._shadow[at].isdigit())
        return any(self.touches(at, at + 1) is None for at in digits)


class Heading(NamedTuple):
    """What the headings above a place say: looking back or ahead, and the times in each that has some, the nearest first."""

    looks_back: bool
    looks_ahead: bool
    times: tuple[Sequence[TimeSpan], ...]

    @property
    def time(self) -> TimeSpan | None:
        """The last time in the nearest heading that has one."""
        return self.times[0][-1] if self.times else None


class Headings:
    """What the headings of one plan say, section by section."""

    def __init__(self, plan: Plan, timeline: TimeLine, words: TimeWords) -> None:
        self._plan = plan
        self._timeline = timeline
        self._words = words
        self._read: dict[str | None, Heading] = {}  # read once for a section
        # 上半年工作总结: what nothing says to be ahead has been
        title = shadow(plan.meta.title or "") or plan.first_line
        self.account = words.reviews.account.search(title) is not None

    def of(self, section_id: str | None) -> Heading:
        """What the headings above a section's text say."""
        if section_id not in self._read:
            back = self._looks_back(section_id)
            self._read[section_id] = Heading(bool(back), back is False, self._times(section_id))
        return self._read[section_id]

    def _looks_back(self, section_id: str | None) -> bool | None:
        """From the outermost heading in; an item's own title decides only what is still open. None: no heading says.

        Under one that looks back, a heading looks ahead only by its end: 发展基础 / 主要目标. Refused: 发展基础 / 社会保障体系不断完善;
        健康口腔行动 in an account of what was done.
        """
        looks_back: bool | None = None
        open_ahead = (
            self._words.reviews.forward_of_accounts if self.account else self._words.reviews.forward
        )
        for section in reversed(self._plan.ancestors(section_id)):
            if section.kind != "heading" or (looks_back is not None and section.level > _ITEM):
                continue
            back = self._back(section.title, last=looks_back is False)
            ahead = self._words.reviews.forward_ends if looks_back else open_ahead
            forward = ahead.search(section.title) is not None
            if back != forward:
                looks_back = back
            elif back and looks_back is None:
                looks_back = True
        return looks_back

    def _back(self, title: str, *, last: bool) -> bool:
        """Whether the words of a heading look back: 发展现状, 脱贫攻坚基础, 困难和问题.

        Refused: 夯实发展基础, 改善环境质量状况; 解决突出环境问题, 补齐民生短板, 加强困难群众救助, 坚持问题导向: what is to be done.
        ``last``: below one that looks ahead only its end tells, 重点任务 / 成效|评估机制.
        """
        words = self._words
        if words.reviews.back_ends.search(title):
            return words.reviews.doing.match(title) is None
        told = words.reviews.back_last if last else words.reviews.back
        return (
            told.search(title) is not None
            and told.search(words.reviews.tackling.sub("", title)) is not None
        )

    def _times(self, section_id: str | None) -> tuple[Sequence[TimeSpan], ...]:
        found = []
        for section in self._plan.ancestors(section_id):
            stop = section.start + len(section.number or "") + len(section.title)
            line_end = self._plan.shadow.find("\n", stop - 1, stop + _CLOSES)
            # a time that opens the line below is none of the heading's
            stop = line_end if line_end >= 0 else stop + _CLOSES
            found.append(self._timeline.between(section.start, stop))
        return tuple(filter(None, found))


def _changes(pattern: re.Pattern[str], shadow: str) -> list[tuple[int, int]]:
    """Every place where words of a change begin, and where the nearest 到 behind them ends.

    Both grow: a change that begins inside another ends no sooner.
    """
    found: list[tuple[int, int]] = []
    at = 0
    while (match := pattern.search(shadow, at)) is not None:
        found.append(match.span())
        at = match.start() + 1
    return found
