"""The sheets of what somebody must look at: findings over all plans, pairs of names to judge, records to check."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policy_extract.desk import Check, Desk, Found, PairRow, Place, amount, checks, found, pairs
from policy_extract.desk.checks import FILLED, IDENTITY, JUDGEMENTS, KINDS, MEASURES
from policy_extract.desk.pairs import ANSWERS
from policy_extract.desk.pairs import FILLED as PAIR_FILLED
from policy_extract.desk.pairs import IDENTITY as PAIR_IDENTITY
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


def sheets(desk: Desk) -> tuple[Sheet[Found], Sheet[PairRow], Sheet[Check]]:
    """The sheets in their order."""
    finding, pair, check = _found(desk), _pairs(desk), _checks(desk)
    return (
        Sheet("found", _worth_reading, finding, fixed=2, printed=printed(finding, "quotes")),
        Sheet("pairs", pairs, pair, fixed=3, printed=printed(pair, "note")),
        Sheet("checks", checks, check, fixed=2, printed=printed(check, "section")),
    )


def _worth_reading(desk: Desk) -> Iterator[Found]:
    """Statements that agree have nothing to tell; pairs of names have a sheet of their own."""
    return (
        row
        for row in found(desk)
        if row.finding.kind != "unsure_pair" and row.finding.verdict != "agree"
    )


def _found(desk: Desk) -> tuple[Column[Found], ...]:
    yes_no = (desk.say("book.no"), desk.say("book.yes"))
    return (
        Column("grave", 8, lambda r: yes_no[r.grave]),
        Column("verdict", 11, lambda r: r.verdict),
        Column("finding_kind", 14, lambda r: r.kind),
        Column("detail", 14, lambda r: r.detail, "wrap"),
        Column("finding_about", 30, lambda r: r.about, "wrap"),
        Column("finding", 64, lambda r: r.said, "wrap"),
        Column("plans", 36, lambda r: "\n".join(r.plans), "wrap"),
        Column("of_draft", 9, lambda r: yes_no[r.draft]),
        Column("sections", 30, lambda r: "\n".join(dict.fromkeys(p.section for p in r.places)), "wrap"),
        Column("quotes", 26, lambda r: "\n".join(p.quote for p in r.places), "wrap"),
        Column("references", 32, lambda r: "\n".join(p.reference for p in r.places), "wrap"),
        Column("reference", 30, _first, "link"),
    )  # fmt: skip


def _first(row: Found) -> Link | None:
    """The way to the first record that a finding rests on, else to its first plan."""
    if row.places:
        return at(row.places[0])
    return next((Link(one.id, (one.id,)) for one in row.finding.documents), None)


def _pairs(desk: Desk) -> tuple[Column[PairRow], ...]:
    semicolon = "；" if desk.language == "zh" else "; "
    answers = tuple(desk.say(key) for key in ANSWERS.values())
    return (
        Column("pair_type", 9, lambda r: r.type),
        Column("pair_left", 30, lambda r: r.finding.left, "wrap"),
        Column("pair_right", 30, lambda r: r.finding.right, "wrap"),
        Column("pair_score", 8, lambda r: r.score, "share"),
        Column("pair_features", 30, lambda r: semicolon.join(r.features), "wrap"),
        Column("plans", 36, lambda r: "\n".join(r.plans), "wrap"),
        Column("answer", 12, blank, "fill", answers, desk.say(PAIR_FILLED["answer"])),
        Column("note", 20, blank, "fill", (), desk.say(PAIR_FILLED["note"]), desk.say("column_note.remark")),
        Column("pair_left_said", 32, lambda r: _sentence(r.left), "wrap"),
        Column("pair_right_said", 32, lambda r: _sentence(r.right), "wrap"),
        Column("pair_left_at", 30, lambda r: at(r.left) if r.left else None, "link"),
        Column("pair_right_at", 30, lambda r: at(r.right) if r.right else None, "link"),
        *(_pair_identity(desk, index) for index in range(len(PAIR_IDENTITY))),
    )  # fmt: skip


def _sentence(place: Place | None) -> str:
    return place.sentence if place else ""


def _pair_identity(desk: Desk, index: int) -> Column[PairRow]:
    name, note = PAIR_IDENTITY[index], desk.say("book.pair_identity")
    return Column(name, 12, lambda r: r.identity[index], "hidden", head=name, note=note)


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
