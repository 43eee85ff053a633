"""Changes as a workbook: the two versions, how many changes of each kind, the changes, what the columns mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import Any

from policy_extract.desk import Desk, joined, period
from policy_extract.messages import Language
from policy_extract.model import Observation
from policy_extract.output import Output
from policy_extract.tuples import NamedTuple
from policy_extract.versions.compare import Version
from policy_extract.versions.record import (
    NAMES,
    DutyChange,
    DutySide,
    Edition,
    ProjectChange,
    ProjectSide,
    Side,
    ValueChange,
    ValueSide,
    Versions,
)
from policy_extract.versions.rows import Row, Words, deadline, money, place, words, years
from policy_extract.writers.xlsx import front
from policy_extract.writers.xlsx.columns import Cell, Column, Sheet, printed, year
from policy_extract.writers.xlsx.flow import book
from policy_extract.writers.xlsx.lay import Layer
from policy_extract.writers.xlsx.looks import Looks
from policy_extract.writers.xlsx.safe import sheet_name


class _Edition(NamedTuple):
    side: str
    edition: Edition


class _Count(NamedTuple):
    name: str
    many: int
    meaning: str


def render(old: Version, new: Version, versions: Versions, language: Language) -> bytes:
    """The workbook's bytes; heads and notes in ``language``. Sheets of duties and projects only where there are any."""
    output = Output(
        documents={one.document.id: one.document for one in (old, new)},
        texts={one.document.id: one.text for one in (old, new)},
    )
    desk, said = Desk(output, language), Words(versions, language)
    title = " → ".join(said.title(edition) for edition in (versions.old, versions.new))
    with book({"title": title}) as (filled, made):
        layer, taken = Layer(desk, Looks(filled)), list[str]()
        laid: list[tuple[str, Sheet[Any]]] = []
        sheets = tuple(_sheets(desk, said))
        for sheet in (*sheets, front.meanings(desk, laid)):
            name = sheet_name(desk.say(f"workbook.{sheet.name}"), taken)
            taken.append(name)
            layer.lay(sheet, filled.add_worksheet(name), taken[0])
            laid.append((name, sheet))
    return made.getvalue()


def _sheets(desk: Desk, said: Words) -> Iterator[Sheet[Any]]:
    told = {change.what for change in said.versions.changes}
    yield Sheet("editions", lambda _: _editions(said), _edition_columns(said), fixed=0)
    yield Sheet("change_counts", lambda _: _counts(said), _count_columns(), fixed=0)
    values = _value_columns(desk, said)
    yield _changes("value_changes", "value", values, said)
    if "duty" in told:
        yield _changes("duty_changes", "duty", _duty_columns(said), said)
    if "project" in told:
        yield _changes("project_changes", "project", _project_columns(said), said)


def _changes(name: str, what: str, columns: tuple[Column[Row], ...], said: Words) -> Sheet[Row]:
    return Sheet(
        name,
        lambda _: said.rows(what),
        columns,
        fixed=2,
        printed=printed(columns, "new_section"),
        block=lambda row: row.change.changes[0],
    )


def _editions(said: Words) -> Iterator[_Edition]:
    yield _Edition(said.say("diff.head_old"), said.versions.old)
    yield _Edition(said.say("diff.head_new"), said.versions.new)


def _edition_columns(said: Words) -> tuple[Column[_Edition], ...]:
    return (
        Column("edition", 8, lambda r: r.side),
        Column("plan_title", 50, lambda r: said.title(r.edition), "wrap"),
        Column("doc_number", 22, lambda r: r.edition.number or "", "wrap"),
        Column("plan_area", 14, lambda r: r.edition.area.name if r.edition.area else "", "wrap"),
        Column("plan_period", 12, lambda r: year(period(r.edition.period) or ""), "year"),
        Column("compared", 30, lambda _: _how(said), "wrap"),
        Column("file", 24, lambda r: PurePath(r.edition.path.replace("\\", "/")).name, "wrap"),
        Column("edition_id", 28, lambda r: r.edition.id, "wrap"),
    )


def _how(said: Words) -> str:
    """How the times of both are compared."""
    if said.versions.relation == "same_period":
        return said.say("diff.by_years")
    return said.say("diff.next_period", years=abs(said.versions.years))


def _counts(said: Words) -> Iterator[_Count]:
    counts = said.versions.counts
    for name in (*NAMES, "unchanged"):
        yield _Count(said.say(f"change.{name}"), counts[name], said.say(f"change_about.{name}"))


def _count_columns() -> tuple[Column[_Count], ...]:
    return (
        Column("change", 20, lambda r: r.name),
        Column("change_count", 10, lambda r: r.many, "number"),
        Column("change_meaning", 80, lambda r: r.meaning, "wrap"),
    )


# --- values -----------------------------------------------------------------------------------


def _value_columns(desk: Desk, said: Words) -> tuple[Column[Row], ...]:
    return (
        Column("change", 15, lambda r: r.changes, "wrap"),
        Column("indicator", 28, lambda r: r.change.name, "wrap"),
        Column("whose", 16, lambda r: _whose(_last(r)), "wrap"),
        Column("kind", 7, lambda r: desk.word("kind", _last(r).kind)),
        Column("measure", 8, lambda r: desk.word("measure", _last(r).measure), "wrap"),
        Column("old_time", 11, lambda r: year(_time(_value(r, 0))), "year"),
        Column("old_words", 15, lambda r: _words(_value(r, 0)), "wrap"),
        Column("new_time", 11, lambda r: year(_time(_value(r, 1))), "year"),
        Column("new_words", 15, lambda r: _words(_value(r, 1)), "wrap"),
        Column("difference", 11, lambda r: _less(r)[0], "number"),
        Column("difference_unit", 9, lambda r: _less(r)[1], "wrap"),
        Column("old_also", 16, lambda r: _others(said, r, 0), "wrap"),
        Column("new_also", 16, lambda r: _others(said, r, 1), "wrap"),
        *_places(),
        Column("old_sentence", 60, lambda r: _sentence(desk, _value(r, 0)), "wrap"),
        Column("new_sentence", 60, lambda r: _sentence(desk, _value(r, 1)), "wrap"),
        *_ways(said),
    )


