"""The noun that several counts share stands behind the last of them: 新建5所、改扩建12所|中小学."""

from __future__ import annotations

import re

from policy_extract.extract.observations.names.nouns import Nouns
from policy_extract.extract.observations.peeler import Peeler
from policy_extract.extract.observations.refusals.words import RefusalWords
from policy_extract.extract.observations.windows import noun_edge
from policy_extract.lexicon import Lexicon
from policy_extract.measure.numerals import YEAR
from policy_extract.measure.quantity import Quantity
from policy_extract.tuples import NamedTuple

_LEAD = 8  # signs of what is done to the next number's things: 改造提升
_MOST = 4  # numbers that share a noun
_FAR = 60  # signs in which the noun of the last one ends


class Shared(NamedTuple):
    """A noun, and where it stands."""

    noun: str
    start: int
    end: int


class NextNouns:
    """Reads such nouns; built once for a lexicon."""

    def __init__(
        self, lexicon: Lexicon, peeler: Peeler, nouns: Nouns, refusals: RefusalWords
    ) -> None:
        self._nouns, self._peeler, self._worked = nouns, peeler, refusals.bounds.worked
        self._sizes = "".join(lexicon.words("tables", "value.magnitudes"))
        amount = r"\d[\d.]*(?:<tables.value.magnitudes>){0,2}"
        self._next = lexicon.pattern(
            rf"(?:、|<naming.name.and>)(?P<lead>[\u4e00-\u9fff()]{{1,{_LEAD}}}?){amount}"
        )
        self._bound = lexicon.pattern(r"<refusals.gap.bounds>")
        # 2023年底前建成30座|、2025年底前建成100|座换电站
        self._then = lexicon.pattern(
            rf"(?P<parted>,)?(?:、|<naming.name.and>)?(?:<dating.carry.until>)?(?:20\d\d{YEAR}|<periods.shift.later>)(?:<periods.date.year_part>)?(?:<periods.suffix.before>)?,?"
            rf"(?P<lead>[\u4e00-\u9fff()]{{0,{_LEAD}}}?){amount}"
        )

    def of(self, shadow: str, q: Quantity, stop: int, *, open_: bool) -> Shared | None:
        """The noun of the next number of the same unit, or of one behind that; of each it is said what is done to its things, or when.

        ``open_``: nothing was named before, so that a comma may stand between two years: 2023年建成30座，2025年建成100座换电站.
        Refused: 新增5公里、改造12座|桥梁 (another unit), 建成3所、5所|学校, 建成3所、学校5所, 建成30座，新建100座停车场 (a comma, and no year).
        """
        unit, at = (q.unit or "").lstrip(self._sizes), q.end
        for _ in range(_MOST):
            found = self._following(shadow, at, stop, open_=open_) if unit else None
            if found is None or not shadow.startswith(unit, found.end()):
                return None
            at = found.end() + len(unit)
            bound = self._bound.match(shadow, at)
            at = bound.end() if bound else at
            edge = noun_edge(shadow, at, min(stop, at + _FAR))
            noun = self._nouns.behind(shadow[at:edge].replace("\n", ""))
            if noun:
                return Shared(noun, at, edge)
        return None

    def _following(self, shadow: str, at: int, stop: int, *, open_: bool) -> re.Match[str] | None:
        """The words up to the end of the next number, where they say what is done to its things, or when."""
        then = self._then.match(shadow, at, stop)
        if then is not None:
            told = not then["lead"] or self._does(then["lead"])
            return then if told and (open_ or not then["parted"]) else None
        found = self._next.match(shadow, at, stop)
        return found if found is not None and self._does(found["lead"]) else None

    def _does(self, lead: str) -> bool:
        if self._worked.search(lead):
            return True
        return self._peeler.announces(lead) or self._peeler.borders.opens_with_verb(lead)
