"""Indicator names to indicator entities: by normal form and gazetteer, never by nearness of words."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

from policy_extract.model import Relation
from policy_extract.resolve.found import RANK_GAZETTEER, RANK_WRITTEN, Found, squeeze
from policy_extract.resolve.indicators.matching import IndicatorMatcher
from policy_extract.resolve.indicators.names import IndicatorNames
from policy_extract.resolve.judgements import Judgements
from policy_extract.resolve.matching import Match, Name

#: So many names that were asked for last are held.
_HELD: Final = 10_000


class IndicatorResolver:
    """Resolves the names of one corpus."""

    def __init__(
        self, names: IndicatorNames, matcher: IndicatorMatcher, judgements: Judgements
    ) -> None:
        self._names, self._matcher, self._judgements = names, matcher, judgements
        self._cache: dict[str, Found] = {}
        self._normals: dict[str, str] = {}

    def resolve(self, name: Name) -> Found:
        """The indicator that a name means; ``rule``: ``exact``, ``normal_form``, ``gazetteer``."""
        return self.named(name.text)

    def blocks(self, name: Name) -> tuple[str, ...]:
        """The first three signs of the normal form, and the last three: one name is seldom written otherwise at both."""
        normal = self._normal(name.text)
        return f"^{normal[:3]}", f"{normal[-3:]}$"

    def form(self, name: Name) -> str:
        """The normal form."""
        return self._normal(name.text)

    def shared(self, block: str) -> str:
        """How the names begin or end: 规上工…, …增加值."""
        return f"{block[1:]}…" if block.startswith("^") else f"…{block[:-1]}"

    def weigh(self, left: Name, right: Name) -> Match:
        """See ``IndicatorMatcher.weigh``; what a person has judged stays so."""
        verdict = self._judgements.verdict("indicator", left.text, right.text)
        if verdict is not None:
            return Match(verdict, 100.0 if verdict == "same" else 0.0, "judgement")
        known = [self.named(name.text).rank == RANK_GAZETTEER for name in (left, right)]
        normal = [self._normal(name.text) for name in (left, right)]
        return self._matcher.weigh(normal[0], normal[1], both_known=all(known))

    def _normal(self, name: str) -> str:
        """The normal form, held: a name is weighed against every other of its blocks."""
        found = self._normals.get(name)
        if found is None:
            if len(self._normals) >= _HELD:
                self._normals.clear()
            found = self._normals[name] = self._names.normal(name)
        return found

    def relations(self, present: Set[str]) -> tuple[tuple[str, Relation], ...]:
        """None: what an indicator is made of stands in the observations."""
        del present
        return ()

    def named(self, name: str) -> Found:
        """The indicator of this name, the same in every document."""
        found = self._cache.get(name)
        if found is None:
            found = self._judgements.apply("indicator", name, self._by_rule(name), self._by_rule)
            if len(self._cache) >= _HELD:
                self._cache.clear()
            self._cache[name] = found
        return found

    def _by_rule(self, name: str) -> Found:
        normal, spelled = self._normal(name), squeeze(name)
        known = self._names.known(normal)
        made = None if known is not None else self._names.made_of(normal)
        if made is not None and (known := self._names.made(made)) is not None:
            key, official = known
            return Found(
                f"indicator:{key}", "indicator", official, RANK_GAZETTEER, "compound", 100.0
            )
        if known is not None:
            key, official = known
            rule = "exact" if spelled == official else "gazetteer"
            return Found(f"indicator:{key}", "indicator", official, RANK_GAZETTEER, rule, 100.0)
        rule = "exact" if spelled == normal else "normal_form"
        # an unknown compound goes by what it is made of: share/清洁能源发电量/发电量
        return Found(f"indicator:{made or normal}", "indicator", spelled, RANK_WRITTEN, rule, 100.0)
