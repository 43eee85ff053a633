"""The words of a fix → a value, a unit, a time; by the readers that read plans."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Final

from policy_extract import messages, visible
from policy_extract.document import shadow
from policy_extract.errors import PolicyExtractError
from policy_extract.expressions import expression
from policy_extract.lexicon import Lexicon
from policy_extract.measure.finding import QuantityFinder
from policy_extract.measure.period import Calendar, PeriodFinder
from policy_extract.measure.quantity import Quantity, scaled
from policy_extract.model import Base, Period, Value
from policy_extract.tuples import NamedTuple

_NO_CALENDAR: Final = Calendar(None, None, None)
# ≥ -10.4: a fall. Dashes are plain here, the readers of plans take one for a mark.
_NEGATIVE: Final = expression(r"(?P<sign>>=|<=|[≥≤<>≈]?)-(?P<rest>\d.*)")
_ABOUT: Final = "≈"
_MOMENT: Final = r"\d{4}(?:-\d{2}){0,2}"
_ENDS: Final = expression(rf"(?P<start>{_MOMENT}|\.{{2,3}}|)/(?P<end>{_MOMENT}|\.{{2,3}}|)")
_YEARS: Final = expression(r"(?P<start>\d{4}|)-(?P<end>\d{4}|)")
_OPEN: Final = ("", "..", "...")
_LONGEST_NAME: Final = (
    300  # signs of an indicator or unit; what is longer is no name, and costs time by its square
)


class Unread(messages.Told, PolicyExtractError):
    """The words of a fix cannot be read as what they should be."""

    def __init__(self, code: str, **fields: object) -> None:
        self.code, self.fields = code, fields
        super().__init__(messages.text("en", code, **fields))


class Unit(NamedTuple):
    """A unit in its standard spelling, and how many base units one is; “” for a unit that has no base."""

    name: str | None
    scale: Fraction
    base: str


_NO_UNIT: Final = Unit(None, Fraction(1), "")


class Reader:
    """Reads the words of fixes; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._quantities, self._periods = lexicon.once(QuantityFinder), lexicon.once(PeriodFinder)

    def name(self, words: str) -> str:
        """An indicator's name as a person writes it, without white space.

        Raises Unread for one with signs that nobody sees (it would be trusted, and taken for the clean name by whoever
        reads it), and for one that is too long to be a name.
        """
        return _clean(words)

    def value(self, words: str, unit: str | None) -> Value | None:
        """A number as a person writes it (“800以上”, “10-20”, “≥ 300家”, “-10.4%”), in its unit.

        ``unit`` is that of a number without one. None for words without a number (全覆盖). Raises Unread for
        what is neither, and for a number with a unit of its own that is not ``unit``, where one is given by
        ``same_unit``.
        """
        plain = "".join(shadow(words).split())
        about, negative = plain.startswith(_ABOUT), _NEGATIVE.fullmatch(plain)
        stated = plain.removeprefix(_ABOUT)
        if negative:
            stated = negative["sign"].removeprefix(_ABOUT) + negative["rest"]
        found = self._quantities.find(stated, 0, len(stated))
        if not found and not re.search(r"\d", stated):
            return None
        if len(found) != 1 or (found[0].start, found[0].end) != (0, len(stated)):
            raise Unread("fix.value_unread", words=words)
        quantity = found[0]
        if negative:
            quantity = _negative(quantity, words)
        if about and quantity.comparator == "=":
            quantity = quantity._replace(comparator="~")
        return self._valued(quantity, unit)

    def _valued(self, quantity: Quantity, unit: str | None) -> Value:
        if quantity.parts is not None:
            return Value(comparator=quantity.comparator, parts=quantity.parts)
        if quantity.unit is None and quantity.kind != "multiple":
            own = self.unit(unit)
            quantity = quantity._replace(unit=own.name, scale=own.scale, base_unit=own.base)
        return quantity.value()

    def same_unit(self, words: str, unit: str) -> bool:
        """Whether a number has no unit of its own, or this one."""
        value = self.value(words, None)
        return value is None or value.unit in (None, self.unit(unit).name)

    def unit(self, words: str | None) -> Unit:
        """A unit in its standard spelling with its base; one that nobody knows stays as it is written.

        Raises Unread for words with digits, with signs that nobody sees, and for what is too long to be a unit.
        """
        if words is None:
            return _NO_UNIT
        written = _clean(words)
        plain = "".join(shadow(words).split())
        if not plain or re.search(r"\d", plain):
            raise Unread("fix.unit_unread", words=words)
        probe = f"1{plain}"
        found = self._quantities.find(probe, 0, len(probe))
        if len(found) == 1 and (found[0].start, found[0].end) == (0, len(probe)) and found[0].unit:
            return Unit(found[0].unit, found[0].scale, found[0].base_unit)
        return Unit(written, Fraction(1), "")

    def in_unit(self, value: Value, words: str | None) -> Value:
        """The same number in another unit; its base is computed anew."""
        unit = self.unit(words)
        base = None
        if unit.base and value.parts is None:
            base = Base(
                low=scaled(value.low, unit.scale),
                high=scaled(value.high, unit.scale),
                unit=unit.base,
            )
        return value.model_copy(update={"unit": unit.name, "base": base})

    def time(self, words: str) -> Period:
        """A time as a person writes it: 2025, 2021-2025, 2021/2025, 2023-06, 2025年底, “十四五”期间.

        Raises Unread for what is no time, and for one that says no year (三年内).
        """
        plain = "".join(shadow(words).split())
        if re.fullmatch(_MOMENT, plain):
            return _period(plain, plain, words)
        for form in (_ENDS, _YEARS):
            ends = form.fullmatch(plain)
            if ends:
                return _period(ends["start"], ends["end"], words)
        for said in (plain, f"“{plain}”"):  # 十四五
            spans = self._periods.find(said, 0, len(said), _NO_CALENDAR)
            if len(spans) == 1 and spans[0].start <= 1 and spans[0].end == len(said):
                period = spans[0].period
                if period is not None:
                    return period
        raise Unread("fix.time_unread", words=words)


def _clean(words: str) -> str:
    hidden = visible.unseen(words)
    if hidden:
        raise Unread("fix.unseen", words=words, signs=" ".join(map(visible.code, hidden)))
    name = "".join(words.split())
    if len(name) > _LONGEST_NAME:
        raise Unread("fix.long", words=name[:20], chars=len(name), most=_LONGEST_NAME)
    return name


def _negative(quantity: Quantity, words: str) -> Quantity:
    if quantity.comparator == "range" or quantity.parts is not None:
        raise Unread("fix.value_unread", words=words)
    low, high = quantity.low, quantity.high
    return quantity._replace(
        low=None if low is None else -low, high=None if high is None else -high
    )


def _period(start: str, end: str, words: str) -> Period:
    ends = [None if one in _OPEN else _moment(one, words) for one in (start, end)]
    if ends == [None, None] or (ends[0] and ends[1] and ends[0][: len(ends[1])] > ends[1]):
        raise Unread("fix.time_unread", words=words)
    return Period(start=ends[0], end=ends[1])


def _moment(words: str, whole: str) -> str:
    parts = [int(part) for part in words.split("-")]
    try:
        date(*(*parts, 1, 1)[:3])
    except ValueError as error:
        raise Unread("fix.time_unread", words=whole) from error
    return words
