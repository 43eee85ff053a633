"""The sheets of who does what: duties, the supervision ledger, agencies, projects, companies."""

from __future__ import annotations

from collections.abc import Iterator

from policy_extract.desk import (
    Agency,
    Charge,
    Company,
    Desk,
    Duty,
    Place,
    ProjectRow,
    Target,
    agencies,
    amount,
    companies,
    duties,
    projects,
)
from policy_extract.tuples import NamedTuple
from policy_extract.writers.xlsx.columns import (
    Column,
    Link,
    Sheet,
    at,
    blank,
    place_columns,
    printed,
    quote_column,
    way_columns,
    year,
)

#: What a supervised task may be; the words are the messages “status.…”.
STATUSES = ("not_begun", "under_way", "done", "late", "adjusted")
_MOST_PLACES = 12  # places of a company that are named one by one


class Numbered(NamedTuple):
    """A duty with its running number."""

    number: int
    duty: Duty


class Entry(NamedTuple):
    """One duty of one agency; ``number`` of ``of`` that it has."""

    agency: Agency
    charge: Charge
    number: int
    of: int


def sheets(desk: Desk) -> tuple[Sheet[Numbered], Sheet[Numbered], Sheet[Agency], Sheet[Entry]]:
    """The sheets of duties and agencies in their order."""
    duty, ledger = _duty(desk), _ledger(desk)
    agency, entry = _agency(desk), _entry(desk)
    return (
        Sheet("duties", _numbered, duty, fixed=2, printed=printed(duty, "section"), block=_plan),
        Sheet("ledger", _numbered, ledger, fixed=2, printed=printed(ledger, "plan"), block=_plan),
        Sheet("agencies", agencies, agency, printed=printed(agency, "plans")),
        Sheet(
            "charges", _entries, entry, printed=printed(entry, "section"),
            block=lambda r: r.agency.entity or r.agency.name,
        ),
    )  # fmt: skip


def lists(desk: Desk) -> tuple[Sheet[ProjectRow], Sheet[Company]]:
    """The sheets of projects and companies."""
    project, company = _project(desk), _company(desk)
    return (
        Sheet("projects", projects, project, fixed=3, printed=printed(project, "plan")),
        Sheet("companies", companies, company, printed=printed(company, "project_names")),
    )


def _numbered(desk: Desk) -> Iterator[Numbered]:
    return (Numbered(number, duty) for number, duty in enumerate(duties(desk), 1))


def _plan(row: Numbered) -> object:
    return row.duty.document.id


def _entries(desk: Desk) -> Iterator[Entry]:
    for agency in agencies(desk):
        for number, charge in enumerate(agency.charges, 1):
            yield Entry(agency, charge, number, len(agency.charges))


def title(duty: Duty) -> str:
    """A task with its number as plans print it: 12.加强资本助力, 三、重点任务, （三）加强金融支持."""
    mark = "." if duty.number.isdecimal() else "、"
    if not duty.number or not duty.number[-1].isalnum():
        mark = ""
    return f"{duty.number}{mark}{duty.title}"


def stated(values: tuple[Target, ...], desk: Desk) -> str:
    """Targets in one cell, one a line: indicator, value, time."""
    return "\n".join(dict.fromkeys(_stated(one, desk) for one in values))


def _stated(one: Target, desk: Desk) -> str:
    value = one.observation.value
    words = one.said or (amount(value) if value is not None else "")
    zh = desk.language == "zh"
    brackets = "（{}）" if zh else " ({})"
    measure = "" if one.observation.measure == "level" else brackets.format(one.measure)
    time = brackets.format(one.time) if one.time else ""
    return f"{one.indicator}{measure}{'：' if zh else ': '}{words}{time}"


