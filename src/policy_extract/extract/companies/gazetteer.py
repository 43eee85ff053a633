"""Names of companies that stand in gazetteers, found as they are written there."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from policy_extract.document import shadow
from policy_extract.extract.companies.borders import CONTEXTS
from policy_extract.extract.companies.names import NameShapes
from policy_extract.extract.companies.search import Find, Search
from policy_extract.extract.companies.text import Claim
from policy_extract.extract.companies.words import Words
from policy_extract.lexicon import Lexicon
from policy_extract.rules import Rule, Switches

if TYPE_CHECKING:
    from policy_extract.segment.tokens import Tokenizer

# Up to this length a name may be a piece of other words: 京东 in 北京东路.
_SHORT = 3
# Two names side by side are those of one joint venture up to this length: 云岫|黔晟.
_JOINED = 4
# What stands between a brand and its machine: 丰田|喷气|织机.
MACHINE = "(?:<company_contexts.machines.kinds>)?(?:<company_contexts.machines.nouns>)"


class ListedNames:
    """The names of the gazetteers; compiled once for a Lexicon."""

    def __init__(self, lexicon: Lexicon, shapes: NameShapes, switches: Switches) -> None:
        self._shapes = shapes
        ambiguous = frozenset(lexicon.words(CONTEXTS, "ambiguous.short"))
        names = {shadow(n) for c in lexicon.companies for n in (c.name, *c.short)}
        # 中国电子信息产业集团 without the legal form that its line has
        whole = lexicon.pattern(
            r"(?P<group>.{4,}(?:<legal_forms.group.words>))(?:<legal_forms.legal.full>)"
        )
        names |= {found["group"] for found in map(whole.fullmatch, names) if found}
        self._ambiguous = ambiguous if switches.has(COMMON_WORD) else frozenset()
        nation = shadow(lexicon.words("area_resolution", "nation")[0])
        # 中国|工商银行: short names whose full name begins so
        self._trades = lexicon.words(CONTEXTS, "machines.other_trades")
        self._companies = lexicon.companies
        # 中国节能|降耗: what is said of the country
        self._country = nation
        self._goes_on = lexicon.pattern(f"(?:<{CONTEXTS}.country.goes_on_patterns>)")
        self._of_country = switches.has(OF_COUNTRY)
        machines = lexicon.pattern(MACHINE)
        self._machine = machines if switches.has(MACHINE_BRAND) else None
        self._of_nation = {
            shadow(n): nation
            for c in lexicon.companies
            for n in c.short
            if c.name.startswith(nation + n)
        }
        # 中国邮政储蓄银行, in which 中国邮政 stands, too
        national = {nation + n for n in self._of_nation}
        self._names = Words(names | ambiguous | national, lexicon.compiled)

    @cached_property
    def _no_makers(self) -> frozenset[str]:
        """Companies of another trade than machines."""
        return frozenset(
            shadow(n)
            for c in self._companies
            if any(trade in c.name for trade in self._trades)
            for n in (c.name, *c.short)
        )

    def listed(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where the names stand in ``text``, the longest where they overlap."""
        return tuple(self._names.find(text))

    def unsure(self, text: str, listed: tuple[tuple[int, int], ...]) -> dict[int, int]:
        """Those that are ordinary words too (移动, 小米), start → end: a list will judge them."""
        return {start: end for start, end in listed if text[start:end] in self._ambiguous}

    def _brand(self, text: str, start: int, end: int) -> bool:
        """Whether a machine follows that the known company does not make: 丰田织机 is no car maker's."""
        if self._machine is None or text[start:end] not in self._no_makers:
            return False
        return self._machine.match(text, end) is not None

    def _no_name(self, text: str, start: int, end: int) -> bool:
        """Whether a name that opens with the country is what is said of it: 中国节能|降耗, 中国电子|信息百强企业."""
        if not self._of_country or not text.startswith(self._country, start):
            return False
        return self._goes_on.match(text, end) is not None

    def _with_region(self, text: str, start: int, tokenizer: Tokenizer) -> int:
        """Where a name begins whose firm is named by its province or prefecture: 贵阳|云岫."""
        for place in (start - 2, start - 3):
            if place > 0 and text[place:start] in self._shapes.wide_regions:
                return place if self._shapes.borders.ends_before(text, place, tokenizer) else start
        return start

    def find(self, search: Search) -> list[Claim]:
        """The names that are sure, with the ending that belongs to them here: 浙能|电厂."""
        text, refusals = search.text, self._shapes.refusals
        found: list[Claim] = []
        for start, end in search.listed:
            if start in search.unsure or refusals.facility(text, end):
                continue
            if self._brand(text, start, end) or self._no_name(text, start, end):
                continue
            if end - start > _SHORT or not refusals.cut_word(text, start, end, search.tokenizer):
                nation = self._of_nation.get(text[start:end])
                if nation and text.endswith(nation, 0, start):
                    start -= len(nation)
                elif nation is None:
                    start = self._with_region(text, start, search.tokenizer)
                if found and found[-1].end == start and end - found[-1].start <= _JOINED:
                    start = found.pop().start  # 云岫|黔晟: two names of one joint venture
                found.append(Claim(start, self._shapes.extended(text, end), GAZETTEER.id))
        return found


GAZETTEER: Rule[Find] = Rule(
    id="company.gazetteer",
    stage="companies.forms",
    zh="词表中的企业",
    en="a name of a gazetteer",
    says="takes 云岫, 云岫电厂: names and short names of companies.csv, with the ending that follows",
    refuses="京东数字产业园, 北京东路",
    run=ListedNames.find,
)
COMMON_WORD: Rule[Find] = Rule(
    id="company.common_word",
    stage="companies.refuse",
    zh="兼作普通词的简称",
    en="a short name that is an ordinary word too",
    says="leaves out 联通 in 联通国内国际, 移动 in 移动支付",
    refuses="联通 in 京东、联通等企业, where a list says that companies are meant",
    run=ListedNames.find,
)

MACHINE_BRAND: Rule[Find] = Rule(
    id="company.machine_brand",
    stage="companies.refuse",
    zh="设备品牌不是他业企业",
    en="a brand of machines that a known company does not make",
    says="leaves out 丰田 in 丰田喷气织机: the known company makes cars, not looms",
    refuses="丰田 in 引进丰田项目",
    run=ListedNames.find,
)

OF_COUNTRY: Rule[Find] = Rule(
    id="company.of_country",
    stage="companies.refuse",
    zh="中国某业不是企业",
    en="a field of the country",
    says="leaves out 中国节能 in 中国节能降耗, 中国电子 in 中国电子信息百强企业",
    refuses="中国节能投资20亿元, 中国电子信息产业集团",
    run=ListedNames.find,
)

RULES = (GAZETTEER,)
REFUSALS = (COMMON_WORD, MACHINE_BRAND, OF_COUNTRY)
