"""Which observations of two versions are one, and what became of each.

Four looks, each at what the one before has left: the same claim at the same time; the same claim at another time
(moved); another name for it (reworded); the same sentence about somebody else or of another kind.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from policy_extract.findings.intervals import equal
from policy_extract.resolve.indicators.telling import TellingWords
from policy_extract.versions.claims import Claim
from policy_extract.versions.likeness import alike, only_left_out
from policy_extract.versions.pairs import Block, Judge, Pair, left, paired, weighed
from policy_extract.versions.record import Match, Rule
from policy_extract.versions.values import Units

#: What likeness is made of; “near” are the words right around the value.
_WEIGHTS: Final[Mapping[str, float]] = {
    "name": 35, "sentence": 20, "near": 15, "value": 15, "heading": 10, "time": 5,
}  # fmt: skip
#: From here on (of 100) two sentences are one, edited; two are one, word by word.
_EDITED, _SAME_SENTENCE = 70.0, 90.0
#: Names less alike than this are two indicators; from ``_LIKE`` on the name alone will do.
_LEAST, _LIKE = 60.0, 88.0


@dataclass(frozen=True)
class Sorter:
    """Pairs the claims of two versions; ``telling`` and ``units`` say what can never be one."""

    telling: TellingWords
    units: Units

    def pairs(self, old: Sequence[Claim], new: Sequence[Claim]) -> list[Pair]:
        """All pairs, each claim in one at most."""
        looks: tuple[tuple[Judge[Claim], Block[Claim]], ...] = (
            (self._same_key, _by_key),
            (partial(self._other_time, once=_once(old) & _once(new)), _by_thing),
            (self._other_name, _by_owner),
            (self._other_owner, _by_indicator),
        )
        found: list[Pair] = []
        for judge, block in looks:
            before = left(old, (pair.old for pair in found))
            after = left(new, (pair.new for pair in found))
            found += paired(before, after, block, judge, _said)
        return found

    def restated(self, one: Claim, kept: Mapping[Hashable, Sequence[Claim]]) -> bool:
        """Whether the plan says the same elsewhere, in a claim that has its pair (``by_key``): nothing is dropped then."""
        return any(equal_values(one, other) for other in kept.get((one.thing, one.time), ()))

    def _same_key(self, old: Claim, new: Claim) -> Match | None:
        if not self._units(old, new):
            return None
        match = _match("key", old, new)
        if (old.alone or new.alone) and not _one_passage(match):
            return None  # 企业5家 of one park and 企业7家 of another
        return match

    def _other_time(self, old: Claim, new: Claim, once: frozenset[Hashable]) -> Match | None:
        """The same promise by another year: the number is the same, or the passage, or neither version has another.

        ``once``: what both versions state for one time only.
        """
        if not self._units(old, new):
            return None
        match = _match("time", old, new)
        kept = not (old.alone or new.alone) and (equal_values(old, new) or old.thing in once)
        return match if kept or _one_passage(match) else None

    def _other_name(self, old: Claim, new: Claim) -> Match | None:
        if not self._units(old, new) or not self.telling.same_quantity(old.name, new.name):
            return None
        match = _match("name", old, new)
        if match.features["name"] < _LEAST:
            return None
        one, same = _one_passage(match), equal_values(old, new)
        if one and same:
            return match
        if not self.telling.same(old.name, new.name) or not only_left_out(old.name, new.name):
            return None
        return match if match.features["name"] >= _LIKE or one or same else None

    def _other_owner(self, old: Claim, new: Claim) -> Match | None:
        """One sentence that speaks of another area or part, or of what is so instead of what shall be."""
        if not self._units(old, new):
            return None
        match = _match("sentence", old, new)
        told = match.features["sentence"], match.features["near"]
        same = min(told) >= _EDITED and max(told) >= _SAME_SENTENCE
        return match if same else None

    def _units(self, old: Claim, new: Claim) -> bool:
        return self.units.agree(old.observation.value, new.observation.value)


def by_key(claims: Iterable[Claim]) -> Mapping[Hashable, Sequence[Claim]]:
    """The claims by what they claim and for when."""
    found: dict[Hashable, list[Claim]] = {}
    for claim in claims:
        found.setdefault((claim.thing, claim.time), []).append(claim)
    return found


def equal_values(old: Claim, new: Claim) -> bool:
    """Whether two claims state the same number, or the same words."""
    one, other = old.observation, new.observation
    if one.value is None and other.value is None:
        return (one.qualitative or "").split() == (other.qualitative or "").split()
    if one.value is not None and other.value is not None and one.value.parts:
        return one.value.parts == other.value.parts
    return equal(one.value, other.value)


def _once(claims: Iterable[Claim]) -> frozenset[Hashable]:
    """What is claimed for a single time."""
    times: dict[Hashable, set[str]] = {}
    for claim in claims:
        times.setdefault(claim.thing, set()).add(claim.time)
    return frozenset(thing for thing, found in times.items() if len(found) == 1)


def _match(rule: Rule, old: Claim, new: Claim) -> Match:
    features = {
        "name": 100.0 if old.indicator == new.indicator else alike(old.name, new.name),
        "sentence": alike(old.sentence, new.sentence),
        "near": alike(old.near, new.near),
        "value": 100.0 if equal_values(old, new) else 0.0,
        "heading": alike(old.heading, new.heading),
        "time": 100.0 if old.time == new.time else 0.0,
    }
    return weighed(rule, features, _WEIGHTS)


def _one_passage(match: Match) -> bool:
    """Whether the words around two values are those of one passage that somebody edited."""
    return (match.features["sentence"] + match.features["near"]) / 2 >= _EDITED


def _said(claim: Claim) -> Hashable:
    """All that is compared, with the value as it is written."""
    written = claim.observation.source.quote
    return claim.thing, claim.time, claim.sentence, claim.near, claim.heading, written


def _by_key(claim: Claim) -> Iterable[Hashable]:
    yield claim.thing, claim.time


def _by_thing(claim: Claim) -> Iterable[Hashable]:
    yield claim.thing


def _by_owner(claim: Claim) -> Iterable[Hashable]:
    o = claim.observation
    yield claim.whose, o.measure, o.kind, claim.time


def _by_indicator(claim: Claim) -> Iterable[Hashable]:
    yield claim.indicator
