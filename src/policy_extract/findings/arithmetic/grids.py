"""Tables as arithmetic needs them: which rows are sums of which, which columns may be added up, the numbers of cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial
from itertools import pairwise
from typing import Final, Literal

from policy_extract.document import by_column, closed_up
from policy_extract.expressions import expression
from policy_extract.findings.arithmetic.figures import Figure, rounded
from policy_extract.findings.arithmetic.prose import Prose
from policy_extract.findings.intervals import last_place
from policy_extract.measure.quantity import COUNTED
from policy_extract.model import Cell, Document, Observation, Table
from policy_extract.tuples import NamedTuple

RowKind = Literal["row", "part", "group", "subtotal", "total"]
_NUMBER: Final = expression(r"-?\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_BRACKET: Final = expression(r"\(([^()]{1,12})\)\Z")
_SERIAL: Final = expression(r"(\d{1,4})[.、]?")
_PART_NUMBER: Final = expression(r"\(\d{1,2}\)|\d{1,2}[)-]\d{0,2}|\d{1,2}\.\d{1,2}")
_YEARS: Final = range(1949, 2101)
#: Kinds of units that nobody adds up.
_NOT_ADDED: Final = frozenset(("ratio", "points", "rank", "time", "age", "multiple", "bandwidth"))


class Column(NamedTuple):
    """A column that may be added up: its head, its unit, base units in one; ``counted``: whole things."""

    at: int
    head: str
    unit: str
    base: str
    scale: Decimal
    counted: bool


class Row(NamedTuple):
    """A row below the head: its place, what it is, its label, its serial number if it has one."""

    at: int
    kind: RowKind
    label: str
    serial: int | None


@dataclass(frozen=True)
class Grid:
    """A table with its rows told apart; made by ``grid``."""

    document: str
    table: Table
    rows: tuple[Row, ...]
    heads: Mapping[int, str]
    observations: Mapping[tuple[int, int], Observation]
    added: Callable[[], Iterable[Column]]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns that may be added up; of most tables nobody asks for them."""
        return tuple(self.added())

    @cached_property
    def cells(self) -> tuple[dict[int, Cell], ...]:
        """The cells of each row by the column that they begin in."""
        return tuple(map(by_column, self.table.rows))

    def number(self, row: Row, column: Column) -> Figure | None:
        """The number of a cell, None where it holds none or more than that, or is merged with others."""
        cell = self.cells[row.at].get(column.at)
        number = plain_number(cell) if cell is not None else None
        if cell is None or number is None or max(cell.rowspan, cell.colspan) > 1:
            return None
        whole = number == number.to_integral_value() and column.counted
        return rounded(number, Decimal(0) if whole else last_place(number))

    def strays(self, row: Row) -> bool:
        """Whether a row that adds up holds words beside its label: then its cells stand in other columns."""
        cells = self.table.rows[row.at]
        words = [closed_up(cell.text) for cell in cells if closed_up(cell.text)]
        return any(
            word != row.label and not _NUMBER.fullmatch(word)
            for word in words
            if word not in _EMPTY
        )


_EMPTY: Final = frozenset(("-", "--", "/", "——"))


