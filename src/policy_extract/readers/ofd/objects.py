"""The objects of a page, each with its transformation: layers, blocks and groups of objects are gone through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from policy_extract.readers.ofd.numbers import box, matrix
from policy_extract.readers.ofd.package import Element, child, local
from policy_extract.readers.ofd.resources import Resources
from policy_extract.readers.pages.drawings import MAX_OBJECTS, SAME, Matrix, times
from policy_extract.tuples import NamedTuple

_MAX_DEPTH: Final = 4  # groups within groups
_HOLD: Final = frozenset({"Layer", "PageBlock"})
_PRINT: Final = frozenset({"TextObject", "PathObject", "ImageObject"})


class Placed(NamedTuple):
    """An object: from its own coordinates to the page's, what it is drawn by, whether it shows at all."""

    element: Element
    to_page: Matrix
    chain: Sequence[Element]
    visible: bool


class Missing(NamedTuple):
    """A group of objects that the file does not hold."""

    name: str


def placed_in(
    content: Element, to_page: Matrix, resources: Resources
) -> Iterator[Placed | Missing]:
    """The texts, paths and pictures of a page's content, at most ``MAX_OBJECTS``.

    Annotations (seals, marks of readers) are no content.
    """
    open_ones = [(element, to_page, (), True, 0) for element in reversed(content)]
    count = 0
    while open_ones and count < MAX_OBJECTS:
        element, outer, above, visible, depth = open_ones.pop()
        count += 1
        name = local(element)
        if name in _HOLD:
            chain = tuple(resources.chain(element, above)[1:])
            open_ones.extend((one, outer, chain, visible, depth) for one in reversed(element))
        elif name in _PRINT or name == "CompositeObject":
            shows = visible and element.get("Visible") != "false" and element.get("Alpha") != "0"
            to_outer = times(_own(element), outer)
            if name in _PRINT:
                yield Placed(element, to_outer, resources.chain(element, above), shows)
                continue
            unit = resources.units.get(element.get("ResourceID", ""))
            inside = None if unit is None else child(unit, "Content")
            if inside is None:
                yield Missing(element.get("ResourceID", ""))
            elif depth < _MAX_DEPTH:
                open_ones.extend(
                    (one, to_outer, above, shows, depth + 1) for one in reversed(inside)
                )


def _own(element: Element) -> Matrix:
    """From an object's own coordinates to those of what it stands in: transformed, then moved to its boundary."""
    left, top, width, height = box(element.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
    own = matrix(element.get("CTM"))
    if own is None:  # a picture is the unit square
        own = (width, 0, 0, height, 0, 0) if local(element) == "ImageObject" else SAME
    return times(own, (1, 0, 0, 1, left, top))
