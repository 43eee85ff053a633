"""Company names of a corpus to company entities: block, judge, join.

A bare name (金梭) may mean another company in another plan, so the result is asked for by name and
document; all other names mean the same everywhere.

What each stage needs to know, for an engine that runs it in parts:

- *taken apart* (``CompanyNames.parse``): one name, the lexicon and the counties around all documents;
- *blocked* (``Blocks``, ``Openings``, ``misprint_candidates``): a table of keys and names; pairs meet at equal keys, and none is
  looked for elsewhere;
- *judged* (``CompanyMatcher.judge`` and ``misprint``): the two names of a pair, nothing else;
- *joined* (``CompanyJoining``): all names that a chain of judged pairs or judgements links, in the order of ``_order``,
  with the documents that use them, for a veto bars a name from all that was joined before it; names
  that nothing links can be joined apart from each other;
- *named* (``CompanyNaming``): all companies of one core, and of one body.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Set
from typing import Final

from policy_extract.lexicon import Lexicon
from policy_extract.model import Relation
from policy_extract.resolve.companies.joining import OWN, Candidate, CompanyJoining
from policy_extract.resolve.companies.naming import CompanyNaming, Said
from policy_extract.resolve.companies.parts import Few
from policy_extract.resolve.companies.used import NamesUsed
from policy_extract.resolve.companies.words import CompanyPairs, CompanyWords
from policy_extract.resolve.divisions import DivisionIndex
from policy_extract.resolve.found import RANK_GAZETTEER, RANK_STATED, Found, squeeze
from policy_extract.resolve.judgements import Judgements
from policy_extract.resolve.matching import Name

#: So many ambiguous names that were asked for last are held, each with its document.
_HELD: Final = 2_000
_UNASKED: Final = "?"


class CompanyResolver(CompanyPairs):
    """Resolves the company names of one corpus.

    ``names`` maps every name as written (white space squeezed out) to how often each document uses
    it; ``nearby`` are division codes around the documents (see ``CompanyNames``), ``words`` what was made of both before.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        divisions: DivisionIndex,
        judgements: Judgements,
        names: Mapping[str, Mapping[str, int]],
        nearby: frozenset[str] = frozenset(),
        words: CompanyWords | None = None,
    ) -> None:
        words = words or CompanyWords.of(lexicon, divisions, judgements, nearby)
        super().__init__(words)
        records = {record.key: record for record in lexicon.companies}
        self._used = NamesUsed.of(names)
        self._joined = CompanyJoining(words, records, judgements, self._used)
        self._clusters = self._joined.clusters
        self._naming = CompanyNaming(self._joined, frozenset(records))
        self._ids = self._naming.ids()
        self._divisions: list[str | None] = [_UNASKED] * len(self._clusters)
        self._reasons: Few[tuple[str, float]] = Few()
        self._reason = array("i", [-1]) * len(self._used)  # of each name that was asked for
        self._meant: dict[tuple[int, str], Candidate | None] = {}

    def resolve(self, name: Name) -> Found:
        """The company that a name means in its document.

        ``rule``: ``exact``, ``gazetteer``, ``legal_form`` (another legal form or region),
        ``short_name``, ``misprint`` or ``judgement``. An ambiguous bare name takes the company
        that its own document names in full, and is left alone when that does not settle it.
        """
        number = self._used.number(squeeze(name.text))
        reason = self._reason[number]
        if reason < 0:
            return self._asked(number, name.place.document)
        return self._found(self._clusters.of[number], *self._reasons[reason])

    def relations(self, present: Set[str]) -> list[tuple[str, Relation]]:
        """Companies of the corpus and those of the gazetteer that they belong to: ``subsidiary_of``."""
        clusters = self._clusters
        known = [(self._ids[c], found) for c in clusters if (found := clusters.known(c))]
        ids = {record.key: self._ids[c] for c, record in clusters.records.items()}
        above = [(child, ids.get(found.parent)) for child, found in known if found.parent]
        return [
            (child, Relation(type="subsidiary_of", target=parent, evidence="gazetteer"))
            for child, parent in above
            if parent is not None and parent in present
        ]

    # -- for engines that work in parts -----------------------------------------------------

    def companies(self) -> list[tuple[int, Said]]:
        """Every company of these names, with what decides its id among those of other parts."""
        return [(cluster, self._naming.said(cluster)) for cluster in self._clusters]

    def company_of(self, name: Name) -> int:
        """The company that a name means in its document, by its number among ``companies``."""
        return self._means(self._used.number(squeeze(name.text)), name.place.document)[0]

    def by_document(self, name: str) -> bool:
        """Whether a name means another company in another document."""
        return self._used.numbered(squeeze(name)) in self._joined.ambiguous

    # -- what is said of a name ---------------------------------------------------------------

    def _means(self, number: int, document: str) -> Candidate:
        """The company that a name means in a document, and how well it goes with it."""
        meant = None
        if number in self._joined.ambiguous:
            asked = (number, document)
            if asked not in self._meant:
                if len(self._meant) >= _HELD:
                    self._meant.clear()
                self._meant[asked] = self._joined.meant(number, document)
            meant = self._meant[asked]
        return meant or (self._clusters.of[number], self._clusters.why(number))

    def _asked(self, number: int, document: str) -> Found:
        """What is said of a name that is asked for the first time, or that may mean several companies."""
        cluster, match = self._means(number, document)
        text, own = self._used.texts[number], self._naming.own_name(cluster)
        self._at_hand(text, own)
        if text == own:
            match = OWN
        elif match.rule == "exact":  # a company was begun with it: how it goes with the final one
            match = self._matcher.judge(text, own)
        if self._divisions[cluster] == _UNASKED:
            self._divisions[cluster] = self._division(cluster, own)
        if number not in self._joined.ambiguous:
            self._reason[number] = self._reasons.number((match.rule, match.score))
        return self._found(cluster, match.rule, match.score)

    def _found(self, cluster: int, rule: str, score: float) -> Found:
        """Of a company that was asked for."""
        rank = RANK_GAZETTEER if cluster in self._clusters.records else RANK_STATED
        own, division = self._naming.own_names[cluster], self._divisions[cluster]
        return Found(self._ids[cluster], "company", own, rank, rule, score, division)

    def _division(self, cluster: int, own: str) -> str | None:
        """The division that a company's own name states: a registered name's, or one in full (兰溪市).

        None where nothing is stated for certain: a short name in front of an unregistered name may
        be a word of its own.
        """
        firm = self._clusters.firms.get(cluster) or self._matcher.regional.read(own)
        return firm.division if firm else self._names.stated_division(own)

    def _at_hand(self, *texts: str) -> None:
        """Have names in parts, without taking them apart again."""
        for text in texts:
            if (number := self._used.numbered(text)) is not None:
                self._joined.parsed(number)
