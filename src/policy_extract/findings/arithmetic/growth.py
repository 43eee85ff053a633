"""A stated growth against the levels of its years, and a stated increase against their difference.

“年均增长7%” from base to target, “同比增长7%” against the year before, “较2015年增加587家”. Refused as ``fails``: growth at
constant prices (GDP, 增加值, 总产值) and of firms that can be compared (规上, 投资), unless the words say 名义 or 现价, or a
target grows faster than its levels (no plan counts on falling prices); growth
of percentages; against a base year that no words name; against levels of another plan, for statistics are revised.
A gross 新增 without a base year is no difference of levels: firms close as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from policy_extract.findings.arithmetic.figures import Figure, divided, less, over, yearly
from policy_extract.findings.arithmetic.levels import (
    Level,
    Levels,
    Thing,
    level_of,
    plan_base,
    span,
    thing_of,
    year,
)
from policy_extract.findings.arithmetic.prose import Prose
from policy_extract.findings.arithmetic.record import Form, Reckoning, ground, subject_of
from policy_extract.findings.corpus import Corpus
from policy_extract.model import Document, Kind, Observation
from policy_extract.tuples import NamedTuple

#: The actual value of a year before its planned one.
_BASE_KINDS: tuple[Kind, ...] = ("actual", "target")

_TWO = 2  # levels of a from-to
#: A quarter of a point of growth.
_CLOSE = Decimal("0.0025")
#: Yearly growth of prices below nothing that is left to rounding and to how levels are measured: a point.
_DEFLATION = Decimal("0.01")


class Years(NamedTuple):
    """Base and end of a growth; ``said``: the words name the base (a period does, 同比 does).

    ``inside``: both levels stand in the sentence itself, “由…增加到…”.
    """

    base: int
    end: int
    said: bool
    inside: bool = False


class Pair(NamedTuple):
    """Two levels of one thing, the years that they are of, and the plan that speaks of their growth.

    ``together``: the later level stands in the sentence that speaks of the growth (比2020年翻一番，达到80亿元).
    """

    before: Level
    after: Level
    years: Years
    home: str
    together: bool = False

    @property
    def firm(self) -> bool:
        """Whether that plan says both, with their times, and the base year as well."""
        own = self.before.document == self.after.document == self.home
        return own and self.before.firm and (self.after.firm or self.together) and self.years.said

    def sure(self, stated: Level) -> bool:
        """Whether the statement and its levels are certain enough to deny it.

        A sentence that gives growth and level need not say their year: it is one year for both.
        """
        clear = stated.firm or (self.together and not stated.observation.review)
        return self.firm and clear


def growth(
    documents: Iterable[Document], corpus: Corpus, levels: Levels, prose: Prose
) -> Iterator[Reckoning]:
    """Every growth and increase that its levels are known for."""
    for document in documents:
        for observation in document.observations:
            if observation.measure not in ("growth_rate", "increase", "decrease"):
                continue
            thing = thing_of(observation)
            if thing is None:
                continue
            those = list(pairs(document, observation, thing, levels, prose))
            # a growth that is to be checked is confirmed by its levels, or nothing is said
            stated = level_of(document.id, observation, reviewed=True) if those else None
            if stated is None:
                continue
            if observation.measure == "growth_rate":
                found = _rate(document, stated, those, prose, corpus)
            else:
                found = _difference(document, stated, those, prose, corpus)
            if found is not None:
                yield found


def pairs(
    document: Document, observation: Observation, thing: Thing, levels: Levels, prose: Prose
) -> Iterator[Pair]:
    """The levels that a statement of growth may speak of, likeliest first.

    Where no base year is named: the two of its own sentence, “由2015年的120家增加到2020年的150家，增长25%”.
    """
    if observation.base_time is None:
        sentence = prose.sentence(document.id, observation.source.start)
        inside = levels.of(document.id, thing, sentence.start, observation.source.start)
        if len(inside) == _TWO and inside[0].unit == inside[1].unit:
            first, last = (year(level.observation.time) for level in inside)
            if first is not None and last is not None and first < last:
                yield Pair(inside[0], inside[1], Years(first, last, True, inside=True), document.id)
                return
    for years in _years(document, observation):
        after = levels.at(thing, years.end, document.id, (observation.kind,))
        before = levels.at(thing, years.base, document.id, _BASE_KINDS)
        if after is not None and before is not None and after.unit == before.unit:
            sentence = prose.sentence(document.id, observation.source.start)
            place = after.observation.source.start
            here = after.document == document.id and sentence.start <= place < sentence.end
            yield Pair(before, after, years, document.id, together=here)


def nominal(observation: Observation, unit: str, document: str, prose: Prose) -> bool:
    """Whether growth of such an indicator can be told from levels at current prices.

    A count, a length, a mass (by the base ``unit`` of its levels): yes. GDP, 增加值, and of the past investment and
    what firms above scale make: only where the sentence says 名义 or 现价. Whatever is 同口径 or 可比: no.
    """
    name = "".join(observation.indicator.name.split())
    words = prose.sentence(document, observation.source.start).words
    if any(word in words for word in prose.words("comparable")):
        return False
    if not unit.startswith(prose.money) or any(word in words for word in prose.words("nominal")):
        return True
    lists = ("real_growth", "compared_growth") if observation.kind == "actual" else ("real_growth",)
    return not any(word in name for one in lists for word in prose.words(one))


def too_fast(observation: Observation, stated: Decimal, computed: Decimal, years: Years) -> bool:
    """Whether a target is to grow faster than its own levels do: then prices would have to fall, which no plan sets out.

    ``stated`` and ``computed`` are multiples of the base over the years between: the least that is said and the most that the
    levels give. Refused: what was reached (prices of goods did fall: 2015, 2023), 可比 and 不变价 do not matter.
    """
    if observation.kind != "target" or stated <= 0 or computed <= 0 or not computed.is_finite():
        return False
    span = years.end - years.base
    return stated.is_finite() and (stated / computed) ** (Decimal(1) / span) > 1 + _DEFLATION


def _years(document: Document, observation: Observation) -> Iterator[Years]:
    base, end = year(observation.base_time), year(observation.time)
    period = span(observation.time)
    start = plan_base(document)
    if base is not None:
        last = end if end is not None else (period[1] if period else None)
        if last is not None and base < last:
            yield Years(base, last, said=True)
    elif observation.base_time is not None:
        return
    elif period is not None:
        yield Years(period[0] - 1, period[1], said=True)
        yield Years(period[0], period[1], said=True)
    elif end is not None:
        if start is not None and start < end and observation.kind == "target":
            planned = span(document.meta.period)
            ends = planned is not None and planned[1] == end
            lasting = observation.per_year or observation.measure == "multiple"
            yield Years(start, end, said=lasting and ends)
        if not observation.per_year:
            yield Years(end - 1, end, said=False)


def _rate(
    document: Document, stated: Level, those: Iterable[Pair], prose: Prose, corpus: Corpus
) -> Reckoning | None:
    observation = stated.observation
    tried: list[Reckoning] = []
    firm = stated.firm and "（" not in observation.source.quote
    for pair in those:
        ratio = over(pair.after.figure, pair.before.figure)
        if ratio is None:
            continue
        real = not nominal(observation, pair.after.unit, document.id, prose)
        every_year = observation.per_year
        years = pair.years.end - pair.years.base if every_year else 1
        reckoning = _reckoning(
            document, stated, pair, yearly(ratio, years),
            "arithmetic.yearly" if every_year else "arithmetic.growth", "percent", prose, corpus,
        )  # fmt: skip
        if reckoning.holds:
            # growth at constant prices agrees with levels at current ones by chance: only what is close is said
            near = abs(reckoning.computed.middle - stated.figure.middle) <= _CLOSE
            if real and not near:
                continue
            return reckoning
        share = pair.after.unit == "1"
        said, given = 1 + stated.figure.low, 1 + reckoning.computed.high
        fast = too_fast(observation, said**years, given**years, pair.years)
        firm = firm and pair.firm and not share and (fast or not real)
        tried.append(reckoning)
    return tried[0] if tried and firm else None


def _difference(
    document: Document, stated: Level, those: Iterable[Pair], prose: Prose, corpus: Corpus
) -> Reckoning | None:
    """“较2015年增加587家”: only where the words name the base, and it is not each year's.

    A table's column of changes names none, and it may be what was added in all years: there it can only hold.
    """
    observation = stated.observation
    in_table = observation.source.table is not None
    based = year(observation.base_time) is not None or in_table
    if observation.per_year:
        return None
    for pair in those:
        if pair.after.unit != stated.unit or not (based or pair.years.inside):
            continue
        falls = observation.measure == "decrease"
        change = less(pair.after.figure, pair.before.figure)
        if falls:
            change = less(pair.before.figure, pair.after.figure)
        if not (change.low.is_finite() or change.high.is_finite()):
            continue
        found = _reckoning(
            document,
            stated,
            pair,
            change,
            "arithmetic.decrease" if falls else "arithmetic.increase",
            "amount",
            prose,
            corpus,
        )
        if found.holds or (pair.firm and stated.firm and not in_table):
            return found
    return None


def points(
    document: Document, stated: Level, pair: Pair, prose: Prose, corpus: Corpus
) -> Reckoning:
    """“提高22.5个百分点” against the two shares."""
    change = less(pair.after.figure, pair.before.figure)
    if stated.observation.per_year:
        change = divided(change, pair.years.end - pair.years.base)
    return _reckoning(document, stated, pair, change, "arithmetic.points", "points", prose, corpus)


def _reckoning(
    document: Document, stated: Level, pair: Pair, computed: Figure, what: str, form: Form,
    prose: Prose, corpus: Corpus,
) -> Reckoning:  # fmt: skip
    observation = stated.observation
    shown, scale = "", Decimal(1)
    if form == "amount" and observation.value is not None:
        shown, scale = prose.unit_of(observation.value)
    return Reckoning(
        relation="share" if form == "points" else "growth",
        document=document.id, key=observation.key, words=prose.stating(document.id, observation),
        stated=stated.figure, computed=computed, unit=stated.unit,
        grounds=[
            ground(one.document, one.observation, document.id, corpus)
            for one in (pair.before, pair.after)
        ],
        what=what, subject=prose.name(observation), about=subject_of(observation),
        observation=observation, form=form, shown=shown, scale=scale,
    )  # fmt: skip
