"""Path objects → the straight lines that they draw."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policy_extract.expressions import expression
from policy_extract.readers.ofd.numbers import number
from policy_extract.readers.ofd.objects import Placed
from policy_extract.readers.ofd.package import child, words
from policy_extract.readers.ofd.resources import seen
from policy_extract.readers.pages.drawings import MAX_POINTS, Matrix, Point, Side, at, ruled

#: A sign of what is drawn, or a number; writers leave out spaces between them.
_PART: Final = expression(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
#: Operators with their count of numbers (GB/T 33190, table 37): begin, move, line, curves, arc, close.
_NUMBERS: Final = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0, "Z": 0}
_LONGEST: Final = 40 * MAX_POINTS  # characters: longer data is a drawing


def sides_of(placed: Placed) -> Iterator[Side]:
    """The straight lines of a PathObject in the page's coordinates. Refused: pale ones, shapes filled with nothing."""
    element = placed.element
    stroked = element.get("Stroke") != "false" and seen(placed.chain, "StrokeColor") is not False
    colour = seen(placed.chain, "FillColor")
    filled = element.get("Fill") != "false" and (
        colour is True or (colour is None and element.get("Fill") == "true")
    )
    data = words(child(element, "AbbreviatedData"))
    if not placed.visible or not (stroked or filled) or len(data) > _LONGEST:
        return
    yield from ruled(list(_outlines(data, placed.to_page)), stroked)


def _outlines(data: str, to_page: Matrix) -> Iterator[list[Point]]:
    """The parts of a path as lists of points; a curve ends one, what is closed returns to its first point."""
    points: list[Point] = []
    parts = _PART.findall(data)
    index = 0
    while index < len(parts):
        name = parts[index].upper()
        count = _NUMBERS.get(name)
        if count is None:  # a number without operator: damage
            index += 1
            continue
        values = [number(part) for part in parts[index + 1 : index + 1 + count]]
        index += 1 + count
        if name in "CZ":
            if len(points) > 1 and points[-1] != points[0]:
                points.append(points[0])
            continue
        if len(values) < count:
            break
        if name != "L":
            if len(points) > 1:
                yield points
            points = []
        points.append(at(to_page, values[-2], values[-1]))
    if len(points) > 1:
        yield points
