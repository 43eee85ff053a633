"""The output contract, version 2, as types: what a downstream tool may rely on.

Every class is a frozen pydantic model. Offsets count Unicode code points of ``documents/<id>.txt``
(the decoded text with line ends as they were read), `text[start:end] == quote` always holds.
The JSON Schemas under ``schema/`` are generated from these classes and checked against them in CI.
A change of meaning here is a change of ``SCHEMA_VERSION`` and a line in CHANGELOG.md.

Annotations are types as they stand, not words for later (no ``from __future__``): pydantic would read the words again at each start.
"""

from collections.abc import Mapping
from operator import attrgetter, is_
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

SCHEMA_VERSION = "2.0"

Measure = Literal[
    "level", "increase", "decrease", "growth_rate", "change_points", "multiple", "share"
]
Comparator = Literal["=", ">=", ">", "<=", "<", "~", "range"]
Kind = Literal["actual", "target"]
Role = Literal["lead", "support", "responsible"]
MentionType = Literal["company", "agency", "area", "time"]
EntityType = Literal["company", "agency", "collective", "indicator", "area"]
About = Literal["area", "segment", "project", "company", "elsewhere"]
Genre = Literal["plan", "action_plan", "opinion", "work_report", "notice", "list", "other"]
TableRole = Literal["indicators", "tasks", "projects", "duties", "other"]
Verdict = Literal["agree", "compatible", "contradict"]
Pattern = Literal[
    "undercut", "lowered", "postponed", "met", "loosened", "rising", "falling", "level", "varying"
]


def _whole(number: float) -> int | float:
    """A whole number is put out as one: 66430000000, not 66430000000.0."""
    return int(number) if number.is_integer() else number


#: A decimal number: whole ones are ``int``; others the ``float`` whose shortest form is the decimal
#: that was written (4.5, 0.024), so that JSON shows that decimal and no other. Never inf or nan.
Number = int | Annotated[float, Field(allow_inf_nan=False), AfterValidator(_whole)]


#: A record without values, and what puts them where they lie: a frozen one takes none by assignment.
_bare: Any = object.__new__
_put_values = vars(BaseModel)["__dict__"].__set__
#: The setter of what no record keeps. Any function of two would do; this one is of C, and pydantic calls it for every record that it makes.
_keep_nothing: Any = is_


class Record(BaseModel):
    """Base of every contract type: immutable, and strict about unknown fields.

    pydantic keeps beside every instance a set of the fields that were given, which is larger than the record itself. Nobody asks
    for it here, and there are millions of records: one set serves all of a class, ``model_fields_set`` names every field.
    What pydantic puts there is not kept, nor what it puts of fields that are not in the contract, for no record has any.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    every_field: ClassVar[frozenset[str]] = frozenset()
    no_field: ClassVar[None] = None
    __pydantic_fields_set__ = property(attrgetter("every_field"), _keep_nothing)
    __pydantic_extra__ = property(attrgetter("no_field"), _keep_nothing)
    __pydantic_private__ = property(attrgetter("no_field"), _keep_nothing)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        cls.every_field = frozenset(cls.model_fields)

    @classmethod
    def _of(cls, values: dict[str, Any]) -> Self:
        """A record of all its fields, in their order: for an ``of`` whose types say what they are, so that nobody checks them again."""
        made: Self = _bare(cls)
        _put_values(made, values)
        return made

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with other values in some fields, which are not checked; a field that there is not is refused by KeyError."""
        if deep:
            return super().model_copy(update=update, deep=True)
        values = {**self.__dict__, **(update or {})}
        if len(values) > len(self.every_field):
            raise KeyError(sorted(values.keys() - self.every_field))
        return self._of(values)


class CellRef(Record):
    """A cell of a table: table id, row and column counted from 0 in ``Table.rows``."""

    id: str
    row: int
    col: int

    @classmethod
    def of(cls, id: str, row: int, col: int) -> Self:
        """A cell of a table that layout has read, which is not checked."""
        return cls._of({"id": id, "row": row, "col": col})


class PageAnchor(Record):
    """A place in a PDF: the page from 1, and a box (x0, y0, x1, y1) in points from its top left."""

    page: int
    box: tuple[float, float, float, float] | None = None


