"""A quantity: a number with its unit and bounds, and where its words stand. No context."""

from __future__ import annotations

from decimal import Context, Decimal, Inexact
from fractions import Fraction
from typing import Final

from policy_extract.model import Base, Comparator, Number, Value
from policy_extract.tuples import NamedTuple

_MOST = 15  # significant digits that a JSON number surely holds
_DIGITS = 12  # those that are told of a number that no decimal is (1 亩 = 2000/3 平方米)

#: Kinds of units that count: 家, 人, 万户.
COUNTED: Final = frozenset(("count", "people"))
#: … and those that measure out what is built or worked on as well: 5万亩, 320公里.
THINGS: Final = frozenset((*COUNTED, "area", "length"))

#: Kinds of what is no amount of anything: 12%, 3个百分点, 翻一番, 三分之一.
RATES: Final = frozenset(("ratio", "points", "multiple", "fraction"))


class Quantity(NamedTuple):
    """A number with unit and bounds; ``start``–``end`` span the quote, ``number`` is where the digits begin.

    ``kind`` is the unit's kind (money, ratio, points, count, …) or "multiple" (翻一番), "none" (no unit).
    ``spelled`` says that the number was written in Chinese numerals; ``rule`` names the rule that read it.
    """

    start: int
    end: int
    number: int
    unit_end: int
    low: Number | None
    high: Number | None
    comparator: Comparator
    unit: str | None
    kind: str
    scale: Fraction
    base_unit: str
    spelled: bool
    bound: str  # the words that made it a bound, "" when exact
    rule: str
    parts: tuple[Number, ...] | None = (
        None  # of a ratio: 4.5:38.5:57; then there is no low, no high
    )
    before: bool = False  # its bound stands in front of it: 不超过30个工作日

    def bounded_by(self, comparator: Comparator, words: str) -> Quantity:
        """The number under a bound that other words said (不得突破 behind its noun)."""
        low, high, comparator = bounded(self.low or 0, comparator)
        return self._replace(low=low, high=high, comparator=comparator, bound=words)

    def value(self) -> Value:
        """The contract's value, with the magnitude in base units beside it."""
        base = None
        if self.base_unit:
            base = Base.of(*both_scaled(self.low, self.high, self.scale), self.base_unit)
        return Value.of(self.low, self.high, self.comparator, self.unit, base)


def bounded(
    value: Number, comparator: Comparator
) -> tuple[Number | None, Number | None, Comparator]:
    """low, high and comparator of a number with this bound."""
    low = None if comparator in ("<", "<=") else value
    high = None if comparator in (">", ">=") else value
    return low, high, comparator


def plain(value: Decimal) -> Number:
    """A decimal as the contract writes it: whole where it, or the float next to it, is whole."""
    if value == value.to_integral_value():
        return int(value)
    near = float(value)
    return int(near) if near.is_integer() else near


def scaled(value: Number | None, scale: Fraction) -> Number | None:
    """A value in base units: 664.3 × 1e8 is 66430000000, never 66429999999.99999; None stays None.

    Reckoned exactly, with the value as its digits are written, then told by ``rounded``.
    """
    if value is None:
        return None
    above, below = scale.numerator, scale.denominator
    if isinstance(value, int) and below == 1:
        return value * above
    context = Context(prec=_MOST)
    exact = context.divide(context.multiply(Decimal(str(value)), above), below)
    if not context.flags[Inexact]:  # as most: fractions take five times as long
        return plain(exact)
    return rounded(Fraction(Decimal(str(value))) * scale)


def both_scaled(
    low: Number | None, high: Number | None, scale: Fraction
) -> tuple[Number | None, Number | None]:
    """Both bounds in base units; those of an exact number are one, and reckoned once."""
    first = scaled(low, scale)
    return first, first if high is low else scaled(high, scale)


def rounded(number: Fraction) -> Number:
    """An exact number as the contract writes it, without the noise of binary floats.

    Whole where it is whole; as it is where it ends within 15 significant digits (35.5 微克 = 3.55e-8 千克); else
    with 12 significant digits, and never fewer than stand in front of the point (14万亩 = 93333333.3333 平方米).
    """
    if number.denominator == 1:
        return int(number)
    above, below = Decimal(number.numerator), Decimal(number.denominator)
    exact = Context(prec=_MOST).divide(above, below)
    if Fraction(exact) == number:
        return plain(exact)
    return plain(Context(prec=max(_DIGITS, len(str(abs(int(number)))))).divide(above, below))
