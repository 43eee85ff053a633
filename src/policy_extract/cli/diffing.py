"""What ``diff`` does: the changes from one version of a plan to the next, as a table, as JSON, as a workbook."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policy_extract.cli import terminal
from policy_extract.cli.terminal import put_data, say
from policy_extract.cli.wrapping import PIPE, hanging, wrapped
from policy_extract.files import put_whole
from policy_extract.messages import Language, text, warning

if TYPE_CHECKING:
    from rich.table import Table

    from policy_extract.versions.record import Versions
    from policy_extract.versions.rows import Row, Words

#: For ``--json``: stdout.
_STDOUT: Final = "-"
#: The narrowest terminal, in cells, that a table is readable in; narrower ones get a list.
_NARROW: Final = 64
#: Cells: between two columns; of the widest column of changes in a terminal.
_GAP, _CHANGES = 2, 14
_ARROW: Final = " → "


def run(options: argparse.Namespace, language: Language) -> int:
    """Compare OLD with NEW. Exit code 0, whether there are changes or not.

    Raises NotOnePlan, NotWritable and other PolicyExtractErrors before anything is written.
    """
    from policy_extract.versions import compare
    from policy_extract.versions.reading import read
    from policy_extract.writers.json import canonical

    files = [name for name in (options.json, options.xlsx) if name not in (None, _STDOUT)]
    for name in files:
        _check(Path(name), (options.old, options.new))
    found = read(options.old, options.new, options.gazetteers)
    for path, code in found.warnings:
        what = warning(language, code)
        say(text(language, "cli.warning", path=path, what=what), err=True)
    versions = compare(found.old, found.new, found.entities, found.lexicon)
    if options.json not in (None, _STDOUT):
        _write(Path(options.json), canonical(versions))
    if options.xlsx is not None:
        from policy_extract.versions.workbook import render

        _write(Path(options.xlsx), render(found.old, found.new, versions, language))
    for name in files:
        say(text(language, "cli.wrote", path=name), err=True)
    if options.json == _STDOUT:
        put_data(canonical(versions).decode("utf-8"))
    else:
        _show(versions, language)
    return 0


def _check(target: Path, inputs: tuple[str, ...]) -> None:
    """Say before the work that a file cannot be written there, or would take the place of one that is read."""
    from policy_extract.writers import NotWritable

    folder = target.absolute().parent
    if os.path.isdir(target) or not os.path.isdir(folder):
        raise NotWritable(target, "diff.no_file")
    if not os.access(target if os.path.exists(target) else folder, os.W_OK):
        raise NotWritable(target, "diff.not_writable")
    if any(os.path.realpath(target) == os.path.realpath(path) for path in inputs):
        raise NotWritable(target, "diff.input")


def _write(target: Path, data: bytes) -> None:
    """Whole or not at all: written beside it and moved into place."""
    from policy_extract.writers import NotWritable

    try:
        put_whole(target, data)
    except OSError as error:
        raise NotWritable(target, "diff.not_writable") from error


def _show(versions: Versions, language: Language) -> None:

    from policy_extract.versions.rows import Words

    page = terminal.console(pipe=PIPE)
    words = Words(versions, language)
    for line in _head(words):
        for part in hanging(line, page.width):
            page.print(part, soft_wrap=True)
    rows = list(words.rows())
    if not rows:
        return
    if page.width >= _NARROW:
        page.print(_table(words, rows, page.width))
        return
    for line in _list(words, rows):
        for part in hanging(line, page.width):
            page.print(part, soft_wrap=True)


def _head(words: Words) -> Iterator[str]:
    """Which plans are compared and how, and how many changes of each kind there are."""
    versions = words.versions
    yield words.say("diff.old", title=words.title(versions.old))
    yield words.say("diff.new", title=words.title(versions.new))
    areas = [e.area.entity or e.area.name for e in (versions.old, versions.new) if e.area]
    if len(set(areas)) > 1:
        yield words.say("diff.areas")
    if versions.relation == "next_period":
        yield words.say("diff.next_period", years=abs(versions.years))
    counted = {name: count for name, count in versions.counts.items() if count}
    same = counted.pop("unchanged", 0)
    if not versions.changes:
        yield words.say("diff.nothing", count=same)
        return
    told = (f"{words.say(f'change.{name}')} {count}" for name, count in counted.items())
    comma = "，" if words.language == "zh" else ", "
    yield words.say("diff.counts", changes=comma.join(told), count=len(versions.changes), same=same)


def _table(words: Words, rows: list[Row], width: int) -> Table:
    """The changes as a table; cells break between words and are never cut."""
    from rich import box
    from rich.cells import cell_len
    from rich.table import Table

    keys = (
        "diff.head_change",
        "diff.head_name",
        "diff.head_old",
        "diff.head_new",
        "diff.head_line",
    )
    heads = tuple(map(words.say, keys))
    lines = [_lines(row) for row in rows]
    told = min(max(map(cell_len, (heads[0], *(row.changes for row in rows)))), _CHANGES)
    numbers = max(map(cell_len, (heads[4], *lines)))
    room = width - told - numbers - 5 * _GAP
    name = room * 2 // 5
    side = (room - name) // 2
    widths = (told, name, side, side)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for head, most in zip(heads[:-1], widths, strict=True):
        table.add_column("\n".join(wrapped(head, most)), no_wrap=True)
    table.add_column(heads[-1], no_wrap=True, justify="right")
    for number, (row, line) in enumerate(zip(rows, lines, strict=True)):
        after = rows[number + 1 : number + 2]
        cells = [
            wrapped(cell, most)
            for cell, most in zip((row.changes, row.name, row.old, row.new), widths, strict=True)
        ]
        cells[-1] += [row.less] if row.less else []
        table.add_row(
            *("\n".join(cell) for cell in cells),
            line,
            end_section=bool(after) and after[0].change.what != row.change.what,
        )
    return table


def _list(words: Words, rows: list[Row]) -> Iterator[str]:
    """The changes as lines, for a narrow terminal."""
    for row in rows:
        yield f"{row.changes}  {row.name}"
        old, new = row.lines
        if old is not None:
            yield "  " + words.say("diff.old_side", words=row.old or "—", line=old)
        if new is not None:
            yield "  " + words.say("diff.new_side", words=row.new or "—", line=new)
        if row.less:
            yield f"  {row.less}"


def _lines(row: Row) -> str:
    """“36 → 40”: where both sides stand; one of them alone for what was added or dropped."""
    return _ARROW.join("—" if line is None else str(line) for line in row.lines)
