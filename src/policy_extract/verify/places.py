"""Grounded: what a document says of its text stands in the text. Offsets in code points, end exclusive."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from unicodedata import category, normalize

from policy_extract.catalogue import CATALOGUE
from policy_extract.document import radicals
from policy_extract.model import (
    Assignment,
    Document,
    Mention,
    Observation,
    Project,
    Section,
    Source,
    Table,
    Task,
)
from policy_extract.verify.fault import Fault, fault

Grounded = Observation | Assignment | Project | Mention

_LETTER = re.compile(r"\W+")
_BORDER = 80  # signs of a page's border that a title goes over
_OPENING = 6  # signs of a task's number and title that its text opens with


def file_of(document: Document) -> str:
    """The name of a document's file in the output."""
    return f"documents/{document.id}.json"


def grounded(document: Document) -> Iterator[tuple[str, Grounded]]:
    """Every record that was read from the text, with its id; mentions have none and are counted."""
    records: tuple[Observation | Assignment | Project, ...] = (
        *document.observations, *document.assignments, *document.projects,
    )  # fmt: skip
    for record in records:
        yield record.id, record
    for number, mention in enumerate(document.mentions):
        yield f"mentions[{number}]", mention


def places(document: Document, text: str) -> Iterator[Fault]:
    """Text, sections, tables, sources and words read, as far as they are not where they say."""
    file = file_of(document)
    if len(text) != document.source.chars:
        yield fault(file, "source", "verify.chars", stated=document.source.chars, found=len(text))
    sections = {section.id: section for section in document.sections}
    innermost, cells = _Innermost(document.sections), _Cells(document.tables)
    tables = {table.id: table for table in document.tables}
    yield from _sections(document, sections, text)
    for table in document.tables:
        yield from _table(file, table, text)
    for record, one in grounded(document):
        yield from _source(file, record, one.source, text)
        yield from _section(file, record, one.source, sections, innermost)
        yield from _cell(file, record, one.source, tables)
        if isinstance(one, Mention | Project) and one.rule not in CATALOGUE.by_id:
            yield fault(file, record, "verify.rule", name=one.rule, field="rule")
        if isinstance(one, Observation | Assignment):
            yield from _read(file, one, len(text))
    for assignment in document.assignments:
        if not _inside(assignment.scope.start, assignment.scope.end, len(text)):
            yield _outside(file, assignment.id, assignment.scope.start, assignment.scope.end)
        yield from _agency(file, assignment, text)
    for task in document.tasks:
        if not _inside(task.start, task.end, len(text)):
            yield _outside(file, task.id, task.start, task.end)
        if task.section is not None and task.section not in sections:
            yield fault(file, task.id, "verify.missing", name=task.section, field="section")
        yield from _title(file, task, cells, text)


class _Cells:
    """The letters of the cells of each table, made once however many tasks stand in it."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._tables = tables
        self._letters: dict[str, list[str]] = {}

    def around(self, place: int) -> list[str] | None:
        """Those of the table that a place lies in; None for none."""
        table = next((t for t in self._tables if t.start <= place < t.end), None)
        if table is None:
            return None
        if table.id not in self._letters:
            self._letters[table.id] = [_letters(c.text) for row in table.rows for c in row]
        return self._letters[table.id]


def _title(file: str, task: Task, cells: _Cells, text: str) -> Iterator[Fault]:
    """A task opens with its number and title; one of a table has its title in its row, or in a cell above."""
    if not task.title.strip():
        yield fault(file, task.id, "verify.empty", field="title")
    named = _letters((task.number or "") + task.title)[:_OPENING]
    stands = _opening(text, task.start, task.end, len(named))
    around = cells.around(task.start)
    if stands != named if around is None else not any(named in words for words in around):
        yield fault(file, task.id, "verify.words", said=task.title, stands=stands)


def _inside(start: int | None, end: int | None, length: int) -> bool:
    return start is not None and end is not None and 0 <= start < end <= length


def _outside(file: str, record: str, start: int | None, end: int | None) -> Fault:
    return fault(file, record, "verify.outside", start=start, end=end)


def _squeezed(words: str) -> str:
    """Words without what a page puts between them: white space, signs without width."""
    return "".join(sign for sign in "".join(words.split()) if category(sign) != "Cf")


def _sections(document: Document, sections: Mapping[str, Section], text: str) -> Iterator[Fault]:
    """Each in the text and in its parent, which comes before it; in the order of the text, its number and title in front."""
    file = file_of(document)
    before = 0
    for section in document.sections:
        if not _inside(section.start, section.end, len(text)):
            yield _outside(file, section.id, section.start, section.end)
        named = _letters((section.number or "") + section.title)
        stands = _opening(text, section.start, section.end, len(named))
        more = text[max(0, section.start) : max(0, section.end)][: len(named) + _BORDER]
        if stands != named and not _says(named, _letters(more), over_lines="\n" in more):
            yield fault(file, section.id, "verify.words", said=section.title, stands=stands)
        if section.start < before:
            yield fault(file, section.id, "verify.order")
        before = max(before, section.start)
        if section.parent is None:
            continue
        parent = sections.get(section.parent)
        if parent is None:
            yield fault(file, section.id, "verify.missing", name=section.parent, field="parent")
        elif not parent.start <= section.start < section.end <= parent.end:
            yield _outside(file, section.id, section.start, section.end)


def _letters(words: str) -> str:
    """Letters and digits alone, in their plainest form: Ｚ is Z, é is e, ㎡ is m2."""
    return _LETTER.sub("", normalize("NFKD", words))


def _opening(text: str, start: int, end: int, letters: int) -> str:
    """The first ``letters`` letters of a stretch of the text, as ``_letters`` has them."""
    found: list[str] = []
    for at in range(max(0, start), min(max(0, end), len(text))):
        if len(found) >= letters:
            break
        found.extend(_letters(text[at]))
    return "".join(found[:letters])


def _table(file: str, table: Table, text: str) -> Iterator[Fault]:
    if not _inside(table.start, table.end, len(text)):
        yield _outside(file, table.id, table.start, table.end)
    if not table.rows or not 0 <= table.header_rows <= len(table.rows):
        yield fault(file, table.id, "verify.header_rows", rows=table.header_rows)
    for row, cells in enumerate(table.rows):
        for col, cell in enumerate(cells):
            name = f"{table.id}[{row}][{col}]"
            if not (table.start <= cell.start <= cell.end <= table.end):
                yield _outside(file, name, cell.start, cell.end)
            stands = _squeezed(text[cell.start : cell.end])
            said = _squeezed(cell.text)
            around = text[table.start : cell.start], text[cell.end : table.end]
            if said != stands and (cell.start == cell.end or not _wrapped(said, stands, *around)):
                yield fault(file, name, "verify.words", said=cell.text, stands=stands)
            if min(cell.rowspan, cell.colspan) < 1:
                yield fault(file, name, "verify.span")


def _wrapped(said: str, stands: str, before: str, behind: str) -> bool:
    """Whether a cell's words stand in one of its lines, the others above and below between other columns."""
    at = said.find(stands)
    while at >= 0:
        if _in_order(said[:at], before) and _in_order(said[at + len(stands) :], behind):
            return True
        at = said.find(stands, at + 1)
    return False


