"""Doubts of a time, and of whether a value is promised."""

from __future__ import annotations

from policy_extract.document import Plan
from policy_extract.extract.observations.doubts.look import Look
from policy_extract.extract.observations.timeline import TimeLine

_SENTENCE = 200  # signs that a time stands before its value at most
_TOLD = frozenset(("kind.in_plan", "kind.label_ahead"))
_PRECISE = 3  # digits without the noughts at either end
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


def words_against(look: Look) -> bool:
    """The sentence speaks of what has been and of nothing to come, for a target; of what is to be and of nothing past, for what is so.

    “去年…惠及居民2200万人”, a target; “力争空气优良率达到90%”, which it is said to have. Not of cells.
    """
    fields, words, shadow = look.fields, look.words, look.plan.shadow
    if look.in_cell:
        return False
    start, end = fields.start, fields.end
    first, last = max(0, start - _SENTENCE), min(len(shadow), end + _SENTENCE)
    target = fields.kind.value == "target"
    if target and words.been.search(shadow, first, last) is None:
        return False  # as most: nothing far and wide speaks of what has been
    opening = max([first, *(shadow.rfind(mark, first, start) + 1 for mark in _ENDS)])
    ends = [shadow.find(mark, end, last) for mark in _ENDS]
    closing = min([last, *(at for at in ends if at >= 0)])
    been = words.been.search(shadow, opening, closing) is not None
    if been != target:
        return False
    return target != any(m["to_be"] for m in words.to_be.finditer(shadow, opening, closing))


def precise(look: Look) -> bool:
    """A target in prose of three digits and more that is no bound: 技术合同成交额823.57亿元; plans promise 800亿元, 12.5%以上.

    On unread excerpts eight in ten such targets were facts. Not of cells, nor what a year of the plan, a label or a heading says to be
    ahead: 到2025年…达到823.57亿元, 二、发展目标 / 国民体质合格率达到94.5% may be as precise as they like.
    """
    value, kind = look.fields.value.value, look.fields.kind
    told = kind.rule in _TOLD and "time.from_document" not in look.settled
    if kind.value != "target" or told or look.in_cell or value is None:
        return False
    if value.comparator != "=" or value.low is None:
        return False
    headings = (one.title for one in look.plan.ancestors(look.fields.section))
    if any(map(look.words.ahead.search, headings)):
        return False
    return len(str(value.low).replace(".", "").strip("0")) >= _PRECISE


def account(look: Look) -> bool:
    """An account of a budget whose time nobody says: 年末结转和结余."""
    inherited = "time.from_document" in look.settled
    return inherited and look.words.accounts.search(look.name) is not None


def some_unread(_: Plan, timeline: TimeLine) -> bool:
    """Whether anything of a plan that looks like a time was not understood."""
    return not timeline.all_read
