"""What was assigned, right in front of what came of it: 改厕任务|3800座|，已完成3865座."""

from __future__ import annotations

from policy_extract.lexicon import Lexicon
from policy_extract.rules import Said

_AS_TASK = 32  # signs in front of a number in which it is said to be assigned


class Assigned:
    """Tells figures that were assigned; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        # no 完成造林任务|5万亩|
        self._as_task = pattern(
            r"(?:^|[,;。:、)\n])(?:(?!<dating.kind.held_plan>)[^,;。:、\n]){1,24}?(?:<naming.name.as_task>)(?:<dating.kind.planned_gap>)*$"
        )
        self._came_of_it = pattern(
            r"[,(]?(?:<dating.kind.came_led>)*(?:<dating.kind.came_of_it>)[^,;。、\d%]{0,3}\d[\d.]*(?P<rate>%)?"
        )
        self._tasks, self._units = words("naming", "name.tasks"), words("naming", "name.task_units")
        self._things = words("naming", "name.task_things")
        self._works = tuple(
            work + task
            for work in (*words("naming", "work.done"), *words("naming", "work.built"))
            for task in self._tasks
        )
        self._no_tasks_of = words("naming", "name.no_tasks_of")
        self._no_tasks_alone = frozenset(("", *words("naming", "name.no_tasks_alone")))
        self._handed = pattern(
            r"(?:<naming.name.handed_by>)?(?:<naming.name.handed>)(?:<naming.name.handed_to>)?"
        )
        self._percent = words("measures", "tenths.percent")[0]

    def said(self, shadow: str, sentence: int, start: int, end: int) -> Said | None:
        """What says that the value at ``[start, end)`` (code points) was assigned, of which the next number tells what came.

        Refused: 完成造林任务|5万亩|; 承担任务|12项|，完成10项: tasks are counted, not assigned; 任务|3800座|，完成80%: a share of it.
        """
        came = self._came_of_it.match(shadow, end)
        rate = shadow.endswith(self._percent, start, end)
        if came is None or (came["rate"] is not None) != rate:
            return None
        before = max(sentence, start - _AS_TASK)
        found = self._as_task.search(shadow[before:start])
        if found is None or self._counted(shadow[before:start], shadow, start, end):
            return None
        return Said(before + found.start(), before + found.end())

    def _counted(self, before: str, shadow: str, start: int, end: int) -> bool:
        """Tasks themselves are counted: 民生任务25件, 改革任务12个; not 村庄绿化任务120个."""
        if not shadow.endswith(self._units, start, end):
            return False
        return not (shadow.endswith(self._things, start, end) and before.endswith(self._works))

    def bare(self, name: str) -> str:
        """What a task is of, without who handed it down: 危房改造 of 省下达我县危房改造任务; a name that is nothing but a task stays.

        Refused: 年初预算, which is a stage of a budget; 分解任务, which says nothing of what.
        """
        task = next((word for word in self._tasks if name.endswith(word)), "")
        left = name.removesuffix(task)
        handed = self._handed.match(left) if task else None
        if handed is not None:
            left = left[handed.end() :]
        empty = left in self._no_tasks_alone or left.endswith(self._no_tasks_of)
        return name if empty else left