def _value(row: Row, side: int) -> ValueSide | None:
    assert isinstance(row.change, ValueChange)
    return row.change.new if side else row.change.old


def _others(said: Words, row: Row, side: int) -> str:
    """What a side says otherwise beside its number and time: its name, too, where that differs."""
    own = _value(row, side)
    assert isinstance(row.change, ValueChange)
    if own is None or not (row.change.old and row.change.new):
        return ""
    name = (
        joined(own.observation.indicator.name).strip() if "reworded" in row.change.changes else ""
    )
    return " · ".join(part for part in (name, said.others(row.change, own)) if part)


def _last(row: Row) -> Observation:
    side = _value(row, 1) or _value(row, 0)
    assert side is not None
    return side.observation


def _whose(o: Observation) -> str:
    return " ".join(part for part in (o.area.name, o.segment) if part)


def _time(side: ValueSide | None) -> str:
    return (period(side.observation.time) or "") if side else ""


def _words(side: ValueSide | None) -> str:
    return words(side.observation) if side else ""


def _less(row: Row) -> tuple[Cell, str]:
    change = row.change
    if isinstance(change, DutyChange) or not change.difference:
        return None, ""
    return change.difference, change.unit or ""


def _sentence(desk: Desk, side: ValueSide | None) -> str:
    if side is None:
        return ""
    document = desk.output.documents[side.document]
    return desk.place(document, side.observation.id, side.observation.source).sentence


# --- lists of agencies and projects -----------------------------------------------------------


def _duty_columns(said: Words) -> tuple[Column[Row], ...]:
    return (
        Column("change", 15, lambda r: r.changes, "wrap"),
        Column("changed_task", 34, lambda r: r.name, "wrap"),
        Column("old_differs", 24, lambda r: r.old, "wrap"),
        Column("new_differs", 24, lambda r: r.new, "wrap"),
        Column("old_agencies", 40, lambda r: _agencies(said, _duty(r, 0)), "wrap"),
        Column("new_agencies", 40, lambda r: _agencies(said, _duty(r, 1)), "wrap"),
        Column("old_deadline", 10, lambda r: year(_limit(_duty(r, 0))), "year"),
        Column("new_deadline", 10, lambda r: year(_limit(_duty(r, 1))), "year"),
        *_places(),
        *_ways(said),
    )


def _duty(row: Row, side: int) -> DutySide | None:
    assert isinstance(row.change, DutyChange)
    return row.change.new if side else row.change.old


def _agencies(said: Words, side: DutySide | None) -> str:
    return said.agencies(side.assignments) if side else ""


def _limit(side: DutySide | None) -> str:
    return deadline(side) if side else ""


def _project_columns(said: Words) -> tuple[Column[Row], ...]:
    return (
        Column("change", 15, lambda r: r.changes, "wrap"),
        Column("project", 34, lambda r: r.change.name, "wrap"),
        Column("old_differs", 22, lambda r: r.old, "wrap"),
        Column("new_differs", 22, lambda r: r.new, "wrap"),
        Column("old_investment", 16, lambda r: _of(_project(r, 0), money)),
        Column("new_investment", 16, lambda r: _of(_project(r, 1), money)),
        Column("difference", 12, lambda r: _less(r)[0], "number"),
        Column("difference_unit", 9, lambda r: _less(r)[1], "wrap"),
        Column("old_years", 11, lambda r: _of(_project(r, 0), years), "text"),
        Column("new_years", 11, lambda r: _of(_project(r, 1), years), "text"),
        *_places(),
        *_ways(said),
    )


def _project(row: Row, side: int) -> ProjectSide | None:
    assert isinstance(row.change, ProjectChange)
    return row.change.new if side else row.change.old


def _of(side: ProjectSide | None, told: Callable[[ProjectSide], str]) -> str:
    return told(side) if side else ""


# --- where both sides stand -------------------------------------------------------------------


def _places() -> tuple[Column[Row], ...]:
    return (
        Column("old_line", 9, lambda r: r.lines[0], "year"),
        Column("new_line", 9, lambda r: r.lines[1], "year"),
        Column("old_section", 24, lambda r: _heading(r.change.old), "wrap"),
        Column("new_section", 24, lambda r: _heading(r.change.new), "wrap"),
    )


def _ways(said: Words) -> tuple[Column[Row], ...]:
    return (
        Column("match", 18, lambda r: _match(said, r), "wrap"),
        Column("likeness", 9, lambda r: r.change.match.score if r.change.match else None, "number"),
        Column("old_quote", 20, lambda r: _quote(r.change.old), "wrap"),
        Column("new_quote", 20, lambda r: _quote(r.change.new), "wrap"),
        Column("old_record", 34, lambda r: place(r.change.old), "wrap"),
        Column("new_record", 34, lambda r: place(r.change.new), "wrap"),
    )


def _heading(side: Side | None) -> str:
    return side.heading if side else ""


def _quote(side: Side | None) -> str:
    return joined(side.quote).strip() if side else ""


def _match(said: Words, row: Row) -> str:
    return said.say(f"match.{row.change.match.rule}") if row.change.match else ""
