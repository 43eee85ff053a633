"""Words of time → a normal form, without context: “到2025年”, “二〇三五年”, ““十四五”期末”, “6月底前”.

Works on the shadow of a text (plain digits and dashes). What needs the document (今年, 三年内, 6月) is
completed from a ``Calendar``: the plan's own period and year of issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policy_extract.expressions import expression
from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.alternation import alternation, any_sign, escaped
from policy_extract.measure import numerals, period_forms
from policy_extract.measure.calendar import Calendar, YearPart
from policy_extract.measure.period_readers import (
    KINDS,
    NAMES_A_YEAR,
    PAST,
    PLAIN,
    RELATIVE,
    Context,
    led_half,
    led_month,
    months,
    nothing,
    point,
    possible,
    quarter,
    related,
    years,
)
from policy_extract.model import Period
from policy_extract.tuples import NamedTuple

__all__ = ["Calendar", "PeriodFinder", "TimeSpan", "YearPart", "halves"]

_NEAR = 200  # a part of a year belongs to the year named so many signs before it, at most
#: Names of word lists in a pattern, without those of what must not stand there.
_LISTS = expression(r"<\w+(?:\.(?!not_)\w+)+>")
_QUOTES = '“"'
_LINE = expression(r"[。;:!?]\n|\n\n")
_LABELLED = 12  # signs in front of a day that says when the paper was written: 发布时间:, 发布日期:
#: A day alone at the head of its line: 2025年3月28日, (2025年3月28日), 发布时间:2025-03-28 来源:…
_DAY = expression(r"\d{4}\D{1,2}\d{1,2}\D{1,2}\d{1,2}")
_OWN_DAY = expression(r"[ \u3000(\[]*(?:[^\n:。,;\d]{2,8}: ?)?")


class TimeSpan(NamedTuple):
    """A time expression: offsets in code points, its normal form, the words' part of speech.

    ``period`` is None when there is no anchor (未来5年).
    """

    start: int
    end: int
    period: Period | None
    rule: str


def _opening(lexicon: Lexicon, forms: str, plans: Iterable[str]) -> str:
    """What must stand where a time begins; the forms are many, and most of a text opens none.

    A quote opens nothing but the name of a planning period, unless a list has a word that begins with one.
    """
    words = lexicon.words("periods", "date.opening")
    signs = escaped("".join(sorted({*_QUOTES, *(word[0] for word in words)})))
    single = {word for word in words if len(word) == 1}
    counting = "".join(sorted(single.intersection(period_forms.COUNT[1:-1])))
    alone = any_sign(single.difference(period_forms.COUNT[1:-1]))
    longer = "|".join(escaped(word) for word in words if len(word) > 1)
    bare = (name.lstrip(_QUOTES) for name in plans)  # a user's own may have its quotes
    named = "".join(map(re.escape, sorted({name[0] for name in bare if name})))
    quoted = rf"[{_QUOTES}] ?[{named}]" if named else "(?!)"
    if not _listed(lexicon, forms).isdisjoint(_QUOTES):
        quoted = rf"[{_QUOTES}]"
    digits, counts = r"\d", rf"[{counting}]" if counting else "(?!)"
    if _numbers_are_told(lexicon, forms, plans):
        digits, counts = period_forms.digits(lexicon), counts + period_forms.behind_count(lexicon)
    return rf"(?=[\d{signs}])(?:(?<!\d)(?={digits})|(?={alone}|{counts}|{quoted}|{longer}))"


def _listed(lexicon: Lexicon, forms: str) -> frozenset[str]:
    """The signs that words of the lists in these forms begin with."""
    return lexicon.first_signs("".join(_LISTS.findall(forms)))


def _numbers_are_told(lexicon: Lexicon, forms: str, plans: Iterable[str]) -> bool:
    """Whether no list has a word that begins with a number, and every name of a planning period goes on as others do."""
    numbers = lexicon.compiled(rf"[\d\[\\(.]|{period_forms.COUNT}")
    named = lexicon.compiled(rf"{period_forms.COUNT}{period_forms.behind_count(lexicon)}")
    return not any(map(numbers.match, _listed(lexicon, forms))) and all(
        named.match(name) or not numbers.match(name) for name in plans
    )


def halves(lexicon: Lexicon) -> dict[str, tuple[int, int]]:
    """The first and the last month of 上半年 and 下半年, by the word."""
    return dict(
        zip(sorted(lexicon.words("periods", "date.halves")), ((1, 6), (7, 12)), strict=True)
    )


def _of_the_paper(shadow: str, start: int, end: int) -> bool:
    """A day alone on its line, of the paper and not of what it tells: 2025年3月28日 below the title of a bulletin on 2024.

    Refused: 2024年3月28日，…, 截至2024年3月28日 at the end of a line; a year alone on its line.
    """
    if _DAY.match(shadow, start, end) is None or shadow[end : end + 1].strip(") \u3000\n"):
        return False
    line = shadow.rfind("\n", max(0, start - _LABELLED), start) + 1
    return line > 0 and _OWN_DAY.fullmatch(shadow, line, start) is not None


class PeriodFinder:
    """Finds time expressions; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._plans = {plan.name: plan for plan in lexicon.five_year_plans}
        words = lexicon.words
        self._starts, self._ends = words("periods", "suffix.start"), words("periods", "suffix.end")
        self._since = words("periods", "date.since")
        self._base = words("periods", "base.before_opening")
        self._halves = halves(lexicon)
        self._of_one_year = frozenset(words("periods", "this.of_one_year"))
        self._first = frozenset(words("periods", "slice.first"))
        self._open = words("periods", "years.open")
        self._behind = words("periods", "years.behind")
        self._inside = frozenset(words("periods", "years.inside"))
        self._no_year = lexicon.pattern(r"(?:<periods.short.spans>)[^,。;]{0,6}$")
        self._last: tuple[str, Calendar, tuple[TimeSpan, ...]] | None = None
        names = alternation(self._plans)
        plan = period_forms.plan_form(names)
        forms = "|".join((*period_forms.DATES, plan, *period_forms.RELATIVE, *period_forms.YEARS))
        self._pattern = lexicon.pattern(rf"{_opening(lexicon, forms, self._plans)}(?:{forms})")

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
        dating: tuple[int, int] | None = None  # the last year that dates what follows, and its end
        # 2020年度工作总结和2021年度工作思路: of two years, the one at the end dates nothing below
        title_end = shadow.find("\n") if calendar.parts else -1
        for match in self._pattern.finditer(shadow, start, end):
            begin, stop = match.span()
            if dating is not None and dating[1] <= title_end < begin:
                dating = None
            near = None
            if dating is not None and begin - dating[1] <= _NEAR:
                near = None if _LINE.search(shadow, dating[1], begin) else dating[0]
            found = self._normal(match, Context(calendar, last_year, near))
            if found is None:
                continue
            period, rule = found
            if period is not None and not possible(period):
                continue
            if period is not None and rule in NAMES_A_YEAR:
                last_year = int((period.start or period.end or "")[:4])
                # 较2020年, 2022年以来: what is compared with and what began then do not date what follows
                based = shadow.endswith(self._base, max(start, begin - 4), begin)
                written = calendar.year_at(begin) is not None and _of_the_paper(shadow, begin, stop)
                if not based and not written and period.end is not None:
                    dating = last_year, stop
            if rule == "span":  # “力争三年内” is the time 三年内: the verb before it is no part
                count = next(filter(match.group, ("n", "n2", "n3", "n4")))
                begin = match.start() if count == "n2" else match.start(count)
                for tail in self._behind:
                    if shadow.startswith(tail, stop - len(tail)):
                        stop -= len(tail)
                        break
            yield TimeSpan(begin, stop, period, f"time.{rule}")

    def _normal(self, m: re.Match[str], context: Context) -> tuple[Period | None, str] | None:
        """The normal form of a match and its rule; the group that matched says which form it is."""
        kind = next(filter(m.group, KINDS))
        if kind in PLAIN:
            return PLAIN[kind](m)
        read = {
            "quarter": self._quarter,
            "plan": lambda m, _: self._plan(m),
            "short": self._short,
            "month": self._month,
            "led_part": self._led_part,
            "this": self._this,
            "span": self._span,
        }
        return read.get(kind, RELATIVE.get(kind, nothing))(m, context)

    def _quarter(self, m: re.Match[str], context: Context) -> tuple[Period | None, str] | None:
        """2023年一季度, 前三季度, 2023年上半年; without a year, in the year that the place is about."""
        if m.group("qh"):
            return months(m.group("qhy"), *self._halves[m.group("qh")]), "quarter"
        if m.group("q_many") and not (m.group("q_first") or m.group("q_nth")):
            return None  # 连续三个季度: how many, not which
        year = m.group("qy") or context.year_at(m.start())
        told = quarter(m.group("q"), m.group("q_first"))
        return (months(year, *told), "quarter") if year is not None and told else None

    def _short(self, m: re.Match[str], context: Context) -> tuple[Period | None, str] | None:
        """“23年”, “25年底” of the years around the plan's; a number of years (年限由20年…) is none."""
        calendar = context.calendar
        around = calendar.first or calendar.issued
        year = 2000 + int(m.group("sy"))
        if around is None or not around - 8 <= year <= (calendar.last or around) + 3:
            return None
        if self._no_year.search(m.string, max(0, m.start() - 12), m.start()):
            return None
        return related(str(year), m.group("sy_rel")), "short"

    def _plan(self, m: re.Match[str]) -> tuple[Period | None, str]:
        words = m.group("plan")  # a user's plan may bear its quotes
        plan = self._plans.get(words) or self._plans[words.strip('“”" ')]
        part = (m.group("plan_part") or "").strip('”" ')
        if m.group("slice"):
            count = numerals.spelled(m.group("sn"))
            ends = (plan.start, plan.start + count - 1)
            if m.group("slice") not in self._first:
                ends = (plan.end - count + 1, plan.end)
            return Period.of(str(ends[0]), str(ends[1])), "plan"
        if m.group("plan_before"):
            return Period.of(None, str(plan.end)), "plan"
        if part.endswith(self._since):
            return Period.of(str(plan.start), None), "plan"
        if part in self._starts:
            return point(str(plan.start)), "plan"
        if part in self._ends:
            return point(str(plan.end)), "plan"
        return Period.of(str(plan.start), str(plan.end)), "plan"

    def _month(self, m: re.Match[str], context: Context) -> tuple[Period | None, str] | None:
        calendar, at = context.calendar, m.start()
        # 2月份 under 2009年工作回顾 is of 2009, though the report speaks of 2010 as 今年
        year = context.near or calendar.year_at(at) or calendar.this_year_at(at)
        if year is None:
            return None
        value = f"{year}-{int(m.group('mm')):02d}"
        if m.group("md"):
            value += f"-{int(m.group('md')):02d}"
        return related(value, m.group("mm_rel")), "month"

    def _led_part(self, m: re.Match[str], context: Context) -> tuple[Period | None, str] | None:
        """去年2月份, 去年上半年."""
        half = m.group("lph")
        return led_half(m, context, self._halves[half]) if half else led_month(m, context)

    def _this(self, m: re.Match[str], context: Context) -> tuple[Period | None, str] | None:
        """今年, 今年1月7日, 今年上半年, 年底, 下半年."""
        calendar, word = context.calendar, m.group("tw")
        year = calendar.this_year_at(m.start())
        if word is None or word in self._of_one_year:
            year = context.near or calendar.year_at(m.start()) or year
        elif year is None:
            year = calendar.first_of_few
        if year is None:
            return None
        half = m.group("th") or m.group("half")
        if half in self._halves:
            return months(year, *self._halves[half]), "half_year"
        several = calendar.first != calendar.last and not calendar.parts
        if word in self._of_one_year and several and context.near is None:
            return None  # in a plan of many years “年底” names no year
        value = str(year)
        if m.group("tm"):
            value += f"-{int(m.group('tm')):02d}"
            value += f"-{int(m.group('td')):02d}" if m.group("td") else ""
        return related(value, m.group("t_rel")), "this_year"

    def _span(self, m: re.Match[str], context: Context) -> tuple[Period | None, str] | None:
        calendar, lead = context.calendar, m.group("s_lead") or ""
        words = m.group("n") or m.group("n2") or m.group("n3") or m.group("n4")
        count = (
            int(words) if words.isdigit() else numerals.spelled(words) if "-" not in words else 0
        )
        is_open = bool(m.group("n2")) or lead in self._open
        if is_open and calendar.parts and calendar.first and 1 < count <= PAST:
            return years(calendar.first, calendar.first + count - 1), "span"
        part = calendar.part_at(m.start())
        if part is not None and part.looks_back and not lead and part.years == count > 1:
            return part.period, "span"  # 过去五年工作回顾: 固定资产投资|五年|累计完成9091亿元
        if calendar.first and calendar.last and count > 1:
            length = calendar.last - calendar.first + 1
            within = count < length and m.group("n") and m.group("s_in") in self._inside
            if count == length or within:
                if is_open:
                    return None, "span"
                return years(calendar.first, calendar.first + count - 1), "span"
        return None, "span"
