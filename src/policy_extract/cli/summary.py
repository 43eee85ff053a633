"""What ``extract`` shows at the end: a table of plans, what wants a check, findings, where the files are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from policy_extract.cli import terminal
from policy_extract.cli.contradictions import Digest, contradictions, digest_of, other_findings
from policy_extract.cli.wrapping import PIPE, hanging, wrapped
from policy_extract.desk import Desk
from policy_extract.model import Manifest
from policy_extract.tuples import NamedTuple

if TYPE_CHECKING:
    from rich.table import Table

_COLUMNS = ("targets", "actuals", "assignments", "companies", "projects", "review")
#: What is counted once for the whole corpus, however many plans name it.
_ONCE = "companies"
#: The least width of the column of titles: ten Chinese characters.
_TITLE = 20
#: Folders that are named by what lies in them.
_OWN_FOLDERS = {"documents", "report"}
#: Cells between two columns, and at the table's edges.
_GAP, _EDGES = 2, 4
#: For people first; the others are there for programs.
_FOR_PEOPLE = (
    ("policy-extract.xlsx", "cli.open_workbook"),
    ("report/index.html", "cli.open_report"),
)


class Summary(NamedTuple):
    """What is shown of a run. ``digest`` (of its findings), ``titles`` (by id) and the number of ``companies`` are given where the desk does
    not have all of it."""

    desk: Desk
    digest: Digest | None = None
    titles: Mapping[str, str] | None = None
    companies: int | None = None


def show(summary: Summary, manifest: Manifest, out: Path) -> None:
    """Print it to stdout; in a pipe without colours and with lines as long as they are."""
    desk, digest, titles = summary.desk, summary.digest, summary.titles
    if digest is None or titles is None:
        documents = desk.output.documents
        digest = digest_of(desk)
        titles = {name: desk.title(document) for name, document in documents.items()}
    page = terminal.console(pipe=PIPE)
    firms = summary.companies
    if firms is None:
        firms = sum(entity.type == "company" for entity in desk.output.entities.entities)
    table = _table(desk, manifest, titles, firms, page.width)
    if table is not None:
        page.print(table)
    where = _all_of_it(manifest, out)
    rest = (*contradictions(desk, where, digest), *other_findings(desk, where, digest))
    narrow = () if table is not None else _list(desk, manifest, titles, firms)
    for line in (*narrow, *_notes(desk, manifest, firms, out), "", *rest):
        for part in hanging(line, page.width):
            page.print(part, soft_wrap=True)
    page.print()
    for line in _files(desk, manifest, out):
        page.print(line, soft_wrap=True)


def _counts(
    desk: Desk, manifest: Manifest, titles: Mapping[str, str], firms: int
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The rows: a plan's title and its counts; last, where there are several, the totals. ``firms``: so many companies they name."""
    entries = [document for document in manifest.documents if document.status == "ok"]
    for entry in entries:
        yield titles[entry.id], tuple(str(entry.counts[name]) for name in _COLUMNS)
    if len(entries) > 1:
        totals = (
            _total(firms, name, [entry.counts[name] for entry in entries]) for name in _COLUMNS
        )
        yield desk.say("table.sum"), tuple(totals)


def _table(
    desk: Desk, manifest: Manifest, titles: Mapping[str, str], firms: int, width: int
) -> Table | None:
    """The rows as a table; None where the terminal is too narrow for it.

    A title is wrapped and never cut: two plans of one place would look alike.
    """
    from rich import box
    from rich.cells import cell_len
    from rich.table import Table

    heads = [desk.say(f"table.{name}") for name in _COLUMNS]
    rows = list(_counts(desk, manifest, titles, firms))
    columns = zip(heads, *(counts for _, counts in rows), strict=True)
    taken = sum(max(map(cell_len, column)) + _GAP for column in columns)
    room = width - taken - _EDGES
    if room < _TITLE:
        return None
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(desk.say("table.title"), no_wrap=True)
    for head in heads:
        table.add_column(head, justify="right", no_wrap=True)
    plans = sum(document.status == "ok" for document in manifest.documents)
    for number, (title, counts) in enumerate(rows, 1):
        table.add_row("\n".join(wrapped(title, room)), *counts, end_section=number == plans)
    return table


def _list(desk: Desk, manifest: Manifest, titles: Mapping[str, str], firms: int) -> Iterator[str]:
    """The rows as lines, for a narrow terminal."""
    comma = "，" if desk.language == "zh" else ", "
    for title, counts in _counts(desk, manifest, titles, firms):
        yield title
        named = zip(_COLUMNS, counts, strict=True)
        yield "  " + comma.join(f"{desk.say(f'table.{name}')} {count}" for name, count in named)


def _total(firms: int, name: str, counts: list[int]) -> str:
    """The sum of a column; marked where it is less, since a name of several plans counts once."""
    if name != _ONCE:
        return str(sum(counts))
    return str(firms) if firms == sum(counts) else f"{firms}*"


def _notes(desk: Desk, manifest: Manifest, firms: int, out: Path) -> Iterator[str]:
    """What the table's marks mean, and what a person should look at."""
    entries = [document for document in manifest.documents if document.status == "ok"]
    counts = [entry.counts[_ONCE] for entry in entries]
    if len(entries) > 1 and _total(firms, _ONCE, counts).endswith("*"):
        yield desk.say("cli.counted_once")
    everything = sum(entry.counts["observations"] for entry in entries)
    marked = sum(entry.counts["review"] for entry in entries)
    if everything and not marked:
        yield desk.say("cli.nothing_to_check", all=everything)
    elif marked:
        workbook = next((name for name, _ in _FOR_PEOPLE if name in manifest.files), None)
        key = "cli.to_check" if workbook else "cli.to_check_json"
        where = f"{out.as_posix()}/{workbook or 'documents/'}"
        yield desk.say(key, marked=marked, all=everything, where=where)


def _all_of_it(manifest: Manifest, out: Path) -> str:
    """The file that has all findings: the first that a person can open."""
    name = next((name for name, _ in _FOR_PEOPLE if name in manifest.files), "findings.json")
    return f"{out.as_posix()}/{name}"


def _files(desk: Desk, manifest: Manifest, out: Path) -> Iterator[str]:
    yield desk.say("cli.files", out=out)
    folder = out.as_posix()
    for name, key in _FOR_PEOPLE:
        if name in manifest.files:
            yield f"  {folder}/{name}  {desk.say(key)}"
    folders = {name.partition("/")[0] for name in manifest.files if "/" in name}
    for name in sorted(folders - _OWN_FOLDERS):
        yield f"  {folder}/{name}/"
    documents = sum(document.status == "ok" for document in manifest.documents)
    key = "cli.document" if documents == 1 else "cli.documents"
    count = desk.say(key, count=documents)
    for name in ("manifest.json", "entities.json", "findings.json", f"documents/ ({count})"):
        yield f"  {folder}/{name}"
