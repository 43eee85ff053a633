"""Doubts of a time."""

from __future__ import annotations

from policy_extract.document import Plan
from policy_extract.extract.observations.doubts.look import Look
from policy_extract.extract.observations.timeline import TimeLine

_SENTENCE = 200  # signs that a time stands before its value at most
_ENDS = "。;\n"
_BY_OTHERS = ("time.from_", "time.none")


def outside_plan(look: Look) -> bool:
    """A target before or after the plan’s years, or anything after them."""
    period, calendar = look.fields.time.value, look.calendar
    if period is None or not period.end or calendar.first is None or calendar.last is None:
        return False
    end = int(period.end[:4])
    if look.fields.kind.value == "target":
        return not calendar.first <= end <= calendar.last
    return end > calendar.last


def unread_time(look: Look) -> bool:
    """No words said the time, and in the sentence up to the value stands what looks like one: 到20255年，企业20家."""
    if not any(d.startswith(_BY_OTHERS) for d in look.settled):
        return False
    shadow, start = look.plan.shadow, look.fields.start
    opening = max(shadow.rfind(mark, max(0, start - _SENTENCE), start) for mark in _ENDS)
    return look.timeline.unread(max(opening, start - _SENTENCE, 0), look.fields.end) is not None


def account(look: Look) -> bool:
    """An account of a budget whose time nobody says: 年末结转和结余."""
    inherited = "time.from_document" in look.settled
    return inherited and look.words.accounts.search(look.name) is not None


def some_unread(_: Plan, timeline: TimeLine) -> bool:
    """Whether anything of a plan that looks like a time was not understood."""
    return not timeline.all_read
