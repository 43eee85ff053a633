"""How alike the names of two places are that the rules did not join: pairs for a person to judge.

Only places of one division, or of two of which one lies in the other, and of one kind are weighed. Nothing is joined
here: ids are.
"""

from __future__ import annotations

from typing import Final

from policy_extract.resolve.areas.names import AND, NOWHERE, PREFIX, WITHIN, AreaNames
from policy_extract.resolve.divisions import DivisionIndex
from policy_extract.resolve.found import Found
from policy_extract.resolve.judgements import Judgements
from policy_extract.resolve.matching import Match, Weights

WEIGHTS: Final = Weights(
    points={
        "division_equal": 30.0,
        "division_nested": 20.0,  # the same words in a city's plan and in that of a county of it
        "class_equal": 10.0,
        "class_vague": 0.0,  # 南通开发区, 南通经济技术开发区
        "class_of_town": 0.0,  # 上华镇, 上华街道: towns become streets
        "own_equal": 40.0,  # the same words before the kind
        "own_shortened": 35.0,  # 云岫科创产业园, 云岫科技创新产业园
        "class_shortened": 35.0,  # 金兰科创城, 金兰科技创新城
        "own_opens": 15.0,  # 浙中信息产业园, 浙中信息港产业园: one goes on
        "own_ends": 15.0,  # 兰溪功能性新材料高新区, 新材料高新区
        "one_sign": 20.0,  # a misprint, of names from four characters up
        "likeness": 15.0,  # times the likeness of the names, 0 to 1
        "division_other": 0.0,
        "class_other": 0.0,
        "kind_alone": 0.0,  # a city's 高新区, a county's 高新区
        "direction_other": 0.0,  # 江南片, 江北片; 一期, 二期
        "part_and_whole": 0.0,  # 兰溪经济开发区, its 江南片
    },
    vetoes=frozenset(
        ("division_other", "class_other", "kind_alone", "direction_other", "part_and_whole")
    ),
    same=101.0,  # nothing is joined by likeness
    unsure=60.0,
)
_SHORT = 4  # below this many characters one sign tells two names apart


class AreaMatcher:
    """Judges pairs of area names by what they were resolved to."""

    def __init__(self, names: AreaNames, divisions: DivisionIndex, judgements: Judgements) -> None:
        self._names, self._divisions, self._judgements = names, divisions, judgements

    def blocks(self, found: Found) -> tuple[str, ...]:
        """First two and last two signs of the words before the kind, in each division that holds the place.

        Divisions, regions, lists, and words that only their document understands lie in no block.
        """
        code, tail = self._parsed(found)
        own = self._own(tail)
        if not own:  # 南通开发区, 南通经济技术开发区
            return (f"{code}|",) if tail else ()
        chain = [d.code for d in self._divisions.chain(code)] or [NOWHERE]
        return tuple(
            dict.fromkeys(
                f"{code}|{sign}"
                for code in chain
                for sign in (own[:2], own[-2:], own[:1] + own[-1:])
            )
        )

    def form(self, found: Found) -> str:
        """The name of the place without its division: 金兰创新城."""
        return self._parsed(found)[1]

    def weigh(self, left_text: str, left: Found, right_text: str, right: Found) -> Match:
        """The judgement on two names: a person's first, then features; never ``same`` by features alone."""
        verdict = self._judgements.verdict("area", left_text, right_text)
        if verdict is not None:
            return Match(verdict, 100.0 if verdict == "same" else 0.0, "judgement")
        (code, tail), (other_code, other_tail) = self._parsed(left), self._parsed(right)
        if not tail or not other_tail:
            return Match("different", 0.0, "short_name")
        features = [self._divided(code, other_code), *self._kinds(tail, other_tail)]
        if features[0] == "division_nested" and not (self._own(tail) and self._own(other_tail)):
            features.append("kind_alone")
        if "class_shortened" not in features:
            features += self._words(self._own(tail), self._own(other_tail))
        if WEIGHTS.vetoes.intersection(features):
            return Match("different", 0.0, "short_name", tuple(features))
        from rapidfuzz.distance import Indel

        return WEIGHTS.judge("short_name", features, Indel.normalized_similarity(tail, other_tail))

    def _parsed(self, found: Found) -> tuple[str, str]:
        name = found.entity.removeprefix(PREFIX)
        if AND in name or WITHIN in name or ":" not in name:
            return "", ""
        code, _, tail = name.partition(":")
        return code, tail

    def _own(self, tail: str) -> str:
        """The words before the kind: 金兰 of 金兰创新城; the whole where no kind is said."""
        return tail.removesuffix(self._names.class_of(tail))

    def _divided(self, code: str, other: str) -> str:
        if code == other:
            return "division_equal"
        return "division_nested" if self._divisions.nested([code], [other]) else "division_other"

    def _kinds(self, tail: str, other: str) -> list[str]:
        kind, another = self._names.class_of(tail), self._names.class_of(other)
        features = []
        if self._names.whole(tail) != self._names.whole(other) and (
            tail.startswith(other) or other.startswith(tail)
        ):
            features.append("part_and_whole")
        if kind == another:
            return [*features, "class_equal"]
        if self._names.town(tail) and self._names.town(other):
            return [*features, "class_of_town"]
        if self._names.may_mean(kind, another) or self._names.may_mean(another, kind):
            return [*features, "class_vague"]
        if kind and another and kind[-1] == another[-1] and _runs_through(tail, other):
            return [*features, "class_shortened"]
        return [*features, "class_other"]

    def _words(self, own: str, other: str) -> list[str]:
        if own == other:
            return ["own_equal"]
        short, long = sorted((own, other), key=len)
        if len(short) == len(long):
            at = [i for i, (a, b) in enumerate(zip(short, long, strict=True)) if a != b]
            if len(at) != 1:
                return []
            if short[at[0]] in self._names.directions or long[at[0]] in self._names.directions:
                return ["direction_other"]
            return ["one_sign"] if len(short) >= _SHORT else []
        rest = [sign for sign in long if sign not in short]
        if len(rest) == 1 and rest[0] in self._names.directions:
            return ["direction_other"]
        if len(short) > 1 and long.startswith(short):
            return ["own_opens"]
        if len(short) > 1 and long.endswith(short):
            return ["own_ends"]
        return ["own_shortened"] if len(short) > 1 and _runs_through(short, long) else []


def _runs_through(one: str, other: str) -> bool:
    """Whether the signs of the shorter stand in the longer in their order, the first at its start."""
    short, long = sorted((one, other), key=len)
    if short[:1] != long[:1] or 2 * len(short) < len(long):
        return False
    signs = iter(long)
    return all(sign in signs for sign in short)
