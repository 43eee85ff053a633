"""The words that dating goes by, as patterns and lists of a lexicon: one class for each question that is asked of them."""

from __future__ import annotations

from policy_extract.extract.observations.time_words.bases import BaseWords
from policy_extract.extract.observations.time_words.changes import ChangeWords
from policy_extract.extract.observations.time_words.done import DoneWords
from policy_extract.extract.observations.time_words.goals import GoalWords
from policy_extract.extract.observations.time_words.leads import LeadWords
from policy_extract.extract.observations.time_words.promised import PromisedWords
from policy_extract.extract.observations.time_words.results import ResultWords
from policy_extract.extract.observations.time_words.reviews import ReviewWords
from policy_extract.extract.observations.time_words.works import WorkWords
from policy_extract.lexicon import Lexicon


class TimeWords:
    """The words that dating goes by; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.bases = BaseWords(lexicon)
        self.changes = ChangeWords(lexicon)
        self.leads = LeadWords(lexicon)
        self.works = WorkWords(lexicon)
        self.reviews = ReviewWords(lexicon)
        self.done = DoneWords(lexicon)
        self.results = ResultWords(lexicon)
        self.promised = PromisedWords(lexicon)
        self.goals = GoalWords(lexicon)
