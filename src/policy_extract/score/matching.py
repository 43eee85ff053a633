"""One-to-one matching of labels with output records: the best one, not the first one.

A label is matched with at most one record and a record with at most one label. Among all such
matchings the one with the greatest sum of weights is taken; weights are tuples and are summed
place by place, so an earlier place is always decided before a later one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

Weight = tuple[int, ...]

#: Room for one place of a weight: no sum over one component may reach it.
_PLACE = 1 << 40


def best_matching(weights: Mapping[tuple[int, int], Weight]) -> dict[int, int]:
    """Match rows with columns; in: a non-negative weight for every pair that may be matched.

    Out: row -> column, with the greatest sum of weights (a pair without weight is never matched).
    All weights must have the same length. The result depends only on the weights and the numbering
    of rows and columns.
    """
    matched: dict[int, int] = {}
    for rows, columns in _components(weights):
        if len(rows) == 1 and len(columns) == 1:
            matched[rows[0]] = columns[0]
            continue
        table = [
            [_single(weights[row, column]) if (row, column) in weights else 0 for column in columns]
            for row in rows
        ]
        for i, j in _assign(table):
            if (rows[i], columns[j]) in weights:
                matched[rows[i]] = columns[j]
    return dict(sorted(matched.items()))


def overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """How alike two spans are: shared code points per 1000 of their union, 0 when disjoint.

    Spans that share anything at all get at least 1; an empty span shares nothing.
    """
    shared = min(a[1], b[1]) - max(a[0], b[0])
    if shared <= 0:
        return 0
    union = max(a[1], b[1]) - min(a[0], b[0])
    return max(1, 1000 * shared // union)


def overlapping_pairs(
    left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """All pairs (index in ``left``, index in ``right``) of spans that share a code point."""
    by_start = sorted(range(len(right)), key=lambda j: right[j])
    pairs: list[tuple[int, int]] = []
    for i, (start, end) in enumerate(left):
        for j in by_start:
            if right[j][0] >= end:
                break
            if overlap((start, end), right[j]):
                pairs.append((i, j))
    return pairs


def _single(weight: Weight) -> int:
    """A tuple as one integer that sums place by place; + 1 so that any match beats no match."""
    number = 0
    for place in weight:
        number = number * _PLACE + place
    return number * _PLACE + 1


def _components(
    weights: Mapping[tuple[int, int], Weight],
) -> list[tuple[list[int], list[int]]]:
    """The pairs split into parts that share neither row nor column, each part in order."""
    columns_of: dict[int, set[int]] = defaultdict(set)
    rows_of: dict[int, set[int]] = defaultdict(set)
    for row, column in weights:
        columns_of[row].add(column)
        rows_of[column].add(row)
    seen: set[int] = set()
    parts: list[tuple[list[int], list[int]]] = []
    for first in sorted(columns_of):
        if first in seen:
            continue
        rows, columns, todo = {first}, set[int](), [first]
        while todo:
            fresh = columns_of[todo.pop()] - columns
            columns |= fresh
            for column in fresh:
                new = rows_of[column] - rows
                rows |= new
                todo.extend(new)
        seen |= rows
        parts.append((sorted(rows), sorted(columns)))
    return parts


def _assign(table: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Row-column pairs of the greatest sum (the Hungarian method with potentials, O(n²m))."""
    flipped = len(table) > len(table[0])
    cost = (
        [[-value for value in column] for column in zip(*table, strict=True)]
        if flipped
        else [[-value for value in row] for row in table]
    )
    n, m = len(cost), len(cost[0])
    infinite = 1 + 2 * (n + 1) * max(1, *(abs(value) for row in cost for value in row))
    row_potential, column_potential = [0] * (n + 1), [0] * (m + 1)
    row_at, way = [0] * (m + 1), [0] * (m + 1)  # counted from 1; column 0 is the free row's seat
    for i in range(1, n + 1):
        row_at[0], at = i, 0
        least, used = [infinite] * (m + 1), [False] * (m + 1)
        while row_at[at]:
            used[at] = True
            row, delta, nearest = row_at[at], infinite, 0
            for j in range(1, m + 1):
                if used[j]:
                    continue
                reduced = cost[row - 1][j - 1] - row_potential[row] - column_potential[j]
                if reduced < least[j]:
                    least[j], way[j] = reduced, at
                if least[j] < delta:
                    delta, nearest = least[j], j
            for j in range(m + 1):
                if used[j]:
                    row_potential[row_at[j]] += delta
                    column_potential[j] -= delta
                else:
                    least[j] -= delta
            at = nearest
        while at:
            row_at[at], at = row_at[way[at]], way[at]
    pairs = [(row_at[j] - 1, j - 1) for j in range(1, m + 1) if row_at[j]]
    return sorted((j, i) for i, j in pairs) if flipped else sorted(pairs)
