"""The text that a reader puts out, line by line, with its blocks: offsets are counted here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.document import Anchor, Block, BlockKind, CellPlace


class TextBuilder:
    """A document's text while a reader makes it; all offsets count code points of ``text()``."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._at = 0
        self.blocks: list[Block] = []

    def text(self) -> str:
        """The lines put out so far."""
        return "\n".join(self._lines)

    def line(
        self,
        words: str,
        kind: BlockKind | None = None,
        level: int | None = None,
        anchor: Anchor | None = None,
    ) -> None:
        """Put out a line; with a kind it is a block. ``words`` may hold line feeds (a break in a cell)."""
        if kind is not None and words.strip():
            self.blocks.append(Block(kind, self._at, self._at + len(words), level, None, anchor))
        self._lines.append(words)
        self._at += len(words) + 1

    def goes_on(self, words: str) -> None:
        """Put out a line that belongs to the block above."""
        above = self.blocks.pop()
        stop = self._at + len(words)
        self.blocks.append(Block(above.kind, above.start, stop, above.level, None, above.anchor))
        self.line(words)

    def printed(self, parts: Sequence[tuple[str, Anchor]], kind: BlockKind) -> None:
        """Put out one line of the text that is printed in several lines: each is a block with its own anchor."""
        at = self._at
        for words, anchor in parts:
            if words.strip():
                self.blocks.append(Block(kind, at, at + len(words), None, None, anchor))
            at += len(words)
        self.line("".join(words for words, _ in parts))

    def row(
        self,
        cells: Sequence[str],
        places: Sequence[CellPlace | None],
        anchors: Sequence[Anchor | None] = (),
    ) -> None:
        """Put out a row of a table, its cells parted by tabs, each a block; as many anchors or none.

        Without a place the words are no cell: an empty field where one from above covers the place.
        """
        at = self._at
        for index, (words, place) in enumerate(zip(cells, places, strict=True)):
            anchor = anchors[index] if anchors else None
            if place is not None:
                self.blocks.append(Block("cell", at, at + len(words), None, place, anchor))
            at += len(words) + 1
        self.line("\t".join(cells))

    def box(self, since: int, anchor: Anchor | None = None) -> None:
        """What was put out from the code point ``since`` on stands in a box (专栏)."""
        if self._at - 1 > since:
            self.blocks.append(Block("box", since, self._at - 1, None, None, anchor))

    @property
    def at(self) -> int:
        """Where the next line begins."""
        return self._at
