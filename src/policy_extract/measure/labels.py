"""A unit in the label of a value: “总投资（亿元）：12.50”, “产值（亿元）：2022年900，2023年1000”."""

from __future__ import annotations

from policy_extract.expressions import expression
from policy_extract.lexicon import Lexicon
from policy_extract.measure.patterns import Patterns

_LOOK = 90  # signs in front of a number in which its label is looked for
_LABEL = expression(r"\(([^()\d]{1,12})\)(?:\s?[:=]\s?|(?!\s))")


class Labels:
    """Reads labels with a unit; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, patterns: Patterns) -> None:
        self._unit = lexicon.compiled(
            rf"(?P<prefix>{patterns.prefix})?(?P<unit>(?:{patterns.unit})(?:{patterns.rest})?)"
        )
        self._between = lexicon.pattern(
            r"(?:[\s,、;:/%~≥≤<>-]|\d[\d.]*|(?:<numbers.label.between>))*"
        )

    def unit(self, shadow: str, begin: int) -> tuple[str, str] | None:
        """(magnitude, unit) of the label of the number at ``begin`` (code points); None for no label.

        Between them stand times and other numbers of the same label only. Refused: “企业（家）培育12”, and
        a row of a table that a page laid flat: “普及率（%） 14.18 ≥22 ≥30”.
        """
        opening = max(0, begin - _LOOK)
        mark = shadow.rfind("):", opening, begin)
        if mark < 0:
            mark = shadow.rfind(")", max(0, begin - 4), begin)
        start = shadow.rfind("(", opening, mark) if mark > 0 else -1
        if start < 0:
            return None
        label = _LABEL.match(shadow, start)
        if label is None or not label.end() <= begin or "\n" in shadow[start:begin]:
            return None
        found = self._unit.fullmatch(label[1].strip())
        if found is None or not self._between.fullmatch(shadow, label.end(), begin):
            return None
        return found["prefix"] or "", found["unit"]
