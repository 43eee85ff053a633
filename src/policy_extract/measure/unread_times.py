"""What looks like a year or a day and is none that anybody could read: 20255年, 2025-02-30, 2025-2021年.

The digits of one are no numbers of anything, and a statement beside one has a time that was not understood: it
must not be dated as if nothing stood there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from policy_extract.expressions import expression
from policy_extract.measure import numerals
from policy_extract.measure.period import TimeSpan
from policy_extract.measure.period_forms import YEAR

_Y, _M, _D, _JOINT = numerals.YEAR, numerals.MONTH, numerals.DAY, f"[{numerals.JOINTS}]"
_SIGNS = f"Oo{numerals.SIGNS[:10]}{numerals.PLAIN_ZERO}"
_SIGN = rf"\d{_SIGNS}"
#: Begins with one set of signs, by which ``re`` passes over a text fastest; what must not stand in front is asked behind it.
_LIKE_A_DAY = expression(
    r"[12](?<!\d.)(?:(?<=1)9|(?<=2)0)"
    r"(?:\d\d(?:"
    rf" ?{_Y}?{_JOINT}{{1,2}} ?(?:{YEAR}|\d\d) ?{_Y}"  # 2025-2021年 runs backwards
    rf"| ?{_Y} ?\d{{1,2}} ?{_M}(?: ?\d{{1,2}} ?{_D})?"  # 2025年13月
    r"|(?P<mark>[-./])\d{1,2}(?P=mark)\d{1,2}(?![\d.])"  # 2025-02-30
    rf")| \d\d ?{_Y})"  # 20 25年, cut by a blank
)
#: 20255年, 3025年, 二〇二五五年. A number of years is none: 1000年, 五千年; nor is one with a point.
_LIKE_A_YEAR = expression(
    rf"[{_SIGN}](?<![\d.{numerals.SIGNS}].)[{_SIGN}]{{3,5}} ?{_Y}(?<!00{_Y})(?<!00 {_Y})"
)
_LONGEST = 7  # signs of one in front of its last
_DECADE = "代"  # 80年|代


def unread_times(shadow: str, read: Sequence[TimeSpan]) -> tuple[tuple[int, int], ...]:
    """The places (code points) of ``shadow`` that look like a time and hold none of ``read``, in order of the text.

    ``read``: the times of the whole text in order. Refused: 1000年 and 五千年 (so many), 80年代.
    """
    starts = [span.start for span in read]
    found: list[tuple[int, int]] = []
    for match in (*_LIKE_A_DAY.finditer(shadow), *_like_years(shadow)):
        start, end = match.span()
        before = bisect_left(starts, end) - 1
        if before < 0 or read[before].end <= start:
            found.append((start, end))
    return tuple(sorted(found))


def _like_years(shadow: str) -> Iterator[re.Match[str]]:
    """Every match of ``_LIKE_A_YEAR``, by the sign that it ends with: there are far fewer of it than numerals."""
    end = 0
    while (at := shadow.find(_Y, end)) >= 0:
        start, end = max(end, at - _LONGEST), at + len(_Y)
        last = shadow[start:at].rstrip(" ")[-1:]
        if (last.isdecimal() or last in _SIGNS) and not shadow.startswith(_DECADE, end):
            match = _LIKE_A_YEAR.search(shadow, start, end)
            if match is not None:
                yield match
