"""Lines of the columns of a table without lines → its rows: which lines are one cell.

A cell's lines stand around the height of its row (centred) or from it downwards; which of both is what all columns
agree on best, from it downwards where both do. A line on the height of a row is of that row, and a row without a cell
is the worse reading: of names as near as lines three are not one around the second.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from policy_extract.readers.pages.lines import Line

_MOST = 12  # lines of a cell
_MANY = 400  # lines of a column; more are no table of one page
_APART = 1.9  # of the size: lines further apart are no cell, but in a header of tiers
_NEVER = 10_000.0
_ON = 0.2  # of the size: a line on the height of a row
_OWN = 0.5  # of the rows: a column that has lines on so many has a cell a row
_BLANK = 0.5  # of the size: what a row without a cell costs there
_BARE = 0.03  # … and in a column of groups
_ALIKE = 0.1  # of the size: costs that are one

#: Between which heights a row stands: a header of tiers has room, any other row none.
Height = tuple[float, float]


def dealt(
    columns: Sequence[Sequence[Line]], heights: Sequence[Height]
) -> list[list[list[Line]]] | None:
    """For each column the lines of each row, from above; ``heights`` are those of the rows, the header's first.

    None where a column has too many lines, or one that has a cell a row gives a line on a row's height to another.
    """
    if any(len(lines) > _MANY for lines in columns):
        return None
    rows_on = [_rows_on(lines, heights) for lines in columns]
    each = [_by_row(own, heights) for own in rows_on]
    ways = [
        [
            _dealt(lines, heights, top=top, each=one)
            for lines, one in zip(columns, each, strict=True)
        ]
        for top in (False, True)
    ]
    costs = [sum(cost for cost, _ in way) for way in ways]
    size = max((line.size for lines in columns for line in lines), default=0.0)
    best = ways[0] if costs[0] < costs[1] - _ALIKE * size else ways[1]
    for own, one, (_, bounds) in zip(rows_on, each, best, strict=True):
        if one and any(
            row is not None and not a <= i < b
            for i, row in enumerate(own)
            for a, b in (bounds[row or 0],)
        ):
            return None
    return [
        [list(lines[a:b]) for a, b in bounds]
        for lines, (_, bounds) in zip(columns, best, strict=True)
    ]


def _rows_on(lines: Sequence[Line], heights: Sequence[Height]) -> list[int | None]:
    """For each line the row below the header on whose height it stands."""
    return [
        next(
            (
                r
                for r, (at, _) in enumerate(heights)
                if r and abs(line.base - at) <= _ON * line.size
            ),
            None,
        )
        for line in lines
    ]


def _by_row(own: Sequence[int | None], heights: Sequence[Height]) -> bool:
    """The column has a cell a row. Refused: one of groups, whose names stand around several rows."""
    return len({row for row in own if row is not None}) >= _OWN * (len(heights) - 1)


def _dealt(
    lines: Sequence[Line], heights: Sequence[Height], *, top: bool, each: bool
) -> tuple[float, list[tuple[int, int]]]:
    """The cheapest dealing of a column's lines to rows in order, with what it costs: how far cells stand from their rows.

    ``each``: the column has a cell a row, and a row without one is worse there than in a column of groups.
    """
    bases = [line.base for line in lines]
    sums = [0.0, *accumulate(bases)]
    wide = [0.0] + [max(0.0, y - x - _APART * line.size) for x, y, line in _steps(lines)]
    gaps = [0.0, *accumulate(wide)]
    size = lines[0].size if lines else 0.0
    blank = size * (_BLANK if each else _BARE)

    def cost(a: int, b: int, height: Height) -> float:
        if a == b:
            return blank
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
