"""Names of enterprises that only their context betrays: lists (“A、B、C等企业”) and neighbours of names.

A list is believed when at least one of its items is a known name or reads like an invented one; lists
of trades (“纺织、医药、化工等重点产业企业”) have none and yield nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from policy_extract.extract.company_names import BREAKS, CONTEXTS, HAN, NameShapes, alternation
from policy_extract.lexicon import Lexicon

if TYPE_CHECKING:
    from policy_extract.segment.tokens import Tokenizer

_LONGEST_LIST = 120
_LONGEST_ITEM = 14
# A dictionary word met more often than this is never taken for a name because of its neighbours.
_COMMON = 1000
# Quotation marks and joints stand inside a list; every other break ends it.
_LIST_BREAKS = BREAKS - frozenset("、“”-·")
_ITEM = re.compile("[^、“”\n]+")
HAN_NAME = re.compile(f"[{HAN}]+")


@dataclass(frozen=True, slots=True)
class Claim:
    """A stretch of the stream that a rule takes for a company."""

    start: int
    end: int
    rule: str


class Evidence(IntEnum):
    """How much an item of a list looks like a company by itself."""

    ORDINARY = 0  # a trade, a product, a park
    ODD = 1  # neither a trade nor a name by its shape: 立马云山, 曙光
    POSSIBLE = 2  # ends like a company, its own name is a dictionary word: 山野机械
    INVENTED = 3  # an invented own name: 康鹏半导体, 甬金
    KNOWN = 4  # found by another rule


@dataclass(frozen=True, slots=True)
class _Item:
    start: int
    end: int
    evidence: Evidence
    ending: bool


class ListContexts:
    """Finds lists of enterprises in a stream; compiled once for a Lexicon."""

    def __init__(self, lexicon: Lexicon, shapes: NameShapes) -> None:
        self._shapes = shapes
        strong = alternation(lexicon.words(CONTEXTS, "list.heads"))
        weak = alternation(lexicon.words(CONTEXTS, "list.weak_heads"))
        roles = alternation(lexicon.words(CONTEXTS, "list.roles"))
        gap = "[^，。；：、！？,:;!?\n]"
        self._list_end = re.compile(
            f"等+(?:{gap}{{0,22}}?(?:(?P<strong>{strong})|(?P<weak>{weak})(?P<more>{gap}{{0,2}}?(?:{strong}))?))"
            f"|(?P<role>{roles})(?P<of>{gap}{{0,12}}?(?:{strong}))?"
        )
        self._joint = re.compile(alternation(lexicon.words(CONTEXTS, "list.joints")))

    def find(
        self, text: str, known: dict[int, int], ambiguous: dict[int, int], tokenizer: Tokenizer
    ) -> list[Claim]:
        """Claims of all lists in ``text``; ``known`` and ``ambiguous`` map starts of names to ends.

        Ambiguous names (移动, 小米) count as known only in a list whose noun is an enterprise.
        """
        found: list[Claim] = []
        for match in self._list_end.finditer(text):
            strong = bool(match["strong"] or match["more"] or match["of"])
            names = known | ambiguous if strong else known
            end = match.start()
            if end < 2 or (not match["role"] and _inside_word(text, end, tokenizer)):
                continue
            if match["role"] and text[end - 1] == "等":
                end -= 1
            items = list(self._items(text, end, names, tokenizer))
            found.extend(
                Claim(i.start, i.end, "list_context")
                for i in self._accepted(items, strong=strong)
                if known.get(i.start) != i.end
            )
        return found

    def neighbours(
        self, text: str, claims: list[Claim], tokenizer: Tokenizer
    ) -> list[Claim]:
        """What stands beside an accepted name behind or before “、” and is shaped like a name."""
        known = {c.start: c.end for c in claims}
        ends = {c.end: c.start for c in claims}
        found: list[Claim] = []
        for claim in claims:
            position = claim.end
            while position < len(text) and text[position] == "、" and position + 1 not in known:
                item = self._right_item(text, position + 1, tokenizer)
                if item is None:
                    break
                found.append(Claim(position + 1, item, "coordination"))
                position = item
            position = claim.start - 1
            while position > 1 and text[position] == "、" and position not in ends:
                start = self._left_item(text, position, {}, tokenizer)
                if start is None or start.evidence < Evidence.INVENTED:
                    break
                found.append(Claim(start.start, position, "coordination"))
                position = start.start - 1
        return found

    def evidence(self, item: str, tokenizer: Tokenizer) -> tuple[Evidence, bool]:
        """What ``item`` looks like by itself, and whether it ends like a company's short name."""
        shapes = self._shapes
        if not 2 <= len(item) <= _LONGEST_ITEM:
            return Evidence.ORDINARY, False
        if shapes.full_form.search(item):
            return Evidence.INVENTED, True
        own, ending = self.split(item)
        if tokenizer.knows(item) or shapes.refused(own):
            odd = not shapes.refused(item) and self._odd(item, tokenizer)
            region = own in shapes.regions and bool(ending)
            return Evidence.POSSIBLE if region else Evidence.ODD if odd else Evidence.ORDINARY, False
        if ending and 2 <= len(own) <= 5:
            if shapes.invented(own, tokenizer):
                return Evidence.INVENTED, True
            if own in shapes.generic_front or shapes.trade_run.fullmatch(own):
                return Evidence.ORDINARY, False
            if shapes.name_word(own) or ending.endswith("集团"):
                return Evidence.INVENTED, True
            rare = tokenizer.frequency(own) <= _COMMON // 2
            return (Evidence.POSSIBLE, True) if rare else (Evidence.ORDINARY, False)
        if shapes.refused(item):
            return Evidence.ORDINARY, False
        if shapes.invented(item, tokenizer):
            return Evidence.INVENTED, False
        return (Evidence.ODD if self._odd(item, tokenizer) else Evidence.ORDINARY), False

    def _odd(self, item: str, tokenizer: Tokenizer) -> bool:
        return (
            2 <= len(item) <= 5
            and HAN_NAME.fullmatch(item) is not None
            and not self._shapes.trade_run.match(item)
            and tokenizer.frequency(item) <= _COMMON
        )

    def split(self, name: str) -> tuple[str, str]:
        """Own name and ending of a short name: 怡钛积科技 → 怡钛积 / 科技."""
        for match in self._shapes.endings.finditer(name):
            if match.end() == len(name) and match.start() >= 2:
                return name[: match.start()], match[0]
        return name, ""

    def _accepted(self, items: list[_Item], *, strong: bool) -> Iterator[_Item]:
        anchors = sum(i.evidence >= Evidence.INVENTED for i in items)
        known = any(i.evidence is Evidence.KNOWN for i in items)
        sure = known or any(i.ending for i in items if i.evidence >= Evidence.INVENTED)
        odd = sum(i.evidence is Evidence.ODD for i in items)
        ordinary = sum(i.evidence is Evidence.ORDINARY for i in items)
        if not anchors or (not known and anchors < ordinary + odd + (not sure and ordinary > 0)):
            return
        for item in items:
            if item.evidence is Evidence.KNOWN:
                yield item
            elif item.evidence is Evidence.ODD:
                if strong and anchors >= max(2, odd) and not ordinary:
                    yield item
            elif item.evidence is Evidence.INVENTED:
                if strong or item.ending or known or item.end - item.start >= 3:
                    yield item
            elif item.evidence is Evidence.POSSIBLE and (strong or known):
                yield item

    def _items(
        self, text: str, end: int, known: dict[int, int], tokenizer: Tokenizer
    ) -> Iterator[_Item]:
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
                item = self._left_item(text, stop, known, tokenizer)
                yield item or _Item(start, stop, Evidence.ORDINARY, False)
            else:
                yield from self._joined(text, start, stop, known, tokenizer)

    def _joined(
        self, text: str, start: int, stop: int, known: dict[int, int], tokenizer: Tokenizer
    ) -> Iterator[_Item]:
        """An item, or two joined by 和 or 与 when the whole is no name."""
        whole = self._item(text, start, stop, known, tokenizer)
        joint = self._joint.search(text, start + 2, stop - 2)
        if joint is None or whole.evidence is Evidence.KNOWN:
            yield whole
            return
        yield self._item(text, start, joint.start(), known, tokenizer)
        yield self._left_item(text, stop, known, tokenizer) or self._item(
            text, joint.end(), stop, known, tokenizer
        )

    def _item(
        self, text: str, start: int, stop: int, known: dict[int, int], tokenizer: Tokenizer
    ) -> _Item:
        if known.get(start) == stop:
            return _Item(start, stop, Evidence.KNOWN, True)
        # 中国电信(国家), 联盟电子(浙江): the bracket is no part of the shape.
        bracket = text.find("(", start, stop)
        evidence, ending = self.evidence(text[start : bracket if bracket > 0 else stop], tokenizer)
        return _Item(start, bracket if bracket > 0 else stop, evidence, ending)

    def _left_item(
        self, text: str, stop: int, known: dict[int, int], tokenizer: Tokenizer
    ) -> _Item | None:
        """The item that ends at ``stop`` and begins behind a word that introduces names."""
        best: _Item | None = None
        odd: _Item | None = None
        for start in range(stop - 2, max(stop - _LONGEST_ITEM, 0) - 1, -1):
            if start < stop - 2 and text[start] in BREAKS:
                break
            if (best or known.get(start) != stop) and best is not None:
                continue
            if self._shapes.ends_before(text, start, tokenizer):
                item = self._item(text, start, stop, known, tokenizer)
                if best is None and item.evidence is Evidence.ODD:
                    odd = odd or item
                elif item.evidence is not Evidence.ORDINARY:
                    best = item
        return best or odd

    def _right_item(self, text: str, start: int, tokenizer: Tokenizer) -> int | None:
        """End of the name that begins at ``start``, where a word follows that follows names."""
        for end in range(start + 2, min(start + 9, len(text))):
            if text[end - 1] in BREAKS:
                return None
            if not self._shapes.begins_after(text, end):
                continue
            if self.evidence(text[start:end], tokenizer)[0] is Evidence.INVENTED:
                return end
        return None




def _inside_word(text: str, at: int, tokenizer: Tokenizer) -> bool:
    """Whether 等 at ``at`` ends a word (平等, 高等); 英特|等 does not, although 特等 is one."""
    if not tokenizer.knows(text[at - 1 : at + 1]):
        return False
    left = max(at - 6, 0)
    return all(t.idx != at - left for t in tokenizer.doc(text[left : at + 3]))
