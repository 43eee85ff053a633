"""The output contract as types: what a downstream tool may rely on.

Every class is a frozen pydantic model. Offsets count Unicode code points in the document's text
(the decoded text with line ends as they were read), `text[start:end] == quote` always holds.
The JSON Schemas under ``schema/`` are generated from these classes and checked against them in CI.
A change of meaning here is a change of ``SCHEMA_VERSION`` and a line in CHANGELOG.md.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

SCHEMA_VERSION = "1.0"

Measure = Literal[
    "level", "increase", "decrease", "growth_rate", "change_points", "multiple", "share"
]
Comparator = Literal["=", ">=", ">", "<=", "<", "~", "range"]
Kind = Literal["actual", "target"]
Role = Literal["lead", "support", "responsible"]
MentionType = Literal["company", "agency", "area", "time"]
EntityType = Literal["company", "agency", "collective", "indicator", "area"]
Verdict = Literal["agree", "compatible", "contradict"]
Number = int | float


class Record(BaseModel):
    """Base of every contract type: immutable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CellRef(Record):
    """A cell of a table: table id, row and column counted from 0 in ``Table.rows``."""

    id: str
    row: int
    col: int


class Source(Record):
    """Where a record was read: code-point offsets, the exact words, section and table cell."""

    start: int
    end: int
    quote: str
    section: str | None = None
    table: CellRef | None = None


class Span(Record):
    """A stretch of the document's text in code points, end exclusive."""

    start: int
    end: int


class Ref(Record):
    """A name as used in this document and the entity it was resolved to."""

    name: str
    entity: str | None = None


class Period(Record):
    """ISO 8601 dates or years; equal ends for a point, null for an open end."""

    start: str | None = None
    end: str | None = None


class Base(Record):
    """A value in the unit's base unit (亿元 → 元, 万人 → 人, % → 1)."""

    low: Number | None = None
    high: Number | None = None
    unit: str


class Value(Record):
    """A number with its bounds: ``>=`` and ``>`` leave ``high`` empty, ``<=`` and ``<`` ``low``."""

    low: Number | None = None
    high: Number | None = None
    comparator: Comparator
    unit: str | None = None
    base: Base | None = None


class Responsible(Record):
    """An agency that answers for an observation, and how."""

    agency: str
    entity: str | None = None
    role: Role


class Observation(Record):
    """One value, of one indicator, for one area, at one time (docs/annotation.md, section 1)."""

    id: str
    indicator: Ref
    area: Ref
    segment: str | None = None
    measure: Measure
    value: Value | None = None
    qualitative: str | None = None
    time: Period | None = None
    base_time: Period | None = None
    per_year: bool = False
    cumulative: bool = False
    kind: Kind
    attribute: str | None = None
    responsible: tuple[Responsible, ...] = ()
    review: tuple[str, ...] = ()
    rule: str
    source: Source


class Assignment(Record):
    """One agency made responsible for one task (docs/annotation.md, section 2)."""

    id: str
    agency: str
    entity: str | None = None
    role: Role
    task: str | None = None
    scope: Span
    deadline: Period | None = None
    observations: tuple[str, ...] = ()
    rule: str
    source: Source


class Project(Record):
    """One row of a project list (docs/annotation.md, section 4); ``land_mu`` is in 亩."""

    id: str
    category: str | None = None
    number: int | None = None
    name: str
    company: Ref | None = None
    content: str | None = None
    nature: str | None = None
    start_year: int | None = None
    end_year: int | None = None
    land_mu: Number | None = None
    investment: Number | None = None
    investment_unit: str | None = None
    place: Ref | None = None
    rule: str
    source: Source


class Mention(Record):
    """A name or a time expression where it stands; ``norm`` only for times."""

    type: MentionType
    entity: str | None = None
    norm: Period | None = None
    rule: str
    source: Source


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


class Cell(Record):
    """A table cell; an empty cell has ``start == end``."""

    text: str
    start: int
    end: int
    rowspan: int = 1
    colspan: int = 1


class Table(Record):
    """A table as rows of cells; the first ``header_rows`` rows are its header."""

    id: str
    caption: str | None = None
    start: int
    end: int
    header_rows: int
    rows: tuple[tuple[Cell, ...], ...]
    role: Literal["indicators", "tasks", "projects", "duties", "other"] = "other"


class DocumentSource(Record):
    """The input file: path as given, hash of its bytes, how it was decoded, length in code points."""

    path: str
    sha256: str
    format: str
    encoding: str
    chars: int


class Meta(Record):
    """What the document says about itself."""

    title: str | None = None
    doc_type: str | None = None
    draft: bool = False
    issuers: tuple[Ref, ...] = ()
    issued: str | None = None
    area: Ref | None = None
    period: Period | None = None
    outlook: str | None = None
    number: str | None = None
    index: str | None = None
    genre: Literal["plan", "action_plan", "opinion", "work_report", "notice", "list", "other"] = (
        "other"
    )


class Document(Record):
    """``documents/<id>.json``: all that was read from one plan."""

    schema_version: str = SCHEMA_VERSION
    id: str
    source: DocumentSource
    meta: Meta
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    observations: tuple[Observation, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    projects: tuple[Project, ...] = ()
    mentions: tuple[Mention, ...] = ()


class Alias(Record):
    """A spelling of an entity: where it was met, which rule joined it, with what score (0-100)."""

    text: str
    count: int
    documents: tuple[str, ...]
    rule: str
    score: float


class Relation(Record):
    """A link between two entities, e.g. ``subsidiary_of``."""

    type: str
    target: str
    evidence: Literal["gazetteer", "text"]


class EntityMention(Record):
    """Where an entity is named: document id and code-point offsets in its text."""

    document: str
    start: int
    end: int


class Entity(Record):
    """A company, agency, collective body, indicator or area across the whole corpus."""

    id: str
    type: EntityType
    name: str
    aliases: tuple[Alias, ...] = ()
    division: str | None = None
    relations: tuple[Relation, ...] = ()
    mentions: tuple[EntityMention, ...] = ()


class Entities(Record):
    """``entities.json``."""

    schema_version: str = SCHEMA_VERSION
    entities: tuple[Entity, ...] = ()


class ObservationRef(Record):
    """An observation by document id and its own id."""

    document: str
    id: str


class Comparison(Record):
    """Two or more observations of the same thing, and whether one number satisfies all."""

    indicator: str
    area: str
    segment: str | None = None
    measure: Measure
    time: str
    kind: Kind
    verdict: Verdict
    within_document: bool
    observations: tuple[ObservationRef, ...]


class Findings(Record):
    """``findings.json``."""

    schema_version: str = SCHEMA_VERSION
    comparisons: tuple[Comparison, ...] = ()


class ResidueSpan(Span):
    """A stretch of the text that yields nothing, and why: embedded object, page furniture, …."""

    reason: str


class ManifestDocument(Record):
    """What became of one input; ``reason`` says why it failed, in words for people."""

    id: str
    path: str
    status: Literal["ok", "failed"]
    reason: str | None = None
    sha256: str | None = None
    file: str | None = None
    counts: dict[str, int] = {}
    warnings: tuple[str, ...] = ()
    residue: tuple[ResidueSpan, ...] = ()


class Run(Record):
    """The only place for times of day, durations and host facts."""

    started: str
    seconds: float
    jobs: int
    python: str
    platform: str


class Manifest(Record):
    """``manifest.json``: what was run on what, with what result."""

    schema_version: str = SCHEMA_VERSION
    version: str
    gazetteers: str
    documents: tuple[ManifestDocument, ...] = ()
    files: tuple[str, ...] = ()
    run: Run
