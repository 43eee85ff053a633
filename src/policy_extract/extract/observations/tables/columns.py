"""Headers of a table → its columns: each head for itself (``heads``), then what they say together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from policy_extract.document import by_column, closed_up
from policy_extract.extract.observations.places import PlaceWords
from policy_extract.extract.observations.tables.behind_names import BehindNames
from policy_extract.extract.observations.tables.change_columns import ChangeColumns
from policy_extract.extract.observations.tables.heads import (
    Column,
    HeadReader,
    one_year,
    year_before,
)
from policy_extract.extract.observations.tables.of_growth import GrowthTables
from policy_extract.extract.observations.tables.side_by_side import Body, Sides, figures
from policy_extract.extract.observations.tables.under import UnderHeads
from policy_extract.extract.observations.tables.worded import WordedHeads
from policy_extract.extract.observations.windows import BRACKETS
from policy_extract.lexicon import Lexicon
from policy_extract.measure.period import Calendar
from policy_extract.model import Cell, Kind, Period, Table
from policy_extract.rules import Said

_LEAST = 2  # signs of what names an indicator


class HeaderReader:
    """Reads table headers; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.heads = HeadReader(lexicon)
        self._changes = ChangeColumns(self.heads)
        self._sides = Sides(lexicon)
        self._behind = BehindNames(lexicon)
        self._part = lexicon.pattern(r"^(?:<tables.name.parts>) ?:? ?(?=..)")
        self._generic = lexicon.words("tables", "column.generic")
        self._growths = GrowthTables(lexicon, self.heads)
        self._worded = WordedHeads(lexicon)
        self._under = UnderHeads(lexicon, self.heads)
        self._totals = (
            *lexicon.words("tables", "head.totals"),
            *lexicon.words("tables", "head.wholes"),
        )
        self._streets = lexicon.words("tables", "column.streets")
        self._sums = lexicon.words("tables", "column.sums")
        self._codes = lexicon.words("tables", "column.codes")
        self._indicators = lexicon.words("tables", "pair.indicators")
        self._no_values = lexicon.words("tables", "pair.not_values")
        self._places = lexicon.once(PlaceWords)
        self._set = lexicon.pattern(r"<tables.column.set>")
        self._bodies = frozenset(lexicon.words("tables", "role.body"))
        self._project = lexicon.words("tables", "header.project")
        self._deadlines = frozenset(lexicon.words("tables", "role.deadline"))

    def read(self, table: Table, calendar: Calendar) -> list[Column]:
        """The columns of a table, left to right; none for a project list or a table of tasks."""
        width = max(sum(c.colspan for c in row) for row in table.rows[: table.header_rows])
        tiers: list[list[str]] = []
        for row in table.rows[: table.header_rows]:
            titles: list[str] = []
            for cell in row:
                titles.extend([closed_up(cell.text)] * cell.colspan)
            tiers.append((titles + [""] * width)[:width])
        joined = ["".join(dict.fromkeys(t[i] for t in tiers if t[i])) for i in range(width)]
        lowest = [next((t[i] for t in reversed(tiers) if t[i]), "") for i in range(width)]
        listed = [title for title in joined if title in self._project]
        if len(listed) > 1 and not self._bodies.issuperset(listed):
            return []  # 牵头单位 and 责任单位 alone stand beside indicators too
        context = self.heads.plan_in(table.caption or "") or one_year(table.caption or "")
        columns = [
            self.heads.column(title, low, calendar, context, tiered=len(tiers) > 1)
            for title, low in zip(joined, lowest, strict=True)
        ]
        columns = self._done(columns, joined, table.caption or "", calendar)
        columns = self._without_standards(columns, joined)
        columns = self._from_base(columns, joined, calendar)
        columns = self._changes.timed(self._beside_years(columns, joined, calendar), calendar)
        body = [by_column(row) for row in table.rows[table.header_rows :]]
        columns = self._behind.read(body, columns, joined)
        columns = [
            Column("other")
            if (c.role == "area" or (c.role == "name" and at)) and figures(body, at)
            else c
            for at, c in enumerate(columns)
        ]
        columns = self._sides.read(body, columns, joined)
        columns = self._growths.read(body, columns, joined, table, calendar)
        columns = self._place_rows(body, columns, joined)
        columns = self._worded.read(body, columns, joined, self.heads)
        columns = self._of_places(columns, joined, lowest, table.caption or "", calendar)
        areas, pair = any(c.role == "area" for c in columns), self._pair(body, columns, joined)
        valued = any(c.role == "value" for c in columns)
        if (areas and not valued) or (pair and any(c.role == "other" for c in columns[1:])):
            columns = self._by_caption(columns, joined, table.caption or "", calendar, pair=pair)
        if areas and len(tiers) > 1:
            columns = self._under.read(columns, tiers, lowest)
        if pair and not areas and len(columns) > _LEAST:
            columns = self._of_years(columns, joined, table)
        if pair and not areas and any(c.role == "value" for c in columns[1:]):
            columns = [Column("name"), *self._paired(columns[1:], joined[1:], table)]
        if areas:
            counted = self._captioned(table)
            columns = self._counting(columns, joined, counted)
            columns = self._under.named(columns, joined, counted)
            columns = self._changes.named(columns, joined, one_year(table.caption or ""))
        else:
            columns = self._summing(columns, joined)
        if any(c.role == "year" for c in columns):
            columns = _by_year(columns, joined)
        if any(c.role in ("area", "year") for c in columns):
            columns = self._wholes(columns, joined, table)
        if not any(c.role in ("name", "area", "year") for c in columns):
            first = next((i for i, c in enumerate(columns) if c.role == "value"), 0)
            candidates = [i for i in range(first) if columns[i].role == "other"]
            if candidates:
                columns[candidates[-1]] = Column("name")
        return [c._replace(said=s) for c, s in zip(columns, _heads(table, width), strict=True)]

    def _without_standards(self, columns: list[Column], titles: list[str]) -> list[Column]:
        """What a standard asks is none of the plan's values where years or targets stand beside it: 指标值 | 2020年 | 2025年.

        Refused: 指标值 | 完成值, where nothing else is aimed at.
        """
        asked = [self.heads.of_standard(title) for title in titles]
        own = (
            c.role == "value" and not of and (c.kind == "target" or self.heads.years_of(t))
            for c, t, of in zip(columns, titles, asked, strict=True)
        )  # fmt: skip
        if not any(asked) or not any(own):
            return columns
        return [
            Column("other", title=c.title) if of else c
            for c, of in zip(columns, asked, strict=True)
        ]

    def _beside_years(
        self, columns: list[Column], titles: list[str], calendar: Calendar
    ) -> list[Column]:
        """Growth that compares with the year before is of the year of the values on its left: 2024年完成 | 同比增长 | 2025年计划 | 同比增长.

        So is any growth whose head comes again behind another year. Refused: 2025年 | 年均增长, a head with a year of its own.
        Growth over the years behind nothing but years that are over is of these: 2005年 | 2010年 | 年均增长 in a plan from 2011 on.
        """
        told = list(columns)
        left: list[Column] = []
        for i, (column, title) in enumerate(zip(columns, titles, strict=True)):
            value = left[-1] if left else None
            if column.role == "value":
                left.append(column)
            elif self._over(column, titles, title):
                told[i] = self._changes.over(column, title, left, calendar)
            elif column.role == "growth" and value is not None and value.period is not None:
                again = titles.count(title) > 1 and not self.heads.over_years(title)
                single = value.period.start == value.period.end
                if single and (column.compared or again) and not self.heads.years_of(title):
                    base = year_before(value.period) if self.heads.compares(title) else None
                    told[i] = column._replace(
                        period=value.period, kind=value.kind, compared=True, base=base
                    )
        return told

    def _over(self, column: Column, titles: Sequence[str], title: str) -> bool:
        """A head of growth over years. Refused: 比上年增长, a head with a year of its own, 增长 behind each of two years."""
        alone = titles.count(title) == 1 or self.heads.over_years(title)
        grown = column.role == "growth" and not column.compared
        return grown and alone and not self.heads.years_of(title)

    def _done(
        self, columns: list[Column], titles: list[str], caption: str, calendar: Calendar
    ) -> list[Column]:
        """Years of the plan in a table of what was done are so already: 2022年 below 主要指标完成情况.

        Refused: the plan's last year, a head that says what is aimed at (2025年目标), a caption that does (完成情况及目标).
        """
        if not self.heads.done(caption):
            return columns
        return [
            c._replace(kind="actual")
            if c.role == "value" and self.heads.bare_year(title) and not _last(c, calendar)
            else c
            for c, title in zip(columns, titles, strict=True)
        ]

    def _from_base(
        self, columns: list[Column], titles: list[str], calendar: Calendar
    ) -> list[Column]:
        """In a document without years of its own the first of the values is where its goals begin: 2023年 | 2027年目标, 2024年预计 | 2025年计划.

        Refused: 2023年目标, a year with no later goal beside it, plans that say their years.
        """
        at = next((i for i, c in enumerate(columns) if c.role == "value"), None)
        if at is None or calendar.first is not None or not self.heads.begins(titles[at]):
            return columns
        year = columns[at].period
        goals = [
            self.heads.aims(title) and _later(c.period, year)
            for c, title in zip(columns[at + 1 :], titles[at + 1 :], strict=True)
            if c.role == "value"
        ]
        if not goals or not all(goals):
            return columns
        return [
            c._replace(kind="actual") if c.period == year and not self.heads.aims(title) else c
            for c, title in zip(columns, titles, strict=True)
        ]

    def beside(self, table: Table, columns: Sequence[Column]) -> int:
        """How many columns one of several tables side by side has: 乡镇 | 任务数 | 乡镇 | 任务数 → 2; all for one table.

        Who is responsible may stand behind the last. Refused: heads that come again behind one column of names (地区 | 目标 | 完成 | 目标 | 完成).
        """
        width = len(columns)
        titles = [
            column.role if column.role == "name" else "/".join(closed_up(c.text) for c in tier if c)
            for column, tier in zip(columns, _above(table, width), strict=True)
        ]
        while titles and titles[-1] in self._bodies:
            titles.pop()
        count = len(titles)
        for size in range(2, count // 2 + 1):
            again = count % size == 0 and titles == titles[:size] * (count // size)
            if again and any(c.role in ("name", "area") for c in columns[:size]):
                return size
        return width

    def _pair(self, body: Body, columns: list[Column], titles: list[str]) -> bool:
        """Names and values: 类型 | 装机(万千瓦), 类别 | 2023-2025年投资; 项目类别 | 项目个数(个) | 总投资 | 计划投资.

        Refused: of several columns one of a year alone, without figures, or one whose figures are no values (分值, 单价);
        several beside indicators (指标 | 2024年预计额).
        """
        named = len(columns) >= _LEAST and all(titles) and columns[0].role in ("other", "name")
        if not named or any(c.role not in ("other", "value") for c in columns[1:]):
            return False
        if len(columns) == _LEAST:
            return True
        if any(w in titles[0] for w in self._indicators):
            return False
        if any(BRACKETS.sub("", title).endswith(self._no_values) for title in titles[1:]):
            return False
        counted = all(map(self.heads.counted, titles[1:]))
        return counted and all(figures(body, at) for at in range(1, len(columns)))

    def _of_years(self, columns: list[Column], titles: list[str], table: Table) -> list[Column]:
        """Of several columns of values those of a year that the head or the caption names: 2025年计划投资.

        Refused: 年度计划投资 beside 已完成投资, with no year said anywhere: nobody knows of when they are.
        """
        caption = table.caption or ""
        if self.heads.years_of(caption):
            return columns
        return [
            Column("other") if c.role == "value" and not self.heads.years_of(title) else c
            for c, title in zip(columns, titles, strict=True)
        ]

    def _of_part(self, own: str, before: str) -> str:
        """A head that opens with 其中 has the noun of the one before it: 总投资 | 其中：中央 → 中央投资. Refused: 其中：中央资金, which has one."""
        part = self._part.match(own)
        if part is None:
            return own
        rest = own[part.end() :]
        noun = next((noun for noun in self._generic if before.endswith(noun)), "")
        return rest if rest.endswith(self._generic) else rest + noun

    def _captioned(self, table: Table) -> str:
        """What the caption says that its table counts, without the place that it opens with: 江宁区2025年绿道建设任务表 → 绿道."""
        return self._places.unplaced(self.heads.captioned_count(table))

    def _paired(self, columns: list[Column], titles: list[str], table: Table) -> list[Column]:
        """Columns of values beside names, with what each counts, and what a total of it is of."""
        whole = self._captioned(table)
        told: list[Column] = []
        for column, title in zip(columns, titles, strict=True):
            own = self._of_part(self.heads.counted(title), told[-1].counted if told else "")
            alone = whole if len(columns) == 1 and whole.endswith(own) else own
            told.append(column._replace(counted=own, summed=alone))
        return told

    def _place_rows(self, body: Body, columns: list[Column], titles: list[str]) -> list[Column]:
        """The first column with words is one of areas where every row but a total is a place or ends in 街道, whatever its head (单位).

        Refused: a head that says indicators (指标), fewer than two such rows, places in front of names (区域 | 指标 | 2025年).
        """
        at = next((i for i, c in enumerate(columns) if c.role != "serial"), 0)
        if columns[at].role not in ("other", "unit") or not titles[at]:
            return columns
        rows = [row.get(at) for row in body]
        words = [closed_up(cell.text) for cell in rows if cell is not None and cell.text]
        words = [w for w in words if w not in self._totals]
        if len(words) < _LEAST:
            return columns
        if not all(w.endswith(self._streets) for w in words):
            named = any(c.role in ("name", "area") for c in columns)
            if named or not all(map(self._place, words)):
                return columns
        return [Column("area") if i == at else c for i, c in enumerate(columns)]

    def _of_places(
        self,
        columns: list[Column],
        titles: list[str],
        lowest: list[str],
        caption: str,
        calendar: Calendar,
    ) -> list[Column]:
        """Heads that are places, over the values of each: 指标 | 单位 | 全市 | 城东区 | 河西县; also below a year.

        Without a year of their own they are of the caption's, or of the plan's last where the caption says that it sets targets
        (任务分解表). Refused: a single place; heads of a table whose rows are places (县区 | 任务数 | 白沙镇), a caption that
        says neither.
        """
        heads = {i: area for i, low in enumerate(lowest) if (area := self._place(low)) is not None}
        fit = all(columns[i].role in ("other", "value") for i in heads)
        if sum(map(bool, heads.values())) < _LEAST or not fit or min(heads) == 0:
            return columns
        if any(c.role in ("area", "year") for c in columns):
            return columns
        period, kind = self.heads.captioned(caption, calendar)
        if period is None:
            period, kind = self._aimed(caption, calendar)
        told = list(columns)
        for i, area in heads.items():
            if columns[i].role == "value":
                told[i] = columns[i]._replace(area=area, title=titles[i])
            elif period is not None:
                told[i] = Column("value", period, kind, titles[i], area=area)
        return told

    def _aimed(self, caption: str, calendar: Calendar) -> tuple[Period | None, Kind]:
        """The plan's last year, where a caption says that its table sets targets: 任务分解表, 控制目标."""
        if calendar.last is None or not self._set.search(caption):
            return None, "target"
        return Period(start=str(calendar.last), end=str(calendar.last)), "target"

    def _falls_beside(self, columns: list[Column], titles: list[str]) -> bool:
        """Of a table of areas a column tells a change of its own indicator: 用水总量 | 万元GDP用水量降幅(%)."""
        told = zip(columns, titles, strict=True)
        return any(c.role == "growth" and self._changes.own(title) for c, title in told)

    def _place(self, head: str) -> str | None:
        """The place that a head is, "" for the whole (全市, 合计), or None."""
        if head in self._totals:
            return ""
        name = self._places.division(head) or self._places.formed(head)
        return head if name == head else None

    def _counting(self, columns: list[Column], titles: list[str], counted: str) -> list[Column]:
        """What columns of years count where rows are areas: the caption says it (家庭养老床位建设任务).

        A column of sums (合计) behind two or more of them has their years together. Refused: a caption that
        says nothing else, heads with words of their own but 面积 and the like, columns of growth.
        """
        of_years = [
            i
            for i, c in enumerate(columns)
            if c.role == "value" and c.period is not None and self.heads.bare(titles[i])
        ]
        if not of_years or len(counted) < _LEAST:
            return columns
        told = list(columns)
        for i in of_years:
            own = self.heads.counted(titles[i])
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

    def _summing(self, columns: list[Column], titles: list[str]) -> list[Column]:
        """A column of sums behind those of two or more years that nothing else stands between: 2023年 | 2024年 | 五年合计.

        Its unit is theirs: 2023年(万亩) | 2024年(万亩) | 合计. Refused: 合计 behind one year, behind heads that are no years, or in front of them.
        """
        told = list(columns)
        for at, (column, title) in enumerate(zip(columns, titles, strict=True)):
            if column.role != "other" or title not in self._sums:
                continue
            first = at
            while (
                first and columns[first - 1].role == "value" and self.heads.bare(titles[first - 1])
            ):
                first -= 1
            years = [
                p for c in columns[first:at] if (p := c.period) is not None and p.start == p.end
            ]
            rising = all(a.end and b.end and a.end < b.end for a, b in pairwise(years))
            if len(years) >= _LEAST and len(years) == at - first and rising:
                whole = Period(start=years[0].start, end=years[-1].end)
                units = {"".join(BRACKETS.findall(t)) for t in titles[first:at]}
                unit = units.pop() if len(units) == 1 and not BRACKETS.search(title) else ""
                told[at] = Column("value", whole, columns[at - 1].kind, title + unit)
        return told

    def _wholes(self, columns: list[Column], titles: list[str], table: Table) -> list[Column]:
        """A column of sums of the kinds beside it counts what the caption says: 煤改气 | 煤改电 | 合计 below 清洁取暖改造任务.

        Refused: sums of years, of kinds in several units or of several times, a caption that says nothing else.
        """
        whole = self._captioned(table)
        told = list(columns)
        for at, (column, title) in enumerate(zip(columns, titles, strict=True)):
            bare = BRACKETS.sub("", title)
            if bare not in self._sums or column.counted or column.role not in ("other", "value"):
                continue
            kinds = [
                (c, t)
                for c, t in zip(columns, titles, strict=True)
                if c.role == "value" and BRACKETS.sub("", t) not in self._sums
            ]
            units = {"".join(BRACKETS.findall(t)) for _, t in kinds}
            times = {c.period for c, _ in kinds}
            if len(kinds) < _LEAST or len(units) != 1 or len(times) != 1 or len(whole) < _LEAST:
                continue
            unit = "".join(BRACKETS.findall(title)) or units.pop()
            told[at] = kinds[0][0]._replace(title="", counted=f"{whole}{unit}")
        return told

    def _by_caption(
        self, columns: list[Column], titles: list[str], caption: str, calendar: Calendar,
        *, pair: bool,
    ) -> list[Column]:  # fmt: skip
        """A table whose year stands only in its caption: 表2 2025年各地目标, 表1 2025年装机构成 over a ``pair``.

        Levels beside falls in a table that sets targets (各县区用水控制目标) are of the plan's last year.
        """
        period, kind = self.heads.captioned(caption, calendar)
        if period is None and not pair and self._falls_beside(columns, titles):
            period, kind = self._aimed(caption, calendar)
        if period is None:
            return columns
        return [
            Column("value", period, kind, title)
            if c.role == "other"
            and title
            and not (pair and i == 0)
            and title not in self._deadlines
            and not BRACKETS.sub("", title).endswith(self._codes)
            else c
            for i, (c, title) in enumerate(zip(columns, titles, strict=True))
        ]


def _later(period: Period | None, than: Period | None) -> bool:
    """A period that ends behind another."""
    return period is not None and than is not None and (period.end or "") > (than.end or "")


def _last(column: Column, calendar: Calendar) -> bool:
    """A column of the plan's last year."""
    return column.period is not None and column.period.end == str(calendar.last)


def _by_year(columns: list[Column], titles: list[str]) -> list[Column]:
    """A table whose rows are years: every other column with a head is an indicator."""
    return [
        Column("value", None, "target", title)
        if title and c.role in ("other", "name", "growth")
        else c
        for c, title in zip(columns, titles, strict=True)
    ]


def _above(table: Table, width: int) -> list[list[Cell | None]]:
    """The heads over each column, from above; None for blanks."""
    over: list[list[Cell | None]] = [[] for _ in range(width)]
    for row in table.rows[: table.header_rows]:
        at = 0
        for cell in row:
            for column in range(at, min(at + cell.colspan, width)):
                over[column].append(cell if cell.text else None)
            at += cell.colspan
    return over


def _heads(table: Table, width: int) -> list[Said | None]:
    """Where the lowest filled header of each column stands."""
    found: list[Said | None] = [None] * width
    for row in table.rows[: table.header_rows]:
        at = 0
        for cell in row:
            for column in range(at, min(at + cell.colspan, width)):
                if cell.text.strip():
                    found[column] = Said(cell.start, cell.end)
            at += cell.colspan
    return found
