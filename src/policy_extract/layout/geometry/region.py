"""The lines below a header of spaces: rows of values, pieces of names, and what stands between rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from policy_extract.expressions import expression
from policy_extract.layout.geometry.dealt_rows import Dealer, Row
from policy_extract.layout.geometry.grid import Page, number, serial
from policy_extract.layout.geometry.heads import Heads
from policy_extract.layout.geometry.words import Word, words_of
from policy_extract.layout.lines import SPELLED
from policy_extract.tuples import NamedTuple

_GROUP = expression(rf"(?:\(?[{SPELLED}]{{1,3}}[、.)]) ?\S{{1,30}}")
_MAX_GROUP = 16
_MAX_PIECE = 60
_FRONT = 3  # words before which a note opens: a group's sign, a running number
_MAX_APART = 14  # lines without a row, after which a table has ended
_MAX_NOTED = 45  # … of a table whose rows end in a kind of target, which prose does not
_MAX_BLANKS = 3  # blank lines and page numbers one after the other


class Entry(NamedTuple):
    """A line of the region: a row's values, a piece of a name (``row`` is None), or neither (``torn``)."""

    words: tuple[Word, ...]
    row: Row | None = None
    torn: bool = False
    piece: tuple[Word, ...] = ()  # the words that may belong to a name


#: Lines that no note, group's name, page or blank line parts.
Segment = list[Entry]


@dataclass
class Region:
    """The lines of a table by what they are, and the index of the last that holds values."""

    parts: list[Segment] = field(default_factory=lambda: [[]])
    last: int = 0

    def segments(self) -> list[Segment]:
        """The runs of lines that hold something."""
        return [part for part in self.parts if part]

    def part(self) -> None:
        """What follows belongs to no name above."""
        if self.parts[-1]:
            self.parts.append([])

    def numbered(self, dealer: Dealer) -> list[Row] | None:
        """The rows between running numbers at the heads of lines; None where lines belong to no row.

        A number opens a row where its name follows on the same line. A row that cannot be dealt is left out; where
        a line stands before the first number, or is left over behind a row's last cell, rows are not parted so.
        """
        if "serial" not in dealer.kinds:
            return None
        rows: list[Row] = []
        expected, torn, empty = 1, 0, False
        for part in self.segments():
            for chunk in _chunks(part, expected, dealer):
                if not _opens(chunk[0], expected, dealer):
                    return None
                expected += 1
                row = dealer.deal([word for entry in chunk for word in entry.words])
                before, empty = empty, not any(dealer.torn(entry.words) for entry in chunk)
                if row is not None and row.name:
                    empty = False
                    if (
                        not before
                    ):  # a number without values above may have been a piece of this name
                        rows.append(row)
                elif any(dealer.deal(_front(chunk, n)) is not None for n in range(1, len(chunk))):
                    return None
                else:
                    torn += 1
        return rows if len(rows) >= torn else None


def _front(chunk: Sequence[Entry], size: int) -> list[Word]:
    return [word for entry in chunk[:size] for word in entry.words]


def _opens(entry: Entry, expected: int, dealer: Dealer) -> bool:
    """A line that opens the row of a running number: the number, and behind it a name."""
    words = entry.words
    at = dealer.serial_at(words)
    if at is None or at + 1 >= len(words) or number(words[at + 1].plain):
        return False
    return serial(words[at].plain) == expected


def _chunks(part: Sequence[Entry], expected: int, dealer: Dealer) -> Iterator[list[Entry]]:
    """The lines from one running number to the next."""
    chunk: list[Entry] = []
    for entry in part:
        if _opens(entry, expected, dealer):
            if chunk:
                yield chunk
            chunk, expected = [], expected + 1
        chunk.append(entry)
    if chunk:
        yield chunk


class RegionReader:
    """Reads regions; built once for a lexicon."""

    def __init__(self, heads: Heads) -> None:
        self._heads = heads
        self._groups = heads.lexicon.words("tables", "group.ends")
        self._notes = heads.lexicon.words("tables", "group.notes")

    def read(self, page: Page, first: int, stop: int, dealer: Dealer) -> Region:
        """The region below a header that takes the lines from ``first`` up to ``stop``."""
        header = [page.lines[i].plain for i in range(first, stop)]
        region = Region(last=stop - 1)
        most = _MAX_NOTED if "attribute" in dealer.kinds else _MAX_APART
        index, noted, apart, blanks = stop, False, 0, 0
        while index < len(page.lines) and apart <= most and blanks <= _MAX_BLANKS:
            line = page.lines[index]
            if page.taken[index] or line.blank:
                region.part()
                index, blanks = index + 1, blanks + 1
                continue
            below = page.lines[index : index + len(header)] if line.plain == header[0] else ()
            if [x.plain for x in below] == header:
                region.part()
                index, blanks, apart = index + len(header), 0, 0
                continue
            words = words_of(page, index)
            if self._ends(page, index, words, dealer):
                break
            noted = any(w.plain.startswith(self._notes) for w in words[:_FRONT]) or (
                noted and not page.lines[index - 1].plain.endswith("。")
            )
            row = dealer.deal(words)
            if row is not None:
                region.last, apart, blanks = index, -1, 0
            elif dealer.closes(words):
                region.last = index
            self._add(region, words, row, noted=noted, plain=line.plain, dealer=dealer)
            noted = noted and row is None
            index, apart = index + 1, apart + 1
        return region

    def _add(
        self,
        region: Region,
        words: Sequence[Word],
        row: Row | None,
        *,
        noted: bool,
        plain: str,
        dealer: Dealer,
    ) -> None:
        """Put a line where it belongs."""
        if row is not None:
            region.parts[-1].append(Entry(tuple(words), row))
        elif noted or plain.endswith("。") or len(plain) > _MAX_PIECE or self._group(plain):
            region.part()
        elif not dealer.noise(words):
            piece = dealer.piece(words)
            region.parts[-1].append(Entry(tuple(words), None, dealer.torn(piece), piece))

    def _ends(self, page: Page, index: int, words: Sequence[Word], dealer: Dealer) -> bool:
        """A caption, a cell behind a tab, a heading that names no group of rows."""
        line = page.lines[index]
        if line.cell:
            return True
        if self._heads.captioned.match(line.plain) and not self._heads.continued(line.plain):
            return True
        numbered = serial(words[0].plain.split(".")[0]) is not None
        if not page.heading[index] or numbered or dealer.upright(words):
            return False
        below = [i for i in range(index + 1, index + 5) if i < len(page.lines)]
        rows = (dealer.deal(words_of(page, i)) for i in below if page.free(i))
        return not (_GROUP.fullmatch(line.plain) and any(row is not None for row in rows))

    def _group(self, plain: str) -> bool:
        """A line that names the rows below: 一、供给能力, 结果性指标, 续表."""
        if self._heads.continued(plain) or _GROUP.fullmatch(plain):
            return True
        return len(plain) <= _MAX_GROUP and plain.endswith(self._groups)
