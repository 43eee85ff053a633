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

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from policy_extract.findings.arithmetic.figures import Figure, rounded, total
from policy_extract.findings.arithmetic.grids import Column, Grid, Grids, Row, in_order
from policy_extract.findings.arithmetic.parts import Parts
from policy_extract.findings.arithmetic.prose import Prose
from policy_extract.findings.arithmetic.record import (
    Ground,
    Reckoning,
    key_of,
    quote,
    subject_of,
)
from policy_extract.findings.corpus import Corpus
from policy_extract.findings.intervals import exact, last_place
from policy_extract.messages import text
from policy_extract.model import Document, Observation, Subject

_LEAST = 2  # parts of a sum
#: A sum that is so far off was misread: other columns, other rows.
_FAR: Final = Decimal("0.5")
_HUNDRED: Final = Decimal(100)


class Sums:
    """The rules of sums; built once for a corpus."""

    def __init__(self, corpus: Corpus, prose: Prose) -> None:
        self._corpus, self._prose = corpus, prose
        self._grids, self._parts = Grids(prose), Parts(prose)
        self._structures = prose.words("structures")

    def find(self) -> Iterator[Reckoning]:
        """Every total of a table, a sentence or a ratio that can be added up."""
        for document in self._corpus.documents:
            for grid in self._grids.of(document):
                yield from self._table(document, grid)
            yield from self._parts.find(document)
            for observation in document.observations:
                found = self._structure(document, observation)
                if found is not None:
                    yield found

    def _table(self, document: Document, grid: Grid) -> Iterator[Reckoning]:
        for sum_row, parts, whole_area in self._blocks(document, grid):
            if not in_order(parts) or grid.strays(sum_row):
                continue
            checked = [
                found
                for column in grid.columns
                if (found := self._column(document, grid, column, sum_row, parts)) is not None
            ]
            proven = any(found.holds for found in checked)
            for found in checked:
                near = abs(found.computed.middle - found.stated.middle) <= _FAR * abs(
                    found.stated.middle
                )
                sure = proven or (not whole_area and len(checked) <= _LEAST)
                if found.holds or (near and sure):
                    yield found

    def _blocks(self, document: Document, grid: Grid) -> Iterator[tuple[Row, Sequence[Row], bool]]:
        """Rows of sums with the rows that they add up; the flag: a row of the area itself, not one called 合计."""
        sums = [row for row in grid.rows if row.kind in ("subtotal", "total")]
        if not sums:
            first, *rest = grid.rows
            if self._is_whole(document, first) and all(row.kind == "row" for row in rest):
                yield first, rest, True
            return
        if sums[0] is grid.rows[0]:
            rest = list(grid.rows[1:])
            if len(sums) == 1 and all(row.kind == "row" for row in rest):
                yield sums[0], rest, True
            return
        since_total: list[Row] = []
        since_sum: list[Row] = []
        below: list[Row] = []
        for row in grid.rows:
            if row.kind == "subtotal":
                if not _leaves(since_sum):
                    return  # sums above their rows
                if len(since_sum) >= _LEAST and _clean(since_sum):
                    yield row, since_sum, False
                below.append(row)
                since_sum = []
            elif row.kind == "total":
                if below and not since_sum and len(below) >= _LEAST:
                    yield row, below, False
                elif not below and len(since_total) >= _LEAST and _clean(since_total):
                    yield row, since_total, False
                since_total, since_sum, below = [], [], []
            elif row.kind == "group":
                since_sum = []
            else:
                since_total.append(row)
                since_sum.append(row)

    def _is_whole(self, document: Document, row: Row) -> bool:
        """Whether a row is called like the plan's own area: 金华 in a plan of 金华市."""
        area = document.meta.area.name if document.meta.area else ""
        return len(row.label) >= _LEAST and bool(area) and area.startswith(row.label)

    def _column(
        self, document: Document, grid: Grid, column: Column, sum_row: Row, parts: Sequence[Row]
    ) -> Reckoning | None:
        stated = grid.number(sum_row, column)
        numbers = [grid.number(row, column) for row in parts]
        known = [number for number in numbers if number is not None]
        if stated is None or len(known) < len(numbers) or len(known) < _LEAST:
            return None
        observation = grid.observations.get((sum_row.at, column.at))
        of_parts = [grid.observations.get((row.at, column.at)) for row in parts]
        cell = grid.table.rows[sum_row.at][column.at]
        area = document.meta.area.entity if document.meta.area else None
        grounds = [self._rows(grid, column, len(parts))]
        return Reckoning(
            relation="sum", document=document.id,
            key=f"{grid.table.id}|{sum_row.at}|{column.at}",
            words=f"{sum_row.label}{''.join(cell.text.split())}{column.unit}",
            stated=_scaled(stated, column.scale),
            computed=_scaled(total(known), column.scale),
            unit=column.base, grounds=grounds, what="arithmetic.total", subject="",
            about=subject_of(observation) if observation else Subject(area=area),
            observation=observation, shown=column.unit, scale=column.scale,
            rests_on=tuple((document.id, one) for one in of_parts if one is not None),
        )  # fmt: skip

    def _rows(self, grid: Grid, column: Column, count: int) -> Ground:
        return Ground(
            text("zh", "arithmetic.rows", count=count, head=column.head),
            text("en", "arithmetic.rows", count=count, head=column.head),
            grid.document,
        )

    def _structure(self, document: Document, observation: Observation) -> Reckoning | None:
        """三次产业结构 of three parts gives 100; a ratio of other things (7:3, 1:20) does not say so."""
        value = observation.value
        name = "".join(observation.indicator.name.split())
        if value is None or value.parts is None or observation.review:
            return None
        if not any(word in name for word in self._structures):
            return None
        numbers = [exact(part) for part in value.parts]
        place = min(last_place(number) for number in numbers)
        added = total(rounded(number, place) for number in numbers)
        if abs(added.middle - _HUNDRED) > _HUNDRED / 10:
            return None
        words = quote(observation)
        return Reckoning(
            relation="sum", document=document.id, key=key_of(observation), words=words,
            stated=Figure(Decimal(1), Decimal(1), Decimal(1)),
            computed=_scaled(added, 1 / _HUNDRED), unit="1",
            grounds=[Ground(words, words, document.id, observation)],
            what="arithmetic.total", subject="", about=subject_of(observation),
            observation=observation, form="percent",
        )  # fmt: skip


def _scaled(figure: Figure, scale: Decimal) -> Figure:
    return Figure(figure.low * scale, figure.high * scale, figure.middle * scale)


def _leaves(rows: Sequence[Row]) -> bool:
    return any(row.kind == "row" for row in rows)


def _clean(rows: Sequence[Row]) -> bool:
    """Whether all rows are rows of their own, none a part of another."""
    return all(row.kind == "row" for row in rows)
