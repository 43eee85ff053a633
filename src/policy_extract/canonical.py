"""The one way in which records are written as JSON, whole or piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from pydantic import TypeAdapter

from policy_extract.model import Record


def canonical(record: Record) -> bytes:
    """The one way a record is written: UTF-8, fields in the order of the model, a line end behind.

    Equal records give equal bytes; Chinese stays readable.
    """
    # bytes at once: as a ``str`` of Chinese the same takes twice the memory, and is then made into bytes
    return _adapter(type(record)).dump_json(record, indent=1) + b"\n"


def pieces(whole: Record, field: str, records: Iterable[Record]) -> Iterator[bytes]:
    """The bytes that ``canonical`` gives of a record with these in its list ``field``, which is empty here, one of them at a time."""
    # white space inside words is escaped, so a line end is one of the layout
    front, opening, behind = canonical(whole).partition(f'\n "{field}": ['.encode())
    yield front + opening
    before = b"\n  "
    for record in records:
        yield before + _adapter(type(record)).dump_json(record, indent=1).replace(b"\n", b"\n  ")
        before = b",\n  "
    yield behind if before == b"\n  " else b"\n " + behind


@cache
def _adapter(kind: type[Record]) -> TypeAdapter[Record]:
    return TypeAdapter(kind)
