"""The sheets of what somebody must look at: findings over all plans, and records to check."""

from __future__ import annotations

from typing import Final

from policy_extract.desk import Check, Desk, Found, amount, checks, found
from policy_extract.desk.checks import FILLED, IDENTITY, JUDGEMENTS, KINDS, MEASURES
from policy_extract.writers.xlsx.columns import (
    Column,
    Form,
    Link,
    Rich,
    Sheet,
    at,
    blank,
    place_columns,
    printed,
    quote_column,
)

#: The columns to fill in: what is to be filled in, and the width.
_ENTRIES: Final[dict[str, tuple[str, float]]] = {
    "judgement": ("column_note.judgement", 10),
    "fix.indicator": ("column_note.fix_indicator", 18),
    "fix.value": ("column_note.fix_value", 11),
    "fix.unit": ("column_note.fix_unit", 10),
    "fix.time": ("column_note.fix_time", 11),
    "fix.measure": ("column_note.fix_measure", 10),
    "fix.kind": ("column_note.fix_kind", 10),
    "note": ("column_note.remark", 18),
}


def sheets(desk: Desk) -> tuple[Sheet[Found], Sheet[Check]]:
    """The sheets in their order."""
    finding, check = _found(desk), _checks(desk)
    return (
        Sheet("found", found, finding, fixed=2, printed=printed(finding, "quotes")),
        Sheet("checks", checks, check, fixed=2, printed=printed(check, "section")),
    )


def _found(desk: Desk) -> tuple[Column[Found], ...]:
    yes_no = (desk.say("book.no"), desk.say("book.yes"))
    return (
        Column("grave", 8, lambda r: yes_no[r.grave]),
        Column("verdict", 11, lambda r: r.verdict),
        Column("finding_kind", 14, lambda r: r.kind),
        Column("finding", 70, lambda r: r.said, "wrap"),
        Column("plans", 40, lambda r: "\n".join(r.plans), "wrap"),
        Column("sections", 34, lambda r: "\n".join(dict.fromkeys(p.section for p in r.places)), "wrap"),
        Column("quotes", 30, lambda r: "\n".join(p.quote for p in r.places), "wrap"),
        Column("references", 32, lambda r: "\n".join(p.reference for p in r.places), "wrap"),
        Column("reference", 30, _first, "link"),
    )  # fmt: skip


def _first(row: Found) -> Link | None:
    """The way to the first record that a finding rests on, else to its first plan."""
    if row.places:
        return at(row.places[0])
    return next((Link(one.id, (one.id,)) for one in row.finding.documents), None)


def _checks(desk: Desk) -> tuple[Column[Check], ...]:
    own: tuple[Column[Check], ...] = (
        Column("confidence", 9, lambda r: r.target.confidence, "share"),
        Column("marked_sentence", 48, _marked, "wrap"),
        Column("reasons", 28, lambda r: desk.listed(r.reasons), "wrap"),
        Column("indicator", 20, lambda r: r.target.indicator, "wrap"),
        Column("claimed", 13, lambda r: _claimed(desk, r), "wrap"),
        Column("time", 11, lambda r: r.target.time),
        Column("measure", 8, lambda r: r.target.measure, "wrap"),
        Column("kind", 7, lambda r: r.target.kind),
    )
    filled = tuple(_filled(desk, field) for field in FILLED)
    place: tuple[Column[Check], ...] = (
        *place_columns(lambda r: r.target.place),
        quote_column(lambda r: r.target.place),
        Column("reference", 30, lambda r: at(r.target.place), "link"),
    )
    return (*own, *filled, *place, *(_identity(desk, index) for index in range(len(IDENTITY))))


def _filled(desk: Desk, field: str) -> Column[Check]:
    """A column that a person fills in; its head is what ``desk.checks`` knows it by."""
    choices = {
        "judgement": tuple(desk.say(key) for key in JUDGEMENTS.values()),
        "fix.measure": tuple(desk.word("measure", name) for name in MEASURES),
        "fix.kind": tuple(desk.word("kind", name) for name in KINDS),
    }.get(field, ())
    form: Form = "fill" if choices or field == "note" else "entry"
    note, width = _ENTRIES[field]
    return Column(field, width, blank, form, choices, desk.say(FILLED[field]), desk.say(note))


def _identity(desk: Desk, index: int) -> Column[Check]:
    name, note = IDENTITY[index], desk.say("book.identity")
    return Column(name, 12, lambda r: r.identity[index], "hidden", head=name, note=note)


def _claimed(desk: Desk, row: Check) -> str:
    """The value as it was taken: “≥ 300家”, “5—8%（每年）”, the words of a target in words."""
    o = row.target.observation
    if o.value is None:
        return row.target.said
    how = []
    if o.per_year:
        how.append(desk.say("desk.per_year"))
    if o.cumulative:
        how.append(desk.say("desk.cumulative"))
    if not how:
        return amount(o.value)
    zh = desk.language == "zh"
    return amount(o.value) + (f"（{'、'.join(how)}）" if zh else f" ({', '.join(how)})")


def _marked(row: Check) -> Rich:
    """The sentence: the number between 【】, the words of its fields between 〔〕."""
    pieces = []
    done = 0
    for mark in row.marks:
        if mark.start > done:
            pieces.append((row.sentence[done : mark.start], ""))
        words = row.sentence[mark.start : mark.end]
        pieces.append((f"【{words}】", "own") if mark.own else (f"〔{words}〕", "field"))
        done = mark.end
    if done < len(row.sentence):
        pieces.append((row.sentence[done:], ""))
    return Rich(tuple(pieces))  # type: ignore[arg-type]
