"""An output folder: whole, one run's, its files valid and written in full, the manifest true."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from policy_extract.errors import OutputError
from policy_extract.model import Manifest, Record
from policy_extract.output import Output, load_output
from policy_extract.verify.corpus import ENTITIES, FINDINGS
from policy_extract.verify.fault import Fault, fault
from policy_extract.verify.manifest import MANIFEST
from policy_extract.verify.output import verify


def verify_folder(out: Path) -> tuple[Fault, ...]:
    """What does not hold of the output in a folder; nothing of the input is asked for.

    Raises OutputError when the folder is no output, or when a file in it is not of the contract at all.
    """
    for name in (MANIFEST, ENTITIES, FINDINGS):
        if not os.path.isfile(out / name):
            raise OutputError(f"{out}: no whole output of extract there (no file '{name}')")
    output = load_output(out, corpus_dir=out / "documents")
    found = list(_files(out, output))
    found += [
        fault(f"documents/{name}.txt", "-", "verify.no_text", reason=reason)
        for name, reason in output.untold.items()
    ]
    return (*found, *verify(output))


def _files(out: Path, output: Output) -> Iterator[Fault]:
    """Every listed file is there and nothing of another run; every field of every file is written."""
    manifest = output.manifest or Manifest.model_construct()
    there = {
        f"documents/{path.name}"
        for path in (out / "documents").iterdir()
        if path.suffix in (".json", ".txt")
    }
    if list(manifest.files) != sorted(set(manifest.files)):
        yield fault(MANIFEST, "files", "verify.order")
    for name in sorted({*manifest.files} | there):
        if name not in manifest.files:
            yield fault(name, "-", "verify.unlisted")
        elif not os.path.isfile(out / name):
            yield fault(MANIFEST, "files", "verify.missing", name=name, field="files")
    records: dict[str, Record] = {
        f"documents/{name}.json": document for name, document in output.documents.items()
    }
    parts = {ENTITIES: output.entities, FINDINGS: output.findings, MANIFEST: manifest}
    for name, record in {**records, **parts}.items():
        if not os.path.isfile(out / name) or _data((out / name).read_bytes()) != _data(
            _json(record)
        ):
            yield fault(name, "-", "verify.not_in_full")


def _json(record: Record) -> bytes:
    return record.model_dump_json().encode("utf-8")


def _data(data: bytes) -> Any:
    """A file as data, its numbers to the last digit, its fields in order: a key that stands twice shows."""
    return json.loads(data, parse_float=Decimal, object_pairs_hook=tuple, parse_constant=str)
