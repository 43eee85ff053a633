"""The tables of CSV, JSON lines and Parquet where documents are too many for memory: their lines come document by document.

A document's lines need of others only what entities are called, so that they can be made in any process that reads the run's files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final, Protocol, TypeVar

from policy_extract.desk import Desk
from policy_extract.messages import Language
from policy_extract.model import Document, Entities, Finding, Findings
from policy_extract.output import Output
from policy_extract.processes.forks import Share, alone
from policy_extract.resolve.gathered import Gathered
from policy_extract.shelf import Pile
from policy_extract.tuples import NamedTuple
from policy_extract.writers.tables import csv, jsonl
from policy_extract.writers.tables.columns import Table
from policy_extract.writers.tables.rows import ENTITIES, FINDINGS, TABLES

Record = TypeVar("Record")


class File(Protocol):
    """A file of a table that grows, until the stack that it was opened with ends."""

    def put(self, data: bytes, /) -> None:
        """More of it."""
        ...

    def digest(self) -> str:
        """The hash of what it has, once it has all."""
        ...


class Lines(NamedTuple):
    """A format whose tables grow line by line: a table's file in OUT, that file, opened, and a table's lines for a desk."""

    name_of: Callable[[Table[Any]], str]
    opened: Callable[[Path, Table[Any], ExitStack], File]
    rows: Callable[[Table[Any], Desk], bytes]


def _lines(name: str) -> Lines:
    """The format of this name."""
    if name == "parquet":
        from policy_extract.writers.tables import parquet

        return Lines(parquet.name_of, parquet.Growing, parquet.rows)
    form = {"csv": csv, "jsonl": jsonl}[name]

    def opened(path: Path, table: Table[Any], ending: ExitStack) -> File:
        file = _Plain(path, ending)
        file.put(form.head(table))
        return file

    return Lines(form.name_of, opened, form.rows)


#: Entities, or findings, that become lines at a time: a finding may hold the values of hundreds of plans.
_ROWS: Final = 100


class Found(Protocol):
    """What a run found, as it lies in its files: see ``second_pass.Laid``."""

    @property
    def texts(self) -> Mapping[str, str]:
        """Texts by id."""
        ...

    @property
    def entities(self) -> Gathered:
        """The entities."""
        ...

    @property
    def findings(self) -> Pile[Finding]:
        """The findings."""
        ...

    @property
    def numbers(self) -> Sequence[int]:
        """Those of the documents."""
        ...

    def document(self, number: int) -> Document | None:
        """A document by its number."""
        ...


def put_streamed(
    found: Found,
    folder: Path,
    formats: Sequence[str],
    language: Language,
    share: Share = alone,
) -> Iterator[tuple[str, str]]:
    """Write the tables in these of ``GROWING`` formats into a folder that stands for OUT: names and hashes. ``share``: who makes the lines.

    The files are those of each format's ``render``, byte by byte; of Parquet by rows, which lie in more groups where they are many.
    """
    kinds = [_lines(name) for name in formats]
    if not kinds:
        return
    with ExitStack() as ending:
        files: dict[str, File] = {}
        for kind in kinds:
            for table in TABLES:
                name = kind.name_of(table)
                files[name] = kind.opened(folder / name, table, ending)
        of_document = partial(_of_document, found, kinds, language)
        for lines in share(of_document, found.numbers):
            for name, data in lines:
                files[name].put(data)
        for kind in kinds:
            for desk in _lots_of_entities(found, language):
                files[kind.name_of(ENTITIES)].put(kind.rows(ENTITIES, desk))
            for desk in _lots_of_findings(found, language):
                files[kind.name_of(FINDINGS)].put(kind.rows(FINDINGS, desk))
    yield from ((name, file.digest()) for name, file in files.items())


class _Plain:
    """A file that grows, and the hash of what it has."""

    def __init__(self, path: Path, ending: ExitStack) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file: BinaryIO = ending.enter_context(path.open("wb"))
        self._hash = hashlib.sha256()

    def put(self, data: bytes) -> None:
        """More of it."""
        self._file.write(data)
        self._hash.update(data)

    def digest(self) -> str:
        """That hash."""
        return self._hash.hexdigest()


def _of_document(
    found: Found, kinds: Sequence[Lines], language: Language, number: int
) -> list[tuple[str, bytes]]:
    """In whatever process: the lines of a document, by the names of the files that they go into."""
    document = found.document(number)
    assert document is not None
    output = Output({document.id: document}, {document.id: found.texts[document.id]})
    desk = Desk(output, language, found.entities.by_id)
    return [
        (kind.name_of(table), kind.rows(table, desk))
        for kind in kinds
        for table in TABLES
        if table not in (ENTITIES, FINDINGS)
    ]


def _lots_of_entities(found: Found, language: Language) -> Iterator[Desk]:
    for those in _lots(found.entities.entities):
        yield Desk(Output({}, {}, Entities(entities=those)), language)


def _lots_of_findings(found: Found, language: Language) -> Iterator[Desk]:
    for those in _lots(found.findings.all()):
        yield Desk(Output({}, {}, findings=Findings(findings=those)), language)


def _lots(records: Iterable[Record]) -> Iterator[tuple[Record, ...]]:
    rest: Iterator[Record] = iter(records)
    while lot := tuple(islice(rest, _ROWS)):
        yield lot
