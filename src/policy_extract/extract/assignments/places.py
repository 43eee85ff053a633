"""Where an assignment belongs: the task it is for, the text it covers, its time limit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policy_extract.document import Paragraph, Plan
from policy_extract.extract.assignments.records import Found
from policy_extract.measure.period import Calendar, PeriodFinder
from policy_extract.model import Period, Section, Span

_BLANK = re.compile(r"[\s。；;，,、)）\]】〕:：]*")
_TASK_END = re.compile(r"[。;!?\n]")
_NUMBER = re.compile(
    r"\d{1,3}[.、]|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|[①-⑳]"
)
_LIST = re.compile(
    r"[(（〔\[【](?=[^)）〕\]】]*(?:(?:单位|部门|主体)\s?[:：]|(?:牵头|负责|配合)[)）〕\]】]))"
)
_WRAP = re.compile(r"\s*[\r\n]\s*")
_LONG_TITLE = 60  # layout cuts a title that is longer; the task is the whole sentence
_MAX_SENTENCE = 400


def task_of(plan: Plan, paragraph: Paragraph) -> tuple[str | None, int]:
    """The words of the nearest numbered heading or item, and where that item begins.

    “2.全力推进高耗低效企业整治” with its number as written, “强化军地民协同” for a head without
    one; of a heading that runs into its text the first sentence.
    """
    section = plan.section(paragraph.section)
    numbered = _NUMBER.match(plan.shadow, paragraph.start, paragraph.end)
    if numbered and (section is None or section.start < paragraph.start):
        return _sentence(plan, paragraph.start, paragraph.end), paragraph.start
    if section is None:
        return None, paragraph.start
    return _title(plan, section), section.start


def _title(plan: Plan, section: Section) -> str | None:
    begin = section.start
    room = begin + len(section.title) + 16
    found = plan.text.find(section.title, begin, room) if section.title else -1
    if found < 0:
        return ((section.number or "") + section.title).strip() or None
    close = found + len(section.title)
    if plan.shadow[close : close + 1] in (",", "、") or len(section.title) >= _LONG_TITLE:
        return _sentence(plan, begin, min(section.end, begin + _MAX_SENTENCE))
    return _clean(plan.text[begin:close])


def _sentence(plan: Plan, start: int, end: int) -> str | None:
    stop = _TASK_END.search(plan.shadow, start, end)
    return _clean(plan.text[start : stop.start() if stop else end])


def _clean(words: str) -> str | None:
    """Without a list in brackets, line breaks and the mark at the end."""
    listed = _LIST.search(words)
    return _WRAP.sub("", words[: listed.start()] if listed else words).strip(" 。；;，,：:") or None


def scopes(plan: Plan, found: Sequence[Found]) -> Iterator[tuple[Found, Span]]:
    """What each list covers, for lists in the order of the text.

    From the list before it in the same item, or the item's start, up to the list. Lists that only
    marks set apart (牵头单位：… and 责任单位：… on lines of their own) cover the same. A list with
    nothing before it covers itself: no scope is empty.
    """
    ends: dict[str | None, int] = {}
    last: dict[str | None, Span] = {}
    for place in found:
        if place.scope is not None:
            yield place, place.scope
            continue
        begin = max(place.item, ends.get(place.section, 0))
        blank = _BLANK.match(plan.text, begin, place.start)
        begin = blank.end() if blank else begin
        scope = Span(start=min(begin, place.start), end=place.start)
        if begin >= place.start:
            own = Span(start=place.start, end=place.end)
            scope = last.get(place.section, own)
        ends[place.section], last[place.section] = place.end, scope
        yield place, scope


def deadline_of(
    plan: Plan, span: tuple[int, int] | None, periods: PeriodFinder, calendar: Calendar
) -> Period | None:
    """The last time in a span: 2023年底 → 2023; 6月底完成 in a plan for 2022 → 2022-06.

    None for 持续推进, 长期坚持, and for a month in a plan for several years.
    """
    if span is None:
        return None
    times = [t.period for t in periods.find(plan.shadow, *span, calendar) if t.period]
    return times[-1] if times else None
