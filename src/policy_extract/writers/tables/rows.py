"""The tables: observations, assignments, tasks, projects, mentions, entities, findings, documents.

Names in capitals are SDMX's, the others ours, and none differs from another in capitals alone, since SQL
reads both as one; ids lead back into the JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from policy_extract.desk import Desk, Place
from policy_extract.model import (
    Anchor,
    Assignment,
    Document,
    Entity,
    Finding,
    FindingObservation,
    Mention,
    Observation,
    PageAnchor,
    PathAnchor,
    Period,
    Project,
    Ref,
    SheetAnchor,
    Source,
    Task,
)
from policy_extract.tuples import NamedTuple
from policy_extract.writers.tables.columns import Column, Table, flag, number, text, whole
from policy_extract.writers.tables.sdmx import measured, status, time_period

_BETWEEN: Final = "; "  # of several names in one field


class Stated(NamedTuple):
    """An observation with its document and its place."""

    desk: Desk
    document: Document
    one: Observation
    place: Place


class Given(NamedTuple):
    """An assignment with its document, its place and its task."""

    desk: Desk
    document: Document
    one: Assignment
    place: Place
    task: Task | None


class Listed(NamedTuple):
    """A project with its document and its place."""

    desk: Desk
    document: Document
    one: Project
    place: Place


class Numbered(NamedTuple):
    """A task with its document."""

    desk: Desk
    document: Document
    one: Task
    assigned: tuple[Assignment, ...]


class Met(NamedTuple):
    """A name, or a time, where it stands."""

    desk: Desk
    document: Document
    one: Mention
    place: Place


class Grounds(NamedTuple):
    """A finding and one of the observations it rests on; none for a finding without any."""

    one: Finding
    ground: FindingObservation | None


class Known(NamedTuple):
    """A document with its desk."""

    desk: Desk
    one: Document


def _joined(names: Iterable[str]) -> str:
    return _BETWEEN.join(dict.fromkeys(names))


def _name(desk: Desk, ref: Ref | None) -> str | None:
    return None if ref is None else desk.name(ref)


def _entity(ref: Ref | None) -> str | None:
    return None if ref is None else ref.entity


def _start(period: Period | None) -> str | None:
    return None if period is None else period.start


def _end(period: Period | None) -> str | None:
    return None if period is None else period.end


def _anchored(anchor: Anchor | None) -> str | None:
    """The place in the original in words: “page 3”, “body/tbl[2]/tr[3]/tc[1]”, “指标表!C7”."""
    if isinstance(anchor, PageAnchor):
        return f"page {anchor.page}"
    if isinstance(anchor, PathAnchor):
        return anchor.path
    return f"{anchor.sheet}!{anchor.cell}" if isinstance(anchor, SheetAnchor) else None


def _placed(source: Any) -> tuple[Column[Any], ...]:
    """Where a record stands; ``source`` gets its Source from the row's matter."""

    def of(row: Any) -> Source:
        found: Source = source(row)
        return found

    return (
        text("section", lambda r: r.place.section),
        whole("line", lambda r: r.place.line),
        whole("start", lambda r: of(r).start),
        whole("end", lambda r: of(r).end),
        text("quote", lambda r: of(r).quote),
        text("sentence", lambda r: r.place.sentence),
        text("anchor", lambda r: _anchored(of(r).anchor)),
    )


def _states(desk: Desk) -> Iterator[Stated]:
    for document in desk.documents:
        for one in document.observations:
            yield Stated(desk, document, one, desk.place(document, one.id, one.source))


def _gives(desk: Desk) -> Iterator[Given]:
    for document in desk.documents:
        tasks = {task.id: task for task in document.tasks}
        for one in document.assignments:
            place = desk.place(document, one.id, one.source)
            yield Given(desk, document, one, place, tasks.get(one.task or ""))


def _lists(desk: Desk) -> Iterator[Listed]:
    for document in desk.documents:
        for one in document.projects:
            yield Listed(desk, document, one, desk.place(document, one.id, one.source))


def _numbers(desk: Desk) -> Iterator[Numbered]:
    for document in desk.documents:
        assignments = {one.id: one for one in document.assignments}
        for one in document.tasks:
            yield Numbered(
                desk, document, one, tuple(assignments[name] for name in one.assignments)
            )


def _meets(desk: Desk) -> Iterator[Met]:
    for document in desk.documents:
        for one in document.mentions:
            yield Met(desk, document, one, desk.place(document, "", one.source))


def _grounds(desk: Desk) -> Iterator[Grounds]:
    for one in desk.output.findings.findings:
        for ground in one.observations or (None,):
            yield Grounds(one, ground)


