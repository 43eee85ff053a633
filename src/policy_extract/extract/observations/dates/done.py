"""The kind stage, where neither the time nor the heading tells: words that only what is done has."""

from __future__ import annotations

import re
from collections.abc import Callable

from policy_extract.expressions import expression
from policy_extract.extract.observations.dates.telling import Telling, said_at
from policy_extract.model import Kind
from policy_extract.rules import Rule, Said, Settled

_SENTENCE = 120  # signs behind a number in which its sentence still tells what came of it
_GOAL = 8  # signs of 目标值（
_PARAGRAPH = 1_000  # signs in which what came of it holds for the rest of a paragraph
_ENDS = "。\n"
#: A level with its unit, and behind it what changed: 收入|765亿元，|比上年增加57亿元.
_LEVEL = expression(r"\d[\d.]*[^\d%,;。]{1,8},")
_SAID = frozenset(("time.sentence", "time.paragraph"))  # the text names the year


def _years_ahead(t: Telling) -> Settled[Kind] | None:
    if t.when.rule != "time.years_ahead":
        return None
    return Settled("target", "kind.years_ahead", t.dated_by)


def _goal(t: Telling) -> Settled[Kind] | None:
    if not (t.looks_back or t.account):
        return None
    start, end = t.spot.start, t.spot.end
    before = t.shadow[max(t.spot.sentence, start - _GOAL) : start]
    goal = t.words.goals.goal_value.search(before) or t.words.goals.value_of_goal.match(
        t.shadow, end
    )
    return Settled("target", "kind.goal", Said(start, end)) if goal else None


def _outcome(t: Telling) -> Settled[Kind] | None:
    if t.promised or t.coming or (t.end is not None and t.first is not None and t.end > t.first):
        return None
    shadow, words, spot = t.shadow, t.words, t.spot
    near = words.results.outcomes_near.search(shadow, spot.sentence, spot.start)
    if near is None:
        near = words.results.standing.search(shadow, spot.sentence, spot.end)
    if near is not None:
        return Settled("actual", "kind.outcome", said_at(near))
    stop = _sentence_end(t)
    found = words.results.outcomes.search(shadow, spot.start, stop)
    if found is None and words.results.so_far.search(shadow, spot.sentence, spot.start):
        found = words.results.measured.search(shadow, spot.sentence, stop)
        if found is not None and words.promised.bounds.search(shadow, spot.start, stop):
            return None
    if found is None and _of_a_year(t):
        found = words.results.ranks_told.search(shadow, spot.end, stop) or _against_year_before(
            t, stop
        )
    return Settled("actual", "kind.outcome", said_at(found)) if found else None


def _of_a_year(t: Telling) -> bool:
    """Of a year that the sentence names, in a text that plans for none, or only for a later one: 2020年产值2700亿元，…位居全国前四."""
    told = t.when.rule in _SAID and t.end is not None and not t.until
    if not told or t.words.promised.foretold.search(t.shadow, t.spot.sentence, t.spot.start):
        return False  # “十四五”期间将新建电站5座，位居全国第一
    return t.first is None and (t.last is None or (t.end or 0) < t.last)


def _against_year_before(t: Telling, stop: int) -> re.Match[str] | None:
    """What the sentence sets against the year before, in a text that aims at a later year or at none: 2023年…，同比增长6.2%.

    Refused: 2025年…同比增长8%左右, which is aimed at; 2025年…比2022年提高5个百分点: of several years, as targets are; a bound,
    where nothing says which year is aimed at (同比增长12%以上); texts without a period that plan by their title (…若干措施).
    """
    if t.end is None:
        return None
    if t.last is None and t.words.promised.bounds.search(t.shadow, t.spot.sentence, stop):
        return None
    for found in t.words.results.year_on_year.finditer(t.shadow, t.spot.sentence, stop):
        if found["year"] is None or int(found["year"]) == t.end - 1:
            return None if t.last is None and _may_be_planned(t, found.start()) else found
    return None


