"""Headers of two tiers: merged heads over the heads below them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from policy_extract.layout.geometry.grid import YEAR, Page, Row, blank, number, spanned
from policy_extract.layout.geometry.heads import Heads
from policy_extract.model import Cell


def header_rows(rows: Sequence[Sequence[Cell]], heads: Heads, plain: str) -> int:
    """One, or two when a second tier stands under merged heads of the first.

    “2020年 | 2025年” over “数值 | 占比 | 数值 | 占比”; a merged head may stand in each of its columns: 地区 | 氨氮 | 氨氮. Refused: a second row
    with a number, or with no blank and no merged cell in either row.
    """
    if len(rows) < 3:
        return 1
    first, second = rows[0], rows[1]
    words = [plain[c.start : c.end].strip() for c in second]
    if any(number(w) and not YEAR.fullmatch(w) for w in words if w) or not any(words):
        return 1
    merged = any(c.colspan > 1 or c.rowspan > 1 for c in first) or any(not c.text for c in first)
    merged = merged or any(a.text == b.text for a, b in pairwise(first[1:]))
    under = not words[0] or words[0] == plain[first[0].start : first[0].end].strip()
    filled = [plain[c.start : c.end].strip() for c in rows[2]]
    if merged and under and len(filled) > 1 and bool(filled[0]):
        return 2
    return 2 if under and sum(map(heads.knows, filter(None, words))) >= 2 else 1


def two_tiers(
    page: Page, rows: Sequence[Sequence[Cell]], size: int, heads: Heads
) -> tuple[Row, Row] | None:
    """The two tiers of a header whose merged heads are a cell each: both as wide as the table.

    [指标, 2020年, 2025年] over [数值, 占比, 数值, 占比] in a table of five columns. None when the first row is
    as wide as the table, when the second holds a number, or when the heads below do not go up evenly.
    """
    if len(rows) < 3 or len(rows[0]) >= size:
        return None
    upper = list(rows[0])
    lower = list(rows[1])
    while lower and not lower[0].text:
        lower.pop(0)
    while lower and not lower[-1].text:
        lower.pop()
    words = [page.plain[c.start : c.end].strip() for c in (*upper, *lower)]
    if any(number(w) and not YEAR.fullmatch(w) for w in words if w):
        return None
    fixed = size - len(lower)
    groups = len(upper) - fixed
    if fixed < 1 or groups < 1 or len(lower) <= groups:
        return None
    spans = _spans(words[len(upper) :], groups)
    if not spans:
        return None
    values = [i for i, w in enumerate(words[: len(upper)]) if heads.value(w)]
    if len(values) > groups:  # “十三五” | 2025年目标: one is whole by itself
        values = [i for i in values if heads.open(words[i])]
    if len(values) != groups:
        values = list(range(fixed, len(upper)))
    first: list[Cell] = []
    second: list[Cell] = []
    below = iter(lower)
    for index, entry in enumerate(upper):
        if index in values:
            span = spans[values.index(index)]
            first.append(spanned(entry, colspan=span))
            second.extend(next(below) for _ in range(span))
        else:
            first.append(spanned(entry, rowspan=2))
            second.append(blank(lower[0].start))
    return tuple(first), tuple(second)


def _spans(lower: Sequence[str], groups: int) -> list[int]:
    """How many heads stand below each merged one: a group begins where the first head comes again, else all are alike.

    [目标, 完成, 比例, 目标, 完成] below two → 3, 2. Nothing where they do not come out even.
    """
    starts = [i for i, word in enumerate(lower) if word == lower[0]]
    if len(starts) == groups > 1:
        return [b - a for a, b in pairwise([*starts, len(lower)])]
    return [len(lower) // groups] * groups if len(lower) % groups == 0 else []


def spread_heads(upper: Row, lower: Row) -> Row:
    """The upper tier with the spans of its merged heads: blanks beside them were covered."""
    cells: list[Cell] = []
    at = 0
    for entry in upper:
        covered = not entry.text and cells and at < len(lower) and lower[at].text
        if covered:
            cells[-1] = spanned(cells[-1], colspan=cells[-1].colspan + 1)
        else:
            cells.append(entry)
        at += entry.colspan
    return tuple(cells)
