"""Where words of the text stand in the original: the anchor of the block around them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from policy_extract import model
from policy_extract.document.blocks import Anchor, Block


class Anchors:
    """The anchors of one document's blocks, looked up by offset (code points)."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        anchored = [block for block in blocks if block.anchor is not None]
        # blocks of one kind never overlap, but a box has paragraphs and cells in it
        self._inner = sorted((b for b in anchored if b.kind != "box"), key=_start)
        self._boxes = sorted((b for b in anchored if b.kind == "box"), key=_start)

    def __bool__(self) -> bool:
        return bool(self._inner or self._boxes)

    def at(self, offset: int) -> model.Anchor | None:
        """The anchor of the innermost block that holds ``offset``, as the contract writes it; None for none."""
        for blocks in (self._inner, self._boxes):
            index = bisect_right(blocks, offset, key=_start) - 1
            if index >= 0 and offset < blocks[index].end:
                anchor = blocks[index].anchor
                return _written(anchor) if anchor else None
        return None


def _start(block: Block) -> int:
    return block.start


def _written(anchor: Anchor) -> model.Anchor | None:
    if anchor.page is not None:
        return model.PageAnchor(page=anchor.page, box=anchor.box)
    if anchor.path is not None:
        return model.PathAnchor(path=anchor.path)
    if anchor.sheet is not None and anchor.cell is not None:
        return model.SheetAnchor(sheet=anchor.sheet, cell=anchor.cell)
    return None
