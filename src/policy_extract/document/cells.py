"""What every reader of rows needs of cells: where they stand, and their words without white space."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from policy_extract.document.plain import shadow
from policy_extract.model import Cell

_MANY = 1024  # words that are remembered: several readers of a table ask for the same cell


def by_column(row: Sequence[Cell]) -> dict[int, Cell]:
    """Cells by the column that they begin in, merged cells counted with their width."""
    column = 0
    found: dict[int, Cell] = {}
    for cell in row:
        found[column] = cell
        column += max(1, cell.colspan)
    return found


@lru_cache(maxsize=_MANY)
def closed_up(words: str) -> str:
    """Words in plain form without white space: “指　标” → 指标."""
    plain = shadow(words)
    return plain if plain.isalnum() else "".join(plain.split())
