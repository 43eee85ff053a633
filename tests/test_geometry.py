"""Six dialects of tables, each with every variant: what was a table comes out as its rows of cells.

A table is written down once as rows, drawn in each dialect and read back. The tables are made up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from policy_extract.document import Block, CellPlace, Plan, Sourced
from policy_extract.layout.geometry.grid import Grid
from policy_extract.layout.geometry.group_names import sure_groups
from policy_extract.layout.geometry.heads import Heads
from policy_extract.layout.geometry.widening import as_wide
from policy_extract.lexicon import load
from policy_extract.model import Cell, Table
from reading import layouter, titled
from strategies.dialects import Rows, cell_lines, cell_tabs, frame, pipes, row_tabs, spaces

BREAK = "- 3 -"

PLAIN = (
    ("序号", "指标名称", "单位", "2022年", "2027年"),
    ("1", "规上工业产值", "亿元", "510", "900"),
    ("2", "高新技术企业", "家", "120", "260"),
    ("3", "研发投入强度", "%", "2.1", "3.2"),
    ("4", "发明专利", "件", "80", "150"),
    ("5", "数字车间", "个", "12", "60"),
    ("6", "绿色工厂", "家", "5", "30"),
)
YEARS_IN_ROWS = (
    ("年份", "产值（亿元）", "企业（家）"),
    ("2023年", "520", "130"),
    ("2024年", "610", "150"),
    ("2025年", "700", "190"),
)
AREAS_IN_ROWS = (
    ("地区", "2025年产值", "2025年企业数"),
    ("东湖县", "310", "55"),
    ("西山区", "420", "61"),
    ("南溪市", "530", "78"),
)
TWO_VALUES = (
    ("序号", "指标名称", "单位", "2022年", "2027年"),
    ("1", "公路/水路货运量", "万吨", "920/36", "1100/50"),
    ("2", "港口吞吐量", "万吨", "88", "120"),
    ("3", "快递业务量", "万件", "400", "900"),
)
SENTENCES = (
    ("序号", "重点任务", "目标", "责任单位"),
    ("1", "污水治理", "2024年达到60%，力争2030年达到75%", "市住建局、市水利局"),
    ("2", "垃圾分类", "2025年覆盖率达到95%以上", "市城管局"),
    ("3", "厕所改造", "每年改造不少于200座", "市农业农村局"),
)
DUTIES = (
    ("部门", "主要职责"),
    ("市教育局", "负责学校健康教育和体质监测"),
    ("市民政局", "负责养老服务和社会救助"),
    ("市财政局", "负责统筹资金并加强监管"),
)
TIERS_UPPER = ("指标", "2022年", "2027年")
TIERS_LOWER = ("数值", "占比", "数值", "占比")
TIERS_BODY = (
    ("工业产值", "510", "40", "900", "45"),
    ("服务业产值", "300", "30", "700", "35"),
    ("建筑业产值", "200", "15", "350", "16"),
)


@dataclass(frozen=True)
class Dialect:
    """How rows are drawn, and the two tiers of a header, and what parts the lines of a page break."""

    draw: Callable[[Rows], str]
    tiers: Callable[[], str]


DIALECTS = {
    "cell tabs": Dialect(
        cell_tabs,
        lambda: cell_tabs([TIERS_UPPER, ("", *TIERS_LOWER), *TIERS_BODY]),
    ),
    "row tabs": Dialect(
        row_tabs,
        lambda: row_tabs([TIERS_UPPER, TIERS_LOWER, *TIERS_BODY]),
    ),
    "cell lines": Dialect(
        cell_lines, lambda: cell_lines([TIERS_UPPER, TIERS_LOWER, *TIERS_BODY])
    ),
    "spaces": Dialect(
        spaces,
        lambda: (
            "              2022年           2027年\n指标".replace("              2022年", "指标            2022年").split("\n")[0]
            + "\n"
            + spaces([("            ", *TIERS_LOWER), *TIERS_BODY])
        ),
    ),
    "pipes": Dialect(
        pipes,
        lambda: pipes(
            [("指标", "2022年", "", "2027年", ""), ("", *TIERS_LOWER), *TIERS_BODY]
        ),
    ),
}  # fmt: skip


def blocks(rows: Rows, spans: dict[tuple[int, int], tuple[int, int]] | None = None) -> Sourced:
    """A text with real cells; ``spans``: (row, column) → (rowspan, colspan)."""
    text = titled("二、发展目标\n表1 主要指标\n")
    made: list[Block] = []
    for i, row in enumerate(rows):
        column = 0
        for words in row:
            down, right = (spans or {}).get((i, column), (1, 1))
            place = CellPlace(7, i, column, down, right)
            made.append(Block("cell", len(text), len(text) + len(words), None, place))
            text += words + "\n"
            column += right
    return Sourced(text + "\n三、重点任务\n推进项目建设。", tuple(made))


def plan_with(table: str, caption: str = "表1 主要指标") -> Plan:
    text = titled(f"二、发展目标\n{caption}\n{table}\n\n\n三、重点任务\n推进项目建设。")
    return layouter().lay_out("case", text)


def only(plan: Plan) -> Table:
    assert len(plan.tables) == 1
    table = plan.tables[0]
    for row in table.rows:
        for cell in row:
            assert plan.text[cell.start : cell.end].replace("\n", "") == cell.text
            assert bool(cell.text) == (cell.start < cell.end)
    return table


def words(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def check(table: Table, rows: Rows, role: str, tiers: int = 1) -> None:
    assert words(table) == [list(row) for row in rows]
    assert (table.header_rows, table.role) == (tiers, role)


each_dialect = pytest.mark.parametrize("name", DIALECTS)


# ---- every dialect, every variant --------------------------------------------------------------------------


@each_dialect
def test_rows_of_cells(name: str) -> None:
    table = only(plan_with(DIALECTS[name].draw(PLAIN)))
    check(table, PLAIN, "indicators")
    assert table.caption == "表1 主要指标"


@each_dialect
def test_two_tiers(name: str) -> None:
    table = only(plan_with(DIALECTS[name].tiers()))
    assert (table.header_rows, table.role) == (2, "indicators")
    assert [c.colspan for c in table.rows[0]] == [1, 2, 2]
    assert [c.text for c in table.rows[1]] == ["", *TIERS_LOWER]
    assert words(table)[2:] == [list(row) for row in TIERS_BODY]


@each_dialect
def test_unit_below_the_caption(name: str) -> None:
    table = only(plan_with("（单位：万亩）\n" + DIALECTS[name].draw(AREAS_IN_ROWS)))
    assert table.caption == "表1 主要指标 （单位：万亩）"
    check(table, AREAS_IN_ROWS, "indicators")


@each_dialect
def test_years_in_the_rows(name: str) -> None:
    table = only(plan_with(DIALECTS[name].draw(YEARS_IN_ROWS)))
    check(table, YEARS_IN_ROWS, "indicators")


@each_dialect
def test_areas_in_the_rows(name: str) -> None:
    check(only(plan_with(DIALECTS[name].draw(AREAS_IN_ROWS))), AREAS_IN_ROWS, "indicators")


@each_dialect
def test_two_values_in_a_cell(name: str) -> None:
    check(only(plan_with(DIALECTS[name].draw(TWO_VALUES))), TWO_VALUES, "indicators")


@each_dialect
def test_sentences_in_cells(name: str) -> None:
    table = only(plan_with(DIALECTS[name].draw(SENTENCES), "表1 重点任务分工"))
    check(table, SENTENCES, "tasks")


@each_dialect
@pytest.mark.parametrize("again", [False, True], ids=["without header", "header again"])
def test_a_page_break_makes_no_second_table(name: str, *, again: bool) -> None:
    draw = DIALECTS[name].draw
    below = PLAIN[4:] if not again else (PLAIN[0], *PLAIN[4:])
    second = frame(below) if name == "pipes" else draw(below)
    table = only(plan_with(f"{draw(PLAIN[:4])}\n\n{BREAK}\n\n{second}"))
    check(table, PLAIN, "indicators")


@each_dialect
@pytest.mark.parametrize("line", ["续表1", "续表", "表1（续）", "（续表）"])
def test_a_line_that_says_so_joins_the_parts(name: str, line: str) -> None:
    draw = DIALECTS[name].draw
    below = (PLAIN[0], *PLAIN[4:])
    second = frame(below) if name == "pipes" else draw(below)
    table = only(plan_with(f"{draw(PLAIN[:4])}\n\n{BREAK}\n\n{line}\n{second}"))
    check(table, PLAIN, "indicators")


def test_a_table_of_what_goes_on_is_no_part_of_the_one_above() -> None:
    other = (PLAIN[0], *PLAIN[4:])
    plan = plan_with(f"{row_tabs(PLAIN[:4])}\n\n\n表2 续建任务\n{row_tabs(other)}")
    assert len(plan.tables) == 2


@pytest.mark.parametrize("name", DIALECTS)
def test_two_columns_of_duties(name: str) -> None:
    table = only(plan_with(DIALECTS[name].draw(DUTIES), "部门职责清单"))
    check(table, DUTIES, "duties")
    assert table.caption == "部门职责清单"


# ---- real cells --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "role"),
    [
        (PLAIN, "indicators"),
        (YEARS_IN_ROWS, "indicators"),
        (AREAS_IN_ROWS, "indicators"),
        (TWO_VALUES, "indicators"),
        (SENTENCES, "tasks"),
        (DUTIES, "duties"),
    ],
)
def test_cells_of_blocks(rows: Rows, role: str) -> None:
    check(only(layouter().lay_out("case", blocks(rows))), rows, role)


def test_merged_cells_of_blocks() -> None:
    rows = [TIERS_UPPER, TIERS_LOWER, *TIERS_BODY]
    spans = {(0, 0): (2, 1), (0, 1): (1, 2), (0, 3): (1, 2)}
    sourced = blocks(rows, spans)
    shifted = [
        b if b.cell is None or b.cell.row != 1
        else Block(b.kind, b.start, b.end, None, CellPlace(7, 1, b.cell.col + 1))
        for b in sourced.blocks
    ]  # fmt: skip
    table = only(layouter().lay_out("case", Sourced(sourced.text, tuple(shifted))))
    assert [(c.rowspan, c.colspan) for c in table.rows[0]] == [(2, 1), (1, 2), (1, 2)]
    assert words(table)[1] == ["", *TIERS_LOWER]
    assert (table.header_rows, table.role) == (2, "indicators")


def test_odd_places_of_cells_do_not_crash() -> None:
    text = titled("甲\n乙\n丙")
    at = text.index("甲")
    odd = tuple(
        Block("cell", at + 2 * i, at + 2 * i + 1, None, CellPlace(0, row, col, down, right))
        for i, (row, col, down, right) in enumerate([(0, 0, 9, 9), (0, 0, 1, 1), (50, 3, 0, 10**9)])
    )
    layouter().lay_out("case", Sourced(text, odd))


# ---- short rows, wrapped cells -----------------------------------------------------------------------------


def test_short_rows_under_a_merged_cell_are_aligned_from_the_right() -> None:
    text = (
        "类别\t指标\t单位\t2022年\t2027年\n规模\t产值\t亿元\t510\t900\n企业\t家\t120\t260\n"
        "创新\t专利\t件\t80\t150\n强度\t%\t2.1\t3.2"
    )
    table = only(plan_with(text))
    assert words(table)[1:] == [
        ["规模", "产值", "亿元", "510", "900"],
        ["", "企业", "家", "120", "260"],
        ["创新", "专利", "件", "80", "150"],
        ["", "强度", "%", "2.1", "3.2"],
    ]
    assert [row[0].rowspan for row in table.rows[1:]] == [2, 1, 2, 1]


def test_a_row_that_lost_its_end_is_aligned_from_the_left() -> None:
    text = "序号\t任务\t责任单位\t备注\n1\t治水\t市水利局\n2\t治气\t市生态环境局\t已启动\n3\t治土\t市生态环境局"
    rows = words(only(plan_with(text)))
    assert rows[1] == ["1", "治水", "市水利局", ""]
    assert rows[3] == ["3", "治土", "市生态环境局", ""]


def test_a_broken_cell_joins_the_halves_of_its_row() -> None:
    text = "序号\t指标\t单位\t2022年\t2027年\n1\t规上工业企业研发\n经费支出占比\t%\t2.1\t3.2\n2\t专利\t件\t80\t150"
    assert words(only(plan_with(text)))[1] == [
        "1",
        "规上工业企业研发经费支出占比",
        "%",
        "2.1",
        "3.2",
    ]


def test_a_group_name_between_rows_is_one_merged_cell() -> None:
    text = "指标\t单位\t2022年\t2027年\n一、结构优化\n产值\t亿元\t510\t900\n二、创新驱动\n专利\t件\t80\t150"
    table = only(plan_with(text))
    assert [(row[0].text, row[0].colspan) for row in table.rows if len(row) == 1] == [
        ("一、结构优化", 4),
        ("二、创新驱动", 4),
    ]


def test_a_spelled_number_between_numbered_rows_names_a_group() -> None:
    text = "序号\t任务\t责任单位\n一\t产业培育\t\n1\t建设平台\t市科技局\n2\t培育企业\t\n二\t人才\t\n3\t引进人才\t市人社局"
    table = only(plan_with(text))
    assert [row[0].text for row in table.rows if len(row) == 1] == ["产业培育", "人才"]
    assert words(table)[-1] == ["3", "引进人才", "市人社局"]


def test_a_heading_between_rows_without_numbers_names_a_group() -> None:
    rows = "重点任务\n责任单位\n完成时限\n（一）产业培育\n建设平台\n市科技局\n2025年\n引进人才\n市人社局\n2026年"
    table = only(plan_with(rows))
    assert [row[0].text for row in table.rows if len(row) == 1] == ["（一）产业培育"]
    assert words(table)[-1] == ["引进人才", "市人社局", "2026年"]


def test_remarks_that_nobody_makes_leave_the_other_columns_alone() -> None:
    text = (
        "序号\n任务\n牵头单位\n配合单位\n备注\n1\n建设平台\n市大数据局\n市教育局\n"
        "2\n整治河道\n市教育局、市水利局\n—\n3\n改造农房\n市住建局\n市教育局、市水利局"
    )
    rows = words(only(plan_with(text, "表1 任务分工")))
    assert rows[2] == ["2", "整治河道", "市教育局、市水利局", "—", ""]


def test_duties_go_on_in_the_right_column_of_spaces() -> None:
    text = "部门        职责与任务\n市教育局    开展培训，办好校园健康\n            活动。\n市民政局    负责社会救助。\n市发展改革委      市财政局"
    rows = words(plan_with(text, "部门职责清单").tables[0])
    assert rows[1:3] == [
        ["市教育局", "开展培训，办好校园健康活动。"],
        ["市民政局", "负责社会救助。"],
    ]


def test_a_body_that_was_wrapped_in_the_left_column_of_spaces() -> None:
    text = "部门            工作职责\n市文化和旅游    负责景区服务，指导旅行社\n局              经营。\n市体育局        办好群众赛事。"
    rows = words(plan_with(text, "部门职责清单").tables[0])
    assert rows[1:] == [
        ["市文化和旅游局", "负责景区服务，指导旅行社经营。"],
        ["市体育局", "办好群众赛事。"],
    ]


def test_wrapped_cells_between_columns_of_spaces() -> None:
    text = (
        "指标                单位    2022年    2027年\n"
        "规上工业产值        亿元    510       900\n"
        "规上工业企业研发\n"
        "                    %       2.1       3.2\n"
        "经费支出占比\n"
        "发明专利            件      80        150\n"
    )
    table = only_loosely(plan_with(text))
    assert words(table)[2] == ["规上工业企业研发经费支出占比", "%", "2.1", "3.2"]
    assert table.rows[2][2].text == "2.1"


def only_loosely(plan: Plan) -> Table:
    """A wrapped cell's place is one of its pieces; values stand whole."""
    assert len(plan.tables) == 1
    for row in plan.tables[0].rows:
        for cell in row:
            assert plan.text[cell.start : cell.end] in cell.text
    return plan.tables[0]


