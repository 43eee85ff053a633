"""Names that only their context betrays: lists (“A、B、C等企业”) and neighbours of names.

A list is believed when at least one of its items is a known name or reads like an invented one;
lists of trades (“纺织、医药、化工等重点产业企业”) have none and yield nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policy_extract.extract.companies.borders import BREAKS, CONTEXTS, FORMS
from policy_extract.extract.companies.evidence import (
    LONGEST_ITEM,
    LONGEST_OWN,
    Evidence,
    Looks,
)
from policy_extract.extract.companies.names import NameShapes
from policy_extract.extract.companies.search import Find, Search
from policy_extract.extract.companies.text import Claim
from policy_extract.extract.companies.words import alternation
from policy_extract.lexicon import Lexicon
from policy_extract.rules import Rule, Switches

if TYPE_CHECKING:
    from policy_extract.segment.tokens import Tokenizer

_LONGEST_LIST = 120
# Quotation marks and joints stand inside a list; every other break ends it.
_LIST_BREAKS = BREAKS - frozenset("、“”-·")
_ITEM = re.compile("[^、“”\n]+")


@dataclass(frozen=True, slots=True)
class Names:
    """Starts and ends of names already found; ``unsure`` ones are also words (移动, 小米)."""

    sure: Mapping[int, int]
    unsure: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class _Item:
    start: int
    end: int
    evidence: Evidence
    ending: bool


class ListContexts:
    """Finds lists of enterprises in a stream; compiled once for a Lexicon."""

    def __init__(self, lexicon: Lexicon, shapes: NameShapes, switches: Switches) -> None:
        self._borders, self._refusals = shapes.borders, shapes.refusals
        self._looks = Looks(lexicon, shapes)
        self._refuses_trades = switches.has(TRADES)
        self._and_so_on = lexicon.words(CONTEXTS, "list.and_so_on")
        self._list_signs = ("、", *self._and_so_on)
        strong = alternation(lexicon.words(CONTEXTS, "list.heads"))
        weak = alternation(lexicon.words(CONTEXTS, "list.weak_heads"))
        roles = alternation(lexicon.words(CONTEXTS, "list.roles"))
        gap = "[^，。；：、！？,:;!?\n]"
        self._list_end = re.compile(
            f"{alternation(self._and_so_on)}+(?:{gap}{{0,22}}?(?:(?P<strong>{strong})|(?P<weak>{weak})(?P<more>{gap}{{0,2}}?(?:{strong}))?))"
            f"|(?P<role>{roles})(?P<of>{gap}{{0,12}}?(?:{strong}))?"
        )
        limited = alternation(lexicon.words(FORMS, "legal.limited"))
        said = f"(?!{limited}){alternation(lexicon.words(CONTEXTS, 'list.said'))}"
        # “龙头企业包括A、B”, “龙头企业(A(贵州)、B)”
        self._headed = re.compile(
            rf"{strong}{gap}{{0,4}}?(?:{said}(?P<items>[^。;\n:]{{5,{_LONGEST_LIST}}})"
            rf"|\((?P<inside>(?:[^()。;\n]|\([^()\n]{{1,8}}\)){{5,{_LONGEST_LIST}}})\))"
        )
        self._joint = re.compile(alternation(lexicon.words(CONTEXTS, "list.joints")))

    def listed(self, search: Search) -> list[Claim]:
        """The names of lists that say what they list: “A、B等企业”, “以A、B为龙头”.

        Unsure names count as known only in a list whose noun is an enterprise.
        """
        text, tokenizer = search.text, search.tokenizer
        names = _names(search)
        only_sure = Names(names.sure, {})
        found: list[Claim] = []
        for match in self._list_end.finditer(text):
            strong = bool(match["strong"] or match["more"] or match["of"])
            end = match.start()
            if end < 2 or (not match["role"] and self._refusals.ends_word(text, end, tokenizer)):
                continue
            if match["role"] and text.endswith(self._and_so_on, 0, end):
                end -= 1
            items = list(self._items(text, end, names if strong else only_sure, tokenizer))
            found += _claims(self._accepted(items, strong=strong), names, LIST_CONTEXT)
        return found

    def headed(self, search: Search) -> list[Claim]:
        """The names behind a noun that says what is listed: “重点企业：A、B、C等。”, “龙头企业包括A、B”.

        Refused: a list in which nothing reads like a name (重点企业：纺织、医药、化工等).
        """
        text, names = search.text, _names(search)
        found: list[Claim] = []
        for match in self._headed.finditer(text):
            start, end = match.span("items" if match["items"] else "inside")
            and_so_on = min(
                (i for w in self._and_so_on if (i := text.find(w, start, end)) > 0), default=end
            )
            if text.count("、", start, and_so_on) < 1:
                continue
            stop = text.find(",", start, and_so_on)
            end = stop if stop > 0 else and_so_on
            items = list(self._items(text, end, names, search.tokenizer))
            found += _claims(self._accepted(items, strong=True), names, LIST_HEADED)
        return found

    def chained(self, search: Search) -> list[Claim]:
        """Two items or more that end like companies, side by side: 豪森药业、康缘药业做大做强."""
        text = search.text
        names = Names(_names(search).sure, {})
        found: list[Claim] = []
        last = 0
        for start, end in search.runs:
            chained = last and text[last] == "、" and start - last <= LONGEST_OWN + 1
            last = end
            if not chained or text.startswith(self._list_signs, end):
                continue
            if not self._refusals.runs_on(text, end):
                items = list(self._items(text, end, names, search.tokenizer))
                found += _claims(self._side_by_side(items), names, CHAIN)
        return found

    def neighbours(self, search: Search) -> list[Claim]:
        """What stands beside an accepted name behind or before “、” and is shaped like a name."""
        text, tokenizer = search.text, search.tokenizer
        known = {c.start: c.end for c in search.claims}
        ends = {c.end: c.start for c in search.claims}
        found: list[Claim] = []
        for claim in search.claims:
            position = claim.end
            while position < len(text) and text[position] == "、" and position + 1 not in known:
                item = self._right_item(text, position + 1, tokenizer)
                if item is None:
                    break
                found.append(Claim(position + 1, item, COORDINATION.id))
                position = item
            position = claim.start - 1
            while position > 1 and text[position] == "、" and position not in ends:
                start = self._left_item(text, position, Names({}, {}), tokenizer)
                if start is None or start.evidence < Evidence.INVENTED:
                    break
                found.append(Claim(start.start, start.end, COORDINATION.id))
                position = start.start - 1
        return found

    def _accepted(self, items: list[_Item], *, strong: bool) -> Iterator[_Item]:
        count = {e: sum(i.evidence is e for i in items) for e in Evidence}
        known = count[Evidence.KNOWN] > 0
        anchors = count[Evidence.KNOWN] + count[Evidence.INVENTED]
        odd, ordinary = count[Evidence.ODD], count[Evidence.ORDINARY]
        sure = known or any(i.ending for i in items if i.evidence is Evidence.INVENTED)
        few = not known and anchors < ordinary + odd + (not sure and ordinary > 0)
        if self._refuses_trades and (not anchors or few):
            return
        alike = len(items) >= 2 and count[Evidence.INVENTED] == len(items)
        for item in items:
            if item.evidence is Evidence.KNOWN:
                yield item
            elif item.evidence is Evidence.ODD:
                if strong and anchors >= max(2, odd) and not ordinary:
                    yield item
            elif item.evidence is Evidence.INVENTED:
                if strong or item.ending or known or alike or item.end - item.start >= 3:
                    yield item
            elif item.evidence is Evidence.POSSIBLE and (strong or known):
                yield item

    def _side_by_side(self, items: list[_Item]) -> Iterator[_Item]:
        """Items of a list that ends without 等: 支持恒瑞医药、豪森药业、康缘药业做大做强.

        At least two must be known or have an invented own name and the ending of a company.
        """
        sure = [i for i in items if i.evidence >= Evidence.INVENTED and i.ending]
        if len(sure) >= 2 and 2 * len(sure) >= len(items):
            yield from (i for i in items if i.evidence >= Evidence.POSSIBLE and i.ending)

    def _items(self, text: str, end: int, names: Names, tokenizer: Tokenizer) -> Iterator[_Item]:
        begin = end
        depth = 0
        while begin > 0 and end - begin < _LONGEST_LIST:
            char = text[begin - 1]
            if char == ")":
                depth += 1
            elif char == "(":
                if depth == 0:
                    break
                depth -= 1
            elif char in _LIST_BREAKS:
                break
            begin -= 1
        spans = [(begin + m.start(), begin + m.end()) for m in _ITEM.finditer(text[begin:end])]
        for index, (start, stop) in enumerate(spans):
            if index == 0:
                item = self._left_item(text, stop, names, tokenizer)
                yield item or _Item(start, stop, Evidence.ORDINARY, False)
            else:
                yield from self._joined(text, start, stop, names, tokenizer)

    def _joined(
        self, text: str, start: int, stop: int, names: Names, tokenizer: Tokenizer
    ) -> Iterator[_Item]:
        """An item, or two joined by 和 or 与 when the whole is no name."""
        whole = self._item(text, start, stop, names, tokenizer)
        joint = self._joint.search(text, start + 2, stop - 2)
        if joint is None or whole.evidence is Evidence.KNOWN:
            yield whole
            return
        yield self._item(text, start, joint.start(), names, tokenizer)
        yield self._left_item(text, stop, names, tokenizer) or self._item(
            text, joint.end(), stop, names, tokenizer
        )

    def _item(self, text: str, start: int, stop: int, names: Names, tokenizer: Tokenizer) -> _Item:
        if stop in (names.sure.get(start), names.unsure.get(start)):
            return _Item(start, stop, Evidence.KNOWN, True)
        # 中国电信(国家), 联盟电子(浙江): the bracket is no part of the shape.
        bracket = text.find("(", start, stop)
        evidence, ending = self._looks.evidence(
            text[start : bracket if bracket > 0 else stop], tokenizer
        )
        return _Item(start, bracket if bracket > 0 else stop, evidence, ending)

    def _left_item(self, text: str, stop: int, names: Names, tokenizer: Tokenizer) -> _Item | None:
        """The item that ends at ``stop`` and begins behind a word that introduces names."""
        best: _Item | None = None
        odd: _Item | None = None
        for start in range(stop - 2, max(stop - LONGEST_ITEM, 0) - 1, -1):
            if start < stop - 2 and text[start] in BREAKS:
                break
            if names.sure.get(start) == stop:
                return _Item(start, stop, Evidence.KNOWN, True)
            if best is None and self._borders.ends_before(text, start, tokenizer):
                item = self._item(text, start, stop, names, tokenizer)
                if item.evidence is Evidence.ODD:
                    odd = odd or item
                elif item.evidence is not Evidence.ORDINARY:
                    best = item
        return best or odd

    def _right_item(self, text: str, start: int, tokenizer: Tokenizer) -> int | None:
        """End of the name that begins at ``start``, where a word follows that follows names."""
        for end in range(start + 2, min(start + 9, len(text))):
            if text[end - 1] in BREAKS:
                return None
            if not self._borders.begins_after(text, end):
                continue
            if self._looks.evidence(text[start:end], tokenizer)[0] is Evidence.INVENTED:
                return end
        return None


def _names(search: Search) -> Names:
    return Names({c.start: c.end for c in search.claims}, search.unsure)


def _claims(items: Iterable[_Item], names: Names, rule: Rule[Find]) -> list[Claim]:
    return [Claim(i.start, i.end, rule.id) for i in items if names.sure.get(i.start) != i.end]


LIST_CONTEXT: Rule[Find] = Rule(
    id="company.list_context",
    stage="companies.lists",
    zh="企业名单",
    en="a list that says it is one of companies",
    says="takes 瀚晟半导体, 昊泰科技, 云岫 in “瀚晟半导体、昊泰科技、云岫等企业”, “以A、B为龙头”",
    refuses="钢铁、水泥等企业, a list in which nothing reads like a name",
    run=ListContexts.listed,
)
CHAIN: Rule[Find] = Rule(
    id="company.chain",
    stage="companies.lists",
    zh="并列的企业简称",
    en="short names side by side, in a list without 等",
    says="takes 瀚晟医药, 昊泰药业, 云岫药业 in 支持瀚晟医药、昊泰药业、云岫药业做大做强",
    refuses="生物医药、新型建材: no own name before the trade",
    run=ListContexts.chained,
)
COORDINATION: Rule[Find] = Rule(
    id="company.coordination",
    stage="companies.beside",
    zh="与企业并列",
    en="beside a name, and shaped like one",
    says="takes 昊泰 in “瀚晟动力、昊泰项目”, where 瀚晟动力 is known",
    refuses="电机 in “瀚晟动力、电机项目”",
    run=ListContexts.neighbours,
)
TRADES: Rule[Callable[..., Iterator[_Item]]] = Rule(
    id="company.trades",
    stage="companies.refuse",
    zh="行业并列不是企业名单",
    en="a list of trades or products, not of names",
    says="leaves out 纺织、医药、化工等重点产业企业: too little in it reads like a name",
    refuses="瀚晟半导体、昊泰光电等企业",
    run=ListContexts._accepted,
)

LIST_HEADED: Rule[Find] = Rule(
    id="company.list_headed",
    stage="companies.lists",
    zh="企业名单在后",
    en="a list behind the noun that says what is listed",
    says="takes 瀚晟半导体, 昊泰科技, 云岫 in “重点企业：瀚晟半导体、昊泰科技、云岫。”",
    refuses="重点企业：纺织、医药、化工等: nothing reads like a name",
    run=ListContexts.headed,
)

LISTS = (LIST_CONTEXT, LIST_HEADED, CHAIN)
BESIDE = (COORDINATION,)
REFUSALS = (TRADES,)
