"""When and whose: the time, kind and area of a number from its sentence, paragraph, section, document.

A time in the sentence wins; else the time that the paragraph, its heading or the document's section set,
and then ``review`` says ``time_inherited``.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from policy_extract.document import Paragraph, Plan
from policy_extract.lexicon import Lexicon
from policy_extract.measure.period import Calendar, TimeSpan
from policy_extract.model import Kind, Period

_PROMISE = re.compile(r"力争|争取|确保|(?<![高加长升降少大展])到20\d\d年|计划|目标")
_FROM_TO = re.compile(
    r"(?:提高|增加|下降|降低?|上升|扩大|减少|提升|增长|升|增|缩短|优化|压减|发展)[^,。;]{0,3}?[到至为]"
)
_PRESENT = re.compile(r"截至|目前|现有|已(?:有|经|建|实|完|达|累)|累计(?:已|开通)")
_SIZE = re.compile(r"面积|总")
_LONGEST = 8  # no match of _PROMISE, _PRESENT, _SIZE is as long
_WORD = re.compile(r"\S")
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
        self._names = [m.span() for m in _DOCUMENT_NAME.finditer(plan.shadow)]
        self._name_starts = [start for start, _ in self._names]
        self.spans = [span for span in spans if not self.in_document_name(span.start)]
        self._starts = [span.start for span in self.spans]
        self.dated = [span for span in self.spans if span.period is not None]
        self._dated_starts = [span.start for span in self.dated]
        self._shadow = plan.shadow
        words = sorted(lexicon.words("periods", "base.words"), key=len, reverse=True)
        self._base_words = tuple(words)
        self.calendar = Calendar.of(plan.meta)

    def between(self, start: int, end: int) -> list[TimeSpan]:
        """The time expressions that begin in ``[start, end)``."""
        return self.spans[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def last_dated(self, start: int, end: int, count: int) -> list[TimeSpan]:
        """The last ``count`` of those with a normal form that begin in ``[start, end)``."""
        first, stop = (bisect_left(self._dated_starts, at) for at in (start, end))
        return self.dated[max(first, stop - count) : stop]

    def in_document_name(self, offset: int) -> bool:
        """Whether a place is inside the title of a document: 《…“十四五”规划》."""
        index = bisect_right(self._name_starts, offset) - 1
        return index >= 0 and offset < self._names[index][1]

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


@dataclass(slots=True)
class _SentenceTimes:
    """The times of a sentence up to ``stop``: the last base, and those that a number may be for."""

    start: int
    stop: int
    base: Period | None = None
    open: list[TimeSpan] = field(default_factory=list)


class Clock:
    """Decides time and kind of each number of a plan, in the order of the text."""

    def __init__(self, plan: Plan, timeline: TimeLine, sections: Sections) -> None:
        self._plan = plan
        self._timeline = timeline
        self._sections = sections
        self.calendar = timeline.calendar
        self._sentence = _SentenceTimes(-1, -1)
        self._clause = ("", (False, False, False))
        self._carriers: tuple[Paragraph, list[TimeSpan]] | None = None
        self._changes = _changes(plan.shadow)
        dues = [m.span() for m in _DUE.finditer(plan.shadow)]
        self._dues = [(*span, timeline.last_dated(*span, 1)) for span in dues]

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
        base, chosen = self._in_sentence(sentence_start, offset)
        each = self._one_each(sentence_start, offset, one_of[1])
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

    def _in_sentence(self, start: int, offset: int) -> tuple[Period | None, TimeSpan | None]:
        """The last year of a comparison and the last time for the number at ``offset``.

        A time that is none for a number is none for all behind it; so those found out are dropped, and
        each is looked at once, as long as the numbers of a sentence come in order.
        """
        known = self._sentence
        if known.start != start or offset < known.stop:
            known = self._sentence = _SentenceTimes(start, start)
        for span in self._timeline.between(known.stop, offset):
            if self._timeline.is_base(span):
                known.base = span.period
            elif span.period is not None:
                known.open.append(span)
        known.stop = offset
        while known.open and (
            self._origin(known.open[-1], offset) or self._in_closed_bracket(known.open[-1], offset)
        ):
            known.open.pop()
        return known.base, known.open[-1] if known.open else None

    def _one_each(self, start: int, offset: int, count: int) -> list[TimeSpan]:
        """The ``count`` times that a list names before a list of as many values, or none."""
        if count < 2:
            return []
        run = self._timeline.last_dated(start, offset, count)
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
        index = bisect_left(self._changes, (span.end, 0))
        return index < len(self._changes) and self._changes[index][1] <= offset

    def _in_closed_bracket(self, span: TimeSpan, offset: int) -> bool:
        """A time in a bracket that closed before the number is a remark: （2019、2020年）."""
        opening = self._plan.shadow.rfind("(", max(0, span.start - 16), span.start)
        if opening < 0 or ")" in self._plan.shadow[opening : span.start]:
            return False
        closing = self._plan.shadow.find(")", span.end, span.end + 16)
        return 0 <= closing < offset - 12

    def _due(self, paragraph: Paragraph, offset: int) -> TimeSpan | None:
        """The deadline in the bracket behind an item: “…2400户。（8月底完成，牵头考核单位：…）”."""
        index = bisect_left(self._dues, offset, key=_start_of)
        if index == len(self._dues) or self._dues[index][1] > paragraph.end:
            return None
        spans = self._dues[index][2]
        return spans[-1] if spans else None

    def _carried(self, paragraph: Paragraph, sentence_start: int) -> TimeSpan | None:
        """The last time that an earlier sentence of the paragraph set for what follows.

        Only one that opens its sentence or clause (“到2025年，…”, “2020年，…”) is carried; a year in passing
        (“2018年成功认定”) is not.
        """
        if self._carriers is None or self._carriers[0] != paragraph:
            self._carriers = paragraph, list(self._carrying(paragraph))
        carriers = self._carriers[1]
        index = bisect_left(carriers, sentence_start, key=_begin) - 1
        return carriers[index] if index >= 0 else None

    def _carrying(self, paragraph: Paragraph) -> Iterator[TimeSpan]:
        words = _WORD.search(self._plan.shadow, paragraph.heading_end)
        opening = words.start() if words else len(self._plan.shadow)
        for span in self._timeline.between(paragraph.start, paragraph.end):
            if span.period is None or self._timeline.is_base(span):
                continue
            before = self._plan.shadow[max(paragraph.start, span.start - 6) : span.start]
            after = self._plan.shadow[span.end : span.end + 1]
            lead = before.rstrip("力争至到底在截 ")
            opens = lead.endswith((",", "。", ";", ":")) or not before.strip()
            opens |= span.start <= opening
            if before.endswith(("到", "至")) or (
                opens and after in (",", "全", "实", "完", "底", "规", "金")
            ):
                yield span

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
        promised, present, size = self._told(clause)
        if (
            when.span is not None
            and self._plan.shadow[when.span.start - 1 : when.span.start] in "由从自"
        ):
            promised = False  # “力争由2020年的1.9%提高到…”: where it starts from is so already
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
        size = size or clause.endswith(("为", "为\n"))
        if paragraph.section is None and not promised and size:
            return "actual"
        return "actual" if present and not promised else "target"

    def _told(self, clause: str) -> tuple[bool, bool, bool]:
        """Whether a clause promises, speaks of what is so by now, of a size.

        Numbers of one sentence ask with ever more of it: only what is new is searched.
        """
        known, told = self._clause
        at = max(0, len(known) - _LONGEST) if clause.startswith(known) else 0
        before = told if clause.startswith(known) else (False, False, False)
        patterns = (_PROMISE, _PRESENT, _SIZE)
        promised, present, size = (
            was or bool(pattern.search(clause, at))
            for was, pattern in zip(before, patterns, strict=True)
        )
        self._clause = clause, (promised, present, size)
        return promised, present, size


def _changes(shadow: str) -> list[tuple[int, int]]:
    """Every place where words of a change begin, and where the nearest 到 behind them ends.

    Both grow: a change that begins inside another ends no sooner.
    """
    found: list[tuple[int, int]] = []
    at = 0
    while (match := _FROM_TO.search(shadow, at)) is not None:
        found.append(match.span())
        at = match.start() + 1
    return found


def _start_of(due: tuple[int, int, list[TimeSpan]]) -> int:
    return due[0]


def _begin(span: TimeSpan) -> int:
    return span.start
