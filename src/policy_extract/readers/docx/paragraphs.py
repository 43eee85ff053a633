"""A paragraph of a Word document as it is printed: its number and words, its lines, what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from policy_extract.document import BlockKind, is_han
from policy_extract.expressions import expression
from policy_extract.readers.docx.levels import Levels
from policy_extract.readers.docx.numbering import TYPED, Numbering
from policy_extract.readers.docx.package import Package
from policy_extract.readers.docx.runs import BREAK, Note, RunReader
from policy_extract.readers.docx.styles import Styles
from policy_extract.readers.docx.tree import Element, switched, value, w
from policy_extract.readers.glyphs import mended

_SPACES: Final = expression(r"[ \t]*\t[ \t]*")
_ENDS: Final = tuple("。；：！？.!?;:")
#: A heading of more signs is text that was given a heading's style.
_MAX_HEADING: Final = 60
#: One sentence that is a heading may be as long.
_MAX_SENTENCE: Final = 120


@dataclass(slots=True)
class Paragraph:
    """A paragraph as read: its lines, what it is, and what hangs on it."""

    lines: list[str]
    kind: BlockKind = "paragraph"
    level: int | None = None
    boxes: list[Element] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    blank: bool = False  # an empty line, as an author sets it

    def parts(self) -> Iterator[str]:
        """The paragraphs that it is: a break behind a full stop, or before a number, parts two."""
        held: list[str] = []
        for line in self.lines:
            if held and (held[-1].endswith(_ENDS) or TYPED.match(line)):
                yield "\n".join(held)
                held = []
            held.append(line)
        if held:
            yield "\n".join(held)


class ParagraphReader:
    """Reads the paragraphs of a document, each once, in the order of the text: numbers and fields count on."""

    def __init__(self, package: Package, root: Element) -> None:
        """Raises Unreadable for a damaged part."""
        self._styles = Styles(package.part("styles"))
        self._numbering = Numbering(package.part("numbering"), self._styles)
        self._levels = Levels(root.find(w("body")), self._styles)
        self._pending = ""  # words of a paragraph whose mark is gone: they open the next
        self.runs = RunReader(self._styles, root)
        #: What was mended, as codes of warnings.
        self.noise: list[str] = []

    def rest(self) -> list[str]:
        """The words of a paragraph whose mark is gone at the end of a cell or of the text, where none follows."""
        words, self._pending = self._mended(self._pending), ""
        return [words] if words else []

    def read(self, element: Element, contents: bool = False, celled: bool = False) -> Paragraph:
        """A paragraph with its number; what tracked changes took out is not counted.

        A number without words is read in a cell only, where it is a running number.
        """
        properties = element.find(w("pPr"))
        style = self._styles.of(value(properties, "pStyle"))
        read = self.runs.read(element, style.hidden)
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
        self.noise += noise
        return line


def closed(lines: Sequence[str]) -> str:
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