class PathAnchor(Record):
    """A place in a document's tree (docx, html): ``body/tbl[2]/tr[3]/tc[1]``."""

    path: str


class SheetAnchor(Record):
    """A cell of a workbook: 指标表, C7."""

    sheet: str
    cell: str


Anchor = PageAnchor | PathAnchor | SheetAnchor


class Source(Record):
    """Where a record was read: code-point offsets, the exact words, section and table cell.

    ``anchor`` says where the words stand in the original file; null for plain text.
    """

    start: int
    end: int
    quote: str
    section: str | None = None
    table: CellRef | None = None
    anchor: Anchor | None = None

    @classmethod
    def of(
        cls, start: int, end: int, quote: str, section: str | None, table: CellRef | None = None
    ) -> Self:
        """A place of a text: there are as many as records, and none is checked."""
        return cls._of(
            {"start": start, "end": end, "quote": quote, "section": section, "table": table, "anchor": None}
        )  # fmt: skip


class Read(Record):
    """The rule that settled a field and the words that it read, in code points.

    ``start`` and ``end`` are null where no words said it; then the record has a doubt for the field.
    """

    rule: str
    start: int | None = None
    end: int | None = None

    @classmethod
    def of(cls, rule: str, start: int | None, end: int | None) -> Self:
        """A rule and its words, which are not checked: a record has up to ten."""
        return cls._of({"rule": rule, "start": start, "end": end})


class Span(Record):
    """A stretch of the document's text in code points, end exclusive."""

    start: int
    end: int


class Ref(Record):
    """A name as used in this document and the entity it was resolved to.

    ``entity`` is null where the name means none of its type: an enterprise in a column of places.
    """

    name: str
    entity: str | None = None

    @classmethod
    def of(cls, name: str, entity: str | None) -> Self:
        """A name with what it means, which is not checked."""
        return cls._of({"name": name, "entity": entity})


class Period(Record):
    """ISO 8601 dates or years; equal ends for a point, null for an open end."""

    start: str | None = None
    end: str | None = None

    @classmethod
    def of(cls, start: str | None, end: str | None) -> Self:
        """A time that was read of a text or reckoned, which is not checked."""
        return cls._of({"start": start, "end": end})


#: A chance from 0 to 1.
Confidence = Annotated[float, Field(ge=0, le=1)]


class Base(Record):
    """A value in the unit's base unit (亿元 → 元, 万人 → 人, % → 1)."""

    low: Number | None = None
    high: Number | None = None
    unit: str

    @classmethod
    def of(cls, low: Number | None, high: Number | None, unit: str) -> Self:
        """Numbers as ``measure.quantity.plain`` writes them, which are not checked."""
        return cls._of({"low": low, "high": high, "unit": unit})


class Value(Record):
    """A number with its bounds: ``>=`` and ``>`` leave ``high`` empty, ``<=`` and ``<`` ``low``.

    A ratio of parts (4.5:38.5:57) has ``parts``, and neither ``low`` nor ``high``.
    """

    low: Number | None = None
    high: Number | None = None
    comparator: Comparator
    unit: str | None = None
    parts: tuple[Number, ...] | None = None
    base: Base | None = None

    @classmethod
    def of(
        cls, low: Number | None, high: Number | None, comparator: Comparator, unit: str | None,
        base: Base | None,
    ) -> Self:  # fmt: skip
        """A number as ``measure.quantity.plain`` writes it, which is not checked; no ratio of parts."""
        return cls._of(
            {"low": low, "high": high, "comparator": comparator, "unit": unit, "parts": None, "base": base}
        )  # fmt: skip


class Responsible(Record):
    """An agency that answers for an observation, how, and by which assignment."""

    agency: str
    entity: str | None = None
    role: Role
    assignment: str | None = None