def _may_be_planned(t: Telling, at: int) -> bool:
    """A change in a text that plans by its title, for the year that it names, or told without a level before it.

    关于做好2025年招商引资工作的通知: 2025年到位资金同比增长8%. Refused: 2024年旅游收入765亿元，比上年增加57亿元 in 促进消费若干措施.
    """
    if not t.planning:
        return False
    return str(t.end) in t.planning or not _LEVEL.search(t.shadow, t.spot.sentence, at)


def _sentence_end(t: Telling) -> int:
    """Where the sentence of a number ends, as far as it is looked at."""
    stop = min(len(t.shadow), t.spot.end + _SENTENCE)
    ends = (t.shadow.find(sign, t.spot.end, stop) for sign in _ENDS)
    return min((end for end in ends if end >= 0), default=stop)


def _over(t: Telling) -> Settled[Kind] | None:
    if t.when.rule != "time.sentence" or t.first is not None or t.promised or t.until or t.coming:
        return None
    if t.later is None or t.end is None or t.end >= t.later:
        return None
    if t.last is not None and t.end >= t.last:
        return None  # “十五五”期间，到2030年… in a plan that first aims at 2025
    if t.words.promised.foretold.search(t.shadow, t.spot.sentence, t.spot.start):
        return None
    return Settled("actual", "kind.over", t.dated_by)


def _told(t: Telling) -> Settled[Kind] | None:
    if t.promised or t.coming or (t.several_years and (t.end or 0) >= (t.first or 0)):
        return None
    start = max(t.spot.paragraph.heading_end, t.spot.start - _PARAGRAPH)
    found = None
    for match in t.words.results.told.finditer(t.shadow, start, t.spot.start):
        found = match
    if found is None or t.words.results.told_until.search(t.shadow, found.end(), t.spot.start):
        return None
    dated = t.when.said
    later = dated is not None and dated.start > found.end()
    if later and dated and not t.words.results.of_that_year.match(t.shadow, dated.start):
        return None  # 2023年取得了成效。2024年，完成造林|5万亩
    return Settled("actual", "kind.told", Said(*found.span()))


_Ask = Callable[[Telling], Settled[Kind] | None]

YEARS_AHEAD: Rule[_Ask] = Rule(
    "kind.years_ahead", "kind", "未来几年", "the years ahead",
    "未来三年约需新增教师8000人 is still to come, also under 发展现状",
    "为未来三年发展奠定基础，新增…", _years_ahead,
)  # fmt: skip

GOAL: Rule[_Ask] = Rule(
    "kind.goal", "kind", "所对照的目标值", "the value of a goal that is told of",
    "完成年度目标（6.5%）的95.4%, 滞后于规划目标（10%）, 控制在3%的预期目标以内: what was aimed at, where a section or an account looks back",
    "95.4% behind it; 目标6.5% without a bracket, which has rules of its own", _goal,
)  # fmt: skip

OUTCOME: Rule[_Ask] = Rule(
    "kind.outcome", "kind", "完成结果用语", "words of what came of it",
    "1-9月份完成投资28亿元，投资完成率98%; 前三季度完成投资170亿元，占年度计划的98%; 实际开工206项; 创历史新高; 2020年产值2700亿元，位居全国前四 in a text without a period, 2023年…，同比增长6% in one that aims at 2027: done, also within a plan of the year",
    "力争, 计划; a bound: 上半年完成年度计划的60%以上; a year after the plan's first", _outcome,
)  # fmt: skip

OVER: Rule[_Ask] = Rule(
    "kind.over", "kind", "已过的规划期", "a planning period that is over",
    "“十二五”期间，固定资产投资1314亿元 in a text without a period that speaks of “十三五”, too",
    "力争, 预计, 到2015年 in the sentence; the last planning period of the text, the year that it aims at", _over,
)  # fmt: skip

TOLD: Rule[_Ask] = Rule(
    "kind.told", "kind", "前文已述成效", "told before what came of it",
    "2011年，…工作取得了显著成效。全县完成产值60亿元: the rest of the paragraph is so already",
    "behind 今年, 力争, 为进一步…; a year within a plan of several", _told,
)  # fmt: skip
