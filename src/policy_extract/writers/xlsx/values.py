"""The sheets of values: main indicators, targets, what is so already, one indicator across plans."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from policy_extract.desk import Compared, Desk, Indicator, Target, comparison, indicators, targets
from policy_extract.model import Number
from policy_extract.writers.xlsx.columns import (
    Cell,
    Column,
    Link,
    Sheet,
    at,
    place_columns,
    printed,
    quote_column,
    way_columns,
    year,
)


def number(row: Target) -> Number | None:
    """The value of a row: its lower end, else its upper."""
    return row.low if row.low is not None else row.high


def upper(row: Target) -> Number | None:
    """The upper end of a range; nothing for any other value."""
    value = row.observation.value
    return row.high if value is not None and value.comparator == "range" else None


def sheets(desk: Desk) -> tuple[Sheet[Indicator], Sheet[Target], Sheet[Target], Sheet[Compared]]:
    """The sheets in their order; words of closed lists in the desk's language."""
    indicator, value, compared = _indicators(desk), _targets(desk), _comparison()
    return (
        Sheet("indicators", indicators, indicator, fixed=3, printed=printed(indicator, "section")),
        Sheet("targets", partial(_of_kind, kind="target"), value, printed=printed(value, "review")),
        Sheet("actuals", partial(_of_kind, kind="actual"), value, printed=printed(value, "review")),
        Sheet(
            "comparison", comparison, compared, printed=printed(compared, "section"),
            block=lambda row: (row.indicator, row.target.measure, row.unit),
        ),
    )  # fmt: skip


def _of_kind(desk: Desk, *, kind: str) -> Iterable[Target]:
    return targets(desk, kind)


def _indicators(desk: Desk) -> tuple[Column[Indicator], ...]:
    origin = (desk.say("book.from_table"), desk.say("book.from_text"))
    return (
        Column("category", 12, _category, "wrap"),
        Column("number", 6, lambda r: r.number),
        Column("indicator", 28, lambda r: r.own.indicator, "wrap"),
        Column("area", 13, lambda r: r.own.area, "wrap"),
        Column("measure", 8, lambda r: r.own.measure, "wrap"),
        Column("unit", 10, lambda r: r.own.unit, "wrap"),
        Column("base_year", 8, lambda r: year(r.base.time) if r.base else None, "year"),
        Column("base_value", 10, lambda r: number(r.base) if r.base else None, "number"),
        Column("target_year", 11, lambda r: year(r.target.time) if r.target else None, "year"),
        Column("qualifier", 8, lambda r: r.target.qualifier if r.target else "", "wrap"),
        Column("target_value", 10, lambda r: number(r.target) if r.target else None, "number"),
        Column("target_upper", 8, lambda r: upper(r.target) if r.target else None, "number"),
        Column("in_words", 14, lambda r: r.target.said if r.target else "", "wrap"),
        Column("growth", 10, lambda r: r.growth.rate, "number"),
        Column("points", 10, lambda r: r.growth.points, "number"),
        Column("attribute", 8, lambda r: r.own.attribute),
        Column("answering", 16, lambda r: desk.listed(x for x in (r.own.lead, r.own.support) if x), "wrap"),
        *place_columns(lambda r: r.place),
        Column("growth_note", 24, lambda r: desk.word("growth", r.growth.why), "wrap"),
        Column("segment", 14, lambda r: r.own.segment, "wrap"),
        Column("origin", 8, lambda r: origin[not r.listed]),
        quote_column(lambda r: r.place),
        Column("base_reference", 30, _base_reference, "link"),
        *way_columns(lambda r: r.place),
    )  # fmt: skip


def _category(row: Indicator) -> str:
    """The plan's own category; in square brackets the field that gazetteers know the indicator by."""
    return row.category or (f"［{row.domain}］" if row.domain else "")


def _base_reference(row: Indicator) -> Link | None:
    """The way to the base, where a target is what the row goes by."""
    return at(row.base.place) if row.base is not None and row.target is not None else None


def _targets(desk: Desk) -> tuple[Column[Target], ...]:
    yes_no = (desk.say("book.no"), desk.say("book.yes"))
    return (
        Column("indicator", 28, lambda r: r.indicator, "wrap"),
        Column("area", 13, lambda r: r.area, "wrap"),
        Column("segment", 14, lambda r: r.segment, "wrap"),
        Column("measure", 8, lambda r: r.measure, "wrap"),
        Column("qualifier", 8, lambda r: r.qualifier, "wrap"),
        Column("value", 10, number, "number"),
        Column("upper", 8, upper, "number"),
        Column("unit", 9, lambda r: r.unit, "wrap"),
        Column("in_words", 14, lambda r: r.said, "wrap"),
        Column("time", 11, lambda r: year(r.time), "year"),
        Column("lead", 13, lambda r: r.lead, "wrap"),
        Column("support", 16, lambda r: r.support, "wrap"),
        *place_columns(lambda r: r.place),
        Column("sentence", 48, lambda r: r.place.sentence, "wrap"),
        Column("confidence", 9, lambda r: r.confidence, "share"),
        Column("review", 6, lambda r: yes_no[r.review]),
        quote_column(lambda r: r.place),
        Column("about", 11, lambda r: r.about, "wrap"),
        Column("base_time", 9, lambda r: year(r.base_time), "year"),
        Column("attribute", 9, lambda r: r.attribute),
        *way_columns(lambda r: r.place),
    )  # fmt: skip


def _comparison() -> tuple[Column[Compared], ...]:
    return (
        Column("indicator", 28, lambda r: r.indicator, "wrap"),
        Column("area", 13, lambda r: r.target.area, "wrap"),
        Column("segment", 14, lambda r: r.target.segment, "wrap"),
        Column("time", 11, lambda r: year(r.target.time), "year"),
        Column("kind", 6, lambda r: r.target.kind),
        Column("measure", 8, lambda r: r.target.measure, "wrap"),
        Column("qualifier", 8, lambda r: r.target.qualifier, "wrap"),
        Column("common_value", 11, _common, "number"),
        Column("upper", 8, _common_upper, "number"),
        Column("common_unit", 10, lambda r: r.unit, "wrap"),
        Column("in_words", 14, lambda r: r.target.said, "wrap"),
        Column("verdict", 8, lambda r: r.verdict),
        quote_column(lambda r: r.target.place, 14),
        *place_columns(lambda r: r.target.place),
        Column("finding", 80, lambda r: r.said, "wrap"),
        *way_columns(lambda r: r.target.place),
    )


def _common(row: Compared) -> Cell:
    return row.low if row.low is not None else row.high


def _common_upper(row: Compared) -> Cell:
    value = row.target.observation.value
    return row.high if value is not None and value.comparator == "range" else None
