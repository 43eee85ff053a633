"""What is read out of plans: observations, assignments, projects, mentions."""

from typing import Self

from pydantic import Field

from policy_extract.model.places import Read, Ref, Source, Span
from policy_extract.model.record import Record
from policy_extract.model.terms import (
    About,
    Comparator,
    Confidence,
    Kind,
    Measure,
    MentionType,
    Number,
    Role,
)


class Period(Record):
    """ISO 8601 dates or years; equal ends for a point, null for an open end."""

    start: str | None = None
    end: str | None = None

    @classmethod
    def of(cls, start: str | None, end: str | None) -> Self:
        """A time that was read of a text or reckoned, which is not checked."""
        return cls._of({"start": start, "end": end})


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
    read: dict[str, Read | None] = Field(default={})
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
    read: dict[str, Read | None] = Field(default={})
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
