"""Names that only their context betrays: lists (“A、B、C等企业”) and neighbours of names.

A list is believed when at least one of its items is a known name or reads like an invented one;
lists of trades (“纺织、医药、化工等重点产业企业”) have none and yield nothing.
"""

from __future__ import annotations

import re

from policy_extract.extract.companies.borders import CONTEXTS, HAN
from policy_extract.extract.companies.evidence import LONGEST_OWN, Evidence
from policy_extract.extract.companies.items import Items, Names, Says, claims_of, names_of
from policy_extract.extract.companies.names import NameShapes
from policy_extract.extract.companies.search import Find, Search
from policy_extract.extract.companies.text import Claim
from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.alternation import alternation
from policy_extract.rules import Rule


class ListContexts:
    """Finds lists of enterprises in a stream; compiled once for a Lexicon."""

    def __init__(self, lexicon: Lexicon, shapes: NameShapes, read: Items) -> None:
        self._refusals, self._read = shapes.refusals, read
        self._and_so_on = lexicon.words(CONTEXTS, "list.and_so_on")
        self._list_signs = ("、", *self._and_so_on)
        no_head = alternation(lexicon.words(CONTEXTS, "list.heads_not_before"))  # 企业|家
        strong = f"(?:{alternation(lexicon.words(CONTEXTS, 'list.heads'))})(?!{no_head})"
        weak = alternation(lexicon.words(CONTEXTS, "list.weak_heads"))
        roles = alternation(lexicon.words(CONTEXTS, "list.roles"))
        called = lexicon.words(CONTEXTS, "quoted.called")[0]
        self._in_quotes = f"{called}“"
        self._quoted = lexicon.pattern(
            f"{called}“(?P<name>[{HAN}]{{3,12}})”(?=<owners.company.does>)"
        )
        gap = "[^，。；：、！？,:;!?\n]"
        numerals = lexicon.signs(CONTEXTS, "list.numerals")
        of_firms = alternation(lexicon.words(CONTEXTS, "list.counted"))
        counted = rf"(?:\d{{1,3}}|[{numerals}]{{1,2}}){of_firms}(?=[{HAN}])"
        signs = {w[0] for w in (*self._and_so_on, *lexicon.words(CONTEXTS, "list.roles"))}
        self._list_end = lexicon.compiled(
            rf"(?=[{re.escape(''.join(sorted(signs)))}{numerals}\d])"  # one test at most places
            f"(?:(?:{alternation(self._and_so_on)}+|(?<=[{HAN}])(?P<count>{counted}))(?:{gap}{{0,22}}?(?:(?P<strong>{strong})|(?P<weak>{weak})(?P<more>{gap}{{0,2}}?(?:{strong}))?))"
            f"|(?P<role>{roles})(?P<of>{gap}{{0,12}}?(?:{strong}))?)"
        )

    def listed(self, search: Search) -> list[Claim]:
        """The names of lists that say what they list: “A、B等企业”, “以A、B为龙头”.

        Unsure names count as known only in a list whose noun is an enterprise.
        """
        text, tokenizer = search.text, search.tokenizer
        names = names_of(search)
        only_sure = Names(names.sure, {})
        found: list[Claim] = []
        for match in self._list_end.finditer(text):
            strong = bool(match["strong"] or match["more"] or match["of"])
            end = match.start()
            sure_end = match["role"] or match["count"]
            if end < 2 or (not sure_end and self._refusals.ends_word(text, end, tokenizer)):
                continue
            if match["count"] and not strong:
                continue
            if match["role"] and text.endswith(self._and_so_on, 0, end):
                end -= 1
            known, says = (names, Says.PLAINLY) if strong else (only_sure, Says.WEAKLY)
            items = list(self._read.items(text, end, known, tokenizer))
            taken = list(self._read.accepted(items, says))
            if strong and not taken and text[end - 1] == ")":
                items = list(self._read.in_brackets(text, end, known, tokenizer))
                taken = list(self._read.accepted(items, says))
            if not strong:  # 瀚晟|热熔胶 among projects: what a known name opens is its product
                taken = [item for item in taken if item.start not in names.sure]
            found += claims_of(taken, names, LIST_CONTEXT)
        return found

    def chained(self, search: Search) -> list[Claim]:
        """Two items or more that end like companies, side by side: 豪森药业、康缘药业做大做强."""
        text = search.text
        names = Names(names_of(search).sure, {})
        found: list[Claim] = []
        last = 0
        for start, end in search.runs:
            chained = last and text[last] == "、" and start - last <= LONGEST_OWN + 1
            last = end
            if not chained or text.startswith(self._list_signs, end):
                continue
            if not self._refusals.runs_on(text, end):
                items = list(self._read.items(text, end, names, search.tokenizer))
                found += claims_of(self._read.side_by_side(items), names, CHAIN)
        return found

    def quoted(self, search: Search) -> list[Claim]:
        """A name in quotes that 企业 stands in front of, and what it did behind: 企业“山野机械”正式投产.

        Refused: 企业“上云用数”, which ends like no company; 企业“山野机械”行动, behind which nothing is done.
        """
        names, text = Names(names_of(search).sure, {}), search.text
        found: list[Claim] = []
        for match in self._quoted.finditer(text) if self._in_quotes in text else ():
            item = self._read.item(text, *match.span("name"), names, search.tokenizer)
            if item.ending and item.evidence >= Evidence.COMMON:
                found += claims_of([item], names, IN_QUOTES)
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
                item = self._read.right_item(text, position + 1, tokenizer)
                if item is None:
                    break
                found.append(Claim(position + 1, item, COORDINATION.id))
                position = item
            position = claim.start - 1
            while position > 1 and text[position] == "、" and position not in ends:
                start = self._read.left_item(text, position, Names({}, {}), tokenizer)
                if start is None or start.evidence < Evidence.INVENTED or start.start in known:
                    break
                found.append(Claim(start.start, start.end, COORDINATION.id))
                position = start.start - 1
        return found


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
IN_QUOTES: Rule[Find] = Rule(
    id="company.in_quotes",
    stage="companies.lists",
    zh="企业后的引号名",
    en="a name in quotes behind the word for a company",
    says="takes 山野机械 in 企业“山野机械”正式投产",
    refuses="企业“上云用数”; 企业“山野机械”行动: nothing that it did",
    run=ListContexts.quoted,
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
LISTS = (LIST_CONTEXT, CHAIN, IN_QUOTES)
BESIDE = (COORDINATION,)
