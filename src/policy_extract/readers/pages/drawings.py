"""What is drawn on a page besides its signs: ruling lines, and how much of the page pictures cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from policy_extract.readers.pages.signs import PageFrame
from policy_extract.tuples import NamedTuple

#: A map or a chart has tens of thousands of objects; beyond this none of them is a table.
MAX_OBJECTS: Final = 200_000
MAX_STROKES: Final = 4_000
MAX_POINTS: Final = 400  # of one path: a border has few, a map's coast has many
PALE: Final = 245  # of 255: lines that nobody sees
_THIN = 3.0  # points: a filled rectangle that is no higher is a line
_STRAIGHT = 0.7  # points by which the ends of a line may differ
_PARTS_OF_ROUNDED = 4  # its sides, between its corners
_RADIUS = 40.0  # points: twice that of a frame's corner

Point = tuple[float, float]
Side = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
SAME: Final[Matrix] = (1, 0, 0, 1, 0, 0)


class Stroke(NamedTuple):
    """A straight line: ``at`` its place across its direction, from ``start`` to ``end`` along it."""

    at: float
    start: float
    end: float


class Drawings(NamedTuple):
    """Lines across and down the page as it is read, and its pictures (boxes), in points, y from above."""

    across: list[Stroke]
    down: list[Stroke]
    pictures: list[Side]


class Drawn(NamedTuple):
    """Lines and pictures in the page's own coordinates; the share of the page that pictures cover."""

    lines: list[Side]
    pictures: list[Side]
    covered: float


def drawings(drawn: Drawn, frame: PageFrame) -> Drawings:
    """The lines as they stand on the page as it is read."""
    across: list[Stroke] = []
    down: list[Stroke] = []
    for x0, y0, x1, y1 in drawn.lines:
        (ax, ay), (bx, by) = frame.placed(x0, y0), frame.placed(x1, y1)
        if abs(ay - by) <= abs(ax - bx):
            across.append(Stroke((ay + by) / 2, min(ax, bx), max(ax, bx)))
        else:
            down.append(Stroke((ax + bx) / 2, min(ay, by), max(ay, by)))
    pictures = [
        around([frame.placed(x0, y0), frame.placed(x1, y1)]) for x0, y0, x1, y1 in drawn.pictures
    ]
    return Drawings(across, down, pictures)


def times(one: Matrix, two: Matrix) -> Matrix:
    """A transformation and then another as one."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = two
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def at(matrix: Matrix, x: float, y: float) -> Point:
    """Where a transformation puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def ruled(outlines: Sequence[Sequence[Point]], stroked: bool) -> Iterator[Side]:
    """The straight lines of a path: its sides where it is stroked, its middle where it is a thin filled bar."""
    if stroked:
        yield from _rounded(_sides(outlines), outlines)
        return
    for points in outlines:
        if len(points) not in (4, 5):
            continue
        x0, y0, x1, y1 = around(points)
        if y1 - y0 <= _THIN < x1 - x0:
            yield x0, (y0 + y1) / 2, x1, (y0 + y1) / 2
        elif x1 - x0 <= _THIN < y1 - y0:
            yield (x0 + x1) / 2, y0, (x0 + x1) / 2, y1


def _sides(outlines: Sequence[Sequence[Point]]) -> list[Side]:
    """The straight sides of outlines, across or down."""
    found: list[Side] = []
    for points in outlines:
        for (ax, ay), (bx, by) in pairwise(points):
            if min(abs(ax - bx), abs(ay - by)) <= _STRAIGHT < max(abs(ax - bx), abs(ay - by)):
                found.append((ax, ay, bx, by))
    return found


def _rounded(sides: list[Side], outlines: Sequence[Sequence[Point]]) -> list[Side]:
    """The sides of a frame whose corners are round, drawn to the corners; any other path's as they are."""
    if len(outlines) < _PARTS_OF_ROUNDED or len(sides) != 4:
        return sides
    across = sum(abs(by - ay) <= _STRAIGHT for _, ay, _, by in sides)
    x0, y0, x1, y1 = around([point for points in outlines for point in points])
    if across != 2 or max(_short(side, (x0, y0, x1, y1)) for side in sides) > _RADIUS:
        return sides
    return [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]


def _short(side: Side, box: Side) -> float:
    """How much shorter a side is than the frame around it."""
    ax, ay, bx, by = side
    whole = box[2] - box[0] if abs(ay - by) <= _STRAIGHT else box[3] - box[1]
    return whole - max(abs(ax - bx), abs(ay - by))


def around(points: Sequence[Point]) -> Side:
    """The box around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
