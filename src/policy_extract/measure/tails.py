"""What goes on behind a number and its unit: a half (一天半), coins (5元5角), a bound, 之间."""

from __future__ import annotations

import re
from decimal import Decimal

from policy_extract.lexicon import Lexicon
from policy_extract.measure import numerals
from policy_extract.measure.bounds import Bounds
from policy_extract.measure.units import UnitReader
from policy_extract.measure.written import Written

_HALF = Decimal("0.5")


class Tails:
    """Reads what goes on behind a number; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, units: UnitReader, bounds: Bounds) -> None:
        words = lexicon.words
        self._half = words("numbers", "half.sign")[0]
        self._counted = words("numbers", "half.of_units")
        self._whole = frozenset(words("numbers", "half.after_units"))
        self._not_before = words("numbers", "half.not_before")
        self._parts = [
            name for name in units.by_name if name.startswith(self._counted) and len(name) > 1
        ]
        self._parts.sort(key=lambda name: (-len(name), name))
        self._money = units.money_unit
        self._coins = lexicon.pattern(
            rf"(?P<tenth>\d|{numerals.ONE})(?:<numbers.coins.tenth>)"
            rf"(?:(?P<hundredth>\d|{numerals.ONE})(?:<numbers.coins.hundredth>))?"
        )
        self._tenths = words("measures", "tenths.unit")[0]
        self._short = lexicon.compiled(rf"({numerals.ONE})(?=[,;。、)以左的]|$)")  # 三成五
        # a word may be cut by the end of a wrapped line: 以⏎上
        after = sorted(bounds.after, key=lambda word: (-len(word), word))
        # one sign counts at the end of a clause only: 3个工作日内, not 3个|内设机构
        broken = "|".join(
            r"\n?".join(map(re.escape, word)) + (r"(?=[,;。、)]|$)" if len(word) == 1 else "")
            for word in after
        )
        self._after = lexicon.compiled(rf"\s?({broken})")
        self._opening = frozenset(word[0] for word in after) | {" ", "\n"}
        self._behind = lexicon.pattern(r"\s?(?:<numbers.range.behind>)")
        self._ends = frozenset(word[0] for word in words("numbers", "range.behind")) | {" "}

    def grown(self, shadow: str, w: Written) -> Written:
        """The number with the half or the coins behind its unit: 一天半, 两个半月, 1085元5角.

        Refused: 一个半导体项目, 5元5分钟.
        """
        if shadow.startswith(self._half, w.stop) and not w.ranged:
            return self._with_half(shadow, w)
        if w.unit == self._tenths and not w.ranged:
            fifth = self._short.match(shadow, w.stop)
            if fifth:
                value = w.low + numerals.number(fifth[1]) / 10
                return w._replace(low=value, high=value, stop=fifth.end(1))
        if w.unit == self._money and not w.prefix and not w.ranged:
            coins = self._coins.match(shadow, w.stop)
            if coins:
                tenth = numerals.number(coins["tenth"]) / 10
                rest = numerals.number(coins["hundredth"]) / 100 if coins["hundredth"] else 0
                value = w.low + tenth + rest
                return w._replace(
                    low=value, high=value, stop=coins.end(), rule="candidate.compound"
                )
        return w

    def _with_half(self, shadow: str, w: Written) -> Written:
        more = w.stop + len(self._half)
        if w.unit in self._counted:
            name = next((n for n in self._parts if shadow.startswith(n[len(w.unit) :], more)), "")
            if not name:
                return w
            stop = more + len(name) - len(w.unit)
            return w._replace(
                low=w.low + _HALF,
                high=w.high + _HALF,
                unit=name,
                stop=stop,
                rule="candidate.half",
            )
        if w.unit not in self._whole or w.prefix or shadow.startswith(self._not_before, more):
            return w
        return w._replace(low=w.low + _HALF, high=w.high + _HALF, stop=more, rule="candidate.half")

    def bound(self, shadow: str, stop: int, end: int) -> tuple[str, int]:
        """The bound behind a number, “以上”, and where it ends; “” and ``stop`` for none."""
        if shadow[stop : stop + 1] not in self._opening:
            return "", stop
        found = self._after.match(shadow, stop, end)
        return ("".join(found[1].split()), found.end()) if found else ("", stop)

    def range_end(self, shadow: str, stop: int) -> int:
        """Where a range ends with its 之间: “2%至3%之间”; ``stop`` where none stands."""
        if shadow[stop : stop + 1] not in self._ends:
            return stop
        found = self._behind.match(shadow, stop)
        return found.end() if found else stop
