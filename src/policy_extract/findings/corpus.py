"""What findings are made of: the documents of a run with their texts, entities and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from policy_extract.findings.sentences import Names
from policy_extract.lexicon import Lexicon
from policy_extract.model import Document, Entities, Entity, FindingDocument
from policy_extract.resolve.pairs import Pair


@dataclass(frozen=True)
class Corpus:
    """Resolved documents, their texts by id (offsets count in them), the entities that they name, and the lexicon.

    ``lexicon`` may be empty: then no words are left out where names are compared. ``pairs`` are names that may mean
    one body.
    """

    documents: tuple[Document, ...]
    entities: Entities
    lexicon: Lexicon
    texts: Mapping[str, str]
    pairs: tuple[Pair, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Document]:
        """The documents by id."""
        return {document.id: document for document in self.documents}

    @cached_property
    def entity(self) -> Mapping[str, Entity]:
        """The entities by id."""
        return {entity.id: entity for entity in self.entities.entities}

    @cached_property
    def names(self) -> Names:
        """What documents and entities are called."""
        lexicon = self.lexicon
        words = lexicon.words("layout", "title.draft") if lexicon.word_lists else ()
        return Names.of(self.documents, self.entities, words)

    def named(self, *documents: str) -> tuple[FindingDocument, ...]:
        """Plans as a finding names them, in the order given, each once."""
        return tuple(
            FindingDocument(id=name, draft=self.by_id[name].meta.draft)
            for name in dict.fromkeys(documents)
        )
