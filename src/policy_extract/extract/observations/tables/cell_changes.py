"""What a cell tells that is a change: growth, sums over the plan's years in brackets, falls, and which way a number goes.

Refused: levels in a column of growth (失业率 <5.5), columns of values, [1] behind a value, which is a note's.
"""

from __future__ import annotations

import re

from policy_extract.expressions import expression
from policy_extract.extract.observations.drafts import CellFacts
from policy_extract.extract.observations.owners.sums import Sums
from policy_extract.extract.observations.tables.cell_words import mirrored
from policy_extract.extract.observations.tables.heads import Column
from policy_extract.extract.observations.tables.moves import Moves
from policy_extract.extract.observations.tables.rows import Row
from policy_extract.extract.observations.tables.units import UnitWords
from policy_extract.extract.observations.tables.years import PLAN, single
from policy_extract.extract.observations.windows import BRACKETS
from policy_extract.lexicon import Lexicon
from policy_extract.measure.period import Calendar
from policy_extract.model import Kind, Period
from policy_extract.tuples import NamedTuple

_BOUNDED = expression(r"[≥≤><~ ]*(?P<value>\d[\d,]*(?:\.\d+)?)")
_LEAST_PART = 5  # less than a fifth of what there was is a rate
_SUM_FROM = 2  # more than so many times what there was in a year is of several years
_BOUNDS = "≥≤><~ "
_ROUNDED = expression(r"\((?P<value>-?\d[\d.,]*%?)\)")
_FALLING = frozenset(("growth_rate", "change_points"))
_SUM = expression(r"[\[【](?P<value>[^\]】]+)[\]】]")  # [266.75]: a sum over the plan's years
_BEHIND = expression(r"(?<=[\d%])\s*[\[【][^\]】]*[\]】]$")  # 95[5]: a sum, or the number of a note


class Changed(NamedTuple):
    """A cell with what its column and its brackets say of its measure: the facts, the unit, the words that are left.

    ``falls``: a fall that only its group tells (主要污染物排放减少 over 化学需氧量).
    """

    value: CellFacts
    unit: str
    words: str
    falls: bool = False


