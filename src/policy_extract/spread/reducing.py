"""In a worker: what documents say of one entity becomes the entity."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from policy_extract.engines.spark.firms import Ground, words_of
from policy_extract.model import Entity, Relation
from policy_extract.resolve.agencies.resolver import AgencyResolver
from policy_extract.resolve.areas.names import PREFIX
from policy_extract.resolve.areas.resolver import AreaResolver
from policy_extract.resolve.known import KnownEntities
from policy_extract.resolve.pairs import SPELLINGS
from policy_extract.resolve.register import Draft, Register, Use, in_order
from policy_extract.shelf import Room

#: A relation that an entity has where its target is in the corpus; of those with a rank the first such alone.
RELATION: Final = "struct<rank: int, type: string, target: string, evidence: string>"
#: An entity without its relations, and the spellings by which it is weighed against others.
ENTITY: Final = (
    "struct<type: string, data: binary, spelled: array<struct<text: string, told: string>>,"
    f" relations: array<{RELATION}>>"
)


def entity_of(ground: Ground) -> Callable[[Sequence[Mapping[str, Any]]], dict[str, Any]]:
    """The entity of ``DRAFT``s, each with the ``number`` and the ``id`` of its document: see ``ENTITY``."""
    known, areas, agencies = _tools(ground)

    def of(drafts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        register, told = Register(), dict[str, tuple[str, str | None]]()
        for row in sorted(drafts, key=lambda row: int(row["number"])):
            register.add([(row["entity"], _draft(row))])
            for alias in row["aliases"]:
                seen = row["id"], alias["told"]
                told[alias["text"]] = min(
                    told.get(alias["text"], seen), seen, key=lambda one: one[0]
                )
        (entity,) = register.entities((), known)
        return {
            "type": entity.type,
            "data": entity.model_dump_json().encode(),
            "spelled": [
                {"text": alias.text, "told": told[alias.text][1]}
                for alias in entity.aliases[:SPELLINGS]
            ],
            "relations": _relations(entity.id, areas, agencies),
        }

    return of


@lru_cache(maxsize=1)
def _tools(ground: Ground) -> tuple[KnownEntities, AreaResolver, AgencyResolver]:
    made = words_of(ground)
    known = KnownEntities(made.lexicon, made.divisions)
    areas = AreaResolver(known.areas, made.divisions, made.judgements, Room())
    return (
        known,
        areas,
        AgencyResolver(made.lexicon, made.divisions, areas, made.judgements, Room()),
    )


def _draft(row: Mapping[str, Any]) -> Draft:
    names = {(one["rank"], one["name"]): one["count"] for one in row["names"]}
    aliases = {
        one["text"]: Use(one["count"], [row["id"]], (one["score"], one["rule"]))
        for one in row["aliases"]
    }
    return Draft(row["type"], row["division"], names, aliases)


def _relations(entity: str, areas: AreaResolver, agencies: AgencyResolver) -> list[dict[str, Any]]:
    """By the id alone."""
    found = [
        {"rank": rank, "type": type, "target": target, "evidence": "gazetteer"}
        for rank, type, target in agencies.related(entity)
    ]
    if entity.startswith(PREFIX):
        found += [{"rank": None, **relation.model_dump()} for relation in areas.related(entity)]
    return found


def related(row: Mapping[str, Any]) -> bytes:
    """An entity (``data``) with those of its ``relations`` whose targets are in the corpus."""
    ranked = sorted(
        (one for one in row["relations"] or () if one["rank"] is not None),
        key=lambda one: int(one["rank"]),
    )
    those = [*ranked[:1], *(one for one in row["relations"] or () if one["rank"] is None)]
    found = {
        Relation(type=one["type"], target=one["target"], evidence=one["evidence"]) for one in those
    }
    entity = Entity.model_validate_json(row["data"])
    entity = entity.model_copy(update={"relations": tuple(sorted(found, key=in_order))})
    return entity.model_dump_json().encode()
