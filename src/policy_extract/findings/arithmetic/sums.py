"""Totals against what they add up: rows of tables, parts of a sentence, ratios of parts.

Tables: 小计 against the rows above it, 合计 against the 小计 above it or else the rows, a first row of the superior area
against the rows of its areas, column by column. Refused: columns of ratios, averages and years; columns with an empty,
merged or worded cell; rows that are 其中 parts or sub-items of others; numbered rows of which one is missing; a row of
sums whose cells slipped into other columns. A row of the area itself fails only where another column proves that
the rows are all of it.

Sentences: “60家，其中新建40家、改建20家”. Parts that happen to give the whole hold; they fail only where their labels say
that they exclude each other (新建, 改建) and exceed it, or are all there is (公办, 民办) and differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from policy_extract.findings.arithmetic.figures import Figure, rounded, total
from policy_extract.findings.arithmetic.grids import Column, Grid, Grids, Row, in_order
from policy_extract.findings.arithmetic.parts import Parts
from policy_extract.findings.arithmetic.prose import Prose
from policy_extract.findings.arithmetic.record import (
    Ground,
    Reckoning,
    nested,
    quote,
    subject_of,
)
from policy_extract.findings.corpus import Corpus
from policy_extract.findings.intervals import exact, last_place
from policy_extract.messages import Language, text
from policy_extract.model import Document, Observation, Subject
from policy_extract.resolve.keys import SEPARATOR
from policy_extract.tuples import NamedTuple

_LEAST = 2  # parts of a sum
#: A sum that is so far off was misread: other columns, other rows.
_FAR: Final = Decimal("0.5")
_HUNDRED: Final = Decimal(100)


class _Block(NamedTuple):
    """A row of sums with the rows that it adds up; ``group``: the line that names them.

    ``whole_area``: it is the row of the area itself, or stands above its rows; so nobody said that they are all.
    """

    sums: Row
    rows: Sequence[Row]
    group: str = ""
    whole_area: bool = False


class Sums:
    """The rules of sums; built once for a corpus."""

    def __init__(self, corpus: Corpus, grids: Grids, prose: Prose) -> None:
        self._corpus, self._prose = corpus, prose
        self._grids, self._parts = grids, Parts(prose)
        self._structures = prose.words("structures")

    def find(self, documents: Iterable[Document]) -> Iterator[Reckoning]:
        """Every total of a table, a sentence or a ratio that can be added up."""
        for document in documents:
            for grid in self._grids.of(document):
                yield from self._table(document, grid)
            yield from self._parts.find(document)
            for observation in document.observations:
                found = self._structure(document, observation)
                if found is not None:
                    yield found

    def _table(self, document: Document, grid: Grid) -> Iterator[Reckoning]:
        for block in self._blocks(document, grid):
            if not in_order(block.rows) or grid.strays(block.sums):
                continue
            checked = [
                found
                for column in grid.columns
                if (found := self._column(document, grid, column, block)) is not None
            ]
            proven = any(found.holds for found in checked)
            for found in checked:
                near = abs(found.computed.middle - found.stated.middle) <= _FAR * abs(
                    found.stated.middle
                )
                sure = proven or (not block.whole_area and len(checked) <= _LEAST)
                if found.holds or (near and sure):
                    yield found

    def _blocks(self, document: Document, grid: Grid) -> Iterator[_Block]:
        sums = [row for row in grid.rows if row.kind in ("subtotal", "total")]
        first, *rest = grid.rows
        if not sums or first is sums[0]:
            whole = first.kind == "total" or self._is_whole(document, first)
            if whole and len(sums) < _LEAST and len(rest) >= _LEAST and _clean(rest):
                yield _Block(first, rest, whole_area=True)
        else:
            yield from self._below_rows(grid)

    def _below_rows(self, grid: Grid) -> Iterator[_Block]:
        """Sums that stand below their rows: 小计 of a group, 合计 of the 小计 or of the rows."""
        since_total: list[Row] = []
        since_sum: list[Row] = []
        below: list[Row] = []
        group = ""
        for row in grid.rows:
            if row.kind == "subtotal":
                if not since_sum:
                    return  # sums above their rows
                if len(since_sum) >= _LEAST and _clean(since_sum):
                    yield _Block(row, since_sum, group)
                below.append(row)
                since_sum = []
            elif row.kind == "total":
                if len(below) >= _LEAST and not since_sum:
                    yield _Block(row, below)
                elif not below and len(since_total) >= _LEAST and _clean(since_total):
                    yield _Block(row, since_total)
                since_total, since_sum, below = [], [], []
            elif row.kind == "group":
                since_sum, group = [], row.label
            else:
                since_total.append(row)
                since_sum.append(row)

    def _is_whole(self, document: Document, row: Row) -> bool:
        """Whether a row is called like the plan's own area: 金华 in a plan of 金华市."""
        area = document.meta.area.name if document.meta.area else ""
        return len(row.label) >= _LEAST and bool(area) and area.startswith(row.label)

    def _column(
        self, document: Document, grid: Grid, column: Column, block: _Block
    ) -> Reckoning | None:
        sum_row, parts = block.sums, block.rows
        stated = grid.number(sum_row, column)
        numbers = [grid.number(row, column) for row in parts]
        known = [number for number in numbers if number is not None]
        if stated is None or len(known) < len(numbers) or len(known) < _LEAST:
            return None
        observation = grid.observations.get((sum_row.at, column.at))
        of_parts = [grid.observations.get((row.at, column.at)) for row in parts]
        cell = grid.table.rows[sum_row.at][column.at]
        area = document.meta.area.entity if document.meta.area else None
        grounds = [_rows(grid, column, block)]
        return Reckoning(
            relation="sum", document=document.id,
            key=SEPARATOR.join((grid.table.id, block.group, sum_row.label, column.head)),
            words=f"{sum_row.label}{''.join(cell.text.split())}{column.unit}",
            stated=_scaled(stated, column.scale),
            computed=_scaled(total(known), column.scale),
            unit=column.base, grounds=grounds, what="arithmetic.total", subject="",
            about=subject_of(observation) if observation else Subject(area=area),
            observation=observation, shown=column.unit, scale=column.scale,
            rests_on=tuple((document.id, one) for one in of_parts if one is not None),
        )  # fmt: skip

    def _structure(self, document: Document, observation: Observation) -> Reckoning | None:
        """三次产业结构 of three parts gives 100; a ratio of other things (7:3, 1:20) does not say so."""
        value = observation.value
        if value is None or value.parts is None or observation.review:
            return None
        name = "".join(observation.indicator.name.split())
        if not any(word in name for word in self._structures):
            return None
        numbers = [exact(part) for part in value.parts]
        place = min(last_place(number) for number in numbers)
        added = total(rounded(number, place) for number in numbers)
        if abs(added.middle - _HUNDRED) > _HUNDRED / 10:
            return None
        words = quote(observation)
        return Reckoning(
            relation="sum", document=document.id, key=observation.key, words=words,
            stated=Figure(Decimal(1), Decimal(1), Decimal(1)),
            computed=_scaled(added, 1 / _HUNDRED), unit="1",
            grounds=[Ground(words, words, document.id, observation)],
            what="arithmetic.hundred", subject="", about=subject_of(observation),
            observation=observation, form="percent",
        )  # fmt: skip


def _rows(grid: Grid, column: Column, block: _Block) -> Ground:
    """The rows that were added up, by the table's caption and the line that names them."""
    named, group = (nested(words) for words in (grid.table.caption or "", block.group))

    def told(language: Language) -> str:
        place = [f"“{one}”" for one in (named, group) if one]
        return text(
            language,
            "arithmetic.rows",
            table="".join(place),
            count=len(block.rows),
            head=nested(column.head),
        )

    return Ground(told("zh"), told("en"), grid.document)


def _scaled(figure: Figure, scale: Decimal) -> Figure:
    return Figure(figure.low * scale, figure.high * scale, figure.middle * scale)


def _clean(rows: Sequence[Row]) -> bool:
    """Whether all rows are rows of their own, none a part of another."""
    return all(row.kind == "row" for row in rows)
