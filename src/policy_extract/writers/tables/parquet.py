"""The tables as Parquet, with the extra ``parquet`` (pyarrow), which is imported only when this module is."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import pyarrow
from pyarrow import ipc, parquet

from policy_extract.desk import Desk
from policy_extract.writers.tables.columns import ColumnKind, Table
from policy_extract.writers.tables.rows import TABLES

_KINDS: Final[Mapping[ColumnKind, Any]] = MappingProxyType(
    {
        "text": pyarrow.string(),
        "number": pyarrow.float64(),
        "whole": pyarrow.int64(),
        "flag": pyarrow.bool_(),
    }
)
_COMPRESSION: Final = "zstd"
#: So many rows of a file that grows are held, and written together.
_TOGETHER: Final = 10_000


def render(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """``tables/<name>.parquet`` for every table."""
    for table in TABLES:
        yield name_of(table), encoded(table, desk)


def name_of(table: Table[Any]) -> str:
    """A table's file in OUT."""
    return f"tables/{table.name}.parquet"


def encoded(table: Table[Any], desk: Desk) -> bytes:
    """A table of a desk as the bytes of a file."""
    file = io.BytesIO()
    parquet.write_table(_arrow(table, desk), file, compression=_COMPRESSION)
    return file.getvalue()


def rows(table: Table[Any], desk: Desk) -> bytes:
    """Its rows for the documents, entities and findings of a desk, as ``Growing`` takes them."""
    sink, made = io.BytesIO(), _arrow(table, desk)
    with ipc.new_stream(sink, made.schema) as stream:
        stream.write_table(made)
    return sink.getvalue()


class Growing:
    """A file of a table that grows; ``digest`` is its SHA-256, once ``ending`` has closed it."""

    def __init__(self, path: Path, table: Table[Any], ending: ExitStack) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path, self._schema = path, _schema(table)
        self._file = parquet.ParquetWriter(path, self._schema, compression=_COMPRESSION)
        self._waiting: list[Any] = []
        self._written = False
        ending.callback(self._file.close)
        ending.callback(self._end)

    def put(self, data: bytes) -> None:
        """More of it."""
        self._waiting.append(ipc.open_stream(data).read_all())
        if sum(one.num_rows for one in self._waiting) >= _TOGETHER:
            self._write()

    def _write(self) -> None:
        waiting = [self._schema.empty_table(), *self._waiting]
        self._file.write_table(pyarrow.concat_tables(waiting).combine_chunks())
        self._waiting, self._written = [], True

    def _end(self) -> None:
        if self._waiting or not self._written:
            self._write()

    def digest(self) -> str:
        """The hash of what it has."""
        with self._path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def _schema(table: Table[Any]) -> Any:
    return pyarrow.schema([(column.name, _KINDS[column.kind]) for column in table.columns])


def _arrow(table: Table[Any], desk: Desk) -> Any:
    columns = list(zip(*table.rows(desk), strict=True)) or [()] * len(table.columns)
    arrays = [
        pyarrow.array(
            [float(v) if column.kind == "number" and v is not None else v for v in values],
            type=_KINDS[column.kind],
        )
        for column, values in zip(table.columns, columns, strict=True)
    ]
    return pyarrow.Table.from_arrays(arrays, schema=_schema(table))
