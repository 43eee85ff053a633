"""How alike the names of two indicators are that the rules did not join.

Nearness of words joins nothing here: 规上工业增加值 and 规上工业总产值 differ in two signs. But names of which neither is in
a gazetteer, that end in one noun and hold the same words that tell quantities apart, may be one; a person can say.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from policy_extract.lexicon import Lexicon
from policy_extract.resolve.indicators.telling import TellingWords
from policy_extract.resolve.matching import Match, Weights

WEIGHTS: Final = Weights(
    points={
        "same_signs": 70.0,  # the same signs in another order: 技改投资工业, 工业技改投资
        "end_equal": 20.0,  # 研发机构设置率, 研发机构覆盖率 end alike; 研发机构数 does not
        "start_equal": 10.0,
        "one_within": 20.0,  # one is the other with words left out: 老旧小区改造, 城镇老旧小区改造
        "likeness": 60.0,  # times the likeness of the normal forms, 0 to 1
        "other_quantity": 0.0,  # 总产值, 增加值; 亩均税收, 税收; 省级, 国家级; 规上工业, 工业
        "other_numbers": 0.0,  # 10亿元以上企业, 亿元以上企业
        "both_known": 0.0,  # two records of the gazetteer
    },
    vetoes=frozenset(("other_quantity", "other_numbers", "both_known")),
    same=101.0,  # indicators are joined by their definition alone
    unsure=80.0,
)


#: The words of so many names are kept: a name is weighed against every other of its blocks.
_REMEMBERED = 4096


class IndicatorMatcher:
    """Weighs normal forms of indicators; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        telling = TellingWords(lexicon)
        self._numbers = lru_cache(maxsize=_REMEMBERED)(telling.numbers)
        self._words = lru_cache(maxsize=_REMEMBERED)(telling.words)

    def weigh(self, left: str, right: str, *, both_known: bool) -> Match:
        """The judgement on two normal forms of different ids; ``same`` never comes out."""
        from rapidfuzz.distance import Indel

        features: list[str] = []
        if both_known:
            features.append("both_known")
        if self._numbers(left) != self._numbers(right):
            features.append("other_numbers")
        if self._words(left) != self._words(right):
            features.append("other_quantity")
        if len(left) == len(right) and sorted(left) == sorted(right):
            features.append("same_signs")
        if left[-2:] == right[-2:]:
            features.append("end_equal")
        if left[:2] == right[:2]:
            features.append("start_equal")
        if left in right or right in left:
            features.append("one_within")
        return WEIGHTS.judge("names", features, Indel.normalized_similarity(left, right))
