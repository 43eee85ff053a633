"""Tables of PDF files: cells by ruling lines, wrapped cells, tables over pages."""

from __future__ import annotations

from pathlib import Path

from pdf_sheets import LEFT, Sheets
from policy_extract.document import Block, Sourced
from policy_extract.layout import lay_out
from policy_extract.lexicon import load
from policy_extract.pipeline import extract
from policy_extract.readers.pdf.reader import read_pdf

XS = (90, 130, 300, 400, 500)
HEAD = ("序号", "指标名称", "2025年", "责任单位")


def read(sheets: Sheets) -> Sourced:
    return read_pdf(sheets.data(), "plan.pdf")


def cells(found: Sourced, table: int = 0) -> list[tuple[int, int, int, int, str]]:
    """Row, column, spans and words of a table's cells."""
    return [
        (b.cell.row, b.cell.col, b.cell.rowspan, b.cell.colspan, found.text[b.start : b.end])
        for b in found.blocks
        if b.cell is not None and b.cell.table == table
    ]


def rows(found: Sourced, table: int = 0) -> list[list[str]]:
    grouped: dict[int, list[str]] = {}
    for row, _, _, _, words in cells(found, table):
        grouped.setdefault(row, []).append(words)
    return [grouped[row] for row in sorted(grouped)]


def cell_of(found: Sourced, words: str) -> Block:
    return next(
        b for b in found.blocks if b.cell is not None and found.text[b.start : b.end] == words
    )


def two_pages(
    above: list[tuple[str, ...]], below: list[tuple[str, ...]], xs: tuple[int, ...] = XS
) -> Sheets:
    sheets = Sheets()
    sheets.put(LEFT, 100, "附件 主要指标表")
    sheets.table(XS, 600, [HEAD, *above])
    sheets.put(290, 810, "1", 12)
    sheets.next()
    sheets.table(xs, 90, below)
    sheets.put(290, 810, "2", 12)
    return sheets


def test_cells_are_those_between_the_lines_and_wrapped_cells_are_whole() -> None:
    sheets = Sheets()
    sheets.put(LEFT, 100, "主要指标表")
    sheets.table(
        XS,
        120,
        [
            HEAD,
            ("1", "冷链仓库库容（万\n吨）", "15", "县供销社"),
            ("2", "果园面积", "20", "县农业农村局"),
        ],
        36,
    )
    found = read(sheets)
    assert (
        rows(found)
        == [
            list(HEAD),
            ["1", "冷链仓库库容（万吨）", "15", "县供销社"],
            ["2", "果园面积", "20", "县农业农村局"],
        ]
        or "\n" in cells(found)[5][4]
    )
    anchor = cell_of(found, "县农业农村局").anchor
    assert anchor is not None
    assert anchor.box == (400.0, 192.0, 500.0, 228.0)


def test_missing_lines_merge_cells_both_ways() -> None:
    sheets = Sheets()
    for y in (120, 220):
        sheets.rule(90, y, 450, y)
    for y in (150, 185):
        sheets.rule(190, y, 450, y)
    for x in (90, 190, 450):
        sheets.rule(x, 120, x, 220)
    sheets.rule(320, 150, 320, 220)
    for x, y, words in (
        (100, 170, "产业发展"),
        (200, 140, "两列合并的表头"),
        (200, 170, "分拣企业"),
        (330, 170, "26家"),
        (200, 205, "冷库"),
        (330, 205, "18座"),
    ):
        sheets.put(x, y, words, 12)
    assert cells(read(sheets)) == [
        (0, 0, 3, 1, "产业发展"),
        (0, 1, 1, 2, "两列合并的表头"),
        (1, 1, 1, 1, "分拣企业"),
        (1, 2, 1, 1, "26家"),
        (2, 1, 1, 1, "冷库"),
        (2, 2, 1, 1, "18座"),
    ]


