"""Doubts → the chance that a record is right: a prior plus one contribution for each doubt, in log odds.

The weights are measured on documents that the rules had not met (``policy-extract calibrate``) and are
data: ``gazetteers/general/confidence.toml``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from policy_extract.lexicon import Lexicon
from policy_extract.tuples import NamedTuple

_DIGITS = 3  # of a confidence as it is put out


class Contribution(NamedTuple):
    """What one doubt takes from the log odds of a record."""

    doubt: str
    log_odds: float


class Confidence:
    """The measured weights; built once for a lexicon.

    ``prior`` is the log odds of a record without doubts, ``threshold`` the confidence below which a
    person should look.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.weights = {
            name: float(value)
            for name, value in lexicon.table("confidence", "weight").items()
            if isinstance(value, int | float)
        }
        self.prior = _number(lexicon.table("confidence", "prior").get("log_odds"))
        self.threshold = _number(lexicon.table("confidence", "review").get("below"))

    def contributions(self, doubts: Iterable[str]) -> tuple[Contribution, ...]:
        """One for each doubt that has a weight, in the order given."""
        return tuple(Contribution(d, self.weights[d]) for d in doubts if self.weights.get(d))

    def of(self, doubts: Iterable[str]) -> float:
        """The calibrated chance that a record with these doubts is right, to three decimals."""
        odds = self.prior + sum([self.weights.get(doubt, 0.0) for doubt in doubts])
        return round(1 / (1 + math.exp(-odds)), _DIGITS)

    def wants_review(self, confidence: float) -> bool:
        """Whether a person should look."""
        return confidence < self.threshold


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
