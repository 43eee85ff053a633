"""The pieces of an article → text and blocks: titles, wrapped lines, headings that are only bold, boxes, tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from policy_extract.document import Anchor, BlockKind, shadow
from policy_extract.readers.building import TextBuilder
from policy_extract.readers.glyphs import mended
from policy_extract.readers.html.flow import Held, Line, Piece
from policy_extract.readers.html.tables import PageCell, Rows, captions_of, read_table
from policy_extract.readers.html.tree import Element, PageTree
from policy_extract.readers.html.words import PageWords

_LONG: Final = 40  # signs of the first paragraph: above it stands the title
_MAX_BOLD: Final = 40
_BOLD: Final = 0.95
_BOLD_LEVEL: Final = 7
_ENDS: Final = tuple("。；：！？，、.!?:;,")
_WRAPPED: Final = 3  # lines of one width at least: set by hand, as in pages of <pre> and <br>
_NEAR: Final = 4  # signs by which they may differ
_NARROW: Final = 18


class PagePutter:
    """Puts an article out; ``page`` holds what was put out."""

    def __init__(self, tree: PageTree, page: TextBuilder, words: PageWords) -> None:
        self.page = page
        self.warnings: list[str] = []
        self._tree, self._words = tree, words
        self._tables = 0
        self._blank = True  # the line above is blank, or there is none
        self._begun = False  # the title stands above

    def title(self, line: Line) -> None:
        """The page's title; a notice's is a line like others, since the plan that it issues has its own."""
        notice = line.words.endswith(self._words.notice_ends) and any(
            word in line.words for word in self._words.printing
        )
        self._line(line, "paragraph" if notice else "heading", None if notice else 1)

    def put(self, pieces: Sequence[Piece], boxes: Mapping[Element, Element]) -> None:
        """Put out the pieces; blank lines at the ends and beside one another fall away.

        ``boxes``: element → the box that it stands in.
        """
        last = max((i for i, p in enumerate(pieces) if isinstance(p, Held) or p.words), default=-1)
        goes_on = _wraps(pieces, self._words)
        box, since = None, 0
        for at, piece in enumerate(pieces[: last + 1]):
            if (here := boxes.get(piece.node)) is not box:
                self._end_box(box, since)
                box, since = here, self.page.at
            if isinstance(piece, Held):
                self._table(piece)
            elif not piece.words:
                if not self._blank:
                    self.page.line("")
                self._blank = True
            elif at in goes_on and self.page.blocks:
                self.page.goes_on(self._mended(piece.words))
            else:
                kind, level = self._kind(piece, pieces[at + 1 : at + 3])
                self._line(piece, kind, level)
                self._begun |= len(piece.words) >= _LONG
        self._end_box(box, since)

    def _end_box(self, box: Element | None, since: int) -> None:
        if box is not None:
            self.page.box(since, Anchor(path=self._tree.path(box)))

    def _line(self, line: Line, kind: BlockKind, level: int | None) -> None:
        words = self._mended(line.words)
        if words.strip():
            self.page.line(words, kind, level, Anchor(path=self._tree.path(line.node)))
            self._blank = False

    def _mended(self, words: str) -> str:
        plain, told = mended(words)
        self.warnings.extend(told)
        return plain

    def _kind(self, line: Line, below: Sequence[Piece]) -> tuple[BlockKind, int | None]:
        """What a line is: its element's word, or a heading where it is bold, short, unnumbered and text follows."""
        if line.kind == "heading":
            notice = not self._begun and line.words.endswith(self._words.notice_ends)
            return ("paragraph", None) if notice else ("heading", line.level)
        bold = line.bold >= _BOLD * len(line.words) and 2 <= len(line.words) <= _MAX_BOLD
        follows = any(isinstance(p, Line) and p.words and p.bold < len(p.words) / 2 for p in below)
        if (
            bold
            and self._begun
            and follows
            and not line.centred
            and not line.words.endswith(_ENDS)
            and not self._words.numbered.match(line.words)
        ):
            return "heading", _BOLD_LEVEL
        return line.kind, None

    def _table(self, piece: Held) -> None:
        for line in captions_of(self._tree, piece.node):
            self._line(line, "paragraph", None)
        rows = read_table(self._tree, piece.node, self._tables)
        self._tables += 1
        above, rows, below = _parted(rows, self._words)
        for words, node in above:
            self._line(Line(words, node), "paragraph", None)
        for row in rows:
            if any(cell.words for cell in row):
                cells = [self._mended(cell.words) for cell in row]
                anchors = [Anchor(path=self._tree.path(cell.node)) for cell in row]
                self.page.row(cells, [cell.place for cell in row], anchors)
                self._blank = False
        for words, node in below:
            self._line(Line(words, node), "note", None)


