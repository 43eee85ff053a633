"""Where an assignment belongs: the task it is for, the text it covers, its time limit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policy_extract.document import Paragraph, Plan
from policy_extract.extract.assignments.records import Found
from policy_extract.extract.items import item_of
from policy_extract.measure.period import Calendar, PeriodFinder
from policy_extract.model import Period, Span

_BLANK = re.compile(r"[\s。；;，,、)）\]】〕:：]*")


def task_of(plan: Plan, paragraph: Paragraph) -> tuple[str | None, int]:
    """The words of the nearest numbered heading or item, and where that item begins."""
    item = item_of(plan, paragraph)
    return item.words, item.start


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
