"""Indicators made of others: a share of a whole, a growth of a quantity, a quantity per head.

“研发经费占GDP比重” and “全社会研发经费支出占地区生产总值的比重” are the same part of the same whole: a compound is known by
what it is made of, and its parts by the gazetteer.
"""

from __future__ import annotations

import re
from typing import Literal

from policy_extract.lexicon import Lexicon
from policy_extract.tuples import NamedTuple

_FILE = "indicator_resolution"

Operation = Literal["share", "growth", "fall", "per"]


class Compound(NamedTuple):
    """An operation on indicators, each in its normal form: (part, whole) of a share, (quantity,) of a growth or a
    fall, (by what, quantity) of a value per head or per mu."""

    operation: Operation
    of: tuple[str, ...]


class Compounds:
    """Takes normal forms apart; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        share, ratios = words(_FILE, "compound.share"), words(_FILE, "compound.ratio")
        self._of_two = (*share, *ratios)
        self._share = lexicon.compiled(
            rf"(.+)(?:{_any(words(_FILE, 'compound.of'))})(?!{_any(words(_FILE, 'compound.not_share'))})(.+?)(?:{_any(share)})"
        )
        inside = _any(words(_FILE, "compound.inside"))
        self._inside = lexicon.compiled(rf"(.+?)(?:{inside})(.+?)(?:{_any(share)})")
        ratio = _any(ratios)
        between = _any(words(_FILE, "compound.between"))
        self._ratio = lexicon.compiled(rf"(.+?)(?:{between})(.+?)(?:{ratio})")
        self._ends: tuple[tuple[Operation, tuple[str, ...]], ...] = (
            ("growth", words(_FILE, "compound.growth")),
            ("fall", words(_FILE, "compound.fall")),
        )
        self._per = words(_FILE, "compound.per")
        self._flows = words(_FILE, "compound.flows")
        self._of_all = lexicon.compiled(
            rf"(.+(?P<all>{_any(words(_FILE, 'compound.of_all'))}))(?:{_any(share)})"
        )
        self._amounts = words(_FILE, "compound.amounts")
        self._output = words(_FILE, "compound.output")
        self._consumed = words(_FILE, "compound.consumed")
        self._added = "".join(words(_FILE, "compound.added")[:1])

    def parse(self, normal: str) -> Compound | None:
        """What a name in normal form is made of, or None for one that is no compound.

        Refused: 占地面积 (no share), 增长极 (no growth), a share whose whole is not said (高技术产业比重), but
        where it can only be all of the amount (清洁能源发电量比重).
        """
        if normal.endswith(self._of_two):  # most names end otherwise
            found = self._of_parts(normal)
            if found is not None:
                return found
        for operation, ends in self._ends:
            for end in ends if normal.endswith(ends) else ():
                if normal.endswith(end) and len(normal) > len(end) + 1:
                    return Compound(operation, (normal.removesuffix(end),))
        for by in self._per if normal.startswith(self._per) else ():
            if normal.startswith(by) and len(normal) > len(by) + 1:
                return Compound("per", (by, normal.removeprefix(by)))
        return None

    def _of_parts(self, normal: str) -> Compound | None:
        """A share by its part and its whole."""
        for found, whole_first in (
            (self._share.fullmatch(normal), False),
            (self._inside.fullmatch(normal), True),
            (self._ratio.fullmatch(normal), False),
        ):
            if found is not None:
                first, second = found[1], found[2]
                part, whole = (second, first) if whole_first else (first, second)
                if whole.endswith(self._consumed):  # 占能源消费总量比重
                    whole = whole[:-1]
                return Compound("share", self._completed(part, whole))
        of_all = self._of_all.fullmatch(normal)
        if of_all is not None and of_all[1] != of_all["all"]:
            return Compound("share", (of_all[1], of_all["all"]))
        return None

    def _completed(self, part: str, whole: str) -> tuple[str, str]:
        """Part and whole with the amount that one of them leaves to the other.

        “高新技术产业占规上工业增加值比重” is that of its 增加值, “数字经济核心产业占GDP比重” too. A part that says
        what it counts (研发经费, 高技术人才) keeps its words.
        """
        of_whole = self._flow(whole)
        if not of_whole and whole.endswith(self._output):
            return (part if self._says_amount(part) else part + self._added), whole
        of_part = self._flow(part)
        if of_whole and not of_part and not self._says_amount(part):
            return part + of_whole, whole
        if of_part and not of_whole and not self._says_amount(whole):
            return part, whole + of_part
        return part, whole

    def _flow(self, text: str) -> str:
        return next((flow for flow in self._flows if text.endswith(flow)), "")

    def _says_amount(self, text: str) -> bool:
        return text.endswith(self._amounts) or text.endswith(self._flows)


def _any(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, words)) or r"(?!)"
