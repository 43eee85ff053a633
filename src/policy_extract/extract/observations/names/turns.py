"""A clause without a number that says of what the next number is: 外贸进出口再创新高，达到1050亿元.

Work reports say first how something went and then how far it came; the number’s own clause names nothing. The nearest
such clause is asked before an indicator that was named with an earlier number.
"""

from __future__ import annotations

from policy_extract.extract.observations.drafts import TURNED, Name
from policy_extract.extract.observations.names.words import NameWords
from policy_extract.extract.observations.peeler import Peeler
from policy_extract.extract.observations.phrase import Phrase
from policy_extract.extract.observations.timeline import TimeLine
from policy_extract.extract.observations.windows import TIME, left_edge, located, words_before
from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.lexicon import names_of_indicators
from policy_extract.measure.quantity import COUNTED, Quantity
from policy_extract.rules import Rule, Switches

_FEWEST = 2  # signs of a subject
_AGO = 3  # clauses that are looked back on
_SHARES = frozenset(("ratio", "points", "fraction", "multiple", "none", "parts"))


class Turns:
    """Tells what a clause without a number is about; built once for a lexicon."""

    def __init__(
        self, lexicon: Lexicon, names: NameWords, peeler: Peeler, switches: Switches
    ) -> None:
        words = lexicon.words
        self._peeler, self._on = peeler, switches.has(TURN)
        self._predicate = lexicon.pattern("(?:<naming.turn.predicates>)")
        self._goes_on = lexicon.pattern(rf"(?:<naming.turn.goes_on>|{TIME})")
        self._known = lexicon.once(names_of_indicators)
        self._measured = (*words("naming", "complete.measures"), *words("naming", "turn.amounts"))
        self._predicates = words("naming", "turn.predicates")
        self._grown = lexicon.pattern(
            "(?P<what><naming.turn.grown>)(?:<naming.turn.growing>)(?=<naming.turn.predicates>)"
        )
        self._branch = lexicon.pattern(
            "(?P<what><owners.industry.general>)(?=<naming.turn.predicates>)"
        )
        self._yields, self._outputs = names.yields, words("naming", "inner.outputs")
        self._counted = words("naming", "turn.counted")
        self._share_ends, self._shares = names.share_ends, names.levels

    def subject(
        self, shadow: str, said: int, left: int, q: Quantity, phrase: Phrase, timeline: TimeLine
    ) -> Name | None:
        """The indicator that a clause between ``said``, where the last statement ends, and ``left``, where the
        words of the number ``q`` begin, is about (offsets in code points); ``phrase`` is what those words say.

        None where no clause tells: 经济运行稳中有进，增长6.5%; 产值76亿元，较2015年增长75%: nothing stands between.
        """
        if not self._on or shadow[left - 1 : left] != "," or left - 1 <= said:
            return None
        end = left - 1
        for _ in range(_AGO):
            begin = left_edge(shadow, said, end)
            words = words_before(shadow, begin, end, timeline)
            name = self._opening(words, q, phrase)
            if name:
                return Name(name, TURN.id, located(shadow, name, begin, end))
            mark = begin - 1
            if mark <= said or shadow[mark] != "," or not self._goes_on.match(words):
                return None
            end = mark
        return None

    def maker(
        self, shadow: str, said: int, left: int, bare: str, timeline: TimeLine
    ) -> Name | None:
        """Of what a bare yield or output is, by the clause right before (offsets as in ``subject``).

        粮食|生产再获丰收，总产…; 数字经济|蓬勃发展，营业收入…: branches that are never a segment.
        Refused: 农业经济持续向好，总产…: nothing is grown; 粮食生产面积: no predicate follows; 招商引资成效显著，税收….
        """
        asked = bare in self._yields or bare in self._outputs
        if not (asked and self._on) or shadow[left - 1 : left] != "," or left - 1 <= said:
            return None
        begin = left_edge(shadow, said, left - 1)
        words = words_before(shadow, begin, left - 1, timeline).replace(TIME, "")
        opening = self._peeler.front(words, Phrase("")).name
        found = self._grown.match(opening) if bare in self._yields else None
        if found is None and bare in self._outputs:
            found = self._branch.match(opening)
        if found is None:
            return None
        return Name(found["what"], TURN.id, located(shadow, found["what"], begin, left - 1))

    def _opening(self, words: str, q: Quantity, phrase: Phrase) -> str:
        """What the words of a clause open with that ``q`` can be of: 财政收入|再创新高; nothing where no predicate follows."""
        name = self._peeler.front(words.replace(TIME, ""), Phrase("")).name
        for verb in self._predicate.finditer(name):
            subject = name[: verb.start()]
            alone = len(subject) >= _FEWEST and self._peeler.peel(subject).name  # 占全市的比重
            if alone and self._fits(subject, q, phrase):
                return subject
        return ""

    def _fits(self, subject: str, q: Quantity, phrase: Phrase) -> bool:
        """Whether a number of this kind may be the subject’s: 58% of a rate, 91亿元 of an amount, 620家 of bodies."""
        if subject.endswith(self._predicates):
            return False  # 装机容量快速|增长
        measures = subject in self._known or subject.endswith((*self._measured, *self._share_ends))
        if not measures and not (q.kind in COUNTED and subject.endswith(self._counted)):
            return False
        if subject.endswith(self._shares):
            return q.kind in _SHARES
        return q.kind != "ratio" or phrase.moved or subject.endswith(self._share_ends)


TURN = Rule(
    TURNED, "name", "前句的主语", "what the clause before is about",
    "外贸进出口再创新高，|达到1050亿元; 财政收入迈上新台阶，居全省第二，|达到91亿元: its subject, before one named with a number",
    "经济运行稳中有进，增长6.5%: nothing that is measured; 城镇化率稳步提高，新增120公里: no rate is so many km",
    Turns.subject,
)  # fmt: skip
