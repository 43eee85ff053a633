"""What a rule of the refuse stage is given: a number with what stands around it in its sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from policy_extract.extract.observations.refusals.words import RefusalWords
from policy_extract.extract.observations.timeline import TimeLine
from policy_extract.measure.quantity import Quantity
from policy_extract.rules import Said
from policy_extract.segment.sentences import Sentence


@dataclass(slots=True, eq=False)
class Look:
    """A number with what stands around it in its sentence.

    No tuple: rules read fields of each fifty times, and those of a tuple are read at five times the price.
    """

    shadow: str
    sentence: Sentence
    q: Quantity
    timeline: TimeLine
    words: RefusalWords
    numbers: Sequence[Quantity]  # all of its sentence, in order

    def before(self, length: int = 5) -> str:
        """The words right before the digits, within the sentence."""
        return self.shadow[max(self.sentence.start, self.q.number - length) : self.q.number]

    def after(self, length: int = 4) -> str:
        """The words right behind the unit."""
        return self.shadow[self.q.unit_end : self.q.unit_end + length]


Refuses = Callable[[Look], Said | None]


# --- the rules: the words that speak against the number, or None --------------------------------------


def whole(look: Look) -> Said:
    """The number itself, with its unit and bounds, as the words that a rule read."""
    return Said(look.q.start, look.q.end)
