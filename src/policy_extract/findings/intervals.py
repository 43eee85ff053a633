"""A value as the interval of the numbers that would make it true, in exact decimals."""

from __future__ import annotations

from decimal import Decimal

from policy_extract.model import Base, Number, Value
from policy_extract.tuples import NamedTuple

#: 约N, N左右: within this share of N.
APPROXIMATION = Decimal("0.05")
#: Numbers that differ by less, as a share, are one number written in two units.
SAME = Decimal("1e-9")

_INFINITE = Decimal("Infinity")
#: One, a tenth, a hundredth …: what the last digit of most numbers is worth.
_PLACES = tuple(Decimal(1).scaleb(-places) for places in range(6))


class Interval(NamedTuple):
    """The numbers that make a value true, in base units; ``high_open``: all below ``high``."""

    low: Decimal
    high: Decimal
    high_open: bool = False

    @property
    def bounded(self) -> bool:
        """Whether it ends on both sides."""
        return self.low.is_finite() and self.high.is_finite()


def exact(number: Number) -> Decimal:
    """The decimal that a number shows as: 664.3 is 664.3, not 664.2999999999999545….

    The number must be finite.
    """
    return Decimal(number) if isinstance(number, int) else Decimal(repr(number))


def in_base_units(value: Value | None) -> Base | None:
    """The value in base units; in its own unit where that has no base, None without a number."""
    if value is None or (value.low is None and value.high is None):
        return None
    return value.base or Base(low=value.low, high=value.high, unit=value.unit or "")


def interval(value: Value) -> tuple[Interval, str] | None:
    """The numbers that make a value true, and the unit they count in; None without a number.

    A measured number stands for all that are written like it: 141.6亿元 is 141.55 up to 141.65, so
    it goes with 141.58亿元; a counted one (35家) for itself alone. ``~`` allows 5 %. ``>`` and ``<``
    keep their number, as ``>=`` and ``<=`` do: nobody who writes 突破35家 denies 35家.
    """
    base = in_base_units(value)
    if base is None:
        return None
    low = None if base.low is None else exact(base.low)
    # most values are one number, which is then both
    high = low if base.high == base.low else None if base.high is None else exact(base.high)
    one = low if low is not None else high
    assert one is not None
    sign = value.comparator
    if sign == "~":
        slack = abs(one) * APPROXIMATION
        return Interval(one - slack, one + slack), base.unit
    if sign in (">", ">="):
        return Interval(one, _INFINITE), base.unit
    if sign in ("<", "<="):
        return Interval(-_INFINITE, high if high is not None else one), base.unit
    bottom = low if low is not None else -_INFINITE
    top = high if high is not None else _INFINITE
    if counted(value):
        return Interval(bottom, top), base.unit
    if sign == "=" and value.low is not None and low is not None:
        written = exact(value.low)
        scale = abs(low / written) if written else Decimal(1)
        if scale != 1 or written != written.to_integral_value():
            slack = last_place(written) / 2 * scale
            return Interval(bottom - slack, top + slack, high_open=True), base.unit
    return Interval(bottom, top), base.unit


def counted(value: Value) -> bool:
    """Whether a value has a whole number of base units, of which nothing can have been rounded: 35家, not 35万家."""
    return isinstance(value.low, int) and (value.base is None or value.base.low == value.low)


def equal(left: Value | None, right: Value | None) -> bool:
    """Whether two values of one base unit say the same: 14亿元 and 140000万元 do."""
    if left is None or right is None or left.comparator != right.comparator:
        return False
    one, other = in_base_units(left), in_base_units(right)
    if one is None or other is None:
        return one is other
    return _near(one.low, other.low) and _near(one.high, other.high)


def _near(left: Number | None, right: Number | None) -> bool:
    if left is None or right is None:
        return left is right
    one, other = exact(left), exact(right)
    return abs(one - other) <= SAME * max(abs(one), abs(other))


def last_place(number: Decimal) -> Decimal:
    """The worth of the last digit written: 141.6 → 0.1, 1400 → 1."""
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return (
        _PLACES[-exponent] if -len(_PLACES) < exponent < 0 else _PLACES[0].scaleb(min(exponent, 0))
    )
