"""A result → files. JSON is always written, because it is the contract; the others come beside it.

To add a format: a module with ``render(desk) -> Iterator[(name, bytes)]`` and a line in BUILT_IN, here and in
``pyproject.toml``; a package of your own names its module under the entry points ``policy_extract.writers``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from policy_extract.desk import Desk
from policy_extract.folder import MANIFEST, Claim, NotWritable
from policy_extract.messages import Language
from policy_extract.model import Manifest
from policy_extract.output import Output
from policy_extract.pipeline import Result
from policy_extract.readers.archives import outer
from policy_extract.second_pass import Laid
from policy_extract.writers import store
from policy_extract.writers.found import BUILT_IN, UnknownFormat, Writer, known, writer
from policy_extract.writers.json import canonical
from policy_extract.writers.store import check_writable

__all__ = [
    "BUILT_IN",
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


def desk_of(result: Result, language: Language) -> Desk:
    """A result as writers take it."""
    return Desk(
        Output(
            documents={document.id: document for document in result.documents},
            texts=result.texts,
            entities=result.entities,
            findings=result.findings,
            manifest=result.manifest,
        ),
        language,
    )


def write(
    result: Result,
    out: str | Path,
    formats: Iterable[str] = ("json",),
    language: Language = "en",
    claim: Claim | None = None,
    written: Callable[[str, bytes], None] | None = None,
) -> Manifest:
    """Write a result to the folder ``out``, whole or not at all; returns the manifest as written.

    ``formats``: names that ``known()`` has; ``language`` is that of heads and notes in files for people.
    ``claim``: that of a caller who has the folder to itself already (``folder.claimed``). ``written`` is told each file
    but the manifest.
    A document of an earlier run into the same folder that this run does not have is removed; files
    that no run wrote stay. A result without any document writes nothing, so that a run in which
    every input failed does not cost the last good output. Raises OutputError when ``out`` is a file, not
    writable, another run's at the moment, or when it would overwrite an input or a file that no run wrote;
    UnknownFormat (a UsageError) for a format that nobody writes.
    """
    writers = [writer(name) for name in dict.fromkeys(("json", *formats))]
    if not result.documents:
        store.check_writable(Path(out))
        return result.manifest
    desk = desk_of(result, language)

    def files() -> Iterator[tuple[str, bytes]]:
        for render in writers:
            for name, data in render(desk):
                if written is not None:
                    written(name, data)
                yield name, data

    inputs = [outer(document.path) for document in result.manifest.documents]
    return store.commit(Path(out), files(), result.manifest, inputs, claim)


def write_laid(
    laid: Laid, out: str | Path, claim: Claim, written: Callable[[str, str], None]
) -> Manifest:
    """The same for a run whose documents are too many for memory: its JSON, each file as it comes; ``written`` is told of each file
    but the manifest, and its SHA-256."""
    if not len(laid.documents):
        store.check_writable(Path(out))
        return laid.manifest

    def told(name: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
        found = hashlib.sha256()
        for piece in pieces:
            found.update(piece)
            yield piece
        written(name, found.hexdigest())

    files = ((name, told(name, pieces)) for name, pieces in laid.files())
    inputs = [outer(document.path) for document in laid.manifest.documents]
    return store.commit(Path(out), files, laid.manifest, inputs, claim)