def test_lines_of_a_wrapped_head_are_one_head() -> None:
    text = "序号\n类别\n主要指标\n“十三五”\n投资（万元）\n2025年目标\n1\n管网\n新建管网\n350\n396\n2\n泵站\n新建泵站\n40\n60"
    assert words(only(plan_with(text)))[0] == [
        "序号", "类别", "主要指标", "“十三五”投资（万元）", "2025年目标",
    ]  # fmt: skip


def test_sums_and_numbers_that_begin_again() -> None:
    text = (
        "序号\n项目名称\n建设性质\n总投资（万元）\n1\n北河整治\n新建\n300\n2\n南河整治\n续建\n500\n小计\n800\n"
        "泵站工程（个）\n1\n东泵站\n新建\n90\n2\n西泵站\n新建\n70\n合计\n960"
    )
    table = only(plan_with(text, "表1 重大项目表"))
    assert table.role == "projects"
    assert [row[0] for row in words(table)] == [
        "序号", "1", "2", "小计", "泵站工程（个）", "1", "2", "合计",
    ]  # fmt: skip
    assert words(table)[3] == ["小计", "", "", "800"]


def test_cells_of_tasks_are_placed_by_what_they_are() -> None:
    text = (
        "序号\n重点任务\n牵头单位\n配合单位\n备注\n1\n建设平台\n市大数据局\n市财政局、\n市教育局\n"
        "2\n整治河道\n市水利局\n各乡镇政府\n3\n改造农房\n市住建局\n—"
    )
    rows = words(only(plan_with(text, "表1 任务分工")))
    assert rows[1] == ["1", "建设平台", "市大数据局", "市财政局、市教育局", ""]
    assert rows[3] == ["3", "改造农房", "市住建局", "—", ""]


