"""Tables of places: their rows, heads that are places, and what the columns beside them count."""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.document import closed_up
from policy_extract.extract.observations.places import PlaceWords
from policy_extract.extract.observations.tables.captions import Captions
from policy_extract.extract.observations.tables.heads import Column, HeadReader
from policy_extract.extract.observations.tables.table_head import TableHead, of_areas
from policy_extract.extract.observations.windows import BRACKETS
from policy_extract.lexicon import Lexicon
from policy_extract.model import Period

_LEAST = 2  # places; columns that a sum is of; signs of what names an indicator


class PlaceColumns:
    """Reads columns of places and what stands beside them; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, heads: HeadReader, captions: Captions) -> None:
        self._heads = heads
        self._captions = captions
        self._places = lexicon.once(PlaceWords)
        self._totals = (
            *lexicon.words("tables", "head.totals"),
            *lexicon.words("tables", "head.wholes"),
        )
        self._streets = lexicon.words("tables", "column.streets")
        self._sums = lexicon.words("tables", "column.sums")

    def rows(self, columns: list[Column], head: TableHead) -> list[Column]:
        """The first column with words is one of areas where every row but a total is a place or ends in 街道, whatever its head (单位).

        Refused: a head that says indicators (指标), fewer than two such rows, places in front of names (区域 | 指标 | 2025年).
        """
        at = next((i for i, c in enumerate(columns) if c.role != "serial"), 0)
        if columns[at].role not in ("other", "unit") or not head.titles[at]:
            return columns
        cells = [row.get(at) for row in head.body]
        words = [closed_up(cell.text) for cell in cells if cell is not None and cell.text]
        words = [w for w in words if w not in self._totals]
        if len(words) < _LEAST:
            return columns
        if not all(w.endswith(self._streets) for w in words):
            named = any(c.role in ("name", "area") for c in columns)
            if named or any(self._place(w) is None for w in words):
                return columns
        return [Column("area") if i == at else c for i, c in enumerate(columns)]

    def heads(self, columns: list[Column], head: TableHead) -> list[Column]:
        """Heads that are places, over the values of each: 指标 | 单位 | 全市 | 城东区 | 河西县; also below a year.

        Without a year of their own they are of the caption's, or of the plan's last where the caption says that it sets targets
        (任务分解表). Refused: a single place; heads of a table whose rows are places (县区 | 任务数 | 白沙镇), a caption that
        says neither.
        """
        placed = {
            i: area for i, low in enumerate(head.lowest) if (area := self._place(low)) is not None
        }
        fit = all(columns[i].role in ("other", "value") for i in placed)
        if sum(map(bool, placed.values())) < _LEAST or not fit or min(placed) == 0:
            return columns
        if any(c.role in ("area", "year") for c in columns):
            return columns
        period, kind = self._captions.time(head, set_targets=True)
        told = list(columns)
        for i, area in placed.items():
            title = head.titles[i]
            if columns[i].role == "value":
                told[i] = columns[i]._replace(area=area, title=title)
            elif period is not None:
                told[i] = Column("value", period, kind, title, area=area)
        return told

    def _place(self, head: str) -> str | None:
        """The place that a head is, "" for the whole (全市, 合计), or None."""
        if head in self._totals:
            return ""
        name = self._places.division(head) or self._places.formed(head)
        return head if name == head else None

    def counting(self, columns: list[Column], head: TableHead) -> list[Column]:
        """What columns of years count where rows are areas: the caption says it (家庭养老床位建设任务).

        A column of sums (合计) behind two or more of them has their years together. Refused: a caption that
        says nothing else, heads with words of their own but 面积 and the like, columns of growth.
        """
        if not of_areas(columns):
            return columns
        titles, counted = head.titles, self._captions.counted(head)
        of_years = [
            i
            for i, c in enumerate(columns)
            if c.role == "value" and c.period is not None and self._heads.bare(titles[i])
        ]
        if not of_years or len(counted) < _LEAST:
            return columns
        told = list(columns)
        for i in of_years:
            own = self._heads.counted(titles[i])
            own = "" if counted.endswith(own) else own
            unit = "".join(BRACKETS.findall(titles[i]))
            told[i] = columns[i]._replace(counted=f"{counted}{own}{unit}")
        periods = [p for i in of_years if (p := columns[i].period) is not None]
        years = {p.start for p in periods}
        behind = of_years[-1] + 1
        if len(years) > 1 and behind < len(columns) and titles[behind] in self._sums:
            whole = Period(start=periods[0].start, end=periods[-1].end)
            told[behind] = Column("value", whole, columns[of_years[-1]].kind, "", counted=counted)
        return told

    def parts(self, columns: list[Column], head: TableHead) -> list[Column]:
        """Where rows are areas, a head that opens with 其中 is of the one before it: 高标准农田（万亩） | 其中：改造提升（万亩）."""
        if not of_areas(columns):
            return columns
        told, whole = list(columns), ""
        for i, (column, title) in enumerate(zip(columns, head.titles, strict=True)):
            if column.role != "value" or column.counted:
                continue
            own = self._heads.counted(title)
            name = self._heads.of_part(own, whole)
            if name != own:
                unit = "".join(BRACKETS.findall(title)[-1:])
                told[i] = column._replace(title="", counted=name + unit)
            else:
                whole = own
        return told

    def wholes(self, columns: list[Column], head: TableHead) -> list[Column]:
        """Where rows are areas or years, a column of sums of the kinds beside it counts what the caption says: 煤改气 | 煤改电 | 合计 below 清洁取暖改造任务.

        Refused: sums of years, of kinds in several units or of several times, a caption that says nothing else.
        """
        if not any(c.role in ("area", "year") for c in columns):
            return columns
        whole = self._captions.counted(head)
        told = list(columns)
        for at, (column, title) in enumerate(zip(columns, head.titles, strict=True)):
            summed = self._sum(title) and not column.counted and column.role in ("other", "value")
            kinds = self._summed(columns, head.titles) if summed else []
            units = {"".join(BRACKETS.findall(t)) for _, t in kinds}
            times = {c.period for c, _ in kinds}
            if len(kinds) < _LEAST or len(units) != 1 or len(times) != 1 or len(whole) < _LEAST:
                continue
            unit = "".join(BRACKETS.findall(title)) or units.pop()
            told[at] = kinds[0][0]._replace(title="", counted=f"{whole}{unit}")
        return told

    def _sum(self, title: str) -> bool:
        """A head that says a sum: 合计(户)."""
        return BRACKETS.sub("", title) in self._sums

    def _summed(self, columns: Sequence[Column], titles: Sequence[str]) -> list[tuple[Column, str]]:
        """The columns of values that are no sums, with their heads."""
        told = zip(columns, titles, strict=True)
        return [(c, t) for c, t in told if c.role == "value" and not self._sum(t)]
