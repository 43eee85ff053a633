"""The composition: paths → readers → layout → extractors → resolve → findings.

Documents are worked on one by one, in one process or in several; what needs all of them (entities,
comparisons) comes after, in one process. So the result does not depend on the number of workers.
"""

from __future__ import annotations

import platform
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from policy_extract import messages
from policy_extract.batch import NOTHING_KEPT, Done, Kept, work_on_all
from policy_extract.catalogue import CATALOGUE
from policy_extract.corrections import Answers, Correction, apply, load_corrections
from policy_extract.errors import UsageError
from policy_extract.events import DocumentDone, StageBegun, Tell, size, untold
from policy_extract.extract.confidence import Confidence
from policy_extract.findings import find
from policy_extract.lexicon import Lexicon, load
from policy_extract.model import (
    Document,
    Entities,
    Findings,
    Manifest,
    ManifestDocument,
    ResidueSpan,
    Run,
)
from policy_extract.processes.rest import words_at_rest
from policy_extract.readers import Discovery, Input, Unreadable, discover
from policy_extract.readers.formats import suffixes
from policy_extract.resolve import Resolver
from policy_extract.resolve.pairs import Crowd
from policy_extract.version import __version__
from policy_extract.visible import shown_name
from policy_extract.work import SECONDS, Failure, Outcome, Recipe

#: Called after each document: how many are done, of how many, and the path of this one.
Progress = Callable[[int, int, str], None]
#: Seconds that an alarm can be set to on every system; nobody waits three years for a document.
_LONGEST = 1e8
#: More files than this are not named in a message.
_NAMED = 3


class NothingToDo(messages.Told, UsageError):
    """The paths led to no document at all, or the arguments do not fit together."""

    def __init__(self, code: str, problems: Sequence[Unreadable] = (), **fields: object) -> None:
        self.code, self.fields, self._problems = code, fields, tuple(problems)
        super().__init__(self.told("en"))

    def told(self, language: messages.Language) -> str:
        """What is wrong, with every path and what is the matter with it."""
        problems = "; ".join(f"{shown_name(p.path)}: {p.told(language)}" for p in self._problems)
        return messages.text(language, self.code, problems=problems, **self.fields)


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


@dataclass(frozen=True)
class Documents:
    """The first pass: what became of each input, in their order; names are not resolved, nothing is compared yet."""

    outcomes: tuple[Outcome, ...]
    lexicon: Lexicon
    recipe: Recipe
    jobs: int
    skipped: tuple[str, ...]
    started: datetime
    clock: float


def documents(
    found: Discovery,
    recipe: Recipe,
    *,
    jobs: int = 1,
    progress: Progress | None = None,
    tell: Tell = untold,
    kept: Kept = NOTHING_KEPT,
) -> Documents:
    """The first pass over what was discovered. ``kept``: where outcomes of earlier runs are to be had, and these are kept.

    Raises NothingToDo when there is nothing, GazetteerError.
    """
    started, clock = datetime.now(UTC), time.perf_counter()
    if not found.inputs:
        if found.skipped:  # a pattern that matches only files of other kinds
            raise NothingToDo("usage.nothing", [_unread(path) for path in found.skipped[:_NAMED]])
        raise NothingToDo("usage.no_paths")
    if found.nothing:
        problems = [i.problem for i in found.inputs if i.problem is not None]
        raise NothingToDo("usage.nothing", problems)
    tell(StageBegun("words"))
    with words_at_rest():
        known = kept.of(found.inputs)
    if len(known) == len(found.inputs):  # nothing to work on, so nothing is built for it
        lexicon = load(recipe.folders, local=recipe.local)
        done = _done(found.inputs, tell, progress)
        outcomes = [known[item.id] for item in found.inputs]
        for count_done, outcome in enumerate(outcomes, 1):
            done(count_done, len(outcomes), outcome)
    else:
        workshop = recipe.workshop()
        lexicon = workshop.lexicon
        with words_at_rest(), closing(workshop):
            done = _done(found.inputs, tell, progress)
            outcomes = work_on_all(found.inputs, workshop, jobs, recipe, done, known, kept)
    return Documents(tuple(outcomes), lexicon, recipe, jobs, found.skipped, started, clock)


