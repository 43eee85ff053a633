"""The entities of a corpus as they are met: names, aliases with rule and score.

Each document's are noted by themselves (``Notes``), so that it does not matter which documents came before, and are then added to those of
the corpus (``Register``). Where entities are too many for memory, what was noted of them so far goes into the room's file, and is
put together at the end.
"""

from __future__ import annotations

import marshal
from collections.abc import Collection, Iterable, Iterator, Set
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


class _Met:
    """An entity in one document: what was noted of it, and the places of its uses."""

    __slots__ = ("draft", "places")

    def __init__(self, found: Found) -> None:
        self.draft = Draft(found.type, found.division)
        self.places: set[tuple[int, int]] = set()


class Notes:
    """What the resolvers found in one document: its uses of names, by entity.

    Places are kept to count no use of a name twice.
    """

    def __init__(self, document: str) -> None:
        self.document = document
        self._met: dict[str, _Met] = {}

    def note(self, found: Found, text: str, span: tuple[int, int] | None) -> None:
        """Note one use of a name, see ``Spelling.note``."""
        Spelling(self, found, text).note(span)

    def met(self, found: Found) -> _Met:
        """The entity that a name means; noted from now on."""
        met = self._met.get(found.entity)
        if met is None:
            met = self._met[found.entity] = _Met(found)
        return met

    def placed(self, entity: str) -> bool:
        """Whether the entity already has a place in the document."""
        met = self._met.get(entity)
        return met is not None and bool(met.places)

    def known(self, entity: str) -> bool:
        """Whether the entity has been noted at all."""
        return entity in self._met

    def noted(self) -> Iterator[tuple[str, Draft]]:
        """All that was noted, an entity at a time, for ``Register.add``."""
        return ((entity, met.draft) for entity, met in self._met.items())

    def packed(self) -> bytes:
        """The same as bytes, for a process of this run."""
        return marshal.dumps([(entity, draft.packed()) for entity, draft in self.noted()])


class Spelling:
    """A name with what it means in one document: what the uses of both have in common is looked up once."""

    __slots__ = ("_met", "_name", "_notes", "_text", "_use", "_why", "found")

    def __init__(self, notes: Notes, found: Found, text: str) -> None:
        self.found = found
        self._notes, self._text = notes, text
        self._name, self._why = (found.rank, found.name), (found.score, found.rule)
        self._met: _Met | None = None
        self._use: Use | None = None

    def note(self, span: tuple[int, int] | None) -> None:
        """Note one use; one at a span that is already noted does not count again, unless it is the first of its spelling.

        Of a name that means no entity nothing is noted.
        """
        met = self._met
        if met is None:
            if not self.found.entity:
                return
            met = self._met = self._notes.met(self.found)
        draft = met.draft
        if span is not None:
            if span in met.places and self._text in draft.aliases:
                return
            met.places.add(span)
        use = self._use
        if use is None:
            use = self._use = self._first(draft)
        use.count += 1
        draft.names[self._name] = draft.names.get(self._name, 0) + 1

    def _first(self, draft: Draft) -> Use:
        """The uses of the spelling, to which this one's are added; several names may be spelled alike."""
        use = draft.aliases.get(self._text)
        if use is None:
            use = draft.aliases[self._text] = Use(documents=[self._notes.document])
        use.why = max(use.why, self._why)
        return use


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

    def present(self) -> Set[str]:
        """The ids of all entities that have been noted; nothing is noted any more."""
        if not self._turns:
            return self._drafts.keys()
        self._lay_down()
        return _Groups(self._before)

    def entities(
        self, related: Iterable[tuple[str, Relation]], known: KnownEntities
    ) -> Iterator[Entity]:
        """All entities, one by one, sorted by id; ``related`` are (id, a relation of it), in any order.

        A relation to or from an entity that was not noted is left out: a target is always an entity of the file.
        """
        present, relations = self.present(), dict[str, set[Relation]]()
        for entity, relation in related:
            if relation.target in present:
                relations.setdefault(entity, set()).add(relation)
        for entity, draft in self._whole():
            stands = relations.get(entity)  # as few do
            yield Entity.of(
                entity,
                draft.type,
                _best_name(draft),
                _aliases(draft),
                draft.division,
                tuple(sorted(stands, key=in_order)) if stands else (),
                known.known(entity, draft.type),
                known.attributes(entity, draft.type),
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


class _Groups(Set[str]):
    """The groups of a pile."""

    def __init__(self, pile: Pile[Draft]) -> None:
        self._pile = pile

    def __contains__(self, group: object) -> bool:
        return isinstance(group, str) and self._pile.has(group)

    def __iter__(self) -> Iterator[str]:
        return self._pile.groups()

    def __len__(self) -> int:
        return sum(1 for _ in self)


def in_order(relation: Relation) -> tuple[str, str, str]:
    """By it the relations of an entity are sorted."""
    return relation.type, relation.target, relation.evidence


def _best_name(draft: Draft) -> str:
    """The name of the highest rank, then the most used, then the longest."""
    if len(draft.names) == 1:
        return next(iter(draft.names))[1]
    return max(draft.names, key=lambda k: (k[0], draft.names[k], len(k[1]), k[1]))[1]


def _aliases(draft: Draft) -> tuple[Alias, ...]:
    spelled: Collection[tuple[str, Use]] = draft.aliases.items()
    if len(spelled) > 1:  # most are spelled in one way
        spelled = sorted(spelled, key=lambda item: (-item[1].count, item[0]))
    return tuple(
        [
            Alias.of(text, use.count, tuple(sorted(use.documents)), use.why[1], use.why[0])
            for text, use in spelled
        ]
    )
