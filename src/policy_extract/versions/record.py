"""What two versions of a plan have changed, as types: the file that ``policy-extract diff --json`` writes.

Both sides of a change are records of the contract as they are (``model``), each with the line and the heading where
a person finds it. Offsets count code points of that side's text.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal, get_args

from pydantic import Field

from policy_extract.model import (
    SCHEMA_VERSION,
    Assignment,
    Number,
    Observation,
    Period,
    Project,
    Record,
    Ref,
    Task,
)

#: What a change is, the gravest first. A pair may have several.
Name = Literal[
    "lowered", "raised", "value", "comparator", "time", "kind", "attribute", "agency", "company",
    "land", "basis", "scope", "dropped", "added", "rounded", "reworded",
]  # fmt: skip
NAMES: Final[tuple[Name, ...]] = get_args(Name)

#: How a pair was found: equal key; one indicator at another time; alike names; one sentence; one title.
Rule = Literal["key", "time", "name", "sentence", "title"]

Relation = Literal["same_period", "next_period"]


class Edition(Record):
    """One of the two versions: where it was read, and what it says of itself.

    ``path`` is as given, ``id`` that of its document.
    """

    id: str
    path: str
    sha256: str
    title: str | None = None
    number: str | None = None
    draft: bool = False
    area: Ref | None = None
    period: Period | None = None


class Side(Record):
    """Where one side of a change stands: document, offsets, the exact words, heading and line (from 1) of the text."""

    document: str
    start: int
    end: int
    quote: str
    heading: str
    line: int


class ValueSide(Side):
    """An observation in one version."""

    observation: Observation


class DutySide(Side):
    """One list of agencies in one version, the task it belongs to, and the values that it answers for."""

    task: Task | None = None
    assignments: tuple[Assignment, ...]
    values: tuple[str, ...] = ()


class ProjectSide(Side):
    """A project in one version."""

    project: Project


class Match(Record):
    """Why two records are one in two versions: the rule, how alike they are (0-100), and what that rests on."""

    rule: Rule
    score: float
    features: dict[str, float]


class _Change(Record):
    """What every change has; ``name`` is what it is about, as the newer version has it.

    One of the sides is null where something was added or dropped; ``match`` is null then, too.
    """

    name: str
    changes: tuple[Name, ...]
    match: Match | None = None


class ValueChange(_Change):
    """A value that was changed, added or dropped.

    ``judged``: whether the change of the number is for the better, by the way that is good for the indicator; null
    where nobody knows. ``difference`` is the new number less the old one, in ``unit``.
    """

    what: Literal["value"] = "value"
    judged: Literal["better", "worse"] | None = None
    difference: Number | None = None
    unit: str | None = None
    old: ValueSide | None = None
    new: ValueSide | None = None


class DutyChange(_Change):
    """A list of agencies that was changed, added or dropped."""

    what: Literal["duty"] = "duty"
    old: DutySide | None = None
    new: DutySide | None = None


class ProjectChange(_Change):
    """A project that was changed, added or dropped; raised and lowered speak of its investment.

    ``difference`` is the new investment less the old one, in ``unit``.
    """

    what: Literal["project"] = "project"
    difference: Number | None = None
    unit: str | None = None
    old: ProjectSide | None = None
    new: ProjectSide | None = None


Change = Annotated[ValueChange | DutyChange | ProjectChange, Field(discriminator="what")]


class Unchanged(Record):
    """The ids of two records that say the same."""

    old: str
    new: str


class Versions(Record):
    """All that ``diff`` found.

    ``relation``: ``next_period`` where the newer plan begins when the older ends (十三五 and 十四五); then values are
    compared by their place in the plan's period (2020 with 2025), ``years`` apart. ``counts`` has every name of a
    change, how many have it, and ``unchanged``. ``changes`` are sorted: values, duties, projects; in each the
    gravest first, then as they stand in the text.
    """

    schema_version: str = SCHEMA_VERSION
    old: Edition
    new: Edition
    relation: Relation = "same_period"
    years: int = 0
    counts: dict[str, int]
    changes: tuple[Change, ...]
    unchanged: tuple[Unchanged, ...]
