"""What a sentence has said so far, while its numbers are named from left to right."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from policy_extract.extract.observations.drafts import NO_PLACES, Name, Named
from policy_extract.extract.observations.phrase import Phrase
from policy_extract.measure.quantity import COUNTED, THINGS, Quantity
from policy_extract.rules import Refused
from policy_extract.tuples import NamedTuple

_TOLD = 6  # names told one by one that 分别 may look back on


class Thread(NamedTuple):
    """What a sentence has said so far.

    ``end``: where the last statement ends. ``subject``: the last indicator named; ``subjects``: the names
    of the last list. ``counted``: the last count is the subject of what follows. ``making``: 年产 of a
    list of capacities (年产2000吨脂肪酸、4000吨脂肪醇), ``newly``: they are new ones. ``part``: the last
    statement was a part of a total (其中…). ``below``: short names of places below the plan's area.
    ``places``: each of them has the last number (各1条).
    ``alone``: the names of single numbers so far, parts of totals among them: 其中男性10万人，女性12万人，分别占….
    ``since``: how many of those behind the last list: 分别增长2%和3%；水果12万吨、茶叶1万吨，分别增长… looks back on these two.
    ``told``: the names of single numbers so far, each once: 游客1.2亿人次，收入1300亿元，分别增长12%、15%. ``units``: names with
    the numbers that they were told in, but for parts of totals; ``of``: that of ``subject``, a part or not.
    """

    end: int
    subject: Name | None = None
    subjects: tuple[Name, ...] = ()
    counted: bool = False
    making: str = ""
    newly: bool = False
    part: bool = False
    below: Mapping[str, str] = NO_PLACES
    told: tuple[Name, ...] = ()
    places: tuple[str, ...] = ()
    alone: tuple[Name, ...] = ()
    since: int = 0
    units: tuple[tuple[Name, Quantity], ...] = ()
    of: Quantity | None = None

    def told_in(self, q: Quantity, loose: Collection[str]) -> Name | None:
        """What a number is of that no words name: the last indicator, or the last that was told in its unit.

        改造小区86个、建筑面积280万平方米，2024年完成|70个: 改造小区; 合作社320家，带动农户3.6万户，新增|56家: 合作社. Refused: money and rates, which
        may be of anything; a number in the unit of the last indicator, or in one that nothing was told in; units that change for one another
        (``loose``: 个, 家).
        """
        last = self.subject
        if last is None or q.kind not in THINGS:
            return last
        own = next(
            (of for name, of in reversed(self.units) if name.words == last.words), self.of or q
        )
        if own.kind == "multiple":
            return last  # 创新平台数量翻一番，累计突破|1000个: that it doubled says nothing of its unit
        if own.kind == q.kind and (own.base_unit == q.base_unit or q.kind not in COUNTED):
            return last
        if q.base_unit in loose and own.base_unit in loose:
            return last  # 试点7个，…平台12家，全省仅|2个
        return self.counted_alike(q) or last

    def told_alike(self, q: Quantity) -> bool:
        """Whether anything was told in the kind of a number, counts among each other, or nothing at all."""
        kinds = {of.kind for _, of in self.units}
        return not kinds or q.kind in kinds or (q.kind in COUNTED and bool(kinds & COUNTED))

    def counted_alike(self, q: Quantity) -> Name | None:
        """The last that was told in the unit of a number, or nothing: 实施项目286个，完成投资312亿元，竣工|76个: 项目."""
        if q.kind not in THINGS or q.base_unit is None:
            return None
        told, unit = self.units[::-1], q.base_unit
        alike = next((name for name, of in told if of.base_unit == unit), None)
        # 检查企业3200家次，发现隐患8600处，关停|36家
        times = (n for n, of in told if of.base_unit and of.base_unit[:-1] == unit)
        return alike or next(times, None)


class Step(NamedTuple):
    """What one group of numbers gave: names, refusals, and the thread for the next."""

    named: tuple[Named, ...]
    refused: tuple[Refused, ...]
    thread: Thread


class Front(NamedTuple):
    """The words in front of a group: where they begin, and what they say."""

    left: int
    phrase: Phrase
    part: bool = False  # the number is a part of the total before it
    places: tuple[str, ...] = ()  # each of which has the number
    turned: Name | None = None  # what a clause without a number before it is about


def having_told(step: Step) -> Thread:
    """The thread with the name of a single number that was named in its own clause, and with its unit."""
    thread, told = _with_units(step), step.thread.told
    if len(step.named) != 1 or step.named[0].name.inherited:
        return thread
    name = step.named[0].name
    thread = thread._replace(alone=(*thread.alone, name)[-_TOLD:], since=thread.since + 1)
    if step.named[0].part:
        return thread
    if name.words in [one.words for one in told]:
        return thread
    return thread._replace(told=(*told, name)[-_TOLD:])


def _with_units(step: Step) -> Thread:
    """The thread with the numbers of what was named, but for parts of a total."""
    told = tuple(
        (named.name, named.candidate.quantity)
        for named in step.named
        if not named.part and named.candidate.quantity
    )
    thread, last = step.thread, step.named[-1] if step.named else None
    if last and thread.subject and last.name.words == thread.subject.words:
        thread = thread._replace(of=last.candidate.quantity)
    if not told:
        return thread
    return thread._replace(units=(*thread.units, *told)[-_TOLD:])
