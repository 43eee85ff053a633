"""Whether digits or numerals that were found are a whole number, or a piece of something longer.

A piece is worse than nothing: “5²亿元” is not 5, “1,00,000亿元” is not 1, “六0家” is not 0. What stands right in
front of the first sign and right behind the last tells; each way to go on is one named pattern.
"""

from __future__ import annotations

import unicodedata

from policy_extract.expressions import expression
from policy_extract.lexicon import Lexicon
from policy_extract.measure import numerals

_ONES, _ZERO = numerals.SIGNS[1:10], numerals.SIGNS[0]
_TENS = numerals.SIGNS[12:15]
#: What a digit does not stand beside but as a part of something longer, by the classes of Unicode: marks over a sign, other
#: figures (5², 5½, Ⅲ), signs that nobody sees, letters, low lines.
_JOINING = frozenset(("Mn", "Mc", "Me", "No", "Nl", "Cf", "Cc", "Co", "Cs", "Cn", "Pc", "Sk", "Lm"))
#: Blanks of all kinds, the end of a line, a cut that layout has mended (layout.mending), the end of a page.
_BLANK = " \t\n\u200b\x0b\x0c"
#: Figures in a ring or in brackets, which count the items of a list: ①20家, ㈠, ❶.
_ITEM = expression("[\u2460-\u24ff\u2776-\u2793\u3200-\u32ff]")
#: What a program puts where it could not decode a byte: nobody knows whether a digit stood there.
_UNDECODED = "\ufffd"
#: A digit beside it, a mark over a sign, or a sign of a font's own; refused: digits in a frame (5\u20e3, an item of a list).
_SPOILED = r"[\p{Mn}\p{Me}\p{Co}\p{Cn}\ufffd--[\u20e3\ufe00-\ufe0f]]"
_SPOILING = frozenset(("Mn", "Me", "Co", "Cn"))
_FIRST_HAN, _LAST_HAN = 0x4E00, 0x9FFF  # of the block that nearly all signs of a plan are from
_POINTS = "·٫'’‘"

#: What the first digit must not stand behind, each searched right in front of it.
_DIGITS_BEGIN_LATER = expression(
    "|".join(
        (
            r"(?<=\d \. )",  # 7 . |5%, set wide
            r"(?<=\d['’])(?=\d{3}(?!\d))",  # 1'|500
            rf"(?<=\d[{_POINTS}])",  # 5·|5亿元
            r"(?<=\d\.\.)",  # 5..|5
            r"(?<=\d[ \u200b])(?=0(?![.\d]))",  # 5 |0 亿元
            r"(?<=(?<![\d.])\d[ \u200b])(?=\d(?![\d.]))",  # 1 2 |5亿元, set wide
            rf"(?<=[{_ONES}{_ZERO}{_TENS}])(?=0(?!\.\d))",  # 十|0家
            rf"(?<=(?<!\d)[\d{_ONES}][{_TENS[1:]}{numerals.BIG[0]}])(?=\d(?![\d.]))",  # 3万|5家
        )
    )
)
#: The signs behind which one of these may hold.
_LATER_BEHIND = frozenset(f" \u200b.{_POINTS}{_ONES}{_ZERO}{_TENS}{numerals.BIG[0]}")
#: How a number without a unit goes on, each right behind its last sign.
_GOES_ON = expression(
    "|".join(
        (
            r"[ \u200b]\d{3}(?!\d)",  # 1| 400亿元
            r"(?<=(?<![\d.])\d)[ \u200b]\d(?![\d.])",  # 5| 0 0 亿元, set wide
            r"\.(?=[亿万千百]?[元吨家个项亩人])",  # 5|.亿元
            r"\.{1,2}\d",  # 5.5|.5, 5|..5
            rf"[{_POINTS}]\d",  # 5|·5亿元
            r"[,、]0\d",  # 1|,0000亿元: no number of its own begins so
            r"(?:,\d{1,3})*,\d{3}(?!\d)",  # 1|,00,000亿元
        )
    )
)


class Ends:
    """Tells pieces of numbers from numbers; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        ordinal = lexicon.words("numbers", "sign.ordinal")[0]
        self._before_digits = frozenset((".", ordinal))
        self._before_words = frozenset((*numerals.SIGNS, *lexicon.words("numbers", "sign.glued")))

    def begins_earlier(self, shadow: str, begin: int, *, spelled: bool) -> bool:
        """Whether the number whose first sign is at ``begin`` (a code point) goes on a word or another number.

        True for 5G, IPv6, З0家, 2|.5, 十|四五, 第|三, 廿|五. Refused: 助餐点|二十个, 统一|20家, ①|20家.
        """
        if begin == 0:
            return False
        previous = shadow[begin - 1]
        if previous.isdecimal():
            return True
        if spelled and previous in self._before_words:
            # 八点|五, but 助餐点|二十个: a decimal point has a numeral on its left
            return previous != numerals.POINT or shadow[begin - 2 : begin - 1] in numerals.SIGNS
        if spelled:
            return previous in _POINTS and shadow[begin - 2 : begin - 1] in numerals.SIGNS
        if previous in _LATER_BEHIND and _DIGITS_BEGIN_LATER.match(shadow, begin):
            return True
        if previous in " \u200b" and shadow[max(0, begin - 2) : begin - 1].isdigit():
            return shadow[begin : begin + 3].isdigit()  # the rest of a number with gaps: 1 400亿元
        return previous in self._before_digits or (joins(previous) and not _ITEM.match(previous))

    def goes_on(self, shadow: str, stop: int) -> bool:
        """Whether a number without a unit goes on at ``stop`` (a code point): 5|²亿元, 1|,00,000亿元, 5|G.

        Refused: 500|，其中; 85|、0.5 (two numbers).
        """
        return joins(shadow[stop : stop + 1]) or _GOES_ON.match(shadow, stop) is not None


def spoiled(text: str) -> tuple[str, ...]:
    """The signs that stand beside digits of a text and make them unreadable, each once, in the order of the text."""
    if not any(map(_may_spoil, set(text))):  # nearly every text
        return ()
    import regex

    pattern = regex.compile(rf"(?<=\d){_SPOILED}|{_SPOILED}(?=\d)", regex.VERSION1)
    return tuple(dict.fromkeys(pattern.findall(text)))


def _may_spoil(sign: str) -> bool:
    """Whether a sign is of a class that spoils numbers; only then ``regex``, whose Unicode is the newer, is asked."""
    return not (sign.isascii() or _FIRST_HAN <= ord(sign) <= _LAST_HAN) and (
        sign == _UNDECODED or unicodedata.category(sign) in _SPOILING
    )


def joins(sign: str) -> bool:
    """Whether a digit beside this sign is a part of something longer: G, З, α, ², Ⅲ, 〇, a sign that nobody sees.

    False for "", Chinese signs, marks of sentences, blanks and the ends of lines.
    """
    if not sign or sign in _BLANK:
        return False
    if sign == _UNDECODED:
        return True
    if sign.isalpha():
        return not (
            "\u3400" <= sign <= "\u9fff" or "\uf900" <= sign <= "\ufaff" or sign >= "\U00020000"
        )
    return unicodedata.category(sign) in _JOINING
