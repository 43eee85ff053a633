"""Words of time → a normal form, without context: “到2025年”, “二〇三五年”, ““十四五”期末”, “6月底前”.

Works on the shadow of a text (plain digits and dashes). What needs the document (今年, 三年内, 6月) is
completed from a ``Calendar``: the plan's own period and year of issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policy_extract.lexicon import Lexicon
from policy_extract.measure import numerals
from policy_extract.model import Meta, Period

# The forms of a time, each a named group; <periods.…> are word lists of the gazetteer.
_Y, _M, _D = "年月日"
_CN, _COUNT = "[一二三四五六七八九十]", "[一二两三四五六七八九十]"
_YEAR = r"(?:19|20)\d\d"
_CN_YEAR = r"[一二][九〇零0Oo一二三四五六七八][〇零0Oo一二三四五六七八九]{2}"
_DASH = r" ?(?:-{1,2}|~|至|到) ?"
_BEFORE = r"(?:<periods.suffix.before>)"
_YEAR_PART = r"(?:<periods.date.year_part>|中(?=<periods.date.middle_before>))"
_OPENING = '\\d一二两三四五六七八九十“"同今本年上下第规未通力用再经当'
_DATES = (
    rf"(?P<range>(?<!\d)(?P<r1>{_YEAR}) ?{_Y}?(?: ?(?P<rm1>\d{{1,2}}) ?{_M})?{_DASH}(?P<r2>{_YEAR})"
    rf"(?: ?{_Y}(?: ?(?P<rm2>\d{{1,2}}) ?{_M})?)?(?!\d)[底末]?)",
    rf"(?P<date>(?<!\d)(?P<y>{_YEAR}) ?{_Y} ?(?P<m>\d{{1,2}}) ?{_M}(?: ?(?P<d>\d{{1,2}}) ?{_D})?"
    rf"(?P<m_end>{_YEAR_PART})?(?P<m_rel>{_BEFORE}|<periods.date.since>)?)",
    rf"(?P<iso>(?<!\d)(?P<iy>{_YEAR})[-./](?P<im>\d{{1,2}})[-./](?P<id>\d{{1,2}})(?!\d))",
    rf"(?P<cndate>(?P<cy>{_CN_YEAR})(?:{_Y}(?:(?P<cm>{_CN}{{1,2}}){_M}"
    rf"(?:(?P<cd>{_CN}{{1,3}}){_D})?)?(?P<c_end>[底末初])?(?P<c_rel>{_BEFORE})?"
    rf"|(?=<periods.date.outlook_year_before>)))",
    rf"(?P<quarter>(?<!\d)(?P<qy>{_YEAR}) ?{_Y} ?第?(?P<q>[一二三四]) ?(?:<periods.date.quarters>)"
    rf"|(?P<qhy>{_YEAR}) ?{_Y} ?(?P<qh><periods.date.halves>))",
    rf"(?P<year>(?<!\d)(?P<yy>{_YEAR})[ \n]?{_Y}度?(?!代)(?P<y_end>{_YEAR_PART})?"
    rf"(?P<y_rel>{_BEFORE}|<periods.date.since>)?)",
    rf"(?P<bare>(?<![\d.A-Za-z])(?P<by>20[0-4]\d)"
    rf"(?=、(?:19|20)\d\d ?(?:{_Y}|<periods.date.running>)|<periods.date.running>|[/]))",
)
_RELATIVE = (
    rf"(?P<month>(?<![\d{_Y}.])(?P<mm>1[0-2]|[1-9]) ?{_M}(?: ?(?P<md>\d{{1,2}}) ?{_D})?"
    rf"(?P<mm_end><periods.date.month_part>)?(?P<mm_rel>底?之?以?前)?"
    rf"(?=[,、。;)]|<periods.date.month_before>|$))",
    rf"(?P<same>(?:<periods.this.same>)(?:(?P<sm>\d{{1,2}}) ?{_M})?)",
    rf"(?P<this>(?P<tw><periods.this.year>)(?P<th><periods.date.halves>|底)?(?P<t_rel>之?以?前)?"
    rf"|(?P<half>(?<!{_Y})(?:<periods.date.halves>))(?P<h_rel>之?前)?"
    rf"|(?<!{_Y})第(?P<tq>[一二三四])(?:<periods.date.quarters>))",
    r"(?P<outlook><periods.this.outlook>)",
)
_YEARS = (
    rf"(?P<span>(?:(?P<s_lead><periods.years.lead>) ?)?(?P<n>(?<!\d)\d{{1,2}}(?:-\d{{1,2}})?|{_COUNT})"
    rf"(?:到[二三四五六七八九十\d]+)? ?{_Y}(?P<s_tail><periods.years.about>)?\n?(?P<s_in><periods.years.within>)"
    rf"|(?:<periods.years.open>) ?(?P<n2>\d{{1,2}}|{_COUNT})(?:至[二三四五六七八九十\d]+|-\d{{1,2}})? ?{_Y}"
    rf"|(?<![一二三四五六七八九十\d]|<periods.years.not_before>)(?P<n4>[二两三四五六七八九十]){_Y}"
    rf"(?=\n?(?:<periods.span.verbs>))(?!\n?[\u4e00-\u9fff]{{1,6}}(?:<periods.years.programmes>))"
    rf"|(?:<periods.years.short_lead>) ?(?P<n3>\d{{1,2}}(?:-\d{{1,2}})?|{_COUNT}) ?{_Y}"
    rf"(?=[,、]|<periods.years.goes_on>|$))"
)


def _plan_form(names: str) -> str:
    """A planning period by name; a bare 十四五期间 that misses its quotes needs its suffix."""
    return (
        rf"(?P<plan>[“\"]({names})[”\"](?!(?:<periods.years.document_kinds>)?(?:<periods.years.documents>)(?!期))"
        rf"|(?<!{_CN})(?:{names})(?=<periods.years.bare_behind>))"
        rf"(?P<plan_part> ?(?:<periods.suffix.since>|<periods.suffix.start>|<periods.suffix.end>|<periods.suffix.whole>))?"
        rf"(?P<plan_before>底?之?前)?"
    )


_QUARTERS = dict(
    zip("一二三四", (("01", "03"), ("04", "06"), ("07", "09"), ("10", "12")), strict=True)
)


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
class Calendar:
    """What a document says of its own time: first and last year of its period, year of issue."""

    first: int | None
    last: int | None
    issued: int | None

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


class PeriodFinder:
    """Finds time expressions; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._plans = {plan.name: plan for plan in lexicon.five_year_plans}
        words = lexicon.words
        self._starts, self._ends = words("periods", "suffix.start"), words("periods", "suffix.end")
        self._since = words("periods", "date.since")
        self._halves = dict(
            zip(sorted(words("periods", "date.halves")), (("01", "06"), ("07", "12")), strict=True)
        )
        self._of_one_year = frozenset(words("periods", "this.of_one_year"))
        self._open = words("periods", "years.open")
        self._behind = words("periods", "years.behind")
        self._last: tuple[str, Calendar, tuple[TimeSpan, ...]] | None = None
        names = "|".join(sorted(self._plans, key=len, reverse=True))
        forms = "|".join((*_DATES, _plan_form(names), *_RELATIVE, _YEARS))
        # Nothing begins with another character: the lookahead lets most of a text pass at once.
        self._pattern = lexicon.pattern(f"(?=[{_OPENING}])(?:{forms})")

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
        for match in self._pattern.finditer(shadow, start, end):
            found = self._normal(match, calendar, last_year)
            if found is None:
                continue
            period, rule = found
            if period is not None and period.start and rule.startswith(("date", "year", "cndate")):
                last_year = int(period.start[:4])
            elif period is not None and period.end and rule.startswith(("date", "year")):
                last_year = int(period.end[:4])
            begin, stop = match.span()
            if rule == "span":  # “力争三年内” is the time 三年内: the verb before it is no part
                count = next(name for name in ("n", "n2", "n3", "n4") if match.group(name))
                begin = match.start() if count == "n2" else match.start(count)
                for tail in self._behind:
                    if shadow.startswith(tail, stop - len(tail)):
                        stop -= len(tail)
                        break
            yield TimeSpan(begin, stop, period, f"time.{rule}")

    def _normal(
        self, m: re.Match[str], calendar: Calendar, last_year: int | None
    ) -> tuple[Period | None, str] | None:
        g = m.group
        if g("range"):
            if int(g("r2")) < int(g("r1")):
                return None
            first = g("r1") + (f"-{int(g('rm1')):02d}" if g("rm1") else "")
            last = g("r2") + (f"-{int(g('rm2')):02d}" if g("rm2") else "")
            return Period(start=first, end=last), "range"
        if g("date"):
            if not 1 <= int(g("m")) <= 12:
                return None
            if g("d") and not numerals.is_day(g("y"), g("m"), g("d")):
                return None
            value = f"{g('y')}-{int(g('m')):02d}" + (f"-{int(g('d')):02d}" if g("d") else "")
            return _related(value, g("m_rel")), "date"
        if g("iso"):
            if not numerals.is_day(g("iy"), g("im"), g("id")):
                return None
            return _point(f"{g('iy')}-{int(g('im')):02d}-{int(g('id')):02d}"), "date"
        if g("cndate"):
            value = numerals.year(g("cy"))
            if not value.isdigit() or not 1900 <= int(value) <= 2100:
                return None
            if g("cm"):
                month, day = numerals.spelled(g("cm")), numerals.spelled(g("cd") or "一")
                if not numerals.is_day(value, month, day):
                    return None
                value += f"-{month:02d}" + (f"-{day:02d}" if g("cd") else "")
            return _related(value, g("c_rel")), "cndate"
        if g("quarter"):
            if g("qh"):
                first, last = self._halves[g("qh")]
                return Period(start=f"{g('qhy')}-{first}", end=f"{g('qhy')}-{last}"), "quarter"
            first, last = _QUARTERS[g("q")]
            return Period(start=f"{g('qy')}-{first}", end=f"{g('qy')}-{last}"), "quarter"
        if g("year"):
            return _related(g("yy"), g("y_rel")), "year"
        if g("bare"):
            return _point(g("by")), "year"
        if g("plan"):
            return self._plan(m)
        if g("month"):
            return self._month(m, calendar)
        if g("same"):
            if last_year is None:
                return None
            return _point(
                f"{last_year}-{int(g('sm')):02d}" if g("sm") else str(last_year)
            ), "same_year"
        if g("this"):
            return self._this(m, calendar)
        if g("outlook"):
            return (_point(str(calendar.last)), "period_end") if calendar.last else None
        return self._span(m, calendar)

    def _plan(self, m: re.Match[str]) -> tuple[Period | None, str]:
        plan = self._plans[m.group("plan").strip('“”"')]
        part = (m.group("plan_part") or "").strip()
        if m.group("plan_before"):
            return Period(start=None, end=str(plan.end)), "plan"
        if part.endswith(self._since):
            return Period(start=str(plan.start), end=None), "plan"
        if part in self._starts:
            return _point(str(plan.start)), "plan"
        if part in self._ends:
            return _point(str(plan.end)), "plan"
        return Period(start=str(plan.start), end=str(plan.end)), "plan"

    def _month(self, m: re.Match[str], calendar: Calendar) -> tuple[Period | None, str] | None:
        year = calendar.this_year
        if year is None:
            return None
        value = f"{year}-{int(m.group('mm')):02d}"
        if m.group("md"):
            value += f"-{int(m.group('md')):02d}"
        return _related(value, m.group("mm_rel")), "month"

    def _this(self, m: re.Match[str], calendar: Calendar) -> tuple[Period | None, str] | None:
        year = calendar.this_year
        if year is None:
            return None
        half = m.group("th") or m.group("half")
        if half in self._halves:
            first, last = self._halves[half]
            return Period(start=f"{year}-{first}", end=f"{year}-{last}"), "half_year"
        if m.group("tq"):
            first, last = _QUARTERS[m.group("tq")]
            return Period(start=f"{year}-{first}", end=f"{year}-{last}"), "quarter"
        if m.group("tw") in self._of_one_year and calendar.first != calendar.last:
            return None  # in a plan of many years “年底” names no year
        return _related(str(year), m.group("t_rel")), "this_year"

    def _span(self, m: re.Match[str], calendar: Calendar) -> tuple[Period | None, str] | None:
        words = m.group("n") or m.group("n2") or m.group("n3") or m.group("n4")
        count = int(words) if words.isdigit() else numerals.spelled(words)
        lead = m.group("s_lead") or ""
        if (
            calendar.first
            and calendar.last
            and count == calendar.last - calendar.first + 1
            and count > 1
        ):
            if m.group("n2") or lead in self._open:
                return None, "span"
            return Period(start=str(calendar.first), end=str(calendar.last)), "span"
        return None if m.group("n4") else (None, "span")


def _point(value: str) -> Period:
    return Period(start=value, end=value)


def _related(value: str, relation: str | None) -> Period:
    if relation and relation.endswith("前"):
        return Period(start=None, end=value)
    if relation and relation.endswith(("以来", "起")):
        return Period(start=value, end=None)
    return _point(value)
