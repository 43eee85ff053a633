"""What every reader of rows needs of cells: where they stand, and their words without white space."""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.document.plain import shadow
from policy_extract.model import Cell


def by_column(row: Sequence[Cell]) -> dict[int, Cell]:
    """Cells by the column that they begin in, merged cells counted with their width."""
    column = 0
    found: dict[int, Cell] = {}
    for cell in row:
        found[column] = cell
        column += max(1, cell.colspan)
    return found


def closed_up(words: str) -> str:
    """Words in plain form without white space: “指　标” → 指标."""
    plain = shadow(words)
    return plain if plain.isalnum() else "".join(plain.split())
