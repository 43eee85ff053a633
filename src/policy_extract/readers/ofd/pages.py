"""A page of an OFD document: its own objects and those of its templates, then taken apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policy_extract.readers.ofd.documents import Area, OfdDocument, area_of
from policy_extract.readers.ofd.numbers import POINTS, from_above
from policy_extract.readers.ofd.objects import Missing, Placed, placed_in
from policy_extract.readers.ofd.package import (
    Element,
    Package,
    child,
    children,
    local,
    words,
)
from policy_extract.readers.ofd.paths import sides_of
from policy_extract.readers.ofd.resources import Resources, with_parts
from policy_extract.readers.ofd.texts import raws_of
from policy_extract.readers.pages.drawings import MAX_STROKES, Drawn, Side, around, at
from policy_extract.readers.pages.page import PICTURED, ReadPage, taken_apart
from policy_extract.readers.pages.signs import MAX_SIGNS, Raw, signs_of
from policy_extract.readers.unpacking import Damaged

_PICTURES: Final = (
    1_000  # that are looked at one by one: a page of more is a drawing made of pictures
)


def read_page(
    package: Package, document: OfdDocument, location: str, number: int
) -> tuple[ReadPage, bool]:
    """A page, and whether all was there that it refers to; ``number`` counts from 1 over the documents of a file.

    A page whose part is missing or no XML is damaged.
    """
    try:
        root = package.tree(location, document.name)
    except Damaged:
        return ReadPage(number, "damaged", 0.0, 0.0), True
    name = package.found(location, document.name) or ""
    parts = [words(part).strip() for part in children(root, "PageRes")]
    resources = with_parts(document.resources, package, parts, name)
    area = area_of(child(root, "Area")) or document.area
    contents, whole = _contents(document, root)
    raws: list[Raw] = []
    lines: list[Side] = []
    pictures: list[Side] = []
    unmapped = 0
    for one in _placed(contents, area, resources):
        if isinstance(one, Missing):
            whole = False
        elif local(one.element) == "TextObject":
            signs, unnamed = raws_of(one, resources.bold)
            raws.extend(signs[: MAX_SIGNS - len(raws)])
            unmapped += unnamed
        elif local(one.element) == "PathObject":
            lines.extend(sides_of(one) if len(lines) <= MAX_STROKES else ())
        elif one.visible:
            pictures.append(around([at(one.to_page, x, y) for x in (0, 1) for y in (0, 1)]))
    if len(lines) > MAX_STROKES:  # a map or a chart
        lines = []
    width, height = POINTS * area[2], POINTS * area[3]
    covered = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in pictures) / (width * height)
    drawn = Drawn(lines, pictures[:_PICTURES], min(1.0, covered))
    found = signs_of(raws, unmapped, (0.0, 0.0, width, height), drawn.covered >= PICTURED)
    return taken_apart(found, drawn, number), whole


def _contents(document: OfdDocument, root: Element) -> tuple[list[Element], bool]:
    """The contents of a page and of its templates, and whether all templates were there."""
    found = list(children(root, "Content"))
    used = [use.get("TemplateID", "") for use in children(root, "Template")]
    for name in used:
        found.extend(document.templates.get(name, ()))
    return found, all(name in document.templates for name in used)


def _placed(
    contents: list[Element], area: Area, resources: Resources
) -> Iterator[Placed | Missing]:
    for content in contents:
        yield from placed_in(content, from_above(area), resources)
