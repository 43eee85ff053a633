"""What became of a value: raised, lowered, bounded otherwise; for the better or for the worse."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from policy_extract.desk.growth import plain
from policy_extract.findings.intervals import SAME, exact, interval
from policy_extract.lexicon import Lexicon
from policy_extract.model import Measure, Number, Observation, Value
from policy_extract.versions.record import Name

_PLACES = 12  # what dividing leaves behind is cut
_Bounds = tuple[Decimal, Decimal]


class Units:
    """Which units of two values can be one: the same, both count (家 and 个), or one is left out."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._counting = frozenset(unit.base for unit in lexicon.units if unit.kind == "count")
        self._ranks = frozenset(unit.base for unit in lexicon.units if unit.kind == "rank")

    def agree(self, old: Value | None, new: Value | None) -> bool:
        """Whether two values can state one thing; words go with any number."""
        if old is None or new is None:
            return True
        if old.parts or new.parts:
            return bool(old.parts and new.parts)
        return not base_unit(old) or not base_unit(new) or self.same(old, new)

    def same(self, old: Value, new: Value) -> bool:
        """Whether their base units are one; 万元/亩 is written 万元 where the name says per what."""
        one, other = base_unit(old), base_unit(new)
        if one == other or {one, other} <= self._counting:
            return True
        return bool("/" in one + other and one.partition("/")[0] == other.partition("/")[0])

    def is_rank(self, value: Value | None) -> bool:
        """Whether a value is a place in an order (第3位), of which less is better."""
        return value is not None and base_unit(value) in self._ranks


def base_unit(value: Value) -> str:
    """The unit that a value counts in; empty where none is known."""
    return value.base.unit if value.base is not None else value.unit or ""


def changed(old: Observation, new: Observation) -> tuple[Name, ...]:
    """What became of the value of an observation; nothing where it is the same in another unit (14亿元, 140000万元).

    ``value``: it changed otherwise: words, the parts of a ratio, a range that grew at both ends. ``rounded``: a fact is
    told more or less exactly (12.48, 12.5); a target of 12.48 is lower than one of 12.5.
    """
    one, other = old.value, new.value
    if one is None or other is None:
        return () if one is other and _words(old) == _words(new) else ("value",)
    if one.parts or other.parts:
        return () if one.parts == other.parts else ("value",)
    before, after = bounds(one, other)
    up = [b for a, b in zip(before, after, strict=True) if b > a and not _near(a, b)]
    down = [b for a, b in zip(before, after, strict=True) if b < a and not _near(a, b)]
    found: list[Name] = []
    if up and down:
        found.append("value")
    elif up or down:
        told_exactly = old.kind == new.kind == "actual" and _rounded(one, other)
        found.append("rounded" if told_exactly else "raised" if up else "lowered")
    if one.comparator != other.comparator:
        found.append("comparator")
    return tuple(found)


def bounds(old: Value, new: Value) -> tuple[_Bounds, _Bounds]:
    """Both ends of two values in a unit that they share; the one end that is stated stands for both."""
    if old.base is not None and new.base is not None and base_unit(old) and base_unit(new):
        return _ends(old.base.low, old.base.high), _ends(new.base.low, new.base.high)
    return _ends(old.low, old.high), _ends(new.low, new.high)


def difference(old: Value | None, new: Value | None) -> tuple[Number | None, str | None]:
    """The new number less the old one in the unit that the new one is written in; nothing where that is no number."""
    if old is None or new is None or old.parts or new.parts:
        return None, None
    (low, high), (new_low, new_high) = bounds(old, new)
    change = new_low - low if new_low != low else new_high - high
    if old.base is None or new.base is None or not (base_unit(old) and base_unit(new)):
        return plain(change), new.unit
    scaled = new if _ends(new.base.low, new.base.high)[0] else old  # nothing can be read off a 0
    assert scaled.base is not None
    base = _ends(scaled.base.low, scaled.base.high)[0]
    scale = _ends(scaled.low, scaled.high)[0] / base if base else Decimal(1)
    return plain(round(change * scale, _PLACES)), scaled.unit


def judged(
    direction: Literal["up", "down"] | None, measure: Measure, names: tuple[Name, ...]
) -> Literal["better", "worse"] | None:
    """Whether a number was changed for the better; None where nobody knows which way is good.

    To take away more (decrease) of what there should be less of is better.
    """
    if direction is None or not {"raised", "lowered"} & set(names):
        return None
    good = ("raised" in names) == (direction == "up")
    return "better" if good != (measure == "decrease") else "worse"


def _ends(low: Number | None, high: Number | None) -> _Bounds:
    one = low if low is not None else high
    other = high if high is not None else low
    assert one is not None
    assert other is not None
    return exact(one), exact(other)


def _near(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= SAME * max(abs(one), abs(other))


def _rounded(old: Value, new: Value) -> bool:
    """Whether one of two exact numbers is the other, rounded."""
    first, second = interval(old), interval(new)
    if first is None or second is None or {old.comparator, new.comparator} != {"="}:
        return False
    (one, _), (other, _) = bounds(old, new)
    return first[0].low <= other <= first[0].high or second[0].low <= one <= second[0].high


def _words(observation: Observation) -> str:
    return "".join((observation.qualitative or "").split())
