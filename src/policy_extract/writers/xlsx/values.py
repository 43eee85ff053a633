"""The sheets of values: main indicators, targets, what is so already, one indicator across plans."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from policy_extract.desk import Compared, Desk, Indicator, Target, comparison, indicators, targets
from policy_extract.model import Number
from policy_extract.writers.xlsx.columns import Cell, Column, Link, Sheet, at, where, year


def number(row: Target) -> Number | None:
    """The value of a row: its lower end, else its upper."""
    return row.low if row.low is not None else row.high


def upper(row: Target) -> Number | None:
    """The upper end of a range; nothing for any other value."""
    value = row.observation.value
    return row.high if value is not None and value.comparator == "range" else None


def sheets(desk: Desk) -> tuple[Sheet[Indicator], Sheet[Target], Sheet[Target], Sheet[Compared]]:
    """The sheets in their order; words of closed lists in the desk's language."""
    return (
        Sheet("indicators", indicators, _indicators(desk), fixed=3),
        Sheet("targets", partial(_of_kind, kind="target"), _targets(desk), fixed=1),
        Sheet("actuals", partial(_of_kind, kind="actual"), _targets(desk), fixed=1),
        Sheet(
            "comparison", comparison, _comparison(), fixed=1,
            block=lambda row: (row.indicator, row.target.measure, row.unit),
        ),
    )  # fmt: skip


def _of_kind(desk: Desk, *, kind: str) -> Iterable[Target]:
    return targets(desk, kind)


def _indicators(desk: Desk) -> tuple[Column[Indicator], ...]:
    origin = (desk.say("book.from_table"), desk.say("book.from_text"))
    comma = "、" if desk.language == "zh" else ", "
    return (
        Column("category", 13, _category, "wrap"),
        Column("number", 6, lambda r: r.number),
        Column("indicator", 30, lambda r: r.own.indicator, "wrap"),
        Column("area", 14, lambda r: r.own.area, "wrap"),
        Column("measure", 9, lambda r: r.own.measure),
        Column("unit", 10, lambda r: r.own.unit),
        Column("base_year", 9, lambda r: year(r.base.time) if r.base else None, "year"),
        Column("base_value", 11, lambda r: number(r.base) if r.base else None, "number"),
        Column("target_year", 10, lambda r: year(r.target.time) if r.target else None, "year"),
        Column("qualifier", 10, lambda r: r.target.qualifier if r.target else "", "wrap"),
        Column("target_value", 11, lambda r: number(r.target) if r.target else None, "number"),
        Column("target_upper", 9, lambda r: upper(r.target) if r.target else None, "number"),
        Column("in_words", 16, lambda r: r.target.said if r.target else "", "wrap"),
        Column("growth", 12, lambda r: r.growth.rate, "number"),
        Column("points", 12, lambda r: r.growth.points, "number"),
        Column("growth_note", 20, lambda r: desk.word("growth", r.growth.why), "wrap"),
        Column("attribute", 9, lambda r: r.own.attribute),
        Column("answering", 18, lambda r: comma.join(x for x in (r.own.lead, r.own.support) if x), "wrap"),
        Column("origin", 9, lambda r: origin[not r.listed]),
        Column("base_reference", 20, _base_reference, "link"),
        *where(lambda r: r.place),
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
        Column("indicator", 30, lambda r: r.indicator, "wrap"),
        Column("area", 14, lambda r: r.area, "wrap"),
        Column("segment", 16, lambda r: r.segment, "wrap"),
        Column("about", 11, lambda r: r.about, "wrap"),
        Column("measure", 9, lambda r: r.measure),
        Column("qualifier", 10, lambda r: r.qualifier, "wrap"),
        Column("value", 11, number, "number"),
        Column("upper", 8, upper, "number"),
        Column("unit", 10, lambda r: r.unit),
        Column("in_words", 16, lambda r: r.said, "wrap"),
        Column("time", 11, lambda r: year(r.time), "year"),
        Column("base_time", 9, lambda r: year(r.base_time), "year"),
        Column("attribute", 9, lambda r: r.attribute),
        Column("lead", 14, lambda r: r.lead, "wrap"),
        Column("support", 18, lambda r: r.support, "wrap"),
        Column("sentence", 50, lambda r: r.place.sentence, "wrap"),
        Column("confidence", 8, lambda r: r.confidence, "share"),
        Column("review", 7, lambda r: yes_no[r.review]),
        *where(lambda r: r.place),
    )  # fmt: skip


def _comparison() -> tuple[Column[Compared], ...]:
    return (
        Column("indicator", 30, lambda r: r.indicator, "wrap"),
        Column("area", 14, lambda r: r.target.area, "wrap"),
        Column("segment", 16, lambda r: r.target.segment, "wrap"),
        Column("time", 11, lambda r: year(r.target.time), "year"),
        Column("kind", 7, lambda r: r.target.kind),
        Column("measure", 9, lambda r: r.target.measure),
        Column("qualifier", 10, lambda r: r.target.qualifier, "wrap"),
        Column("common_value", 12, _common, "number"),
        Column("upper", 8, _common_upper, "number"),
        Column("common_unit", 10, lambda r: r.unit),
        Column("in_words", 16, lambda r: r.target.said, "wrap"),
        Column("verdict", 9, lambda r: r.verdict),
        Column("finding", 40, lambda r: r.said, "wrap"),
        *where(lambda r: r.target.place),
    )


def _common(row: Compared) -> Cell:
    return row.low if row.low is not None else row.high


def _common_upper(row: Compared) -> Cell:
    value = row.target.observation.value
    return row.high if value is not None and value.comparator == "range" else None
