"""What a reader's blocks say of lines: headings, paragraphs, notes, boxes, furniture, by line index."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from policy_extract.document import Block, Residue
from policy_extract.layout.lines import Line


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks of lines; a text without blocks has none, and layout guesses.

    ``heading``: line → level (1 the highest); ``opens``: lines at which a paragraph or item begins;
    ``inside``: lines that go on the block of the line above; ``note``: lines that open a note;
    ``box``: first line of a box → the line behind it.
    """

    heading: dict[int, int] = field(default_factory=dict)
    opens: frozenset[int] = frozenset()
    inside: frozenset[int] = frozenset()
    note: frozenset[int] = frozenset()
    box: dict[int, int] = field(default_factory=dict)
    furniture: tuple[Residue, ...] = ()


def marks_of(blocks: Sequence[Block], lines: Sequence[Line]) -> Marks:
    """The marks that blocks set; cells set none, blocks outside the text are passed over."""
    starts = [line.start for line in lines]
    heading: dict[int, int] = {}
    box: dict[int, int] = {}
    opens: set[int] = set()
    inside: set[int] = set()
    note: set[int] = set()
    furniture: list[Residue] = []
    for block in blocks:
        first = bisect_right(starts, block.start) - 1
        stop = bisect_right(starts, max(block.start, block.end - 1))
        if block.kind == "cell" or first < 0 or block.start >= block.end:
            continue
        if block.kind == "furniture":
            furniture.append(Residue(block.start, block.end, "page furniture"))
            continue
        if block.kind == "box":
            box[first] = stop
            continue
        opens.add(first)
        inside.update(range(first + 1, stop))
        if block.kind == "heading":
            heading[first] = block.level or 1
        elif block.kind == "note":
            note.add(first)
    return Marks(
        heading, frozenset(opens), frozenset(inside), frozenset(note), box, tuple(furniture)
    )