def _core(desk: Desk, measures: float) -> tuple[Column[Numbered], ...]:
    """What both sheets of duties have."""
    return (
        Column("row_number", 6, lambda r: r.number, "year"),
        Column("task", 22, lambda r: title(r.duty), "wrap"),
        Column("measures", measures, lambda r: r.duty.measures, "wrap"),
        Column("goals", 30, lambda r: stated(r.duty.targets, desk), "wrap"),
        Column("lead_only", 13, lambda r: r.duty.lead, "wrap"),
        Column("responsible", 13, lambda r: r.duty.responsible, "wrap"),
        Column("support", 18, lambda r: r.duty.support, "wrap"),
        Column("deadline", 9, lambda r: year(r.duty.deadline), "year"),
    )


def _duty(desk: Desk) -> tuple[Column[Numbered], ...]:
    return (
        *_core(desk, 60),
        _known_by(desk),
        *place_columns(lambda r: r.duty.place),
        quote_column(lambda r: r.duty.place),
        *way_columns(lambda r: r.duty.place),
    )


def _ledger(desk: Desk) -> tuple[Column[Numbered], ...]:
    statuses = tuple(desk.say(f"status.{name}") for name in STATUSES)
    place: tuple[Column[Numbered], Column[Numbered]] = place_columns(lambda r: r.duty.place)
    return (
        *_core(desk, 50),
        Column("progress", 24, blank, "fill"),
        Column("problems", 18, blank, "fill"),
        Column("next_steps", 18, blank, "fill"),
        Column("status", 10, blank, "fill", choices=statuses),
        Column("updated", 12, blank, "date"),
        *place,
        _known_by(desk),
        quote_column(lambda r: r.duty.place),
        *way_columns(lambda r: r.duty.place),
    )


def _known_by(desk: Desk) -> Column[Numbered]:
    return Column(
        "deadline_from", 11, lambda r: desk.word("deadline", r.duty.deadline_from), "wrap"
    )


def _agency(desk: Desk) -> tuple[Column[Agency], ...]:
    return (
        Column("agency", 30, lambda r: r.name, "wrap"),
        Column("written", 22, lambda r: desk.listed(r.aliases), "wrap"),
        Column("agency_type", 12, lambda r: desk.word("entity", r.type)),
        Column("division", 12, lambda r: r.division),
        Column("count_all", 9, lambda r: len(r.charges), "number"),
        Column("count_lead", 9, lambda r: r.count("lead"), "number"),
        Column("count_responsible", 9, lambda r: r.count("responsible"), "number"),
        Column("count_support", 9, lambda r: r.count("support"), "number"),
        Column("count_targets", 9, lambda r: r.targets, "number"),
        Column("plans", 36, lambda r: "\n".join(r.plans), "wrap"),
        Column("first_section", 22, lambda r: r.charges[0].place.section, "wrap"),
        Column("first_quote", 18, lambda r: r.charges[0].place.quote, "wrap"),
        Column("reference", 30, lambda r: at(r.charges[0].place), "link"),
        Column("entry", 34, _ledger_of, "link"),
    )


def _ledger_of(agency: Agency) -> Link:
    """The way to the agency's ledger in the report; one that nobody knows goes by its plan and name."""
    name = agency.entity or f"{agency.charges[0].place.document}:{agency.name}"
    return Link(name, ("", "agencies", name))


def _entry(desk: Desk) -> tuple[Column[Entry], ...]:
    return (
        Column("agency", 22, lambda r: r.agency.name, "wrap"),
        Column("written_here", 13, lambda r: r.charge.written, "wrap"),
        Column("item", 7, lambda r: r.number, "year"),
        Column("items", 7, lambda r: r.of, "year"),
        Column("role", 8, lambda r: desk.word("role", r.charge.role)),
        Column("task", 22, lambda r: title(r.charge.duty), "wrap"),
        Column("measures", 52, lambda r: r.charge.duty.measures, "wrap"),
        Column("goals", 30, lambda r: stated(r.charge.duty.targets, desk), "wrap"),
        Column("deadline", 9, lambda r: year(r.charge.duty.deadline), "year"),
        Column("partners", 22, lambda r: r.charge.partners, "wrap"),
        *place_columns(lambda r: r.charge.place),
        Column("deadline_from", 11, lambda r: desk.word("deadline", r.charge.duty.deadline_from), "wrap"),
        quote_column(lambda r: r.charge.place),
        *way_columns(lambda r: r.charge.place),
    )  # fmt: skip


