"""What a target asks for a year: the average growth between its base and itself, computed, never read.

Refused, each with its reason: a target without a base or a number, rates and changes (they are growth
already), shares (they change by points, which are given instead), ranks and numbers without a unit, values of
each year or of several years, a base that is a bound, zero or less, two units.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Final, Literal

from policy_extract.expressions import expression
from policy_extract.findings.intervals import exact, in_base_units
from policy_extract.model import Base, Number, Observation, Period, Value
from policy_extract.tuples import NamedTuple

Why = Literal[
    "computed",
    "at_least",
    "at_most",
    "about",
    "from_low",
    "no_target",
    "no_base",
    "no_number",
    "not_level",
    "share",
    "no_unit",
    "rank",
    "per_year",
    "span",
    "order",
    "open_base",
    "not_positive",
    "other_unit",
]

_YEAR: Final = expression(r"\d{4}")
_SHARE: Final = "1"  # the base unit of %
_RANK: Final = "位"
_PLACES: Final = Decimal("0.1")
_BOUNDS: Final[dict[str, Why]] = {
    ">=": "at_least",
    ">": "at_least",
    "<=": "at_most",
    "<": "at_most",
    "~": "about",
    "range": "from_low",
}


class Growth(NamedTuple):
    """``rate`` in % a year, to one place; ``points``: what a share changes by in all, in 百分点.

    ``why`` says how the rate is to be read (“at_least”: the target is a lower bound), or why there is none.
    """

    rate: Number | None
    points: Number | None
    why: Why


def growth(base: Observation | None, target: Observation | None) -> Growth:
    """The average growth a year from a base to a target of the same thing.

    In nominal terms: nothing is known of prices. Rounded half up to one place, as statistics print it.
    """
    why = _refused(base, target)
    if why is not None or base is None or target is None:
        return Growth(None, None, why or "no_base")
    goal, start = target.value, base.value
    first, last = year(base.time), year(target.time)
    if goal is None or start is None or first is None or last is None:
        return Growth(None, None, "span")
    before, after = _number(start), _number(goal)
    if before is None or after is None:
        return Growth(None, None, "no_number")
    if _base(goal).unit == _SHARE:
        return Growth(None, plain((after - before) * 100), "share")
    if before <= 0 or after <= 0:
        return Growth(None, None, "not_positive")
    with localcontext() as context:
        context.prec = 28
        rate = ((after / before) ** (Decimal(1) / (last - first)) - 1) * 100
    found = _BOUNDS.get(goal.comparator, "computed")
    if start.comparator == "~" and found == "computed":
        found = "about"
    return Growth(plain(rate.quantize(_PLACES, ROUND_HALF_UP)), None, found)


def year(period: Period | None) -> int | None:
    """The one year that a period is; None for several years, a month, an open end."""
    if period is None or period.start is None or period.start != period.end:
        return None
    return int(period.start) if _YEAR.fullmatch(period.start) else None


def plain(number: Decimal) -> Number:
    """A decimal as the contract has numbers: whole ones as int, others as the shortest float."""
    whole = number.to_integral_value()
    return int(whole) if whole == number else float(number)


def _refused(base: Observation | None, target: Observation | None) -> Why | None:
    """What speaks against any computing."""
    if target is None:
        return "no_target"
    value = target.value
    if value is None or value.parts is not None or _number(value) is None:
        return "no_number"
    if target.measure != "level":
        return "not_level"
    if target.per_year or target.cumulative:
        return "per_year"
    if base is None or base.value is None or _number(base.value) is None:
        return "no_base"
    first, last = year(base.time), year(target.time)
    if first is None or last is None:
        return "span"
    if first >= last:
        return "order"
    if not value.unit:
        return "no_unit"
    if _base(value).unit == _RANK:
        return "rank"
    if base.value.comparator not in ("=", "~"):
        return "open_base"
    if _base(base.value).unit != _base(value).unit:
        return "other_unit"
    return None


def _base(value: Value) -> Base:
    found = in_base_units(value)
    assert found is not None
    return found


def _number(value: Value) -> Decimal | None:
    """The number in base units; of a range its lower end."""
    base = in_base_units(value)
    if base is None:
        return None
    number = base.low if base.low is not None else base.high
    return None if number is None else exact(number)
