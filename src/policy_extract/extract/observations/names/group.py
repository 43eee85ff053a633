"""The group stage: numbers that a list joins, and what they share (unit, bound), by named rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from policy_extract.extract.observations.drafts import Candidate
from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.alternation import alternation
from policy_extract.measure.quantity import Quantity
from policy_extract.rules import Rule, Switches
from policy_extract.tuples import NamedTuple

_TOLD = 12  # signs in which “分别” stands before a list
_LEAST = 2  # numbers of a list


class Gap(NamedTuple):
    """Two numbers that follow each other, with the words between them."""

    before: Quantity
    behind: Quantity
    words: str
    told: bool


Joins = Callable[[Gap], bool | None]


class Grouper:
    """Groups the numbers of a sentence; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, switches: Switches) -> None:
        self._mark = lexicon.pattern(r"\s?(?:<dating.lists.joined>)\s?")
        self._moves = lexicon.pattern(
            r"\s?(?:、|<naming.name.and>)\s?(?:(?P<up><measures.growth.up>|<measures.growth.short_up>)|(?P<down><measures.growth.down>|<measures.growth.short_down>))\s?"
        )
        self._told = lexicon.compiled(alternation(lexicon.words("dating", "lists.told")))
        self._rules = switches.on(JOINING)
        self._shares = switches.on(SHARING)

    def group(self, shadow: str, candidates: Sequence[Candidate], index: int) -> list[Candidate]:
        """The number at ``index`` with those behind it that only a list mark parts: 9.8%、4.1%和5.6%.

        None of a promise without number. The first may lack the unit.
        """
        first = candidates[index]
        if first.quantity is None:
            return []
        group = [first]
        start = first.quantity.start
        told = self._deals(shadow, start)
        for following in candidates[index + 1 :]:
            last = group[-1].quantity
            if following.quantity is None or last is None:
                break
            words = shadow[last.end : following.quantity.start]
            if told and self.moved(words):
                words = words[0]  # 分别增长15.7%|、下降|1.3%: each tells which way it went
            if not self._mark.fullmatch(words):
                break
            if not told and following.quantity.kind != last.kind:
                told = self._repeats(shadow, candidates, index)
            if not self._joined(Gap(last, following.quantity, words, told)):
                break
            group.append(following)
        return group

    def moved(self, words: str) -> re.Match[str] | None:
        """The word of growth or decline, in its group ``up`` or ``down``, that parts a number of a list from the one before: 、下降."""
        return self._moves.fullmatch(words)

    def _deals(self, shadow: str, start: int) -> bool:
        """Whether 分别 stands in front of a list that begins at ``start``."""
        return self._told.search(shadow, max(0, start - _TOLD), start) is not None

    def _repeats(self, shadow: str, candidates: Sequence[Candidate], index: int) -> bool:
        """Numbers of the kinds of the list right before them: 分别由4.8‰、12.6/10万|下降到3.1‰、6.8/10万.

        Refused: 5家、12亿元 behind a list of others, or behind none; 增长8%、突破60亿元 behind 增长5%、约400亿元, which deals nothing out.
        """
        start = index - 1
        while start > 0 and self._mark.fullmatch(
            shadow[candidates[start - 1].end : candidates[start].start]
        ):
            start -= 1
        size = index - start
        if size < _LEAST or not self._deals(shadow, candidates[start].start):
            return False
        kinds = [c.quantity and c.quantity.kind for c in candidates[start : index + size]]
        return kinds[:size] == kinds[size:]

    def _joined(self, gap: Gap) -> bool:
        return next((said for rule in self._rules if (said := rule.run(gap)) is not None), False)

    def shared(
        self, q: Quantity, first: Quantity, last: Quantity, *, distributive: bool
    ) -> tuple[Quantity, str]:
        """A number of a list with what it shares, and the last rule that gave it something (“” for none).

        920.6、4453.0亿元 (unit); 分别突破3000家、10000家 and 分别达到50家、100家以上 (bound).
        """
        spoken = ""
        listed = Listing(first, last, distributive)
        for rule in self._shares:
            found: Quantity | None = rule.run(q, listed)
            if found is not None:
                q, spoken = found, rule.id
        return q, spoken


