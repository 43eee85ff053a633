"""The entities of a corpus as they are met: names, aliases with rule and score.

Each document's are noted by themselves (``Notes``), so that it does not matter which documents came before, and are then added to those of
the corpus (``Register``). Where entities are too many for memory, what was noted of them so far goes into the room's file, and is
put together at the end.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from typing import Final

from policy_extract.model import Alias, Entity, EntityType, Relation
from policy_extract.resolve.found import Found
from policy_extract.resolve.known import KnownEntities
from policy_extract.shelf import Pile, Room

#: So many entities are noted in memory at a time.
_MOST: Final = 4000


@dataclass(slots=True)
class Use:
    """How often a spelling stood for an entity, in which documents, and the best reason for it (score, rule)."""

    count: int = 0
    documents: list[str] = field(default_factory=list)
    why: tuple[float, str] = (-1.0, "")


@dataclass(slots=True)
class Draft:
    """What was noted of an entity: how often each name, by rank, was called its own, and the uses of each spelling."""

    type: EntityType
    division: str | None
    names: dict[tuple[int, str], int] = field(default_factory=dict)
    aliases: dict[str, Use] = field(default_factory=dict)

    def packed(self) -> bytes:
        """As bytes, for this process."""
        aliases = [(text, one.count, one.documents, one.why) for text, one in self.aliases.items()]
        return marshal.dumps((self.type, self.division, self.names, aliases))

    @classmethod
    def unpacked(cls, data: bytes) -> Draft:
        """Out of the bytes of ``packed``."""
        type, division, names, aliases = marshal.loads(data)
        return cls(type, division, names, {text: Use(*rest) for text, *rest in aliases})

    def add(self, later: Draft) -> None:
        """What was noted in the documents behind those of this one."""
        for name, count in later.names.items():
            self.names[name] = self.names.get(name, 0) + count
        for text, more in later.aliases.items():
            use = self.aliases.setdefault(text, Use())
            use.count += more.count
            use.documents += more.documents
            use.why = max(use.why, more.why)


class Notes:
    """What the resolvers found in one document: its uses of names, by entity.

    Places are kept to count no use of a name twice.
    """

    def __init__(self, document: str) -> None:
        self._document = document
        self._drafts: dict[str, Draft] = {}
        self._places: dict[str, set[tuple[int, int]]] = {}  # by entity

    def note(self, found: Found, text: str, span: tuple[int, int] | None) -> None:
        """Note one use of a name; a use at a span that is already noted does not count again, unless it is the first of its spelling."""
        draft = self._drafts.get(found.entity)
        if draft is None:
            draft = self._drafts[found.entity] = Draft(found.type, found.division)
        if span is not None:
            places = self._places.get(found.entity)
            if places is None:
                places = self._places[found.entity] = set()
            if span in places and text in draft.aliases:
                return
            places.add(span)
        alias = draft.aliases.get(text)
        if alias is None:
            alias = draft.aliases[text] = Use(documents=[self._document])
        alias.count += 1
        why = (found.score, found.rule)
        if why > alias.why:
            alias.why = why
        name = (found.rank, found.name)
        draft.names[name] = draft.names.get(name, 0) + 1

    def placed(self, entity: str) -> bool:
        """Whether the entity already has a place in the document."""
        return entity in self._places

    def known(self, entity: str) -> bool:
        """Whether the entity has been noted at all."""
        return entity in self._drafts

    def noted(self) -> Iterator[tuple[str, Draft]]:
        """All that was noted, an entity at a time, for ``Register.add``."""
        yield from self._drafts.items()

    def packed(self) -> bytes:
        """The same as bytes, for a process of this run."""
        return marshal.dumps([(entity, draft.packed()) for entity, draft in self._drafts.items()])


def unpacked_notes(data: bytes) -> Iterator[tuple[str, Draft]]:
    """What was noted, out of the bytes of ``Notes.packed``."""
    return ((entity, Draft.unpacked(draft)) for entity, draft in marshal.loads(data))


class Register:
    """Collects what documents note and gives it out as ``Entities``, sorted."""

    def __init__(self, room: Room | None = None) -> None:
        """``room``: where what was noted of many entities lies; None: in memory, however many they are."""
        self._drafts: dict[str, Draft] = {}
        self._most = None if room is None or not room.bounded else _MOST
        self._before: Pile[Draft] = Pile(room or Room(), "drafts", Draft.packed, Draft.unpacked, 0)
        self._turns = 0
        self._ids: set[str] = set()  # of all that were noted

    def add(self, noted: Iterable[tuple[str, Draft]]) -> None:
        """Take in what was noted in one document, or in several of which nothing was noted here; the drafts are this register's from now on.

        Type and division say the first of them. Raises NotWritable where the disk is full.
        """
        if self._most is not None and len(self._drafts) > self._most:
            self._lay_down()
        for entity, draft in noted:
            before = self._drafts.get(entity)
            if before is not None:
                before.add(draft)
                continue
            self._drafts[entity] = draft
            self._ids.add(entity)

    def present(self) -> Set[str]:
        """The ids of all entities that have been noted."""
        return self._ids

    def entities(
        self, related: Iterable[tuple[str, Relation]], known: KnownEntities
    ) -> Iterator[Entity]:
        """All entities, one by one, sorted by id; ``related`` are (id, a relation of it), in any order.

        A relation to or from an entity that was not noted is left out: a target is always an entity of the file.
        """
        relations: dict[str, set[Relation]] = {}
        for entity, relation in related:
            if relation.target in self._ids:
                relations.setdefault(entity, set()).add(relation)
        for entity, draft in self._whole():
            yield Entity(
                id=entity,
                type=draft.type,
                name=_best_name(draft),
                aliases=_aliases(draft),
                division=draft.division,
                relations=tuple(sorted(relations.get(entity, ()), key=in_order)),
                known=known.known(entity, draft.type),
                attributes=known.attributes(entity, draft.type),
            )

    def _lay_down(self) -> None:
        for entity, draft in self._drafts.items():
            self._before.put(draft, self._turns, entity)
        self._turns += 1
        self._drafts = {}

    def _whole(self) -> Iterator[tuple[str, Draft]]:
        """All that was noted, by entity."""
        if not self._turns:
            yield from sorted(self._drafts.items())
            return
        self._lay_down()
        for entity, (whole, *later) in self._before.grouped():
            for draft in later:
                whole.add(draft)
            yield entity, whole


def in_order(relation: Relation) -> tuple[str, str, str]:
    """By it the relations of an entity are sorted."""
    return relation.type, relation.target, relation.evidence


def _best_name(draft: Draft) -> str:
    """The name of the highest rank, then the most used, then the longest."""
    if len(draft.names) == 1:
        return next(iter(draft.names))[1]
    return max(draft.names, key=lambda k: (k[0], draft.names[k], len(k[1]), k[1]))[1]


def _aliases(draft: Draft) -> tuple[Alias, ...]:
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
