"""Tasks: every numbered item that an agency is made responsible for or that holds an observation.

Assignments come with the words of their task and leave with its id.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from policy_extract.document import Plan, shadow
from policy_extract.expressions import expression
from policy_extract.extract.items import Item, Items
from policy_extract.model import Assignment, Observation, Period, Task

# The number of an item, on the shadow of its words: 12. 三、 3.1.2, and (三) ① 第二章 without a mark
_NUMBER = expression(
    r"(?:(?P<marked>\d{1,3}(?:\.\d{1,2})*|[一二三四五六七八九十]{1,3})[.、 ]+"
    r"|(?P<closed>\([一二三四五六七八九十\d]{1,3}\)|[①-⑳]|第[一二三四五六七八九十百\d]{1,4}[篇章节条项])[.、 ]*)"
)


@dataclass(slots=True)
class _Draft:
    """A task whose records are being gathered; ``row`` when a table's row states it."""

    start: int
    end: int
    words: str
    section: str | None
    row: bool
    deadline: Period | None = None
    assignments: list[str] = field(default_factory=list)
    observations: list[str] = field(default_factory=list)


def with_tasks(
    plan: Plan, observations: Sequence[Observation], assignments: Sequence[Assignment]
) -> tuple[list[Task], list[Assignment]]:
    """The tasks of a plan in the order of the text, and the assignments with their tasks' ids.

    In: records with ids; ``Assignment.task`` holds the words of the task, or None. An observation
    belongs to the innermost task that it stands in. Refused: headings without a number that no
    agency is made responsible for, boxes and appendices (专栏1), cells of a table that is no list
    of tasks.
    """
    items = Items(plan)
    drafts: dict[tuple[int, str], _Draft] = {}
    in_order = sorted(assignments, key=lambda one: (one.source.start, one.source.end))
    drafted = {one.id: _assigned(items, one, drafts) for one in in_order}
    rows = sorted((d for d in drafts.values() if d.row), key=lambda draft: draft.start)
    for observation in observations:
        draft = _holding(items, observation, drafts, rows)
        if draft is not None:
            draft.observations.append(observation.id)
    ordered = sorted(drafts.values(), key=lambda draft: (draft.start, -draft.end, draft.words))
    names = {id(draft): f"t{number:03d}" for number, draft in enumerate(ordered, 1)}
    tasks = [_task(names[id(draft)], draft) for draft in ordered]
    linked = [
        one.model_copy(update={"task": names[id(draft)] if (draft := drafted[one.id]) else None})
        for one in assignments
    ]
    return tasks, linked


def _assigned(
    items: Items, assignment: Assignment, drafts: dict[tuple[int, str], _Draft]
) -> _Draft | None:
    """The task of an assignment: the item around it that has its words, else its table's row."""
    words = assignment.task
    if words is None:
        return None
    item = next((i for i in _around(items, assignment) if i.words == words), None)
    scope = assignment.scope
    if assignment.source.table is not None or item is None:
        section = assignment.source.section
        item = Item(scope.start, scope.end, words, section, numbered=False)
        draft = drafts.setdefault((item.start, words), _drafted(item, words, row=True))
    else:
        draft = drafts.setdefault((item.start, words), _drafted(item, words, row=False))
    draft.assignments.append(assignment.id)
    draft.end = max(draft.end, assignment.source.end)  # its list may run over the item's end
    draft.deadline = _later(draft.deadline, assignment.deadline)
    return draft


def _around(items: Items, assignment: Assignment) -> Iterator[Item]:
    """The items around an agency, then those around the words of its task: its list may run over a heading."""
    yield from items.around(assignment.source.start)
    read = assignment.read.get("task")
    if read is not None and read.start is not None:
        yield from items.around(read.start)


def _holding(
    items: Items,
    observation: Observation,
    drafts: dict[tuple[int, str], _Draft],
    rows: Sequence[_Draft],
) -> _Draft | None:
    at = observation.source.start
    index = bisect_right(rows, at, key=lambda draft: draft.start) - 1
    if index >= 0 and at < rows[index].end:
        return rows[index]
    if observation.source.table is not None:
        return None
    for item in items.around(at):
        if item.words is None:
            continue
        known = drafts.get((item.start, item.words))
        if known is not None:
            return known
        if item.numbered:
            return drafts.setdefault(
                (item.start, item.words), _drafted(item, item.words, row=False)
            )
    return None


def _drafted(item: Item, words: str, *, row: bool) -> _Draft:
    return _Draft(item.start, item.end, words, item.section, row)


def _later(one: Period | None, other: Period | None) -> Period | None:
    """The later of two time limits: a task is done when its last part is."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda period: period.end or "")


def _task(name: str, draft: _Draft) -> Task:
    number, title = _split(draft.words)
    return Task.of(
        id=name,
        number=number,
        title=title,
        start=draft.start,
        end=draft.end,
        section=draft.section,
        deadline=draft.deadline,
        assignments=tuple(draft.assignments),
        observations=tuple(draft.observations),
    )


def _split(words: str) -> tuple[str | None, str]:
    """“2.全力推进高耗低效企业整治” → (“2”, “全力推进高耗低效企业整治”); brackets stay: “（三）”.

    Refused: a number that counts something (“10个重点项目”), words that are a number alone.
    """
    match = _NUMBER.match(shadow(words))
    title = words[match.end() :].strip() if match else ""
    if match is None or not title:
        return None, words
    return words[: match.end("marked" if match["marked"] else "closed")], title
