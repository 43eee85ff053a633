"""Records as marks in a text, for annotation tools: what is marked, as what, and with what it is linked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policy_extract.model import Document, Source
from policy_extract.tuples import NamedTuple


class Marked(NamedTuple):
    """A record, or a mention, at its place; ``label`` is its kind: target, actual, agency, company ….

    ``fields`` is the record as the JSON has it, ``score`` its confidence; None where it has none.
    """

    id: str
    label: str
    source: Source
    fields: dict[str, Any]
    score: float | None = None


def marked(document: Document) -> Iterator[Marked]:
    """All marks of a document: observations, assignments, projects, then mentions, each in the text's order."""
    for o in document.observations:
        yield Marked(o.id, o.kind, o.source, o.model_dump(mode="json"), o.confidence)
    for a in document.assignments:
        yield Marked(a.id, "assignment", a.source, a.model_dump(mode="json"))
    for p in document.projects:
        yield Marked(p.id, "project", p.source, p.model_dump(mode="json"))
    for number, m in enumerate(document.mentions, 1):
        yield Marked(f"m{number:05d}", m.type, m.source, m.model_dump(mode="json"))
