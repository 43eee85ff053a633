"""A sheet as a reader of workbooks gives it: what its cells show, what is merged, what is hidden."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from policy_extract.expressions import expression

_LINE_END: Final = expression("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NO_SIGN: Final = expression(r"[\x00-\x08\x0e-\x1f\x7f]|_x000D_")
#: Cells with words; the largest lists of projects have some 200,000. More is a database.
MAX_CELLS: Final = 400_000
#: Columns and rows of the two programs' newest formats.
MAX_COLUMNS: Final = 16_384
MAX_ROWS: Final = 1_048_576


@dataclass(frozen=True, slots=True)
class Sheet:
    """``cells``: (row, column) from 0 → words; ``merged``: first cell → rows and columns that it takes."""

    name: str | None
    cells: dict[tuple[int, int], str]
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def cell_name(row: int, column: int) -> str:
    """(6, 2) → C7."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def cell_place(name: str) -> tuple[int, int] | None:
    """C7 → (6, 2); None for what is no name of a cell."""
    letters = name.rstrip("0123456789")
    digits = name[len(letters) :]
    if not letters or len(letters) > 3 or not letters.isascii() or not digits or len(digits) > 7:
        return None
    column = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            return None
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits) - 1, column - 1


def cell_words(words: str) -> str:
    """The words of a cell: a line feed for each break, no tabs, no control signs, no space around a line."""
    lines = _LINE_END.sub("\n", _NO_SIGN.sub("", words)).replace("\t", " ").split("\n")
    return "\n".join(line.strip(" \u3000\xa0") for line in lines).strip("\n")
