"""What companies are taken apart and judged with: made of the lexicon once, for any number of names."""

from __future__ import annotations

from typing import NamedTuple

from policy_extract.lexicon import Lexicon
from policy_extract.resolve.companies.matching import CompanyMatcher
from policy_extract.resolve.companies.names import CompanyNames
from policy_extract.resolve.divisions import DivisionIndex
from policy_extract.resolve.judgements import Judgements


class CompanyWords(NamedTuple):
    """Takes names apart, and judges pairs of them."""

    names: CompanyNames
    matcher: CompanyMatcher

    @classmethod
    def of(
        cls,
        lexicon: Lexicon,
        divisions: DivisionIndex,
        judgements: Judgements,
        nearby: frozenset[str],
    ) -> CompanyWords:
        """``nearby`` are division codes around the documents (see ``CompanyNames``)."""
        names = CompanyNames(lexicon, divisions, nearby)
        return cls(names, CompanyMatcher(lexicon, names, judgements))
