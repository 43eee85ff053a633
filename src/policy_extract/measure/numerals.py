"""Chinese numerals as whole numbers, years written sign by sign (GB/T 15835-2011), days of the calendar."""

from __future__ import annotations

from datetime import date

_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
_DIGITS |= dict(zip("零两Oo", (0, 2, 0, 0), strict=True))
_POWERS = dict(zip("十百千", (10, 100, 1000), strict=True))
# What spells() reads, without 万 and 亿: those are magnitudes of a unit (三百万元 is 三百 | 万元).
_ONES = "一二三四五六七八九"
PATTERN = (
    rf"(?=[{_ONES}两十])"
    + "".join(rf"(?:[{_ONES}两]{power}零?)?" for power in "千百")
    + rf"(?:[{_ONES}]?十)?[{_ONES}两]?"
)


def spelled(words: str) -> int:
    """A numeral below ten thousand → its number: 十二 → 12, 一百零五 → 105, 三千二百 → 3200, 两 → 2.

    A sign that is no numeral counts as nothing; ``PATTERN`` matches what is meant for here.
    """
    total = digit = 0
    for sign in words:
        if sign in _POWERS:
            total += (digit or 1) * _POWERS[sign]
            digit = 0
        else:
            digit = _DIGITS.get(sign, digit)
    return total + digit


def year(words: str) -> str:
    """A year written sign by sign → digits: 二〇二一, 二0三五 → 2021, 2035; other signs stay."""
    return "".join(str(_DIGITS[sign]) if sign in _DIGITS else sign for sign in words)


def is_day(year: str | int, month: str | int, day: str | int) -> bool:
    """True for a day of the calendar; 2021-02-31 and 2021年99月99日 are none."""
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True
