"""Indicator tables → observations: every filled value cell, with what its row and column say.

Refused: cells “—”, “-” and blank; running numbers; ratios (8.7:43.2:48.1); project lists (see ``projects``);
tables whose headers name neither a year nor a plan.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from policy_extract.document import closed_up, shadow
from policy_extract.expressions import expression
from policy_extract.extract.observations.drafts import Candidate, CellFacts
from policy_extract.extract.observations.owners.sums import Sums
from policy_extract.extract.observations.tables.caption_units import CaptionUnits
from policy_extract.extract.observations.tables.cell_words import CellWords, mirrored
from policy_extract.extract.observations.tables.columns import HeaderReader
from policy_extract.extract.observations.tables.groups import GroupWords
from policy_extract.extract.observations.tables.heads import Column
from policy_extract.extract.observations.tables.lined import (
    Line,
    Placed,
    RowLines,
    summed_apart,
)
from policy_extract.extract.observations.tables.moves import Moves
from policy_extract.extract.observations.tables.sub_rows import Said as SaidOfRow
from policy_extract.extract.observations.tables.sub_rows import SubRows
from policy_extract.extract.observations.tables.units import UnitWords
from policy_extract.extract.observations.tables.years import YEAR
from policy_extract.extract.observations.windows import BRACKETS
from policy_extract.layout.lines import SPELLED
from policy_extract.lexicon import Lexicon
from policy_extract.measure.period import Calendar
from policy_extract.model import Cell, CellRef, Kind, Period, Table
from policy_extract.rules import Said, Settled
from policy_extract.tuples import NamedTuple

_WORD = expression(r"[^\W\d_]")  # a letter or a sign of Chinese
_OTHER_ROLES = frozenset(("projects", "tasks", "duties"))
_DIGIT = expression(r"\d")
_NUMBER = expression(
    r"(?!1$)[<>≥≤]?[\d.,]+"
)  # what a row that was shifted has for a unit; a ratio's is 1
_GLUED = expression(r"[‹﹤〈](?=\s?\d)")
_GLUED_MORE = expression(r"[›﹥〉](?=\s?\d)")
_BRACKETED_YEAR = expression(rf"\({YEAR.pattern}\)")
_MANY = 1024  # titles whose units are remembered
_NAMING = ("name", "area", "year")  # columns that say what a row is
_PLAN = 5  # years; five-year plans end in 2015, 2020, 2025
_BOUNDS = "≥≤><~ "
_ROUNDED = expression(r"\((?P<value>-?\d[\d.,]*%?)\)")
_FALLING = frozenset(("growth_rate", "change_points"))
_SUM = expression(r"[\[【](?P<value>[^\]】]+)[\]】]")  # [266.75]: a sum over the plan's years
_BEHIND = expression(r"(?<=[\d%])\s*[\[【][^\]】]*[\]】]$")  # 95[5]: a sum, or the number of a note


class _Row(NamedTuple):
    """What a row says of its values."""

    name: str
    unit: str
    attribute: Settled[str] | None
    said: Said | None = None
    area: str | None = None
    year: Period | None = None
    doubts: tuple[str, ...] = ()
    group: str = ""  # what the cell before its name says, 主要污染物排放减少(%) over 化学需氧量
    named: bool = False  # … which stands in a column of names with the same head
    part: bool = False  # 其中 stands before the name
    base: str = ""  # the name without its kind: 客运量 of 客运量 | 公路
    only_rate: bool = False  # of its targets nothing but the column of growth has a number


#: The number of a row, its cells with their columns, and what it says.
_Told = tuple[int, list[Placed], _Row]


class TableReader:
    """Reads indicator tables; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._headers = HeaderReader(lexicon)
        self._words = CellWords(lexicon)
        self._units = UnitWords(lexicon)
        self._moves = lexicon.once(Moves)
        self._caption_units = CaptionUnits(lexicon)
        self._attributes = lexicon.words("tables", "attribute.values")
        self._fall = lexicon.pattern(r"(?:<tables.value.falling>)$")
        self._falling = lexicon.pattern(r"<tables.value.falling>")
        self._judging = lexicon.pattern(r"^(?:<tables.column.judging>)$")
        self._falls_in = lexicon.pattern(
            r"(?:<tables.value.falling>)\d|^(?:<measures.growth.down>|<measures.growth.short_down>)[<>≥≤]?\d"
        )
        self._moves_by = lexicon.pattern(
            r"^(?:(?P<up><tables.value.rising>)|(?P<down><tables.value.falling>))(?=[<>≥≤]?\d)"
        )
        self._against = lexicon.pattern(
            rf"^(?:<tables.value.against>){YEAR.pattern}(?:<dating.base.level>)?(?:\([<>≥≤]?\d[\d.,]*[^()\d]{{0,8}}\))?"
            r"(?:<dating.base.compared>)?,?"
            r"(?=(?:<tables.value.rising>|<tables.value.falling>)[<>≥≤]?\d)"
        )
        self._grown = lexicon.pattern(r"(?:<tables.value.growing>)$")
        self._ratio = lexicon.pattern(r"(?:<tables.value.ratios>)$")
        self._own_year = lexicon.pattern(rf"^{YEAR.pattern}(?:<tables.value.year_heads>)?")
        # what stands before a row's name: a mark (*, #, △), its number (一、 but not that of 一、二类水质, of （三）公经费), 其中
        self._of_which = lexicon.pattern(
            rf"^[*＊#△▲★☆※◆]?(?:\d{{1,2}}[.、](?!\d) ?|[{SPELLED}]{{1,3}}、(?![{SPELLED[1:]}]) ?|\((?:\d{{1,2}}|[{SPELLED}]{{1,3}})\)(?!<tables.name.of_number>) ?)?"
            r"(?P<part>(?:<tables.name.parts>) ?[:,]? ?)?"
        )
        # … and marks of notes behind it or its unit's bracket: 托位数*, 设施面积①（平方米）
        self._noted = expression(r"[*＊#△▲★☆※◆†‡①-⑳]+(?=$|\()")
        self._year_is = lexicon.pattern(
            r"((?:19|20)\d\d)(?:<tables.value.year_is>)(?=[<>≥≤]?\d[\d.]*[%‰]?$)"
        )
        self._blank = lexicon.pattern(r"(?:-+|/|\\|\.|…|<tables.value.blank>)?")
        self._percent = lexicon.words("tables", "value.percent")[0]
        self._totals = lexicon.words("tables", "head.totals")
        self._parts = lexicon.words("tables", "head.parts")
        self._groups = lexicon.once(GroupWords)
        self._lines = RowLines(lexicon, self._units)
        self._totals_and_wholes = (*self._totals, *lexicon.words("tables", "head.wholes"))
        self._yearly = lexicon.pattern(r"[%‰]|<tables.column.rates>")
        self._in_all = lexicon.pattern(r"<tables.column.in_all>")
        self._each_year = lexicon.pattern(r"<tables.column.each_year>")
        self._falls_head = lexicon.pattern(r"<tables.value.falling>")
        self._cumulated = lexicon.pattern(r"<measures.cumulative.words>")
        self._sums = lexicon.once(Sums)
        self._reaching = lexicon.pattern(
            r"(?:<tables.value.announcing>|<tables.value.until>)+(?=\d)"
        )
        self._points = lexicon.words("tables", "value.points")[0]
        # asked for each cell of a row and of a column
        self._named_unit: Callable[[str], tuple[str, str]] = lru_cache(maxsize=_MANY)(
            self._units.of_name
        )
        self._subs = SubRows(lexicon, self._named_unit)

    def read(self, table: Table, text: str, calendar: Calendar) -> Iterator[CellFacts]:
        """The value cells of one table of ``text``, in its order; none of a table of another role."""
        if table.role in _OTHER_ROLES:
            return
        columns = self._headers.read(table, calendar)
        roles = {c.role for c in columns}
        if not roles & {"value", "growth"} or not roles & {"name", "area", "year"}:
            return
        columns = self._moves.marking(table, self._without_remarks(table, columns))
        units = self._caption_units.stated(table.caption)
        last: _Row | None = None
        beside = self._headers.beside(table, columns)
        told_rows: list[_Told] = []
        for number, line in self._rows(table, text, columns, beside):
            said = self._row(line.cells, columns, last)
            if said is not None:
                last = said
                doubts = () if line.fits else ("cell.row_misfit",)
                told_rows.append((number, line.cells, said._replace(doubts=doubts)))
        told_rows = self._grouped(table, told_rows)
        partial = self._partial(told_rows)
        for number, placed, said in told_rows:
            if said.name in partial:
                continue
            fits = sum(c.colspan for c in table.rows[number]) == len(columns)
            told = said if fits else said._replace(doubts=("cell.row_misfit",))
            for index, whole, under in ((i, c, columns[a:b]) for i, c, a, b in placed):
                values = [c for c in under if c.role in ("value", "growth", "rate")]
                if values and whole.text.strip():
                    ref = CellRef.of(table.id, number, index)
                    for cell in summed_apart(whole, text):
                        yield from self._cell(cell, ref, values[-1], told, units, calendar)

    def _rows(
        self, table: Table, text: str, columns: Sequence[Column], beside: int
    ) -> Iterator[tuple[int, Line]]:
        """The number of each row below the header with its cells; of tables side by side all rows of the left first."""
        width = len(columns)
        body = [
            (number, _placed(row, width))
            for number, row in enumerate(table.rows[table.header_rows :], table.header_rows)
        ]
        for left in range(0, width, beside):
            for number, placed in body:
                own = [one for one in placed if left <= one[2] < left + beside]
                if len(own) > 1:
                    yield from ((number, line) for line in self._lines.split(own, columns, text))

    def _grouped(self, table: Table, rows: Sequence[_Told]) -> list[_Told]:
        """The rows, each with the words of its group in front of its name where names need them."""
        rows = self._completed(rows)
        lines = Counter(number for number, _, _ in rows)
        own = {
            number: (said.name, said.unit)
            for number, _, said in rows
            if said.area is None and said.year is None and lines[number] == 1
        }
        names = self._groups.names(table, own, {n: said.group for n, _, said in rows})
        return [
            (number, placed, said._replace(name=names.get(number, said.name)))
            for number, placed, said in rows
        ]

    def _completed(self, rows: Sequence[_Told]) -> list[_Told]:
        """The rows, those whole that say less than they mean beside the cells in front of them and above."""
        if any(said.area is not None or said.year is not None for _, _, said in rows):
            return list(rows)  # their columns name the indicators
        told = [self._sub_row(number, said) for number, _, said in rows]
        told = self._subs.parts([one._replace(name=self._subs.name(one)) for one in told])
        units = self._subs.units(told)
        return [
            (number, placed, said._replace(name=one.name, unit=unit))
            for (number, placed, said), one, unit in zip(rows, told, units, strict=True)
        ]

    def _sub_row(self, number: int, said: _Row) -> SaidOfRow:
        group = self._of_which.sub("", said.group)
        return SaidOfRow(said.name, said.unit, group, said.named, said.part, number)

    def _partial(self, rows: Sequence[_Told]) -> frozenset[str]:
        """Of rows that are areas the names of sums that are not the whole's: 小计, a 合计 between areas, one of two.

        Refused: 合计 once, above or below all areas, also those of a table beside it; rows that are no areas.
        """
        names = [said.name for _, _, said in rows]
        places = {(said.name, said.said) for _, _, said in rows}  # a row of two lines is one
        areas = [number for number, _, said in rows if said.area]
        sums = {said.name for _, _, said in rows if said.area == "" and self._is_total(said.name)}
        if not areas:
            return frozenset()
        return frozenset(
            name
            for name in sums
            if closed_up(name) in self._parts
            or sum(name == own for own, _ in places) > 1
            or min(areas) < rows[names.index(name)][0] < max(areas)
        )

    def _is_total(self, name: str) -> bool:
        return name.replace(" ", "") in self._totals

    def _without_remarks(self, table: Table, columns: list[Column]) -> list[Column]:
        """Columns headed 完成情况 without a year whose cells hold no digit only judge: 提前完成.

        Refused: 2020年完成情况, 完成情况 over numbers.
        """
        judged = set(range(len(columns)))
        for row in table.rows[table.header_rows :]:
            judged -= {a for _, c, a, _ in _placed(row, len(columns)) if _DIGIT.search(c.text)}
        return [
            Column("other", title=c.title)
            if i in judged and c.role == "value" and self._judging.search(closed_up(c.title))
            else c
            for i, c in enumerate(columns)
        ]

    def _row(self, placed: list[Placed], columns: list[Column], last: _Row | None) -> _Row | None:
        name = unit = group = kind = over = ""
        named, carried = False, ""
        area: str | None = None
        year: Period | None = None
        said: Said | None = None
        attribute: Settled[str] | None = None
        by_area = any(c.role == "area" for c in columns)
        for _, cell, start, stop in placed:
            column = _of_cell(columns[start:stop])
            words = shadow(cell.text).strip()
            if column.role == "area" and not words and area == "":
                continue  # 合计 stands in the column of numbers
            if column.role == "name" and name and (not words or self._units.alone(words)):
                unit = unit or words
                continue  # 社会组织 | (blank), 森林覆盖率 | %, where other rows have a part there
            if column.role in _NAMING:
                named = column.title == over if name else named and column.role == "name"
                over = column.title
                group = name or (group if column.role == "name" else "")
                if column.role == "name" and not words and last is not None and not name:
                    group, named, carried = last.group, last.named, last.unit
                name, said = words, Said(cell.start, cell.end)
                if column.role == "area":
                    area = "" if words.replace(" ", "") in self._totals_and_wholes else words
                if column.role == "year":
                    year = self._headers.heads.year_of(words)
            elif column.role == "kind":
                kind = words
            elif column.role == "unit":
                unit = "" if self._blank.fullmatch(words) or _NUMBER.fullmatch(words) else words
            elif column.role == "other" and not said:
                group = words or (last.group if last is not None else "")
            elif column.role == "attribute" and words:
                attribute = self._attribute(cell)
            elif column.role == "serial" and by_area and words.replace(" ", "") in self._totals:
                name, said, area = words, Said(cell.start, cell.end), ""
        if kind and not name and last is not None:
            name, said = last.base, last.said
        unit = unit or (carried if name else "")
        opened = self._of_which.match(name)
        part = opened is not None and opened["part"] is not None
        base = self._bare(self._noted.sub("", self._of_which.sub("", name)))
        name = self._of_kind(kind, base)
        if name:
            only = not any(
                _DIGIT.search(cell.text)
                for _, cell, start, _ in placed
                if start < len(columns)
                and columns[start].role == "value"
                and columns[start].kind == "target"
            )
            return _Row(
                name, unit, attribute, said, area, year,
                group=group, named=named, part=part, base=base, only_rate=only,
            )  # fmt: skip
        blank = not any(cell.text.strip() for _, cell, _, _ in placed[:2])
        if blank and last is not None:  # the second line of a two-tier cell
            return last._replace(attribute=attribute or last.attribute)
        return None

    def _of_kind(self, kind: str, base: str) -> str:
        """A name with the kind that its row is of: 客运量 | 公路 → 公路客运量. Refused: 合计, 全市, a kind that the name has itself."""
        if not kind or not base or kind in base or kind in self._totals_and_wholes:
            return base
        return base if self._blank.fullmatch(kind) else kind + base

    def _attribute(self, cell: Cell) -> Settled[str] | None:
        """The kind of target that a cell opens with: 约束性, 预期性（新增）. Refused: any other words."""
        words = shadow(cell.text)
        start = cell.start + len(words) - len(words.lstrip())
        said = next((a for a in self._attributes if words.lstrip().startswith(a)), None)
        if said is None:
            return None
        return Settled(said, "cell.attribute", Said(start, start + len(said)))

    def _bare(self, name: str) -> str:
        """A row's name without a value behind it: 规上工业增加值达到300亿元 → 规上工业增加值.

        Refused: words behind the number (实现5G覆盖的村), a bound that defines (产值超10亿元企业).
        """
        verb = self._reaching.search(name, 2) if name[-1:] not in ")）" else None
        if verb is None:
            return name
        value = self._words.quantity(name[verb.end() :], "")
        whole = value is not None and value.unit and value.end == len(name) - verb.end()
        return name[: verb.start()] if whole else name

    def _cell(
        self, cell: Cell, ref: CellRef, column: Column, row: _Row, units: tuple[str, ...], calendar: Calendar,
    ) -> Iterator[CellFacts]:  # fmt: skip
        """The facts of each number of a cell; ``units`` are the caption's."""
        words = _GLUED_MORE.sub(">", _GLUED.sub("<", shadow(cell.text).strip()))
        if self._blank.fullmatch(words):
            return
        for one in self._moves.parts(column, words):
            yield from self._numbers(cell, one, ref, column, row, units, calendar)

    def _numbers(
        self, cell: Cell, words: str, ref: CellRef, column: Column, row: _Row, units: tuple[str, ...],
        calendar: Calendar,
    ) -> Iterator[CellFacts]:  # fmt: skip
        """The facts of each number of the words of a cell, a sum beside a rate apart (``parts``)."""
        by_column = row.area is not None or row.year is not None  # the head names the indicator
        title = self._own_year.sub("", column.title) if by_column else row.name
        if column.counted:
            title = self._counted(row, column, by_column=by_column)
        title = column.whole or column.front + title
        bare = self._sums.without(title)
        name, own_unit = self._named_unit(bare)
        if not _WORD.search(BRACKETS.sub("", name)):
            return  # 50, （已整治）: no words say what the number is of
        own_unit = row.unit or own_unit
        if (column.role == "value" or column.moved is not None) and not by_column:
            own_unit = self._named_unit(column.title)[1] or own_unit  # 投资(万元) beside 单位
        unit = self._caption_units.scaled(own_unit, name) or self._caption_units.of(
            name, "" if by_column else column.title, units
        )
        time, kind = column.period, column.kind
        if row.year is not None:
            time, kind = row.year, self._headers.heads.kind_of(row.year, calendar)
        value = CellFacts(
            cell, Candidate(cell.start, cell.end, None, None, ref), name,
            bool(unit) and row.area is None, time, kind, row.attribute,
            area=row.area if column.area is None else column.area,
            area_said=None if column.area is None else column.said,
            time_said=row.said if row.year else column.said,
            name_said=column.said if by_column else row.said, doubts=row.doubts,
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
        if column.role == "rate":
            told = column.title if column.counted or not by_column else ""
            value = value._replace(name=name + told)
            unit = self._percent
        group, group_unit = self._named_unit(row.group)
        falls = bool(self._fall.search(group)) and not self._fall.search(value.name)
        moves = bool(group_unit) and (falls or bool(self._grown.search(group)))
        summed = _SUM.fullmatch(words) or self._rounded(column, words)
        words = words if summed else _BEHIND.sub("", words)
        if moves and not own_unit:
            words = summed.group("value") if summed else words
            unit = group_unit
            value = value._replace(measure="growth_rate", cumulative=summed is not None)
        elif column.role == "growth" and column.moved is not None:
            value, unit = self._moves.amount(value, column, words, unit)
        elif column.role == "growth" and not summed and self._is_level(row, column, unit, name):
            pass
        elif summed or column.role == "growth":
            rate = summed is not None and column.role == "growth" and self._percent in words
            yearly = rate and not column.marks and not self._cumulated.search(column.title)
            adds = (summed is not None and not yearly) or self._adds(column, words)
            value, unit = self._moved(value, unit, summed=adds)
            in_all = self._cumulated.match(words) is not None  # 累计下降13.5%
            once = column.compared or in_all or self._once(column.title)
            value = value._replace(per_year=value.per_year and not once)
            value = value._replace(measure="growth_rate") if rate else value
            words = summed.group("value") if summed else words
        if summed and column.role == "value":
            value = value._replace(time=_summed_over(value.time, value.kind, calendar))
        if bare != title or self._summed(column, words):
            value = value._replace(cumulative=True)
        for facts in self._words.read(value, words, unit, calendar):
            changed = self._moves.told(self._moved_by(facts, words), column, words)
            if column.whole and not self._is_total(row.name):
                changed = changed._replace(segment=row.name)
            fallen = changed.measure != "decrease" and self._falls_in.search(words)
            row_falls = not by_column and bool(self._fall.search(facts.name))
            falling = bool(fallen) or (not row_falls and self._falling_head(column, changed, words))
            yield self._directed(changed, falls=(moves and falls) or falling)

    def _once(self, title: str) -> bool:
        """A head of changes in all: 下降幅度, 累计增长(%). Refused: 年均增长, 年均降幅."""
        return self._in_all.search(title) is not None and self._each_year.search(title) is None

    def _falling_head(self, column: Column, facts: CellFacts, words: str) -> bool:
        """A bare number below a head of falls: 26 below 降幅(%). Refused: -26, 增长3%, 增减(%)."""
        falls = column.role == "growth" and self._falls_head.search(column.title) is not None
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

    def _summed(self, column: Column, words: str) -> bool:
        """The cell or its head says that the value is a sum: 累计13.5, 30（累计）, 2025年（累计）."""
        told = self._cumulated.match(words) or self._sums.without(words) != words
        return bool(told) or (
            column.role == "value" and self._sums.without(column.title) != column.title
        )

    def _counted(self, row: _Row, column: Column, *, by_column: bool) -> str:
        """The name where the head or the caption says what is counted: 光伏发电 | 装机 → 光伏发电装机.

        An area's row has nothing but that (家庭养老床位), a total what the caption says of it (新能源装机).
        """
        if by_column:
            return column.counted
        if row.name in self._totals:
            return column.summed
        name, unit = self._named_unit(row.name)
        told = name if name.endswith(column.counted) else name + column.counted
        return f"{told}({unit})" if unit else told

    def _is_level(self, row: _Row, column: Column, unit: str, name: str) -> bool:
        """失业率 <5.5 in a column of growth, where the row has no other target (5.2 | — | <5.5): the ratio itself.

        Refused: 城镇化率 with its levels in the row, 工业增加值增长(%), 人口自然增长率 of growth itself; a column of falls (2025年降幅).
        """
        if column.base is not None or self._falls_head.search(column.title):
            return False
        ratio = self._ratio.search(name) and not self._grown.search(name)
        return row.only_rate and unit == self._percent and bool(ratio)

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
        return value._replace(measure="increase", cumulative=True), unit


def _of_cell(under: Sequence[Column]) -> Column:
    """The column that a cell belongs to; of a cell merged over several the one that says what its row is.

    合计 over 序号 | 县（市） is in the column of areas.
    """
    named = (c for c in under if c.role in _NAMING)
    return next(named, under[0]) if under else Column("other")


def _summed_over(time: Period | None, kind: Kind, calendar: Calendar) -> Period | None:
    """The years of a sum that stands in a column of one year: [18.3] under 2020年 is the five-year plan's, 2016–2020.

    What was so in a year of the plan is summed from its first on: [8.2] under 2023年实际 is of 2021 to 2023.
    Refused: a year ahead in which no five-year plan ends ([18.3] under 2023年), a period.
    """
    if time is None or not (time.end or "").isdecimal() or time.start != time.end:
        return time
    year, first = int(time.end or 0), calendar.first or 0
    if year % _PLAN == 0:
        return Period(start=str(year - _PLAN + 1), end=str(year))
    inside = kind == "actual" and 0 < first < year < (calendar.last or 0)
    return Period(start=str(first), end=str(year)) if inside else time


def _placed(row: tuple[Cell, ...], width: int) -> list[Placed]:
    """(index, cell, first column, behind its last column) of a row.

    A row with one cell more than the table has columns has its group's name in front: it is left out.
    """
    size = sum(cell.colspan for cell in row)
    skip = 1 if size == width + 1 and len(row) > 2 else 0
    placed: list[Placed] = []
    at = 0
    for index, cell in enumerate(row[skip:], skip):
        placed.append((index, cell, at, min(at + cell.colspan, width)))
        at += cell.colspan
    return placed
