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
_LATIN = expression(r"[A-Za-z][A-Za-z0-9&.-]{1,11}")  # SKI, ABB: what a list of companies may hold
_HAN_NAME = expression(f"[{HAN}]+")


class Evidence(IntEnum):
    """How much an item of a list looks like a company by itself."""

    ORDINARY = 0  # a trade, a product, a park
    ODD = 1  # neither a trade nor a name by its shape: 立马云山, 曙光
    POSSIBLE = 2  # ends like a company, its own name is a dictionary word: 山野机械
    INVENTED = 3  # an invented own name: 康鹏半导体, 甬金
    KNOWN = 4  # found by another rule


class Looks:
    """Judges items by their shape; compiled once for a Lexicon."""

    def __init__(self, lexicon: Lexicon, shapes: NameShapes) -> None:
        self._shapes, self._refusals = shapes, shapes.refusals
        self._latin = frozenset(lexicon.words(CONTEXTS, "refuse.latin"))
        self._group_words = lexicon.words(FORMS, "group.words")

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
        if self._refusals.ordinary(item):
            return Evidence.ORDINARY, False
        known_rare = 3 <= len(item) <= 4 and tokenizer.frequency(item) > 0
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
            return Evidence.POSSIBLE
        if refusals.ordinary(own) or tokenizer.frequency(own) > _COMMON:
            return Evidence.ORDINARY
        return Evidence.POSSIBLE

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
