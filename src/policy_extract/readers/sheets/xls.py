"""xls and et, the old binary workbooks → sheets, by calamine, which gives values without their formats."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from io import BytesIO

from policy_extract.document import Sourced
from policy_extract.readers.sheets.grid import MAX_CELLS, Sheet, cell_words
from policy_extract.readers.sheets.putting import put_sheets
from policy_extract.readers.sheets.shown import general
from policy_extract.readers.source import Unreadable


def read_xls(data: bytes, path: str) -> Sourced:
    """The sheets of an old workbook that are not hidden.

    How a number is shown is not known: a percentage stands as 0.125, said by the warning ``formats_unknown``. Raises
    Unreadable: damaged, with a password, more than MAX_CELLS cells with words.
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
            cells: dict[tuple[int, int], str] = {}
            for row, values in enumerate(page.to_python(skip_empty_area=False)):
                for col, value in enumerate(values):
                    if words := _shown(value):
                        cells[row, col] = words
                        count += 1
                if count > MAX_CELLS:
                    raise Unreadable(path, "read.cells", limit=MAX_CELLS)
                if any(isinstance(v, float) and 0 < abs(v) < 1 for v in values):
                    warnings.append("formats_unknown")
            merged = {
                first: (last[0] - first[0] + 1, last[1] - first[1] + 1)
                for first, last in page.merged_cell_ranges or ()
                if first in cells
            }
            sheets.append(Sheet(about.name, cells, merged))
    except PasswordError as error:
        raise Unreadable(path, "read.password") from error
    except CalamineError as error:
        raise Unreadable(path, "read.broken", error=error) from error
    return put_sheets(sheets, warnings)


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
