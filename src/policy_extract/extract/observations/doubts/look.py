"""What a doubt is, and what its test is given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from policy_extract.document import Plan
from policy_extract.extract.observations.build import Fields
from policy_extract.extract.observations.doubts.words import DoubtWords
from policy_extract.extract.observations.timeline import TimeLine
from policy_extract.measure.period import Calendar
from policy_extract.segment import Tokenizer
from policy_extract.tuples import NamedTuple


class Look(NamedTuple):
    """A record's fields with what surrounds them."""

    fields: Fields
    settled: tuple[str, ...]  # the doubts that came with the fields
    name: str  # the bare name of the indicator
    plan: Plan
    calendar: Calendar
    words: DoubtWords
    begins: int | None  # where the name begins by words; None for a cell or a known name
    repeated: bool
    tokenizer: Tokenizer
    timeline: TimeLine

    @property
    def in_cell(self) -> bool:
        """A value cell of an indicator table: row and column say all of it."""
        return self.fields.value.rule == "cell.value"


class Doubt(NamedTuple):
    """One reason to look again; ``test`` is None for those that come with a settled field.

    ``of``: what the test looks at. What holds of a plan is tested once, what holds of a name once for each name.
    ``needs`` tells of a plan whether any of its records can have the doubt; without it, all are tested.
    """

    id: str
    zh: str
    en: str
    test: Callable[[Look], bool] | None = None
    of: Literal["record", "name", "plan"] = "record"
    needs: Callable[[Plan, TimeLine], bool] | None = None
