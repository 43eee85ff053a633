"""Units of rows: in the brackets behind a name, or alone in a cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from policy_extract.expressions import expression
from policy_extract.extract.observations.tables.years import YEAR
from policy_extract.lexicon import Lexicon
from policy_extract.measure.finding import QuantityFinder

_MANY = 1024  # titles whose units are remembered
_BRACKET = expression(r"\(([^()]{1,14})\)\s*$")


class UnitWords:
    """Tells units from other words; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._quantities = lexicon.once(QuantityFinder)
        self._no_unit = lexicon.pattern(r"<tables.value.no_unit>")
        self._signs = lexicon.pattern(r"[%‰]|<tables.value.unit_signs>")
        #: A title → its name and the unit in its bracket; asked for each cell of a row and of a column.
        self.named: Callable[[str], tuple[str, str]] = lru_cache(maxsize=_MANY)(self._of_name)

    def alone(self, words: str) -> bool:
        """A unit and no more: %, 万立方米, 元/平方米. Refused: 城市, 小学, 国家级."""
        one = "1" + words
        found = self._quantities.find(one, 0, len(one))
        return len(found) == 1 and found[0].unit is not None and found[0].end == len(one)

    def _of_name(self, title: str) -> tuple[str, str]:
        """“规上工业总产值(亿元)” → (规上工业总产值, 亿元); a bracket that holds no unit stays in the name."""
        match = _BRACKET.search(title)
        if match is None or self._no_unit.search(match[1]) or YEAR.fullmatch(match[1].strip()):
            return title, ""
        if self._signs.search(match[1]) or self.alone(match[1].strip()):
            return title[: match.start()].strip(), match[1].strip()
        return title, ""
