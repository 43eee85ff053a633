"""Which part of a page is the article: known containers first, else where the sentences are and the links are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from policy_extract.readers.html.flow import Held, Line, Piece
from policy_extract.readers.html.tree import Element, PageTree, names_of
from policy_extract.readers.html.words import PageWords

_MARKS: Final = "。；，、：;"
_LONG: Final = 20  # signs of a line that says something though it has no mark
_LINKED: Final = 0.5  # of a line's signs in links: it leads away
_KNOWN: Final = 0.35  # of the page's weight in a known container that is believed
_SAME: Final = 0.9  # of a container's weight in one inside it: that one is the article
_MOST: Final = 0.88  # of the page's weight: the smallest element that still holds it is the article
_OUTSIDE: Final = 0.3  # of the page's weight in an element named like a menu: then it is none
#: Elements that are one line of an article, or one of its lists, never all of it.
_LINES: Final = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "caption"))
_MAX_HEADING: Final = 3  # level of a heading that may be a page's title
_MAX_TITLE: Final = 120
_NEAR: Final = 3  # lines above the article
_UP: Final = 3  # elements around a line that may be named as the title's


@dataclass(frozen=True, slots=True)
class Weighed:
    """The pieces of a page with what each weighs, and the weight of each element."""

    pieces: Sequence[Piece]
    weights: Sequence[int]
    inside: dict[Element, int]

    @property
    def total(self) -> int:
        """The weight of the page."""
        return sum(self.weights)


def weighed(tree: PageTree, pieces: Sequence[Piece], words: PageWords) -> Weighed:
    """What each piece says: signs outside links of lines that are sentences or long, and of data tables."""
    inside: dict[Element, int] = {}
    sizes = tree.sizes()
    weights = [
        sizes.get(piece.node, 0) if isinstance(piece, Held) else _weight(piece, words)
        for piece in pieces
    ]
    for piece, weight in zip(pieces, weights, strict=True):
        if weight:
            inside[piece.node] = inside.get(piece.node, 0) + weight
    for node in reversed([n for event, n in tree.events(tree.root) if event == "start"]):
        above = node.getparent()
        if above is not None and node in inside:
            inside[above] = inside.get(above, 0) + inside[node]
    return Weighed(pieces, weights, inside)


def _weight(line: Line, words: PageWords) -> int:
    size = len(line.words)
    if size < 8 or line.linked > _LINKED * size or any(word in line.words for word in words.foot):
        return 0
    says = size >= _LONG or any(sign in line.words for sign in _MARKS)
    return size - line.linked if says else 0


def outside(tree: PageTree, page: Weighed, words: PageWords) -> set[Element]:
    """Elements that are named like menus, feet, share bars, and hold little of the page."""
    found: set[Element] = set()
    for event, node in tree.events(tree.root):
        if event != "start" or node.tag in ("html", "body"):
            continue
        named = node.tag in ("nav", "footer", "aside") or _named(node, words)
        if (
            named
            and page.inside.get(node, 0) <= _OUTSIDE * page.total
            and not _holds_known(node, words)
        ):
            found.add(node)
    return found


def _named(node: Element, words: PageWords) -> bool:
    for name in names_of(node):
        lower = name.lower()
        if lower in words.outside:
            return True
        parts = lower.replace("_", "-").split("-")
        if len(parts) > 1 and any(part in words.outside for part in parts):
            return True
    return (node.get("role") or "").lower() in (
        "navigation",
        "contentinfo",
        "search",
        "complementary",
    )


def _known(node: Element, words: PageWords) -> bool:
    if (node.get("id") or "") in words.container_ids or node.tag == "article":
        return True
    return not words.container_classes.isdisjoint((node.get("class") or "").split())


def _holds_known(node: Element, words: PageWords) -> bool:
    return any(isinstance(inner.tag, str) and _known(inner, words) for inner in node.iter())


def article_of(tree: PageTree, page: Weighed, words: PageWords) -> Element:
    """The element that holds the article; the whole page where it has no weight.

    Refused: a table of data that is nearly all of the page, and its longest line: what stands above them (表1 主要指标, 一、目标)
    is the article's as well.
    """
    body = next(iter(tree.seen("body")), tree.root)
    known = [
        node
        for node in page.inside
        if isinstance(node.tag, str)
        and _known(node, words)
        and page.inside[node] >= _KNOWN * page.total
    ]
    if known:
        best = max(known, key=lambda node: page.inside[node])
        close = [n for n in known if page.inside[n] >= _SAME * page.inside[best]]
        within = [n for n in close if n is best or best in n.iterancestors()]
        return max(within, key=lambda node: sum(1 for _ in node.iterancestors()))
    tables = {piece.node for piece in page.pieces if isinstance(piece, Held)}
    node = body
    least = _MOST * page.inside.get(body, 0)
    while True:
        inner = max(
            (child for child in node if child in page.inside),
            key=lambda child: page.inside[child],
            default=None,
        )
        if inner is None or page.inside[inner] < least:
            return node
        if inner.tag in _LINES or inner in tables:
            return node
        node = inner


def title_line(above: Sequence[Piece], words: PageWords) -> Line | None:
    """The page's title where it stands above the article, whose pieces above it are given.

    A named element or a heading, the nearest first; else the nearest line that is bold or in the middle.
    """
    lines = [p for p in reversed(above) if isinstance(p, Line) and _may_be_title(p)]
    named = (line for line in lines if _titled(line.node, words))
    headed = (
        line for line in lines if line.kind == "heading" and (line.level or 9) <= _MAX_HEADING
    )
    set_off = (line for line in lines[:_NEAR] if line.centred or line.bold >= len(line.words))
    for found in (*named, *headed, *set_off):
        parts = [line.words for line in reversed(lines) if line.node is found.node]
        return replace(found, words="".join(parts))
    return None


def _may_be_title(line: Line) -> bool:
    size = len(line.words)
    return (
        5 <= size <= _MAX_TITLE and line.linked <= _LINKED * size and not line.words.endswith("。")
    )


def _titled(node: Element, words: PageWords) -> bool:
    for _ in range(_UP):
        if node is None:
            return False
        if not words.title_names.isdisjoint(names_of(node)):
            return True
        node = node.getparent()
    return False
