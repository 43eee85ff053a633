"""Numerals as numbers, whole, with a point or of several parts; years sign by sign; days of the calendar.

The forms are those of GB/T 15835-2011 and what plans write beside them: 一百零五, 八点五, 3万4000, 一万五千亿.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from policy_extract.expressions import expression

#: All signs of numerals: the digits, zero and two as they are also written, the powers, the point.
SIGNS = "〇一二三四五六七八九零两十百千万亿点"
_ONES, _ZEROS, TWO = SIGNS[1:10], SIGNS[0] + SIGNS[10], SIGNS[11]
TEN, _SMALL, BIG, POINT = SIGNS[12], SIGNS[12:15], SIGNS[15:17], SIGNS[17]
PLAIN_ZERO = SIGNS[10]
#: Powers that may count something without a digit in front: 百家, 万亩.
ALONE = SIGNS[13:16]
_DIGITS = {sign: value for value, sign in enumerate(SIGNS[:10])} | dict.fromkeys(_ZEROS + "Oo", 0)
_DIGITS[TWO] = 2
_POWERS = {sign: 10**power for power, sign in enumerate(_SMALL, 1)}
_BIG = dict(zip(BIG, (10_000, 100_000_000), strict=True))
_TEN = 10
# What spells() reads, without 万 and 亿: those are magnitudes of a unit (三百万元 is 三百 | 万元).
PATTERN = (
    rf"(?=[{_ONES}{TWO}{TEN}])"
    + "".join(rf"(?:[{_ONES}{TWO}]{power}[{_ZEROS}]?)?" for power in reversed(_SMALL[1:]))
    + rf"(?:[{_ONES}]?{TEN})?[{_ONES}{TWO}]?"
)
ONE = rf"[{_ONES}]"
#: A sign of a spelled numeral, beside which 、 may join two of them: 三、四家.
SINGLE = rf"[{_ONES}{TWO}{_SMALL}]"
#: The last sign of a round number: only behind one of these stands 几 (十几家, 20几家).
ROUND = _SMALL + "0"
#: In thousands with commas, with two gaps or more (one gap may part two numbers), or plain.
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?: \d{3}){2,}(?![\d.])|\d+(?:\.\d+)?"
#: A numeral sign by sign: 六〇, 一〇五, 三00. Refused: 二五 (what of?), 一百〇五 (has its places), 二〇三〇 (a year).
_YEAR = rf"(?:{_ONES[0]}{_ONES[8]}|{_ONES[1]}[{_ZEROS[0]}0])[{_ONES}{_ZEROS[0]}0]{{2}}"
_BY_SIGN = rf"(?=[{_ONES}]+[{_ZEROS[0]}0])(?!{_YEAR})[{_ONES}][{_ONES}{_ZEROS[0]}0]{{1,3}}(?![\d{_ONES}{_ZEROS}{_SMALL}])"
#: A numeral that may have a point: 八点五, 零点三. Refused: 三点五十 (a time of day).
SPELLED = (
    rf"(?:{_BY_SIGN}|{PATTERN}|{_ZEROS[1]}(?={POINT}))(?:{POINT}[{_ZEROS}{_ONES}]+(?![{_SMALL}]))?"
)
_PART = rf"(?:\d{{1,4}}(?:\.\d+)?|{PATTERN})"
_POWER = rf"(?:[{_SMALL}]?[{BIG}]|{BIG}|[{_SMALL[1:]}])"
_FIRST = rf"(?:\d{{1,4}}(?:\.\d+)?{_POWER}|{PATTERN}[{_SMALL}]?[{BIG}]{{1,3}})"
_MORE = 5  # parts between the first and the last: no number has as many, a line of numerals has
#: A number of several parts, whatever signs it is written in: 3万4000, 25万6千, 一百九十万零三千, 两万五.
COMPOUND = (
    rf"{_FIRST}(?:{_ZEROS[1]}?{_PART}{_POWER}){{0,{_MORE}}}(?:{_ZEROS[1]}?{_PART}{_POWER}"
    rf"|{_ZEROS[1]}\d{{1,3}}(?![\d年])|\d{{3,4}}(?![\d年])"
    rf"|{_ZEROS[1]}?(?=[{_ONES}{TWO}{TEN}]){PATTERN})"
)
_TOKEN = expression(rf"\d+(?:\.\d+)?|[{SIGNS[:-1]}]")


def spelled(words: str) -> int:
    """A numeral below ten thousand → its number: 十二 → 12, 一百零五 → 105, 三千二 → 3200, 两 → 2.

    A sign that is no numeral counts as nothing; ``PATTERN`` matches what is meant for here.
    """
    total = digit = 0
    last = 1
    for sign in words:
        if sign in _POWERS:
            last = _POWERS[sign]
            total += (digit or 1) * last
            digit = 0
        elif sign in _DIGITS:
            digit = _DIGITS[sign]
            last = 1 if digit == 0 else last
    return total + digit * (last // _TEN if last > _TEN else 1)


def first_part(words: str) -> int:
    """How many signs the first part of a number of several has: 2 of 3万5万."""
    return next(i for i, sign in enumerate(words, 1) if sign in _POWERS or sign in _BIG)


def of_several_parts(words: str) -> bool:
    """Whether a number is one of ``COMPOUND``: it holds a magnitude, or digits and a power."""
    if not _BIG.keys().isdisjoint(words):
        return True
    return words[:1].isdigit() and not _POWERS.keys().isdisjoint(words)


def number(words: str) -> Decimal:
    """A number of one part, in digits or spelled, exactly: “1,250.5”, 1 250 000, 三百, 八点五."""
    if words[:1].isdigit():
        return Decimal(words.replace(",", "").replace(" ", ""))
    whole, point, tenths = words.partition(POINT)
    by_sign = not any(sign in _POWERS for sign in whole)
    units = int(year(whole)) if by_sign and len(whole) > 1 else spelled(whole)
    return Decimal(f"{units}.{year(tenths)}") if point else Decimal(units)


def compound(words: str) -> tuple[Decimal, str] | None:
    """A number of several parts → its number and the magnitude that it is told in, or None when it is none.

    3万4000 → (34000, “”), 1亿2000万 → (1.2, 亿), 5亿8千6百万 → (5.86, 亿), 一万五千亿 → (15000, 亿), 两万五 →
    (2.5, 万): the greatest magnitude where the last part is written with 万 or 亿. Refused: 3万5万.
    """
    parts: list[tuple[Decimal, int]] = []  # each with the magnitude it was closed by
    section, last, power, gap = Decimal(0), None, 1, False
    for token in _TOKEN.findall(words):
        if token in _BIG:
            closed = _closed(parts, section + (last or 0), _BIG[token])
            if closed is None:
                return None
            parts = closed
            section, last, power, gap = Decimal(0), None, _BIG[token], False
        elif token in _POWERS:
            if section and _POWERS[token] >= power:
                return None
            power = _POWERS[token]
            section += (1 if last is None else last) * power
            last, gap = None, False
        elif last is not None:
            return None
        elif token in _ZEROS:
            gap = True
        else:
            last = Decimal(_DIGITS[token]) if token in _DIGITS else Decimal(token)
    short = last is not None and words[-1] in _DIGITS and not gap and power > _TEN
    if last is not None:
        section += last * (power // _TEN) if short else last
    total = sum((value for value, _ in parts), section)
    if words[-1] in _BIG or (short and power in _BIG.values()):
        top = next(sign for sign in reversed(_BIG) if sign in words)
        return total / _BIG[top], top
    return total, ""


def _closed(
    parts: list[tuple[Decimal, int]], section: Decimal, big: int
) -> list[tuple[Decimal, int]] | None:
    """The parts of a number when 万 or 亿 closes one; None for two of one magnitude (3万5万)."""
    small = sum((value for value, closed in parts if closed < big), Decimal(0))
    kept = [part for part in parts if part[1] >= big]
    if kept and kept[-1][1] == big and kept[-1][0] < big * min(_BIG.values()):
        return None  # 2万亿5000亿 is one number
    return [*kept, ((small + section) * big, big)]


def year(words: str) -> str:
    """A year written sign by sign → digits: 二〇二一, 二0三五 → 2021, 2035; other signs stay."""
    return "".join(str(_DIGITS[sign]) if sign in _DIGITS else sign for sign in words)


YEAR, MONTH, DAY = "年月日"
#: What stands between two years of a range, as signs of a class: 2021-2025, 2021至2025.
JOINTS = r"\-~至到"
#: A year sign by sign, or of mixed signs as typed by hand: 二〇二五, 二0二五, 2O25, 二〇25. Refused: 2025, 二十五.
# Begins with two signs that few places hold; what may not stand before them is asked then.
YEAR_BY_SIGN = (
    rf"[{_ONES[:2]}12][{_ZEROS}0Oo{_ONES}9](?<![\d{_ONES}{_ZEROS}]..)(?!(?<=\d\d)\d\d)"
    rf"[{_ZEROS}0Oo{_ONES}\d]{{2}}(?![\d{_ONES}{_ZEROS}])"
)
_YEAR_NAMED = expression(rf"{YEAR_BY_SIGN}(?= ?[{YEAR}{JOINTS}])")


def with_digits(words: str) -> str:
    """The words with every year that is written sign by sign in digits, as long as before: 二〇二四年 → 2024年.

    Refused: one that neither 年 nor a dash follows, 一九一二大街; 二〇二五五年.
    """
    return _YEAR_NAMED.sub(lambda named: year(named[0]), words)


def last_year(first: str, last: str) -> str:
    """The last year of a range, whole: of “2021-25年” 2025."""
    return first[: -len(last)] + last


def is_day(year: str | int, month: str | int, day: str | int) -> bool:
    """True for a day of the calendar; 2021-02-31 and 2021年99月99日 are none."""
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True
