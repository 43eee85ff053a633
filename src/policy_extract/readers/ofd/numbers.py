"""Numbers, boxes and transformations as OFD writes them, in millimetres with y from above."""

from __future__ import annotations

import math
from typing import Final

from policy_extract.expressions import expression
from policy_extract.readers.pages.drawings import SAME, Matrix

#: Points in a millimetre.
POINTS: Final = 72 / 25.4
_LARGEST: Final = 1e6  # no page is a kilometre wide: such numbers are damage
_PART: Final = expression(r"[^\s,]+")
_MOST: Final = 400  # characters of a box or a transformation


def number(text: str | None, other: float = 0.0) -> float:
    """A number, ``other`` where there is none that can be."""
    if not text:
        return other
    try:
        found = float(text)
    except ValueError:
        return other
    if -_LARGEST <= found <= _LARGEST:
        return found
    return math.copysign(_LARGEST, found) if math.isfinite(found) else other


def numbers(text: str | None) -> list[float]:
    """The numbers of a list."""
    return [number(part) for part in _PART.findall(text, 0, _MOST)] if text else []


def box(text: str | None) -> tuple[float, float, float, float] | None:
    """Left, top, width and height of a box (ST_Box), None for anything else."""
    found = numbers(text)
    return (found[0], found[1], found[2], found[3]) if len(found) == 4 else None


def matrix(text: str | None) -> Matrix | None:
    """A transformation (“a b c d e f”), None for none."""
    found = numbers(text)
    if len(found) != 6:
        return None
    return found[0], found[1], found[2], found[3], found[4], found[5]


def from_above(page: tuple[float, float, float, float]) -> Matrix:
    """From a page's millimetres, y from above, to points with y from below, the page's corner at the origin."""
    left, top, _, height = page
    return POINTS, SAME[1], SAME[2], -POINTS, -POINTS * left, POINTS * (top + height)


def deltas(text: str | None, most: int) -> list[float]:
    """The distances from sign to sign (DeltaX, DeltaY), at most so many; “g 3 2.1” is 2.1 three times.

    The standard does not explain the g; all its writers use it.
    """
    found: list[float] = []
    parts = (match.group() for match in _PART.finditer(text or ""))
    for part in parts:
        if len(found) >= most:
            break
        if part.lower() == "g":
            count, step = number(next(parts, None)), next(parts, None)
            if step is not None:
                left = most - len(found)
                found.extend([number(step)] * max(0, min(int(count), left)))
        else:
            found.append(number(part))
    return found
