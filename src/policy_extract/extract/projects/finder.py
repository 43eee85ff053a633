"""Project lists → projects (docs/annotation.md, section 4)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_extract.document import Plan, by_column, closed_up, shadow
from policy_extract.extract.projects.headed import HeadedProjects
from policy_extract.extract.projects.heads import Columns, Heads
from policy_extract.extract.projects.money import FIGURE, Stating, Units, caption_of, figure
from policy_extract.extract.projects.rows import PROJECT, Row, Rows
from policy_extract.extract.projects.years import Years, years
from policy_extract.lexicon import Lexicon
from policy_extract.model import CellRef, Project, Ref, Source, Table
from policy_extract.rules import Switches

_WIDTH = 2  # a list of names alone is no project list


class ProjectFinder:
    """Finds projects; built once for a lexicon. ``switches`` name the rules that do not speak."""

    def __init__(self, lexicon: Lexicon, switches: Switches = Switches()) -> None:
        self._switches = switches
        self._heads = Heads(lexicon)
        self._rows = Rows(lexicon, switches)
        self._units = Units(lexicon, switches)
        self._headed = HeadedProjects(lexicon, switches)

    def find(self, plan: Plan) -> list[Project]:
        """The projects of all project lists of a plan, tables and prose, in order of the text, without ids.

        Refused: tables that are no project lists by their role; sums, heads that come once more, rows
        without a name.
        """
        lists = (table for table in plan.tables if table.role == "projects")
        rows = [project for table in lists for project in self._read(plan, table)]
        return sorted((*rows, *self._headed.find(plan)), key=lambda project: project.source.start)

    def _read(self, plan: Plan, table: Table) -> Iterator[Project]:
        columns = self._heads.read(table)
        if "name" not in columns.of or len(columns.of) < _WIDTH:
            return
        category: str | None = None
        first = max(1, table.header_rows)
        for number, cells in enumerate(table.rows[first:], first):
            row = Row(by_column(cells), columns)
            kind = self._rows.kind(row)
            if kind == "category":
                category = self._rows.name_of_category(row)
            elif kind == "project":
                category = self._rows.category(row, category)
                yield self._project(plan, table, number, row, category)

    def _project(
        self, plan: Plan, table: Table, number: int, row: Row, category: str | None
    ) -> Project:
        cell = row.cells[row.columns.of["name"]]

        def words(field: str) -> str | None:
            return self._rows.words(row.cell(field))

        serial = FIGURE.search(shadow(words("number") or ""))
        company, place = words("company"), words("place")
        built = self._years(words("years"), words("start"), words("end"))
        cost = _plain(words("investment"))
        investment = figure(cost, self._units.money)
        section = plan.section_at(table.start)
        return Project(
            id="",
            category=category,
            number=int(serial.group().replace(",", "").partition(".")[0]) if serial else None,
            name=words("name") or cell.text,
            company=Ref.of(company, None) if company else None,
            content=words("content"),
            nature=words("nature"),
            start_year=built[0] if built else None,
            end_year=built[1] if built else None,
            land_mu=self._units.land(_plain(words("land")), row.columns.heads.get("land", "")),
            investment=investment,
            investment_unit=self._unit(cost, row.columns, table)
            if investment is not None
            else None,
            place=Ref.of(place, None) if place else None,
            rule=PROJECT.id,
            source=Source.of(
                cell.start,
                cell.end,
                plan.text[cell.start : cell.end],
                section.id if section else None,
                CellRef.of(table.id, number, table.rows[number].index(cell)),
            ),
        )

    def _unit(self, cost: str, columns: Columns, table: Table) -> str | None:
        head = columns.heads.get("investment", "")
        return self._units.of_money(Stating(cost, head, caption_of(table.caption)))

    def _years(self, both: str | None, start: str | None, end: str | None) -> Years | None:
        """The years of one cell, else the first of the start's and the last of the end's."""
        if both is not None:
            return years(shadow(both), self._switches)
        first = years(shadow(start or ""), self._switches)
        last = years(shadow(end or ""), self._switches)
        if first is None or last is None:
            return first or last
        return first[0], last[1]


def _plain(words: str | None) -> str:
    return closed_up(words or "")
