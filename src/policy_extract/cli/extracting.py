"""What ``extract`` and ``schema`` do, between the arguments and the exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policy_extract.cli.arguments import FORMATS
from policy_extract.cli.formats import DEFAULT_FORMATS, named
from policy_extract.cli.progress import Bar
from policy_extract.cli.said import Said, Written, notes, passed_over
from policy_extract.cli.terminal import say
from policy_extract.cli.writing import Writing, whole
from policy_extract.events import Event, Tell
from policy_extract.messages import Language, text

if TYPE_CHECKING:
    from policy_extract.cli.log import Log
    from policy_extract.engines.local import Local
    from policy_extract.engines.spark import Spark
    from policy_extract.folder import Claim
    from policy_extract.readers import Discovery
    from policy_extract.store import LastRun, Store
    from policy_extract.work import Slip

#: The folder inside the tool's own of OUT for what is too much for memory.
_PASSING: Final = "passing"


def run(options: argparse.Namespace, language: Language) -> int:
    """Extract and write. 0 all well, 1 documents failed (when all did, OUT stays), 130 interrupted; SIGTERM and SIGHUP
    end the process, in order.

    Where nothing has changed since the last run into OUT, it is left as it is. Raises PolicyExtractError for all that makes
    the whole run impossible (the caller: exit code 2).
    """
    from policy_extract.cli.log import Log
    from policy_extract.store import PLACE

    out = Path(options.out)
    # OUT and the formats are looked at before the work, not after it; where a run has been, only once it is clear that something is to be done
    again = (out / PLACE).is_file() and os.access(out, os.W_OK | os.X_OK)
    if not again:
        _check(options)
    with Log(options.log_json) as log:
        log.begin(out=str(out), jobs=options.jobs, formats=named(options))
        code = _logged(options, language, log, again=again)
    if log.lost:
        said = text(language, "cli.log_lost", path=options.log_json, why=log.lost)
        say(said, err=True)
    return code


def _logged(options: argparse.Namespace, language: Language, log: Log, *, again: bool) -> int:
    """The run, between the log's first line and its last."""
    from policy_extract.folder import claimed, finish
    from policy_extract.processes.endings import end_as_asked, ended_in_order, exit_code
    from policy_extract.store import PLACE

    out = Path(options.out)
    shown = not options.quiet and options.log_json != "-" and sys.stderr.isatty()
    bar = Bar(language, shown=shown, moving=options.jobs == 1)

    def tell(event: Event) -> None:
        bar.tell(event)
        log.tell(event)

    try:
        with ended_in_order(), claimed(out) as claim, bar:
            finish(claim)
            with closing(_store(options, language)) as kept:
                found = _found(options) if again else None
                said = _again(found, kept, language) if found is not None else None
                if said is None:
                    if again:
                        _check(options)
                    said = _extracted(options, language, tell, kept, claim, found)
                problem = kept.problem
    except KeyboardInterrupt as error:
        told = text(language, "cli.interrupted", done=bar.done, total=bar.total, out=out)
        say(told, err=True)
        log.end(exit_code(error), documents=0, failed=0)
        return end_as_asked(error)
    if problem is not None:
        say(text(language, "cli.not_kept", path=out / PLACE, reason=problem), err=True)
    code = said.show(options, language)
    log.end(code, documents=said.documents, failed=said.failed)
    return code


def _check(options: argparse.Namespace) -> None:
    """Raises PolicyExtractError where OUT may not be written, or nobody writes a format that is asked for."""
    from policy_extract.writers import check_writable, writer

    check_writable(Path(options.out))
    for name in named(options) or DEFAULT_FORMATS:
        writer(name)
    if options.engine == "spark":
        from policy_extract.engines.spark import ready

        ready()


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

    # where nobody names formats they go by the plans, which are compared as well
    words = Options(
        folders=tuple(map(Path, options.gazetteers)), without=frozenset(options.without)
    )
    return Store(
        Path(options.out),
        words,
        more={"formats": named(options), "language": language},
        answers=_answers_of(options),
        fresh=options.fresh,
    )


def _found(options: argparse.Namespace) -> Discovery | None:
    """The documents, where a run can be compared with the last one; before anything heavy is imported."""
    if options.jobs < 1 or not options.seconds_per_document > 0 or not options.paths:
        return None  # the run says what is wrong
    if not set(named(options) or ()) <= set(FORMATS) or _table(options) is not None:
        return None  # what another package writes is its own matter; nobody looks into a table here
    from policy_extract.readers.discover import discover

    return discover(options.paths)


