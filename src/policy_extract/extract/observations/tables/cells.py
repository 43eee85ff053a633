"""Value cells of indicator tables → fields: what the row, the column and the caption say."""

from __future__ import annotations

from collections.abc import Iterator

from policy_extract.document import Plan
from policy_extract.extract.observations.build import Builder, Fields
from policy_extract.extract.observations.drafts import CellFacts
from policy_extract.extract.observations.measuring import OF_CHANGES, Measuring
from policy_extract.extract.observations.owners.split import Splitter
from policy_extract.extract.observations.peeler import Peeler
from policy_extract.extract.observations.phrase import Phrase
from policy_extract.extract.observations.tables.changes import ChangeHeads
from policy_extract.extract.observations.tables.grid import TableReader
from policy_extract.lexicon import Lexicon
from policy_extract.measure.calendar import Calendar
from policy_extract.model import Measure, Table
from policy_extract.rules import Rule, Said, Settled


class CellReader:
    """Reads the value cells of tables; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, peeler: Peeler, measuring: Measuring) -> None:
        self._tables = TableReader(lexicon)
        self._peeler, self._measuring = peeler, measuring
        self._new = lexicon.pattern(r"<naming.cell.new>")
        self._yearly = lexicon.pattern(r"<naming.cell.yearly>")
        self._averaged = lexicon.pattern(
            r"(?:<measures.rate.averaged>)(?:<measures.growth.up>|<measures.growth.down>|<tables.name.rates>)$"
        )
        self._compares = lexicon.once(ChangeHeads)
        self._cumulative = lexicon.words("measures", "cumulative.words")

    def read(
        self, plan: Plan, table: Table, splitter: Splitter, builder: Builder, calendar: Calendar
    ) -> Iterator[Fields]:
        """The fields of every filled value cell of a table, in order of the text."""
        place = splitter.of_caption(table.caption)
        for facts in self._tables.read(table, plan.text, calendar):
            yield self._fields(plan, facts, splitter, builder, place)

    def _fields(
        self, plan: Plan, facts: CellFacts, splitter: Splitter, builder: Builder, place: str | None
    ) -> Fields:
        phrase, name = Phrase(facts.name), facts.name
        if self._new.match(name):
            phrase = self._peeler.front(name, phrase)
            name = phrase.name or facts.name
        told = next((w for w in self._cumulative if w in name), "")
        if told:
            phrase = phrase.saying("cumulative", told)
        q = facts.candidate.quantity
        measure, rule = self._measuring.measure(q, phrase, name, in_table=True)
        own = Said(facts.candidate.start, facts.candidate.end)
        settled: Settled[Measure] = Settled(measure, rule, facts.name_said or own)
        if facts.measure:
            settled = Settled(facts.measure, "cell.column_measure", facts.time_said)
        area, name = self._area(facts, name, splitter, place)
        if settled.value not in OF_CHANGES:
            facts = facts._replace(base_time=None)
        elif facts.base_time is None:  # 单位产值能耗比2020年下降(%)
            facts = facts._replace(base_time=self._compares.base(name))
        value = self._measuring.value(q, name, settled.value, phrase)
        section = plan.section_at(facts.cell.start)
        averaged = settled.value == "growth_rate" and self._averaged.search(name)  # 收入年均增长(%)
        yearly = facts.per_year or bool(self._yearly.match(name)) or bool(averaged)
        return builder.of_cell(
            facts._replace(per_year=yearly),
            Settled(name, "cell.row_name", facts.name_said),
            area, settled, value, phrase, section.id if section else None,
        )  # fmt: skip

    def _area(
        self, facts: CellFacts, name: str, splitter: Splitter, place: str | None
    ) -> tuple[Settled[str], str]:
        """The area that the row, the name or the caption says, and the name without it."""
        if facts.area is not None:
            own = splitter.area if facts.area in splitter.area else facts.area
            if facts.area_said is not None:
                return Settled(own, "cell.column_area", facts.area_said), name
            return Settled(own, "cell.row_area", facts.name_said), name
        cut = splitter.split(name)
        if cut.area:
            return Settled(cut.area, cut.area_rule, facts.name_said), cut.name
        if place is not None:
            return Settled(place, "cell.caption_area", None, ("area.from_table",)), name
        return Settled(splitter.area, "area.document", None, ("area.from_table",)), name


#: What the cells of an indicator table say; each is read where it stands, none is asked in turn.
RULES = (
    Rule(
        "cell.value", "cells", "表格数值", "value cell",
        "500亿元, 3%左右, ≥95 in a column of values, with the unit of the row, the caption or the head",
        "—, 待定, 8.7:43.2:48.1, running numbers", CellReader.read,
    ),
    Rule(
        "cell.row_name", "cells", "行的指标名", "name of the row",
        "规上工业总产值 in the column 指标名称, without its unit in brackets; each line of a cell that has as many values; 小学 beside 专任教师数（人）: 小学专任教师数",
        "a row with no words in its column of names; 火化率 beside 殡葬: a name of its own; 满意度 below 政务服务 in one cell over one value", CellReader.read,
    ),
    Rule(
        "cell.row_area", "cells", "行的地区", "area of the row",
        "云岩区 in the column 县（市、区）: the columns then name the indicators; 合计 once above or below all: the whole",
        "a column of names: 指标; sums of some of the areas: 小计, 合计 between them or twice", CellReader.read,
    ),
    Rule(
        "cell.column_area", "cells", "列的地区", "area of the column",
        "指标 | 单位 | 全市 | 城东区 | 河西县: the place that the head is; the whole for 全市, 合计",
        "one place among other heads; heads of a caption that names no year and sets no targets", CellReader.read,
    ),
    Rule(
        "cell.caption_area", "cells", "表题的地区", "area of the caption",
        "表2 云岩区主要指标, 白沙镇分年度投资计划表: a place below the plan's",
        "the plan's own area, one above it, two places: 云岩区、南明区主要指标", CellReader.read,
    ),
    Rule(
        "cell.column_time", "cells", "列的时间", "time of the column",
        "2025年目标, “十三五”末 in the head: the time of all values below; （2024年） in a cell: its own",
        "a head that names no time; the year that a cell compares with: 比2020年提高5个百分点", CellReader.read,
    ),
    Rule(
        "cell.column_kind", "cells", "列的性质", "kind of the column",
        "2020年现状, 实际: actual; 2025年目标, 规划值: target",
        "", CellReader.read,
    ),
    Rule(
        "cell.column_measure", "cells", "列或单元格的度量", "measure of the column or the cell",
        "年均增速 in the head: rates of growth; 〔12〕: a sum over the plan's years",
        "2025年: a level", CellReader.read,
    ),
    Rule(
        "cell.attribute", "cells", "指标属性", "attribute",
        "预期性, 约束性 in the column 属性",
        "—", CellReader.read,
    ),
    Rule(
        "cell.per_year", "cells", "逐年的列或行", "each year, by the column or the row",
        "年均增速 in the head, 年均新增… as a row’s name",
        "2025年", CellReader.read,
    ),
    Rule(
        "cell.class", "cells", "单元格内的类别", "class within a cell",
        "城市≥95% 农村≥80%: each number has the class before it",
        "≥95%: no class", CellReader.read,
    ),
)  # fmt: skip
