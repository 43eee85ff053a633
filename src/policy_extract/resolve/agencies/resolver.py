"""Agency names to bodies: 市经信局 is 兰溪市经济和信息化局 in a 兰溪市 document only.

The id is the division and the gazetteer's key of the kind of body, so 市经信局, 市经信委 and
经信局 of one division are one for good; a body that no gazetteer knows goes by its own words. An id is made of
the name, the names of its own document, and the gazetteers.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Set

from policy_extract.lexicon import Lexicon
from policy_extract.model import Relation
from policy_extract.resolve.agencies.branches import Branches
from policy_extract.resolve.agencies.changes import Named
from policy_extract.resolve.agencies.collectives import Collectives
from policy_extract.resolve.agencies.listed import Listed
from policy_extract.resolve.agencies.matching import AgencyMatcher, Parts
from policy_extract.resolve.agencies.names import FILE, AgencyNames, Reading
from policy_extract.resolve.agencies.parks import Parks
from policy_extract.resolve.agencies.related import Candidate, Related
from policy_extract.resolve.agencies.unlisted import Unlisted
from policy_extract.resolve.areas.names import NOWHERE
from policy_extract.resolve.areas.resolver import AreaResolver
from policy_extract.resolve.divisions import NATION, DivisionIndex, Place
from policy_extract.resolve.found import RANK_BUILT, RANK_STATED, RANK_WRITTEN, Found
from policy_extract.resolve.judgements import Judgements
from policy_extract.resolve.matching import Match, Name
from policy_extract.shelf import Lookup, Room

_NOBODY: Named = {}


class AgencyResolver:
    """Resolves agency names seen from a place; ``learn`` first tells it which bodies each document names."""

    def __init__(
        self,
        lexicon: Lexicon,
        divisions: DivisionIndex,
        areas: AreaResolver,
        judgements: Judgements,
        room: Room,
    ) -> None:
        self._divisions, self._judgements = divisions, judgements
        self._names = AgencyNames(lexicon, divisions)
        self._listed = Listed(lexicon, divisions, self._names)
        self._collectives = Collectives(lexicon)
        self._branches = Branches(lexicon, self._names)
        self._parks = Parks(lexicon, divisions, areas, self._collectives)
        self._unlisted = Unlisted(lexicon, divisions)
        self._related = Related(divisions, self._names, self._listed, self._branches)
        self._matcher = AgencyMatcher(
            lexicon, self._names, self._collectives, self._parks, judgements
        )
        self._government = "".join(lexicon.words(FILE, "government")[:1])
        self._named: Lookup[Named] = Lookup(room, "named_bodies", _packed, marshal.loads)
        self._national: frozenset[str] = frozenset()

    def learn(
        self, names: Iterable[tuple[str, Place, Iterable[str]]], national: frozenset[str]
    ) -> None:
        """Take in each document's id, place and names of bodies, and which documents are the nation's own; once."""
        self._national = national
        for id, place, texts in names:
            self._named.put(id, self._keys(place, texts))

    def resolve(self, name: Name) -> Found:
        """The body that a name means in its document.

        ``rule``: ``exact`` (written in full), ``gazetteer`` (a body known by name), ``short_name``
        (by the gazetteer, division said), ``bare`` (no division said: the document's own), ``renamed`` (a
        name of before a reform), ``branch``, ``level_word``, ``platform`` (a body of the document's park),
        ``collective``, ``as_written``.
        """

        def by_rule(text: str) -> Found:
            return self._by_rule(Name(text, name.place))

        return self._judgements.apply("agency", name.text, by_rule(name.text), by_rule)

    def blocks(self, name: Name) -> Iterable[str]:
        """The division with every pair of signs that tells the body: 330781:数据."""
        return self._matcher.blocks(name)

    def form(self, name: Name) -> str:
        """What the body is there for, without division and ending."""
        return self._matcher.form(name)

    def shared(self, block: str) -> str:
        """The two signs, without the division."""
        return block.partition(":")[2]

    def weigh(self, left: Name, right: Name) -> Match:
        """How alike two bodies are that have different ids; see ``WEIGHTS``."""
        return self._matcher.weigh(left, right)

    def take_parts_from(self, source: Callable[[Name], Parts]) -> None:
        """From now on ``source`` says what ``parts`` does."""
        self._matcher.take_parts_from(source)

    def parts(self, name: Name) -> Parts:
        """What ``weigh`` asks of a name: it depends on the document that uses it."""
        return self._matcher.parts(name)

    def related(self, entity: str) -> Iterator[Candidate]:
        """See ``Related.candidates``."""
        return self._related.candidates(entity)

    def relations(self, present: Set[str]) -> Iterable[tuple[str, Relation]]:
        """``branch_of`` the nearest superior body that the corpus names, ``succeeded_by`` by the gazetteer."""
        return self._related.of(present)

    def _by_rule(self, name: Name) -> Found:
        """The rules in the order in which they are asked; the first that speaks settles it."""
        reading = self._names.read(name)
        return (
            self._by_name(reading)
            or self._of_nation(reading)
            or self._by_kind(reading)
            or self._group(reading)
            or self._parks.committee(reading)
            or self._parks.office(reading)
            or self._division(reading)
            or self._branch(reading)
            or self._unlisted.find(reading)
        )

    def _by_name(self, reading: Reading) -> Found | None:
        own = self._listed.by_name(reading)
        if own is None:
            return None
        record, division = own
        return self._listed.named(record, division, reading, "gazetteer", self._beside(reading))

    def _of_nation(self, reading: Reading) -> Found | None:
        if reading.place.document not in self._national:
            return None
        record = self._listed.of_nation(reading)
        if record is None:
            return None
        return self._listed.named(record, NATION, reading, "bare", self._beside(reading))

    def _by_kind(self, reading: Reading) -> Found | None:
        if reading.known is None:
            return None
        return self._listed.by_kind(reading, reading.known, self._beside(reading))

    def _group(self, reading: Reading) -> Found | None:
        """Many bodies at once: one collective body for each division and class of wording."""
        if not self._collectives.is_one(reading.text):
            return None
        office = self._parks.office(reading)
        if office is not None:
            return office
        split, full = reading.split, reading.written
        division = self._divisions.by_code.get(split.division or "")
        if division is not None and split.said != "name":
            full = division.name + (full[1:] if split.said else full)
        wording = self._collectives.wording(split.skeleton)
        entity = f"agency:{split.division or NOWHERE}:{wording}"
        return Found(entity, "collective", full, RANK_WRITTEN, "collective", 100.0, split.division)

    def _division(self, reading: Reading) -> Found | None:
        """达茂旗 as a body is its people's government."""
        split = reading.split
        if split.skeleton or split.division is None:
            return None
        known = self._names.skeletons.known(self._government, self._listed.level(split.division))
        return self._listed.by_kind(reading, known, _NOBODY) if known is not None else None

    def _branch(self, reading: Reading) -> Found | None:
        branch = self._branches.find(reading)
        if branch is None:
            return None
        level = self._listed.level(branch.division)
        key = self._listed.changes.today(branch.record.key, level)
        full = self._unlisted.titled(reading)
        rank = RANK_STATED if full == reading.written else RANK_BUILT
        entity = f"agency:{branch.division or NOWHERE}:{key}{branch.part}{branch.word}"
        return Found(entity, "agency", full, rank, "branch", 100.0, branch.division)

    def _beside(self, reading: Reading) -> Named:
        return self._named.get(reading.place.document, _NOBODY)

    def _keys(self, place: Place, texts: Iterable[str]) -> Named:
        """The kinds of bodies that a document names, by division."""
        found: dict[str | None, set[str]] = {}
        for text in texts:
            reading = self._names.read(Name(text, place))
            own = self._listed.by_name(reading)
            if own is not None:
                found.setdefault(own[1], set()).add(own[0].key)
            elif place.document in self._national and (record := self._listed.of_nation(reading)):
                found.setdefault(NATION, set()).add(record.key)
            elif reading.known is not None:
                found.setdefault(reading.split.division, set()).add(reading.known.record.key)
        return {division: frozenset(keys) for division, keys in found.items()}


def _packed(named: Named) -> bytes:
    return marshal.dumps(dict(named))
