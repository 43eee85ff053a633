"""What the readers of assignments hand to each other. All spans are code points of the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from policy_extract.model import CellRef, Role, Span


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a list: its span, the role it was given.

    ``marked`` when the name itself bears a sign or its role: 市发改委（牵头）, 市经信局*.
    """

    start: int
    end: int
    role: Role | None
    marked: bool = False


@dataclass(slots=True)
class AgencyList:
    """What a list holds.

    ``followers`` stand behind “以下均需…落实”; ``labelled`` and ``verbed`` say what made it a list,
    ``ranked`` that it says itself who leads. ``deadlines`` are spans that may be a time limit.
    ``bodies``, ``parties``, ``strangers`` count the names by their form; ``end`` is where the last
    name ends.
    """

    names: list[Named] = field(default_factory=list)
    followers: list[Named] = field(default_factory=list)
    labelled: bool = False
    verbed: bool = False
    ranked: bool = False
    deadlines: list[tuple[int, int]] = field(default_factory=list)
    bodies: int = 0
    parties: int = 0
    strangers: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class ListedAt:
    """A list of agencies where it stands: its span with brackets and label, and the form it has."""

    start: int
    end: int
    listed: AgencyList
    form: str


@dataclass(frozen=True, slots=True)
class Found:
    """A list of agencies in its place in the plan: what assignments are made of.

    ``names`` come with the rule that found each. ``item`` is where the numbered item or paragraph
    begins that the list belongs to. ``scope`` is set where the form itself says what the list
    covers (a table's row, a sentence, a heading); else it follows from the lists before.
    """

    start: int
    end: int
    names: tuple[tuple[Named, str], ...]
    section: str | None
    item: int
    task: str | None
    scope: Span | None = None
    deadline: tuple[int, int] | None = None
    cell: CellRef | None = None
