"""What a reader knows for sure of a document: its text, its blocks, where each stands in the original.

A format with structure of its own (docx, html, md, xlsx) gives blocks; a plain text gives none, and
layout guesses. All offsets count code points of ``Sourced.text``.
"""

from __future__ import annotations

from typing import Literal

from policy_extract.tuples import NamedTuple

BlockKind = Literal["heading", "paragraph", "item", "cell", "box", "note", "furniture"]


class CellPlace(NamedTuple):
    """Where a cell stands: the table's running number in the document, row and column from 0."""

    table: int
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1


class Anchor(NamedTuple):
    """Where words stand in the original: a page with a box, a path, or a sheet with a cell.

    ``page`` counts from 1, ``box`` is (x0, y0, x1, y1) in points with the origin at the top left;
    ``path`` is a place in the document's tree (“body/tbl[2]/tr[3]/tc[1]”); ``sheet`` and ``cell``
    name a cell of a workbook (“指标表”, “C7”).
    """

    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    path: str | None = None
    sheet: str | None = None
    cell: str | None = None


class Block(NamedTuple):
    """A stretch of the text whose role the format itself says.

    ``level`` is a heading's, 1 the highest; ``cell`` is set for cells only; ``furniture`` is what
    nobody published as part of the plan (page numbers, navigation) and yields nothing.
    """

    kind: BlockKind
    start: int
    end: int
    level: int | None = None
    cell: CellPlace | None = None
    anchor: Anchor | None = None


class RecognisedPage(NamedTuple):
    """A page whose words were recognised in a picture: its number, from 1, and how sure that was.

    ``score`` is the mean over its ``signs``, 0 to 1, as the recogniser states it: no chance that a sign is right.
    """

    page: int
    score: float
    signs: int


class Sourced(NamedTuple):
    """A document as a reader gives it: text, blocks (none: layout guesses), what the file says of itself.

    ``meta`` holds fields of ``model.Meta`` that stand outside the text (front matter, a metadata
    table) by their names there, as plain words; ``pages`` is their number where the format has pages.
    ``converted_by`` names the program that made a readable file of it. The words of ``recognised`` pages were read
    in pictures; which they are, the anchors of the blocks say. ``doubtful_tables`` are stretches (start, end; code points)
    of tables that seem to go on over a page and whose columns do not fit there.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    pages: int | None = None
    converted_by: str | None = None
    recognised: tuple[RecognisedPage, ...] = ()
    doubtful_tables: tuple[tuple[int, int], ...] = ()
