"""The entities of a corpus as they are met: names, aliases with rule and score.

Places are kept only to count no use of a name twice, and only those of the document at hand: documents come one behind the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from policy_extract.model import Alias, Entities, Entity, EntityType, Relation
from policy_extract.resolve.found import Found
from policy_extract.resolve.known import KnownEntities


class Noted(NamedTuple):
    """What was noted of an entity: how often each name, by rank, was called its own, and how often each spelling stood where, with the best
    reason for it (score, rule)."""

    entity: str
    type: EntityType
    division: str | None
    names: Mapping[tuple[int, str], int]
    aliases: Mapping[str, tuple[int, tuple[str, ...], tuple[float, str]]]


@dataclass(slots=True)
class _Alias:
    count: int = 0
    documents: list[str] = field(default_factory=list)
    why: tuple[float, str] = (-1.0, "")


@dataclass(slots=True)
class _Draft:
    type: EntityType
    division: str | None
    names: dict[tuple[int, str], int] = field(default_factory=dict)
    aliases: dict[str, _Alias] = field(default_factory=dict)


class Register:
    """Collects what the resolvers found and gives it out as ``Entities``, sorted."""

    def __init__(self) -> None:
        self._drafts: dict[str, _Draft] = {}
        self._document = ""
        self._places: dict[str, set[tuple[int, int]]] = {}  # of the document, by entity

    def note(self, found: Found, text: str, document: str, span: tuple[int, int] | None) -> None:
        """Note one use of a name; a use at a span that is already noted does not count again.

        A document's uses are noted one behind the other.
        """
        if document != self._document:
            self._document, self._places = document, {}
        draft = self._drafts.get(found.entity)
        if draft is None:
            draft = self._drafts[found.entity] = _Draft(found.type, found.division)
        if span is not None:
            places = self._places.get(found.entity)
            if places is None:
                places = self._places[found.entity] = set()
            if span in places and text in draft.aliases:
                return
            places.add(span)
        alias = draft.aliases.get(text)
        if alias is None:
            alias = draft.aliases[text] = _Alias()
        alias.count += 1
        if not alias.documents or alias.documents[-1] != document:
            alias.documents.append(document)
        why = (found.score, found.rule)
        if why > alias.why:
            alias.why = why
        name = (found.rank, found.name)
        draft.names[name] = draft.names.get(name, 0) + 1

    def noted(self) -> Iterator[Noted]:
        """All that was noted, an entity at a time, for another register's ``add``."""
        for entity, draft in self._drafts.items():
            aliases = {
                text: (one.count, tuple(one.documents), one.why)
                for text, one in draft.aliases.items()
            }
            yield Noted(entity, draft.type, draft.division, draft.names, aliases)

    def add(self, noted: Noted) -> None:
        """Take in what was noted in documents of which nothing was noted here; type and division say the first of them."""
        draft = self._drafts.get(noted.entity)
        if draft is None:
            draft = self._drafts[noted.entity] = _Draft(noted.type, noted.division)
        for name, count in noted.names.items():
            draft.names[name] = draft.names.get(name, 0) + count
        for text, (count, documents, why) in noted.aliases.items():
            alias = draft.aliases.setdefault(text, _Alias())
            alias.count += count
            alias.documents += documents
            alias.why = max(alias.why, why)

    def placed(self, entity: str, document: str) -> bool:
        """Whether the entity already has a place in this document, the one at hand."""
        return document == self._document and entity in self._places

    def known(self, entity: str) -> bool:
        """Whether the entity has been noted at all."""
        return entity in self._drafts

    def present(self) -> frozenset[str]:
        """The ids of all entities that have been noted."""
        return frozenset(self._drafts)

    def entities(self, related: Iterable[tuple[str, Relation]], known: KnownEntities) -> Entities:
        """All entities, sorted by id; ``related`` are (id, a relation of it), in any order.

        A relation to or from an entity that was not noted is left out: a target is always an entity of the file.
        """
        relations: dict[str, set[Relation]] = {}
        for entity, relation in related:
            if relation.target in self._drafts:
                relations.setdefault(entity, set()).add(relation)
        return Entities(
            entities=tuple(
                Entity(
                    id=entity,
                    type=draft.type,
                    name=_best_name(draft),
                    aliases=_aliases(draft),
                    division=draft.division,
                    relations=tuple(sorted(relations.get(entity, ()), key=in_order)),
                    known=known.known(entity, draft.type),
                    attributes=known.attributes(entity, draft.type),
                )
                for entity, draft in sorted(self._drafts.items())
            )
        )


def in_order(relation: Relation) -> tuple[str, str, str]:
    """By it the relations of an entity are sorted."""
    return relation.type, relation.target, relation.evidence


def _best_name(draft: _Draft) -> str:
    """The name of the highest rank, then the most used, then the longest."""
    if len(draft.names) == 1:
        return next(iter(draft.names))[1]
    return max(draft.names, key=lambda k: (k[0], draft.names[k], len(k[1]), k[1]))[1]


def _aliases(draft: _Draft) -> tuple[Alias, ...]:
    ordered = sorted(draft.aliases.items(), key=lambda item: (-item[1].count, item[0]))
    return tuple(
        Alias(
            text=text,
            count=alias.count,
            documents=tuple(sorted(alias.documents)),
            rule=alias.why[1],
            score=alias.why[0],
        )
        for text, alias in ordered
    )
