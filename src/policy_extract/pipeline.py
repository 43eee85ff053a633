"""The composition: paths → readers → layout → extractors → resolve → findings.

Documents are worked on one by one, in one process or in several; what needs all of them (entities,
comparisons) comes after, in one process; for documents that are too many for memory see ``second_pass``. The result does not depend on
the number of workers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from policy_extract.catalogue import CATALOGUE
from policy_extract.corrections import Answers, Correction, apply, load_corrections
from policy_extract.events import StageBegun, Tell, untold
from policy_extract.findings import find
from policy_extract.first_pass import Documents, NothingToDo, Progress, documents
from policy_extract.manifest import count, entry, manifest_of, share_below
from policy_extract.model import Document, Entities, Findings, Manifest
from policy_extract.processes.rest import words_at_rest
from policy_extract.readers import discover
from policy_extract.resolve import Resolver
from policy_extract.resolve.resolver import Companies
from policy_extract.work import SECONDS, Failure, Recipe

#: Seconds that an alarm can be set to on every system; nobody waits three years for a document.
_LONGEST = 1e8

__all__ = [
    "Documents", "NothingToDo", "Progress", "Result", "checked_seconds", "compare", "count", "documents", "extract", "given_answers",
]  # fmt: skip


@dataclass(frozen=True)
class Result:
    """What ``extract`` found; the writers put the same on disk.

    ``documents`` are sorted by id and ``texts`` holds, by id, the text that their offsets count in.
    ``manifest`` names every input, also those in ``failures``; its ``files`` are empty until it is
    written. ``skipped``: files in the given folders that are of a kind that is not read. ``answers``: what
    became of the corrections that the run was given.
    """

    documents: tuple[Document, ...]
    texts: Mapping[str, str]
    entities: Entities
    findings: Findings
    manifest: Manifest
    failures: tuple[Failure, ...] = ()
    skipped: tuple[str, ...] = ()
    answers: Answers = field(default_factory=Answers)


def extract(
    paths: str | Path | Iterable[str | Path],
    *,
    gazetteers: Iterable[str | Path] = (),
    local: bool = True,
    without: Iterable[str] = (),
    corrections: str | Path | Iterable[Correction] = (),
    jobs: int = 1,
    seconds: float = SECONDS,
    progress: Progress | None = None,
    tell: Tell = untold,
) -> Result:
    """Extract what the plans behind ``paths`` (files, folders, globs) say.

    ``gazetteers``: folders of your own, read after the packaged ones. ``local=False`` leaves out
    the names known only from the plans at hand. ``without``: ids of rules that do not speak in this
    run (``policy-extract rules`` lists them). ``corrections``: what people answered to the list to check, as a
    file (``corrections.jsonl``) or as read from one. ``jobs``: processes to work in; the result is the
    same for any number. ``seconds``: what a document may take once it is read, when it has no more than 100,000 signs; one with
    twice as many may take twice as long, and what takes longer is a failure. ``progress(done, total, path)`` is called after each document,
    ``tell`` with each of the run's events (``policy_extract.events``): the stages as well, bytes, and what became of a document.

    A document that cannot be read, or that a rule stumbles over, is in ``Result.failures`` and
    costs the others nothing. Raises NothingToDo (a UsageError) when no document was found at all,
    GazetteerError when a gazetteer is broken, UnknownRule (a UsageError) for a rule there is not,
    BrokenCorrections when the file of corrections is broken.
    """
    seconds = checked_seconds(jobs, seconds)
    given = given_answers(corrections)  # before the work, not after it
    found = discover([paths] if isinstance(paths, str | Path) else paths)
    recipe = Recipe(tuple(map(Path, gazetteers)), local, CATALOGUE.switches(without), seconds)
    first = documents(found, recipe, jobs=jobs, progress=progress, tell=tell)
    return compare(first, given, tell)


def checked_seconds(jobs: int, seconds: float) -> float:
    """The seconds for a document, no more than an alarm takes.

    Raises NothingToDo for a number of processes or seconds in which nothing can be done.
    """
    if jobs < 1:
        raise NothingToDo("usage.jobs", jobs=jobs)
    if not seconds > 0:  # nor nan
        raise NothingToDo("usage.seconds", seconds=seconds)
    return min(seconds, _LONGEST)


def compare(
    first: Documents,
    given: tuple[Correction, ...] = (),
    tell: Tell = untold,
    companies: Companies | None = None,
) -> Result:
    """The second pass: names, answers, findings over all documents of the first. ``companies``: see ``Resolver``."""
    slips, lexicon = first.slips, first.lexicon
    with words_at_rest():
        unresolved = list(first.shelf)
        texts = {document.id: first.shelf.texts[document.id] for document in unresolved}
        tell(StageBegun("names", documents=len(unresolved)))
        resolver = Resolver(lexicon, companies)
        linking = resolver.link(unresolved, texts)
        documents, entities = linking.fill(texts)
        answers = Answers()
        if given:  # a record is found by its key, and a corrected one is resolved anew
            corrected = apply(given, unresolved, documents, texts, lexicon, first.recipe.switches)
            linking = resolver.link(corrected.documents, texts)
            documents, entities = linking.fill(texts)
            answers = corrected.answers
        tell(StageBegun("findings", documents=len(documents)))
        weighed = linking.weighed(entities)
        findings = find(documents, entities, lexicon, texts, weighed.pairs)
    by_id = {document.id: document for document in documents}
    return Result(
        documents=documents,
        texts=texts,
        entities=entities,
        findings=findings,
        manifest=manifest_of(
            first,
            tuple(entry(slip, by_id.get(slip.input.id), answers) for slip in slips),
            share_below(documents),
            weighed.crowds,
            resolver.judgements.unheeded(entities.entities),
        ),
        failures=tuple(slip.failure for slip in slips if slip.failure is not None),
        skipped=first.skipped,
        answers=answers,
    )


def given_answers(corrections: str | Path | Iterable[Correction]) -> tuple[Correction, ...]:
    """Answers as they are given, or out of a file. Raises BrokenCorrections."""
    if isinstance(corrections, str | Path):
        return load_corrections(Path(corrections))
    return tuple(corrections)
