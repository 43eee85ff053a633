"""The sheets in front: a cover with contents, the plans that were read, notes, and what every column means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any

from policy_extract.desk import Desk, period
from policy_extract.messages import warning
from policy_extract.model import Document, ManifestDocument
from policy_extract.tuples import NamedTuple
from policy_extract.writers.xlsx.columns import Column, Inside, Link, Sheet, year

#: The topics of the notes; each is a pair of messages, “note_head.…” and “note.…”.
TOPICS = (
    "use", "computed", "confidence", "marked", "blank", "values", "category", "deadline",
    "agency_blocks", "comparison", "check", "links", "filling", "origin",
)  # fmt: skip


class Content(NamedTuple):
    """A line of the contents: the sheet, what is on it, how many rows."""

    sheet: str
    about: str
    rows: int


class Note(NamedTuple):
    """A topic and what is said about it."""

    topic: str
    words: str


class Meaning(NamedTuple):
    """A column of a sheet and what stands in it."""

    sheet: str
    column: str
    words: str


class Read(NamedTuple):
    """A file that was given, and the plan that it was read as; None where it could not be read."""

    document: Document | None
    input: ManifestDocument | None


def contents(rows: Sequence[Content]) -> Sheet[Content]:
    """The table of the cover."""
    return Sheet(
        "contents",
        lambda _: rows,
        (
            Column("sheet", 24, lambda r: Inside(r.sheet, r.sheet), "link"),
            Column("sheet_about", 90, lambda r: r.about, "wrap"),
            Column("sheet_rows", 10, lambda r: r.rows, "number"),
        ),
        fixed=0,
    )


def notes(desk: Desk) -> Sheet[Note]:
    """What was noticed of all plans together, and how the workbook is to be read."""
    facts = counts(desk)

    def rows(_: Desk) -> Iterator[Note]:
        manifest = desk.output.manifest
        for code in manifest.warnings if manifest else ():
            yield Note(desk.say("note_head.noticed"), warning(desk.language, code))
        for topic in TOPICS:
            yield Note(desk.say(f"note_head.{topic}"), desk.say(f"note.{topic}", **facts))

    return Sheet(
        "notes",
        rows,
        (
            Column("topic", 22, lambda r: r.topic, "wrap"),
            Column("note", 110, lambda r: r.words, "wrap"),
        ),
    )


def meanings(desk: Desk, sheets: Sequence[tuple[str, Sheet[Any]]]) -> Sheet[Meaning]:
    """What every column of every sheet means; ``sheets`` with their names."""

    def rows(_: Desk) -> Iterator[Meaning]:
        for name, sheet in sheets:
            for column in sheet.columns:
                yield Meaning(name, column.said(desk), column.meant(desk))

    return Sheet(
        "meanings",
        rows,
        (
            Column("of_sheet", 20, lambda r: r.sheet, "wrap"),
            Column("of_column", 24, lambda r: r.column, "wrap"),
            Column("meaning", 90, lambda r: r.words, "wrap"),
        ),
        fixed=2,
        block=lambda r: r.sheet,
    )


def documents(desk: Desk) -> Sheet[Read]:
    """The plans that were read, and the files that could not be."""
    semicolon = "；" if desk.language == "zh" else "; "

    def count(found: object) -> int | None:
        return len(found) if isinstance(found, Sequence) else None

    return Sheet(
        "documents",
        _read,
        (
            Column("plan_title", 40, lambda r: desk.title(r.document) if r.document else "", "wrap"),
            Column("doc_type", 10, lambda r: (r.document.meta.doc_type or "") if r.document else ""),
            Column("issuers", 22, lambda r: desk.listed(i.name for i in r.document.meta.issuers) if r.document else "", "wrap"),
            Column("doc_number", 18, lambda r: (r.document.meta.number or "") if r.document else "", "wrap"),
            Column("issued", 12, lambda r: (r.document.meta.issued or "") if r.document else ""),
            Column("plan_area", 14, lambda r: desk.name(r.document.meta.area) if r.document else "", "wrap"),
            Column("plan_period", 12, lambda r: year(period(r.document.meta.period) or "") if r.document else "", "year"),
            Column("count_values", 9, lambda r: count(r.document and r.document.observations), "number"),
            Column("count_goals", 9, lambda r: _goals(r.document), "number"),
            Column("count_checks", 9, lambda r: _marked(r.document), "number"),
            Column("count_tasks", 9, lambda r: count(r.document and r.document.tasks), "number"),
            Column("count_assignments", 13, lambda r: count(r.document and r.document.assignments), "number"),
            Column("count_projects_read", 9, lambda r: count(r.document and r.document.projects), "number"),
            Column("read_as", 9, lambda r: desk.say("book.yes" if r.document else "book.no")),
            Column("remarks", 36, lambda r: semicolon.join(_remarks(r, desk)), "wrap"),
            Column("file", 28, _file, "wrap"),
            Column("document_id", 36, _link, "link"),
        ),
    )  # fmt: skip


def _read(desk: Desk) -> Iterator[Read]:
    inputs = {one.id: one for one in desk.output.manifest.documents} if desk.output.manifest else {}
    for document in desk.documents:
        yield Read(document, inputs.get(document.id))
    for one in inputs.values():
        if one.id not in desk.output.documents:
            yield Read(None, one)


def _goals(document: Document | None) -> int | None:
    return None if document is None else sum(o.kind == "target" for o in document.observations)


def _marked(document: Document | None) -> int | None:
    return None if document is None else sum(o.review for o in document.observations)


def _remarks(row: Read, desk: Desk) -> Iterator[str]:
    if row.input is None:
        return
    if row.input.reason:
        yield row.input.reason
    for code in row.input.warnings:
        yield warning(desk.language, code)


def _file(row: Read) -> str:
    """The file's name, without the folder of the run."""
    path = row.document.source.path if row.document else row.input.path if row.input else ""
    return PurePath(path.replace("\\", "/")).name


def _link(row: Read) -> Link | str:
    if row.document is None:
        return row.input.id if row.input else ""
    return Link(row.document.id, (row.document.id,))


def counts(desk: Desk) -> dict[str, object]:
    """The figures that notes and cover state."""
    values = [o for document in desk.documents for o in document.observations]
    kinds = Counter(o.kind for o in values)
    manifest = desk.output.manifest
    return {
        "plans": len(desk.documents),
        "values": len(values),
        "goals": kinds["target"],
        "marked": sum(o.review for o in values),
        "threshold": f"{manifest.review_threshold:.0%}" if manifest else "-",
        "version": manifest.version if manifest else "-",
        "gazetteers": manifest.gazetteers if manifest else "-",
    }
