"""The items of a list, and which of them are enterprises by what all of them look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from policy_extract.expressions import expression
from policy_extract.extract.companies.borders import BREAKS, CONTEXTS
from policy_extract.extract.companies.evidence import LONGEST_ITEM, Evidence, Looks
from policy_extract.extract.companies.names import NameShapes
from policy_extract.extract.companies.search import Find, Search
from policy_extract.extract.companies.text import Claim
from policy_extract.lexicon import Lexicon
from policy_extract.rules import Rule, Switches
from policy_extract.tuples import NamedTuple

if TYPE_CHECKING:
    from policy_extract.segment.tokens import Tokenizer

_LONGEST_LIST = 120
# Quotation marks and joints stand inside a list; every other break ends it.
_MARK = expression(f"[(){re.escape(''.join(sorted(BREAKS - frozenset('、“”-·'))))}]")
_ITEM = expression("[^、“”\n]+")
_BRACKET = expression(r"\([^()\n]{2,80}\)")


class Says(Enum):
    """How plainly the words around a list say that it is one of enterprises."""

    WEAKLY = "behind the list, of projects or units"
    PLAINLY = "behind the list, of enterprises"
    BEFORE = "in front of the list, of enterprises"


class Names(NamedTuple):
    """Starts and ends of names already found; ``unsure`` ones are also words (移动, 小米)."""

    sure: Mapping[int, int]
    unsure: Mapping[int, int]


class Item(NamedTuple):
    """An item of a list: its span, what it looks like, whether it ends like a company's short name."""

    start: int
    end: int
    evidence: Evidence
    ending: bool


