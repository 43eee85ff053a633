"""The header of a table without lines: one tier, or heads over several columns with heads of their own below."""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.readers.pages.lines import SAME_LINE, Line
from policy_extract.tuples import NamedTuple

_LOW = 0.3  # of the size: by which a head of the lower tier stands below the middle


class Over(NamedTuple):
    """A head over several columns, the first and the last of them."""

    first: int
    last: int
    lines: tuple[Line, ...]


def tiers(
    columns: Sequence[Sequence[Line]], over: Sequence[Over], xs: Sequence[float]
) -> tuple[list[Over], list[list[Line]]]:
    """The heads over several columns, and the lines of each column's own head.

    ``columns`` are the header's lines by columns, ``over`` the pieces that run over borders. A head that stands in the
    middle of the header's height is of one tier, one below it of the lower. No head is over others: one tier.
    """
    bases = [line.base for lines in columns for line in lines] + [o.lines[0].base for o in over]
    if not bases:
        return [], [list(lines) for lines in columns]
    size = next(line.size for lines in (*columns, *(o.lines for o in over)) for line in lines)
    middle = (min(bases) + max(bases)) / 2
    means = [sum(x.base for x in lines) / len(lines) if lines else middle for lines in columns]
    low = [c for c, mean in enumerate(means) if mean > middle + _LOW * size]
    below = [line.base for c in low for line in columns[c]]
    if not below:
        return [], [list(lines) for lines in columns]
    edge = min(below) - SAME_LINE * size
    level = min(below)
    whole = [
        c
        for c, mean in enumerate(means)
        if abs(mean - middle) <= _LOW * size
        and not (columns[c] and columns[c][0].base < edge and _at(columns[c], level))
    ]
    uppers = [o.lines for o in over if o.lines[0].base < edge]
    own: list[list[Line]] = []
    for c, lines in enumerate(columns):
        above = tuple(line for line in lines if line.base < edge)
        if c in whole or not above:
            own.append(list(lines))
            continue
        uppers.append(above)
        own.append([line for line in lines if line.base >= edge])
    return _spread(uppers, own, whole, xs), own


def _at(lines: Sequence[Line], base: float) -> bool:
    """A line stands at a height."""
    return any(abs(line.base - base) <= SAME_LINE * line.size for line in lines)


def _spread(
    uppers: Sequence[tuple[Line, ...]],
    own: Sequence[Sequence[Line]],
    whole: Sequence[int],
    xs: Sequence[float],
) -> list[Over]:
    """Each upper head with the columns whose lower heads stand nearest to it."""
    if not uppers:
        return []
    middles = [(min(p.x0 for p in lines) + max(p.x1 for p in lines)) / 2 for lines in uppers]
    under: dict[int, list[int]] = {}
    for c, lines in enumerate(own):
        if lines and c not in whole:
            at = (xs[c] + xs[c + 1]) / 2
            under.setdefault(
                min(range(len(middles)), key=lambda i: abs(middles[i] - at)), []
            ).append(c)
    return [Over(min(held), max(held), uppers[i]) for i, held in sorted(under.items())]
