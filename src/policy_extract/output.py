"""One run's output in memory, as it was made or as it is read back from a folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from policy_extract.errors import OutputError
from policy_extract.files import json_of, read_whole
from policy_extract.folder import MANIFEST, Unfinished, settled, unfinished
from policy_extract.model import SCHEMA_VERSION, Document, Entities, Findings, Manifest

#: Formats whose file is the text itself, so that offsets count in the decoded file.
_PLAIN_TEXT = frozenset({"txt", "md"})


#: So often a folder is read anew when a run has written into it meanwhile.
_TRIES = 5

Part = TypeVar("Part", Entities, Findings, Manifest)


@dataclass(frozen=True)
class Output:
    """What ``extract`` leaves behind: documents and texts by id, what the whole corpus shows.

    ``untold`` says for which document no text was found, and why; ``manifest`` is None where a folder has
    none (golden tests, outputs put together by hand).
    """

    documents: Mapping[str, Document]
    texts: Mapping[str, str]
    entities: Entities = field(default_factory=Entities)
    untold: Mapping[str, str] = field(default_factory=dict)
    findings: Findings = field(default_factory=Findings)
    manifest: Manifest | None = None


def load_output(out_dir: Path, *, base: Path = Path(), corpus_dir: Path = Path("corpus")) -> Output:
    """Read an output folder.

    The text of a document is ``OUT/documents/<id>.txt`` if there; else, for plain text inputs, the
    file at its ``source.path`` (relative to ``base``); else ``corpus_dir/<id>.txt``. A text whose
    length is not the one that the document states is not taken: its offsets would point elsewhere.
    What is read is one run's: a switch that a killed run had begun is finished first, and where a run has
    written meanwhile all is read anew. Raises OutputError naming the file when the folder is no output or a
    file in it is broken; Unfinished (an OutputError) where files of two runs may lie there.
    """
    for _ in range(_TRIES):
        settled(out_dir)
        before = _stamp(out_dir)
        try:
            output = _loaded(out_dir, base, corpus_dir)
        except OutputError:
            if _still(out_dir, before):
                raise
            continue
        if _still(out_dir, before):
            return output
    raise Unfinished(out_dir, "out.changing")


def is_output(path: Path) -> bool:
    """Whether a folder is an output of a run; a switch that a killed run had begun is finished first.

    Raises Unfinished (an OutputError) where that cannot be done.
    """
    settled(path)
    return os.path.isfile(path / MANIFEST)


def _stamp(out_dir: Path) -> tuple[int, int, int] | None:
    """What tells one run's manifest from the next one's; None where there is none."""
    try:
        state = (out_dir / MANIFEST).stat()
    except OSError:
        return None
    return state.st_ino, state.st_mtime_ns, state.st_size


def _still(out_dir: Path, before: tuple[int, int, int] | None) -> bool:
    """Whether no run has written into the folder since, nor is at it."""
    return not unfinished(out_dir) and _stamp(out_dir) == before


def _loaded(out_dir: Path, base: Path, corpus_dir: Path) -> Output:
    folder = out_dir / "documents"
    if not os.path.isdir(folder):
        raise OutputError(f"{out_dir}: no output of extract there (no folder 'documents')")
    documents: dict[str, Document] = {}
    texts: dict[str, str] = {}
    untold: dict[str, str] = {}
    for path in sorted(folder.glob("*.json")):
        document = _document(path)
        documents[document.id] = document
        text, reason = _text(document, folder, base, corpus_dir)
        if text is None:
            untold[document.id] = reason
        else:
            texts[document.id] = text
    return Output(
        documents,
        texts,
        _part(out_dir / "entities.json", Entities) or Entities(),
        untold,
        _part(out_dir / "findings.json", Findings) or Findings(),
        _part(out_dir / MANIFEST, Manifest),
    )


def load_document(path: Path) -> tuple[Document, str]:
    """One document of an output (``OUT/documents/<id>.json``) and its text, looked for as ``load_output`` does.

    Raises OutputError naming the file when it is broken or its text is not to be found.
    """
    settled(path.absolute().parent.parent)
    document = _document(path)
    text, reason = _text(document, path.parent, Path(), Path("corpus"))
    if text is None:
        raise OutputError(f"{path}: there is no text of it: {reason}")
    return document, text


def _document(path: Path) -> Document:
    try:
        data = read_whole(path)
        document = Document.model_validate_json(data)
    except OSError as error:
        raise OutputError(f"{path}: cannot be read: {error}") from error
    except ValidationError as error:
        version = _version(data)
        if version not in (None, SCHEMA_VERSION):
            raise OutputError(_of_version(path, version)) from error
        raise OutputError(f"{path}: is not a document of the contract: {error}") from error
    if document.schema_version != SCHEMA_VERSION:
        raise OutputError(_of_version(path, document.schema_version))
    if document.id != path.stem:  # its id names its text, too, and leads nowhere else
        raise OutputError(
            f"{path}: states another id ({document.id!r}); give the file its name back, or run extract again"
        )
    return document


def _of_version(path: Path, version: str) -> str:
    return f"{path}: is version {version} of the output, not {SCHEMA_VERSION}; run extract again"


def _version(data: bytes) -> str | None:
    """The version that a file of an output states; None where it states none."""
    try:
        version = json_of(data).get("schema_version")
    except (ValueError, AttributeError):
        return None
    return version if isinstance(version, str) else None


def _part(path: Path, kind: type[Part]) -> Part | None:
    """One file of the whole corpus; None where it is not there."""
    if not os.path.isfile(path):
        return None
    try:
        part = kind.model_validate_json(read_whole(path))
    except (OSError, ValidationError) as error:
        raise OutputError(
            f"{path}: is not a file of the contract ({kind.__name__}): {error}"
        ) from error
    if part.schema_version != SCHEMA_VERSION:
        raise OutputError(_of_version(path, part.schema_version))
    return part


def _text(document: Document, folder: Path, base: Path, corpus_dir: Path) -> tuple[str | None, str]:
    """The document's text, or None with the reasons why no candidate would do."""
    source = document.source
    candidates = [(folder / f"{document.id}.txt", "utf-8")]
    if source.format in _PLAIN_TEXT:
        candidates.append((base / source.path, source.encoding or "utf-8"))
    candidates.append((corpus_dir / f"{document.id}.txt", "utf-8"))
    reasons: list[str] = []
    for path, encoding in candidates:
        if not os.path.isfile(path):
            reasons.append(f"{path} is not there")
            continue
        try:
            text = read_whole(path).decode(encoding)
        except (OSError, UnicodeDecodeError, LookupError) as error:
            reasons.append(f"{path} cannot be decoded: {error}")
            continue
        if len(text) != source.chars:
            # Readers may or may not keep a byte order mark; the stated length says which.
            text = text.removeprefix("\ufeff")
        if len(text) == source.chars:
            return text, ""
        reasons.append(f"{path} has {len(text)} characters, the document states {source.chars}")
    return None, "; ".join(reasons)
