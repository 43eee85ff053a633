"""A number and its format → the words that a workbook shows: 0.125 as 0.0% → 12.5%, 45000 as a day → 2023/3/15."""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from policy_extract.expressions import expression

_QUOTED: Final = expression(r'"([^"]*)"|[\\!](.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]')
_BRACKETS: Final = expression(r"\[[^\]]*\]")
_DIGITS: Final = expression(r"[#0?][#0?,]*(?:\.[#0?]*)?(?:E[+-]0+)?,*")
_HELD_POINT: Final = expression(r"0[!\\]\.(0+),")  # 0!.0, shows ten thousands
_DAY_SIGNS: Final = expression(r"[ymdhs]", re.IGNORECASE)
_DAY_PART: Final = expression(r"y+|m+|d+|h+|s+|AM/PM|A/P", re.IGNORECASE)
_ELAPSED: Final = expression(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_BEYOND: Final = "#NUM!"
_LONGEST: Final = 11  # signs of a number in the format “General”
_MAX_DAY: Final = 2958465  # 31.12.9999
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_HOLD: Final = "\ue000"  # stands for a literal while the pattern is read


def general(value: float) -> str:
    """A number without a format: 664.3, 12, 0.3333333333; one beyond what a float holds as workbooks show it."""
    if not math.isfinite(value):
        return _BEYOND
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    words = f"{value:.15g}"
    if len(words) > _LONGEST + 1 and "e" not in words:
        words = f"{value:.10g}"
    return format(Decimal(words), "f") if "e" in words and 1e-9 < abs(value) < 1e21 else words


def number_shown(value: float, pattern: str, *, from_1904: bool = False) -> str:
    """A number as its pattern shows it; a pattern that is not understood shows the number itself."""
    try:
        return _patterned(value, pattern, from_1904)
    except (OverflowError, InvalidOperation):  # 1E+300 as 0.00, or two hundred signs of per cent
        return general(value)


def _patterned(value: float, pattern: str, from_1904: bool) -> str:
    if pattern.lower() in ("general", "@", "") or not math.isfinite(value):
        return general(value)
    sections = _sections(pattern)
    section = sections[0]
    if value < 0 and len(sections) > 1:
        section, value = sections[1], -value
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    if section == "" and len(sections) > 1:
        return ""
    if is_day(section):
        return day_shown(value, section, from_1904=from_1904)
    if held := _HELD_POINT.search(section):
        places = len(held[1])
        scaled = _rounded(value / 1000 / 10**places, places)
        return _literals(section[: held.start()]) + scaled + _literals(section[held.end() :])
    return _plain_number(value, section)


def is_day(section: str) -> bool:
    """Whether a section of a pattern shows a day or a time."""
    if _ELAPSED.search(section):
        return True
    bare = _BRACKETS.sub("", _QUOTED.sub("", section))
    return (
        bool(_DAY_SIGNS.search(bare))
        and "general" not in bare.lower()
        and "0" not in bare.replace(".0", "")
    )


@lru_cache(maxsize=512)
def _sections(pattern: str) -> tuple[str, ...]:
    """The parts for positive, negative and zero numbers, parted by semicolons outside quotes."""
    parts, start, quoted, at = [], 0, False, 0
    while at < len(pattern):
        sign = pattern[at]
        if sign == '"':
            quoted = not quoted
        elif sign in "\\!" and not quoted:
            at += 1
        elif sign == ";" and not quoted:
            parts.append(pattern[start:at])
            start = at + 1
        at += 1
    return (*parts, pattern[start:])


def _plain_number(value: float, section: str) -> str:
    kept: list[str] = []

    def hold(match: re.Match[str]) -> str:
        kept.append(match[1] or match[2] or match[3] or "")
        return _HOLD

    bare = _BRACKETS.sub("", _QUOTED.sub(hold, section))
    digits = _DIGITS.search(bare)
    if "general" in bare.lower():
        words = re.sub("general", lambda _: general(abs(value)), bare, flags=re.IGNORECASE)
    elif digits is None:
        words = bare if bare.strip(_HOLD + " ") or kept else general(value)
        return _filled(words, kept)
    else:
        percent = bare.count("%")
        shown = _in_digits(abs(value) * 100**percent, digits.group())
        words = bare[: digits.start()] + shown + bare[digits.end() :]
        words = re.sub(r"[#0?]", "", words[: digits.start()]) + words[digits.start() :]
    minus = "-" if value < 0 and re.search("[1-9]", words) else ""
    return minus + _filled(words, kept).strip()


def _in_digits(value: float, pattern: str) -> str:
    """A number that is not negative, by the signs for its digits: #,##0.00."""
    if "E" in pattern.upper():
        places = len(pattern.upper().split("E")[0].partition(".")[2])
        return f"{value:.{places}E}"
    scaled = pattern.rstrip(",")
    value /= 1000 ** (len(pattern) - len(scaled))
    whole, _, part = scaled.partition(".")
    words = _rounded(value, len(part), thousands="," in whole)
    for sign in reversed(part):
        if sign == "0" or not words.endswith("0"):
            break
        words = words[:-1]
    front, point, behind = words.partition(".")
    least = whole.replace(",", "").count("0")
    if least > len(front):
        front = front.zfill(least)
    if least == 0 and front == "0" and behind:
        front = ""
    return front + (point + behind if behind or part.startswith("0") else "")


def _rounded(value: float, places: int, *, thousands: bool = False) -> str:
    """Rounded as a workbook does, half up on the digits that are shown of it."""
    exact = Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return format(exact, ",f" if thousands else "f")


def _filled(words: str, kept: list[str]) -> str:
    literals = iter(kept)
    return "".join(next(literals, "") if sign == _HOLD else sign for sign in words)


def _literals(section: str) -> str:
    found = (match[1] or match[2] or match[3] or "" for match in _QUOTED.finditer(section))
    return "".join(found)


def day_shown(value: float, pattern: str, *, from_1904: bool = False) -> str:
    """A count of days as its pattern shows it; one outside the calendar as the number itself."""
    if not 0 <= value <= _MAX_DAY:
        return general(value)
    if elapsed := _ELAPSED.search(pattern):
        unit = {"h": 24, "m": 1440, "s": 86400}[elapsed[1][0].lower()]
        return str(int(value * unit + 1e-9))
    moment = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(seconds=round(value * 86400))
    return moment_shown(moment, pattern)


def moment_shown(moment: datetime, pattern: str) -> str:
    """A moment by a pattern of y, m, d, h and s."""
    kept: list[str] = []

    def hold(match: re.Match[str]) -> str:
        kept.append(match[1] or match[2] or match[3] or "")
        return _HOLD

    bare = _BRACKETS.sub("", _QUOTED.sub(hold, pattern))
    noon = bool(re.search("AM/PM|A/P", bare, re.IGNORECASE))
    last = ""

    def part(match: re.Match[str]) -> str:
        nonlocal last
        sign, size = match.group()[0].lower(), len(match.group())
        minutes = sign == "m" and (
            last == "h" or bare[match.end() :].lstrip(f": {_HOLD}")[:1] in ("s", "S")
        )
        if sign == "a":
            return "AM" if moment.hour < 12 else "PM"
        last = sign
        if sign == "y":
            return f"{moment.year:04d}" if size > 2 else f"{moment.year % 100:02d}"
        if sign == "m" and not minutes and size > 2:
            return moment.strftime("%b" if size == 3 else "%B")
        if sign == "d" and size > 2:
            return moment.strftime("%a" if size == 3 else "%A")
        hour = (moment.hour - 1) % 12 + 1 if noon else moment.hour
        number = {
            "m": moment.minute if minutes else moment.month,
            "d": moment.day,
            "h": hour,
            "s": moment.second,
        }[sign]
        return f"{number:0{min(size, 2)}d}"

    return _filled(_DAY_PART.sub(part, bare), kept).replace("@", "").strip("; ")
