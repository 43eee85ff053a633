"""The second pass of a run whose documents Spark has worked on: it stays there, and what the asking machine writes is fetched.

It gives the files of ``second_pass.laid``, byte for byte. Fetched are: documents as bytes one by one, entities when they are reduced, findings when they
are made. Names, values and pairs of names are not.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final

from policy_extract.engines.spark import Spark
from policy_extract.engines.spark.columns import on_column
from policy_extract.engines.spark.session import let_go, settings, told_in_words
from policy_extract.events import StageBegun, Tell, untold
from policy_extract.findings.sentences import Head
from policy_extract.findings.streamed import finding_packed, finding_unpacked, heads_in
from policy_extract.first_pass import Documents
from policy_extract.messages import Language
from policy_extract.model import Entity, Finding, ManifestDocument
from policy_extract.processes.rest import words_at_rest
from policy_extract.resolve.gathered import Gathered
from policy_extract.resolve.pairs import Crowd
from policy_extract.second_pass import Laid, entry_pile
from policy_extract.shelf import Pile, Room
from policy_extract.spread import jobs, parts
from policy_extract.spread.filling import Blocks
from policy_extract.spread.held import Known, light
from policy_extract.store.entries import encoded
from policy_extract.work import Outcome

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

#: Parts of a frame for each core where rows are brought together.
_PARTS: Final = 2
#: Documents whose values fill a block, where blocks are told apart by area and indicator.
_IN_BLOCK: Final = 10
#: Rows of a batch of Arrow: documents that get their entities at once, and whatever else.
_DOCUMENTS, _ROWS = "8", "256"
#: So many documents that an earlier run kept are sent at a time.
_SENT: Final = 1_000


class SecondPass:
    """Names, entities, pairs and findings of one run as jobs of ``engine``; ``close`` it before the engine.

    ``jobs_done`` names the jobs that have run, for whoever wants to know.
    """

    def __init__(self, engine: Spark) -> None:
        self._engine, self._spark = engine, engine.session
        self._ending = ExitStack()
        self._filled: DataFrame | None = None
        self._known: Known | None = None
        self._laid: Laid | None = None
        self.jobs_done: list[str] = []

    def close(self) -> None:
        """Let go of the frames."""
        self._ending.close()

    def laid(self, first: Documents, room: Room, tell: Tell = untold) -> Laid:
        """The second pass over all documents of the first, without people's answers. Raises EngineError, NotWritable."""
        with self._set(), words_at_rest():
            tell(StageBegun("names", documents=len(first.shelf)))
            given = self._given(first)
            filled, found = self._filled_of(given, first)
            drafts = self._kept(jobs.reduced(filled, self._ground), "reduced")
            entities = self._entities(jobs.related(drafts, found, self._ground), room)
            tell(StageBegun("findings", documents=len(first.shelf)))
            weighed, crowds = jobs.pairs(drafts, self._ground, self._kept)
            weighed = self._kept(weighed, "pairs")
            told = self._crowds(crowds)
            data = self._spark.sparkContext.broadcast(light(entities))
            self._ending.callback(let_go, data.destroy)
            self._known = Known(first.recipe, os.urandom(8).hex(), data)
            frame = jobs.findings(filled, weighed, self._known, self._kept)
            findings = self._findings(self._kept(frame, "findings"), first, room)
            self._laid = self._gathered(first, room, filled, entities, findings, told)
        return self._laid

    def tables(self, language: Language) -> Iterator[tuple[str, Iterator[bytes]]]:
        """The tables of ``--format parquet``, in parts, once all is laid: names in OUT and bytes."""
        assert self._filled is not None
        assert self._known is not None
        assert self._laid is not None
        with self._set():
            made = on_column(partial(parts.of_documents, self._known, language), parts.MADE)
            for row in jobs.tables(self._filled, made, parts.LOT).toLocalIterator():
                yield parts.name_of(row.table, row.lot), iter((bytes(row.data),))
            self.jobs_done.append("tables")
        whole = parts.of_the_corpus(
            self._laid.entities.entities, self._laid.findings.all(), language
        )
        for name, data in whole:
            yield name, iter((data,))

    @contextmanager
    def _set(self) -> Iterator[None]:
        count = str(_PARTS * self._spark.sparkContext.defaultParallelism)
        with (
            told_in_words(),
            settings(
                self._spark,
                spark__sql__shuffle__partitions=count,
                spark__sql__execution__arrow__maxRecordsPerBatch=_ROWS,
            ),
        ):
            yield

    def _kept(self, frame: DataFrame, name: str) -> DataFrame:
        """A frame that is made once, now, and lies on the disks of Spark's machines."""
        from pyspark import StorageLevel

        made = frame.persist(StorageLevel.DISK_ONLY)
        self._ending.callback(let_go, made.unpersist)
        made.count()
        self.jobs_done.append(name)
        return made

    def _given(self, first: Documents) -> DataFrame:
        """``number``, ``id``, ``outcome`` of each document: where Spark has worked on it, from there; what an earlier run kept is sent."""
        there, ids = self._engine.outcomes, self._engine.worked_on
        fine = [(n, one.input.id) for n, one in enumerate(first.slips) if one.failure is None]
        frames = []
        if there:
            numbers = self._spark.createDataFrame(fine, "number long, id string")
            for frame in there:
                frames.append(frame.join(numbers, "id").select("number", "id", "outcome"))
        rest = ((n, id) for n, id in fine if id not in ids)
        while lot := list(islice(rest, _SENT)):
            rows = [(number, id, _packed(first, number)) for number, id in lot]
            sent = self._spark.createDataFrame(rows, "number long, id string, outcome binary")
            frames.append(self._kept(sent, "sent"))
        whole = frames[0]
        for frame in frames[1:]:
            whole = whole.union(frame)
        return whole

    def _filled_of(self, given: DataFrame, first: Documents) -> tuple[DataFrame, DataFrame]:
        """Documents with their entities, and what names of companies mean."""
        named = self._kept(jobs.stated(given, first.recipe), "stated")
        self._ground = jobs.ground_of(named, first.recipe)
        uses, found = jobs.firms_of(named, self._ground)
        found = self._kept(found, "companies")
        blocks = Blocks(max(1, len(first.shelf) // _IN_BLOCK))
        filled = jobs.filled(given, uses, found, self._ground, blocks)
        with settings(self._spark, spark__sql__execution__arrow__maxRecordsPerBatch=_DOCUMENTS):
            self._filled = self._kept(filled, "filled")
        return self._filled, found

    def _entities(self, frame: DataFrame, room: Room) -> Gathered:
        frame = self._kept(frame, "related")
        found = Gathered(room)
        for row in frame.toLocalIterator():
            found.put(Entity.model_validate_json(bytes(row.data)))
        return found

    def _crowds(self, frame: DataFrame) -> tuple[Crowd, ...]:
        rows = sorted(frame.collect(), key=lambda row: (row.kind, -row.names, row.sign))
        return tuple(Crowd(row.kind, row.sign, row.names) for row in rows)

    def _findings(self, frame: DataFrame, first: Documents, room: Room) -> Pile[Finding]:
        few = room.few if not first.shelf.away else 0
        pile: Pile[Finding] = Pile(room, "findings", finding_packed, finding_unpacked, few)
        for number, row in enumerate(frame.toLocalIterator()):
            pile.put(finding_unpacked(bytes(row.data)), number, f"{row.kind} {row.id}")
        return pile

    def _gathered(
        self,
        first: Documents,
        room: Room,
        filled: DataFrame,
        entities: Gathered,
        findings: Pile[Finding],
        crowds: tuple[Crowd, ...],
    ) -> Laid:
        few = room.few if not first.shelf.away else 0
        documents: Pile[bytes] = Pile(room, "resolved", bytes, bytes, few)
        entries = entry_pile(room, few)
        heads = heads_in(room)
        columns = ("number", "id", "document", "entry", "title", "draft")
        for row in filled.select(*columns).toLocalIterator():
            documents.put_packed(bytes(row.document), row.number)
            told = ManifestDocument.model_validate_json(bytes(row.entry))
            told = told.model_copy(update={"path": first.slips[row.number].shown_path})
            entries.put(told, row.number)
            heads.put(row.id, Head(row.title, row.draft))
        return Laid.of(first, documents, heads, entities, findings, entries, crowds)


def _packed(first: Documents, number: int) -> bytes:
    """A document as Spark's workers would have put it."""
    slip, document = first.slips[number], first.shelf.pile.get(number)
    assert document is not None
    text = first.shelf.texts[document.id]
    outcome = Outcome(slip.input, document, text, slip.warnings, slip.residue, slip.ocr_score)
    data = encoded(outcome)
    assert data is not None
    return data
