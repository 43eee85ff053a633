"""csv and tsv → a sheet: the delimiter is found, quotes and lines inside cells are read."""

from __future__ import annotations

import csv
from collections import Counter
from typing import Final

from policy_extract.document import Sourced
from policy_extract.readers.sheets.grid import MAX_CELLS, Sheet, cell_words
from policy_extract.readers.sheets.putting import put_sheets
from policy_extract.readers.source import MAX_CHARS, Unreadable

_DELIMITERS: Final = "\t,;|"
#: Marks of sentences as well: they part cells only where no sentence stands.
_ALSO_MARKS: Final = "，；"
_ENDS: Final = "。"
_SAMPLE: Final = 200  # rows by which the delimiter is told


def read_delimited(text: str) -> Sourced:
    """The table of a delimited file with the lines above and below it; each cell is a block with its name (C7).

    The delimiter is the one that gives most rows the same number of cells. Raises Unreadable for more than MAX_CELLS cells.
    """
    csv.field_size_limit(MAX_CHARS)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[0].lower().startswith("sep=") and len(lines[0]) == len("sep=") + 1:
        delimiter, lines = lines[0][-1], ["", *lines[1:]]
    else:
        delimiter = _delimiter(lines)
    cells: dict[tuple[int, int], str] = {}
    for row, values in enumerate(_read(lines, delimiter)):
        for col, value in enumerate(values):
            words = cell_words(value)
            if words:
                cells[row, col] = words
        if len(cells) > MAX_CELLS:
            raise Unreadable("", "read.cells", limit=MAX_CELLS)
    return put_sheets([Sheet(None, cells)])


def _read(lines: list[str], delimiter: str) -> list[list[str]]:
    """The rows; an open quote that runs to the end of the file is a sign like others."""
    rows = list(csv.reader((f"{line}\n" for line in lines), delimiter=delimiter))
    if len(rows) < len(lines) / 2 and any(value.count("\n") > 50 for row in rows for value in row):
        return list(csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE))
    return rows


def _delimiter(lines: list[str]) -> str:
    """The sign that parts cells. Refused: the commas of sentences, 加快转型升级，增强动能。"""
    best, most = ",", 0
    sample = lines[:_SAMPLE]
    prose = any(_ENDS in line for line in sample)
    for sign in _DELIMITERS if prose else _DELIMITERS + _ALSO_MARKS:
        rows = list(csv.reader((f"{line}\n" for line in sample), delimiter=sign))
        widths = Counter(len(row) for row in rows if len(row) > 1)
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        if count * min(width, 3) > most:
            best, most = sign, count * min(width, 3)
    return best
