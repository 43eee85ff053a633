"""A value in SDMX's manner: OBS_VALUE × 10^UNIT_MULT of UNIT_MEASURE.

The concepts are those of the SDMX cross-domain concepts (content-oriented guidelines, annex 1); the codes of
OBS_STATUS those of its code list CL_OBS_STATUS: A normal, F forecast, U low reliability.
"""

from __future__ import annotations

from decimal import Decimal

from policy_extract.model import Number, Observation, Period, Value
from policy_extract.tuples import NamedTuple

_MOST = 15  # powers of ten that a unit may stand for


class Measured(NamedTuple):
    """``value`` is empty for a range, a ratio of parts and a value in words."""

    value: Number | None
    unit: str | None
    power: int | None


def measured(value: Value | None) -> Measured:
    """A value in its base unit and a power of ten: 664.3 亿元 → 664.3, 元, 8.

    A unit that is no power of ten of its base (亩 for 平方米) keeps its name with the power 0; a bound has the
    number that bounds it, and its comparator stands beside.
    """
    if value is None:
        return Measured(None, None, None)
    ends = {end for end in (value.low, value.high) if end is not None}
    single = ends.pop() if len(ends) == 1 else None
    power = _power(value)
    if power is None or value.base is None:
        return Measured(single, value.unit, 0 if value.unit else None)
    return Measured(single, value.base.unit, power)


def _power(value: Value) -> int | None:
    """By what power of ten the unit is its base unit; None where it is none."""
    if value.base is None:
        return None
    pairs = ((value.low, value.base.low), (value.high, value.base.high))
    for written, based in pairs:
        if written and based:
            scale = Decimal(str(based)) / Decimal(str(written))
            return next((n for n in range(-_MOST, _MOST + 1) if Decimal(10) ** n == scale), None)
    return 0 if value.unit == value.base.unit else None


def time_period(period: Period | None) -> str | None:
    """The time at which a value holds: the end of a period (2021–2023 → 2023), its beginning where it is open."""
    return None if period is None else period.end or period.start


def status(observation: Observation) -> str:
    """U for what wants a check, else F for a target and A for what is so already."""
    if observation.review:
        return "U"
    return "F" if observation.kind == "target" else "A"
