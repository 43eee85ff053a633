"""The frame of old Office files (Compound File Binary, MS-CFB): its directory and its streams, read within limits."""

from __future__ import annotations

import struct
from typing import Final

from policy_extract.tuples import NamedTuple

SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Entries of a directory; a document with a hundred embedded sheets has some 2,000.
MAX_ENTRIES: Final = 20_000
_ENTRY: Final = 128  # bytes of an entry
_LAST_SECTOR: Final = 0xFFFFFFFA  # above it stand marks: end of a chain, free, of the table itself
_NO_ENTRY: Final = 0xFFFFFFFF
_STREAM, _ROOT = 2, 5
_IN_HEADER: Final = 109  # places of the allocation table that stand in the header


class _Entry(NamedTuple):
    name: str
    kind: int
    left: int
    right: int
    child: int
    first: int
    size: int


class Frame:
    """A file within a file. Raises ValueError for what is no frame or has no directory.

    Chains that go in a circle end at the number of sectors that the file has.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or not data.startswith(SIGNATURE):
            raise ValueError("no compound file")
        self._data = data
        (shift, small_shift) = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise ValueError(f"sectors of 2**{shift} bytes")
        self._size = 1 << shift
        directory, _, self._cutoff, self._small_first = struct.unpack_from("<IIII", data, 48)
        self._tables = self._table_sectors()
        raw = self._chain(directory, MAX_ENTRIES * _ENTRY)
        self._entries = [
            _entry(raw[at : at + _ENTRY]) for at in range(0, len(raw) - _ENTRY + 1, _ENTRY)
        ]
        if not self._entries or self._entries[0].kind != _ROOT:
            raise ValueError("no directory")
        self._top = self._children(0)

    @property
    def names(self) -> frozenset[str]:
        """What stands at the top: streams and storages. What is embedded deeper is no sign of what a file is."""
        return frozenset(self._top)

    def stream(self, name: str, most: int) -> bytes:
        """The first bytes of a stream at the top, no more than ``most``; none where there is no such stream."""
        entry = self._top.get(name)
        if entry is None or entry.kind != _STREAM:
            return b""
        size = min(entry.size, most)
        if entry.size >= self._cutoff:
            return self._chain(entry.first, size)
        root = self._entries[0]
        return self._small_chain(entry.first, size, self._chain(root.first, root.size))

    def _children(self, parent: int) -> dict[str, _Entry]:
        """The entries of a storage, which hang in a tree."""
        found: dict[str, _Entry] = {}
        seen: set[int] = set()
        due = [self._entries[parent].child]
        while due:
            number = due.pop()
            if number in seen or number >= len(self._entries):
                continue
            seen.add(number)
            entry = self._entries[number]
            found.setdefault(entry.name, entry)
            due += (entry.left, entry.right)
        return found

    def _table_sectors(self) -> list[int]:
        """The sectors of the allocation table: the first in the header, the others in sectors of their own."""
        found = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        following, count = struct.unpack_from("<II", self._data, 68)
        per = self._size // 4 - 1
        for _ in range(min(count, len(self._data) // self._size)):
            sector = self._sector(following)
            if len(sector) < self._size:
                break
            *places, following = struct.unpack(f"<{per + 1}I", sector)
            found += places
        return found

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        return self._data[at : at + self._size]

    def _next(self, number: int) -> int:
        """The sector behind this one in its chain."""
        table, place = divmod(number, self._size // 4)
        if table >= len(self._tables) or self._tables[table] > _LAST_SECTOR:
            return _NO_ENTRY
        at = (self._tables[table] + 1) * self._size + 4 * place
        cell = self._data[at : at + 4]
        return int.from_bytes(cell, "little") if len(cell) == 4 else _NO_ENTRY

    def _chain(self, first: int, most: int) -> bytes:
        parts: list[bytes] = []
        number = first
        for _ in range(min(-(-most // self._size), len(self._data) // self._size)):
            if number > _LAST_SECTOR:
                break
            parts.append(self._sector(number))
            number = self._next(number)
        return b"".join(parts)[:most]

    def _small_chain(self, first: int, most: int, room: bytes) -> bytes:
        """A small stream: pieces of 64 bytes of the root's, by an allocation table of their own."""
        table = self._chain(self._small_first, len(self._data))
        parts: list[bytes] = []
        number = first
        for _ in range(min(-(-most // 64), len(table) // 4)):
            if 4 * number + 4 > len(table):
                break
            parts.append(room[64 * number : 64 * number + 64])
            number = int.from_bytes(table[4 * number : 4 * number + 4], "little")
        return b"".join(parts)[:most]


def _entry(raw: bytes) -> _Entry:
    length = min(int.from_bytes(raw[64:66], "little"), 64)
    name = raw[: max(0, length - 2)].decode("utf-16-le", "replace")
    left, right, child = struct.unpack_from("<III", raw, 68)
    first, size = struct.unpack_from("<II", raw, 116)
    return _Entry(name, raw[66], left, right, child, first, size)
