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

MAX_GROUP_LINES = 2  # lines of a group's name

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
        self._values = sum(map(heads.value, titles))
        self._worded = any(map(heads.remark, titles)) or any(map(heads.body, titles))
        last = titles[-1]
        self._grouped = grouped and (heads.value(last) or heads.ends(last))

    def parted(self, row: list[int]) -> Iterator[Part]:
        """The row, the rows without numbers behind it, and the name of the group below.

        Refused: words without figures behind them (a name that was wrapped), words at the end of a row in a table with a column of words about
        the row (备注, 责任单位), or of one no longer than the header where no column of groups is.
        """
        named = self._named(row) if self._values and not self._worded else 0
        own, name = row[: len(row) - named], row[len(row) - named :]
        kind: PartKind = "numbered"
        while at := self._next(own):
            yield Part(own[:at], kind)
            own, kind = own[at:], "unnumbered"
        yield Part(own, kind)
        if name:
            yield Part(name, "group")

    def _next(self, row: Sequence[int]) -> int:
        """Where a row without a number opens: a name behind a whole row, and figures for every column behind it; 0 for none."""
        least = self._size - 1 - (self._values > 1 and not self._worded)  # its unit may be blank
        first = self._size if self._worded else least
        for at in range(max(first, 2), len(row) - least + 1):
            opens = self._closes(self._plain(row[at - 1])) and not self._closes(
                self._plain(row[at])
            )
            if opens and self._whole(row[:at]) and self._whole(row[at:]):
                return at
        return 0

    def _named(self, row: Sequence[int]) -> int:
        """How many lines at the end of a row are the name of the group below: words behind its last figure or kind of target.

        Refused: words behind a row that lacks a figure (a wrapped name | % | 81 | 见附件).
        """
        most = MAX_GROUP_LINES if self._grouped else min(MAX_GROUP_LINES, len(row) - self._size)
        count = next(
            (n for n in range(max(most, 0)) if self._closes(self._plain(row[-1 - n]))), most
        )
        return count if count > 0 and self._whole(row[: len(row) - count]) else 0

    def _whole(self, row: Sequence[int]) -> bool:
        """Lines that end with a figure for every column of values, and what kind of target they are."""
        said = [self._plain(at) for at in row]
        while said and self._label(said[-1]):
            said.pop()
        figures = said[len(said) - self._values :] if self._values else []
        return len(said) > self._values > 0 and all(map(self._kinds.value, figures))

    def _closes(self, plain: str) -> bool:
        """A line that a row may end with: a figure, a dash, 全覆盖, 预期性."""
        return self._label(plain) or self._kinds.value(plain)

    def _label(self, plain: str) -> bool:
        return self._heads.label(plain) or plain in self._kinds.attributes
