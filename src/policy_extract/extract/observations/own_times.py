"""Times inside a sentence that hold for no more than what they stand in: an item, a rate, a work, a value."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from policy_extract.extract.observations.time_words import TimeWords
from policy_extract.measure.period import TimeSpan

_EARLIER = 6  # times of a sentence in front of the years of a rate

Earlier = Callable[[int, int, int], Sequence[TimeSpan]]


class OwnTimes:
    """Whether a time says nothing of a number behind it, though both stand in one sentence.

    ``earlier``: the last dated times that begin between two offsets, at most so many.
    """

    def __init__(self, shadow: str, words: TimeWords, earlier: Earlier) -> None:
        self._shadow, self._words, self._earlier = shadow, words, earlier
        self._rates = words.changes.rated, words.changes.changed_in_all

    def apart(self, span: TimeSpan, sentence: int, offset: int) -> bool:
        """Whether ``span`` is apart from the number at ``offset`` of the sentence that begins at ``sentence``."""
        if self._of_its_rate(span, offset):
            return True
        # the others hold up to the next item
        if self._shadow.find(";", span.end, offset) < 0:
            return self._before_another_work(span, sentence, offset)
        return (
            self._of_its_flow(span)
            or self._of_its_work(span, sentence)
            or self._within_years(span, sentence, offset)
        )

    def _of_its_flow(self, span: TimeSpan) -> bool:
        """五年|新增托位1.25万个；…达到4.8个: the years in which something is added say nothing of the next item."""
        return (
            span.rule == "time.span"
            and self._words.changes.flows.match(self._shadow, span.end) is not None
        )

    def _of_its_rate(self, span: TimeSpan, offset: int) -> bool:
        """The years of a rate alone, behind a year of the sentence: 2010年，…，“十一五”期间|年均增长18.2%，就业人数|1148万人.

        So, too, what falls or grows in all these years: 到2025年，…能耗|五年|累计下降14%，用电比重达到|30%.
        Refused: “十一五”期间年均增长18.2%，累计培训|3600人; 五年累计下降14%，碳排放下降|19%: more of the same years.
        """
        if span.rule not in ("time.plan", "time.span", "time.range"):
            return False
        for told in self._rates:
            rate = told.match(self._shadow, span.end)
            if rate is not None:
                return self._told_beside(span, rate, offset)
        return False

    def _told_beside(self, span: TimeSpan, rate: re.Match[str], offset: int) -> bool:
        shadow, told = self._shadow, rate.re
        clause = max(shadow.rfind(sign, span.end, offset) for sign in ",;")
        if clause < 0 or told.search(shadow, clause, offset):
            return False
        # “十四五”累计降低14.5%；|完成机组改造60万千瓦, “十三五”期间年均增长11.6%；|完成产值162亿元: an item of its own
        item = shadow.find(";", rate.end(), offset) >= 0
        flowing = self._words.changes.in_all if item else self._words.changes.flowing
        if flowing.search(shadow, rate.end(), offset):
            return False
        opening = max(shadow.rfind(sign, 0, span.start) for sign in "。\n")
        before = reversed(self._earlier(opening + 1, span.start, _EARLIER))
        period = next((s.period for s in before if not told.match(shadow, s.end)), None)
        return period is not None and period.start == period.end

    def _of_its_work(self, span: TimeSpan, sentence: int) -> bool:
        """When one work is done, told inside its item: 卫生院迁建项目|6月底前|完工；改造危房|35户.

        Refused: 6月底前，建成…；…; 力争9月底前建成…；…: it opens the item, and may hold for the next ones.
        """
        if not self._words.works.finished.match(self._shadow, span.end):
            return False
        item = self._item(span, sentence)
        return self._words.leads.led_in.fullmatch(self._shadow, item, span.start) is None

    def _before_another_work(self, span: TimeSpan, sentence: int, offset: int) -> bool:
        """When one work is done, and in the next clause another is built: 环城高速|6月底前|通车，建成绿道|65公里.

        Refused: 水厂9月底前投用，新增供水能力|5万吨, what comes of it; 6月底前建成桥梁3座，新建道路|5条: it opens the clause.
        """
        shadow = self._shadow
        done = self._words.works.finished.match(shadow, span.end)
        comma = shadow.find(",", span.end, offset) if done else -1
        if (
            done is None
            or comma < 0
            or self._words.works.quite_done.fullmatch(shadow, done.end(), comma) is None
        ):
            return False
        clause = shadow.rfind(",", comma, offset)
        opening = max(sentence, shadow.rfind(",", sentence, span.start) + 1)
        if self._words.leads.led_in.fullmatch(shadow, opening, span.start):
            return False
        return self._words.works.builds.match(shadow, clause + 1) is not None

    def _item(self, span: TimeSpan, sentence: int) -> int:
        """Where the item begins in which a time stands."""
        return max(self._shadow.rfind(";", sentence, span.start) + 1, sentence)

    def _within_years(self, span: TimeSpan, sentence: int, offset: int) -> bool:
        """One year inside an item of several years: “十三五”期间，…，|2020年|达到2240亿元；利用外资累计|46.8亿美元.

        Refused: …，2020年城镇化率达到58%；森林覆盖率达到|43%: what nothing counts over the years.
        """
        shadow, period = self._shadow, span.period
        if period is None or period.start != period.end:
            return False
        item = self._item(span, sentence)
        first = next(iter(self._earlier(sentence, span.start, _EARLIER)), None)
        if first is None or first.period is None or first.period.start == first.period.end:
            return False
        if "," not in shadow[max(item, first.end + 1) : span.start]:
            return False
        return (
            self._words.changes.flowing.search(shadow, shadow.rfind(";", item, offset), offset)
            is not None
        )