def _says(said: str, stands: str, *, over_lines: bool) -> bool:
    """Whether words are what stands there; over lines the border of a page may stand between: 市银保监 / — 7 — / 组."""
    return said == stands or (over_lines and stands[:1] == said[:1] and _in_order(said, stands))


def _in_order(said: str, among: str) -> bool:
    """Whether signs stand among others, in their order."""
    signs = iter(among)
    return all(sign in signs for sign in said)


def _source(file: str, record: str, source: Source, text: str) -> Iterator[Fault]:
    stands = text[source.start : source.end] if source.start >= 0 else ""
    if not _inside(source.start, source.end, len(text)):
        yield _outside(file, record, source.start, source.end)
    elif stands != source.quote or not stands.strip():
        yield fault(file, record, "verify.words", said=source.quote, stands=stands)


class _Innermost:
    """Which section of a document holds a place and no other inside it does."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sorted(sections, key=lambda one: one.start)
        self._starts = [one.start for one in self._sections]
        self._named = {one.id: one for one in sections}

    def at(self, place: int) -> str | None:
        """Its id; None where none holds it. Parents are asked only as far as they begin before."""
        number = bisect_right(self._starts, place) - 1
        section = self._sections[number] if number >= 0 else None
        while section is not None and not section.start <= place < section.end:
            above = self._named.get(section.parent or "")
            section = above if above is not None and above.start <= section.start else None
            if section is not None and section.id == self._sections[number].id:
                return None  # its own parent, which ``_sections`` tells
        return section.id if section is not None else None


def _section(
    file: str,
    record: str,
    source: Source,
    sections: Mapping[str, Section],
    innermost: _Innermost,
) -> Iterator[Fault]:
    if source.section is not None and source.section not in sections:
        yield fault(file, record, "verify.missing", name=source.section, field="section")
    elif source.section != (inner := innermost.at(source.start)):
        yield fault(file, record, "verify.section", section=source.section, inner=inner)


def _cell(file: str, record: str, source: Source, tables: Mapping[str, Table]) -> Iterator[Fault]:
    if source.table is None:
        return
    table, row, col = tables.get(source.table.id), source.table.row, source.table.col
    name = f"{source.table.id}[{row}][{col}]"
    if table is None or not (0 <= row < len(table.rows) and 0 <= col < len(table.rows[row])):
        yield fault(file, record, "verify.missing", name=name, field="table")
        return
    cell = table.rows[row][col]
    if not cell.start <= source.start <= source.end <= cell.end:
        yield fault(file, record, "verify.cell", cell=name)


def _read(file: str, record: Observation | Assignment, length: int) -> Iterator[Fault]:
    """Every settled field names its rule and its words; one that is null is null there too."""
    if not record.read:
        yield fault(file, record.id, "verify.unread", field="read")
    if isinstance(record, Observation) and record.per_year and not record.read.get("per_year"):
        yield fault(file, record.id, "verify.unread", field="per_year")
    for name, read in record.read.items():
        value = getattr(record, name, None)
        if read is not None and read.rule not in CATALOGUE.by_id:
            yield fault(file, record.id, "verify.rule", name=read.rule, field=name)
        if read is None:
            if value is not None and value is not False:
                yield fault(file, record.id, "verify.unread", field=name)
            continue
        if (read.start is None) != (read.end is None):
            yield fault(file, record.id, "verify.unread", field=name)
        elif None not in (read.start, read.end) and not _inside(read.start, read.end, length):
            yield _outside(file, f"{record.id} {name}", read.start, read.end)


def _agency(file: str, assignment: Assignment, text: str) -> Iterator[Fault]:
    """The words that the agency was read from are its name as written; an answer of a person may differ."""
    read = assignment.read.get("agency")
    if read is None or read.start is None or read.end is None or "review" in assignment.read:
        return
    stands = text[read.start : read.end]
    words = _squeezed(stands.translate(radicals()))
    if not _says(_squeezed(assignment.agency), words, over_lines="\n" in stands):
        yield fault(file, assignment.id, "verify.words", said=assignment.agency, stands=stands)
