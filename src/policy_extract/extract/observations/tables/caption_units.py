"""The unit that a table's caption states, for one row: 亿元 for 总投资, but 个 for 项目个数; of 亿元、% the one that fits."""

from __future__ import annotations

from functools import lru_cache

from policy_extract.expressions import expression
from policy_extract.extract.observations.windows import BRACKETS
from policy_extract.lexicon import Lexicon

_PARTED = expression(r"[、,，;；]")
_MANY = 1024  # names whose units are remembered


class CaptionUnits:
    """Reads captions and fits their units to names; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._said = lexicon.pattern(
            r"(?:<tables.caption.unit>) ?[:：] ?(?P<unit>[^()（）\[\]:：]{1,24})"
        )
        self._percent = words("tables", "value.percent")[0]
        self._money = words("tables", "caption.money")
        self._ratios = (*words("tables", "value.ratios"), *words("tables", "value.growing"), *words("tables", "caption.ratios"))  # fmt: skip
        self._worth = words("tables", "caption.worth")
        self._scales = frozenset(words("tables", "value.scales"))
        # how a name ends that says what is counted, with its unit; the longest first
        self._counted = sorted(
            (
                (end, unit)
                for unit, ends in lexicon.table("tables", "counts").items()
                if isinstance(ends, tuple)
                for end in ends
            ),
            key=lambda pair: (-len(pair[0]), pair),
        )
        self.of = lru_cache(maxsize=_MANY)(self._of)

    def stated(self, caption: str | None) -> tuple[str, ...]:
        """The units of a caption: （单位：亿元、%） → 亿元, %; none for a caption without."""
        found = self._said.search(caption or "")
        parts = _PARTED.split(found["unit"]) if found else ()
        return tuple(part.strip() for part in parts if part.strip())

    def scaled(self, unit: str, name: str) -> str:
        """万 in brackets behind what is counted: 旅游人次(万) → 万人次. Refused: a whole unit, a name that counts nothing."""
        counted = self._count(name) if unit in self._scales else ""
        return unit + counted if counted else unit

    def _of(self, name: str, head: str, units: tuple[str, ...]) -> str:
        """The unit of one name below a head: that of the caption, "" where none of several fits.

        Refused: 亿元 for 项目个数, % for 户数; 万人 stays for 从业人数.
        """
        if not units:
            return ""
        if len(units) > 1 and self._percent in units and name.endswith(self._ratios):
            return self._percent
        counted = self._count(name) or self._count(BRACKETS.sub("", head))
        if counted and (fit := next((u for u in units if u.endswith(counted)), "")):
            return fit
        worth = [u for u in units if u.endswith(self._money)]
        others = [u for u in units if u not in worth and u != self._percent]
        if counted and not others:
            return counted
        if len(units) == 1:
            return units[0]
        if len(worth) == 1 and name.endswith(self._worth):
            return worth[0]
        return others[0] if len(others) == 1 and not worth else ""

    def _count(self, name: str) -> str:
        """The unit of what a name counts: 个 of 项目个数; "" for 总投资."""
        return next((unit for end, unit in self._counted if name.endswith(end)), "")
