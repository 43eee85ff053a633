"""Headers of a table → its columns: each head for itself (``heads``), then step by step what they say together."""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.extract.observations.tables.behind_names import BehindNames
from policy_extract.extract.observations.tables.captions import Captions
from policy_extract.extract.observations.tables.change_columns import ChangeColumns
from policy_extract.extract.observations.tables.column_places import PlaceColumns
from policy_extract.extract.observations.tables.column_years import YearColumns
from policy_extract.extract.observations.tables.heads import Column, HeadReader, one_year
from policy_extract.extract.observations.tables.of_growth import GrowthTables
from policy_extract.extract.observations.tables.pairs import Pairs
from policy_extract.extract.observations.tables.side_by_side import Sides
from policy_extract.extract.observations.tables.table_head import Step, TableHead, figures
from policy_extract.extract.observations.tables.under import UnderHeads
from policy_extract.extract.observations.tables.worded import WordedHeads
from policy_extract.lexicon import Lexicon


class HeaderReader:
    """Reads table headers; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.heads = HeadReader(lexicon)
        self._project = lexicon.words("tables", "header.project")
        self._tasks = frozenset(lexicon.words("tables", "role.task"))
        self._bodies = frozenset(lexicon.words("tables", "role.body"))
        self._beside_values = self._bodies | frozenset(
            lexicon.words("tables", "header.project_sums")
        )
        changes = ChangeColumns(self.heads)
        captions = Captions(lexicon, self.heads, changes)
        years = YearColumns(lexicon, self.heads, changes)
        places = PlaceColumns(lexicon, self.heads, captions)
        pairs = Pairs(lexicon, self.heads, captions)
        under = UnderHeads(lexicon, self.heads, captions)
        #: What the columns say together, in the order in which one step rests on those before it.
        self._steps: tuple[Step, ...] = (
            self._tasks_named,
            # of which year they are, by the heads beside them
            years.done,
            years.without_standards,
            years.from_base,
            years.grown,
            changes.timed,
            # what they hold, by their cells
            BehindNames(lexicon).read,
            _without_figures,
            Sides(lexicon).read,
            GrowthTables(lexicon, self.heads).read,
            places.rows,
            WordedHeads(lexicon, self.heads).read,
            places.heads,
            # what they count and when, by the caption and the heads above them
            pairs.timed,
            under.read,
            pairs.named,
            places.counting,
            under.named,
            changes.named,
            years.summing,
            years.by_year,
            places.parts,
            places.wholes,
            _named_in_front,
        )

    def read(self, head: TableHead) -> list[Column]:
        """The columns of a table, left to right; none for a project list or a table of tasks."""
        listed = {title for title in head.titles if title in self._project}
        if len(listed) > 1 and not listed <= self._beside_values:
            return []  # 牵头单位, 总投资(亿元) alone stand beside indicators and classes too
        context = self.heads.plan_in(head.caption) or one_year(head.caption)
        tiered = len(head.tiers) > 1
        columns = [
            self.heads.column(title, low, head.calendar, context, tiered=tiered)
            for title, low in zip(head.titles, head.lowest, strict=True)
        ]
        for step in self._steps:
            columns = step(columns, head)
        return [c._replace(said=s) for c, s in zip(columns, head.said(), strict=True)]

    def _tasks_named(self, columns: list[Column], head: TableHead) -> list[Column]:
        """Where nothing else names the rows, tasks that are counted do: 工作任务 | 全年目标 over 城镇新增就业（人） | 22000.

        Refused: 指标 | 目标任务, 目标任务 over figures.
        """
        if any(c.role in ("name", "area", "year") for c in columns):
            return columns
        told = [
            title in self._tasks and not figures(head.body, at)
            for at, title in enumerate(head.titles)
        ]
        first = told.index(True) if any(told) else None
        return [Column("name") if at == first else c for at, c in enumerate(columns)]

    def beside(self, columns: Sequence[Column], head: TableHead) -> int:
        """How many columns one of several tables side by side has: 乡镇 | 任务数 | 乡镇 | 任务数 → 2; all for one table.

        Who is responsible may stand behind the last. Refused: heads that come again behind one column of names (地区 | 目标 | 完成 | 目标 | 完成).
        """
        titles = [
            column.role if column.role == "name" else "/".join(filter(None, over))
            for column, over in zip(columns, zip(*head.tiers, strict=True), strict=True)
        ]
        while titles and titles[-1] in self._bodies:
            titles.pop()
        count = len(titles)
        for size in range(2, count // 2 + 1):
            again = count % size == 0 and titles == titles[:size] * (count // size)
            if again and any(c.role in ("name", "area") for c in columns[:size]):
                return size
        return len(columns)


def _without_figures(columns: list[Column], head: TableHead) -> list[Column]:
    """Figures are neither areas nor names behind the first column: 地区 over 1.2, 0.8."""
    return [
        Column("other")
        if (c.role == "area" or (c.role == "name" and at)) and figures(head.body, at)
        else c
        for at, c in enumerate(columns)
    ]


def _named_in_front(columns: list[Column], _: TableHead) -> list[Column]:
    """The last column of no role in front of the values has the names where no head says names, areas or years."""
    if any(c.role in ("name", "area", "year") for c in columns):
        return columns
    first = next((i for i, c in enumerate(columns) if c.role == "value"), 0)
    names = [i for i in range(first) if columns[i].role == "other"]
    return [Column("name") if names and i == names[-1] else c for i, c in enumerate(columns)]
