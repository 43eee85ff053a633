"""What a project costs and how much land it takes: the number of a cell, and the unit it is in."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from policy_extract.document import shadow
from policy_extract.expressions import expression
from policy_extract.lexicon import Lexicon
from policy_extract.model import Number
from policy_extract.rules import Rule, Switches
from policy_extract.tuples import NamedTuple

STAGE = "projects.unit"
FIGURE = expression(r"\d[\d,]*(?:\.\d+)?")


class Stating(NamedTuple):
    """Where a unit may stand: the cell, the head of its column, the caption of the table."""

    cell: str
    head: str
    caption: str


class Units:
    """Reads units of money and land; built once for a lexicon. All words are in plain form."""

    def __init__(self, lexicon: Lexicon, switches: Switches) -> None:
        self._rules = switches.on(RULES)
        self.money = lexicon.pattern("<tables.project.money>")
        self._bracket = lexicon.compiled(rf"[(/](?P<unit>{self.money.pattern})\)?")
        self._caption = lexicon.pattern(r"(?:<tables.caption.unit>) ?: ?(?P<units>[^()]{1,24})")
        self._land = lexicon.pattern(r"<tables.project.land_units>")
        self._own = lexicon.words("tables", "project.land_own")
        self._larger = lexicon.words("tables", "project.land_larger")

    def of_money(self, stating: Stating) -> str | None:
        """The unit of an investment, None where nothing says it."""
        for rule in self._rules:
            unit: str | None = rule.run(self, stating)
            if unit is not None:
                return unit
        return None

    def of_cell(self, stating: Stating) -> str | None:
        """The unit behind the number itself: 3.5亿元."""
        match = self.money.search(stating.cell)
        return match.group() if match else None

    def of_head(self, stating: Stating) -> str | None:
        """The unit in the head: 总投资(万元), 总投资/万元."""
        match = self._bracket.search(stating.head)
        return match["unit"] if match else None

    def of_caption(self, stating: Stating) -> str | None:
        """The unit of money that the caption states, if it states one: 单位：万元、亩."""
        stated = self._caption.search(stating.caption)
        units = self.money.findall(stated["units"]) if stated else []
        return units[0] if len(units) == 1 else None

    def land(self, words: str, head: str) -> Number | None:
        """Land in 亩; hectares are counted over. None for another unit (平方米)."""
        number = figure(words, self._land)
        unit = self._land.search(words) or self._land.search(head)
        if number is None or unit is None or unit.group() in self._own:
            return number
        return _exact(Decimal(str(number)) * 15) if unit.group() in self._larger else None


def figure(words: str, unit: re.Pattern[str]) -> Number | None:
    """The number of a cell that holds nothing else but perhaps its unit: 4,200.5; 3.5亿元."""
    match = FIGURE.match(words)
    if match is None or (match.end() < len(words) and not unit.fullmatch(words, match.end())):
        return None
    return _exact(Decimal(match.group().replace(",", "")))


def _exact(number: Decimal) -> Number:
    return int(number) if number == number.to_integral_value() else float(number)


def caption_of(caption: str | None) -> str:
    """A table's caption in plain form."""
    return shadow(caption or "")


Read = Callable[[Units, Stating], str | None]

CELL: Rule[Read] = Rule(
    "project.unit_cell", STAGE, "单元格内的单位", "the unit in the cell",
    "3.5亿元 under 总投资（万元） is 3.5 亿元", "3.5: the head says the unit", Units.of_cell,
)  # fmt: skip
HEAD: Rule[Read] = Rule(
    "project.unit_head", STAGE, "表头中的单位", "the unit in the head",
    "总投资（万元）", "总投资 alone", Units.of_head,
)  # fmt: skip
CAPTION: Rule[Read] = Rule(
    "project.unit_caption", STAGE, "表题中的单位", "the unit in the caption",
    "（单位：万元、亩） above the table: 万元", "（单位：亿元、万元）: two units of money",
    Units.of_caption,
)  # fmt: skip

#: In the order in which they are asked: the nearest to the number first.
RULES = (CELL, HEAD, CAPTION)
