"""What only the whole corpus shows: the findings of every kind, one a row, contradictions and failures first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policy_extract.desk.desk import Desk, Place
from policy_extract.model import (
    Arithmetic,
    Coverage,
    Finding,
    Subject,
    Trajectory,
    UnsurePair,
)
from policy_extract.tuples import NamedTuple

#: The verdicts that somebody must look at, the gravest first; the others follow.
GRAVE: Final = ("contradict", "reversed", "fails", "below", "open")


class Found(NamedTuple):
    """A finding: its kind and verdict in words, its sentence, the plans and the places it rests on.

    ``grave``: somebody must look at it. ``detail`` says more than the verdict: how a trajectory runs, what was reckoned,
    what is open; nothing for other kinds. ``about`` is the indicator, agency, list or pair of names that it is about.
    ``draft``: one of its plans is a draft.
    """

    finding: Finding
    kind: str
    verdict: str
    detail: str
    about: str
    grave: bool
    draft: bool
    said: str
    plans: tuple[str, ...]
    places: tuple[Place, ...]


def found(desk: Desk) -> tuple[Found, ...]:
    """All findings: those that somebody must look at first, then by kind and id."""
    return desk.once("found", lambda: _found(desk))


def found_of(desk: Desk, entity: str) -> Iterator[Found]:
    """The findings that speak of an entity (its id), in the order of ``found``; statements that agree tell nothing."""
    return (
        row
        for row in found(desk)
        if row.finding.verdict != "agree" and entity in _entities(row.finding)
    )


def _entities(finding: Finding) -> tuple[str | None, ...]:
    if isinstance(finding, UnsurePair):
        return (finding.left_entity, finding.right_entity)
    if isinstance(finding, Coverage):
        return (finding.entity,)
    return (finding.subject.indicator, finding.subject.area)


def _found(desk: Desk) -> Iterator[Found]:
    rank = {verdict: number for number, verdict in enumerate(GRAVE)}
    ordered = sorted(
        desk.output.findings.findings,
        key=lambda f: (rank.get(f.verdict, len(GRAVE)), f.kind, f.id),
    )
    documents, observations = desk.output.documents, desk.observations
    for finding in ordered:
        places = tuple(
            desk.place(documents[one.document], one.id, observations[one.document, one.id].source)
            for one in finding.observations
            if (one.document, one.id) in observations
        )
        yield Found(
            finding=finding,
            kind=desk.word("finding_kind", finding.kind),
            verdict=desk.word("verdict", _verdict(finding)),
            detail=desk.word("detail", _detail(finding)),
            about=_about(desk, finding, places),
            grave=finding.verdict in rank,
            draft=any(one.draft for one in finding.documents),
            said=finding.said.zh if desk.language == "zh" else finding.said.en,
            plans=tuple(
                desk.title(documents[d.id]) for d in finding.documents if d.id in documents
            ),
            places=places,
        )


def subject(desk: Desk, about: Subject) -> str:
    """What is compared: 兰溪市 规上工业企业数 2025 目标."""
    parts = (
        _named(desk, about.area),
        about.segment,
        _named(desk, about.indicator),
        desk.word("measure", about.measure) if about.measure != "level" else None,
        about.time,
        desk.word("kind", about.kind),
    )
    return " ".join(part for part in parts if part)


def _named(desk: Desk, entity: str | None) -> str | None:
    known = desk.entities.get(entity or "")
    return known.name if known else entity


def _verdict(finding: Finding) -> str:
    """What is open of a pair is another thing than a gap of a plan."""
    return "unsure" if isinstance(finding, UnsurePair) else finding.verdict


def _detail(finding: Finding) -> str | None:
    if isinstance(finding, Trajectory):
        return finding.pattern
    if isinstance(finding, Arithmetic):
        return finding.relation
    return finding.gap if isinstance(finding, Coverage) else None


def _about(desk: Desk, finding: Finding, places: tuple[Place, ...]) -> str:
    if isinstance(finding, UnsurePair):
        return f"{finding.left} / {finding.right}"
    if isinstance(finding, Coverage):
        return _named(desk, finding.entity) or (places[0].section if places else "")
    said = subject(desk, finding.subject)
    if finding.subject.indicator is None and places:
        return f"{said} “{places[0].quote}”".strip()
    return said
