"""Indicator tables → observations: every filled value cell, with what its row and column say.

Refused: cells “—”, “-” and blank; running numbers; ratios (8.7:43.2:48.1); project lists (see ``projects``);
tables whose headers name neither a year nor a plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_extract.document import closed_up, shadow
from policy_extract.expressions import expression
from policy_extract.extract.observations.drafts import Candidate, CellFacts
from policy_extract.extract.observations.owners.sums import Sums
from policy_extract.extract.observations.tables.caption_units import CaptionUnits
from policy_extract.extract.observations.tables.cell_changes import CellChanges
from policy_extract.extract.observations.tables.cell_words import CellWords
from policy_extract.extract.observations.tables.columns import HeaderReader
from policy_extract.extract.observations.tables.heads import Column
from policy_extract.extract.observations.tables.lined import summed_apart
from policy_extract.extract.observations.tables.moves import Moves
from policy_extract.extract.observations.tables.rows import Row, RowReader, placed_cells
from policy_extract.extract.observations.tables.table_head import TableHead
from policy_extract.extract.observations.tables.units import UnitWords
from policy_extract.extract.observations.tables.years import YEAR
from policy_extract.extract.observations.windows import BRACKETS
from policy_extract.lexicon import Lexicon
from policy_extract.measure.period import Calendar
from policy_extract.model import Cell, CellRef, Measure, Period, Table
from policy_extract.tuples import NamedTuple

_WORD = expression(r"[^\W\d_]")  # a letter or a sign of Chinese
_OTHER_ROLES = frozenset(("projects", "tasks", "duties"))
_DIGIT = expression(r"\d")
_GLUED = expression(r"[‹﹤〈](?=\s?\d)")
_GLUED_MORE = expression(r"[›﹥〉](?=\s?\d)")
_BRACKETED_YEAR = expression(rf"\({YEAR.pattern}\)")


class _Told(NamedTuple):
    """What the values of a cell are called and told in, by its row, its head and the caption.

    ``own_unit`` is that of the row or its name alone; ``summed``: the head or the name says that they are sums.
    """

    name: str
    unit: str
    own_unit: str
    summed: bool


class TableReader:
    """Reads indicator tables; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._headers = HeaderReader(lexicon)
        self._words = CellWords(lexicon)
        self._units = lexicon.once(UnitWords)
        self._moves = lexicon.once(Moves)
        self._caption_units = CaptionUnits(lexicon)
        self._rows = RowReader(lexicon, self._headers.heads, self._words, self._units)
        self._changes = CellChanges(lexicon, self._units, self._moves)
        self._judging = lexicon.pattern(r"^(?:<tables.column.judging>)$")
        self._against = lexicon.pattern(
            rf"^(?:<tables.value.against>){YEAR.pattern}(?:<dating.base.level>)?(?:\([<>≥≤]?\d[\d.,]*[^()\d]{{0,8}}\))?"
            r"(?:<dating.base.compared>)?,?"
            r"(?=(?:<tables.value.rising>|<tables.value.falling>)[<>≥≤]?\d)"
        )
        self._own_year = lexicon.pattern(rf"^{YEAR.pattern}(?:<tables.value.year_heads>)?")
        self._year_is = lexicon.pattern(
            r"((?:19|20)\d\d)(?:<tables.value.year_is>)(?=[<>≥≤]?\d[\d.]*[%‰]?$)"
        )
        self._blank = lexicon.pattern(r"(?:-+|/|\\|\.|…|<tables.value.blank>)?")
        self._percent = lexicon.words("tables", "value.percent")[0]
        self._totals = lexicon.words("tables", "head.totals")
        self._sums = lexicon.once(Sums)

    def read(self, table: Table, text: str, calendar: Calendar) -> Iterator[CellFacts]:
        """The value cells of one table of ``text``, in its order; none of a table of another role."""
        if table.role in _OTHER_ROLES:
            return
        head = TableHead.of(table, calendar)
        columns = self._headers.read(head)
        roles = {c.role for c in columns}
        if not roles & {"value", "growth"} or not roles & {"name", "area", "year"}:
            return
        columns = self._moves.marking(table, self._without_remarks(table, columns))
        units = self._caption_units.stated(table.caption)
        beside = self._headers.beside(columns, head)
        for number, placed, said in self._rows.read(table, text, columns, beside):
            fits = sum(c.colspan for c in table.rows[number]) == len(columns)
            told = said if fits else said._replace(doubts=("cell.row_misfit",))
            for index, whole, under in ((i, c, columns[a:b]) for i, c, a, b in placed):
                values = [c for c in under if c.role in ("value", "growth", "rate")]
                if values and whole.text.strip():
                    ref, column = CellRef.of(table.id, number, index), _of_row(values[-1], told)
                    for cell in summed_apart(whole, text):
                        yield from self._cell(cell, ref, column, told, units, calendar)

    def _without_remarks(self, table: Table, columns: list[Column]) -> list[Column]:
        """Columns headed 完成情况 without a year whose cells hold no digit only judge: 提前完成.

        Refused: 2020年完成情况, 完成情况 over numbers.
        """
        judged = set(range(len(columns)))
        for row in table.rows[table.header_rows :]:
            judged -= {a for _, c, a, _ in placed_cells(row, len(columns)) if _DIGIT.search(c.text)}
        return [
            Column("other", title=c.title)
            if i in judged and c.role == "value" and self._judging.search(closed_up(c.title))
            else c
            for i, c in enumerate(columns)
        ]

    def _cell(
        self, cell: Cell, ref: CellRef, column: Column, row: Row, units: tuple[str, ...], calendar: Calendar,
    ) -> Iterator[CellFacts]:  # fmt: skip
        """The facts of each number of a cell; ``units`` are the caption's."""
        words = _GLUED_MORE.sub(">", _GLUED.sub("<", shadow(cell.text).strip()))
        if self._blank.fullmatch(words):
            return
        told = self._told(column, row, units)
        if told is None:
            return
        for one in self._moves.parts(column, words):
            value, left = self._facts(cell, ref, column, row, told, one, calendar)
            yield from self._numbers(value, column, row, told, left, calendar)

    def _told(self, column: Column, row: Row, units: tuple[str, ...]) -> _Told | None:
        """What the values of a row in a column are called; None where no words say it: 50, （已整治）."""
        title = self._own_year.sub("", column.title) if row.by_column else row.name
        if column.counted:
            title = self._counted(row, column, by_column=row.by_column)
        title = column.whole or column.front + title
        bare = self._sums.without(title)
        name, own_unit = self._units.named(bare)
        if not _WORD.search(BRACKETS.sub("", name)):
            return None
        own_unit = row.unit or own_unit
        if (column.role == "value" or column.moved is not None) and not row.by_column:
            own_unit = self._units.named(column.title)[1] or own_unit  # 投资(万元) beside 单位
        unit = self._caption_units.scaled(own_unit, name) or self._caption_units.of(
            name, "" if row.by_column else column.title, units
        )
        return _Told(name, unit, own_unit, bare != title)

    def _facts(
        self, cell: Cell, ref: CellRef, column: Column, row: Row, told: _Told, words: str, calendar: Calendar,
    ) -> tuple[CellFacts, str]:  # fmt: skip
        """What a cell's row and column say of it, and its words without the year that it says itself."""
        time, kind = column.period, column.kind
        if row.year is not None:
            time, kind = row.year, self._headers.heads.kind_of(row.year, calendar)
        value = CellFacts(
            cell, Candidate(cell.start, cell.end, None, None, ref), told.name,
            bool(told.unit) and row.area is None, time, kind, row.attribute,
            area=row.area if column.area is None else column.area,
            area_said=None if column.area is None else column.said,
            time_said=row.said if row.year else column.said,
            name_said=column.said if row.by_column else row.said, doubts=row.doubts,
            base_time=column.base,
        )  # fmt: skip
        own_year = _BRACKETED_YEAR.search(words) or self._year_is.match(words)
        if own_year:
            value = value._replace(time=Period(start=own_year[1], end=own_year[1]))
            words = (words[: own_year.start()] or words[own_year.end() :]).strip()
        against = self._against.match(words)
        if against is not None:
            base = Period(start=against[1], end=against[1])
            value, words = value._replace(base_time=base), words[against.end() :]
        return value, words

    def _numbers(
        self, value: CellFacts, column: Column, row: Row, told: _Told, words: str, calendar: Calendar,
    ) -> Iterator[CellFacts]:  # fmt: skip
        """The facts of each number of the words of a cell, with its measure and its sign."""
        unit = told.unit
        if column.role == "rate":
            of = column.title if column.counted or not row.by_column else ""
            value, unit = value._replace(name=value.name + of), self._percent
        changed = self._changes.read(value, column, row, unit, told.own_unit, words)
        value = self._changes.summed_over(changed.value, column, words, calendar)
        if told.summed or self._changes.adds_up(column, changed.words):
            value = value._replace(cumulative=True)
        for facts in self._words.read(value, changed.words, changed.unit, calendar):
            if column.whole and row.name.replace(" ", "") not in self._totals:
                facts = facts._replace(segment=row.name)
            yield self._changes.directed(
                facts, column, changed.words, falls=changed.falls, by_column=row.by_column
            )

    def _counted(self, row: Row, column: Column, *, by_column: bool) -> str:
        """The name where the head or the caption says what is counted: 光伏发电 | 装机 → 光伏发电装机.

        An area's row has nothing but that (家庭养老床位), a total what the caption says of it (新能源装机).
        """
        if by_column:
            return column.counted
        if row.name in self._totals:
            return column.summed or row.name
        name, unit = self._units.named(row.name)
        told = name if name.endswith(column.counted) else name + column.counted
        return f"{told}({unit})" if unit else told


def _of_row(column: Column, row: Row) -> Column:
    """A column as a row of changes reads it: 变化幅度（%） below 2023年 and 2024年."""
    if row.grown is None:
        return column
    if row.grown == "yearly":
        return column._replace(role="growth", compared=False, moved=None)
    moved: Measure | None = "increase" if row.grown == "amount" else None
    return column._replace(role="growth", compared=True, base=row.since, moved=moved)
