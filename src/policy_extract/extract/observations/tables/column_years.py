"""Years of columns by what stands beside them: what was done, where goals begin, what growth and sums are of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from policy_extract.extract.observations.tables.change_columns import ChangeColumns
from policy_extract.extract.observations.tables.heads import (
    Column,
    HeadReader,
    one_year,
    year_before,
)
from policy_extract.extract.observations.tables.table_head import TableHead, of_areas
from policy_extract.extract.observations.tables.years import single
from policy_extract.extract.observations.windows import BRACKETS
from policy_extract.lexicon import Lexicon
from policy_extract.measure.period import Calendar
from policy_extract.model import Period

_LEAST = 2  # years that a sum is of


class YearColumns:
    """Settles the years of columns that stand together; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, heads: HeadReader, changes: ChangeColumns) -> None:
        self._heads = heads
        self._changes = changes
        self._sums = lexicon.words("tables", "column.sums")

    def done(self, columns: list[Column], head: TableHead) -> list[Column]:
        """Years of the plan in a table of what was done are so already: 2022年 below 主要指标完成情况.

        Refused: the plan's last year, a head that says what is aimed at (2025年目标), a caption that does (完成情况及目标).
        """
        if not self._heads.done(head.caption):
            return columns
        return [
            c._replace(kind="actual")
            if c.role == "value" and self._heads.bare_year(title) and not _last(c, head.calendar)
            else c
            for c, title in zip(columns, head.titles, strict=True)
        ]

    def without_standards(self, columns: list[Column], head: TableHead) -> list[Column]:
        """What a standard asks is none of the plan's values where years or targets stand beside it: 指标值 | 2020年 | 2025年.

        Refused: 指标值 | 完成值, where nothing else is aimed at.
        """
        asked = [self._heads.of_standard(title) for title in head.titles]
        own = (
            c.role == "value" and not of and (c.kind == "target" or self._heads.years_of(t))
            for c, t, of in zip(columns, head.titles, asked, strict=True)
        )  # fmt: skip
        if not any(asked) or not any(own):
            return columns
        return [
            Column("other", title=c.title) if of else c
            for c, of in zip(columns, asked, strict=True)
        ]

    def from_base(self, columns: list[Column], head: TableHead) -> list[Column]:
        """In a document without years of its own the first of the values is where its goals begin: 2023年 | 2027年目标, 2024年预计 | 2025年计划.

        Refused: 2023年目标, a year with no later goal beside it, plans that say their years.
        """
        titles = head.titles
        at = next((i for i, c in enumerate(columns) if c.role == "value"), None)
        if at is None or head.calendar.first is not None or not self._heads.begins(titles[at]):
            return columns
        year = columns[at].period
        goals = [
            self._heads.aims(title) and _later(c.period, year)
            for c, title in zip(columns[at + 1 :], titles[at + 1 :], strict=True)
            if c.role == "value"
        ]
        if not goals or not all(goals):
            return columns
        return [
            c._replace(kind="actual") if c.period == year and not self._heads.aims(title) else c
            for c, title in zip(columns, titles, strict=True)
        ]

    def grown(self, columns: list[Column], head: TableHead) -> list[Column]:
        """Growth that compares with the year before is of the year of the values on its left: 2024年完成 | 同比增长 | 2025年计划 | 同比增长.

        So is any growth whose head comes again behind another year, and one below a caption that names that year alone. Refused: 2025年 | 年均增长, a head with a year of its own.
        Growth over the years behind nothing but years that are over is of these: 2005年 | 2010年 | 年均增长 in a plan from 2011 on.
        """
        titles = head.titles
        told = list(columns)
        left: list[Column] = []
        for i, (column, title) in enumerate(zip(columns, titles, strict=True)):
            value = left[-1] if left else None
            if column.role == "value":
                left.append(column)
            elif _years_running(left) and self._between(column, title):
                told[i] = column._replace(
                    period=left[-1].period, kind=left[-1].kind, compared=True, base=left[-2].period
                )
            elif self._over(column, titles, title):
                told[i] = self._changes.over(column, title, left, head.calendar)
            elif column.role == "growth" and value is not None and value.period is not None:
                again = titles.count(title) > 1 and not self._heads.over_years(title)
                again = again or self._of_caption(head, value, title)
                one = value.period.start == value.period.end
                if one and (column.compared or again) and not self._heads.years_of(title):
                    base = year_before(value.period) if self._heads.compares(title) else None
                    told[i] = column._replace(
                        period=value.period, kind=value.kind, compared=True, base=base
                    )
        return told

    def _between(self, column: Column, title: str) -> bool:
        """What changed from one of two years in front to the other: 变幅, 增减额, 增减幅度. Refused: 比上年增长, 年均增长, 2024年增长."""
        own = self._heads.years_of(title) or self._heads.compares(title)
        return column.role == "growth" and not own and not self._heads.over_years(title)

    def _of_caption(self, head: TableHead, value: Column, title: str) -> bool:
        """Growth beside values of the one year that the caption names: 执行数 | 增长% below 2025年支出执行情况表. Refused: 年均增长."""
        year = one_year(head.caption)
        return year is not None and year == value.period and not self._heads.over_years(title)

    def _over(self, column: Column, titles: Sequence[str], title: str) -> bool:
        """A head of growth over years. Refused: 比上年增长, a head with a year of its own, 增长 behind each of two years."""
        alone = titles.count(title) == 1 or self._heads.over_years(title)
        grown = column.role == "growth" and not column.compared
        return grown and alone and not self._heads.years_of(title)

    def summing(self, columns: list[Column], head: TableHead) -> list[Column]:
        """A column of sums behind those of two or more years that nothing else stands between: 2023年 | 2024年 | 五年合计.

        Its unit is theirs: 2023年(万亩) | 2024年(万亩) | 合计. Refused: 合计 behind one year, behind heads that are no years, or in
        front of them; tables of areas, whose caption says what is summed.
        """
        if of_areas(columns):
            return columns
        told = list(columns)
        for at, (column, title) in enumerate(zip(columns, head.titles, strict=True)):
            if column.role == "other" and title in self._sums:
                told[at] = self._sum(columns, head.titles, at)
        return told

    def _sum(self, columns: list[Column], titles: Sequence[str], at: int) -> Column:
        """The column of sums as that of all the years right in front of it, or as it was."""
        title, first = titles[at], at
        while first and columns[first - 1].role == "value" and self._heads.bare(titles[first - 1]):
            first -= 1
        periods = [c.period for c in columns[first:at]]
        years = [p for p in periods if p is not None and p.start == p.end]
        rising = all(a.end and b.end and a.end < b.end for a, b in pairwise(years))
        if len(years) < _LEAST or len(years) < at - first or not rising:
            return columns[at]
        whole = Period(start=years[0].start, end=years[-1].end)
        units = {"".join(BRACKETS.findall(t)) for t in titles[first:at]}
        unit = units.pop() if len(units) == 1 and not BRACKETS.search(title) else ""
        return Column("value", whole, columns[at - 1].kind, title + unit)

    def by_year(self, columns: list[Column], head: TableHead) -> list[Column]:
        """A table whose rows are years: every other column with a head is an indicator."""
        if not any(c.role == "year" for c in columns):
            return columns
        return [
            Column("value", None, "target", title)
            if title and c.role in ("other", "name", "growth")
            else c
            for c, title in zip(columns, head.titles, strict=True)
        ]


def _years_running(left: Sequence[Column]) -> bool:
    """The last two columns of values are of two years that follow each other: 2023年 | 2024年 | 变幅."""
    years = [single(c.period) for c in left[-2:]]
    return len(years) > 1 and years[0] > 0 and years[1] == years[0] + 1


def _later(period: Period | None, than: Period | None) -> bool:
    """A period that ends behind another."""
    return period is not None and than is not None and (period.end or "") > (than.end or "")


def _last(column: Column, calendar: Calendar) -> bool:
    """A column of the plan's last year."""
    return column.period is not None and column.period.end == str(calendar.last)
