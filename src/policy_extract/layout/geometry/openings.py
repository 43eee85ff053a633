"""What stands above the first numbered row of a table of a cell a line: its heads, and the name of the first group."""

from __future__ import annotations

from itertools import takewhile

from policy_extract.expressions import expression
from policy_extract.layout.geometry.grid import number
from policy_extract.layout.geometry.heads import Heads
from policy_extract.layout.geometry.line_cells import Lines
from policy_extract.layout.geometry.row_ends import MAX_GROUP_LINES
from policy_extract.layout.lines import SPELLED
from policy_extract.tuples import NamedTuple

GROUP = expression(rf"(?:\(?[{SPELLED}]{{1,3}}[、.)]).{{1,40}}")
SPELLED_ALONE = expression(rf"\(?[{SPELLED}]{{1,3}}\)?")
_MAX_HEAD = 24
_LEAST_KNOWN = 3


class Opening(NamedTuple):
    """The lines above the first row, by their places."""

    heads: list[int]
    lead: list[int]  # the name of the first group
    grouped: bool = False  # a column of groups stands in front of the numbers

    def as_wide(self, rows: int) -> Opening:
        """Below a column of groups, words in front of number 1 are heads where rows have cells for them: 数据来源."""
        missing = rows - len(self.heads)
        if not self.grouped or missing < 1:
            return self
        return self._replace(heads=self.heads + self.lead[:missing], lead=self.lead[missing:])


def opening(lines: Lines, heads: Heads, first: int, body: int) -> Opening:
    """What stands from line ``first`` up to the first row, at ``body``.

    The name of the first group is no head: 一、健康水平; words that no head has behind known ones, where 类别 stands in
    front of 序号, or words of any group (经济发展). Refused: other such words in a table without a column of groups, which are a head that nobody knows.
    """
    pieces = list(range(first, body))
    lead: list[int] = []
    if pieces and (
        len(lines.plain(pieces[-1])) > _MAX_HEAD or GROUP.fullmatch(lines.plain(pieces[-1]))
    ):
        lead = [pieces.pop()]
    whole, pieces = pieces, _from_serial(pieces, lines, heads)
    grouped = any(heads.category(lines.plain(at)) for at in whole[: len(whole) - len(pieces)])
    known = len(list(takewhile(lambda at: heads.knows(lines.plain(at)), pieces)))
    behind = pieces[known:]
    if known >= _LEAST_KNOWN and any(_apart(lines.plain(at)) for at in behind):
        numbered = SPELLED_ALONE.fullmatch(lines.plain(pieces[-2]))
        return Opening(pieces[:known], pieces[-1:] if numbered else [])
    if grouped and known >= _LEAST_KNOWN and behind and len(behind) <= MAX_GROUP_LINES:
        return Opening(pieces[:known], behind, grouped)
    if known >= _LEAST_KNOWN and len(behind) == 1 and heads.group(lines.plain(behind[0])):
        return Opening(pieces[:known], behind)
    return Opening(pieces, lead, grouped and not lead)


def _from_serial(pieces: list[int], lines: Lines, heads: Heads) -> list[int]:
    """A header that has 序号 opens with it: a title line above is none of its heads."""
    for i, at in enumerate(pieces[:3]):
        if lines.plain(at) in heads.serials:
            return pieces[i:]
    return pieces


def _apart(plain: str) -> bool:
    """A line between the heads and the first row that is no head: a figure of a sum, the number of a group."""
    return number(plain) or bool(SPELLED_ALONE.fullmatch(plain))
