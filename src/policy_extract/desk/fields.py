"""The fields of a record in words, each with the rule and the words that settled it.

``explain`` and the report show these; a field that the record does not have is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policy_extract.catalogue import CATALOGUE
from policy_extract.desk.page import Page, shown
from policy_extract.desk.wording import amount, period, word
from policy_extract.messages import Language, text
from policy_extract.model import Assignment, Observation, Period, Project, Read, Task, Value
from policy_extract.tuples import NamedTuple


class Field(NamedTuple):
    """A field of a record: its name, its value in words, and what it was read from."""

    name: str
    value: str
    read: Read | None = None


def of_observation(language: Language, o: Observation) -> Iterator[Field]:
    """The fields of a value, then who answers for it."""
    yield Field("indicator", o.indicator.name, o.read.get("indicator"))
    yield Field("area", o.area.name or "—", o.read.get("area"))
    yes = text(language, "explain.yes")
    said: Mapping[str, str | None] = {
        "segment": o.segment,
        "each": o.each,
        "measure": word(language, "measure", o.measure),
        "value": _value(o),
        "time": period(o.time),
        "base_time": period(o.base_time),
        "per_year": yes if o.per_year else None,
        "cumulative": yes if o.cumulative else None,
        "kind": word(language, "kind", o.kind),
        "attribute": o.attribute,
        "project": o.project,
        "about": word(language, "about", o.about),
        "review": _answer(language, o),
    }
    yield from (Field(n, words, o.read.get(n)) for n, words in said.items() if words)
    for one in o.responsible:
        by = f"  ← {one.assignment}" if one.assignment else ""
        yield Field("responsible", f"{one.agency}  {word(language, 'role', one.role)}{by}")


def of_assignment(language: Language, page: Page, a: Assignment) -> Iterator[Field]:
    """The fields of one agency's responsibility; ``page`` is its document's."""
    said: Mapping[str, str | None] = {
        "agency": a.agency,
        "role": word(language, "role", a.role),
        "task": a.task,
        "scope": _lines(language, page, a.scope.start, a.scope.end),
        "deadline": period(a.deadline),
        "observations": " ".join(a.observations),
    }
    yield from (Field(n, words, a.read.get(n)) for n, words in said.items() if words)


def of_project(p: Project) -> Iterator[Field]:
    """The fields of a project; its name stands for the row that it was read from."""
    money = f"{p.investment}{p.investment_unit or ''}" if p.investment is not None else None
    years = period(Period(start=_year(p.start_year), end=_year(p.end_year)))
    said: Mapping[str, str | None] = {
        "category": p.category,
        "number": str(p.number) if p.number is not None else None,
        "name": p.name,
        "company": p.company.name if p.company else None,
        "content": p.content,
        "nature": p.nature,
        "years": years,
        "land_mu": str(p.land_mu) if p.land_mu is not None else None,
        "investment": money,
        "place": p.place.name if p.place else None,
        "observations": " ".join(p.observations),
    }
    read = Read(rule=p.rule, start=p.source.start, end=p.source.end)
    for name, words in said.items():
        if words:
            yield Field(name, shown(words), read if name == "name" else None)


def of_task(language: Language, page: Page, task: Task) -> Iterator[Field]:
    """The fields of a task; ``page`` is its document's."""
    said: Mapping[str, str | None] = {
        "scope": _lines(language, page, task.start, task.end),
        "deadline": period(task.deadline),
        "assignments": " ".join(task.assignments),
        "observations": " ".join(task.observations),
    }
    yield from (Field(name, words) for name, words in said.items() if words)


def _answer(language: Language, o: Observation) -> str | None:
    """What a person said of the record, in the words of the rule; None where nobody did."""
    read = o.read.get("review")
    rule = CATALOGUE.by_id.get(read.rule) if read else None
    return rule.label(language) if rule else None


def _value(o: Observation) -> str:
    """The value as written and, where that is another, in base units."""
    if o.value is None:
        return o.qualitative or "—"
    value = amount(o.value)
    base = o.value.base
    if base is None or base.unit == o.value.unit:
        return value
    whole = Value(low=base.low, high=base.high, comparator=o.value.comparator, unit=base.unit)
    return f"{value}  = {amount(whole)}"


def _lines(language: Language, page: Page, start: int, end: int) -> str:
    return text(language, "explain.lines", first=page.line(start), last=page.line(end - 1))


def _year(year: int | None) -> str | None:
    return str(year) if year is not None else None
