"""How alike the names of two places are that the rules did not join."""

from __future__ import annotations

from typing import Final

from policy_extract.resolve.matching import Weights

WEIGHTS: Final = Weights(points={}, vetoes=frozenset(), same=100.0, unsure=50.0)
