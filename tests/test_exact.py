"""Values in base units: right to 12 significant digits whatever the unit, and printed as decimals are."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_extract.document import shadow
from policy_extract.lexicon.records import Unit
from policy_extract.measure.finding import QuantityFinder
from policy_extract.measure.quantity import both_scaled, rounded, scaled
from policy_extract.model import Number
from reading import lexicon

#: Written by hand, apart from the gazetteer: base units in one unit.
FACTORS = {
    "亩": Fraction(2000, 3), "公顷": Fraction(10_000), "平方公里": Fraction(10**6),
    "斤": Fraction(1, 2), "公斤": Fraction(1), "吨": Fraction(1000), "克": Fraction(1, 1000),
    "毫克": Fraction(1, 10**6), "微克": Fraction(1, 10**9), "公里": Fraction(1000),
    "海里": Fraction(1852), "毫米": Fraction(1, 1000), "微米": Fraction(1, 10**6),
    "%": Fraction(1, 100), "‰": Fraction(1, 1000), "‱": Fraction(1, 10_000),
    "个百分点": Fraction(1, 100), "千克标准煤": Fraction(1, 1000), "兆瓦": Fraction(1000),
    "吉瓦": Fraction(10**6), "亿元": Fraction(10**8), "万元": Fraction(10_000), "元": Fraction(1),
    "万亩": Fraction(20_000_000, 3), "万吨": Fraction(10**7), "万元/亩": Fraction(30_000, 2000),
    "吨/亩": Fraction(3000, 2000), "斤/亩": Fraction(3, 4000), "公斤/亩": Fraction(3, 2000),
    "立方米/亩": Fraction(3, 2000), "微克/立方米": Fraction(1), "升": Fraction(1, 1000),
    "毫克/升": Fraction(1, 1000), "人/平方公里": Fraction(1, 10**6), "毫秒": Fraction(1, 1000),
}  # fmt: skip
DIGITS = st.decimals(min_value="0.01", max_value="99999", places=2, allow_nan=False)


@cache
def finder() -> QuantityFinder:
    return QuantityFinder(lexicon())


def based(words: str) -> Number | None:
    """The one number of some words, in its base unit."""
    (found,) = finder().find(shadow(words), 0, len(words))
    base = found.value().base
    assert base is not None
    assert base.low == base.high
    return base.low


def digits(number: Number) -> int:
    """The significant digits that JSON shows of a number."""
    return len(re.sub(r"e.*|[-.]", "", json.dumps(number)).strip("0"))


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("15万亩", 100_000_000),
        ("3亩", 2000),
        ("1500亩", 1_000_000),
        ("14万亩", 93333333.3333),
        ("1亩", 666.666666667),
        ("0.75亩", 500),
        ("800万元/亩", 12_000),
        ("1050斤/亩", 0.7875),
        ("664.3亿元", 66_430_000_000),
        ("35.5微克", 3.55e-8),  # nine decimals made it 36
        ("0.3微克", 3e-10),  # and this 0
        ("1.1‰", 0.0011),
        ("28.7%", 0.287),
        ("12345678.9亿元", 1_234_567_890_000_000),
        ("10000001万亩", 66666673333333),  # none of the whole number's digits is lost
    ],
)
def test_values_in_base_units(words: str, number: Number) -> None:
    assert based(words) == number


@pytest.mark.parametrize("unit", FACTORS)
@settings(max_examples=25, deadline=None)
@given(number=DIGITS)
def test_right_to_twelve_digits_and_without_noise(unit: str, number: Decimal) -> None:
    written = format(number, "f").rstrip("0").rstrip(".")
    exact = Fraction(written) * FACTORS[unit]
    told = based(f"{written}{unit}")
    assert told is not None
    assert abs(Fraction(json.dumps(told)) - exact) <= exact * Fraction(1, 2 * 10**11)
    assert digits(told) <= (12 if 3 in factors(exact.denominator) else 15)
    if exact.denominator == 1:
        assert isinstance(told, int)
        assert told == exact


def factors(number: int) -> set[int]:
    """The primes that a number is made of, of 2, 3 and 5."""
    return {prime for prime in (2, 3, 5) if number % prime == 0}


@given(number=st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6))
def test_any_fraction_is_told_to_twelve_digits(number: Fraction) -> None:
    told = rounded(number)
    assert abs(Fraction(json.dumps(told)) - number) <= abs(number) / (2 * 10**11)
    assert rounded(Fraction(json.dumps(told))) == told


def test_units_of_the_gazetteer_are_exact() -> None:
    """No factor is a decimal that was cut: each is whole, ends, or is written as a fraction."""
    long = [u.name for u in lexicon().units if u.scale.denominator > 10**9]
    assert long == []
    assert scaled(None, Fraction(1)) is None


@pytest.mark.parametrize(
    ("written", "exact"),
    [("2000/3", Fraction(2000, 3)), (0.001, Fraction(1, 1000)), (1e18, Fraction(10**18)), (15, Fraction(15))],
)  # fmt: skip
def test_a_factor_is_what_is_written(written: object, exact: Fraction) -> None:
    unit = Unit.model_validate({"name": "橹", "base": "橹", "kind": "count", "scale": written})
    assert unit.scale == exact


@pytest.mark.parametrize("written", ["x", 0, -1, "2000/0", True, None, "inf", float("nan")])
def test_what_is_no_factor_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match="scale"):
        Unit.model_validate({"name": "橹", "base": "橹", "kind": "count", "scale": written})


@given(
    st.one_of(st.none(), st.integers(), st.floats(allow_nan=False, allow_infinity=False)),
    st.fractions(),
)
def test_short_ways_reckon_what_the_long_way_does(value: Number | None, scale: Fraction) -> None:
    """Whole numbers, and both bounds at once: every bit as by fractions, the type too."""
    slow = None if value is None else rounded(Fraction(Decimal(str(value))) * scale)
    found = (scaled(value, scale), *both_scaled(value, value, scale))
    assert [(one, type(one)) for one in found] == [(slow, type(slow))] * 3
    assert both_scaled(None, value, scale) == (None, slow)
    assert both_scaled(value, None, scale) == (slow, None)
