"""What a run has to say when OUT is free again."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policy_extract.cli.terminal import say
from policy_extract.messages import Language, text, warning
from policy_extract.tuples import NamedTuple

if TYPE_CHECKING:
    from policy_extract.cli.summary import Summary
    from policy_extract.corrections import Answers
    from policy_extract.model import Manifest
    from policy_extract.work import Failure, Slip


class Written(NamedTuple):
    """What a run wrote: ``documents`` is how many, ``hashes`` those of its files, ``set_aside`` workbooks that somebody
    had saved, ``summary`` what people are shown, if they are."""

    documents: int
    manifest: Manifest
    failures: Sequence[Failure]
    skipped: Sequence[str]
    hashes: Mapping[str, str]
    set_aside: Sequence[str]
    summary: Summary | None
    answers: Answers | None = None


class Said(NamedTuple):
    """Lines about documents, and what the run wrote, which is None where nothing was to be done.

    ``kept``: documents that came from what an earlier run had kept. ``documents`` and ``failed``: how many there are.
    """

    code: int
    documents: int
    failures: tuple[str, ...] = ()
    failed: int = 0
    notes: tuple[str, ...] = ()
    written: Written | None = None
    kept: int = 0

    def show(self, options: argparse.Namespace, language: Language) -> int:
        """Say it; the exit code."""
        for line in self.failures:
            say(line, err=True)
        if not self.documents:
            say(text(language, "cli.nothing_written", out=options.out), err=True)
            return self.code
        if options.quiet:
            return self.code
        for line in self.notes:
            say(line, err=True)
        if self.written is None:
            say(text(language, "cli.unchanged", out=options.out))
            return self.code
        from policy_extract.cli.summary import show

        written = self.written
        if self.kept:
            count = len(written.manifest.documents)
            say(text(language, "cli.kept", count=self.kept, all=count))
        if written.summary is not None:
            show(written.summary, written.manifest, Path(options.out))
        if written.answers is not None:
            for line in _answers(written.answers, language):
                say(line)
        return self.code


def notes(slips: Iterable[Slip], warnings: Iterable[str], language: Language) -> Iterator[str]:
    """What was noticed of each document, and of all together; ``warnings``: the manifest's own."""
    for slip in slips:
        for code in slip.warnings:
            what = warning(language, code)
            yield text(language, "cli.warning", path=slip.shown_path, what=what)
    for code in warnings:
        yield text(language, "cli.warning_of_all", what=warning(language, code))


def passed_over(skipped: Sequence[str], language: Language) -> Iterator[str]:
    """What was passed over in folders."""
    if skipped:
        suffixes = sorted({os.path.splitext(path)[1] or "-" for path in skipped})
        count, kinds = len(skipped), " ".join(suffixes)
        key = "cli.skipped_one" if count == 1 else "cli.skipped"
        yield text(language, key, count=count, suffixes=kinds)


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
