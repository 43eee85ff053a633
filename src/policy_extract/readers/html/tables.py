"""Tables of a page: which hold data and which only set the page out, and the rows of those with data."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from policy_extract.document import CellPlace
from policy_extract.readers.html.flow import Line, pieces_of
from policy_extract.readers.html.tree import Element, PageTree, names_of
from policy_extract.readers.html.words import PageWords

#: Rows and columns that one cell may span: no table of a plan has more columns; a longer span is an error or a trap.
MAX_COLSPAN: Final = 200
MAX_ROWSPAN: Final = 5000
#: Columns in which a cell covers what is beside and below it; cells further right are read, and cover nothing.
MAX_COLUMNS: Final = 400
_MAX_CELLS: Final = 300_000  # of one table
_ARTICLE: Final = 600  # signs of one cell that are an article more likely than a cell
_BOX: Final = 0.4  # of the article's words: more is its frame
_SHARE: Final = (
    0.6  # of a table's words in one cell, or in tables inside it: it only sets the page out
)


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell: its words (a line feed for each break), its place, its element."""

    words: str
    place: CellPlace
    node: Element
    linked: int = 0


Rows = list[list[PageCell]]


def data_tables(tree: PageTree, words: PageWords) -> set[Element]:
    """The tables that hold data: two rows and two columns at least, no frame around an article or other tables."""
    found: set[Element] = set()
    sizes, frames = tree.sizes(), _frames(tree, words)
    for node in tree.seen("table"):
        if _holds_data(tree, node, sizes, frames):
            found.add(node)
    return _outermost(tree, found)


def _outermost(tree: PageTree, found: Container[Element]) -> set[Element]:
    """Of these elements those that stand in none of the others."""
    outer: set[Element] = set()
    depth = 0
    for event, node in tree.events(tree.root):
        if event != "void" and node in found:
            if event == "start" and not depth:
                outer.add(node)
            depth += 1 if event == "start" else -1
    return outer


def _holds_data(
    tree: PageTree, table: Element, sizes: Mapping[Element, int], framing: Container[Element]
) -> bool:
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return False
    rows = [list(cells_of(tree, row)) for row in rows_of(tree, table)]
    cells = [cell for row in rows for cell in row]
    if sum(len(row) > 1 for row in rows) < 2 or any(cell in framing for cell in cells):
        return False
    held = [sizes.get(cell, 0) for cell in cells]
    total, largest = sum(held), max(held)
    frames = sum(sizes.get(inner, 0) for inner in _inner_tables(tree, table))
    article = largest >= _ARTICLE and largest >= _SHARE * total
    return total > 0 and frames < _SHARE * total and not article


def boxes_in(
    tree: PageTree, article: Element, tables: Container[Element]
) -> dict[Element, Element]:
    """Each element in a box (专栏) of the article → its box: a table of one cell that holds a part of the article.

    Refused: a table around the article or most of it, one that frames another, one without words.
    """
    sizes = tree.sizes()
    whole = sizes.get(article, 0)
    found: dict[Element, Element] = {}
    for event, table in tree.events(article, tables):
        if event != "start" or table.tag != "table" or table is article:
            continue
        cells = [cell for row in rows_of(tree, table) for cell in cells_of(tree, row)]
        if (
            len(cells) == 1
            and 0 < sizes.get(table, 0) <= _BOX * whole
            and next(_inner_tables(tree, table), None) is None
        ):
            found.update((node, table) for _, node in tree.events(table))
    return found


def _inner_tables(tree: PageTree, table: Element) -> Iterator[Element]:
    """The tables right inside a table, not those inside them."""
    waiting = list(table)
    while waiting:
        node = waiting.pop()
        if node in tree.gone or not isinstance(node.tag, str):
            continue
        if node.tag == "table":
            yield node
        else:
            waiting.extend(node)


def _frames(tree: PageTree, words: PageWords) -> set[Element]:
    """The elements that are or hold what only the frame of a page does: a known container, a page's heading."""
    found: set[Element] = set()
    for node in tree.root.iter():
        if (
            node.tag in ("h1", "h2")
            or (node.get("id") or "") in words.container_ids
            or not words.container_classes.isdisjoint(names_of(node))
        ):
            while node is not None and node not in found:  # all above are known from there on
                found.add(node)
                node = node.getparent()
    return found


def rows_of(tree: PageTree, table: Element) -> Iterator[Element]:
    """The rows of a table that are seen, without those of tables inside it."""
    for child in table:
        if child in tree.gone:
            continue
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr" and row not in tree.gone)


def cells_of(tree: PageTree, row: Element) -> Iterator[Element]:
    """The cells of a row that are seen."""
    return (cell for cell in row if cell.tag in ("td", "th") and cell not in tree.gone)


def captions_of(tree: PageTree, table: Element) -> list[Line]:
    """The lines of a table's <caption>."""
    return [
        piece
        for child in table
        if child.tag == "caption"
        for piece in pieces_of(tree, child)
        if isinstance(piece, Line) and piece.words
    ]


def read_table(tree: PageTree, table: Element, number: int) -> Rows:
    """The rows of a table with their cells; ``number`` is its running number in the document."""
    rows: Rows = []
    covered: dict[int, int] = {}  # column → the first row that no cell from above covers any more
    count = 0
    for node in rows_of(tree, table):
        row: list[PageCell] = []
        column = 0
        for cell in cells_of(tree, node):
            while covered.get(column, 0) > len(rows):
                column += 1
            wide = min(_span(cell.get("colspan"), MAX_COLSPAN), max(1, MAX_COLUMNS - column))
            high = _span(cell.get("rowspan"), MAX_ROWSPAN) if column < MAX_COLUMNS else 1
            words, linked = _cell(tree, cell)
            row.append(
                PageCell(words, CellPlace(number, len(rows), column, high, wide), cell, linked)
            )
            column += wide
        count += len(row)
        if count > _MAX_CELLS:
            break
        for one in row:
            if one.place.rowspan > 1:
                below = len(rows) + one.place.rowspan
                for c in range(one.place.col, one.place.col + one.place.colspan):
                    covered[c] = max(covered.get(c, 0), below)
        if row:
            rows.append(row)
        else:  # a row without cells is none of the table's: what covers it covers one less of those below
            covered = {c: below - 1 for c, below in covered.items()}
    return rows


def _cell(tree: PageTree, cell: Element) -> tuple[str, int]:
    lines = [piece for piece in pieces_of(tree, cell) if isinstance(piece, Line) and piece.words]
    return "\n".join(line.words for line in lines), sum(line.linked for line in lines)


def _span(words: str | None, most: int) -> int:
    try:
        number = int((words or "1").strip())
    except ValueError:
        return 1
    return min(most, number) if number > 0 else 1
