"""What ``explain`` does: a record, a number of a plan, or an entity, told to people."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from policy_extract.cli import terminal
from policy_extract.messages import Language

if TYPE_CHECKING:
    from policy_extract.explain import Line, Teller
    from policy_extract.lexicon import Lexicon

#: How a part looks on a terminal; each is told by words or signs, too.
_LOOKS = {
    "head": "bold",
    "mark": "cyan",
    "own": "bold green",
    "rule": "magenta",
    "doubt": "yellow",
    "refused": "bold yellow",
    "quiet": "dim",
}


def run(options: argparse.Namespace, language: Language) -> int:
    """Explain ``WHAT`` of an output folder or of a plan. Exit code 0.

    Raises NotFound for what is not there, UsageError for a path that is neither an output nor a plan,
    OutputError for a broken output.
    """
    path = Path(options.path)
    if os.path.isdir(path):
        lines = _of_output(path, options.what, options, language)
    else:
        lines = _of_file(path, options.what, options, language)
    _print(lines)
    return 0


def _teller(lexicon: Lexicon, language: Language) -> Teller:
    from policy_extract.catalogue import CATALOGUE
    from policy_extract.explain import Teller
    from policy_extract.extract.confidence import Confidence

    return Teller(CATALOGUE, Confidence(lexicon), language)


def _of_output(
    out: Path, what: str, options: argparse.Namespace, language: Language
) -> Iterator[Line]:
    from policy_extract.explain import NotFound, Page, entity_lines, record_of
    from policy_extract.lexicon import load
    from policy_extract.score import load_output

    output = load_output(out, corpus_dir=Path(options.corpus))
    entity = next((e for e in output.entities.entities if e.id == what), None)
    pages = {
        name: Page(output.texts[name], document)
        for name, document in output.documents.items()
        if name in output.texts
    }
    if entity is not None:
        return entity_lines(entity, output.entities, pages, language)
    document, record = record_of(output.documents, what)
    if document.id not in pages:
        raise NotFound("explain.no_text", document=document.id, reason=output.untold[document.id])
    lexicon = load([Path(folder) for folder in options.gazetteers])
    return _teller(lexicon, language).record(pages[document.id], record)


def _of_file(
    path: Path, what: str, options: argparse.Namespace, language: Language
) -> Iterator[Line]:
    from policy_extract.explain import NotFound, numbers_of_line, numbers_of_words
    from policy_extract.readers import Unreadable, only_document
    from policy_extract.work import Recipe

    try:
        item = only_document(path)
    except Unreadable as error:
        raise NotFound("cli.failed", path=path, reason=error.told(language)) from error
    workshop = Recipe(tuple(Path(folder) for folder in options.gazetteers)).workshop()
    traced = workshop.trace(item)
    failure = traced.outcome.failure
    if failure is not None:
        raise NotFound("cli.failed", path=path, reason=failure.told(language))
    teller = _teller(workshop.lexicon, language)
    if what.isdecimal():
        return numbers_of_line(teller, traced, int(what))
    return numbers_of_words(teller, traced, what.strip('“”"'))


def _print(lines: Iterable[Line]) -> None:
    from rich.text import Text

    page = terminal.console()
    for line in lines:
        words = Text()
        for piece in line:
            words.append(piece.words, _LOOKS.get(piece.part, ""))
        page.print(words, soft_wrap=True)
