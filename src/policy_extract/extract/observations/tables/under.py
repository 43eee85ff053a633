"""Where rows are places, heads below others: 化学需氧量(吨) over 2020年排放量, 2025年减排量; 合计 and 2023年 over 新建, 改造提升."""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.extract.observations.tables.captions import Captions
from policy_extract.extract.observations.tables.heads import Column, HeadReader
from policy_extract.extract.observations.tables.table_head import TableHead, of_areas
from policy_extract.extract.observations.tables.units import UnitWords
from policy_extract.extract.observations.tables.years import YEAR, single
from policy_extract.extract.observations.windows import BRACKETS
from policy_extract.lexicon import Lexicon
from policy_extract.model import Period


class UnderHeads:
    """Says what the numbers below two heads are of; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, heads: HeadReader, captions: Captions) -> None:
        self._heads = heads
        self._captions = captions
        self._units = lexicon.once(UnitWords)
        self._sums = frozenset(lexicon.words("tables", "column.sums"))
        self._doing = frozenset(lexicon.words("tables", "column.doing"))
        self._aims = lexicon.pattern(r"<tables.header.actual>|<tables.header.target>")
        self._moving = lexicon.pattern(
            r"(?:<tables.column.in_all>|<tables.column.each_year>|<tables.name.rates>|<tables.column.compared>)+"
        )

    def read(self, columns: list[Column], head: TableHead) -> list[Column]:
        """The columns with names out of both heads where the lower alone is none.

        That is one that only says which value (目标任务, 完成数, 降幅(%)), one that comes again below another head (排放量 below 化学需氧量 and
        below 氨氮), and one without a unit below a head that has one. Refused: heads below a year or a sum (2023年 | 小区数, 户数), which name
        the indicator themselves, heads below 2020年现状数据 and 发展目标; 地区生产总值 below 经济发展.
        """
        tiers, lowest = head.tiers, head.lowest
        if not of_areas(columns) or len(tiers) == 1:
            return columns
        uppers = [
            "".join(dict.fromkeys(t[i] for t in tiers if t[i] and t[i] != lowest[i]))
            for i in range(len(columns))
        ]
        words = ["" if u in self._sums else self._heads.counted(u) for u in uppers]
        own = [self._heads.counted(low) for low in lowest]
        told = list(columns)
        for i, column in enumerate(columns):
            if not words[i]:
                continue
            unit = "".join(BRACKETS.findall(lowest[i])) or "".join(BRACKETS.findall(uppers[i]))
            again = any(
                own[i] == own[k] and words[k] and words[k] != words[i] for k in range(len(own))
            )
            shared = bool(BRACKETS.search(uppers[i])) and not BRACKETS.search(lowest[i])
            if column.role == "value" and not own[i]:
                alone = bool(BRACKETS.search(uppers[i]))
                told[i] = column._replace(title=YEAR.sub("", uppers[i]) + ("" if alone else unit))
            elif column.role == "value" and (again or shared) and self._names(uppers[i]):
                told[i] = column._replace(title=self._both(words[i], own[i]) + unit)
            elif column.role == "rate":
                bare = BRACKETS.sub("", lowest[i])
                told[i] = column._replace(title=bare, counted=words[i])
            elif column.role == "growth" and self._moving.fullmatch(own[i]):
                told[i] = column._replace(counted=words[i])
        return self._summed(told, uppers, own)

    def _names(self, upper: str) -> bool:
        """A head that may open a name. Refused: one with a year (2020年现状数据), one of targets without a unit (发展目标)."""
        counts = BRACKETS.search(upper) is not None or self._aims.search(upper) is None
        return counts and self._heads.years_of(upper) is None

    def _both(self, upper: str, lower: str) -> str:
        """化学需氧量 over 排放量, 高标准农田 over 新建 → 新建高标准农田, 投资 over 中央投资 → 中央投资."""
        if upper in lower:
            return lower
        return lower + upper if lower in self._doing else upper + lower

    def _summed(
        self, columns: list[Column], uppers: Sequence[str], own: Sequence[str]
    ) -> list[Column]:
        """Heads below 合计 are of all the years that have the same heads: 合计 | 2023年 | 2024年 over 新建, 改造提升.

        Refused: 合计 over heads that no two years have.
        """
        told = list(columns)
        for i, (column, upper) in enumerate(zip(columns, uppers, strict=True)):
            if upper not in self._sums or column.role not in ("other", "value") or not own[i]:
                continue
            alike = [
                c
                for k, c in enumerate(columns)
                if k != i and own[k] == own[i] and c.role == "value" and single(c.period)
            ]
            years = sorted({single(c.period) for c in alike})
            if len(years) > 1 and len(alike) == len(years):
                told[i] = alike[0]._replace(period=Period.of(str(years[0]), str(years[-1])))
        return told

    def named(self, columns: list[Column], head: TableHead) -> list[Column]:
        """Heads that only say what is done, and when, of what the caption says: 新建, “十四五”新建 below 各县高标准农田建设任务 → 新建高标准农田.

        Refused: 新建绿道, a caption that says nothing else.
        """
        counted = self._captions.counted(head) if of_areas(columns) else ""
        if not counted:
            return columns
        told = list(columns)
        for i, (column, title) in enumerate(zip(columns, head.titles, strict=True)):
            done = self._heads.counted(column.title)
            if column.role == "value" and done in self._doing:
                units = (u for u in BRACKETS.findall(title) if self._units.alone(u[1:-1]))
                what = counted.removesuffix(done) or counted  # 整治 below 易涝点整治
                told[i] = column._replace(title="", counted=f"{done}{what}{next(units, '')}")
        return told