def _parted(
    rows: Rows, words: PageWords
) -> tuple[list[tuple[str, Any]], Rows, list[tuple[str, Any]]]:
    """A title row in front and a row of notes behind are lines: one cell over the whole width."""
    width = max((cell.place.col + cell.place.colspan for row in rows for cell in row), default=0)
    filled = [i for i, row in enumerate(rows) if any(cell.words for cell in row)]
    first, last = 0, len(rows)
    above: list[tuple[str, Any]] = []
    below: list[tuple[str, Any]] = []
    for i in filled[:2]:
        if not _whole(rows[i], width) or len(filled) < 3:
            break
        above.append((_one_line(rows[i][0].words), rows[i][0].node))
        first = i + 1
    for i in reversed(filled[2:]):
        if not _whole(rows[i], width) or not shadow(rows[i][0].words).startswith(words.note_heads):
            break
        below.insert(0, (_one_line(rows[i][0].words), rows[i][0].node))
        last = i
    return above, rows[first:last], below


def _whole(row: Sequence[PageCell], width: int) -> bool:
    return len(row) == 1 and row[0].place.colspan >= width > 1 and row[0].place.rowspan == 1


def _one_line(words: str) -> str:
    return words.replace("\n", "")


def _wraps(pieces: Sequence[Piece], words: PageWords) -> frozenset[int]:
    """The lines that go on the one above: cut by hand at one width inside their block, as old pages are.

    Refused: a line that opens with blanks or a number, a line above that ends with a mark or well before the edge.
    """
    found: set[int] = set()
    at = 0
    while at < len(pieces):
        stop = at
        while stop < len(pieces) and _of_block(pieces[at], pieces[stop]):
            stop += 1
        found.update(_cut_by_hand(pieces[at:stop], at, words))
        at = max(stop, at + 1)
    return frozenset(found)


def _of_block(first: Piece, other: Piece) -> bool:
    return isinstance(first, Line) and isinstance(other, Line) and first.node is other.node


def _cut_by_hand(lines: Sequence[Piece], first: int, words: PageWords) -> Iterator[int]:
    widths = [_width(p) if isinstance(p, Line) else 0.0 for p in lines]
    edge = _edge(widths, lines)
    if edge < _NARROW:
        return
    for i in range(1, len(lines)):
        line = lines[i]
        if not isinstance(line, Line) or not line.words or line.indented:
            continue
        if edge - _NEAR <= widths[i - 1] <= edge and not words.numbered.match(line.words):
            yield first + i


def _edge(widths: Sequence[float], lines: Sequence[Piece]) -> float:
    """The widest at which several lines without a mark at their end are cut; 0 for none."""
    cut = sorted(
        (
            w
            for w, p in zip(widths, lines, strict=True)
            if isinstance(p, Line) and not p.words.endswith("。")
        ),
        reverse=True,
    )
    for at in range(len(cut) - _WRAPPED + 1):
        if cut[at + _WRAPPED - 1] >= cut[at] - _NEAR:
            return cut[at]
    return 0.0


def _width(line: Line) -> float:
    """In signs of Chinese, with the blanks in front."""
    size = sum(1.0 if ord(sign) > 0x2E7F or sign in "“”‘’" else 0.5 for sign in line.words)
    return size + (2.0 if line.indented else 0.0)