def test_a_table_without_lines_at_its_sides_is_closed_there() -> None:
    sheets = Sheets()
    for y in (120, 150, 180):
        sheets.rule(90, y, 450, y)
    for x in (190, 320):
        sheets.rule(x, 120, x, 180)
    for y, row in ((140, ("甲", "乙", "丙")), (170, ("1", "2", "3"))):
        for x, words in zip((100, 200, 330), row, strict=True):
            sheets.put(x, y, words, 12)
    assert rows(read(sheets)) == [["甲", "乙", "丙"], ["1", "2", "3"]]


def test_a_table_goes_on_over_pages_its_head_printed_again_once() -> None:
    first = [("1", "冷库", "18座", "县供销社"), ("2", "果园", "20万亩", "县农业农村局")]
    second = [("3", "果农合作社", "40家", "县供销社")]
    found = read(two_pages(first, [HEAD, *second]))
    assert rows(found) == [list(HEAD), *map(list, first), *map(list, second)]
    above, below = cell_of(found, "20万亩").anchor, cell_of(found, "40家").anchor
    assert above is not None
    assert below is not None
    assert (above.page, below.page) == (1, 2)


def test_a_table_goes_on_without_its_head() -> None:
    first = [("1", "冷库", "18座", "县供销社")]
    second = [("2", "果园", "20万亩", "县农业农村局")]
    found = read(two_pages(first, second))
    assert rows(found) == [list(HEAD), *map(list, first), *map(list, second)]


def test_a_row_that_the_page_cuts_is_one() -> None:
    found = read(
        two_pages(
            [("1", "培育果品分拣", "26家", "县农业农村局、")],
            [HEAD, ("", "企业", "", "县商务局"), ("2", "冷库", "18座", "县供销社")],
        )
    )
    assert rows(found) == [
        list(HEAD),
        ["1", "培育果品分拣企业", "26家", "县农业农村局、县商务局"],
        ["2", "冷库", "18座", "县供销社"],
    ]


def test_a_row_of_its_own_with_an_empty_cell_stays_a_row() -> None:
    found = read(
        two_pages(
            [("1", "冷库", "18座", "县供销社")],
            [HEAD, ("2", "果园", "", "县农业农村局")],
        )
    )
    assert rows(found)[-1] == ["2", "果园", "", "县农业农村局"]


def test_a_category_goes_on_over_the_page_above_a_row_of_its_own() -> None:
    found = read(
        two_pages(
            [("产业", "冷库", "18座", "县供销社")],
            [HEAD, ("", "果园", "20万亩", "县农业农村局")],
        )
    )
    assert cells(found)[4:] == [
        (1, 0, 2, 1, "产业"),
        (1, 1, 1, 1, "冷库"),
        (1, 2, 1, 1, "18座"),
        (1, 3, 1, 1, "县供销社"),
        (2, 1, 1, 1, "果园"),
        (2, 2, 1, 1, "20万亩"),
        (2, 3, 1, 1, "县农业农村局"),
    ]


def test_an_abbreviation_that_a_cell_cuts_is_whole() -> None:
    sheets = Sheets()
    sheets.table((90, 190, 300), 120, [("指标", "数值"), ("果业增加值占GD\nP比重", "30%")], 36)
    assert rows(read(sheets))[1] == ["果业增加值占GDP比重", "30%"]


def test_figures_below_each_other_in_a_cell_are_two() -> None:
    sheets = Sheets()
    sheets.table((90, 240, 270), 120, [("指标", "数"), ("冷库、果园比例（%）", "100\n70")], 36)
    assert rows(read(sheets))[1] == ["冷库、果园比例（%）", "100\n70"]


def test_a_small_digit_set_high_is_no_digit_of_the_figure() -> None:
    sheets = Sheets()
    sheets.table((90, 240, 400), 120, [("指标", "数"), ("果树病害发生率", "55")])
    sheets.put(258, 159, "1", 6)
    assert rows(read(sheets))[1] == ["果树病害发生率", "55¹"]


def test_tables_whose_columns_do_not_fit_are_two_with_a_warning() -> None:
    found = read(
        two_pages(
            [("1", "冷库", "18座", "县供销社")],
            [("项目名称", "地点", "总投资", "备注"), ("仓储中心", "城东", "3亿元", "在建")],
            (90, 240, 350, 450, 500),
        )
    )
    assert len({b.cell.table for b in found.blocks if b.cell}) == 2
    assert "table_columns_apart" in found.warnings
    (first, second) = (found.text[start:end] for start, end in found.doubtful_tables)
    assert "县供销社" in first
    assert "仓储中心" in second


