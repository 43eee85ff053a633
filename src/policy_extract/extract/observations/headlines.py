"""Headings that state a number which their text does not say again: 1.新建公办幼儿园3所 over 责任单位：县教育局.

Lists of tasks and of what is done for the people set a line without a mark at its end for each item, which layout takes
for a heading. The words decide: a promise is read as the sentence that it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from policy_extract.document import Paragraph, Plan
from policy_extract.extract.observations.candidates import CandidateFinder
from policy_extract.lexicon import Lexicon
from policy_extract.measure.quantity import RATES, Quantity
from policy_extract.model import Section
from policy_extract.rules import Rule, Switches

_HIGHEST = 3  # the level of 一、; 第一章, 第二节 are parts of a document


class HeadlineWords:
    """The words by which a heading with a number is told; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, switches: Switches) -> None:
        self.on = switches.has(HEADING)
        self.does = lexicon.pattern(
            r"[^,;。:()\d]{0,16}?(?:<measures.increase.before>|<dating.kind.does>|<refusals.headline.does>)"
        )
        self.ends = lexicon.pattern(r"\s*(?:[,;、()。:]|<refusals.headline.behind>|$)")
        self.counts = lexicon.pattern(
            r"[^,;。()\d]{0,8}?(?:<refusals.headline.counted>)(?=[,;、()\s]|$)"
        )
        self.opening = ("(", *lexicon.words("refusals", "headline.in_all"))
        self.sized = lexicon.pattern(r"(?P<end>(?:<refusals.headline.named>))(?:\(.*\))?$")


class Headlines:
    """Tells which headings of a plan are read as sentences; made for one plan."""

    def __init__(self, plan: Plan, words: HeadlineWords, candidates: CandidateFinder) -> None:
        self._plan, self._words, self._candidates = plan, words, candidates
        self._below = Counter(section.parent for section in plan.sections)

    def states(self, paragraph: Paragraph) -> bool:
        """Whether a heading promises numbers that stand nowhere below it: 1.改造老旧小区126个, （二）加装电梯100部（县住建局负责）.

        Refused: one that its text says again (一、新建幼儿园3所 over 新建幼儿园3所，…), a count of what stands below
        (一、新开工项目（2个）, 二、办好10件民生实事), a name with a size in it (年产5万吨锂电池项目), a rate over a text.
        """
        section = self._plan.section(paragraph.section)
        if not self._words.on or section is None or not section.number or section.kind != "heading":
            return False
        if section.level < _HIGHEST or section.start != paragraph.start:
            return False
        numbers = self._candidates.find(self._plan.shadow, paragraph.start, paragraph.heading_end)
        stated = [q for q in numbers if q.unit is not None or q.kind == "multiple"]
        return bool(stated) and self._promised(paragraph, section, stated)

    def _promised(self, paragraph: Paragraph, section: Section, stated: Sequence[Quantity]) -> bool:
        shadow, words = self._plan.shadow, self._words
        start, end = paragraph.start + len(section.number or ""), paragraph.heading_end
        closing = any(words.ends.match(shadow, q.end, end) for q in stated)
        doing = words.does.match(shadow, start, stated[0].start) is not None
        if not (closing or doing) or self._named(start, end, stated):
            return False
        if any(self._counts(q, end, section) or self._again(q, end, section) for q in stated):
            return False
        return all(q.kind not in RATES for q in stated) or not self._explained(end, section)

    def _named(self, start: int, end: int, stated: Sequence[Quantity]) -> bool:
        """A name that ends the heading and has a size in it: 年产5万吨锂电池项目, 100万吨级码头工程（市交通局）.

        Refused: sums in a bracket behind a name without one: 云岫产业园项目（某公司，总投资6亿元）.
        """
        sized = self._words.sized.search(self._plan.shadow, start, end)
        return sized is not None and any(
            q.kind != "count" and q.end < sized.start("end") for q in stated
        )

    def _counts(self, q: Quantity, end: int, section: Section) -> bool:
        """A number of what stands below: in a bracket alone, as many as there are sections, or of 实事, 任务."""
        shadow = self._plan.shadow
        alone = shadow.endswith(self._words.opening, 0, q.start) and shadow.startswith(")", q.end)
        few = q.kind == "count" and q.low is not None and q.low == self._below[section.id]
        return alone or few or self._words.counts.match(shadow, q.unit_end, end) is not None

    def _again(self, q: Quantity, end: int, section: Section) -> bool:
        """Whether the text below says the same number with its unit."""
        shadow = self._plan.shadow
        written = shadow[q.number : q.unit_end]
        at = shadow.find(written, end, section.end)
        while at >= 0 and (shadow[at - 1].isdigit() or shadow[at - 1] == "."):
            at = shadow.find(written, at + 1, section.end)
        return at >= 0

    def _explained(self, end: int, section: Section) -> bool:
        """Whether sentences stand below: what a rate sums up."""
        return self._plan.shadow.find("。", end, section.end) >= 0


HEADING = Rule(
    "candidate.heading", "candidates", "标题里的任务数", "the numbers of a heading that its text does not repeat",
    "1.改造老旧小区126个 over 责任单位：县住建局; a list of items without marks at their ends",
    "新建幼儿园3所 that the text below says again; 新开工项目（2个）; 办好10件民生实事; 年产5万吨锂电池项目", Headlines.states,
)  # fmt: skip
