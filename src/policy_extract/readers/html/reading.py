"""A web page → the article's text with its blocks; an empty or foreign page is refused with the way out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policy_extract.document import Sourced
from policy_extract.expressions import expression
from policy_extract.readers.building import TextBuilder
from policy_extract.readers.html import states
from policy_extract.readers.html.article import article_of, outside, title_line, weighed
from policy_extract.readers.html.decoding import page_text
from policy_extract.readers.html.flow import Line, Piece, pieces_of
from policy_extract.readers.html.furniture import day_above, kept_pieces, page_line
from policy_extract.readers.html.metadata import take_metadata
from policy_extract.readers.html.putting import PagePutter
from policy_extract.readers.html.tables import boxes_in, data_tables
from policy_extract.readers.html.tree import PageTree
from policy_extract.readers.html.words import PageWords, page_words

_BARE: Final = expression(r"[\W_]+")
_TITLE_ROOM: Final = 30  # lines of the article in which its title is looked for
_SITE: Final = expression(r"\s*[-_|—–]+\s*[^-_|—–]{2,30}$")


def read_html(data: bytes, path: str) -> Sourced:
    """The article of a web page: headings, paragraphs, items and cells are blocks, each with its path in the page.

    Raises Unreadable: broken encoding, too large, too deep, an error page, a page whose words are loaded by
    scripts or stand in a frame.
    """
    text, warnings = page_text(data, path)
    return read_page(text, path, warnings)


def read_page(text: str, path: str, warnings: tuple[str, ...] = ()) -> Sourced:
    """As ``read_html``, of decoded words."""
    words = page_words()
    tree = PageTree(text, path)
    meta = take_metadata(tree, words)
    tables = data_tables(tree, words)
    pieces = pieces_of(tree, tree.root, tables)
    page = weighed(tree, pieces, words)
    away = outside(tree, page, words)
    if away:
        tree.gone |= away
        pieces = pieces_of(tree, tree.root, tables)
        page = weighed(tree, pieces, words)
    states.refuse(tree, pieces, page.total, path, words)
    article = article_of(tree, page, words)
    below = {node for event, node in tree.events(article) if event == "start"}
    within = [piece for piece in pieces if piece.node in below]
    kept, day = kept_pieces(within, words)
    above = pieces[: pieces.index(within[0])] if within else []
    if day := day or day_above(above, words):
        meta.setdefault("published", day)
    title = title_line([p for p in above if not page_line(p, words)], words) or _stated_title(
        tree, meta, words
    )
    out = PagePutter(tree, TextBuilder(), words)
    if title is not None and not _holds(kept, title.words):
        out.title(title)
    meta.pop("title", None)
    out.put(kept, boxes_in(tree, article, tables))
    found = (*warnings, *out.warnings, *states.warnings_of(tree, kept, pieces, words))
    return Sourced(
        out.page.text(),
        tuple(out.page.blocks),
        tuple(sorted(meta.items())),
        tuple(dict.fromkeys(found)),
    )


def _stated_title(tree: PageTree, meta: dict[str, str], words: PageWords) -> Line | None:
    """The title that the page states outside its body: its table of metadata, <meta>, <title> without the site's name."""
    body = next(tree.root.iter("body"), tree.root)
    if said := meta.get("title"):
        return Line(said, body, "heading", 1)
    named = {
        (node.get("name") or node.get("property") or "").lower(): node
        for node in tree.root.iter("meta")
    }
    for name in words.title_metas:
        if name in named and (said := " ".join((named[name].get("content") or "").split())):
            return Line(said, named[name], "heading", 1)
    for node in tree.root.iter("title"):
        said = _SITE.sub("", " ".join((node.text or "").split()))
        if len(said) >= 8:
            return Line(said, node, "heading", 1)
    return None


def _holds(pieces: Sequence[Piece], title: str) -> bool:
    """Whether the article's first lines say the title, on one line or several."""
    lines = [piece.words for piece in pieces if isinstance(piece, Line) and piece.words]
    bare = _BARE.sub("", title)
    return len(bare) < 4 or bare in _BARE.sub("", "".join(lines[:_TITLE_ROOM]))
