"""Years of tables: in a head or a cell, and of a column."""

from __future__ import annotations

from policy_extract.expressions import expression
from policy_extract.model import Period

YEAR = expression(r"((?:19|20)\d\d) ?(?:年度?)?")

PLAN = 5  # years; five-year plans end in 2015, 2020, 2025


def single(period: Period | None) -> int:
    """The one year that a period is; 0 for several, for months, and for none."""
    if period is None or period.start != period.end:
        return 0
    return int(period.end) if period.end and period.end.isdecimal() else 0
