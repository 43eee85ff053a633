"""Words of time → a normal form, without context: “到2025年”, “二〇三五年”, ““十四五”期末”, “6月底前”.

Works on the shadow of a text (plain digits and dashes). What needs the document (今年, 三年内, 6月) is
completed from a ``Calendar``: the plan's own period and year of issue.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from policy_extract.lexicon import Lexicon
from policy_extract.measure import numerals, period_forms
from policy_extract.model import Meta, Period

_NEAR = 200  # a part of a year belongs to the year named so many signs before it, at most
_PAST = 10  # “30年来” counts from something else than the year of writing
_LINE = re.compile(r"[。;:!?]\n|\n\n")


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A time expression: offsets in code points, its normal form, the words' part of speech.

    ``period`` is None when there is no anchor (未来5年).
    """

    start: int
    end: int
    period: Period | None
    rule: str


@dataclass(frozen=True, slots=True)
class YearPart:
    """A part of a report from ``start`` on: the period it is about, whether it looks back."""

    start: int
    period: Period
    looks_back: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a document says of its own time: first and last year of its period, year of issue.

    ``parts`` are those of a report that looks back and ahead, in order; most documents have none.
    """

    first: int | None
    last: int | None
    issued: int | None
    parts: tuple[YearPart, ...] = ()

    @classmethod
    def of(cls, meta: Meta) -> Calendar:
        """The calendar of a document's meta."""
        first = int(meta.period.start[:4]) if meta.period and meta.period.start else None
        last = int(meta.period.end[:4]) if meta.period and meta.period.end else None
        issued = int(meta.issued[:4]) if meta.issued else None
        return cls(first, last, issued)

    @property
    def this_year(self) -> int | None:
        """The year that 今年 means: a one-year plan's year, else the year of issue."""
        if self.first is not None and self.first == self.last:
            return self.first
        return self.issued

    @property
    def last_past(self) -> int | None:
        """The last year that lies behind: the one before the plan's first, or before a report's."""
        return self.first - 1 if self.first is not None else None

    def part_at(self, offset: int) -> YearPart | None:
        """The part of a report that holds a place."""
        index = bisect_right(self.parts, offset, key=lambda part: part.start) - 1
        return self.parts[index] if index >= 0 else None

    def year_at(self, offset: int) -> int | None:
        """The one year that a place is about, when neither its sentence nor its paragraph says one."""
        part = self.part_at(offset)
        if part is not None:
            return _one_year(part.period)
        return self.first if self.first == self.last else None


