"""When and whose: the time, kind and area of a number from its sentence, paragraph, section, document.

A time in the sentence wins; else the time that the paragraph, its heading or the document's section set,
and then ``review`` says ``time_inherited``.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from policy_extract.layout import Paragraph, Plan
from policy_extract.lexicon import Lexicon
from policy_extract.model import Kind, Period, Section
from policy_extract.period import Calendar, TimeSpan

_PROMISE = re.compile(r"力争|争取|确保|(?<![高加长升降少大展])到20\d\d年|计划|目标")
_FROM_TO = re.compile(
    r"(?:提高|增加|下降|降低?|上升|扩大|减少|提升|增长|升|增|缩短|优化|压减|发展)[^,。;]{0,3}[到至为]"
)
_DUE = re.compile(r"\([^()]{0,12}(?:完成|底前|前完成|见效|取得)[^()]*(?:单位|部门|牵头)[^()]*\)")
_TIMES_OF = re.compile(
    r"\n?(?:时期|期间|末|底|同期)?的\n?(?:[\d.]+(?:-[\d.]+)?|[一二两三四五六七八九十近])倍"
)
_YEARS_JOINED = re.compile(r"(?:、|和|及|与|以及|,)(?:到|至)?")
_MOVED = re.compile(
    r"(?:左右|以上|以下)?(?:提高|增加|下降|降低?|上升|扩大|减少|提升|增长|升|增|缩短|优化|压减|发展|扩容|拓展|延长)[^,。;]{0,3}?[到至为]"
)
_DOCUMENT_NAME = re.compile(r"《[^《》]{2,80}》")


@dataclass(frozen=True, slots=True)
class When:
    """The time a number is for, the year it is compared with, and how sure that is."""

    period: Period | None
    base: Period | None
    inherited: bool
    span: TimeSpan | None


class TimeLine:
    """All time expressions of one plan, with lookups by offset."""

    def __init__(self, plan: Plan, spans: Sequence[TimeSpan], lexicon: Lexicon) -> None:
        names = [m.span() for m in _DOCUMENT_NAME.finditer(plan.shadow)]
        starts = [s for s, _ in names]

        def named(offset: int) -> bool:
            index = bisect_right(starts, offset) - 1
            return index >= 0 and offset < names[index][1]

        self.spans = [span for span in spans if not named(span.start)]
        self._starts = [span.start for span in self.spans]
        self.document_names = names
        self._shadow = plan.shadow
        words = sorted(lexicon.words("periods", "base.words"), key=len, reverse=True)
        self._base_words = tuple(words)
        self.calendar = Calendar.of(plan.meta)

    def between(self, start: int, end: int) -> list[TimeSpan]:
        """The time expressions that begin in ``[start, end)``."""
        return self.spans[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def is_base(self, span: TimeSpan) -> bool:
        """The year of a comparison: 较2015年, 比2020年, 与“十二五”末相比."""
        if _TIMES_OF.match(self._shadow, span.end):
            return True  # 是2019年的1.6倍
        before = self._shadow[max(0, span.start - 3) : span.start].rstrip(' \n“"全')
        if not before.endswith(self._base_words):
            return False
        if before.endswith(("与", "同")):
            return self._shadow[span.end : span.end + 4].lstrip("”").startswith(("相比", "比"))
        return True


class Sections:
    """What the headings above a place say: looking back or ahead, a time, an industry."""

    def __init__(self, plan: Plan, timeline: TimeLine, lexicon: Lexicon) -> None:
        self._plan = plan
        self._timeline = timeline
        self._back = lexicon.words("periods", "review.back")
        self._forward = lexicon.words("periods", "review.forward")
        self._cache: dict[str | None, tuple[bool, TimeSpan | None]] = {}

    def of(self, section_id: str | None) -> tuple[bool, TimeSpan | None]:
        """(looks back?, the time in the nearest heading) for a section."""
        if section_id not in self._cache:
            self._cache[section_id] = self._read(section_id)
        return self._cache[section_id]

    def _read(self, section_id: str | None) -> tuple[bool, TimeSpan | None]:
        looks_back: bool | None = None
        time: TimeSpan | None = None
        sections = self._plan.ancestors(section_id)
        for section in reversed(sections):  # an item's own title decides only what is still open
            if section.kind != "heading" or (looks_back is not None and section.level > 4):
                continue
            back = any(word in section.title for word in self._back)
            forward = any(word in section.title for word in self._forward)
            if back != forward:
                looks_back = back
            elif back and looks_back is None:
                looks_back = True
        for section in sections:
            if time is None:
                stop = section.start + len(section.number or "") + len(section.title) + 2
                found = self._timeline.between(section.start, stop)
                time = found[-1] if found else None
        return bool(looks_back), time

    def titles(self, section_id: str | None) -> tuple[Section, ...]:
        """The sections above a place, innermost first."""
        return self._plan.ancestors(section_id)


class Clock:
    """Decides time and kind of each number of a plan, in the order of the text."""

    def __init__(self, plan: Plan, timeline: TimeLine, sections: Sections) -> None:
        self._plan = plan
        self._timeline = timeline
        self._sections = sections
        self.calendar = timeline.calendar

    def when(
        self,
        paragraph: Paragraph,
        sentence_start: int,
        offset: int,
        *,
        per_year: bool,
        one_of: tuple[int, int] = (0, 1),
    ) -> When:
        """The time of the number at ``offset`` in a sentence of a paragraph.

        ``one_of`` is its place in a list of values of one indicator and their count: to “到2025年和2030年，…
        分别达到20%和25%” belongs one year each.
        """
        base: Period | None = None
        chosen: TimeSpan | None = None
        each = self._one_each(sentence_start, offset, one_of[1])
        for span in self._timeline.between(sentence_start, offset):
            if self._timeline.is_base(span):
                base = span.period
            elif self._origin(span, offset):
                continue
            elif span.period is not None and not self._in_closed_bracket(span, offset):
                chosen = span
        if each:
            chosen = each[one_of[0]]
        if chosen is not None:
            period = self._as_value(chosen.period)
            if chosen.rule == "time.span" and self._sections.of(paragraph.section)[0]:
                period = self._years_before(period)
            return When(period, base, False, chosen)
        due = self._due(paragraph, offset)
        if due is not None:
            return When(self._as_value(due.period), base, True, due)
        carried = self._carried(paragraph, sentence_start)
        looks_back, heading = self._sections.of(paragraph.section)
        if per_year and not looks_back and self.calendar.first:
            return When(self._whole_period(), base, True, None)
        if carried is not None:
            return When(self._as_value(carried.period), base, True, carried)
        if heading is not None and heading.period is not None and not looks_back:
            return When(self._as_value(heading.period), base, True, heading)
        return When(self._default(looks_back), base, True, None)

    def _one_each(self, start: int, offset: int, count: int) -> list[TimeSpan]:
        """The ``count`` times that a list names before a list of as many values, or none."""
        if count < 2:
            return []
        times = [s for s in self._timeline.between(start, offset) if s.period is not None]
        run = times[-count:]
        joined = len(run) == count and all(
            _YEARS_JOINED.fullmatch(self._plan.shadow[a.end : b.start])
            for a, b in itertools.pairwise(run)
        )
        return run if joined and not self._timeline.is_base(run[0]) else []

    def starts_from(self, start: int, end: int) -> bool:
        """The value that a change starts from is so already: 公共充电桩由1.2万个增加到3万个."""
        if self._plan.shadow[max(0, start - 1) : start] not in ("由", "从"):
            return False
        return bool(_MOVED.match(self._plan.shadow, end))

    def before_the_change(self, paragraph: Paragraph, when: When) -> When:
        """The time of a value that a change starts from, when none is written with it: the base year.

        In a section that looks back, the year before the years it looks back on.
        """
        first, last = self.calendar.first, self.calendar.last
        if first is None or last is None:
            return When(None, when.base, True, None)
        back = self._sections.of(paragraph.section)[0]
        year = str(first - 1 - (last - first + 1 if back else 0))
        return When(Period(start=year, end=year), when.base, True, None)

    def _origin(self, span: TimeSpan, offset: int) -> bool:
        """The year a change starts from, for a number behind the change: 由2020年的1.9%提高到2.8%."""
        if self._plan.shadow[max(0, span.start - 1) : span.start] not in ("由", "从", "自"):
            return False
        return bool(_FROM_TO.search(self._plan.shadow, span.end, offset))

    def _in_closed_bracket(self, span: TimeSpan, offset: int) -> bool:
        """A time in a bracket that closed before the number is a remark: （2019、2020年）."""
        opening = self._plan.shadow.rfind("(", max(0, span.start - 16), span.start)
        if opening < 0 or ")" in self._plan.shadow[opening : span.start]:
            return False
        closing = self._plan.shadow.find(")", span.end, span.end + 16)
        return 0 <= closing < offset - 12

    def _due(self, paragraph: Paragraph, offset: int) -> TimeSpan | None:
        """The deadline in the bracket behind an item: “…2400户。（8月底完成，牵头考核单位：…）”."""
        match = _DUE.search(self._plan.shadow, offset, paragraph.end)
        if not match:
            return None
        spans = [
            s for s in self._timeline.between(match.start(), match.end()) if s.period is not None
        ]
        return spans[-1] if spans else None

    def _carried(self, paragraph: Paragraph, sentence_start: int) -> TimeSpan | None:
        """The last time that an earlier sentence of the paragraph set for what follows.

        Only one that opens its sentence or clause (“到2025年，…”, “2020年，…”) is carried; a year in passing
        (“2018年成功认定”) is not.
        """
        for span in reversed(self._timeline.between(paragraph.start, sentence_start)):
            if span.period is None or self._timeline.is_base(span):
                continue
            before = self._plan.shadow[max(paragraph.start, span.start - 6) : span.start]
            after = self._plan.shadow[span.end : span.end + 1]
            lead = before.rstrip("力争至到底在截 ")
            opens = lead.endswith((",", "。", ";", ":")) or not before.strip()
            opens |= not self._plan.shadow[paragraph.heading_end : span.start].strip()
            if before.endswith(("到", "至")) or (
                opens and after in (",", "全", "实", "完", "底", "规", "金")
            ):
                return span
        return None

    def _as_value(self, period: Period | None) -> Period | None:
        """A bound as the time of a value: 2025年前 → 2025, “十三五”以来 → up to the base year."""
        if period is None:
            return None
        if period.start is None and period.end:
            return Period(start=period.end, end=period.end)
        if period.end is None and period.start:
            last = self.calendar.first - 1 if self.calendar.first else None
            if last is not None and last >= int(period.start[:4]):
                return Period(start=period.start, end=str(last))
            return Period(start=period.start, end=period.start)
        return period

    def _years_before(self, period: Period | None) -> Period | None:
        """“五年累计” in a section that looks back is the five years before the plan."""
        if period is None or self.calendar.first is None or self.calendar.last is None:
            return period
        years = self.calendar.last - self.calendar.first + 1
        return Period(start=str(self.calendar.first - years), end=str(self.calendar.first - 1))

    def _whole_period(self) -> Period | None:
        if self.calendar.first is None or self.calendar.last is None:
            return None
        return Period(start=str(self.calendar.first), end=str(self.calendar.last))

    def _default(self, looks_back: bool) -> Period | None:
        """No time anywhere: the base year in a section that looks back, else the plan's period or end."""
        if looks_back and self.calendar.first:
            year = str(
                self.calendar.first - 1
                if self.calendar.first != self.calendar.last
                else self.calendar.first
            )
            return Period(start=year, end=year)
        if self.calendar.last is not None:
            return Period(start=str(self.calendar.last), end=str(self.calendar.last))
        return None

    def kind(self, paragraph: Paragraph, when: When, clause: str) -> Kind:
        """``actual`` for what is already so, ``target`` for what is planned."""
        looks_back, _ = self._sections.of(paragraph.section)
        first, last = self.calendar.first, self.calendar.last
        end = int(when.period.end[:4]) if when.period and when.period.end else None
        promised = _PROMISE.search(clause)
        if (
            when.span is not None
            and self._plan.shadow[when.span.start - 1 : when.span.start] in "由从自"
        ):
            promised = None  # “力争由2020年的1.9%提高到…”: where it starts from is so already
        if end is not None and first is not None and first != last:
            if end < first and not promised:
                return "actual"
            if (
                end >= first
                and end in (last, max(end, first + 1))
                and not (looks_back and when.inherited)
            ):
                return "target"
        if looks_back:
            return "actual"
        if (
            end is not None
            and self.calendar.issued is not None
            and end < self.calendar.issued
            and not promised
        ):
            return "actual"
        if paragraph.section is None and not promised and re.search(r"面积|为$|总", clause):
            return "actual"
        if (
            re.search(r"(?:截至|目前|现有|已(?:有|经|建|实|完|达|累)|累计(?:已|开通))", clause)
            and not promised
        ):
            return "actual"
        return "target"
