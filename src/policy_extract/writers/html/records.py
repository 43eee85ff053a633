"""A plan's records as the evidence view shows them: what each is, its fields with rule and words, its links.

Links are addresses as they stand behind ``#``: “plan/o005260” a record, “/companies/company:…” an entry of a
list. A mention has no id in the JSON; here it goes by its type and place (“mc012345”).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal

from policy_extract.desk import Desk, Page, amount, fields, period, shown
from policy_extract.desk.fields import Field
from policy_extract.model import (
    Assignment,
    Document,
    Mention,
    MentionType,
    Observation,
    Project,
    Read,
    Task,
)
from policy_extract.tuples import NamedTuple
from policy_extract.writers.html.elsewhere import Elsewhere, Link, address

Kind = Literal[
    "target", "actual", "assignment", "agency", "company", "project", "task", "time", "area"
]

_SIGNS: Final[dict[MentionType, str]] = {"company": "c", "agency": "g", "area": "r", "time": "t"}


class Marked(NamedTuple):
    """A record and where it stands, in code points of the text.

    ``links`` are by what they are to the record (a message's key). ``year`` and ``agencies`` are what the
    view filters by.
    """

    id: str
    kind: Kind
    start: int
    end: int
    head: str
    fields: tuple[Field, ...] = ()
    links: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    doubts: tuple[str, ...] = ()
    confidence: float | None = None
    review: bool = False
    attribute: str = ""
    year: str = ""
    agencies: tuple[str, ...] = ()


def mention_id(kind: MentionType, start: int) -> str:
    """The name that a mention goes by in addresses."""
    return f"m{_SIGNS[kind]}{start:06d}"


def marked(desk: Desk, document: Document, elsewhere: Elsewhere) -> list[Marked]:
    """All records of a document in the order of its text."""
    teller = _Teller(desk, document, elsewhere)
    return sorted(teller.all(), key=lambda r: (r.start, -r.end, r.id))


class _Teller:
    """Tells the records of one document."""

    def __init__(self, desk: Desk, document: Document, elsewhere: Elsewhere) -> None:
        self.desk, self.document, self.elsewhere = desk, document, elsewhere
        self.observations = {o.id: o for o in document.observations}
        self.assignments = {a.id: a for a in document.assignments}
        self.tasks = {t.id: t for t in document.tasks}
        self.projects = {p.id: p for p in document.projects}
        self.task_of = {o: t.id for t in document.tasks for o in t.observations}

    def all(self) -> Iterator[Marked]:
        """The records in the order of the JSON."""
        document = self.document
        yield from map(self._observation, document.observations)
        yield from map(self._task, document.tasks)
        yield from map(self._assignment, document.assignments)
        yield from map(self._project, document.projects)
        taken = {(a.source.start, a.source.end) for a in document.assignments}
        seen: set[str] = set()
        for mention in document.mentions:
            source = mention.source
            if mention.type == "agency" and (source.start, source.end) in taken:
                continue  # the assignment says the same and more
            name = mention_id(mention.type, source.start)
            if name not in seen and source.end > source.start:
                seen.add(name)
                yield self._mention(name, mention)

    # --- records ----------------------------------------------------------------------------------

    def _observation(self, o: Observation) -> Marked:
        value = amount(o.value) if o.value else (o.qualitative or "—")
        time = period(o.time)
        return Marked(
            id=o.id,
            kind=o.kind,
            start=o.source.start,
            end=o.source.end,
            head=" · ".join(filter(None, (o.indicator.name, value, time))),
            fields=tuple(
                field
                for field in fields.of_observation(self.desk.language, o)
                if field.name not in ("responsible", "project")
            ),
            links=_some(
                ("report.link_answer", self._assigned(r.assignment for r in o.responsible)),
                ("report.link_task", self._tasks(self.task_of.get(o.id))),
                ("report.link_project", self._projects(o.project)),
                ("report.link_compared", self.elsewhere.compared(self.document.id, o.id)),
                ("report.link_indicator", self.elsewhere.indicator(o)),
            ),
            doubts=self.desk.doubts(o),
            confidence=o.confidence,
            review=o.review,
            attribute=o.attribute or "",
            year=((o.time.end or o.time.start or "") if o.time else "")[:4],
            agencies=tuple(r.agency for r in o.responsible),
        )

    def _task(self, task: Task) -> Marked:
        end = task.start + len(task.number or "") + len(task.title)
        return Marked(
            id=task.id,
            kind="task",
            start=task.start,
            end=max(task.start + 1, min(task.end, end)),
            head=f"{task.number or ''}{shown(task.title)}",
            fields=_without_ids(fields.of_task(self.desk.language, self._page, task)),
            links=_some(
                ("report.link_answer", self._assigned(task.assignments)),
                ("report.link_numbers", self._numbers(task.observations)),
            ),
            agencies=tuple(self.assignments[a].agency for a in task.assignments),
        )

    def _assignment(self, a: Assignment) -> Marked:
        told = fields.of_assignment(self.desk.language, self._page, a)
        return Marked(
            id=a.id,
            kind="assignment",
            start=a.source.start,
            end=a.source.end,
            head=f"{a.agency} · {self.desk.word('role', a.role)}",
            fields=_without_ids(told),
            links=_some(
                ("report.link_task", self._tasks(a.task)),
                ("report.link_numbers", self._numbers(a.observations)),
                ("report.link_agency", self.elsewhere.agency(self.document.id, a.entity)),
            ),
            agencies=(a.agency,),
        )

    def _project(self, p: Project) -> Marked:
        company = self.elsewhere.company(self.document.id, p.company.entity if p.company else None)
        return Marked(
            id=p.id,
            kind="project",
            start=p.source.start,
            end=p.source.end,
            head=shown(p.name),
            fields=_without_ids(fields.of_project(p)),
            links=_some(
                ("report.link_numbers", self._numbers(p.observations)),
                ("report.link_company", company),
            ),
        )

    def _mention(self, name: str, mention: Mention) -> Marked:
        entity = self.desk.entities.get(mention.entity or "")
        source = mention.source
        said = period(mention.norm) if mention.norm else (entity.name if entity else None)
        known = Field(
            "time" if mention.type == "time" else "name",
            said or "—",
            Read(rule=mention.rule, start=source.start, end=source.end),
        )
        return Marked(
            id=name,
            kind=mention.type,
            start=source.start,
            end=source.end,
            head=shown(said or source.quote),
            fields=(known,),
            links=_some(
                ("report.link_company", self._entry(mention, "company")),
                ("report.link_agency", self._entry(mention, "agency")),
            ),
            agencies=(source.quote,) if mention.type == "agency" else (),
        )

    # --- links ------------------------------------------------------------------------------------

    @property
    def _page(self) -> Page:
        return self.desk.page(self.document)

    def _to(self, record: str, words: str) -> Link:
        return Link(words, address(self.document.id, record))

    def _assigned(self, names: Iterable[str | None]) -> tuple[Link, ...]:
        found = (self.assignments.get(name or "") for name in dict.fromkeys(names))
        return tuple(
            self._to(a.id, f"{a.agency} · {self.desk.word('role', a.role)}") for a in found if a
        )

    def _tasks(self, name: str | None) -> tuple[Link, ...]:
        task = self.tasks.get(name or "")
        if task is None:
            return ()
        return (self._to(task.id, f"{task.number or ''}{shown(task.title)}"),)

    def _projects(self, name: str | None) -> tuple[Link, ...]:
        project = self.projects.get(name or "")
        return () if project is None else (self._to(project.id, shown(project.name)),)

    def _entry(self, mention: Mention, kind: MentionType) -> tuple[Link, ...]:
        if mention.type != kind:
            return ()
        find = self.elsewhere.company if kind == "company" else self.elsewhere.agency
        return find(self.document.id, mention.entity)

    def _numbers(self, names: Iterable[str]) -> tuple[Link, ...]:
        found = (self.observations.get(name) for name in names)
        return tuple(
            self._to(o.id, f"{o.indicator.name} · {shown(o.source.quote)}") for o in found if o
        )


def _without_ids(told: Iterable[Field]) -> tuple[Field, ...]:
    """Without the fields that hold nothing but ids: the links show them."""
    ids = ("observations", "assignments", "task")
    return tuple(field for field in told if field.name not in ids)


def _some(
    *links: tuple[str, tuple[Link, ...]],
) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    return tuple(one for one in links if one[1])
