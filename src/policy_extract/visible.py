"""Signs that nobody sees, and signs that steer a terminal or turn the direction of writing, made visible.

Output for programs keeps every sign as it is. Whatever a person looks at goes through ``shown`` (or ``shown_name``): the
terminal, the workbook, the report, CSV.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

#: Steering signs of ASCII and of Latin 1 but for tab and line break; format signs (soft hyphen, zero width, direction of
#: writing, byte order mark, tags); separators of lines; variation selectors; fillers; bytes of a name that is no UTF-8.
_HIDDEN: Final = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_FOR_TEXT: Final = rf"[{_HIDDEN}\ud800-\udfff]|\r(?!\n)"
_FOR_NAMES: Final = rf"[\t\n\r{_HIDDEN}\ud800-\udfff]"
_UNSEEN: Final = rf"[\r{_HIDDEN}]"
_IN_PAGES: Final = rf"[{_HIDDEN}]"
_NO_UTF8: Final = r"[\ud800-\udfff]"
_PICTURES, _DELETE, _DELETED = 0x2400, 0x7F, "\u2421"  # ␀, and ␡ for the last of ASCII
_BYTES: Final = range(0xDC80, 0xDD00)  # how Python holds a byte that is no UTF-8


@cache
def _signs(words: str) -> re.Pattern[str]:
    """A pattern of these, compiled when it is first asked for: help and a quiet run show nothing."""
    return re.compile(words)


def shown(text: str) -> str:
    """``text`` with what is not to be seen as a picture (␛), as ⟨U+202E⟩, or as \\xff for a byte that is no UTF-8.

    Tabs and line ends stay.
    """
    return _signs(_FOR_TEXT).sub(_picture, text)


def shown_name(text: str) -> str:
    """The same for what stands in one line, a name or a path: tabs and line breaks are shown, too (␉, ␊)."""
    return _signs(_FOR_NAMES).sub(_picture, text)


def unseen(text: str) -> tuple[str, ...]:
    """The signs of ``text`` that nobody sees, each once in the order of the text; tabs and line breaks are none."""
    return tuple(dict.fromkeys(_signs(_UNSEEN).findall(text)))


def without_unseen(text: str) -> str:
    """``text`` without the signs that nobody sees."""
    return _signs(_UNSEEN).sub("", text)


def coded(text: str) -> str:
    """``text`` with every sign that nobody sees as ⟨U+001B⟩, as the report has them; line ends stay."""
    return _signs(_IN_PAGES).sub(lambda sign: f"⟨{code(sign[0])}⟩", text)


def escaped(data: str) -> str:
    """JSON with every sign that nobody sees as \\u001b: the same data, and no harm to a terminal."""
    import json  # nobody else here needs it, and the help of the commands is to come at once

    return _signs(_IN_PAGES).sub(lambda sign: json.dumps(sign[0])[1:-1], data)


def writable(text: str) -> str:
    """A path as UTF-8 can hold it: a byte that is no UTF-8 as \\xff, all else as it is."""
    return _signs(_NO_UTF8).sub(_picture, text)


def code(sign: str) -> str:
    """A sign as its code point: U+202E."""
    return f"U+{ord(sign):04X}"


def _picture(match: re.Match[str]) -> str:
    point = ord(match[0])
    if point < ord(" "):
        return chr(_PICTURES + point)
    if point == _DELETE:
        return _DELETED
    if point in _BYTES:
        return f"\\x{point - 0xDC00:02x}"
    return f"⟨{code(match[0])}⟩"
