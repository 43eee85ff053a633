"""What the number behind says of the name in front of it: the noun of a bare class, and that a sum is the next one's.

Asked of two names that stand one behind the other, as ``clauses`` has read them.
"""

from __future__ import annotations

from policy_extract.extract.observations.drafts import Named
from policy_extract.lexicon import Lexicon
from policy_extract.measure.quantity import COUNTED
from policy_extract.rules import Rule, Switches

_NOUN = 2  # signs of a noun at least


class ByNext:
    """Reads such names; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, switches: Switches) -> None:
        words = lexicon.words
        self._kinds = words("naming", "complete.kinds")
        self._verbs = ("", *words("announcing", "keep"))
        self._sums = (*words("naming", "complete.sums"), *words("naming", "project.whole_sums"))
        self._class_ahead, self._sum_ahead = switches.has(CLASS_AHEAD), switches.has(SUM_AHEAD)

    def settle(self, last: Named, item: Named) -> Named:
        """The name in front as the one behind it leaves it."""
        if not last.before_noun:
            return last
        if self._class_ahead and item.before_noun:
            return self.of_class(last, item)
        return self.of_sum(last, item) if self._sum_ahead else last

    def of_class(self, last: Named, item: Named) -> Named:
        """“42座中型、40座小型水库”: the noun stands behind the second class and holds for both.

        Refused: 5座大型水库、6座中型水库 (a noun of its own); 3座大型、2个基地 (no class behind).
        """
        words, other = last.name.words, item.name.words
        bare = next((kind for kind in self._kinds if words.endswith(kind)), "")
        close = 0 <= item.candidate.start - last.noun_end <= 1
        if not bare or not close or words.removesuffix(bare) not in self._verbs:
            return last
        kind = next((kind for kind in self._kinds if other.startswith(kind)), "")
        noun = other.removeprefix(kind) if kind else ""
        if len(noun) < _NOUN:
            return last
        return last._replace(name=last.name.completed(words + noun, CLASS_AHEAD.id))

    def of_sum(self, last: Named, item: Named) -> Named:
        """“18座调蓄水库|总库容|3亿立方米”: the sum is the next number's; counted is what stands in front of it.

        Refused: 3项|总投资 (nothing is left), a second count (12个项目总投资、5个…).
        """
        q, second = last.candidate.quantity, item.candidate.quantity
        if q is None or second is None or q.kind not in COUNTED or second.kind in COUNTED:
            return last
        words = last.name.words
        if not item.name.inherited or item.name.words != words or not words.endswith(self._sums):
            return last
        end = max((s for s in self._sums if words.endswith(s)), key=len)
        counted = words.removesuffix(end)
        if len(counted) < _NOUN:
            return last
        return last._replace(name=last.name._replace(words=counted, rule=SUM_AHEAD.id))


CLASS_AHEAD = Rule(
    "complete.class_ahead", "name", "类别启后", "a bare class before its noun",
    "42座中型、40座小型|水库: the first is 中型水库",
    "5座大型水库、6座中型水库: a noun of its own", ByNext.of_class,
)  # fmt: skip
SUM_AHEAD = Rule(
    "name.sum_ahead", "name", "计数后的总额", "a sum behind what is counted",
    "18座调蓄水库|总库容|3亿立方米: 18 counts 调蓄水库, the sum is the next number's",
    "总投资12项: nothing stands in front of the sum", ByNext.of_sum,
)  # fmt: skip

RULES = (CLASS_AHEAD, SUM_AHEAD)
