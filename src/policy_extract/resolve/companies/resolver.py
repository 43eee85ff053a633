"""Company names of a corpus to company entities: block, judge, join.

A bare name (金梭) may mean another company in another plan, so the result is asked for by name and
document; all other names mean the same everywhere.

What each stage needs to know, for an engine that runs it in parts:

- *taken apart* (``CompanyNames.parse``): one name, the lexicon and the counties around all documents;
- *blocked* (``Openings``, ``misprint_candidates``): a table of keys and names; pairs meet at equal keys, and none is
  looked for elsewhere;
- *judged* (``CompanyMatcher.judge`` and ``misprint``): the two names of a pair, nothing else;
- *joined* (``_join`` to ``_join_misprints``): all names that a chain of judged pairs or judgements links, in the order
  of ``_order``, with the documents that use them, for a veto bars a name from all that was joined before it; names
  that nothing links can be joined apart from each other;
- *named* (``CompanyNaming``): all companies of one core, and of one body.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Final

from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.records import Company
from policy_extract.model import Relation
from policy_extract.resolve.companies.clusters import Cluster
from policy_extract.resolve.companies.matching import WEIGHTS
from policy_extract.resolve.companies.misprints import misprint_candidates
from policy_extract.resolve.companies.names import CompanyName
from policy_extract.resolve.companies.naming import CompanyNaming, Said
from policy_extract.resolve.companies.openings import Openings
from policy_extract.resolve.companies.regional import RegionalFirm
from policy_extract.resolve.companies.words import CompanyPairs, CompanyWords
from policy_extract.resolve.divisions import DivisionIndex
from policy_extract.resolve.found import (
    RANK_GAZETTEER,
    RANK_STATED,
    Found,
    plain,
    squeeze,
)
from policy_extract.resolve.judgements import Judgements
from policy_extract.resolve.matching import Match, Name

_MARGIN = 3.0
#: Of a name with which a company is begun.
_OWN: Final = Match("same", 100.0, "exact")
#: So many names that were asked for last are held, which is some 30 MB.
_HELD: Final = 100_000


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
        super().__init__(words or CompanyWords.of(lexicon, divisions, judgements, nearby))
        self._records = {record.key: record for record in lexicon.companies}
        self._used = names
        self._judged = self._judged_same(judgements)
        self._clusters: dict[
            int, Cluster
        ] = {}  # by identity, in the order in which they were begun
        self._openings: Openings[Cluster] = Openings(self._names)
        self._by_record: dict[str, Cluster] = {}
        self._by_firm: dict[RegionalFirm, Cluster] = {}
        self._of: dict[str, Cluster] = {}
        self._ambiguous: dict[str, list[tuple[Cluster, Match]]] = {}
        self._join()
        self._settle()
        self._join_judged(judgements)
        self._join_misprints()
        self._openings = Openings(self._names)  # nothing is joined any more
        self._naming = CompanyNaming(self._names, names, frozenset(self._records))
        self._ids = self._naming.ids(self._clusters.values())
        self._found: dict[tuple[str, str], Found] = {}

    def resolve(self, name: Name) -> Found:
        """The company that a name means in its document.

        ``rule``: ``exact``, ``gazetteer``, ``legal_form`` (another legal form or region),
        ``short_name``, ``misprint`` or ``judgement``. An ambiguous bare name takes the company
        that its own document names in full, and is left alone when that does not settle it.
        """
        text, document = squeeze(name.text), name.place.document
        key = (text, document if text in self._ambiguous else "")
        found = self._found.get(key)
        if found is None:
            if len(self._found) >= _HELD:
                self._found.clear()
            found = self._found[key] = self._resolve(text, document)
        return found

    def relations(self, present: Set[str]) -> list[tuple[str, Relation]]:
        """Companies of the corpus and those of the gazetteer that they belong to: ``subsidiary_of``."""
        ids = {c.record.key: self._ids[id(c)] for c in self._clusters.values() if c.record}
        above = [
            (self._ids[id(c)], ids.get(known.parent))
            for c in self._clusters.values()
            if (known := c.record or c.firm) and known.parent
        ]
        return [
            (child, Relation(type="subsidiary_of", target=parent, evidence="gazetteer"))
            for child, parent in above
            if parent is not None and parent in present
        ]

    # -- for engines that work in parts -----------------------------------------------------

    def companies(self) -> list[tuple[Cluster, Said]]:
        """Every company of these names, with what decides its id among those of other parts."""
        return [(cluster, self._naming.said(cluster)) for cluster in self._clusters.values()]

    def company_of(self, name: Name) -> Cluster:
        """The company that a name means in its document."""
        return self._means(squeeze(name.text), name.place.document)[0]

    def by_document(self, name: str) -> bool:
        """Whether a name means another company in another document."""
        return squeeze(name) in self._ambiguous

    # -- joining -----------------------------------------------------------------------------

    def _join(self) -> None:
        parsed = {name: self._names.parse(name) for name in self._used}
        for name in sorted(parsed, key=lambda n: self._order(parsed[n])):
            key = self._matcher.known(name)
            if key in self._records:
                self._add_known(name, self._records[key])
                continue
            if key is not None:
                self._add_regional(name)
                continue
            candidates = self._candidates(parsed[name])
            if len(candidates) > 1 and candidates[0][1].score - candidates[1][1].score < _MARGIN:
                self._ambiguous[name] = candidates
                self._add(Cluster(), name, _OWN)
            elif candidates:
                if parsed[name].bare and len(candidates) > 1:
                    # a group's bare name, and in a plan that names one of its firms alone that firm's
                    self._ambiguous[name] = candidates
                self._add(candidates[0][0], name, candidates[0][1])
            else:
                self._add(Cluster(), name, _OWN)

    def _judged_same(self, judgements: Judgements) -> dict[str, list[str]]:
        """The names of this corpus that a person has said are one with a name, by its plain form."""
        judged = judgements.names("company")
        if not judged:
            return {}
        written: dict[str, list[str]] = {}
        for name in self._used:
            written.setdefault(plain(name), []).append(name)
        found: dict[str, list[str]] = {}
        for left, right, verdict in judged:
            if verdict == "same":
                found.setdefault(left, []).extend(written.get(right, ()))
                found.setdefault(right, []).extend(written.get(left, ()))
        return found

    def _settle(self) -> None:
        """Give an ambiguous name to the company that every document using it names in full."""
        for name in sorted(self._ambiguous):
            meant = [self._meant(name, document) for document in sorted(self._used[name])]
            first = meant[0]
            if first is not None and all(m is not None and m[0] is first[0] for m in meant):
                del self._ambiguous[name]
                self._leave(name)
                self._add(first[0], name, first[1])

    def _leave(self, name: str) -> None:
        """Take a name out of its cluster; one that it was alone in is a cluster no more."""
        own = self._of[name]
        if len(own.names) > 1:
            del own.names[name]
        else:
            del self._clusters[id(own)]

    def _meant(self, name: str, document: str) -> tuple[Cluster, Match] | None:
        """The only company that an ambiguous name can mean in a document, or None."""
        here: dict[int, tuple[Cluster, Match]] = {}
        for found, match in self._ambiguous[name]:
            # since it was found its names may have gone to another company
            cluster = self._of[next(iter(found.names))]
            if any(document in self._used[n] for n in cluster.names if n not in self._ambiguous):
                here.setdefault(id(cluster), (cluster, match))
        return next(iter(here.values())) if len(here) == 1 else None

    def _order(self, name: CompanyName) -> tuple[object, ...]:
        """Names that the gazetteer knows, then registered ones, then by length of body."""
        known = self._matcher.known(name.text) is None
        return (known, not name.legal, -len(name.body), name.text)

    def _add_known(self, name: str, record: Company) -> None:
        cluster = self._by_record.get(record.key)
        if cluster is None:
            cluster = self._by_record[record.key] = Cluster(record=record)
            self._block(cluster, record.name)
            for short in record.short:
                cluster.lies_in(self._block_of(short))
        rule = "exact" if name == squeeze(record.name) else "gazetteer"
        self._add(cluster, name, Match("same", 100.0, rule))

    def _add_regional(self, name: str) -> None:
        firm = self._matcher.regional.read(name)
        if firm is None:
            raise ValueError(f"no firm of a region: {name}")
        cluster = self._by_firm.setdefault(firm, Cluster(firm=firm))
        self._add(cluster, name, Match("same", 100.0, "gazetteer"))

    def _add(self, cluster: Cluster, name: str, match: Match) -> None:
        if not cluster.names:
            self._clusters[id(cluster)] = cluster
        cluster.names[name] = match
        self._of[name] = cluster
        self._block(cluster, name)

    def _block(self, cluster: Cluster, name: str) -> None:
        cluster.lies_in(self._block_of(name))
        self._openings.add(self._names.parse(name), cluster)

    def _block_of(self, name: str) -> str:
        return self._names.parse(name).core[:2]

    def _candidates(self, name: CompanyName) -> list[tuple[Cluster, Match]]:
        """Clusters that the name may join, best first; a conflict with one member bars it."""
        found: list[tuple[Cluster, Match]] = []
        alike = {id(c): c for c in self._openings.alike(name)}
        alike |= {
            id(c): c for n in self._judged.get(plain(name.text), ()) if (c := self._of.get(n))
        }
        for cluster in alike.values():
            if name.core[:2] not in cluster.blocks:
                continue
            if cluster.record is not None and self._strange(name, cluster.record):
                continue
            members = [*cluster.names]
            if cluster.record is not None and cluster.record.name not in cluster.names:
                members.append(cluster.record.name)
            matches = [self._matcher.judge(name.text, member) for member in members]
            if any(WEIGHTS.vetoed(match) for match in matches):
                continue
            best = max(matches, key=lambda m: m.score)
            if best.verdict == "same":
                found.append((cluster, best))
        found.sort(key=lambda pair: (-pair[1].score, min(pair[0].names, default="")))
        return found

    def _strange(self, name: CompanyName, record: Company) -> bool:
        """Whether a name states a line of business that a known company does not: 比亚迪半导体."""
        known = [self._names.parse(n).business for n in (record.name, *record.short)]
        return bool(name.business) and not any(name.business & business for business in known)

    def _join_judged(self, judgements: Judgements) -> None:
        judged = judgements.names("company")
        by_plain = {plain(name): name for name in self._used} if judged else {}
        for left, right, verdict in judged:
            if verdict == "same" and left in by_plain and right in by_plain:
                self._merge(by_plain[left], by_plain[right], Match("same", 100.0, "judgement"))

    def _join_misprints(self) -> None:
        """Join a cluster whose every name is a misprint of a registered or known one."""
        parsed = (self._names.parse(name) for name in self._used)
        for right, wrong in misprint_candidates(parsed, self._matcher.confusable):
            if self._of[right] is self._of[wrong] or self._of[wrong].known:
                continue
            if self._count(self._of[wrong]) > self._count(self._of[right]):
                continue
            match = self._matcher.misprint(right, wrong)
            if match is not None:
                self._merge(right, wrong, match)

    def _merge(self, into: str, name: str, match: Match) -> None:
        kept, gone = self._of[into], self._of[name]
        if kept is gone:
            return
        if kept.record is None and gone.record is not None:
            kept, gone = gone, kept
        for other in gone.names:
            kept.names[other] = match
            self._of[other] = kept
            self._ambiguous.pop(other, None)
        del self._clusters[id(gone)]

    def _count(self, cluster: Cluster) -> int:
        return sum(map(self._uses, cluster.names))

    def _uses(self, name: str) -> int:
        return sum(self._used[name].values())

    def _resolve(self, text: str, document: str) -> Found:
        cluster, match = self._means(text, document)
        own = self._naming.own_name(cluster)
        rule, score = match.rule, match.score
        if text == own:
            rule, score = "exact", 100.0
        elif rule == "exact":  # the name a company was begun with: how it goes with the final one
            judged = self._matcher.judge(text, own)
            rule, score = judged.rule, judged.score
        rank = RANK_STATED if cluster.record is None else RANK_GAZETTEER
        division = self._division(cluster, own)
        return Found(self._ids[id(cluster)], "company", own, rank, rule, score, division)

    def _means(self, text: str, document: str) -> tuple[Cluster, Match]:
        own = self._of[text]
        meant = self._meant(text, document) if text in self._ambiguous else None
        return meant or (own, own.names[text])

    def _division(self, cluster: Cluster, own: str) -> str | None:
        """The division that a company's own name states: a registered name's, or one in full (兰溪市).

        None where nothing is stated for certain: a short name in front of an unregistered name may
        be a word of its own.
        """
        firm = cluster.firm or self._matcher.regional.read(own)
        return firm.division if firm else self._names.stated_division(own)
