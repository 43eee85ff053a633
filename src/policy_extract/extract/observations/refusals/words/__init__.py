"""The words that refusing goes by, as patterns and lists of a lexicon: one class for each kind of rule."""

from __future__ import annotations

from policy_extract.extract.observations.refusals.words.assessed import AssessedWords
from policy_extract.extract.observations.refusals.words.bounds import BoundWords
from policy_extract.extract.observations.refusals.words.common import CommonWords
from policy_extract.extract.observations.refusals.words.gaps import GapWords
from policy_extract.extract.observations.refusals.words.kinds import KindWords
from policy_extract.extract.observations.refusals.words.nouns import NounWords
from policy_extract.extract.observations.refusals.words.procedures import ProcedureWords
from policy_extract.extract.observations.refusals.words.reckoned import ReckonedWords
from policy_extract.extract.observations.refusals.words.surroundings import SurroundingWords
from policy_extract.lexicon import Lexicon


class RefusalWords:
    """The words that refusing goes by; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.common = CommonWords(lexicon)
        self.surroundings = SurroundingWords(lexicon)
        self.bounds = BoundWords(lexicon)
        self.kinds = KindWords(lexicon)
        self.gaps = GapWords(lexicon)
        self.nouns = NounWords(lexicon)
        self.procedures: ProcedureWords = ProcedureWords(lexicon)
        self.reckoned = ReckonedWords(lexicon)
        self.assessed = AssessedWords(lexicon)
        #: The units that a rule may need.
        self.units = self.procedures.units.union(self.common.policy_unit, self.nouns.returning)