class Observation(Record):
    """One value, of one indicator, for one area, at one time (docs/annotation.md, section 1).

    ``key`` says what is claimed, without place and value: area, indicator, segment, measure, time
    and kind, with ``|`` between. ``about`` says of whom the value speaks: only ``area`` values are
    sums and targets of the plan's area. ``each`` is the class that has the value one by one (县).
    ``confidence`` is the chance that indicator, measure, value, unit, time and kind are all right,
    ``doubts`` say why it is not 1, ``review`` that it is below the manifest's threshold. ``read``
    has the rule and the words for every field that a rule settled.
    """

    id: str
    key: str = ""
    indicator: Ref
    area: Ref
    segment: str | None = None
    about: About = "area"
    project: str | None = None
    each: str | None = None
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
    confidence: Confidence = 1.0
    review: bool = False
    doubts: tuple[str, ...] = ()
    read: dict[str, Read | None] = {}
    source: Source

    @classmethod
    def of(
        cls, id: str, indicator: Ref, area: Ref, segment: str | None, about: About, each: str | None,
        measure: Measure, value: Value | None, qualitative: str | None, time: Period | None,
        base_time: Period | None, kind: Kind, attribute: str | None, confidence: float,
        doubts: tuple[str, ...], read: dict[str, Read | None], source: Source, *,
        per_year: bool, cumulative: bool, review: bool,
    ) -> Self:  # fmt: skip
        """A value as it was read, which is not checked: without entities, agencies and project, which come later."""
        return cls._of(
            {
                "id": id, "key": "", "indicator": indicator, "area": area, "segment": segment, "about": about,
                "project": None, "each": each, "measure": measure, "value": value, "qualitative": qualitative,
                "time": time, "base_time": base_time, "per_year": per_year, "cumulative": cumulative,
                "kind": kind, "attribute": attribute, "responsible": (), "confidence": confidence,
                "review": review, "doubts": doubts, "read": read, "source": source,
            }
        )  # fmt: skip


class Task(Record):
    """A numbered item that has an assignment or an observation: what a 责任分解表 lists.

    ``number`` is as written (“12”, “（三）”), null where a head has none.
    """

    id: str
    number: str | None = None
    title: str
    start: int
    end: int
    section: str | None = None
    deadline: Period | None = None
    assignments: tuple[str, ...] = ()
    observations: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, id: str, number: str | None, title: str, start: int, end: int, section: str | None,
        deadline: Period | None, assignments: tuple[str, ...], observations: tuple[str, ...],
    ) -> Self:  # fmt: skip
        """An item with its records, which is not checked."""
        return cls._of(
            {
                "id": id, "number": number, "title": title, "start": start, "end": end, "section": section,
                "deadline": deadline, "assignments": assignments, "observations": observations,
            }
        )  # fmt: skip


class Assignment(Record):
    """One agency made responsible for one task (docs/annotation.md, section 2).

    ``task`` is the id of a task of the same document.
    """

    id: str
    agency: str
    entity: str | None = None
    role: Role
    task: str | None = None
    scope: Span
    deadline: Period | None = None
    observations: tuple[str, ...] = ()
    read: dict[str, Read | None] = {}
    source: Source

    @classmethod
    def of(
        cls, agency: str, role: Role, task: str | None, scope: Span, deadline: Period | None,
        read: dict[str, Read | None], source: Source,
    ) -> Self:  # fmt: skip
        """An agency as it was read, which is not checked: without id, entity and observations, which come later."""
        return cls._of(
            {
                "id": "", "agency": agency, "entity": None, "role": role, "task": task, "scope": scope,
                "deadline": deadline, "observations": (), "read": read, "source": source,
            }
        )  # fmt: skip


class Project(Record):
    """One row or item of a project list (docs/annotation.md, section 4); ``land_mu`` is in 亩."""

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
    observations: tuple[str, ...] = ()
    rule: str
    source: Source


class Mention(Record):
    """A name or a time expression where it stands; ``norm`` only for times."""

    type: MentionType
    entity: str | None = None
    norm: Period | None = None
    rule: str
    source: Source

    @classmethod
    def of(cls, type: MentionType, rule: str, source: Source, norm: Period | None = None) -> Self:
        """A mention without entity, which is not checked."""
        return cls._of({"type": type, "entity": None, "norm": norm, "rule": rule, "source": source})


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


