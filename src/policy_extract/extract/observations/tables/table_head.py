"""The header of a table, tier by tier, with the rows below it: what every step that reads columns looks at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from policy_extract.document import by_column, closed_up, shadow
from policy_extract.expressions import expression
from policy_extract.extract.observations.tables.heads import Column
from policy_extract.measure.period import Calendar
from policy_extract.model import Cell, Table
from policy_extract.rules import Said
from policy_extract.tuples import NamedTuple

_NUMBER = expression(r"-?[\d.,]+%?")
_DASHES = expression(r"[-/\\…]+")  # a cell that says that there is nothing

#: The rows below the head, each by the columns that its cells begin in.
Body = Sequence[Mapping[int, Cell]]


class TableHead(NamedTuple):
    """What stands over and below the columns of a table.

    ``titles`` has for each column the words of all its tiers, ``lowest`` those of its lowest filled one; ``tiers`` every
    tier for itself, a cell's words over each column that it spans. Blanks are "".
    """

    table: Table
    calendar: Calendar
    tiers: tuple[tuple[str, ...], ...]
    titles: tuple[str, ...]
    lowest: tuple[str, ...]
    body: Body

    @classmethod
    def of(cls, table: Table, calendar: Calendar) -> TableHead:
        """The header of a table in a document of this calendar."""
        rows = table.rows[: table.header_rows]
        width = max(sum(c.colspan for c in row) for row in rows)
        tiers = tuple(
            tuple(closed_up(cell.text) if cell is not None else "" for cell in _spread(row, width))
            for row in rows
        )
        titles = tuple(
            "".join(dict.fromkeys(w for w in over if w)) for over in zip(*tiers, strict=True)
        )
        lowest = tuple(
            next((w for w in reversed(over) if w), "") for over in zip(*tiers, strict=True)
        )
        body = [by_column(row) for row in table.rows[table.header_rows :]]
        return cls(table, calendar, tiers, titles, lowest, body)

    @property
    def caption(self) -> str:
        """The words above the table, "" for none."""
        return self.table.caption or ""

    def said(self) -> list[Said | None]:
        """Where the lowest filled head of each column stands."""
        found: list[Said | None] = [None] * len(self.titles)
        for row in self.table.rows[: self.table.header_rows]:
            for at, cell in enumerate(_spread(row, len(found))):
                if cell is not None and cell.text.strip():
                    found[at] = Said(cell.start, cell.end)
        return found


def of_areas(columns: Sequence[Column]) -> bool:
    """A table whose rows are areas."""
    return any(c.role == "area" for c in columns)


#: A step of reading columns: what it makes of them, by the table's header and rows.
Step = Callable[[list[Column], TableHead], list[Column]]


def _spread(row: Sequence[Cell], width: int) -> list[Cell | None]:
    """The cell over each column; None where the row ends before."""
    over: list[Cell | None] = []
    for cell in row:
        over.extend([cell] * cell.colspan)
    return (over + [None] * width)[:width]


def words_of(body: Body, at: int) -> list[str]:
    """The words of the cells that begin in a column, without blank ones."""
    return [shadow(row[at].text).strip() for row in body if at in row and row[at].text.strip()]


def figures(body: Body, at: int) -> bool:
    """A column of figures alone, whatever its head says: 城市 0.3 beside 农村 0.1."""
    words = [w for w in words_of(body, at) if not _DASHES.fullmatch(w)]
    return bool(words) and all(_NUMBER.fullmatch(w) for w in words)


def worded(body: Body, at: int) -> bool:
    """A column whose cells are words."""
    words = words_of(body, at)
    return bool(words) and not any(_NUMBER.fullmatch(w) for w in words)
