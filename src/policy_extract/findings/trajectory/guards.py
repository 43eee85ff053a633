"""Which observations are no part of a series over the years: one guard for each reason.

A guard that is wrong costs a finding, a guard that is missing tells people that a plan goes back where it does not:
so what is in doubt stays out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from policy_extract.expressions import expression
from policy_extract.findings.places import Places
from policy_extract.findings.quantities import Quantities, doubts_unit_or_time
from policy_extract.model import Document, Observation
from policy_extract.tuples import NamedTuple

_YEAR: Final = expression(r"\d{4}")
_AREA_INHERITED: Final = frozenset({"area.from_document"})
#: Times that stand nowhere near: a project's, a task's limit.
_FAR_TIMES: Final = frozenset({"time.from_project", "time.from_deadline"})
#: A plan's targets without a year are for its end; what it says of the past without a year is of any.
_OF_PLAN: Final = "time.from_document"


class Look(NamedTuple):
    """An observation with what a guard may ask about it."""

    observation: Observation
    document: Document
    quantities: Quantities
    places: Places


class Guard(NamedTuple):
    """One reason to leave an observation out: what its test says of itself."""

    id: str
    test: Callable[[Look], bool]


def _not_level(look: Look) -> bool:
    """增长8%, 规上工业增加值增速8%, 新增20家: growths and changes are new each year."""
    return look.observation.measure != "level" or look.quantities.growth(look.observation)


def _work(look: Look) -> bool:
    """改造老旧小区118个, 清淤管网2万公里: the work of a year, which starts anew each year."""
    return look.quantities.work(look.observation)


def _each(look: Look) -> bool:
    """每个乡镇建成2所: a value for each of many is no total."""
    return look.observation.each is not None


def _not_of_area(look: Look) -> bool:
    """项目投资3亿元: a project's or a company's value."""
    return look.observation.about in ("project", "company") or look.observation.project is not None


def _elsewhere(look: Look) -> bool:
    """全国平均水平为3.1: another area's value, quoted. An area within the plan's own is no other."""
    own, area = look.document.meta.area, look.observation.area.entity
    if look.observation.about == "elsewhere":
        return True
    if own is None or own.entity is None or area is None:
        return True
    return not look.places.within(area, own.entity)


def _no_year(look: Look) -> bool:
    """2021—2025年累计, 前三季度, 2030年前: no whole year."""
    time = look.observation.time
    return time is None or time.start != time.end or not _YEAR.fullmatch(time.start or "")


def _time_from_afar(look: Look) -> bool:
    """A time that is a project's or a deadline's, or the document's for what was reached."""
    o = look.observation
    if not _FAR_TIMES.isdisjoint(o.doubts):
        return True
    return _OF_PLAN in o.doubts and (o.kind != "target" or o.review)


def _past_promise(look: Look) -> bool:
    """“十三五”规划目标: what an earlier plan promised, told by this one."""
    o, period = look.observation, look.document.meta.period
    if o.kind != "target" or o.time is None or period is None or period.start is None:
        return False
    return (o.time.end or "") < period.start[:4]


def _bare(look: Look) -> bool:
    """企业5家, 面积20亩: of whom, the list said once."""
    o = look.observation
    inherited = not _AREA_INHERITED.isdisjoint(o.doubts)
    return o.segment is None and inherited and look.quantities.bare(o)


def _doubtful(look: Look) -> bool:
    """A value to be checked whose unit or time is in doubt."""
    doubts = look.observation.doubts
    return look.observation.review and any(doubts_unit_or_time(d) for d in doubts)


def _apart(look: Look) -> bool:
    """Cells that do not fit the head of their table."""
    return not {"table.columns_apart", "cell.row_misfit"}.isdisjoint(look.observation.doubts)


#: In the order in which they are asked: first what a field says, then what words say.
GUARDS: Final = (
    Guard("project", _not_of_area),
    Guard("each", _each),
    Guard("year", _no_year),
    Guard("elsewhere", _elsewhere),
    Guard("time", _time_from_afar),
    Guard("past_promise", _past_promise),
    Guard("measure", _not_level),
    Guard("work", _work),
    Guard("bare", _bare),
    Guard("doubtful", _doubtful),
    Guard("apart", _apart),
)


def guarded(look: Look, guards: Iterable[Guard]) -> bool:
    """Whether one of the guards leaves an observation out."""
    for guard in guards:  # noqa: SIM110 - asked of every observation
        if guard.test(look):
            return True
    return False
