"""Which lists of agencies of two versions are one: by the task they belong to and the words they answer for."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from policy_extract.desk import Page, joined
from policy_extract.model import Assignment, Document, Source, Span, Task
from policy_extract.versions.calendar import Calendar
from policy_extract.versions.likeness import alike, bare, bigrams, masked
from policy_extract.versions.pairs import Pair, left, paired, weighed
from policy_extract.versions.record import Match, Name

_WEIGHTS: Final[Mapping[str, float]] = {"title": 45, "words": 40, "agencies": 15}
#: Less alike (of 100) two lists belong to two tasks.
_LEAST: Final = 60.0
#: Signs of the words that a list answers for, by which lists are looked up.
_OPENING: Final = 24
#: A group that so many share tells nobody where to look.
_MANY: Final = 40


@dataclass(frozen=True)
class Charge:
    """One list of agencies in one version.

    ``title`` is the task's, bare; ``words`` those that the list answers for, without numbers; ``agencies`` are
    (entity or name, role); ``deadline`` is its place in the calendar.
    """

    task: Task | None
    assignments: tuple[Assignment, ...]
    title: str
    words: str
    agencies: frozenset[tuple[str, str]]
    deadline: str

    @property
    def source(self) -> Source:
        """Where the list stands: its first agency."""
        return self.assignments[0].source

    @property
    def name(self) -> str:
        """What it is about: the task's title, else the beginning of the words that it answers for."""
        return joined(self.task.title).strip() if self.task else self.words[:_OPENING]


def charges(page: Page, calendar: Calendar) -> tuple[Charge, ...]:
    """The lists of agencies of one version, in the order of the text."""
    found = (
        _charge(page, calendar, task, scope, assignments)
        for task, scope, assignments in _lists(page.document)
    )
    return tuple(sorted(found, key=lambda c: (c.source.start, c.assignments[0].id)))


def _lists(document: Document) -> Iterator[tuple[Task | None, Span, list[Assignment]]]:
    tasks = {task.id: task for task in document.tasks}
    lists: dict[tuple[str | None, int, int], list[Assignment]] = {}
    for one in sorted(document.assignments, key=lambda a: (a.source.start, a.id)):
        lists.setdefault((one.task, one.scope.start, one.scope.end), []).append(one)
    for (task, start, end), assignments in lists.items():
        yield tasks.get(task or ""), Span(start=start, end=end), assignments


def _charge(
    page: Page,
    calendar: Calendar,
    task: Task | None,
    scope: Span,
    assignments: Sequence[Assignment],
) -> Charge:
    limits = [calendar.place(a.deadline) for a in assignments if a.deadline]
    own = calendar.place(task.deadline) if task else ""
    return Charge(
        task=task,
        assignments=tuple(assignments),
        title=bare(task.title) if task else "",
        words=masked(page.text[scope.start : min(scope.end, assignments[0].source.start)]),
        agencies=frozenset((a.entity or bare(a.agency), a.role) for a in assignments),
        deadline=max(limits, default=own),
    )


def pairs(old: Sequence[Charge], new: Sequence[Charge]) -> list[Pair]:
    """All pairs, each list in one at most: those of one title first, then those whose words are alike."""
    found = paired(left(old, ()), left(new, ()), _by_title, _judge, _said)
    before = left(old, (pair.old for pair in found))
    after = left(new, (pair.new for pair in found))
    rare = _rare((*before.values(), *after.values()))
    return [*found, *paired(before, after, lambda one: _parts(one) & rare, _judge, _said)]


def _judge(old: Charge, new: Charge) -> Match | None:
    both = {name for name, _ in old.agencies} & {name for name, _ in new.agencies}
    either = {name for name, _ in (*old.agencies, *new.agencies)}
    features = {
        "words": alike(old.words, new.words),
        "agencies": 100.0 * len(both) / len(either),
    }
    if old.title and new.title:
        features["title"] = alike(old.title, new.title)
    match = weighed("title", features, _WEIGHTS)
    return match if match.score >= _LEAST else None


def changed(old: Charge, new: Charge) -> tuple[Name, ...]:
    """What became of a list; a time limit that only one version states has not moved."""
    found: list[Name] = []
    if old.deadline != new.deadline and old.deadline and new.deadline:
        found.append("time")
    if old.agencies != new.agencies:
        found.append("agency")
    if not _one_title(old, new):
        found.append("reworded")
    return tuple(found)


def _one_title(old: Charge, new: Charge) -> bool:
    """Whether two lists belong to tasks of one title, as far as it is said.

    Where an item has no heading its first line stands for one, and lines end elsewhere in another format: then the one
    title begins like the other.
    """
    return old.title.startswith(new.title) or new.title.startswith(old.title)


def _by_title(charge: Charge) -> Iterable[Hashable]:
    yield charge.title or charge.words


def _said(charge: Charge) -> Hashable:
    return charge.title, charge.words, charge.agencies, charge.deadline


def _parts(charge: Charge) -> set[str]:
    return {*bigrams(charge.title), *bigrams(charge.words[:_OPENING])}


def _rare(charges: Iterable[Charge]) -> frozenset[str]:
    """The pairs of signs that few lists share: only they tell where a like one may be."""
    counted: dict[str, int] = {}
    for charge in charges:
        for part in _parts(charge):
            counted[part] = counted.get(part, 0) + 1
    return frozenset(part for part, count in counted.items() if count <= _MANY)
