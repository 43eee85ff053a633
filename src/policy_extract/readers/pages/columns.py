"""Pieces of lines → lines in reading order: one column, or two with what spans both between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policy_extract.readers.pages.lines import Line, joined

_MIN_ROWS: Final = 8  # lines of a column
_MIN_SIGNS: Final = 9  # of a line of prose in a column; cells have fewer
_NEAR: Final = 3.0  # of the size: how near to the gap most lines of a column end
_CROSSED: Final = 0.25  # of the pieces may cross the gap: heads over both columns
_MIDDLE: Final = (0.3, 0.7)  # of the width of the text


def gutter(pieces: Sequence[Line]) -> float | None:
    """Where the gap between two columns of prose is, None on a page of one column.

    Refused: tables without lines, whose cells are short, and lists with a number far in front.
    """
    if len(pieces) < 2 * _MIN_ROWS:
        return None
    left, right = min(p.x0 for p in pieces), max(p.x1 for p in pieces)
    prose = [p for p in pieces if len(p.words) >= _MIN_SIGNS]
    starts = sorted({round(p.x0) for p in prose})
    best: tuple[int, float] | None = None
    for start in starts:
        at = start - 2.0
        if not _MIDDLE[0] <= (at - left) / max(1.0, right - left) <= _MIDDLE[1]:
            continue
        before = [p for p in prose if p.x1 <= at and at - p.x1 <= _NEAR * p.size]
        behind = [p for p in prose if p.x0 >= at and p.x0 - at <= _NEAR * p.size]
        crossed = sum(p.x0 < at < p.x1 for p in pieces)
        if min(len(before), len(behind)) < _MIN_ROWS or crossed > _CROSSED * len(pieces):
            continue
        score = min(len(before), len(behind)) - 2 * crossed
        if best is None or score > best[0]:
            best = score, at
    return best[1] if best else None


def in_order(pieces: Sequence[Line]) -> list[list[Line]]:
    """The lines as they are read, in stretches of one column each."""
    at = gutter(pieces)
    if at is None:
        lines = joined(pieces)
        return [lines] if lines else []
    spanning = [p for p in pieces if p.x0 < at < p.x1]
    bounds = [*sorted(p.base for p in spanning), float("inf")]
    stretches: list[list[Line]] = []
    above = float("-inf")
    for bound in bounds:
        band = [p for p in pieces if above < p.base < bound and p not in spanning]
        stretches.append(joined([p for p in band if p.x1 <= at]))
        stretches.append(joined([p for p in band if p.x1 > at]))
        stretches.append(joined([p for p in spanning if p.base == bound]))
        above = bound
    return [stretch for stretch in stretches if stretch]