class PeriodFinder:
    """Finds time expressions; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._plans = {plan.name: plan for plan in lexicon.five_year_plans}
        words = lexicon.words
        self._starts, self._ends = words("periods", "suffix.start"), words("periods", "suffix.end")
        self._since = words("periods", "date.since")
        self._halves = dict(
            zip(sorted(words("periods", "date.halves")), ((1, 6), (7, 12)), strict=True)
        )
        self._of_one_year = frozenset(words("periods", "this.of_one_year"))
        self._first = frozenset(words("periods", "slice.first"))
        self._open = words("periods", "years.open")
        self._behind = words("periods", "years.behind")
        self._inside = frozenset(words("periods", "years.inside"))
        self._no_year = lexicon.pattern(r"(?:<periods.short.spans>)[^,。;]{0,6}$")
        self._last: tuple[str, Calendar, tuple[TimeSpan, ...]] | None = None
        names = "|".join(sorted(self._plans, key=len, reverse=True))
        plan = period_forms.plan_form(names)
        forms = "|".join((*period_forms.DATES, plan, *period_forms.RELATIVE, *period_forms.YEARS))
        opening = "".join(words("periods", "date.opening"))
        self._pattern = lexicon.pattern(rf"(?=[\d“\"{opening}])(?:{forms})")

    def find(self, shadow: str, start: int, end: int, calendar: Calendar) -> list[TimeSpan]:
        """Time expressions in ``shadow[start:end]``, in order, with offsets in the whole text.

        Refused: years in names of documents (《…“十四五”规划》), 80年代, numbers that are no year (2025亩),
        and words that speak of the time of writing (近年来, 目前, 每年).
        """
        if (start, end) != (0, len(shadow)):
            return list(self._iterate(shadow, start, end, calendar))
        # several extractors ask for the times of one whole text, one after the other
        if self._last is None or self._last[0] is not shadow or self._last[1] != calendar:
            self._last = shadow, calendar, tuple(self._iterate(shadow, start, end, calendar))
        return list(self._last[2])

    def _iterate(self, shadow: str, start: int, end: int, calendar: Calendar) -> Iterator[TimeSpan]:
        last_year: int | None = None
        named = start
        for match in self._pattern.finditer(shadow, start, end):
            begin, stop = match.span()
            near = None
            if last_year is not None and begin - named <= _NEAR:
                near = None if _LINE.search(shadow, named, begin) else last_year
            found = self._normal(match, Context(calendar, last_year, near))
            if found is None:
                continue
            period, rule = found
            if period is not None and rule in _NAMES_A_YEAR:
                last_year, named = int((period.start or period.end or "")[:4]), stop
            if rule == "span":  # “力争三年内” is the time 三年内: the verb before it is no part
                count = next(name for name in ("n", "n2", "n3", "n4") if match.group(name))
                begin = match.start() if count == "n2" else match.start(count)
                for tail in self._behind:
                    if shadow.startswith(tail, stop - len(tail)):
                        stop -= len(tail)
                        break
            yield TimeSpan(begin, stop, period, f"time.{rule}")

    def _normal(self, m: re.Match[str], context: Context) -> tuple[Period | None, str] | None:
        """The normal form of a match and its rule; the group that matched says which form it is."""
        kind = next(name for name in _KINDS if m.group(name))
        if kind in _PLAIN:
            return _PLAIN[kind](m)
        read = {
            "quarter": self._quarter,
            "plan": lambda m, _: self._plan(m),
            "short": self._short,
            "month": self._month,
            "this": self._this,
            "span": self._span,
        }
        return read.get(kind, _RELATIVE.get(kind, _nothing))(m, context)

    def _quarter(self, m: re.Match[str], context: Context) -> tuple[Period | None, str] | None:
        """2023年一季度, 前三季度, 2023年上半年; without a year, in the year that the place is about."""
        if m.group("qh"):
            return _months(m.group("qhy"), *self._halves[m.group("qh")]), "quarter"
        words = m.group("q")
        number = int(words) if words.isdigit() else numerals.spelled(words)
        year = m.group("qy") or context.year_at(m.start())
        if year is None or number > 4:
            return None
        first = 1 if m.group("q_first") else 3 * number - 2
        return _months(year, first, 3 * number), "quarter"

    def _short(self, m: re.Match[str], context: Context) -> tuple[Period | None, str] | None:
        """“23年”, “25年底” of the years around the plan's; a number of years (年限由20年…) is none."""
        calendar = context.calendar
        around = calendar.first or calendar.issued
        year = 2000 + int(m.group("sy"))
        if around is None or not around - 8 <= year <= (calendar.last or around) + 3:
            return None
        if self._no_year.search(m.string, max(0, m.start() - 12), m.start()):
            return None
        return _related(str(year), m.group("sy_rel")), "short"

    def _plan(self, m: re.Match[str]) -> tuple[Period | None, str]:
        plan = self._plans[m.group("plan").strip('“”"')]
        part = (m.group("plan_part") or "").strip()
        if m.group("slice"):
            count = numerals.spelled(m.group("sn"))
            years = (plan.start, plan.start + count - 1)
            if m.group("slice") not in self._first:
                years = (plan.end - count + 1, plan.end)
            return Period(start=str(years[0]), end=str(years[1])), "plan"
        if m.group("plan_before"):
            return Period(start=None, end=str(plan.end)), "plan"
        if part.endswith(self._since):
            return Period(start=str(plan.start), end=None), "plan"
        if part in self._starts:
            return _point(str(plan.start)), "plan"
        if part in self._ends:
            return _point(str(plan.end)), "plan"
        return Period(start=str(plan.start), end=str(plan.end)), "plan"

    def _month(self, m: re.Match[str], context: Context) -> tuple[Period | None, str] | None:
        year = context.near or context.calendar.this_year
        if year is None:
            return None
        value = f"{year}-{int(m.group('mm')):02d}"
        if m.group("md"):
            value += f"-{int(m.group('md')):02d}"
        return _related(value, m.group("mm_rel")), "month"

    def _this(self, m: re.Match[str], context: Context) -> tuple[Period | None, str] | None:
        """今年, 今年1月7日, 今年上半年, 年底, 下半年."""
        calendar, word = context.calendar, m.group("tw")
        year = calendar.this_year
        if word is None or word in self._of_one_year:
            year = context.near or calendar.year_at(m.start()) or year
        if year is None:
            return None
        half = m.group("th") or m.group("half")
        if half in self._halves:
            return _months(year, *self._halves[half]), "half_year"
        several = calendar.first != calendar.last and not calendar.parts
        if word in self._of_one_year and several and context.near is None:
            return None  # in a plan of many years “年底” names no year
        value = str(year)
        if m.group("tm"):
            value += f"-{int(m.group('tm')):02d}"
            value += f"-{int(m.group('td')):02d}" if m.group("td") else ""
        return _related(value, m.group("t_rel")), "this_year"

    def _span(self, m: re.Match[str], context: Context) -> tuple[Period | None, str] | None:
        calendar, lead = context.calendar, m.group("s_lead") or ""
        words = m.group("n") or m.group("n2") or m.group("n3") or m.group("n4")
        count = (
            int(words) if words.isdigit() else numerals.spelled(words) if "-" not in words else 0
        )
        is_open = bool(m.group("n2")) or lead in self._open
        if is_open and calendar.parts and calendar.first and 1 < count <= _PAST:
            return _years(calendar.first, calendar.first + count - 1), "span"
        if calendar.first and calendar.last and count > 1:
            length = calendar.last - calendar.first + 1
            within = count < length and m.group("n") and m.group("s_in") in self._inside
            if count == length or within:
                if is_open:
                    return None, "span"
                return _years(calendar.first, calendar.first + count - 1), "span"
        return None if m.group("n4") else (None, "span")


