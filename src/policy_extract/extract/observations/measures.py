"""A quantity and the words around it → measure, signed value, comparator (docs/annotation.md, A1)."""

from __future__ import annotations

from dataclasses import replace

from policy_extract.extract.observations.claims import Claim
from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.records import Unit
from policy_extract.measure.quantity import Quantity, scaled
from policy_extract.model import Base, Comparator, Measure, Number, Value

_FLIPPED: dict[str, Comparator] = {">": "<", ">=": "<=", "<": ">", "<=": ">="}


def measure_of(claim: Claim, *, in_table: bool = False) -> Measure:
    """The measure of a claim; a table row's own words (…增速, …降幅) count as well.

    “增长13%” growth_rate, “提高到40.88%” level, “上升2.1个百分点” change_points, “增加587家” increase,
    “占全市的13.3%” share only where no indicator is named.
    """
    q, phrase = claim.statement.quantity, claim.phrase
    rate_name = claim.name.endswith(
        (
            "增速",
            "增长率",
            "增幅",
            "降幅",
            "增长",
            "下降",
            "降低",
            "下降率",
            "降低率",
            "涨幅",
            "增长速度",
        )
    )
    if q is None:
        return "growth_rate" if rate_name or claim.name.endswith("下降幅度") else "level"
    if q.kind == "multiple":
        return "multiple"
    if q.kind == "points":
        return "change_points" if phrase.growth and not phrase.to else "level"
    moved = bool(phrase.growth) and not phrase.to
    if q.unit == "倍" and moved:
        return "multiple"
    if q.kind == "ratio":
        if moved or rate_name:
            return "growth_rate"
        if claim.rule == "prose.share_before" or phrase.share:
            return "share"
        return "level"
    if in_table:
        return "increase" if phrase.increase else "level"
    if moved:
        return "increase" if phrase.growth > 0 else "decrease"
    if phrase.increase:
        return "increase"
    if phrase.decrease:
        return "decrease"
    return "level"


class PerUnits:
    """What a name says its money is counted by: 亩均税收 → by 亩, 人均 → by 人; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        units = {unit.name: unit for unit in lexicon.units}
        self._by: list[tuple[tuple[str, ...], Unit]] = [
            (words, units[name])
            for name, words in sorted(lexicon.table("measures", "per").items())
            if name in units and isinstance(words, tuple)
        ]

    def apply(self, q: Quantity, name: str) -> Quantity:
        """The quantity with base units by what its name says: 亩均税收达到20万元 is 20万元/亩 in base units.

        The unit itself stays as written. Refused: a unit that says it already (万元/亩), counts, shares.
        """
        if q.kind != "money" or "/" in (q.unit or ""):
            return q
        for words, unit in self._by:
            if any(word in name for word in words):
                return replace(
                    q, scale=q.scale / unit.scale, base_unit=f"{q.base_unit}/{unit.base}"
                )
        return q


def value_of(
    q: Quantity, measure: Measure, *, falling: bool, at_most: bool = False, grown: bool = True
) -> Value:
    """The value with its sign: “下降10.4%以上” → high −10.4, “<=”; 增长2倍 → multiple 3.

    Without a word of growth (``grown``) 倍 counts the whole: 是2019年的1.6倍 → multiple 1.6.
    """
    low, high, comparator = q.low, q.high, q.comparator
    if at_most and comparator == "=":
        low, comparator = None, "<="
    if measure == "multiple" and q.unit == "倍":
        more = 1 if grown else 0
        low = low + more if low is not None else None
        high = high + more if high is not None else None
        return Value(low=low, high=high, comparator=comparator, unit=None, base=None)
    if falling and measure in ("growth_rate", "change_points"):
        low, high = _negative(high), _negative(low)
        comparator = _FLIPPED.get(comparator, comparator)
    base = None
    if q.base_unit:
        base = Base(low=scaled(low, q.scale), high=scaled(high, q.scale), unit=q.base_unit)
    return Value(low=low, high=high, comparator=comparator, unit=q.unit, base=base)


def _negative(value: Number | None) -> Number | None:
    return None if value is None else -value
