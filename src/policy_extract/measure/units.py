"""Units as written → their standard spelling and their base: 万家, 亿元/公里, 百亿 (money is meant)."""

from __future__ import annotations

from dataclasses import dataclass

from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.records import Unit
from policy_extract.model import Number

_TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class Measured:
    """A unit in its standard spelling: its record, base units in one of it, the base unit."""

    name: str | None
    record: Unit | None
    scale: float
    base: str

    @property
    def kind(self) -> str:
        """The kind of the unit: money, ratio, count, …; “none” without a unit, “other” for one nobody knows."""
        if self.record:
            return self.record.kind
        return "other" if self.name else "none"


class UnitReader:
    """Reads units; built once for a lexicon. ``by_name`` holds the record of every spelling."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.by_name: dict[str, Unit] = {}
        for record in lexicon.units:
            self.by_name.update(dict.fromkeys((record.name, *record.aliases), record))
        magnitudes = lexicon.table("measures", "magnitude")
        self.magnitude = {k: int(v) for k, v in magnitudes.items() if isinstance(v, int)}
        self._money = lexicon.table("measures", "money_magnitude")
        self._money_unit = lexicon.words("measures", "money.unit")[0]
        self._below_prefixes = lexicon.words("measures", "per_prefix.words")

    def bare_magnitude(self, scale: str, counted: str) -> tuple[Number, str, str]:
        """A magnitude without digits: 千亿 → 1000 亿元, 超过万家 → 1 万家; value, prefix, unit."""
        value = self.magnitude[scale]
        if counted[0] in self.magnitude:
            return value, counted[0], self._money_unit
        return (1, scale, counted) if value >= _TEN_THOUSAND else (value, "", counted)

    def read(self, words: str, prefix: str) -> Measured:
        """Standard spelling, its record, base units per unit, base unit."""
        if not words:
            if prefix.endswith(("亿", "万")):  # 突破百亿, 年产值30亿: money is meant
                written = self._money.get(prefix, prefix)
                money = written[0] if isinstance(written, tuple) else str(written)
                unit = self._money_unit
                scale = float(self.magnitude[money])
                return Measured(money + unit, self.by_name.get(unit), scale, unit)
            return Measured(None, None, 1.0, "")
        head, slash, tail = words.partition("/")
        record = self.by_name.get(words)
        power = float(self.magnitude.get(prefix, 1))
        if record is not None:
            name = prefix + record.name
            return Measured(name, record, record.scale * power, record.base)
        record = self.by_name.get(head)
        below_prefix = next(
            (p for p in self._below_prefixes if tail.startswith(p) and tail not in self.by_name),
            "",
        )
        below = self.by_name.get(tail[len(below_prefix) :])
        if record is None or below is None:
            return Measured(prefix + words, None, power, "")
        name = f"{prefix}{record.name}{slash}{below_prefix}{below.name}"
        divisor = below.scale * self.magnitude.get(below_prefix, 1)
        return Measured(name, record, record.scale * power / divisor, f"{record.base}/{below.base}")
