"""What the stages hand on, each frozen: candidate → named → owned → dated → measured.

A stage takes drafts and gives drafts; nothing of one is changed afterwards. All offsets are code points of
the document's text.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from policy_extract.extract.observations.phrase import Phrase
from policy_extract.measure.quantity import Quantity
from policy_extract.model import Cell, CellRef, Kind, Measure, Period, Value
from policy_extract.rules import Said, Settled
from policy_extract.segment.sentences import Sentence
from policy_extract.tuples import NamedTuple

#: The rule that names a number by its row's task: it is the row's name in whatever sentence of the cell.
TASK_ROW: Final = "name.task_row"

#: The rule by which a clause without a number says of what the next one is.
TURNED: Final = "name.turn"
#: … and by which it says what is being done.
WORKED: Final = "name.work_announced"
#: The rule by which a count is named by how tasks stand: 达进度的有162个.
STATE: Final = "name.state"
#: The rules by which a number goes on with what a bracket interrupted, and with what the sentence before told of.
INTERRUPTED: Final = "name.outer"
WHOLE_BEFORE: Final = "name.whole"
#: … and by which it is of what its label or heading names.
LABEL: Final = "name.label"
_KEPT = frozenset(
    (TASK_ROW, TURNED, WORKED, STATE, INTERRUPTED, WHOLE_BEFORE, LABEL)
)  # rules that a later clause names, too


class Candidate(NamedTuple):
    """A number, or a promise without one, that may be a statement: where it stands, and its words.

    ``quantity`` or ``words`` is set; ``cell`` is the place of a value cell in its table.
    """

    start: int
    end: int
    quantity: Quantity | None
    words: str | None
    cell: CellRef | None = None


#: Short names of the places below the plan's own, where nothing says that there are any.
NO_PLACES: Mapping[str, str] = MappingProxyType({})


class Home(NamedTuple):
    """The sentence that candidates stand in; a cell that holds prose has a place and a subject.

    ``place``: the area that the paragraph opens with; ``below``: the short names of the places below the
    plan's area, with the full ones. ``subject``: what the cell's row is about. ``counted``: what a number without a name
    counts.
    """

    sentence: Sentence
    cell: CellRef | None = None
    subject: str | None = None
    place: Settled[str] | None = None
    below: Mapping[str, str] = NO_PLACES
    counted: Name | None = None


class Name(NamedTuple):
    """An indicator's name: the words, the rule, and where they stand (None: no words of this clause)."""

    words: str
    rule: str
    said: Said | None = None
    doubts: tuple[str, ...] = ()

    @property
    def inherited(self) -> bool:
        """True when the words stand in an earlier clause."""
        return "indicator.carried" in self.doubts

    def completed(self, words: str, rule: str) -> Name:
        """The name with what its list does not repeat, by the rule that found it."""
        return Name(words, rule, self.said, self._doubting("indicator.completed"))

    def carried(self) -> Name:
        """The name as a later clause has it that names nothing itself."""
        rule = self.rule if self.rule in _KEPT else "name.carried"
        return Name(self.words, rule, self.said, self._doubting("indicator.carried"))

    def _doubting(self, doubt: str) -> tuple[str, ...]:
        return self.doubts if doubt in self.doubts else (*self.doubts, doubt)


class Listed(NamedTuple):
    """The place of a number in a list of numbers: ``position`` of ``of``, all of one indicator or not."""

    position: int = 0
    of: int = 1
    one_name: bool = False
    shared: str = ""  # the rule that gave it its unit or bound


class Named(NamedTuple):
    """A candidate with its indicator's name and what the words in front of it said.

    ``left`` is where these words begin, ``noun_end`` where the noun behind the number ends (0: none was
    read); ``kind_of`` the class that the number is for (其中制造业类150家). ``part``: of the total before it.
    """

    candidate: Candidate
    name: Name
    phrase: Phrase
    left: int
    noun_end: int = 0
    after_count: bool = False
    kind_of: str | None = None
    listed: Listed = Listed()
    part: bool = False

    @property
    def before_noun(self) -> bool:
        """The name stands behind the number: 10个|高水平基地."""
        return self.noun_end > 0


class Owned(NamedTuple):
    """A named candidate with area, segment and the rest: whose number it is."""

    named: Named
    phrase: Phrase
    name: str
    area: Settled[str]
    segment: Settled[str] | None = None
    each: Settled[str] | None = None


class Dated(NamedTuple):
    """An owned candidate with its time, and whether it is promised."""

    owned: Owned
    time: Settled[Period | None]
    kind: Settled[Kind]
    per_year: Settled[bool] | None


class Measured(NamedTuple):
    """All that a record needs: what the number measures, its value, and the time that a change compares with."""

    dated: Dated
    measure: Settled[Measure]
    value: Value | None
    base_time: Period | None
    value_doubts: tuple[str, ...] = ()


class CellFacts(NamedTuple):
    """A value cell with what its row, its column and its caption say."""

    cell: Cell
    candidate: Candidate
    name: str
    unit_written: bool
    time: Period | None
    kind: Kind
    attribute: Settled[str] | None
    area: str | None = None
    segment: str | None = None
    measure: Measure | None = None
    per_year: bool = False
    cumulative: bool = False
    doubts: tuple[str, ...] = ()
    time_said: Said | None = None
    name_said: Said | None = None
    base_time: Period | None = None  # the year that a change compares with: 比2020年提高5个百分点
    area_said: Said | None = None  # where the head of its column names the area
