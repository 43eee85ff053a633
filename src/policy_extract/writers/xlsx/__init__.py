"""The workbook: ``policy-extract.xlsx``, what policy staff open first.

A sheet is a value (``columns.Sheet``): its rows, out of ``desk``, and its columns; ``lay`` makes a table of any.
To add one: its rows in ``desk``, its columns in the module of its family here, its place in ``_sheets``, its
words in ``messages/workbook.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from xlsxwriter.workbook import Workbook

from policy_extract.desk import Desk
from policy_extract.writers.xlsx import doubtful, front, values, work
from policy_extract.writers.xlsx.columns import Sheet
from policy_extract.writers.xlsx.flow import Flow, book
from policy_extract.writers.xlsx.lay import HEAD, Laid, Layer
from policy_extract.writers.xlsx.looks import Looks
from policy_extract.writers.xlsx.safe import clean, sheet_name

#: The file in the output folder.
NAME: Final = "policy-extract.xlsx"


def render(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """The workbook's name in the output folder and its bytes; heads and notes in the desk's language."""
    properties = {
        "title": desk.say("book.title"),
        "subject": desk.say("book.subject", **front.counts(desk)),
    }
    with book(properties) as (filled, made):
        _fill(desk, filled)
    yield NAME, made.getvalue()


def _fill(desk: Desk, filled: Workbook) -> None:
    """All sheets."""
    looks = Looks(filled)
    layer = Layer(desk, looks)
    sheets = [*_sheets(desk), front.documents(desk)]
    cover = filled.add_worksheet(sheet_name(desk.say("workbook.contents")))
    taken = [cover.get_name()]
    named: list[tuple[str, Sheet[Any], Flow]] = []
    for sheet in (*sheets, front.notes(desk)):
        named.append(_added(desk, filled, sheet, taken))
    meant = front.meanings(desk, [(name, sheet) for name, sheet, _ in named])
    named.append(_added(desk, filled, meant, taken))
    laid = [layer.lay(sheet, into, taken[0]) for _, sheet, into in named]
    _cover(desk, layer, looks, cover, named, laid)
    cover.activate()


def _sheets(desk: Desk) -> tuple[Sheet[Any], ...]:
    """The sheets of the records, in the order in which people look for them."""
    indicators, targets, actuals, comparison = values.sheets(desk)
    duties, ledger, agencies, charges = work.sheets(desk)
    projects, companies = work.lists(desk)
    found, pairs, checks = doubtful.sheets(desk)
    return (
        indicators, targets, actuals, duties, ledger, agencies, charges, projects, companies,
        comparison, found, pairs, checks,
    )  # fmt: skip


def _added(
    desk: Desk, filled: Workbook, sheet: Sheet[Any], taken: list[str]
) -> tuple[str, Sheet[Any], Flow]:
    name = sheet_name(desk.say(f"workbook.{sheet.name}"), taken)
    taken.append(name)
    return name, sheet, filled.add_worksheet(name)


def _cover(
    desk: Desk,
    layer: Layer,
    looks: Looks,
    cover: Flow,
    named: list[tuple[str, Sheet[Any], Flow]],
    laid: list[Laid],
) -> None:
    """The cover: what this is, what was read, and the table of contents."""
    rows = [
        front.Content(one.sheet, desk.say(f"sheet_about.{sheet.name}"), one.rows)
        for (_, sheet, _), one in zip(named, laid, strict=True)
    ]
    layer.lay(front.contents(rows), cover, cover.get_name())
    cover.write_string(0, 0, clean(desk.say("book.title")), looks.title)
    cover.write_string(1, 0, clean(desk.say("book.subject", **front.counts(desk))), looks.about)
    cover.write_string(HEAD - 1, 0, clean(desk.say("book.read_first")), looks.about)
