"""Own names in front of what is made or built: 瀚晟|锂电池负极材料项目, 昊泰|二期投产, 恒川|10万吨精密铸件.

Names of projects and production lines begin with who builds them, without legal form or ending. Places open such
names as well, so that an own name must look invented and what follows must be made in a factory.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from policy_extract.extract.companies.borders import BREAKS, CONTEXTS
from policy_extract.extract.companies.names import NameShapes
from policy_extract.extract.companies.search import Find, Search
from policy_extract.extract.companies.text import Claim
from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.alternation import alternation
from policy_extract.rules import Rule

if TYPE_CHECKING:
    from policy_extract.segment.tokens import Tokenizer

_BREAKS = BREAKS | frozenset("()")
_SHORTEST_OWN, _LONGEST_OWN = 2, 4
_LONGEST_ITEM, _LONGEST_LIST = 26, 160


class Makers:
    """Finds makers in names of projects; compiled once for a Lexicon."""

    def __init__(self, lexicon: Lexicon, shapes: NameShapes) -> None:
        self._shapes, self._borders, self._refusals = shapes, shapes.borders, shapes.refusals
        gap = "[^，。；,;\n]"
        name = f"[{''.join(lexicon.words(CONTEXTS, 'name.chars'))}]"
        products = alternation(lexicon.words(CONTEXTS, "made.products"))
        self._made = lexicon.pattern(
            rf"(?:(?<={name})|(?<={name}.)|(?<={name}..)|(?<={name}...))"
            rf"(?:(?P<part><{CONTEXTS}.made.part_patterns>)|<{CONTEXTS}.made.amount_patterns>|<{CONTEXTS}.made.product_patterns>|{products})"
            rf"(?=(?P<rest>{gap}{{0,60}}?)(?:<{CONTEXTS}.made.ends>))"
        )
        self._elsewhere = lexicon.pattern(f"<{CONTEXTS}.made.places>")
        self._place_ends = lexicon.words(CONTEXTS, "made.place_ends")
        # … and the list that goes on behind a maker, to the noun that says what it is one of
        self._list = lexicon.pattern(
            rf"{gap}{{0,{_LONGEST_LIST}}}?(?=(?:<{CONTEXTS}.list.and_so_on>){gap}{{0,12}}?(?:<{CONTEXTS}.made.list_heads>))"
        )
        self._item = lexicon.pattern("[^、]+")
        self._item_before = lexicon.pattern("、[^、，。；,;\n]{2,24}、$")
        self._substances = frozenset("".join(lexicon.words(CONTEXTS, "made.substances")))

    def makers(self, search: Search) -> list[Claim]:
        """Invented own names between a word that opens names and a product, a part (二期) or an amount made.

        Refused: words of the dictionary and places (昌黎|液晶显示屏项目), substances (丁腈|橡胶项目), what is
        built and makes nothing (滨湖湾|二期安置房项目), a part or an amount of which nothing says that it produces.
        """
        text = search.text
        taken = {p for c in search.claims for p in range(c.start, c.end)}
        found: list[Claim] = []
        for match in self._made.finditer(text):
            end = self._own_end(text, match.start())
            if end - 1 in taken:
                continue
            item = -1 if match["part"] else text.find("、", end, match.end("rest"))
            if self._elsewhere.search(text, end, match.end("rest") if item < 0 else item):
                continue
            longest = _LONGEST_OWN - (match["part"] is not None)  # 宏志助航|二期 is a programme
            for length in range(_SHORTEST_OWN, longest + 1):
                start = end - length
                if start < 0 or text[start] in _BREAKS:
                    break
                if self._opens(text, start, search.tokenizer) and self._named(
                    text[start:end], search
                ):
                    found.append(Claim(start, self._whole(text, end), MAKER.id))
                    break
        return [*found, *self._beside(search, found)] if found else found

    def _beside(self, search: Search, makers: list[Claim]) -> Iterator[Claim]:
        """Own names that open the other items of a list of projects in which a maker stands: 昊泰|苯乙烯、瀚晟|锂电池等项目.

        What they make need not be known; refused are items without a word of the dictionary behind the name, and
        those that say something else is built (鑫源农贸市场).
        """
        text, tokenizer = search.text, search.tokenizer
        taken = {c.start for c in (*search.claims, *makers)}
        for maker in makers:
            closed = self._list.match(text, maker.end)
            if closed is None:
                continue
            begin, floor = maker.start, maker.start - _LONGEST_LIST
            while begin > floor and (
                before := self._item_before.search(text, max(begin - _LONGEST_ITEM, 0), begin)
            ):
                begin = before.start() + 1
            for item in self._item.finditer(text, begin, closed.end()):
                start, end = item.span()
                if start in taken or text.endswith(self._place_ends, start, end):
                    continue
                if self._elsewhere.search(text, start, end):
                    continue
                for own_end in (start + 2, start + 3):
                    word = any(
                        tokenizer.knows(text[own_end:stop])
                        for stop in (own_end + 2, own_end + 3)
                        if stop <= end
                    )
                    if word and self._named(text[start:own_end], search):
                        taken.add(start)
                        yield Claim(start, self._whole(text, own_end), MAKER.id)
                        break

    def _opens(self, text: str, start: int, tokenizer: Tokenizer) -> bool:
        """Whether a name may begin at ``start``: behind a word that opens names, or behind a place that follows one."""
        if self._borders.ends_before(text, start, tokenizer):
            return True
        for place in (start - 2, start - 3):
            if place >= 0 and text[place:start] in self._refusals.regions:
                return self._borders.ends_before(text, place, tokenizer)
        return False

    def _named(self, own: str, search: Search) -> bool:
        """Whether ``own`` reads like an invented name, of no substance, that the document has not told yet."""
        shapes, tokenizer = self._shapes, search.tokenizer
        if own in search.known or not self._substances.isdisjoint(own) or shapes.region_at(own, 0):
            return False
        return shapes.invented(own, tokenizer) or (
            len(own) == 3 and not tokenizer.knows(own) and shapes.rare_name(own, tokenizer)
        )

    def _own_end(self, text: str, end: int) -> int:
        """Where the own name before a product ends: 瀚晟|光伏|电池, 瀚晟|科技|锂电池."""
        ending = self._shapes.ending.search(text, max(end - _LONGEST_OWN, 0), end)
        return ending.start() if ending else end

    def _whole(self, text: str, end: int) -> int:
        """The end with an ending that no product has or that fills its item: 瀚晟|科技|锂电池, 昊泰|电缆|、."""
        firm = self._shapes.before_products.match(text, end)
        if firm is not None:
            return firm.end()
        ending = self._shapes.endings.match(text, end)
        if ending is not None and self._borders.begins_after(text, ending.end()):
            return ending.end()
        return end


MAKER: Rule[Find] = Rule(
    id="company.maker",
    stage="companies.shapes",
    zh="项目或产能名称开头的字号",
    en="an own name in front of what is made",
    says="takes 瀚晟 in 推进瀚晟锂电池负极材料项目, 昊泰 in 昊泰二期投产, 恒川 in 恒川10万吨精密铸件项目",
    refuses="丁腈橡胶项目 (a substance), 滨湖湾二期安置房项目 (nothing is made), 云岭农业项目 (no own name)",
    run=Makers.makers,
)

RULES = (MAKER,)
