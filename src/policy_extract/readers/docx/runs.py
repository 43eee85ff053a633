"""The words of a paragraph: runs, fields, notes, formulas; what hangs on it (text boxes), what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from policy_extract.document import is_han
from policy_extract.expressions import expression
from policy_extract.readers.docx.styles import Styles
from policy_extract.readers.docx.symbols import symbol
from policy_extract.readers.docx.tree import Element, children, chosen, local, m, switched, value, w

#: A line that its author broke inside a paragraph (Shift+Enter).
BREAK: Final = "\v"
_CONTENTS: Final = frozenset({"TOC", "TOA", "INDEX"})
_UNREAD: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
#: The mark of a note that was typed, not set: as Markdown's <sup>1</sup>. Refused: m², behind a letter.
_NOTE_MARK: Final = expression(r"[\[〔（(]?\d{1,2}[\])〕）]?|[①-⑳]")
_CIRCLED: Final = expression(r"\\o(?:\\a[clr])?\s*\(\s*([^,，;；()]+)[,，;；]\s*([^()]+?)\s*\)")
_ENCLOSED: Final = 0x245F  # the sign before ①
_DEEP_OBJECTS: Final = "OLEObject"


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote that the words refer to: “footnote” or “endnote”, and its id."""

    kind: str
    id: str


@dataclass(slots=True)
class Words:
    """What a paragraph holds: its words part by part, the text boxes and notes that hang on it.

    ``contents`` says that words stand in a table of contents; ``drawn`` that it holds a picture or an object.
    """

    parts: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    contents: bool = False
    drawn: bool = False

    def add(self, words: str) -> None:
        """Words go on."""
        if words:
            self.parts.append(words)

    @property
    def words(self) -> str:
        """All words so far."""
        return "".join(self.parts)


@dataclass
class _Field:
    """A field that is open: what it says to do, and whether its result has begun."""

    code: str = ""
    result: bool = False

    @property
    def name(self) -> str:
        return self.code.split(maxsplit=1)[0].upper() if self.code.strip() else ""


