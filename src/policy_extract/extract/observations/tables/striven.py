"""What a cell strives for beside its target: 30左右，力争达到35; ≥75（力争80）; 到2025年力争40."""

from __future__ import annotations

from policy_extract.extract.observations.tables.years import YEAR
from policy_extract.lexicon import Lexicon
from policy_extract.model import Period


class Striven:
    """Finds the words that announce such a number; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        announced = (
            r"(?:<measures.stretch.words>|<tables.value.striven>)(?:<tables.value.reached>)?"
        )
        number = rf"{announced}[<>≥≤]?\d"
        self._split = lexicon.pattern(rf"[,，、] ?(?={number})|(?<=[^,，、 ])(?={number})")
        self._bracket = lexicon.pattern(rf"\((?={number})([^()]*)\)$")
        self._until = lexicon.pattern(
            rf"^(?:<tables.value.until>)?{YEAR.pattern}(?:<tables.column.at_end>)?,?(?={number}[\d.]*(?:%|<tables.value.bounds>)?$)"
        )

    def unfolded(self, words: str) -> str:
        """A cell with what is striven for in brackets as with a comma: ≥75(力争80) → ≥75,力争80. Refused: 75(其中城市80)."""
        return self._bracket.sub(r",\1", words)

    def parts(self, words: str) -> list[str]:
        """The target and what is striven for: 75以上，力争80以上. Refused: 力争突破8000, which is the target itself."""
        return self._split.split(words)

    def year(self, words: str) -> tuple[Period | None, str]:
        """The year in front of what is striven for, which is no value: 到2025年力争40. Refused: 2025年40, 2025年力争40，2030年50."""
        found = self._until.match(words)
        if found is None:
            return None, words
        return Period(start=found[1], end=found[1]), words[found.end() :]
