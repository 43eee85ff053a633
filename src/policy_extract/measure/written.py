"""A number as it is written: value or range, magnitude, unit; before anything around it is looked at."""

from __future__ import annotations

from decimal import Decimal

from policy_extract.tuples import NamedTuple


class Written(NamedTuple):
    """A number as written, or two that make a range.

    ``begin`` and ``stop`` are where it stands (code points), ``prefix`` the magnitude before the unit (万),
    ``inside`` 余 or 多; ``rule`` is the rule that reads such numbers.
    """

    begin: int
    stop: int
    low: Decimal
    high: Decimal
    prefix: str
    unit: str
    inside: str
    spelled: bool
    rule: str
    ranged: bool = False
    item: int | None = None  # where the number of an item stands that is glued to it: 1.|9家

    @property
    def bare(self) -> bool:
        """Neither a unit nor a magnitude stands behind it."""
        return not self.unit and not self.prefix
