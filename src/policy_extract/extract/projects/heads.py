"""Which column of a project list holds what, by the words of its heads."""

from __future__ import annotations

from collections.abc import Mapping

from policy_extract.document import by_column, closed_up
from policy_extract.expressions import expression
from policy_extract.lexicon import Lexicon
from policy_extract.model import Cell, Table
from policy_extract.tuples import NamedTuple

_SPACE = expression(r"\s+")
FIELDS = (
    "number", "category", "name", "company", "content", "nature", "years", "start", "end", "land",
    "investment", "place",
)  # fmt: skip


class Columns(NamedTuple):
    """Columns by field, and the words of their heads in plain form without spaces, all tiers joined."""

    of: Mapping[str, int]
    heads: Mapping[str, str]


class Heads:
    """Reads the heads of project lists; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = [
            (_SPACE.sub("", word), field)
            for field in FIELDS
            for word in lexicon.words("tables", f"project.{field}")
        ]

    def read(self, table: Table) -> Columns:
        """The columns of a table; of two for one field the left one. A name's column may be missing."""
        found: dict[str, int] = {}
        tiers: dict[int, str] = {}
        for row in table.rows[: max(1, table.header_rows)]:
            for column, cell in by_column(row).items():
                words = plain(cell)
                field = self._field(words)
                if field is not None and field not in found and column not in found.values():
                    found[field] = column
                for covered in range(column, column + max(1, cell.colspan)):
                    tiers[covered] = tiers.get(covered, "") + words
        return Columns(found, {field: tiers[column] for field, column in found.items()})

    def _field(self, words: str) -> str | None:
        """The field whose word opens the head, the longest of them: 建设内容及规模 → content."""
        fitting = [(len(w), field) for w, field in self._words if w and words.startswith(w)]
        return max(fitting, key=lambda one: one[0])[1] if fitting else None


def plain(cell: Cell) -> str:
    """A cell's words in plain form without white space."""
    return closed_up(cell.text)
