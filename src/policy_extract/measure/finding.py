"""Words with a number → values: “突破1400亿元”, “1-2个”, “三至五家”, “百分之三”, “翻一番”. No context.

Works on the shadow of a text (plain digits and dashes). Whether a quantity is a statement about an
indicator, a threshold (5亿元以上项目) or part of a name is decided in ``extract.observations``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from policy_extract.lexicon import Lexicon
from policy_extract.measure import numerals
from policy_extract.measure.amounts import AmountReader
from policy_extract.measure.fractions import Fractions
from policy_extract.measure.quantity import Quantity

_NUMERALS = numerals.SIGNS[1:10] + numerals.SIGNS[11:16]  # without 零 and 亿, which begin no number
_LOWER, _UPPER = frozenset((">", ">=")), frozenset(("<", "<="))


class QuantityFinder:
    """Finds quantities; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._amounts, self._fractions = AmountReader(lexicon), Fractions(lexicon)
        goes_on = re.escape("".join(sorted(self._amounts.goes_on)))
        # a number begins with one of these; most numerals are part of words, and what stands behind tells.
        # The sign comes first, then what must stand around it: ``re`` passes over a text fastest by one set of signs
        self._opening = lexicon.compiled(
            rf"[\d{_NUMERALS}{numerals.PLAIN_ZERO}]"
            rf"(?:(?<=\d)|(?<=[{_NUMERALS}])(?=[{goes_on}]|\Z)|(?<={numerals.PLAIN_ZERO})(?={numerals.POINT}))"
        )
        self._and = frozenset(("", *lexicon.words("numbers", "bounds.joined")))

    def find(self, shadow: str, start: int, end: int) -> list[Quantity]:
        """Quantities in ``shadow[start:end]``, in order; a number without unit has ``unit=None``.

        Refused: digits glued to letters (5G, G60, IPv6), parts of dates and of longer codes, numerals of
        words (一体, 三农) unless a unit follows.
        """
        found: list[Quantity] = []
        at = start
        # only where a sign of a number stands, since most of a text has none
        while (opening := self._opening.search(shadow, at, end)) is not None:
            quantities, at = self._amounts.read(shadow, opening.start(), end)
            found.extend(quantities)
        found.extend(self._fractions.find(shadow, start, end))
        if len(found) < 2:  # as most sentences and cells have
            return found
        found.sort(key=lambda q: (q.start, -q.end))
        return self._two_bounds(shadow, _without_overlap(found))

    def places(self, shadow: str, start: int, end: int) -> list[int]:
        """Where a sign of a number stands in ``shadow[start:end]``, in order: each quantity that ``find`` gives holds one of its own."""
        found = [opening.start() for opening in self._opening.finditer(shadow, start, end)]
        found.extend(self._fractions.signs(shadow, start, end))
        return sorted(found)

    def _two_bounds(self, shadow: str, found: list[Quantity]) -> list[Quantity]:
        """“不低于22%且不高于25%” and “10万元以上50万元以下” are one range.

        Refused: 3%以上、力争3.5%以上 (no upper bound), 不低于3%，不高于5家 (other units).
        """
        joined: list[Quantity] = []
        for q in found:
            last = joined[-1] if joined else None
            if last is not None and last.unit == q.unit and self._pair(shadow, last, q):
                low, high = (last, q) if last.comparator in _LOWER else (q, last)
                q = q._replace(
                    start=last.start, number=last.number, low=low.low, high=high.high,
                    comparator="range", rule="candidate.two_bounds",
                )  # fmt: skip
                joined[-1] = q
            else:
                joined.append(q)
        return joined

    def _pair(self, shadow: str, one: Quantity, other: Quantity) -> bool:
        words = shadow[one.end : other.start]
        if len(words) > 4 or words.strip() not in self._and:
            return False
        if one.comparator in _LOWER and other.comparator in _UPPER:
            low, high = one.low, other.high
        elif one.comparator in _UPPER and other.comparator in _LOWER:
            low, high = other.low, one.high
        else:
            return False
        return low is not None and high is not None and low < high


def _without_overlap(found: Iterable[Quantity]) -> list[Quantity]:
    """Of quantities that overlap the first, but multiples, and ratios with the bound before them: 不低于1:1.6."""
    kept: list[Quantity] = []
    for quantity in found:
        if kept and quantity.start < kept[-1].end:
            if quantity.kind == "multiple" and kept[-1].kind != "multiple":
                kept[-1] = quantity
            elif quantity.kind == "parts" and kept[-1].number == quantity.number:
                kept[-1] = quantity._replace(start=kept[-1].start)
            continue
        kept.append(quantity)
    return kept
