"""One-to-one: of all pairs that may be one record in two versions the likest first, each record once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from policy_extract.versions.record import Match, Rule

One = TypeVar("One")


class Pair(NamedTuple):
    """The places of two records in their lists, and why they are one."""

    old: int
    new: int
    match: Match


#: Two records → how alike they are; None where they cannot be one.
Judge = Callable[[One, One], Match | None]
#: A record → the names of the groups whose members are compared.
Block = Callable[[One], Iterable[Hashable]]


def paired(
    old: Mapping[int, One], new: Mapping[int, One], block: Block[One], judge: Judge[One]
) -> list[Pair]:
    """The pairs that a judge allows, best first, each record in one of them at most.

    ``old`` and ``new`` are the records that are free, by their places in the text. Only records that share a ``block``
    are compared. What is old and what is new plays no part: swapped lists give swapped pairs.
    """
    blocks: dict[Hashable, list[int]] = {}
    for place, one in new.items():
        for name in block(one):
            blocks.setdefault(name, []).append(place)
    found: dict[tuple[int, int], Match] = {}
    for place, one in old.items():
        for name in block(one):
            for other in blocks.get(name, ()):
                if (place, other) not in found:
                    match = judge(one, new[other])
                    if match is not None:
                        found[place, other] = match
    return list(_best_first(found))


def _best_first(found: Mapping[tuple[int, int], Match]) -> Iterator[Pair]:
    """Equally alike pairs: the earlier in the texts first, then those at places that are nearer."""
    ordered = sorted(
        found.items(),
        key=lambda item: (-item[1].score, sum(item[0]), abs(item[0][0] - item[0][1]), item[0]),
    )
    old: set[int] = set()
    new: set[int] = set()
    for (one, other), match in ordered:
        if one not in old and other not in new:
            old.add(one)
            new.add(other)
            yield Pair(one, other, match)


def weighed(rule: Rule, features: Mapping[str, float], weights: Mapping[str, float]) -> Match:
    """A match whose score is the weighted mean of its features, each from 0 to 100."""
    whole = sum(weights[name] for name in features)
    score = sum(weights[name] * value for name, value in features.items()) / whole
    return Match(
        rule=rule,
        score=round(score, 1),
        features={name: round(value, 1) for name, value in features.items()},
    )


def left(records: Sequence[One], taken: Iterable[int]) -> dict[int, One]:
    """The records that no pair has, by their places."""
    gone = set(taken)
    return {place: one for place, one in enumerate(records) if place not in gone}
