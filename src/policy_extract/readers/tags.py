"""Tables of HTML inside Markdown → rows of cells with their places; what a merged cell covers is counted."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from policy_extract.document import CellPlace
from policy_extract.expressions import expression

_TAG = expression(r"<(/?)(table|tr|td|th)\b([^<>]{0,500})>", re.IGNORECASE)
_OPEN = expression(r"<table\b", re.IGNORECASE)
_CLOSE = expression(r"</table\s*>", re.IGNORECASE)
_SPAN = expression(r"\b(col|row)span\s*=\s*[\x22']?\s*(\d{1,3})", re.IGNORECASE)
_MOST = 100  # columns and rows that one cell may span


@dataclass(frozen=True, slots=True)
class TaggedCell:
    """A cell: its words as written, with tags inside, and its place."""

    words: str
    place: CellPlace


def opens_table(line: str) -> bool:
    """A table begins on this line."""
    return bool(_OPEN.search(line))


def closes_table(line: str) -> bool:
    """A table ends on this line."""
    return bool(_CLOSE.search(line))


def table_of(source: str, table: int) -> tuple[str, list[list[TaggedCell]], str]:
    """The words before a table, its rows, the words behind it; ``table`` is its running number.

    Cells without end tags end where the next begins; a table inside a cell is read as rows of the outer one.
    Rows without a cell are none.
    """
    opened, closed = _OPEN.search(source), list(_CLOSE.finditer(source))
    start = opened.start() if opened else 0
    stop, end = (closed[-1].start(), closed[-1].end()) if closed else (len(source), len(source))
    made = _Rows(source, table)
    for tag in _TAG.finditer(source, start, stop):
        name = tag[2].lower()
        if name in ("td", "th"):
            made.end_cell(tag.start())
            if not tag[1]:
                made.open_cell(tag.end(), tag[3])
        elif name == "tr":
            made.end_row(tag.start())
    made.end_row(stop)
    return source[:start], made.rows, source[end:]


class _Rows:
    """The rows of a table while its tags are gone through."""

    def __init__(self, source: str, table: int) -> None:
        self.rows: list[list[TaggedCell]] = []
        self._source, self._table = source, table
        self._row: list[TaggedCell] = []
        self._cell: tuple[int, str] | None = None  # where its words begin, and its attributes
        self._covered: dict[int, int] = {}  # column → rows below that a merged cell still covers

    def open_cell(self, at: int, attributes: str) -> None:
        self._cell = at, attributes

    def end_cell(self, at: int) -> None:
        """The open cell's words end here; nothing where none is open."""
        if self._cell is None:
            return
        begin, attributes = self._cell
        self._cell = None
        spans = {name.lower(): int(n) for name, n in _SPAN.findall(attributes)}
        wide, high = (max(1, min(_MOST, spans.get(k, 1))) for k in ("col", "row"))
        column = self._row[-1].place.col + self._row[-1].place.colspan if self._row else 0
        while self._covered.get(column):
            column += 1
        place = CellPlace(self._table, len(self.rows), column, high, wide)
        self._row.append(TaggedCell(html.unescape(self._source[begin:at]), place))

    def end_row(self, at: int) -> None:
        """The open row ends here; a row without a cell is none."""
        self.end_cell(at)
        row, self._row = self._row, []
        if not row:
            return
        for column in [c for c in self._covered if self._covered[c]]:
            self._covered[column] -= 1
        for place in (entry.place for entry in row):
            for column in range(place.col, place.col + place.colspan):
                self._covered[column] = max(self._covered.get(column, 0), place.rowspan - 1)
        self.rows.append(row)
