"""The body of a Word document → lines with blocks: paragraphs, headings, tables, boxes, notes, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from policy_extract.document import Anchor, BlockKind, CellPlace, is_han
from policy_extract.readers.building import TextBuilder
from policy_extract.readers.docx.cuts import from_pages, goes_on
from policy_extract.readers.docx.grid import GridCell, grid_of, single_column
from policy_extract.readers.docx.levels import Levels
from policy_extract.readers.docx.numbering import TYPED, Numbering
from policy_extract.readers.docx.package import Package
from policy_extract.readers.docx.runs import BREAK, Note, RunReader
from policy_extract.readers.docx.styles import Styles
from policy_extract.readers.docx.tree import Element, placed, switched, value, w
from policy_extract.readers.glyphs import mended

_SPACES: Final = re.compile(r"[ \t]*\t[ \t]*")
_ENDS: Final = tuple("。；：！？.!?;:")
#: A heading of more signs is text that was given a heading's style.
_MAX_HEADING: Final = 60
#: One sentence that is a heading may be as long.
_MAX_SENTENCE: Final = 120
#: Signs from which on a table of one row is two texts side by side.
_MIN_ASIDE: Final = 100
#: Warnings, each with its detail behind a colon.
_PICTURES: Final = "pictures_left_out"
_OBJECTS: Final = "objects_left_out"


@dataclass(slots=True)
class Paragraph:
    """A paragraph as read: its lines, what it is, and what hangs on it."""

    lines: list[str]
    kind: BlockKind = "paragraph"
    level: int | None = None
    boxes: list[Element] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    blank: bool = False  # an empty line, as an author sets it


class BodyReader:
    """Puts out a document's body through a builder; reads it once, in order."""

    def __init__(self, package: Package) -> None:
        """Raises Unreadable for a damaged or missing part."""
        self._root = package.document()
        self._body = self._root.find(w("body"))
        self._styles = Styles(package.part("styles"))
        self._numbering = Numbering(package.part("numbering"), self._styles)
        self._runs = RunReader(self._styles, self._root)
        self._levels = Levels(self._body, self._styles)
        self._parts = {
            kind: _notes(package.part(f"{kind}s"), kind) for kind in ("footnote", "endnote")
        }
        self._page = TextBuilder()
        self._tables = 0
        self._from_pages = from_pages(self._root)
        self._blanks = 0  # empty lines that are not put out yet
        self._above = ""  # the paragraph above, where it may go on
        self._boxed: tuple[int, int] | None = (
            None  # the last box: its index, where the text went on
        )
        self._pending = ""  # words of a paragraph whose mark is gone: they open the next
        self._noise: list[str] = []
        self._paragraphs = sum(1 for _ in self._root.iter(w("p")))

    def read(self) -> TextBuilder:
        """The text with its blocks."""
        if self._body is not None:
            self._blocks(self._body, "body")
        return self._page

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was left out, and what was mended."""
        left = self._runs.left_out
        pictures = left.get("picture", 0)
        others = ", ".join(f"{kind} × {left[kind]}" for kind in sorted(left) if kind != "picture")
        told = [f"{_PICTURES}:{pictures}"] if pictures else []
        told += [f"{_OBJECTS}:{others}"] if others else []
        return (*told, *dict.fromkeys(self._noise))

    def _blocks(self, parent: Element, path: str) -> None:
        for child, where, contents in placed(parent, path):
            if child.tag == w("p"):
                self._paragraph(child, where, contents)
            elif child.tag == w("tbl"):
                self._table(child, where)
            elif child.tag == w("altChunk"):
                self._runs.left_out["altChunk"] += 1

    # ---- paragraphs ----------------------------------------------------------------------------------------

    def _paragraph(self, element: Element, path: str, contents: bool) -> None:
        found = self._read(element, contents)
        anchor = Anchor(path=path)
        if found.blank:
            self._blanks += 1
        elif found.kind == "paragraph" or found.kind == "item":
            for words in _split(found.lines):
                self._text(words, found.kind, anchor)
        elif found.lines:
            self._line(_closed(found.lines), found.kind, found.level, anchor)
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
        self._space()
        since = self._page.at
        self._blocks(box, path)
        if sum(1 for one in self._page.blocks if one.start >= since) > 1:
            self._page.box(since, Anchor(path=path))

    def _read(self, element: Element, contents: bool = False, celled: bool = False) -> Paragraph:
        """A paragraph with its number; what tracked changes took out is not counted.

        A number without words is read in a cell only, where it is a running number.
        """
        properties = element.find(w("pPr"))
        style = self._styles.of(value(properties, "pStyle"))
        read = self._runs.read(element, style.hidden)
        mark = properties.find(w("rPr")) if properties is not None else None
        removed = mark is not None and mark.find(w("del")) is not None
        unseen = bool(switched(mark, "vanish")) or bool(switched(mark, "specVanish"))
        words = read.words
        if (removed or unseen) and not words.strip():
            return Paragraph([], boxes=read.boxes, notes=read.notes)
        counts = not removed and (celled or bool(words.strip()))
        numbered = self._numbering.next(properties, style) if counts else None
        if numbered is not None:
            words = f"{numbered.number}{numbered.gap}{words.lstrip()}"
        if self._pending:
            words, self._pending = self._pending + words, ""
        if removed or unseen:
            self._pending = words
            return Paragraph([], boxes=read.boxes, notes=read.notes)
        lines = [self._mended(part) for part in words.split(BREAK)]
        lines = [line for line in lines if line]
        kind: BlockKind = "item" if numbered is not None else "paragraph"
        level = self._levels.of(properties, style)
        if contents or read.contents or style.contents:
            kind = "furniture"
        elif level and lines and _is_heading("".join(lines)):
            kind = "heading"
        else:
            level = None
        section = properties is not None and properties.find(w("sectPr")) is not None
        blank = not lines and not read.drawn and not section and not read.contents
        return Paragraph(lines, kind, level, read.boxes, read.notes, blank)

    def _mended(self, words: str) -> str:
        """A line without noise and outer space; a tab inside is a space."""
        line, noise = mended(_SPACES.sub(" ", words.replace("\n", " ").strip()).strip())
        self._noise += noise
        return line

    def _put_notes(self, notes: Sequence[Note]) -> None:
        for note in notes:
            element, path = self._parts[note.kind].pop(note.id, (None, ""))
            if element is None:
                continue
            found = [self._read(p) for p, _, _ in placed(element, path) if p.tag == w("p")]
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
        inside = sum(
            1
            for row in rows
            for one in row
            if one.element is not None
            for _ in one.element.iter(w("p"))
        )
        cut = self._boxed is not None and self._boxed[1] == self._page.at and _cut(rows)
        self._space()
        since = self._page.at
        self._cells_as_text(rows)
        if 2 * inside > self._paragraphs and inside > 2:
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
        lines = list(self._lines(cell, notes))
        if self._pending.strip():  # a mark that is gone at a cell's end joins nothing
            lines.append(self._mended(self._pending))
        self._pending = ""
        return lines

    def _lines(self, parent: Element, notes: list[Note]) -> Iterator[str]:
        for child, where, _ in placed(parent, ""):
            if child.tag == w("p"):
                found = self._read(child, celled=True)
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


def _split(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a paragraph; a break behind a full stop, or before a number, parts two paragraphs."""
    held: list[str] = []
    for line in lines:
        if held and (held[-1].endswith(_ENDS) or TYPED.match(line)):
            yield "\n".join(held)
            held = []
        held.append(line)
    if held:
        yield "\n".join(held)


def _closed(lines: Sequence[str]) -> str:
    """The lines of a heading in one, with a space where no Chinese sign stands beside the break."""
    words = ""
    for line in lines:
        wide = not words or is_han(words[-1:]) or is_han(line[:1])
        words += line if wide else f" {line}"
    return words


def _is_heading(words: str) -> bool:
    """Refused: a paragraph that was given a heading's style with its text."""
    if len(words) <= _MAX_HEADING:
        return True
    return len(words) <= _MAX_SENTENCE and not any(sign in words[:-1] for sign in "。；")


def _cut(rows: Sequence[Sequence[GridCell]]) -> bool:
    """A frame without a head of its own: one cell, whose first line is a numbered one or a whole sentence."""
    cells = [one.element for row in rows for one in row if one.element is not None]
    texts = (
        ("".join(t.text or "" for t in p.iter(w("t"))) for p in cells[0].iter(w("p")))
        if cells
        else ()
    )
    first = next((words.strip() for words in texts if words.strip()), "")
    whole = len(first) > _MAX_HEADING or first.endswith(_ENDS) or bool(TYPED.match(first))
    return len(rows) == 1 and whole


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
