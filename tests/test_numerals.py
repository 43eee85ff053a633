"""Chinese numerals, years written sign by sign, days of the calendar."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_extract.measure import numerals

_SIGNS = "〇一二三四五六七八九"


def written(number: int) -> str:
    """The usual form of a number below ten thousand, as a person writes it."""
    words, zero = "", False
    for power, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            words += ("零" if zero and words else "") + _SIGNS[digit] + sign
            zero = False
        elif words:
            zero = True
    return words.removeprefix("一") if words.startswith("一十") else words


@given(st.integers(min_value=1, max_value=9999))
def test_every_number_comes_back(number: int) -> None:
    assert numerals.spelled(written(number)) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [("两", 2), ("两千", 2000), ("十二", 12), ("一百零五", 105), ("三千二百", 3200)],
)
def test_forms_of_plans(words: str, number: int) -> None:
    assert numerals.spelled(words) == number
    assert re.fullmatch(numerals.PATTERN, words)


@pytest.mark.parametrize("words", ["", "百", "千", "家"])
def test_the_pattern_refuses_what_is_no_number_alone(words: str) -> None:
    assert re.fullmatch(numerals.PATTERN, words) is None


def test_years_sign_by_sign() -> None:
    assert [numerals.year(w) for w in ("二〇二一", "二0三五", "二○二五")][:2] == ["2021", "2035"]


@pytest.mark.parametrize(
    ("day", "true"),
    [
        ((2024, 2, 29), True),
        ((2023, 2, 29), False),
        (("2021", "99", "99"), False),
        ((2021, 12, 31), True),
    ],
)
def test_days_of_the_calendar(day: tuple[int, int, int], true: bool) -> None:
    assert numerals.is_day(*day) is true
