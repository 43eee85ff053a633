"""Parts of a document → its text: paragraphs whole, headings by size, tables row by row, each with its anchor."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from policy_extract.document import Anchor, CellPlace
from policy_extract.readers.building import TextBuilder
from policy_extract.readers.glyphs import mended
from policy_extract.readers.pages.flow import Part, Stretch
from policy_extract.readers.pages.lines import Line
from policy_extract.readers.pages.paragraphs import (
    Edges,
    UsualEdges,
    edges_of,
    goes_on,
    title_goes_on,
)
from policy_extract.readers.pages.tables import RuledTable
from policy_extract.readers.pages.titles import TitleSizes, title_sizes
from policy_extract.readers.pages.words import put_together

_FRAME: Final = 8.0  # points between a frame and its words
_Printed = tuple[int, Line]  # a page and a line on it


class Writer:
    """Puts the parts of one document out; ``mended`` holds the codes of what was mended in its words.

    ``doubtful`` are the stretches (start, end; code points) of tables whose parts do not fit each other.
    """

    def __init__(self, builder: TextBuilder) -> None:
        self._page = builder
        self._tables = 0
        self.mended: tuple[str, ...] = ()
        self.doubtful: tuple[tuple[int, int], ...] = ()

    def write(self, parts: Sequence[Part]) -> None:
        """Put out all parts."""
        stretches = [part for part in parts if isinstance(part, Stretch)]
        sizes = title_sizes(stretches)
        usual = UsualEdges([s.lines for s in stretches if s.frame is None and not s.apart])
        open_lines: list[_Printed] = []
        edges: Edges | None = None
        for part in parts:
            own = (
                None
                if isinstance(part, RuledTable)
                else edges_of(part.lines, usual.around(part.lines))
            )
            if isinstance(part, Stretch) and part.frame is None and not part.apart and own:
                open_lines = self._stretch(part, own, sizes, open_lines, edges)
                edges = own
                continue
            self._paragraph(open_lines, edges, sizes)
            open_lines = []
            if isinstance(part, RuledTable):
                self._table(part)
            elif part.frame is not None:
                self._box(part, sizes)
            else:
                for line in part.lines:
                    self._paragraph([(part.page, line)], own, sizes)
        self._paragraph(open_lines, edges, sizes)

    def _stretch(
        self,
        part: Stretch,
        edges: Edges,
        sizes: TitleSizes,
        open_lines: list[_Printed],
        edges_above: Edges | None,
    ) -> list[_Printed]:
        """Put out the paragraphs of a stretch but the last, which may go on: its lines are returned."""
        for line in part.lines:
            if open_lines:
                page, above = open_lines[-1]
                same = len(open_lines) > 0 and page == part.page and line.base > above.base
                further = goes_on(_moved(above, edges_above, edges, same), line, edges, same)
                if further or (same and title_goes_on(above, line, edges, sizes.body)):
                    open_lines.append((part.page, line))
                    continue
                below = line if part.frame is None else None
                self._paragraph(open_lines, edges, sizes, below)
            open_lines = [(part.page, line)]
            edges_above = edges
        return open_lines

    def _box(self, part: Stretch, sizes: TitleSizes) -> None:
        since = self._page.at
        edges = edges_of(part.lines)
        if edges is not None and part.frame is not None:
            edges = replace(edges, right=max(edges.right, part.frame[1] - _FRAME))
            self._paragraph(self._stretch(part, edges, sizes, [], None), edges, sizes)
        self._page.box(since)

    def _paragraph(
        self,
        lines: Sequence[_Printed],
        edges: Edges | None,
        sizes: TitleSizes,
        below: Line | None = None,
    ) -> None:
        """Put out a paragraph, a title or a heading; each printed line is a block with its own anchor.

        ``below`` is the line of text under it, None for the last above a table, in a frame or in the document.
        """
        if not lines or edges is None:
            return
        anchors = [Anchor(page=page, box=line.box) for page, line in lines]
        words = [self._mended(line.words) for _, line in lines]
        for index in range(len(words) - 1):
            whole = put_together(words[index], words[index + 1])
            words[index] = whole[: len(whole) - len(words[index + 1])]
        page, plain = lines[0][0], [line for _, line in lines]
        level = sizes.level(page, plain, edges) or sizes.heading(page, plain, below, edges)
        if level:
            self._page.line("".join(words), "heading", level, anchors[0])
        else:
            self._page.printed(list(zip(words, anchors, strict=True)), "paragraph")

    def _table(self, table: RuledTable) -> None:
        since = self._page.at
        rows = table.by_row()
        kept = [number for number, row in enumerate(rows) if row]
        for index, number in enumerate(kept):
            places: list[CellPlace] = []
            for cell in rows[number]:
                rowspan = bisect_left(kept, cell.row + cell.rowspan) - index
                places.append(CellPlace(self._tables, index, cell.col, rowspan, cell.colspan))
            words = [self._mended(cell.words).replace("\t", " ") for cell in rows[number]]
            self._page.row(words, places, [cell.anchor for cell in rows[number]])
        self._tables += 1
        if table.doubtful:
            self.doubtful = (*self.doubtful, (since, self._page.at))

    def _mended(self, words: str) -> str:
        plain, codes = mended(words)
        self.mended = tuple(dict.fromkeys((*self.mended, *codes)))
        return plain


def _moved(above: Line, edges: Edges | None, to: Edges, same: bool) -> Line:
    """A line of another column or page as if it stood in this one."""
    if same or edges is None:
        return above
    return above._replace(x0=above.x0 - edges.left + to.left, x1=above.x1 - edges.right + to.right)