# ---- refused -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("市发展改革委\t市财政局\n市教育局\t市民政局\n市水利局\t市商务局", id="signatures, tabs"),
        pytest.param("市发展改革委      市财政局\n市教育局      市民政局\n市水利局      市商务局", id="signatures"),
        pytest.param("一、发展基础\t1\n二、总体要求\t4\n三、重点任务\t9", id="contents"),
        pytest.param("指  导  意  见\n实  施  方  案\n若  干  措  施", id="spread letters"),
        pytest.param("首页 | 政务公开 | 通知公告", id="navigation"),
        pytest.param("\t产业体系逐步完善。\n\t创新能力持续增强。", id="prose behind tabs"),
        pytest.param("到2026年，全区\t绿道\t达到80公里。\n到2026年，全市\t公园\t达到60个。\n到2026年，城区\t驿站\t达到9座。", id="tabs in sentences"),
        pytest.param("新增绿道\t80公里。其中\t滨河绿道\t30公里。\n改造公园\t60个。其中\t口袋公园\t9个。\n建成驿站\t9座。其中\t滨河\t3座。", id="tabs where sentences end"),
        pytest.param("1\n产业体系逐步完善，创新能力持续增强，绿色转型稳步推进，开放合作不断深化。\n2\n民生持续改善。", id="numbers over prose"),
    ],
)  # fmt: skip
def test_no_table(text: str) -> None:
    assert layouter().lay_out("case", titled(f"总体情况\n{text}\n")).tables == ()