class Items:
    """Reads and judges the items of lists; compiled once for a Lexicon."""

    def __init__(self, lexicon: Lexicon, shapes: NameShapes, switches: Switches) -> None:
        self._borders, self._refusals = shapes.borders, shapes.refusals
        self._looks = Looks(lexicon, shapes)
        self._refuses_trades = switches.has(TRADES)
        self._joint = lexicon.any_of(lexicon.words(CONTEXTS, "list.joints"))

    def accepted(self, items: Sequence[Item], says: Says) -> Iterator[Item]:
        """Those of the items of one list that are enterprises; none of a list of trades."""
        strong = says is not Says.WEAKLY
        looks = [item.evidence for item in items]
        known = Evidence.KNOWN in looks
        anchors = looks.count(Evidence.KNOWN) + looks.count(Evidence.INVENTED)
        anchors += looks.count(Evidence.BRANDED) if strong else 0
        odd = looks.count(Evidence.ODD) + looks.count(Evidence.COMMON)
        ordinary = looks.count(Evidence.ORDINARY)
        sure = known or any(i.ending for i in items if i.evidence is Evidence.INVENTED)
        against = ordinary + (0 if says is Says.BEFORE else odd)
        few = not known and anchors < against + (not sure and ordinary > 0)
        if self._refuses_trades and (not anchors or few):
            return
        alike = len(items) >= 2 and looks.count(Evidence.INVENTED) == len(items)
        for item in items:
            if item.evidence is Evidence.KNOWN:
                yield item
            elif item.evidence <= Evidence.COMMON:
                if item.evidence and strong and anchors >= max(2, odd) and not ordinary:
                    yield item
            elif item.evidence is Evidence.INVENTED:
                if strong or item.ending or known or alike or item.end - item.start >= 3:
                    yield item
            elif strong or (known and item.evidence is Evidence.POSSIBLE):
                yield item

    def side_by_side(self, items: Sequence[Item]) -> Iterator[Item]:
        """Items of a list that ends without 等: 支持恒瑞医药、豪森药业、康缘药业做大做强.

        At least two must be known or have an invented own name and the ending of a company.
        """
        sure = [i for i in items if i.evidence >= Evidence.INVENTED and i.ending]
        if len(sure) >= 2 and 2 * len(sure) >= len(items):
            yield from (i for i in items if i.evidence >= Evidence.POSSIBLE and i.ending)

    def items(
        self, text: str, end: int, names: Names, tokenizer: Tokenizer, begin: int | None = None
    ) -> Iterator[Item]:
        """The items of the list that ends at ``end``; without ``begin`` it opens where its clause does."""
        opening = _opening(text, end) if begin is None else begin
        spans = [m.span() for m in _ITEM.finditer(text, opening, end)]
        for index, (start, stop) in enumerate(spans):
            if index == 0:
                item = self.left_item(text, stop, names, tokenizer, begin)
                yield item or Item(start, stop, Evidence.ORDINARY, False)
            else:
                yield from self._joined(text, start, stop, names, tokenizer)

    def _joined(
        self, text: str, start: int, stop: int, names: Names, tokenizer: Tokenizer
    ) -> Iterator[Item]:
        """An item, or two joined by 和 or 与 when the whole is no name."""
        whole = self.item(text, start, stop, names, tokenizer)
        joint = self._joint.search(text, start + 2, stop - 2)
        if joint is None or whole.evidence is Evidence.KNOWN:
            yield whole
            return
        yield self.item(text, start, joint.start(), names, tokenizer)
        yield self.left_item(text, stop, names, tokenizer, joint.end()) or self.item(
            text, joint.end(), stop, names, tokenizer
        )

    def item(self, text: str, start: int, stop: int, names: Names, tokenizer: Tokenizer) -> Item:
        """The item that fills ``text[start:stop]``."""
        if stop in (names.sure.get(start), names.unsure.get(start)):
            return Item(start, stop, Evidence.KNOWN, True)
        # 中国电信(国家), 联盟电子(浙江): the bracket is no part of the shape.
        bracket = text.find("(", start, stop)
        evidence, ending = self._looks.evidence(
            text[start : bracket if bracket > 0 else stop], tokenizer
        )
        return Item(start, bracket if bracket > 0 else stop, evidence, ending)

    def in_brackets(
        self, text: str, end: int, names: Names, tokenizer: Tokenizer
    ) -> Iterator[Item]:
        """The items in the brackets of a list: 食品加工(A、B)、装备制造(C、D)等行业龙头企业."""
        for bracket in _BRACKET.finditer(text, _opening(text, end), end):
            yield from self.items(text, bracket.end() - 1, names, tokenizer, bracket.start() + 1)

    def left_item(
        self,
        text: str,
        stop: int,
        names: Names,
        tokenizer: Tokenizer,
        begin: int | None = None,
    ) -> Item | None:
        """The item that ends at ``stop`` and begins behind a word that introduces names, or at ``begin``."""
        if begin is not None and names.sure.get(begin) == stop:
            return Item(begin, stop, Evidence.KNOWN, True)
        best: Item | None = None
        odd: Item | None = None
        for start in range(stop - 2, max(stop - LONGEST_ITEM, begin or 0) - 1, -1):
            if start < stop - 2 and text[start] in BREAKS:
                break
            if names.sure.get(start) == stop:
                return Item(start, stop, Evidence.KNOWN, True)
            if best is None and (
                start == begin or self._borders.ends_before(text, start, tokenizer)
            ):
                item = self.item(text, start, stop, names, tokenizer)
                if item.evidence is Evidence.ODD:
                    odd = odd or item
                elif item.evidence is not Evidence.ORDINARY:
                    best = item
        return best or odd

    def right_item(self, text: str, start: int, tokenizer: Tokenizer) -> int | None:
        """End of the name that begins at ``start``, where a word follows that follows names."""
        for end in range(start + 2, min(start + 9, len(text))):
            if text[end - 1] in BREAKS:
                return None
            if not self._borders.begins_after(text, end):
                continue
            if self._looks.evidence(text[start:end], tokenizer)[0] is Evidence.INVENTED:
                return end
        return None


def _opening(text: str, end: int) -> int:
    """Where the list that ends at ``end`` opens: behind a break or an open bracket."""
    begin, depth = max(end - _LONGEST_LIST, 0), 0
    for mark in reversed(list(_MARK.finditer(text, begin, end))):
        char = mark.group()
        if char == ")":
            depth += 1
        elif char == "(" and depth:
            depth -= 1
        else:
            return mark.end()
    return begin


def names_of(search: Search) -> Names:
    """The names that the passes before have found."""
    return Names({c.start: c.end for c in search.claims}, search.unsure)


def claims_of(items: Iterable[Item], names: Names, rule: Rule[Find]) -> list[Claim]:
    """Claims of a rule for items that no pass before has found."""
    return [Claim(i.start, i.end, rule.id) for i in items if names.sure.get(i.start) != i.end]


TRADES: Rule[Callable[..., Iterator[Item]]] = Rule(
    id="company.trades",
    stage="companies.refuse",
    zh="行业并列不是企业名单",
    en="a list of trades or products, not of names",
    says="leaves out 纺织、医药、化工等重点产业企业: too little in it reads like a name",
    refuses="瀚晟半导体、昊泰光电等企业",
    run=Items.accepted,
)

REFUSALS = (TRADES,)
