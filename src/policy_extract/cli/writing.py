"""Where and for whom a run writes, and the files of a result that is held in memory."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policy_extract.cli.said import Written
from policy_extract.events import StageBegun, Tell
from policy_extract.messages import Language

if TYPE_CHECKING:
    from policy_extract.cli.summary import Summary
    from policy_extract.folder import Claim
    from policy_extract.pipeline import Result

#: What is written when nobody chooses.
DEFAULT_FORMATS: Final = ("json", "xlsx", "html")


def formats_of(options: argparse.Namespace) -> tuple[str, ...]:
    """The formats that a run is to write, as they were named."""
    return tuple(options.format or DEFAULT_FORMATS)


@dataclass(frozen=True)
class Writing:
    """How a run's files are written: into what folder, which the run has to itself by ``claim``; in which formats and language; in how many
    processes; who is told; whether people are ``shown`` what came out."""

    out: Path
    formats: tuple[str, ...]
    language: Language
    jobs: int
    shown: bool
    tell: Tell
    claim: Claim

    @classmethod
    def asked(
        cls, options: argparse.Namespace, language: Language, tell: Tell, claim: Claim
    ) -> Writing:
        """As the command line says."""
        return cls(
            out=Path(options.out),
            formats=formats_of(options),
            language=language,
            jobs=options.jobs,
            shown=not options.quiet,
            tell=tell,
            claim=claim,
        )


def whole(result: Result, to: Writing) -> Written:
    """The files of a result. Raises OutputError: see ``writers.write``."""
    from policy_extract.writers import write

    to.tell(StageBegun("writing", documents=len(result.documents)))
    hashes: dict[str, str] = {}
    before = edited(to.out)
    manifest = write(result, to.out, to.formats, to.language, to.claim, hashes.__setitem__, to.jobs)
    return Written(
        documents=len(result.documents),
        manifest=manifest,
        failures=result.failures,
        skipped=result.skipped,
        hashes=hashes,
        set_aside=sorted(edited(to.out) - before),
        summary=_summary(result, to.language) if to.shown else None,
        answers=result.answers,
    )


def _summary(result: Result, language: Language) -> Summary:
    from policy_extract.cli.summary import Summary
    from policy_extract.writers import desk_of

    return Summary(desk_of(result, language))


def edited(out: Path) -> set[str]:
    """The workbooks that runs into a folder set aside because somebody had saved them."""
    from policy_extract.folder import EDITED

    return {path.as_posix() for path in out.glob(f"*{EDITED}*.xlsx")}
