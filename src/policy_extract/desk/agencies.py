"""What each agency has to deliver (单位台账): all its duties, out of all plans, with its partners.

An agency is what the corpus resolved it to: 市经信局 of two plans of one city is one block; one that was
resolved to nothing is a block of its plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_extract.desk.desk import Desk, Place
from policy_extract.desk.duties import Duty, duties
from policy_extract.model import Assignment, EntityType, Role
from policy_extract.tuples import NamedTuple


class Charge(NamedTuple):
    """One duty as one agency has it: in which role, with whom; ``written`` is its name in this plan."""

    duty: Duty
    role: Role
    written: str
    partners: str
    place: Place


class Agency(NamedTuple):
    """An agency with its charges in the order of the plans and their texts.

    ``entity`` is its id, None where nobody knows the name; ``division`` the name of the area it belongs to;
    ``aliases`` are all the names that plans give it.
    """

    entity: str | None
    name: str
    type: EntityType
    division: str
    aliases: tuple[str, ...]
    charges: tuple[Charge, ...]

    def count(self, *roles: Role) -> int:
        """In how many duties it has one of these roles."""
        return sum(charge.role in roles for charge in self.charges)

    @property
    def plans(self) -> tuple[str, ...]:
        """The titles of the plans that charge it."""
        return tuple(dict.fromkeys(charge.place.title for charge in self.charges))

    @property
    def targets(self) -> int:
        """How many targets its duties hold, each counted once."""
        return len({t.place.reference for c in self.charges for t in c.duty.targets})


def agencies(desk: Desk) -> tuple[Agency, ...]:
    """All agencies that are made responsible for something: by division, the one with most charges first."""
    return desk.once("agencies", lambda: _all(desk))


def _all(desk: Desk) -> list[Agency]:
    charges: dict[tuple[str | None, str], list[Charge]] = {}
    for duty in duties(desk):
        for assignment in duty.assignments:
            key = (assignment.entity, "" if assignment.entity else _alone(duty, assignment))
            charges.setdefault(key, []).append(_charge(desk, duty, assignment))
    found = [_agency(desk, entity, rows) for (entity, _), rows in charges.items()]
    return sorted(found, key=lambda one: (one.division, -len(one.charges), one.name))


def _alone(duty: Duty, assignment: Assignment) -> str:
    return f"{duty.document.id}:{assignment.agency}"


def _charge(desk: Desk, duty: Duty, own: Assignment) -> Charge:
    return Charge(
        duty=duty,
        role=own.role,
        written=own.agency,
        partners=desk.listed(_partners(desk, duty, own)),
        place=desk.place(duty.document, own.id, own.source),
    )


def _partners(desk: Desk, duty: Duty, own: Assignment) -> Iterator[str]:
    """Everybody else of the duty, each once, with the role where it is not that of one who helps."""
    seen: set[str] = {own.agency}
    for other in duty.assignments:
        if other.agency in seen:
            continue
        seen.add(other.agency)
        if other.role == "support":
            yield other.agency
        else:
            role = desk.word("role", other.role)
            zh = desk.language == "zh"
            yield f"{other.agency}（{role}）" if zh else f"{other.agency} ({role})"


def _agency(desk: Desk, entity: str | None, charges: list[Charge]) -> Agency:
    known = desk.entities.get(entity or "")
    return Agency(
        entity=entity,
        name=known.name if known is not None else charges[0].written,
        type=known.type if known is not None else "agency",
        division=desk.division(known),
        aliases=tuple(dict.fromkeys(charge.written for charge in charges)),
        charges=tuple(charges),
    )
