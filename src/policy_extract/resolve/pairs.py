"""Pairs of entities that may be one: what the rules do not dare to join and a person can judge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policy_extract.model import Entity, EntityType
from policy_extract.resolve.divisions import Place
from policy_extract.resolve.matching import Kind, Match, Name, Weights

#: In a block of more entities than this nothing is weighed: what so many names share tells nothing.
FULL = 60
#: So many spellings of an entity, the most used first, are weighed.
_SPELLINGS = 5


@dataclass(frozen=True)
class Pair:
    """Two names of two entities that may be one, with the judgement on them and the documents that use either."""

    type: EntityType
    left: str
    right: str
    left_entity: str
    right_entity: str
    match: Match
    documents: tuple[str, ...]


def unsure_pairs(
    entities: Iterable[Entity], places: Mapping[str, Place], kind: Kind, weights: Weights
) -> tuple[Pair, ...]:
    """The unsure pairs among entities of one type, sorted by their ids.

    ``places`` are the documents' by id. Of two entities the most alike of their spellings are told; where one
    pair of spellings is vetoed, or a person has judged it, the two are no pair.
    """
    known = {entity.id: entity for entity in entities}
    spelled = {id: _spellings(entity, places) for id, entity in known.items()}
    blocks: dict[str, list[str]] = {}
    for id in sorted(known):
        for block in dict.fromkeys(b for name in spelled[id] for b in kind.blocks(name)):
            blocks.setdefault(block, []).append(id)
    found: dict[tuple[str, str], Pair] = {}
    for members in blocks.values():
        if len(members) > FULL:
            continue
        for at, left in enumerate(members):
            for right in members[at + 1 :]:
                if (left, right) not in found:
                    pair = _weighed(known[left], known[right], spelled, kind, weights)
                    if pair is not None:
                        found[left, right] = pair
    return tuple(found[ids] for ids in sorted(found))


def _spellings(entity: Entity, places: Mapping[str, Place]) -> list[Name]:
    return [
        Name(alias.text, places.get(alias.documents[0], Place()) if alias.documents else Place())
        for alias in entity.aliases[:_SPELLINGS]
    ]


def _weighed(
    left: Entity,
    right: Entity,
    spelled: Mapping[str, list[Name]],
    kind: Kind,
    weights: Weights,
) -> Pair | None:
    if left.type == right.type == "agency" and left.division != right.division:
        return None  # 国家发展改革委 in a province's plan and its own 省发展改革委
    best: tuple[float, str, str, Match] | None = None
    for one in spelled[left.id]:
        for other in spelled[right.id]:
            match = kind.weigh(one, other)
            if weights.vetoed(match):
                return None
            if match.verdict != "different" and (best is None or match.score > best[0]):
                best = (match.score, one.text, other.text, match)
    if best is None:
        return None
    documents = {d for entity in (left, right) for alias in entity.aliases for d in alias.documents}
    return Pair(left.type, best[1], best[2], left.id, right.id, best[3], tuple(sorted(documents)))
