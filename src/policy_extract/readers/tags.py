"""Tables of HTML inside Markdown → rows of cells with their places; what a merged cell covers is counted."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from policy_extract.document import CellPlace

_TAG = re.compile(r"<(/?)(table|tr|td|th)\b([^<>]{0,500})>", re.IGNORECASE)
_OPEN = re.compile(r"<table\b", re.IGNORECASE)
_CLOSE = re.compile(r"</table\s*>", re.IGNORECASE)
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\x22']?\s*(\d{1,3})", re.IGNORECASE)
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
    rows: list[list[TaggedCell]] = []
    covered: dict[int, int] = {}  # column → rows below that a merged cell still covers
    row: list[TaggedCell] = []
    cell: tuple[int, str] | None = (
        None  # where the words of the open cell begin, and its attributes
    )

    def end_cell(at: int) -> None:
        nonlocal cell
        if cell is None:
            return
        spans = {name.lower(): int(n) for name, n in _SPAN.findall(cell[1])}
        wide, high = (max(1, min(_MOST, spans.get(k, 1))) for k in ("col", "row"))
        column = row[-1].place.col + row[-1].place.colspan if row else 0
        while covered.get(column):
            column += 1
        place = CellPlace(table, len(rows), column, high, wide)
        row.append(TaggedCell(html.unescape(source[cell[0] : at]), place))
        cell = None

    def end_row(at: int) -> None:
        nonlocal row
        end_cell(at)
        if not row:
            return
        for column in [c for c in covered if covered[c]]:
            covered[column] -= 1
        for entry in row:
            for column in range(entry.place.col, entry.place.col + entry.place.colspan):
                covered[column] = max(covered.get(column, 0), entry.place.rowspan - 1)
        rows.append(row)
        row = []

    for tag in _TAG.finditer(source, start, stop):
        name = tag[2].lower()
        if name in ("td", "th"):
            end_cell(tag.start())
            if not tag[1]:
                cell = (tag.end(), tag[3])
        elif name == "tr":
            end_row(tag.start())
    end_row(stop)
    return source[:start], rows, source[end:]
