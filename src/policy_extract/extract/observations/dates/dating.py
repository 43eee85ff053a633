"""The date stage: when a number is for, by rules asked in order; the first that speaks settles it.

A time in the sentence wins; else the time that the paragraph, its heading or the document set, and then
a doubt says where it is from.
"""

from __future__ import annotations

from collections.abc import Callable

from policy_extract.extract.observations.dates import by_context, by_sentence, by_writing
from policy_extract.extract.observations.dates.plan_times import PlanTimes, Spot, When
from policy_extract.model import Period
from policy_extract.rules import Rule, Said, Settled, Switches

_YEAR_BEFORE = frozenset(("time.opening", "time.shifted"))  # 比年初, 较上年同期


class Dater:
    """Dates the numbers of one plan."""

    def __init__(self, times: PlanTimes, switches: Switches) -> None:
        self._times = times
        self._rules = switches.on(RULES)

    def date(self, spot: Spot) -> When:
        """The time of the number at ``spot``; the value is None when nothing gives one."""
        for rule in self._rules:
            found: When | None = rule.run(self._times, spot)
            if found is not None:
                return found
        return Settled(None, "time.none", None, ("time.none",))

    def base(self, sentence: int, start: int) -> Settled[Period | None] | None:
        """The year that a sentence compares the number at ``start`` with (较2015年), or None."""
        span = self._times.timeline.base_before(sentence, start)
        if span is None:
            return None
        rule = "base.year_before" if span.rule in _YEAR_BEFORE else "base.compared"
        return Settled(span.period, rule, Said(span.start, span.end))

    def same_below(self, start: int) -> bool:
        """Whether a rate at ``start`` is against the year before since its paragraph says so once for all: 同比(下同)增长4.5%，税收增长|6.9%|.

        Refused: the bracket behind it, or in another paragraph.
        """
        text = self._times.plan.shadow
        line = text.rfind("\n", 0, start) + 1
        if text.find(self._times.words.bases.alike, line, start) < 0:
            return False  # as in most paragraphs
        return self._times.words.bases.same_below.search(text, line, start) is not None


#: In the order in which they are asked; the first that speaks settles the time.
RULES: tuple[Rule[Callable[[PlanTimes, Spot], When | None]], ...] = (
    by_sentence.BRACKETED,
    by_sentence.COMPARED_VALUE,
    by_sentence.RANGE_ENDS,
    by_sentence.BEFORE_CHANGE,
    by_sentence.ONE_EACH,
    by_sentence.YEARS_OF_RANGE,
    by_sentence.YEARS_BEFORE,
    by_sentence.YEARS_AVERAGED,
    by_writing.MANY_YEARS,
    by_sentence.YEARLY,
    by_writing.YEARS_AHEAD,
    by_sentence.SENTENCE,
    by_context.DUE,
    by_writing.PAST,
    by_writing.PRESENT,
    by_context.EACH_YEAR,
    by_context.YEARS_BACK,
    by_context.OF_WHICH,
    by_context.PARAGRAPH,
    by_context.LEAD_IN,
    by_context.HEADING_MONTHS,
    by_context.REPORT_PART,
    by_context.HEADING,
    by_context.REVIEW,
    by_context.PLAN_END,
)


NONE = Rule(
    "time.none", "date", "没有时间", "no time",
    "nothing gives a time: no words, no heading, and the document has no period",
    "", Dater.date,
)  # fmt: skip


PER_YEAR = Rule(
    "time.per_year", "date", "逐年", "each year",
    "每年, 年均 before the number: the value holds for every year of its time",
    "每年 in another sentence", Dater.date,
)  # fmt: skip
