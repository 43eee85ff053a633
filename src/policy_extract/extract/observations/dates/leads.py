"""A line that introduces a list sets the time of its items: “到2025年，实现以下目标：” above lines with 一是 or ——."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable

from policy_extract.document import Paragraph, Plan
from policy_extract.extract.observations.timeline import TimeLine
from policy_extract.measure.period import TimeSpan

_FAR = 40  # paragraphs in which the line above a list is looked for
_LABEL = 24  # signs of a label on a line of its own
_LINE = 160  # signs of a line that introduces; more tell of something


class Leads:
    """Finds the lines of one plan that introduce what stands below them."""

    def __init__(
        self, plan: Plan, timeline: TimeLine, label: re.Pattern[str],
        carrying: Callable[[Paragraph], Iterable[TimeSpan]],
    ) -> None:  # fmt: skip
        self._plan, self._carrying, self._label = plan, carrying, label
        self._times = timeline.between
        self._starts = [paragraph.start for paragraph in plan.paragraphs]
        self._found: dict[int, TimeSpan | None] = {}  # looked for once for a paragraph

    def above(self, paragraph: Paragraph) -> TimeSpan | None:
        """The time of the line that introduces a paragraph, or None.

        Refused: a line above another heading's text; a line with a paragraph between that has a time of its own
        (到2035年，…。); a line without a colon at its end.
        """
        if paragraph.start not in self._found:
            self._found[paragraph.start] = self._look(paragraph)
        return self._found[paragraph.start]

    def _look(self, paragraph: Paragraph) -> TimeSpan | None:
        around: set[str | None] = {one.id for one in self._plan.ancestors(paragraph.section)}
        around = around or {None}
        index = bisect_left(self._starts, paragraph.start)
        for before in reversed(self._plan.paragraphs[max(0, index - _FAR) : index]):
            if before.kind in ("title", "caption"):
                return None
            spans = list(self._carrying(before))
            leads = self._leads(before)
            if self._labels(before):  # 1—9月经济指标完成情况
                spans, leads = self._times(before.start, before.end), True
            if leads and before.section in around:
                return spans[-1] if spans else None
            if spans and not leads:
                return None
        return None

    def _labels(self, paragraph: Paragraph) -> bool:
        """A short line of its own that ends with a label: 1—9月主要指标完成情况."""
        said = self._plan.shadow[paragraph.start : paragraph.end].rstrip()
        if paragraph.kind == "heading":
            return False  # the headings have a rule of their own
        return len(said) <= _LABEL and self._label.search(said) is not None

    def _leads(self, paragraph: Paragraph) -> bool:
        said = self._plan.shadow[paragraph.start : paragraph.end].rstrip()
        return said.endswith(":") and len(said) <= _LINE
