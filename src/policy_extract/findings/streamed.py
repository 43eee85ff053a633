"""The same findings where documents are too many to be held: each passes twice, and what is compared is laid down by what it speaks of.

First ``take`` is told of every document: what it states is put into blocks, such that whatever is compared with each other lies in one
(what is said of one area; what is promised for one indicator and time). Then ``find`` goes through block after block, and through
the documents once more for what needs a whole one. ``findings.find`` gives the same of a corpus in memory.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Final

from pydantic import TypeAdapter

from policy_extract.findings.arithmetic import Reckoner
from policy_extract.findings.arithmetic.levels import Level, Levels, Of, level_of, levels_in
from policy_extract.findings.cascade import cascades, compared
from policy_extract.findings.comparison import compare
from policy_extract.findings.corpus import Corpus
from policy_extract.findings.coverage import NotHandedDown, Superiors, duties
from policy_extract.findings.places import Places
from policy_extract.findings.quantities import Quantities
from policy_extract.findings.sentences import Head
from policy_extract.findings.trajectory import trajectories
from policy_extract.findings.unsure_pairs import Spoken, worth_asking
from policy_extract.lexicon import Lexicon
from policy_extract.model import Document, Finding, Observation
from policy_extract.resolve.keys import SEPARATOR
from policy_extract.shelf import Pile, Room
from policy_extract.shelf.shelved import packed, unpacked

#: So many observations are compared at a time.
BLOCK: Final = 1000
#: What findings that compare documents read of how an observation was read.
_READ: Final = ("indicator", "measure")
_FINDING: Final[TypeAdapter[Finding]] = TypeAdapter(Finding)
#: More observations than any document has.
_MANY: Final = 10_000_000


class Streamed:
    """Findings of documents that come one by one; ``few``: so many of its things are held in memory."""

    def __init__(self, lexicon: Lexicon, room: Room, few: int, block: int = BLOCK) -> None:
        self._lexicon, self._block = lexicon, block
        self.heads: dict[str, Head] = {}
        self._areas: Pile[Document] = Pile(room, "areas", packed, unpacked, few)
        self._promises: Pile[Document] = Pile(room, "promises", packed, unpacked, few)
        self._levels: Pile[Level] = Pile(room, "levels", level_packed, level_unpacked, few)
        #: All of them, in the order in which they are put out.
        self.found: Pile[Finding] = Pile(room, "findings", finding_packed, finding_unpacked, few)
        self._superiors = Superiors(lexicon)
        self._number = count()
        self._sizes: Counter[tuple[int, str]] = Counter()  # observations by pile and group

    def take(self, number: int, document: Document) -> None:
        """A resolved document, under its number; each once, in any order."""
        self.heads[document.id] = Head.of(document)
        self._superiors.take(document)
        of_areas = ((one.area.entity or "", one) for one in document.observations)
        self._lay(self._areas, number, document, of_areas)
        self._lay(self._promises, number, document, compared(document))
        for place, (of, level) in enumerate(levels_in(document)):
            slight = level._replace(observation=light(level.observation))
            self._levels.put(slight, number * _MANY + place, group_of(of))

    def find(self, corpus: Corpus, documents: Callable[[], Iterable[Document]]) -> None:
        """Fill ``found``. ``corpus`` has entities, words, texts and pairs, and no documents: those come from ``documents`` again."""
        spoken = Spoken(corpus.pairs)
        for part in self._blocks(self._areas):
            for document in part:
                spoken.take(document)
            one = corpus.part(part)
            self._put(compare(one))
            self._put(trajectories(one))
        for part in self._blocks(self._promises):
            self._put(cascades(corpus.part(part)))
        quantities, places = corpus.once(Quantities.of), corpus.once(Places)
        open_ends = NotHandedDown(self._superiors, corpus, places)
        reckoner = Reckoner(corpus) if self._lexicon.word_lists else None
        for document in documents():
            if reckoner is not None and document.id in corpus.texts:
                self._put(reckoner.of((document,), Levels((document,), self._others)))
            self._put(duties(document, quantities, corpus))
            self._put(open_ends.of(document))
        self._put(worth_asking(corpus, spoken))

    def _put(self, found: Iterable[Finding]) -> None:
        for finding in found:
            self.found.put(finding, next(self._number), f"{finding.kind} {finding.id}")

    def _lay(
        self,
        pile: Pile[Document],
        number: int,
        document: Document,
        stated: Iterable[tuple[str, Observation]],
    ) -> None:
        """Observations of a document, each with its group, go into a pile."""
        groups: dict[str, list[Observation]] = {}
        for group, one in stated:
            groups.setdefault(group, []).append(one)
        for group, those in groups.items():
            pile.put(part_of(document, those), number, group)
            self._sizes[id(pile), group] += len(those)

    def _others(self, of: Of) -> list[Level]:
        return list(self._levels.of(group_of(of)))

    def _blocks(self, pile: Pile[Document]) -> Iterator[list[Document]]:
        """Parts of documents, all of a group together; small groups share a block, a large one is parted by its indicators."""
        block: list[Document] = []
        held = 0
        for group in pile.groups():
            size = self._sizes[id(pile), group]
            if size > self._block:
                parts = -(-size // self._block)
                for part in range(parts):
                    yield [d for one in pile.of(group) if (d := _of_part(one, part, parts))]
                continue
            block += pile.of(group)
            held += size
            if held > self._block:
                yield block
                block, held = [], 0
        if block:
            yield block


def part_of(document: Document, observations: Iterable[Observation]) -> Document:
    """A document with some of its observations, and nothing that is of no matter to those who compare."""
    those = tuple(light(one) for one in observations)
    projects = {one.project for one in those}
    return document.model_copy(
        update={
            "observations": those,
            "projects": tuple(p for p in document.projects if p.id in projects),
            "sections": (),
            "tables": (),
            "tasks": (),
            "assignments": (),
            "mentions": (),
        }
    )


def _of_part(document: Document, part: int, parts: int) -> Document | None:
    """A document with its observations of the indicators of one part; None where it has none."""
    those = tuple(
        one
        for one in document.observations
        if zlib.crc32((one.indicator.entity or "").encode()) % parts == part
    )
    return document.model_copy(update={"observations": those}) if those else None


def light(one: Observation) -> Observation:
    """An observation without what nobody who compares documents reads."""
    read = {name: one.read[name] for name in _READ if name in one.read}
    return one.model_copy(update={"read": read, "responsible": ()})


def group_of(of: Of) -> str:
    """What a level is of, as one word."""
    thing, at, kind = of
    return SEPARATOR.join((thing.indicator, thing.area, repr(thing.segment), str(at), kind))


def level_packed(level: Level) -> bytes:
    """A level as bytes."""
    return f"{level.document}\n{level.observation.model_dump_json()}".encode()


def level_unpacked(data: bytes) -> Level:
    """A level out of its bytes."""
    document, _, observation = data.decode().partition("\n")
    level = level_of(document, Observation.model_validate_json(observation))
    assert level is not None
    return level


def finding_packed(finding: Finding) -> bytes:
    """A finding as bytes."""
    return _FINDING.dump_json(finding)


def finding_unpacked(data: bytes) -> Finding:
    """A finding out of its bytes."""
    return _FINDING.validate_json(data)
