"""In a worker: the findings of what lies in one block, of one document with what it looks at, of one pair of names."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from policy_extract.findings.arithmetic.levels import Level, Levels, Of, telling
from policy_extract.findings.cascade import cascades
from policy_extract.findings.comparison import compare
from policy_extract.findings.corpus import Corpus
from policy_extract.findings.coverage import Reach, duties, reach
from policy_extract.findings.quantities import Quantities
from policy_extract.findings.sentences import Head
from policy_extract.findings.streamed import finding_packed, group_of, level_unpacked
from policy_extract.findings.trajectory import trajectories
from policy_extract.findings.unsure_pairs import Spoken, Spot, worth_asking
from policy_extract.model import Finding
from policy_extract.shelf import document_unpacked
from policy_extract.shelf.pile import uncompressed
from policy_extract.spread.alike import pair_of
from policy_extract.spread.held import Known, heads_of, held
from policy_extract.spread.texts import restored

FOUND: Final = "array<struct<kind: string, id: string, data: binary>>"
#: What a document looks at in others: levels by what they are of, and plans that bind it by where and when.
ASKED: Final = "struct<levels: array<string>, above: array<string>>"
#: A level with the document that states it.
TOLD: Final = "array<struct<id: string, title: string, draft: boolean, level: binary>>"


def _told(found: Iterable[Finding]) -> list[dict[str, Any]]:
    return [{"kind": one.kind, "id": one.id, "data": finding_packed(one)} for one in found]


def of_areas(known: Known) -> Callable[[Sequence[Mapping[str, Any]]], list[dict[str, Any]]]:
    """Comparisons and series of the parts of a block (``number``, ``part``, ``words``)."""
    return _of_block(known, lambda corpus: (*compare(corpus), *trajectories(corpus)))


def of_promises(known: Known) -> Callable[[Sequence[Mapping[str, Any]]], list[dict[str, Any]]]:
    """Cascades of the parts of a block."""
    return _of_block(known, cascades)


def _of_block(
    known: Known, find: Callable[[Corpus], Iterable[Finding]]
) -> Callable[[Sequence[Mapping[str, Any]]], list[dict[str, Any]]]:
    here = held(known)

    def of(parts: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        rows = sorted(parts, key=lambda row: int(row["number"]))
        documents = [document_unpacked(row["part"]) for row in rows]
        texts = {
            document.id: restored((one["start"], one["said"]) for one in row["words"])
            for document, row in zip(documents, rows, strict=True)
        }
        here.hold({document.id: Head.of(document) for document in documents}, texts)
        return _told(find(here.corpus.part(documents)))

    return of


def narrowed(levels: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What tells as much as all levels of one thing (``number``, ``place``, and see ``TOLD``)."""
    rows = sorted(levels, key=lambda row: (int(row["number"]), int(row["place"])))
    made = [(level_unpacked(uncompressed(row["level"])), row) for row in rows]
    kept = {id(level) for level in telling([level for level, _ in made])}
    return [
        {name: row[name] for name in ("id", "title", "draft", "level")}
        for level, row in made
        if id(level) in kept
    ]


def asking(known: Known) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """What a document (``document``, ``text``) looks at in others: see ``ASKED``."""
    here = held(known)

    def of(row: Mapping[str, Any]) -> dict[str, Any]:
        document = document_unpacked(row["document"])
        text = zlib.decompress(row["text"]).decode("utf-8", "surrogatepass")
        here.hold({document.id: Head.of(document)}, {document.id: text})
        asked: dict[str, None] = {}

        def noted(of: Of) -> list[Level]:
            asked[group_of(of)] = None
            return []

        if here.reckoner is not None:
            here.reckoner.ask((document,), Levels((document,), noted))
        own = reach(document)
        above = here.places.above(own.area) if own is not None else ()
        keys = [json.dumps(Reach(area, own.years)) for area in above if own is not None]
        return {"levels": list(asked), "above": keys}

    return of


def judging(known: Known) -> Callable[[Mapping[str, Any]], list[dict[str, Any]]]:
    """The findings of one document (``document``, ``text``) with what it ``asked`` for: ``levels`` (``key``, ``told``), ``above`` (``part``)."""
    here = held(known)
    quantities = here.corpus.once(Quantities.of)

    def of(row: Mapping[str, Any]) -> list[dict[str, Any]]:
        document = document_unpacked(row["document"])
        text = zlib.decompress(row["text"]).decode("utf-8", "surrogatepass")
        superiors = [document_unpacked(one["part"]) for one in row["above"] or ()]
        levels = {one["key"]: one["told"] for one in row["levels"] or ()}
        heads = heads_of(one for told in levels.values() for one in told)
        heads.update((one.id, Head.of(one)) for one in (*superiors, document))
        here.hold(heads, {document.id: text})
        for one in superiors:
            here.superiors.take(one)

        asked = frozenset(row["asked"]["levels"])

        def others(of: Of) -> list[Level]:
            key = group_of(of)
            if key not in asked:
                raise LookupError(f"{document.id}: looks at {key}, for which it did not ask")
            return [level_unpacked(uncompressed(one["level"])) for one in levels.get(key, ())]

        found: list[Finding] = []
        if here.reckoner is not None:
            found += here.reckoner.of((document,), Levels((document,), others))
        found += duties(document, quantities, here.corpus)
        found += here.open_ends.of(document)
        return _told(found)

    return of


def of_pairs(known: Known) -> Callable[[Mapping[str, Any]], list[dict[str, Any]]]:
    """A ``pair`` as a finding, where it is worth a person's time: ``heads`` of its documents, what is ``spoken`` of its indicators
    (``indicator``, ``claim``, the ``first`` and the ``last`` place: ``id``, ``start``)."""
    here = held(known)

    def of(row: Mapping[str, Any]) -> list[dict[str, Any]]:
        pair = pair_of(row["pair"])
        here.hold(heads_of(row["heads"]), {})
        spoken = Spoken((pair,))
        for one in row["spoken"] or ():
            spots = (Spot(one[end]["id"], one[end]["start"]) for end in ("first", "last"))
            spoken.put(one["indicator"], tuple(json.loads(one["claim"])), *spots)
        return _told(worth_asking(here.corpus.paired((pair,)), spoken))

    return of
