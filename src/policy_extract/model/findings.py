"""What plans say of each other and of themselves."""

from typing import Annotated, Literal, Self

from pydantic import Field

from policy_extract.model.record import Record
from policy_extract.model.records import Base
from policy_extract.model.terms import (
    SCHEMA_VERSION,
    About,
    EntityType,
    Kind,
    Measure,
    Pattern,
    Verdict,
)


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
