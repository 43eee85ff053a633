"""The table of main indicators (主要指标表): what is, what is to be, and what that asks for a year.

A plan that has tables of indicators is listed by them, row for row; one without by the targets for its area
that its text states. A row is one target; its base is the latest value of the same thing before it: in the
same row of the table, else in the plan's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from policy_extract.desk.desk import Desk, Place
from policy_extract.desk.growth import Growth, growth, year
from policy_extract.desk.listed import NOWHERE, Listed, Lists, table_of
from policy_extract.desk.targets import Target, target
from policy_extract.findings.intervals import equal
from policy_extract.model import Document, Observation
from policy_extract.tuples import NamedTuple

#: The fields that gazetteers sort indicators into; each has its words in ``messages``.
DOMAINS: Final = (
    "agriculture", "culture-sport", "digital", "economy", "education", "employment", "energy", "enterprise",
    "environment", "finance", "flood-control", "government", "health", "housing", "industry", "innovation",
    "land", "logistics", "low-altitude", "population", "safety", "social-security", "talent", "tourism",
    "trade", "transport", "urbanisation", "water",
)  # fmt: skip


class Indicator(NamedTuple):
    """One target of one indicator of one plan, with its base.

    ``category`` and ``number`` are those of the plan's table, empty where it has none; ``domain`` is the
    field that gazetteers know the indicator by, in words. ``target`` is None for a row that states no target,
    ``base`` for one whose base nobody states. ``listed``: the row stands in a table of indicators.
    """

    document: Document
    listed: bool
    category: str
    domain: str
    number: str
    base: Target | None
    target: Target | None
    growth: Growth

    @property
    def own(self) -> Target:
        """What the row goes by: its target, else its base."""
        found = self.target or self.base
        assert found is not None
        return found

    @property
    def place(self) -> Place:
        """Where the row stands."""
        return self.own.place


def indicators(desk: Desk) -> Iterator[Indicator]:
    """The main indicators of all plans, in the order of the plans and of their tables or texts."""
    for document in desk.documents:
        rows = [o for o in document.observations if table_of(document, o) is not None]
        if rows:
            yield from _of_tables(desk, document, rows)
        else:
            yield from _of_text(desk, document)


def _of_tables(desk: Desk, document: Document, rows: Sequence[Observation]) -> Iterator[Indicator]:
    """Row for row: all values of one thing in one row belong together."""
    together: dict[object, list[Observation]] = {}
    for o in rows:
        cell = o.source.table
        assert cell is not None
        together.setdefault((cell.id, cell.row, claim(o)), []).append(o)
    stated, lists = _actuals(document), Lists(document)
    for group in together.values():
        at = lists.listed(group[0])
        goals = [o for o in group if o.kind == "target"]
        actual = [o for o in group if o.kind == "actual"]
        for goal in goals:
            yield _row(desk, document, _base(goal, actual or stated.get(claim(goal), ())), goal, at)
        if not goals:
            yield _row(desk, document, max(actual, key=_when), None, at)


def _of_text(desk: Desk, document: Document) -> Iterator[Indicator]:
    stated = _actuals(document)
    for o in document.observations:
        if o.kind == "target" and o.about == "area":
            yield _row(desk, document, _base(o, stated.get(claim(o), ())), o, None)


def claim(o: Observation) -> tuple[object, ...]:
    """What a value is of, whenever and however much: two values with the same claim are of one thing."""
    return (
        o.indicator.entity or o.indicator.name, o.area.entity or o.area.name, o.segment, o.about,
        o.project, o.each, o.measure, o.per_year, o.cumulative, o.value.unit if o.value else None,
    )  # fmt: skip


def _actuals(document: Document) -> dict[object, list[Observation]]:
    found: dict[object, list[Observation]] = {}
    for o in document.observations:
        if o.kind == "actual" and o.value is not None:
            found.setdefault(claim(o), []).append(o)
    return found


def _base(goal: Observation, actuals: Iterable[Observation]) -> Observation | None:
    """The latest value before a target; None where there is none, or where two of one year differ."""
    end = (goal.time.end if goal.time else None) or "9999"
    dated = [o for o in actuals if year(o.time) is not None and _when(o) < end[:4]]
    if not dated:
        return None
    latest = max(map(_when, dated))
    last = [o for o in dated if _when(o) == latest]
    return last[0] if all(equal(last[0].value, o.value) for o in last) else None


def _when(o: Observation) -> str:
    return (o.time.end if o.time else None) or ""


def _row(
    desk: Desk,
    document: Document,
    base: Observation | None,
    goal: Observation | None,
    at: Listed | None,
) -> Indicator:
    own = goal or base
    assert own is not None
    entity = desk.entities.get(own.indicator.entity or "")
    domain = entity.attributes.domain if entity is not None else None
    return Indicator(
        document=document,
        listed=at is not None,
        category=(at or NOWHERE).category,
        domain=desk.word("domain", domain),
        number=(at or NOWHERE).number,
        base=target(desk, document, base) if base is not None else None,
        target=target(desk, document, goal) if goal is not None else None,
        growth=growth(base, goal),
    )
