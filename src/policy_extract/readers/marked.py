"""Whether a plain text is Markdown that somebody named .txt: its marks stand inside of numbers and names."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import Final

from policy_extract.expressions import expression

#: Words set bold, as CommonMark opens and closes them; names that are hidden (张**、李**; 138****1234) are none.
_BOLD: Final = expression(
    r"(?<!\*)\*\*(?=[\w“《（(])[^*\n]{1,200}(?<=[\w”》）)。，；：、！？%％])\*\*(?!\*)"
)
_HEADING: Final = expression(r"^ {0,3}#{1,6} (?=\S)", re.MULTILINE)
_RULER: Final = expression(r"^ {0,3}\|(?: ?:?-{3,}:? ?\|){2,}[ \t]*$", re.MULTILINE)
_ENOUGH: Final = 3  # marks: one may be a slip, or a sign of the text


def marked(text: str) -> bool:
    """Whether so much of a text is marked as Markdown that it is to be read as that.

    Counted are words set bold (“达到**500亿元**”), headings (“## 二、重点任务”) and rulers of pipe tables. Refused: lone asterisks
    behind figures (“12.5*”), hidden names (“张**、李**”), numbers of roads and topics without a space (“#1线”).
    """
    marks = chain.from_iterable(pattern.finditer(text) for pattern in (_BOLD, _HEADING, _RULER))
    return sum(1 for _ in islice(marks, _ENOUGH)) == _ENOUGH
