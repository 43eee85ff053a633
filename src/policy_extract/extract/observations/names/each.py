"""For each of many: 每个县（市、区）建成1个以上, 各乡镇至少1家 – the words that say so, and of what.

The value is for each of them; the area stays the plan's (docs/annotation.md, A6).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from policy_extract.document import Plan
from policy_extract.extract.observations.drafts import Named, Owned
from policy_extract.extract.observations.windows import OF
from policy_extract.lexicon import Lexicon
from policy_extract.measure.quantity import COUNTED
from policy_extract.rules import Rule, Said, Settled, Switches

_FEW = 10  # a least number up to this is one that every village or school can have


class EachWords:
    """The words that “each of many” goes by; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        follows = r"(?:(?<=\))|(?!<owners.form.not_following>))"
        every = r"(?:<owners.each.others>)?(?:<owners.each.every>)(?:<owners.each.counted>)?"
        of = r"(?:<owners.each.kinds>)?(?:<owners.each.of>)"
        # 全部镇|均建有1所: each, where something is said of every one
        all_of_them = rf"(?:<owners.each.all>)(?={of}(?:<owners.each.all_do>))"
        self.listed = pattern(rf"(?:{every}|{all_of_them})(?P<of>{of}){follows}")
        self.behind = pattern(rf"{every}{of}(?:<owners.each.does>)*$")
        # 每所民办学校|至少, 每12个班级|配备: any noun, up to the verb
        self.named = pattern(
            r"(?:<owners.each.per>)(?P<of>\d+(?:<owners.each.counted>)[\u4e00-\u9fff]{1,6}?|(?:<owners.each.counted>)"
            r"(?P<noun>(?!<owners.each.never>)[\u4e00-\u9fff]{2,8}?))(?=<owners.each.verbs>)"
        )
        self.implied = pattern(rf"(?P<of>[\u4e00-\u9fff]{{0,6}}?(?:<owners.each.levels>)){follows}")
        self.joints = words("owners", "place.joints")
        self.does = pattern("<owners.each.does>")
        self.least = pattern("<naming.name.at_least>")
        self.total = pattern("<owners.each.totals>")
        self.opening = (
            *words("owners", "each.every"),
            *words("owners", "each.others"),
            *words("owners", "each.all"),
        )
        self.opens = pattern("<owners.each.every>|<owners.each.others>|<owners.each.all>")

    def longer(
        self, listed: re.Match[str] | None, named: re.Match[str] | None
    ) -> re.Match[str] | None:
        """Of 每个村 and 每个村卫生室 the second, where a verb behind it says what each does.

        Refused: 每个园区|亩均税收达到…: the indicator stands before the verb.
        """
        if listed is None or named is None:
            return listed or named
        goes_on = named.start() == listed.start() and named.end() > listed.end()
        return named if goes_on and self.does.match(named.string, named.end()) else listed

    def without(self, name: str) -> str:
        """A name without the words at its front or end: 每个乡镇规上企业 → 规上企业, 零工市场每个县至少建成 → 零工市场."""
        if not name.startswith(self.opening):
            behind = self.behind.search(name, 2)
            return name[: behind.start()] if behind else name
        match = self.longer(self.listed.match(name), self.named.match(name))
        rest = name[match.end() :].lstrip(OF) if match else ""
        return rest if len(rest) >= 2 else name


class EachReader:
    """Reads for one plan of what a number is for each."""

    def __init__(self, plan: Plan, words: EachWords, switches: Switches) -> None:
        self._plan, self._words = plan, words
        self._on, self._implied = switches.has(LISTED), switches.has(IMPLIED)

    def of(self, named: Named, before: Owned | None) -> Settled[str] | None:
        """Each of what, out of the words in front of the number or of the list that it goes on."""
        if not self._on:
            return None
        left, start = named.left, named.candidate.start
        opens = self._words.opens.search(self._plan.shadow, left, start)
        said = self._said(left, start) if opens else None
        if said is not None:
            return Settled(self._plan.text[said.start : said.end], LISTED.id, said)
        if before is not None and before.each is not None and self._goes_on(before, named):
            return before.each
        return self._of_level(named) if self._implied else None

    def _said(self, left: int, start: int) -> Said | None:
        words, shadow = self._words, self._plan.shadow
        match = words.longer(
            _last(words.listed.finditer(shadow, left, start)),
            _last(words.named.finditer(shadow, left, start)),
        )
        if match is None:
            return None
        if words.total.search(shadow, match.end(), start):
            return None  # 各县共建成20个
        group = "noun" if match.groupdict().get("noun") else "of"
        return Said(match.start(group), match.end(group))

    def _goes_on(self, before: Owned, named: Named) -> bool:
        """“每个县至少建成1所高中、2所初中，培育3家龙头企业”: the same are meant; 全市…: they are not."""
        end = max(before.named.candidate.end, before.named.noun_end)
        between = self._plan.shadow[end : named.candidate.start]
        if named.phrase.says("whole_area", "timed"):
            return False
        if between.startswith(self._words.joints):
            return True
        return between.startswith((",", ";")) and named.before_noun and not named.phrase.name

    def _of_level(self, named: Named) -> Settled[str] | None:
        """“乡镇兼职教研员至少1人”: at least a few, said of places that are many."""
        q = named.candidate.quantity
        if q is None or q.kind not in COUNTED or q.low is None or q.low > _FEW:
            return None
        words, shadow = self._words, self._plan.shadow
        left, start = named.left, named.candidate.start
        if named.phrase.says("whole_area") or not words.least.search(shadow, left, q.end):
            return None
        match = words.implied.match(shadow, left, start)
        if match is None:
            return None
        said = Said(match.start("of"), match.end("of"))
        return Settled(self._plan.text[said.start : said.end], IMPLIED.id, said)


def _last(matches: Iterable[re.Match[str]]) -> re.Match[str] | None:
    found = list(matches)
    return found[-1] if found else None


LISTED = Rule(
    "each.of", "own", "逐个单位", "for each of many",
    "每个县（市、区）建成1个以上, 各乡镇至少1家, 每所学校配备2名: the value is for each of them",
    "各县（市、区）共建成20个: a total; 每个工作日, 每年; 全部镇通公路: all of them together", EachReader.of,
)  # fmt: skip
IMPLIED = Rule(
    "each.level", "own", "各级单位至少", "at least so many of a level",
    "乡镇兼职教研员至少1人, 小规模学校至少配备1名: said of places that are many",
    "全市乡镇至少建成30个: of all together", EachReader.of,
)  # fmt: skip
RULES = (LISTED, IMPLIED)
