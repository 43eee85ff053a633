"""Headers of an indicator table → what each column holds: name, unit, values of a year, growth, attribute."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from policy_extract.document import Plan, closed_up
from policy_extract.lexicon import Lexicon
from policy_extract.measure.period import Calendar
from policy_extract.model import Kind, Period, Table
from policy_extract.rules import Said

_YEAR = re.compile(r"((?:19|20)\d\d) ?年?")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``role`` is name, area, year, unit, value, growth, rate, attribute, serial or other.

    ``period`` and ``kind`` hold for its values; ``title`` is its (lowest) header, ``said`` where it stands.
    """

    role: str
    period: Period | None = None
    kind: Kind = "target"
    title: str = ""
    said: Said | None = None


class HeaderReader:
    """Reads table headers; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._plans = sorted(lexicon.five_year_plans, key=lambda p: -len(p.name))
        self._growth = lexicon.pattern(r"<tables.column.growth>")
        self._at_end = lexicon.pattern(r"五”?(?:<tables.column.at_end>)")
        self._plan_behind = lexicon.words("tables", "column.plan_behind")
        self._rate = lexicon.pattern(r"(?:<tables.column.rate>)$")
        self._words = {
            name: lexicon.words("tables", f"header.{name}")
            for name in (
                "name",
                "unit",
                "attribute",
                "serial",
                "actual",
                "target",
                "area",
                "year",
                "project",
                "remark",
            )
        }

    def read(self, plan: Plan, table: Table) -> list[Column]:
        """The columns of a table, left to right; none for a project list or a table of tasks."""
        width = max(sum(c.colspan for c in row) for row in table.rows[: table.header_rows])
        tiers: list[list[str]] = []
        for row in table.rows[: table.header_rows]:
            titles: list[str] = []
            for cell in row:
                titles.extend([closed_up(cell.text)] * cell.colspan)
            tiers.append((titles + [""] * width)[:width])
        joined = ["".join(dict.fromkeys(t[i] for t in tiers if t[i])) for i in range(width)]
        lowest = [next((t[i] for t in reversed(tiers) if t[i]), "") for i in range(width)]
        if sum(title in self._words["project"] for title in joined) >= 2:
            return []
        calendar = Calendar.of(plan.meta)
        context = self._plan_in(table.caption or "")
        columns = [
            self._column(title, low, calendar, context, tiered=len(tiers) > 1)
            for title, low in zip(joined, lowest, strict=True)
        ]
        if any(c.role == "area" for c in columns) and not any(c.role == "value" for c in columns):
            columns = self._by_caption(columns, joined, table.caption or "", calendar)
        if any(c.role == "year" for c in columns):
            columns = _by_year(columns, joined)
        if not any(c.role in ("name", "area", "year") for c in columns):
            first = next((i for i, c in enumerate(columns) if c.role == "value"), 0)
            candidates = [i for i in range(first) if columns[i].role == "other"]
            if candidates:
                columns[candidates[-1]] = Column("name")
        return [replace(c, said=s) for c, s in zip(columns, _heads(table, width), strict=True)]

    def year_of(self, words: str) -> Period | None:
        """The year or period that a row's first cell names."""
        year = _YEAR.search(words)
        return Period(start=year[1], end=year[1]) if year else self._plan_in(words)

    def kind_of(self, period: Period, calendar: Calendar) -> Kind:
        """Whether the values of a row's year are so already."""
        return self._kind(period, calendar, actual=False, target=False)

    def _by_caption(
        self, columns: list[Column], titles: list[str], caption: str, calendar: Calendar
    ) -> list[Column]:
        """A table of places whose year stands only in its caption: 表2 2025年各地目标."""
        year = _YEAR.search(caption)
        period = Period(start=year[1], end=year[1]) if year else self._plan_in(caption)
        if period is None:
            return columns
        actual = any(w in caption for w in self._words["actual"])
        target = any(w in caption for w in self._words["target"])
        kind = self._kind(period, calendar, actual=actual, target=target)
        return [
            Column("value", period, kind, title) if c.role == "other" and title else c
            for c, title in zip(columns, titles, strict=True)
        ]

    def _column(
        self, title: str, lowest: str, calendar: Calendar, context: Period | None, *, tiered: bool
    ) -> Column:
        words = self._words
        if title in words["serial"]:
            return Column("serial")
        if title in words["unit"]:
            return Column("unit")
        if any(title.endswith(w) for w in words["attribute"]):
            return Column("attribute")
        if title in words["area"]:
            return Column("area")
        if title in words["year"]:
            return Column("year")
        if any(w in title for w in words["remark"]):
            return Column("other")
        actual = any(w in title for w in words["actual"])
        target = any(w in title for w in words["target"])
        named = self._plan_in(title)
        period = self._period(title, named, calendar, context, actual=actual, target=target)
        shown = lowest if tiered else title
        if self._growth.search(title):
            return Column(
                "growth",
                named or _whole(calendar),
                self._kind(named or _whole(calendar), calendar, actual=actual, target=target),
                shown,
            )
        if self._rate.search(title):
            return Column("rate", period or context, "actual", shown)
        if period is not None:
            return Column(
                "value", period, self._kind(period, calendar, actual=actual, target=target), shown
            )
        if any(w in title for w in words["name"]):
            return Column("name")
        return Column("other")

    def _period(
        self,
        title: str,
        named: Period | None,
        calendar: Calendar,
        context: Period | None,
        *,
        actual: bool,
        target: bool,
    ) -> Period | None:
        """The years a value column is for: a year, a plan (“十三五”规划目标), else what 目标 or 现状 means."""
        year = _YEAR.search(title)
        if year:
            return Period(start=year[1], end=year[1])
        if named is not None:
            if self._at_end.search(title) and named.end:
                return Period(start=named.end, end=named.end)
            return named
        if not (actual or target):
            return None
        if context is not None:
            return context
        if calendar.first is None or calendar.last is None:
            return None
        value = str(calendar.last if target or not actual else calendar.first - 1)
        return Period(start=value, end=value)

    def _kind(
        self, period: Period | None, calendar: Calendar, *, actual: bool, target: bool
    ) -> Kind:
        """A column of a year before the plan is what was, unless it says what was aimed at."""
        end = int(period.end[:4]) if period and period.end else None
        past = end is not None and (
            (calendar.first is not None and end < calendar.first)
            or (calendar.first is None and calendar.issued is not None and end < calendar.issued)
        )
        if actual and not target:
            return "actual"
        return "actual" if past and not target else "target"

    def _plan_in(self, title: str) -> Period | None:
        for plan in self._plans:
            bare = plan.name in title and title[
                title.find(plan.name) + len(plan.name) :
            ].startswith(self._plan_behind)
            if bare or f"“{plan.name}”" in title:
                return Period(start=str(plan.start), end=str(plan.end))
        return None


def _whole(calendar: Calendar) -> Period | None:
    if calendar.first is None or calendar.last is None:
        return None
    return Period(start=str(calendar.first), end=str(calendar.last))


def _by_year(columns: list[Column], titles: list[str]) -> list[Column]:
    """A table whose rows are years: every other column with a head is an indicator."""
    return [
        Column("value", None, "target", title)
        if title and c.role in ("other", "name", "growth")
        else c
        for c, title in zip(columns, titles, strict=True)
    ]


def _heads(table: Table, width: int) -> list[Said | None]:
    """Where the lowest filled header of each column stands."""
    found: list[Said | None] = [None] * width
    for row in table.rows[: table.header_rows]:
        at = 0
        for cell in row:
            for column in range(at, min(at + cell.colspan, width)):
                if cell.text.strip():
                    found[column] = Said(cell.start, cell.end)
            at += cell.colspan
    return found
