"""In a worker: a corpus of which only the documents at hand are held; entities and words are all there, once for a process."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from policy_extract.findings.arithmetic import Reckoner
from policy_extract.findings.corpus import Corpus
from policy_extract.findings.coverage import NotHandedDown, Superiors
from policy_extract.findings.places import Places
from policy_extract.findings.sentences import Head
from policy_extract.lexicon import Lexicon, load
from policy_extract.model import Entities, Entity
from policy_extract.resolve.gathered import Named
from policy_extract.work import Recipe

if TYPE_CHECKING:
    from pyspark import Broadcast


@dataclass(frozen=True)
class Known:
    """The entities of a run, as they travel to the workers; ``key`` tells them from those of another run."""

    recipe: Recipe
    key: str
    data: Broadcast[bytes] = field(compare=False)


def light(entities: Named) -> bytes:
    """Entities as bytes, without the documents that name them."""
    those = tuple(map(_without_documents, entities.entities))
    return zlib.compress(Entities(entities=those).model_dump_json().encode(), 1)


def _without_documents(entity: Entity) -> Entity:
    aliases = tuple(alias.model_copy(update={"documents": ()}) for alias in entity.aliases)
    return entity.model_copy(update={"aliases": aliases})


class Held:
    """Puts one batch of documents after the other before the functions that find something in a corpus."""

    def __init__(self, lexicon: Lexicon, entities: Entities) -> None:
        self.lexicon = lexicon
        self._texts: dict[str, str] = {}
        self._heads: dict[str, Head] = {}
        self.corpus = Corpus((), entities, lexicon, self._texts, (), self._heads)
        self.superiors = Superiors(lexicon)

    def hold(self, heads: Mapping[str, Head], texts: Mapping[str, str]) -> None:
        """From now on these documents are known, and no others."""
        self._texts.clear()
        self._texts.update(texts)
        self._heads.clear()
        self._heads.update(heads)
        self.superiors.forget()

    @cached_property
    def places(self) -> Places:
        """Which area lies in which."""
        return self.corpus.once(Places)

    @cached_property
    def reckoner(self) -> Reckoner | None:
        """The rules of arithmetic; None where no words are."""
        return Reckoner(self.corpus) if self.lexicon.word_lists else None

    @cached_property
    def open_ends(self) -> NotHandedDown:
        """The rule of what a superior binds."""
        return NotHandedDown(self.superiors, self.corpus, self.places)


@lru_cache(maxsize=1)
def held(known: Known) -> Held:
    """The corpus of a run, made once in a worker."""
    lexicon = load(known.recipe.folders, local=known.recipe.local)
    data: Any = known.data.value
    return Held(lexicon, Entities.model_validate_json(zlib.decompress(data)))


def heads_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, Head]:
    """Heads out of rows: ``id``, ``title``, ``draft``."""
    return {row["id"]: Head(row["title"], row["draft"]) for row in rows}
