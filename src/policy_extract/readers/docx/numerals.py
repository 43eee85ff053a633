"""Numbers as automatic numbering prints them: 一, 第十二, ③, 甲, IV, by the names of w:numFmt (ECMA-376, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from policy_extract.readers.numerals import DIGITS, ZERO, counted, roman

#: Digits and powers that cannot be altered to others, as bills have them.
_FORMAL: Final = "壹贰叁肆伍陆柒捌玖拾佰仟"
#: The heavenly stems, then the earthly branches.
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
_LARGEST: Final = 9999  # beyond it every form is decimal


def _formal(number: int) -> str:
    return counted(number, ZERO + _FORMAL[:9], ("", *_FORMAL[9:]))


def _by_sign(number: int) -> str:
    return "".join(DIGITS[int(sign)] for sign in str(number))


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
    "upperRoman": lambda number: roman(number).upper(),
    "lowerRoman": roman,
    "numberInDash": "- {} -".format,
    "none": lambda _: "",
    "bullet": lambda _: "",
}  # fmt: skip


def shown(number: int, form: str) -> str:
    """A number in the form that w:numFmt names; an unknown form is decimal."""
    if not 0 <= number <= _LARGEST:
        return str(number)
    return _FORMS.get(form, str)(number)