def _project(desk: Desk) -> tuple[Column[ProjectRow], ...]:
    return (
        Column("project_category", 14, lambda r: r.category, "wrap"),
        Column("project_number", 6, lambda r: r.number, "year"),
        Column("project", 28, lambda r: r.name, "wrap"),
        Column("company", 22, lambda r: r.company, "wrap"),
        Column("content", 50, lambda r: r.content, "wrap"),
        Column("nature", 8, lambda r: r.nature),
        Column("start_year", 8, lambda r: r.start, "year"),
        Column("end_year", 8, lambda r: r.end, "year"),
        Column("land", 9, lambda r: r.land, "number"),
        Column("in_100_million", 12, lambda r: r.in_100_million, "number"),
        Column("site", 13, lambda r: r.site, "wrap"),
        Column("goals", 30, lambda r: stated(r.targets, desk), "wrap"),
        Column("plan", 24, lambda r: r.place.title, "wrap"),
        Column("section", 20, lambda r: r.place.section, "wrap"),
        Column("investment", 12, lambda r: r.investment, "number"),
        Column("investment_unit", 10, lambda r: r.investment_unit),
        quote_column(lambda r: r.place, 28),
        *way_columns(lambda r: r.place),
    )


def _company(desk: Desk) -> tuple[Column[Company], ...]:
    semicolon = "；" if desk.language == "zh" else "; "
    yes_no = (desk.say("book.no"), desk.say("book.yes"))
    return (
        Column("company_name", 30, lambda r: r.name, "wrap"),
        Column("aliases", 24, lambda r: desk.listed(r.aliases), "wrap"),
        Column("division", 12, lambda r: r.division),
        Column("known", 9, lambda r: yes_no[r.known]),
        Column("relations", 24, lambda r: semicolon.join(r.relations), "wrap"),
        Column("plans", 36, lambda r: "\n".join(r.plans), "wrap"),
        Column("mentions", 9, lambda r: len(r.mentions), "number"),
        Column("places", 40, lambda r: _places(r, desk), "wrap"),
        Column("count_projects", 8, lambda r: len(r.projects), "number"),
        Column("project_names", 36, lambda r: "\n".join(p.name for p in r.projects), "wrap"),
        Column("goals", 28, lambda r: stated(r.targets, desk), "wrap"),
        Column("first_section", 22, lambda r: _first(r).section if r.mentions else "", "wrap"),
        Column("first_quote", 24, lambda r: _first(r).quote if r.mentions else "", "wrap"),
        Column("reference", 30, lambda r: at(_first(r)) if r.mentions else None, "link"),
        Column("entry", 34, lambda r: Link(r.entity.id, ("", "companies", r.entity.id)), "link"),
    )  # fmt: skip


def _first(company: Company) -> Place:
    """Where its project's row stands, else where it is named first."""
    return company.projects[0].place if company.projects else company.mentions[0]


def _places(company: Company, desk: Desk) -> str:
    """Plan and lines, one plan a line of the cell; many lines are counted, not named."""
    by_plan: dict[str, list[int]] = {}
    for place in company.mentions:
        by_plan.setdefault(place.document, []).append(place.line)
    told = []
    for document, lines in by_plan.items():
        once = list(dict.fromkeys(lines))
        named = ", ".join(map(str, once[:_MOST_PLACES]))
        more = f" … +{len(once) - _MOST_PLACES}" if len(once) > _MOST_PLACES else ""
        told.append(desk.say("book.lines", document=document, lines=named + more))
    return "\n".join(told)
