"""``extract`` of more documents than memory holds: what is written, and what is shown of it."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from policy_extract.cli.contradictions import Digest
from policy_extract.cli.said import Written
from policy_extract.cli.summary import Summary
from policy_extract.desk import Desk
from policy_extract.events import StageBegun, Tell
from policy_extract.first_pass import Documents
from policy_extract.folder import Claim
from policy_extract.messages import Language
from policy_extract.model import Entities
from policy_extract.output import Output
from policy_extract.resolve.resolver import Companies
from policy_extract.second_pass import Laid, laid
from policy_extract.shelf import Room
from policy_extract.writers import write_laid

if TYPE_CHECKING:
    from policy_extract.engines.spark import Spark


def streamed(
    first: Documents,
    room: Room,
    options: argparse.Namespace,
    language: Language,
    tell: Tell,
    claim: Claim,
    companies: Companies | None,
) -> Written:
    """The second pass and its JSON. Raises NotWritable."""
    found = laid(first, room, tell, companies=companies, jobs=options.jobs)
    return _written(found, (), options, language, tell, claim)


def spread_out(
    first: Documents,
    room: Room,
    options: argparse.Namespace,
    language: Language,
    tell: Tell,
    claim: Claim,
    engine: Spark,
) -> Written:
    """The same by Spark, with its tables where they are asked for. Raises NotWritable, EngineError."""
    from policy_extract.spread import SecondPass

    with closing(SecondPass(engine)) as second:
        found = second.laid(first, room, tell)
        tables = second.tables(language) if "parquet" in (options.format or ()) else ()
        return _written(found, tables, options, language, tell, claim)


def _written(
    found: Laid,
    more: Iterable[tuple[str, Iterable[bytes]]],
    options: argparse.Namespace,
    language: Language,
    tell: Tell,
    claim: Claim,
) -> Written:
    """What was laid, and ``more`` files, in OUT."""
    tell(StageBegun("writing", documents=len(found.documents)))
    hashes: dict[str, str] = {}
    manifest = write_laid(found, Path(options.out), claim, hashes.__setitem__, more)
    return Written(
        documents=len(found.documents),
        manifest=manifest,
        failures=found.failures,
        skipped=found.skipped,
        hashes=hashes,
        set_aside=(),
        summary=None if options.quiet else _summary(found, language),
    )


def _summary(found: Laid, language: Language) -> Summary:
    """What is shown, with the documents that it quotes from and no others."""
    digest = Digest.of(found.findings.all())
    quoted = {one.document for clash in digest.clashing for one in clash.observations}
    numbers = {one.id: number for number, one in enumerate(found.manifest.documents)}
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
