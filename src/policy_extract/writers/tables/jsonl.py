"""The tables as JSON lines: one object a row, all columns always there."""

from __future__ import annotations

import json
from collections.abc import Iterator

from policy_extract.desk import Desk
from policy_extract.writers.tables.rows import TABLES


def render(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """``tables/<name>.jsonl`` for every table, in UTF-8."""
    for table in TABLES:
        names = [column.name for column in table.columns]
        lines = (
            json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n"
            for row in table.rows(desk)
        )
        yield f"tables/{table.name}.jsonl", "".join(lines).encode("utf-8")
