"""Printed lines → paragraphs: by indentation, the right edge, spacing and the end of sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from policy_extract.expressions import expression
from policy_extract.readers.pages.lines import Line

_INDENT: Final = 1.2  # of the size: a paragraph opens further in (two signs by GB/T 9704)
_SIZES_APART: Final = 1.12  # lines of one paragraph have one size
_SPACED: Final = 1.9  # of the usual distance of lines: more is a gap between paragraphs
_LONG: Final = 0.6  # of the longest line: shorter lines tell nothing of the edges
_FEW: Final = 4  # long lines that tell the edges
_MANY: Final = 8  # lines of a page that tell its column
_APART_COLUMNS: Final = 12.0  # points by which two columns differ at least
_STOPS: Final = ("。", "！", "？", "；", "：", "!", "?", ";", ":", "”", "）", ")", "》")
_GOES_ON: Final = ("，", "、", ",", "（", "(", "《", "“")
_OPENING: Final = ("（", "(", "《", "“", "[", "［", "〔", "【")  # nothing ends with them
_CLOSING: Final = ("，", "。", "、", "；", "：", "）", "”", "》")  # nothing opens with them
_DATE: Final = expression(r"(?:19|20)\d\d\D\d{1,2}\D\d{1,2}\D?$")
_YEARS: Final = expression(r"[（(](?:19|20)\d\d\D{1,3}(?:19|20)\d\d\D?[）)]")
_LEADER: Final = expression(r"(?:\.{4}|…{2}|·{4}|-{6})\s*[\dIVX]{0,4}$")
_APART: Final = expression(r"\S {3,}\S")
_SPELLED: Final = "一二三四五六七八九十百"
_NUMBERED: Final = expression(
    rf"[{_SPELLED}]{{1,3}}、|[（(][{_SPELLED}\d]{{1,3}}[）)]|\w[{_SPELLED}]{{1,4}}[篇章节条]"
    r"|\d{1,2}(?:[、．]|\.(?!\d))|[①-⑳]|[●◆■□○▪★]|—{2}"
)


@dataclass(frozen=True, slots=True)
class Edges:
    """Where the lines of a column begin and end, and how far apart they stand (points)."""

    left: float
    right: float
    leading: float

    def centred(self, line: Line) -> bool:
        """Whether a line stands in the middle, away from both edges."""
        before, behind = line.x0 - self.left, self.right - line.x1
        return min(before, behind) >= 1.5 * line.size and abs(before - behind) <= 2 * line.size


def edges_of(lines: Sequence[Line], usual: Edges | None = None) -> Edges | None:
    """The edges that most long lines have; ``usual`` (of the document) where there are too few."""
    if not lines:
        return usual
    longest = max(line.x1 - line.x0 for line in lines)
    if usual is not None:
        longest = max(longest, usual.right - usual.left)
    long = [line for line in lines if line.x1 - line.x0 >= _LONG * longest]
    if len(long) < _FEW and usual is not None:
        return usual
    starts = Counter(round(line.x0) for line in long)
    often = [x for x, n in starts.items() if n + starts[x + 1] + starts[x - 1] >= 0.15 * len(long)]
    ends = sorted(line.x1 for line in long)
    apart = [b.base - a.base for a, b in pairwise(lines) if 0 < b.base - a.base < 4 * a.size]
    return Edges(
        float(min(often or starts)) if starts else lines[0].x0,
        ends[round(0.85 * (len(ends) - 1))] if ends else max(line.x1 for line in lines),
        median(apart) if apart else 1.5 * lines[0].size,
    )


class UsualEdges:
    """The edges that the columns of a document have, for pages with too few lines to tell their own."""

    def __init__(self, stretches: Sequence[Sequence[Line]]) -> None:
        """``stretches``: the lines of one column of one page each."""
        counts: Counter[tuple[int, int]] = Counter()
        self._edges: dict[tuple[int, int], Edges] = {}
        self._all: Edges | None = None
        for lines in stretches:
            edges = edges_of(lines)
            if edges is not None and len(lines) >= _MANY:
                key = round(edges.left / _APART_COLUMNS), round(edges.right / _APART_COLUMNS)
                counts[key] += len(lines)
                self._edges.setdefault(key, edges)
        if not counts:  # a leaflet: all its lines together tell them
            self._all = edges_of([line for lines in stretches for line in lines])
        self._order = sorted(counts, key=lambda key: (-counts[key], key))

    def around(self, lines: Sequence[Line]) -> Edges | None:
        """The edges of the commonest column that holds all these lines, None for none."""
        left = min((line.x0 for line in lines), default=0.0) + _APART_COLUMNS
        right = max((line.x1 for line in lines), default=0.0) - _APART_COLUMNS
        found = (self._edges[key] for key in self._order)
        return next((e for e in found if e.left <= left and e.right >= right), self._all)


def goes_on(above: Line, line: Line, edges: Edges, same_stretch: bool) -> bool:
    """Whether a line goes on the paragraph of the line above; ``same_stretch`` says that no page ends between.

    Refused: lines further in, lines below one that had room for their first word, lines of another size or behind
    a gap, entries of a table of contents, lines with wide gaps in them (a table without lines).
    """
    if _LEADER.search(above.words) or _LEADER.search(line.words):
        return False
    if _in_columns(above, edges) or _in_columns(line, edges):
        return False
    if line.words.startswith(_CLOSING) or above.words.endswith(_OPENING):
        return True
    if max(above.size, line.size) > _SIZES_APART * min(above.size, line.size):
        return False
    if same_stretch and line.base - above.base > _SPACED * max(edges.leading, 1.1 * line.size):
        return False
    ended = above.words.endswith(_STOPS)
    if edges.right - above.x1 > line.first + 0.6 * line.size:
        return False
    if _NUMBERED.match(line.words) and (ended or above.bold != line.bold):
        return False
    if line.x0 - edges.left >= _INDENT * line.size:
        inside = abs(above.x0 - line.x0) <= 0.5 * line.size
        return not ended and (above.words.endswith(_GOES_ON) or inside) and not edges.centred(line)
    return True


def opens_otherwise(words: str) -> bool:
    """Whether words open with a number of a heading or item, are a date, or an entry of a table of contents."""
    return bool(_NUMBERED.match(words) or _DATE.match(words)) or is_entry(words)


def is_entry(words: str) -> bool:
    """Whether words are an entry of a table of contents, with its leader: 总体要求......3."""
    return _LEADER.search(words) is not None


def _in_columns(line: Line, edges: Edges) -> bool:
    """A line with wide gaps, as a table without lines has. Refused: one hole in a line from edge to edge."""
    gaps = len(_APART.findall(line.words))
    whole = line.x0 <= edges.left + line.size and line.x1 >= edges.right - 2 * line.size
    return gaps > 1 or (gaps == 1 and not whole)


def title_goes_on(above: Line, line: Line, edges: Edges, body: float) -> bool:
    """Whether a line goes on the title of the line above: one size, larger than the text, both in the middle.

    The years of a plan in brackets may be smaller. Refused: a date; a numbered heading below another, long enough to look centred.
    """
    alike = max(above.size, line.size) <= _SIZES_APART * min(above.size, line.size)
    alike = alike or bool(_YEARS.fullmatch(line.words))
    if _DATE.match(line.words) or _NUMBERED.match(line.words):
        return False
    larger = min(above.size, line.size) >= _SIZES_APART * body
    near = 0 < line.base - above.base <= 2.2 * line.size
    placed = edges.centred(line) or line.x1 >= edges.right - 2 * line.size
    return alike and larger and near and placed and not above.words.endswith(_STOPS[:4])
