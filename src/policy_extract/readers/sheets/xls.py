"""xls and et, the old binary workbooks → sheets: values by calamine, the formats of numbers by ``biff``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from io import BytesIO

from policy_extract.document import Sourced
from policy_extract.readers.sheets.biff import Page, read_book
from policy_extract.readers.sheets.grid import MAX_CELLS, Sheet, cell_words
from policy_extract.readers.sheets.putting import put_sheets
from policy_extract.readers.sheets.shown import general, number_shown
from policy_extract.readers.source import Unreadable


def read_xls(data: bytes, path: str) -> Sourced:
    """The sheets of an old workbook that are not hidden.

    Numbers stand as their formats show them; where those cannot be read, a percentage stands as 0.125, said by the
    warning ``formats_unknown``. Hidden sheets, rows and columns are left out (``hidden_left_out``). Raises Unreadable:
    damaged, with a password, more than MAX_CELLS cells with words.
    """
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    if "EncryptedPackage".encode("utf-16-le") in data[:1_000_000]:
        raise Unreadable(path, "read.password")
    known = read_book(data)
    if known.locked:
        raise Unreadable(path, "read.password")
    sheets: list[Sheet] = []
    warnings: list[str] = []
    count = 0
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        for about in book.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            if about.visible != SheetVisibleEnum.Visible:
                warnings.append("hidden_left_out")
                continue
            page = book.get_sheet_by_name(about.name)
            formats = known.pages.get(about.name, Page())
            cells, told = _cells(page.to_python(skip_empty_area=False), formats, known.from_1904)
            warnings += told
            count += len(cells)
            if count > MAX_CELLS:
                raise Unreadable(path, "read.cells", limit=MAX_CELLS)
            merged = {
                first: (last[0] - first[0] + 1, last[1] - first[1] + 1)
                for first, last in page.merged_cell_ranges or ()
                if first in cells
            }
            rows = formats.hidden_rows & {row for row, _ in cells}
            wide = max((col for _, col in cells), default=0)
            columns = frozenset(col for col in formats.hidden_columns if col <= wide)
            sheets.append(Sheet(about.name, cells, merged, frozenset(rows), columns))
    except PasswordError as error:
        raise Unreadable(path, "read.password") from error
    except CalamineError as error:
        raise Unreadable(path, "read.broken", error=error) from error
    return put_sheets(sheets, warnings)


def _cells(
    rows: Iterable[Iterable[object]], formats: Page, from_1904: bool
) -> tuple[dict[tuple[int, int], str], tuple[str, ...]]:
    """The cells that show words, and a warning where the format of a number is not known."""
    cells: dict[tuple[int, int], str] = {}
    unknown = False
    for row, values in enumerate(rows):
        for col, value in enumerate(values):
            number = formats.numbers.get((row, col))
            if number is None or value is None or isinstance(value, str | bool):
                words = _shown(value)
                unknown = unknown or (isinstance(value, float) and 0 < abs(value) < 1)
            else:
                words = cell_words(number_shown(*number, from_1904=from_1904))
            if words:
                cells[row, col] = words
    return cells, ("formats_unknown",) if unknown else ()


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return general(float(value))
    if isinstance(value, datetime):
        clock = f" {value:%H:%M}" if (value.hour or value.minute) else ""
        return f"{value.year}/{value.month}/{value.day}{clock}"
    if isinstance(value, date):
        return f"{value.year}/{value.month}/{value.day}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        return str(value)
    return cell_words(str(value))