class Grids:
    """The tables of a corpus, each read once."""

    def __init__(self, prose: Prose) -> None:
        self._prose = prose
        self._totals = frozenset(prose.words("totals"))
        self._subtotals = frozenset(prose.words("subtotals"))
        self._sums = self._totals | self._subtotals
        self._parts, self._no_sum = prose.words("part_rows"), prose.words("no_sum")
        self._of: dict[str, tuple[Grid, ...]] = {}

    def of(self, document: Document) -> tuple[Grid, ...]:
        """The tables of a document that have rows below a head."""
        found = self._of.get(document.id)
        if found is None:
            found = self._of[document.id] = tuple(self._read(document))
        return found

    def forget(self) -> None:
        """What was read so far is needed no more."""
        self._of.clear()

    def _read(self, document: Document) -> Iterator[Grid]:
        seen: dict[str, dict[tuple[int, int], Observation]] = {}
        for observation in document.observations:
            cell = observation.source.table
            if cell is not None:
                seen.setdefault(cell.id, {})[cell.row, cell.col] = observation
        for table in document.tables:
            words = [[closed_up(cell.text) for cell in row] for row in table.rows]
            rows = tuple(self._rows(table.header_rows, words))
            if table.header_rows and rows:
                heads = _heads(table)
                added = partial(self._columns, table, heads, words)
                yield Grid(document.id, table, rows, heads, seen.get(table.id, {}), added)

    def _rows(self, header_rows: int, rows: Sequence[Sequence[str]]) -> Iterator[Row]:
        serials = _serial_column(rows[header_rows:])
        for at, words in enumerate(rows[header_rows:], header_rows):
            filled = [word for word in words if word]
            if not filled:
                continue
            sums = next((w for w in words[:3] if w.rstrip(":") in self._sums), "")
            first = words[serials] if serials is not None and serials < len(words) else ""
            match = _SERIAL.fullmatch(first)
            serial = int(match[1]) if match else None
            label = sums or next((w for w in filled if not _SERIAL.fullmatch(w)), "")
            yield Row(at, self._kind(filled, sums, first, label), label, serial)

    def _kind(self, filled: Sequence[str], sums: str, first: str, label: str) -> RowKind:
        if sums:
            return "subtotal" if sums.rstrip(":") in self._subtotals else "total"
        if len(filled) == 1 and not _NUMBER.fullmatch(filled[0]):
            return "group"
        if _PART_NUMBER.fullmatch(first) or label.startswith(self._parts):
            return "part"
        return "row"

    def _columns(
        self, table: Table, heads: Mapping[int, str], words: Sequence[Sequence[str]]
    ) -> Iterator[Column]:
        caption = closed_up(table.caption or "")
        units = self._unit_column(table.header_rows, words)
        for at, name in heads.items():
            if any(word in name for word in self._no_sum):
                continue
            bracket = _BRACKET.search(name)
            stated = bracket[1] if bracket else ""
            stated = stated or self._prose.unit_of_caption(caption)
            if not stated and units is not None:
                if len(units) != 1:
                    continue
                (stated,) = units
            column = self._column(at, name, stated)
            if column is not None and not _of_years(words[table.header_rows :], at):
                yield column

    def _column(self, at: int, name: str, stated: str) -> Column | None:
        if not stated:
            return Column(at, name, "", "", Decimal(1), counted=False)
        measured = self._prose.unit(stated)
        if measured is None:
            return Column(at, name, "", "", Decimal(1), counted=False)
        if measured.kind in _NOT_ADDED or "/" in (measured.unit or ""):
            return None
        scale = Decimal(measured.scale.numerator) / Decimal(measured.scale.denominator)
        counted = measured.kind in COUNTED and scale == 1
        return Column(at, name, stated, measured.base_unit or stated, scale, counted)

    def _unit_column(
        self, header_rows: int, words: Sequence[Sequence[str]]
    ) -> frozenset[str] | None:
        """The units of a column of units, if there is one."""
        names = self._prose.unit_heads
        for at, head in enumerate(words[0]):
            if head in names:
                return frozenset(row[at] for row in words[header_rows:] if at < len(row)) - {""}
        return None


def plain_number(cell: Cell) -> Decimal | None:
    """The number of a cell that holds nothing else: 12, 30.5, 2,525,917."""
    return _number(closed_up(cell.text))


def _number(words: str) -> Decimal | None:
    return Decimal(words.replace(",", "")) if _NUMBER.fullmatch(words) else None


def in_order(rows: Sequence[Row]) -> bool:
    """Whether rows are numbered one after the other, or not at all: none is lost."""
    serials = [row.serial for row in rows]
    if all(serial is None for serial in serials):
        return True
    known = [serial for serial in serials if serial is not None]
    return len(known) == len(serials) and all(b == a + 1 for a, b in pairwise(known))


def _serial_column(rows: Sequence[Sequence[str]]) -> int | None:
    """The first column where it holds numbers one after the other, as 序号 does."""
    first = [row[0] for row in rows if row]
    numbered = sum(_SERIAL.fullmatch(words) is not None for words in first)
    return 0 if numbered and numbered * 2 >= len(first) else None


def _heads(table: Table) -> dict[int, str]:
    """The head over each column, the tiers of it one behind the other; columns without one are left out."""
    tiers = [by_column(row) for row in table.rows[: table.header_rows]]
    begun = [(row, sorted(row)) for row in tiers]
    found: dict[int, str] = {}
    for at in range(max((max(row, default=-1) for row in tiers), default=-1) + 1):
        name = "".join(dict.fromkeys(_over(row, places, at) for row, places in begun))
        if name:
            found[at] = name
    return found


def _over(row: Mapping[int, Cell], places: Sequence[int], at: int) -> str:
    """The head over a column; one that spans several stands over all of them. ``places`` are the row's, in order."""
    before = bisect_right(places, at)
    if not before:
        return ""
    begins = places[before - 1]
    if begins + row[begins].colspan <= at:
        return ""
    return closed_up(row[begins].text)


def _of_years(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether a column holds nothing but years."""
    numbers = [_number(row[at]) for row in rows if at < len(row)]
    known = [number for number in numbers if number is not None]
    return bool(known) and all(n == int(n) and int(n) in _YEARS for n in known) and len(known) > 2
