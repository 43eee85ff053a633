"""The archive that a .docx file is: its parts as trees, found by their relationships, within limits."""

from __future__ import annotations

import posixpath
from typing import Final

from lxml import etree

from policy_extract.readers.docx.tree import Element
from policy_extract.readers.source import Unreadable
from policy_extract.readers.unpacking import Damaged, opened, unpacked

#: Bytes of one part, unpacked: three hundred pages take two million; a tree takes ten times its part.
MAX_PART: Final = 100_000_000
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN: Final = "word/document.xml"
#: The namespaces of “Strict Open XML” → those of the usual form, which are read.
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)  # fmt: skip


class Package:
    """A .docx file; its parts are unpacked when they are asked for."""

    def __init__(self, data: bytes, path: str) -> None:
        """Raises Unreadable for what is no archive, a damaged or a locked one."""
        self._path = path
        try:
            self._archive = opened(data)
        except Damaged as error:
            raise self._broken(error) from error
        self._names = frozenset(self._archive.namelist())
        self.main = self._main()
        self._targets = dict(self._relations(self.main))

    def document(self) -> Element:
        """The part that holds the text. Raises Unreadable."""
        root = self._tree(self.main)
        if root is None:
            raise self._broken(f"{self.main} is missing")
        return root

    def part(self, kind: str) -> Element | None:
        """The part that the text relates to as its “styles”, “numbering”, “footnotes”; None for none."""
        return self._tree(self._targets[kind]) if kind in self._targets else None

    def _main(self) -> str:
        found = dict(self._relations(""))
        return found.get("officeDocument", _MAIN)

    def _relations(self, source: str) -> list[tuple[str, str]]:
        """What a part relates to: the last word of the kind, the name of the other part."""
        folder, name = posixpath.split(source)
        root = self._tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return []
        return [
            (one.get("Type", "").rpartition("/")[2], self._resolved(folder, one.get("Target", "")))
            for one in root.iter(_RELATION)
            if one.get("TargetMode") != "External"
        ]

    @staticmethod
    def _resolved(folder: str, target: str) -> str:
        joined = target if target.startswith("/") else posixpath.join(folder, target)
        return posixpath.normpath(joined).lstrip("/")

    def _tree(self, name: str) -> Element | None:
        """A part as a tree, None where there is none; entities are not resolved, nothing is fetched."""
        if name not in self._names:
            return None
        data = self._bytes(name)
        if b"<!DOCTYPE" in data or "<!DOCTYPE".encode("utf-16-le") in data:
            raise self._broken(f"{name} declares a document type, which Word never does")
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
        )
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._broken(f"{name}: {error}") from error

    def _bytes(self, name: str) -> bytes:
        try:
            return unpacked(self._archive, self._archive.getinfo(name), name, self._path, MAX_PART)
        except Damaged as error:
            raise self._broken(error) from error

    def _broken(self, error: object) -> Unreadable:
        return Unreadable(self._path, "read.broken", error=str(error)[:300])
