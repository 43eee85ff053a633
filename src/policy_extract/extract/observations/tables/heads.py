"""One head of a table → what its column holds: name, unit, values of a year, growth, attribute."""

from __future__ import annotations

import re

from policy_extract.document import closed_up, shadow
from policy_extract.expressions import expression
from policy_extract.extract.observations.owners.sums import Sums
from policy_extract.extract.observations.tables.changes import Change, ChangeHeads
from policy_extract.extract.observations.tables.years import YEAR, single
from policy_extract.extract.observations.windows import BRACKETS
from policy_extract.lexicon import Lexicon
from policy_extract.measure.period import Calendar
from policy_extract.model import Kind, Measure, Period, Table
from policy_extract.rules import Said
from policy_extract.tuples import NamedTuple

_YEARS = expression(f"{YEAR.pattern}[-~]{YEAR.pattern}")
_BRACKETED = expression(r"[\[【〔(（][^\]】〕)）]*[\]】〕)）]")
_WORDS = expression(r"\w")
_NOTED = expression(r"\d")  # what is left of a head: the number of the note on it


class Column(NamedTuple):
    """A column: ``role`` is name, kind (of what the names say), area, year, unit, value, growth, rate, attribute, serial or other.

    ``period`` and ``kind`` hold for its values; ``title`` is its (lowest) header, ``said`` where it stands.
    ``counted`` is what its numbers are of where the rows do not say it: 装机 of 光伏发电 | 装机(万千瓦); ``summed``
    what a total of it is of, 新能源装机. ``compared``: with the year before (比上年增长), once and not yearly.
    ``area``: the place that the head is (指标 | 全市 | 城东区 | 河西县), "" for the whole; None where the head is no place.
    ``base``: the year that a change compares with; ``moved``: how a bare number of it is told, in the row's own unit (增量, 减少(吨)).
    ``marks``: of growth of each year brackets mark the cells that hold sums, since others have none.
    ``whole``: what the rows are parts of (固定资产投资 by 行业); ``front``: what goes in front of a row's name (城市 | 农村).
    """

    role: str
    period: Period | None = None
    kind: Kind = "target"
    title: str = ""
    said: Said | None = None
    counted: str = ""
    summed: str = ""
    compared: bool = False
    area: str | None = None
    base: Period | None = None
    moved: Measure | None = None
    marks: bool = False
    whole: str = ""
    front: str = ""


