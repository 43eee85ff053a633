"""Columns of single spaces: as some PDF readers leave a table. Read only where nothing is left open."""

from __future__ import annotations

from collections.abc import Iterator

from policy_extract.expressions import expression
from policy_extract.layout.geometry.grid import Grid, Page, Row, cell, number, serial
from policy_extract.layout.geometry.heads import Heads

_PIECE = expression(r"\S+")
_MIN_COLUMNS = 3
_MIN_ROWS = 2


class SingleSpaces:
    """Finds tables of this dialect; built once for a lexicon."""

    def __init__(self, heads: Heads) -> None:
        self._heads = heads

    def find(self, page: Page) -> Iterator[Grid]:
        """Yield the tables, in order. Takes linear time.

        A line of three heads or more, each known, one of them of values or of bodies; below it rows of as many pieces
        with numbers in the columns of values, or numbered one after the other. Refused: names with a space of their
        own, wrapped rows: the table ends there.
        """
        index = 0
        while index < len(page.lines):
            plain = page.lines[index].plain
            size = plain.count(" ") + 1
            if (
                size < _MIN_COLUMNS
                or len(plain) > 100
                or not page.free(index)
                or not self._head(plain)
            ):
                index += 1
                continue
            valued = [i for i, head in enumerate(plain.split(" ")) if self._heads.value(head)]
            counted = not valued
            stop = index + 1
            rows = [_row(page, index)]
            while stop < len(page.lines) and page.free(stop):
                row = _row(page, stop)
                words = [page.plain[c.start : c.end] for c in row]
                if len(row) != size or not all(number(words[i]) for i in valued):
                    break
                if counted and not _next(page, rows, words[0]):
                    break
                rows.append(row)
                stop += 1
            if len(rows) > _MIN_ROWS:
                yield Grid(
                    index, stop, page.lines[index].start, page.lines[stop - 1].end, 1, tuple(rows)
                )
            index = stop

    def _head(self, plain: str) -> bool:
        words = plain.split(" ")
        if not all(map(self._heads.knows, words)):
            return False
        return any(map(self._heads.value, words)) or not self._heads.answering.isdisjoint(words)


def _next(page: Page, rows: list[Row], words: str) -> bool:
    """Whether words are the number of the next row."""
    before = serial(page.plain[rows[-1][0].start : rows[-1][0].end])
    here = serial(words)
    return here is not None and (len(rows) == 1 or here - 1 == before)


def _row(page: Page, index: int) -> Row:
    line = page.lines[index]
    found = _PIECE.finditer(page.text, line.start, line.end)
    return tuple(cell(page.text, m.start(), m.end()) for m in found)
