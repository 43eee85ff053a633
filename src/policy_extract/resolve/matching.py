"""How two names are judged, whatever they name: features with weights, a score, a verdict.

Every type of entity goes the same way: a name is *normalised* into its form; forms that mean one thing for
certain share an id; names of different ids that share a *block* are *scored* by features, each worth a stated number
of points; the sum is *judged* same, unsure or different. Companies whose names are judged the same are *clustered*,
where no veto speaks against it; the other types are joined by their ids alone, so that what is joined depends on
the names and the gazetteers and on nothing else. Unsure pairs are put out for a person to judge. Whatever is joined or put
out *explains* itself: rule, score, features.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Literal, Protocol

from policy_extract.model import Relation
from policy_extract.resolve.divisions import Place
from policy_extract.resolve.found import Found
from policy_extract.tuples import NamedTuple

Verdict = Literal["same", "unsure", "different"]


class Name(NamedTuple):
    """A name as written (white space squeezed out), seen from the place of its document."""

    text: str
    place: Place = Place()


class Match(NamedTuple):
    """The judgement on two names: verdict, score 0-100, the rule, and the features that gave it."""

    verdict: Verdict
    score: float
    rule: str
    features: tuple[str, ...] = ()


class Weights(NamedTuple):
    """What the features of a type are worth, in points, and from which sums a pair is the same or unsure.

    ``vetoes`` are the features that forbid a join whatever else speaks for it.
    """

    points: Mapping[str, float]
    vetoes: frozenset[str]
    same: float
    unsure: float

    def judge(self, rule: str, features: Iterable[str], likeness: float = 0.0) -> Match:
        """The verdict on these features; ``likeness`` (0 to 1) counts by the weight of that name."""
        found = tuple(features)
        score = sum(self.points[f] for f in found) + self.points.get("likeness", 0.0) * likeness
        score = round(min(max(score, 0.0), 100.0), 1)
        if score >= self.same and not self.vetoes.intersection(found):
            return Match("same", score, rule, found)
        return Match("unsure" if score >= self.unsure else "different", score, rule, found)

    def vetoed(self, match: Match) -> bool:
        """Whether something speaks against the join, not merely too little for it."""
        return match.verdict != "same" and (
            match.rule in ("judgement", "gazetteer")
            or bool(self.vetoes.intersection(match.features))
        )


class Pairs(Protocol):
    """What a type of entity brings to the weighing of its names."""

    def blocks(self, name: Name) -> Iterable[str]:
        """The blocks that a name lies in: names of no common block are never weighed."""
        ...

    def form(self, name: Name) -> str:
        """The signs by which a name is told from the others of its block; by them a large one is sorted."""
        ...

    def shared(self, block: str) -> str:
        """What the names of a block share, in words for people."""
        ...

    def weigh(self, left: Name, right: Name) -> Match:
        """The judgement on two names that have different ids; ``same`` joins nothing here."""
        ...


class Kind(Pairs, Protocol):
    """What a type of entity brings to the way that all types go."""

    def resolve(self, name: Name) -> Found:
        """The entity that a name means in its document: normal form and id."""
        ...

    def relations(self, present: Set[str]) -> Iterable[tuple[str, Relation]]:
        """How entities of this type stand to others, as (id, relation), in any order.

        ``present`` are the ids of all entities of the corpus, of every type; only relations between two of them are put out.
        """
        ...
