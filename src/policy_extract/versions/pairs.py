"""One-to-one: of all pairs that may be one record in two versions the likest first, each record once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Final, TypeVar

from policy_extract.tuples import NamedTuple
from policy_extract.versions.record import Match, Rule

One = TypeVar("One")
#: Records of a block that are compared each with each; of more those that are near (``paired``).
FULL: Final = 200
NEAR: Final = 50


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
    old: Mapping[int, One],
    new: Mapping[int, One],
    block: Block[One],
    judge: Judge[One],
    same: Callable[[One], Hashable],
) -> list[Pair]:
    """The pairs that a judge allows, best first, each record in one of them at most.

    ``old`` and ``new`` are the records that are free, by their places in the text. Only records that share a ``block``
    are compared; of a block with more than ``FULL`` on both sides those that are the ``same`` in every word, in their order, and of the others
    those at like places of it. What is old and what is new plays no part: swapped lists give swapped pairs.
    """
    blocks = _blocks(old, block), _blocks(new, block)
    found: dict[tuple[int, int], Match] = {}
    for name in blocks[0].keys() & blocks[1].keys():
        ones, others = blocks[0][name], blocks[1][name]
        both: Iterable[tuple[int, int]] = product(ones, others)
        if min(len(ones), len(others)) > FULL:
            both = _near(
                *_same_first(ones, others, lambda at: same(old[at]), lambda at: same(new[at]))
            )
        for places in both:
            if places not in found:
                match = judge(old[places[0]], new[places[1]])
                if match is not None:
                    found[places] = match
    return list(_best_first(found))


def _blocks(records: Mapping[int, One], block: Block[One]) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for place, one in records.items():
        for name in block(one):
            found.setdefault(name, []).append(place)
    return found


def _same_first(
    ones: Sequence[int],
    others: Sequence[int],
    old: Callable[[int], Hashable],
    new: Callable[[int], Hashable],
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """The places of records that are the same, the first with the first and so on; and those that are left on each side."""
    waiting: dict[Hashable, deque[int]] = {}
    for other in others:
        waiting.setdefault(new(other), deque()).append(other)
    both, rest = [], []
    for one in ones:
        those = waiting.get(old(one))
        if those:
            both.append((one, those.popleft()))
        else:
            rest.append(one)
    return both, rest, sorted(place for places in waiting.values() for place in places)


def _near(
    both: Iterable[tuple[int, int]], ones: Sequence[int], others: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Those pairs, then each record with the ``NEAR`` on either side of its like place among the others."""
    yield from both
    if len(ones) > len(others):
        yield from ((one, other) for other, one in _near((), others, ones))
        return
    for rank, one in enumerate(ones):
        at = rank * len(others) // len(ones)
        until = (rank + 1) * len(others) // len(ones)
        yield from ((one, other) for other in others[max(0, at - NEAR) : until + NEAR])


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