def _agencies(row: Numbered, *roles: str) -> str:
    return _joined(one.agency for one in row.assigned if one.role in roles)


OBSERVATIONS: Final[Table[Stated]] = Table(
    "observations",
    (
        text("document", lambda r: r.document.id),
        text("observation", lambda r: r.one.id),
        text("REF_AREA", lambda r: r.one.area.entity),
        text("INDICATOR", lambda r: r.one.indicator.entity),
        text("TIME_PERIOD", lambda r: time_period(r.one.time)),
        number("OBS_VALUE", lambda r: measured(r.one.value).value),
        text("UNIT_MEASURE", lambda r: measured(r.one.value).unit),
        whole("UNIT_MULT", lambda r: measured(r.one.value).power),
        text("OBS_STATUS", lambda r: status(r.one)),
        text("plan", lambda r: r.desk.title(r.document)),
        text("area_name", lambda r: r.desk.name(r.one.area)),
        text("indicator_name", lambda r: r.desk.name(r.one.indicator)),
        text("indicator_written", lambda r: r.one.indicator.name),
        text("segment", lambda r: r.one.segment),
        text("about", lambda r: r.one.about),
        text("project", lambda r: r.one.project),
        text("each", lambda r: r.one.each),
        text("measure", lambda r: r.one.measure),
        text("kind", lambda r: r.one.kind),
        text("comparator", lambda r: r.one.value.comparator if r.one.value else None),
        number("low", lambda r: r.one.value.low if r.one.value else None),
        number("high", lambda r: r.one.value.high if r.one.value else None),
        text("unit", lambda r: r.one.value.unit if r.one.value else None),
        text(
            "parts",
            lambda r: (
                ":".join(map(str, r.one.value.parts)) if r.one.value and r.one.value.parts else None
            ),
        ),
        text("qualitative", lambda r: r.one.qualitative),
        text("time_start", lambda r: _start(r.one.time)),
        text("time_end", lambda r: _end(r.one.time)),
        text("base_time_start", lambda r: _start(r.one.base_time)),
        text("base_time_end", lambda r: _end(r.one.base_time)),
        flag("per_year", lambda r: r.one.per_year),
        flag("cumulative", lambda r: r.one.cumulative),
        text("attribute", lambda r: r.one.attribute),
        text(
            "lead",
            lambda r: _joined(a.agency for a in r.one.responsible if a.role != "support"),
        ),
        text(
            "support",
            lambda r: _joined(a.agency for a in r.one.responsible if a.role == "support"),
        ),
        number("confidence", lambda r: r.one.confidence),
        flag("review", lambda r: r.one.review),
        text("doubts", lambda r: _joined(r.one.doubts)),
        text("reasons", lambda r: _joined(r.desk.doubts(r.one))),
        text("key", lambda r: r.one.key),
        *_placed(lambda r: r.one.source),
    ),
    _states,
)

ASSIGNMENTS: Final[Table[Given]] = Table(
    "assignments",
    (
        text("document", lambda r: r.document.id),
        text("assignment", lambda r: r.one.id),
        text("plan", lambda r: r.desk.title(r.document)),
        text("agency", lambda r: r.one.agency),
        text("agency_entity", lambda r: r.one.entity),
        text("role", lambda r: r.one.role),
        text("task", lambda r: r.one.task),
        text("task_number", lambda r: r.task.number if r.task else None),
        text("task_title", lambda r: r.task.title if r.task else None),
        text("deadline_start", lambda r: _start(r.one.deadline)),
        text("deadline_end", lambda r: _end(r.one.deadline)),
        text("observations", lambda r: _joined(r.one.observations)),
        *_placed(lambda r: r.one.source),
    ),
    _gives,
)

TASKS: Final[Table[Numbered]] = Table(
    "tasks",
    (
        text("document", lambda r: r.document.id),
        text("task", lambda r: r.one.id),
        text("plan", lambda r: r.desk.title(r.document)),
        text("number", lambda r: r.one.number),
        text("title", lambda r: r.one.title),
        text("lead", lambda r: _agencies(r, "lead", "responsible")),
        text("support", lambda r: _agencies(r, "support")),
        text("deadline_start", lambda r: _start(r.one.deadline)),
        text("deadline_end", lambda r: _end(r.one.deadline)),
        text("observations", lambda r: _joined(r.one.observations)),
        whole("start", lambda r: r.one.start),
        whole("end", lambda r: r.one.end),
    ),
    _numbers,
)

