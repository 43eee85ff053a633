"""What findings are made of: the documents of a run with their texts, entities and words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar, cast

from policy_extract.findings.sentences import Head, Names
from policy_extract.lexicon import Lexicon
from policy_extract.model import Document, Entity, FindingDocument
from policy_extract.resolve.gathered import Named, by_id
from policy_extract.resolve.pairs import Pair

Made = TypeVar("Made")


@dataclass(frozen=True)
class Corpus:
    """Resolved documents, their texts by id (offsets count in them), the entities that they name, and the lexicon.

    ``lexicon`` may be empty: then no words are left out where names are compared. ``pairs`` are names that may mean
    one body. ``heads``: titles of all documents by id, where those given are a part of them.
    """

    documents: tuple[Document, ...]
    entities: Named
    lexicon: Lexicon
    texts: Mapping[str, str]
    pairs: tuple[Pair, ...] = ()
    heads: Mapping[str, Head] | None = None
    _made: dict[Callable[[Corpus], object], object] = field(
        default_factory=dict, repr=False, compare=False
    )

    def part(self, documents: Iterable[Document]) -> Corpus:
        """The same with other documents, which ``heads`` must know; what was made of entities and words is made once."""
        made = replace(self, documents=tuple(documents))
        made.__dict__.update(entity=self.entity, names=self.names, known=self.known)
        return made

    def paired(self, pairs: tuple[Pair, ...]) -> Corpus:
        """The same with other pairs of names."""
        made = replace(self, pairs=pairs)
        made.__dict__.update(entity=self.entity, names=self.names, known=self.known)
        return made

    def once(self, make: Callable[[Corpus], Made]) -> Made:
        """What is made of entities and words alone, made once for a corpus and its parts."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(Made, self._made[make])

    @cached_property
    def known(self) -> Mapping[str, Head]:
        """What is told of each document where another one is spoken of, by id."""
        if self.heads is not None:
            return self.heads
        return {document.id: Head.of(document) for document in self.documents}

    @cached_property
    def entity(self) -> Mapping[str, Entity]:
        """The entities by id."""
        return by_id(self.entities)

    @cached_property
    def names(self) -> Names:
        """What documents and entities are called."""
        lexicon = self.lexicon
        words = lexicon.words("layout", "title.draft") if lexicon.word_lists else ()
        return Names(self.known, self.entity, words)

    def named(self, *documents: str) -> tuple[FindingDocument, ...]:
        """Plans as a finding names them, in the order given, each once."""
        return tuple(
            FindingDocument.of(name, self.known[name].draft) for name in dict.fromkeys(documents)
        )
