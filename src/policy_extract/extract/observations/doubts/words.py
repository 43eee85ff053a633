"""The words that doubting goes by."""

from __future__ import annotations

from policy_extract.lexicon import Lexicon, indicators_by_name, names_of_indicators
from policy_extract.lexicon.alternation import alternation

PARTING = ",;:。、 \n"  # no name goes over one of these


class DoubtWords:
    """The words that doubting goes by; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self.known = lexicon.once(names_of_indicators)
        self._records = lexicon.once(indicators_by_name)
        self.announcing = frozenset((*words("announcing", "front"), *words("announcing", "back")))
        self.parting = lexicon.compiled(rf"[{PARTING}]|{alternation(self.announcing)}")
        self.verbs = lexicon.pattern(r"<doubts.name.verbs>")
        self.noun_ends = words("doubts", "name.ends")
        self.odd_ends = words("doubts", "name.odd_ends")
        self.rate_words = lexicon.pattern(r"<measures.growth.up>|<measures.growth.down>")
        self.share_ends = words("doubts", "name.share_ends")
        self.amounts = frozenset(words("doubts", "unit.amounts"))
        self.inner = lexicon.pattern(r"(?:<doubts.name.no_inner>)|(?P<inner><doubts.name.inner>)")
        self.whose = words("doubts", "name.whose")
        self.no_whose = words("doubts", "name.no_whose")
        self.been = lexicon.pattern(r"<doubts.kind.been>")
        self.to_be = lexicon.pattern(r"(?:<doubts.kind.no_to_be>)|(?P<to_be><doubts.kind.to_be>)")
        self.ahead = lexicon.pattern(r"<periods.review.forward>")
        self.accounts = lexicon.pattern(r"<doubts.kind.accounts>")

    def units(self, name: str) -> tuple[str, ...]:
        """The usual units of a known indicator; none of one that nobody knows."""
        record = self._records.get(name)
        return record.units if record is not None else ()
