"""The output contract as JSON files (``model.py`` says what stands in them)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_extract.model import Record
from policy_extract.pipeline import Result


def render(result: Result) -> Iterator[tuple[str, bytes]]:
    """Every file but the manifest: its name in the output folder and its bytes, in a fixed order.

    ``documents/<id>.txt`` is the text that offsets count in, in UTF-8 with its line ends as they
    were read: the output can be read without the input.
    """
    for document in result.documents:
        yield f"documents/{document.id}.json", canonical(document)
        yield f"documents/{document.id}.txt", result.texts[document.id].encode("utf-8")
    yield "entities.json", canonical(result.entities)
    yield "findings.json", canonical(result.findings)


def canonical(record: Record) -> bytes:
    """The one way a record is written: UTF-8, fields in the order of the model, a line end behind.

    Equal records give equal bytes; Chinese stays readable.
    """
    return record.model_dump_json(indent=1).encode("utf-8") + b"\n"
