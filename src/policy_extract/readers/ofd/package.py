"""The archive that an .ofd file is: its parts as trees, found by the locations that other parts give, within limits."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from policy_extract.readers.source import Unreadable
from policy_extract.readers.unpacking import Damaged, opened, unpacked

#: An element of lxml, which has no types.
Element = Any

#: Bytes of one part, unpacked: a page of 1,000 signs that are drawn one by one takes half a million.
MAX_PART: Final = 100_000_000
#: Bytes of all parts that are read, pictures and fonts are not: 300 pages take some 150 million at most.
MAX_UNPACKED: Final = 600_000_000
#: Parts that are read: 3,000 pages, each with a template and resources of its own, have 9,000.
MAX_PARTS: Final = 20_000
#: The file that says what is encrypted (GM/T 0099-2020, C.1); what it replaced shows other words or none.
_LOCKED: Final = "encryptions.xml"
_UTF_8: Final = 0x800  # the flag of an archive's entry whose name is UTF-8


class Package:
    """An OFD file; its parts are unpacked when they are asked for."""

    def __init__(self, data: bytes, path: str) -> None:
        """Raises Unreadable for what is no archive (``read.broken``) and for an encrypted one (``read.locked``)."""
        self._path = path
        self._left, self._parts = MAX_UNPACKED, MAX_PARTS
        try:
            self._archive = opened(data)
        except Damaged as error:
            raise Unreadable(path, "read.broken", error=str(error)) from error
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in self._archive.infolist():
            for name in _names(entry):
                self._entries.setdefault(_plain(name), entry)
        if _LOCKED in self._entries:
            raise Unreadable(path, "read.locked")

    def tree(self, location: str, source: str = "") -> Element:
        """The part at a location that the part ``source`` gives, as a tree; its name is its ``base``.

        Entities are not resolved, nothing is fetched. Raises Damaged where there is no such part or it is no XML,
        Unreadable where a part is locked or unpacks to too much.
        """
        from lxml import etree

        name = self.found(location, source)
        if name is None:
            raise Damaged(f"{location} is missing")
        data = self._bytes(name)
        if b"<!DOCTYPE" in data or "<!DOCTYPE".encode("utf-16-le") in data:
            raise Damaged(f"{name} declares a document type, which OFD has not")
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Damaged(f"{name}: {error}") from error

    def found(self, location: str, source: str) -> str | None:
        """The name of the part at a location, None where there is none or it lies outside the archive.

        Locations are relative to the folder of the part that gives them, or begin with “/”; some writers give them
        from the root without it.
        """
        for folder in dict.fromkeys((posixpath.dirname(source), "")):
            name = _plain(posixpath.join("/", folder, location.strip().replace("\\", "/")))
            if name in self._entries:
                return name
        return None

    def _bytes(self, name: str) -> bytes:
        """A part unpacked; parts and bytes are counted over the whole document."""
        entry = self._entries[name]
        self._parts -= 1
        if self._parts < 0:
            error = f"more than {MAX_PARTS} parts are referred to"
            raise Unreadable(self._path, "read.broken", error=error)
        try:
            data = unpacked(self._archive, entry, name, self._path, MAX_PART)
        except Damaged as error:
            raise Damaged(f"{name}: {error}") from error
        self._left -= len(data)
        if self._left < 0:
            raise Unreadable(self._path, "read.unpacked", limit=MAX_UNPACKED)
        return data


def _names(entry: zipfile.ZipInfo) -> Iterator[str]:
    """What an entry may be called: old programs write Chinese folders in GBK or UTF-8 without saying which."""
    yield entry.filename
    if entry.flag_bits & _UTF_8 or entry.filename.isascii():
        return
    raw = entry.filename.encode("cp437", "replace")  # as the library decoded it
    for encoding in ("utf-8", "gb18030"):
        yield raw.decode(encoding, "replace")


def _plain(name: str) -> str:
    """A name without “.”, “..” and capitals: writers differ in the case of their own names."""
    path = posixpath.normpath("/" + name.replace("\\", "/").lstrip("/"))
    return path.lstrip("/").lower()


def local(element: Element) -> str:
    """The name of an element without its namespace: there are two of the standard, and files with none."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The children with one of these names, in order; none of no element."""
    return (one for one in (() if element is None else element) if local(one) in names)


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of names, None where there is none."""
    for name in path:
        element = next(children(element, name), None)
    return element


def words(element: Element | None) -> str:
    """The words of an element, "" for none."""
    return "" if element is None else "".join(element.itertext())
