"""The second pass where documents are too many for memory: names, findings and files come one by one from the room's file.

It gives the same files as ``pipeline.compare``, which holds all documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policy_extract.canonical import canonical, pieces
from policy_extract.corrections import Answers
from policy_extract.events import StageBegun, Tell, untold
from policy_extract.findings.corpus import Corpus
from policy_extract.findings.sentences import Head
from policy_extract.findings.streamed import BLOCK, Streamed
from policy_extract.first_pass import Documents
from policy_extract.manifest import entry, manifest_of, share
from policy_extract.model import Document, Finding, Manifest, ManifestDocument
from policy_extract.processes.rest import words_at_rest
from policy_extract.resolve import Resolver
from policy_extract.resolve.gathered import Gathered
from policy_extract.resolve.register import Register
from policy_extract.resolve.resolver import Companies, Linking
from policy_extract.shelf import Pile, Room
from policy_extract.shelf.shelved import unpacked
from policy_extract.work import Failure


@dataclass(frozen=True)
class Laid:
    """What a run found, as it lies in the room; ``files`` are its JSON.

    ``documents`` has each resolved document as the bytes of its file, under the number of its input; ``heads`` are what documents are
    called, by id.
    """

    documents: Pile[bytes]
    texts: Mapping[str, str]
    heads: Mapping[str, Head]
    entities: Gathered
    findings: Pile[Finding]
    manifest: Manifest
    failures: tuple[Failure, ...]
    skipped: tuple[str, ...]

    def document(self, number: int) -> Document | None:
        """A document by the number of its input."""
        found = self.documents.get(number)
        return None if found is None else unpacked(found)

    def files(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Every file but the manifest: its name in the output folder and its bytes in pieces, in the order of ``writers.json``."""
        for number, data in self.documents.items():
            name = self.manifest.documents[number].id
            yield f"documents/{name}.json", iter((data,))
            yield f"documents/{name}.txt", iter((self.texts[name].encode("utf-8"),))
        yield "entities.json", pieces("entities", self.entities.entities)
        yield "findings.json", pieces("findings", self.findings.all())


def laid(
    first: Documents,
    room: Room,
    tell: Tell = untold,
    block: int = BLOCK,
    companies: Companies | None = None,
) -> Laid:
    """The second pass over all documents of the first, without people's answers. ``block``: so many observations are compared at a time;
    ``companies``: see ``Resolver``.

    Raises NotWritable where the disk is full.
    """
    lexicon, texts, shelf = first.lexicon, first.shelf.texts, first.shelf
    few = room.few if not shelf.away else 0
    with words_at_rest():
        tell(StageBegun("names", documents=len(shelf)))
        resolver = Resolver(lexicon, companies)
        linking = resolver.link_stated(first.names.all, texts, room)
        filling = _Filling(first, Streamed(lexicon, room, few, block), room, few)
        entities = filling.filled(linking)
        tell(StageBegun("findings", documents=len(shelf)))
        weighed = linking.weighed(entities)
        del linking  # what was known of names is needed no more
        streamed = filling.streamed
        corpus = Corpus((), entities, lexicon, texts, weighed.pairs, streamed.heads)
        streamed.find(corpus, lambda: map(unpacked, filling.documents.all()))
    return Laid(
        documents=filling.documents,
        texts=texts,
        heads=streamed.heads,
        entities=entities,
        findings=streamed.found,
        manifest=manifest_of(
            first,
            tuple(filling.entries),
            share(filling.marked, filling.all),
            weighed.crowds,
            resolver.judgements.unheeded(entities.entities),
        ),
        failures=tuple(slip.failure for slip in first.slips if slip.failure is not None),
        skipped=first.skipped,
    )


class _Filling:
    """Documents get their entities, one by one, and go on to where they are compared and written."""

    def __init__(self, first: Documents, streamed: Streamed, room: Room, few: int) -> None:
        self._first, self.streamed, self._room = first, streamed, room
        self.documents: Pile[bytes] = Pile(room, "resolved", bytes, bytes, few)
        self.entries: list[ManifestDocument] = []
        self.marked = self.all = 0

    def filled(self, linking: Linking) -> Gathered:
        """The entities of all documents."""
        register, texts, none = Register(self._room), self._first.shelf.texts, Answers()
        for number, slip in enumerate(self._first.slips):
            document = self._first.shelf.pile.get(number)
            if document is not None:
                document = linking.filled(document, texts[document.id], register)
                self.streamed.take(number, document)
                self.documents.put(canonical(document), number)
                self.marked += sum(o.review for o in document.observations)
                self.all += len(document.observations)
            self.entries.append(entry(slip, document, none))
        entities = Gathered(self._room, register.present())
        for entity in linking.entities(register):
            entities.put(entity)
        return entities
