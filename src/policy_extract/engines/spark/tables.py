"""A table of documents in Parquet: what each is called, and the bytes that it consists of."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policy_extract.engines.spark.session import EngineError
from policy_extract.readers import Discovery, Input, Unreadable, document_ids
from policy_extract.readers.formats import known, suffixes

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_SUFFIX: Final = ".parquet"
_COLUMNS: Final = {"path": "string", "data": "binary"}


def is_table(path: str) -> bool:
    """Whether a path leads to a table: a file, or a folder of its parts, that is called so."""
    return path.rstrip("/").endswith(_SUFFIX)


def only_table(paths: Sequence[str]) -> str | None:
    """The table that paths lead to, or None for files. Raises EngineError where there is a table and more."""
    found = [path for path in paths if is_table(path)]
    if found and len(paths) > 1:
        raise EngineError("engine.table_alone", path=found[0])
    return found[0] if found else None


def documents_of(spark: SparkSession, path: str) -> DataFrame:
    """The rows of a table: ``path``, ``data``; whatever else it has is left aside.

    Raises EngineError where a column is missing or of another kind.
    """
    # Spark's Java may have been started in another folder
    table = spark.read.parquet(os.path.abspath(path) if os.path.exists(path) else path)
    kinds = dict(table.dtypes)
    if any(kinds.get(name) != kind for name, kind in _COLUMNS.items()):
        found = ", ".join(f"{name} ({kind})" for name, kind in table.dtypes)
        raise EngineError("engine.table_columns", path=path, found=found)
    return table.select(*_COLUMNS)


def discovered(table: DataFrame, path: str) -> Discovery:
    """The documents of a table as inputs: the same as if they were files at these paths. Their bytes stay where they are.

    Raises EngineError for a row without a name, or two of one name.
    """
    names = [row.path for row in table.select("path").toLocalIterator()]
    if not all(names):
        raise EngineError("engine.table_unnamed", path=path)
    ordered = sorted(names)
    for one, other in pairwise(ordered):
        if one == other:
            raise EngineError("engine.table_twice", path=path, name=one)
    ids = document_ids([Path(os.path.abspath(name)) for name in ordered])
    inputs = [Input(id, name, _problem(name)) for id, name in zip(ids, ordered, strict=True)]
    return Discovery(tuple(sorted(inputs, key=lambda item: (item.id, item.path))))


def _problem(name: str) -> Unreadable | None:
    """A table is not walked like a folder: an archive in it is a file of a kind that is not read."""
    suffix = os.path.splitext(name)[1]
    if known(suffix):
        return None
    return Unreadable(name, "read.suffix", suffix=suffix, known=suffixes())
