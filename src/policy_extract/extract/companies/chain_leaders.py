"""Enterprises that a plan makes the leader of a chain of industries: 以瀚晟药业为链主, 由云岫担任链主."""

from __future__ import annotations

from policy_extract.extract.companies.borders import CONTEXTS, HAN
from policy_extract.extract.companies.names import NameShapes
from policy_extract.extract.companies.search import Find, Search
from policy_extract.extract.companies.text import Claim
from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.alternation import alternation
from policy_extract.rules import Rule


class ChainLeaders:
    """Finds the leaders of chains; compiled once for a Lexicon."""

    def __init__(self, lexicon: Lexicon, shapes: NameShapes) -> None:
        self._refusals = shapes.refusals
        self._roles = lexicon.words(CONTEXTS, "list.firm_roles")
        self._kinds = lexicon.words(CONTEXTS, "list.firm_kinds")
        name = rf"[{HAN}A-Za-z]{{2,10}}?"
        before = alternation(lexicon.words(CONTEXTS, "list.firm_openers"))
        self._led = lexicon.compiled(
            rf"(?:{before})(?P<names>{name}(?:、{name}){{0,5}}?)(?:{alternation(self._roles)})"
        )

    def leaders(self, search: Search) -> list[Claim]:
        """The names between 以 or 由 and 为链主: only an enterprise leads a chain.

        Refused: 以龙头企业为链主, 由行业协会担任链主: nobody by name.
        """
        text = search.text
        found: list[Claim] = []
        if not any(role in text for role in self._roles):
            return found
        for match in self._led.finditer(text):
            start = match.start("names")
            for name in match["names"].split("、"):
                if self._named(name):
                    found.append(Claim(start, start + len(name), LEADER.id))
                start += len(name) + 1
        return found

    def _named(self, name: str) -> bool:
        refusals = self._refusals
        kind = name.endswith(self._kinds) or refusals.ordinary(name)
        return not (kind or refusals.generic(name) or refusals.grammar(name))


LEADER: Rule[Find] = Rule(
    id="company.chain_leader",
    stage="companies.lists",
    zh="产业链链主",
    en="the leader of a chain of industries",
    says="takes 瀚晟药业 in 以瀚晟药业为链主的医药产业链, 由云岫担任链主",
    refuses="以龙头企业为链主, 由行业协会担任链主: nobody by name",
    run=ChainLeaders.leaders,
)
RULES = (LEADER,)
