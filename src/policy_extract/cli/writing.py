"""Where and for whom a run writes, and the files of a result that is held in memory."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from policy_extract.cli.formats import chosen
from policy_extract.cli.said import Written
from policy_extract.events import StageBegun, Tell
from policy_extract.messages import Language
from policy_extract.tuples import NamedTuple

if TYPE_CHECKING:
    from policy_extract.cli.summary import Summary
    from policy_extract.folder import Claim
    from policy_extract.model import Manifest
    from policy_extract.pipeline import Result
    from policy_extract.second_pass import Laid

#: Is told of a file that was written: its name in OUT, and its SHA-256.
Told = Callable[[str, str], None]


class Writing(NamedTuple):
    """How a run's files are written: into what folder, which the run has to itself by ``claim``; in which formats and language, and what is
    noted of the formats; in how many processes; who is told; whether people are ``shown`` what came out."""

    out: Path
    formats: tuple[str, ...]
    notes: tuple[str, ...]
    language: Language
    jobs: int
    shown: bool
    tell: Tell
    claim: Claim

    @classmethod
    def asked(
        cls,
        options: argparse.Namespace,
        language: Language,
        tell: Tell,
        claim: Claim,
        plans: int,
    ) -> Writing:
        """As the command line says, for so many plans."""
        formats, notes = chosen(options, language, plans)
        return cls(
            out=Path(options.out),
            formats=formats,
            notes=notes,
            language=language,
            jobs=options.jobs,
            shown=not options.quiet,
            tell=tell,
            claim=claim,
        )


def whole(result: Result, to: Writing) -> Written:
    """The files of a result. Raises OutputError: see ``writers.write``."""
    from policy_extract.writers import write

    def put(told: Told) -> Manifest:
        return write(result, to.out, to.formats, to.language, to.claim, told, to.jobs)

    made = written(result, to, put, lambda: _summary(result, to.language))
    return made._replace(answers=result.answers)


def written(
    found: Result | Laid,
    to: Writing,
    put: Callable[[Told], Manifest],
    summary: Callable[[], Summary],
) -> Written:
    """What ``put`` writes of what was found, which tells of each file and its hash, and what people are shown of it."""
    from policy_extract.writers import MANIFEST, canonical

    to.tell(StageBegun("writing", documents=len(found.documents)))
    hashes: dict[str, str] = {}
    before = _edited(to.out)
    manifest = put(hashes.__setitem__)
    if MANIFEST not in hashes:
        hashes[MANIFEST] = hashlib.sha256(canonical(manifest)).hexdigest()
    return Written(
        documents=len(found.documents),
        manifest=manifest,
        failures=found.failures,
        skipped=found.skipped,
        hashes=hashes,
        set_aside=sorted(_edited(to.out) - before),
        summary=summary() if to.shown else None,
    )


def _summary(result: Result, language: Language) -> Summary:
    from policy_extract.cli.summary import Summary
    from policy_extract.writers import desk_of

    return Summary(desk_of(result, language))


def _edited(out: Path) -> set[str]:
    """The workbooks that runs into a folder set aside because somebody had saved them."""
    from policy_extract.folder import EDITED

    return {path.as_posix() for path in out.glob(f"*{EDITED}*.xlsx")}
