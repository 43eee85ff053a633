"""Each form of a time → its normal form; what needs the document goes by a ``Context``."""

from __future__ import annotations

import re
from collections.abc import Callable

from policy_extract.measure import numerals
from policy_extract.measure.calendar import Calendar
from policy_extract.model import Period
from policy_extract.tuples import NamedTuple

_QUARTERS = 4
PAST = 10  # “30年来” counts from something else than the year of writing


class Context(NamedTuple):
    """What a relative time goes by: the calendar, the year named last, that of the same paragraph."""

    calendar: Calendar
    last_year: int | None
    near: int | None

    def year_at(self, offset: int) -> int | None:
        """The year that a part of a year belongs to at ``offset``; None when nothing says it."""
        return self.near or self.calendar.year_at(offset)


Read = tuple[Period | None, str] | None


def nothing(_: re.Match[str], __: Context) -> Read:
    """A form that nothing reads."""
    return None


def _range(m: re.Match[str]) -> Read:
    """2018-2021年, 2021年1月—2023年6月, 2021-25年. Refused: years that run backwards."""
    g = m.group
    ending = numerals.last_year(g("r1"), g("r2"))
    if int(ending) < int(g("r1")):
        return None
    first = g("r1") + (f"-{int(g('rm1')):02d}" if g("rm1") else "")
    last = ending + (f"-{int(g('rm2')):02d}" if g("rm2") else "")
    return Period.of(first, last), "range"


def _dotted(m: re.Match[str]) -> Read:
    g = m.group
    first, last = (f"{g(y)}-{int(g(month)):02d}" for y, month in (("dy1", "dm1"), ("dy2", "dm2")))
    return (Period.of(first, last), "range") if first <= last else None


def _date(m: re.Match[str]) -> Read:
    g = m.group
    if not 1 <= int(g("m")) <= 12:
        return None
    if g("d") and not numerals.is_day(g("y"), g("m"), g("d")):
        return None
    value = f"{g('y')}-{int(g('m')):02d}" + (f"-{int(g('d')):02d}" if g("d") else "")
    return related(value, g("m_rel")), "date"


def _year(m: re.Match[str]) -> Read:
    """2025年底, 2030年前, 2012年起5年内."""
    words = m.group("y_count")
    if words is None:
        return related(m.group("yy"), m.group("y_rel")), "year"
    first, count = int(m.group("yy")), int(words) if words.isdigit() else numerals.spelled(words)
    return years(first, first + count - 1), "range"


def _iso(m: re.Match[str]) -> Read:
    g = m.group
    if not numerals.is_day(g("iy"), g("im"), g("id")):
        return None
    return point(f"{g('iy')}-{int(g('im')):02d}-{int(g('id')):02d}"), "date"


def _year_of(words: str) -> str | None:
    """A year sign by sign, 二〇二五, 2O25, 2 0 2 5 → 2025; None for what is no year of a plan."""
    value = numerals.year(words.replace(" ", ""))
    return value if value.isdigit() and 1900 <= int(value) <= 2100 else None


def _spelled_range(m: re.Match[str]) -> Read:
    """二〇二一至二〇二五年."""
    first, last = _year_of(m.group("cy1")), _year_of(m.group("cy2"))
    return (Period.of(first, last), "range") if first and last else None


def _wide(m: re.Match[str]) -> Read:
    year = _year_of(m.group("wy"))
    return (related(year, m.group("w_rel")), "year") if year else None


def _spelled(m: re.Match[str]) -> Read:
    g = m.group
    value = _year_of(g("cy"))
    if value is None:
        return None
    if g("cm"):
        month, day = numerals.spelled(g("cm")), numerals.spelled(g("cd") or "一")
        if not numerals.is_day(value, month, day):
            return None
        value += f"-{month:02d}" + (f"-{day:02d}" if g("cd") else "")
    return related(value, g("c_rel")), "cndate"


def _several_months(m: re.Match[str], context: Context) -> Read:
    """2023年1-9月; 1-9月 in the year that the place is about."""
    year = m.group("my") or context.year_at(m.start())
    first, last = int(m.group("m1")), int(m.group("m2"))
    return (months(year, first, last), "months") if year and first < last else None


