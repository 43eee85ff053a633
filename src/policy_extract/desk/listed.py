"""What the row of an indicator table says beside its values: its number, and the category it stands under."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policy_extract.desk.page import joined
from policy_extract.document.cells import by_column
from policy_extract.expressions import expression
from policy_extract.layout.categories import category_name
from policy_extract.model import Cell, Document, Observation, Table
from policy_extract.tuples import NamedTuple

_NUMBER: Final = expression(r"[(（]?\d{1,3}[)）.、．]?")


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


class Lists:
    """The rows of a document's tables of indicators; each table is gone through once, whatever is asked of it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._sheets: dict[str, _Sheet] = {}

    def listed(self, observation: Observation) -> Listed:
        """The number and the category of an observation's row; rows whose first cells are merged take those above.

        Both stand left of the indicator's name; where the name stands in the table's head, there is neither.
        """
        cell, read = observation.source.table, observation.read.get("indicator")
        if cell is None or read is None or read.start is None:
            return NOWHERE
        if cell.id not in self._sheets:
            table = table_of(self._document, observation)
            if table is None:
                return NOWHERE
            self._sheets[cell.id] = _Sheet(table)
        return self._sheets[cell.id].listed(cell.row, read.start)


class _Sheet:
    """A table by columns, with what stands above each of its rows."""

    def __init__(self, table: Table) -> None:
        self._head = table.header_rows
        width = max(_width(row) for row in table.rows)
        self._rows = [_aligned(row, width) for row in table.rows]
        self._above: list[dict[int, str]] = []  # the nearest words above each row, by column
        self._headlines: list[str] = []
        above: dict[int, str] = {}
        headline = ""
        for index, row in enumerate(table.rows):
            self._above.append(above)
            self._headlines.append(headline)
            if index >= self._head:
                said = {column: _words(cell) for column, cell in self._rows[index].items()}
                above = above | {column: words for column, words in said.items() if words}
                headline = _headline(row) or headline

    def listed(self, row: int, name: int) -> Listed:
        """What stands beside the name that begins at a code point, in this row or above."""
        at = next(
            ((r, c) for r in range(row, -1, -1) for c, one in self._rows[r].items() if one.start <= name < one.end),
            None,
        )  # fmt: skip
        if at is None or at[0] < self._head:
            return NOWHERE
        row, column = at
        number, category = "", ""
        for left in range(column):
            own = self._rows[row].get(left)
            said = _words(own) or self._above[row].get(left, "")
            if _NUMBER.fullmatch(said):
                number = number or (_words(own) if own is not None else "")
            elif said and not category:
                category = said
        return Listed(number, category or self._headlines[row])


def _headline(row: Sequence[Cell]) -> str:
    """The words of a row that has one filled cell: “（一）经济发展”; empty for every other row."""
    filled = [cell for cell in row if cell.text.strip()]
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
