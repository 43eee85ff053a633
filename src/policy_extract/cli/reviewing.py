"""What ``review import`` does: answers out of a workbook, into corrections or golden labels, and into judgements."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from policy_extract.cli.terminal import say
from policy_extract.messages import Language, text

if TYPE_CHECKING:
    from policy_extract.corrections import Correction, Merged, Reader
    from policy_extract.output import Output
    from policy_extract.review import Judged, Labelled, Refusal, Taken

_CHANGES = "CHANGELOG"


def run(options: argparse.Namespace, language: Language) -> int:
    """Take answers back. 0 all taken, 1 some rows or labels refused.

    Raises NoAnswers (a UsageError) where there is nothing to take, BrokenCorrections for a file of answers that is
    broken, OutputError and GoldenError for a broken output or golden file, NotWritable where another import is at it.
    """
    from policy_extract.corrections import NAME
    from policy_extract.folder import claimed
    from policy_extract.review import NoAnswers

    book = Path(options.file)
    out = _out(options, book)
    if out is None and options.form == "golden":
        raise NoAnswers("review.no_output", out=str(options.out or book.parent))
    kept = Path(options.corrections) if options.corrections else (out or book.parent) / NAME
    if options.form == "golden" or not os.path.isdir(kept.parent):
        return _import(options, out, kept, language)
    with claimed(
        kept.parent, "answers"
    ):  # of two imports at once the later one would not see the other's answers
        return _import(options, out, kept, language)


def _import(options: argparse.Namespace, out: Path | None, kept: Path, language: Language) -> int:
    from policy_extract.corrections import Reader, load_corrections
    from policy_extract.lexicon import load
    from policy_extract.output import load_output
    from policy_extract.review import NoAnswers, answers, judged, known, rows_of
    from policy_extract.review.known import quotes_of

    book = Path(options.file)
    rows = rows_of(book)
    output = load_output(out) if out is not None else None
    before = load_corrections(kept) if os.path.isfile(kept) else ()
    reader = Reader(load([Path(folder) for folder in options.gazetteers]))
    documents = output.documents if output else {}
    taken = answers(rows.checks, quotes_of(documents.values()), reader)
    names = judged(rows.pairs if options.form == "corrections" else ())
    if output is not None:
        taken = taken.without(known(taken, output, before, reader))
    if not (taken.answers or taken.refused or names.pairs or names.refused or rows.aside):
        raise NoAnswers("review.nothing", path=str(book), rows=taken.blank + names.blank)
    for line in (*_told(taken, language, of_sheets=rows.of_sheets), *_told_names(names, language)):
        say(line)
    for aside in rows.aside:
        say(aside.told(language))
    corrections = tuple(answer.correction for answer in taken.answers)
    refused = bool(taken.refused or names.refused or rows.aside)
    if options.form == "golden" and output is not None and out is not None:
        refused |= _golden(options, corrections, output, out, reader, language)
        return 1 if refused else 0
    if output is None:
        say(text(language, "review.unchecked"))
    if corrections:
        _keep(kept, before, corrections, out, language)
    if names.pairs:
        refused |= _keep_names(_folder(options, out or book.parent), names, output, out, language)
    return 1 if refused else 0


def _folder(options: argparse.Namespace, out: Path) -> Path:
    """Where judgements are kept."""
    from policy_extract.review.judgements import FOLDER

    return Path(options.judgements) if options.judgements else out / FOLDER


def _out(options: argparse.Namespace, book: Path) -> Path | None:
    """The output that the workbook belongs to; None where there is none. Raises NoAnswers for a wrong --out."""
    from policy_extract.output import is_output
    from policy_extract.review import NoAnswers

    if options.out:
        if not is_output(Path(options.out)):
            raise NoAnswers("review.no_output", out=options.out)
        return Path(options.out)
    return book.parent if is_output(book.parent) else None


def _told(taken: Taken, language: Language, *, of_sheets: bool) -> Iterator[str]:
    """The counts, and every row that was refused with its reason."""
    yield text(
        language,
        "review.counts",
        correct=taken.count("correct"),
        wrong=taken.count("wrong"),
        absent=taken.count("absent"),
        blank=taken.blank,
        refused=len(taken.refused),
    )
    for one in taken.refused:
        name = ":".join(filter(None, (one.row.words("document"), one.row.words("record"))))
        record = text(language, "review.record", record=name) if name else ""
        yield _refused(one, record, language, of_sheet=of_sheets)


def _told_names(names: Judged, language: Language) -> Iterator[str]:
    """The same of the pairs of names; nothing where nobody answered one."""
    if not names.pairs and not names.refused:
        return
    yield text(
        language,
        "review.pair_counts",
        same=names.count("same"),
        different=names.count("different"),
        blank=names.blank,
        refused=len(names.refused),
    )
    for one in names.refused:
        both = " / ".join(filter(None, (one.row.words("left_name"), one.row.words("right_name"))))
        pair = text(language, "review.pair", pair=both) if both else ""
        yield _refused(one, pair, language, of_sheet=True)


def _refused(one: Refusal, record: str, language: Language, *, of_sheet: bool) -> str:
    row: object = one.row.number
    if of_sheet:
        row = text(language, "review.row_of_sheet", row=row, sheet=one.row.sheet)
    return text(language, "review.row", row=row, record=record, reason=one.told(language))


def _keep(
    kept: Path,
    before: Sequence[Correction],
    corrections: Sequence[Correction],
    out: Path | None,
    language: Language,
) -> None:
    from policy_extract.corrections import NAME, merged, save

    together = merged(before, corrections)
    save(kept, together.corrections)
    for line in _saved(kept, together, before, language):
        say(line)
    if out is not None and kept == out / NAME:
        say(text(language, "review.next", out=out))
    else:
        say(text(language, "review.next_file", path=kept))


def _keep_names(
    folder: Path, names: Judged, output: Output | None, out: Path | None, language: Language
) -> bool:
    """Keep the answers on names; whether some contradict each other."""
    from policy_extract.review.judgements import NAME, kept, save

    path = folder / NAME
    together = kept(path, names.pairs, output)
    save(path, together.lines)
    say(
        text(
            language,
            "review.judgements_saved",
            path=path,
            added=together.added,
            replaced=together.replaced,
            same=together.same,
        )
    )
    for one in together.contradicted:
        say(text(language, "review.judgement_contradicted", path=path, said=one.said))
    say(text(language, "review.next_judgements", folder=folder, out=out or "OUT"))
    return bool(together.contradicted)


def _saved(
    kept: Path, together: Merged, before: Iterable[Correction], language: Language
) -> Iterator[str]:
    yield text(
        language,
        "review.saved",
        path=kept,
        count=len(together.corrections),
        added=len(together.added),
        replaced=len(together.replaced),
        same=len(together.same),
    )
    earlier = {one.answered: one for one in before}
    for one in together.replaced:
        yield text(
            language,
            "review.replaced",
            record=f"{one.document}:{one.record}",
            before=_said(earlier[one.answered], language),
            after=_said(one, language),
        )


def _said(one: Correction, language: Language) -> str:
    """An answer in a few words: “有误 数值=800以上”."""
    from policy_extract.desk.checks import JUDGEMENTS

    absent = text(language, JUDGEMENTS["absent"])
    fixes = " ".join(f"{field}={words or absent}" for field, words in one.fixes.items())
    return f"{text(language, JUDGEMENTS[one.judgement])} {fixes}".strip()


def _golden(
    options: argparse.Namespace,
    corrections: tuple[Correction, ...],
    output: Output,
    out: Path,
    reader: Reader,
    language: Language,
) -> bool:
    """Write the labels and say what came of them; whether some were refused."""
    from policy_extract.review import label

    golden, corpus = Path(options.golden), Path(options.corpus)
    labelled = list(label(corrections, output, golden, corpus, reader))
    for one in labelled:
        one.save()
    refused = [(one.document, no) for one in labelled for no in one.refused]
    say(
        text(
            language,
            "golden.counts",
            added=sum(len(one.added) for one in labelled),
            same=sum(one.same for one in labelled),
            refused=len(refused),
        )
    )
    for document, no in refused:
        say(
            text(
                language,
                "golden.refused",
                document=document,
                record=no.correction.record,
                reason=no.told(language),
            )
        )
    _changes(labelled, out, golden, corpus, language)
    return any(no.code != "golden.absent" for _, no in refused)


def _changes(
    labelled: Sequence[Labelled], out: Path, golden: Path, corpus: Path, language: Language
) -> None:
    """What the person has to do: lines for the list of changes, texts to copy."""
    new = [one for one in labelled if one.added]
    for one in new:
        if one.text_lacks:
            source, target = (
                out / "documents" / f"{one.document}.txt",
                corpus / f"{one.document}.txt",
            )
            say(text(language, "golden.copy_text", text=source, path=target))
    if new:
        say(text(language, "golden.changelog", path=golden / _CHANGES))
    for one in new:
        lines = " ".join(dict.fromkeys(str(label.line) for label in one.added))
        count = len(one.added)
        what = "1 label added" if count == 1 else f"{count} labels added"
        say(
            f"{date.today().isoformat()} | {one.path.name} | {lines} | {what} | answers of a person to the list to check"
        )
