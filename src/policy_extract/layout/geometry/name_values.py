"""Two columns, a name and its value: 类型 | 装机（万千瓦） over 光伏发电 | 1500, 风电 | 750, 合计 | 2250.

Two words and a tab are the form of much that is no table of values; so every row must be a name and a number,
and something must say what the numbers are in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from policy_extract.document import closed_up
from policy_extract.expressions import expression
from policy_extract.layout.geometry.grid import YEAR, Page, number
from policy_extract.layout.geometry.heads import Heads
from policy_extract.model import Cell

_WORD = expression(r"[^\W\d_]")
_STOP = expression(r"[。;,:?!]")
_BRACKET = expression(r"\(([^()]{1,12})\)$")
_DIGIT = expression(r"\d")
_TELEPHONE = expression(r"0\d+|\d{7,}|\d{3,4}-\d{7,8}")  # of a telephone, of a code
_MAX_NAME = 30
_MAX_HEAD = 24
_MIN_ROWS = 2
_ABOVE = 4  # lines in which caption and unit stand


class NameValues:
    """Knows tables of two columns; built once for the heads of a lexicon."""

    def __init__(self, heads: Heads) -> None:
        self._heads = heads

    @cached_property
    def _value(self) -> re.Pattern[str]:
        lexicon = self._heads.lexicon
        units = {
            word
            for unit in lexicon.units
            if unit.kind not in ("time", "age", "rank")
            for word in (unit.name, *unit.aliases)
        }
        spelled = "|".join(map(re.escape, sorted(units, key=lambda word: (-len(word), word))))
        return re.compile(
            rf"(?:[<>≥≤]|{lexicon.pattern('<tables.value.about>').pattern}){{0,2}}"
            r"(?:-?\d[\d,]*(?:\.\d+)?(?:[-~]\d[\d,]*(?:\.\d+)?)?)"
            rf"(?P<unit>{lexicon.pattern('<tables.value.scales>').pattern})?(?P<of>{spelled})?"
            rf"(?:{lexicon.pattern('<tables.value.bounds>').pattern})?"
        )

    @cached_property
    def _unit(self) -> re.Pattern[str]:
        return self._heads.lexicon.pattern(
            r"[%‰]|<tables.value.unit_signs>|(?:<tables.pair.units>)$"
        )

    @cached_property
    def _refused(self) -> tuple[str, ...]:
        return self._heads.lexicon.words("tables", "pair.not_values")

    @cached_property
    def _untargeted(self) -> tuple[str, ...]:
        return self._heads.lexicon.words("tables", "pair.not_titles")

    def knows(self, page: Page, first: int, rows: Sequence[Sequence[Cell]]) -> bool:
        """Whether rows of two cells, the head among them, are names and values; ``first`` is the head's line.

        What the numbers are in must be said: in the head (装机（万千瓦）), above the table (单位：亿元) or in every
        cell (1500万千瓦). Refused: rows of another size, a head with a number that is no year, names with stops
        or without words, a caption or a head of what no indicator is (联系电话, 页码, 分值, 编号, 年份, 时间),
        numbers of telephones, a column of bare years.
        """
        words = [[page.plain[c.start : c.end].strip() for c in row] for row in rows]
        if len(words) <= _MIN_ROWS or any(len(row) != 2 for row in words):
            return False
        head, body = [closed_up(word) for word in words[0]], words[1:]
        if not all(self._named(name) and self._valued(value) for name, value in body):
            return False
        if not self._headed(*head):
            return False
        above = [line.plain for line in page.lines[max(0, first - _ABOVE) : first] if line.plain]
        if any(word in line for line in (*above[-2:], *head) for word in self._untargeted):
            return False
        values = [value for _, value in body]
        if all(YEAR.fullmatch(value) for value in values):
            return False
        return self._measured(head[1], above[-2:], values)

    def _named(self, name: str) -> bool:
        """A name of what a number is of: 水源地保护, 农村自来水普及率(%)."""
        short = len(name) <= _MAX_NAME and not _STOP.search(name)
        return short and bool(_WORD.search(name)) and not number(name)

    def _valued(self, value: str) -> bool:
        words = value.replace(" ", "")
        if _TELEPHONE.fullmatch(words):
            return False
        return number(words) or bool(self._value.fullmatch(words))

    def _headed(self, name: str, value: str) -> bool:
        """Two heads that are words: the right one names what is counted, and nothing that is no value."""
        if not (_WORD.search(name) and _WORD.search(value)) or self._value.fullmatch(value):
            return bool(YEAR.fullmatch(value)) and bool(_WORD.search(name))
        if len(name) > _MAX_HEAD or len(value) > _MAX_HEAD or _STOP.search(name + value):
            return False
        bare = _BRACKET.sub("", value)
        return not _DIGIT.search(name) and not bare.endswith(self._refused)

    def _measured(self, head: str, above: Sequence[str], values: Sequence[str]) -> bool:
        """Whether anything says what the numbers are in."""
        bracket = _BRACKET.search(head)
        if bracket and self._unit.search(bracket[1]):
            return True
        stated = self._heads.lexicon.pattern(r"(?:<tables.caption.unit>) ?: ?[^():、]{1,12}[)\]]?$")
        if any(stated.search(line) for line in above):
            return True
        matches = [self._value.fullmatch(value.replace(" ", "")) for value in values]
        return all(match is not None and match["of"] for match in matches)