class Alias(Record):
    """A spelling of an entity: where it was met, which rule joined it, with what score (0-100)."""

    text: str
    count: int
    documents: tuple[str, ...]
    rule: str
    score: float

    @classmethod
    def of(cls, text: str, count: int, documents: tuple[str, ...], rule: str, score: float) -> Self:
        """A spelling as it was noted, which is not checked; ``score`` is a ``float`` indeed."""
        return cls._of(
            {"text": text, "count": count, "documents": documents, "rule": rule, "score": score}
        )


#: How an entity stands to another. Companies: ``subsidiary_of``. Bodies: ``branch_of`` (under its superior body),
#: ``succeeded_by`` (a reform gave its duties to another). Areas: ``part_of`` (a part of a platform), ``has_part`` (two
#: places named as one), ``merged_into`` (a division that another took in, or took a part of).
RelationType = Literal[
    "subsidiary_of", "branch_of", "succeeded_by", "part_of", "has_part", "merged_into"
]


class Relation(Record):
    """A link of an entity to ``target``, the id of another entity of the same file."""

    type: RelationType
    target: str
    evidence: Literal["gazetteer", "text"]


class Attributes(Record):
    """What the gazetteers know of an entity; null where they say nothing.

    ``domain``, ``unit`` and ``direction`` (which way is good) of indicators; ``level`` of areas (nation,
    province, prefecture, county, township, platform), ``parent`` (an entity's id) of divisions and of what lies in
    them.
    """

    domain: str | None = None
    unit: str | None = None
    direction: Literal["up", "down"] | None = None
    level: str | None = None
    parent: str | None = None


class Entity(Record):
    """A company, agency, collective body, indicator or area across the whole corpus.

    Where it is named the documents say: every record and mention there has its entity's id.
    ``known``: a gazetteer has it.
    """

    id: str
    type: EntityType
    name: str
    aliases: tuple[Alias, ...] = ()
    division: str | None = None
    relations: tuple[Relation, ...] = ()
    known: bool = False
    attributes: Attributes = Attributes()

    @classmethod
    def of(
        cls, id: str, type: EntityType, name: str, aliases: tuple[Alias, ...], division: str | None,
        relations: tuple[Relation, ...], known: bool, attributes: Attributes,
    ) -> Self:  # fmt: skip
        """An entity as it was noted: there are as many as names, and none is checked."""
        return cls._of(
            {
                "id": id, "type": type, "name": name, "aliases": aliases, "division": division,
                "relations": relations, "known": known, "attributes": attributes,
            }
        )  # fmt: skip


class Entities(Record):
    """``entities.json``."""

    schema_version: str = SCHEMA_VERSION
    entities: tuple[Entity, ...] = ()


class Said(Record):
    """One sentence in Chinese and in English."""

    zh: str
    en: str

    @classmethod
    def of(cls, zh: str, en: str) -> Self:
        """What is said, which is not checked."""
        return cls._of({"zh": zh, "en": en})


class FindingDocument(Record):
    """A plan that a finding is about, and whether it is a draft (征求意见稿)."""

    id: str
    draft: bool = False

    @classmethod
    def of(cls, id: str, draft: bool) -> Self:
        """A plan as it was read, which is not checked."""
        return cls._of({"id": id, "draft": draft})


class FindingObservation(Record):
    """An observation that a finding rests on, with its value in base units.

    ``value`` is null for a value in words; its ``unit`` is empty where the text gives none.
    """

    document: str
    id: str
    value: Base | None = None

    @classmethod
    def of(cls, document: str, id: str, value: Base | None) -> Self:
        """A ground as it was read, which is not checked."""
        return cls._of({"document": document, "id": id, "value": value})


class Subject(Record):
    """What a finding is about; null where its kind leaves the field open.

    ``indicator`` and ``area`` are entities' ids, ``time`` is 2025, 2021/2025 or ../2030.
    """

    indicator: str | None = None
    area: str | None = None
    segment: str | None = None
    measure: Measure | None = None
    time: str | None = None
    kind: Kind | None = None
    about: About | None = None


class _Finding(Record):
    """What every finding has: a stable id (its kind and key), its grounds, and a sentence."""

    id: str
    kind: str
    verdict: str
    documents: tuple[FindingDocument, ...]
    observations: tuple[FindingObservation, ...] = ()
    said: Said


