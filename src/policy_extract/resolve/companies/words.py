"""What companies are taken apart and judged with: made of the lexicon once, for any number of names."""

from __future__ import annotations

from policy_extract.lexicon import Lexicon
from policy_extract.resolve.companies.blocks import block_of
from policy_extract.resolve.companies.matching import CompanyMatcher
from policy_extract.resolve.companies.names import CompanyNames
from policy_extract.resolve.divisions import DivisionIndex
from policy_extract.resolve.found import squeeze
from policy_extract.resolve.judgements import Judgements
from policy_extract.resolve.matching import Match, Name
from policy_extract.tuples import NamedTuple


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


class CompanyPairs:
    """What is asked of pairs of names (see ``Kind``): it depends on the two names alone, whatever others there are."""

    def __init__(self, words: CompanyWords) -> None:
        self._names, self._matcher = words

    def blocks(self, name: Name) -> tuple[str, ...]:
        """The first two signs of the core: 甬金股份 and 浙江甬金金属科技 lie in 甬金."""
        return (block_of(self._names.parse(squeeze(name.text)).core),)

    def form(self, name: Name) -> str:
        """The name without its region and legal form."""
        return self._names.parse(squeeze(name.text)).body

    def shared(self, block: str) -> str:
        """The two signs."""
        return block

    def weigh(self, left: Name, right: Name) -> Match:
        """See ``CompanyMatcher.judge``."""
        return self._matcher.judge(squeeze(left.text), squeeze(right.text))