class RunReader:
    """Reads the words of paragraphs in order; fields may run over several."""

    def __init__(self, styles: Styles, root: Element) -> None:
        self._styles = styles
        self._fields: list[_Field] = []
        self._unclosed = _unclosed(root)
        #: Pictures, charts and embedded objects that were passed over, by their kind.
        self.left_out: Counter[str] = Counter()

    def read(self, paragraph: Element, hidden: bool = False) -> Words:
        """The words of a paragraph, hidden text and what changes took out left away."""
        found = Words(contents=any(one.name in _CONTENTS for one in self._fields))
        self._inside(paragraph, found, hidden)
        # no field's code runs on into the next paragraph; one that seems to was never closed
        self._fields = [one for one in self._fields if one.result]
        return found

    def _inside(self, parent: Element, found: Words, hidden: bool) -> None:
        for child in children(parent):
            name = local(child)
            if child.tag == w("r"):
                self._run(child, found, hidden)
            elif child.tag == w("fldSimple"):
                self._simple(child, found, hidden)
            elif child.tag in (m("oMath"), m("oMathPara")):
                if not hidden and self._read_now():
                    found.add(_formula(child))
            elif name in ("pict", "drawing", "object"):
                self._drawing(child, found)

    def _simple(self, element: Element, found: Words, hidden: bool) -> None:
        name = _Field(element.get(w("instr"), "")).name
        found.contents |= name in _CONTENTS
        if name not in _UNREAD:
            self._inside(element, found, hidden)

    def _read_now(self) -> bool:
        """No field's code stands here, nor the result of one that prints the page."""
        return all(one.result and one.name not in _UNREAD for one in self._fields)

    def _run(self, run: Element, found: Words, hidden: bool) -> None:
        properties = run.find(w("rPr"))
        own = switched(properties, "vanish")
        if own is None:
            own = hidden or self._styles.hides(value(properties, "rStyle"))
        raised = value(properties, "vertAlign") == "superscript"
        for child in children(run):
            name = local(child)
            if name == "fldChar":
                self._field(child, found, own)
            elif name == "instrText":
                if self._fields and not self._fields[-1].result:
                    self._fields[-1].code += child.text or ""
            elif own or not self._read_now():
                continue
            elif name == "t":
                words = child.text or ""
                if not (
                    raised and _NOTE_MARK.fullmatch(words.strip()) and _ends_word(found.parts[-1:])
                ):
                    found.add(words)
            else:
                self._sign(child, name, found)

    def _sign(self, child: Element, name: str, found: Words) -> None:
        """What stands in a run beside text."""
        if name in ("tab", "ptab"):
            found.add("\t")
        elif name == "cr" or (
            name == "br" and child.get(w("type"), "textWrapping") == "textWrapping"
        ):
            found.add(BREAK)
        elif name == "noBreakHyphen":
            found.add("-")
        elif name == "sym":
            found.add(symbol(child.get(w("font"), ""), child.get(w("char"), "")))
        elif name in ("footnoteReference", "endnoteReference"):
            found.notes.append(Note(name.removesuffix("Reference"), child.get(w("id"), "")))
        elif name == "ruby":
            base = child.find(w("rubyBase"))
            if base is not None:
                self._inside(base, found, hidden=False)
        elif name in ("pict", "drawing", "object"):
            self._drawing(child, found)

    def _field(self, sign: Element, found: Words, hidden: bool) -> None:
        kind = sign.get(w("fldCharType"))
        if kind == "begin" and sign not in self._unclosed:
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
            found.contents |= self._fields[-1].name in _CONTENTS
        elif kind == "end" and self._fields:
            done = self._fields.pop()
            circled = _CIRCLED.search(done.code) if done.name == "EQ" and not done.result else None
            if circled and not hidden and self._read_now():
                found.add(_circled(circled[2]))

    def _drawing(self, drawing: Element, found: Words) -> None:
        """Text boxes are kept, all else is counted."""
        found.drawn = True
        kinds: Counter[str] = Counter()
        for one in _drawn(drawing):
            name = local(one)
            if name == "txbxContent":
                found.boxes.append(one)
            elif name == _DEEP_OBJECTS:
                kinds[one.get("ProgID") or "OLE"] += 1
            elif name in ("pic", "imagedata"):
                kinds["picture"] += 1
            elif name == "chart":
                kinds["chart"] += 1
            elif name == "relIds":
                kinds["diagram"] += 1
        if local(drawing) == "object":
            kinds.pop("picture", None)  # it only shows the object
        self.left_out.update(kinds)


def _unclosed(root: Element) -> frozenset[Element]:
    """The beginnings of fields that never end: what stands behind them is text."""
    opened: list[Element] = []
    for sign in root.iter(w("fldChar")):
        kind = sign.get(w("fldCharType"))
        if kind == "begin":
            opened.append(sign)
        elif kind == "end" and opened:
            opened.pop()
    return frozenset(opened)


def _drawn(drawing: Element) -> Iterator[Element]:
    """All elements of a drawing in one of its forms; the text of a text box is not gone into."""
    stack = [drawing]
    while stack:
        one = stack.pop()
        if not isinstance(one.tag, str):
            continue
        yield one
        if one.tag == w("txbxContent"):
            continue
        if local(one) == "AlternateContent":
            form = chosen(one)
            stack.extend([] if form is None else [form])
        else:
            stack.extend(reversed(one))


def _ends_word(last: Sequence[str]) -> bool:
    words = "".join(last)
    return is_han(words[-1:]) or words.endswith(("”", "）", "》", ")", "%"))


def _circled(inner: str) -> str:
    """What an EQ field draws a circle around: 3 → ③; words of two signs stay as they are."""
    inner = inner.strip().strip("\\")
    return chr(_ENCLOSED + int(inner)) if inner.isdecimal() and 1 <= int(inner) <= 20 else inner


def _formula(element: Element) -> str:
    """A formula in one line: fractions with “/”, all else one sign after the other."""
    if element.tag == m("t"):
        return element.text or ""
    if element.tag == m("f"):
        parts = [element.find(m(name)) for name in ("num", "den")]
        return "/".join("".join(map(_formula, part)) for part in parts if part is not None)
    return "".join(_formula(child) for child in element if isinstance(child.tag, str))
