"""A quantity: a number with its unit and bounds, and where its words stand. No context."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import NamedTuple

from policy_extract.model import Comparator, Number, Value

_EXACT, _NINE = Context(prec=80), Decimal("1e-9")


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
    scale: float
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
            base = {
                "low": scaled(self.low, self.scale),
                "high": scaled(self.high, self.scale),
                "unit": self.base_unit,
            }
        # one call for both parts: there are thousands
        return Value.model_validate(
            {
                "low": self.low,
                "high": self.high,
                "comparator": self.comparator,
                "unit": self.unit,
                "base": base,
            }
        )


def bounded(
    value: Number, comparator: Comparator
) -> tuple[Number | None, Number | None, Comparator]:
    """low, high and comparator of a number with this bound."""
    low = None if comparator in ("<", "<=") else value
    high = None if comparator in (">", ">=") else value
    return low, high, comparator


def plain(value: Decimal) -> Number:
    """A decimal as the contract writes it: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def scaled(value: Number | None, scale: float) -> Number | None:
    """A value in base units, in decimal: 664.3 × 1e8 is 66430000000, never 66429999999.99999.

    Whole where it is whole, else to nine decimals; None stays None.
    """
    if value is None:
        return None
    if isinstance(value, int) and float(scale).is_integer():
        return value * int(scale)
    exact = _EXACT.multiply(Decimal(str(value)), Decimal(str(scale)))
    product = _EXACT.quantize(exact, _NINE)
    return int(product) if product == product.to_integral_value() else float(product)
