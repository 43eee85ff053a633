"""Pairs of names that may mean one body (待判名称), for a person to judge: the most alike first.

The columns come back as those of the list to check do (``desk.checks``): a pair is found again by the hidden columns
of ``IDENTITY``, in no language; the answers stand in the columns of ``FILLED``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from policy_extract.desk.desk import Desk, Place
from policy_extract.desk.filling import field_of
from policy_extract.model import Document, Source, UnsurePair
from policy_extract.tuples import NamedTuple

#: The heads of the columns that identify a pair, in no language.
IDENTITY: Final = ("pair_type", "left_name", "right_name")

#: What a person fills in: the field → the message of the column's head.
FILLED: Final[Mapping[str, str]] = MappingProxyType(
    {"answer": "pairs.answer", "note": "checks.note"}
)

#: The answers: the verdict of ``judgements.csv`` → the message that the dropdown shows.
ANSWERS: Final[Mapping[str, str]] = MappingProxyType(
    {"same": "pairs.same", "different": "pairs.different"}
)


class PairRow(NamedTuple):
    """A pair of names, what speaks for and against their being one, the plans, and where each name stands.

    ``score`` is 0 to 1. A place is None where no record has the name's entity.
    """

    finding: UnsurePair
    type: str
    score: float
    features: tuple[str, ...]
    plans: tuple[str, ...]
    left: Place | None
    right: Place | None

    @property
    def identity(self) -> tuple[str, str, str]:
        """The values of the columns of ``IDENTITY``."""
        return (self.finding.type, self.finding.left, self.finding.right)


def pairs(desk: Desk) -> Iterator[PairRow]:
    """The pairs to judge, the most alike first, then by id."""
    open_pairs = [f for f in desk.output.findings.findings if isinstance(f, UnsurePair)]
    if not open_pairs:
        return
    stands = _standing(desk)
    documents = desk.output.documents

    def place(entity: str, name: str) -> Place | None:
        return stands.get((entity, name)) or stands.get((entity, ""))

    for one in sorted(open_pairs, key=lambda f: (-f.score, f.id)):
        yield PairRow(
            finding=one,
            type=desk.word("entity", one.type),
            score=one.score / 100,
            features=tuple(desk.word("feature", name) for name in one.features),
            plans=tuple(desk.title(documents[d.id]) for d in one.documents if d.id in documents),
            left=place(one.left_entity, one.left),
            right=place(one.right_entity, one.right),
        )


def column_of(head: str) -> str | None:
    """The field that a column holds, by its head in either language; None for a column nobody takes back."""
    return field_of(head, IDENTITY, FILLED)


def _standing(desk: Desk) -> dict[tuple[str, str], Place]:
    """Where an entity is named first under each of its names, and (with no name) at all."""
    found: dict[tuple[str, str], Place] = {}
    for document in desk.documents:
        for entity, name, record, source in _named(document):
            if entity is not None and ((entity, name) not in found):
                place = desk.place(document, record, source)
                found[entity, name] = place
                found.setdefault((entity, ""), place)
    return found


def _named(document: Document) -> Iterator[tuple[str | None, str, str, Source]]:
    """Every name of a document: its entity, its words, the record that has it (none for a mention), where it stands."""
    for o in document.observations:
        yield o.indicator.entity, "".join(o.indicator.name.split()), o.id, o.source
        yield o.area.entity, "".join(o.area.name.split()), o.id, o.source
    for a in document.assignments:
        yield a.entity, "".join(a.agency.split()), a.id, a.source
    for p in document.projects:
        for ref in (p.company, p.place):
            if ref is not None:
                yield ref.entity, "".join(ref.name.split()), p.id, p.source
    for m in document.mentions:
        yield m.entity, "".join(m.source.quote.split()), "", m.source
