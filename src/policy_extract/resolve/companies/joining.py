"""Which company names of a corpus mean one company: taken apart, blocked, judged, joined.

Names are gone through in parts that nothing links (see ``Blocks``), so that what is made of them for joining is held of a few at a time.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Final

from policy_extract.lexicon.records import Company
from policy_extract.resolve.companies.blocks import Blocks, block_of
from policy_extract.resolve.companies.clusters import Clusters
from policy_extract.resolve.companies.matching import WEIGHTS
from policy_extract.resolve.companies.misprints import misprint_candidates, mistakable
from policy_extract.resolve.companies.names import CompanyName
from policy_extract.resolve.companies.openings import Openings
from policy_extract.resolve.companies.parts import PackedNames
from policy_extract.resolve.companies.regional import RegionalFirm
from policy_extract.resolve.companies.used import NamesUsed
from policy_extract.resolve.companies.words import CompanyWords
from policy_extract.resolve.found import plain, squeeze
from policy_extract.resolve.judgements import Judgements
from policy_extract.resolve.matching import Match

_MARGIN = 3.0
#: Of a name with which a company is begun.
OWN: Final = Match("same", 100.0, "exact")
#: A company and how well a name goes with it.
Candidate = tuple[int, Match]


class CompanyJoining:
    """The names of one corpus by company: ``clusters``; names in ``parts`` and elsewhere by the numbers that ``used`` gives them."""

    def __init__(
        self,
        words: CompanyWords,
        records: Mapping[str, Company],
        judgements: Judgements,
        used: NamesUsed,
    ) -> None:
        self._names, self._matcher = words
        self._records, self.used = records, used
        self.parts = PackedNames(used.texts)
        self._mistakable = array("i")
        self.clusters = Clusters(len(used))
        #: What an ambiguous bare name may mean.
        self.ambiguous: dict[int, list[Candidate]] = {}
        self._written = self._judged_names(judgements)
        self._judged = self._judged_same(judgements)
        self._by_record: dict[str, int] = {}
        self._by_firm: dict[RegionalFirm, int] = {}
        for part in self._take_apart().parts():
            self._join(part)
        self._settle()
        self._join_judged(judgements)
        self._join_misprints()

    def parsed(self, number: int) -> CompanyName:
        """A name in parts."""
        held = self._names.held(self.used.texts[number])
        return held or self._names.hold(self.parts[number])

    def meant(self, name: int, document: str) -> Candidate | None:
        """The only company that an ambiguous name can mean in a document, or None."""
        here: dict[int, Candidate] = {}
        for found, match in self.ambiguous[name]:
            # since it was found its names may have gone to another company
            cluster = self.clusters.of[self.clusters.first(found)]
            if any(
                self.used.uses(n, document)
                for n in self.clusters.names(cluster)
                if n not in self.ambiguous
            ):
                here.setdefault(cluster, (cluster, match))
        return next(iter(here.values())) if len(here) == 1 else None

    # -- blocked -----------------------------------------------------------------------------

    def _take_apart(self) -> Blocks:
        """The blocks of all names; those of a known company are looked at together."""
        blocks = Blocks()
        met: set[str] = set()
        for number, text in enumerate(self.used.texts):
            name = self._names.parse(text)
            self.parts.put(name)
            if mistakable(name, self._matcher.confusable):
                self._mistakable.append(number)
            blocks.put(name.core)
            known = self._matcher.known(text)
            if known is not None:
                blocks.link(name.core, known)
                met.add(known)
        for known in met & self._records.keys():
            record = self._records[known]
            for text in (record.name, *record.short):
                blocks.link(self._names.parse(text).core, known)
        return blocks

    def _judged_names(self, judgements: Judgements) -> dict[str, list[int]]:
        """The names that a person has judged, by their plain form."""
        judged = {name for left, right, _ in judgements.names("company") for name in (left, right)}
        found: dict[str, list[int]] = {}
        for number, text in enumerate(self.used.texts if judged else ()):
            if (form := plain(text)) in judged:
                found.setdefault(form, []).append(number)
        return found

    def _judged_same(self, judgements: Judgements) -> dict[str, list[int]]:
        """The names of this corpus that a person has said are one with a name, by its plain form."""
        found: dict[str, list[int]] = {}
        for left, right, verdict in judgements.names("company"):
            if verdict == "same":
                found.setdefault(left, []).extend(self._written.get(right, ()))
                found.setdefault(right, []).extend(self._written.get(left, ()))
        return found

    # -- joined ------------------------------------------------------------------------------

    def _join(self, part: list[int]) -> None:
        """Join the names of a part."""
        self._openings: Openings[int] = Openings(self._names)
        self._lies_in: dict[int, set[str]] = {}  # the blocks of the companies begun here
        parsed = {number: self.parsed(number) for number in part}
        for number in sorted(part, key=lambda n: self._order(parsed[n])):
            name = parsed[number]
            key = self._matcher.known(name.text)
            if key is not None and key in self._records:
                self._add_known(number, name, self._records[key])
                continue
            if key is not None:
                self._add_regional(number, name)
                continue
            candidates = self._candidates(name)
            if len(candidates) > 1 and candidates[0][1].score - candidates[1][1].score < _MARGIN:
                self.ambiguous[number] = candidates
                self._add(self.clusters.begin(), number, name, OWN)
            elif candidates:
                if name.bare and len(candidates) > 1:
                    # a group's bare name, and in a plan that names one of its firms alone that firm's
                    self.ambiguous[number] = candidates
                self._add(candidates[0][0], number, name, candidates[0][1])
            else:
                self._add(self.clusters.begin(), number, name, OWN)

    def _order(self, name: CompanyName) -> tuple[object, ...]:
        """Names that the gazetteer knows, then registered ones, then by length of body."""
        known = self._matcher.known(name.text) is None
        return (known, not name.legal, -len(name.body), name.text)

    def _add_known(self, number: int, name: CompanyName, record: Company) -> None:
        cluster = self._by_record.get(record.key)
        if cluster is None:
            cluster = self._by_record[record.key] = self.clusters.begin(record=record)
            self._block(cluster, self._names.parse(record.name))
            for short in record.short:
                self._lies_in[cluster].add(block_of(self._names.parse(short).core))
        rule = "exact" if name.text == squeeze(record.name) else "gazetteer"
        self._add(cluster, number, name, Match("same", 100.0, rule))

    def _add_regional(self, number: int, name: CompanyName) -> None:
        firm = self._matcher.regional.read(name.text)
        if firm is None:
            raise ValueError(f"no firm of a region: {name.text}")
        cluster = self._by_firm.get(firm)
        if cluster is None:
            cluster = self._by_firm[firm] = self.clusters.begin(firm=firm)
        self._add(cluster, number, name, Match("same", 100.0, "gazetteer"))

    def _add(self, cluster: int, number: int, name: CompanyName, match: Match) -> None:
        self.clusters.add(cluster, number, match)
        self._block(cluster, name)

    def _block(self, cluster: int, name: CompanyName) -> None:
        self._lies_in.setdefault(cluster, set()).add(block_of(name.core))
        self._openings.add(name, cluster)

    def _candidates(self, name: CompanyName) -> list[Candidate]:
        """Clusters that the name may join, best first; a conflict with one member bars it."""
        found: list[Candidate] = []
        of, texts = self.clusters.of, self.used.texts
        alike = dict.fromkeys(self._openings.alike(name))
        if self._judged:
            alike |= {of[n]: None for n in self._judged.get(plain(name.text), ()) if of[n] >= 0}
        for cluster in alike:
            if block_of(name.core) not in self._lies_in.get(cluster, ()):
                continue
            record = self.clusters.records.get(cluster)
            if record is not None and self._strange(name, record):
                continue
            members = [texts[n] for n in self.clusters.names(cluster)]
            if record is not None and record.name not in members:
                members.append(record.name)
            matches = [self._matcher.judge(name.text, member) for member in members]
            if any(WEIGHTS.vetoed(match) for match in matches):
                continue
            best = max(matches, key=lambda m: m.score)
            if best.verdict == "same":
                found.append((cluster, best))
        if len(found) > 1:
            found.sort(key=lambda one: (-one[1].score, self._least(one[0])))
        return found

    def _least(self, cluster: int) -> str:
        return min(self.used.texts[n] for n in self.clusters.names(cluster))

    def _strange(self, name: CompanyName, record: Company) -> bool:
        """Whether a name states a line of business that a known company does not: 比亚迪半导体."""
        known = [self._names.parse(n).business for n in (record.name, *record.short)]
        return bool(name.business) and not any(name.business & business for business in known)

    def _settle(self) -> None:
        """Give an ambiguous name to the company that every document using it names in full."""
        for number in sorted(self.ambiguous, key=self.used.texts.__getitem__):
            meant = [
                self.meant(number, document) for document in sorted(self.used.documents(number))
            ]
            first = meant[0]
            if first is not None and all(m is not None and m[0] == first[0] for m in meant):
                del self.ambiguous[number]
                self.clusters.leave(number)
                self.clusters.add(first[0], number, first[1])

    def _join_judged(self, judgements: Judgements) -> None:
        for left, right, verdict in judgements.names("company"):
            if verdict == "same" and left in self._written and right in self._written:
                into, name = self._written[left][-1], self._written[right][-1]
                self._merge(into, name, Match("same", 100.0, "judgement"))

    def _join_misprints(self) -> None:
        """Join a cluster whose every name is a misprint of a registered or known one."""
        of = self.clusters.of
        those = map(self.parts.__getitem__, self._mistakable)
        for right, wrong in misprint_candidates(those, self._matcher.confusable):
            into, name = self.used.number(right), self.used.number(wrong)
            if of[into] == of[name] or self.clusters.known(of[name]) is not None:
                continue
            if self._count(of[name]) > self._count(of[into]):
                continue
            match = self._matcher.misprint(right, wrong)
            if match is not None:
                self._merge(into, name, match)

    def _merge(self, into: int, name: int, match: Match) -> None:
        kept, gone = self.clusters.of[into], self.clusters.of[name]
        if kept == gone:
            return
        if kept not in self.clusters.records and gone in self.clusters.records:
            kept, gone = gone, kept
        for other in self.clusters.names(gone):
            self.ambiguous.pop(other, None)
        self.clusters.merge(kept, gone, match)

    def _count(self, cluster: int) -> int:
        return sum(map(self.used.total, self.clusters.names(cluster)))
