"""What stands in the manifest: what was run on what, with what result."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from policy_extract.corrections import Answers
from policy_extract.extract.confidence import Confidence
from policy_extract.first_pass import Documents
from policy_extract.model import Document, Manifest, ManifestDocument, ResidueSpan, Run
from policy_extract.resolve.judgements import Judged
from policy_extract.resolve.pairs import Crowd
from policy_extract.version import __version__
from policy_extract.work import Slip

#: More names than this are not told in a warning.
_NAMED: Final = 3


def manifest_of(
    first: Documents,
    documents: tuple[ManifestDocument, ...],
    share_below: float,
    crowds: Sequence[Crowd],
    unheeded: Sequence[Judged],
) -> Manifest:
    """The manifest of a run that ends now; ``documents`` are its entries, in the order of the inputs.

    ``crowds``: names of which not every two were weighed; ``unheeded``: judgements on names that could not be followed.
    """
    return Manifest(
        version=__version__,
        gazetteers=first.lexicon.fingerprint,
        review_threshold=Confidence(first.lexicon).threshold,
        share_below=share_below,
        documents=documents,
        warnings=(*_crowded(crowds), *_unheeded(unheeded)),
        run=Run(
            started=first.started.isoformat(timespec="seconds"),
            seconds=round(time.perf_counter() - first.clock, 3),
            jobs=first.jobs,
            python=platform.python_version(),
            platform=_system(),
        ),
    )


def _system() -> str:
    """What ``platform.platform`` says; on Linux it would start a program to ask for the processor, and leave out what that says."""
    if sys.platform != "linux":
        return platform.platform()
    about = os.uname()
    library = "".join(platform.libc_ver())
    return "-".join(
        (about.sysname, about.release, about.machine, *(("with", library) if library else ()))
    )


def entry(slip: Slip, document: Document | None, answers: Answers) -> ManifestDocument:
    """What became of one input: the resolved document, or none where it failed."""
    if document is None:
        reason = slip.failure.reason if slip.failure else None
        return ManifestDocument(
            id=slip.input.id, path=slip.shown_path, status="failed", reason=reason
        )
    return ManifestDocument(
        id=document.id,
        path=document.source.path,
        status="ok",
        sha256=document.source.sha256,
        file=f"documents/{document.id}.json",
        counts=count(document),
        warnings=(*slip.warnings, *answers.warnings(document.id)),
        residue=tuple(ResidueSpan(start=s, end=e, reason=why) for s, e, why in slip.residue),
        ocr_score=slip.ocr_score,
    )


def _crowded(crowds: Sequence[Crowd]) -> Iterator[str]:
    """A warning for each type of names of which so many are alike that not every pair was weighed."""
    for type in sorted({crowd.type for crowd in crowds}):
        those = [crowd for crowd in crowds if crowd.type == type]
        yield f"names_crowded_{type}:{_first([f'{one.sign} ({one.names})' for one in those])}"


def _unheeded(judgements: Sequence[Judged]) -> Iterator[str]:
    """A warning where people's judgements on names could not be followed."""
    if judgements:
        yield f"judgements_unheeded:{_first([one.said for one in judgements])}"


def _first(names: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    more = [f"+{len(names) - _NAMED}"] if len(names) > _NAMED else []
    return ", ".join([*names[:_NAMED], *more])


def share_below(documents: Iterable[Document]) -> float:
    """The share of observations that are marked for review."""
    marks = [o.review for document in documents for o in document.observations]
    return share(sum(marks), len(marks))


def share(marked: int, all: int) -> float:
    """The same by their numbers."""
    return round(marked / all, 4) if all else 0.0


def count(document: Document) -> dict[str, int]:
    """How many records a document has, as the manifest and the table at the end show them.

    ``companies`` counts enterprises, not mentions; ``review`` the observations a person should see.
    """
    kinds = Counter(o.kind for o in document.observations)
    companies = {m.entity or m.source.quote for m in document.mentions if m.type == "company"}
    return {
        "observations": len(document.observations),
        "targets": kinds["target"],
        "actuals": kinds["actual"],
        "tasks": len(document.tasks),
        "assignments": len(document.assignments),
        "companies": len(companies),
        "projects": len(document.projects),
        "mentions": len(document.mentions),
        "sections": len(document.sections),
        "tables": len(document.tables),
        "review": sum(o.review for o in document.observations),
    }
