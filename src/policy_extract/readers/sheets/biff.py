"""What calamine leaves out of an old workbook (BIFF 5 and 8, MS-XLS): the formats of numbers, and what is hidden."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from policy_extract.readers.ole import Frame
from policy_extract.readers.sheets.patterns import patterns

_BOF, _EOF, _BOUNDSHEET, _FORMAT, _XF, _CODEPAGE, _DATEMODE, _PASSWORD = (
    0x0809, 0x000A, 0x0085, 0x041E, 0x00E0, 0x0042, 0x0022, 0x002F,
)  # fmt: skip
_ROW, _COLUMNS, _NUMBER, _RK, _MANY_RK, _FORMULA = 0x0208, 0x007D, 0x0203, 0x027E, 0x00BD, 0x0006
_BIFF_8: Final = 0x0600
_LAST_COLUMN: Final = 255
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01
#: What stands in a formula's place for a number where its result is none (2.5.133).
_NO_NUMBER: Final = b"\xff\xff"


@dataclass(frozen=True, slots=True)
class Page:
    """Of a sheet: (row, column) from 0 → its number and the pattern that shows it; what is hidden."""

    numbers: dict[tuple[int, int], tuple[float, str]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Book:
    """``pages``: name of a sheet → what is known of it; ``locked``: under a password, nothing is known."""

    pages: dict[str, Page] = field(default_factory=dict)
    from_1904: bool = False
    locked: bool = False


def read_book(data: bytes) -> Book:
    """The formats of a workbook in an old frame; a book without pages where they cannot be read."""
    try:
        frame = Frame(data)
        streams = {name.lower(): name for name in frame.names}
        name = streams.get("workbook") or streams.get("book") or ""
        return _book(frame.stream(name, len(data)))
    except (ValueError, IndexError, struct.error):
        return Book()


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of the stream, up to its end; parts within it (charts) are passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + size]
        at += 4 + size
        if kind == _BOF:
            depth += 1
        if depth == 1:
            yield kind, body
        if kind == _EOF:
            depth -= 1
            if depth <= 0:
                return


def _book(stream: bytes) -> Book:
    own: dict[int, str] = {}
    styles: list[int] = []
    places: list[tuple[str, int]] = []
    version, encoding, from_1904 = _BIFF_8, "gb18030", False
    for kind, body in _records(stream, 0):
        if kind == _BOF:
            version = int.from_bytes(body[:2], "little")
        elif kind == _PASSWORD:
            return Book(locked=True)
        elif kind == _CODEPAGE:
            page = int.from_bytes(body[:2], "little")
            encoding = {936: "gb18030", 950: "cp950", 1252: "cp1252"}.get(page, encoding)
        elif kind == _DATEMODE:
            from_1904 = body[:1] == b"\x01"
        elif kind == _FORMAT:
            own[int.from_bytes(body[:2], "little")] = _words(
                body[2:], 2 if version == _BIFF_8 else 1, version, encoding
            )
        elif kind == _XF:
            styles.append(int.from_bytes(body[2:4], "little"))
        elif kind == _BOUNDSHEET:
            (at,) = struct.unpack_from("<I", body)
            places.append((_words(body[6:], 1, version, encoding), at))
    known = patterns(own)
    shown = [known.get(style, "General") for style in styles]
    pages = {at: _page(stream, at, shown) for at in {at for _, at in places}}  # each place once
    return Book({name: pages[at] for name, at in places}, from_1904)


def _words(body: bytes, counted: int, version: int, encoding: str) -> str:
    """A string behind its length, which takes one or two bytes."""
    count = int.from_bytes(body[:counted], "little")
    body = body[counted:]
    if version != _BIFF_8:
        return body[:count].decode(encoding, "replace")
    if body[:1] and body[0] & 1:
        return body[1 : 1 + 2 * count].decode("utf-16-le", "replace")
    return body[1 : 1 + count].decode("latin-1")


def _page(stream: bytes, at: int, shown: list[str]) -> Page:
    page = Page()

    def take(row: int, column: int, style: int, value: float) -> None:
        page.numbers[row, column] = value, shown[style] if style < len(shown) else "General"

    for kind, body in _records(stream, at):
        if kind == _ROW:
            if body[12] & _ROW_HIDDEN:
                page.hidden_rows.add(int.from_bytes(body[:2], "little"))
        elif kind == _COLUMNS:
            first, last, _, _, flags = struct.unpack_from("<5H", body)
            if flags & _COLUMN_HIDDEN:
                page.hidden_columns.update(range(first, min(last, _LAST_COLUMN) + 1))
        elif kind == _NUMBER or (kind == _FORMULA and body[12:14] != _NO_NUMBER):
            take(*struct.unpack_from("<3Hd", body))
        elif kind == _RK:
            row, column, style = struct.unpack_from("<3H", body)
            take(row, column, style, _rk(body[6:10]))
        elif kind == _MANY_RK:
            row, column = struct.unpack_from("<2H", body)
            for place, cell in enumerate(range(4, len(body) - 2, 6)):
                style = int.from_bytes(body[cell : cell + 2], "little")
                take(row, column + place, style, _rk(body[cell + 2 : cell + 6]))
    return page


def _rk(cell: bytes) -> float:
    """A number in four bytes (2.5.217): the upper half of one, or an integer; in hundredths or not."""
    bits = int.from_bytes(cell, "little", signed=True)
    if bits & 2:
        value = float(bits >> 2)
    else:
        (value,) = struct.unpack("<d", bytes(4) + (bits & 0xFFFFFFFC).to_bytes(4, "little"))
    return value / 100 if bits & 1 else value
