"""A line that introduces a list sets the time of its items: “到2025年，实现以下目标：” above lines with 一是 or ——."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from policy_extract.document import Paragraph, Plan
from policy_extract.extract.observations.time_words import TimeWords
from policy_extract.extract.observations.timeline import TimeLine
from policy_extract.measure.period import TimeSpan
from policy_extract.rules import Said

_FAR = 40  # paragraphs in which the line above a list is looked for
_LABEL = 24  # signs of a label on a line of its own
_LINE = 160  # signs of a line that introduces; more tell of something
_OF_MONTHS = frozenset(("time.months", "time.quarter", "time.half_year"))
_CLAUSES = ",。;:"
_NESTED = 4  # signs of a line that introduces within a list: 其中：


class Leads:
    """Finds the lines of one plan that introduce what stands below them."""

    def __init__(
        self, plan: Plan, timeline: TimeLine, words: TimeWords,
        carriers: Callable[[Paragraph], Sequence[TimeSpan]],
    ) -> None:  # fmt: skip
        self._plan, self._carriers, self._words = plan, carriers, words
        self._times = timeline.between
        self._starts = [paragraph.start for paragraph in plan.paragraphs]
        body = (paragraph.start for paragraph in plan.paragraphs if paragraph.kind == "body")
        self._title_end = next(body, 0)  # what stands above is the document's own title
        self._labels_above: dict[int, Said | None] = {}
        self._found: dict[int, TimeSpan | None] = {}  # looked for once for a paragraph

    def above(self, paragraph: Paragraph) -> TimeSpan | None:
        """The time of the line that introduces a paragraph, or None.

        Refused: a line above another heading's text; a line with a paragraph between that has a time of its own
        (到2035年，…。); a line without a colon at its end; a line that tells of a paper or a meeting (2022年，…印发…意见，提出以下
        要求：), or names two years (到2025年、2035年分阶段：); what stands without a mark below items with one (一是, ——, 1.).
        """
        if paragraph.start not in self._found:
            self._found[paragraph.start] = self._look(paragraph)
        return self._found[paragraph.start]

    def label_above(self, paragraph: Paragraph) -> Said | None:
        """The label of what is done, on a line of its own above the items that a paragraph is one of: 去年重点工程建设|成绩单.

        Refused: a line with another that is no item between; a heading, which has rules of its own.
        """
        key = paragraph.start
        if key not in self._labels_above:
            self._labels_above[key] = self._look_for_label(paragraph)
        return self._labels_above[key]

    def _look_for_label(self, paragraph: Paragraph) -> Said | None:
        index = bisect_left(self._starts, paragraph.start)
        for before in reversed(self._plan.paragraphs[max(0, index - _FAR) : index]):
            if before.start < self._title_end or before.section != paragraph.section:
                return None
            if before.kind not in ("body", "title"):
                return None
            said = self._said(before).rstrip(":")
            label = self._words.leads.label.search(said) if len(said) <= _LABEL else None
            if label is not None and label["back"]:
                return Said(before.start, before.end)
            if before.kind == "title" or self._words.leads.mark.match(said) is None:
                return None
        return None

    def _look(self, paragraph: Paragraph) -> TimeSpan | None:
        around: set[str | None] = {one.id for one in self._plan.ancestors(paragraph.section)}
        around = around or {None}
        index = bisect_left(self._starts, paragraph.start)
        marked = self._marked(paragraph)
        for before in reversed(self._plan.paragraphs[max(0, index - _FAR) : index]):
            if before.kind == "caption":
                return None
            own = before.start < self._title_end
            if before.kind == "title" and (own or not self._labels(before)):
                return None
            spans = self._carriers(before)
            leads = self._leads(before)
            if self._labels(before):  # 1—9月经济指标完成情况
                spans, leads = self._times(before.start, before.end), True
            elif leads and not spans:
                spans = self._aimed(before)
            if leads and not spans and len(self._said(before)) <= _NESTED:
                continue  # 其中：
            if leads and before.section in around:
                return spans[-1] if spans and self._sets(before, spans[-1]) else None
            if (spans and not leads) or (self._marked(before) and not marked):
                return None
        return None

    def _said(self, paragraph: Paragraph) -> str:
        return self._plan.shadow[paragraph.start : paragraph.end].strip()

    def _marked(self, paragraph: Paragraph) -> bool:
        """An item with a mark in front: 一是…, ——…, 1.…, （1）…, 第一，…."""
        return self._words.leads.mark.match(self._said(paragraph)) is not None

    def _sets(self, paragraph: Paragraph, span: TimeSpan) -> bool:
        """The line sets a time for what it lists, and one alone."""
        shadow = self._plan.shadow
        others = [s for s in self._times(paragraph.start, paragraph.end) if s.start != span.start]
        stop = shadow.rfind("。", paragraph.start, paragraph.end)
        if span.rule in _OF_MONTHS and span.start < stop:
            return False  # 1-12月完成投资70亿元。其中:
        joined = any(
            shadow[min(s.end, span.end) : max(s.start, span.start)].strip()
            in self._words.leads.joints
            for s in others
        )
        return not joined and not self._words.leads.told_of.search(shadow, span.end, paragraph.end)

    def _aimed(self, paragraph: Paragraph) -> Sequence[TimeSpan]:
        """The time that opens a clause of a line whose end says what is aimed at: 今后五年|经济社会发展的主要目标是：.

        Refused: 落实2018年部署，主要目标是：, in passing.
        """
        said = self._plan.shadow[paragraph.start : paragraph.end].rstrip()
        label = self._words.leads.label.search(said[:-1])
        if label is None or not label["ahead"]:
            return ()
        spans = self._times(paragraph.start, paragraph.end)
        return [span for span in spans if span.period and self._opens_clause(span, paragraph)]

    def _opens_clause(self, span: TimeSpan, paragraph: Paragraph) -> bool:
        before = self._plan.shadow[paragraph.start : span.start].strip()
        return not before or before[-1] in _CLAUSES

    def _labels(self, paragraph: Paragraph) -> bool:
        """A short line of its own that ends with a label: 1—9月主要指标完成情况."""
        said = self._plan.shadow[paragraph.start : paragraph.end].rstrip()
        if paragraph.kind == "heading":
            return False  # the headings have a rule of their own
        return len(said) <= _LABEL and self._words.leads.label.search(said) is not None

    def _leads(self, paragraph: Paragraph) -> bool:
        said = self._plan.shadow[paragraph.start : paragraph.end].rstrip()
        return said.endswith(":") and len(said) <= _LINE
