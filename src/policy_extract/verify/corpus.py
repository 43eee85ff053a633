"""What the whole corpus shows: entities that every record's names lead to, findings that rest on what is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from policy_extract.model import (
    Arithmetic,
    Base,
    Cascade,
    Comparison,
    Coverage,
    Document,
    Entities,
    Entity,
    Finding,
    Findings,
    Observation,
    UnsurePair,
)
from policy_extract.verify.fault import Fault, fault
from policy_extract.verify.places import file_of

ENTITIES: Final = "entities.json"
FINDINGS: Final = "findings.json"
_AGENCY: Final = ("agency", "collective")


def names(documents: Mapping[str, Document], entities: Entities) -> Iterator[Fault]:
    """Entities that a record names and that are not there or of another type; and what is wrong with them."""
    known = {entity.id: entity for entity in entities.entities}
    for document in documents.values():
        for record, name, types in _named(document):
            entity = known.get(name)
            if entity is None or entity.type not in types:
                yield fault(file_of(document), record, "verify.missing", name=name, field="entity")
    ids = [entity.id for entity in entities.entities]
    if ids != sorted(ids):
        yield fault(ENTITIES, "entities", "verify.order")
    for name, count in Counter(ids).items():
        if count > 1:
            yield fault(ENTITIES, name, "verify.twice", name=name)
    for entity in entities.entities:
        yield from _entity(entity, known, documents)


def _named(document: Document) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every entity that a document names: the record, the entity, the types that it may have there."""
    meta = document.meta
    if meta.area is not None and meta.area.entity is not None:
        yield "meta", meta.area.entity, ("area",)
    for issuer in meta.issuers:
        if issuer.entity is not None:
            yield "meta", issuer.entity, _AGENCY
    for o in document.observations:
        if o.indicator.entity is not None:
            yield o.id, o.indicator.entity, ("indicator",)
        if o.area.entity is not None:
            yield o.id, o.area.entity, ("area",)
        for one in o.responsible:
            if one.entity is not None:
                yield o.id, one.entity, _AGENCY
    for a in document.assignments:
        if a.entity is not None:
            yield a.id, a.entity, _AGENCY
    for p in document.projects:
        if p.company is not None and p.company.entity is not None:
            yield p.id, p.company.entity, ("company",)
        if p.place is not None and p.place.entity is not None:
            yield p.id, p.place.entity, ("area",)
    for number, m in enumerate(document.mentions):
        if m.entity is not None:
            types = _AGENCY if m.type == "agency" else (m.type,)
            yield f"mentions[{number}]", m.entity, types


def _entity(
    entity: Entity, known: Mapping[str, Entity], documents: Mapping[str, Document]
) -> Iterator[Fault]:
    if not entity.name.strip():
        yield fault(ENTITIES, entity.id, "verify.empty", field="name")
    for relation in entity.relations:
        name = relation.target
        if name not in known or name == entity.id:
            yield fault(ENTITIES, entity.id, "verify.missing", name=name, field="relations")
    if entity.attributes.parent == entity.id:  # one that no plan names stands in no file
        yield fault(ENTITIES, entity.id, "verify.field", field="parent", value=entity.id)
    for alias in entity.aliases:
        if not alias.text.strip() or not alias.documents:
            yield fault(ENTITIES, entity.id, "verify.empty", field="aliases")
        if alias.count < len(alias.documents) or not 0 <= alias.score <= 100:
            yield fault(ENTITIES, entity.id, "verify.field", field="aliases", value=alias)
        for name in alias.documents:
            if name not in documents:
                yield fault(ENTITIES, entity.id, "verify.missing", name=name, field="documents")


def findings(
    found: Findings, documents: Mapping[str, Document], entities: Entities
) -> Iterator[Fault]:
    """Findings that name what is not there, or say what their observations do not."""
    keys = [(one.kind, one.id) for one in found.findings]
    if keys != sorted(keys):
        yield fault(FINDINGS, "findings", "verify.order")
    for name, count in Counter(one.id for one in found.findings).items():
        if count > 1:
            yield fault(FINDINGS, name, "verify.twice", name=name)
    known = {entity.id for entity in entities.entities}
    observations = {
        (document.id, o.id): o for document in documents.values() for o in document.observations
    }
    for one in found.findings:
        yield from _grounds(one, documents, observations)
        for field, name in _entities_of(one):
            if name not in known:
                yield fault(FINDINGS, one.id, "verify.missing", name=name, field=field)
        if not (one.said.zh.strip() and one.said.en.strip()):
            yield fault(FINDINGS, one.id, "verify.empty", field="said")
        if isinstance(one, Comparison):
            yield from _comparison(one, observations)
        if isinstance(one, Arithmetic) and _meets(one) is not (one.verdict == "holds"):
            yield fault(FINDINGS, one.id, "verify.field", field="verdict", value=one.verdict)


def _grounds(
    one: Finding,
    documents: Mapping[str, Document],
    observations: Mapping[tuple[str, str], Observation],
) -> Iterator[Fault]:
    """The plans and the observations that a finding rests on, with the values that they have."""
    named = {document.id for document in one.documents}
    if isinstance(one, Cascade):
        named_too = {one.superior, one.subordinate}
        if not named_too <= named:
            yield fault(FINDINGS, one.id, "verify.missing", name=named_too, field="documents")
    for document in one.documents:
        there = documents.get(document.id)
        if there is None or there.meta.draft != document.draft:
            yield fault(FINDINGS, one.id, "verify.missing", name=document.id, field="documents")
    for ref in one.observations:
        observation = observations.get((ref.document, ref.id))
        if observation is None or ref.document not in named:
            name = f"{ref.document}#{ref.id}"
            yield fault(FINDINGS, one.id, "verify.missing", name=name, field="observations")
        elif not _same_value(observation, ref.value):
            yield fault(FINDINGS, one.id, "verify.differs", name=f"{ref.document}#{ref.id}")


def _same_value(observation: Observation, stated: Base | None) -> bool:
    """In base units; in its own where it has no base; null for words and for parts."""
    value = observation.value
    if value is None or stated is None:
        return stated is None or value is not None
    base = value.base or Base(low=value.low, high=value.high, unit=value.unit or "")
    return stated == base


def _entities_of(one: Finding) -> Iterator[tuple[str, str]]:
    """The entities that a finding names, by the field."""
    if isinstance(one, UnsurePair):
        yield "left_entity", one.left_entity
        yield "right_entity", one.right_entity
    elif isinstance(one, Coverage):
        if one.entity is not None:
            yield "entity", one.entity
    else:
        for field, name in (("indicator", one.subject.indicator), ("area", one.subject.area)):
            if name:  # values without an area, compared within their document: it is empty
                yield field, name


def _comparison(
    one: Comparison, observations: Mapping[tuple[str, str], Observation]
) -> Iterator[Fault]:
    compared = [
        observations[ref.document, ref.id]
        for ref in one.observations
        if (ref.document, ref.id) in observations
    ]
    subject = (one.subject.kind, one.subject.indicator, one.subject.about)
    said = {(o.kind, o.indicator.entity, o.about) for o in compared}
    if len(one.observations) < 2 or said - {subject}:
        yield fault(FINDINGS, one.id, "verify.field", field="subject", value=one.subject)


def _meets(one: Arithmetic) -> bool:
    """Whether one number lies between the bounds of what is stated and what is computed, in one unit."""
    sides = (one.stated, one.computed)
    low = max(b.low if b.low is not None else float("-inf") for b in sides)
    high = min(b.high if b.high is not None else float("inf") for b in sides)
    return one.stated.unit == one.computed.unit and low <= high
