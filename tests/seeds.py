"""The seed of all that is made up anew each day."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Final

#: Set to a seed that a failure printed, it repeats that day's inputs.
VARIABLE: Final = "POLICY_EXTRACT_FUZZ_SEED"


def seed_of_today() -> str:
    """The seed of a run: a day's, so that every day tries others; or the one of POLICY_EXTRACT_FUZZ_SEED."""
    return os.environ.get(VARIABLE) or f"{datetime.now(UTC):%Y-%m-%d}"
