"""What the stages need of one plan, and what they make of one sentence or cell."""

from __future__ import annotations

from policy_extract.document import Plan
from policy_extract.extract.observations.build import Builder, Fields
from policy_extract.extract.observations.dates.dating import Dater
from policy_extract.extract.observations.dates.kinds import Kinds
from policy_extract.extract.observations.label_names import LabelNames
from policy_extract.extract.observations.owners.only_places import OnlyPlaces
from policy_extract.extract.observations.owners.own import Owning
from policy_extract.extract.observations.owners.split import Splitter
from policy_extract.extract.observations.timeline import TimeLine
from policy_extract.rules import Refused
from policy_extract.tuples import NamedTuple


class Told(NamedTuple):
    """What a sentence or a cell states, and which of its numbers a rule refused."""

    stated: tuple[Fields, ...] = ()
    refused: tuple[Refused, ...] = ()


NOTHING = Told()


class Desk(NamedTuple):
    """What the stages need of one plan."""

    plan: Plan
    timeline: TimeLine
    splitter: Splitter
    only: OnlyPlaces
    owning: Owning
    dater: Dater
    kinds: Kinds
    labels: LabelNames
    builder: Builder
