"""Indicator tables → observations: every filled value cell, with what its row and column say.

Columns are told apart by their headers (指标, 单位, 2020年, 2025年目标, 属性) and, where a header is missing,
by what stands below. Refused: cells “—”, “-” and blank; running numbers; project lists (see ``projects``);
tables whose headers name no year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policy_extract.layout import Plan, shadow
from policy_extract.lexicon import Lexicon
from policy_extract.model import Cell, CellRef, Kind, Period, Table
from policy_extract.period import Calendar
from policy_extract.quantity import Quantity, QuantityFinder

_YEAR = re.compile(r"((?:19|20)\d\d) ?年?")
_BLANK = re.compile(r"(?:-+|/|\\|无|\.|…)?")
_BRACKET_UNIT = re.compile(r"\(([^()]{1,14})\)\s*$")
_NUMBER = re.compile(r"[<>≥≤]?-?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class CellValue:
    """A value cell read: offsets are the cell's; ``quantity`` or ``qualitative`` is set."""

    cell: Cell
    ref: CellRef
    start: int
    end: int
    name: str
    unit_inherited: bool
    quantity: Quantity | None
    qualitative: str | None
    time: Period | None
    kind: Kind
    attribute: str | None
    area: str | None


@dataclass(frozen=True, slots=True)
class _Column:
    role: str  # name | unit | value | attribute | serial | category | other
    year: str | None = None
    kind: Kind = "target"
    title: str = ""


