"""Lines of one row → the columns of a table that they fill, by what the other rows hold there.

A row has too many lines when a cell was wrapped, too few when cells were blank or merged from above.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log

from policy_extract.expressions import expression
from policy_extract.layout.geometry.grid import YEAR, number
from policy_extract.layout.geometry.heads import Heads

_CLASSED = expression(r"[\u4e00-\u9fff]{2,8}[<>≥≤]")
_VALUE = expression(
    r"[\u4e00-\u9fff]{0,6}[<>≥≤约]?-?\d[\d.,]*(?:[-~]\d+(?:\.\d+)?)?[%‰]?[\u4e00-\u9fff]{0,2}"
)
_MAX_EXCESS = 6
_LONG = 10
_INWARD = 0.5

Placed = tuple[tuple[int, ...], ...]


def merged_pieces(words: Sequence[str], usual: int, heads: Heads) -> list[list[int]]:
    """Which lines of a header make one head.

    Always: a unit in brackets, what follows a five-year plan (“十四五” / 投资(万元)), 属性 behind a second 指标.
    Where rows have fewer cells than the header lines: what each year dates (2020年 / 完成情况, 2020年 / 规划目标), when as many
    are too many; else as many more words that go on a head (情况, 目标) as are. Where there are none the rows have merged cells instead.
    """
    sure = {i for i in range(1, len(words)) if heads.goes_on(words, i)}
    dated = under_years(words, heads) - sure
    if len(dated) <= len(words) - len(sure) - max(usual, 2):
        sure |= dated
    tails = [i for i in range(1, len(words)) if i not in sure and heads.tail(words[i])]
    tails.sort(key=lambda i: (heads.knows(words[i]) and not heads.value(words[i]), i))
    excess = len(words) - len(sure) - max(usual, 2)
    joined = sure | set(tails[: max(0, excess)])
    groups: list[list[int]] = []
    for i in range(len(words)):
        if i in joined and groups:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def under_years(words: Sequence[str], heads: Heads) -> set[int]:
    """The lines of a header that go on a year above them: 2020年 / 完成情况. Refused: two heads under one year (2020年 / 目标 / 完成)."""
    under = {i for i in range(1, len(words)) if heads.dated(words[i - 1], words[i])}
    return {i for i in under if i + 1 == len(words) or not heads.dated(words[i - 1], words[i + 1])}


def bound_heads(words: Sequence[str], heads: Heads) -> list[list[int]]:
    """The lines of each head where none but known ones stand: 2020年 / 完成情况 and 年均增速 / [累计] are one.

    Refused: 2025年 / 年均增速.
    """
    under = under_years(words, heads)
    groups: list[list[int]] = []
    for i, word in enumerate(words):
        if groups and (i in under or word.startswith(("(", "["))):
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def readings(words: Sequence[str], heads: Heads) -> Iterator[list[list[int]]]:
    """The ways to read the lines of a header, the likelier first: a head a line, then what belongs together as one (``bound_heads``)."""
    yield [[i] for i in range(len(words))]
    bound = bound_heads(words, heads)
    if len(bound) < len(words):
        yield bound


def repeated_tiers(words: Sequence[str], heads: Heads) -> int:
    """How many heads stand below merged ones at a header’s end, 0 for one tier.

    [指标, 2020年, 2025年, 数值, 占比, 数值, 占比] → 4: the same heads under each year.
    """
    for groups in range(2, 5):
        for size in range(2, 5):
            under = groups * size
            upper, lower = words[: len(words) - under], words[len(words) - under :]
            if len(upper) <= groups or len(lower) < under:
                continue
            alike = all(
                list(lower[i : i + size]) == list(lower[:size]) for i in range(0, under, size)
            )
            if alike and sum(map(heads.value, upper)) == groups:
                return under
    return 0


def low_heads(words: Sequence[str], heads: Heads) -> int:
    """How many heads at a header’s end stand below an open one, 0 for one tier.

    [序号, 指标, “十三五”, 2025年目标, 属性, 2020年目标, 2020年完成] → 2: behind the head of the last column, below “十三五”.
    """
    last = max((i for i, w in enumerate(words) if heads.ends(w)), default=len(words))
    under = words[last + 1 :]
    over = any(map(heads.open, words[:last]))
    return len(under) if len(under) > 1 and over and all(map(heads.value, under)) else 0


def group_head(words: Sequence[str], heads: Heads) -> tuple[int, int] | None:
    """A head over others: its place and the places behind it that stand under it.

    [序号, 地市, 整治计划, 2020年, 2021年, 2022年] over rows of five cells → 整治计划 over three years.
    """
    for i in range(1, len(words) - 2):
        stop = i + 1
        while stop < len(words) and heads.value(words[stop]):
            stop += 1
        if stop - i > 2 and not heads.value(words[i]):
            return i, stop - i - 1
    return None


class Fitter:
    """Places rows in the columns of one table; built from all its rows."""

    def __init__(
        self,
        rows: Sequence[Sequence[str]],
        titles: Sequence[str],
        heads: Heads,
        *,
        anchored: bool = True,
    ) -> None:
        """``anchored``: a row's first line is of the first column; else that may be merged from above."""
        self._anchored = anchored
        self._size = size = len(titles)
        self._heads = heads
        self._values = [heads.value(title) for title in titles]
        self._names = [heads.name(title) or heads.task(title) for title in titles]
        self._bodies = [heads.body(title) for title in titles]
        self._remarks = [heads.remark(title) for title in titles]
        self._units = heads.units if any(map(heads.unit, titles)) else frozenset()
        rows = [["".join(row[k] for k in part) for part in self._classed(row)] for row in rows]
        full = [tuple(row) for row in rows if len(row) == size]
        if not full and self._remarks[-1]:  # nobody remarks on anything: 备注 is blank in every row
            full = [(*row, "") for row in rows if len(row) == size - 1]
        self._whole = bool(full)
        full = full or [
            tuple(row[:1]) + ("",) * (size - len(row)) + tuple(row[1:])
            for row in rows
            if len(row) < size
        ]
        self._numeric = [_share([row[i] for row in full if row[i]]) for i in range(size)]
        self._length = [_mean([row[i] for row in full if row[i]]) for i in range(size)]
        self._seen = [Counter(row[i] for row in full) for i in range(size)]

    def place(self, words: Sequence[str]) -> Placed | None:
        """For each column the lines that fill it; None for a row that is no row of this table."""
        parts = self._classed(words)
        if len(parts) - self._size > _MAX_EXCESS:
            return None
        while (hanging := self._hanging(words, parts)) is not None:
            parts[hanging].extend(parts.pop(hanging + 1))
        while len(parts) > self._size:
            if not self._join(words, parts):
                return None
        whole = len(parts) == self._size
        if whole and (not self._odd(words, parts) or not self._join(words, parts)):
            return tuple(map(tuple, parts))
        return self._spread(["".join(words[k] for k in part) for part in parts], parts)

    @staticmethod
    def _classed(words: Sequence[str]) -> list[list[int]]:
        """Values of classes on lines of their own are one cell: 设区市≥25 / 县级市≥20."""
        joined: list[list[int]] = []
        for i, word in enumerate(words):
            if joined and _CLASSED.match(word) and _CLASSED.match(words[joined[-1][0]]):
                joined[-1].append(i)
            else:
                joined.append([i])
        return joined

    def _join(self, words: Sequence[str], parts: list[list[int]]) -> bool:
        """Join the two neighbours that are most likely one cell; False when there are none."""
        best = min(
            range(1, len(parts) - 1),
            key=lambda i: (self._cost(words, parts[i], parts[i + 1], i), i),
            default=None,
        )
        if best is None:
            return False
        parts[best].extend(parts.pop(best + 1))
        return True

    def _hanging(self, words: Sequence[str], parts: Sequence[Sequence[int]]) -> int | None:
        """The first cell that goes on in the next line: it ends in the mark of a list, or in half a name.

        市公安局、 / 市财政局; 市规划自然资源 / 局、市应急管理局.
        """
        for i in range(1, len(parts) - 1):
            if words[parts[i][-1]].endswith(("、", ",")):
                return i
            if any(self._bodies) and self._heads.half(words[parts[i + 1][0]]):
                return i
        return None

    def _odd(self, words: Sequence[str], parts: Sequence[Sequence[int]]) -> bool:
        """A long name stands in a column of values: a cell before it was wrapped, one was blank."""
        cells = ["".join(words[k] for k in part) for part in parts]
        return any(
            value and len(cell) > _LONG and not re.search(r"\d", cell) and cell.endswith(")")
            for value, cell in zip(self._values, cells, strict=True)
        )

    def _cost(
        self, words: Sequence[str], left: Sequence[int], right: Sequence[int], at: int
    ) -> float:
        """How odd it is that two neighbours are one cell; pieces of a category are short."""
        first, second = words[left[-1]], words[right[0]]
        apart = self._heads.label(second) or _CLASSED.match(second) or YEAR.match(second)
        if number(first) or number(second) or apart:
            return 1000
        cost = float(len(first) + len(second))
        if second.startswith(("(", ")", "、", ",")) or first.endswith(("、", ",", "(", "-")):
            cost -= 40
        if len(first) >= _LONG:
            cost -= 20
        if self._heads.bodies(first) and self._heads.bodies(second):
            cost -= (
                _LONG * at
            )  # of two columns of bodies the first is that of who leads, mostly one
        if second in self._units:  # 阅读率 / %
            cost += 60
        if at < self._size and self._seen[min(at + 1, self._size - 1)][second]:
            cost += 60
        return cost

    def _spread(self, words: Sequence[str], parts: Sequence[Sequence[int]]) -> Placed:
        """Fewer cells than columns: the best order-keeping placing, of equal ones the rightmost."""
        n, size = len(words), self._size
        none = float("-inf")
        best = [[none] * (size + 1) for _ in range(n + 1)]
        taken = [[False] * (size + 1) for _ in range(n + 1)]
        best[0] = [0.0] * (size + 1)
        for i in range(1, n + 1):
            for j in range(i, size + 1):
                first = i == 1 and self._anchored
                with_it = best[i - 1][j - 1] + self._score(words[i - 1], j - 1, first=first)
                without = best[i][j - 1]
                taken[i][j] = with_it >= without
                best[i][j] = max(with_it, without)
        placed: list[tuple[int, ...]] = [()] * size
        i = n
        for j in range(size, 0, -1):
            if i and taken[i][j]:
                placed[j - 1] = tuple(parts[i - 1])
                i -= 1
        return tuple(placed)

    def _score(self, words: str, column: int, *, first: bool) -> float:
        if first:
            return 10.0 if column == 0 else -10.0
        if not any(sign.isalnum() for sign in words):  # the dash for none fits anywhere
            return -1.0 if self._remarks[column] else 0.5
        share = self._numeric[column]
        numeric = bool(number(words) or _VALUE.fullmatch(words))
        if self._values[column]:
            share = max(share, 0.8)
        score = 2.0 * (share if numeric else 1 - share) - 1.0
        if not self._anchored:  # merged cells stand on the left, over those that they group
            score += _INWARD * column
        elif self._names[column] and not numeric:
            score += 1.5
        if any(self._bodies) and not numeric:
            score += 2.0 if self._bodies[column] == self._heads.bodies(words) else -2.0
        if self._remarks[column]:
            score -= 1.0
        if self._seen[column][words] > 1 and not numeric:
            score += 2.0
        if not numeric and self._length[column] and self._whole:
            score -= min(1.5, abs(log(len(words) / self._length[column])))
        return score


def _share(words: Sequence[str]) -> float:
    """Of a column's cells those that are values."""
    return sum(bool(number(w) or _VALUE.fullmatch(w)) for w in words) / len(words) if words else 0.5


def _mean(words: Sequence[str]) -> float:
    return sum(map(len, words)) / len(words) if words else 0.0
