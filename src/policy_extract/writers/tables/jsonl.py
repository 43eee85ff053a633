"""The tables as JSON lines: one object a row, all columns always there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from policy_extract.desk import Desk
from policy_extract.writers.tables.columns import Table
from policy_extract.writers.tables.rows import TABLES


def render(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """``tables/<name>.jsonl`` for every table, in UTF-8."""
    for table in TABLES:
        yield name_of(table), head(table) + rows(table, desk)


def name_of(table: Table[Any]) -> str:
    """A table's file in OUT."""
    return f"tables/{table.name}.jsonl"


def head(table: Table[Any]) -> bytes:  # noqa: ARG001
    """What its file begins with: nothing."""
    return b""


def rows(table: Table[Any], desk: Desk) -> bytes:
    """Its lines for the documents, entities and findings of a desk."""
    names = [column.name for column in table.columns]
    lines = (
        json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n"
        for row in table.rows(desk)
    )
    return "".join(lines).encode("utf-8")
