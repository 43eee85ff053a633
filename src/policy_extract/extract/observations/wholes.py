"""What the sentence before told of a whole, of which the next one tells the parts.

“工业增加值增长8%。分门类看，采矿业下降3%”, “居民消费价格上涨0.3%。其中，食品类下降0.6%”: a bare class or industry that grew is
of what grew before.
"""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.extract.observations.build import Fields
from policy_extract.extract.observations.drafts import WHOLE_BEFORE, Name
from policy_extract.lexicon import Lexicon
from policy_extract.measure.numerals import MONTH
from policy_extract.rules import Rule
from policy_extract.segment.sentences import Sentence

_OPENING = 16  # signs in which a sentence says that it tells of parts


class Wholes:
    """Knows sentences that tell of parts; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._parts = lexicon.pattern(
            r"\s*(?:(?:<owners.parts.opening>)[,:]?|<owners.parts.views_patterns>"
            rf"|(?:\d{{1,2}}{MONTH}(?:<periods.date.month_tail_patterns>)?)?(?:<periods.date.own_month>)?,?"
            r"(?:<measures.rate.year_on_year>)?(?:<measures.growth.up>|<measures.growth.down>)\d)"
        )

    def parts(self, shadow: str, sentence: Sentence) -> bool:
        """Whether a sentence opens with 其中, 分…看, or with how the same grew in one month (9月份当月增长9.1%). Refused: 从总体看, which tells of no parts."""
        end = min(sentence.end, sentence.start + _OPENING)
        return self._parts.match(shadow, sentence.start, end) is not None


def whole_of(stated: Sequence[Fields]) -> Name | None:
    """The last indicator of a sentence that grew as a whole. Refused: 轻工业 of it, which is a part; a place of its own."""
    for fields in reversed(stated):
        if fields.segment is None and fields.measure.value == "growth_rate":
            return Name(fields.indicator.value, WHOLE.id, None, ("indicator.carried",))
    return None


WHOLE = Rule(
    WHOLE_BEFORE, "name", "前句的总体", "the whole that the sentence before told of",
    "工业增加值增长8%。分门类看，采矿业下降3%: 增加值 of 采矿业; 居民消费价格上涨0.3%。其中，食品类下降0.6%",
    "工业增加值80亿元。其中，采矿业增加值20亿元: named by itself", whole_of,
)  # fmt: skip