class Comparison(_Finding):
    """The same thing stated twice or more, and whether one number satisfies all."""

    kind: Literal["comparison"] = "comparison"
    verdict: Verdict
    subject: Subject


class Trajectory(_Finding):
    """One indicator of one area at several times, in their order; reversed: a later target goes back.

    ``pattern`` says how. Reversed: ``undercut`` (a target worse than what is reached already), ``lowered`` (worse than
    an earlier target), ``postponed`` (another plan's promise with a later year). Consistent: ``met`` (a bound that is
    reached already), ``loosened`` (a bound wider than an earlier one), ``rising``, ``falling``, ``level``, ``varying``.
    """

    kind: Literal["trajectory"] = "trajectory"
    verdict: Literal["consistent", "reversed"]
    pattern: Pattern
    subject: Subject


class Arithmetic(_Finding):
    """A stated growth, doubling, share, sum or count against the levels or rows that it speaks of.

    ``computed`` is what those give, with what the printed digits leave open between low and high.
    """

    kind: Literal["arithmetic"] = "arithmetic"
    verdict: Literal["holds", "fails"]
    relation: Literal["growth", "multiple", "share", "sum", "count"]
    subject: Subject
    stated: Base
    computed: Base


class Cascade(_Finding):
    """A superior's and a subordinate's target for one indicator and year; documents in that order."""

    kind: Literal["cascade"] = "cascade"
    verdict: Literal["aligned", "above", "below"]
    subject: Subject
    superior: str
    subordinate: str


class Coverage(_Finding):
    """What nobody answers for, or answers for without a target, or is not handed down.

    ``entity`` is the agency or the indicator that is left open.
    """

    kind: Literal["coverage"] = "coverage"
    verdict: Literal["open"] = "open"
    gap: Literal["target_without_agency", "agency_without_target", "binding_target_not_named"]
    entity: str | None = None


class UnsurePair(_Finding):
    """Two names that may mean one body: a person should say. Answers are kept in ``judgements.csv``.

    ``left`` and ``right`` are the names as written, with the entities that they stand for until somebody has said;
    ``score`` (0-100) is how alike they are, ``features`` what speaks for and against it.
    """

    kind: Literal["unsure_pair"] = "unsure_pair"
    verdict: Literal["open"] = "open"
    type: EntityType
    left: str
    right: str
    left_entity: str
    right_entity: str
    score: float
    features: tuple[str, ...] = ()


Finding = Annotated[
    Comparison | Trajectory | Arithmetic | Cascade | Coverage | UnsurePair,
    Field(discriminator="kind"),
]


class Findings(Record):
    """``findings.json``, sorted by kind and id."""

    schema_version: str = SCHEMA_VERSION
    findings: tuple[Finding, ...] = ()


class ResidueSpan(Span):
    """A stretch of the text that yields nothing, and why: embedded object, page furniture, …."""

    reason: str


class ManifestDocument(Record):
    """What became of one input; ``reason`` says why it failed, in words for people.

    ``ocr_score`` is how sure recognition was of words that were read in pictures, the mean over their signs; null
    where none were.
    """

    id: str
    path: str
    status: Literal["ok", "failed"]
    reason: str | None = None
    sha256: str | None = None
    file: str | None = None
    counts: dict[str, int] = {}
    warnings: tuple[str, ...] = ()
    residue: tuple[ResidueSpan, ...] = ()
    ocr_score: Confidence | None = None


class Run(Record):
    """The only place for times of day, durations and host facts."""

    started: str
    seconds: float
    jobs: int
    python: str
    platform: str


class Manifest(Record):
    """``manifest.json``: what was run on what, with what result.

    An observation is marked ``review`` when its confidence is below ``review_threshold``;
    ``share_below`` is the share of observations that are. ``warnings`` are of all documents together, those of one
    stand with it.
    """

    schema_version: str = SCHEMA_VERSION
    version: str
    gazetteers: str
    review_threshold: Confidence = 0.5
    share_below: Confidence = 0.0
    documents: tuple[ManifestDocument, ...] = ()
    warnings: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    run: Run
