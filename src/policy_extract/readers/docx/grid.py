"""The grid of a table (w:tbl): which cells there are, where they stand, what they cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from policy_extract.readers.docx.tree import Element, placed, value, w, whole

_WIDEST: Final = 100  # columns that one cell may span; Word itself has 63


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table, its place counted from 0, its path in the file; None for a place covered from above."""

    element: Element | None
    path: str
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1


def grid_of(table: Element, path: str) -> tuple[tuple[GridCell, ...], ...]:
    """The rows of a table, merged cells once, in the place where they begin. Takes linear time.

    Rows that a tracked change took out are left away. A cell that says it is merged with the one above is one of its
    own where none above has its place.
    """
    rows: list[list[GridCell]] = []
    open_: dict[
        int, tuple[int, int]
    ] = {}  # column → row and index of the cell that may go on below
    for tr, row_path, _ in placed(table, path):
        if tr.tag != w("tr"):
            continue
        properties = tr.find(w("trPr"))
        if properties is not None and properties.find(w("del")) is not None:
            continue
        column = _span(whole(properties, "gridBefore"), least=0)
        row: list[GridCell] = []
        going: dict[int, tuple[int, int]] = {}
        for tc, cell_path, _ in placed(tr, row_path):
            if tc.tag != w("tc"):
                continue
            own = tc.find(w("tcPr"))
            if own is not None and own.find(w("cellDel")) is not None:
                continue
            wide = _span(whole(own, "gridSpan"))
            if value(own, "hMerge") == "continue" and row:
                row[-1] = replace(row[-1], colspan=row[-1].colspan + wide)
                column += wide
                continue
            merged = own is not None and own.find(w("vMerge")) is not None
            above = open_.get(column) if merged and value(own, "vMerge") != "restart" else None
            if above is not None:
                up, index = above
                rows[up][index] = replace(rows[up][index], rowspan=len(rows) - up + 1)
                row.append(GridCell(None, cell_path, len(rows), column, 1, wide))
                going[column] = above
            else:
                if merged:
                    going[column] = len(rows), len(row)
                row.append(GridCell(tc, cell_path, len(rows), column, 1, wide))
            column += wide
        open_ = going
        rows.append(row)
    return tuple(tuple(row) for row in rows)


def single_column(rows: Sequence[Sequence[GridCell]]) -> bool:
    """Each row has one cell: a frame around text (专栏), not a table."""
    return all(len(row) <= 1 for row in rows)


def _span(size: int | None, least: int = 1) -> int:
    return max(least, min(_WIDEST, size if size is not None else least))
