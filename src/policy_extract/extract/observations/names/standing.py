"""Counts of tasks by how they stand: 已完成和提前完成的24个, 达进度的有162个."""

from __future__ import annotations

from policy_extract.extract.observations.drafts import STATE, Name
from policy_extract.extract.observations.names.name_clause import Clause, Names, Naming, Reading
from policy_extract.measure.quantity import COUNTED
from policy_extract.rules import Rule, Said

_WORDS = 28  # signs in front of a count, in which it is said how tasks stand


def _standing(reading: Reading, c: Clause) -> Naming | None:
    """How tasks stand, beside how many of them: 已完成和提前完成的|24个, 达进度的有|162个, 其余|2件|正在加快推进."""
    words = reading.words
    stands = words.state_behind.fullmatch(c.behind) if c.q.kind in COUNTED else None
    if stands and (not c.phrase.name or c.phrase.name in words.states_of):
        said = Said(c.q.end + stands.start("state"), c.q.end + stands.end("state"))
        return Naming(Name(stands["state"], STATE, said), c.phrase.named(stands["state"]))
    if c.q.unit not in words.task_units or c.noun:
        return None
    found = words.state_of_tasks.search(c.shadow, max(0, c.q.start - _WORDS), c.q.start)
    if found is None:
        return None
    name = Name(found["state"], STATE, Said(found.start("state"), found.end("state")))
    return Naming(name, c.phrase.named(found["state"]).but("announced"))


STANDING: Rule[Names] = Rule(
    STATE, "name", "任务的完成状态", "how tasks stand",
    "已完成和提前完成的|24个, 达进度的有|162个, 未达到序时进度|11项, 其余|2件|正在加快推进: counts of tasks by how they stand",
    "提前完成24项|任务: a noun of its own; 民生实事86项|全部完成: of what is named; 已完成50项: of the tasks named before; 达到标准的企业12家", _standing,
)  # fmt: skip
