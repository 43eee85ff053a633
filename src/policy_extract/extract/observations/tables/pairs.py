"""Tables of names and values alone, without a year in front: 类型 | 装机(万千瓦), 项目类别 | 项目个数(个) | 总投资."""

from __future__ import annotations

from policy_extract.extract.observations.tables.captions import Captions
from policy_extract.extract.observations.tables.heads import Column, HeadReader
from policy_extract.extract.observations.tables.table_head import TableHead, figures, of_areas
from policy_extract.extract.observations.windows import BRACKETS
from policy_extract.lexicon import Lexicon

_HOLDING = frozenset(("other", "value", "growth", "rate"))  # what stands beside names
_LEAST = 2  # columns of a table of names and values


class Pairs:
    """Reads names and values that stand side by side; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, heads: HeadReader, captions: Captions) -> None:
        self._heads = heads
        self._captions = captions
        self._indicators = lexicon.words("tables", "pair.indicators")
        self._no_values = lexicon.words("tables", "pair.not_values")

    def timed(self, columns: list[Column], head: TableHead) -> list[Column]:
        """Values beside names or areas are of the caption's year where no head has one."""
        pair = self._is_pair(columns, head)
        untimed = of_areas(columns) and not any(c.role == "value" for c in columns)
        if untimed or (pair and any(c.role == "other" for c in columns[1:])):
            return self._captions.timed(columns, head, pair=pair)
        return columns

    def named(self, columns: list[Column], head: TableHead) -> list[Column]:
        """The first column of such a table as that of the names, the others with what each counts, and what a total of it is of."""
        if not self._is_pair(columns, head) or of_areas(columns):
            return columns
        columns = self._of_years(columns, head) if len(columns) > _LEAST else columns
        if not any(c.role == "value" for c in columns[1:]):
            return columns
        whole = self._captions.counted(head)
        told: list[Column] = []
        for column, title in zip(columns[1:], head.titles[1:], strict=True):
            if column.role != "value":
                told.append(self._beside(column, told, head))
                continue
            own = self._heads.of_part(self._heads.counted(title), told[-1].counted if told else "")
            alone = whole if len(columns) == _LEAST and whole.endswith(own) else own
            told.append(column._replace(counted=own, summed=alone))
        return [Column("name"), *told]

    def _beside(self, column: Column, told: list[Column], head: TableHead) -> Column:
        """A rate or a growth beside the values, of their time: 产值（亿元） | 增速（%） is of 产值, 供水量 | 达标率（%） names itself."""
        left = next((c for c in reversed(told) if c.role == "value"), None)
        period, kind = self._captions.time(head, set_targets=False)
        period, kind = (left.period, left.kind) if left is not None else (period, kind)
        counted = BRACKETS.sub("", left.counted) if left is not None else ""
        if column.role == "rate":
            return column._replace(period=period, kind=kind)
        if column.period is not None and column.period != period:
            return column  # 年均增长, of the plan's years
        return column._replace(period=period, kind=kind, counted=counted, compared=True)

    def _is_pair(self, columns: list[Column], head: TableHead) -> bool:
        """Names and values: 类型 | 装机(万千瓦), 类别 | 2023-2025年投资; 项目类别 | 项目个数(个) | 总投资 | 计划投资.

        Refused: of several columns one of a year alone, without figures, or one whose figures are no values (分值, 单价);
        several beside indicators (指标 | 2024年预计额).
        """
        titles = head.titles
        named = len(columns) >= _LEAST and all(titles) and columns[0].role in ("other", "name")
        if not named or any(c.role not in _HOLDING for c in columns[1:]):
            return False
        if not any(c.role in ("other", "value") for c in columns[1:]):
            return False  # 行业 | 增速: of growth alone
        if len(columns) == _LEAST:
            return True
        if any(w in titles[0] for w in self._indicators):
            return False
        if any(BRACKETS.sub("", title).endswith(self._no_values) for title in titles[1:]):
            return False
        counted = all(map(self._heads.counted, titles[1:]))
        return counted and all(figures(head.body, at) for at in range(1, len(columns)))

    def _of_years(self, columns: list[Column], head: TableHead) -> list[Column]:
        """Of several columns of values those of a year that the head or the caption names: 2025年计划投资.

        Refused: 年度计划投资 beside 已完成投资, with no year said anywhere: nobody knows of when they are.
        """
        if self._heads.years_of(head.caption):
            return columns
        return [
            Column("other") if c.role == "value" and not self._heads.years_of(title) else c
            for c, title in zip(columns, head.titles, strict=True)
        ]
