"""What ``ask`` does: an agency's ledger, a company's dossier, an indicator's series, an area's targets; with findings."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from policy_extract.cli import terminal
from policy_extract.cli.wrapping import PIPE, hanging
from policy_extract.messages import Language

if TYPE_CHECKING:
    from policy_extract.desk import Desk, Place, Target
    from policy_extract.model import Entity


def run(options: argparse.Namespace, language: Language) -> int:
    """Print what OUT has on what was asked for. Exit code 0.

    Raises NobodyCalled (a UsageError) for a name that nobody has, UsageError when nothing was asked, OutputError
    for a folder that is no output, or one without texts.
    """
    from policy_extract.desk import Desk
    from policy_extract.desk.asked import NobodyCalled
    from policy_extract.errors import OutputError
    from policy_extract.output import load_output

    asks = {
        "agency": _agencies, "company": _companies, "indicator": _indicators, "area": _areas,
    }  # fmt: skip
    named = [(kind, name) for kind in asks if (name := getattr(options, kind))]
    if not named:
        raise NobodyCalled("ask.nothing")
    output = load_output(Path(options.out))
    for document, reason in output.untold.items():
        raise OutputError(f"{options.out}: no text of {document}: {reason}")
    desk = Desk(output, language)
    found = [line for kind, name in named for line in asks[kind](desk, name)]  # all, or an error
    _print(found)
    return 0


def _agencies(desk: Desk, name: str) -> Iterator[str]:
    """Ledgers: every duty with its role, time limit, partners and targets."""
    from policy_extract.desk import agencies
    from policy_extract.desk.asked import asked

    by_entity = {agency.entity: agency for agency in agencies(desk)}
    for entity in asked(desk, name, "agency", "collective"):
        agency = by_entity.get(entity.id)
        if agency is None:
            yield _head(entity.name, _aliases(entity), desk.division(entity), desk)
            yield "  " + desk.say("ask.no_duties")
            yield from (*_findings(desk, entity.id), "")
            continue
        yield _head(agency.name, agency.aliases, agency.division, desk)
        plans, targets = len(agency.plans), agency.targets
        yield "  " + desk.say(
            "ask.ledger", duties=len(agency.charges), targets=targets, plans=plans
        )
        for charge in agency.charges:
            duty = charge.duty
            role = desk.word("role", charge.role)
            title = f"{duty.number} {duty.title}".strip() or duty.measures
            yield f"  · {role}　{title}"
            if duty.deadline:
                basis = desk.word("deadline", duty.deadline_from)
                yield "      " + desk.say("ask.by", deadline=duty.deadline, basis=basis)
            for target in duty.targets:
                yield f"      {_stated(desk, target)}"
            if charge.partners:
                yield "      " + desk.say("ask.with", partners=charge.partners)
            yield f"      {_where(desk, charge.place)}"
        yield from (*_findings(desk, entity.id), "")


def _companies(desk: Desk, name: str) -> Iterator[str]:
    """Dossiers: names, relations, projects, values, and every place that mentions the company."""
    from policy_extract.desk import companies
    from policy_extract.desk.asked import asked

    wanted = {entity.id for entity in asked(desk, name, "company")}
    for company in companies(desk):
        if company.entity.id not in wanted:
            continue
        yield _head(company.name, company.aliases, company.division, desk)
        yield from (f"  {relation}" for relation in company.relations)
        for row in company.projects:
            project = row.project
            money = f"{project.investment}{project.investment_unit or ''}"
            cost = f"　{money}" if project.investment is not None else ""
            yield f"  · {desk.say('ask.project', name=project.name)}{cost}"
            yield f"      {_where(desk, row.place)}"
        yield from (f"  · {_stated(desk, target)}" for target in company.targets)
        for place in company.mentions:
            yield f"  · {place.sentence}"
            yield f"      {_where(desk, place)}"
        yield from (*_findings(desk, company.entity.id), "")


def _indicators(desk: Desk, name: str) -> Iterator[str]:
    """Series: by area and measure, every value in the order of its time, with the plan that states it."""
    from policy_extract.desk.asked import asked

    for entity in asked(desk, name, "indicator"):
        yield _head(entity.name, _aliases(entity), "", desk)
        yield from _series(desk, entity.id, by_area=True)
        yield from (*_findings(desk, entity.id), "")


def _areas(desk: Desk, name: str) -> Iterator[str]:
    """All that is stated of an area, indicator by indicator."""
    from policy_extract.desk.asked import asked

    for entity in asked(desk, name, "area"):
        yield _head(entity.name, _aliases(entity), desk.division(entity), desk)
        yield from _series(desk, entity.id, by_area=False)
        yield from (*_findings(desk, entity.id), "")


def _series(desk: Desk, entity: str, *, by_area: bool) -> Iterator[str]:
    from policy_extract.desk import targets

    groups: dict[tuple[str, ...], list[Target]] = {}
    for target in targets(desk):
        o = target.observation
        if (o.indicator.entity if by_area else o.area.entity) == entity:
            other = target.area if by_area else target.indicator
            measure = "" if target.observation.measure == "level" else target.measure
            groups.setdefault((other, target.segment, measure), []).append(target)
    if not groups:
        yield "  " + desk.say("ask.no_values")
    for (other, segment, measure), stated in sorted(groups.items()):
        yield "  " + " ".join(part for part in (other, segment, measure) if part)
        for target in sorted(stated, key=lambda t: (t.time[-4:], t.place.document, t.place.line)):
            yield f"    · {_stated(desk, target, named=False)}　{_where(desk, target.place)}"


def _findings(desk: Desk, entity: str) -> Iterator[str]:
    """What all plans together show of it, each with its verdict; nothing where nothing is shown."""
    from policy_extract.desk import found_of

    rows = list(found_of(desk, entity))
    if rows:
        yield "  " + desk.say("ask.findings", count=len(rows))
    for row in rows:
        yield "    · " + desk.say("ask.finding", verdict=row.detail or row.verdict, said=row.said)


def _stated(desk: Desk, target: Target, *, named: bool = True) -> str:
    """A value on one line: 2025 目标 规上工业总产值 “突破1400亿元”, “1400” 亿元; what wants a check says so."""
    elsewhere = "" if target.unit in target.place.quote else target.unit  # in the head of a table
    parts = (
        target.time,
        target.kind,
        target.indicator if named else "",
        f"“{target.place.quote}”",
        elsewhere,
        desk.say("ask.check") if target.review else "",
    )
    return " ".join(part for part in parts if part)


def _where(desk: Desk, place: Place) -> str:
    reference = f"  [{place.reference}]" if place.record else ""
    return desk.say("ask.where", title=place.title, line=place.line) + reference


def _aliases(entity: Entity) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a.text for a in entity.aliases if a.text != entity.name))


def _head(name: str, aliases: Iterable[str], division: str, desk: Desk) -> str:
    others = desk.listed(alias for alias in aliases if alias != name)
    return "".join((name, f"　{division}" if division else "", f"　（{others}）" if others else ""))


def _print(lines: Iterable[str]) -> None:

    page = terminal.console()
    width = page.width if page.is_terminal else PIPE
    for line in lines:
        for number, part in enumerate(hanging(line, width)):
            style = "bold" if not number and not line.startswith(" ") else None
            page.print(part, style=style, soft_wrap=True)
