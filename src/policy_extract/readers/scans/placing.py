"""Recognised lines → signs in points, as a PDF page has them: set upright, of the sizes of their lines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median
from typing import Final

from policy_extract.readers.pages.signs import Sign
from policy_extract.readers.scans.mending import mended_slips
from policy_extract.readers.scans.recognising import Point, RecognisedLine

_NARROW: Final = 0.5  # of a Chinese sign's width
_LONG: Final = 6  # widths of Chinese signs: shorter lines say little of a slope
_EM: Final = 0.88  # of the height of a recognised box, which has a rim
_ALIKE: Final = 0.18  # sizes that differ by less are one: boxes are not exact
_BASE: Final = 0.37  # of the size, from the middle of a line down to its base
_HALF: Final = 0.5  # points to which sizes are rounded
_STEEPEST: Final = 10.0  # degrees; a steeper line is no line of text


def signs_of_lines(lines: Sequence[RecognisedLine], scale: float) -> list[Sign]:
    """The signs of a page; ``scale`` is pixels a point.

    A page that was laid in crooked is set upright by the slope of its lines. The signs of a line are spread evenly
    over its box, since recognition does not say where each stands.
    """
    slope = slope_of(lines)
    upright = [
        line if _stands(line, slope) else line._replace(corners=_turned(line.corners, -slope))
        for line in lines
    ]
    usual = _usual_height(upright)
    signs: list[Sign] = []
    for line in upright:
        words = mended_slips(line.words)
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = line.corners
        height = (math.dist((ax, ay), (dx, dy)) + math.dist((bx, by), (cx, cy))) / 2
        if abs(height - usual) <= _ALIKE * usual:
            height = usual
        size = max(_HALF, round(height * _EM / scale / _HALF) * _HALF)
        base = round((ay + by + cy + dy) / 4 / scale + _BASE * size, 1)
        signs += _spread(words, min(ax, dx) / scale, max(bx, cx) / scale, base, size)
    return signs


def _stands(line: RecognisedLine, slope: float) -> bool:
    """Whether a long line is level on a page that leans: a scanner's mark, the same on every page."""
    (ax, ay), (bx, by), _, _ = line.corners
    own = math.atan2(by - ay, bx - ax)
    return _width(line.words) >= _LONG and abs(own) < abs(own - slope)


def slope_of(lines: Sequence[RecognisedLine]) -> float:
    """The angle by which long lines lean, in radians; 0 where there are none, or where they lean too much."""
    angles = []
    for line in lines:
        (ax, ay), (bx, by), _, _ = line.corners
        if bx > ax and _width(line.words) >= _LONG:
            angles.append(math.atan2(by - ay, bx - ax))
    slope = median(angles) if angles else 0.0
    return slope if abs(slope) <= math.radians(_STEEPEST) else 0.0


def _turned(
    corners: tuple[Point, Point, Point, Point], angle: float
) -> tuple[Point, Point, Point, Point]:
    sine, cosine = math.sin(angle), math.cos(angle)
    a, b, c, d = ((x * cosine - y * sine, x * sine + y * cosine) for x, y in corners)
    return a, b, c, d


def _usual_height(lines: Sequence[RecognisedLine]) -> float:
    heights = [
        math.dist(line.corners[0], line.corners[3]) for line in lines if _width(line.words) >= _LONG
    ]
    return median(heights) if heights else 0.0


def _spread(words: str, x0: float, x1: float, base: float, size: float) -> list[Sign]:
    """The signs of a line, each with its share of the width; a space gives way and is told by the next sign."""
    step = (x1 - x0) / max(_width(words), _NARROW)
    signs: list[Sign] = []
    spaced = False
    for sign in words:
        width = step * (_NARROW if sign.isascii() else 1.0)
        if not sign.isspace():
            signs.append(Sign(sign, x0, x0 + width, base, size, False, spaced))
        spaced = sign.isspace()
        x0 += width
    return signs


def _width(words: str) -> float:
    """How wide words are, in Chinese signs."""
    return sum(_NARROW if sign.isascii() else 1.0 for sign in words)
