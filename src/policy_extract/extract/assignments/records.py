"""What the readers of assignments hand to each other. All spans are code points of the text."""

from __future__ import annotations

from policy_extract.model import CellRef, Role, Span
from policy_extract.rules import Said
from policy_extract.tuples import NamedTuple


class Stated(NamedTuple):
    """A role, the rule that gave it, and the words that said it (None: no words did)."""

    role: Role
    rule: str
    said: Said | None = None


class Named(NamedTuple):
    """A name in a list: its span, and the role that the list gives it.

    ``marked`` when the name itself bears a sign or its role: 市发改委（牵头）, 市经信局*.
    """

    start: int
    end: int
    stated: Stated | None = None
    marked: bool = False


class Limit(NamedTuple):
    """Words that may be a time limit, and the rule that took them."""

    start: int
    end: int
    rule: str


class AgencyList(NamedTuple):
    """What a list holds.

    ``followers`` stand behind “以下均需…落实”; ``labelled`` and ``verbed`` say what made it a list,
    ``ranked`` that it says itself who leads; ``verbs`` are those by which all in it answer, with what
    stands before them (负责, 按职责分工负责). ``bodies``, ``parties``, ``strangers`` count the names
    by their form, ``clauses`` what is no name and stands before or among them; ``end`` is where the
    last name ends, ``whole`` whether all that was given was read.
    """

    names: tuple[Named, ...] = ()
    followers: tuple[Named, ...] = ()
    labelled: bool = False
    verbed: bool = False
    ranked: bool = False
    verbs: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    bodies: int = 0
    parties: int = 0
    strangers: int = 0
    clauses: int = 0
    end: int = 0
    whole: bool = True


class ListedAt(NamedTuple):
    """A list of agencies where it stands: its span with brackets and label, and the rule that took it."""

    start: int
    end: int
    listed: AgencyList
    rule: str


class TaskWords(NamedTuple):
    """The words of the task that agencies are for, the rule that took them, and where they stand."""

    words: str
    rule: str
    said: Said | None = None


class Found(NamedTuple):
    """A list of agencies in its place in the plan: what assignments are made of.

    ``item`` is where the numbered item or paragraph begins that the list belongs to, ``item_end``
    where it ends. ``listed`` is what a list holds, whose ``names`` are filled when all lists of the plan are known. ``scope`` is set where the form itself says what the list covers (a table's row, a
    sentence, a heading); else it follows from the lists before.
    """

    start: int
    end: int
    names: tuple[Named, ...]
    rule: str
    section: str | None
    item: int
    item_end: int
    task: TaskWords | None
    scope: Span | None = None
    limit: Limit | None = None
    cell: CellRef | None = None
    listed: AgencyList | None = None
