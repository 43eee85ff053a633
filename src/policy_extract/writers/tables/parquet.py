"""The tables as Parquet, with the extra ``parquet`` (pyarrow), which is imported only when this module is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pyarrow
from pyarrow import parquet

from policy_extract.desk import Desk
from policy_extract.writers.tables.columns import ColumnKind, Table
from policy_extract.writers.tables.rows import TABLES


def render(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """``tables/<name>.parquet`` for every table."""
    for table in TABLES:
        yield f"tables/{table.name}.parquet", encoded(table, desk)


def encoded(table: Table[Any], desk: Desk) -> bytes:
    """A table of a desk as the bytes of a file."""
    file = io.BytesIO()
    parquet.write_table(_arrow(table, desk), file, compression="zstd")
    return file.getvalue()


def _arrow(table: Table[Any], desk: Desk) -> Any:
    kinds: dict[ColumnKind, Any] = {
        "text": pyarrow.string(),
        "number": pyarrow.float64(),
        "whole": pyarrow.int64(),
        "flag": pyarrow.bool_(),
    }
    schema = pyarrow.schema([(column.name, kinds[column.kind]) for column in table.columns])
    columns = list(zip(*table.rows(desk), strict=True)) or [()] * len(table.columns)
    arrays = [
        pyarrow.array(
            [float(v) if column.kind == "number" and v is not None else v for v in values],
            type=kinds[column.kind],
        )
        for column, values in zip(table.columns, columns, strict=True)
    ]
    return pyarrow.Table.from_arrays(arrays, schema=schema)