class Listing(NamedTuple):
    """The first and the last number of a list, and whether it deals its numbers out (分别)."""

    first: Quantity
    last: Quantity
    distributive: bool


def _short_points(q: Quantity, last: Quantity) -> bool:
    """15个、|20个工作日, 12个和|10个百分点: the unit of the first is cut short. Refused: 12个、10家."""
    longer = last.kind in ("points", "time") and q.unit == "个"
    return longer and len(last.unit or "") > 1 and (last.unit or "").startswith(q.unit or "")


def _doubling(gap: Gap) -> bool | None:
    counted = gap.before.unit is not None and gap.before.unit == gap.behind.unit
    return False if gap.behind.kind == "multiple" and not counted else None


def _points(gap: Gap) -> bool | None:
    return True if _short_points(gap.before, gap.behind) else None


def _unlike(gap: Gap) -> bool | None:
    unlike = gap.behind.kind != gap.before.kind and gap.before.kind != "none"
    return False if unlike and not gap.told else None


def _comma(gap: Gap) -> bool | None:
    return False if gap.words.strip() == "," and not gap.told else None


def _listed(gap: Gap) -> bool | None:
    del gap
    return True


def _shared_unit(q: Quantity, listed: Listing) -> Quantity | None:
    last = listed.last
    if (q.kind == "none" and last.unit) or _short_points(q, last):
        return q._replace(
            unit=last.unit, kind=last.kind, scale=last.scale, base_unit=last.base_unit
        )
    return None


def _shared_bound(q: Quantity, listed: Listing) -> Quantity | None:
    if not listed.distributive or q.comparator != "=":
        return None
    for other in (listed.first, listed.last):
        if other.comparator in (">", ">=", "<", "<=", "~"):
            low = q.low if other.comparator in (">", ">=", "~") else None
            high = q.low if other.comparator in ("<", "<=", "~") else None
            return q._replace(comparator=other.comparator, low=low, high=high, bound=other.bound)
    return None


#: In the order in which they are asked of two neighbours with a list mark between them.
JOINING: tuple[Rule[Joins], ...] = (
    Rule(
        "group.doubling", "group", "翻番另计", "a doubling stands alone",
        "a multiple (翻一番) joins no list", "9.8%、4.1%和5.6%; 分别增加1倍和2倍: counted alike", _doubling,
    ),
    Rule(
        "group.points", "group", "百分点省略", "points cut short",
        "提高12个和10个百分点, 分别压减至15个、20个工作日: the first 个 is short for 个百分点, 个工作日", "12个、10家", _points,
    ),
    Rule(
        "group.unlike", "group", "单位不同", "units unlike",
        "5家、12亿元 are no list of one thing", "分别达到5家、12亿元: 分别 joins them; 由4.8‰、12.6/10万下降到3.1‰、6.8/10万: as before", _unlike,
    ),
    Rule(
        "group.comma", "group", "逗号", "comma",
        "numbers with a comma between them are two statements", "分别达到12,15和18家", _comma,
    ),
    Rule(
        "group.list", "group", "并列数值", "list of numbers",
        "9.8%、4.1%和5.6%: only list marks between them; 分别增长15.7%、下降1.3%: and which way each went",
        "增长15.7%、下降1.3% without 分别", _listed,
    ),
)  # fmt: skip

#: Every one is asked; each gives what it gives.
SHARING: tuple[Rule[Callable[[Quantity, Listing], Quantity | None]], ...] = (
    Rule(
        "group.shared_unit", "group", "共用单位", "shared unit",
        "920.6、4453.0亿元: the unit of the last holds for all", "920.6%、4453.0亿元", _shared_unit,
    ),
    Rule(
        "group.shared_bound", "group", "共用限定词", "shared bound",
        "分别达到50家、100家以上: 以上 holds for both", "50家、100家以上 without 分别", _shared_bound,
    ),
)  # fmt: skip
