"""Numbers below a head of changes in the row's own unit → measure and unit: 增量 over 17, 减少(吨), 增长倍数."""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.document import by_column, shadow
from policy_extract.expressions import expression
from policy_extract.extract.observations.drafts import CellFacts
from policy_extract.extract.observations.tables.cell_words import mirrored
from policy_extract.extract.observations.tables.heads import Column
from policy_extract.lexicon import Lexicon
from policy_extract.measure.quantity import RATES, Quantity
from policy_extract.model import Table

_NUMBER = r"-?\d[\d.,]*"
_SIGN_BEHIND = expression(rf"^[\[【]({_NUMBER})[\]】]%$")
_BOTH = expression(rf"([^\[【\]】]*\d[^\[【\]】]*)([\[【]{_NUMBER}%?[\]】])")
_SIGNED = expression(r"-?\d[\d,]*(?:\.\d+)?")
_HIGHEST_RATE = 300  # per cent; what changed more is told in the row's unit
_BARE = expression(r"[<>≥≤-]?\d")


def _counts(q: Quantity, percent: str) -> bool:
    """A number in a unit that is no rate's."""
    return bool(q.unit) and percent not in (q.unit or "") and q.kind not in RATES


class Moves:
    """Tells what a number of such a column is; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._percent = lexicon.words("tables", "value.percent")[0]
        self._either = lexicon.pattern(r"<tables.change.either>")
        self._itself = lexicon.pattern(r"(?:<tables.value.falling>|<tables.value.growing>)$")
        self._less = lexicon.pattern(r"<tables.value.falling>")
        self._fell = lexicon.pattern(
            r"^(?:<measures.growth.down>|<measures.growth.short_down>)[<>≥≤]?\d"
        )
        self._averaged = lexicon.pattern(r"<tables.column.over_years>")
        self._times = lexicon.words("dating", "base.times")[0]
        self._sums = lexicon.pattern(r"<measures.cumulative.words>")
        self._in_all = lexicon.pattern(
            r"^(?:<measures.cumulative.words>) ?(\d[\d.,]*(?:<tables.value.bounds>)?)$"
        )
        self._points = lexicon.words("tables", "value.points")[0]

    def parts(self, column: Column, words: str) -> tuple[str, ...]:
        """The words of a cell of growth, a sum in brackets apart and with its sign: 9.3%[180], [-19.4]%, 累计8 → [8].

        Refused: 7.5[1] below a head that speaks of no sums, where [1] is a note; 累计下降13.5%, which says itself what it is.
        """
        if column.role != "growth":
            return (words,)
        words = _SIGN_BEHIND.sub(r"[\1%]", words)
        words = self._in_all.sub(r"[\1]", words)
        both = _BOTH.fullmatch(words)
        if both is None:
            return (words,)
        told = self._percent in both[1] or self._sums.search(column.title)
        return (both[1], both[2]) if told else (words,)

    def marking(self, table: Table, columns: Sequence[Column]) -> list[Column]:
        """Columns of growth, with whether brackets mark sums among their cells: 7%, 6.8 beside [-19.4%].

        One with a number that no rate has is told in the rows' units: 比上年增减 over -15200, -12. Refused: a column whose every number
        stands in brackets; 累计13.5 says itself that it is a sum; heads of per cent.
        """
        bare: set[int] = set()
        high: set[int] = set()
        for row in table.rows[table.header_rows :]:
            for at, cell in by_column(row).items():
                words = shadow(cell.text).strip()
                if _BARE.match(words):
                    bare.add(at)
                number = _SIGNED.fullmatch(words)
                if number and abs(float(number.group().replace(",", ""))) > _HIGHEST_RATE:
                    high.add(at)
        return [self._marked(c, at in bare, at in high) for at, c in enumerate(columns)]

    def _marked(self, column: Column, bare: bool, high: bool) -> Column:
        if column.role != "growth":
            return column
        counted = high and column.moved is None and self._percent not in column.title
        counted = counted and self._either.search(column.title) is not None
        if counted and not self._averaged.search(column.title):
            column = column._replace(moved="increase")
        return column._replace(marks=True) if bare else column

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

    def told(self, facts: CellFacts, column: Column, words: str) -> CellFacts:
        """The number as its measure has it: 增长倍数 1 is twice as much, 减少 -7 a decrease of 7, 减7 below 增减 too.

        A number with a unit of its own is no rate, whatever the head: 1.5万吨 below 比2020年增长.
        """
        q = facts.candidate.quantity
        if q is None or column.role != "growth":
            return facts
        if facts.measure == "growth_rate" and q.unit == self._times:
            facts = facts._replace(measure="multiple")
        elif facts.measure == "growth_rate" and _counts(q, self._percent):
            less = bool(self._less.search(column.title) or self._fell.match(words))
            return facts._replace(measure="decrease" if less else "increase", per_year=False)
        if column.moved == facts.measure == "increase" and self._fell.match(words):
            facts = facts._replace(measure="decrease")
        if facts.measure == "multiple":
            q = q._replace(
                low=None if q.low is None else q.low + 1,
                high=None if q.high is None else q.high + 1,
                unit=None,
            )
        elif column.moved == facts.measure == "decrease" and q.high is not None and q.high < 0:
            q = mirrored(q)
        return facts._replace(candidate=facts.candidate._replace(quantity=q))
