"""Which columns of a sheet are taken back, and what a sheet must have so that its rows can be.

A sheet whose rows cannot be taken though somebody answered there is said with what it lacks: never passed over.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from policy_extract import messages
from policy_extract.desk.checks import FILLED, column_of
from policy_extract.desk.filling import value_of
from policy_extract.desk.pairs import FILLED as PAIR_FILLED
from policy_extract.desk.pairs import IDENTITY as PAIR_IDENTITY
from policy_extract.desk.pairs import column_of as pair_column_of
from policy_extract.tuples import NamedTuple

HEADS_WITHIN: Final = 200  # rows from the top in which the heads stand
_FEWEST: Final = (
    3  # columns that are taken back: the explanation of columns has their heads one by one
)
NEEDED: Final = ("sha256", "record", "key")
_QUOTE: Final = {"quote": "column.quote"}  # the record's words, where no output lies beside
_HASH: Final = re.compile("[0-9a-f]{64}")


class Cell(NamedTuple):
    """What stands in a cell: its words, and what they are.

    “error”: #REF!. “date”: a program made a date of it. “formula”: one whose value no program has stored. “twice”: two
    columns of one head say different things.
    """

    words: str
    kind: str = "words"


class List(NamedTuple):
    """What a list is known by: which field a head is, the columns to fill in, the answer's, those that identify a row."""

    field_of: Callable[[str], str | None]
    filled: tuple[str, ...]
    answer: str
    needed: tuple[str, ...]


def _of_checks(head: str) -> str | None:
    return column_of(head) or value_of(head, _QUOTE)


CHECKS: Final = List(_of_checks, tuple(FILLED), "judgement", NEEDED)
PAIRS: Final = List(pair_column_of, tuple(PAIR_FILLED), "answer", PAIR_IDENTITY)

#: A field → its columns; more than one where somebody copied a column.
Columns = Mapping[str, Sequence[int]]


class Aside(NamedTuple):
    """A sheet with answers whose rows cannot be taken, and the columns that it lacks."""

    sheet: str
    lacking: tuple[str, ...]

    def told(self, language: messages.Language) -> str:
        """What it lacks and the way out."""
        return messages.text(language, "review.aside", sheet=self.sheet, heads=self.heads(language))

    def heads(self, language: messages.Language) -> str:
        """The heads of the columns that it lacks, as a workbook in that language has them."""
        known = {**PAIR_FILLED, **FILLED}
        return " ".join(
            messages.text(language, known[name]) if name in known else name for name in self.lacking
        )


def heads(rows: Sequence[Sequence[Cell]], kind: List) -> tuple[int, Columns] | None:
    """The row of the heads (from 0) and the columns of each field; None for a sheet that is no such list.

    A list without its answer's column is still one where a column that identifies its rows is there.
    """
    for index, cells in enumerate(itertools.islice(rows, HEADS_WITHIN)):
        columns: dict[str, list[int]] = {}
        for column, cell in enumerate(cells):
            field = kind.field_of(cell.words)
            if field is not None:
                columns.setdefault(field, []).append(column)
        own = kind.answer in columns or any(name in columns for name in kind.needed)
        if own and len(columns) >= _FEWEST:
            return index, columns
    return None


def lacking(rows: Sequence[Sequence[Cell]], at: int, columns: Columns, kind: List) -> list[str]:
    """The columns without which the rows cannot be taken, that are not there; none where nobody answered anything.

    Without the answers' own column (“判断（张三）” stands over it) nobody knows whether somebody did: it is told.
    """
    missing = [name for name in (*kind.needed, kind.answer) if name not in columns]
    typed = [c for name in kind.filled for c in columns.get(name, ())]
    answered = any(
        cells[c].words for cells in rows[at + 1 :] for c in typed if c < len(cells)
    )  # fmt: skip
    return missing if answered or kind.answer in missing else []


def headless(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the sheet holds rows of a list to check (the hash of a file in a cell) and no heads."""
    return any(_HASH.fullmatch(cell.words) for cells in rows for cell in cells)


def picked(cells: Sequence[Cell], columns: Columns) -> dict[str, Cell]:
    """The cells of a row by field, those with words. Of several columns of one head that which has words counts."""
    found: dict[str, Cell] = {}
    for field, places in columns.items():
        said = [cells[c] for c in places if c < len(cells) and cells[c].words]
        if len({one.words for one in said}) > 1:
            found[field] = Cell(" / ".join(one.words for one in said), "twice")
        elif said:
            found[field] = said[0]
    return found
