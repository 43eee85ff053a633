"""The words of a page → its tree: what is seen of it, and the path of each element."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from typing import Any, Final

from policy_extract.expressions import expression
from policy_extract.readers.source import Unreadable

Element = Any  # lxml has no types of its own

#: The largest pages of ministries have some 60,000 elements; a tree beyond these is made to choke readers.
MAX_ELEMENTS: Final = 1_000_000
MAX_DEPTH: Final = (
    1000  # font tags that nobody closed nest by the hundred; the parser cuts off at 2048 in silence
)
#: What is never words of the page.
_UNSEEN: Final = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "meta",
        "title",
        "link",
        "base",
        "svg",
        "canvas",
        "object",
        "embed",
        "applet",
        "iframe",
        "frame",
        "audio",
        "video",
        "map",
        "area",
        "button",
        "select",
        "option",
        "input",
        "textarea",
        "datalist",
        "rt",
        "rp",
        "xml",
    ]
)
#: What stands in lines of its own.
BLOCKS: Final = frozenset(
    [
        "html",
        "body",
        "address",
        "article",
        "aside",
        "blockquote",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "legend",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "frameset",
        "multicol",
        "listing",
        "plaintext",
    ]
)
_HIDDEN: Final = expression(r"(?:^|;)\s*(?:display\s*:\s*none|mso-hide\s*:\s*all)", re.IGNORECASE)
_DECLARED: Final = expression(r"\s*<\?xml[^<>]*\?>")
_MASKED: Final = expression(r"<!\[(?:if|endif)[^<>]{0,80}\]>", re.IGNORECASE)


class PageTree:
    """A parsed page. ``gone`` are elements out of sight: a caller adds what it has taken."""

    def __init__(self, text: str, path: str) -> None:
        """Raises Unreadable (``read.html_nested``) for a tree beyond the limits, ``read.empty`` for none."""
        from lxml import html

        source = _MASKED.sub("", _DECLARED.sub("", text, count=1))
        parser = html.HTMLParser(
            encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
        )
        try:
            self.root: Element = html.document_fromstring(
                source.encode("utf-8", "replace"), parser=parser
            )
        except (html.etree.ParserError, html.etree.XMLSyntaxError) as error:
            raise Unreadable(path, "read.empty") from error
        self._places: dict[Element, str] = {}
        self.gone: set[Element] = set()
        self._look(path)

    def _look(self, path: str) -> None:
        """Number all elements, find those out of sight, keep the limits."""
        count, depth = 0, 0
        self._places[self.root] = str(self.root.tag)
        counts: list[Counter[str]] = [Counter()]
        for event, node in self._all():
            if event == "end":
                depth -= 1
                counts.pop()
                continue
            count += 1
            depth += 1
            if count > MAX_ELEMENTS or depth > MAX_DEPTH:
                raise Unreadable(path, "read.html_nested", elements=MAX_ELEMENTS, depth=MAX_DEPTH)
            if node is not self.root:
                siblings = counts[-1]
                siblings[node.tag] += 1
                self._places[node] = f"{node.tag}[{siblings[node.tag]}]"
            counts.append(Counter())
            if node.tag in _UNSEEN or _hidden(node):
                self.gone.add(node)

    def _all(self) -> Iterator[tuple[str, Element]]:
        yield "start", self.root
        waiting = [(self.root, iter(self.root))]
        while waiting:
            node, children = waiting[-1]
            child = next(children, None)
            if child is None:
                waiting.pop()
                yield "end", node
            elif isinstance(child.tag, str):
                yield "start", child
                waiting.append((child, iter(child)))

    def path(self, node: Element) -> str:
        """Where an element stands: “html/body/div[2]/table[1]/tr[3]/td[1]”, counted among those of its name.

        ``html`` and ``body`` have no number.
        """
        parts: list[str] = []
        while node is not None:
            part = self._places.get(node, str(node.tag))
            parts.append("body" if part == "body[1]" else part)
            node = node.getparent()
        return "/".join(reversed(parts))

    def events(
        self, root: Element, closed: Container[Element] = ()
    ) -> Iterator[tuple[str, Element]]:
        """("start", node) and ("end", node) of what is seen at and below ``root``, ("void", node) of what is not.

        Nodes in ``closed`` are void, too. Behind the end of a node, and behind a void one, its ``tail`` is due.
        """
        if root in self.gone:
            return
        yield "start", root
        waiting = [(root, iter(root))]
        while waiting:
            node, children = waiting[-1]
            child = next(children, None)
            if child is None:
                waiting.pop()
                yield "end", node
            elif child in self.gone or child in closed or not isinstance(child.tag, str):
                yield "void", child
            else:
                yield "start", child
                waiting.append((child, iter(child)))

    def words(self, root: Element) -> str:
        """The words that are seen below an element, in one line; for very many elements see ``runs``."""
        return Runs(self, root).words(root)

    def runs(self) -> Runs:
        """The words of all elements that are seen now, for a caller who asks for those of very many."""
        return Runs(self, self.root)

    def sizes(self) -> dict[Element, int]:
        """How many signs are seen in each element, without the space around its runs. Takes linear time."""
        sizes: dict[Element, int] = {}
        begun: dict[Element, int] = {}
        total = 0
        for event, node in self.events(self.root):
            if event == "start":
                begun[node] = total
                total += len((node.text or "").strip())
                continue
            if event == "end":
                sizes[node] = total - begun[node]
            if node is not self.root:
                total += len((node.tail or "").strip())
        return sizes

    def seen(self, *tags: str) -> Iterator[Element]:
        """The elements of these names that are seen, in order of the page."""
        for event, node in self.events(self.root):
            if event == "start" and node.tag in tags:
                yield node


class Runs:
    """The words of each element at and below one, after one walk: empty elements, however many, add nothing."""

    def __init__(self, tree: PageTree, root: Element) -> None:
        self._runs: list[str] = []
        self._places: dict[Element, tuple[int, int]] = {}
        begun: dict[Element, int] = {}
        for event, node in tree.events(root):
            if event == "start":
                begun[node] = len(self._runs)
                self._add(f" {node.text or ''}" if node.tag in BLOCKS else node.text or "")
                continue
            if node.tag in BLOCKS or node.tag == "br":
                self._add(" ")
            if event == "end":
                self._places[node] = (begun[node], len(self._runs))
            self._add(node.tail or "")

    def _add(self, run: str) -> None:
        if not run.strip():
            if not run or not self._runs or self._runs[-1][-1].isspace():
                return
            run = " "
        self._runs.append(run)

    def words(self, node: Element) -> str:
        """The words that were seen below an element, in one line; "" for one out of sight."""
        start, stop = self._places.get(node, (0, 0))
        return " ".join("".join(self._runs[start:stop]).split())


def _hidden(node: Element) -> bool:
    if node.get("hidden") is not None:
        return True
    style = node.get("style")
    return bool(style) and bool(_HIDDEN.search(style))


def names_of(node: Element) -> tuple[str, ...]:
    """The id and the classes of an element."""
    return tuple(name for name in (node.get("id"), *(node.get("class") or "").split()) if name)
