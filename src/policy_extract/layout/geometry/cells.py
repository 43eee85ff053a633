"""Real cells, as a reader gives them for docx, html, xlsx and Markdown: blocks with a place in a table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from policy_extract.document import Block, CellPlace
from policy_extract.layout.geometry.grid import Grid, Page, Row, blank, cell
from policy_extract.layout.geometry.heads import Heads
from policy_extract.layout.geometry.tiers import header_rows, spread_heads
from policy_extract.model import Cell

_MAX_COLUMNS = 400
_MAX_CAPTIONS = 2  # rows: the table's name, and the unit of its values


class Cells:
    """Makes tables of cell blocks; built once for a lexicon."""

    def __init__(self, heads: Heads) -> None:
        self._heads = heads

    def find(self, page: Page, blocks: Sequence[Block]) -> Iterator[Grid]:
        """Yield the tables of the blocks, in order of the text. Takes linear time.

        Refused: a table of one row, or of one column that is a frame around text. A row above the header with one
        cell as wide as the table is the table's caption, a line of its own.
        """
        tables: dict[int, list[tuple[CellPlace, Block]]] = {}
        for block in blocks:
            if block.cell is not None and block.cell.col < _MAX_COLUMNS:
                tables.setdefault(block.cell.table, []).append((block.cell, block))
        starts = [line.start for line in page.lines]
        for placed in sorted(tables.values(), key=lambda t: min(b.start for _, b in t)):
            rows = _rows(page.text, placed)
            over = _captions(rows)
            rows = rows[over:]
            if len(rows) < 2 or max(len(row) for row in rows) < 2:
                continue
            start = min(c.start for c in rows[0] if c.text)
            end = max(block.end for _, block in placed)
            tiers = header_rows(rows, self._heads, page.plain)
            if tiers == 2 and all(c.colspan == 1 for c in rows[0]):  # no merged cells in Markdown
                rows = (spread_heads(rows[0], rows[1]), *rows[1:])
            yield Grid(
                bisect_right(starts, start) - 1,
                bisect_right(starts, max(start, end - 1)),
                start,
                end,
                tiers,
                rows,
            )


def _captions(rows: Sequence[Row]) -> int:
    """How many rows at the top are one cell as wide as the table, with a row of several cells below."""
    over = next((i for i, row in enumerate(rows) if len(row) > 1), 0)
    return over if over <= _MAX_CAPTIONS and all(row[0].text for row in rows[:over]) else 0


def _rows(text: str, placed: Sequence[tuple[CellPlace, Block]]) -> tuple[Row, ...]:
    """Rows as wide as the table: what a merged cell covers from above is a blank, no row is empty."""
    width = min(_MAX_COLUMNS, max(place.col + max(1, place.colspan) for place, _ in placed))
    by_row: dict[int, dict[int, tuple[CellPlace, Block]]] = {}
    for place, block in placed:
        by_row.setdefault(place.row, {}).setdefault(place.col, (place, block))
    at = min(block.start for _, block in placed)
    rows: list[Row] = []
    for number in sorted(by_row):
        row: list[Cell] = []
        column = 0
        while column < width:
            found = by_row[number].get(column)
            if found is None:
                row.append(blank(at))
                column += 1
                continue
            place, block = found
            right = column + 1
            while (
                right < min(width, column + max(1, place.colspan)) and right not in by_row[number]
            ):
                right += 1
            made = cell(
                text, block.start, block.end, colspan=right - column, rowspan=max(1, place.rowspan)
            )
            row.append(made)
            at = made.end
            column = right
        if any(entry.text for entry in row):
            rows.append(tuple(row))
    return tuple(rows)
