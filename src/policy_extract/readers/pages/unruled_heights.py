"""The rows of a table without lines: where its header ends and how high each row stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from policy_extract.expressions import expression
from policy_extract.measure.numerals import SIGNS
from policy_extract.readers.pages.lines import Line
from policy_extract.readers.pages.unruled_columns import Placed

_MIN_ROWS: Final = 3
_TALL: Final = 4  # lines of a header
_FIGURES: Final = 0.6  # of a column's lines
_FILLED: Final = 0.6  # of the heads
_HEAD: Final = 22  # signs of a head
_ROW: Final = 1.55  # of the size: rows are further apart, lines of a cell are not
_APART: Final = 1.9  # of the size: lines of one cell are nearer
_SPELLED: Final = SIGNS[1:10] + SIGNS[12]
_FIGURE = expression(
    r"[^\w\u4e00-\u9fff]{0,2}\d[\d.,%‰/~～—–-]*\D{0,3}|[—–/-]{1,3}|(?:19|20)\d\d\D\d{1,2}\D{1,4}"
)
_BRACKET = expression(r"[^\w\u4e00-\u9fff]")
_YEAR = expression(r"(?:19|20)\d\d\D{0,6}")
_GROUP = expression(rf"[(（]?[{_SPELLED}]{{1,3}}[)）]?(?:[、.．].{{1,30}})?")

#: The lines of a column above and below a line; None at its ends.
_Beside = tuple[Placed | None, Placed | None]


def by_figures(lines: Sequence[Placed], size: int) -> tuple[int, list[float]]:
    """How many lines the header has, and the height of each row below it; no rows without a column of figures."""
    figured = _figured(lines, size)
    start = _first_figure(lines, figured)
    if start is None or not 0 < start <= 2 * _TALL:
        return 0, []
    return _header(lines, start), _anchors(lines, start, figured)


def by_white(lines: Sequence[Placed]) -> tuple[int, list[float]]:
    """The same by the white between rows, where some row has several lines; groups in the first column do not count.

    Refused: rows that stand no further apart than lines of a cell, lists of single lines.
    """
    told = [line for line in lines if any(c for c in line.cells) or line.over]
    bands: list[list[Placed]] = []
    for line in told:
        near = bands and line.base - bands[-1][-1].base <= _ROW * min(x.size for x in line.all)
        if near:
            bands[-1].append(line)
        else:
            bands.append([line])
    if len(bands) <= _MIN_ROWS or all(len(band) == 1 for band in bands[1:]):
        return 0, []
    tall = lines.index(bands[0][-1]) + 1
    return tall, [(band[0].base + band[-1].base) / 2 for band in bands[1:]]


def odd(lines: Sequence[Placed], start: int) -> bool:
    """No table: heads are missing or long, lines run over the columns, most cells are blank, or a cell is prose."""
    size = max(max(line.cells, default=0) for line in lines) + 1
    head: dict[int, str] = {}
    for line in lines[:start]:
        for c, cell in line.cells.items():
            head[c] = head.get(c, "") + cell.words
        for a, b, cell in line.over:
            head.update({c: head.get(c, "") + cell.words for c in range(a, b + 1)})
    body = lines[start:]
    crossing = sum(bool(line.over and line.cells) for line in body)
    long = any(len(words) > _HEAD for words in head.values())
    return len(head) < _FILLED * size or long or crossing > len(body) // 8


def group(words: str) -> bool:
    """What names the rows below: 一, （二）, 三、水利."""
    return bool(_GROUP.fullmatch(words.replace(" ", "")))


def _figure(line: Line) -> bool:
    return bool(_FIGURE.fullmatch(line.words.replace(" ", "")))


def _first_figure(lines: Sequence[Placed], figured: Mapping[int, list[Placed]]) -> int | None:
    """The first line below the header: with a figure that is no year, in a column of figures."""
    for at, line in enumerate(lines):
        told = [line.cells[c] for c in figured if c in line.cells]
        if any(_figure(cell) and not _YEAR.fullmatch(cell.words) for cell in told):
            return at
    return None


def _header(lines: Sequence[Placed], start: int) -> int:
    """How many lines the header has: up to the widest gap above the first figure, whose row may have lines above it."""
    gaps = [lines[i + 1].base - lines[i].base for i in range(start)]
    return 1 + max(range(start), key=lambda i: (gaps[i], i))


def _figured(lines: Sequence[Placed], size: int) -> dict[int, list[Placed]]:
    """The columns of figures, each with the lines that have a cell in it, from above."""
    found: dict[int, list[Placed]] = {}
    for c in range(size):
        told = [line for line in lines if c in line.cells]
        figures = sum(_figure(line.cells[c]) for line in told)
        if figures >= _MIN_ROWS and figures >= _FIGURES * (len(told) - _TALL / 2):
            found[c] = told
    return found


def _anchors(
    lines: Sequence[Placed], start: int, figured: Mapping[int, list[Placed]]
) -> list[float]:
    """The height of each row: where a column of figures has one, and where a group of rows is named."""
    found: list[Placed] = []
    passed = dict.fromkeys(figured, 0)  # lines of each column so far
    for at, line in enumerate(lines):
        beside = {c: _beside(figured[c], passed[c]) for c in figured if c in line.cells}
        for c in beside:
            passed[c] += 1
        if at < start:
            continue
        told = any(
            _figure(line.cells[c]) or _alone(c, line, near) or _between(c, line, near)
            for c, near in beside.items()
        )
        first = next((line.cells[c].words for c in sorted(line.cells)), "")
        first = line.over[0][2].words if line.over and not line.cells else first
        named = len(line.cells) + len(line.over) <= 2 and group(first)
        if not told and not named:
            continue
        near = found and line.base - found[-1].base < min(c.size for c in line.all)
        if near and len(line.all) > len(found[-1].all):
            found[-1] = line  # a figure that was wrapped stands around its row
        elif not near:
            found.append(line)
    return [line.base for line in found]


def _beside(told: Sequence[Placed], at: int) -> _Beside:
    """The lines of a column above and below the one at a place."""
    return told[at - 1] if at else None, told[at + 1] if at + 1 < len(told) else None


def _alone(column: int, line: Placed, beside: _Beside) -> bool:
    """A cell of a single line: 持续推进 below dates. Refused: lines of a wrapped cell."""
    reach = _APART * line.cells[column].size
    return all(other is None or abs(other.base - line.base) > reach for other in beside)


def _between(column: int, line: Placed, beside: _Beside) -> bool:
    """Words between two figures, on a line with other cells: 达到省定目标 of a row of its own, near the others.

    Refused: a line alone, which goes on from the figure above; words in brackets, words above that go on.
    """
    above, below = beside
    before = above is not None and _figure(above.cells[column])
    behind = below is None or _figure(below.cells[column])
    bracket = _BRACKET.match(line.cells[column].words)
    return before and behind and len(line.cells) > 1 and not bracket