class TableReader:
    """Reads indicator tables; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._quantities = QuantityFinder(lexicon)
        self._plans = sorted(lexicon.five_year_plans, key=lambda p: -len(p.name))
        words = lexicon.words
        self._name_heads = words("tables", "header.name")
        self._unit_heads = words("tables", "header.unit")
        self._attribute_heads = words("tables", "header.attribute")
        self._serial_heads = words("tables", "header.serial")
        self._actual = words("tables", "header.actual")
        self._target = words("tables", "header.target")
        self._area_heads = words("tables", "header.area")
        self._project_heads = words("tables", "header.project")
        self._attributes = words("tables", "attribute.values")
        self._spoken = words("tables", "value.announcing")
        patterns = words("quantities", "qualitative.patterns")
        self._qualitative = re.compile("|".join(f"(?:{p})" for p in patterns)) if patterns else None

    def read(self, plan: Plan, table: Table) -> Iterator[CellValue]:
        """The value cells of one table, in order of the text."""
        columns = self._columns(plan, table)
        if not any(c.role == "value" for c in columns):
            return
        by_area = any(c.role == "area" for c in columns)
        if not by_area and not any(c.role == "name" for c in columns):
            return
        name = unit = ""
        last_attribute: str | None = None
        for number, row in enumerate(table.rows[table.header_rows :], table.header_rows):
            texts = [shadow(cell.text).strip() for cell in row]
            at = 0
            row_name, row_unit, attribute = "", "", None
            placed: list[tuple[int, Cell, int]] = []
            for index, cell in enumerate(row):
                placed.append((index, cell, at))
                at += cell.colspan
            if at < 2:
                continue
            for index, _cell, column_at in placed:
                column = columns[column_at] if column_at < len(columns) else _Column("other")
                if column.role in ("name", "area"):
                    row_name = texts[index]
                elif column.role == "unit":
                    row_unit = texts[index]
                elif column.role == "attribute" and texts[index]:
                    attribute = next(
                        (a for a in self._attributes if texts[index].startswith(a)), None
                    )
            if row_name:
                name, unit = row_name, row_unit
            elif not any(texts[:2]) and name:
                row_name, row_unit = name, unit  # the second line of a two-tier cell
                attribute = attribute or last_attribute
            if not row_name:
                continue
            last_attribute = attribute
            for index, cell, column_at in placed:
                stop = min(column_at + cell.colspan, len(columns))
                under = [columns[c] for c in range(column_at, stop)]
                values = [c for c in under if c.role == "value"]
                if not values or not texts[index]:
                    continue
                column = values[-1]
                ref = CellRef(id=table.id, row=number, col=index)
                if by_area:
                    heading, unit_words = _named_unit(column.title)
                    yield from self._cell(
                        cell, ref, heading, unit_words, column, attribute, row_name, True
                    )
                else:
                    heading, unit_words = _named_unit(row_name)
                    inherited = bool(not row_unit and not unit_words)
                    yield from self._cell(
                        cell,
                        ref,
                        heading,
                        row_unit or unit_words,
                        column,
                        attribute,
                        None,
                        inherited,
                    )

    def _columns(self, plan: Plan, table: Table) -> list[_Column]:
        width = max(sum(c.colspan for c in row) for row in table.rows)
        tiers: list[list[str]] = []
        for row in table.rows[: table.header_rows]:
            titles: list[str] = []
            for cell in row:
                titles.extend([re.sub(r"\s", "", shadow(cell.text))] * cell.colspan)
            tiers.append((titles + [""] * width)[:width])
        joined = ["".join(dict.fromkeys(t[i] for t in tiers if t[i])) for i in range(width)]
        lowest = [next((t[i] for t in reversed(tiers) if t[i]), "") for i in range(width)]
        if sum(title in self._project_heads for title in joined) >= 2:
            return []
        columns: list[_Column] = []
        calendar = Calendar.of(plan.meta)
        for index, title in enumerate(joined):
            columns.append(self._column(title, lowest[index], len(tiers) > 1, calendar))
        if not any(c.role in ("name", "area") for c in columns):
            first_value = next((i for i, c in enumerate(columns) if c.role == "value"), None)
            if first_value:
                candidates = [i for i in range(first_value) if columns[i].role == "other"]
                if candidates:
                    columns[candidates[-1]] = _Column("name")
        return columns

    def _column(self, title: str, lowest: str, tiered: bool, calendar: Calendar) -> _Column:
        if title in self._serial_heads:
            return _Column("serial")
        if title in self._unit_heads:
            return _Column("unit")
        if any(title.endswith(w) for w in self._attribute_heads):
            return _Column("attribute")
        if title in self._area_heads:
            return _Column("area")
        year = _YEAR.search(title) or self._plan_year(title)
        actual = any(w in title for w in self._actual)
        target = any(w in title for w in self._target)
        if year or actual or target:
            value = year if isinstance(year, str) else (year.group(1) if year else None)
            if value is None and calendar.first and calendar.last:
                value = str(calendar.last if target or not actual else calendar.first - 1)
            if re.search(r"年均|增速|增长率|累计增", title) and not year:
                return _Column("other")
            kind: Kind = "target"
            if (
                (actual and not target)
                or (not target and value and calendar.first and int(value) < calendar.first)
                or (not target and value and calendar.issued and int(value) < calendar.issued)
            ):
                kind = "actual"
            return _Column("value", value, kind, lowest if tiered else title)
        if any(w in title for w in self._name_heads):
            return _Column("name")
        return _Column("other")

    def _plan_year(self, title: str) -> str | None:
        """“十三五”规划目标 is for the last year of that plan."""
        return next(
            (
                str(p.end)
                for p in self._plans
                if re.search(rf"“?{p.name}”?(?:期|末|规划|目标|完成)", title)
            ),
            None,
        )

    def _cell(
        self,
        cell: Cell,
        ref: CellRef,
        name: str,
        unit: str,
        column: _Column,
        attribute: str | None,
        area: str | None,
        unit_inherited: bool,
    ) -> Iterator[CellValue]:
        words = shadow(cell.text).strip()
        if _BLANK.fullmatch(words):
            return
        time = Period(start=column.year, end=column.year) if column.year else None
        kind = column.kind
        own_year = re.search(r"\(((?:19|20)\d\d)年?\)", words)
        if own_year:
            time = Period(start=own_year[1], end=own_year[1])
            words = words[: own_year.start()].strip()
        for part in re.split(r"[;；]|(?<=[\d%])/(?=\d)", words):
            quantity = self._quantity(part.strip(), unit)
            if quantity is not None:
                yield CellValue(
                    cell,
                    ref,
                    cell.start,
                    cell.end,
                    name,
                    unit_inherited,
                    quantity,
                    None,
                    time,
                    kind,
                    attribute,
                    area,
                )
            elif self._qualitative is not None and re.search(
                r"完成|达到|全覆盖|任务|突破|零|下降|上级|要求", part
            ):
                yield CellValue(
                    cell,
                    ref,
                    cell.start,
                    cell.end,
                    name,
                    unit_inherited,
                    None,
                    re.sub(r"\s", "", part),
                    time,
                    kind,
                    attribute,
                    area,
                )

    def _quantity(self, words: str, unit: str) -> Quantity | None:
        """A cell's number with the unit of its row: “35左右” under % → 35%左右."""
        for announced in self._spoken:
            if words.startswith(announced):
                words = words[len(announced) :]
        match = _NUMBER.search(words)
        if match is None or (
            match.start() > 4 and not words[: match.start()].endswith(("达到", "到", "于"))
        ):
            return None
        plain = words
        found = self._quantities.find(plain, 0, len(plain))
        if len(found) == 1 and found[0].unit is not None and found[0].kind not in ("time", "rank"):
            return found[0]
        if unit:
            tail = re.search(r"(?:以上|以下|以内|左右|及以上)$", plain)
            body = plain[: tail.start()] if tail else plain
            with_unit = body + unit + (tail.group() if tail else "")
            found = self._quantities.find(with_unit, 0, len(with_unit))
            if len(found) == 1 and found[0].unit is not None:
                return found[0]
        found = self._quantities.find(plain, 0, len(plain))
        return found[0] if found else None


def _named_unit(title: str) -> tuple[str, str]:
    """“规上工业总产值(亿元)” → (规上工业总产值, 亿元); a bracket that holds no unit stays in the name."""
    match = _BRACKET_UNIT.search(title)
    if (
        match
        and re.search(
            r"[%元家个项件亩人户吨米里户次架台套条座处辆时斤度分位岁名万亿‰]", match.group(1)
        )
        and not re.search(r"企业|培育|助理|含|试点", match.group(1))
    ):
        return title[: match.start()].strip(), match.group(1).strip()
    return title, ""


def rows_of(table: Table) -> Sequence[Sequence[Cell]]:
    """The body rows of a table."""
    return table.rows[table.header_rows :]
