"""The kind stage: what is already so (``actual``) and what is promised (``target``), by rules in order."""

from __future__ import annotations

import re
from collections.abc import Callable

from policy_extract.extract.observations.dates import done
from policy_extract.extract.observations.dates.plan_times import PlanTimes, Spot, When
from policy_extract.extract.observations.dates.telling import (
    Telling,
    in_closed_bracket,
    said_at,
)
from policy_extract.model import Kind, Period
from policy_extract.rules import Rule, Said, Settled, Switches

_LABEL = 8  # signs of a label before its colon
_BESIDE = 16  # … in which a value is held beside a goal
_DONE_NEAR = 6  # … and in front of 目标, 计划
_DONE = 16  # … in front of it, in which it is said to be done
_YEAR = 4  # signs of a year; 2024-03-31 is longer


class Kinds:
    """Tells actual from target for the numbers of one plan."""

    def __init__(self, times: PlanTimes, switches: Switches) -> None:
        self._plan, self._headings, self._words = times.plan, times.headings, times.words
        self._timeline, self._calendar, self._leads = times.timeline, times.calendar, times.leads
        opening = self._plan.text.lstrip().partition("\n")[0]
        title = (self._plan.meta.title or opening).rstrip("》）) ")
        self._planning = title if title.endswith(self._words.promised.planning_titles) else ""
        self._rules = switches.on(RULES)

    def tell(self, spot: Spot, when: When) -> Settled[Kind]:
        """The kind of a dated number; a target where nothing speaks against it."""
        telling = self._telling(spot, when)
        for rule in self._rules:
            found: Settled[Kind] | None = rule.run(telling)
            if found is not None:
                return found
        return Settled("target", "kind.target", None, ("kind.from_document",))

    def _telling(self, spot: Spot, when: When) -> Telling:
        shadow = self._plan.shadow
        words = self._words
        promised = self._promised(spot)
        starts_from = bool(
            when.said and shadow[when.said.start - 1 : when.said.start] in words.changes.origins
        )
        if starts_from:
            promised = None  # “力争由2020年的1.9%提高到…”: where it starts from is so already
        size = self._size(spot) if spot.paragraph.section is None else None
        period, part = when.value, self._calendar.part_at(spot.start)
        as_of = when.said and words.results.as_of.search(
            shadow, max(spot.sentence, when.said.start - 4), when.said.start
        )
        return Telling(
            shadow, words, spot, when, self._calendar.first, self._calendar.last, self._calendar.issued,
            int(period.end[:4]) if period and period.end else None,
            part.looks_back if part else self._headings.of(spot.paragraph.section).looks_back,
            promised, size,
            Said(as_of.start(), when.said.end) if as_of and when.said else None,
            *self._label(spot),
            part is not None, period is not None and _part_of_year(period),
            part.period.end or "" if part else "",
            starts_from and when.rule == "time.sentence",
            self._headings.account and not self._headings.of(spot.paragraph.section).looks_ahead,
            self._planning, self._timeline.last_planned,
        )  # fmt: skip

    def _promised(self, spot: Spot) -> Said | None:
        """The first words of the sentence that promise.

        到2010年末达到2.8%，较2006年提高1.8个百分点 promises nothing in a plan for 2011-2015. Refused: 到2020年底实现全覆盖 in a plan
        for 2021-2025, which was drafted before that year was over.
        """
        first = self._calendar.first
        for match in self._words.promised.promise.finditer(
            self._plan.shadow, spot.sentence, spot.end
        ):
            past = match["year"] and first is not None and int(match["year"]) < first
            if past and self._timeline.set_against(spot.sentence, spot.start, spot.end):
                continue
            near = self._plan.shadow[max(spot.sentence, match.start() - _DONE_NEAR) : match.start()]
            if any(word in near for word in self._words.done.words):
                continue  # 完成年度|目标|任务的99%
            if in_closed_bracket(self._plan.shadow, spot.sentence, match.end(), spot.start):
                continue
            if self._beside(match, spot):
                continue
            if self._words.goals.beyond.search(self._plan.shadow, spot.sentence, match.start()):
                continue  # 新开工30项，超|计划|16项
            if self._words.done.turned_done.search(self._plan.shadow, match.end(), spot.start):
                continue  # 计划开工25项，实际已开工|20项
            share = any(word in near for word in self._words.promised.shares_of)
            if share and self._words.promised.planned.match(self._plan.shadow, match.start()):
                continue  # 占全年|计划|的41%
            return Said(*match.span())
        return None

    def _beside(self, goal: re.Match[str], spot: Spot) -> bool:
        """A goal that a value is held beside, where a report or an account looks back: 比预期|目标|低2.6个百分点, 已达|到2025年|目标值."""
        part, shadow = self._calendar.part_at(spot.start), self._plan.shadow
        if part is None or not part.looks_back:
            ahead = self._headings.of(spot.paragraph.section).looks_ahead
            if part is not None or not self._headings.account or ahead:
                return False
        stop = goal.start()
        if goal["year"]:
            if self._words.goals.goal_behind.match(shadow, goal.end()) is None:
                return False
            stop = goal.end()
        before = shadow[max(spot.sentence, stop - _BESIDE) : stop]
        return self._words.goals.beside_goal.search(before) is not None

    def _size(self, spot: Spot) -> Said | None:
        """The words of a size in a description above the first heading: 面积, 总…."""
        shadow, words = self._plan.shadow, self._words
        size = said_at(words.done.size.search(shadow, spot.sentence, spot.end))
        if size is not None and words.done.reached.search(
            shadow, max(spot.sentence, size.start - _LABEL), spot.end
        ):
            return None  # 灌溉面积|达到|1000万亩 tells no size
        said = shadow[spot.sentence : spot.end].rstrip("\n")
        if size is None and said.endswith(words.done.is_words):
            return Said(spot.end - 1, spot.end)
        return size

    def _label(self, spot: Spot) -> tuple[Said | None, Said | None]:
        """The last label in the paragraph: of what is so already (完成情况：…), or of what is ahead (主要任务是：…)."""
        shadow, words = self._plan.shadow, self._words
        colon = shadow.rfind(":", spot.paragraph.start, spot.start)
        while colon >= 0:
            before = shadow[max(spot.paragraph.start, colon - _LABEL) : colon]
            label = words.leads.label.search(before)
            if label is not None:
                start = colon - len(before) + label.start()
                said = Said(start, colon)
                if label["back"]:
                    return said, None
                done = any(
                    w in shadow[max(spot.paragraph.start, start - _DONE) : start]
                    for w in words.done.words
                )
                return None, None if done else said
            colon = shadow.rfind(":", spot.paragraph.start, colon)
        return self._leads.label_above(spot.paragraph), None


