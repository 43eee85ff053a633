"""The output contract as JSON files (``model`` says what stands in them)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from policy_extract.canonical import canonical
from policy_extract.output import Output

if TYPE_CHECKING:
    from policy_extract.desk import Desk

__all__ = ["canonical", "files", "render"]


def render(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """The files of what lies on a desk; its language plays no part."""
    return files(desk.output)


def files(output: Output) -> Iterator[tuple[str, bytes]]:
    """Every file but the manifest: its name in the output folder and its bytes, in a fixed order.

    ``documents/<id>.txt`` is the text that offsets count in, in UTF-8 with its line ends as they
    were read: the output can be read without the input.
    """
    for name in sorted(output.documents):
        yield f"documents/{name}.json", canonical(output.documents[name])
        yield f"documents/{name}.txt", output.texts[name].encode("utf-8")
    yield "entities.json", canonical(output.entities)
    yield "findings.json", canonical(output.findings)
