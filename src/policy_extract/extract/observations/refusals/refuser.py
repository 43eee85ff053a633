"""The refuse stage: numbers that are no statements, by rules in order (docs/annotation.md, A1).

A rule that speaks refuses; its id and the words that it went by stay with the number, so that
``policy-extract explain`` can say why nothing came of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import attrgetter

from policy_extract.extract.observations.drafts import Candidate
from policy_extract.extract.observations.refusals import (
    assessed,
    goals,
    kinds,
    procedures,
    reckoned,
    surroundings,
    thresholds,
    written_out,
)
from policy_extract.extract.observations.refusals.look import Look, Refuses
from policy_extract.extract.observations.refusals.needs import (
    Form,
    Signs,
    form_of,
    signs_of,
)
from policy_extract.extract.observations.refusals.words import RefusalWords
from policy_extract.extract.observations.timeline import TimeLine
from policy_extract.measure.quantity import Quantity
from policy_extract.rules import Refused, Rule, Switches
from policy_extract.segment.sentences import Sentence

_MANY = 4096  # forms of numbers that are remembered
_START = attrgetter("start")


class Refuser:
    """Asks the rules of the stage; built once for a lexicon."""

    def __init__(self, words: RefusalWords, switches: Switches) -> None:
        self.words = words
        self.rules = switches.on(RULES)
        self._thresholds = switches.on(thresholds.RULES)
        self.asked: Callable[..., tuple[Rule[Refuses], ...]] = lru_cache(maxsize=_MANY)(self._asked)

    def kept(
        self, shadow: str, sentence: Sentence, found: Sequence[Quantity],
        promises: Sequence[Candidate], timeline: TimeLine,
    ) -> tuple[list[Candidate], list[Refused]]:  # fmt: skip
        """The candidates of a sentence that no rule refuses, in order of the text, and the refusals of its numbers.

        A promise that shares signs with a number is none.
        """
        refused: list[Refused] = []
        looks = self._unrefused(shadow, sentence, found, timeline, refused) if found else []
        kept = [p for p in promises if not any(_share_signs(look.q, p) for look in looks)]
        starts = sorted([*(look.q.start for look in looks), *(p.start for p in kept)])
        for look in looks:
            q = look.q
            behind = bisect_right(starts, q.start)
            bound = self._threshold(look, starts[behind] if behind < len(starts) else None)
            if bound:
                refused.append(bound)
            else:
                kept.append(Candidate(q.start, q.end, q, None))
        kept.sort(key=_START)
        return kept, refused

    def _unrefused(
        self, shadow: str, sentence: Sentence, found: Sequence[Quantity], timeline: TimeLine,
        refused: list[Refused],
    ) -> list[Look]:  # fmt: skip
        """The numbers that no rule refuses, in order; the first refusal of each other goes to ``refused``."""
        words = self.words
        signs = signs_of(shadow, sentence, words)
        kept: list[Look] = []
        for q in found:
            look = Look(shadow, sentence, q, timeline, words, found)
            for rule in self.asked(*form_of(q, signs, words)):
                said = rule.run(look)
                if said is not None:
                    refused.append(Refused(rule.id, q.start, q.end, said))
                    break
            else:
                kept.append(look)
        return kept

    def _threshold(self, look: Look, following: int | None) -> Refused | None:
        """The refusal of a bound that defines a class of things, or None.

        ``following`` is where the next number of the sentence begins.
        """
        for rule in self._thresholds:
            said = rule.run(look, following)
            if said is not None:
                return Refused(rule.id, look.q.start, look.q.end, said)
        return None

    def _asked(
        self, kind: str, unit: str | None, rule: str, spelled: bool, signs: Signs
    ) -> tuple[Rule[Refuses], ...]:
        """The rules that may refuse a number of this form, in order."""
        form = Form(kind, unit, rule, spelled, signs)
        rules, words = self.rules, self.words
        return tuple(r for r in rules if r.needs is None or r.needs(form, words))


def _share_signs(q: Quantity, promise: Candidate) -> bool:
    return q.start < promise.end and promise.start < q.end


#: In the order in which they are asked; the first that speaks refuses.
RULES: tuple[Rule[Refuses], ...] = (
    surroundings.TIME,
    surroundings.UNREAD_TIME,
    surroundings.OTHER_LANGUAGE,
    surroundings.WORD_BEFORE,
    surroundings.WORD_BEHIND,
    surroundings.ROW_NUMBER,
    kinds.PROCEDURE,
    kinds.EFFORT,
    surroundings.POLICY,
    surroundings.DOCUMENT,
    surroundings.QUOTED,
    surroundings.ONE_OF_OTHERS,
    kinds.DURATION,
    kinds.AGE,
    kinds.REWARD,
    kinds.NO_RATIO,
    kinds.PER_NUMBER,
    kinds.RANK,
    kinds.BANDWIDTH,
    kinds.STEPS,
    kinds.LOTS,
    kinds.HOW_LONG,
    kinds.BARE,
    goals.GAP_TO_TARGET,
    goals.GOAL_BESIDE,
    written_out.SIZE_CLASS,
    written_out.MAGNITUDE,
    written_out.SLOGAN,
    written_out.RETURN_PERIOD,
    *procedures.RULES,
    *reckoned.RULES,
    surroundings.KNOWN_NAME,
    *assessed.RULES,
)
