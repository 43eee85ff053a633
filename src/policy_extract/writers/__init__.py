"""A result → files. JSON is always written, because it is the contract; the others come beside it.

To add a format: a module with ``render(desk) -> Iterator[(name, bytes)]`` and a line in BUILT_IN, here and in
``pyproject.toml``; a package of your own names its module under the entry points ``policy_extract.writers``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from policy_extract.canonical import canonical, pieces
from policy_extract.folder import MANIFEST, Claim, NotWritable
from policy_extract.messages import Language
from policy_extract.model import Entities, Findings, Manifest
from policy_extract.output import Output
from policy_extract.pipeline import Result
from policy_extract.processes.forks import Share, alone, in_forks
from policy_extract.readers.archives import outer
from policy_extract.writers import json, store
from policy_extract.writers.found import BUILT_IN, GROWING, UnknownFormat, Writer, known, writer
from policy_extract.writers.store import check_writable

if TYPE_CHECKING:
    from policy_extract.desk import Desk
    from policy_extract.second_pass import Laid

__all__ = [
    "BUILT_IN",
    "GROWING",
    "MANIFEST",
    "NotWritable",
    "UnknownFormat",
    "Writer",
    "canonical",
    "check_writable",
    "desk_of",
    "known",
    "write",
    "write_laid",
    "writer",
]

#: Is told of a file that was written: its name in OUT, and its SHA-256.
Recorded = Callable[[str, str], None]
#: Names in OUT and bytes.
Files = Iterable[tuple[str, bytes]]


def desk_of(result: Result, language: Language) -> Desk:
    """A result as writers take it."""
    from policy_extract.desk import Desk

    return Desk(_output(result), language)


def _output(result: Result) -> Output:
    return Output(
        documents={document.id: document for document in result.documents},
        texts=result.texts,
        entities=result.entities,
        findings=result.findings,
        manifest=result.manifest,
    )


def write(
    result: Result,
    out: str | Path,
    formats: Iterable[str] = ("json",),
    language: Language = "en",
    claim: Claim | None = None,
    written: Recorded | None = None,
    jobs: int = 1,
) -> Manifest:
    """Write a result to the folder ``out``, whole or not at all; returns the manifest as written.

    ``formats``: names that ``known()`` has; ``language`` is that of heads and notes in files for people.
    ``claim``: that of a caller who has the folder to itself already (``folder.claimed``). ``written`` is told of each
    file but the manifest, and its SHA-256. ``jobs``: processes to work in, a format in each.
    A document of an earlier run into the same folder that this run does not have is removed; files
    that no run wrote stay. A result without any document writes nothing, so that a run in which
    every input failed does not cost the last good output. Raises OutputError when ``out`` is a file, not
    writable, another run's at the moment, or when it would overwrite an input or a file that no run wrote;
    UnknownFormat (a UsageError) for a format that nobody writes.
    """
    writers = [writer(name) for name in dict.fromkeys(formats) if name != "json"]
    if not result.documents:
        store.check_writable(Path(out))
        return result.manifest
    makers: list[Callable[[], Files]] = [partial(json.files, _output(result))]
    if writers:  # JSON needs no desk
        desk = desk_of(result, language)
        makers += [partial(render, desk) for render in writers]

    def fill(folder: Path) -> Iterator[str]:
        for files in in_forks(partial(_put, folder), makers, jobs):
            for name, hash in files:
                if written is not None:
                    written(name, hash)
                yield name

    inputs = [outer(document.path) for document in result.manifest.documents]
    return store.commit_filled(Path(out), fill, result.manifest, inputs, claim)


def _put(folder: Path, made: Callable[[], Files]) -> list[tuple[str, str]]:
    """Write the files of a format into a folder: their names and their hashes."""
    return [
        (store.put(folder, name, data), hashlib.sha256(data).hexdigest()) for name, data in made()
    ]


def write_laid(
    laid: Laid,
    out: str | Path,
    claim: Claim,
    written: Recorded,
    more: Iterable[tuple[str, Iterable[bytes]]] = (),
    formats: Sequence[str] = (),
    language: Language = "en",
    share: Share = alone,
) -> Manifest:
    """The same for a run whose documents are too many for memory: its JSON, each file as it comes, then ``more`` files, the tables in
    those of the formats that ``GROWING`` has, and the others, which join the records of all documents. ``written`` is told of each file, and its
    SHA-256. ``share``: who makes the lines, and each of the others. The manifest is given back without the entries of documents."""
    if not len(laid.documents):
        store.check_writable(Path(out))
        return laid.manifest
    tables = [name for name in formats if name in GROWING]
    joining = [writer(name) for name in formats if name not in GROWING]

    def fill(folder: Path) -> Iterator[str]:
        for name, data in chain(laid.files(), more):
            found = hashlib.sha256()
            yield store.put(folder, name, _hashed(data, found))
            written(name, found.hexdigest())
        if tables:
            from policy_extract.writers.tables.streamed import put_streamed

            for name, hash in put_streamed(laid, folder, tables, language, share):
                written(name, hash)
                yield name
        if joining:
            desk = _desk_of_laid(laid, language)
            makers: list[Callable[[], Files]] = [partial(render, desk) for render in joining]
            for name, hash in chain.from_iterable(share(partial(_put, folder), makers)):
                written(name, hash)
                yield name

    def told(manifest: Manifest) -> Iterator[bytes]:
        found = hashlib.sha256()
        yield from _hashed(pieces(manifest, "documents", laid.told()), found)
        written(MANIFEST, found.hexdigest())

    inputs = (outer(slip.shown_path) for slip in laid.slips)
    return store.commit_filled(Path(out), fill, laid.manifest, inputs, claim, told)


def _desk_of_laid(laid: Laid, language: Language) -> Desk:
    """What was laid as writers take it: all documents at once, but neither as the first pass gave them nor what the second knew of names."""
    from policy_extract.desk import Desk

    documents = (laid.document(number) for number in laid.numbers)
    output = Output(
        documents={document.id: document for document in documents if document is not None},
        texts=laid.texts,
        entities=Entities(entities=tuple(laid.entities.entities)),
        findings=Findings(findings=tuple(laid.findings.all())),
        manifest=laid.manifest.model_copy(update={"documents": tuple(laid.told())}),
    )
    return Desk(output, language)


def _hashed(data: Iterable[bytes], found: hashlib._Hash) -> Iterator[bytes]:
    for piece in data:
        found.update(piece)
        yield piece