def test_records_of_a_table_whose_columns_do_not_fit_are_doubted(tmp_path: Path) -> None:
    head = ("指标名称", "单位", "2020年", "2025年")
    sheets = Sheets()
    sheets.centred(60, "某县农产品流通行动方案（2021—2025年）", 22)
    sheets.put(LEFT, 100, "附件 主要指标表")
    sheets.table((90, 200, 300, 400, 500), 600, [head, ("冷库库容", "万吨", "12", "30")])
    sheets.put(290, 810, "1", 12)
    sheets.next()
    sheets.table((90, 240, 350, 450, 500), 90, [head, ("冷链车辆", "辆", "40", "95")])
    sheets.put(290, 810, "2", 12)
    path = tmp_path / "plan.pdf"
    path.write_bytes(sheets.data())
    (document,) = extract([path]).documents
    doubted = {o.source.quote: "table.columns_apart" in o.doubts for o in document.observations}
    assert doubted == {"12": True, "30": True, "40": True, "95": True}


def test_a_line_that_says_that_a_table_goes_on_is_no_text() -> None:
    sheets = Sheets()
    sheets.table(XS, 600, [HEAD, ("1", "冷库", "18座", "县供销社")])
    sheets.next()
    sheets.put(90, 90, "续表1")
    sheets.table(XS, 110, [HEAD, ("2", "果园", "20万亩", "县农业农村局")])
    found = read(sheets)
    assert len(rows(found)) == 3
    assert "续表" not in found.text


def test_graph_paper_is_no_table() -> None:
    sheets = Sheets()
    for index in range(200):
        sheets.rule(50, 100 + 3.2 * index, 550, 100 + 3.2 * index)
    for index in range(150):
        sheets.rule(50 + 3.2 * index, 100, 50 + 3.2 * index, 740)
    sheets.put(100, 300, "示意图")
    found = read(sheets)
    assert found.text == "示意图"
    assert not [b for b in found.blocks if b.cell]


def test_a_paragraph_between_parts_two_tables() -> None:
    sheets = Sheets()
    sheets.table(XS, 600, [HEAD, ("1", "冷库", "18座", "县供销社")])
    sheets.next()
    sheets.prose(90, "以下为工程类项目，由各镇组织实施。")
    sheets.table(XS, 160, [HEAD, ("1", "分拣中心", "3座", "城东镇")])
    found = read(sheets)
    assert len({b.cell.table for b in found.blocks if b.cell}) == 2


def test_layout_takes_the_table_as_it_is() -> None:
    first = [("1", "冷库数量（座）", "18", "县供销社")]
    second = [("2", "果园面积（万亩）", "20", "县农业农村局")]
    plan = lay_out("a", read(two_pages(first, [HEAD, *second])), load(()))
    (table,) = plan.tables
    assert [[c.text for c in row] for row in table.rows] == [list(HEAD), *map(list, first + second)]
    assert table.header_rows == 1


def test_pages_of_boxes_and_arrows_are_no_table() -> None:
    sheets = Sheets()
    for index in range(6):
        sheets.canvas.rect(100 + 60 * (index % 2), 200 + 90 * index, 150, 40)
        sheets.put(110 + 60 * (index % 2), 842 - 215 - 90 * index, f"步骤{index}", 12)
    found = read(sheets)
    assert not [b for b in found.blocks if b.kind in ("cell", "box")]
    assert all(f"步骤{index}" in found.text for index in range(6))


def test_the_reader_is_in_the_table_of_formats(tmp_path: Path) -> None:
    from policy_extract.readers import read_document

    sheets = Sheets()
    sheets.prose(120, "到2027年，建成冷库18座。")
    path = tmp_path / "plan.dat.pdf"
    path.write_bytes(sheets.data())
    source = read_document(path)
    assert (source.format, source.pages, source.encoding) == ("pdf", 1, None)
