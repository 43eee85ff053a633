"""What ``extract`` shows at the end: a table of plans, the contradictions, where the files are."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from policy_extract.messages import Language, text
from policy_extract.model import Comparison, Manifest, Observation
from policy_extract.pipeline import Result

if TYPE_CHECKING:
    from rich.table import Table

_COLUMNS = (
    "observations",
    "targets",
    "actuals",
    "assignments",
    "companies",
    "projects",
    "review",
)
#: More contradictions than this, and more claims in one, are left to findings.json.
_SHOWN = 20
_CLAIMS = 4
#: The least width of the column of titles: ten Chinese characters.
_TITLE = 20


def show(result: Result, manifest: Manifest, out: Path, language: Language) -> None:
    """Print the summary to stdout; in a pipe without colours and with lines as long as they are."""
    from rich.console import Console

    console = Console(file=sys.stdout, markup=False, highlight=False, emoji=False)
    if not console.is_terminal:
        console.width = 1000
    console.print(_table(result, manifest, language, console.width))
    for line in contradictions(result, out, language):
        console.print(line, soft_wrap=True)
    console.print()
    console.print(text(language, "cli.files", out=out))
    documents = sum(document.status == "ok" for document in manifest.documents)
    count = text(language, "cli.document" if documents == 1 else "cli.documents", count=documents)
    for name in ("manifest.json", "entities.json", "findings.json", f"documents/ ({count})"):
        console.print(f"  {out.as_posix()}/{name}", soft_wrap=True)


def _table(result: Result, manifest: Manifest, language: Language, width: int) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_footer=len(result.documents) > 1)
    entries = [document for document in manifest.documents if document.status == "ok"]
    # A title is never cut: two plans of one place would look alike on a narrow terminal.
    title = text(language, "table.title")
    table.add_column(title, text(language, "table.sum"), overflow="fold", min_width=_TITLE)
    gaps = 3 * len(_COLUMNS) + 3
    most = max((width - _TITLE - gaps) // len(_COLUMNS), 5)
    for name in _COLUMNS:
        total = sum(entry.counts[name] for entry in entries)
        if name == "companies":  # one enterprise may be named in several plans
            total = sum(entity.type == "company" for entity in result.entities.entities)
        head = text(language, f"table.{name}")
        table.add_column(head, str(total), justify="right", overflow="fold", max_width=most)
    for entry, document in zip(entries, result.documents, strict=True):
        plan = Text(document.meta.title or document.id)
        table.add_row(plan, *(str(entry.counts[name]) for name in _COLUMNS))
    return table


def contradictions(result: Result, out: Path, language: Language) -> Iterator[str]:
    """The contradictions as lines, those between plans first: what is compared, then each claim
    with its place (document:line)."""
    comparisons = [f for f in result.findings.findings if isinstance(f, Comparison)]
    found = [c for c in comparisons if c.verdict == "contradict"]
    found.sort(key=lambda comparison: len(comparison.documents) == 1)
    if not found:
        yield text(language, "cli.no_contradictions")
        return
    yield text(language, "cli.contradictions", count=len(found))
    names = {entity.id: entity.name for entity in result.entities.entities}
    observations = {(d.id, o.id): o for d in result.documents for o in d.observations}
    for comparison in found[:_SHOWN]:
        claims = []
        for ref in comparison.observations[:_CLAIMS]:
            observation = observations[ref.document, ref.id]
            line = result.texts[ref.document].count("\n", 0, observation.source.start) + 1
            claims.append(f"“{_words(observation)}” {ref.document}:{line}")
        if len(comparison.observations) > _CLAIMS:
            claims.append("…")
        yield f"  {_subject(comparison, names, language)}: {' ≠ '.join(claims)}"
    if len(found) > _SHOWN:
        file = (out / "findings.json").as_posix()
        yield "  " + text(language, "cli.more", count=len(found) - _SHOWN, file=file)


def _subject(comparison: Comparison, names: dict[str, str], language: Language) -> str:
    subject = comparison.subject
    parts = (
        names.get(subject.area or "", subject.area),
        subject.segment,
        names.get(subject.indicator or "", subject.indicator),
        subject.measure if subject.measure != "level" else None,
        subject.time,
        text(language, f"kind.{subject.kind}") if subject.kind else None,
    )
    return " ".join(part for part in parts if part)


def _words(observation: Observation) -> str:
    return " ".join(observation.source.quote.split())