@dataclass(frozen=True, slots=True)
class Context:
    """What a relative time goes by: the calendar, the year named last, that of the same paragraph."""

    calendar: Calendar
    last_year: int | None
    near: int | None

    def year_at(self, offset: int) -> int | None:
        """The year that a part of a year belongs to at ``offset``; None when nothing says it."""
        return self.near or self.calendar.year_at(offset)


Read = tuple[Period | None, str] | None


def _nothing(_: re.Match[str], __: Context) -> Read:
    return None


def _range(m: re.Match[str]) -> Read:
    g = m.group
    if int(g("r2")) < int(g("r1")):
        return None
    first = g("r1") + (f"-{int(g('rm1')):02d}" if g("rm1") else "")
    last = g("r2") + (f"-{int(g('rm2')):02d}" if g("rm2") else "")
    return Period(start=first, end=last), "range"


def _dotted(m: re.Match[str]) -> Read:
    g = m.group
    first, last = (f"{g(y)}-{int(g(month)):02d}" for y, month in (("dy1", "dm1"), ("dy2", "dm2")))
    return (Period(start=first, end=last), "range") if first <= last else None


def _date(m: re.Match[str]) -> Read:
    g = m.group
    if not 1 <= int(g("m")) <= 12:
        return None
    if g("d") and not numerals.is_day(g("y"), g("m"), g("d")):
        return None
    value = f"{g('y')}-{int(g('m')):02d}" + (f"-{int(g('d')):02d}" if g("d") else "")
    return _related(value, g("m_rel")), "date"


def _iso(m: re.Match[str]) -> Read:
    g = m.group
    if not numerals.is_day(g("iy"), g("im"), g("id")):
        return None
    return _point(f"{g('iy')}-{int(g('im')):02d}-{int(g('id')):02d}"), "date"


def _spelled(m: re.Match[str]) -> Read:
    g = m.group
    value = numerals.year(g("cy"))
    if not value.isdigit() or not 1900 <= int(value) <= 2100:
        return None
    if g("cm"):
        month, day = numerals.spelled(g("cm")), numerals.spelled(g("cd") or "一")
        if not numerals.is_day(value, month, day):
            return None
        value += f"-{month:02d}" + (f"-{day:02d}" if g("cd") else "")
    return _related(value, g("c_rel")), "cndate"


