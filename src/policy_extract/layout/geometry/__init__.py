"""The geometry of tables: one module a dialect, all give the same value, rows of cells (``Grid``)."""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.document import Block
from policy_extract.layout.geometry.barred_lines import BarredLines
from policy_extract.layout.geometry.cell_lines import CellLines
from policy_extract.layout.geometry.cell_tabs import CellTabs
from policy_extract.layout.geometry.cells import Cells
from policy_extract.layout.geometry.grid import Grid, Page
from policy_extract.layout.geometry.heads import Heads
from policy_extract.layout.geometry.joining import joined
from policy_extract.layout.geometry.loose_pipes import LoosePipes
from policy_extract.layout.geometry.pair_spaces import PairSpaces
from policy_extract.layout.geometry.pipes import Pipes
from policy_extract.layout.geometry.rests import rests
from policy_extract.layout.geometry.row_tabs import RowTabs
from policy_extract.layout.geometry.single_spaces import SingleSpaces
from policy_extract.layout.geometry.spaces import Spaces
from policy_extract.layout.geometry.wrapped import Wrapped
from policy_extract.lexicon import Lexicon

__all__ = ["DIALECTS", "Grid", "Heads", "Page", "TableFinder"]


#: The dialects in the order in which they are asked: the surer sign first.
DIALECTS = (
    Pipes, LoosePipes, RowTabs, CellTabs, BarredLines, CellLines, PairSpaces, Spaces, Wrapped,
    SingleSpaces,
)  # fmt: skip


class TableFinder:
    """Finds the tables of a text, whatever their dialect; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.heads = Heads(lexicon)
        self._cells = Cells(self.heads)
        self._dialects = tuple(dialect(self.heads) for dialect in DIALECTS)

    def find(self, page: Page, blocks: Sequence[Block]) -> list[Grid]:
        """The tables in order of the text; parts of one table are joined.

        Real cells (``blocks``) come first; lines that a table holds are no table's of a later dialect.
        """
        taken = list(page.taken)
        seen = Page(page.text, page.plain, page.lines, page.heading, taken)
        found: list[Grid] = []

        def take(grid: Grid) -> None:
            found.append(grid)
            taken[grid.first : grid.stop] = [True] * (grid.stop - grid.first)

        for grid in list(self._cells.find(seen, blocks)):
            take(grid)
        for dialect in self._dialects:
            for grid in list(dialect.find(seen)):
                take(grid)
        for grid in list(rests(seen, found, self.heads)):
            take(grid)
        return joined(page, found, self.heads)
