"""What objects of a page refer to: fonts that are bold, parameters of drawing, groups of objects drawn as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from policy_extract.readers.ofd.numbers import numbers
from policy_extract.readers.ofd.package import Element, Package, children, local
from policy_extract.readers.pages.drawings import PALE
from policy_extract.readers.unpacking import Damaged
from policy_extract.tuples import NamedTuple

_CHAIN: Final = 4  # parameters that stand on others
_NO_INK: Final = 10  # of 255, in each of four inks


class Resources(NamedTuple):
    """By their ids: the fonts that are bold, elements of DrawParam, composite units."""

    bold: frozenset[str]
    parameters: dict[str, Element]
    units: dict[str, Element]

    def chain(self, element: Element, above: Sequence[Element]) -> Sequence[Element]:
        """What an object is drawn by: itself, the parameters it names, those of what it stands in."""
        found = [element]
        name = element.get("DrawParam")
        while name in self.parameters and len(found) <= _CHAIN:
            found.append(self.parameters[name])
            name = found[-1].get("Relative")
        return (*found, *above)


NONE: Final = Resources(frozenset(), {}, {})


def with_parts(
    resources: Resources, package: Package, locations: Sequence[str], source: str
) -> Resources:
    """Resources with those of more parts; ``source`` is the part that gives the locations."""
    bold, parameters, units = set(resources.bold), dict(resources.parameters), dict(resources.units)
    for location in locations:
        try:
            root = package.tree(location, source)
        except Damaged:
            continue  # colours and weights are lost; groups of objects are told on the pages that use them
        for element in _listed(root):
            name, key = local(element), element.get("ID", "")
            if name == "Font" and element.get("Bold") == "true":
                bold.add(key)
            elif name == "DrawParam":
                parameters[key] = element
            elif name == "CompositeGraphicUnit":
                units[key] = element
    return Resources(frozenset(bold), parameters, units)


def _listed(root: Element) -> Iterator[Element]:
    for group in children(root, "Fonts", "DrawParams", "CompositeGraphicUnits"):
        yield from group


def seen(chain: Sequence[Element], kind: str) -> bool | None:
    """Whether the colour that a chain gives first (“FillColor”, “StrokeColor”) can be seen; None where it gives none."""
    for element in chain:
        for colour in children(element, kind):
            if colour.get("Alpha") == "0":
                return False
            return len(colour) > 0 or not _pale(numbers(colour.get("Value")))
    return None


def transparent(chain: Sequence[Element]) -> bool:
    """Whether words are filled with a colour that lets all through, as recognition leaves them over a scan."""
    colours = (colour for element in chain for colour in children(element, "FillColor"))
    first = next(colours, None)
    return first is not None and first.get("Alpha") == "0"


def _pale(value: Sequence[float]) -> bool:
    if len(value) == 4:
        return max(value) <= _NO_INK
    return bool(value) and min(value) >= PALE
