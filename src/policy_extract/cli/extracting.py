"""What ``extract`` and ``schema`` do, between the arguments and the exit code."""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from policy_extract.cli.arguments import FORMATS
from policy_extract.cli.progress import Bar
from policy_extract.cli.terminal import say
from policy_extract.messages import Language, text, warning

if TYPE_CHECKING:
    from policy_extract.corrections import Answers
    from policy_extract.folder import Claim
    from policy_extract.model import Manifest
    from policy_extract.pipeline import Result
    from policy_extract.store import LastRun, Store

#: What is written when nobody chooses.
DEFAULT_FORMATS = ("json", "xlsx", "html")


def run(options: argparse.Namespace, language: Language) -> int:
    """Extract and write. 0 all well, 1 documents failed (when all did, OUT stays), 130 interrupted; SIGTERM and SIGHUP
    end the process, in order.

    Where nothing has changed since the last run into OUT, it is left as it is. Raises PolicyExtractError for all that makes
    the whole run impossible (the caller: exit code 2).
    """
    from policy_extract.folder import claimed, finish
    from policy_extract.processes.endings import end_as_asked, ended_in_order
    from policy_extract.store import PLACE

    out = Path(options.out)
    again = (out / PLACE).is_file() and os.access(out, os.W_OK | os.X_OK)
    if not again:
        _check(options, out)  # before the work, not after it
    shown = not options.quiet and sys.stderr.isatty()
    bar = Bar(text(language, "cli.progress"), shown=shown, moving=options.jobs == 1)
    try:
        with ended_in_order(), claimed(out) as claim, bar:
            finish(claim)
            with closing(_store(options, language)) as kept:
                said = _again(options, language, kept) if again else None
                if said is None:
                    _check(options, out)
                    said = _extracted(options, language, bar, kept, claim)
                problem = kept.problem
    except KeyboardInterrupt as error:
        told = text(language, "cli.interrupted", done=bar.done, total=bar.total, out=out)
        say(told, err=True)
        return end_as_asked(error)
    if problem is not None:
        say(text(language, "cli.not_kept", path=out / PLACE, reason=problem), err=True)
    return said.show(options, language)


def _check(options: argparse.Namespace, out: Path) -> None:
    """Raises PolicyExtractError where OUT may not be written, or nobody writes a format that is asked for."""
    from policy_extract.writers import check_writable, writer

    check_writable(out)
    for name in _formats(options):
        writer(name)


def _formats(options: argparse.Namespace) -> tuple[str, ...]:
    return tuple(options.format or DEFAULT_FORMATS)


def _answers_of(options: argparse.Namespace) -> Path | None:
    """The file of people's answers that the run honours."""
    from policy_extract.corrections.file import NAME

    own = Path(options.out) / NAME
    if options.corrections is not None:
        return Path(options.corrections)
    return own if own.is_file() else None


def _store(options: argparse.Namespace, language: Language) -> Store:
    from policy_extract.store import Store
    from policy_extract.store.ground import Options

    words = Options(
        folders=tuple(map(Path, options.gazetteers)), without=frozenset(options.without)
    )
    return Store(
        Path(options.out),
        words,
        more={"formats": _formats(options), "language": language},
        answers=_answers_of(options),
        fresh=options.fresh,
    )


@dataclass(frozen=True)
class _Said:
    """What a run has to say when OUT is free again: lines about documents, and what it made, None where nothing was to be done."""

    code: int
    failures: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    result: Result | None = None
    manifest: Manifest | None = None
    kept: int = 0

    def show(self, options: argparse.Namespace, language: Language) -> int:
        """Say it; the exit code."""
        for line in self.failures:
            say(line, err=True)
        if self.result is not None and not self.result.documents:
            say(text(language, "cli.nothing_written", out=options.out), err=True)
            return self.code
        if options.quiet:
            return self.code
        for line in self.notes:
            say(line, err=True)
        if self.result is None or self.manifest is None:
            say(text(language, "cli.unchanged", out=options.out))
            return self.code
        from policy_extract.cli.summary import show
        from policy_extract.writers import desk_of

        if self.kept:
            count = len(self.manifest.documents)
            say(text(language, "cli.kept", count=self.kept, all=count))
        show(desk_of(self.result, language), self.manifest, Path(options.out))
        for line in _answers(self.result.answers, language):
            say(line)
        return self.code


def _again(options: argparse.Namespace, language: Language, kept: Store) -> _Said | None:
    """What the last run said, if nothing has changed since; before anything heavy is imported."""
    if options.jobs < 1 or options.seconds_per_document <= 0 or not options.paths:
        return None  # the run says what is wrong
    if not set(_formats(options)) <= set(FORMATS):
        return None  # what another package writes is its own matter
    from policy_extract.readers.discover import discover

    found = discover(options.paths)
    last = kept.unchanged(found.inputs)
    return _as_before(last, found.skipped, language) if last is not None else None


