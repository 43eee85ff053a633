"""Tables of names and values alone, without a year in front: 类型 | 装机(万千瓦), 项目类别 | 项目个数(个) | 总投资."""

from __future__ import annotations

from policy_extract.extract.observations.tables.captions import Captions
from policy_extract.extract.observations.tables.heads import Column, HeadReader
from policy_extract.extract.observations.tables.table_head import TableHead, figures, of_areas
from policy_extract.extract.observations.windows import BRACKETS
from policy_extract.lexicon import Lexicon

_HOLDING = frozenset(("other", "value", "growth", "rate"))  # what stands beside names
_VALUES = frozenset(("other", "value"))
_NAMES = frozenset(("other", "name"))
_NOWHERE = range(0)
_LEAST = 2  # columns of a table of names and values


class Pairs:
    """Reads names and values that stand side by side; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, heads: HeadReader, captions: Captions) -> None:
        self._heads = heads
        self._captions = captions
        self._indicators = lexicon.words("tables", "pair.indicators")
        self._no_values = lexicon.words("tables", "pair.not_values")
        self._apart = frozenset(
            word
            for name in ("role.body", "role.person", "role.deadline", "header.remark")
            for word in lexicon.words("tables", name)
        )

    def timed(self, columns: list[Column], head: TableHead) -> list[Column]:
        """Values beside names or areas are of the caption's year where no head has one."""
        beside = self._values(columns, head)
        untimed = of_areas(columns) and not any(c.role == "value" for c in columns)
        if beside and any(columns[i].role == "other" for i in beside):
            return self._captions.timed(columns, head, beside)
        return self._captions.timed(columns, head) if untimed else columns

    def named(self, columns: list[Column], head: TableHead) -> list[Column]:
        """The first column of such a table as that of the names, the others with what each counts, and what a total of it is of."""
        beside = self._values(columns, head)
        if not beside or of_areas(columns):
            return columns
        columns = self._of_years(columns, head, beside) if len(beside) > 1 else columns
        if not any(columns[i].role == "value" for i in beside):
            return columns
        whole = self._captions.counted(head)
        told: list[Column] = []
        for column, title in ((columns[i], head.titles[i]) for i in beside):
            if column.role != "value":
                told.append(self._rated(column, told, head))
                continue
            own = self._heads.of_part(self._heads.counted(title), told[-1].counted if told else "")
            alone = whole if len(beside) == 1 and whole.endswith(own) else own
            told.append(column._replace(counted=own, summed=alone))
        return [
            *columns[: beside.start - 1], Column("name"), *told, *columns[beside.stop :],
        ]  # fmt: skip

    def _rated(self, column: Column, told: list[Column], head: TableHead) -> Column:
        """A rate or a growth beside the values, of their time: 产值（亿元） | 增速（%） is of 产值, 供水量 | 达标率（%） names itself."""
        left = next((c for c in reversed(told) if c.role == "value"), None)
        if left is None:
            period, kind = self._captions.time(head, set_targets=False)
        else:
            period, kind = left.period, left.kind
        counted = BRACKETS.sub("", left.counted) if left is not None else ""
        if column.role == "rate":
            return column._replace(period=period, kind=kind)
        if column.period is not None and column.period != period:
            return column  # 年均增长, of the plan's years
        return column._replace(period=period, kind=kind, counted=counted, compared=True)

    def _values(self, columns: list[Column], head: TableHead) -> range:
        """Where values stand beside names: 类型 | 装机(万千瓦), 类别 | 2023-2025年投资; 项目类别 | 项目个数(个) | 总投资 | 计划投资; nowhere for another table.

        Running numbers may stand in front of the names, who is responsible and remarks behind the values. Refused: of several columns
        one of a year alone, without figures, or one whose figures are no values (分值, 单价); several beside indicators (指标 | 2024年预计额).
        """
        first = next((i for i, c in enumerate(columns) if c.role != "serial"), 0)
        stop = len(columns)
        while stop > first + _LEAST and head.titles[stop - 1] in self._apart:
            stop -= 1
        beside, titles = range(first + 1, stop), head.titles
        if not beside or not all(titles[first:stop]) or columns[first].role not in _NAMES:
            return _NOWHERE
        roles = {columns[i].role for i in beside}
        if not roles <= _HOLDING or roles.isdisjoint(_VALUES):
            return _NOWHERE  # 行业 | 增速: of growth alone
        if len(beside) == 1:
            return beside
        if any(w in titles[first] for w in self._indicators):
            return _NOWHERE
        if any(BRACKETS.sub("", titles[i]).endswith(self._no_values) for i in beside):
            return _NOWHERE
        counted = all(self._heads.counted(titles[i]) for i in beside)
        return beside if counted and all(figures(head.body, i) for i in beside) else _NOWHERE

    def _of_years(self, columns: list[Column], head: TableHead, beside: range) -> list[Column]:
        """Of several columns of values those of a year that the head or the caption names: 2025年计划投资.

        So are those of a text that gives account of one year. Refused: 年度计划投资 beside 已完成投资, with no year said anywhere: nobody knows of when they are.
        """
        if self._heads.years_of(head.caption) or self._captions.accounted(head):
            return columns
        return [
            Column("other")
            if i in beside and c.role == "value" and not self._heads.years_of(title)
            else c
            for i, (c, title) in enumerate(zip(columns, head.titles, strict=True))
        ]
