"""Verbs that stand alone for what is done, and the things that it is done to, which were named before: 排查隐患1200处，|整改|1180处."""

from __future__ import annotations

from typing import Final

from policy_extract.extract.observations.drafts import Name
from policy_extract.extract.observations.peeled_words import JOINED_VERBS
from policy_extract.extract.observations.phrase import Phrase
from policy_extract.lexicon import Lexicon

#: The rule by which a bare verb takes what it is done to.
VERB_ALONE: Final = "complete.verb_alone"
#: … and one of two verbs that were joined.
JOINED_VERB: Final = "complete.joined_verb"
#: What was done to some of those who were counted: such a number is none of what was added.
OF_DEEDS: Final = frozenset((VERB_ALONE, JOINED_VERB))


class Deeds:
    """Reads such verbs; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        again = words("naming", "complete.again")
        self._again = again
        alone = (*words("naming", "complete.alone"), *again)
        self._alone = frozenset(alone)
        self._ends = tuple(sorted(alone, key=lambda verb: (-len(verb), verb)))
        self._verbs = self._alone | frozenset(words("naming", "head.also_done"))
        self._stages = frozenset(words("naming", "complete.stages"))
        self._amounts = (*words("naming", "complete.measures"), *words("naming", "project.money"))
        self._joined = pattern(
            rf"{JOINED_VERBS}(?:(?:<naming.head.or_also>)?(?:<naming.head.also_done>))*"
        )
        done = (
            r"(?:<naming.complete.found>|<naming.complete.alone>|<naming.complete.again>|<naming.head.also_done>)"
            r"(?:<naming.head.or_also>)?"
        )
        self._done = pattern(rf"^(?:{JOINED_VERBS})?(?:{done})*(?=[\u4e00-\u9fff“\dA-Za-z]{{2}})")
        self._improving = tuple(
            verb for verb in self._ends if verb.endswith(words("measures", "growth.up"))
        )
        self._begun = frozenset(words("naming", "complete.begun"))
        self._finished = frozenset(words("naming", "complete.finished"))
        self._built = frozenset(words("naming", "complete.built"))
        self._started = pattern(r"^(?:<naming.complete.started>)(?=[\u4e00-\u9fff“]{2})")

    def alone(self, name: str) -> bool:
        """A name that is only what is done: 整改, 竣工, 新建改扩建."""
        return name in self._alone or self._joined.fullmatch(name) is not None

    def of(self, name: str, previous: str | None) -> str | None:
        """After 排查安全隐患, “整改” → 整改安全隐患; None for a name that is more than a verb.

        Refused: 完成投资5亿元，改造20万平方米: an amount is nothing that one mends; 搬迁1200户4800人: the verb itself;
        总投资560亿元，开工112个，竣工36个: 开工 alone says nothing of what.
        """
        if not previous or not self.alone(name) or previous.endswith((name, *self._amounts)):
            return None
        return self.done_to(name, previous)

    def done_to(self, name: str, previous: str) -> str | None:
        """A verb with what it is done to: 排查房屋隐患 of 排查 and 房屋隐患|整治; None where only verbs stand there."""
        done = next((verb for verb in self._ends if previous.endswith(verb)), "")
        if name in self._stages and done not in self._stages:
            done = ""  # 老旧小区|改造|120个，|竣工|86个: how far the work came
        whose = previous.removesuffix(done)  # 保障性住房开工3200套，|竣工|2600套
        bare = self.undone(whose)
        return name + bare if bare and bare not in self._verbs else None

    def undone(self, words: str) -> str:
        """The things without what is done to them: 学校 of |改造提升|学校, 公交车 of |新增、更新|公交车; a verb alone as it is."""
        bare = self._done.sub("", words, 1)
        return words if bare in self._verbs else bare

    def whole(self, phrase: Phrase) -> Phrase:
        """The phrase named by both verbs, of which the second was taken for growth: 农田|改造|提升|2万亩. Refused: 能力|提升|12个."""
        word = phrase.word("up")
        if not word or phrase.says("to") or not (phrase.name + word).endswith(self._improving):
            return phrase
        return phrase.but("up").named(phrase.name + word)

    def next_of(self, subject: Name, words: str, phrase: Phrase) -> str:
        """``words``, the name of ``subject``, as the next number has it that says what is done anew.

        城建项目 of |续建|城建项目 behind 新建, of a verb that was only completed behind any increase; 棚户区改造 of |开工|棚户区改造
        behind 基本建成. Refused: 整治隐患点50处，新增20处: newly done.
        """
        if phrase.says("new", "increase"):
            begun = subject.rule in OF_DEEDS or phrase.word("new", "increase") in self._begun
            return self.undone(words) if begun else words
        if phrase.says("cumulative") and subject.words.startswith(self._again):
            return self.undone(words)  # 新认定高企86家，重新认定32家，|累计|326家
        built = any(sign.word in self._built for sign in phrase.signs)
        if phrase.says("cumulative") and built and subject.rule in OF_DEEDS:
            return self.undone(words)  # 新建农田45万亩、改造12万亩，累计|建成|680万亩
        if any(sign.word in self._finished for sign in phrase.signs):
            return self._started.sub("", words, 1)
        return words
