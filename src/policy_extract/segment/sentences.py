"""Paragraphs → sentences. Cuts at 。！？ only; ； is left to the rules, since a list may run over it, unless who does an item
stands in a bracket behind it and the next item's number behind that.

What no full stop ends for very long is cut all the same: no word speaks of a number a thousand signs behind it, and
the rules look through a whole sentence for each number of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_extract.document import Paragraph, Plan
from policy_extract.expressions import expression
from policy_extract.tuples import NamedTuple

#: A full stop; and where an item ends inside a paragraph, the bracket of who does it: …2亿元;(县交通局)|(2)新建…
_END = expression(r"[。!?](?:[”\"’)》]*)|;[ \n]?\([^()\d:]{3,60}\)(?=[ \n]?(?:\(\d{1,2}\)|[①-⑳]))")


#: From so many signs on a sentence ends at the next of these signs; from four times as many at any sign of a list; from
#: five times as many before the next number, and at last at any sign that is no part of one.
_LONG = 1500
_PAUSE, _LISTED = expression("[,;:]"), expression("[、/ \n\t]")
_NUMBER, _NO_NUMBER = expression(r"[^\d.](?=\d)"), expression(r"[^\d.A-Za-z]")


class Sentence(NamedTuple):
    """A sentence: offsets in code points of the text, and the paragraph it stands in."""

    start: int
    end: int
    paragraph: Paragraph


def sentences(plan: Plan, paragraph: Paragraph) -> Iterator[Sentence]:
    """The sentences of one paragraph, in order; together they cover it.

    Refuses to cut inside brackets or quotes that close behind the mark (“……。”）.
    """
    start = paragraph.start
    for match in _END.finditer(plan.shadow, paragraph.start, paragraph.end):
        stop = match.end()
        if stop - start > _LONG:
            yield from _parted(plan.shadow, Sentence(start, stop, paragraph))
        else:
            yield Sentence(start, stop, paragraph)
        start = stop
    if start < paragraph.end and plan.shadow[start : paragraph.end].strip():
        yield from _parted(plan.shadow, Sentence(start, paragraph.end, paragraph))


def _parted(shadow: str, long: Sentence) -> Iterator[Sentence]:
    """A sentence, or the parts of one that no reader would call one; together they cover it."""
    start, end, paragraph = long
    while end - start > _LONG:
        pause = _pause(shadow, start, end)
        if pause is None:
            break
        yield Sentence(start, pause.end(), paragraph)
        start = pause.end()
    if start < end:
        yield Sentence(start, end, paragraph)


def _pause(shadow: str, start: int, end: int) -> re.Match[str] | None:
    """The sign behind which a long sentence is cut, the best there is; none in a single number or word."""
    listed, cut, last = (min(end, start + times * _LONG) for times in (4, 5, 6))
    return (
        _PAUSE.search(shadow, start + _LONG, listed)
        or _LISTED.search(shadow, listed, cut)
        or _NUMBER.search(shadow, cut, last)
        or _NO_NUMBER.search(shadow, cut, end)
    )
