"""What looks like a company and is none: each refusal is a rule with a name.

Finding rules ask these; a refusal that is switched off refuses nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from policy_extract.extract.companies.borders import CONTEXTS, FORMS, HAN, Borders
from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.alternation import alternation
from policy_extract.rules import Rule, Switches

if TYPE_CHECKING:
    from policy_extract.segment.tokens import Tokenizer

STAGE = "companies.refuse"
Refuse = Callable[..., bool]


class Refusals:
    """The refusals of a run, compiled once for a Lexicon."""

    def __init__(self, lexicon: Lexicon, borders: Borders, switches: Switches) -> None:
        words = lexicon.words
        self._borders, self._off = borders, switches.without
        self.regions = {n for d in lexicon.divisions for n in (d.name, d.short) if len(n) >= 2}
        self._generic = frozenset(words(FORMS, "legal.generic_front"))
        self._words = frozenset(words(CONTEXTS, "refuse.words"))
        self._ends: dict[str, tuple[str, ...]] = {}  # by their last sign
        for end in words(CONTEXTS, "refuse.endings"):
            self._ends[end[-1:]] = (*self._ends.get(end[-1:], ()), end)
        self._part = lexicon.any_of(w for w in self._words if len(w) > 1)
        self._inside = lexicon.compiled(f"(?:{alternation(words(CONTEXTS, 'refuse.inside'))})")
        self._grammar = frozenset("".join(words(CONTEXTS, "refuse.chars")))
        facilities = alternation(words(CONTEXTS, "facility.words"))
        self._facility_next = lexicon.compiled(facilities)
        self._facility = lexicon.compiled(rf"(?:\([^()\n]{{1,8}}\))?[{HAN}]{{0,6}}?{facilities}")
        self._column_not = words(CONTEXTS, "column.not_ends")
        self._public_works = words(FORMS, "legal.public_works")

    def _on(self, rule: Rule[Any]) -> bool:
        return rule.id not in self._off

    def generic(self, own: str) -> bool:
        """Whether the word before 公司 or 集团 says only of which kind it is: 上市公司, 物流集团."""
        return own in self._generic and self._on(GENERIC)

    def ordinary(self, name: str) -> bool:
        """Whether ``name`` is an ordinary thing by its end or words (现代纺织产业, 产业链)."""
        return self._on(ORDINARY) and (
            name in self._words
            or name in self.regions
            or (len(name) > 2 and name.endswith(self._ends.get(name[-1], ())))
            or self._inside.search(name) is not None
        )

    def ordinary_word(self, own: str) -> bool:
        """Whether ``own`` is one of the words of plans that look invented (微纳, 智造)."""
        return own in self._words and self._on(ORDINARY)

    def holds_ordinary_word(self, own: str) -> bool:
        """Whether such a word stands in ``own``."""
        return self._part.search(own) is not None and self._on(ORDINARY)

    def grammar(self, own: str) -> bool:
        """Whether ``own`` holds a character of grammar or counting, or goes in pairs: 师德师风, 互联互通."""
        paired = len(own) == 4 and own[0] == own[2]
        return (paired or not self._grammar.isdisjoint(own)) and self._on(GRAMMAR)

    def facility(self, text: str, end: int) -> bool:
        """Whether the name that ends at ``end`` opens the name of a park, institute or road."""
        if not self._on(FACILITY):
            return False
        if self._facility_next.match(text, end):
            return True
        return not self._borders.word_after(text, end) and (
            self._facility.match(text, end) is not None
        )

    def runs_on(self, text: str, end: int) -> bool:
        """Whether what ends at ``end`` goes on into a word that no name is followed by."""
        return self._on(RUNS_ON) and not self._borders.begins_after(text, end)

    def cut_word(self, text: str, start: int, end: int, tokenizer: Tokenizer) -> bool:
        """Whether a word runs over a border of ``text[start:end]``: 北京|东路 over 京东."""
        if not self._on(CUT_WORD):
            return False
        left, right = max(start - 6, 0), min(end + 6, len(text))
        return any(
            (word.start < start - left or word.end > end - left) and tokenizer.knows(word.text)
            for word in tokenizer.over(text[left:right], start - left, end - left)
        )

    def word_over_end(self, text: str, end: int, tokenizer: Tokenizer) -> bool:
        """Whether a word runs over ``end``: 科技|园 in 鸿园科技园 is one word for jieba."""
        if not self._on(CUT_WORD):
            return False
        left = max(end - 8, 0)
        words = tokenizer.over(text[left : end + 4], end - left - 1, end - left)
        return any(word.end > end - left and tokenizer.knows(word.text) for word in words)

    def ends_word(self, text: str, at: int, tokenizer: Tokenizer) -> bool:
        """Whether 等 at ``at`` ends a word (平等, 高等); 英特|等 does not, although 特等 is one."""
        if not tokenizer.knows(text[at - 1 : at + 1]) or not self._on(CUT_WORD):
            return False
        left = max(at - 6, 0)
        return all(word.start != at - left for word in tokenizer.placed(text[left : at + 3]))

    def public_body(self, name: str) -> bool:
        """Whether a cell of a company column names a public body: 市水务局."""
        return name.endswith(self._column_not) and self._on(PUBLIC_BODY)

    def public_works(self, body: str) -> bool:
        """Whether works (厂) with this front serve the public: 污水处理厂, 自来水厂."""
        return body.endswith(self._public_works) and self._on(PUBLIC_WORKS)


GENERIC: Rule[Refuse] = Rule(
    id="company.generic",
    stage=STAGE,
    zh="通称不是企业名",
    en="a kind of company, no company",
    says="leaves out 上市公司, 平台公司, 物流集团: the word before 公司 says only which kind",
    refuses="瀚晟集团, where it is a name",
    run=Refusals.generic,
)
ORDINARY: Rule[Refuse] = Rule(
    id="company.ordinary",
    stage=STAGE,
    zh="普通词语不是企业名",
    en="an ordinary thing by its words or its end",
    says="leaves out 现代纺织产业, 微纳电子, 产业链: words of plans, ends of things that are no companies",
    refuses="瀚晟半导体, whose words are a name and a trade",
    run=Refusals.ordinary,
)
GRAMMAR: Rule[Refuse] = Rule(
    id="company.grammar",
    stage=STAGE,
    zh="含虚词或数词的不是字号",
    en="words of grammar or counting are in no own name",
    says="leaves out 省里的电子, 更瀚昊科技: 的 and 更 stand in no own name",
    refuses="瀚昊科技",
    run=Refusals.grammar,
)
FACILITY: Rule[Refuse] = Rule(
    id="company.facility",
    stage=STAGE,
    zh="园区、院所、道路的名称不是企业",
    en="the name opens that of a park, an institute or a road",
    says="leaves out 鸿瀚智能科技产业园, 瀚晟半导体研究院",
    refuses="瀚晟半导体二期, where a word follows that follows names",
    run=Refusals.facility,
)
RUNS_ON: Rule[Refuse] = Rule(
    id="company.runs_on",
    stage=STAGE,
    zh="后接他物的字号不是企业",
    en="the name goes on into another thing",
    says="leaves out 瀚晟机械 in 瀚晟机械臂: what follows is no word that follows names",
    refuses="瀚晟机械 in 瀚晟机械建成",
    run=Refusals.runs_on,
)
CUT_WORD: Rule[Refuse] = Rule(
    id="company.cut_word",
    stage=STAGE,
    zh="词语被切断处不是企业名",
    en="a word runs over the border",
    says="leaves out 京东 in 北京东路, 等 in 平等 as the end of a list",
    refuses="京东 in 对接京东, where the border is one of words",
    run=Refusals.cut_word,
)
PUBLIC_BODY: Rule[Refuse] = Rule(
    id="company.public_body",
    stage=STAGE,
    zh="企业列中的公共机构不是企业",
    en="a public body in a column of companies",
    says="leaves out 市水务局, 开发区管委会 under 建设单位",
    refuses="云创集团 under 建设单位",
    run=Refusals.public_body,
)
PUBLIC_WORKS: Rule[Refuse] = Rule(
    id="company.public_works",
    stage=STAGE,
    zh="公用设施的厂不是企业",
    en="works that serve the public",
    says="leaves out 云山县污水处理厂, 贵阳自来水厂 in a column of companies",
    refuses="贵阳市瀚信装饰布厂",
    run=Refusals.public_works,
)

RULES = (
    GENERIC,
    ORDINARY,
    GRAMMAR,
    FACILITY,
    RUNS_ON,
    CUT_WORD,
    PUBLIC_BODY,
    PUBLIC_WORKS,
)