def quarter(words: str, first: str | None) -> tuple[int, int] | None:
    """The first and the last month of a quarter, 三 or 3, or of all up to it (前三季度); None for a fifth."""
    number = int(words) if words.isdigit() else numerals.spelled(words)
    return (1 if first else 3 * number - 2, 3 * number) if number <= _QUARTERS else None


def _led_year(m: re.Match[str], context: Context, now: str | None) -> int | None:
    """The year of 今年 or 去年 in front of months or quarters."""
    year = context.calendar.this_year_at(m.start())
    return year if now or year is None else year - 1


def _led_months(m: re.Match[str], context: Context) -> Read:
    """今年1-6月, 去年1月至9月."""
    year = _led_year(m, context, m.group("lm_now"))
    first, last = int(m.group("lm1")), int(m.group("lm2"))
    return (months(year, first, last), "months") if year and first < last else None


def _led_first(m: re.Match[str], context: Context) -> Read:
    """今年前8个月, 去年前三个月; of no year where nobody says which this one is."""
    words, year = m.group("lf"), _led_year(m, context, m.group("lf_now"))
    last = int(words) if words.isdigit() else numerals.spelled(words)
    if not 1 < last < 12:
        return None
    return (months(year, 1, last) if year is not None else None), "months"


def _led_quarter(m: re.Match[str], context: Context) -> Read:
    """今年前三季度, 去年一季度."""
    year, told = (
        _led_year(m, context, m.group("lq_now")),
        quarter(m.group("lq"), m.group("lq_first")),
    )
    return (months(year, *told), "quarter") if year is not None and told else None


def led_month(m: re.Match[str], context: Context) -> Read:
    """去年2月份, 去年12月31日."""
    year, month = _led_year(m, context, None), int(m.group("lp"))
    day = int(m.group("lpd") or 0)
    if year is None or (day and not numerals.is_day(str(year), str(month), str(day))):
        return None
    value = f"{year}-{month:02d}" + (f"-{day:02d}" if day else "")
    return related(value, m.group("lp_rel")), "shifted"


def led_half(m: re.Match[str], context: Context, half: tuple[int, int]) -> Read:
    """去年上半年."""
    year = _led_year(m, context, None)
    return (months(year, *half), "shifted") if year is not None else None


def _first_months(m: re.Match[str], context: Context) -> Read:
    words, year = m.group("fm"), context.year_at(m.start())
    last = int(words) if words.isdigit() else numerals.spelled(words)
    return (months(year, 1, last), "months") if year and 1 < last < 12 else None


def _own(_: re.Match[str], context: Context) -> Read:
    """当年 of the year named before it; of no year behind 每年."""
    return (point(str(context.near)), "same_year") if context.near else None


def _same(m: re.Match[str], context: Context) -> Read:
    if context.last_year is None:
        return None
    month = f"-{int(m.group('sm')):02d}" if m.group("sm") else ""
    return point(f"{context.last_year}{month}"), "same_year"


def _opening(_: re.Match[str], __: Context) -> Read:
    return None, "opening"  # of the year of the value that is compared with it


def _shifted(m: re.Match[str], context: Context) -> Read:
    """去年, 明年 by the document's year; 上年, 次年 by the year named before, 上年 also by the place's."""
    if m.group("following"):
        return (point(str(context.near + 1)) if context.near else None), "shifted"
    year = context.calendar.this_year
    if m.group("previous"):
        year = context.year_at(m.start()) or year
    if year is None:
        return None
    before = context.calendar.written_before
    later = year + (not before)
    if before and not m.group("later") and not m.group("previous"):
        year = (
            context.calendar.this_year_at(m.start()) or year
        )  # heard in December: 去年 is the year before that
    return point(str(later if m.group("later") else year - 1)), "shifted"


def _whole(m: re.Match[str], context: Context) -> Read:
    """全年; not in an account of some months: 截至4月底完成全年目标的34%."""
    part = context.calendar.part_at(m.start())
    some_months = part is not None and part.looks_back and part.period.start != part.period.end
    if some_months and not context.near:
        return None
    year = context.year_at(m.start())
    return (point(str(year)), "whole_year") if year else None


def _outlook(_: re.Match[str], context: Context) -> Read:
    last = context.calendar.last
    return (point(str(last)), "period_end") if last else None


