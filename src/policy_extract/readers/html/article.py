"""Which part of a page is the article: known containers first, else where the sentences are and the links are not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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


def weighed(
    pieces: Sequence[Piece], table_size: Callable[[Element], int], words: PageWords
) -> Weighed:
    """What each piece says: signs outside links of lines that are sentences or long, and of data tables."""
    inside: dict[Element, int] = {}
    weights: list[int] = []
    for piece in pieces:
        weight = table_size(piece.node) if isinstance(piece, Held) else _weight(piece, words)
        weights.append(weight)
        if weight:
            node = piece.node
            while node is not None:
                inside[node] = inside.get(node, 0) + weight
                node = node.getparent()
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
    """The element that holds the article; the whole page where it has no weight."""
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
    node = body
    least = _MOST * page.inside.get(body, 0)
    while True:
        inner = max(
            (child for child in node if child in page.inside),
            key=lambda child: page.inside[child],
            default=None,
        )
        if inner is None or page.inside[inner] < least or inner.tag in ("p", "tr", "tbody"):
            return node
        node = inner


def title_line(pieces: Sequence[Piece], article: Element, words: PageWords) -> Line | None:
    """The page's title where it stands above the article: a named element or a heading, the nearest last."""
    best: Line | None = None
    for piece in pieces:
        if isinstance(piece, Held):
            continue
        if piece.node is article or article in piece.node.iterancestors():
            break
        if not piece.words or piece.linked > _LINKED * len(piece.words):
            continue
        heading = piece.kind == "heading" and (piece.level or 9) <= 3
        if (heading or _titled(piece.node, words)) and len(piece.words) >= 5:
            better = best is None or not _titled(best.node, words) or _titled(piece.node, words)
            best = piece if better else best
    return best


def _titled(node: Element, words: PageWords) -> bool:
    for _ in range(_UP):
        if node is None:
            return False
        if not words.title_names.isdisjoint(names_of(node)):
            return True
        node = node.getparent()
    return False
