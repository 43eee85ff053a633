"""Project lists → projects: a table whose headers name projects, companies, years, land, investment.

Category rows (“（一）现代纺织产业领域，项目共计19个…”) set the category of the rows below. Refused: indicator
tables, tables of tasks, rows without a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_extract.document import Plan, shadow
from policy_extract.layout import category_name
from policy_extract.lexicon import Lexicon
from policy_extract.model import Cell, CellRef, Number, Project, Ref, Source, Table

_EMPTY = re.compile(r"(?:-+|/|无|\.)?")
_YEARS = re.compile(r"((?:19|20)\d\d)(?:\D+((?:19|20)\d\d))?")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_FIELDS = ("number", "name", "company", "content", "nature", "years", "land", "investment", "place")
_UNIT = re.compile(r"\((亿元|万元|元|万美元)\)")


class ProjectFinder:
    """Finds projects; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._heads = {name: lexicon.words("tables", f"project.{name}") for name in _FIELDS}

    def find(self, plan: Plan) -> list[Project]:
        """The projects of all project lists of a plan, in order of the text."""
        return [project for table in plan.tables for project in self._read(plan, table)]

    def _columns(self, table: Table) -> dict[str, int]:
        found: dict[str, int] = {}
        for index, cell in enumerate(table.rows[0] if table.rows else ()):
            title = re.sub(r"\s", "", shadow(cell.text))
            for field in _FIELDS:
                if field not in found and any(
                    title.startswith(h) or title == h for h in self._heads[field]
                ):
                    found[field] = index
                    break
        return found

    def _read(self, plan: Plan, table: Table) -> Iterator[Project]:
        columns = self._columns(table)
        if "name" not in columns or not {"investment", "company", "content"} & set(columns):
            return
        heads = [shadow(cell.text) for cell in table.rows[0]]
        unit = _UNIT.search(heads[columns["investment"]]) if "investment" in columns else None
        category: str | None = None
        width = len(table.rows[0])
        for number, row in enumerate(table.rows[table.header_rows :], table.header_rows):
            if len(row) < width:
                words = shadow(row[0].text).strip() if row else ""
                if words:
                    category = category_name(words)
                continue
            cells = {field: row[index] for field, index in columns.items()}
            name = _words(cells["name"])
            if not name:
                continue
            yield self._project(
                plan, table, number, columns, cells, name, category, unit.group(1) if unit else None
            )

    def _project(
        self,
        plan: Plan,
        table: Table,
        row: int,
        columns: dict[str, int],
        cells: dict[str, Cell],
        name: str,
        category: str | None,
        unit: str | None,
    ) -> Project:
        def words(field: str) -> str | None:
            return _words(cells[field]) if field in cells else None

        years = _YEARS.search(shadow(words("years") or ""))
        serial = _NUMBER.search(words("number") or "")
        company, place = words("company"), words("place")
        section = plan.section_at(table.start)
        cell = cells["name"]
        return Project(
            id="",
            category=category,
            number=int(serial.group()) if serial else None,
            name=name,
            company=Ref(name=company) if company else None,
            content=words("content"),
            nature=words("nature"),
            start_year=int(years[1]) if years else None,
            end_year=int(years[2] or years[1]) if years else None,
            land_mu=_number(words("land")),
            investment=_number(words("investment")),
            investment_unit=unit if _number(words("investment")) is not None else None,
            place=Ref(name=place) if place else None,
            rule="project.table_row",
            source=Source(
                start=cell.start,
                end=cell.end,
                quote=plan.text[cell.start : cell.end],
                section=section.id if section else None,
                table=CellRef(id=table.id, row=row, col=columns["name"]),
            ),
        )


def _words(cell: Cell) -> str | None:
    words = cell.text.strip().strip("\u3000")
    return None if _EMPTY.fullmatch(shadow(words)) else words


def _number(words: str | None) -> Number | None:
    match = _NUMBER.fullmatch(shadow(words).strip()) if words else None
    if not match:
        return None
    plain = match.group().replace(",", "")
    return float(plain) if "." in plain else int(plain)