def _before_change(t: Telling) -> Settled[Kind] | None:
    inside = t.several_years and t.first is not None and (t.end or 0) >= t.first
    if t.when.rule == "time.compared_value" and not inside:
        return Settled("actual", "kind.before_change", Said(t.spot.start, t.spot.end))
    if not t.starts_from and t.when.rule != "time.before_change":
        return None
    own = Said(t.spot.start, t.spot.end)
    if t.when.rule == "time.before_change":
        return Settled("actual", "kind.before_change", own)
    if t.end is None:
        return None
    known = max((year for year in (t.first, t.issued) if year is not None), default=t.end)
    if t.end <= known and t.end != t.last:
        return Settled("actual", "kind.before_change", own)
    if t.issued is not None or t.last is None or t.end >= t.last:
        return None  # 由2025年的3万个增加到2035年的4万个: a milestone
    return Settled("actual", "kind.before_change", own, ("kind.from_document",))


def _before_plan(t: Telling) -> Settled[Kind] | None:
    if not t.several_years or t.end is None or t.first is None:
        return None
    if t.end >= t.first or t.promised:
        return None
    return Settled("actual", "kind.before_plan", t.dated_by)


def _as_of(t: Telling) -> Settled[Kind] | None:
    period = t.when.value
    if t.as_of is None or t.promised or period is None or len(period.end or "") <= _YEAR:
        return None
    return Settled("actual", "kind.as_of", t.as_of)


def _report(t: Telling) -> Settled[Kind] | None:
    if not t.in_report or t.first is None:
        return None
    if t.looks_back:
        coming = t.behind_told or t.coming or t.planned or t.year_ahead
        if coming is not None:
            return Settled("target", "kind.report", coming)
        ahead = t.promised and (t.end is None or (t.end >= t.first and t.end > t.told))
        if ahead and t.end is not None and t.end > t.told:
            return Settled("target", "kind.report", t.promised)
        return None if ahead else Settled("actual", "kind.report", None, ("kind.from_section",))
    if t.end is not None and t.end < t.first:
        return Settled("actual", "kind.report", t.dated_by)
    return Settled("target", "kind.report", None, ("kind.from_section",))


