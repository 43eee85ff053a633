"""Two tables in one: names and values twice side by side, income beside expenditure."""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.extract.observations.tables.heads import Column
from policy_extract.extract.observations.tables.table_head import Body, TableHead, figures, worded
from policy_extract.lexicon import Lexicon


class Sides:
    """Finds the second of two tables side by side; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._budget = lexicon.pattern(r"<tables.header.budget>")
        self._names = lexicon.words("tables", "header.budget_names")
        self._who = frozenset(lexicon.words("tables", "role.body"))

    def read(self, columns: list[Column], head: TableHead) -> list[Column]:
        """The columns of two tables whose first columns have heads of their own: 收入 | 执行数 | 支出 | 执行数 are names and values twice.

        Where the second has other columns than the first (收入 | 执行数 | 支出 | 预算数), its values are nobody's: they are not read, rather
        than as values of the first name. Who is responsible may stand behind both: 行业 | 2025年增幅 | 主要指标 | 2025年增幅 | 责任单位. Refused: a column of figures or of blanks under the second head, words between values
        that no budget has (指标 | 2020年 | 主要措施 | 2025年).
        """
        body, titles = head.body, head.titles
        width = len(columns)
        while width and titles[width - 1] in self._who:
            width -= 1
        for size in range(2, width // 2 + 1):
            starts = range(0, width, size)
            if width % size or not all(_naming(body, columns, titles, i) for i in starts):
                continue
            valued = all(_valued(body, columns, i + 1, i + size) for i in starts)
            alike = all(titles[i + 1 : i + size] == titles[1:size] for i in starts)
            if valued and alike:
                return [
                    Column("name", title=c.title) if i in starts else c
                    for i, c in enumerate(columns)
                ]
        second = self._second(body, columns, titles)
        return columns[:second] + [Column("other", title=c.title) for c in columns[second:]]

    def _second(self, body: Body, columns: list[Column], titles: Sequence[str]) -> int:
        """Where a second table of a budget opens: words under 支出 between columns of its figures; the width for none."""
        width = len(columns)
        first = next((i for i, c in enumerate(columns) if c.role == "value"), width)
        for at in range(first + 1, width - 1):
            named = titles[at].endswith(self._names) and _naming(body, columns, titles, at)
            if named and columns[at + 1].role == "value" and self._budget.search(titles[at + 1]):
                return at
        return width


def _naming(body: Body, columns: list[Column], titles: Sequence[str], at: int) -> bool:
    """A column with a head over words."""
    return columns[at].role in ("other", "name") and bool(titles[at]) and worded(body, at)


def _valued(body: Body, columns: list[Column], start: int, stop: int) -> bool:
    """Columns of values: one is by its head, the others by that or by their figures (增长%)."""
    own = [columns[i].role in ("value", "growth") for i in range(start, stop)]
    return any(own) and all(
        told or figures(body, i) for i, told in zip(range(start, stop), own, strict=True)
    )
