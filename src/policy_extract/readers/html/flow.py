"""A page's tree → its lines and tables in order, as a browser would set them, each with the element it stands in."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Final, Literal

from policy_extract.expressions import expression
from policy_extract.readers.html.lists import Lists
from policy_extract.readers.html.tree import BLOCKS, Element, PageTree
from policy_extract.readers.html.words import PageWords, page_words

_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_BOLD_TAGS: Final = frozenset(("b", "strong"))
_BOLD: Final = expression(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_CENTRED: Final = expression(r"text-align\s*:\s*(?:-\w+-)?center", re.IGNORECASE)
_KEPT_SPACE: Final = expression(r"white-space\s*:\s*pre", re.IGNORECASE)
_WIDE: Final = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’]"
_CUT: Final = expression(rf"(?<={_WIDE})[ \t]*[\r\n]\s*(?={_WIDE})")
_SPACE: Final = expression(r"[ \t\r\n\f\v]+")
_BEFORE_INDENT: Final = " \t\r\n"
_STRIPPED: Final = " \t\r\n\u3000\xa0"
_RAISED: Final = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_RAISED_SIGNS: Final = expression(r"[\d+-]{1,4}")
_NOTE_MARK: Final = expression(r"[\[〔(（]?\s*\d{1,2}\s*[\]〕)）]?")
_ATTACHED: Final = expression(
    r"\.(?:docx?|xlsx?|pdf|wps|et|zip|rar|ofd|pptx?)(?:[?#]|$)", re.IGNORECASE
)

Kind = Literal["heading", "paragraph", "item"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; a blank one has no words.

    ``linked`` and ``bold`` count the code points of the words that are a link and that are bold; ``indented``:
    blanks stood in front; ``cut``: the line ends at a break inside its block; ``attached``: it links a file.
    """

    words: str
    node: Element
    kind: Kind = "paragraph"
    level: int | None = None
    linked: int = 0
    bold: int = 0
    centred: bool = False
    indented: bool = False
    cut: bool = False
    attached: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """The place of a data table, which is read apart."""

    node: Element


Piece = Line | Held


@dataclass(slots=True)
class _Block:
    node: Element
    kind: Kind
    level: int | None
    centred: bool
    kept: bool  # line ends and blanks count
    begun: int  # pieces before it


def pieces_of(tree: PageTree, root: Element, tables: Container[Element] = ()) -> list[Piece]:
    """The lines below ``root``; each node of ``tables`` is one ``Held``. Takes linear time."""
    flow = _Flow(tree, page_words())
    for event, node in tree.events(root, tables):
        if event == "start":
            flow.opened(node)
        else:
            if event == "end":
                flow.closed(node)
            elif node in tables and node not in tree.gone:
                flow.held(node)
            if node is not root:
                flow.text(node.tail)
    return flow.pieces