class CellChanges:
    """Reads such cells; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, units: UnitWords, moves: Moves) -> None:
        self._units, self._moves = units, moves
        self._fall = lexicon.pattern(r"(?:<tables.value.falling>)$")
        self._falling = lexicon.pattern(r"<tables.value.falling>")
        self._falls_in = lexicon.pattern(
            r"(?:<tables.value.falling>)\d|^(?:<measures.growth.down>|<measures.growth.short_down>)[<>≥≤]?\d"
        )
        self._moves_by = lexicon.pattern(
            r"^(?:(?P<up><tables.value.rising>)|(?P<down><tables.value.falling>))(?=[<>≥≤]?\d)"
        )
        self._grown = lexicon.pattern(r"(?:<tables.value.growing>)$")
        self._ratio = lexicon.pattern(r"(?:<tables.value.ratios>)$")
        self._percent = lexicon.words("tables", "value.percent")[0]
        self._money = lexicon.words("tables", "caption.money")
        self._points = lexicon.words("tables", "value.points")[0]
        self._yearly = lexicon.pattern(r"[%‰]|<tables.column.rates>")
        self._in_all = lexicon.pattern(r"<tables.column.in_all>")
        self._each_year = lexicon.pattern(r"<tables.column.each_year>")
        self._cumulated = lexicon.pattern(r"<measures.cumulative.words>")
        self._sums = lexicon.once(Sums)
        self._flows = lexicon.words("tables", "value.flows")
        self._neither = lexicon.pattern(r"(?:(?:<tables.column.over_years>)[/、]?)+")

    def read(
        self, value: CellFacts, column: Column, row: Row, unit: str, own_unit: str, words: str
    ) -> Changed:
        """A cell's ``words`` with its unit and measure, as its column, its row's group and brackets around it say.

        ``own_unit`` is that of the row or its name, ``unit`` also the caption's.
        """
        group, group_unit = self._units.named(row.group)
        falls = bool(self._fall.search(group)) and not self._fall.search(value.name)
        moves = bool(group_unit) and (falls or bool(self._grown.search(group)))
        summed = _SUM.fullmatch(words) or self._rounded(column, words)
        bare = summed.group("value") if summed else _BEHIND.sub("", words)
        if moves and not own_unit:
            value = value._replace(measure="growth_rate", cumulative=summed is not None)
            return Changed(value, group_unit, bare, falls)
        if column.role == "growth" and column.moved is not None:
            whole = summed.group() if summed else bare
            value, unit = self._moves.amount(value, column, whole, unit)
            return Changed(value, unit, whole, moves and falls)
        level = column.role == "growth" and not summed and self._is_level(row, column, unit, value)
        if level or not (summed or column.role == "growth"):
            return Changed(value, unit, bare, moves and falls)
        amount = None if summed else self._amount(value, row, column, own_unit, bare)
        if amount is not None:
            return Changed(amount, own_unit, bare)
        whole = summed.group() if summed else bare
        value, unit = self._grows(value, column, unit, whole, summed=summed is not None)
        return Changed(value, unit, bare, moves and falls)

    def summed_over(
        self, value: CellFacts, column: Column, words: str, calendar: Calendar
    ) -> CellFacts:
        """The value with the years that a sum in brackets below one year is of: [18.3] under 2020年."""
        if column.role != "value" or _SUM.fullmatch(words) is None:
            return value
        return value._replace(time=_summed_over(value.time, value.kind, calendar))

    def _grows(
        self, value: CellFacts, column: Column, unit: str, words: str, *, summed: bool
    ) -> tuple[CellFacts, str]:
        """A cell of growth or a sum: the measure, whether each year, and the unit."""
        rate = summed and column.role == "growth" and self._percent in words
        yearly = rate and not column.marks and not self._cumulated.search(column.title)
        value, unit = self._moved(
            value, unit, summed=(summed and not yearly) or self._adds(column, words)
        )
        in_all = self._cumulated.match(words) is not None  # 累计下降13.5%
        once = column.compared or in_all or self._once(column.title)
        value = value._replace(per_year=value.per_year and not once)
        return (value._replace(measure="growth_rate") if rate else value), unit

    def directed(
        self, facts: CellFacts, column: Column, words: str, *, falls: bool, by_column: bool
    ) -> CellFacts:
        """The facts of one number with its sign: what it, its cell, its column's or its group's words say of a fall (``falls``).

        ``by_column``: the head names the indicator, so that a row's name says nothing of it.
        """
        changed = self._moves.told(self._moved_by(facts, words), column, words)
        fallen = changed.measure != "decrease" and self._falls_in.search(words)
        row_falls = not by_column and bool(self._fall.search(facts.name))
        falling = bool(fallen) or (not row_falls and self._falling_head(column, changed, words))
        return self._directed(changed, falls=falls or falling)

    def _once(self, title: str) -> bool:
        """A head of changes in all: 下降幅度, 累计增长(%). Refused: 年均增长, 年均降幅."""
        return self._in_all.search(title) is not None and self._each_year.search(title) is None

    def _falling_head(self, column: Column, facts: CellFacts, words: str) -> bool:
        """A bare number below a head of falls: 26 below 降幅(%). Refused: -26, 增长3%, 增减(%)."""
        falls = column.role == "growth" and self._falling.search(column.title) is not None
        if not falls or facts.measure not in _FALLING:
            return False
        return words.lstrip(_BOUNDS)[:1].isdigit()

    def _rounded(self, column: Column, words: str) -> re.Match[str] | None:
        """A sum in round brackets, where the head speaks of sums: (180) below 年均增速（累计）."""
        told = column.role == "growth" and self._cumulated.search(column.title)
        return _ROUNDED.fullmatch(words) if told else None

    def _adds(self, column: Column, words: str) -> bool:
        """A column of nothing but sums: 6000 below 累计增加. Refused: 年均/累计, 累计增长(%), a cell of percent (13.5%)."""
        told = column.role == "growth" and self._cumulated.search(column.title)
        return bool(told) and not self._yearly.search(column.title) and self._percent not in words

    def adds_up(self, column: Column, words: str) -> bool:
        """The cell or its head says that the value is a sum: 累计13.5, 30（累计）, 2025年（累计）."""
        told = self._cumulated.match(words) or self._sums.without(words) != words
        return bool(told) or (
            column.role == "value" and self._sums.without(column.title) != column.title
        )

    def _is_level(self, row: Row, column: Column, unit: str, value: CellFacts) -> bool:
        """失业率 <5.5 in a column of growth, where the row has no other target (5.2 | — | <5.5): the ratio itself.

        Refused: 城镇化率 with its levels in the row, 工业增加值增长(%), 人口自然增长率 of growth itself; a column of falls (2025年降幅).
        """
        if column.base is not None or self._falling.search(column.title):
            return False
        ratio = self._ratio.search(value.name) and not self._grown.search(value.name)
        return row.only_rate and unit == self._percent and bool(ratio)

    def _amount(
        self, value: CellFacts, row: Row, column: Column, unit: str, words: str
    ) -> CellFacts | None:
        """城镇新增就业（万人） | 7.6 | — | 35 below 年均/累计: so many, where the head speaks of no growth and the row has no other target.

        More than twice what there was is the sum of the years, anything less of each. Refused: 年均增速/累计; rows with a target
        (3.2 | 4.8 | 8.4); 地区生产总值（亿元） | 35 | — | 7.5, and other sums of money, which grow by a rate; cells of per cent.
        """
        head, number = BRACKETS.sub("", column.title), _BOUNDED.fullmatch(words)
        if not row.only_rate or number is None or not self._neither.fullmatch(head):
            return None
        if not unit or unit == self._percent or row.before is None or unit.endswith(self._money):
            return None
        amount = float(number["value"].replace(",", ""))
        if amount < row.before / _LEAST_PART:
            return None
        if amount > _SUM_FROM * row.before:
            return value._replace(measure="increase", cumulative=True)
        return value._replace(per_year=True)

    def _moved_by(self, facts: CellFacts, words: str) -> CellFacts:
        """What a cell tells that opens with a change: 提高1岁左右 is an increase, 下降18% a growth rate.

        Refused: 提高到80, 下降至5, a row whose name tells the change itself (能耗降低 | 下降13.5%).
        """
        change, q = self._moves_by.match(words), facts.candidate.quantity
        named = self._falling.search(facts.name) or self._grown.search(facts.name)
        if change is None or q is None or facts.measure is not None or named:
            return facts
        if q.kind == "points":
            return facts._replace(measure="change_points")
        if q.unit == self._percent:
            return facts._replace(measure="growth_rate")
        return facts._replace(measure="increase" if change["up"] else "decrease")

    def _directed(self, facts: CellFacts, *, falls: bool) -> CellFacts:
        """What the number itself says of its measure: 0.5个百分点 is a change, a sum of −0.05 a decrease."""
        q = facts.candidate.quantity
        if q is None:
            return facts
        if q.kind == "points" and facts.measure in (None, "growth_rate"):
            facts = facts._replace(measure="change_points")
        if facts.measure == "increase" and q.high is not None and q.high < 0:
            facts, falls = facts._replace(measure="decrease"), True
        if falls and facts.measure in ("growth_rate", "change_points", "decrease"):
            return facts._replace(candidate=facts.candidate._replace(quantity=mirrored(q)))
        return facts

    def _moved(self, value: CellFacts, unit: str, *, summed: bool) -> tuple[CellFacts, str]:
        """A growth column: a bare number is % a year; [n] is a sum over the plan's years.

        In rows of percentages a sum is in percentage points, unless the row itself is a fall (…下降): then it
        is the fall in all, as its name says: no sign turns it round; likewise a rise (…增长).
        """
        if not summed:
            return value._replace(measure="growth_rate", per_year=True), self._percent
        fall = bool(self._fall.search(value.name))
        if fall:
            return value._replace(measure="growth_rate", cumulative=True), unit or self._percent
        if self._grown.search(value.name):
            return value._replace(measure="growth_rate", cumulative=True), unit or self._percent
        if unit == self._percent:
            return value._replace(measure="change_points", cumulative=True), self._points
        # 固定资产投资〔600〕: all that was spent, and no more than before
        flows = value.name.endswith(self._flows)
        return value._replace(measure=None if flows else "increase", cumulative=True), unit


def _summed_over(time: Period | None, kind: Kind, calendar: Calendar) -> Period | None:
    """The years of a sum that stands in a column of one year: [18.3] under 2020年 is the five-year plan's, 2016–2020.

    What was so in a year of the plan is summed from its first on: [8.2] under 2023年实际 is of 2021 to 2023.
    Refused: a year ahead in which no five-year plan ends ([18.3] under 2023年), a period.
    """
    year, first = single(time), calendar.first or 0
    if not year:
        return time
    if year % PLAN == 0:
        return Period(start=str(year - PLAN + 1), end=str(year))
    inside = kind == "actual" and 0 < first < year < (calendar.last or 0)
    return Period(start=str(first), end=str(year)) if inside else time
