"""Rows of cells drawn in the dialects that plain text has tables in."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

Rows = Sequence[Sequence[str]]


def width(words: str) -> int:
    """How many columns words take: a Chinese sign two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in words)


def cell_tabs(rows: Rows) -> str:
    """A cell a line behind a tab, a blank line between rows: as word processors write a table as text."""
    return "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in rows)


def row_tabs(rows: Rows) -> str:
    """A row a line, cells parted by tabs."""
    return "\n".join("\t".join(row) for row in rows)


def cell_lines(rows: Rows) -> str:
    """A cell a line, as web pages and PDFs leave a table."""
    return "\n".join(cell for row in rows for cell in row)


def spaces(rows: Rows) -> str:
    """Columns of spaces, as text of a PDF has them."""
    size = max(map(len, rows))
    wide = [max(width(row[i]) for row in rows if i < len(row)) + 3 for i in range(size)]
    lines = (
        "".join(cell + " " * (wide[i] - width(cell)) for i, cell in enumerate(row)).rstrip()
        for row in rows
    )
    return "\n".join(lines)


def single_spaces(rows: Rows) -> str:
    """A row a line, cells parted by one space: as some PDF readers leave a table."""
    return "\n".join(" ".join(row) for row in rows)


def pipes(rows: Rows) -> str:
    """A table of Markdown with its ruler."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])


def frame(rows: Rows) -> str:
    """Rows between pipes, without a ruler."""
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


#: What a table may be drawn as in a text.
DRAWN: Final[Mapping[str, Callable[[Rows], str]]] = MappingProxyType(
    {
        "row tabs": row_tabs, "cell tabs": cell_tabs, "cell lines": cell_lines, "spaces": spaces, "pipes": pipes, "frame": frame,
        "single spaces": single_spaces,
    }
)  # fmt: skip
