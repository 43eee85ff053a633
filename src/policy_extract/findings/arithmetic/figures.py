"""Computing with values that are intervals: what the printed digits leave open goes through every sum."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, localcontext
from fractions import Fraction

from policy_extract.expressions import expression
from policy_extract.findings.intervals import Interval, counted, exact, interval, last_place
from policy_extract.measure.quantity import rounded as rounded_off
from policy_extract.model import Base, Number, Value
from policy_extract.tuples import NamedTuple

INFINITE = Decimal("Infinity")
_PRECISION = 28
_ONE = Decimal(1)
_DECIMAL = expression(r"\d+\.\d+")


class Figure(NamedTuple):
    """A number with what it may be: ``middle`` is what is shown, ``low`` to ``high`` what it stands for.

    One bound may be infinite; then ``middle`` is the other.
    """

    low: Decimal
    high: Decimal
    middle: Decimal

    @property
    def bounded(self) -> bool:
        """Whether it ends on both sides."""
        return self.low.is_finite() and self.high.is_finite()

    def meets(self, other: Figure) -> bool:
        """Whether one number is both, for all that is known of them."""
        slack = Decimal("1e-9") * max(abs(self.middle), abs(other.middle))
        return self.low <= other.high + slack and other.low <= self.high + slack

    def base(self, unit: str) -> Base:
        """In the contract's form; an infinite bound is empty."""
        return Base(low=_plain(self.low), high=_plain(self.high), unit=unit)


def figure(value: Value, words: str = "") -> tuple[Figure, str] | None:
    """A value in base units, with its base unit; None without a number.

    ``words`` as written show zeros that a number does not keep: 2.0 is 1.95 to 2.05, 2 is 1.5 to 2.5.
    A bound (55%以上) is taken with the rounding of its digits, too: 54.6 rounds to 55. An approximate value
    (约7%) is at least as wide as its digits are.
    """
    found = interval(value)
    if found is None:
        return None
    known, unit = found
    slack = _half_digit(value, words)
    if not known.bounded:
        return Figure(known.low - slack, known.high + slack, _finite(known)), unit
    middle = (known.low + known.high) / 2
    if value.comparator == "=" and known.low < known.high and value.low == value.high:
        return Figure(middle - slack, middle + slack, middle), unit
    if value.comparator == "~":
        return Figure(min(known.low, middle - slack), max(known.high, middle + slack), middle), unit
    return Figure(known.low, known.high, middle), unit


def rounded(number: Decimal, place: Decimal) -> Figure:
    """A number that was rounded to a place (0.1, 1; 0: it was counted)."""
    return Figure(number - place / 2, number + place / 2, number)


def total(figures: Iterable[Figure]) -> Figure:
    """The sum; each part brings what its digits leave open."""
    low = high = middle = Decimal(0)
    for one in figures:
        low, high, middle = low + one.low, high + one.high, middle + one.middle
    return Figure(low, high, middle)


def less(one: Figure, other: Figure) -> Figure:
    """One without the other."""
    return Figure(one.low - other.high, one.high - other.low, one.middle - other.middle)


def over(one: Figure, other: Figure) -> Figure | None:
    """One divided by the other; None where that may be zero or less, or either may be negative."""
    if other.low <= 0 or one.low < 0 or not other.middle.is_finite():
        return None
    low = one.low / other.high if other.high.is_finite() else Decimal(0)
    high = one.high / other.low if one.high.is_finite() else INFINITE
    return Figure(low, high, one.middle / other.middle)


def yearly(ratio: Figure, years: int) -> Figure:
    """The growth a year that gives a ratio after so many years; with one year the growth itself."""
    return Figure(*(_root(bound, years) - _ONE for bound in ratio))


def divided(one: Figure, by: int) -> Figure:
    """Shared out over so many years."""
    return Figure(one.low / by, one.high / by, one.middle / by)


def _root(number: Decimal, degree: int) -> Decimal:
    if degree == 1 or not number.is_finite() or number == 0:
        return number
    with localcontext() as context:
        context.prec = _PRECISION
        return number ** (_ONE / degree)


def _finite(known: Interval) -> Decimal:
    return known.low if known.low.is_finite() else known.high


def _half_digit(value: Value, words: str) -> Decimal:
    """Half of what the last digit written is worth, in base units; 0 for a count."""
    if counted(value):
        return Decimal(0)
    written = value.low if value.low is not None else value.high
    based = None
    if value.base is not None:
        based = value.base.low if value.base.low is not None else value.base.high
    if written is None:
        return Decimal(0)
    number = exact(written)
    scale = abs(exact(based) / number) if based is not None and number else _ONE
    if scale == 1 and number == number.to_integral_value():
        return Decimal(0)
    own = last_place(number)
    shown = (Decimal(found) for found in (_DECIMAL.findall(words) if "." in words else ()))
    place = next((last_place(one) for one in shown if one == number), own)
    return min(place, own) / 2 * scale


def _plain(number: Decimal) -> Number | None:
    if not number.is_finite():
        return None
    return rounded_off(Fraction(number))