def _ahead(m: re.Match[str], context: Context) -> Read:
    """今明两年, 明后两年 by the year of writing; 前一年, 后两年 of a plan of more years, else no time.

    A plan of a few years that does not say when it was issued was written in its first.
    """
    calendar, count = context.calendar, numerals.spelled(m.group("an"))
    if m.group("a_last") or m.group("a_first"):
        first, last = calendar.first, calendar.last
        if first is None or last is None or last - first + 1 <= count or calendar.parts:
            return None
        if m.group("a_last"):
            return years(last - count + 1, last), "ahead"
        return years(first, first + count - 1), "ahead"
    year = calendar.this_year_at(m.start()) or calendar.first
    if year is None:
        return None, "ahead"
    begun = year + (1 if m.group("a_next") else 0)
    return years(begun, begun + count - 1), "ahead"


def _in_plan(_: re.Match[str], context: Context) -> Read:
    """规划期内: all years of a plan of several; of a report of several parts it says none."""
    first, last, parts = context.calendar.first, context.calendar.last, context.calendar.parts
    if first is None or last is None or first == last or parts:
        return None
    return years(first, last), "plan_period"


def _past(m: re.Match[str], context: Context) -> Read:
    """过去五年, 近三年, 一年来: years up to the last one behind; without an anchor no normal form."""
    words = m.group("pn") or m.group("pn2")
    count = int(words) if words.isdigit() else numerals.spelled(words)
    last = context.calendar.last_past
    if last is None or not 1 <= count <= PAST:
        return None, "past"
    return years(last - count + 1, last), "past"


def _these(m: re.Match[str], context: Context) -> Read:
    """这五年 in a part of a report: the years that lie behind where it looks back, else its own where they are as many.

    Refused: 这五年 of a plan, which says of itself what it is for; 这一年.
    """
    words, part = m.group("tn"), context.calendar.part_at(m.start())
    count = int(words) if words.isdigit() else numerals.spelled(words)
    last = context.calendar.last_past
    if part is None or last is None or not 1 < count <= PAST:
        return None, "past"
    if part.looks_back:
        return years(last - count + 1, last), "past"
    return (part.period if part.years == count else None), "past"


#: Forms by the name of their group, in no order: only one of them matches.
PLAIN: dict[str, Callable[[re.Match[str]], Read]] = {
    "range": _range,
    "dotted": _dotted,
    "date": _date,
    "iso": _iso,
    "cnrange": _spelled_range,
    "wide": _wide,
    "cndate": _spelled,
    "year": _year,
    "bare": lambda m: (point(m.group("by")), "year"),
}
RELATIVE: dict[str, Callable[[re.Match[str], Context], Read]] = {
    "months": _several_months,
    "led_months": _led_months,
    "led_first": _led_first,
    "led_quarter": _led_quarter,
    "first_months": _first_months,
    "same": _same,
    "own": _own,
    "opening": _opening,
    "shifted": _shifted,
    "whole": _whole,
    "outlook": _outlook,
    "in_plan": _in_plan,
    "ahead": _ahead,
    "past": _past,
    "these": _these,
}
KINDS = (*PLAIN, *RELATIVE, "quarter", "plan", "short", "month", "this", "span", "led_part")
NAMES_A_YEAR = frozenset(("date", "year", "cndate", "quarter", "months", "short"))


def possible(period: Period) -> bool:
    """Whether a calendar has it, and its start is not behind its end: 2025-13, 2025-02-30, 2023-09/2023-03 are none."""
    start, end = period.start, period.end
    if not all(_of_calendar(one) for one in (start, end) if one is not None):
        return False
    if start is None or end is None:
        return True
    shared = min(len(start), len(end))
    return start[:shared] <= end[:shared]


def _of_calendar(moment: str) -> bool:
    year, month, day = (*moment.split("-"), "1", "1")[:3]
    return len(year) == 4 and numerals.is_day(year, month, day)


def point(value: str) -> Period:
    """One year, month or day."""
    return Period.of(value, value)


def months(year: int | str, first: int, last: int) -> Period:
    """Months of a year, both counted in."""
    return Period.of(f"{year}-{first:02d}", f"{year}-{last:02d}")


def years(first: int, last: int) -> Period:
    """Years, both counted in."""
    return Period.of(str(first), str(last))


def related(value: str, relation: str | None) -> Period:
    """A time by the word behind it: 前 leaves its start open, 以来 its end."""
    if relation and relation.endswith("前"):
        return Period.of(None, value)
    if relation and relation.endswith(("以来", "起")):
        return Period.of(value, None)
    return point(value)
