"""The seed of all that is made up anew each day, and how a failure of it is repeated."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Final

#: Set to a seed that a failure printed, it repeats that day's inputs.
VARIABLE: Final = "POLICY_EXTRACT_FUZZ_SEED"


def seed_of_today() -> str:
    """The seed of a run: a day's, so that every day tries others; or the one of POLICY_EXTRACT_FUZZ_SEED."""
    return os.environ.get(VARIABLE) or f"{datetime.now(UTC):%Y-%m-%d}"


def how_to_repeat(test: str) -> str:
    """The command that tries the same again, for the node id of a test."""
    return f"{VARIABLE}={seed_of_today()} python -m pytest '{test}'"
