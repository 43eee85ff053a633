"""Numbers that the thing behind them makes no value: 5个方面, 三大行动, 退役返乡, 规模以上企业."""

from __future__ import annotations

from policy_extract.lexicon import Lexicon


class NounWords:
    """Made once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        self.counting = pattern(r"(?:<refusals.counting.verbs>)$")
        self.reached = pattern(r"(?:<refusals.counting.reached>)$")
        self.grades = words("refusals", "counting.grades")
        self.text_parts = words("quantities", "generic.heads") + words("refusals", "counting.aims")
        self.divides = words("refusals", "counting.divides")
        self.returning = frozenset(words("refusals", "returning.unit"))
        self.class_behind = pattern(r"[\u4e00-\u9fff]{0,4}?(?:<quantities.threshold.heads>)")
        self.returning_of = pattern("<refusals.returning.of>")
        self.not_returning = words("refusals", "returning.not_behind")
        self.size_classes = words("refusals", "threshold.size_classes")
        self.no_size_classes = words("refusals", "threshold.no_size_classes")
