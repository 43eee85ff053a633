"""Heads of columns of changes → what they compare with, whose they are, and what a bare number in them is: 2025年比2020年下降(%), 减少(吨)."""

from __future__ import annotations

from policy_extract.extract.observations.tables.years import YEAR
from policy_extract.extract.observations.windows import BRACKETS
from policy_extract.lexicon import Lexicon
from policy_extract.model import Measure, Period
from policy_extract.tuples import NamedTuple

_RATES = frozenset("%‰")


class Change(NamedTuple):
    """What a head says of a change.

    ``rest`` is the head without the year that it compares with, ``base`` that year. ``moved`` says how a bare number is told: increase
    or decrease in the row's own unit, multiple; nothing for a rate.
    """

    rest: str
    base: Period | None = None
    moved: Measure | None = None


class ChangeHeads:
    """Reads heads of changes; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._against = lexicon.pattern(
            rf"(?:<tables.value.against>){YEAR.pattern}(?:<dating.base.level>)?(?:<dating.base.compared>)?,?(?=(?:<tables.change.rates>|<tables.change.more>|<tables.change.less>))"
        )
        self._compared = lexicon.pattern(r"^(?:<tables.column.compared>)")
        self._yearly = lexicon.pattern(r"<tables.column.averaged>")
        self._ends = lexicon.pattern(
            r"(?:<tables.change.rates>|<tables.change.more>|<tables.change.less>)$"
        )
        self._alone = lexicon.pattern(
            r"(?:(?:<tables.column.compared>|<tables.column.over_years>|<tables.change.rates>|<tables.change.more>|<tables.change.less>)[/、]?)+"
        )
        self._whole = lexicon.pattern(r"(?:<tables.change.whole>)%?")
        self._more = frozenset(lexicon.words("tables", "change.more"))
        self._less = frozenset(lexicon.words("tables", "change.less"))
        self._times = frozenset(lexicon.words("tables", "change.times"))

    def read(self, title: str) -> Change | None:
        """The change that a head tells, where it names the year that it compares with or counts in the row's unit; None for any other.

        Refused: 2020年, 年均增长(%), 降幅(%), heads of growth that say neither; 2025年比2020年年均增长, which is of each year; 比上年增减 without a unit.
        """
        against = self._against.search(title)
        rest = title[: against.start()] + title[against.end() :] if against else title
        bare = YEAR.sub("", BRACKETS.sub("", rest))
        if against is not None and not self._ends.search(bare):
            return None
        if self._yearly.search(title):
            return None
        base = Period(start=against[1], end=against[1]) if against else None
        moved = self._counted(bare, rest)
        return Change(rest, base, moved) if base is not None or moved is not None else None

    def base(self, name: str) -> Period | None:
        """The year that a row's name compares with: 单位产值能耗比2020年下降; none for a name without a change (2020年用水量)."""
        against = self._against.search(name)
        return Period(start=against[1], end=against[1]) if against else None

    def _counted(self, words: str, head: str) -> Measure | None:
        """How a head counts that says nothing but a change in the row's unit: 增量, 减少(吨), 比上年增加(户).

        Refused: 减少(%), 比上年增减 (which is per cent where nothing else is said), 新增就业.
        """
        unit = BRACKETS.search(head)
        core = self._compared.sub("", words)
        if unit is not None and not _RATES.isdisjoint(unit.group()):
            return None
        if unit is None and core != words:
            return None
        if core in self._times:
            return "multiple"
        if core in self._more:
            return "increase"
        return "decrease" if core in self._less else None

    def in_all(self, title: str) -> bool:
        """A head of growth from one year to another, not of each: 增长率, 增长(%), 增幅. Refused: 年均增长, 增速."""
        return self._whole.fullmatch(BRACKETS.sub("", title)) is not None

    def yearly(self, words: str) -> bool:
        """Words that tell a change of each year: 年均增长, 年均增速."""
        return self._yearly.search(words) is not None

    def says_all(self, words: str) -> bool:
        """Whether words name nothing that changes: 减少, 年均增长, 比上年增减. Refused: 用水量降幅."""
        return not words or self._alone.fullmatch(words) is not None
