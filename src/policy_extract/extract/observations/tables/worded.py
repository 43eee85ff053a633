"""A head of tasks or aims over the names of what the years beside it count: 重点任务 | 2024年, 领域 | 主要目标 | 2025年."""

from __future__ import annotations

from policy_extract.expressions import expression
from policy_extract.extract.observations.tables.heads import Column, HeadReader
from policy_extract.extract.observations.tables.table_head import Body, TableHead, words_of
from policy_extract.extract.observations.windows import BRACKETS
from policy_extract.lexicon import Lexicon

_DIGIT = expression(r"\d")
_FIGURE = expression(r"[<>≥≤]?-?\d")
_LONGEST = 24  # signs of a name
_NAMING = frozenset(("name", "area", "year"))


class WordedHeads:
    """Finds the names below a head that speaks of aims; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, heads: HeadReader) -> None:
        self._reader = heads
        self._heads = frozenset(
            (*lexicon.words("tables", "role.task"), *lexicon.words("tables", "role.targets"))
        )

    def read(self, columns: list[Column], head: TableHead) -> list[Column]:
        """The columns, with the last of tasks or aims in front of the years as that of the names, where no other is.

        Refused: 指标 | 主要目标 | 2025年, where the names stand; sentences and figures below it (新建学校3所, 300人);
        years over words (重点任务 | 2024年 over 编制方案).
        """
        if any(c.role in _NAMING for c in columns):
            return columns
        body, titles = head.body, head.titles
        first = next(
            (
                i
                for i, c in enumerate(columns)
                if c.role == "value" and self._reader.years_of(titles[i]) and _counting(body, i)
            ),
            0,
        )
        told = [
            i
            for i in range(first)
            if BRACKETS.sub("", titles[i]) in self._heads and _names(body, i)
        ]
        if not told:
            return columns
        return [
            Column("name", title=c.title) if i == told[-1] else c for i, c in enumerate(columns)
        ]


def _counting(body: Body, at: int) -> bool:
    """A column whose cells are figures, most of them."""
    cells = words_of(body, at)
    return 2 * sum(map(bool, map(_FIGURE.match, cells))) > len(cells)


def _names(body: Body, at: int) -> bool:
    """A column of short words without numbers but in brackets, most of them."""
    cells = [BRACKETS.sub("", cell) for cell in words_of(body, at)]
    named = [c for c in cells if c and len(c) <= _LONGEST and not _DIGIT.search(c)]
    return 2 * len(named) > len(cells)
