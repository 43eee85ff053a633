"""A value held against an earlier time: 增长35%，高于上年|15个百分点|, 增长18%，高于上年的|15.5%|."""

from __future__ import annotations

from policy_extract.extract.observations.phrase import Phrase
from policy_extract.extract.observations.windows import OF
from policy_extract.lexicon import Lexicon
from policy_extract.measure.quantity import Quantity

_BACK = 40  # signs in which the rate stands that is held against an earlier one


class YearGaps:
    """Reads such words; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._above, self._below = (
            words("naming", "tail.above_then"),
            words("naming", "tail.below_then"),
        )
        self._rate_beside = lexicon.pattern(
            r"(?:(?P<up><measures.growth.up>)|(?P<down><measures.growth.down>))[^\d,。;()]{0,3}[\d.]+%"
            r"[,(](?:<naming.tail.degrees>)?(?:<naming.tail.above_then>|<naming.tail.below_then>)"
            rf"[^,。;()%]{{1,10}}{OF}$"
        )

    def read(self, shadow: str, start: int, q: Quantity | None, phrase: Phrase) -> Phrase:
        """The phrase of the number at ``start`` (code points) with what an earlier time makes of it: a change in points, or a rate.

        Refused: 比上年提高2个百分点, whose verb says so; 占比|低于2015年的|30%: no rate stands before it; 高于全省2个百分点: a place.
        """
        said = phrase.word("based") if q is not None else ""
        if q is None or not said.startswith((*self._above, *self._below)):
            return phrase
        if q.kind == "points":
            # 高于“十五”|年均增速|5.3个百分点: the rate is that of then, and so are its years
            phrase = phrase.but("up", "down", "to", "yearly_rate", "per_year")
            return phrase.saying("down" if said.startswith(self._below) else "up", said)
        if q.kind != "ratio" or phrase.name or phrase.says("up", "down"):
            return phrase
        beside = self._rate_beside.search(shadow, max(0, start - _BACK), start)
        return phrase.moving(beside) if beside else phrase
