"""Old workbooks: what they show and hold is what the same workbook as xlsx shows and holds."""

from __future__ import annotations

import struct
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from office_files import needs_office, office_makes
from ole_files import frame
from policy_extract.document import Sourced
from policy_extract.readers import Unreadable, read_document
from policy_extract.readers.ole import Frame
from policy_extract.readers.sheets.biff import read_book
from test_docx_as_text import records
from test_sheets import saved

#: Cell → what is in it, and the pattern that shows it.
_SHOWN: dict[str, tuple[object, str]] = {
    "D4": (0.125, "0.0%"), "E4": (0.2, "0%"),
    "D5": (1234567.5, "#,##0.00"), "E5": (2345678, "#,##0"),
    "D6": (-3.5, "0.0_);(0.0)"), "E6": (-0.05, "0.00%"),
    "D7": (62.5, "0.00"), "E7": (86, '0"亿元"'),
    "D8": (1 / 3, "General"), "E8": (664.3, "General"),
    "D9": (date(2026, 3, 5), 'yyyy"年"m"月"d"日"'), "E9": (date(2027, 12, 31), "yyyy-mm-dd"),
    "D10": (datetime(2026, 3, 5, 8, 30), "yyyy/m/d h:mm"), "E10": (time(18, 0), "h:mm"),
    "D11": (12, "000"), "E11": (True, "General"),
    "D12": (0, "0;-0;–"), "E12": ("=E5*2", "#,##0"),
    "D13": (1e10, "0.00E+00"), "E13": (2027, "@"),
}  # fmt: skip


def workbook() -> Workbook:
    """A table of indicators with merged cells and all kinds of numbers, a list of projects, a hidden sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "指标表"
    sheet.append(("清河县工业发展主要指标表",))
    sheet.append((None, None, None, None, "制表：2026年"))
    sheet.append(("领域", "指标", "单位", "2025年", "2030年"))
    for number in range(4, 14):
        sheet.append(
            ("规模" if number == 4 else "效益" if number == 9 else None, f"指标{number}", "亿元")
        )
    for name, (value, pattern) in _SHOWN.items():
        sheet[name] = value
        sheet[name].number_format = pattern
    sheet["B5"], sheet["B7"], sheet["C7"] = "工业增加值", "绿色工厂", "家"
    for ref in ("A1:E1", "A4:A8", "A9:A13", "B12:C12"):
        sheet.merge_cells(ref)
    sheet.row_dimensions[11].hidden = True
    projects = book.create_sheet("项目清单")
    projects.append(("序号", "项目名称", "内部编号", "总投资（亿元）", "建设年限"))
    projects.append((1, "清河检测平台", "甲1", 3.5, "2026—2028年"))
    projects.append((2, "清河物流园\n（二期）", "甲2", 12, "2027—2029年"))
    projects["D2"].number_format = "0.00"
    projects.column_dimensions["C"].hidden = True
    book.create_sheet("测算").append(("保密", 1))
    book["测算"].sheet_state = "hidden"
    return book


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The workbook as LibreOffice writes it, with the results of formulas: xlsx and xls."""
    folder = tmp_path_factory.mktemp("sheets")
    source = folder / "first" / "plan.xlsx"
    source.parent.mkdir()
    source.write_bytes(saved(workbook()))
    new = office_makes("xlsx:Calc MS Excel 2007 XML", source, folder)
    return new, office_makes("xls:MS Excel 97", source, folder)


def _shown(found: Sourced) -> list[tuple[object, ...]]:
    return [
        (b.kind, found.text[b.start : b.end], b.level, b.cell, b.anchor and b.anchor.cell)
        for b in found.blocks
    ]


@needs_office
def test_an_old_workbook_shows_what_the_new_one_shows(made: tuple[Path, Path]) -> None:
    new, old = map(read_document, made)
    assert (new.format, old.format) == ("xlsx", "xls")
    assert old.text == new.text
    assert _shown(old.sourced) == _shown(new.sourced)
    assert old.warnings == new.warnings
    for words in (
        "12.5%",
        "20%",
        "1,234,567.50",
        "(3.5)",
        "86亿元",
        "0.3333333333",
        "2026年3月5日",
        "4,691,356",
    ):
        assert words in old.text, words
    for words in ("保密", "甲1", "指标11", "0.125"):
        assert words not in old.text, words


