"""Years of two plans made comparable: as they are, or by their place in the plan's period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from policy_extract.model import Meta, Period

_YEAR: Final = 4
_END: Final = "end"


@dataclass(frozen=True)
class Calendar:
    """How the times of one plan are named; without ``start`` and ``end`` they stay as they are.

    With them a year is named by its place in the plan's period: the last year, the first, the one before it (2015 and
    2020 are where two plans begin, 2020 and 2025 where they end). Years outside stay as they are: an outlook to 2035
    is the same in both plans.
    """

    start: int | None = None
    end: int | None = None

    def place(self, period: Period | None) -> str:
        """A time as one word, the same for the same place; empty for no time."""
        if period is None or (period.start is None and period.end is None):
            return ""
        if period.start == period.end:
            return self._named(period.start)
        return f"{self._named(period.start)}/{self._named(period.end)}"

    def _named(self, date: str | None) -> str:
        if date is None or self.start is None or self.end is None or not date[:_YEAR].isdecimal():
            return date or ".."
        year, rest = int(date[:_YEAR]), date[_YEAR:]
        if year == self.end:
            return _END + rest
        if self.start - 1 <= year < self.end:
            return f"{year - self.start:+d}{rest}"
        return date


def calendars(old: Meta, new: Meta) -> tuple[Calendar, Calendar, int]:
    """The calendars of two plans, and the years from the end of the one to the end of the other, 0 for one period.

    Their times are shifted only where the one plan's period begins when the other's is over (2016-2020, 2021-2025):
    a plan to 2023 that became one to 2025 has moved its targets.
    """
    first, second = _years(old.period), _years(new.period)
    if first is None or second is None or max(first[0], second[0]) < min(first[1], second[1]):
        return Calendar(), Calendar(), 0
    return Calendar(*first), Calendar(*second), second[1] - first[1]


def _years(period: Period | None) -> tuple[int, int] | None:
    if period is None or not period.start or not period.end:
        return None
    first, last = period.start[:_YEAR], period.end[:_YEAR]
    if not (first.isdecimal() and last.isdecimal()) or int(first) >= int(last):
        return None
    return int(first), int(last)
