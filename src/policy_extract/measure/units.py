"""Units as written → their standard spelling and their base: 万家, 亿元/公里, 百亿 (money is meant)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from policy_extract.expressions import expression
from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.records import Unit
from policy_extract.model import Number
from policy_extract.tuples import NamedTuple

_TEN_THOUSAND = 10_000
_MANY = 1024  # units with their magnitude that are remembered
_COUNTED = frozenset(("count", "people", "mass", "area", "length", "volume", "energy", "power"))
_ONE = Fraction(1)
_FACTORS = expression("[·/]")


class Measured(NamedTuple):
    """A unit in its standard spelling: its record, base units in one of it, the base unit."""

    name: str | None
    record: Unit | None
    scale: Fraction
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
        self.money_unit = lexicon.words("measures", "money.unit")[0]
        # what a magnitude without digits may count: 上百家, 近万吨
        self.counted = frozenset(
            name for name, unit in self.by_name.items()
            if unit.kind in _COUNTED and unit.prefix and not name.isascii()
        )  # fmt: skip
        # units that stand below a stroke only, or in letters there: /d, /月
        self.below = {
            word: name
            for name, words in lexicon.table("numbers", "below").items()
            for word in (words if isinstance(words, tuple) else ())
        }
        #: What a unit does not go on with: 人 of 1.2亿|人口.
        self.words_with = {
            name: words
            for name, words in lexicon.table("measures", "unit_not").items()
            if isinstance(words, tuple)
        }
        self._each = lexicon.words("numbers", "each.sign")[0]
        #: What may stand in front of a unit below a stroke, the longest first: 万 of 件/万人, 10万 of 人/10万人.
        self.below_prefixes = _longest_first(lexicon.table("measures", "per_prefix"))
        #: Of a unit and the magnitude in front of it: standard spelling, its record, base units per unit, base unit.
        # A plan says the same few again and again.
        self.read: Callable[[str, str], Measured] = lru_cache(maxsize=_MANY)(self._read)

    def bare_magnitude(self, scale: str, much: str, counted: str) -> tuple[Number, str, str] | None:
        """A magnitude without digits: 千亿 → 1000 亿元, 超过万家 → 1 万家; value, prefix, unit.

        None for one that counts nothing by itself: 万元, 百万, 千.
        """
        value = self.magnitude[scale]
        if much:
            money = counted in ("", self.money_unit)
            if not counted and self.magnitude[much] <= _TEN_THOUSAND:
                return None  # 百亿 alone is money, 百万 is not
            return value, much, self.money_unit if money else counted
        if counted not in self.counted:
            return None
        return (1, scale, counted) if value >= _TEN_THOUSAND else (value, "", counted)

    def ratio(self, one: tuple[str, str], other: tuple[str, str]) -> Decimal:
        """How many of the other (magnitude, unit) one is: 万, 元 of 亿, 元 is 0.0001."""
        low, high = self.read(one[1], one[0]), self.read(other[1], other[0])
        exact = low.scale / high.scale
        return Decimal(exact.numerator) / Decimal(exact.denominator)

    def _read(self, words: str, prefix: str) -> Measured:
        if not words:
            if prefix.endswith(("亿", "万")):  # 突破百亿, 年产值30亿: money is meant
                written = self._money.get(prefix, prefix)
                money = written[0] if isinstance(written, tuple) else str(written)
                unit = self.money_unit
                scale = Fraction(self.magnitude[money])
                return Measured(money + unit, self.by_name.get(unit), scale, unit)
            return Measured(None, None, _ONE, "")
        record = self.by_name.get(words)
        power = Fraction(self.magnitude.get(prefix, 1))
        if record is not None:
            name = prefix + record.name
            return Measured(name, record, record.scale * power, record.base)
        head, slash, tail = words.partition("/" if "/" in words else self._each)
        record = self.by_name.get(head)
        if record is None or not slash:
            return Measured(prefix + words, None, power, "")
        below_prefix = next(
            (p for p in self.below_prefixes if tail.startswith(p) and tail not in self.by_name), ""
        )
        names: list[str] = []
        divisor = Fraction(self.below_prefixes.get(below_prefix, 1))
        bases: list[str] = []
        for part in _FACTORS.split(tail[len(below_prefix) :].strip("()")):
            below = self.by_name.get(self.below.get(part, part))
            names.append(self.below.get(part) or (below.name if below else part))
            bases.append(below.base if below else names[-1])
            divisor *= below.scale if below else _ONE
        name = f"{prefix}{record.name}/{below_prefix}{'·'.join(names)}"
        return Measured(
            name, record, record.scale * power / divisor, f"{record.base}/{'·'.join(bases)}"
        )


def _longest_first(magnitudes: Mapping[str, object]) -> dict[str, int]:
    numbers = {word: number for word, number in magnitudes.items() if isinstance(number, int)}
    return dict(sorted(numbers.items(), key=lambda one: (-len(one[0]), one[0])))
