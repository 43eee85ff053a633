"""What every dialect of flattened tables comes to: rows of cells with their places in the text.

A cell's ``text`` is its words without line breaks; ``start`` and ``end`` bound them in the text, blanks
have ``start == end``. Every row is as wide as the table: ``colspan`` counts, and a place that a merged
cell covers from above holds a blank cell, so that extractors find a column by counting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from policy_extract.expressions import expression
from policy_extract.layout.lines import Line
from policy_extract.model import Cell
from policy_extract.tuples import NamedTuple

Row = tuple[Cell, ...]

_BREAK = expression(r"\s*[\r\n]\s*")
_SPACE = expression(r"\s+")
#: A number alone, or the dash of a cell without one.
_NUMBER = expression(
    r"(?:[<>≥≤约]{0,2}-?\d[\d,]*(?:\.\d+)?(?:[-~/]\d+(?:\.\d+)?)?[%‰]?|[\[(]\d[\d.,]*[\])]|-{1,2}|/)"
)
_SERIAL = expression(r"\d{1,3}[.、]?")
#: The signs that part cells in text, the narrow and the wide one.
BARS = "|｜"
#: A head that is a year.
YEAR = expression(r"(?:19|20)\d\d ?年?")


class Grid(NamedTuple):
    """A table found in lines: rows of cells, and the range of line indexes it takes (end exclusive).

    ``start`` and ``end`` are code points of the text; ``caption`` is what the dialect went by
    to find it; layout takes it where no caption stands right above.
    """

    first: int
    stop: int
    start: int
    end: int
    header_rows: int
    rows: tuple[Row, ...]
    caption: str | None = None

    @property
    def width(self) -> int:
        """The number of columns, merged ones counted."""
        return max(width(row) for row in self.rows)


class Page(NamedTuple):
    """The lines that dialects look for tables in.

    ``heading`` says which lines open a section, ``taken`` which belong to residue or to a table that
    was found before; a dialect reads both and changes neither.
    """

    text: str
    plain: str
    lines: Sequence[Line]
    heading: Sequence[bool]
    taken: Sequence[bool]

    def free(self, index: int) -> bool:
        """A line with words that no table or residue holds."""
        return not self.taken[index] and bool(self.lines[index].plain)


def number(plain: str) -> bool:
    """A cell that holds nothing but a number or the dash for none."""
    return bool(_NUMBER.fullmatch(plain.strip()))


def serial(plain: str) -> int | None:
    """The running number that a cell is, or None: “01”, “3.”."""
    words = plain.strip()
    return int(words.rstrip(".、")) if _SERIAL.fullmatch(words) else None


def cell(text: str, start: int, end: int, *, colspan: int = 1, rowspan: int = 1) -> Cell:
    """The cell of ``text[start:end]``, without the space around it; only space gives a blank."""
    words = text[start:end]
    stripped = words.strip()
    if not stripped:
        return Cell.of("", start, start, rowspan, colspan)
    begin = start + len(words) - len(words.lstrip())
    words = _BREAK.sub("", stripped) if "\n" in stripped or "\r" in stripped else stripped
    return Cell.of(words, begin, begin + len(stripped), rowspan, colspan)


def blank(at: int, *, colspan: int = 1) -> Cell:
    """A cell without words at a code point of the text."""
    return Cell.of("", at, at, colspan=colspan)


def spanned(entry: Cell, *, colspan: int | None = None, rowspan: int | None = None) -> Cell:
    """The cell with other spans."""
    update = {"colspan": colspan, "rowspan": rowspan}
    return entry.model_copy(update={k: v for k, v in update.items() if v is not None})


def width(row: Sequence[Cell]) -> int:
    """The columns that a row fills."""
    return sum(entry.colspan for entry in row)


def usual(sizes: Iterable[int]) -> int:
    """The commonest size, of two as common the larger; 0 for none."""
    counts = Counter(sizes)
    return max(counts, key=lambda size: (counts[size], size), default=0)
