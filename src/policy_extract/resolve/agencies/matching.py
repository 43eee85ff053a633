"""How alike the names of two agencies are that the rules did not join.

Worth a person's time is a pair like 市大数据管理中心 and 市数据管理服务中心: one division, nearly one function, and
at least one that no gazetteer knows. Two that gazetteers know are two.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final, Literal

from policy_extract.lexicon import Lexicon
from policy_extract.resolve.agencies.collectives import Collectives
from policy_extract.resolve.agencies.names import FILE, AgencyNames
from policy_extract.resolve.agencies.parks import Parks
from policy_extract.resolve.judgements import Judgements
from policy_extract.resolve.matching import Match, Name, Weights
from policy_extract.tuples import NamedTuple

WEIGHTS: Final = Weights(
    points={
        "same_division": 20.0,
        "function_equal": 45.0,  # 创城办, 创城指挥部
        "function_opens": 25.0,  # 制造业高质量发展专班, 制造业专班
        "function_ends": 20.0,  # 市重点工程建设中心, 市工程建设中心
        "ending_equal": 10.0,  # 中心, 中心
        "guessed": 10.0,  # 数据部门: a body whose ending the name does not say
        "likeness": 30.0,  # times the likeness of the functions, 0 to 1
        "other_division": -100.0,
        "other_class": -100.0,  # 市委X办, 市X办, 各X办
        "two_known": -100.0,
        "office_of_group": -60.0,  # 领导小组, its 办公室
        "branch_of_body": -60.0,  # 城管局, its 开发区分局
        "function_other": -60.0,  # nothing that tells one from the other is shared
    },
    vetoes=frozenset(
        ("other_division", "other_class", "two_known", "office_of_group", "branch_of_body")
    ),
    same=1000.0,  # nothing is joined by features: ids alone join agencies
    unsure=60.0,
)

_Class = Literal["party", "many", "government"]


class Parts(NamedTuple):
    """A name as pairs are judged: its division (or park), class, function and ending; ``known`` by a gazetteer."""

    division: str | None
    kind: _Class
    skeleton: str
    function: str
    ending: str
    known: bool
    guessed: bool


class AgencyMatcher:
    """Judges pairs of agency names; remembers the names that it has taken apart."""

    def __init__(
        self,
        lexicon: Lexicon,
        names: AgencyNames,
        collectives: Collectives,
        parks: Parks,
        judgements: Judgements,
    ) -> None:
        self._names, self._collectives, self._parks = names, collectives, parks
        self._judgements = judgements
        words = lexicon.words
        self._endings = words(FILE, "function_ends")
        self._fillers = words(FILE, "function_fillers")
        self._party_fronts = (*words(FILE, "party_fronts"), *words(FILE, "party"))
        self._groups = words(FILE, "group_ends")
        self._offices = words(FILE, "group_offices")
        self._branch_ends = words(FILE, "branch_ends")
        self.take_parts_from(self.taken_apart)

    def take_parts_from(self, source: Callable[[Name], Parts]) -> None:
        """From now on ``source`` says of what a name consists; those asked for last are remembered."""
        self.parts = lru_cache(maxsize=4096)(source)

    def blocks(self, name: Name) -> tuple[str, ...]:
        """The division with every pair of signs of the function."""
        parts = self.parts(name)
        told = parts.function
        pairs = sorted({told[i : i + 2] for i in range(max(len(told) - 1, 1))})
        return tuple(f"{parts.division or ''}:{pair}" for pair in pairs)

    def form(self, name: Name) -> str:
        """The function."""
        return self.parts(name).function

    def weigh(self, left: Name, right: Name) -> Match:
        """The judgement on two names: a person's first, then features."""
        verdict = self._judgements.verdict("agency", left.text, right.text)
        if verdict is not None:
            return Match(verdict, 100.0 if verdict == "same" else 0.0, "judgement")
        from rapidfuzz.distance import Indel

        one, other = self.parts(left), self.parts(right)
        likeness = Indel.normalized_similarity(one.function, other.function)
        return WEIGHTS.judge(
            "function", (*self._against(one, other), *self._alike(one, other)), likeness
        )

    def _against(self, one: Parts, other: Parts) -> list[str]:
        found = []
        if one.division != other.division or one.division is None:
            found.append("other_division")
        if one.kind != other.kind or one.kind == "many":
            found.append("other_class")
        if one.known and other.known:
            found.append("two_known")
        short, long = sorted((one.skeleton, other.skeleton), key=len)
        if short.endswith(self._groups) and long.endswith(self._offices):
            found.append("office_of_group")
        if long.endswith(self._branch_ends) and not short.endswith(self._branch_ends):
            found.append("branch_of_body")
        return found

    def _alike(self, one: Parts, other: Parts) -> list[str]:
        found = ["same_division"] if one.division == other.division else []
        short, long = sorted((one.function, other.function), key=lambda f: (len(f), f))
        if short == long:
            found.append("function_equal")
        elif len(short) > 1 and long.startswith(short):
            found.append("function_opens")
        elif len(short) > 1 and long.endswith(short):
            found.append("function_ends")
        elif not set(short) & set(long):
            found.append("function_other")
        if one.ending == other.ending:
            found.append("ending_equal")
        if one.guessed or other.guessed:
            found.append("guessed")
        return found

    def taken_apart(self, name: Name) -> Parts:
        """What is asked of a name; ``parts`` remembers it."""
        reading = self._names.read(name)
        skeleton, known = reading.split.skeleton, reading.known
        kind: _Class = "government"
        if known is None and self._collectives.is_one(reading.text):
            kind = "many"
        elif (known.record.full if known else skeleton).startswith(self._party_fronts):
            kind = "party"
        ending = next((e for e in self._endings if skeleton.endswith(e)), "")
        function = skeleton.removesuffix(ending)
        for filler in self._fillers:
            if len(function) - len(filler) > 1:
                function = function.replace(filler, "")
        guessed = known is not None and known.guessed
        return Parts(
            self._parks.seat(reading) or reading.split.division,
            kind,
            skeleton,
            function,
            ending,
            known is not None and not guessed,
            guessed,
        )
