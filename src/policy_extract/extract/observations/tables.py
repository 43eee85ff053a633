"""Indicator tables → observations: every filled value cell, with what its row and column say.

Refused: cells “—”, “-” and blank; running numbers; ratios (8.7:43.2:48.1); project lists (see ``projects``);
tables whose headers name neither a year nor a plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from policy_extract.document import Plan, shadow
from policy_extract.extract.observations.columns import Column, HeaderReader
from policy_extract.extract.observations.drafts import Candidate, CellFacts
from policy_extract.lexicon import Lexicon
from policy_extract.measure.quantity import Quantity, QuantityFinder
from policy_extract.model import Cell, CellRef, Period, Table
from policy_extract.rules import Said

_OWN_YEAR = re.compile(r"^(?:19|20)\d\d ?年?(?:目标值?|现状值?|规划)?")
_BLANK = re.compile(r"(?:-+|一|/|\\|无|\.|…)?")
_BRACKET_UNIT = re.compile(r"\(([^()]{1,14})\)\s*$")
_UNIT_SIGNS = re.compile(r"[%元家个项件亩人户吨米里户次架台套条座处辆时斤度分位岁名万亿‰]")
_NUMBER = re.compile(r"[<>≥≤]?-?\d[\d,]*(?:\.\d+)?")
_RATIO = re.compile(r"\d+(?:\.\d+)?(?::\d+(?:\.\d+)?)+")
_SUM = re.compile(r"[\[【](?P<value>[^\]】]+)[\]】]")  # [266.75]: a sum over the plan's years
_CLASSED = re.compile(r"(?P<label>[\u4e00-\u9fff]{2,8}?)(?P<value>[≥≤<>]\s?\d[\d.]*%?)")
_FALL = re.compile(r"(?:下降|降低|降幅|减少|削减)$")


@dataclass(frozen=True, slots=True)
class _Row:
    """What a row says of its values."""

    name: str
    unit: str
    attribute: str | None
    said: Said | None = None


class TableReader:
    """Reads indicator tables; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._headers = HeaderReader(lexicon)
        self._quantities = QuantityFinder(lexicon)
        self._attributes = lexicon.words("tables", "attribute.values")
        self._spoken = lexicon.words("tables", "value.announcing")
        patterns = lexicon.words("quantities", "qualitative.patterns")
        self._qualitative = re.compile("|".join(f"(?:{p})" for p in patterns)) if patterns else None

    def read(self, plan: Plan, table: Table) -> Iterator[CellFacts]:
        """The value cells of one table, in order of the text."""
        columns = self._headers.read(plan, table)
        roles = {c.role for c in columns}
        if not roles & {"value", "growth"} or not roles & {"name", "area"}:
            return
        by_area = "area" in roles
        last: _Row | None = None
        for number, row in enumerate(table.rows[table.header_rows :], table.header_rows):
            placed = _placed(row, len(columns))
            if len(placed) < 2:
                continue
            said = self._row(placed, columns, last)
            if said is None:
                continue
            last = said
            for index, cell, under in ((i, c, columns[a:b]) for i, c, a, b in placed):
                values = [c for c in under if c.role in ("value", "growth", "rate")]
                if values and cell.text.strip():
                    ref = CellRef(id=table.id, row=number, col=index)
                    yield from self._cell(cell, ref, values[-1], said, by_area=by_area)

    def _row(
        self, placed: list[tuple[int, Cell, int, int]], columns: list[Column], last: _Row | None
    ) -> _Row | None:
        name = unit = ""
        said: Said | None = None
        attribute: str | None = None
        first = True
        for _, cell, start, _ in placed:
            column = columns[start] if start < len(columns) else Column("other")
            words = shadow(cell.text).strip()
            if column.role in ("name", "area"):
                name, said = words, Said(cell.start, cell.end)
            elif column.role == "unit":
                unit = words
            elif column.role == "attribute" and words:
                attribute = next((a for a in self._attributes if words.startswith(a)), None)
            first = first and not words
        if name:
            return _Row(name, unit, attribute, said)
        blank = not any(cell.text.strip() for _, cell, _, _ in placed[:2])
        if blank and last is not None:  # the second line of a two-tier cell
            return _Row(last.name, last.unit, attribute or last.attribute, last.said)
        return None

    def _cell(
        self, cell: Cell, ref: CellRef, column: Column, row: _Row, *, by_area: bool
    ) -> Iterator[CellFacts]:
        words = shadow(cell.text).strip()
        if _BLANK.fullmatch(words) or _RATIO.fullmatch(words):
            return
        name, unit = _named_unit(_OWN_YEAR.sub("", column.title) if by_area else row.name)
        unit = row.unit or unit
        blank = Candidate(cell.start, cell.end, None, None, ref)
        value = CellFacts(
            cell, blank, name, bool(unit) and not by_area, column.period, column.kind,
            row.attribute, area=row.name if by_area else None, time_said=column.said,
            name_said=column.said if by_area else row.said,
        )  # fmt: skip
        own_year = re.search(r"\(((?:19|20)\d\d)年?\)", words)
        if own_year:
            value = replace(value, time=Period(start=own_year[1], end=own_year[1]))
            words = words[: own_year.start()].strip()
        if column.role == "rate":
            value = replace(value, name=name + column.title)
            unit = "%"
        summed = _SUM.fullmatch(words)
        if summed or column.role == "growth":
            value, unit = _moved(value, unit, summed=summed is not None)
            words = summed.group("value") if summed else words
        classed = list(_CLASSED.finditer(words))
        if classed:
            for match in classed:
                quantity = self._quantity(match.group("value").replace(" ", ""), unit)
                if quantity is not None:
                    yield _of(value, quantity, segment=match.group("label"))
            return
        words = re.sub(r"\([^()]*\)$", "", words).strip() or words
        for part in re.split(r"[;；]|(?<=[\d%])/(?=\d)", words):
            quantity = self._quantity(part.strip(), unit)
            if quantity is not None:
                yield _of(value, quantity)
            elif self._promises(part):
                words = re.sub(r"\s", "", part)
                yield replace(value, candidate=replace(value.candidate, words=words))

    def _promises(self, words: str) -> bool:
        spoken = re.search(r"完成|达到|全覆盖|任务|突破|零|上级|要求|稳定", words)
        return bool(self._qualitative and spoken and len(words) <= 20)

    def _quantity(self, words: str, unit: str) -> Quantity | None:
        """A cell's number with the unit of its row: “35左右” under % → 35%左右."""
        for announced in self._spoken:
            words = words.removeprefix(announced)
        match = _NUMBER.search(words)
        if match is None or (
            match.start() > 4 and not words[: match.start()].endswith(("达到", "到", "于"))
        ):
            return None
        found = self._quantities.find(words, 0, len(words))
        if len(found) == 1 and found[0].unit is not None and found[0].kind not in ("time", "rank"):
            return found[0]
        if unit:
            tail = re.search(r"(?:以上|以下|以内|左右|及以上)$", words)
            body = words[: tail.start()] if tail else words
            with_unit = self._quantities.find(
                text := body + unit + (tail.group() if tail else ""), 0, len(text)
            )
            known = len(with_unit) == 1 and with_unit[0].unit is not None
            if known and with_unit[0].end == len(text):
                return with_unit[0]
            if len(found) == 1 and found[0].unit is None:  # a unit nobody knows stays as written
                return replace(found[0], unit=unit, kind="other", scale=1, base_unit="")
            if known:
                return with_unit[0]
        return found[0] if found else None


