"""The words around a number: where they begin and end (offsets in code points of the shadow)."""

from __future__ import annotations

import re

from policy_extract.extract.observations.context import TimeLine

_HARD = ",;:。!?"
TIME = "\ue000"  # stands for a time expression; a sign of private use, so that no word holds it
_MARK = re.compile(rf"\({TIME}(?:、{TIME})*\)")


def noun_edge(shadow: str, start: int, limit: int) -> int:
    """Where the words behind a number end: a mark outside brackets and quotes, or the next number."""
    depth = 0
    quoted = False
    for position in range(start, min(limit, start + 70)):
        character = shadow[position]
        if character == "“":
            quoted = True
        elif character == "”":
            quoted = False
        elif character == "(":
            depth += 1
        elif character == ")":
            if depth == 0:
                return position
            depth -= 1
        elif quoted or depth:
            continue
        elif character in _HARD or character == "、":
            return position
    return min(limit, start + 70)


def left_edge(shadow: str, bound: int, start: int) -> int:
    """Where the words in front of a number begin: the last mark outside brackets and quotes."""
    depth = quotes = 0
    position = start
    floor = max(bound, start - 80)
    while position > floor:
        character = shadow[position - 1]
        if character == ")":
            depth += 1
        elif character == "(":
            if depth == 0:
                return position
            depth -= 1
        elif character == "”":
            quotes += 1
        elif character == "“":
            if quotes == 0:
                return position
            quotes -= 1
        elif character in _HARD and depth == 0 and quotes == 0:
            return position
        position -= 1
    return position


def words_before(shadow: str, start: int, end: int, timeline: TimeLine) -> str:
    """The words in front of a number with each time expression as one ``TIME``."""
    pieces, last = [], start
    for span in timeline.between(start, end):
        if span.end <= end:
            pieces.append(shadow[last : span.start])
            pieces.append(TIME)
            last = span.end
    pieces.append(shadow[last:end])
    return _MARK.sub("", "".join(pieces).replace("\n", ""))
