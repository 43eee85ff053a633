"""Golden labels: ``golden/<document id>.jsonl``, one hand-made record a line.

The types here are the golden form of the contract. A label is strict about its fields: an unknown
or misspelt one is refused, because a label that says something else than its maker meant would
silently move every figure.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from policy_extract.errors import GoldenError
from policy_extract.files import json_of
from policy_extract.model import About, Comparator, Kind, Measure, Number, Role
from policy_extract.score.lines import words_of
from policy_extract.score.meanings import Meanings, load_meanings

_MOMENT = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")

#: How the open end of a period may be written.
OPEN_ENDS = ("..", "...", "")


def _period(text: str) -> str:
    ends = text.split("/")
    if len(ends) > 2 or all(end in OPEN_ENDS for end in ends):
        raise ValueError(f"{text!r} is not a date, a year or a period such as 2021/2025")
    for end in ends:
        if end not in OPEN_ENDS and not _MOMENT.fullmatch(end):
            raise ValueError(f"{end!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    if len(ends) == 1 and text in OPEN_ENDS:
        raise ValueError("an open end needs the other end of its period")
    return text


PeriodText = Annotated[str, AfterValidator(_period)]


class _Label(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    line: Annotated[int, Field(ge=1)]
    optional: bool = False
    uncertain: tuple[str, ...] = ()

    def unsure(self, *fields: str) -> bool:
        """Whether one of the fields is named in ``uncertain``: then it is held against nobody."""
        return any(field in self.uncertain for field in fields)


class ObservationLabel(_Label):
    """One value, as a person read it; ``time`` and ``base_time`` as in ``PeriodText``.

    ``parts``, ``each``, ``about`` and ``project`` (the name of a project) are scored where the label
    has the key; ``each`` and ``project`` may be null to say that there is none.
    """

    type: Literal["observation"]
    quote: Annotated[str, Field(min_length=1)]
    indicator: Annotated[str, Field(min_length=1)]
    area: str | None = None
    segment: str | None = None
    measure: Measure = "level"
    low: Number | None = None
    high: Number | None = None
    comparator: Comparator | None = None
    unit: str | None = None
    parts: Annotated[tuple[Number, ...], Field(min_length=2)] | None = None
    each: str | None = None
    about: About | None = None
    project: str | None = None
    qualitative: str | None = None
    time: PeriodText | None = None
    base_time: PeriodText | None = None
    per_year: bool = False
    cumulative: bool = False
    kind: Kind = "target"
    attribute: str | None = None


class AssignmentLabel(_Label):
    """One agency made responsible; ``scope`` are the words that it answers for, where labelled."""

    type: Literal["assignment"]
    quote: Annotated[str, Field(min_length=1)]
    agency: Annotated[str, Field(min_length=1)]
    role: Role
    task: str | None = None
    scope: str | None = None
    entity: str | None = None
    entity_type: Literal["agency", "collective", "company"] | None = None


class CompanyLabel(_Label):
    """One mention of an enterprise, with the full name of the enterprise that is meant."""

    type: Literal["company"]
    quote: Annotated[str, Field(min_length=1)]
    entity: str | None = None


class TimeLabel(_Label):
    """One expression of time with its normal form; null where it has none (近年来)."""

    type: Literal["time"]
    quote: Annotated[str, Field(min_length=1)]
    norm: PeriodText | None = None


class ProjectLabel(_Label):
    """One row of a project list; null is an empty cell, an absent key is not labelled."""

    type: Literal["project"]
    name: Annotated[str, Field(min_length=1)]
    quote: str | None = None
    category: str | None = None
    number: int | None = None
    company: str | None = None
    content: str | None = None
    nature: str | None = None
    start: int | None = None
    end: int | None = None
    land_mu: Number | None = None
    investment: Number | None = None
    place: str | None = None


Label = ObservationLabel | AssignmentLabel | CompanyLabel | TimeLabel | ProjectLabel

LABEL_TYPES: Mapping[str, type[Label]] = MappingProxyType(
    {
        "observation": ObservationLabel,
        "assignment": AssignmentLabel,
        "company": CompanyLabel,
        "time": TimeLabel,
        "project": ProjectLabel,
    }
)


@dataclass(frozen=True)
class Golden:
    """The labels of one plan, by type, each in the order of its file, and what its names mean."""

    plan: str
    observations: tuple[ObservationLabel, ...] = ()
    assignments: tuple[AssignmentLabel, ...] = ()
    companies: tuple[CompanyLabel, ...] = ()
    times: tuple[TimeLabel, ...] = ()
    projects: tuple[ProjectLabel, ...] = ()
    meanings: Meanings = field(default_factory=Meanings)


def parse_label(raw: str) -> Label:
    """One line of a golden file as a label. Raises ValueError with the reason for people."""
    try:
        data = json_of(raw)
    except ValueError as error:
        raise ValueError(f"is not JSON: {error}") from error
    kind = data.get("type") if isinstance(data, dict) else None
    if not isinstance(kind, str) or kind not in LABEL_TYPES:
        known = ", ".join(LABEL_TYPES)
        raise ValueError(f"type is {kind!r}; it must be one of {known}")
    try:
        return LABEL_TYPES[kind].model_validate_json(raw)
    except ValidationError as error:
        reasons = (
            f"{'.'.join(str(part) for part in one['loc']) or kind}: {one['msg']}"
            for one in error.errors()
        )
        raise ValueError("; ".join(reasons)) from error


def label_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Number and words of every filled line of a golden file.

    Raises GoldenError when the file cannot be read as UTF-8.
    """
    for number, raw in enumerate(words_of(path).split("\n"), 1):
        if raw.strip():
            yield number, raw.strip()


def collect(
    plan: str, labels: Iterator[Label] | tuple[Label, ...], meanings: Meanings | None = None
) -> Golden:
    """The labels of one plan sorted by type; their order within a type is kept."""
    everything = tuple(labels)
    return Golden(
        plan,
        tuple(one for one in everything if isinstance(one, ObservationLabel)),
        tuple(one for one in everything if isinstance(one, AssignmentLabel)),
        tuple(one for one in everything if isinstance(one, CompanyLabel)),
        tuple(one for one in everything if isinstance(one, TimeLabel)),
        tuple(one for one in everything if isinstance(one, ProjectLabel)),
        meanings or Meanings(),
    )


def golden_files(folder: Path) -> tuple[Path, ...]:
    """All golden files of a folder by name. Raises GoldenError when the folder is not there."""
    if not os.path.isdir(folder):
        raise GoldenError(f"{folder}: no such folder of golden labels")
    return tuple(sorted(folder.glob("*.jsonl")))


def load_golden(folder: Path) -> dict[str, Golden]:
    """The labels of every plan in ``folder``, by document id (the file's stem).

    Raises GoldenError naming file and line for the first label that is not in the golden form,
    for a broken line of ``entities.csv``, and when the folder is missing or holds no golden file.
    """
    loaded: dict[str, Golden] = {}
    meanings = load_meanings(folder)
    for path in golden_files(folder):
        labels: list[Label] = []
        for number, raw in label_lines(path):
            try:
                labels.append(parse_label(raw))
            except ValueError as error:
                raise GoldenError(f"{path}:{number}: {error}") from error
        loaded[path.stem] = collect(path.stem, tuple(labels), meanings.get(path.stem))
    if not loaded:
        raise GoldenError(f"{folder}: holds no golden file (*.jsonl)")
    return loaded
