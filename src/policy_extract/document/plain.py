"""Plain forms of characters, one for one: full width to half width, one dash, one space.

Pure ``str → str``; the result has the length of the input, so offsets hold in both.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from policy_extract.expressions import expression

_PAIRS = {
    # dashes of ranges and bullets, in all their code points
    "—": "-", "–": "-", "－": "-", "‐": "-", "‑": "-", "―": "-", "−": "-", "─": "-", "﹣": "-", "˗": "-",
    "‒": "-", "⸺": "-", "⸻": "-", "﹘": "-", "⁄": "/", "∕": "/", "﹐": ",", "､": "、", "｡": "。", "﹔": ";", "﹕": ":", "﹒": ".",
    "～": "~", "〜": "~", "∼": "~", "˜": "~",
    "（": "(", "）": ")", "﹙": "(", "﹚": ")", "〔": "[", "〕": "]", "［": "[", "］": "]",
    "：": ":", "∶": ":", "︰": ":", "；": ";", "％": "%", "﹪": "%", "．": ".", "／": "/", "＋": "+", "＜": "<", "＞": ">",
    "＝": "=", "＆": "&", "？": "?", "！": "!",
    "\u3000": " ", "\u00a0": " ", "\t": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u200b": " ",
    "\ufeff": " ", "\u202f": " ", "\f": " ",
    "ⅰ": "i", "○": "〇", "◯": "〇", "Ｏ": "O", "億": "亿", "萬": "万", "，": ",",
    "『": "“", "』": "”", "「": "“", "」": "”", "｢": "“", "｣": "”", "\r": " ", "•": "·",
}  # fmt: skip

_SHORT = 500  # signs: a cell, a name, a line


@cache
def _table() -> dict[str, str]:
    table = dict(_PAIRS)
    # full-width ASCII digits and letters
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)):
        table[chr(code)] = chr(code - 0xFEE0)
    return table | {chr(code): sign for code, sign in radicals().items()}


@cache
def _codes() -> dict[int, str]:
    return {ord(sign): plain for sign, plain in _table().items()}


@cache
def _signs() -> re.Pattern[str]:
    """Any sign that has another plain form, and the straight quote: most words of cells hold none."""
    return expression(f'["{re.escape("".join(_table()))}]')


@cache
def _unlike() -> re.Pattern[str]:
    """Any sign that has another plain form."""
    return expression(f"[{re.escape(''.join(_table()))}]")


@cache
def radicals() -> dict[int, str]:
    """Radicals and compatibility signs, as PDF files put them for the characters they look like: ⼈ → 人."""
    codes = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF))
    looks = {code: unicodedata.normalize("NFKC", chr(code)) for code in codes}
    pairs = zip(
        "⺁⺒⺓⺜⺝⺟⺠⺧⺩⺮⺶⺹⺼⻁⻄⻅⻆⻉⻊⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "厂巳幺日月母民牛王竹羊老肉虎西见角贝足车長长门雨青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
    looks.update({ord(k): v for k, v in pairs})
    return {code: sign for code, sign in looks.items() if sign != chr(code) and len(sign) == 1}


_LOOKS = expression(r"[\u2e80-\u2fdf\uf900-\ufaff]")


def looks_like(text: str) -> str:
    """The text with radicals and compatibility signs as the characters they look like; same length.

    市⼯信局 → 市工信局. A sign without such a character stays.
    """
    return text.translate(radicals()) if _LOOKS.search(text) else text


def shadow(text: str) -> str:
    """The text with every character in its plain form; same length, line feeds kept.

    “２０２５年，增长５％” → “2025年,增长5%”. It refuses to join or drop anything: two dashes stay two.
    """
    if len(text) < _SHORT:
        if not _signs().search(text):
            return text
        plain = text.translate(_codes())
    else:  # sign by sign takes long: each of the few that a text holds is replaced wherever it stands
        table, plain = _table(), text
        found = _unlike().search(plain)
        while found is not None:  # in front of it all is plain
            plain = plain.replace(found.group(), table[found.group()])
            found = _unlike().search(plain, found.end())
    return _QUOTED.sub(_paired, plain) if '"' in plain else plain


_QUOTED = expression(r'[^\n]*"[^\n]*')


def _paired(line: re.Match[str]) -> str:
    """Straight quotes of a line as opening and closing ones: “一站式" and "一站式" → “一站式”."""
    opened = False
    plain: list[str] = []
    for character in line.group():
        if character == "“":
            opened = True
        elif character == "”":
            opened = False
        elif character == '"':
            character = "”" if opened else "“"
            opened = not opened
        plain.append(character)
    return "".join(plain)


#: Words of languages that are written in Latin letters: two letters are a unit or an abbreviation; parts of an address are none.
#: The sign comes first: ``re`` passes over a text fastest by one set of signs.
_WORD: Final = expression(r"[A-Za-z](?<![A-Za-z./@_-].)[A-Za-z]{2,}(?![A-Za-z/@_]|[.:-][\w/])")
_HAN: Final = expression(r"[\u4e00-\u9fff]")


def latin(text: str, words: int) -> bool:
    """Whether a text holds at least so many words in Latin letters, and no more Chinese signs than them. Takes linear time."""
    found = sum(1 for _ in _WORD.finditer(text))
    return found >= words and sum(1 for _ in _HAN.finditer(text)) <= found


def is_han(sign: str) -> bool:
    """True for one Chinese sign of the basic block; False for "" and all else."""
    return "\u4e00" <= sign <= "\u9fff"
