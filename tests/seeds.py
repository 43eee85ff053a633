"""The seed of all that is made up anew each day."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from hypothesis import HealthCheck, seed, settings

Test = Callable[..., None]

#: Set to a seed that a failure printed, it repeats that day's inputs.
VARIABLE: Final = "POLICY_EXTRACT_FUZZ_SEED"


def seed_of_today() -> str:
    """The seed of a run: a day's, so that every day tries others; or the one of POLICY_EXTRACT_FUZZ_SEED."""
    return os.environ.get(VARIABLE) or f"{datetime.now(UTC):%Y-%m-%d}"


def of_today(examples: int) -> Callable[[Test], Test]:
    """So many examples, the day's."""
    number = random.Random(seed_of_today()).getrandbits(64)
    chosen = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    return lambda test: seed(number)(chosen(test))
