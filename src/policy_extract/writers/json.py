"""The output contract as JSON files (``model.py`` says what stands in them)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_extract.canonical import canonical
from policy_extract.desk import Desk

__all__ = ["canonical", "render"]


def render(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """Every file but the manifest: its name in the output folder and its bytes, in a fixed order.

    ``documents/<id>.txt`` is the text that offsets count in, in UTF-8 with its line ends as they
    were read: the output can be read without the input. The desk's language plays no part.
    """
    for document in desk.documents:
        yield f"documents/{document.id}.json", canonical(document)
        yield f"documents/{document.id}.txt", desk.output.texts[document.id].encode("utf-8")
    yield "entities.json", canonical(desk.output.entities)
    yield "findings.json", canonical(desk.output.findings)
