"""What only the whole corpus shows: the findings of every kind, one a row, contradictions and failures first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from policy_extract.desk.desk import Desk, Place
from policy_extract.model import Finding

#: The verdicts that somebody must look at, the gravest first; the others follow.
GRAVE: Final = ("contradict", "fails", "reversed", "below", "open")


class Found(NamedTuple):
    """A finding: its kind and verdict in words, its sentence, the plans and the places it rests on.

    ``grave``: somebody must look at it.
    """

    finding: Finding
    kind: str
    verdict: str
    grave: bool
    said: str
    plans: tuple[str, ...]
    places: tuple[Place, ...]


def found(desk: Desk) -> Iterator[Found]:
    """All findings: those that somebody must look at first, then by kind and id."""
    rank = {verdict: number for number, verdict in enumerate(GRAVE)}
    ordered = sorted(
        desk.output.findings.findings,
        key=lambda f: (rank.get(f.verdict, len(GRAVE)), f.kind, f.id),
    )
    documents, observations = desk.output.documents, desk.observations
    for finding in ordered:
        yield Found(
            finding=finding,
            kind=desk.word("finding_kind", finding.kind),
            verdict=desk.word("verdict", finding.verdict),
            grave=finding.verdict in rank,
            said=finding.said.zh if desk.language == "zh" else finding.said.en,
            plans=tuple(
                desk.title(documents[d.id]) for d in finding.documents if d.id in documents
            ),
            places=tuple(
                desk.place(
                    documents[one.document], one.id, observations[one.document, one.id].source
                )
                for one in finding.observations
                if (one.document, one.id) in observations
            ),
        )
