"""What a rule is, and what it says: a value with the words that said it, or a refusal.

A rule stands beside its code as a value: an id, the words that name it to people, what it says and what
it refuses, and the call that does it. The order in which the rules of a stage are asked is one tuple.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from policy_extract.tuples import NamedTuple

T = TypeVar("T")
#: A rule is read only: one that says less than it may is a rule, too.
Run = TypeVar("Run", bound=Callable[..., Any], covariant=True)


class Said(NamedTuple):
    """The words that a rule read: code points of the document's text, end exclusive."""

    start: int
    end: int


class Settled(NamedTuple, Generic[T]):
    """A value, the rule that settled it and the words that said it.

    ``said`` is None where no words said it; then ``doubts`` holds why, by the closed list of doubts.
    """

    value: T
    rule: str
    said: Said | None = None
    doubts: tuple[str, ...] = ()


class Refused(NamedTuple):
    """What is no record: the rule that refused it, where it stands, and the words that it went by."""

    rule: str
    start: int
    end: int
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class Rule(Generic[Run]):
    """One decision with a name.

    ``id`` is “family.name” and stable: records, cases and ``--without`` name it. ``stage`` is the
    stage that asks it. ``zh`` and ``en`` name it to people in a few words. ``says`` is what it makes
    of which words, ``refuses`` what it leaves alone, both one line with real words; ``refuses`` is
    empty for a rule that has nothing beside it to refuse. ``needs`` tells, of what a stage knows
    before it asks, whether the rule can speak at all; a rule without is always asked.
    """

    id: str
    stage: str
    zh: str
    en: str
    says: str
    refuses: str
    run: Run
    needs: Callable[..., bool] | None = None

    def __post_init__(self) -> None:
        if not (self.id and self.stage and self.zh and self.en and self.says):
            raise ValueError(f"rule {self.id!r} lacks the words that name it to people")

    def label(self, language: str) -> str:
        """The rule's name for people, in Chinese (“zh”) or English."""
        return self.zh if language == "zh" else self.en
