"""What an observation claims, as one word: its key, the same in every version of a plan."""

from __future__ import annotations

from policy_extract.model import Observation, Period, Ref
from policy_extract.resolve.areas.names import unbound

SEPARATOR = "|"


def key_of(observation: Observation, indicator: Ref, area: Ref) -> str:
    """Area, indicator, segment, measure, time and kind: what is claimed, without place and value.

    ``indicator`` and ``area`` are the observation's own, with the entities that they turned out to be.

    “area:330781|indicator:制造业贷款||increase|2021/2023|target”. Entities stand by their ids, a name
    that was not resolved by itself; what is not said is empty. An area that only its document understands stands
    without the document: in the next version of the plan it is the same.
    """
    parts = (
        unbound(area.entity) if area.entity else area.name,
        indicator.entity or indicator.name,
        observation.segment or "",
        observation.measure,
        written(observation.time) or "",
        observation.kind,
    )
    key = SEPARATOR.join(parts)
    if key.count(SEPARATOR) == len(parts) - 1 and key.split() == [key]:
        return key  # most words need no cleaning
    return SEPARATOR.join(map(_part, parts))


def written(period: Period | None) -> str | None:
    """A period as one word: 2025, 2021/2025, ../2030; None for no time."""
    if period is None or (period.start is None and period.end is None):
        return None
    if period.start == period.end:
        return period.start
    return f"{period.start or '..'}/{period.end or '..'}"


def _part(words: str) -> str:
    """Without white space (names wrap in table cells); a separator inside is put full-width."""
    return "".join(words.split()).replace(SEPARATOR, "｜")
