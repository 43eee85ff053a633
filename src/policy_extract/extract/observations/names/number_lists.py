"""A list of numbers (A、B分别达到20%、30%): the name and the shared unit that each has."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from policy_extract.extract.observations.drafts import Candidate, Listed, Named
from policy_extract.extract.observations.names.dealing import OWN_LEVEL, ROUNDS, Dealer
from policy_extract.extract.observations.names.front_reader import grown_behind
from policy_extract.extract.observations.names.group import Grouper
from policy_extract.extract.observations.names.name_clause import Reading
from policy_extract.extract.observations.names.one_number import NONE
from policy_extract.extract.observations.names.thread import Front, Step, Thread
from policy_extract.extract.observations.phrase import Phrase
from policy_extract.rules import Refused, Switches


class ListReader:
    """Names lists of numbers; built once for a lexicon."""

    def __init__(self, reading: Reading, grouper: Grouper, switches: Switches) -> None:
        self._reading, self._grouper, self._dealer = reading, grouper, Dealer(reading, switches)

    def _of_move(
        self, shadow: str, group: Sequence[Candidate], position: int, phrase: Phrase
    ) -> Phrase:
        """Which way one of a list went where each says it: 投资分别增长15.7%|、下降|1.3%. Refused: 分别增长2%和1.8%: both rose."""
        moves = [
            self._grouper.moved(shadow[a.end : b.start]) for a, b in pairwise(group[: position + 1])
        ]
        last = next((m for m in reversed(moves) if m is not None), None)
        return phrase.but("up", "down").moving(last) if last is not None else phrase

    def read(
        self, shadow: str, thread: Thread, front: Front, group: Sequence[Candidate], *, dealt: bool
    ) -> Step:
        """A list of numbers; ``dealt``: as many years stand before it, one for each."""
        first, last = group[0].quantity, group[-1].quantity
        if first is None or last is None:
            raise ValueError("a group holds numbers only")
        # 分别保持20%和15%|的年均增长
        phrase = grown_behind(self._reading, shadow, last, front.phrase)
        names = self._dealer.names(shadow, thread, front, group, dealt=dealt)
        if not names:
            refused = tuple(Refused(NONE.id, c.start, c.end) for c in group)
            return Step((), refused, thread._replace(end=last.end))
        phrase = self._dealer.of_gaps(phrase, names[0])
        several = len(dict.fromkeys(name.words for name in names))
        rounds = len(group) // several if names[0].rule == ROUNDS.id else 0
        named = []
        for position, (candidate, name) in enumerate(zip(group, names, strict=True)):
            q, rule = self._grouper.shared(
                candidate.quantity or first,
                first,
                last,
                distributive=dealt or phrase.says("distributive"),
            )
            own = self._dealer.of_one(phrase, name.words) if position < len(group) - 1 else phrase
            name = name if own is phrase else name._replace(rule=OWN_LEVEL.id)
            own = self._of_move(shadow, group, position, own)
            listed = (
                Listed(position // several, rounds, True, rule)
                if rounds
                else Listed(position, len(group), several == 1, rule)
            )
            named.append(
                Named(
                    candidate._replace(quantity=q), name, own, front.left,
                    listed=listed, part=front.part,
                )
            )  # fmt: skip
        kept = thread.subject if names[-1].inherited else names[-1]
        thread = thread._replace(
            subjects=tuple(names), subject=kept, end=last.end, part=front.part, since=0
        )
        return Step(tuple(named), (), thread)
