"""Words that rules of several kinds ask for."""

from __future__ import annotations

from policy_extract.lexicon import Lexicon


class CommonWords:
    """Made once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        self.classifiers = words("refusals", "counting.classifiers")
        self.about = words("refusals", "counting.about")
        self.policy_unit = words("refusals", "policy.unit")
        self.announced = pattern(r"(?:<refusals.announced.by>)$")
        self.of_age = pattern(r"<refusals.age.of>")
        self.of_which = pattern(r"<tables.name.parts>")