def _begun(t: Telling) -> Settled[Kind] | None:
    begun = t.several_years and t.part_of_year and t.end == t.first
    if not begun or t.promised or t.end is None or t.when.rule != "time.sentence":
        return None
    return Settled("actual", "kind.begun", t.dated_by, ("kind.from_section",))


def _part_of_year(period: Period) -> bool:
    """Some months of one year: 2023年上半年; no year, no single month (a deadline)."""
    first, last = period.start or "", period.end or ""
    return len(first) == 7 and len(last) == 7 and first < last and first[:4] == last[:4]


def _labelled(t: Telling) -> Settled[Kind] | None:
    if t.label is None or t.promised:
        return None
    return Settled("actual", "kind.label", t.label)


def _labelled_ahead(t: Telling) -> Settled[Kind] | None:
    if t.ahead is None or t.present or t.looks_back:
        return None
    if t.end is not None and t.issued is not None and t.end < t.issued:
        return None
    return Settled("target", "kind.label_ahead", t.ahead)


def _in_plan(t: Telling) -> Settled[Kind] | None:
    if not t.several_years or t.end is None or t.first is None:
        return None
    if t.end < t.first or not (t.end == t.last or t.end > t.first):
        return None
    if t.looks_back and t.when.doubts and t.when.rule != "time.of_which":
        return None
    undated = t.when.rule == "time.plan_end"
    if t.account and not t.promised and (undated or t.end != t.last):
        return None  # 2022年… in the 中期评估报告 of a plan to 2025
    return Settled("target", "kind.in_plan", t.dated_by)


def _review(t: Telling) -> Settled[Kind] | None:
    ahead = t.account and (t.promised or t.coming or t.next_steps or t.expected)
    back = t.looks_back or (t.account and not ahead)
    planned = (t.planned if t.account else t.assigned) if back else None
    if planned is not None:
        return Settled("target", "kind.review", planned)
    return Settled("actual", "kind.review", None, ("kind.from_section",)) if back else None


def _before_issue(t: Telling) -> Settled[Kind] | None:
    if t.end is None or t.issued is None or t.end >= t.issued or t.promised:
        return None
    return Settled("actual", "kind.before_issue", t.dated_by)


def _description(t: Telling) -> Settled[Kind] | None:
    if t.spot.paragraph.section is not None or t.promised or t.size is None or t.until:
        return None
    return Settled("actual", "kind.description", t.size)


def _present(t: Telling) -> Settled[Kind] | None:
    if t.when.rule == "time.present":
        return Settled("actual", "kind.present", t.dated_by)
    present = None if t.promised else t.present
    return Settled("actual", "kind.present", present) if present else None


def _past(t: Telling) -> Settled[Kind] | None:
    if t.end is not None and t.first is not None and t.end > t.first:
        return None
    said = t.words.done.past.match(t.shadow, t.spot.sentence)
    if said is None and not t.promised and t.when.rule != "time.sentence":
        said = t.words.done.past.match(t.shadow, t.spot.paragraph.heading_end)
    if said is None or t.words.done.turns.search(t.shadow, said.start(), t.spot.start):
        return None
    return Settled("actual", "kind.past", Said(*said.span()))


def _base_in_bracket(t: Telling) -> Settled[Kind] | None:
    said = t.dated_by
    if said is None or t.end is None or t.shadow[said.start - 1 : said.start] != "(":
        return None
    years = t.words.leads.year.findall(t.shadow, t.spot.paragraph.start, said.start)
    later = bool(years) and max(map(int, years)) > t.end
    known = [year for year in (t.first, t.issued) if year is not None]
    told = t.shadow.startswith(t.words.done.is_words, said.end)  # （2022年|为54%）
    if not later or (t.end >= max(known, default=0) and not told):
        return None
    return Settled("actual", "kind.base_in_bracket", said)


def _promise(t: Telling) -> Settled[Kind] | None:
    return Settled("target", "kind.promise", t.promised) if t.promised else None


