"""The tables as CSV that Excel opens right: UTF-8 with a byte order mark, line ends of RFC 4180."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from policy_extract.desk import Desk
from policy_extract.visible import shown
from policy_extract.writers.tables.columns import Value
from policy_extract.writers.tables.rows import TABLES

#: A field that begins so would be a formula, a call to another program even, where a spreadsheet opens the file.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def render(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """``tables/<name>.csv`` for every table; empty fields are empty, yes and no are ``true`` and ``false``."""
    for table in TABLES:
        lines = io.StringIO(newline="")
        writer = csv.writer(lines)
        writer.writerow(column.name for column in table.columns)
        writer.writerows(map(_field, row) for row in table.rows(desk))
        yield f"tables/{table.name}.csv", lines.getvalue().encode("utf-8-sig")


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