def _as_before(last: LastRun, skipped: Sequence[str], language: Language) -> _Said:
    notes = (*last.notes, *_skipped(skipped, language))
    return _Said(last.code, last.failures, notes)


def _extracted(
    options: argparse.Namespace, language: Language, bar: Bar, kept: Store, claim: Claim
) -> _Said:
    """Both passes, and OUT; the second is left out where the first gave what it gave the last time."""
    from policy_extract import pipeline
    from policy_extract.catalogue import CATALOGUE
    from policy_extract.readers import discover
    from policy_extract.store import Settled
    from policy_extract.work import Recipe
    from policy_extract.writers import write

    seconds, out = options.seconds_per_document, Path(options.out)
    pipeline.check_numbers(options.jobs, seconds)
    answers = _answers_of(options)
    given = pipeline.given_answers(answers or ())  # before the work, not after it
    bar.say(text(language, "cli.loading"))
    found = discover(options.paths)
    folders = tuple(map(Path, options.gazetteers))
    recipe = Recipe(folders, switches=CATALOGUE.switches(options.without), seconds=seconds)
    first = pipeline.documents(found, recipe, jobs=options.jobs, progress=bar.advance, kept=kept)
    if set(_formats(options)) <= set(FORMATS) and (last := kept.came_the_same(first.outcomes)):
        return _as_before(last, found.skipped, language)
    result = pipeline.compare(first, given)
    bar.say(text(language, "cli.writing"))
    before = _edited(out)
    hashes: dict[str, str] = {}

    def written(name: str, data: bytes) -> None:
        hashes[name] = hashlib.sha256(data).hexdigest()

    manifest = write(result, out, _formats(options), language, claim, written)
    set_aside = [
        text(language, "cli.set_aside", path=path) for path in sorted(_edited(out) - before)
    ]
    failures = tuple(
        text(language, "cli.failed", path=one.path, reason=one.told(language))
        for one in result.failures
    )
    notes = tuple(_notes(manifest, language))
    code = 1 if result.failures else 0
    settled = None
    if result.documents:
        from policy_extract.writers import MANIFEST, canonical

        written(MANIFEST, canonical(manifest))
        settled = Settled(files=hashes, failures=failures, notes=notes, code=code)
    kept.settle(first.outcomes, settled)
    notes = (*notes, *_skipped(result.skipped, language))
    return _Said(code, (*set_aside, *failures), notes, result, manifest, kept.found)


def _notes(manifest: Manifest, language: Language) -> Iterator[str]:
    """What was noticed of each document."""
    for document in manifest.documents:
        for code in document.warnings:
            if not code.startswith("corrections_"):  # told with the answers and their reasons
                what = warning(language, code)
                yield text(language, "cli.warning", path=document.path, what=what)


def _skipped(skipped: Sequence[str], language: Language) -> Iterator[str]:
    """What was passed over in folders."""
    if skipped:
        suffixes = sorted({os.path.splitext(path)[1] or "-" for path in skipped})
        count, kinds = len(skipped), " ".join(suffixes)
        key = "cli.skipped_one" if count == 1 else "cli.skipped"
        yield text(language, key, count=count, suffixes=kinds)


def _edited(out: Path) -> set[str]:
    """The workbooks that a run set aside because somebody had saved them."""
    from policy_extract.folder import EDITED

    return {path.as_posix() for path in out.glob(f"*{EDITED}*.xlsx")}


def _answers(answers: Answers, language: Language) -> Iterator[str]:
    """How many answers were honoured, and which were not and why; nothing where none was given."""
    elsewhere = [one for one in answers.unused if not one.documents]
    here = [one for one in answers.unused if one.documents]
    count = answers.answered + len(answers.unused)
    if not count:
        return
    yield ""
    yield text(language, "cli.answers_used", used=answers.answered, count=count)
    for one in here:
        answer = one.correction
        yield text(
            language,
            "cli.answer_unused",
            document=answer.document or one.documents[0],
            record=answer.record,
            quote=" ".join(answer.quote.split()),
            reason=one.told(language),
        )
    if elsewhere:
        yield text(language, "cli.answers_elsewhere", count=len(elsewhere))


def schema(options: argparse.Namespace, language: Language) -> int:
    """Write the JSON Schemas, or with ``--check`` say which are not current (exit code 1)."""
    from policy_extract.schema import schema_dir, stale_schemas, write_schemas

    folder = Path(options.dir) if options.dir else schema_dir()
    if options.check:
        stale = stale_schemas(folder)
        for name in stale:
            say(text(language, "cli.schema_stale", name=folder / name), err=True)
        if not stale:
            say(text(language, "cli.schema_ok"))
        return 1 if stale else 0
    for path in write_schemas(folder):
        say(text(language, "cli.wrote", path=path))
    return 0