class _Flow:
    """The lines while the tree is gone through."""

    def __init__(self, tree: PageTree, words: PageWords) -> None:
        self.pieces: list[Piece] = []
        self._tree = tree
        self._blocks: list[_Block] = []
        self._lists = Lists(words)
        self._parts: list[str] = []
        self._linked = self._bold = 0
        self._attached = False
        self._links = self._bolds = 0  # open elements of the kind
        self._bold_nodes: set[Element] = set()
        self._raised = ""  # “sup” or “sub” while one is open

    def opened(self, node: Element) -> None:
        """An element begins; its first words are put in."""
        tag, style = node.tag, node.get("style") or ""
        if tag in BLOCKS:
            self._flush()
            self._open_block(node, tag, style)
        elif tag == "br":
            self._break()
        elif tag == "a":
            self._links += 1
            self._attached |= bool(_ATTACHED.search(node.get("href") or ""))
        elif tag in ("sup", "sub"):
            self._raised = tag
        if tag in _BOLD_TAGS or _BOLD.search(style):
            self._bold_nodes.add(node)
            self._bolds += 1
        self.text(node.text)

    def _open_block(self, node: Element, tag: str, style: str) -> None:
        above = self._blocks[-1] if self._blocks else None
        kind: Kind = above.kind if above else "paragraph"
        level = _HEADINGS.get(tag) or (above.level if above else None)
        if tag in _HEADINGS:
            kind = "heading"
        elif tag == "li":
            kind = "item"
        align = (node.get("align") or "").lower()
        centred = (
            tag == "center" or align == "center" or bool(_CENTRED.search(style))
            or (bool(above and above.centred) and not align and "text-align" not in style)
        )  # fmt: skip
        kept = tag in ("pre", "listing", "plaintext") or bool(_KEPT_SPACE.search(style))
        kept = kept or bool(above and above.kept and "white-space" not in style)
        self._blocks.append(_Block(node, kind, level, centred, kept, len(self.pieces)))
        self._lists.opened(node)

    def closed(self, node: Element) -> None:
        """An element ends."""
        tag = node.tag
        if tag in BLOCKS:
            self._flush()
            block = self._blocks.pop()
            if tag == "p" and len(self.pieces) == block.begun:
                self.pieces.append(Line("", node))
            self._lists.closed(node)
        elif tag == "a":
            self._links -= 1
        elif tag in ("sup", "sub"):
            self._raised = ""
        if node in self._bold_nodes:
            self._bold_nodes.discard(node)
            self._bolds -= 1

    def held(self, node: Element) -> None:
        """A table stands here."""
        self._flush()
        self.pieces.append(Held(node))

    def text(self, words: str | None) -> None:
        """Words of the open block."""
        if not words or not self._blocks:
            return
        if self._raised and (words := self._set_high(words)) == "":
            return
        if self._blocks[-1].kept:
            first, *more = words.replace("\r\n", "\n").split("\n")
            self._put(first)
            for line in more:
                self._break()
                self._put(line)
            return
        self._put(_CUT.sub("", words))

    def _set_high(self, words: str) -> str:
        """Raised and lowered signs: m<sup>2</sup> → m², CO<sub>2</sub> → CO2; a mark of a note is left out."""
        bare = words.strip()
        before = self._parts[-1][-1:] if self._parts else ""
        if self._raised == "sup" and before.isascii() and before.isalnum():
            return bare.translate(_RAISED) if _RAISED_SIGNS.fullmatch(bare) else bare
        return "" if self._raised == "sup" and _NOTE_MARK.fullmatch(bare) else bare

    def _put(self, words: str) -> None:
        self._parts.append(words)
        size = len(words.strip())
        self._linked += size if self._links else 0
        self._bold += size if self._bolds else 0

    def _break(self) -> None:
        """A line ends inside its block; inside a heading it goes on."""
        if not self._blocks:
            return
        if self._blocks[-1].kind == "heading":
            last = "".join(self._parts)[-1:]
            self._parts.append(" " if last.isascii() else "")
            return
        if not self._flush(cut=True):
            self.pieces.append(Line("", self._blocks[-1].node))

    def _flush(self, cut: bool = False) -> bool:
        """Put the line out; False where it has no words."""
        raw = "".join(self._parts)
        linked, bold, attached = self._linked, self._bold, self._attached
        self._parts, self._linked, self._bold, self._attached = [], 0, 0, False
        if not raw or not self._blocks:
            return False
        block = self._blocks[-1]
        kept = raw if block.kept else _SPACE.sub(" ", raw)
        front = kept.lstrip(_BEFORE_INDENT) if not block.kept else kept
        words = front.strip(_STRIPPED).replace("\xa0", " ").replace("\t", " ")
        if not words:
            return False
        number = self._lists.number(words) if block.kind == "item" else ""
        self.pieces.append(
            Line(
                number + words,
                block.node,
                block.kind,
                block.level,
                min(linked, len(words)),
                min(bold, len(words)),
                block.centred,
                front[:1] in ("\u3000", "\xa0") or front[:2] == "  ",
                cut,
                attached,
            )
        )
        return True
