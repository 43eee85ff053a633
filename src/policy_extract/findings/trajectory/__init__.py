"""One indicator of one area at several times: what was reached, what is promised, and whether a promise goes back.

One finding for each series, never one for each pair of years.
"""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.findings.corpus import Corpus
from policy_extract.findings.intervals import in_base_units
from policy_extract.findings.places import Places
from policy_extract.findings.quantities import Aim, Quantities, Way
from policy_extract.findings.trajectory.guards import GUARDS, Guard
from policy_extract.findings.trajectory.patterns import REVERSED, judged
from policy_extract.findings.trajectory.said import said
from policy_extract.findings.trajectory.series import Series, Stated, Thing, by_year, series
from policy_extract.findings.trajectory.spans import below, hull
from policy_extract.findings.ways import by_announcing, by_words
from policy_extract.model import FindingObservation, Trajectory
from policy_extract.resolve.keys import SEPARATOR

__all__ = ["GUARDS", "Guard", "trajectories"]


def trajectories(corpus: Corpus, guards: Sequence[Guard] = GUARDS) -> tuple[Trajectory, ...]:
    """Every series of a corpus as one finding, sorted; the order of the documents does not matter.

    ``guards``: which observations are no part of a series; fewer of them for tests. Which way is good says the
    indicator's record. Of an indicator that no gazetteer has, the text must show it, else nothing is called reversed.
    """
    quantities, places = corpus.once(Quantities.of), corpus.once(Places)
    found = [
        _finding(thing, stated, _aim(thing, stated, corpus, quantities), corpus)
        for thing, stated in series(corpus, quantities, places, guards)
    ]
    return tuple(sorted(found, key=lambda finding: finding.id))


def _finding(thing: Thing, stated: Series, aim: Aim, corpus: Corpus) -> Trajectory:
    pattern, shown = judged(thing, stated, aim)
    subject = thing.subject
    return Trajectory(
        id=_id(thing),
        verdict="reversed" if pattern in REVERSED else "consistent",
        pattern=pattern,
        documents=corpus.named(*(one.document for one in stated)),
        observations=tuple(
            FindingObservation.of(
                one.document, one.observation.id, in_base_units(one.observation.value)
            )
            for one in stated
        ),
        said=said(subject, stated, pattern, shown, corpus),
        subject=subject,
    )  # fmt: skip


def _id(thing: Thing) -> str:
    """Kind and key: what stays when plans are added."""
    parts = [
        thing.area, thing.indicator, thing.segment or "", "level", thing.unit,
        *(["per_year"] if thing.per_year else []), *(["cumulative"] if thing.cumulative else []),
        *([thing.about] if thing.about != "area" else []),
    ]  # fmt: skip
    return "trajectory:" + SEPARATOR.join(part.replace(SEPARATOR, "｜") for part in parts)


def _aim(thing: Thing, stated: Series, corpus: Corpus, quantities: Quantities) -> Aim:
    """Which way is good: by the record or the name, else by the words in front of the targets, else by the course."""
    aim = quantities.aim(thing.indicator)
    if aim != "unknown":
        return aim
    targets = [one for one in stated if one.target]
    for readings in (
        [
            by_words(one.document, one.observation, corpus, quantities) or _by_bound(one)
            for one in targets
        ],
        [_by_course(stated)],
        [by_announcing(one.document, one.observation, corpus, quantities) for one in targets],
    ):
        shown = {way for way in readings if way is not None}
        if shown:
            return shown.pop() if len(shown) == 1 else "unknown"
    return "unknown"


def _by_bound(one: Stated) -> Way | None:
    """60以上 is a promise to be exceeded, 5以内 one to stay under."""
    if one.bounded:
        return None
    return "up" if one.span.low.is_finite() else "down"


def _by_course(stated: Series) -> Way | None:
    """From what was reached to the last target, where targets stand between them."""
    years = by_year(stated)
    promised = {year: [one for one in those if one.target] for year, those in years.items()}
    promised = {year: those for year, those in promised.items() if those}
    if len(promised) < 2:
        return None
    first, last = min(promised), max(promised)
    reached = [one for one in stated if not one.target and one.year < first]
    if not reached:
        return None
    latest = max(one.year for one in reached)
    now = hull(one.span for one in reached if one.year == latest)
    goal = hull(one.span for one in promised[last])
    if below(now, goal):
        return "up"
    return "down" if below(goal, now) else None
