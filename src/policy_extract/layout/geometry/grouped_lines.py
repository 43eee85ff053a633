"""A cell a line below a header with a column of groups: a group's name stands once, before the first of its rows.

类别 / 序号 / 指标 / 单位 / 2025年, then 经济发展 / 1 / 地区生产总值 / 亿元 / 170 / 2 / 劳动生产率 / 万元/人 / 10.5 / 创新驱动 / 3 / …
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from policy_extract.layout.geometry.grid import number, serial
from policy_extract.layout.geometry.heads import Heads
from policy_extract.layout.geometry.stacked_heads import Kind, StackedHeads
from policy_extract.layout.geometry.words import WordKinds

_MAX_HEADS = 16
_MAX_NAME, _MAX_GROUP, _MAX_UNIT = 60, 20, 8
_MAX_PIECE = 6  # of a group's name on two lines
_LEAST = 4  # heads

#: For each column of a row the places of its lines, none where a cell from above goes on.
Places = tuple[list[int], ...]


class GroupedLines:
    """Reads such rows; built once for a lexicon."""

    def __init__(self, heads: Heads) -> None:
        self._heads, self._stacked = heads, StackedHeads(heads)
        self.kinds = WordKinds(heads)
        self._verbs = heads.lexicon.words("agency_forms", "verbs.prose")

    def opens(self, word: str) -> bool:
        """A header may begin so: with the head of the groups."""
        return self._stacked.groups(word)

    def size(self, plain: Callable[[int], str], first: int) -> int:
        """How many heads the header has that begins at a place; 0 where it has no column of groups in front of one of names."""
        kinds: list[Kind] = []
        while len(kinds) < _MAX_HEADS and (kind := self._stacked.kind(plain(first + len(kinds)))):
            kinds.append(kind)
        told = "value" in kinds or "body" in kinds
        names = kinds.count("name")
        grouped = "category" in kinds[:2] and (names == 1 or (names > 1 and "value" not in kinds))
        front = kinds[: kinds.index("name")] if grouped else []
        fine = told and len(kinds) >= _LEAST and set(front) <= {"category", "serial"}
        return len(kinds) if grouped and fine else 0

    def rows(
        self, plain: Callable[[int], str], first: int, heads: Sequence[Sequence[int]]
    ) -> tuple[list[Places], int]:
        """The rows below ``heads``, each of one or more lines from ``first`` on, and the place behind the rows.

        Refused: a line that is no cell of its column (a name for a figure, a number out of order): it ends the rows.
        """
        size = sum(map(len, heads))
        header = [plain(first + i) for i in range(size)]
        titles = ["".join(header[i] for i in head) for head in heads]
        kinds = [kind for title in titles if (kind := self._stacked.kind(title))]
        inner = [i for i, kind in enumerate(kinds) if kind != "category"]
        found: list[Places] = []
        at, expected = first + size, 1
        if len(kinds) != len(titles):
            return found, at
        while plain(at):
            again = [plain(at + i) for i in range(size)] == header
            if again or (self._heads.continued(plain(at)) and plain(at + 1) == header[0]):
                at += size if again else 1
                continue
            wrapped = False
            if self._fit([kinds[i] for i in inner], at, plain, expected) and found:
                columns: Sequence[int] = inner
            elif self._fit(kinds, at, plain, expected):
                columns = range(len(kinds))
            elif kinds[0] == "category" and self._wrapped(kinds, at, plain, expected):
                columns, wrapped = range(len(kinds)), True
            else:
                break
            place = {column: [at + i + wrapped] for i, column in enumerate(columns)}
            if wrapped:
                place[0] = [at, at + 1]
            found.append(tuple(place.get(i, []) for i in range(len(kinds))))
            at, expected = at + len(columns) + wrapped, expected + 1
        return found, at

    def _wrapped(
        self, kinds: Sequence[Kind], at: int, plain: Callable[[int], str], expected: int
    ) -> bool:
        """The name of the group stands on two short lines: 文化传播与 / 对外交流. Refused: a name of two lines behind that of its group."""
        short = all(1 < len(plain(at + i)) <= _MAX_PIECE for i in range(2))
        named = self.kinds.tail(plain(at + 2))
        return short and not named and self._fit(kinds, at + 1, plain, expected)

    def _fit(
        self, kinds: Sequence[Kind], at: int, plain: Callable[[int], str], expected: int
    ) -> bool:
        return bool(plain(at + len(kinds) - 1)) and all(
            serial(plain(at + i)) == expected
            if kind == "serial"
            else self._holds(kind, plain(at + i))
            for i, kind in enumerate(kinds)
        )

    def _holds(self, kind: Kind, word: str) -> bool:
        """A line is a cell of a column: of names no figure, of values nothing else; none behind the last line."""
        kinds = self.kinds
        if not word:
            return False
        if kind == "value":
            return kinds.value(word)
        if kind == "attribute":
            return word in kinds.attributes or word.startswith("-")
        if kind == "unit":
            return kinds.unit(word) or (len(word) <= _MAX_UNIT and not word[0].isdigit())
        if kind == "body":
            return kinds.bodies(word) or word.startswith("-") or any(v in word for v in self._verbs)
        if kind == "deadline":
            return kinds.deadline(word)
        if kind == "remark":
            return False
        most = _MAX_GROUP if kind == "category" else _MAX_NAME
        worded = 1 < len(word) <= most and not word.endswith(("。", ";"))
        return worded and not number(word) and word not in kinds.attributes
