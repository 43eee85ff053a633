"""Tables whose caption says that they hold a growth: 分行业固定资产投资增长速度, 居民消费价格比上年涨跌幅度."""

from __future__ import annotations

from policy_extract.extract.observations.tables.heads import Column, HeadReader, year_before
from policy_extract.extract.observations.tables.table_head import TableHead, figures
from policy_extract.lexicon import Lexicon


class GrowthTables:
    """Says what the numbers of such tables are of; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, heads: HeadReader) -> None:
        self._heads = heads
        self._caption = lexicon.pattern(
            r"^(?:<tables.caption.by_class>)?(?P<what>.{2,}?)(?:<tables.caption.moving>)+$"
        )
        self._classes = frozenset(lexicon.words("tables", "column.classes"))
        self._wholes = frozenset(
            (*lexicon.words("tables", "head.totals"), *lexicon.words("tables", "head.wholes"))
        )
        self._parts = frozenset(lexicon.words("tables", "name.whose"))

    def read(self, columns: list[Column], head: TableHead) -> list[Column]:
        """The columns, by the caption: rows below 行业 are parts of what grows, heads like 全市 | 城市 | 农村 hold a growth.

        Refused: a caption of something else, rows of names (指标 | 比上年增长), heads over words.
        """
        found = self._caption.match(self._heads.captioned_count(head.table))
        if found is None:
            return columns
        named = [i for i, title in enumerate(head.titles) if title in self._classes]
        rest = [i for i in range(len(columns)) if i not in named]
        if named and rest and all(columns[i].role == "growth" for i in rest):
            return [
                Column("name", title=c.title) if i in named else c._replace(whole=found["what"])
                for i, c in enumerate(columns)
            ]
        return self._by_parts(columns, head)

    def _by_parts(self, columns: list[Column], head: TableHead) -> list[Column]:
        """全市 | 城市 | 农村 behind names: growth of the caption's year, of the whole and of its parts."""
        titles = head.titles
        period, kind = self._heads.captioned(head.caption, head.calendar)
        parts = range(1, len(columns))
        fit = all(
            (titles[i] in self._parts or titles[i] in self._wholes) and figures(head.body, i)
            for i in parts
        )
        if period is None or columns[0].role != "name" or not parts or not fit:
            return columns
        base = year_before(period) if self._heads.compares(head.caption) else None
        return [
            Column(
                "growth",
                period,
                kind,
                t,
                compared=True,
                base=base,
                front=t if t in self._parts else "",
            )
            if i
            else c
            for i, (c, t) in enumerate(zip(columns, titles, strict=True))
        ]
