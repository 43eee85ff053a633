"""The same findings where documents are too many to be held: each passes twice, and what is compared is laid down by what it speaks of.

First ``take`` is given what every document states, put into blocks such that whatever is compared with each other lies in one
(what is said of one area; what is promised for one indicator and time). Then ``find`` goes through block after block, and through
the documents once more for what needs a whole one. ``findings.find`` gives the same of a corpus in memory.

What is done with one document or one block (``Stated.of``, ``_Finding``) changes nothing here, so that other processes can do it.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, count
from typing import Final, Literal

from pydantic import TypeAdapter

from policy_extract.findings.arithmetic import Reckoner
from policy_extract.findings.arithmetic.levels import Level, Levels, Of, level_of, levels_in
from policy_extract.findings.cascade import cascades, passing_cascades
from policy_extract.findings.comparison import compare
from policy_extract.findings.corpus import Corpus
from policy_extract.findings.coverage import NotHandedDown, Superiors, duties
from policy_extract.findings.places import Places
from policy_extract.findings.promises import compared
from policy_extract.findings.quantities import Quantities
from policy_extract.findings.sentences import Head
from policy_extract.findings.trajectory import trajectories
from policy_extract.findings.unsure_pairs import Claim, Spoken, Spot, worth_asking
from policy_extract.lexicon import Lexicon
from policy_extract.model import Document, Finding, Observation
from policy_extract.processes.forks import Share, alone
from policy_extract.resolve.keys import SEPARATOR
from policy_extract.shelf import Lookup, Pile, Room, document_packed, document_unpacked
from policy_extract.shelf.pile import filed
from policy_extract.shelf.shelved import packed, unpacked
from policy_extract.tuples import NamedTuple

#: So many observations are compared at a time.
BLOCK: Final = 1000
#: What findings that compare documents read of how an observation was read.
_READ: Final = ("indicator", "measure")
_FINDING: Final[TypeAdapter[Finding]] = TypeAdapter(Finding)
#: More observations than any document has.
_MANY: Final = 10_000_000


class _Part(NamedTuple):
    """Observations of a document that go into one group: how many, and the document with no others, as bytes."""

    group: str
    size: int
    document: bytes


@dataclass(frozen=True, slots=True)
class Stated:
    """What is asked of a document before all are known: what it is called, its parts by area and by promise, its levels, and, of a plan that
    binds others, the part that they are held against. Bytes are ``filed``."""

    id: str
    head: Head
    areas: tuple[_Part, ...]
    promises: tuple[_Part, ...]
    levels: tuple[tuple[str, bytes], ...]
    binding: bytes | None

    @classmethod
    def of(cls, document: Document, superiors: Superiors) -> Stated:
        """What a resolved document states; ``superiors`` need know no plan."""
        bound = superiors.bound(document)
        return cls(
            id=document.id,
            head=Head.of(document),
            areas=_parts(document, ((one.area.entity or "", one) for one in document.observations)),
            promises=_parts(document, compared(document)),
            levels=tuple((group_of(of), level_filed(level)) for of, level in levels_in(document)),
            binding=document_packed(part_of(document, bound)) if bound else None,
        )


class _Block(NamedTuple):
    """What is compared in one go: all groups of a pile from one to another, or of one large group a part by its indicators."""

    pile: Literal["areas", "promises"]
    first: str
    last: str
    part: int = 0
    parts: int = 1


class _Found(NamedTuple):
    """Findings by their order in the output, ``filed``, and what values of the indicators of a pair speak of."""

    findings: list[tuple[str, bytes]]
    spoken: list[tuple[str, Claim, Spot]]


class Streamed:
    """Findings of documents that come one by one; ``few``: so many of its things are held in memory.

    ``room``: where lies what documents state; ``found_in``: where findings do, which come while that is read.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        room: Room,
        few: int,
        found_in: Room,
        block: int = BLOCK,
    ) -> None:
        self.lexicon, self._block = lexicon, block
        self.heads = heads_in(room)
        self.areas: Pile[Document] = Pile(room, "areas", packed, unpacked, few)
        self.promises: Pile[Document] = Pile(room, "promises", packed, unpacked, few)
        self.levels: Pile[Level] = Pile(room, "levels", level_packed, level_unpacked, few)
        #: All of them, in the order in which they are put out.
        self.found: Pile[Finding] = Pile(
            found_in, "findings", finding_packed, finding_unpacked, few
        )
        self.superiors = Superiors(lexicon)
        self._number = count()
        self._sizes: dict[str, Pile[int]] = {  # of each part of a document how many observations
            name: Pile(room, f"sizes_{name}", _int_packed, int, few)
            for name in ("areas", "promises")
        }

    def take(self, number: int, stated: Stated) -> None:
        """What a document states, under its number; each once, in any order."""
        self.heads.put(stated.id, stated.head)
        if stated.binding is not None:
            self.superiors.take(document_unpacked(stated.binding))
        for name, pile, parts in (
            ("areas", self.areas, stated.areas),
            ("promises", self.promises, stated.promises),
        ):
            for group, size, document in parts:
                pile.put_packed(document, number, group)
                self._sizes[name].put(size, number, group)
        for place, (group, level) in enumerate(stated.levels):
            self.levels.put_packed(level, number * _MANY + place, group)

    def find(
        self,
        corpus: Corpus,
        numbers: Sequence[int],
        document: Callable[[int], Document],
        share: Share = alone,
    ) -> None:
        """Fill ``found``. ``corpus`` has entities, words, texts and pairs, and no documents: those are had from ``document`` by their numbers.
        ``share``: who works on blocks and documents."""
        finding = _Finding(self, corpus, document)
        pieces: list[_Block | int] = [
            *self._blocks("areas"),
            *self._blocks("promises"),
            *numbers,
        ]
        spoken = Spoken(corpus.pairs)
        for done in share(finding.of, pieces):
            for order, data in done.findings:
                self.found.put_packed(data, next(self._number), order)
            for indicator, claim, spot in done.spoken:
                spoken.put(indicator, claim, spot)
        for one in worth_asking(corpus, spoken):
            self.found.put(one, next(self._number), _order(one))

    def _blocks(self, name: Literal["areas", "promises"]) -> Iterator[_Block]:
        """All of a group together; small groups share a block, a large one is parted by its indicators, if it has several."""
        first, last, held = "", "", 0
        for group, sizes in self._sizes[name].grouped():
            size = sum(sizes)
            if size > self._block:
                if held:
                    yield _Block(name, first, last)
                    held = 0
                parts = -(-size // self._block) if name == "areas" else 1
                yield from (_Block(name, group, group, part, parts) for part in range(parts))
                continue
            first, last = first if held else group, group
            held += size
            if held > self._block:
                yield _Block(name, first, last)
                held = 0
        if held:
            yield _Block(name, first, last)


class _Finding:
    """Finds in a block or a document; what is made of entities and words is made once."""

    def __init__(
        self, streamed: Streamed, corpus: Corpus, document: Callable[[int], Document]
    ) -> None:
        self._streamed, self._corpus, self._document = streamed, corpus, document
        self._quantities, places = corpus.once(Quantities.of), corpus.once(Places)
        self._open_ends = NotHandedDown(streamed.superiors, corpus, places)
        self._reckoner = Reckoner(corpus) if streamed.lexicon.word_lists else None
        self._asked = Spoken(corpus.pairs)

    def of(self, piece: _Block | int) -> _Found:
        """What is found in a block, or in the document of this number."""
        spoken: list[tuple[str, Claim, Spot]] = []
        found: Iterator[Finding]
        if isinstance(piece, int):
            found = self._in_document(self._document(piece))
        elif piece.pile == "areas":
            documents = list(_documents_of(piece, self._streamed.areas))
            spoken = [one for document in documents for one in self._asked.spoken_in(document)]
            part = self._corpus.part(documents)
            found = chain(compare(part), trajectories(part))
        elif piece.first != piece.last:
            promising = _documents_of(piece, self._streamed.promises)
            found = iter(cascades(self._corpus.part(()), promising))
        else:  # very many plans may promise one thing
            promised = partial(_documents_of, piece, self._streamed.promises)
            found = passing_cascades(self._corpus.part(()), promised)
        return _Found([(_order(one), filed(finding_packed(one))) for one in found], spoken)

    def _in_document(self, document: Document) -> Iterator[Finding]:
        if self._reckoner is not None and document.id in self._corpus.texts:
            yield from self._reckoner.of((document,), Levels((document,), self._others))
        yield from duties(document, self._quantities, self._corpus)
        yield from self._open_ends.of(document)

    def _others(self, of: Of) -> list[Level]:
        return list(self._streamed.levels.of(group_of(of)))


def _order(finding: Finding) -> str:
    return f"{finding.kind} {finding.id}"


def _parts(document: Document, stated: Iterable[tuple[str, Observation]]) -> tuple[_Part, ...]:
    """The observations of a document, each with its group."""
    groups: dict[str, list[Observation]] = {}
    for group, one in stated:
        groups.setdefault(group, []).append(one)
    return tuple(
        _Part(group, len(those), document_packed(part_of(document, those)))
        for group, those in groups.items()
    )


def _documents_of(block: _Block, pile: Pile[Document]) -> Iterator[Document]:
    """The parts of documents of a block, group by group."""
    for document in pile.between(block.first, block.last):
        if block.parts == 1:
            yield document
        elif (part := _of_part(document, block.part, block.parts)) is not None:
            yield part


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


def _int_packed(size: int) -> bytes:
    return str(size).encode()


def heads_in(room: Room) -> Lookup[Head]:
    """Where what documents are called is laid down."""
    return Lookup(room, "heads", Head.packed, Head.unpacked)


def group_of(of: Of) -> str:
    """What a level is of, as one word."""
    thing, at, kind = of
    return SEPARATOR.join((thing.indicator, thing.area, repr(thing.segment), str(at), kind))


def level_filed(level: Level) -> bytes:
    """A level as it lies in a pile, without what nobody who compares documents reads."""
    return filed(level_packed(level._replace(observation=light(level.observation))))


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
