"""What the rules of the name stage are given: all that reading needs, and the clause around one number."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from policy_extract.expressions import expression
from policy_extract.extract.observations.drafts import NO_PLACES, Name
from policy_extract.extract.observations.names.complete import Completion
from policy_extract.extract.observations.names.each import EachWords
from policy_extract.extract.observations.names.far_nouns import Behind, FarNouns
from policy_extract.extract.observations.names.next_nouns import NextNouns
from policy_extract.extract.observations.names.nouns import Nouns
from policy_extract.extract.observations.names.parts import Parts
from policy_extract.extract.observations.names.project_money import ProjectMoney
from policy_extract.extract.observations.names.shared_places import SharedPlaces
from policy_extract.extract.observations.names.words import NameWords
from policy_extract.extract.observations.peeler import Peeler
from policy_extract.extract.observations.phrase import Phrase
from policy_extract.extract.observations.places import PlaceWords
from policy_extract.extract.observations.refusals.words import RefusalWords
from policy_extract.extract.observations.windows import noun_edge
from policy_extract.measure.bounds import Bounds
from policy_extract.measure.quantity import Quantity
from policy_extract.tuples import NamedTuple

#: What joins a noun to one that is not of its clause.
_JOINTS = expression(r"[、和及与以]+$")


class Reading(NamedTuple):
    """All that reading names needs, built once for a lexicon."""

    words: NameWords
    peeler: Peeler
    nouns: Nouns
    refusals: RefusalWords
    completion: Completion
    bounds: Bounds
    places: PlaceWords
    parts: Parts
    each: EachWords
    shared: SharedPlaces
    money: ProjectMoney
    far: FarNouns
    next_nouns: NextNouns


class Clause(NamedTuple):
    """One number with the words around it.

    ``left`` is where the words in front begin, ``limit`` where the next number (``joined``) or the
    sentence's end stands; ``subject`` is the indicator that an earlier clause named. ``noun`` stands
    behind the number, in ``behind``, up to ``noun_end``.
    """

    shadow: str
    q: Quantity
    phrase: Phrase
    left: int
    limit: int
    subject: Name | None
    joined: bool
    behind: str
    noun: str | None
    noun_end: int
    part: bool = False  # of the total before it: 其中…
    below: Mapping[str, str] = NO_PLACES  # short names of places of the plan
    stop: int = 0  # where the sentence ends

    @property
    def runs_on(self) -> bool:
        """The words behind the number go on to the next number."""
        return self.joined and self.noun_end >= self.limit


class Naming(NamedTuple):
    """A name found: ``noun_end`` is 0 for a name in front; ``kind_of`` the owner of a counted noun."""

    name: Name
    phrase: Phrase
    noun_end: int = 0
    kind_of: str | None = None


class Passed(NamedTuple):
    """The number is no statement: the rule that says so. ``counted``: it is the subject of the next."""

    rule: str
    counted: bool = False
    kept: bool = False  # its words belong to the next number's name
    end: int = 0  # where its own words end, when they end behind it


Names = Callable[[Reading, Clause], Naming | Passed | None]


def clause_of(
    reading: Reading, shadow: str, q: Quantity, phrase: Phrase, left: int, limit: int,
    subject: Name | None, *, joined: bool, part: bool, below: Mapping[str, str], stop: int,
) -> Clause:  # fmt: skip
    """The clause of a number with the noun behind it."""
    noun_end = noun_edge(shadow, q.end, limit)
    behind = shadow[q.end : noun_end].replace("\n", "")
    if joined and noun_end >= limit:
        behind = _JOINTS.sub("", behind)
    givers = reading.nouns.givers(behind) if joined and noun_end >= limit else ""
    if givers and shadow.startswith(givers, q.end):
        behind, noun_end = givers, q.end + len(givers)  # 为60名|新生|发放资助金12万元
    if shadow.startswith(reading.words.on_base, q.end):
        behind = ""  # 企业数量在2020年|860家|的基础上翻一番: nothing that is counted
    served = shadow.endswith(reading.words.serving, left, q.start)
    noun = (reading.nouns.served(behind) if served else None) or _noun(reading, behind)
    if noun and reading.words.state_behind.fullmatch(behind):
        noun = None  # 民生实事86项|全部完成
    far = reading.far.of(Behind(shadow, q, noun, noun_end, limit)) if noun else None
    if far:
        noun, noun_end = far
        behind = shadow[q.end : noun_end]
    return Clause(
        shadow, q, phrase, left, limit, subject, joined, behind, noun, noun_end, part, below, stop
    )


def _noun(reading: Reading, behind: str) -> str | None:
    """The noun behind a number, without the adverb of what follows: 15家|企业|已建成投产."""
    noun = reading.nouns.behind(behind) if behind else None
    while noun and (odd := reading.peeler.borders.odd_end(noun)):
        noun = noun[: -len(odd)]
    return noun or None
