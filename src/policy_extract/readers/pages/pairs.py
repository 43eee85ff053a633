"""Frames of labels with their values (索引号：… 发文机关：…), as sites print below a document: a line a pair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policy_extract.expressions import expression
from policy_extract.readers.pages.lines import Line
from policy_extract.readers.pages.words import put_together

_LABEL: Final = expression(r"(\w(?: *\w){1,7} *)[：:]\s*(.*)$")
_TAIL: Final = expression(r"\w[：:]")
_ENOUGH: Final = 3  # labels in a frame
_SHARE: Final = 0.4  # of its pieces


def pairs_in(pieces: Sequence[Line]) -> list[Line] | None:
    """The pairs of a frame, each one line, from above; None for a frame of prose.

    A value set in several lines beside its label is one. Refused: a frame with a few words before a colon.
    """
    pieces = _spread_joined(pieces)
    labels = [p for p in pieces if _LABEL.match(p.words)]
    if len(labels) < _ENOUGH or len(labels) < _SHARE * len(pieces):
        return None
    values: dict[Line, list[Line]] = {label: [] for label in labels}
    for piece in pieces:
        if piece in values:
            continue
        before = [one for one in labels if one.x0 < piece.x0]
        if not before:
            return None
        column = max(one.x0 for one in before)
        beside = [one for one in before if column - one.x0 <= one.size]
        values[min(beside, key=lambda one: abs(one.base - piece.base))].append(piece)
    found: list[Line] = []
    for label in sorted(labels, key=lambda one: (round(one.base), one.x0)):
        match = _LABEL.match(label.words)
        if match is None:
            continue
        parts = sorted(values[label], key=lambda one: (one.base, one.x0))
        if match[2]:  # what stands on the label's own line
            parts.append(label._replace(words=match[2]))
            parts.sort(key=lambda one: one.base)
        words = ""
        for part in parts:
            words = put_together(words, part.words)
        right = max([label.x1, *(part.x1 for part in parts)])
        found.append(label._replace(words=f"{''.join(match[1].split())}：{words}", x1=right))
    return found


def _spread_joined(pieces: Sequence[Line]) -> list[Line]:
    """Pieces with the labels that are set far apart (标　　题：) as one."""
    found: list[Line] = []
    for piece in sorted(pieces, key=lambda one: (round(one.base), one.x0)):
        above = found[-1] if found else None
        if (
            above
            and len(above.words) == 1
            and round(above.base) == round(piece.base)
            and _TAIL.match(piece.words)
        ):
            found[-1] = above._replace(words=above.words + piece.words, x1=piece.x1)
        else:
            found.append(piece)
    return found
