"""Plan → records: one module for each kind; none imports another.

``Extractors`` is the composition. What joins records of two kinds (the agencies that answer for an
observation, the tasks, the project whose row states a value) is done here, after all are found.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

from policy_extract.document import Plan, closed
from policy_extract.extract.areas import AreaFinder
from policy_extract.extract.assignments import AssignmentFinder
from policy_extract.extract.companies import CompanyFinder
from policy_extract.extract.confidence import Confidence
from policy_extract.extract.observations import ObservationFinder
from policy_extract.extract.project_values import with_projects
from policy_extract.extract.projects import ProjectFinder
from policy_extract.extract.reopening import Reopener
from policy_extract.extract.tasks import with_tasks
from policy_extract.extract.times import TimeFinder
from policy_extract.lexicon import Lexicon
from policy_extract.model import (
    Assignment,
    Mention,
    Observation,
    Project,
    Responsible,
    Task,
)
from policy_extract.rules import Refused, Switches
from policy_extract.segment import Tokenizer
from policy_extract.tuples import NamedTuple

__all__ = ["Extracted", "Extractors"]

_Identified = TypeVar("_Identified", Assignment, Project)


class Extracted(NamedTuple):
    """The records of one plan, each kind in the order of the text; entities are not resolved yet.

    ``refused`` are the numbers that became no observation, each with the rule that refused it.
    """

    observations: tuple[Observation, ...]
    tasks: tuple[Task, ...]
    assignments: tuple[Assignment, ...]
    projects: tuple[Project, ...]
    mentions: tuple[Mention, ...]
    refused: tuple[Refused, ...] = ()


class Extractors:
    """All extractors, built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, switches: Switches | None = None) -> None:
        switches = switches or Switches()
        self._switches = switches
        self._tokenizer = Tokenizer()
        self._confidence = Confidence(lexicon)
        self._observations = ObservationFinder(lexicon, self._tokenizer, switches)
        self._assignments = AssignmentFinder(lexicon, switches)
        self._companies = CompanyFinder(lexicon, switches)
        self._projects = ProjectFinder(lexicon, switches)
        self._times = TimeFinder(lexicon, switches)
        self._areas = AreaFinder(lexicon, switches)

    def run(self, plan: Plan) -> Extracted:
        """All records of a plan, with ids; agencies linked to the observations in their scope.

        They are read without the breaks that hard wraps left inside paragraphs, and stand where they stand in the plan's text.
        """
        without_cuts = closed(plan)
        if without_cuts is None:
            return self._found(plan)
        found, back = self._found(without_cuts.plan), Reopener(plan.text, without_cuts.ways)
        return Extracted(
            observations=back.observations(found.observations),
            tasks=back.tasks(found.tasks),
            assignments=back.assignments(found.assignments),
            projects=back.projects(found.projects),
            mentions=back.mentions(found.mentions),
            refused=back.refused(found.refused),
        )

    def _found(self, plan: Plan) -> Extracted:
        trail = self._observations.find(plan)
        observations = list(trail.observations)
        found = self._assignments.find(plan)
        assignments = _identified(found, "a")
        projects = _identified(self._projects.find(plan), "p")
        observations, projects = with_projects(plan, observations, projects, self._switches)
        observations, assignments = _linked(observations, assignments)
        observations = [self._judged(o) if o.project else o for o in observations]
        tasks, assignments = with_tasks(plan, observations, assignments)
        mentions = [
            *self._companies.find(plan, self._tokenizer),
            *self._assignments.mentions(plan, found),
            *self._areas.find(plan),
            *self._times.find(plan),
        ]
        mentions.sort(key=lambda m: (m.source.start, m.source.end, m.type))
        return Extracted(
            observations=tuple(observations),
            tasks=tuple(tasks),
            assignments=tuple(assignments),
            projects=tuple(projects),
            mentions=tuple(mentions),
            refused=trail.refused,
        )

    def _judged(self, observation: Observation) -> Observation:
        """An observation whose doubts have changed, with the confidence that they leave."""
        confidence = self._confidence.of(observation.doubts)
        review = self._confidence.wants_review(confidence)
        return observation.model_copy(update={"confidence": confidence, "review": review})


def _identified(records: Sequence[_Identified], letter: str) -> list[_Identified]:
    """Ids from the place in the text: stable as long as the text is; “-2” for the second at a place."""
    seen: dict[int, int] = {}
    found: list[_Identified] = []
    for record in records:
        start = record.source.start
        seen[start] = seen.get(start, 0) + 1
        suffix = f"-{seen[start]}" if seen[start] > 1 else ""
        found.append(record.model_copy(update={"id": f"{letter}{start:06d}{suffix}"}))
    return found


def _linked(
    observations: Sequence[Observation], assignments: Sequence[Assignment]
) -> tuple[list[Observation], list[Assignment]]:
    """Each target says who answers for it: the agencies whose scope it stands in."""
    starts = [o.source.start for o in observations]
    answering: dict[int, dict[tuple[str, str], Responsible]] = {}
    linked: list[Assignment] = []
    for assignment in assignments:
        first = bisect_left(starts, assignment.scope.start)
        last = bisect_left(starts, assignment.scope.end)
        ids = tuple([o.id for o in observations[first:last]])
        if ids:
            who, role = assignment.agency, assignment.role
            responsible = Responsible(agency=who, role=role, assignment=assignment.id)
            for index in range(first, last):
                answering.setdefault(index, {}).setdefault((who, role), responsible)
        linked.append(assignment.model_copy(update={"observations": ids}) if ids else assignment)
    joined = [
        o.model_copy(update={"responsible": tuple(answering[i].values())}) if i in answering else o
        for i, o in enumerate(observations)
    ]
    return joined, linked