PROJECTS: Final[Table[Listed]] = Table(
    "projects",
    (
        text("document", lambda r: r.document.id),
        text("project", lambda r: r.one.id),
        text("plan", lambda r: r.desk.title(r.document)),
        text("category", lambda r: r.one.category),
        whole("number", lambda r: r.one.number),
        text("name", lambda r: r.one.name),
        text("company", lambda r: _name(r.desk, r.one.company)),
        text("company_entity", lambda r: _entity(r.one.company)),
        text("content", lambda r: r.one.content),
        text("nature", lambda r: r.one.nature),
        whole("start_year", lambda r: r.one.start_year),
        whole("end_year", lambda r: r.one.end_year),
        number("land_mu", lambda r: r.one.land_mu),
        number("investment", lambda r: r.one.investment),
        text("investment_unit", lambda r: r.one.investment_unit),
        text("place", lambda r: _name(r.desk, r.one.place)),
        text("place_entity", lambda r: _entity(r.one.place)),
        text("observations", lambda r: _joined(r.one.observations)),
        *_placed(lambda r: r.one.source),
    ),
    _lists,
)

MENTIONS: Final[Table[Met]] = Table(
    "mentions",
    (
        text("document", lambda r: r.document.id),
        text("plan", lambda r: r.desk.title(r.document)),
        text("type", lambda r: r.one.type),
        text("entity", lambda r: r.one.entity),
        text("name", lambda r: r.desk.name(Ref(name=r.one.source.quote, entity=r.one.entity))),
        text("time_start", lambda r: _start(r.one.norm)),
        text("time_end", lambda r: _end(r.one.norm)),
        *_placed(lambda r: r.one.source),
    ),
    _meets,
)

ENTITIES: Final[Table[Entity]] = Table(
    "entities",
    (
        text("entity", lambda r: r.id),
        text("type", lambda r: r.type),
        text("name", lambda r: r.name),
        text("aliases", lambda r: _joined(alias.text for alias in r.aliases)),
        whole("mentions", lambda r: sum(alias.count for alias in r.aliases)),
        text("documents", lambda r: _joined(sorted({d for a in r.aliases for d in a.documents}))),
        text("division", lambda r: r.division),
        flag("known", lambda r: r.known),
        text("domain", lambda r: r.attributes.domain),
        text("unit", lambda r: r.attributes.unit),
        text("direction", lambda r: r.attributes.direction),
        text("level", lambda r: r.attributes.level),
        text("parent", lambda r: r.attributes.parent),
    ),
    lambda desk: iter(desk.output.entities.entities),
)

FINDINGS: Final[Table[Grounds]] = Table(
    "findings",
    (
        text("finding", lambda r: r.one.id),
        text("kind", lambda r: r.one.kind),
        text("verdict", lambda r: r.one.verdict),
        text("document", lambda r: r.ground.document if r.ground else None),
        text("observation", lambda r: r.ground.id if r.ground else None),
        number("low", lambda r: r.ground.value.low if r.ground and r.ground.value else None),
        number("high", lambda r: r.ground.value.high if r.ground and r.ground.value else None),
        text("unit", lambda r: r.ground.value.unit if r.ground and r.ground.value else None),
        text("said_zh", lambda r: r.one.said.zh),
        text("said_en", lambda r: r.one.said.en),
    ),
    _grounds,
)

DOCUMENTS: Final[Table[Known]] = Table(
    "documents",
    (
        text("document", lambda r: r.one.id),
        text("title", lambda r: r.one.meta.title),
        text("doc_type", lambda r: r.one.meta.doc_type),
        text("genre", lambda r: r.one.meta.genre),
        flag("draft", lambda r: r.one.meta.draft),
        text("issuers", lambda r: _joined(issuer.name for issuer in r.one.meta.issuers)),
        text("issued", lambda r: r.one.meta.issued),
        text("number", lambda r: r.one.meta.number),
        text("area", lambda r: _name(r.desk, r.one.meta.area)),
        text("area_entity", lambda r: _entity(r.one.meta.area)),
        text("period_start", lambda r: _start(r.one.meta.period)),
        text("period_end", lambda r: _end(r.one.meta.period)),
        text("path", lambda r: r.one.source.path),
        text("sha256", lambda r: r.one.source.sha256),
        text("format", lambda r: r.one.source.format),
        whole("chars", lambda r: r.one.source.chars),
    ),
    lambda desk: (Known(desk, document) for document in desk.documents),
)

#: In the order in which they are written.
TABLES: Final[tuple[Table[Any], ...]] = (
    DOCUMENTS, OBSERVATIONS, TASKS, ASSIGNMENTS, PROJECTS, MENTIONS, ENTITIES, FINDINGS,
)  # fmt: skip
