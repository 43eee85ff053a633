"""What the row of an indicator table says beside its values: its number, and the category it stands under."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from policy_extract.desk.page import joined
from policy_extract.document.cells import by_column
from policy_extract.layout.categories import category_name
from policy_extract.model import Cell, Document, Observation, Table

_NUMBER: Final = re.compile(r"[(（]?\d{1,3}[)）.、．]?")


class Listed(NamedTuple):
    """The number of a row as written (“01”), the category above it; each empty where there is none."""

    number: str
    category: str


NOWHERE: Final = Listed("", "")


def table_of(document: Document, observation: Observation) -> Table | None:
    """The table of indicators that an observation stands in; None for prose and tables of another role."""
    cell = observation.source.table
    if cell is None:
        return None
    return next((t for t in document.tables if t.id == cell.id and t.role == "indicators"), None)


def listed(document: Document, observation: Observation) -> Listed:
    """The number and the category of an observation's row; rows whose first cells are merged take those above.

    Both stand left of the indicator's name; where the name stands in the table's head, there is neither.
    """
    table, read = table_of(document, observation), observation.read.get("indicator")
    cell = observation.source.table
    if table is None or cell is None or read is None or read.start is None:
        return NOWHERE
    width = max(_width(row) for row in table.rows)
    name = next(
        ((r, c) for r, row in enumerate(table.rows[: cell.row + 1])
         for c, one in _aligned(row, width).items() if one.start <= read.start < one.end), None
    )  # fmt: skip
    if name is None or name[0] < table.header_rows:
        return NOWHERE
    row, column = name
    number, category = "", ""
    for left in range(column):
        own = _aligned(table.rows[row], width).get(left)
        said = _words(own) or _above(table, row, left, width)
        if _NUMBER.fullmatch(said):
            number = number or (_words(own) if own is not None else "")
        elif said and not category:
            category = said
    return Listed(number, category or _headline(table, row))


def _above(table: Table, row: int, column: int, width: int) -> str:
    """The nearest words above a blank cell, below the head."""
    for upper in reversed(table.rows[table.header_rows : row]):
        words = _words(_aligned(upper, width).get(column))
        if words:
            return words
    return ""


def _headline(table: Table, row: int) -> str:
    """The words of the nearest row above that has one filled cell: “（一）经济发展”."""
    for upper in reversed(table.rows[table.header_rows : row]):
        filled = [cell for cell in upper if cell.text.strip()]
        if len(filled) == 1 and not any(sign.isdigit() for sign in filled[0].text):
            return category_name(joined(filled[0].text))
    return ""


def _aligned(row: Sequence[Cell], width: int) -> dict[int, Cell]:
    """Cells by column; a row that is short lacks its first ones, because a merged cell above covers them."""
    shift = width - _width(row)
    return {column + shift: cell for column, cell in by_column(row).items()}


def _width(row: Sequence[Cell]) -> int:
    return sum(max(1, cell.colspan) for cell in row)


def _words(cell: Cell | None) -> str:
    return "".join(joined(cell.text).split()) if cell is not None else ""
