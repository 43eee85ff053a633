"""When a project is built: years out of one cell (2021-2023), or out of two (开工时间, 竣工时间)."""

from __future__ import annotations

from collections.abc import Callable

from policy_extract.expressions import expression
from policy_extract.rules import Rule, Switches

STAGE = "projects.years"
_YEAR = expression(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT = expression(r"(?<!\d)((?:19|20)\d\d)\D{1,3}(\d\d)\D?$")
_MONTHS = 12

Years = tuple[int, int]
Read = Callable[[str], Years | None]


def years(words: str, switches: Switches) -> Years | None:
    """First and last year of a cell in plain form; None for one without (待定)."""
    for rule in switches.on((SHORT, RANGE)):
        found: Years | None = rule.run(words)
        if found is not None:
            return found
    return None


def _short(words: str) -> Years | None:
    match = _SHORT.search(words)
    if match is None or int(match[2]) <= _MONTHS:
        return None
    first = int(match[1])
    last = first // 100 * 100 + int(match[2])
    return (first, last) if last >= first else None


def _range(words: str) -> Years | None:
    found = [int(year) for year in _YEAR.findall(words)]
    return (found[0], found[-1]) if found else None


SHORT: Rule[Read] = Rule(
    "project.short_years", STAGE, "缩写的止年", "a last year of two digits",
    "2021-25 is 2021 to 2025", "2021-10, which is a month", _short,
)  # fmt: skip
RANGE: Rule[Read] = Rule(
    "project.years", STAGE, "建设年限", "first and last year of a cell",
    "2021-2023, 2021年1月-2023年12月; one year alone is both", "待定", _range,
)  # fmt: skip

#: In the order in which they are asked; the first that speaks settles the years.
RULES = (SHORT, RANGE)