def compare(first: Documents, given: tuple[Correction, ...] = (), tell: Tell = untold) -> Result:
    """The second pass: names, answers, findings over all documents of the first."""
    outcomes, lexicon = first.outcomes, first.lexicon
    with words_at_rest():
        texts = {o.input.id: o.text for o in outcomes if o.document is not None}
        unresolved = [o.document for o in outcomes if o.document is not None]
        tell(StageBegun("names", documents=len(unresolved)))
        resolver = Resolver(lexicon)
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
    return Result(
        documents=documents,
        texts=texts,
        entities=entities,
        findings=findings,
        manifest=Manifest(
            version=__version__,
            gazetteers=lexicon.fingerprint,
            review_threshold=Confidence(lexicon).threshold,
            share_below=_share_below(documents),
            documents=_entries(outcomes, documents, answers),
            warnings=tuple(_crowded(weighed.crowds)),
            run=Run(
                started=first.started.isoformat(timespec="seconds"),
                seconds=round(time.perf_counter() - first.clock, 3),
                jobs=first.jobs,
                python=platform.python_version(),
                platform=platform.platform(),
            ),
        ),
        failures=tuple(o.failure for o in outcomes if o.failure is not None),
        skipped=first.skipped,
        answers=answers,
    )


def _done(inputs: Sequence[Input], tell: Tell, progress: Progress | None) -> Done:
    """What is called after each document; it says first that the documents begin, and how much they are."""
    bytes_of = {item.id: size(item.path) for item in inputs}
    tell(StageBegun("documents", documents=len(inputs), bytes=sum(bytes_of.values())))

    def done(count: int, total: int, outcome: Outcome) -> None:
        name, failure = outcome.input.id, outcome.failure
        reason = failure.reason if failure else None
        tell(
            DocumentDone(
                count, total, name, outcome.shown_path, bytes_of[name], len(outcome.text), reason
            )
        )
        if progress is not None:
            progress(count, total, outcome.shown_path)

    return done


def given_answers(corrections: str | Path | Iterable[Correction]) -> tuple[Correction, ...]:
    """Answers as they are given, or out of a file. Raises BrokenCorrections."""
    if isinstance(corrections, str | Path):
        return load_corrections(Path(corrections))
    return tuple(corrections)


def _unread(path: str) -> Unreadable:
    suffix = Path(path).suffix
    return Unreadable(path, "read.suffix", suffix=suffix, known=suffixes())


def _entries(
    outcomes: Iterable[Outcome], documents: Iterable[Document], answers: Answers
) -> tuple[ManifestDocument, ...]:
    by_id = {document.id: document for document in documents}
    return tuple(_entry(o, by_id.get(o.input.id), answers) for o in outcomes)


def _entry(outcome: Outcome, document: Document | None, answers: Answers) -> ManifestDocument:
    if document is None:
        reason = outcome.failure.reason if outcome.failure else None
        return ManifestDocument(
            id=outcome.input.id, path=outcome.shown_path, status="failed", reason=reason
        )
    return ManifestDocument(
        id=document.id,
        path=document.source.path,
        status="ok",
        sha256=document.source.sha256,
        file=f"documents/{document.id}.json",
        counts=count(document),
        warnings=(*outcome.warnings, *answers.warnings(document.id)),
        residue=tuple(ResidueSpan(start=s, end=e, reason=why) for s, e, why in outcome.residue),
        ocr_score=outcome.ocr_score,
    )


def _crowded(crowds: Sequence[Crowd]) -> Iterator[str]:
    """A warning for each type of names of which so many are alike that not every pair was weighed."""
    for type in sorted({crowd.type for crowd in crowds}):
        those = [crowd for crowd in crowds if crowd.type == type]
        named = ", ".join(f"{crowd.sign} ({crowd.names})" for crowd in those[:_NAMED])
        more = f", +{len(those) - _NAMED}" if len(those) > _NAMED else ""
        yield f"names_crowded_{type}:{named}{more}"


def _share_below(documents: Iterable[Document]) -> float:
    marks = [o.review for document in documents for o in document.observations]
    return round(sum(marks) / len(marks), 4) if marks else 0.0


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
