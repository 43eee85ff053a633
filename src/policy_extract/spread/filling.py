"""In a worker: documents get their entities, and say what others need of them to be joined and compared.

A document's names need of other documents only the companies that its own names mean, which come with it.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from policy_extract.canonical import canonical
from policy_extract.corrections import Answers
from policy_extract.engines.spark.firms import Ground, words_of
from policy_extract.engines.spark.told import ToldCompanies
from policy_extract.findings.arithmetic.levels import levels_in
from policy_extract.findings.coverage import Superiors, reach
from policy_extract.findings.promises import compared
from policy_extract.findings.sentences import Head
from policy_extract.findings.streamed import group_of, level_filed, part_of
from policy_extract.findings.unsure_pairs import claim
from policy_extract.lexicon import load
from policy_extract.manifest import entry
from policy_extract.model import Document, Observation
from policy_extract.readers import Input
from policy_extract.resolve import Resolver
from policy_extract.resolve.areas.resolver import AreaResolver
from policy_extract.resolve.divisions import DivisionIndex
from policy_extract.resolve.matching import Name
from policy_extract.resolve.places import Nearby
from policy_extract.resolve.register import Notes
from policy_extract.resolve.resolver import Linking
from policy_extract.resolve.stated import StatedNames
from policy_extract.shelf import Room, document_packed
from policy_extract.shelf.pile import compressed
from policy_extract.spread.texts import around
from policy_extract.store.entries import decoded
from policy_extract.work import Outcome, Recipe, Slip

#: How often a document uses each name of a company, and the counties around it.
STATED: Final = "struct<companies: array<struct<name: string, count: int>>, nearby: array<string>>"
#: What one document says of an entity: see ``register.Draft``; ``told``: what a pair of names is weighed by, where that depends on the document.
DRAFT: Final = (
    "struct<entity: string, type: string, division: string,"
    " names: array<struct<rank: int, name: string, count: int>>,"
    " aliases: array<struct<text: string, count: int, score: double, rule: string, told: string>>>"
)
#: A part of a document for a block of what is compared, with the words around its values. Documents, parts and levels are compressed: each of
#: Spark's jobs reads them anew.
PART: Final = "struct<bucket: int, part: binary, words: array<struct<start: int, said: string>>>"
LEVEL: Final = "struct<key: string, place: int, level: binary>"
SPOKEN: Final = "struct<indicator: string, claim: string, start: int>"
FILLED: Final = (
    "struct<document: binary, text: binary, entry: binary, title: string, draft: boolean,"
    f" drafts: array<{DRAFT}>, areas: array<{PART}>, promises: array<{PART}>, levels: array<{LEVEL}>,"
    f" spoken: array<{SPOKEN}>, binds: string, bound: binary>"
)


def outcome_in(row: Mapping[str, Any]) -> Outcome:
    """What became of a document (``id``, ``outcome``) that did not fail."""
    outcome = decoded(row["outcome"], Input(row["id"], ""))
    assert outcome is not None
    assert outcome.document is not None
    return outcome


def stated(recipe: Recipe) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """What a document (``id``, ``outcome``) states: see ``STATED``."""
    divisions, areas = _places(recipe)

    def of(row: Mapping[str, Any]) -> dict[str, Any]:
        document = outcome_in(row).document
        assert document is not None
        named = StatedNames.of(document)
        near = Nearby(divisions)
        near.take(areas.place(named.meta, named.id))
        companies = [{"name": name, "count": count} for name, count in named.companies.items()]
        return {"companies": companies, "nearby": sorted(near.codes())}

    return of


@lru_cache(maxsize=1)
def _places(recipe: Recipe) -> tuple[DivisionIndex, AreaResolver]:
    made = Resolver(load(recipe.folders, local=recipe.local))
    return made.divisions, AreaResolver(made.known.areas, made.divisions, made.judgements, Room())


@dataclass(frozen=True)
class Blocks:
    """So many blocks of values by area and of promises: each is compared in one place."""

    count: int

    def of(self, *key: str | None) -> int:
        """The block of a key; the same everywhere."""
        return (
            zlib.crc32("\n".join(one or "" for one in key).encode("utf-8", "surrogatepass"))
            % self.count
        )


def filled(
    ground: Ground, blocks: Blocks
) -> Callable[[Sequence[Mapping[str, Any]]], list[dict[str, Any]]]:
    """Documents (``id``, ``outcome``, ``firms``: rows of ``companies``) with their entities: see ``FILLED``."""
    made = words_of(ground)
    superiors = Superiors(made.lexicon)
    firms: list[Mapping[str, Any]] = []
    resolver = Resolver(
        made.lexicon, lambda _names, _nearby: ToldCompanies(made.lexicon, made.words, firms)
    )

    def of(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        outcomes = [outcome_in(row) for row in rows]
        firms[:] = [firm for row in rows for firm in row["firms"] or ()]
        documents = [one.document for one in outcomes if one.document is not None]
        texts = {d.id: one.text for d, one in zip(documents, outcomes, strict=True)}
        named = [StatedNames.of(document) for document in documents]
        linking = resolver.link_stated(lambda: named, texts, Room())
        return [
            _filled(linking, d, one, blocks, superiors)
            for d, one in zip(documents, outcomes, strict=True)
        ]

    return of


def _filled(
    linking: Linking, document: Document, outcome: Outcome, blocks: Blocks, superiors: Superiors
) -> dict[str, Any]:
    text = outcome.text
    document, notes = linking.filled(document, text)
    head = Head.of(document)
    bound = superiors.bound(document)
    reached = reach(document)
    return {
        "document": compressed(canonical(document)),
        "text": zlib.compress(text.encode("utf-8", "surrogatepass"), 1),
        "entry": entry(Slip.of(outcome), document, Answers()).model_dump_json().encode(),
        "title": head.title,
        "draft": head.draft,
        "drafts": list(_drafts(notes, linking, document.id)),
        "areas": _parts(document, text, ((blocks.of(o.area.entity, o.indicator.entity), o) for o in document.observations)),
        "promises": _parts(document, text, ((blocks.of(key), o) for key, o in compared(document))),
        "levels": [
            {"key": group_of(of), "place": place, "level": level_filed(level)}
            for place, (of, level) in enumerate(levels_in(document))
        ],
        "spoken": [
            {"indicator": o.indicator.entity, "claim": json.dumps(claim(o)), "start": o.source.start}
            for o in document.observations
            if o.indicator.entity and o.about != "project"
        ],
        "binds": json.dumps(reached) if bound and reached is not None else None,
        "bound": document_packed(part_of(document, bound)) if bound else None,
    }  # fmt: skip


def _drafts(notes: Notes, linking: Linking, document: str) -> Iterator[dict[str, Any]]:
    for entity, one in notes.noted():
        names = [
            {"rank": rank, "name": name, "count": count}
            for (rank, name), count in one.names.items()
        ]
        aliases = [
            {"text": text, "count": use.count, "score": use.why[0], "rule": use.why[1], "told": _told(one.type, text, linking, document)}
            for text, use in one.aliases.items()
        ]  # fmt: skip
        yield {
            "entity": entity, "type": one.type, "division": one.division, "names": names, "aliases": aliases,
        }  # fmt: skip


def _told(type: str, text: str, linking: Linking, document: str) -> str | None:
    """What ``alike`` needs to know of a name that means different things in different documents."""
    name = Name(text, linking.place(document))
    if type == "area":
        return linking.areas.resolve(name).entity
    if type in ("agency", "collective"):
        return json.dumps(linking.agencies.parts(name))
    return None


def _parts(
    document: Document, text: str, stated: Iterable[tuple[int, Observation]]
) -> list[dict[str, Any]]:
    groups: dict[int, list[Observation]] = {}
    for bucket, one in stated:
        groups.setdefault(bucket, []).append(one)
    return [
        {
            "bucket": bucket,
            "part": document_packed(part_of(document, those)),
            "words": [{"start": s, "said": said} for s, said in around(text, those)],
        }
        for bucket, those in groups.items()
    ]
