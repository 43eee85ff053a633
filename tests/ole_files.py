"""Old Office frames written by tests: a directory, an allocation table, streams (MS-CFB)."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Any

_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512


def frame(inside: Mapping[str, Any]) -> bytes:
    """A file with these streams (bytes, filled up to 4,096 with zeros) and storages (mappings)."""
    sectors: list[bytes] = []
    chains: list[tuple[int, int]] = []  # first sector and how many
    entries: list[list[Any]] = [["Root Entry", 5, _FREE, _FREE, _FREE, _END, 0]]

    def room(content: bytes) -> int:
        first, count = len(sectors), -(-len(content) // _SECTOR)
        sectors.extend(
            content[i * _SECTOR : (i + 1) * _SECTOR].ljust(_SECTOR, b"\0") for i in range(count)
        )
        chains.append((first, count))
        return first

    def add(parent: int, children: Mapping[str, Any]) -> None:
        above = -1
        for name, content in children.items():
            number = len(entries)
            entry = [name, 1, _FREE, _FREE, _FREE, 0, 0]
            entries.append(entry)
            if above < 0:
                entries[parent][4] = number
            else:
                entries[above][3] = number  # each hangs at the right of the one before
            above = number
            if isinstance(content, bytes):
                filled = content.ljust(4096, b"\0")
                entry[1], entry[5], entry[6] = 2, room(filled), len(filled)
            else:
                add(number, content)

    add(0, inside)
    while len(entries) % 4:
        entries.append(["", 0, _FREE, _FREE, _FREE, 0, 0])
    directory = room(b"".join(map(_packed, entries)))
    places = _SECTOR // 4
    tables = -(-(len(sectors) + 1) // (places - 1))
    fat = [_FREE] * (tables * places)
    for first, count in chains:
        for number in range(first, first + count):
            fat[number] = number + 1 if number + 1 < first + count else _END
    at = len(sectors)
    fat[at : at + tables] = [_TABLE] * tables
    table = struct.pack(f"<{len(fat)}I", *fat)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack(
        "<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory, 0, 4096, _END, 0, _END, 0, at
    )  # fmt: skip
    rest = [at + i for i in range(1, tables)]
    header += struct.pack(f"<{len(rest)}I", *rest)
    return (header.ljust(512, b"\xff")) + b"".join(sectors) + table


def word(flags: int = 0, version: int = 0xC1) -> bytes:
    """The head of a stream of Word: its sign, version and flags."""
    return struct.pack("<HH6xH", 0xA5EC, version, flags).ljust(64, b"\0")


def _packed(entry: list[Any]) -> bytes:
    name, kind, left, right, child, first, size = entry
    written = name.encode("utf-16-le")
    return (
        written.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(written) + 2 if name else 0, kind, 1, left, right, child)
        + bytes(36)
        + struct.pack("<IQ", first, size)
    )
