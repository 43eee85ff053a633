"""Lines of the columns of a table without lines → its rows: which lines are one cell.

A cell's lines stand around the height of its row (centred) or from it downwards; which of both is what all columns
agree on best.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from policy_extract.readers.pages.lines import Line

_MOST = 12  # lines of a cell
_MANY = 400  # lines of a column; more are no table of one page
_APART = 1.9  # of the size: lines further apart are no cell, but in a header of tiers
_NEVER = 10_000.0

#: Between which heights a row stands: a header of tiers has room, any other row none.
Height = tuple[float, float]


def dealt(
    columns: Sequence[Sequence[Line]], heights: Sequence[Height]
) -> list[list[list[Line]]] | None:
    """For each column the lines of each row, from above; ``heights`` are those of the rows, the header's first.

    None where a column has too many lines.
    """
    if any(len(lines) > _MANY for lines in columns):
        return None
    ways = [[_dealt(lines, heights, top=top) for lines in columns] for top in (False, True)]
    costs = [sum(cost for cost, _ in way) for way in ways]
    best = ways[0] if costs[0] <= costs[1] else ways[1]
    return [
        [list(lines[a:b]) for a, b in bounds]
        for lines, (_, bounds) in zip(columns, best, strict=True)
    ]


def _dealt(
    lines: Sequence[Line], heights: Sequence[Height], *, top: bool
) -> tuple[float, list[tuple[int, int]]]:
    """The cheapest dealing of a column's lines to rows in order, with what it costs: how far cells stand from their rows."""
    bases = [line.base for line in lines]
    sums = [0.0, *accumulate(bases)]
    wide = [0.0] + [max(0.0, y - x - _APART * line.size) for x, y, line in _steps(lines)]
    gaps = [0.0, *accumulate(wide)]

    def cost(a: int, b: int, height: Height) -> float:
        if a == b:
            return 0.0
        at = bases[a] if top else (sums[b] - sums[a]) / (b - a)
        room = height[1] > height[0]
        torn = gaps[b] - gaps[a + 1] > 0 and not room
        torn = torn or (height is heights[0] and bases[b - 1] > height[1] + lines[a].size / 2)
        return max(height[0] - at, at - height[1], 0.0) + _NEVER * torn

    count = len(lines)
    none = float("inf")
    best = [0.0] + [none] * count
    back: list[list[int]] = []
    for height in heights:
        further, came = [none] * (count + 1), [0] * (count + 1)
        for b in range(count + 1):
            for a in range(max(0, b - _MOST), b + 1):
                told = best[a] + cost(a, b, height)
                if told < further[b]:
                    further[b], came[b] = told, a
        best = further
        back.append(came)
    bounds: list[tuple[int, int]] = []
    at = count
    for came in reversed(back):
        bounds.append((came[at], at))
        at = came[at]
    return best[count], bounds[::-1]


def _steps(lines: Sequence[Line]) -> list[tuple[float, float, Line]]:
    return [(above.base, line.base, line) for above, line in pairwise(lines)]
