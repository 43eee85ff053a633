"""Rows that lack the cells merged from above, as web pages leave them in lines of pipes → rows with blanks there."""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.layout.geometry.fitting import Fitter
from policy_extract.layout.geometry.grid import Row, blank, width
from policy_extract.layout.geometry.heads import Heads

_LEAST = 2  # known heads of a table whose short rows are read


def unmerged(plain: str, rows: Sequence[Row], tiers: int, heads: Heads) -> list[Row]:
    """The rows with blanks where a cell from above goes on: 2 | 旅游收入 | 亿元 | 3 below 类别 | 序号 | 指标 | 单位 | 2025年.

    By what whole rows hold in each column; merged cells stand on the left. ``tiers``: of the header, whose rows are
    whole. Refused: a table without a whole row or without known heads; rows of half the columns (一 | 交通项目).
    """
    size = width(rows[0])
    titles = _titles(plain, rows[:tiers])
    words = [[plain[c.start : c.end].strip() for c in row] for row in rows]
    short = [at for at in range(tiers, len(rows)) if 1 < len(rows[at]) < size <= 2 * len(rows[at])]
    whole = any(len(row) == size for row in rows[tiers:])
    if not short or not whole or sum(map(heads.knows, titles)) < _LEAST:
        return list(rows)
    fitter = Fitter(words[tiers:], titles, heads, anchored=False)
    made = list(rows)
    for at in short:
        row, placed = rows[at], fitter.place(words[at])
        if placed is not None and width(row) == len(row):
            made[at] = tuple(row[part[0]] if part else blank(row[0].start) for part in placed)
    return made


def _titles(plain: str, header: Sequence[Row]) -> list[str]:
    """The lowest head over each column, in plain form."""
    tiers = [
        [plain[c.start : c.end].strip() for c in row for _ in range(max(1, c.colspan))]
        for row in header
    ]
    return [
        next((tier[i] for tier in reversed(tiers) if i < len(tier) and tier[i]), "")
        for i in range(len(tiers[0]))
    ]
