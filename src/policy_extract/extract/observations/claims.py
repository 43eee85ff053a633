"""What a reader found, before time, area and segment are settled."""

from __future__ import annotations

from dataclasses import dataclass

from policy_extract.extract.observations.naming import Phrase
from policy_extract.measure.quantity import Quantity

# start, end, the number, or the words of a promise without number
Event = tuple[int, int, Quantity | None, str | None]


@dataclass(frozen=True, slots=True)
class Statement:
    """The words that hold the value: offsets in code points, and the number or the qualitative words."""

    start: int
    end: int
    quantity: Quantity | None
    qualitative: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement with the name of its indicator and what the words around it said.

    ``left`` is where the words in front of it begin; ``noun_end`` where the noun behind it ends;
    ``inherited`` says that the name was taken from an earlier clause, ``after_count`` that a count right
    before it is its subject (30家试点企业效益…); ``kind_of`` is the class that a number is for (其中制造业类150家).
    ``position`` and ``of`` place it in a list of numbers, all of one indicator when ``one_name``.
    """

    statement: Statement
    name: str
    phrase: Phrase
    rule: str
    inherited: bool = False
    left: int = 0
    noun_end: int = 0
    before_noun: bool = False
    after_count: bool = False
    kind_of: str | None = None
    position: int = 0
    of: int = 1
    one_name: bool = False
