"""Which record or entity of an output is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from policy_extract import messages
from policy_extract.errors import UsageError
from policy_extract.model import Assignment, Document, Observation, Project, Task

ExplainedRecord = Observation | Assignment | Task | Project


class NotFound(messages.Told, UsageError):
    """What is to be explained is not there."""

    def __init__(self, code: str, **fields: object) -> None:
        self.code, self.fields = code, fields
        super().__init__(messages.text("en", code, **fields))


class AmbiguousId(NotFound):
    """Several documents have a record of this id."""

    def __init__(self, name: str, documents: Iterable[str]) -> None:
        listed = sorted(documents)
        super().__init__(
            "explain.ambiguous",
            id=name,
            documents=" ".join(listed),
            example=f"{listed[0]}:{name}",
        )


def record_of(documents: Mapping[str, Document], name: str) -> tuple[Document, ExplainedRecord]:
    """The record that ``DOC:ID``, or an id that only one document has, names.

    Raises NotFound when there is none, AmbiguousId when several documents have it.
    """
    document, _, own = name.rpartition(":")
    among = [documents[document]] if document in documents else list(documents.values())
    wanted = own if document in documents else name
    found = [(d, r) for d in among for r in _records(d) if r.id == wanted]
    if not found:
        raise NotFound("explain.no_id", id=name)
    if len(found) > 1:
        raise AmbiguousId(name, {d.id for d, _ in found})
    return found[0]


def _records(document: Document) -> Iterator[ExplainedRecord]:
    yield from document.observations
    yield from document.assignments
    yield from document.tasks
    yield from document.projects
