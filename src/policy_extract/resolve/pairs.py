"""Pairs of entities that may be one: what the rules do not dare to join and a person can judge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from policy_extract.model import Entity, EntityType
from policy_extract.resolve.divisions import Place
from policy_extract.resolve.matching import Kind, Match, Name, Pairs, Weights
from policy_extract.shelf import Pile, Room
from policy_extract.tuples import NamedTuple

#: In a block of more entities than this each is weighed against its neighbours in spelling alone, not against all.
FULL = 60
#: So many neighbours behind each name in either order: what very many names share tells little, and somebody must judge them.
NEIGHBOURS = 4
#: So many spellings of an entity, the most used first, are weighed.
SPELLINGS = 5
#: From where names are seen that no document of the run has.
_NOWHERE = Place()


class Pair(NamedTuple):
    """Two names of two entities that may be one, with the judgement on them and the documents that use either."""

    type: EntityType
    left: str
    right: str
    left_entity: str
    right_entity: str
    match: Match
    documents: tuple[str, ...]


class Crowd(NamedTuple):
    """So many entities of a type share what tells names apart (``sign``) that not all were weighed against all."""

    type: EntityType
    sign: str
    names: int


class Weighed(NamedTuple):
    """The unsure pairs of a corpus, and the crowds in which not every pair was weighed."""

    pairs: tuple[Pair, ...] = ()
    crowds: tuple[Crowd, ...] = ()


def unsure_pairs(
    entities: Iterable[Entity],
    places: Mapping[str, Place],
    kind: Kind,
    weights: Weights,
    known: Mapping[str, Entity] | None = None,
    blocks: Pile[str] | None = None,
) -> Weighed:
    """The unsure pairs among entities of one type, sorted by their ids, and the crowds, the largest first.

    ``places`` are the documents' by id. Of two entities the most alike of their spellings are told; where one
    pair of spellings is vetoed, or a person has judged it, the two are no pair. The work grows with the names, however
    many share a block. ``known`` (the entities by id) and ``blocks`` (an empty pile) are given where there are too many of them for memory.
    """
    if known is None:
        known = {entity.id: entity for entity in entities}
        entities = known.values()
    if blocks is None:
        blocks = block_pile(Room(), "blocks")
    for number, entity in enumerate(entities):
        spelled = _spellings(entity, places)
        for block in dict.fromkeys(b for name in spelled for b in kind.blocks(name)):
            blocks.put(entity.id, number, block)
    found: dict[tuple[str, str], Pair] = {}
    crowds = []
    for block, unsorted in blocks.grouped():
        members = sorted(unsorted)
        if len(members) < 2:
            continue
        names = {id: _spellings(known[id], places) for id in members}
        if len(members) > FULL:
            crowds.append(Crowd(_asked_as(known[members[0]]), kind.shared(block), len(members)))
            forms = {id: form_of(names[id], kind) for id in members}
            asked: Iterable[tuple[str, str]] = neighbours(forms)
        else:
            asked = combinations(members, 2)
        for ids in asked:
            if ids not in found:
                left, right = ids
                one, other = known[left], known[right]
                pair = weighed(one, other, names[left], names[right], kind, weights)
                if pair is not None:
                    found[ids] = pair
    crowds.sort(key=lambda crowd: (-crowd.names, crowd.sign))
    return Weighed(tuple(found[ids] for ids in sorted(found)), tuple(crowds))


def block_pile(room: Room, table: str) -> Pile[str]:
    """A pile for the ids of entities by block."""
    return Pile(room, table, str.encode, bytes.decode)


def _asked_as(entity: Entity) -> EntityType:
    return "agency" if entity.type == "collective" else entity.type  # they share their blocks


def form_of(spelled: Iterable[Name], kind: Pairs) -> str:
    """The signs by which an entity is told from others of its block."""
    return min(map(kind.form, spelled), default="")


def neighbours(forms: Mapping[str, str]) -> list[tuple[str, str]]:
    """The pairs of ids whose forms stand near each other when sorted from the front or from the back."""
    near: set[tuple[str, str]] = set()
    for step in (1, -1):
        order = sorted(forms, key=lambda id: (forms[id][::step], id))
        for at, left in enumerate(order):
            near.update(
                (min(left, right), max(left, right))
                for right in order[at + 1 : at + 1 + NEIGHBOURS]
            )
    return sorted(near)


def _spellings(entity: Entity, places: Mapping[str, Place]) -> list[Name]:
    return [
        Name(alias.text, places.get(alias.documents[0], _NOWHERE) if alias.documents else _NOWHERE)
        for alias in entity.aliases[:SPELLINGS]
    ]


def weighed(
    left: Entity,
    right: Entity,
    lefts: Sequence[Name],
    rights: Sequence[Name],
    kind: Pairs,
    weights: Weights,
) -> Pair | None:
    """Two entities of a block, with those of their spellings that are weighed; None where they are no pair."""
    if left.type == right.type == "agency" and left.division != right.division:
        return None  # 国家发展改革委 in a province's plan and its own 省发展改革委
    best: tuple[float, str, str, Match] | None = None
    for one in lefts:
        for other in rights:
            match = kind.weigh(one, other)
            if weights.vetoed(match):
                return None
            if match.verdict != "different" and (best is None or match.score > best[0]):
                best = (match.score, one.text, other.text, match)
    if best is None:
        return None
    documents = {d for entity in (left, right) for alias in entity.aliases for d in alias.documents}
    return Pair(left.type, best[1], best[2], left.id, right.id, best[3], tuple(sorted(documents)))
