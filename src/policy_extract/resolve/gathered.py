"""The entities of a corpus that are too many for memory, as they lie in a run's file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Protocol

from pydantic import TypeAdapter

from policy_extract.model import Entity
from policy_extract.shelf import Lookup, Room

_ENTITY: Final[TypeAdapter[Entity]] = TypeAdapter(Entity)


class Named(Protocol):
    """Entities, sorted by id, as often as they are asked for: ``Entities`` are, and so are those in a file."""

    @property
    def entities(self) -> Iterable[Entity]:
        """All of them."""
        ...


class Gathered:
    """Entities of a run, put down one by one; ``by_id`` looks them up, ``companies`` counts those of them."""

    def __init__(self, room: Room) -> None:
        self._lookup = Lookup(room, "entities", _packed, _unpacked)
        self.companies = 0

    def put(self, entity: Entity) -> None:
        """Put one down. Raises NotWritable where the disk is full."""
        self._lookup.put(entity.id, entity)
        self.companies += entity.type == "company"

    @property
    def entities(self) -> Iterable[Entity]:
        """All of them, sorted by id."""
        return self._lookup.things()

    @property
    def by_id(self) -> Mapping[str, Entity]:
        """The same by id."""
        return self._lookup


def by_id(named: Named) -> Mapping[str, Entity]:
    """Entities by id."""
    if isinstance(named, Gathered):
        return named.by_id
    return {entity.id: entity for entity in named.entities}


def _packed(entity: Entity) -> bytes:
    return _ENTITY.dump_json(entity)


def _unpacked(data: bytes) -> Entity:
    return _ENTITY.validate_json(data)