#: In the order in which they are asked.
RULES: tuple[Rule[Callable[[Telling], Settled[Kind] | None]], ...] = (
    Rule(
        "kind.before_change", "kind", "改变前的数值", "value before the change",
        "what a change starts from is so already: 由1.2万个增加到3万个, 由2024年的88%提高到93%, 比2020年的43%提高2个百分点",
        "the value behind 增加到; a start after the year of issue: 由2025年的3万个增加到2035年的4万个", _before_change,
    ),
    Rule(
        "kind.base_in_bracket", "kind", "括注的基期数", "a base value in brackets",
        "到2027年达到60%以上（2022年为54%）: the value of the earlier year is so already",
        "到2025年达到80家（2030年100家）: a later year; 到2030年达到68%（2025年达到65%）: a milestone of the plan", _base_in_bracket,
    ),
    done.YEARS_AHEAD,
    done.GOAL,
    Rule(
        "kind.before_plan", "kind", "规划期之前", "before the plan’s period",
        "a time before the plan's first year is actual: 2020年完成…, in a plan for 2021-2025",
        "力争 in the sentence; 到20xx年 of a year in the plan’s period", _before_plan,
    ),
    Rule(
        "kind.as_of", "kind", "截至某日", "as of a day or month",
        "截至2024年3月31日: counted, not promised, also within the plan's years",
        "截至2025年; 力争 in the sentence", _as_of,
    ),
    Rule(
        "kind.report", "kind", "报告的回顾与安排", "review and tasks of a report",
        "2024年工作回顾 is actual, 2025年工作安排 is a target, a year before the report's actual in both",
        "the same headings in a document that is no report", _report,
    ),
    Rule(
        "kind.begun", "kind", "规划首年的季月", "months of the plan's first year",
        "2023年上半年 in a plan for 2023-2025 is so already: plans of several years are issued in their first",
        "2024年上半年 in it; 力争 in the sentence; a month as a deadline", _begun,
    ),
    Rule(
        "kind.label", "kind", "完成情况等标签", "label of what is done",
        "完成情况：…, 进展情况：… in a paragraph: what follows is so already, and what stands below a line of its own: 去年重点工程成绩单",
        "力争 in the sentence; a label between that looks ahead: 下一步计划：", _labelled,
    ),
    done.OUTCOME,
    Rule(
        "kind.label_ahead", "kind", "主要任务是等标签", "label of what is ahead",
        "今年的主要任务是：…, 工作目标：… in a paragraph: what follows is promised",
        "目前 in the sentence; a label between that looks back: 完成情况：; 圆满完成规划目标任务：; a year before the year of issue",
        _labelled_ahead,
    ),
    Rule(
        "kind.in_plan", "kind", "规划期之内", "within the plan’s period",
        "a time in the plan's years is a target: 到2025年",
        "an inherited time in a section that looks back; a year before the last in a 中期评估报告", _in_plan,
    ),
    Rule(
        "kind.review", "kind", "回顾部分", "section that looks back",
        "numbers under 发展基础, 回顾, 成效 are actual, and those of a 工作总结 or 进展情况, of what is told to the press or answers a proposal",
        "a section whose heading names 目标, 任务; 力争 in a 工作总结, 今年我们将投入9.8亿元, what stands behind 下一步， in its paragraph; what was assigned: 改厕任务|3800座|，完成3865座", _review,
    ),
    Rule(
        "kind.before_issue", "kind", "早于发布", "before the year of issue",
        "a year before the document was issued is actual",
        "力争 in the sentence", _before_issue,
    ),
    Rule(
        "kind.description", "kind", "开篇描述", "description before any heading",
        "面积, 总… in a paragraph above the first heading describe what is so",
        "a paragraph below a heading; behind 到2025年, also of an earlier sentence", _description,
    ),
    Rule(
        "kind.present", "kind", "当前情况", "words of what is so by now",
        "截至, 目前, 已建成, 现有 speak of what is so",
        "力争 in the sentence", _present,
    ),
    Rule(
        "kind.past", "kind", "去年等开头", "a sentence of the year that has passed",
        "去年，全镇总产值达29亿元: so already, though nobody says which year",
        "在去年的基础上增长8%; 比去年增长8%; behind 今年 or 力争: 去年造林5万亩，今年计划完成6万亩; a year to come in the sentence", _past,
    ),
    done.OVER,
    done.TOLD,
    Rule(
        "kind.promise", "kind", "承诺用语", "words of a promise",
        "力争, 确保, 争取, 计划, 到20xx年 promise: a target",
        "", _promise,
    ),
)  # fmt: skip

TARGET = Rule(
    "kind.target", "kind", "推定为目标", "taken for a target",
    "nothing tells whether it is so already: a plan speaks of what will be",
    "", Kinds.tell,
)  # fmt: skip