def _several_months(m: re.Match[str], context: Context) -> Read:
    """2023年1-9月; 1-9月 in the year that the place is about."""
    year = m.group("my") or context.year_at(m.start())
    first, last = int(m.group("m1")), int(m.group("m2"))
    return (_months(year, first, last), "months") if year and first < last else None


def _first_months(m: re.Match[str], context: Context) -> Read:
    words, year = m.group("fm"), context.year_at(m.start())
    last = int(words) if words.isdigit() else numerals.spelled(words)
    return (_months(year, 1, last), "months") if year and 1 < last < 12 else None


def _own(m: re.Match[str], context: Context) -> Read:
    """当年 of the year named before it; of no year behind 每年."""
    return (_point(str(context.near)), "same_year") if context.near else None


def _same(m: re.Match[str], context: Context) -> Read:
    if context.last_year is None:
        return None
    month = f"-{int(m.group('sm')):02d}" if m.group("sm") else ""
    return _point(f"{context.last_year}{month}"), "same_year"


def _opening(_: re.Match[str], __: Context) -> Read:
    return None, "opening"  # of the year of the value that is compared with it


def _shifted(m: re.Match[str], context: Context) -> Read:
    """去年, 上年, 明年 by the year the place is about; 次年 by the year named before it."""
    if m.group("following"):
        return (_point(str(context.near + 1)) if context.near else None), "shifted"
    year = context.calendar.year_at(m.start()) or context.calendar.this_year
    if year is None:
        return None
    return _point(str(year - 1 if m.group("earlier") else year + 1)), "shifted"


def _whole(m: re.Match[str], context: Context) -> Read:
    year = context.year_at(m.start())
    return (_point(str(year)), "whole_year") if year else None


def _outlook(_: re.Match[str], context: Context) -> Read:
    last = context.calendar.last
    return (_point(str(last)), "period_end") if last else None


def _past(m: re.Match[str], context: Context) -> Read:
    """过去五年, 近三年, 一年来: years up to the last one behind; without an anchor no normal form."""
    words = m.group("pn") or m.group("pn2")
    count = int(words) if words.isdigit() else numerals.spelled(words)
    last = context.calendar.last_past
    if last is None or not 1 <= count <= _PAST:
        return None, "past"
    return _years(last - count + 1, last), "past"


#: Forms by the name of their group, in no order: only one of them matches.
_PLAIN: dict[str, Callable[[re.Match[str]], Read]] = {
    "range": _range,
    "dotted": _dotted,
    "date": _date,
    "iso": _iso,
    "cndate": _spelled,
    "year": lambda m: (_related(m.group("yy"), m.group("y_rel")), "year"),
    "bare": lambda m: (_point(m.group("by")), "year"),
}
_RELATIVE: dict[str, Callable[[re.Match[str], Context], Read]] = {
    "months": _several_months,
    "first_months": _first_months,
    "same": _same,
    "own": _own,
    "opening": _opening,
    "shifted": _shifted,
    "whole": _whole,
    "outlook": _outlook,
    "past": _past,
}
_KINDS = (*_PLAIN, *_RELATIVE, "quarter", "plan", "short", "month", "this", "span")
_NAMES_A_YEAR = frozenset(("date", "year", "cndate", "quarter", "months", "short"))


def _point(value: str) -> Period:
    return Period(start=value, end=value)


def _months(year: int | str, first: int, last: int) -> Period:
    return Period(start=f"{year}-{first:02d}", end=f"{year}-{last:02d}")


def _years(first: int, last: int) -> Period:
    return Period(start=str(first), end=str(last))


def _one_year(period: Period) -> int | None:
    one = period.start is not None and period.start == period.end
    return int(period.start[:4]) if one and period.start else None


def _related(value: str, relation: str | None) -> Period:
    if relation and relation.endswith("前"):
        return Period(start=None, end=value)
    if relation and relation.endswith(("以来", "起")):
        return Period(start=value, end=None)
    return _point(value)
