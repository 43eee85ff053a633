"""The composition: which rules are asked in which order, and which of two over the same words stays.

Refused: 龙头企业, 上市公司 (generic), 现代纺织产业 (a trade), 鸿图智能科技产业园 (a park),
兰溪市污水处理厂 (public works), 盘毂电机 (a product with the own name of a company).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from policy_extract.document import Plan
from policy_extract.extract.companies import (
    chain_leaders,
    contexts,
    forms,
    gazetteer,
    headed,
    items,
    makers,
    partnerships,
    refusals,
    short,
)
from policy_extract.extract.companies.chain_leaders import ChainLeaders
from policy_extract.extract.companies.contexts import ListContexts
from policy_extract.extract.companies.forms import FormRules
from policy_extract.extract.companies.gazetteer import ListedNames
from policy_extract.extract.companies.headed import HeadedLists
from policy_extract.extract.companies.items import Items
from policy_extract.extract.companies.makers import Makers
from policy_extract.extract.companies.names import NameShapes
from policy_extract.extract.companies.partnerships import PartnershipRules
from policy_extract.extract.companies.search import Search
from policy_extract.extract.companies.short import ShortNames
from policy_extract.extract.companies.text import Claim, Stream
from policy_extract.lexicon import Lexicon
from policy_extract.model import Mention
from policy_extract.rules import AnyRule, Rule, Switches

if TYPE_CHECKING:
    from policy_extract.segment.tokens import Tokenizer

#: The order in which rules are asked. Between two passes, and after the last, ``ELSEWHERE`` finds
#: again what the pass has found; so a later pass knows all that the ones before it have found.
PASSES: tuple[tuple[Rule[Any], ...], ...] = (
    (*forms.RULES, *partnerships.RULES, *gazetteer.RULES),
    (*short.RULES, *makers.RULES),
    (*contexts.LISTS, *headed.RULES, *chain_leaders.RULES),
    contexts.BESIDE,
)
ELSEWHERE: tuple[Rule[Any], ...] = short.ELSEWHERE

#: All rules of companies, each stage in the order in which its rules are asked.
RULES: tuple[AnyRule, ...] = (
    *(rule for rules in PASSES for rule in rules),
    *ELSEWHERE,
    *refusals.RULES,
    *gazetteer.REFUSALS,
    *items.REFUSALS,
)

#: Where two claims of one length overlap, the one of the earlier rule stays.
SUREST_FIRST: tuple[Rule[Any], ...] = (
    forms.LEGAL_FORM,
    forms.COLUMN,
    partnerships.FIRM,
    partnerships.BUREAU,
    gazetteer.GAZETTEER,
    forms.OPERATOR,
    forms.GROUP,
    short.SHORT_OF_FULL,
    contexts.LIST_CONTEXT,
    headed.LIST_HEADED,
    headed.LIST_SORTED,
    headed.COLUMN_NAMES,
    chain_leaders.LEADER,
    contexts.CHAIN,
    contexts.IN_QUOTES,
    short.SHORT_NAME,
    short.OF_PROJECT,
    makers.MAKER,
    contexts.COORDINATION,
    short.IN_DOCUMENT,
)
_RANK = {rule.id: rank for rank, rule in enumerate(SUREST_FIRST)}


class CompanyFinder:
    """Finds companies in plans; built once for a Lexicon, used for any number of plans.

    ``switches`` name the rules that do not speak in this run.
    """

    def __init__(self, lexicon: Lexicon, switches: Switches = Switches()) -> None:
        self._switches = switches
        self._shapes = NameShapes(lexicon, switches)
        self._listed = ListedNames(lexicon, self._shapes, switches)
        self._short = ShortNames(lexicon, self._shapes)
        read = Items(lexicon, self._shapes, switches)
        lists = ListContexts(lexicon, self._shapes, read)
        parts: tuple[tuple[object, tuple[Rule[Any], ...]], ...] = (
            (FormRules(lexicon, self._shapes), forms.RULES),
            (PartnershipRules(lexicon, self._shapes), partnerships.RULES),
            (self._listed, gazetteer.RULES),
            (self._short, short.RULES),
            (Makers(lexicon, self._shapes), makers.RULES),
            (lists, (*contexts.LISTS, *contexts.BESIDE)),
            (HeadedLists(lexicon, self._shapes, read), headed.RULES),
            (ChainLeaders(lexicon, self._shapes), chain_leaders.RULES),
        )
        owner = {rule.id: part for part, rules in parts for rule in rules}
        self._passes = tuple(
            tuple(partial(rule.run, owner[rule.id]) for rule in switches.on(rules))
            for rules in PASSES
        )

    def find(self, plan: Plan, tokenizer: Tokenizer) -> list[Mention]:
        """The company mentions of ``plan`` in the order of the text, without entity.

        Offsets are code points of ``plan.text`` and exact borders of the name as written, a line
        break inside it included. Residue yields nothing. Raises nothing of its own.
        """
        stream = Stream(plan)
        listed = self._listed.listed(stream.text)
        search = Search(
            plan,
            stream,
            tokenizer,
            runs=tuple(self._shapes.ending_runs(stream.text)),
            listed=listed,
            unsure=self._listed.unsure(stream.text, listed),
        )
        for rules in self._passes:
            found = [claim for ask in rules for claim in ask(search)]
            search = self._with_those_elsewhere(search, found)
        return [Mention.of("company", c.rule, stream.source(c.start, c.end)) for c in search.claims]

    def _with_those_elsewhere(self, search: Search, found: list[Claim]) -> Search:
        """The search with ``found``, and with what their own names find elsewhere in the document."""
        if not found:
            return search
        joined = _without_overlap((*search.claims, *found))
        old = set(search.claims)
        new = [c for c in joined if c not in old]
        cores = self._short.cores(search.stream, new, search.tokenizer)
        fresh = {own: known for own, known in cores.items() if own not in search.known}
        search = replace(search, claims=joined, known={**search.known, **fresh})
        asked = {rule.id for rule in self._switches.on(ELSEWHERE)}
        sought = {own: known for own, known in fresh.items() if known.rule in asked}
        if not sought:
            return search
        elsewhere = self._short.elsewhere(search, sought)
        return replace(search, claims=_without_overlap((*joined, *elsewhere)))


def _without_overlap(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims in order of the text; where two overlap the longer stays, then the surer rule."""
    together: list[list[Claim]] = []  # most stand alone
    reach = 0
    for claim in sorted(claims):
        if claim.start < reach:
            together[-1].append(claim)
        else:
            together.append([claim])
        reach = max(reach, claim.end)
    return tuple(
        claim for some in together for claim in (some if len(some) == 1 else _longest(some))
    )


def _longest(claims: list[Claim]) -> list[Claim]:
    """Those that stay of claims that overlap, in order of the text."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (c.start - c.end, _RANK[c.rule], c.start)):
        if all(claim.end <= other.start or other.end <= claim.start for other in kept):
            kept.append(claim)
    return sorted(kept)
