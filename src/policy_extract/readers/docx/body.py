"""The body of a Word document → lines with blocks: paragraphs, headings, tables, boxes, notes, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from policy_extract.document import Anchor, Block, BlockKind, CellPlace
from policy_extract.readers.building import TextBuilder
from policy_extract.readers.docx.cuts import from_pages, goes_on, headless
from policy_extract.readers.docx.grid import GridCell, grid_of, single_column
from policy_extract.readers.docx.package import Package
from policy_extract.readers.docx.paragraphs import Paragraph, ParagraphReader, closed
from policy_extract.readers.docx.runs import Note
from policy_extract.readers.docx.tree import Element, placed, w

#: Signs from which on a table of one row is two texts side by side.
_MIN_ASIDE: Final = 100
#: Warnings, each with its detail behind a colon.
_PICTURES: Final = "pictures_left_out"
_OBJECTS: Final = "objects_left_out"


class BodyReader:
    """Puts out a document's body through a builder; reads it once, in order."""

    def __init__(self, package: Package) -> None:
        """Raises Unreadable for a damaged or missing part."""
        self._root = package.document()
        self._body = self._root.find(w("body"))
        self._paragraphs = ParagraphReader(package, self._root)
        self._parts = {
            kind: _notes(package.part(f"{kind}s"), kind) for kind in ("footnote", "endnote")
        }
        self._page = TextBuilder()
        self._tables = 0
        self._from_pages = from_pages(self._root)
        self._blanks = 0  # empty lines that are not put out yet
        self._above = ""  # the paragraph above, where it may go on
        # the last box, where a page's end may have cut it: its index, and where the text went on
        self._boxed: tuple[int, int] | None = None
        self._count = sum(1 for _ in self._root.iter(w("p")))

    def read(self) -> TextBuilder:
        """The text with its blocks."""
        if self._body is not None:
            self._blocks(self._body, "body")
        for words in self._paragraphs.rest():
            self._line(words, "paragraph", None, Anchor(path="body"))
        return self._page

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was left out, and what was mended."""
        left = self._paragraphs.runs.left_out
        pictures = left.get("picture", 0)
        others = ", ".join(f"{kind} × {left[kind]}" for kind in sorted(left) if kind != "picture")
        told = [f"{_PICTURES}:{pictures}"] if pictures else []
        told += [f"{_OBJECTS}:{others}"] if others else []
        return (*told, *dict.fromkeys(self._paragraphs.noise))

    def _blocks(self, parent: Element, path: str) -> None:
        for child, where, contents in placed(parent, path):
            if child.tag == w("p"):
                self._paragraph(child, where, contents)
            elif child.tag == w("tbl"):
                self._table(child, where)
            elif child.tag == w("altChunk"):
                self._paragraphs.runs.left_out["altChunk"] += 1

    # ---- paragraphs ----------------------------------------------------------------------------------------

    def _paragraph(self, element: Element, path: str, contents: bool) -> None:
        found = self._paragraphs.read(element, contents)
        anchor = Anchor(path=path)
        if found.blank:
            self._blanks += 1
        elif found.kind == "paragraph" or found.kind == "item":
            for words in found.parts():
                self._text(words, found.kind, anchor)
        elif found.lines:
            self._line(closed(found.lines), found.kind, found.level, anchor)
        self._hanging(found, path)

    def _text(self, words: str, kind: BlockKind, anchor: Anchor) -> None:
        """A paragraph of text; one that a page's end cut goes on."""
        if self._from_pages and kind == "paragraph" and goes_on(self._above, words):
            self._blanks = 0
            self._page.goes_on(words)
        else:
            self._line(words, kind, None, anchor)
        self._above = words

    def _line(self, words: str, kind: BlockKind, level: int | None, anchor: Anchor) -> None:
        self._space()
        self._page.line(words, kind, level, anchor)
        self._above = ""

    def _space(self) -> None:
        """Put out the empty lines above what comes now."""
        for _ in range(self._blanks):
            self._page.line("")
        self._blanks = 0

    def _hanging(self, found: Paragraph, path: str) -> None:
        """The text boxes of a paragraph, then its notes."""
        for number, box in enumerate(found.boxes, 1):
            self._text_box(box, f"{path}/txbxContent[{number}]")
        self._put_notes(found.notes)

    def _text_box(self, box: Element, path: str) -> None:
        number = len(self._page.blocks)
        self._blocks(box, path)
        inside = self._page.blocks[number:]
        if len(inside) > 1:
            self._page.box(_begin(inside, self._page.at), Anchor(path=path))

    def _put_notes(self, notes: Sequence[Note]) -> None:
        for note in notes:
            element, path = self._parts[note.kind].pop(note.id, (None, ""))
            if element is None:
                continue
            found = [
                self._paragraphs.read(p) for p, _, _ in placed(element, path) if p.tag == w("p")
            ]
            lines = [line for one in found for line in one.lines]
            if lines:
                self._line("\n".join(lines), "note", None, Anchor(path=path))

    # ---- tables --------------------------------------------------------------------------------------------

    def _table(self, table: Element, path: str) -> None:
        rows = [row for row in grid_of(table, path) if row]
        if single_column(rows):
            self._frame(rows, path)
        elif len(rows) == 1 and _side_by_side(rows[0]):
            self._cells_as_text(rows)
        else:
            self._real(rows)

    def _frame(self, rows: Sequence[Sequence[GridCell]], path: str) -> None:
        """A frame around text: a box, unless it frames most of the document."""
        cells = [one.element for row in rows for one in row if one.element is not None]
        inside = sum(1 for cell in cells for _ in cell.iter(w("p")))
        cut = self._boxed is not None and self._boxed[1] == self._page.at and headless(cells)
        number = len(self._page.blocks)
        self._cells_as_text(rows)
        since = _begin(self._page.blocks[number:], self._page.at)
        if 2 * inside > self._count and inside > 2:
            return
        if cut and self._boxed is not None:  # the box above goes on behind a page's end
            above = self._page.blocks.pop(self._boxed[0])
            self._page.box(above.start, above.anchor)
        else:
            self._page.box(since, Anchor(path=path))
        if self._from_pages:
            self._boxed = len(self._page.blocks) - 1, self._page.at

    def _cells_as_text(self, rows: Sequence[Sequence[GridCell]]) -> None:
        for row in rows:
            for one in row:
                if one.element is not None:
                    self._blocks(one.element, one.path)

    def _real(self, rows: Sequence[Sequence[GridCell]]) -> None:
        table, self._tables = self._tables, self._tables + 1
        notes: list[Note] = []
        for row in rows:
            words = [
                "" if one.element is None else "\n".join(self._cell(one.element, notes))
                for one in row
            ]
            if not any(words):
                continue
            places = [
                None if one.element is None
                else CellPlace(table, one.row, one.col, one.rowspan, one.colspan)
                for one in row
            ]  # fmt: skip
            self._space()
            self._above = ""
            self._page.row(words, places, [Anchor(path=one.path) for one in row])
        self._put_notes(notes)

    def _cell(self, cell: Element, notes: list[Note]) -> list[str]:
        """The lines of a cell; what is nested in it is flattened."""
        return [*self._lines(cell, notes), *self._paragraphs.rest()]

    def _lines(self, parent: Element, notes: list[Note]) -> Iterator[str]:
        for child, where, _ in placed(parent, ""):
            if child.tag == w("p"):
                found = self._paragraphs.read(child, celled=True)
                notes += found.notes
                yield from found.lines
                for box in found.boxes:
                    yield from self._lines(box, notes)
            elif child.tag == w("tbl"):
                for row in grid_of(child, where):
                    cells = [
                        " ".join(self._lines(x.element, notes))
                        for x in row
                        if x.element is not None
                    ]
                    if any(cells):
                        yield " ".join(filter(None, cells))


def _notes(part: Element | None, kind: str) -> dict[str, tuple[Element, str]]:
    """The notes of a part by their ids, each with its path; separators are none."""
    found: dict[str, tuple[Element, str]] = {}
    for number, note in enumerate(part.iterchildren(w(kind)) if part is not None else (), 1):
        if note.get(w("type"), "normal") == "normal":
            found[note.get(w("id"), "")] = note, f"{kind}s/{kind}[{number}]"
    return found


def _begin(inside: Sequence[Block], at: int) -> int:
    """Where the words of a box begin: its empty lines above are none of it."""
    return min((one.start for one in inside), default=at)


def _side_by_side(row: Sequence[GridCell]) -> bool:
    """Texts that stand beside each other in one row: longer than cells are, or with a table in them."""
    for one in row:
        if one.element is None:
            continue
        if one.element.find(f".//{w('tbl')}") is not None:
            return True
        signs = [sum(len(t.text or "") for t in p.iter(w("t"))) for p in one.element.iter(w("p"))]
        if sum(map(bool, signs)) > 1 and sum(signs) > _MIN_ASIDE:
            return True
    return False
