"""``extract`` of more documents than memory holds: what is written, and what is shown of it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from typing import TYPE_CHECKING

from policy_extract.cli.contradictions import Digest
from policy_extract.cli.said import Written
from policy_extract.cli.summary import Summary
from policy_extract.cli.writing import Told, Writing, written
from policy_extract.desk import Desk
from policy_extract.first_pass import Documents
from policy_extract.messages import Language
from policy_extract.model import Entities, Manifest
from policy_extract.output import Output
from policy_extract.processes.forks import Share, alone
from policy_extract.resolve.resolver import Companies
from policy_extract.second_pass import Laid, laid, sharing
from policy_extract.shelf import Room
from policy_extract.writers import write_laid

if TYPE_CHECKING:
    from policy_extract.engines.spark import Spark


def streamed(first: Documents, room: Room, companies: Companies | None, to: Writing) -> Written:
    """The second pass and its files. Raises NotWritable."""
    found = laid(first, room, to.tell, companies=companies, jobs=to.jobs)
    return _written(found, (), sharing(room, to.jobs), to)


def spread_out(first: Documents, room: Room, engine: Spark, to: Writing) -> Written:
    """The same by Spark, with its tables where they are asked for. Raises NotWritable, EngineError."""
    from policy_extract.spread import SecondPass

    with closing(SecondPass(engine)) as second:
        found = second.laid(first, room, to.tell)
        tables = second.tables(to.language) if "parquet" in to.formats else ()
        there = to._replace(formats=tuple(name for name in to.formats if name != "parquet"))
        return _written(found, tables, alone, there)


def _written(
    found: Laid, more: Iterable[tuple[str, Iterable[bytes]]], share: Share, to: Writing
) -> Written:
    """What was laid, and ``more`` files, in OUT."""
    formats = [name for name in dict.fromkeys(to.formats) if name != "json"]

    def put(told: Told) -> Manifest:
        return write_laid(found, to.out, to.claim, told, more, formats, to.language, share)

    made = written(found, to, put, lambda: _summary(found, to.language))
    if not to.shown:  # nobody looks at the entries of documents
        return made
    manifest = made.manifest.model_copy(update={"documents": tuple(found.told())})
    return made._replace(manifest=manifest)


def _summary(found: Laid, language: Language) -> Summary:
    """What is shown, with the documents that it quotes from and no others."""
    digest = Digest.of(found.findings.all())
    quoted = {one.document for clash in digest.clashing for one in clash.observations}
    numbers = {slip.input.id: number for number, slip in enumerate(found.slips)}
    documents = {id: found.document(numbers[id]) for id in sorted(quoted)}
    desk = Desk(
        Output(
            {id: document for id, document in documents.items() if document is not None},
            {id: found.texts[id] for id in quoted},
            _spoken_of(found, digest),
        ),
        language,
    )
    titles = {
        id: desk.called(head.title or id, draft=head.draft) for id, head in found.heads.items()
    }
    return Summary(desk, digest, titles, found.entities.companies)


def _spoken_of(found: Laid, digest: Digest) -> Entities:
    """The entities that what is shown speaks of."""
    subjects = [clash.subject for clash in digest.clashing]
    ids = {id for one in subjects for id in (one.area, one.indicator) if id is not None}
    known = found.entities.by_id
    return Entities(entities=tuple(known[id] for id in sorted(ids) if id in known))
