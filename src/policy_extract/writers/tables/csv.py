"""The tables as CSV that Excel opens right: UTF-8 with a byte order mark, line ends of RFC 4180."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, Final

from policy_extract.desk import Desk
from policy_extract.visible import shown
from policy_extract.writers.tables.columns import Table, Value
from policy_extract.writers.tables.rows import TABLES

#: A field that begins so would be a formula, a call to another program even, where a spreadsheet opens the file.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def render(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """``tables/<name>.csv`` for every table; empty fields are empty, yes and no are ``true`` and ``false``."""
    for table in TABLES:
        yield name_of(table), head(table) + rows(table, desk)


def name_of(table: Table[Any]) -> str:
    """A table's file in OUT."""
    return f"tables/{table.name}.csv"


def head(table: Table[Any]) -> bytes:
    """What its file begins with."""
    return codecs.BOM_UTF8 + _lines([[column.name for column in table.columns]])


def rows(table: Table[Any], desk: Desk) -> bytes:
    """Its lines for the documents, entities and findings of a desk."""
    return _lines(map(_field, row) for row in table.rows(desk))


def _lines(fields: Iterable[Iterable[str | int | float]]) -> bytes:
    lines = io.StringIO(newline="")
    csv.writer(lines).writerows(fields)
    return lines.getvalue().encode("utf-8")


def _field(value: Value) -> str | int | float:
    """A field as CSV has it; words that would be a formula get an apostrophe in front, numbers never do.

    Signs that nobody sees are shown (␛): people open these files; JSON Lines and Parquet have them as they are. One sign alone (the comparator “=”) is no formula.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value
    if len(value) > 1 and value.startswith(_FORMULA):
        return f"'{shown(value)}"
    return shown(value)
