"""What the rules of the kind stage are given: a dated number, and which words around it promise, look back or speak of what is to come."""

from __future__ import annotations

import re

from policy_extract.extract.observations.dates.next_steps import next_steps
from policy_extract.extract.observations.dates.plan_times import Spot, When
from policy_extract.extract.observations.time_words import TimeWords
from policy_extract.extract.observations.windows import OF
from policy_extract.rules import Said
from policy_extract.tuples import NamedTuple

_AGAINST = 14  # signs in front of a plan in which a value is held against it
_USED = 12  # … in front of what there is now, in which it is said to be put to use
_YEAR = 4  # signs of a year; 2024-06 is longer
_AS_OF = 4  # signs of 截至, 截止到


class Telling(NamedTuple):
    """A dated number, and which words of its sentence promise, or speak of a size; ``shadow`` is the text's."""

    shadow: str
    words: TimeWords
    spot: Spot
    when: When
    first: int | None
    last: int | None
    issued: int | None
    end: int | None
    looks_back: bool
    promised: Said | None
    size: Said | None
    as_of: Said | None
    label: Said | None = None
    ahead: Said | None = None
    in_report: bool = False
    part_of_year: bool = False
    told_until: str = ""
    starts_from: bool = False
    account: bool = False
    planning: str = ""  # the title that says that the text plans
    later: int | None = None  # the first year of the last planning period that the text speaks of

    @property
    def several_years(self) -> bool:
        """The plan has a period of more than one year."""
        return self.first is not None and self.first != self.last

    @property
    def dated_by(self) -> Said | None:
        """The words that gave the time."""
        return self.when.said

    @property
    def told(self) -> int:
        """The last year that the part of a report is about; 0 where none is."""
        return int(self.told_until[:4] or 0)

    @property
    def behind_told(self) -> Said | None:
        """The words of a time behind the months of which account is given: |下半年|，… in 2025年上半年工作总结. Refused: 全年."""
        until, period = self.told_until, self.when.value
        if len(until) <= _YEAR or period is None or len(period.start or "") <= _YEAR:
            return None
        return self.dated_by if (period.start or "")[: len(until)] > until else None

    @property
    def year_ahead(self) -> Said | None:
        """The words of the year that a report plans, where its part gives account of the one before: |2026年|安排支出42亿元.

        Refused: 2026年1月, months that may be over; a year that the sentence does not name.
        """
        period = self.when.value
        whole = period is not None and len(period.end or "") == _YEAR
        ahead = self.end is not None and 0 < self.told < self.end and self.end >= (self.first or 0)
        named = self.when.rule == "time.sentence" and not self._told_since
        return self.dated_by if whole and ahead and named else None

    @property
    def until(self) -> bool:
        """The time is one to come, said in this sentence or in one before it: 到|2025年."""
        said, words = self.when.said, self.words
        if said is None or not self.shadow.endswith(words.leads.until, 0, said.start):
            return False
        return (
            words.results.as_of.search(self.shadow, max(0, said.start - _AS_OF), said.start) is None
        )

    @property
    def coming(self) -> Said | None:
        """What speaks of what is still to come where a part or an account looks back: 下一步, 项目建成后, 2024年6月底前, a year after its own."""
        words, said = self.words, self.when.said
        beyond = self.end is not None and self.first is not None and self.end > self.first
        if beyond and not self._evaluated and not self._told_since:
            return said or Said(self.spot.start, self.spot.end)
        found = said_at(
            words.reviews.coming.search(self.shadow, self.spot.sentence, self.spot.start)
        )
        if found is not None and words.results.outcome.search(
            self.shadow, found.end, self.spot.start
        ):
            return None  # 计划新建公厕26座，实际新建|28座
        if found is not None or said is None or self.present is not None:
            return found
        due = self.shadow.endswith(words.leads.before_then, said.start, said.end)
        return said if due and self.when.rule == "time.sentence" else None

    @property
    def _told_since(self) -> bool:
        """Months behind the year of which account is given, before the account itself: 2024年7月至2025年6月, 2025年上半年, 2025年以来 in an
        audit of 2024.

        Refused: 2025年, 2025年6月底前, what is promised; months that an account issued in its own year cannot know.
        """
        said = self.when.said
        if not self.account or self.promised or said is None or self.end != (self.first or 0) + 1:
            return False
        if self.issued is not None and self.end > self.issued:
            return False
        if self.shadow.endswith(self.words.leads.before_then, said.start, said.end):
            return False
        since = self.shadow.endswith(self.words.reviews.since, said.start, said.end)
        months = self.when.value is not None and len(self.when.value.end or "") > _YEAR
        return months or since

    @property
    def _evaluated(self) -> bool:
        """A year of a five-year plan that an account of the plan tells of: 2024年 in the 总结评估 of the 十四五; not its last year, unless nothing dates."""
        if not (self.account and self.several_years) or self.end is None or self.last is None:
            return False
        return self.end < self.last or self.when.rule == "time.plan_end"

    @property
    def next_steps(self) -> Said | None:
        """What opens an earlier sentence of the paragraph behind which the rest of it is still to come: 下一步，….

        Refused: 下一步 inside a clause; behind it a sentence that speaks of now.
        """
        paragraph = self.spot.paragraph.heading_end
        return next_steps(self.shadow, self.words, paragraph, self.spot.sentence)

    @property
    def expected(self) -> Said | None:
        """The word by which a value is only expected, in front of it in its sentence: |预计|全年增长7%."""
        found = self.words.promised.expected.search(
            self.shadow, self.spot.sentence, self.spot.start
        )
        return said_at(found)

    @property
    def planned(self) -> Said | None:
        """What says that a value was planned, in an account of the year: 计划目标为：…, 产值|目标|201亿元.

        Refused: 年度计划投资10亿元，已完成|8亿元; 完成计划目标，投资|20亿元; 超计划|160吨; 火炬计划|12项.
        """
        words, shadow, start = self.words, self.shadow, self.spot.start
        sentence = self.spot.sentence
        label = self.ahead
        if label is not None and words.promised.planned_labels.search(
            shadow, label.start, label.end
        ):
            return None if words.results.outcome.search(shadow, label.end, start) else label
        assigned = self.assigned
        if assigned is not None:
            return assigned
        found = words.promised.planned_then.search(shadow, sentence, start)
        while found is not None and in_closed_bracket(shadow, sentence, found.end(), start):
            found = words.promised.planned_then.search(shadow, found.end(), start)
        if found is None:
            found = words.promised.planned_near.search(shadow, sentence, start)
            if found is None or shadow.endswith(words.promised.not_planned, start, self.spot.end):
                return None
        elif shadow.startswith(OF, found.end()) or words.results.since_done.search(
            shadow, found.end(), start
        ):
            return None  # 目标为|的…; 计划完成3亿元，已完成|2亿元
        bracket = shadow.rfind("(", sentence, found.start()) + 1  # 高于目标2个百分点（|目标为|10%）
        before = max(sentence, found.start() - _AGAINST, bracket)
        against = words.promised.against_plan.search(shadow, before, found.start())
        return None if against is not None else said_at(found)

    @property
    def assigned(self) -> Said | None:
        """What says that a value was assigned, of which the next number tells what came of it: 改厕任务|3800座|，完成3865座."""
        spot = self.spot
        return self.words.promised.assigned.said(self.shadow, spot.sentence, spot.start, spot.end)

    @property
    def present(self) -> Said | None:
        """The words of the sentence that speak of now; looked for when a rule asks, since few do.

        Refused: 依托|现有|园区，建设…10个, where a clause before only says with what.
        """
        spot, sentence = self.spot, self.spot.sentence
        for found in self.words.done.present.finditer(self.shadow, sentence, spot.end):
            before = self.shadow[max(sentence, found.start() - _USED) : found.start()]
            clause_over = self.shadow.find(",", found.end(), spot.start) >= 0
            if not clause_over or self.words.done.put_to_use.search(before) is None:
                return said_at(found)
        return None


def in_closed_bracket(shadow: str, sentence: int, end: int, start: int) -> bool:
    """Words that end at ``end`` stand in a bracket that closed before ``start``: 增长5.9%（预期目标为8.5%以上）；工业增加值增长|9.5%|.

    All offsets in code points; ``sentence`` is where the sentence begins. Refused: 预期目标（含深汕）为|8.5%|, a bracket behind the words.
    """
    inside = shadow.rfind("(", sentence, end) > shadow.rfind(")", sentence, end)
    closing = shadow.find(")", end, start) if inside else -1
    return closing >= 0 and shadow.find("(", end, closing) < 0


def said_at(match: re.Match[str] | None) -> Said | None:
    """The words that a pattern found; None for no match."""
    return Said(*match.span()) if match else None
