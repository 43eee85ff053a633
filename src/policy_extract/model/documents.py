"""A document of the output: its head, sections, tables and records."""

from typing import Literal, Self

from policy_extract.model.places import Ref
from policy_extract.model.record import Record
from policy_extract.model.records import Assignment, Mention, Observation, Period, Project, Task
from policy_extract.model.terms import SCHEMA_VERSION, Genre, TableRole


class Section(Record):
    """A heading with the text it governs; ``end`` is where the next one of its level begins."""

    id: str
    parent: str | None = None
    kind: Literal["heading", "box", "appendix", "note"]
    level: int
    number: str | None = None
    title: str
    start: int
    end: int

    @classmethod
    def of(
        cls, id: str, parent: str | None, kind: Literal["heading", "box", "appendix", "note"],
        level: int, number: str | None, title: str, start: int, end: int,
    ) -> Self:  # fmt: skip
        """A section as layout finds it, which is not checked."""
        return cls._of(
            {
                "id": id, "parent": parent, "kind": kind, "level": level, "number": number,
                "title": title, "start": start, "end": end,
            }
        )  # fmt: skip


class Cell(Record):
    """A table cell; an empty cell has ``start == end``."""

    text: str
    start: int
    end: int
    rowspan: int = 1
    colspan: int = 1

    @classmethod
    def of(cls, text: str, start: int, end: int, rowspan: int = 1, colspan: int = 1) -> Self:
        """A cell as layout finds it, which is not checked."""
        return cls._of(
            {"text": text, "start": start, "end": end, "rowspan": rowspan, "colspan": colspan}
        )


class Table(Record):
    """A table as rows of cells; the first ``header_rows`` rows are its header."""

    id: str
    role: TableRole = "other"
    caption: str | None = None
    start: int
    end: int
    header_rows: int
    rows: tuple[tuple[Cell, ...], ...]


class DocumentSource(Record):
    """The input file: path as given, hash of its bytes, how it was decoded, length in code points.

    ``encoding`` is null for a format that is no text, ``pages`` for one without pages;
    ``converted_by`` names the program that made a readable file of it.
    """

    path: str
    sha256: str
    format: str
    encoding: str | None = None
    chars: int
    pages: int | None = None
    converted_by: str | None = None


class Meta(Record):
    """What the document says about itself.

    ``number`` is the document's own (兰政发〔2021〕5号), ``index`` its place in the register of open
    government (索引号). Only ``plan``, ``action_plan`` and ``opinion`` are sure to set targets.
    """

    title: str | None = None
    doc_type: str | None = None
    draft: bool = False
    issuers: tuple[Ref, ...] = ()
    issued: str | None = None
    number: str | None = None
    index: str | None = None
    area: Ref | None = None
    period: Period | None = None
    outlook: str | None = None
    genre: Genre = "other"


class Document(Record):
    """``documents/<id>.json``: all that was read from one plan."""

    schema_version: str = SCHEMA_VERSION
    id: str
    source: DocumentSource
    meta: Meta
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    observations: tuple[Observation, ...] = ()
    tasks: tuple[Task, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    projects: tuple[Project, ...] = ()
    mentions: tuple[Mention, ...] = ()
