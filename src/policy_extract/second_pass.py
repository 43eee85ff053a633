"""The second pass where documents are too many for memory: names, findings and files come one by one from the room's file.

It gives the same files as ``pipeline.compare``, which holds all documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from policy_extract.canonical import canonical, pieces
from policy_extract.corrections import Answers
from policy_extract.events import StageBegun, Tell, untold
from policy_extract.findings.corpus import Corpus
from policy_extract.findings.sentences import Head
from policy_extract.findings.streamed import BLOCK, Stated, Streamed
from policy_extract.first_pass import Documents
from policy_extract.manifest import entry, manifest_of
from policy_extract.manifest import share as share_of
from policy_extract.model import (
    Document,
    Entities,
    Finding,
    Findings,
    Manifest,
    ManifestDocument,
)
from policy_extract.processes.forks import Done, Piece, Share, in_forks
from policy_extract.processes.rest import words_at_rest
from policy_extract.resolve import Resolver
from policy_extract.resolve.gathered import Gathered
from policy_extract.resolve.judgements import Judgements
from policy_extract.resolve.pairs import Crowd
from policy_extract.resolve.register import Register, unpacked_notes
from policy_extract.resolve.resolver import Companies, Linking
from policy_extract.shelf import Pile, Room
from policy_extract.shelf.pile import filed
from policy_extract.shelf.shelved import unpacked
from policy_extract.work import Failure, Slip


@dataclass(frozen=True)
class Laid:
    """What a run found, as it lies in the room; ``files`` are its JSON.

    ``documents`` has each resolved document as the bytes of its file, under the number of its input; ``heads`` are what documents are
    called, by id. ``manifest`` is without the entries of documents, which ``told`` has.
    """

    slips: Sequence[Slip]

    documents: Pile[bytes]
    texts: Mapping[str, str]
    heads: Mapping[str, Head]
    entities: Gathered
    findings: Pile[Finding]
    entries: Pile[ManifestDocument]
    manifest: Manifest
    skipped: tuple[str, ...]

    @classmethod
    def of(
        cls,
        first: Documents,
        documents: Pile[bytes],
        heads: Mapping[str, Head],
        entities: Gathered,
        findings: Pile[Finding],
        entries: Pile[ManifestDocument],
        crowds: Sequence[Crowd],
    ) -> Laid:
        """Of what became of the first pass's documents: ``entries`` of the manifest by their numbers, without what failed, and names too
        many to weigh."""
        marked = every = 0
        for one in entries.all():
            marked += one.counts["review"]
            every += one.counts["observations"]
        manifest = manifest_of(
            first,
            (),
            share_of(marked, every),
            crowds,
            Judgements(first.lexicon.judgements).unheeded(entities.entities),
        )  # fmt: skip
        return cls(
            slips=first.slips,
            documents=documents,
            texts=first.shelf.texts,
            heads=heads,
            entities=entities,
            findings=findings,
            entries=entries,
            manifest=manifest,
            skipped=first.skipped,
        )

    @property
    def numbers(self) -> list[int]:
        """Those of the inputs that are documents."""
        return [number for number, slip in enumerate(self.slips) if slip.failure is None]

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Those of the inputs that are none."""
        return tuple(slip.failure for slip in self.slips if slip.failure is not None)

    def told(self) -> Iterator[ManifestDocument]:
        """The entries of the manifest, in the order of the inputs."""
        fine = self.entries.all()
        for slip in self.slips:
            yield next(fine) if slip.failure is None else entry(slip, None, Answers())

    def document(self, number: int) -> Document | None:
        """A document by the number of its input."""
        found = self.documents.get(number)
        return None if found is None else unpacked(found)

    def files(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Every file but the manifest: its name in the output folder and its bytes in pieces, in the order of ``writers.json``."""
        for number, data in self.documents.items():
            name = self.slips[number].input.id
            yield f"documents/{name}.json", iter((data,))
            yield f"documents/{name}.txt", iter((self.texts[name].encode("utf-8"),))
        yield "entities.json", pieces(Entities(), "entities", self.entities.entities)
        yield "findings.json", pieces(Findings(), "findings", self.findings.all())


def laid(
    first: Documents,
    room: Room,
    tell: Tell = untold,
    block: int = BLOCK,
    companies: Companies | None = None,
    jobs: int = 1,
) -> Laid:
    """The second pass over all documents of the first, without people's answers. ``block``: so many observations are compared at a time;
    ``companies``: see ``Resolver``; ``jobs``: processes that give documents their entities, and find.

    Raises NotWritable where the disk is full.
    """
    lexicon, texts, shelf = first.lexicon, first.shelf.texts, first.shelf
    few = room.few if not shelf.away else 0
    later, last = room.another(), room.another()  # each is written while those before it are read

    share = sharing(room, jobs)
    with words_at_rest():
        tell(StageBegun("names", documents=len(shelf)))
        resolver = Resolver(lexicon, companies)
        linking = resolver.link_stated(first.names.all, texts, room)
        streamed = Streamed(lexicon, later, few, last, block)
        filling = _Filling(first, streamed, later, few)
        entities = filling.filled(linking, share)
        tell(StageBegun("findings", documents=len(shelf)))
        weighed = linking.weighed(entities)
        del linking  # what was known of names is needed no more
        corpus = Corpus((), entities, lexicon, texts, weighed.pairs, streamed.heads)
        streamed.find(corpus, filling.numbers, filling.document, share)
    return Laid.of(
        first, filling.documents, streamed.heads, entities, streamed.found, filling.entries, weighed.crowds
    )  # fmt: skip


def sharing(room: Room, jobs: int) -> Share:
    """Who works on many pieces in so many processes, which find what lies in the room; nobody writes there meanwhile."""

    def share(work: Callable[[Piece], Done], pieces: Sequence[Piece]) -> Iterable[Done]:
        room.settle()
        return in_forks(work, pieces, jobs)

    return share


@dataclass(frozen=True, slots=True)
class _Filled:
    """A document with its entities, its line of the manifest, and what it says of its entities; bytes are ``filed``, notes packed."""

    document: bytes
    entry: bytes
    notes: bytes
    stated: Stated


class _Filling:
    """Documents get their entities and go on to where they are compared and written.

    ``numbers``: those of the inputs that are documents.
    """

    def __init__(self, first: Documents, streamed: Streamed, room: Room, few: int) -> None:
        self._first, self._streamed, self._room = first, streamed, room
        self.numbers = [n for n, slip in enumerate(first.slips) if slip.failure is None]
        self.documents: Pile[bytes] = Pile(room, "resolved", bytes, bytes, few)
        self.entries = entry_pile(room, few)

    def document(self, number: int) -> Document:
        """A document with its entities."""
        found = self.documents.get(number)
        assert found is not None
        return unpacked(found)

    def filled(self, linking: Linking, share: Share) -> Gathered:
        """The entities of all documents."""
        register = Register(self._room)
        work = partial(self._filled, linking)
        for number, done in zip(self.numbers, share(work, self.numbers), strict=True):
            register.add(unpacked_notes(done.notes))
            self._streamed.take(number, done.stated)
            self.documents.put_packed(done.document, number)
            self.entries.put_packed(done.entry, number)
        entities = Gathered(self._room)
        for entity in linking.entities(register):
            entities.put(entity)
        return entities

    def _filled(self, linking: Linking, number: int) -> _Filled:
        """In whatever process: that of a document."""
        slip, document = self._first.slips[number], self._first.shelf.pile.get(number)
        assert document is not None
        document, notes = linking.filled(document, self._first.shelf.texts[document.id])
        return _Filled(
            document=filed(canonical(document)),
            entry=filed(_entry_packed(entry(slip, document, Answers()))),
            notes=notes.packed(),
            stated=Stated.of(document, self._streamed.superiors),
        )


def entry_pile(room: Room, few: int) -> Pile[ManifestDocument]:
    """A pile for lines of the manifest: as records they would take a kilobyte and a half each."""
    return Pile(room, "entries", _entry_packed, ManifestDocument.model_validate_json, few)


def _entry_packed(one: ManifestDocument) -> bytes:
    return one.model_dump_json().encode()
