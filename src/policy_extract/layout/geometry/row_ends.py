"""What stands behind the lines of a row that opens with a running number: the name of the group below, or a row without a number.

A column of groups in front of the numbers (类别 | 序号 | 指标 …) leaves its cells behind the row before: 婴儿死亡率 / ‰ / 2.4 / ≤4 / 健康服务, then 4.
A row without a number (其中：…) opens where a whole row has ended: … / 1.67 / 预期性 / 其中：中医类别… / 0.105 / 0.42 / 预期性.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from policy_extract.layout.geometry.heads import Heads
from policy_extract.layout.geometry.words import WordKinds
from policy_extract.tuples import NamedTuple

MAX_GROUP = 2  # lines of a group's name

PartKind = Literal["numbered", "unnumbered", "group"]


class Part(NamedTuple):
    """Lines of a table, by their places: a row that opens with its number, one without, or the name of a group."""

    lines: list[int]
    kind: PartKind = "numbered"


class RowEnds:
    """Parts the lines of rows; ``titles`` are the heads of the columns, the running number's first."""

    def __init__(
        self,
        titles: Sequence[str],
        plain: Callable[[int], str],
        kinds: WordKinds,
        heads: Heads,
        *,
        grouped: bool,
    ) -> None:
        """``grouped``: a column of groups stands in front of the numbers."""
        self._size, self._plain, self._kinds, self._heads = len(titles), plain, kinds, heads
        self._values = [i for i, title in enumerate(titles) if heads.value(title)]
        worded = any(map(heads.remark, titles)) or any(map(heads.body, titles))
        self._grouped, self._worded = grouped, worded

    def parted(self, row: list[int]) -> Iterator[Part]:
        """The row, the rows without numbers behind it, and the name of the group below.

        Refused: a row no longer than the header, one whose rest has no figures where the header has values (a name that was wrapped),
        words at its end in a table with a column of words about the row (备注, 责任单位).
        """
        if len(row) <= self._size or not self._values:
            yield Part(row)
            return
        named = 0 if self._worded else self._named(row)
        own, name = row[: len(row) - named], row[len(row) - named :]
        kind: PartKind = "numbered"
        while self._is_row(own[: self._whole(kind)], kind) and self._opens(
            rest := own[self._whole(kind) :]
        ):
            yield Part(own[: self._whole(kind)], kind)
            own, kind = rest, "unnumbered"
        yield Part(own, kind)
        if name:
            yield Part(name, "group")

    def _whole(self, kind: PartKind) -> int:
        """The cells of a whole row."""
        return self._size - (kind == "unnumbered")

    def _named(self, row: Sequence[int]) -> int:
        """How many lines at the end of a row too long are the name of the group below: words behind its last figure.

        Refused: words of a row that has no figures without them (a wrapped name | % | 81 | 全覆盖); without a column of groups,
        words behind a row that is still too long.
        """
        most = min(MAX_GROUP, len(row) - self._size)
        for count in range(most):
            if self._closes(self._plain(row[-1 - count])):
                most = count
                break
        own = row[: len(row) - most]
        if len(own) == self._size:
            return (
                most if self._is_row(own, "numbered") and self._closes(self._plain(own[-1])) else 0
            )
        return most if self._grouped and self._closes(self._plain(own[-1])) else 0

    def _closes(self, plain: str) -> bool:
        """A line that a row may end with: a figure, a dash, 全覆盖, 预期性."""
        known = self._heads.label(plain) or plain in self._kinds.attributes
        return known or any(map(str.isdigit, plain)) or self._kinds.value(plain)

    def _opens(self, rest: Sequence[int]) -> bool:
        """A row without a number: a name and figures; what stands behind the values may be missing."""
        return len(rest) >= self._values[-1] and self._is_row(rest, "unnumbered")

    def _is_row(self, row: Sequence[int], kind: PartKind) -> bool:
        """Figures where the header has values, and words for a name."""
        shift = kind == "unnumbered"
        if len(row) <= self._values[-1] - shift or self._closes(self._plain(row[1 - shift])):
            return False
        return all(self._kinds.value(self._plain(row[i - shift])) for i in self._values)
