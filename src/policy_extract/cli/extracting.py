"""What ``extract`` and ``schema`` do, between the arguments and the exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from policy_extract.cli.progress import Bar
from policy_extract.cli.terminal import say
from policy_extract.events import Event, StageBegun
from policy_extract.messages import Language, text, warning

if TYPE_CHECKING:
    from policy_extract.cli.log import Log
    from policy_extract.corrections import Answers
    from policy_extract.model import Manifest
    from policy_extract.pipeline import Result

#: What is written when nobody chooses.
DEFAULT_FORMATS = ("json", "xlsx", "html")


def run(options: argparse.Namespace, language: Language) -> int:
    """Extract and write. 0 all well, 1 documents failed (when all did, OUT stays), 130 interrupted; SIGTERM and SIGHUP
    end the process, in order.

    Raises PolicyExtractError for all that makes the whole run impossible (the caller: exit code 2).
    """
    from policy_extract.cli.log import Log
    from policy_extract.writers import check_writable, writer

    out = Path(options.out)
    formats = tuple(options.format or DEFAULT_FORMATS)
    check_writable(out)  # before the work, not after it
    for name in formats:
        writer(name)
    with Log(options.log_json) as log:
        log.begin(out=str(out), jobs=options.jobs, formats=formats)
        code = _logged(options, language, out, formats, log)
    if log.lost:
        said = text(language, "cli.log_lost", path=options.log_json, why=log.lost)
        say(said, err=True)
    return code


def _logged(
    options: argparse.Namespace, language: Language, out: Path, formats: tuple[str, ...], log: Log
) -> int:
    """The run, between the log's first line and its last."""
    from policy_extract.corrections import NAME as CORRECTIONS
    from policy_extract.folder import claimed, finish
    from policy_extract.pipeline import extract
    from policy_extract.processes.endings import end_as_asked, ended_in_order, exit_code
    from policy_extract.writers import write

    shown = not options.quiet and options.log_json != "-" and sys.stderr.isatty()
    bar = Bar(language, shown=shown, moving=options.jobs == 1)

    def tell(event: Event) -> None:
        bar.tell(event)
        log.tell(event)

    try:
        with ended_in_order(), claimed(out) as claim, bar:
            finish(claim)
            given = options.corrections
            if given is None and os.path.isfile(out / CORRECTIONS):
                given = out / CORRECTIONS
            result = extract(
                options.paths,
                gazetteers=options.gazetteers,
                without=options.without,
                corrections=given or (),
                jobs=options.jobs,
                seconds=options.seconds_per_document,
                tell=tell,
            )
            tell(StageBegun("writing", documents=len(result.documents)))
            before = _edited(out)
            manifest = write(result, out, formats, language, claim)
    except KeyboardInterrupt as error:
        said = text(language, "cli.interrupted", done=bar.done, total=bar.total, out=out)
        say(said, err=True)
        log.end(exit_code(error), documents=0, failed=0)
        return end_as_asked(error)
    code = _said(options, language, result, manifest, out, _edited(out) - before)
    log.end(code, documents=len(result.documents), failed=len(result.failures))
    return code


def _said(
    options: argparse.Namespace,
    language: Language,
    result: Result,
    manifest: Manifest,
    out: Path,
    set_aside: set[str],
) -> int:
    """Say what became of it, and with which exit code it ends."""
    from policy_extract.writers import desk_of

    for path in sorted(set_aside):
        say(text(language, "cli.set_aside", path=path), err=True)
    for failure in result.failures:
        reason = failure.told(language)
        say(text(language, "cli.failed", path=failure.path, reason=reason), err=True)
    if not result.documents:
        say(text(language, "cli.nothing_written", out=out), err=True)
        return 1
    if not options.quiet:
        from policy_extract.cli.summary import show

        for note in _notes(result, manifest, language):
            say(note, err=True)
        show(desk_of(result, language), manifest, out)
        for line in _answers(result.answers, language):
            say(line)
    return 1 if result.failures else 0


def _notes(result: Result, manifest: Manifest, language: Language) -> Iterator[str]:
    """What was noticed of each document and of all together, and what was passed over in folders."""
    for document in manifest.documents:
        for code in document.warnings:
            if not code.startswith("corrections_"):  # told with the answers and their reasons
                what = warning(language, code)
                yield text(language, "cli.warning", path=document.path, what=what)
    for code in manifest.warnings:
        yield text(language, "cli.warning_of_all", what=warning(language, code))
    if result.skipped:
        suffixes = sorted({os.path.splitext(path)[1] or "-" for path in result.skipped})
        count, kinds = len(result.skipped), " ".join(suffixes)
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
