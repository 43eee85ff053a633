"""What each row of an indicator table says of its values: its name, unit, kind of target, area or year.

Refused: rows that name nothing; sums of areas that are not the whole's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from policy_extract.document import closed_up, shadow
from policy_extract.expressions import expression
from policy_extract.extract.observations.tables.cell_words import CellWords
from policy_extract.extract.observations.tables.changes import ChangeHeads
from policy_extract.extract.observations.tables.groups import GroupWords
from policy_extract.extract.observations.tables.heads import Column, HeadReader
from policy_extract.extract.observations.tables.lined import Line, Placed, RowLines
from policy_extract.extract.observations.tables.sub_rows import SubRow, SubRows
from policy_extract.extract.observations.tables.units import UnitWords
from policy_extract.extract.observations.tables.years import single
from policy_extract.layout.lines import SPELLED
from policy_extract.lexicon import Lexicon
from policy_extract.model import Cell, Period, Table
from policy_extract.rules import Said, Settled
from policy_extract.tuples import NamedTuple

_DIGIT = expression(r"\d")
_NUMBER = expression(
    r"(?!1$)[<>≥≤]?[\d.,]+"
)  # what a row that was shifted has for a unit; a ratio's is 1
_PLAIN = expression(r"\d[\d,]*(?:\.\d+)?")
_NAMING = ("name", "area", "year")  # columns that say what a row is


#: How a row tells what changed: by a rate, by one of each year, in the units of the columns.
Growth = Literal["rate", "yearly", "amount"]


class Row(NamedTuple):
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
    before: float | None = None  # … and what it was before, where it is a bare number
    since: Period | None = None  # of a row that is a year: that of the row above it
    grown: Growth | None = None  # what the two rows above tell changed from one year to the other

    def _of_growth(self, grown: Growth | None, last: Row | None) -> Row:
        """A row of what changed between the two years above, or from one to the other each year; the row itself where ``grown`` is None."""
        if grown is None or last is None:
            return self
        since, year = sorted((last.since, last.year), key=single)
        if grown == "yearly":
            year = Period(start=str(single(since) + 1), end=str(single(year)))
        return self._replace(year=year, since=since, unit="", grown=grown)

    @property
    def by_column(self) -> bool:
        """The row is a place or a year, so that the head of a column names the indicator."""
        return self.area is not None or self.year is not None


#: The number of a row, its cells with their columns, and what it says.
ToldRow = tuple[int, list[Placed], Row]


class RowReader:
    """Reads the rows below the head of a table; built once for a lexicon."""

    def __init__(
        self, lexicon: Lexicon, heads: HeadReader, words: CellWords, units: UnitWords
    ) -> None:
        self._heads, self._words, self._units = heads, words, units
        self._attributes = lexicon.words("tables", "attribute.values")
        self._percent = lexicon.words("tables", "value.percent")[0]
        self._changes = lexicon.once(ChangeHeads)
        # what stands before a row's name: a mark (*, #, △), its number (一、 but not that of 一、二类水质, of （三）公经费), 其中
        self._of_which = lexicon.pattern(
            rf"^[*＊#△▲★☆※◆]?(?:\d{{1,2}}[.、](?!\d) ?|[{SPELLED}]{{1,3}}、(?![{SPELLED[1:]}]) ?|\((?:\d{{1,2}}|[{SPELLED}]{{1,3}})\)(?!<tables.name.of_number>) ?)?"
            r"(?P<part>(?:<tables.name.parts>) ?[:,]? ?)?"
        )
        # … and marks of notes behind it or its unit's bracket: 托位数*, 设施面积①（平方米）
        self._noted = expression(r"[*＊#△▲★☆※◆†‡①-⑳]+(?=$|\()")
        self._blank = lexicon.pattern(r"(?:-+|/|\\|\.|…|<tables.value.blank>)?")
        self._totals = lexicon.words("tables", "head.totals")
        self._parts = lexicon.words("tables", "head.parts")
        self._groups = lexicon.once(GroupWords)
        self._lines = RowLines(lexicon, units)
        self._totals_and_wholes = (*self._totals, *lexicon.words("tables", "head.wholes"))
        self._reaching = lexicon.pattern(
            r"(?:<tables.value.announcing>|<tables.value.until>)+(?=\d)"
        )
        self._subs = SubRows(lexicon, units.named)

    def read(
        self, table: Table, text: str, columns: Sequence[Column], beside: int
    ) -> list[ToldRow]:
        """The rows of a table of ``text`` with what they say; of tables side by side (``beside`` columns each) all of the left first."""
        last: Row | None = None
        told: list[ToldRow] = []
        for number, line in self._rows(table, text, columns, beside):
            said = self._row(line.cells, columns, last)
            if said is not None:
                last = said
                doubts = () if line.fits else ("cell.row_misfit",)
                told.append((number, line.cells, said._replace(doubts=doubts)))
        told = self._grouped(table, told)
        partial = self._partial(told)
        return [row for row in told if row[2].name not in partial]

    def _rows(
        self, table: Table, text: str, columns: Sequence[Column], beside: int
    ) -> Iterator[tuple[int, Line]]:
        """The number of each row below the header with its cells; of tables side by side all rows of the left first."""
        width = len(columns)
        body = [
            (number, placed_cells(row, width))
            for number, row in enumerate(table.rows[table.header_rows :], table.header_rows)
        ]
        for left in range(0, width, beside):
            for number, placed in body:
                own = [one for one in placed if left <= one[2] < left + beside]
                if len(own) > 1:
                    yield from ((number, line) for line in self._lines.split(own, columns, text))

    def _grouped(self, table: Table, rows: Sequence[ToldRow]) -> list[ToldRow]:
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

    def _completed(self, rows: Sequence[ToldRow]) -> list[ToldRow]:
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

    def _sub_row(self, number: int, said: Row) -> SubRow:
        group = self._of_which.sub("", said.group)
        return SubRow(said.name, said.unit, group, said.named, said.part, number)

    def _partial(self, rows: Sequence[ToldRow]) -> frozenset[str]:
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

    def _row(self, placed: list[Placed], columns: Sequence[Column], last: Row | None) -> Row | None:
        name = unit = group = kind = over = ""
        named, carried = False, ""
        grown: Growth | None = None
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
                    year = self._heads.year_of(words)
                    grown = self._between(last, words) if year is None else None
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
            values = [
                (columns[start].kind, shadow(cell.text).strip())
                for _, cell, start, _ in placed
                if start < len(columns) and columns[start].role == "value"
            ]
            only = not any(kind == "target" and _DIGIT.search(words) for kind, words in values)
            was = (words for kind, words in values if kind == "actual" and _PLAIN.fullmatch(words))
            before = float(words.replace(",", "")) if (words := next(was, "")) else None
            return Row(
                name, unit, attribute, said, area, year,
                group=group, named=named, part=part, base=base, only_rate=only, before=before,
                since=last.year if last is not None and year is not None else None,
            )._of_growth(grown, last)  # fmt: skip
        blank = not any(cell.text.strip() for _, cell, _, _ in placed[:2])
        if blank and last is not None:  # the second line of a two-tier cell
            return last._replace(attribute=attribute or last.attribute)
        return None

    def _between(self, last: Row | None, words: str) -> Growth | None:
        """How a row tells what changed between the years of the two above it: 变化幅度（%）, 增减额, 年均增长（%）.

        Refused: 变化量（微克/立方米） over columns of several units, 合计, a row below places, one of several years.
        """
        if last is None or not all(map(single, (last.year, last.since))):
            return None
        name, unit = self._units.named(words)
        if unit not in ("", self._percent) or not self._changes.says_all(closed_up(name)):
            return None
        if not unit:
            return "amount"
        return "yearly" if self._changes.yearly(name) else "rate"

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


def _of_cell(under: Sequence[Column]) -> Column:
    """The column that a cell belongs to; of a cell merged over several the one that says what its row is.

    合计 over 序号 | 县（市） is in the column of areas.
    """
    named = (c for c in under if c.role in _NAMING)
    return next(named, under[0]) if under else Column("other")


def placed_cells(row: tuple[Cell, ...], width: int) -> list[Placed]:
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
