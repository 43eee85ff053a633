"""Signs → printed lines: signs on one base line, left to right, with the spaces that a reader sees."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from policy_extract.expressions import expression
from policy_extract.readers.pages.signs import Sign
from policy_extract.tuples import NamedTuple

SAME_LINE = 0.45  # of the size: superscripts stand so much higher
_TWICE = 0.3  # of its width: the same sign so near is printed twice to look bold
_APART = 1.5  # of the size: wider gaps part a line into pieces (columns, cells without lines)
_MAX_SPACES = 40
_ASCENT, _DESCENT = 0.88, 0.14  # of the size, above and below the base line (Chinese fonts)
#: Gaps, in parts of the size, that are read as a space: between Chinese signs, beside one, between letters; the
#: second for gaps in which the file has a space. Editors put a quarter between Chinese and Latin signs of themselves.
#: A space of a fifth shows as less where the box of the sign before it is broader than its step.
_GAPS: Final = (0.45, 0.8, 0.2)
_GAPS_SPACED: Final = (0.15, 0.15, 0.1)
_SMALL, _RAISED = 0.75, 0.15  # of the line's size: a superscript is so small and stands so high
_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LEADERS: Final = (".", "·", "…", "-")
_NARROW: Final = expression(r"[!-~\u00b0-\u024f\u0370-\u03ff]")
_TOKEN: Final = expression(r"[\w.%,‰+/-]+", re.ASCII)


class Line(NamedTuple):
    """A printed line, or a piece of one; its box in points, y from above.

    ``first`` is the width of its first word, which is what did not fit on the line above; ``bold`` says that most
    of it is.
    """

    words: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    first: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The box that holds it, for anchors."""
        top, bottom = self.base - _ASCENT * self.size, self.base + _DESCENT * self.size
        return round(self.x0, 1), round(top, 1), round(self.x1, 1), round(bottom, 1)

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.base - 0.37 * self.size


def pieces_of(signs: Iterable[Sign]) -> list[Line]:
    """The pieces of lines between wide gaps, from above, on one line from the left."""
    found: list[Line] = []
    for row in _rows(signs):
        once = _once(row)
        start = 0
        for index, (left, right) in enumerate(pairwise(once), 1):
            if right.x0 - left.x1 >= _APART * max(left.size, right.size):
                found.append(_line(once[start:index]))
                start = index
        found.append(_line(once[start:]))
    return found


def joined(pieces: Sequence[Line]) -> list[Line]:
    """Pieces on one base line as one line, with spaces for the gaps between them; from above."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda p: (p.base, p.x0)):
        if rows and abs(piece.base - rows[-1][0].base) <= SAME_LINE * max(
            piece.size, rows[-1][0].size
        ):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_joined(sorted(row, key=lambda p: p.x0)) for row in rows]


def _joined(row: Sequence[Line]) -> Line:
    first, last = row[0], row[-1]
    if len(row) == 1:
        return first
    words = [first.words]
    for left, right in pairwise(row):
        gap = (right.x0 - left.x1) / (0.5 * max(left.size, right.size))
        words += (" " * max(2, min(_MAX_SPACES, round(gap))), right.words)
    size = max(row, key=lambda p: len(p.words)).size
    bold = all(p.bold for p in row)
    base = max(p.base for p in row)
    return Line("".join(words), first.x0, max(last.x1, first.x1), base, size, bold, first.first)


def _rows(signs: Iterable[Sign]) -> list[list[Sign]]:
    """Signs on one base line, each from the left; what is set higher or lower in it belongs to it."""
    rows: list[list[Sign]] = []
    main: Sign | None = None
    for sign in sorted(signs, key=lambda s: (s.base, s.x0)):
        if main is not None and sign.base - main.base <= SAME_LINE * max(sign.size, main.size):
            rows[-1].append(sign)
            if sign.size > main.size * 1.05:
                main = sign
        else:
            rows.append([sign])
            main = sign
    for row in rows:
        row.sort(key=lambda s: s.x0)
    return rows


def _once(row: Sequence[Sign]) -> list[Sign]:
    """The signs of a line without those printed a second time on the same place."""
    kept: list[Sign] = []
    for sign in row:
        near = (s for s in kept[-3:] if s.words == sign.words)
        if not any(abs(s.x0 - sign.x0) < _TWICE * (s.x1 - s.x0) for s in near):
            kept.append(sign)
    return kept


def _line(signs: Sequence[Sign]) -> Line:
    size = Counter(round(s.size, 1) for s in signs).most_common(1)[0][0]
    base = Counter(round(s.base, 1) for s in signs if s.size >= 0.9 * size).most_common(1)[0][0]
    words = [_as_set(signs[0], base, size)]
    for left, right in pairwise(signs):
        gap = (right.x0 - left.x1) / max(left.size, right.size)
        narrow = bool(_NARROW.match(left.words)) + bool(_NARROW.match(right.words))
        leader = left.words == right.words and left.words in _LEADERS
        least = (_GAPS_SPACED if right.spaced else _GAPS)[narrow]
        if gap >= least and not leader:
            words.append(" ")
        words.append(_as_set(right, base, size))
    text = "".join(words)
    token = _TOKEN.match(text)
    last = signs[min(len(signs), token.end() if token else 1) - 1]
    bold = 2 * sum(s.bold for s in signs) > len(signs)
    end = max(s.x1 for s in signs)
    return Line(text, signs[0].x0, end, base, size, bold, last.x1 - signs[0].x0)


def _as_set(sign: Sign, base: float, size: float) -> str:
    """A sign's words; a small digit set high is what it means: m², 55¹ (a note's number), never 551."""
    raised = sign.size <= _SMALL * size and base - sign.base >= _RAISED * size
    return sign.words.translate(_SUPERSCRIPTS) if raised else sign.words
