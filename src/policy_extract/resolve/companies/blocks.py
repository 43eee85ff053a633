"""Names of companies in parts that can be joined apart from each other."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import groupby


class Blocks:
    """Names by the first two signs of their cores, in which all names of one company agree unless something known links them.

    Of very many names only those of a part are looked at together, which are few.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._of = array("i")  # by name
        self._above: dict[int, int] = {}
        self._known: dict[str, int] = {}

    def put(self, core: str) -> None:
        """The core of the next name."""
        self._of.append(self._number(core))

    def link(self, core: str, known: str) -> None:
        """Names that open like this core, and whatever else is linked to the same known company, are joined together."""
        block = self._number(core)
        self._above[self._top(block)] = self._top(self._known.setdefault(known, block))

    def parts(self) -> Iterator[list[int]]:
        """The numbers of the names, a part at a time."""
        tops = array("i", map(self._top, self._of)) if self._above else self._of
        for _, part in groupby(sorted(range(len(tops)), key=tops.__getitem__), tops.__getitem__):
            yield list(part)

    def _number(self, core: str) -> int:
        return self._numbers.setdefault(block_of(core), len(self._numbers))

    def _top(self, block: int) -> int:
        top = block
        while (above := self._above.get(top, top)) != top:
            top = above
        if top != block:
            self._above[block] = top
        return top


def block_of(core: str) -> str:
    """The first two signs of a core."""
    return core[:2]
