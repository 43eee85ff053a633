"""What two observations of one claim say differently."""

from __future__ import annotations

from policy_extract.model import Observation
from policy_extract.versions import values
from policy_extract.versions.claims import Claim
from policy_extract.versions.record import NAMES, Name


def changed(old: Claim, new: Claim, explained: frozenset[str]) -> tuple[Name, ...]:
    """What two observations of one claim say differently.

    Agencies that a change of their list explains are told there, once for all its values.
    """
    one, other = old.observation, new.observation
    found: list[Name] = list(values.changed(one, other))
    if old.time != new.time:
        found.append("time")
    if one.kind != other.kind:
        found.append("kind")
    if _bound_differently(one, other):
        found.append("attribute")
    if _answering(one) != _answering(other) and not explained & {
        f"{side}:{r.assignment}"
        for side, o in (("old", one), ("new", other))
        for r in o.responsible
    }:
        found.append("agency")
    if old.reckoned != new.reckoned:
        found.append("basis")
    if old.whose != new.whose:
        found.append("scope")
    if old.name != new.name:
        found.append("reworded")
    return tuple(sorted(found, key=NAMES.index))


def _bound_differently(old: Observation, new: Observation) -> bool:
    """Whether a target became binding, or the reverse.

    Where only one of them has an attribute nothing has changed: a table says 预期性, a sentence never does. That the
    base beside a target has the row's attribute, too, is not told again.
    """
    if "target" not in (old.kind, new.kind) or not (old.attribute and new.attribute):
        return False
    return old.attribute != new.attribute


def _answering(observation: Observation) -> frozenset[tuple[str, str]]:
    return frozenset((r.entity or r.agency, r.role) for r in observation.responsible)