def test_sentences_with_tabs_around_a_table_are_no_rows_of_it() -> None:
    rows = "指标\t单位\t2022年\t2027年\n规上产值\t亿元\t510\t900\n专利\t件\t80\t150"
    above, below = "到2027年，全县\t绿道\t达到80公里。", "到2027年，全县\t公园\t达到60个。"
    table = only(plan_with(f"{above}\n{rows}\n{below}"))
    assert [row[0] for row in words(table)] == ["指标", "规上产值", "专利"]


def test_cells_with_commas_stay_rows() -> None:
    """A goal that opens with its year and a short row under a merged cell, both under heads; a running number without."""
    headed = (
        "类别\t任务\t责任单位\n水利\t到2027年，修复河道30公里。\t市水利局\n到2027年，建成绿道80公里。\t市住建局\n"
        "交通\t改造公路，延长线路。\t市交通局"
    )
    assert len(words(only(plan_with(headed)))) == 4
    bare = "1\t修复河道，建成绿道\t30\t2026年\n2\t改造公路，延长线路\t80\t2027年\n3\t新建学校，扩大食堂\t9\t2027年"
    assert len(words(only(plan_with(bare)))) == 3


def test_another_table_is_not_joined() -> None:
    other = (("地区", "2025年产值", "2025年企业数"), *AREAS_IN_ROWS[1:])
    text = f"{row_tabs(YEARS_IN_ROWS)}\n\n\n表2 各地目标\n{row_tabs(other)}"
    assert [t.caption for t in plan_with(text).tables] == ["表1 主要指标", "表2 各地目标"]


def test_heads_of_blank_cells_say_nothing_of_columns() -> None:
    def grid(columns: int) -> Grid:
        blanks = tuple(Cell(text="", start=0, end=0) for _ in range(columns))
        words = tuple(Cell(text="甲", start=0, end=1) for _ in range(columns))
        return Grid(first=0, stop=2, start=0, end=1, header_rows=1, rows=(blanks, words))

    above, below = grid(2), grid(3)
    assert as_wide(above, below) == (above, below)


def test_rows_without_a_name_below_a_line_are_no_sign_of_a_group() -> None:
    """Spoiled tables have such rows: nothing is told of them, and nothing breaks."""
    heads = Heads(load())
    rows: dict[int, list[tuple[str, ...]]] = {0: [(), ()], 4: [("总量", "万人"), ("增速", "%")]}
    assert sure_groups({0: "甲乙丙丁戊己庚", 4: "人口人口人口人口"}, rows, heads, first=9) == {4}
