"""The tables of ``--format parquet`` in several files: those of documents are made by Spark's workers, a file for each lot of documents."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final, TypeVar

from policy_extract.desk import Desk
from policy_extract.messages import Language
from policy_extract.model import Entities, Entity, Finding, Findings
from policy_extract.output import Output
from policy_extract.shelf import document_unpacked
from policy_extract.spread.held import Known, held
from policy_extract.writers.tables.rows import ENTITIES, FINDINGS, TABLES

Record = TypeVar("Record")
#: Documents, by the number of their input, in one file; the same for any number of machines.
LOT: Final = 200
#: Entities, or findings, in one file.
ROWS: Final = 10_000
MADE: Final = "array<struct<table: string, data: binary>>"


def name_of(table: str, part: int) -> str:
    """The name of a part in OUT."""
    return f"tables/{table}/part-{part:05}.parquet"


def of_documents(
    known: Known, language: Language
) -> Callable[[Sequence[Mapping[str, Any]]], list[dict[str, Any]]]:
    """The tables of a lot of documents (``document``, ``text``), as the bytes of files."""
    from policy_extract.writers.tables.parquet import encoded

    here = held(known)

    def of(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        documents = {one.id: one for one in (document_unpacked(row["document"]) for row in rows)}
        texts = {
            id: zlib.decompress(row["text"]).decode("utf-8", "surrogatepass")
            for id, row in zip(documents, rows, strict=True)
        }
        desk = Desk(Output(documents, texts), language, here.corpus.entity)
        return [
            {"table": table.name, "data": encoded(table, desk)}
            for table in TABLES
            if table not in (ENTITIES, FINDINGS)
        ]

    return of


def of_the_corpus(
    entities: Iterable[Entity], findings: Iterable[Finding], language: Language
) -> Iterator[tuple[str, bytes]]:
    """The tables of entities and findings, file by file."""
    from policy_extract.writers.tables.parquet import encoded

    for part, those in enumerate(_lots(entities)):
        desk = Desk(Output({}, {}, Entities(entities=those)), language)
        yield name_of(ENTITIES.name, part), encoded(ENTITIES, desk)
    for part, found in enumerate(_lots(findings)):
        desk = Desk(Output({}, {}, findings=Findings(findings=found)), language)
        yield name_of(FINDINGS.name, part), encoded(FINDINGS, desk)


def _lots(records: Iterable[Record]) -> Iterator[tuple[Record, ...]]:
    """So many at a time; one empty lot where there are none."""
    rest = iter(records)
    lot = tuple(islice(rest, ROWS))
    yield lot
    while lot := tuple(islice(rest, ROWS)):
        yield lot
