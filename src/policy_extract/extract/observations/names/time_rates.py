"""Rates that are told time by time, with their word once: 一季度增长6.2%，二季度|8.1%|，三季度|9.6%|."""

from __future__ import annotations

from policy_extract.extract.observations.phrase import Phrase
from policy_extract.lexicon import Lexicon
from policy_extract.measure.numerals import YEAR
from policy_extract.measure.quantity import Quantity

_BACK = 60  # signs in which the first of such rates stands


class TimeRates:
    """Reads such rates; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        when = rf"(?:<naming.head.year_parts_patterns>|\d{{4}}{YEAR}|\d{{1,2}}(?:<periods.report.months>))"
        self._listed = lexicon.pattern(
            r"(?:(?P<up><measures.growth.up>)|(?P<down><measures.growth.down>))[^\d,。;()]{0,3}[\d.]+%"
            rf"(?:[,、]{when}[\d.]+%)*[,、]{when}$"
        )

    def read(self, shadow: str, start: int, q: Quantity | None, phrase: Phrase) -> Phrase:
        """The phrase of the number at ``start`` (code points) with the growth that the first of its list tells.

        Refused: 二季度达到8.1%, 二季度为8.1% (words of their own), 增长6.2%，占8.1%: no time alone in front.
        """
        if q is None or q.kind != "ratio" or phrase.name or not phrase.says("timed"):
            return phrase
        if phrase.says("up", "down", "to", "share"):
            return phrase
        listed = self._listed.search(shadow, max(0, start - _BACK), start)
        return phrase.moving(listed) if listed else phrase
