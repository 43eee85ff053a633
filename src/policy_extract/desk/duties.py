"""Who is to do what by when (责任分解表): tasks, the sentences that each list of agencies answers for, their targets.

A row is one list of agencies with what it covers. A task with targets that no list covers has a row without
agencies, so that somebody sees it; a heading over what is already done is no task and has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from policy_extract.desk.desk import Desk, Place
from policy_extract.desk.page import joined
from policy_extract.desk.targets import Target, target
from policy_extract.desk.wording import period
from policy_extract.expressions import expression
from policy_extract.model import Assignment, Document, Period, Role, Source, Span, Task
from policy_extract.tuples import NamedTuple

#: Where a time limit was taken from: the words of the task, the time of its targets, the end of the plan.
DeadlineFrom = Literal["said", "of_target", "of_plan"]

_BETWEEN: Final = expression(r"^[\s。.、．，,:：；;]+")
_FAR: Final = 40  # signs from a task's start in which its title begins


class Duty(NamedTuple):
    """One list of agencies and what it answers for.

    ``number`` and ``title`` are the task's (empty without one), ``measures`` the words of the plan that
    the list covers, without the title. ``lead``, ``responsible`` (no rank said) and ``support`` are names
    as the plan has them. ``deadline`` is in words for people, ``deadline_from`` says how it is known.
    """

    document: Document
    task: Task | None
    number: str
    title: str
    measures: str
    targets: tuple[Target, ...]
    lead: str
    responsible: str
    support: str
    deadline: str
    deadline_from: DeadlineFrom | None
    assignments: tuple[Assignment, ...]
    place: Place


def duties(desk: Desk) -> tuple[Duty, ...]:
    """The duties of all plans, in the order of the plans and of their texts."""
    return desk.once("duties", lambda: _all(desk))


def _all(desk: Desk) -> Iterator[Duty]:
    for document in desk.documents:
        yield from sorted(_of(desk, document), key=_start)


def _start(duty: Duty) -> tuple[int, int, str]:
    """The task's place, then the place of what is covered."""
    scope = duty.assignments[0].scope.start if duty.assignments else 1 << 60
    return (duty.task.start if duty.task else scope, scope, duty.place.record)


def _of(desk: Desk, document: Document) -> Iterator[Duty]:
    tasks = {task.id: task for task in document.tasks}
    lists: dict[tuple[str | None, int, int], list[Assignment]] = {}
    for a in document.assignments:
        lists.setdefault((a.task, a.scope.start, a.scope.end), []).append(a)
    covered: set[str] = set()
    for (name, _, _), assignments in lists.items():
        stated = list(dict.fromkeys(o for a in assignments for o in a.observations))
        covered.update(stated)
        yield _duty(desk, document, tasks.get(name or ""), assignments, stated)
    goals = {o.id for o in document.observations if o.kind == "target"}
    for task in document.tasks:
        left = [o for o in task.observations if o in goals and o not in covered]
        if left:
            yield _duty(desk, document, task, (), left)


def _duty(
    desk: Desk,
    document: Document,
    task: Task | None,
    assignments: Sequence[Assignment],
    stated: Sequence[str],
) -> Duty:
    rows = tuple(target(desk, document, desk.observations[document.id, name]) for name in stated)
    if assignments:
        measures = _measures(desk, document, task, assignments[0].scope)
        place = desk.place(document, assignments[0].id, assignments[0].source)
    else:
        assert task is not None
        measures = "".join(dict.fromkeys(row.place.sentence for row in rows))
        end = task.start + len(task.number or "") + len(task.title)
        quote = desk.page(document).text[task.start : end]
        place = desk.place(document, task.id, Source(start=task.start, end=end, quote=quote))
    deadline, known = _deadline(document, task, assignments, rows)
    return Duty(
        document=document,
        task=task,
        number=(task.number or "") if task else "",
        title=joined(task.title).strip() if task else "",
        measures=measures,
        targets=tuple(row for row in rows if row.observation.kind == "target"),
        lead=_named(desk, assignments, "lead"),
        responsible=_named(desk, assignments, "responsible"),
        support=_named(desk, assignments, "support"),
        deadline=deadline,
        deadline_from=known,
        assignments=tuple(assignments),
        place=place,
    )


def _measures(desk: Desk, document: Document, task: Task | None, scope: Span) -> str:
    """The words that a list covers, on one line, without the title that they open with."""
    text, start = desk.page(document).text, scope.start
    if task is not None:
        title = text.find(task.title, task.start, task.start + len(task.title) + _FAR)
        if title >= 0 and start < title + len(task.title) <= scope.end:
            start = title + len(task.title)
    return joined(_BETWEEN.sub("", text[start : scope.end])).strip()


def _deadline(
    document: Document, task: Task | None, assignments: Sequence[Assignment], rows: Sequence[Target]
) -> tuple[str, DeadlineFrom | None]:
    """The time limit that words state, else the latest time of a target, else the end of the plan."""
    own = [a.deadline for a in assignments if a.deadline]
    limit = max(own, key=_end, default=task.deadline if task else None)
    if limit is not None and _end(limit):
        return _end(limit), "said"
    times = [row.observation.time for row in rows if row.observation.kind == "target"]
    ends = [_end(time) for time in times if time is not None and _end(time)]
    if ends:
        return max(ends), "of_target"
    planned = document.meta.period
    if planned is not None and planned.end:
        return planned.end, "of_plan"
    return period(limit) or "", "said" if limit else None


def _end(time: Period) -> str:
    return time.end or ""


def _named(desk: Desk, assignments: Sequence[Assignment], role: Role) -> str:
    return desk.listed(dict.fromkeys(a.agency for a in assignments if a.role == role))
