"""One indicator across plans (指标对比): every statement of it in one unit, beside what the comparison found.

An indicator is listed when two plans state it, or when a finding compares two statements of one plan. The unit
is the one that most of the statements are written in; the others are converted exactly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from policy_extract.desk.desk import Desk
from policy_extract.desk.targets import Target, targets
from policy_extract.findings.intervals import exact
from policy_extract.measure.quantity import rounded
from policy_extract.model import Base, Comparison, Measure, Number, Observation
from policy_extract.tuples import NamedTuple

_Group = tuple[str, Measure, str | None]  # indicator, measure, base unit


class Compared(NamedTuple):
    """One plan's statement of an indicator, in the unit that all statements of it share.

    ``low`` and ``high`` are in ``unit``; both None for a value in words or of parts. ``verdict`` is that of
    the finding that compares the statement, in words, ``said`` its sentence; both empty where nothing else
    speaks of the same area, year and kind. ``finding`` is its id.
    """

    target: Target
    indicator: str
    unit: str
    low: Number | None
    high: Number | None
    verdict: str
    said: str
    finding: str


def comparison(desk: Desk) -> Iterator[Compared]:
    """All statements of indicators that can be laid beside each other.

    By indicator, measure and unit; within these by area, segment, time, kind and plan.
    """
    judged = _judged(desk)
    groups: dict[_Group, list[Target]] = {}
    for row in targets(desk):
        o = row.observation
        if o.indicator.entity:
            groups.setdefault((o.indicator.entity, o.measure, _base_unit(o)), []).append(row)
    named: dict[str, set[str]] = {}
    for (entity, _, _), rows in groups.items():
        named.setdefault(entity, set()).update(row.place.document for row in rows)
    ordered = sorted(groups.items(), key=lambda item: _order(item[0], item[1]))
    for (entity, _, _), rows in ordered:
        several = len(named[entity]) > 1
        if several or any((r.place.document, r.place.record) in judged for r in rows):
            yield from _compared(desk, rows, judged)


def _order(group: _Group, rows: Sequence[Target]) -> tuple[str, str, str, str]:
    return (rows[0].indicator, group[0], group[1], group[2] or "")


def _judged(desk: Desk) -> dict[tuple[str, str], Comparison]:
    """The comparison that each statement takes part in."""
    return {
        (one.document, one.id): finding
        for finding in desk.output.findings.findings
        if isinstance(finding, Comparison)
        for one in finding.observations
    }


def _base_unit(o: Observation) -> str | None:
    if o.value is None or o.value.parts is not None:
        return None
    return o.value.base.unit if o.value.base is not None else (o.value.unit or "")


def _compared(
    desk: Desk, rows: Sequence[Target], judged: dict[tuple[str, str], Comparison]
) -> Iterator[Compared]:
    unit, scale = _common(rows)
    for row in sorted(rows, key=_within):
        value = row.observation.value
        finding = judged.get((row.place.document, row.place.record))
        base = value.base if value is not None else None
        same = base is None or scale is None or row.unit == unit
        zh = desk.language == "zh"
        yield Compared(
            target=row,
            indicator=row.indicator,
            unit=row.unit if same else unit,
            low=row.low if same else _in(base, "low", scale),
            high=row.high if same else _in(base, "high", scale),
            verdict=desk.word("verdict", finding.verdict) if finding is not None else "",
            said=(finding.said.zh if zh else finding.said.en) if finding is not None else "",
            finding=finding.id if finding is not None else "",
        )


def _within(row: Target) -> tuple[str, ...]:
    o = row.observation
    return (row.area, row.segment, row.time, o.kind, row.place.document, row.place.record)


def _common(rows: Sequence[Target]) -> tuple[str, Decimal | None]:
    """The unit that most statements are written in, and how many base units one of it is.

    None where no statement tells the scale; then each keeps its own unit.
    """
    counted = Counter(row.unit for row in rows if row.unit)
    for unit, _ in counted.most_common():
        for row in rows:
            scale = _scale(row.observation) if row.unit == unit else None
            if scale is not None:
                return unit, scale
    return "", None


def _scale(o: Observation) -> Decimal | None:
    value = o.value
    if value is None or value.base is None:
        return None
    for written, base in ((value.low, value.base.low), (value.high, value.base.high)):
        if written and base:
            return exact(base) / exact(written)
    return None


def _in(base: Base | None, end: str, scale: Decimal | None) -> Number | None:
    number = None if base is None else base.low if end == "low" else base.high
    if number is None or not scale:
        return None
    return rounded(Fraction(exact(number) / scale))