class HeadReader:
    """Reads heads, each for itself; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._plans = sorted(lexicon.five_year_plans, key=lambda p: -len(p.name))
        self._growth = lexicon.pattern(
            r"(?:<tables.column.growth>)(?!<tables.column.not_growth>)|^(?:<tables.column.growth_alone>)$"
        )
        self.changes = lexicon.once(ChangeHeads)
        self._compared = lexicon.pattern(r"<tables.column.compared>")
        self._over_years = lexicon.pattern(r"<tables.column.over_years>")
        self._at_end = lexicon.pattern(r"五”?(?:<tables.column.at_end>)")
        self._plan_behind = lexicon.words("tables", "column.plan_behind")
        self._generic = lexicon.words("tables", "column.generic")
        self._totals = lexicon.words("tables", "column.totals")
        self._kept = lexicon.words("tables", "column.kept")
        self._part = lexicon.pattern(r"^(?:<tables.name.parts>) ?:? ?(?=..)")
        self._doing = frozenset(lexicon.words("tables", "column.doing"))
        self._captioned = lexicon.pattern(
            r"^(?:<tables.caption.heads>|<layout.appendix.heads>) ?(?:\d{1,2}(?!\d)(?:-\d{1,2})?)? ?[:.、]? ?"
        )
        self._unit_said = lexicon.pattern(r"(?:<tables.caption.unit>) ?:.*$")
        self._plan_words = lexicon.pattern(
            rf"[“\"]?(?:{'|'.join(re.escape(p.name) for p in self._plans)})[”\"]?(?:<tables.column.at_end>|<tables.column.plan_behind>)?"
        )
        self._nothing_behind = lexicon.pattern(r"(?:<tables.column.nothing>)$")
        self._nothing_before = lexicon.pattern(r"^(?:<tables.column.nothing>)(?=.)")
        self._bracketed = lexicon.once(Sums)
        self._rate = lexicon.pattern(r"(?:<tables.column.rate>)$")
        self._budget = lexicon.pattern(r"<tables.header.budget>")
        self._before = lexicon.pattern(r"^(?:<periods.shift.before>)")
        self._year_ended = lexicon.pattern(
            rf"{YEAR.pattern}(?:<tables.column.at_end>)(?=<tables.column.end_behind>|[(]|$)"
        )
        self._ends = {
            title: years
            for years, name in enumerate(("year_before", "this_year"), -1)
            for title in lexicon.words("tables", f"header.{name}")
        }
        self._parts_of_year = {
            word: months
            for months, words in lexicon.table("tables", "part_of_year").items()
            for word in (words if isinstance(words, tuple) else ())
        }
        self._words = {
            name: lexicon.words("tables", f"header.{name}")
            for name in (
                "name",
                "not_names",
                "standard",
                "unit",
                "attribute",
                "serial",
                "actual",
                "target",
                "expected",
                "area",
                "year",
                "remark",
                "done",
                "done_captions",
                "budget_shares",
                "budget_parts",
                "budget_differences",
                "absolute",
                "told",
                "share",
            )
        }

    def column(
        self, title: str, lowest: str, calendar: Calendar, context: Period | None, *, tiered: bool
    ) -> Column:
        """What a head makes of its column, by its words alone.

        ``lowest`` is the head of the lowest tier, ``context`` the years that the caption names.
        """
        words = self._words
        if title in words["serial"]:
            return Column("serial")
        if title in words["unit"]:
            return Column("unit")
        if any(title.endswith(w) for w in words["attribute"]):
            return Column("attribute")
        if title in words["area"]:
            return Column("area")
        if title in words["year"]:
            return Column("year")
        if any(w in title for w in (*words["remark"], *words["budget_shares"])):
            return Column("other")
        if self._budget.search(title) and self._beside_budget(title):
            return Column("other")
        part = self._part_of_year(title, calendar) or self._end_of_year(title, calendar)
        if part is not None:
            return Column(
                "value", part, self.kind(part, calendar, actual=False, target=False), title
            )
        actual = any(w in title for w in words["actual"])
        target = any(w in title for w in words["target"]) or self.of_standard(title)
        actual = actual or self._was_done(title, calendar)
        named = self.plan_in(title)
        aimed = target or any(w in title for w in words["expected"])
        period = self._period(title, named, calendar, context, actual=actual, target=aimed)
        told = words["told"] if calendar.accounted(0) else ()
        if period is None and title.startswith((*words["absolute"], *told)):
            year, actual = _whole(calendar), True
            period = context or (year if year and year.start == year.end else None)
        shown = lowest if tiered else title
        change = self.changes.read(title)
        if change is not None or self._growth.search(self._unsummed(title, named)):
            grown = self._grown(title, named, change, calendar, context)
            actual = actual or (self.compares(title) and not target)
            kind = self.kind(grown.period, calendar, actual=actual, target=target)
            return grown._replace(kind=kind, title=self._said(title, shown))
        bare = BRACKETS.sub("", title)
        if calendar.accounted(0) and bare.endswith(words["share"]):
            return Column("rate", _whole(calendar), "actual", bare)  # 占生产总值比重(%)
        if self._rate.search(bare):
            return Column("rate", period or context, "actual", BRACKETS.sub("", shown))
        if period is not None:
            return Column(
                "value", period, self.kind(period, calendar, actual=actual, target=target), shown
            )
        if any(w in title for w in words["name"]) and not bare.endswith(words["not_names"]):
            return Column("name", title=title)
        return Column("other")

    def _grown(
        self, title: str, named: Period | None, change: Change | None, calendar: Calendar,
        context: Period | None,
    ) -> Column:  # fmt: skip
        """A column of growth with its years; ``named`` is the five-year plan that its head names, ``change`` what it compares with."""
        compared = self.compares(title)
        own = self._grown_in(
            change.rest if change is not None else title, context, compared=compared
        )
        base = change.base if change is not None else None
        # without a year of its own a head is of that of the values on its left: 2015年 | 2020年 | 比2015年增长
        left = base is not None
        if base is None and compared and own is not None:
            base = year_before(own)
        period = named or own or (None if left else _whole(calendar) or context)
        once = compared or own is not None or left or self._of_one_year(title, calendar)
        moved = change.moved if change is not None else None
        return Column("growth", period, compared=once, base=base, moved=moved)

    def _said(self, title: str, shown: str) -> str:
        """The words of a head of growth: its lowest tier where that says so; 〔累计〕 below 年均增长 is no head of its own."""
        worded = _WORDS.search(_BRACKETED.sub("", shown)) is not None
        return shown if worded and self._growth.search(shown) else title

    def _part_of_year(self, title: str, calendar: Calendar) -> Period | None:
        """The months of a head in the one year of the text: 一季度, 上半年. Refused: 一季度增长, a text for several years."""
        months = self._parts_of_year.get(BRACKETS.sub("", title))
        if months is None or calendar.first is None or calendar.first != calendar.last:
            return None
        first, last = months.split("-")
        return Period(start=f"{calendar.first}-{first}", end=f"{calendar.first}-{last}")

    def _end_of_year(self, title: str, calendar: Calendar) -> Period | None:
        """The year of a head that names none, in a text that gives account of one: 年末数, 本年末; 年初数 and 上年末 are the year before.

        Refused: the same heads in a plan, 年初预算数.
        """
        years = self._ends.get(BRACKETS.sub("", title))
        one = calendar.first is not None and calendar.first == calendar.last
        if years is None or not one or calendar.first is None or not calendar.accounted(0):
            return None
        return Period.of(str(calendar.first + years), str(calendar.first + years))

    def of_standard(self, title: str) -> bool:
        """A head of what a standard asks: 指标值. Refused: 2025年指标值, a year's."""
        return BRACKETS.sub("", title) in self._words["standard"]

    def _was_done(self, title: str, calendar: Calendar) -> bool:
        """A year of the plan that a head says was done: 2023年完成. Refused: the plan's last year, 完成时限."""
        year = one_year(title) if title.endswith(self._words["done"]) else None
        return year is not None and calendar.last is not None and int(year.end or 0) < calendar.last

    def _beside_budget(self, title: str) -> bool:
        """A head of a budget that says what one number is of another: 2025年预算数为2024年执行数的%, …增减额. Refused: 预算数比执行数增长%."""
        return title.endswith(self._words["budget_parts"]) or BRACKETS.sub("", title).endswith(
            self._words["budget_differences"]
        )

    def _grown_in(self, title: str, context: Period | None, *, compared: bool) -> Period | None:
        """The one year of a growth: its head's (2024年/增长(%)), the caption's where it compares with the year before (同比增长).

        Refused: 2025年/年均增速 and 2025年[累计], which are the plan's; a caption of several years. Of 2025年比2020年增长 it gets what is left without
        the year that it compares with.
        """
        if self.over_years(title) or len(set(YEAR.findall(title))) > 1:
            return None
        own = years_in(title) or (context if compared else None)
        return own if own is not None and own.start == own.end else None

    def _of_one_year(self, title: str, calendar: Calendar) -> bool:
        """Growth in a text that gives account of one year is that year's: 增速（%） in a bulletin. Refused: 年均增速."""
        one = calendar.first is not None and calendar.first == calendar.last
        return one and calendar.accounted(0) and not self.over_years(title)

    def _unsummed(self, title: str, named: Period | None) -> str:
        """A head without a remark that its values are sums: 2025年（累计）, 2025年/[累计] hold no growth.

        Refused: 五年[累计] and [累计]1 with the number of a note, columns of sums alone.
        """
        bare = self._bracketed.without(title.replace("/", ""))
        alone = named is None and (self._bracketed.of_years(title) or bool(_NOTED.fullmatch(bare)))
        return title if alone or bare == title.replace("/", "") else bare

    def _period(
        self,
        title: str,
        named: Period | None,
        calendar: Calendar,
        context: Period | None,
        *,
        actual: bool,
        target: bool,
    ) -> Period | None:
        """The years a value column is for: a year, a plan (“十三五”规划目标), else what 目标 or 现状 means.

        上年决算数 is of the year before the caption's. Refused: 预算数, 执行数 without a year in the head or the caption, but in final accounts.
        """
        years = years_in(title)
        if years is not None:
            return years
        if named is not None:
            if self._at_end.search(title) and named.end:
                return Period(start=named.end, end=named.end)
            return named
        if not (actual or target):
            return None
        if context is not None:
            return year_before(context) if self._before.search(title) else context
        if calendar.first is None or calendar.last is None:
            return None
        if self._budget.search(title) and not calendar.accounted(calendar.first):
            return None
        own = target or not actual or calendar.accounted(calendar.first)
        value = str(calendar.last if own else calendar.first - 1)
        return Period(start=value, end=value)

    def kind(
        self, period: Period | None, calendar: Calendar, *, actual: bool, target: bool
    ) -> Kind:
        """A column of a year before the plan is what was, unless it says what was aimed at."""
        end = int(period.end[:4]) if period and period.end else None
        past = end is not None and (
            (calendar.first is not None and end < calendar.first)
            or (calendar.first is None and calendar.issued is not None and end < calendar.issued)
        )
        accounted = end is not None and calendar.accounted(end)
        if (actual or accounted) and not target:
            return "actual"
        return "actual" if past and not target else "target"

    def captioned(self, caption: str, calendar: Calendar) -> tuple[Period | None, Kind]:
        """The years of a table by its caption, and whether it tells what was or what is aimed at."""
        period = self.years_of(caption)
        actual = any(w in caption for w in self._words["actual"])
        target = any(w in caption for w in self._words["target"])
        return period, self.kind(period, calendar, actual=actual, target=target)

    def compares(self, title: str) -> bool:
        """A head that compares with the year before: 比上年增长(%), 同比."""
        return self._compared.search(title) is not None

    def over_years(self, title: str) -> bool:
        """A head of growth over the years of the plan, whatever year it has: 年均增长, 累计."""
        return self._over_years.search(title) is not None

    def done(self, caption: str) -> bool:
        """A caption that says that what its table holds was done: 主要指标完成情况. Refused: 2024年完成情况及2025年目标, 主要指标预期值."""
        actual = any(w in caption for w in self._words["done_captions"])
        return actual and not any(w in caption for w in self._words["target"])

    def aims(self, title: str) -> bool:
        """A head that says what is aimed at: 2027年目标."""
        return any(w in title for w in self._words["target"])

    def begins(self, title: str) -> bool:
        """A head of a year from which goals may start: 2023年, 2024年预计. Refused: 2024年目标, 2024年人口."""
        done = any(w in title for w in self._words["done"]) and one_year(title) is not None
        return self.bare_year(title) or (done and not self.aims(title))

    def bare_year(self, title: str) -> bool:
        """A head that is a year and no more: 2022年."""
        return YEAR.fullmatch(title) is not None

    def years_of(self, words: str) -> Period | None:
        """The years that words name, else those of the five-year plan that they name."""
        return years_in(words) or self.plan_in(words)

    def plan_in(self, title: str) -> Period | None:
        """The years of the five-year plan that words name: “十四五”目标, 十三五末."""
        for plan in self._plans:
            bare = plan.name in title and title[
                title.find(plan.name) + len(plan.name) :
            ].startswith(self._plan_behind)
            if bare or f"“{plan.name}”" in title:
                return Period(start=str(plan.start), end=str(plan.end))
        return None

    def year_of(self, words: str) -> Period | None:
        """The year or period that a row's first cell names."""
        year = YEAR.search(words)
        return Period(start=year[1], end=year[1]) if year else self.plan_in(words)

    def kind_of(self, period: Period, calendar: Calendar) -> Kind:
        """Whether the values of a row's year are so already."""
        return self.kind(period, calendar, actual=False, target=False)

    def counted(self, title: str) -> str:
        """What a head says besides its year, its unit and that it is a target: 2023-2025年投资(亿元) → 投资."""
        words = BRACKETS.sub("", self._plan_words.sub("", _YEARS.sub("", title)))
        if words in self._ends:
            return ""
        words = self._year_ended.sub("", words)
        words = YEAR.sub("", words).strip('“”" :.、')
        while words not in self._totals and not words.endswith(
            self._kept
        ):  # 总数 is no number of 总
            shorter = self._nothing_behind.sub("", self._nothing_before.sub("", words))
            if shorter == words:
                break
            words = shorter
        return words

    def of_part(self, own: str, before: str) -> str:
        """A head that opens with 其中 has the noun of the one before it: 总投资 | 其中：中央 → 中央投资; 高标准农田 | 其中：改造提升 → 改造提升高标准农田.

        Refused: 其中：中央资金, 其中：示范村, which have one.
        """
        part = self._part.match(own)
        if part is None:
            return own
        rest = own[part.end() :]
        if rest in self._doing:
            return rest + before
        noun = next((noun for noun in self._generic if before.endswith(noun)), "")
        return rest if rest.endswith(self._generic) else rest + noun

    def bare(self, title: str) -> bool:
        """A head that does not say whose number it is: 2025年, 面积(万亩)."""
        words = self.counted(title)
        return not words or words in self._generic

    def captioned_count(self, table: Table) -> str:
        """What a caption says besides its number, year and unit: 表1 2025年新能源装机构成 → 新能源装机."""
        caption = closed_up(self._captioned.sub("", shadow(table.caption or ""), count=1))
        return self.counted(self._unit_said.sub("", BRACKETS.sub("", caption)))


def years_in(words: str) -> Period | None:
    """The years that a head or a caption names: 2025年, 2023-2025年投资; None for none."""
    both = _YEARS.search(words)
    if both and both[1] < both[2]:
        return Period(start=both[1], end=both[2])
    year = YEAR.search(words)
    return Period(start=year[1], end=year[1]) if year else None


def one_year(words: str) -> Period | None:
    """The year of a caption that names one alone: 2023年完成情况表; None for two or more."""
    years = set(YEAR.findall(words))
    return years_in(words) if len(years) == 1 else None


def year_before(period: Period) -> Period | None:
    """The year before a single one; None for a period."""
    year = single(period)
    return Period.of(str(year - 1), str(year - 1)) if year else None


def _whole(calendar: Calendar) -> Period | None:
    if calendar.first is None or calendar.last is None:
        return None
    return Period(start=str(calendar.first), end=str(calendar.last))
