"""Slips of recognition that are mended because nothing else can be meant; every other slip stays as it was read."""

from __future__ import annotations

from typing import Final

from policy_extract.expressions import expression

_HAN: Final = r"[\u4e00-\u9fff]"
_YEAR: Final = "年"
#: A page's number between strokes, which are read as strokes, dashes, or the sign for one.
_STROKE: Final = "[-一—–―~_]"
_PAGE_NUMBER: Final = expression(rf"{_STROKE}{{1,2}} ?[\dlIOSs]{{1,4}} ?{_STROKE}{{1,2}}")
_BETWEEN_DIGITS: Final = expression(r"(?<=\d)[lIOoQ](?=\d)")
_OPENING_ONE: Final = expression(rf"(?<={_HAN})l(?=\d\d)")
_AS_DIGIT: Final = str.maketrans("lIOoQ", "11000")
#: A year in words: what is read for its nought, behind the first digit and before the last two.
_WORDED: Final = "二一三四五六七八九〇"
_YEAR_NOUGHT: Final = expression(rf"(?<={_WORDED[0]})[O0o○Q](?=[{_WORDED}]{{2}}(?:{_YEAR}|\W|$))")
_SPLIT_YEAR: Final = expression(
    rf"(?<![\d.])((?:19|20)) (\d\d)(?={_YEAR})|(?<![\d.])((?:19|20)\d) (\d)(?={_YEAR})"
)
_SPLIT_SHARE: Final = expression(rf"(?<={_HAN})(\d{{1,3}}) ?\. ?(\d{{1,2}}) ?([%％])")
_OPENING: Final = expression(rf"\((?={_HAN})|(?<={_HAN})\(")
_CLOSING: Final = expression(rf"(?<={_HAN})\)|\)(?={_HAN}|[，。；：、])")


def is_page_number(words: str) -> bool:
    """“一1一”, “-2一”, “-S-”. Refused: a stroke on one side only, and anything else in the line."""
    return _PAGE_NUMBER.fullmatch(words.strip()) is not None


def mended_slips(words: str) -> str:
    """A recognised line with its certain slips mended, one after the other."""
    for mend in (digits_in_numbers, nought_of_year, split_numbers, wide_brackets):
        words = mend(words)
    return words


def digits_in_numbers(words: str) -> str:
    """“2O25”, “1l5”, “达到l00” → “2025”, “115”, “达到100”.

    Refused: letters at the end of a number (“50l” may be litres) or at its beginning (“O3”, “I20”), but for a small
    l behind a Chinese sign and before two digits; “12|34”, which may be a ruling line.
    """
    words = _BETWEEN_DIGITS.sub(lambda found: found[0].translate(_AS_DIGIT), words)
    return _OPENING_ONE.sub("1", words)


def nought_of_year(words: str) -> str:
    """“二O二五年”, “二0三五” → “二〇二五年”, “二〇三五”. Refused: any other place, and years that are not of this century."""
    return _YEAR_NOUGHT.sub("\u3007", words)


def split_numbers(words: str) -> str:
    """“20 25年”, “增长5. 5%” → “2025年”, “增长5.5%”.

    Refused: numbers without 年 or %, and shares at the beginning of a line (“1. 50%以上” may be an item's number).
    """
    words = _SPLIT_YEAR.sub(lambda m: (m[1] or m[3]) + (m[2] or m[4]), words)
    return _SPLIT_SHARE.sub(r"\1.\2\3", words)


def wide_brackets(words: str) -> str:
    """“4省(自治区)。” → “4省（自治区）。”: brackets beside Chinese signs are wide. Refused: “f(x)”, “(2)”."""
    return _CLOSING.sub("）", _OPENING.sub("（", words))