@needs_office
def test_records_of_an_old_workbook_are_those_of_the_new_one(
    made: tuple[Path, Path], tmp_path: Path
) -> None:
    new, old = made
    found = records(old, tmp_path / "old")
    assert found == records(new, tmp_path / "new")
    assert found["observations"]
    assert found["projects"]


@needs_office
def test_a_workbook_of_opendocument_shows_what_the_new_one_shows(
    made: tuple[Path, Path], tmp_path: Path
) -> None:
    found = read_document(office_makes("ods:calc8", made[0], tmp_path))
    assert found.format == "ods"
    assert str(found.converted_by).startswith("LibreOffice ")
    assert found.text == read_document(made[0]).text


@needs_office
def test_an_old_workbook_named_doc_is_a_workbook(made: tuple[Path, Path], tmp_path: Path) -> None:
    path = tmp_path / "plan.doc"
    path.write_bytes(made[1].read_bytes())
    assert read_document(path).format == "xls"


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _old_book(*more: bytes) -> bytes:
    """A workbook of 1995: names in GBK, numbers in all forms (a float, in four bytes, several in a row, a formula)."""
    words = '0.0"亿元"'.encode("gb18030")
    opens, ends = _record(0x0809, struct.pack("<HH", 0x0500, 5)), _record(0x000A)
    head = opens + b"".join(more)
    head += _record(0x0042, struct.pack("<H", 936))
    head += _record(0x041E, struct.pack("<HB", 164, len(words)) + words)
    head += b"".join(_record(0x00E0, struct.pack("<HH", 0, style)) for style in (0, 9, 164))
    name = "指标表".encode("gb18030")
    at = len(head) + 4 + 7 + len(name) + len(ends)
    head += _record(0x0085, struct.pack("<IHB", at, 0, len(name)) + name) + ends
    chart = opens + _record(0x0203, struct.pack("<3Hd", 0, 0, 0, 1.0)) + ends
    cells = (
        _record(0x007D, struct.pack("<5H", 3, 4, 0, 0, 1)) + _record(0x0208, struct.pack("<6HH", 7, 0, 0, 0, 0, 0, 0x20))
        + chart
        + _record(0x0203, struct.pack("<3Hd", 1, 0, 2, 62.5))
        + _record(0x027E, struct.pack("<3H", 1, 1, 1) + struct.pack("<i", 12 << 2 | 3))
        + _record(0x00BD, struct.pack("<2H", 2, 0)
                  + struct.pack("<Hi", 0, -5 << 2 | 2) + struct.pack("<H", 2) + struct.pack("<d", 0.75)[4:] + struct.pack("<H", 1))
        + _record(0x0006, struct.pack("<3Hd", 3, 0, 2, 86.0))
        + _record(0x0006, struct.pack("<3H", 3, 1, 2) + b"\0" * 6 + b"\xff\xff")
    )  # fmt: skip
    return head + opens + cells + ends


def test_a_workbook_of_1995_has_its_formats() -> None:
    book = read_book(frame({"Book": _old_book()}))
    page = book.pages["指标表"]
    assert page.numbers == {
        (1, 0): (62.5, '0.0"亿元"'), (1, 1): (0.12, "0%"), (2, 0): (-5.0, "General"), (2, 1): (0.75, '0.0"亿元"'),
        (3, 0): (86.0, '0.0"亿元"'),
    }  # fmt: skip
    assert (page.hidden_rows, page.hidden_columns) == ({7}, {3, 4})


def test_a_password_of_an_old_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.xls"
    path.write_bytes(frame({"Book": _old_book(_record(0x002F, bytes(4)))}))
    with pytest.raises(Unreadable) as refused:
        read_document(path)
    assert refused.value.code == "read.password"


@needs_office
def test_damaged_formats_cost_the_formats_only(made: tuple[Path, Path]) -> None:
    """Any cut and any noise in the stream ends without an error that is not ours."""
    data = made[1].read_bytes()
    whole = read_book(data)
    assert len(whole.pages) == 3
    stream = next(n for n in Frame(data).names if n.lower() == "workbook")
    assert Frame(data).stream(stream, 2) == b"\x09\x08"
    summary = Frame(data).stream("\x05SummaryInformation", 10_000)  # among the small ones
    assert summary[:2] == b"\xfe\xff"
    assert len(summary) < 4096
    for cut in range(600, len(data), 997):
        read_book(data[:cut])
        noisy = bytearray(data)
        noisy[cut : cut + 40] = b"\xff" * 40
        read_book(bytes(noisy))
