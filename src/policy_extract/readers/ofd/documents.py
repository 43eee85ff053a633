"""OFD.xml and what it leads to: the documents of a file, their pages, templates, resources, attached files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policy_extract.readers.ofd.numbers import box
from policy_extract.readers.ofd.package import (
    Element,
    Package,
    child,
    children,
    words,
)
from policy_extract.readers.ofd.resources import NONE, Resources, with_parts
from policy_extract.readers.unpacking import Damaged
from policy_extract.tuples import NamedTuple

ENTRY: Final = "OFD.xml"
#: Upright A4 in millimetres, where a file does not say.
A4: Final = (0.0, 0.0, 210.0, 297.0)
Area = tuple[float, float, float, float]


class OfdDocument(NamedTuple):
    """A document of a file: the name of its root part, the usual area of its pages, what they refer to.

    ``templates`` are their contents by their ids (those that can be read), ``pages`` locations in order,
    ``attached`` names of attached files.
    """

    name: str
    area: Area
    resources: Resources
    templates: dict[str, tuple[Element, ...]]
    pages: tuple[str, ...]
    attached: tuple[str, ...]


def documents_of(package: Package) -> list[OfdDocument]:
    """The documents of a file in order, mostly one. Raises Damaged where one of them cannot be read."""
    entry = package.tree(ENTRY)
    found: list[OfdDocument] = []
    for body in children(entry, "DocBody"):
        location, source = _root(package, body)
        if location:
            found.append(_document(package, location, source))
    if not found:
        raise Damaged(f"{ENTRY} names no document")
    return found


def _root(package: Package, body: Element) -> tuple[str, str]:
    """Where a document's root is and which part says so: the current version's, else the first one's."""
    for version in children(child(body, "Versions"), "Version"):
        location = version.get("BaseLoc", "")
        if version.get("Current") == "true" and package.found(location, ENTRY):
            root = words(child(package.tree(location, ENTRY), "DocRoot")).strip()
            source = package.found(location, ENTRY) or ""
            if package.found(root, source):
                return root, source
    return words(child(body, "DocRoot")).strip(), ENTRY


def _document(package: Package, location: str, source: str) -> OfdDocument:
    root = package.tree(location, source)
    name = package.found(location, source) or ""
    common = child(root, "CommonData")
    common = root if common is None else common
    parts = [words(part).strip() for part in children(common, "PublicRes", "DocumentRes")]
    resources = with_parts(NONE, package, parts, name)
    templates: dict[str, tuple[Element, ...]] = {}
    for one in children(common, "TemplatePage"):
        at = one.get("BaseLoc", "")
        try:
            template = package.tree(at, name)
        except Damaged:
            continue  # told on the pages that use it
        templates[one.get("ID", "")] = tuple(children(template, "Content"))
        own = [words(part).strip() for part in children(template, "PageRes")]
        resources = with_parts(resources, package, own, package.found(at, name) or "")
    return OfdDocument(
        name,
        area_of(child(common, "PageArea")) or A4,
        resources,
        templates,
        tuple(page.get("BaseLoc", "") for page in children(child(root, "Pages"), "Page")),
        tuple(_attached(package, words(child(root, "Attachments")).strip(), name)),
    )


def area_of(element: Element | None) -> Area | None:
    """The box of a page (Area, PageArea) in millimetres, None where it has none that can be."""
    found = box(words(child(element, "PhysicalBox")))
    return found if found and min(found[2:]) > 0 else None


def _attached(package: Package, location: str, source: str) -> Iterator[str]:
    """The names of the files that are attached for a reader; others hold data for programs."""
    if not location:
        return
    try:
        root = package.tree(location, source)
    except Damaged:
        return
    for one in children(root, "Attachment"):
        if one.get("Visible") != "false":
            yield one.get("Name", "")