def _of(facts: CellFacts, q: Quantity, segment: str | None = None) -> CellFacts:
    """The facts of one number of a cell."""
    doubts = () if q.unit or facts.unit_written else ("unit.unknown",)
    return replace(
        facts, candidate=replace(facts.candidate, quantity=q), segment=segment, doubts=doubts
    )


def _placed(row: tuple[Cell, ...], width: int) -> list[tuple[int, Cell, int, int]]:
    """(index, cell, first column, behind its last column) of a row.

    A row with one cell more than the table has columns has its group's name in front: it is left out.
    """
    size = sum(cell.colspan for cell in row)
    skip = 1 if size == width + 1 and len(row) > 2 else 0
    placed: list[tuple[int, Cell, int, int]] = []
    at = 0
    for index, cell in enumerate(row[skip:], skip):
        placed.append((index, cell, at, min(at + cell.colspan, width)))
        at += cell.colspan
    return placed


def _moved(value: CellFacts, unit: str, *, summed: bool) -> tuple[CellFacts, str]:
    """A growth column: a bare number is % a year; [n] is a sum over the plan's years.

    In rows of percentages a sum is in percentage points, unless the row itself is a fall (…下降): then it
    is the fall in all.
    """
    if not summed:
        return replace(value, measure="growth_rate", per_year=True), "%"
    fall = bool(_FALL.search(value.name))
    if fall:
        return replace(value, measure="growth_rate", cumulative=True, falling=True), unit or "%"
    if unit == "%":
        return replace(value, measure="change_points", cumulative=True), "个百分点"
    return replace(value, measure="increase", cumulative=True), unit


def _named_unit(title: str) -> tuple[str, str]:
    """“规上工业总产值(亿元)” → (规上工业总产值, 亿元); a bracket that holds no unit stays in the name."""
    match = _BRACKET_UNIT.search(title)
    if (
        match
        and _UNIT_SIGNS.search(match.group(1))
        and not re.search(r"企业|培育|助理|含|试点", match.group(1))
    ):
        return title[: match.start()].strip(), match.group(1).strip()
    return title, ""
