"""Values that the row of a project list states: they are about the project, in its years, at its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from policy_extract.document import Plan, closed_up
from policy_extract.expressions import expression
from policy_extract.model import Cell, Observation, Period, Project, Read, Ref
from policy_extract.rules import Rule, Switches

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

    @cached_property
    def time(self) -> tuple[Period, Read] | None:
        """The last year of the project, and where the row says it."""
        if self.project.end_year is None:
            return None
        year = str(self.project.end_year)
        said = next((cell for words, cell in self.years if year in words), None)
        start, end = (said.start, said.end) if said is not None else (None, None)
        return Period.of(year, year), Read.of(TIME.id, start, end)

    @cached_property
    def area(self) -> tuple[Ref, Read] | None:
        """The place of the project where the row says it."""
        place = self.project.place
        if place is None:
            return None
        name = closed_up(place.name)
        said = next((cell for words, cell in self.cells if words == name), None)
        if said is None:
            return None
        return Ref.of(place.name, None), Read.of(AREA.id, said.start, said.end)


def with_projects(
    plan: Plan,
    observations: Sequence[Observation],
    projects: Sequence[Project],
    switches: Switches,
) -> tuple[list[Observation], list[Project]]:
    """Observations with the project whose row or item states them, projects with their observations.

    In: records with ids. An observation that names its project already keeps it.
    """
    tables = {table.id: table for table in plan.tables}
    rows: dict[tuple[str, int], _Row] = {}
    for project in projects:
        place = project.source.table
        if place is not None and place.id in tables:
            rows[place.id, place.row] = _Row(project, tables[place.id].rows[place.row])
    headed = [project for project in projects if project.source.table is None]
    rules, below = switches.on(ROWS), switches.has(BELOW)
    told: list[Observation] = []
    stated: dict[str, list[str]] = {}
    for observation in observations:
        cell = observation.source.table
        row = rows.get((cell.id, cell.row)) if cell else None
        if row is not None and observation.project is None:
            for rule in rules:
                observation = rule.run(observation, row) or observation
        if below and headed and observation.segment and observation.project is None:
            observation = BELOW.run(observation, headed) or observation
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
    if row.time is None:
        return None
    doubts = _without(observation.doubts, _TIME_ELSEWHERE)
    if doubts == observation.doubts and observation.time is not None:
        return None
    time, read = row.time
    return observation.model_copy(
        update={
            "time": time,
            "doubts": (*doubts, FROM_PROJECT),
            "read": observation.read | {"time": read},
        }
    )


def _area(observation: Observation, row: _Row) -> Observation | None:
    doubts = _without(observation.doubts, _AREA_ELSEWHERE)
    if doubts == observation.doubts or row.area is None:
        return None
    area, read = row.area
    return observation.model_copy(
        update={"area": area, "doubts": doubts, "read": observation.read | {"area": read}}
    )


def _below(observation: Observation, headed: Sequence[Project]) -> Observation | None:
    at = bisect_right(headed, observation.source.start, key=lambda project: project.source.start)
    project = headed[at - 1] if at else None
    if project is None or project.name != observation.segment:
        return None
    return observation.model_copy(update={"about": "project", "project": project.id})


def _without(doubts: tuple[str, ...], fronts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple([doubt for doubt in doubts if not doubt.startswith(fronts)])


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
BELOW: Rule[Callable[[Observation, Sequence[Project]], Observation | None]] = Rule(
    id="about.project_item",
    stage="projects.values",
    zh="条目中的数值属于该项目",
    en="a value in a project's item is the project's",
    says="总投资3亿元 below the heading 1.甲江水库扩建工程, which is a project of the list",
    refuses="总投资3亿元 of another project, which the sentence names",
    run=_below,
)

#: Those of rows, in the order in which they are asked, and that of items.
ROWS = (ABOUT, TIME, AREA)
RULES = (*ROWS, BELOW)
