"""What ``extract`` and ``schema`` do, between the arguments and the exit code."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from policy_extract.cli.progress import Bar
from policy_extract.messages import Language, text, warning

#: What is written when nobody chooses.
DEFAULT_FORMATS = ("json", "xlsx")


def run(options: argparse.Namespace, language: Language) -> int:
    """Extract and write. 0 all well, 1 documents failed (when all did, OUT stays), 130 interrupted.

    Raises PolicyExtractError for all that makes the whole run impossible (the caller: exit code 2).
    """
    from policy_extract.pipeline import extract
    from policy_extract.writers import check_writable, desk_of, write, writer

    out = Path(options.out)
    formats = tuple(options.format or DEFAULT_FORMATS)
    check_writable(out)  # before the work, not after it
    for name in formats:
        writer(name)
    shown = not options.quiet and sys.stderr.isatty()
    bar = Bar(text(language, "cli.progress"), shown=shown, moving=options.jobs == 1)
    try:
        with bar:
            bar.say(text(language, "cli.loading"))
            result = extract(
                options.paths,
                gazetteers=options.gazetteers,
                without=options.without,
                jobs=options.jobs,
                progress=bar.advance,
            )
            bar.say(text(language, "cli.writing"))
            manifest = write(result, out, formats, language)
    except KeyboardInterrupt:
        said = text(language, "cli.interrupted", done=bar.done, total=bar.total, out=out)
        print(said, file=sys.stderr)
        return 130
    for failure in result.failures:
        reason = failure.told(language)
        print(text(language, "cli.failed", path=failure.path, reason=reason), file=sys.stderr)
    if not result.documents:
        print(text(language, "cli.nothing_written", out=out), file=sys.stderr)
        return 1
    if not options.quiet:
        from policy_extract.cli.summary import show

        for document in manifest.documents:
            for code in document.warnings:
                what = warning(language, code)
                said = text(language, "cli.warning", path=document.path, what=what)
                print(said, file=sys.stderr)
        if result.skipped:
            suffixes = sorted({os.path.splitext(path)[1] or "-" for path in result.skipped})
            count, kinds = len(result.skipped), " ".join(suffixes)
            key = "cli.skipped_one" if count == 1 else "cli.skipped"
            print(text(language, key, count=count, suffixes=kinds), file=sys.stderr)
        show(desk_of(result, language), manifest, out)
    return 1 if result.failures else 0


def schema(options: argparse.Namespace, language: Language) -> int:
    """Write the JSON Schemas, or with ``--check`` say which are not current (exit code 1)."""
    from policy_extract.schema import schema_dir, stale_schemas, write_schemas

    folder = Path(options.dir) if options.dir else schema_dir()
    if options.check:
        stale = stale_schemas(folder)
        for name in stale:
            print(text(language, "cli.schema_stale", name=folder / name), file=sys.stderr)
        if not stale:
            print(text(language, "cli.schema_ok"))
        return 1 if stale else 0
    for path in write_schemas(folder):
        print(text(language, "cli.wrote", path=path))
    return 0
