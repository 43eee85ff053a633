"""xlsx and xlsm → sheets: read from their XML, cell after cell, so that a million blank cells cost seconds and no memory."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from policy_extract.document import Sourced
from policy_extract.readers.sheets.grid import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Sheet,
    cell_place,
    cell_words,
)
from policy_extract.readers.sheets.patterns import patterns
from policy_extract.readers.sheets.putting import put_sheets
from policy_extract.readers.sheets.shown import number_shown
from policy_extract.readers.source import Unreadable
from policy_extract.readers.unpacking import BROKEN, Damaged, opened

#: What the members of a workbook may have together when unpacked; a list of 200,000 projects takes a fifth.
MAX_UNPACKED: Final = 500_000_000
_MAX_MERGED: Final = 100_000
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def read_xlsx(data: bytes, path: str) -> Sourced:
    """The sheets of a workbook that are not hidden, as tables with the lines around them.

    Numbers stand as their formats show them, formulas by the values that the file holds. Warnings: hidden sheets, rows
    and columns (``hidden_left_out``), formulas without values (``formulas_without_values``). Raises Unreadable: damaged,
    too large when unpacked, more than MAX_CELLS cells with words.
    """
    try:
        with opened(data) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
                raise Unreadable(path, "read.unpacked", limit=MAX_UNPACKED)
            return _Workbook(archive, path).read()
    except Damaged as error:
        raise Unreadable(path, "read.broken", error=error) from error


class _Workbook:
    def __init__(self, archive: zipfile.ZipFile, path: str) -> None:
        self._archive, self._path = archive, path
        self._warnings: list[str] = []
        self._cells = 0
        self._from_1904 = False
        self._texts: list[str] = []
        self._patterns: list[str] = []

    def read(self) -> Sourced:
        """All of it."""
        targets = {
            node.get("Id"): node.get("Target")
            for node in self._nodes("xl/_rels/workbook.xml.rels", "Relationship")
        }
        shown: list[tuple[str, str]] = []
        for node in self._nodes("xl/workbook.xml", "workbookPr", "sheet"):
            if _name(node) == "workbookPr":
                self._from_1904 = node.get("date1904") in ("1", "true")
                continue
            if node.get("state", "visible") != "visible":
                self._warnings.append("hidden_left_out")
                continue
            target = targets.get(node.get(_RELATION) or node.get(_STRICT)) or ""
            member = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            )
            if "worksheets" in member:
                shown.append((node.get("name") or "", member))
        self._texts = self._shared()
        self._patterns = self._formats()
        sheets = [self._sheet(name, member) for name, member in shown]
        return put_sheets(sheets, self._warnings)

    def _nodes(self, member: str, *names: str) -> Iterator[Any]:
        """The elements of these names, each emptied when it was seen; none for a member that is not there."""
        from lxml import etree

        if member not in self._archive.NameToInfo:
            return
        tags = [f"{{*}}{name}" for name in names]
        try:
            with self._archive.open(member) as file:
                for _, node in etree.iterparse(
                    file, tag=tags, resolve_entities=False, no_network=True
                ):
                    yield node
                    node.clear()
                    while node.getprevious() is not None:
                        del node.getparent()[0]
        except (etree.XMLSyntaxError, *BROKEN) as error:
            raise Unreadable(self._path, "read.broken", error=f"{member}: {error}") from error

    def _shared(self) -> list[str]:
        return [_words(node) for node in self._nodes("xl/sharedStrings.xml", "si")]

    def _formats(self) -> list[str]:
        """The pattern of each style of cells."""
        own: dict[int, str] = {}
        styles: list[int] = []
        for node in self._nodes("xl/styles.xml", "numFmt", "cellXfs"):
            if _name(node) == "numFmt":
                own[_integer(node.get("numFmtId"))] = node.get("formatCode") or "General"
            else:
                styles = [_integer(xf.get("numFmtId")) for xf in node]
        known = patterns(own)
        return [known.get(style, "General") for style in styles]

    def _sheet(self, name: str, member: str) -> Sheet:
        cells: dict[tuple[int, int], str] = {}
        merged: dict[tuple[int, int], tuple[int, int]] = {}
        rows: set[int] = set()
        columns: set[int] = set()
        number = -1
        for node in self._nodes(member, "row", "col", "mergeCell"):
            kind = _name(node)
            if kind == "row":
                number = _integer(node.get("r"), number + 2) - 1
                self._row(node, number, cells)
                if node.get("hidden") in ("1", "true"):
                    rows.add(number)
            elif kind == "col" and node.get("hidden") in ("1", "true"):
                last = min(_integer(node.get("max"), 1), MAX_COLUMNS)
                columns.update(range(_integer(node.get("min"), 1) - 1, last))
            elif kind == "mergeCell" and len(merged) < _MAX_MERGED:
                _merge(node.get("ref") or "", merged)
        used = {row for row, _ in cells}
        wide = max((col for _, col in cells), default=0)
        return Sheet(
            name,
            cells,
            {k: v for k, v in merged.items() if k in cells},
            frozenset(rows & used),
            frozenset(c for c in columns if c <= wide),
        )

    def _row(self, node: Any, number: int, cells: dict[tuple[int, int], str]) -> None:
        """Take the cells of a row that show words; one without a name stands behind the one before it."""
        column = -1
        for cell in node:
            column += 1
            place = cell_place(cell.get("r") or "")
            row, column = place or (number, column)
            if (
                len(cell)
                and column < MAX_COLUMNS
                and row < MAX_ROWS
                and (words := self._shown(cell))
            ):
                cells[row, column] = words
                self._cells += 1
        if self._cells > MAX_CELLS:
            raise Unreadable(self._path, "read.cells", limit=MAX_CELLS)

    def _shown(self, node: Any) -> str:
        """What a cell shows; "" for a blank one."""
        value, inline, formula = None, None, False
        for child in node:
            kind = _name(child)
            if kind == "v":
                value = child.text
            elif kind == "is":
                inline = _words(child)
            elif kind == "f":
                formula = True
        if inline is not None:
            return cell_words(inline)
        if value is None or value == "":
            if formula and node.get("t") != "str":
                self._warnings.append("formulas_without_values")
            return ""
        kind = node.get("t", "n")
        if kind == "s":
            at = _integer(value, -1)
            return cell_words(self._texts[at]) if 0 <= at < len(self._texts) else ""
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if kind in ("str", "e", "d"):
            return cell_words(value)
        try:
            number = float(value)
        except ValueError:
            return cell_words(value)
        style = _integer(node.get("s"), 0)
        pattern = self._patterns[style] if 0 <= style < len(self._patterns) else "General"
        return cell_words(number_shown(number, pattern, from_1904=self._from_1904))


def _merge(ref: str, merged: dict[tuple[int, int], tuple[int, int]]) -> None:
    first, _, last = ref.partition(":")
    start, stop = cell_place(first), cell_place(last)
    if start is not None and stop is not None and stop[0] < MAX_ROWS and stop[1] < MAX_COLUMNS:
        merged[start] = (max(1, stop[0] - start[0] + 1), max(1, stop[1] - start[1] + 1))


def _name(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]


def _words(node: Any) -> str:
    """The words of a string of several runs, without the reading aid (rPh) of Japanese and Chinese."""
    parts = []
    for child in node:
        kind = _name(child)
        if kind == "t":
            parts.append(child.text or "")
        elif kind == "r":
            parts.extend(t.text or "" for t in child if _name(t) == "t")
    return "".join(parts)


def _integer(words: str | None, otherwise: int = 0) -> int:
    try:
        return int(words or "")
    except ValueError:
        return otherwise
