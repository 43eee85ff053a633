"""What the caption of a table says of its columns: what they count, of which year, and that they are aimed at."""

from __future__ import annotations

from policy_extract.extract.observations.places import PlaceWords
from policy_extract.extract.observations.tables.change_columns import ChangeColumns
from policy_extract.extract.observations.tables.heads import Column, HeadReader
from policy_extract.extract.observations.tables.table_head import TableHead
from policy_extract.extract.observations.windows import BRACKETS
from policy_extract.lexicon import Lexicon
from policy_extract.model import Kind, Period


class Captions:
    """Reads captions for columns without a year of their own; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, heads: HeadReader, changes: ChangeColumns) -> None:
        self._heads = heads
        self._changes = changes
        self._places = lexicon.once(PlaceWords)
        self._set = lexicon.pattern(r"<tables.column.set>")
        self._codes = lexicon.words("tables", "column.codes")
        self._deadlines = frozenset(lexicon.words("tables", "role.deadline"))

    def counted(self, head: TableHead) -> str:
        """What the caption says that its table counts, without the place that it opens with: 江宁区2025年绿道建设任务表 → 绿道."""
        return self._places.unplaced(self._heads.captioned_count(head.table))

    def time(self, head: TableHead, *, set_targets: bool) -> tuple[Period | None, Kind]:
        """The years of the caption, and whether its table tells what was.

        With ``set_targets`` a caption without years that sets targets (任务分解表, 控制目标) is of the plan's last one.
        """
        period, kind = self._heads.captioned(head.caption, head.calendar)
        last = head.calendar.last
        if period is not None or not set_targets:
            return period, kind
        if last is None or not self._set.search(head.caption):
            return None, "target"
        return Period.of(str(last), str(last)), "target"

    def timed(
        self, columns: list[Column], head: TableHead, beside: range | None = None
    ) -> list[Column]:
        """A table whose year stands only in its caption: 表2 2025年各地目标, 表1 2025年装机构成 over names and values.

        ``beside``: the columns beside names that may hold values, None where rows are areas. Levels beside falls in a table of areas
        that sets targets (各县区用水控制目标) are of the plan's last year.
        """
        aimed = beside is None and self._falls_beside(columns, head)
        period, kind = self.time(head, set_targets=aimed)
        if period is None:
            period, kind = self._whole(head), "target"
        if period is None:
            period, kind = self.accounted(head), "actual"
        if period is None:
            return columns
        return [
            Column("value", period, kind, title)
            if c.role == "other"
            and title
            and (beside is None or i in beside)
            and title not in self._deadlines
            and not BRACKETS.sub("", title).endswith(self._codes)
            else c
            for i, (c, title) in enumerate(zip(columns, head.titles, strict=True))
        ]

    def _whole(self, head: TableHead) -> Period | None:
        """The years of the plan, where a caption without one says that its table sets tasks: 各县（市、区）任务分解表, 投资计划表."""
        first, last = head.calendar.first, head.calendar.last
        if first is None or last is None or not self._set.search(head.caption):
            return None
        return Period.of(str(first), str(last))

    def accounted(self, head: TableHead) -> Period | None:
        """The one year of a text that gives account, where its table names none: 表2 各类学校情况 in a bulletin of 2025."""
        first = head.calendar.first
        if first is None or first != head.calendar.last or not head.calendar.accounted(0):
            return None
        return Period.of(str(first), str(first))

    def _falls_beside(self, columns: list[Column], head: TableHead) -> bool:
        """Of a table of areas a column tells a change of its own indicator: 用水总量 | 万元GDP用水量降幅(%)."""
        told = zip(columns, head.titles, strict=True)
        return any(c.role == "growth" and self._changes.own(title) for c, title in told)
