"""How two values stand to each other: smaller for sure, or perhaps the same.

A printed number is one number, and stands for all that are written like it besides: 43.5 and 43.52 may be the same,
for 43.52 is written 43.5; 0.55 and 0.5 are not, for neither is written like the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from policy_extract.findings.intervals import SAME, Interval
from policy_extract.findings.quantities import Way
from policy_extract.tuples import NamedTuple

_INFINITE = Decimal("Infinity")


class Span(NamedTuple):
    """The numbers that values name, from the lowest to the highest, and ``around`` all that are written like them."""

    low: Decimal
    high: Decimal
    around: Interval


def span(numbers: Interval, printed: bool) -> Span:
    """The span of one value; ``printed``: it is a plain number, so that it names the middle of its interval."""
    if printed and numbers.bounded:
        middle = (numbers.low + numbers.high) / 2
        return Span(middle, middle, numbers)
    return Span(numbers.low, numbers.high, numbers)


def hull(spans: Iterable[Span]) -> Span:
    """From the lowest number of some spans to the highest; there must be one."""
    spans = tuple(spans)
    if len(spans) == 1:
        return spans[0]
    top = max(spans, key=lambda one: (one.around.high, not one.around.high_open)).around
    return Span(
        min(one.low for one in spans),
        max(one.high for one in spans),
        Interval(min(one.around.low for one in spans), top.high, top.high_open),
    )


def below(one: Span, other: Span) -> bool:
    """Whether every number of one is smaller than every number of the other, and none is written like one of it."""
    if one.high == _INFINITE or other.low == -_INFINITE:
        return False
    slack = SAME * max(abs(one.high), abs(other.low), Decimal(1))
    if one.high >= other.low - slack:
        return False
    like_other = one.high >= other.around.low - slack
    top = one.around.high
    like_one = top > other.low + slack or (not one.around.high_open and top >= other.low - slack)
    return not like_other and not like_one


def worse(one: Span, other: Span, way: Way) -> bool:
    """Whether every number of one is worse than every number of the other; ``way`` is the good one."""
    return below(one, other) if way == "up" else below(other, one)
