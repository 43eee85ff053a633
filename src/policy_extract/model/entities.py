"""What the names of several documents stand for."""

from typing import Literal, Self

from policy_extract.model.record import Record
from policy_extract.model.terms import SCHEMA_VERSION, EntityType, RelationType


class Alias(Record):
    """A spelling of an entity: where it was met, which rule joined it, with what score (0-100)."""

    text: str
    count: int
    documents: tuple[str, ...]
    rule: str
    score: float

    @classmethod
    def of(cls, text: str, count: int, documents: tuple[str, ...], rule: str, score: float) -> Self:
        """A spelling as it was noted, which is not checked; ``score`` is a ``float`` indeed."""
        return cls._of(
            {"text": text, "count": count, "documents": documents, "rule": rule, "score": score}
        )


class Relation(Record):
    """A link of an entity to ``target``, the id of another entity of the same file."""

    type: RelationType
    target: str
    evidence: Literal["gazetteer", "text"]


class Attributes(Record):
    """What the gazetteers know of an entity; null where they say nothing.

    ``domain``, ``unit`` and ``direction`` (which way is good) of indicators; ``level`` of areas (nation,
    province, prefecture, county, township, platform), ``parent`` (an entity's id) of divisions and of what lies in
    them.
    """

    domain: str | None = None
    unit: str | None = None
    direction: Literal["up", "down"] | None = None
    level: str | None = None
    parent: str | None = None


class Entity(Record):
    """A company, agency, collective body, indicator or area across the whole corpus.

    Where it is named the documents say: every record and mention there has its entity's id.
    ``known``: a gazetteer has it.
    """

    id: str
    type: EntityType
    name: str
    aliases: tuple[Alias, ...] = ()
    division: str | None = None
    relations: tuple[Relation, ...] = ()
    known: bool = False
    attributes: Attributes = Attributes()

    @classmethod
    def of(
        cls, id: str, type: EntityType, name: str, aliases: tuple[Alias, ...], division: str | None,
        relations: tuple[Relation, ...], known: bool, attributes: Attributes,
    ) -> Self:  # fmt: skip
        """An entity as it was noted: there are as many as names, and none is checked."""
        return cls._of(
            {
                "id": id, "type": type, "name": name, "aliases": aliases, "division": division,
                "relations": relations, "known": known, "attributes": attributes,
            }
        )  # fmt: skip


class Entities(Record):
    """``entities.json``."""

    schema_version: str = SCHEMA_VERSION
    entities: tuple[Entity, ...] = ()
