"""Workbooks and delimited files: cells as they are shown, where they stand, what stands around them, what is refused."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from policy_extract.document import Sourced
from policy_extract.readers import Unreadable, read_document
from policy_extract.readers.formats import format_of
from policy_extract.readers.sheets.delimited import read_delimited
from policy_extract.readers.sheets.grid import cell_name, cell_place
from policy_extract.readers.sheets.shown import number_shown
from policy_extract.readers.sheets.xls import read_xls
from policy_extract.readers.sheets.xlsx import read_xlsx
from reading import extractors, layouter

ROWS = (
    ("指标", "单位", "2023年", "2027年"),
    ("工业增加值", "亿元", 62.5, 86),
    ("绿色工厂", "家", 4, 12),
)


def saved(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def book_of(*rows: tuple[Any, ...], title: str = "Sheet1") -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return book


def read(book: Workbook) -> Sourced:
    return read_xlsx(saved(book), "a.xlsx")


def places(sourced: Sourced) -> list[tuple[str, int, int, int, int, int]]:
    return [
        (sourced.text[b.start : b.end], b.cell.table, b.cell.row, b.cell.col, b.cell.rowspan, b.cell.colspan)
        for b in sourced.blocks
        if b.cell is not None
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "pattern", "shown"),
    [
        (664.3, "General", "664.3"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.3333333333"),
        (12.0, "General", "12"),
        (0.125, "0.0%", "12.5%"),
        (0.125, "0%", "13%"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (1234567, "#,##0", "1,234,567"),
        (-3.5, "0.0", "-3.5"),
        (-3.5, "0.0_);(0.0)", "(3.5)"),
        (0, "0;-0;–", "–"),
        (2.5, "0.##", "2.5"),
        (2, "0.00", "2.00"),
        (0.5, "#.0", ".5"),
        (3, "000", "003"),
        (86, '0"亿元"', "86亿元"),
        (86, "[Red]0", "86"),
        (125000, "0!.0,", "12.5"),
        (125000, '0\\.0,"万"', "12.5万"),
        (1500000, "#,##0,", "1,500"),
        (12, '"约"0"家"', "约12家"),
        (12.5, "[$¥-804]#,##0.00", "¥12.50"),
        (45000, "yyyy/m/d", "2023/3/15"),
        (45000, "yyyy-mm-dd", "2023-03-15"),
        (45000, 'yyyy"年"m"月"d"日";@', "2023年3月15日"),
        (45000.5, "yyyy/m/d h:mm", "2023/3/15 12:00"),
        (0.75, "h:mm AM/PM", "6:00 PM"),
        (1.5, "[h]", "36"),
        (12000, "0.00E+00", "1.20E+04"),
        (5, ";;;", ""),
        (2027, "@", "2027"),
        (3e9, "yyyy/m/d", "3000000000"),
    ],
)
def test_numbers_as_they_are_shown(value: float, pattern: str, shown: str) -> None:
    assert number_shown(value, pattern) == shown


def test_cells_have_their_names() -> None:
    shown = read(book_of(*ROWS, title="指标表"))
    anchors = [(b.anchor.sheet, b.anchor.cell) for b in shown.blocks if b.anchor and b.cell]
    assert anchors[:5] == [("指标表", f"{c}1") for c in "ABCD"] + [("指标表", "A2")]
    assert shown.text.split("\n")[1] == "工业增加值\t亿元\t62.5\t86"
    assert [cell_place(cell_name(6, c)) for c in (0, 25, 26, 701, 702)] == [
        (6, c) for c in (0, 25, 26, 701, 702)
    ]


def test_merged_cells_stand_once_with_their_spans() -> None:
    book = book_of(
        ("领域", "指标", "目标", None),
        (None, None, "2025年", "2027年"),
        ("工业", "增加值", 70, 86),
        (None, "工厂", 8, 12),
    )
    for ref in ("A1:A2", "B1:B2", "C1:D1", "A3:A4"):
        book.active.merge_cells(ref)
    assert places(read(book))[:5] == [
        ("领域", 0, 0, 0, 2, 1), ("指标", 0, 0, 1, 2, 1), ("目标", 0, 0, 2, 1, 2), ("2025年", 0, 1, 2, 1, 1),
        ("2027年", 0, 1, 3, 1, 1),
    ]  # fmt: skip
    assert ("工业", 0, 2, 0, 2, 1) in places(read(book))


def test_title_rows_and_notes_are_lines_around_the_table() -> None:
    book = book_of(
        ("附件1",),
        ("清河县主要指标表",),
        (None, None, None, "单位：亿元"),
        *ROWS,
        ("注：按2023年价格计算",),
    )
    book.active.merge_cells("A2:D2")
    shown = read(book)
    assert shown.text.split("\n")[:3] == ["附件1", "清河县主要指标表", "单位：亿元"]
    assert shown.text.split("\n")[-1] == "注：按2023年价格计算"
    assert [b.kind for b in shown.blocks if b.cell is None] == ["paragraph"] * 3 + ["note"]
    assert len(places(shown)) == 12


def test_blank_rows_part_tables_and_blank_edges_fall_away() -> None:
    book = book_of(
        (),
        (None, *ROWS[0]),
        (None, *ROWS[1]),
        (),
        (),
        (None, "项目", "投资"),
        (None, "检测平台", 3),
    )
    found = places(read(book))
    assert [(table, row, col) for _, table, row, col, _, _ in found if table == 1] == [
        (1, 0, 0),
        (1, 0, 1),
        (1, 1, 0),
        (1, 1, 1),
    ]
    assert found[0][:4] == ("指标", 0, 0, 0)


def test_sheets_have_headings_and_hidden_ones_are_named() -> None:
    book = book_of(*ROWS, title="指标表")
    second = book.create_sheet("项目清单")
    second.append(("项目", "投资"))
    second.append(("检测平台", 3))
    hidden = book.create_sheet("内部测算")
    hidden.append(("保密", 1))
    hidden.sheet_state = "hidden"
    shown = read(book)
    headings = [shown.text[b.start : b.end] for b in shown.blocks if b.kind == "heading"]
    assert headings == ["指标表", "项目清单"]
    assert "保密" not in shown.text
    assert "hidden_left_out" in shown.warnings


def test_hidden_rows_and_columns_are_left_out() -> None:
    book = book_of(*ROWS, ("内部指标", "家", 1, 2))
    book.active.row_dimensions[4].hidden = True
    book.active.column_dimensions["C"].hidden = True
    shown = read(book)
    assert shown.text.split("\n") == [
        "指标\t单位\t2027年",
        "工业增加值\t亿元\t86",
        "绿色工厂\t家\t12",
    ]
    assert shown.warnings == ("hidden_left_out",)


def test_percentages_days_and_rich_words() -> None:
    book = book_of(("指标", "值"), ("占比", 0.0835), ("日期", 45000))
    book.active["B2"].number_format = "0.00%"
    book.active["B3"].number_format = "mm-dd-yy"
    assert [words for words, *_ in places(read(book))][2:] == ["占比", "8.35%", "日期", "2023/3/15"]


def test_a_formula_without_its_value_is_said() -> None:
    shown = read(book_of(("指标", "值"), ("合计", "=SUM(B3:B4)"), ("甲", 1), ("乙", 2)))
    assert shown.warnings == ("formulas_without_values",)
    assert "合计" in shown.text


def test_styled_blank_cells_are_nothing() -> None:
    data = saved(book_of(*ROWS))
    rows = "".join(
        f'<row r="{r}">'
        + "".join(f'<c r="{cell_name(r - 1, c)}" s="0"/>' for c in range(100))
        + "</row>"
        for r in range(4, 1_004)
    )
    assert (
        read_xlsx(
            with_sheet(data, lambda sheet: sheet.replace("</sheetData>", rows + "</sheetData>")),
            "a",
        ).text
        == read_xlsx(data, "a").text
    )


def with_sheet(data: bytes, change: Any) -> bytes:
    file = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            member = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                member = change(member.decode()).encode()
            new.writestr(name, member)
    return file.getvalue()


def test_a_workbook_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policy_extract.readers.sheets.xlsx.MAX_UNPACKED", 10_000)
    with pytest.raises(Unreadable) as refused:
        read_xlsx(with_sheet(saved(book_of(*ROWS)), lambda sheet: sheet + " " * 20_000), "a.xlsx")
    assert refused.value.code == "read.unpacked"


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policy_extract.readers.sheets.xlsx.MAX_CELLS", 11)
    with pytest.raises(Unreadable) as refused:
        read(book_of(*ROWS))
    assert refused.value.code == "read.cells"


def test_entities_of_a_sheet_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    data = with_sheet(
        saved(book_of(*ROWS)),
        lambda s: re.sub(r"^(<\?xml.*?\?>)?", bomb, s, count=1).replace(">86<", ">&b;<"),
    )
    assert "哈" not in read_xlsx(data, "a.xlsx").text


@pytest.mark.parametrize("cut", [100, 0.5, 0.95])
def test_a_cut_workbook_is_refused(cut: float) -> None:
    data = saved(book_of(*ROWS))
    with pytest.raises(Unreadable) as refused:
        read_xlsx(data[: int(cut if cut > 1 else cut * len(data))], "a.xlsx")
    assert refused.value.code == "read.broken"


def test_a_password_is_named() -> None:
    data = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(500)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(500)
    )
    assert format_of(data, ".xlsx") == "xls"
    with pytest.raises(Unreadable) as refused:
        read_xls(data, "a.xlsx")
    assert refused.value.code == "read.password"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "，", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = "\n".join(delimiter.join(map(str, row)) for row in ROWS)
    assert read_delimited(text).text.split("\n")[1] == "工业增加值\t亿元\t62.5\t86"


def test_commas_of_sentences_part_no_cells() -> None:
    text = (
        "临江县工业规划\n加快产业转型升级，增强发展动能。\n到2025年，产值达到5亿元；企业达到3家。\n"
    )
    assert read_delimited(text).text.rstrip("\n") == text.rstrip("\n")


def test_quotes_titles_and_names_of_a_delimited_file(tmp_path: Path) -> None:
    words = '清河县项目清单\r\n序号,项目名称,建设内容\r\n1,"检测平台,二期","建设""一站式""平台\n购置设备20台"\r\n2,物流园,仓库3座\r\n'
    file = tmp_path / "a.csv"
    file.write_bytes(b"\xef\xbb\xbf" + words.encode())
    shown = read_document(file)
    assert shown.text.startswith("清河县项目清单\n序号\t项目名称")
    cells = {shown.text[b.start : b.end]: b for b in shown.blocks if b.cell}
    assert '建设"一站式"平台\n购置设备20台' in cells
    assert cells["物流园"].anchor is not None
    assert cells["物流园"].anchor.cell == "B4"
    file.write_bytes(words.encode("gb18030"))
    assert read_document(file).text == shown.text


def test_an_open_quote_does_not_swallow_the_file() -> None:
    text = "项目,投资\n" + '"检测平台,3\n' + "".join(f"物流园{n},{n}\n" for n in range(200))
    assert len(read_delimited(text).text.split("\n")) > 150


def test_an_old_workbook_without_its_formats_has_values() -> None:
    """calamine reads both kinds: a new workbook stands for an old one whose formats cannot be read."""
    book = book_of(("指标", "单位", "目标"), ("占比", "%", 0.125), ("工厂", "家", 12))
    book.active["C2"].number_format = "0.0%"
    book.create_sheet("测算").append(("保密", 1))
    book["测算"].sheet_state = "hidden"
    shown = read_xls(saved(book), "a.xls")
    assert shown.text.split("\n") == ["指标\t单位\t目标", "占比\t%\t0.125", "工厂\t家\t12"]
    assert set(shown.warnings) == {"formats_unknown", "hidden_left_out"}


@pytest.mark.parametrize(
    ("rows", "told"), [(ROWS, False), ((("姓名", "电话"), ("张某", "123"), ("李某", "456")), True)]
)
def test_a_table_without_a_role_is_said(rows: tuple[tuple[Any, ...], ...], told: bool) -> None:
    plan = layouter().lay_out("a", read(book_of(("清河县一览表",), *rows)))
    assert ("sheet_as_text" in plan.warnings) is told


def test_a_register_with_a_data_bases_heads_gives_its_projects_and_no_values() -> None:
    heads = (
        "projectId",
        "cityName",
        "projectName",
        "totalInvestment",
        "constructionContent",
        "endDate",
    )
    told = "新建道路全长12公里，规上工业总产值达到30亿元。"
    rows = [(45000 + n, "清河县", f"园区{n}期路网项目", 1.5 * n, told, 2025) for n in (1, 2, 3)]
    plan = layouter().lay_out("a", read(book_of(heads, *rows)))
    found = extractors().run(plan)
    assert [p.name for p in found.projects] == [f"园区{n}期路网项目" for n in (1, 2, 3)]
    assert [(p.investment, p.investment_unit) for p in found.projects][:1] == [(1.5, None)]
    assert found.observations == ()
    assert {r.rule for r in found.refused} == {"refuse.register_fields"}
