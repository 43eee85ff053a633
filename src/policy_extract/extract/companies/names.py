"""What a name of an enterprise looks like: legal forms, own names, regions.

Shapes only: whether a shape is a company where it stands is for the rules to decide. All
matching is on the plain text of a ``Stream`` (full-width brackets and commas are half).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from policy_extract.expressions import expression
from policy_extract.extract.companies.borders import CONTEXTS, FORMS, HAN, Borders
from policy_extract.extract.companies.refusals import Refusals
from policy_extract.extract.companies.words import Words
from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.alternation import alternation
from policy_extract.rules import Switches
from policy_extract.tuples import NamedTuple

if TYPE_CHECKING:
    from policy_extract.segment.tokens import Tokenizer

_HAN_ONLY = expression(f"[{HAN}]+")
# A piece of a name that the dictionary has met more often is an ordinary word (注入, 提供); rarer
# ones are syllables of names that happen to stand there (中科, 一堂).
_RARE = 130
# A character as rare as this (毂, 晟, 玖) speaks for a name by itself.
_RARE_CHAR = 100
_MANY = 4096  # own names that are remembered: several rules ask for the same one


class Core(NamedTuple):
    """The own name inside a legal name, with the words of trade and the region around it."""

    own: str
    trade: str
    region: str


class NameShapes:
    """Word knowledge about names of enterprises, compiled once for a Lexicon."""

    def __init__(self, lexicon: Lexicon, switches: Switches = Switches()) -> None:
        words = lexicon.words
        self.borders = Borders(lexicon)
        self.refusals = Refusals(lexicon, self.borders, switches)
        self.regions = self.refusals.regions
        #: Short names of provinces and prefectures.
        self.wide_regions = frozenset(
            d.short for d in lexicon.divisions if d.level != "county" and d.short
        )
        self._longest_region = max((len(r) for r in self.regions), default=0)
        full = words(FORMS, "legal.full")
        self.full_form = lexicon.compiled(f"(?:{alternation(full)})")
        self.form_end = lexicon.compiled(
            f"(?:{alternation((*full, *words(FORMS, 'legal.plain')))})$"
        )
        endings = words(FORMS, "short.endings")
        self.ending = lexicon.compiled(f"(?:{alternation(endings)})+$")
        self._endings = Words(endings, lexicon.compiled)
        self.endings = lexicon.compiled(f"(?:{alternation(endings)})+")
        extensions = words(FORMS, "legal.extensions")
        company_only = words(FORMS, "short.company_only")
        self.firm_only = lexicon.compiled(f"(?:{alternation(words(FORMS, 'short.firm_only'))})")
        self.before_products = lexicon.compiled(
            f"(?:{alternation(words(FORMS, 'short.before_products'))})+"
        )
        self.company_only = lexicon.compiled(f"(?:{alternation(company_only)})+")
        no_extension = alternation(words(FORMS, "legal.no_extensions"))
        self._extension = lexicon.compiled(
            f"(?!{no_extension})(?:{alternation((*company_only, *extensions))})+"
        )
        self._form_after = lexicon.any_of(extensions)
        self._form_not_before = words(FORMS, "legal.extensions_not_before")
        trade = alternation((*endings, *words(FORMS, "trade.words")))
        self.trade_run = lexicon.compiled(f"(?:{trade})+")
        self.own_and_trade = lexicon.compiled(f"^(.{{2,}}?)((?:{trade})*)$")
        self._name_chars = frozenset("".join(words(CONTEXTS, "name.chars")))
        self._name_words = frozenset(words(CONTEXTS, "name.words"))
        self._invented: Callable[[str, Tokenizer], bool] = lru_cache(maxsize=_MANY)(
            self._is_invented
        )

    def ending_runs(self, text: str) -> Iterator[tuple[int, int]]:
        """Where endings of short names stand in ``text``; 光电|科技 side by side is one run."""
        start = end = -1
        for begin, stop in self._endings.find(text):
            if begin != end:
                if start >= 0:
                    yield start, end
                start = begin
            end = stop
        if start >= 0:
            yield start, end

    def region_at(self, text: str, start: int) -> int:
        """End of the longest name of a division that begins at ``start``, or ``start``."""
        for length in range(min(self._longest_region, len(text) - start), 1, -1):
            if text[start : start + length] in self.regions:
                return start + length
        return start

    def extended(self, text: str, end: int) -> int:
        """End of a known name with an ending that belongs to it here: 浙能|电厂, 康恩贝|集团."""
        match = self._extension.match(text, end)
        return match.end() if match and self.borders.begins_after(text, match.end()) else end

    def with_form(self, text: str, end: int) -> int:
        """End of a short name with 公司 or 集团: 立马云山纺织|公司, but not 甬金|集团化."""
        match = self._form_after.match(text, end)
        if match is None or text.startswith(self._form_not_before, match.end()):
            return end
        return match.end()

    def invented(self, own: str, tokenizer: Tokenizer) -> bool:
        """Whether ``own`` reads like an invented name: not in the dictionary, of name characters.

        True for 康鹏, 怡钛积, 兰氟. False for 生物 (a word), 危化 (listed), 省里的 (grammar),
        民 (one character), 浙江 (a region).
        """
        return self._invented(own, tokenizer)

    def _is_invented(self, own: str, tokenizer: Tokenizer) -> bool:
        if not 2 <= len(own) <= 6 or _HAN_ONLY.fullmatch(own) is None:
            return False
        characters = set(own)
        named = self._name_chars & characters
        if self.refusals.grammar(own) or tokenizer.knows(own):
            return False
        rare = {c for c in characters - named if tokenizer.frequency(c) <= _RARE_CHAR}
        if (
            not (named or rare)
            or self.refusals.ordinary(own)
            or self.refusals.holds_ordinary_word(own)
        ):
            return False
        pieces = tokenizer.pieces(own)
        single = [p for p in pieces if len(p) == 1]
        if (named | rare).isdisjoint(single):
            return False
        limit = _RARE if len(own) <= 3 else _RARE // 2
        if any(tokenizer.frequency(p) > limit for p in pieces if len(p) > 1):
            return False
        return len(single) >= 2 or len(own) <= 3

    def rare_name(self, own: str, tokenizer: Tokenizer) -> bool:
        """Whether the dictionary hardly knows ``own`` and it has name characters: 奇瑞, 富士康."""
        return (
            sum(c in self._name_chars for c in own) >= 2
            and tokenizer.frequency(own) <= _RARE // 2
            and not self.refusals.grammar(own)
            and not self.refusals.ordinary(own)
        )

    def of_name_signs(self, own: str) -> bool:
        """Whether own names like every sign of ``own``: 宏达, 鼎盛."""
        return self._name_chars.issuperset(own)

    def distinctive(self, own: str, tokenizer: Tokenizer) -> bool:
        """Whether the own name of a *legal* name is no ordinary word and can be found alone."""
        return self.invented(own, tokenizer) or (
            not tokenizer.knows(own) and any(len(p) == 1 for p in tokenizer.pieces(own))
        )

    def name_word(self, own: str) -> bool:
        """Whether ``own`` is a dictionary word that own names are made of (南方, 凤凰)."""
        return own in self._name_words

    def core(self, legal: str) -> Core | None:
        """Region, own name and trade of a legal name; None when nothing distinctive is left.

        浙江盘毂动力科技有限公司 → 浙江 / 盘毂 / 动力科技. A region in brackets is dropped:
        新明珠药业(兰溪)有限公司 → 新明珠 / 药业.
        """
        body = re.sub(r"\([^()]*\)", "", legal)
        while (cut := self.form_end.sub("", body)) != body:
            body = cut
        start = 0
        while (end := self.region_at(body, start)) > start and len(body) - end >= 2:
            if start and self.trade_run.fullmatch(body, end):
                break  # 浙江|凤凰|化工: 凤凰 is a county too, here it is the own name
            start = end
        region, body = body[:start], body[start:]
        match = self.own_and_trade.match(body)
        if match is None:
            return None
        return Core(match[1], match[2], region)
