"""How much an item of a list looks like a company by itself, before its neighbours are asked."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from policy_extract.expressions import expression
from policy_extract.extract.companies.borders import CONTEXTS, FORMS, HAN
from policy_extract.extract.companies.names import NameShapes
from policy_extract.lexicon import Lexicon

if TYPE_CHECKING:
    from policy_extract.segment.tokens import Tokenizer

LONGEST_ITEM = 14
LONGEST_OWN = 5
# A dictionary word met more often than this is never taken for a name because of its neighbours.
_COMMON = 1000
# A word of two signs that names like, met no more often, is a name before the ending of a company: 宏达|建材.
_SELDOM = 400
_LATIN = expression(r"[A-Za-z][A-Za-z0-9&.-]{1,11}")  # SKI, ABB: what a list of companies may hold
_HAN_NAME = expression(f"[{HAN}]+")


class Evidence(IntEnum):
    """How much an item of a list looks like a company by itself."""

    ORDINARY = 0  # a trade, a product, a park
    ODD = 1  # neither a trade nor a name by its shape: 立马云山, 曙光
    COMMON = 2  # ends like a company, its own name is a word met often: 江南机床
    POSSIBLE = 3  # ends like a company, its own name is a dictionary word: 山野机械
    BRANDED = 4  # an invented own name before what may be a product: 瀚晟涂料
    INVENTED = 5  # an invented own name: 康鹏半导体, 甬金
    KNOWN = 6  # found by another rule


class Looks:
    """Judges items by their shape; compiled once for a Lexicon."""

    def __init__(self, lexicon: Lexicon, shapes: NameShapes) -> None:
        self._shapes, self._refusals = shapes, shapes.refusals
        self._latin = frozenset(lexicon.words(CONTEXTS, "refuse.latin"))
        self._group_words = lexicon.words(FORMS, "group.words")
        trades = (*lexicon.words(FORMS, "short.endings"), *lexicon.words(FORMS, "trade.words"))
        self._trade_ends = frozenset(word[-1] for word in trades)

    def evidence(self, item: str, tokenizer: Tokenizer) -> tuple[Evidence, bool]:
        """What ``item`` looks like by itself, and whether it ends like a company's short name."""
        shapes = self._shapes
        if not 2 <= len(item) <= LONGEST_ITEM:
            return Evidence.ORDINARY, False
        form = shapes.full_form.search(item)
        if form:
            front = item[: form.start()]
            nobody = len(front) < 2 or self._refusals.generic(front)
            nobody = nobody or (len(front) < 4 and self._refusals.ordinary(front))
            return (Evidence.ORDINARY if nobody else Evidence.INVENTED), True
        own, ending = self.split(item)
        if ending and len(own) <= LONGEST_OWN:
            found = self._own_evidence(own, ending, tokenizer)
            if found is Evidence.ORDINARY and self._odd(item, tokenizer):
                found = Evidence.ODD if tokenizer.knows(item) else found
            return found, found > Evidence.ODD
        if _LATIN.fullmatch(item):
            return (Evidence.ORDINARY if item in self._latin else Evidence.POSSIBLE), False
        if item[-1] in self._trade_ends and self._branded(item, tokenizer):
            return Evidence.BRANDED, False
        if self._refusals.ordinary(item):
            return Evidence.ORDINARY, False
        known_rare = len(item) == 3 or (len(item) == 4 and tokenizer.frequency(item) > 0)
        if shapes.invented(item, tokenizer) or (known_rare and shapes.rare_name(item, tokenizer)):
            return Evidence.INVENTED, False
        return (Evidence.ODD if self._odd(item, tokenizer) else Evidence.ORDINARY), False

    def _own_evidence(self, own: str, ending: str, tokenizer: Tokenizer) -> Evidence:
        """What the own name before an ending says: 奇瑞|汽车, 工程|机械, 山野|机械."""
        shapes, refusals = self._shapes, self._refusals
        if refusals.generic(own) or refusals.ordinary_word(own):
            return Evidence.ORDINARY
        front = shapes.own_and_trade.match(own)
        if front and (front[1] in shapes.borders.before or refusals.generic(front[1])):
            return Evidence.ORDINARY  # 组建|教育|集团
        if shapes.trade_run.fullmatch(own):
            return Evidence.ORDINARY
        if shapes.invented(own, tokenizer) or shapes.rare_name(own, tokenizer):
            return Evidence.INVENTED
        if shapes.name_word(own) or (
            ending.endswith(self._group_words) and not refusals.ordinary(own)
        ):
            return Evidence.INVENTED
        if own in shapes.regions:
            return Evidence.INVENTED if shapes.firm_only.fullmatch(ending) else Evidence.POSSIBLE
        if refusals.ordinary(own):
            return Evidence.ORDINARY
        frequency = tokenizer.frequency(own)
        if frequency > _COMMON:
            return Evidence.COMMON if len(own) == 2 else Evidence.ORDINARY
        if len(own) == 2 and frequency <= _SELDOM and shapes.of_name_signs(own):
            return Evidence.INVENTED
        firm = shapes.firm_only.fullmatch(ending) and not refusals.grammar(own)
        return Evidence.INVENTED if firm else Evidence.POSSIBLE

    def _branded(self, item: str, tokenizer: Tokenizer) -> bool:
        """Whether an own name opens ``item`` and words of trade fill the rest: 铭邦|涂料, 浩岳|煤化."""
        match = self._shapes.own_and_trade.match(item) if 4 <= len(item) <= 8 else None
        return (
            match is not None
            and len(match[1]) < LONGEST_OWN
            and match[1] != item
            and self._shapes.invented(match[1], tokenizer)
        )

    def _odd(self, item: str, tokenizer: Tokenizer) -> bool:
        return (
            2 <= len(item) <= 5
            and _HAN_NAME.fullmatch(item) is not None
            and not self._shapes.trade_run.match(item)
            and not self._refusals.ordinary(item)
            and tokenizer.frequency(item) <= _COMMON
        )

    def split(self, name: str) -> tuple[str, str]:
        """Own name and ending of a short name: 怡钛积科技 → 怡钛积 / 科技."""
        match = self._shapes.ending.search(name, 2)
        if match:
            return name[: match.start()], match[0]
        return name, ""
