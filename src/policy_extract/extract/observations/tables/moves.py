"""Numbers below a head of changes in the row's own unit → measure and unit: 增量 over 17, 减少(吨), 增长倍数."""

from __future__ import annotations

from policy_extract.extract.observations.drafts import CellFacts
from policy_extract.extract.observations.tables.cell_words import mirrored
from policy_extract.extract.observations.tables.heads import Column
from policy_extract.lexicon import Lexicon
from policy_extract.measure.quantity import Quantity

_RATES = frozenset(("ratio", "points", "multiple", "fraction"))


def _counts(q: Quantity, percent: str) -> bool:
    """A number in a unit that is no rate's."""
    return bool(q.unit) and percent not in (q.unit or "") and q.kind not in _RATES


class Moves:
    """Tells what a number of such a column is; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._percent = lexicon.words("tables", "value.percent")[0]
        self._itself = lexicon.pattern(r"(?:<tables.value.falling>|<tables.value.growing>)$")
        self._less = lexicon.pattern(r"<tables.value.falling>")
        self._times = lexicon.words("dating", "base.times")[0]
        self._points = lexicon.words("tables", "value.points")[0]

    def amount(
        self, value: CellFacts, column: Column, words: str, unit: str
    ) -> tuple[CellFacts, str]:
        """The measure of a cell's number by its head, and its unit: 17 is an increase in the row's unit.

        In a row of percentages it is in percentage points; a cell of per cent (33.3%) is a rate.
        """
        if self._percent in words:
            return value._replace(measure="growth_rate"), unit
        if column.moved == "multiple":
            return value._replace(measure="multiple"), ""
        if self._itself.search(value.name):  # 能耗降低(%) | 18: the rate that the row is
            return value._replace(measure="growth_rate"), unit or self._percent
        if unit == self._percent or self._points in words:
            return value._replace(measure="change_points"), self._points
        return value._replace(measure=column.moved), unit

    def told(self, facts: CellFacts, column: Column) -> CellFacts:
        """The number as its measure has it: 增长倍数 1 is twice as much, 减少 -7 a decrease of 7.

        A number with a unit of its own is no rate, whatever the head: 1.5万吨 below 比2020年增长.
        """
        q = facts.candidate.quantity
        if q is None or column.role != "growth":
            return facts
        if facts.measure == "growth_rate" and q.unit == self._times:
            facts = facts._replace(measure="multiple")
        elif facts.measure == "growth_rate" and _counts(q, self._percent):
            less = self._less.search(column.title) is not None
            return facts._replace(measure="decrease" if less else "increase", per_year=False)
        if facts.measure == "multiple":
            q = q._replace(
                low=None if q.low is None else q.low + 1,
                high=None if q.high is None else q.high + 1,
                unit=None,
            )
        elif column.moved == facts.measure == "decrease" and q.high is not None and q.high < 0:
            q = mirrored(q)
        return facts._replace(candidate=facts.candidate._replace(quantity=q))
