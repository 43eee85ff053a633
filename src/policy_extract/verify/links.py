"""Ids of a document: unique, in the order of the text, and each that is named is there and names back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from policy_extract.model import Assignment, Document, Observation
from policy_extract.verify.fault import Fault, fault
from policy_extract.verify.places import file_of


def links(document: Document) -> Iterator[Fault]:
    """Ids that stand twice or out of order, and references of one record to another that do not hold."""
    file = file_of(document)
    for records in (document.observations, document.assignments, document.projects):
        ids = [record.id for record in records]
        yield from _twice(file, ids)
        yield from _ordered(file, ids, [(r.source.start, r.source.end) for r in records])
    for kept in (document.sections, document.tables):
        yield from _twice(file, [one.id for one in kept])
    spans = [(m.source.start, m.source.end) for m in document.mentions]
    yield from _ordered(file, [f"mentions[{n}]" for n in range(len(spans))], spans)
    yield from _tasks(document, file)
    yield from _assignments(document, file)
    yield from _projects(document, file)


def _twice(file: str, ids: Sequence[str]) -> Iterator[Fault]:
    for name, count in Counter(ids).items():
        if count > 1:
            yield fault(file, name, "verify.twice", name=name)


def _ordered(file: str, ids: Sequence[str], places: Sequence[tuple[int, int]]) -> Iterator[Fault]:
    for index in range(1, len(places)):
        if places[index] < places[index - 1]:
            yield fault(file, ids[index], "verify.order")


def _tasks(document: Document, file: str) -> Iterator[Fault]:
    records: dict[str, Observation | Assignment] = {o.id: o for o in document.observations}
    records.update((a.id, a) for a in document.assignments)
    place = {a.id: number for number, a in enumerate(document.assignments)}
    expected = [f"t{n:03d}" for n in range(1, len(document.tasks) + 1)]
    if [task.id for task in document.tasks] != expected:
        yield fault(file, "tasks", "verify.order")
    yield from _ordered(file, expected, [(task.start, 0) for task in document.tasks])
    for task in document.tasks:
        named = (*task.assignments, *task.observations)
        if not named:
            yield fault(file, task.id, "verify.empty", field="assignments, observations")
        at = [place.get(name, -1) for name in task.assignments]
        if at != sorted(set(at)):  # as they stand in the document: a000116-10 behind a000116-9
            yield fault(file, task.id, "verify.order")
        for name in named:
            record = records.get(name)
            if isinstance(record, Assignment) and record.task != task.id:
                yield fault(file, task.id, "verify.not_back", name=name)
            if record is None:
                yield fault(file, task.id, "verify.missing", name=name, field="task")
            elif not task.start <= record.source.start < task.end:
                yield fault(file, task.id, "verify.not_in_task", name=name)
    yield from _twice(file, [name for task in document.tasks for name in task.observations])


def _assignments(document: Document, file: str) -> Iterator[Fault]:
    observations = {o.id: o for o in document.observations}
    assignments = {a.id: a for a in document.assignments}
    tasks = {task.id: task for task in document.tasks}
    answered = {(o.id, one.agency) for o in document.observations for one in o.responsible}
    for assignment in document.assignments:
        yield from _missing(file, assignment.id, assignment.observations, observations)
        for name in assignment.observations:
            start = observations[name].source.start if name in observations else -1
            if not assignment.scope.start <= start < assignment.scope.end:
                yield fault(file, assignment.id, "verify.not_in_task", name=name)
            if name in observations and (name, assignment.agency) not in answered:
                yield fault(file, assignment.id, "verify.not_back", name=name)
        yield from _twice(file, assignment.observations)
        task = tasks.get(assignment.task or "")
        if assignment.task is not None and (task is None or assignment.id not in task.assignments):
            name = assignment.task
            yield fault(file, assignment.id, "verify.missing", name=name, field="task")
    for observation in document.observations:
        for one in observation.responsible:
            named = assignments.get(one.assignment or "")
            if named is None:
                name = str(one.assignment)
                yield fault(file, observation.id, "verify.missing", name=name, field="responsible")
            elif (one.agency, one.entity, one.role) != (named.agency, named.entity, named.role):
                yield fault(file, observation.id, "verify.differs", name=named.id)
            elif observation.id not in named.observations:
                yield fault(file, observation.id, "verify.not_back", name=named.id)


def _projects(document: Document, file: str) -> Iterator[Fault]:
    observations = {o.id: o for o in document.observations}
    projects = {project.id: project for project in document.projects}
    for project in document.projects:
        yield from _missing(file, project.id, project.observations, observations)
    for observation in document.observations:
        if observation.project is None:
            continue
        named = projects.get(observation.project)
        if named is None:
            name = observation.project
            yield fault(file, observation.id, "verify.missing", name=name, field="project")
        elif observation.id not in named.observations:
            yield fault(file, observation.id, "verify.not_back", name=named.id)


def _missing(file: str, record: str, names: Iterable[str], there: Iterable[str]) -> Iterator[Fault]:
    known = set(there)
    for name in names:
        if name not in known:
            yield fault(file, record, "verify.missing", name=name, field="observations")