def _again(found: Discovery, kept: Store, language: Language) -> Said | None:
    """What the last run said, if nothing has changed since."""
    last = kept.unchanged(found.inputs)
    return _as_before(last, found.skipped, language) if last is not None else None


def _as_before(last: LastRun, skipped: Sequence[str], language: Language) -> Said:
    return Said(
        code=last.code,
        documents=last.documents,
        failures=last.failures,
        failed=len(last.failures),
        notes=(*last.notes, *passed_over(skipped, language)),
    )


def _extracted(
    options: argparse.Namespace,
    language: Language,
    tell: Tell,
    kept: Store,
    claim: Claim,
    found: Discovery | None,
) -> Said:
    """Both passes, and OUT; the second is left out where the first gave what it gave the last time.

    ``found``: the documents, where they were looked for already.
    """
    from policy_extract import pipeline
    from policy_extract.batch import NOTHING_KEPT
    from policy_extract.catalogue import CATALOGUE
    from policy_extract.engines.local import Local
    from policy_extract.shelf import Room
    from policy_extract.work import Recipe
    from policy_extract.writers.found import GROWING

    seconds = pipeline.checked_seconds(options.jobs, options.seconds_per_document)
    given = pipeline.given_answers(_answers_of(options) or ())  # before the work, not after it
    folders = tuple(map(Path, options.gazetteers))
    recipe = Recipe(folders, switches=CATALOGUE.switches(options.without), seconds=seconds)
    table = _table(options)
    keeping = NOTHING_KEPT if table else kept  # what is kept goes by the files at these paths
    with closing(_engine(options, table)) as engine, ExitStack() as ending:
        found = engine.discovered(options.paths) if found is None else found
        to = Writing.asked(options, language, tell, claim, len(found.inputs))
        formats, spread = set(to.formats), False
        if not given:  # tables of Parquet are written by Spark's machines
            spread = formats <= {"json", *GROWING} and engine.spreads(len(found.inputs))
        passing = None if given else claim.hidden / _PASSING  # answers need all documents at once
        room = ending.enter_context(closing(Room(passing)))
        first = pipeline.documents(
            found, recipe, jobs=options.jobs, tell=tell, kept=keeping, room=room, engine=engine
        )
        known = formats <= set(FORMATS) and table is None
        if known and (last := kept.came_the_same(first.slips)):
            return _as_before(last, found.skipped, language)
        companies = engine.companies(first.lexicon, recipe)
        if spread or first.shelf.away:
            from policy_extract.cli.streaming import spread_out, streamed

            if spread and not isinstance(engine, Local) and len(first.shelf):
                written = spread_out(first, room, engine, to)
            else:
                written = streamed(first, room, companies, to)
        else:
            written = whole(pipeline.compare(first, given, tell, companies), to)
    return _settled(written, first.slips, to, None if table else kept)


def _settled(
    written: Written,
    slips: Sequence[Slip],
    to: Writing,
    kept: Store | None,
) -> Said:
    """What is noted of the run (``kept`` None: nothing is), and what it has to say."""
    from policy_extract.store import Settled

    language = to.language
    failures = tuple(
        text(language, "cli.failed", path=one.path, reason=one.told(language))
        for one in written.failures
    )
    noted = notes(slips, written.manifest.warnings, language)
    told, code = (*noted, *to.notes), 1 if failures else 0
    settled = None
    if written.documents:
        settled = Settled(
            documents=written.documents,
            files=dict(written.hashes),
            failures=failures,
            notes=told,
            code=code,
        )
    if kept is not None:
        kept.settle(slips, settled)
    set_aside = [text(language, "cli.set_aside", path=path) for path in written.set_aside]
    return Said(
        code=code,
        documents=written.documents,
        failures=(*set_aside, *failures),
        failed=len(failures),
        notes=(*told, *passed_over(written.skipped, language)),
        written=written,
        kept=kept.found if kept is not None else 0,
    )


def _table(options: argparse.Namespace) -> str | None:
    """The table of documents that Spark is to read. Raises EngineError for one beside other paths."""
    if options.engine != "spark":
        return None
    from policy_extract.engines.spark import only_table

    return only_table(options.paths)


def _engine(options: argparse.Namespace, table: str | None) -> Local | Spark:
    """Where documents are worked on."""
    if options.engine == "spark":
        from policy_extract.engines.spark import Spark

        return Spark(options.spark_master or f"local[{options.jobs}]", table)
    from policy_extract.engines.local import Local

    return Local(options.jobs)


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
