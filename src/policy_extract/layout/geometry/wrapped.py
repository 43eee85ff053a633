"""Tables of indicators or tasks, of spaces, whose cells are wrapped: as the text of a PDF has them, columns lost.

Read where the header's words prove a table. Running numbers at the head of lines bound the rows; without them
a line whose words fill all columns of values is a row, and the lines around it are pieces of names. Whether
pieces stand above, below or around the values is what all rows of a table must agree on; where the readings
differ a row gives no cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_extract.layout.geometry.dealt_rows import Dealer
from policy_extract.layout.geometry.dealt_rows import Row as Dealt
from policy_extract.layout.geometry.grid import Grid, Page, Row, blank
from policy_extract.layout.geometry.heads import Heads
from policy_extract.layout.geometry.name_pieces import named
from policy_extract.layout.geometry.region import Region, RegionReader
from policy_extract.layout.geometry.stacked_heads import Column, StackedHeads
from policy_extract.layout.geometry.words import Word, WordKinds, words_of
from policy_extract.model import Cell
from policy_extract.tuples import NamedTuple

_MAX_LINE = 60
_MAX_TIERS = 5
_ABOVE = 2  # lines of a header above that with the head of the names
_MIN_ROWS = 2
_MIN_COLUMNS = 3


class _Header(NamedTuple):
    """The columns, and the lines that the header takes (end exclusive)."""

    columns: tuple[Column, ...]
    first: int
    stop: int


class Wrapped:
    """Finds tables of this dialect; built once for a lexicon."""

    def __init__(self, heads: Heads) -> None:
        self._stacked = StackedHeads(heads)
        self._kinds = WordKinds(heads)
        self._regions = RegionReader(heads)

    def find(self, page: Page) -> Iterator[Grid]:
        """Yield the tables, in order. Takes linear time.

        A header of one to five lines with the head of the names or tasks, one of values or bodies and three in all,
        and two rows that can be dealt; tasks have running numbers. Refused: prose with such words, two tiers of heads, columns in an odd order.
        """
        index = 0
        while index < len(page.lines):
            plain = page.lines[index].plain
            if " " not in plain or len(plain) > _MAX_LINE or not page.free(index):
                index += 1
                continue
            header = self._header(page, index)
            if header is None:
                index += 1
                continue
            grid = self._grid(page, header)
            if grid is not None:
                yield grid
            index = grid.stop if grid is not None else header.stop

    def _header(self, page: Page, index: int) -> _Header | None:
        """The header that the head of the names in a line belongs to, as many lines as fit."""
        if not self._stacked.named(self._stacked.closed(words_of(page, index))):
            return None
        first = stop = index
        held: list[list[Word]] = []
        while stop < len(page.lines) and stop - index < _MAX_TIERS and page.free(stop):
            words = self._stacked.closed(words_of(page, stop))
            if not self._stacked.may_hold(words):
                break
            held.append(words)
            stop += 1
        while first > 0 and index - first < _ABOVE and page.free(first - 1):
            words = self._stacked.closed(words_of(page, first - 1))
            if not self._stacked.may_hold(words):
                break
            held.insert(0, words)
            first -= 1
        spans = [(a, b) for a in range(first, index + 1) for b in range(index + 1, stop + 1)]
        for a, b in sorted(spans, key=lambda span: span[0] - span[1]):
            columns = self._stacked.read(held[a - first : b - first])
            if columns is not None and len(columns) >= _MIN_COLUMNS:
                return _Header(tuple(columns), a, b)
        return None

    def _grid(self, page: Page, header: _Header) -> Grid | None:
        dealer = Dealer(header.columns, self._kinds)
        region = self._regions.read(page, header.first, header.stop, dealer)
        rows = list(self._rows(region, dealer))
        if len(rows) < _MIN_ROWS:
            return None
        columns = [c for c in header.columns if c.kind != "category"]
        made: list[Row] = [tuple(_cell(page, column.words) for column in columns)]
        made += [_row(page, row, columns) for row in rows]
        last = max(region.last, *(w.line for row in rows for w in row.name))
        start, end = page.lines[header.first].start, page.lines[last].end
        return Grid(header.first, last + 1, start, end, 1, tuple(made))

    def _rows(self, region: Region, dealer: Dealer) -> Iterator[Dealt]:
        """The rows that can be dealt: by running numbers where every line belongs to one, else by lines of values."""
        numbered = region.numbered(dealer)
        if numbered is not None:
            yield from numbered
        elif "value" in dealer.kinds:
            yield from named(region.segments(), self._kinds)


def _row(page: Page, row: Dealt, columns: Sequence[Column]) -> Row:
    cells: list[Cell] = []
    at = min(w.start for words in (*row.cells.values(), row.name) for w in words)
    for column in columns:
        words = row.name if column.kind == "name" else row.cells.get(column, ())
        made = _cell(page, words) if words else blank(at)
        at = max(at, made.end)
        cells.append(made)
    return tuple(cells)


def _cell(page: Page, words: Sequence[Word]) -> Cell:
    """A cell of words: its place is the run of them that stands together, the first where they are parted."""
    text = "".join("".join(page.text[w.start : w.end].split()) for w in words)
    last = words[0]
    for word in words[1:]:
        if page.plain[last.end : word.start].strip():
            break
        last = word
    return Cell(text=text, start=words[0].start, end=last.end)
