"""Numbers as automatic numbering prints them: 一, 第十二, ③, 甲, IV, by the names of w:numFmt (ECMA-376, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from policy_extract.measure.numerals import SIGNS

_DIGITS: Final = SIGNS[:10]
_POWERS: Final = ("", *SIGNS[12:15])
_ZERO: Final = SIGNS[10]
#: Digits and powers that cannot be altered to others, as bills have them.
_FORMAL: Final = "壹贰叁肆伍陆柒捌玖拾佰仟"
#: The heavenly stems, then the earthly branches.
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST: Final = 9999  # beyond it every form is decimal


def counted(number: int, digits: str = _DIGITS, powers: tuple[str, ...] = _POWERS) -> str:
    """A number in words: 10 → 十, 12 → 十二, 105 → 一百零五, 1010 → 一千零一十."""
    if number == 0:
        return _ZERO
    words, gap = "", False
    for power in range(len(powers) - 1, -1, -1):
        digit = number // 10**power % 10
        if digit:
            words += (_ZERO if gap and words else "") + digits[digit] + powers[power]
            gap = False
        else:
            gap = True
    alone = digits[1] + powers[1]  # 十二, not 一十二
    return words[1:] if words.startswith(alone) and powers is _POWERS else words


def _formal(number: int) -> str:
    return counted(number, _ZERO + _FORMAL[:9], ("", *_FORMAL[9:]))


def _by_sign(number: int) -> str:
    return "".join(_DIGITS[int(sign)] for sign in str(number))


def _of(signs: str) -> Callable[[int], str]:
    def form(number: int) -> str:
        return signs[(number - 1) % len(signs)] if number > 0 else str(number)

    return form


def _range(*stretches: tuple[int, int, int]) -> Callable[[int], str]:
    """Signs that stand one after the other: (first number, last number, code of the first)."""

    def form(number: int) -> str:
        for first, last, code in stretches:
            if first <= number <= last:
                return chr(code + number - first)
        return str(number)

    return form


def _roman(number: int) -> str:
    words = ""
    for size, sign in _ROMAN:
        words += sign * (number // size)
        number %= size
    return words


def _letters(number: int) -> str:
    """a … z, then aa, bb, …"""
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def _wide(number: int) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in str(number))


_circled: Final = _range((0, 0, 0x24EA), (1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1))
_FORMS: Final[dict[str, Callable[[int], str]]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
         "japaneseCounting"), counted,
    ),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _by_sign),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), _formal),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _wide),
    "ideographTraditional": _of(_STEMS[:10]),
    "ideographZodiac": _of(_STEMS[10:]),
    "ideographEnclosedCircle": _range((1, 10, 0x3280)),
    "decimalEnclosedParen": _range((1, 20, 0x2474)),
    "decimalEnclosedFullstop": _range((1, 20, 0x2488)),
    "decimalZero": "{:02d}".format,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "numberInDash": "- {} -".format,
    "none": lambda _: "",
    "bullet": lambda _: "",
}  # fmt: skip


def shown(number: int, form: str) -> str:
    """A number in the form that w:numFmt names; an unknown form is decimal."""
    if not 0 <= number <= _LARGEST:
        return str(number)
    return _FORMS.get(form, str)(number)
