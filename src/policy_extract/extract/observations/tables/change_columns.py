"""Columns of changes with what stands beside them: their years by the values on their left, and what they are of in a table of areas."""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.extract.observations.tables.heads import Column, HeadReader, one_year
from policy_extract.extract.observations.tables.table_head import TableHead, of_areas
from policy_extract.extract.observations.tables.years import PLAN, single
from policy_extract.extract.observations.windows import BRACKETS
from policy_extract.measure.period import Calendar
from policy_extract.model import Period

_LEAST = 2  # years between which something grows


class ChangeColumns:
    """Completes columns of changes; ``heads`` reads what a head says itself."""

    def __init__(self, heads: HeadReader) -> None:
        self._heads = heads

    def timed(self, columns: list[Column], head: TableHead) -> list[Column]:
        """Changes without years have those of the values on their left: 2015年 | 2020年 | 比2015年增长 is of 2020, 2024年 | 2025年 | 减少(吨) of 2025.

        With none there 比2020年增长 is of the plan's last year. Refused: a year that is not after the one compared with.
        """
        calendar = head.calendar
        told = list(columns)
        value: Column | None = None
        for i, column in enumerate(columns):
            if column.role == "value" and single(column.period):
                value = column
            if column.role != "growth" or column.period is not None:
                continue
            base, last = single(column.base), calendar.last or 0
            if value is not None and single(value.period) > base:
                told[i] = column._replace(period=value.period, kind=value.kind)
            elif base and last > base:
                kind = "actual" if calendar.accounted(last) else column.kind
                told[i] = column._replace(period=Period.of(str(last), str(last)), kind=kind)
        return told

    def over(
        self, column: Column, title: str, left: Sequence[Column], calendar: Calendar
    ) -> Column:
        """Growth behind nothing but years that are over is so already: 2015年 | 2020年 | 年均增长 in a plan from 2021 on is of 2016 to 2020.

        Behind two following years it is of the second, and compares with the first. Of many years it is of all where they follow each other,
        else of the last five. In all, not of each year, where the head does not say so: 2015年 | 2020年 | 增长率.
        Refused: a year ahead among them (2020年 | 2025年 | 年均增长 stays the plan's), 年均增长 behind following years.
        """
        years = sorted({single(c.period) for c in left} - {0})
        in_all = len(years) > 1 and self._heads.changes.in_all(title)
        told = column._replace(compared=True) if in_all else column
        if len(years) < _LEAST or not all(_over(c, calendar) for c in left):
            return told
        base, last = _first(years), years[-1]
        if base < last - 1:
            return told._replace(period=Period.of(str(base + 1), str(last)), kind="actual")
        if self._heads.over_years(title):
            return told
        period, compared = Period.of(str(last), str(last)), Period.of(str(base), str(base))
        return told._replace(period=period, base=compared, kind="actual", compared=True)

    def named(self, columns: list[Column], head: TableHead) -> list[Column]:
        """In a table of areas changes say of what they are: 万元GDP用水量降幅(%); 减少(%) is of the values on its left, 使用量.

        Of a caption's one year where they have none. Refused: 年均增速 behind nothing that names an indicator; it is no column of values.
        """
        if not of_areas(columns):
            return columns
        context = one_year(head.caption)
        told = list(columns)
        left: Column | None = None
        for i, (column, title) in enumerate(zip(columns, head.titles, strict=True)):
            if column.role == "value":
                left = column
            if column.role != "growth" or column.counted:
                continue
            whole = context is not None and context.start == context.end
            if whole and not (self._heads.years_of(title) or self._heads.over_years(title)):
                column = column._replace(period=context)
            own = self.own(title)
            name = own or (self._of(left) if left is not None else "")
            unit = "".join(BRACKETS.findall(title)[-1:]) or (_unit(left) if left else "")
            counted = name + unit if column.moved is not None else name
            told[i] = column._replace(title=title, counted=counted) if name else Column("other")
            left = None if own else left
        return told

    def own(self, title: str) -> str:
        """What the head of a change says that it is of: 2025年万元GDP用水量比2020年下降(%) → 万元GDP用水量下降; nothing for 减少(%)."""
        change = self._heads.changes.read(title)
        words = self._heads.counted(change.rest if change is not None else title)
        return "" if self._heads.changes.says_all(words) else words

    def _of(self, column: Column) -> str:
        """What a column of values counts, without its unit."""
        return BRACKETS.sub("", column.counted) or self._heads.counted(column.title)


def _unit(column: Column) -> str:
    """The unit in the brackets of a column's head."""
    return "".join(BRACKETS.findall(column.counted or column.title)[-1:])


def _over(column: Column, calendar: Calendar) -> bool:
    """A column of one year that was over when the plan began, what was aimed at in it too (2020年规划目标)."""
    year = single(column.period)
    return bool(year) and (
        column.kind == "actual" or (calendar.first is not None and year < calendar.first)
    )


def _first(years: Sequence[int]) -> int:
    """Of rising years that from which a growth to the last is told: the first of two, or of years that follow each other; else that of the plan."""
    last = years[-1]
    if len(years) == _LEAST or last - years[0] == len(years) - 1:
        return years[0]
    return last - PLAN if last - PLAN in years else years[-2]
