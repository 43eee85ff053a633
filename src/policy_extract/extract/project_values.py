"""Values that the row of a project list states: they are about the project, in its years, at its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from policy_extract.document import Plan, closed_up
from policy_extract.expressions import expression
from policy_extract.model import Cell, Observation, Period, Project, Read, Ref
from policy_extract.rules import AnyRule, Rule, Switches

_YEARS = expression(r"\D{0,2}(?:19|20)\d\d(?:\D+(?:19|20)\d\d)?\D{0,2}")
#: Doubts of a time that the row did not say, and of an area that nobody said.
_TIME_ELSEWHERE = ("time.from_", "time.none", "time.far", "time.outside_plan")
_AREA_ELSEWHERE = ("area.from_",)
FROM_PROJECT = "time.from_project"


@dataclass(frozen=True)
class _Row:
    """A project with the cells of its row; most rows state no value, and are asked for no words."""

    project: Project
    row: Sequence[Cell]

    @cached_property
    def cells(self) -> tuple[tuple[str, Cell], ...]:
        """Each cell with its words in plain form without white space."""
        return tuple((closed_up(cell.text), cell) for cell in self.row)

    @cached_property
    def years(self) -> tuple[tuple[str, Cell], ...]:
        """The cells that hold years and nothing else."""
        return tuple(one for one in self.cells if _YEARS.fullmatch(one[0]))

    def cell(self, fits: Callable[[str], bool]) -> Cell | None:
        """The first cell whose words fit."""
        return next((cell for words, cell in self.cells if fits(words)), None)


def with_projects(
    plan: Plan,
    observations: Sequence[Observation],
    projects: Sequence[Project],
    switches: Switches,
) -> tuple[list[Observation], list[Project]]:
    """Observations with the project whose row states them, projects with their observations.

    In: records with ids. An observation that names its project already keeps it.
    """
    tables = {table.id: table for table in plan.tables}
    rows: dict[tuple[str, int], _Row] = {}
    for project in projects:
        place = project.source.table
        if place is not None and place.id in tables:
            rows[place.id, place.row] = _Row(project, tables[place.id].rows[place.row])
    rules = switches.on(RULES)
    told: list[Observation] = []
    stated: dict[str, list[str]] = {}
    for observation in observations:
        cell = observation.source.table
        row = rows.get((cell.id, cell.row)) if cell else None
        if row is not None and observation.project is None:
            for rule in rules:
                observation = rule.run(observation, row) or observation
        if observation.project is not None:
            stated.setdefault(observation.project, []).append(observation.id)
        told.append(observation)
    return told, [
        p.model_copy(update={"observations": tuple(stated[p.id])}) if p.id in stated else p
        for p in projects
    ]


def _about(observation: Observation, row: _Row) -> Observation:
    return observation.model_copy(update={"about": "project", "project": row.project.id})


def _time(observation: Observation, row: _Row) -> Observation | None:
    end = row.project.end_year
    elsewhere = [d for d in observation.doubts if d.startswith(_TIME_ELSEWHERE)]
    if end is None or not (elsewhere or observation.time is None):
        return None
    said = next((cell for words, cell in row.years if str(end) in words), None)
    return observation.model_copy(
        update={
            "time": Period(start=str(end), end=str(end)),
            "doubts": (*(d for d in observation.doubts if d not in elsewhere), FROM_PROJECT),
            "read": observation.read | {"time": _read(TIME, said)},
        }
    )


def _area(observation: Observation, row: _Row) -> Observation | None:
    place = row.project.place
    elsewhere = [d for d in observation.doubts if d.startswith(_AREA_ELSEWHERE)]
    if place is None or not elsewhere:
        return None
    name = closed_up(place.name)
    said = row.cell(lambda words: words == name)
    if said is None:
        return None
    return observation.model_copy(
        update={
            "area": Ref(name=place.name),
            "doubts": tuple(d for d in observation.doubts if d not in elsewhere),
            "read": observation.read | {"area": _read(AREA, said)},
        }
    )


def _read(rule: AnyRule, cell: Cell | None) -> Read:
    return Read(rule=rule.id, start=cell.start, end=cell.end) if cell else Read(rule=rule.id)


ABOUT: Rule[Callable[[Observation, _Row], Observation | None]] = Rule(
    id="about.project_row",
    stage="projects.values",
    zh="项目行中的数值属于该项目",
    en="a value in a project's row is the project's",
    says="年产值30亿元 in the row of 某产业园项目 is about that project, not about the city",
    refuses="年产值30亿元 in a table of indicators",
    run=_about,
)
TIME: Rule[Callable[[Observation, _Row], Observation | None]] = Rule(
    id="time.project_row",
    stage="projects.values",
    zh="时间取项目建设期末年",
    en="the time is the last year of the project",
    says="“2021-2023” in the row: what its content promises is for 2023",
    refuses="到2025年，达产后年产值30亿元: the content says its own year",
    run=_time,
)
AREA: Rule[Callable[[Observation, _Row], Observation | None]] = Rule(
    id="area.project_row",
    stage="projects.values",
    zh="地区取项目建设地点",
    en="the area is the project's place",
    says="游埠镇 in the column 建设地点",
    refuses="a row without a place; an area that the content names itself",
    run=_area,
)

#: In the order in which they are asked.
RULES = (ABOUT, TIME, AREA)
