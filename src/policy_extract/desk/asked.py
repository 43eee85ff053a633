"""Which entities a person means by a name: the one that is so called, else those whose names hold the words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policy_extract import messages
from policy_extract.desk.desk import Desk
from policy_extract.errors import UsageError
from policy_extract.model import Entity, EntityType

#: As many are shown at once; words that more entities have say too little.
_MOST: Final = 10
#: As many names are offered for one that nobody has.
_OFFERED: Final = 5
_OPTIONS: Final[dict[EntityType, str]] = {
    "agency": "agency",
    "collective": "agency",
    "company": "company",
    "indicator": "indicator",
    "area": "area",
}
_LIKE: Final = 45.0  # least likeness, of 100, of a name that is offered


class NobodyCalled(messages.Told, UsageError):
    """No entity, or too many, are called so."""

    def __init__(self, code: str, **fields: object) -> None:
        self.code, self.fields = code, fields
        super().__init__(messages.text("en", code, **fields))


def asked(desk: Desk, name: str, *types: EntityType) -> tuple[Entity, ...]:
    """The entities of these types that a person means by ``name``, by their names.

    A name or an alias in full wins (two cities may each have a 市经信局); else every name that holds the words,
    at most ten. Raises NobodyCalled, with the nearest names, when there is none, and when there are too many.
    """
    among = [entity for entity in desk.entities.values() if entity.type in types]
    exact = [entity for entity in among if name in _names(entity)]
    found = exact or [entity for entity in among if any(name in own for own in _names(entity))]
    if not found and (option := _other_kind(desk, name)):
        raise NobodyCalled("ask.elsewhere", name=name, option=option)
    if not found:
        raise NobodyCalled("ask.nobody", name=name, offered=_offered(name, among, desk))
    if len(found) > _MOST:
        names = desk.listed(entity.name for entity in found[:_OFFERED])
        raise NobodyCalled("ask.too_many", name=name, count=len(found), offered=names)
    return tuple(sorted(found, key=lambda entity: (entity.name, entity.id)))


def _other_kind(desk: Desk, name: str) -> str | None:
    """Under which option the name would be found: “--company 康恩贝”; None where nothing is called so."""
    others = [entity.type for entity in desk.entities.values() if name in _names(entity)]
    return f"--{_OPTIONS[min(others)]} {name}" if others else None


def _names(entity: Entity) -> set[str]:
    return {entity.name, *(alias.text for alias in entity.aliases)}


def _offered(name: str, among: Sequence[Entity], desk: Desk) -> str:
    from rapidfuzz import fuzz, process

    names = sorted({own for entity in among for own in _names(entity)})
    near = process.extract(name, names, scorer=fuzz.WRatio, limit=_OFFERED, score_cutoff=_LIKE)
    return desk.listed(found for found, *_ in near) or desk.say("ask.none_near")
