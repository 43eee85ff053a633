"""Numbers in Chinese and Roman numerals, as a program that numbers paragraphs or items writes them."""

from __future__ import annotations

from typing import Final

from policy_extract.measure.numerals import SIGNS

DIGITS: Final = SIGNS[:10]
ZERO: Final = SIGNS[10]
_POWERS: Final = ("", *SIGNS[12:15])
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def counted(number: int, digits: str = DIGITS, powers: tuple[str, ...] = _POWERS) -> str:
    """A number below ten thousand in words: 10 → 十, 12 → 十二, 105 → 一百零五, 1010 → 一千零一十."""
    if number == 0:
        return ZERO
    words, gap = "", False
    for power in range(len(powers) - 1, -1, -1):
        digit = number // 10**power % 10
        if digit:
            words += (ZERO if gap and words else "") + digits[digit] + powers[power]
            gap = False
        else:
            gap = True
    alone = digits[1] + powers[1]  # 十二, not 一十二
    return words[1:] if words.startswith(alone) and powers is _POWERS else words


def roman(number: int) -> str:
    """A number in small Roman numerals: 4 → iv, 1990 → mcmxc; "" for nought."""
    words = ""
    for size, sign in _ROMAN:
        words += sign * (number // size)
        number %= size
    return words
