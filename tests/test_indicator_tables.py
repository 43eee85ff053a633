"""Indicator tables as people paste them: one table in every dialect says the same, and what rows may hold.

Through the public door: a whole text, laid out and extracted. Places are real, figures are made up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from reading import read, records, titled

HEAD = ("序号", "指标名称", "单位", "2020年", "2025年", "属性")
ROWS = (
    ("1", "规上工业总产值", "亿元", "864.3", "1400", "预期性"),
    ("2", "高新技术企业数", "家", "120", "260以上", "预期性"),
    ("3", "空气质量优良天数比率", "%", "93.5", "≥95", "约束性"),
)
WANTED = [
    ("规上工业总产值", 864.3, "=", "亿元", "2020", "actual", "预期性"),
    ("规上工业总产值", 1400, "=", "亿元", "2025", "target", "预期性"),
    ("高新技术企业数", 120, "=", "家", "2020", "actual", "预期性"),
    ("高新技术企业数", 260, ">=", "家", "2025", "target", "预期性"),
    ("空气质量优良天数比率", 93.5, "=", "%", "2020", "actual", "约束性"),
    ("空气质量优良天数比率", 95, ">=", "%", "2025", "target", "约束性"),
]
Table = Sequence[Sequence[str]]


def cell_tabs(table: Table) -> str:
    """A cell a line, each behind a tab, a blank line between rows, as Word's converters leave it."""
    return "\n\n".join("\n".join("\t" + cell for cell in row) for row in table)


def row_tabs(table: Table) -> str:
    """A row a line, cells parted by tabs, as pasted from Word or a web page."""
    return "\n".join("\t".join(row) for row in table)


def cell_lines(table: Table) -> str:
    """A cell a line without tabs."""
    return "\n".join(cell for row in table for cell in row)


def spaces(table: Table) -> str:
    """Columns of spaces, as the text of a PDF has them."""
    return "\n".join("   ".join(f"{cell:<14}" for cell in row).rstrip() for row in table)


def pipes(table: Table) -> str:
    """Markdown."""
    lines = ["| " + " | ".join(row) + " |" for row in table]
    return "\n".join([lines[0], "|" + " --- |" * len(table[0]), *lines[1:]])


DIALECTS: tuple[Callable[[Table], str], ...] = (cell_tabs, row_tabs, cell_lines, spaces, pipes)


def values(text: str) -> list[dict[str, Any]]:
    return records(titled(f"一、发展目标\n{text}\n"), "observation")


def said(found: Sequence[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [
        (r["indicator"], r["low"], r["comparator"], r["unit"], r["time"], r["kind"], r["attribute"])
        for r in found
    ]


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda d: d.__name__)
def test_one_table_says_the_same_in_every_dialect(dialect: Callable[[Table], str]) -> None:
    assert said(values("表1 主要指标\n" + dialect((HEAD, *ROWS)))) == WANTED


@pytest.mark.parametrize("dialect", [row_tabs, spaces, pipes], ids=lambda d: d.__name__)
def test_the_unit_of_the_caption_holds_for_rows_without_one(
    dialect: Callable[[Table], str],
) -> None:
    table = (
        ("指标", "2020年", "2025年目标"),
        ("工业投资", "310", "480"),
        ("税收收入", "42.5", "60"),
        ("进出口总额", "88", "130"),
    )
    found = values("表1 主要指标（单位：亿元）\n" + dialect(table))
    assert [(r["indicator"], r["low"], r["unit"]) for r in found][:2] == [
        ("工业投资", 310, "亿元"),
        ("工业投资", 480, "亿元"),
    ]
    assert {r["unit"] for r in found} == {"亿元"}


def test_several_units_in_a_caption_are_those_of_the_names_they_fit() -> None:
    table = (("指标", "2020年", "2025年"), ("工业投资", "310", "480"), ("园区", "4", "6"))
    found = values("表1 主要指标（单位：亿元、个）\n" + row_tabs(table))
    assert [r["unit"] for r in found] == ["亿元", "亿元", "", ""]


@pytest.mark.parametrize("dialect", [row_tabs, spaces, pipes], ids=lambda d: d.__name__)
def test_years_may_stand_in_the_rows(dialect: Callable[[Table], str]) -> None:
    table = (
        ("年份", "规上工业总产值（亿元）", "高新技术企业数（家）"),
        ("2023年", "930", "150"),
        ("2024年", "1020", "180"),
        ("2025年", "1180", "210"),
    )
    found = values("表1 分年度目标\n" + dialect(table))
    assert [(r["indicator"], r["low"], r["unit"], r["time"]) for r in found] == [
        ("规上工业总产值", 930, "亿元", "2023"),
        ("高新技术企业数", 150, "家", "2023"),
        ("规上工业总产值", 1020, "亿元", "2024"),
        ("高新技术企业数", 180, "家", "2024"),
        ("规上工业总产值", 1180, "亿元", "2025"),
        ("高新技术企业数", 210, "家", "2025"),
    ]


@pytest.mark.parametrize("dialect", [row_tabs, spaces, pipes], ids=lambda d: d.__name__)
def test_areas_may_stand_in_the_rows(dialect: Callable[[Table], str]) -> None:
    table = (
        ("地区", "规上工业总产值（亿元）", "高新技术企业（家）"),
        ("花溪区", "210", "40"),
        ("乌当区", "180", "35"),
        ("白云区", "240", "52"),
    )
    found = values("表1 2025年各区目标\n" + dialect(table))
    assert [(r["area"], r["low"], r["time"]) for r in found if r["unit"] == "家"] == [
        ("花溪区", 40, "2025"),
        ("乌当区", 35, "2025"),
        ("白云区", 52, "2025"),
    ]


def test_two_values_in_a_cell_have_a_name_each() -> None:
    rows = (
        ("1", "公路/水路货运量", "万吨", "920/36", "1100/50", "预期性"),
        *ROWS[1:],
    )
    found = values("表1 主要指标\n" + row_tabs((HEAD, *rows)))
    assert [(r["indicator"], r["low"], r["time"]) for r in found[:4]] == [
        ("公路货运量", 920, "2020"),
        ("水路货运量", 36, "2020"),
        ("公路货运量", 1100, "2025"),
        ("水路货运量", 50, "2025"),
    ]


def test_a_name_with_a_slash_over_one_value_stays_whole() -> None:
    rows = (("1", "研究与试验发展/技术改造投入", "亿元", "12", "20", "预期性"), *ROWS[1:])
    found = values("表1 主要指标\n" + row_tabs((HEAD, *rows)))
    assert found[0]["indicator"] == "研究与试验发展/技术改造投入"


def test_a_sentence_in_a_cell_has_its_own_years() -> None:
    table = (
        ("序号", "指标", "目标"),
        ("1", "农村生活污水治理率", "2024年达到60%，力争2030年达到75%"),
        ("2", "生活垃圾回收利用率", "到2025年达到35%以上"),
        ("3", "卫生厕所普及率", "2025年达到90%左右"),
    )
    found = values("表1 主要指标\n" + row_tabs(table))
    assert [(r["indicator"], r["low"], r["comparator"], r["time"]) for r in found] == [
        ("农村生活污水治理率", 60, "=", "2024"),
        ("农村生活污水治理率", 75, "=", "2030"),
        ("生活垃圾回收利用率", 35, ">=", "2025"),
        ("卫生厕所普及率", 90, "~", "2025"),
    ]


def test_two_tiers_of_heads_under_blanks() -> None:
    text = (
        "表1 主要指标\n指标\t单位\t现状\t目标\n\t\t2020年\t2022年\t2025年\n"
        "规上工业总产值\t亿元\t810\t1000\t1260\n工业投资\t亿元\t100\t125\t150\n"
        "研发投入强度\t%\t1.5\t1.8\t2.5\n"
    )
    found = values(text)
    assert [(r["indicator"], r["low"], r["time"], r["kind"]) for r in found[:3]] == [
        ("规上工业总产值", 810, "2020", "actual"),
        ("规上工业总产值", 1000, "2022", "target"),
        ("规上工业总产值", 1260, "2025", "target"),
    ]


def test_a_table_that_goes_on_after_a_page_is_one() -> None:
    more = (
        ("4", "城镇登记失业率", "%", "4.1", "4.5以内", "预期性"),
        ("5", "森林覆盖率", "%", "55", "57", "约束性"),
        ("6", "上市公司数", "家", "6", "12", "预期性"),
    )
    text = "表1 主要指标\n" + row_tabs((HEAD, *ROWS)) + "\n- 5 -\n" + row_tabs(more)
    found = values(text)
    assert [(r["indicator"], r["low"] or r["high"], r["time"]) for r in found[-4:]] == [
        ("森林覆盖率", 55, "2020"),
        ("森林覆盖率", 57, "2025"),
        ("上市公司数", 6, "2020"),
        ("上市公司数", 12, "2025"),
    ]


def test_tables_of_other_roles_give_no_cells() -> None:
    table = (
        ("序号", "重点任务", "牵头单位", "完成时限"),
        ("1", "建设产业园", "市发展改革委", "2025年"),
        ("2", "引进企业", "市商务局", "2024年"),
        ("3", "改造设备", "市工业和信息化局", "2023年"),
    )
    assert values("表1 重点任务分工表\n" + row_tabs(table)) == []


HEADS = ("指标名称", "单位", "2020年", "2025年")
RISES = ("类别", "指标名称", "2020年基期值", "2025年目标值", "年均/累计增长(%)")


def cells_of(head: Sequence[str], *rows: Sequence[str]) -> list[tuple[Any, ...]]:
    found = values("表1 主要指标\n" + row_tabs((head, *rows)))
    return [(r["measure"], r["low"], r["high"], r["comparator"], r["unit"]) for r in found]


@pytest.mark.parametrize(
    ("unit", "cell", "wanted"),
    [
        # a rate for so many is not glued to the digits; signs of comparison of other scripts
        ("1/10万", "‹8", ("level", "", 8, "<", "1/10万")),
        ("/10万", "≤55", ("level", "", 55, "<=", "/10万")),
        ("1/万", "﹤18", ("level", "", 18, "<", "1/万")),
        ("%", "﹥95", ("level", 95, "", ">", "%")),
        # the magnitude in the cell, the unit in the row
        ("亿元", "2.57万左右", ("level", 2.57, 2.57, "~", "万亿元")),
        ("万人", "1.2亿", ("level", 1.2, 1.2, "=", "亿人")),
        # refused: a whole unit in the cell
        ("亿美元", "4010亿元", ("level", 4010, 4010, "=", "亿元")),
        # minus opens a cell
        ("‰", "-0.5", ("level", -0.5, -0.5, "=", "‰")),
        ("%", "每年提高0.5个百分点", ("change_points", 0.5, 0.5, "=", "个百分点")),
    ],
)  # fmt: skip
def test_what_a_value_cell_says(unit: str, cell: str, wanted: tuple[Any, ...]) -> None:
    rows = (("河湖治理水平", unit, "—", cell), ("绿色工厂", "家", "12", "30"))
    assert cells_of(HEADS, *rows)[0] == wanted


@pytest.mark.parametrize(
    ("unit", "wanted"),
    [("万人次/亿元", ["万人次", "亿元"]), ("万元/亩", ["万元/亩", "万元/亩"])],
)
def test_a_unit_column_with_two_units(unit: str, wanted: list[str]) -> None:
    rows = (("旅游人次/旅游收入", unit, "—", "1200/100"), ("绿色工厂", "家", "12", "30"))
    assert [unit for *_, unit in cells_of(HEADS, *rows)][:2] == wanted


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        # a ratio without other numbers in its row is itself
        (("民生", "城镇调查失业率(%)", "—", "—", "5.5左右"), ("level", 5.5, 5.5, "~", "%")),
        (("民生", "固定资产投资增长(%)", "—", "—", "8左右"), ("growth_rate", 8, 8, "~", "%")),
        (("民生", "工业投资增长(%)", "[11.8]", "—", "—"), ("growth_rate", 11.8, 11.8, "=", "%")),
        (("民生", "城镇化率(%)", "—", "—", "[5.4]"), ("change_points", 5.4, 5.4, "=", "个百分点")),
        (("民生", "城乡收入比", "—", "—", "[-0.05]"), ("decrease", 0.05, 0.05, "=", "")),
    ],
)
def test_a_column_of_growth_holds(row: Sequence[str], wanted: tuple[Any, ...]) -> None:
    rows = (row, ("产业", "工业产值(亿元)", "510", "900", "7"))
    assert cells_of(RISES, *rows)[0] == wanted


def test_a_group_gives_its_members_direction_and_unit() -> None:
    head = ("指标", "指标", "2020年", "2025年")
    rows = (
        ("主要污染物排放减少(%)", "氨氮", "[10]", "[3.8]"),
        ("", "二氧化硫", "[9.9]", "12"),
        ("空气质量", "优良天数比率(%)", "93", "95"),
    )
    found = cells_of(head, *rows)
    assert [(m, high, unit) for m, _, high, _, unit in found] == [
        ("growth_rate", -10, "%"),
        ("growth_rate", -3.8, "%"),
        ("growth_rate", -9.9, "%"),
        ("growth_rate", -12, "%"),
        ("level", 93, "%"),
        ("level", 95, "%"),
    ]


def test_a_column_that_judges_in_words_is_no_value() -> None:
    head = ("指标名称", "单位", "2020年目标", "完成情况")
    judged = (("绿色工厂", "家", "30", "提前完成"), ("数字车间", "个", "60", "全面完成"))
    counted = (("绿色工厂", "家", "30", "33"), ("数字车间", "个", "60", "全面完成"))
    assert len(cells_of(head, *judged)) == 2
    assert len(cells_of(head, *counted)) == 4


def test_the_unit_of_the_own_head_wins() -> None:
    head = ("项目类别", "单位", "数量", "“十四五”投资（万元）")
    rows = (("河道治理工程", "项", "63", "1149"), ("管网工程", "公里", "55", "2078"))
    assert {unit for *_, unit in cells_of(head, *rows)} == {"万元"}


@pytest.mark.parametrize(
    ("year", "cell", "time"),
    [
        ("2020年", "[18.3]", "2016/2020"),  # a sum that ends with a five-year plan is that plan's
        ("2025年", "[16]", "2021/2025"),
        ("2023年", "[7]", "2023"),  # no plan ends there
        ("2020年", "18.3", "2020"),  # no sum
    ],
)
def test_a_sum_in_a_column_of_one_year(year: str, cell: str, time: str) -> None:
    head = ("指标名称", "单位", year, "2030年")
    rows = (("单位生产总值能耗降低", "%", cell, "—"), ("绿色工厂", "家", "12", "30"))
    assert values("表1 主要指标\n" + row_tabs((head, *rows)))[0]["time"] == time


@pytest.mark.parametrize("dialect", [row_tabs, spaces, pipes], ids=lambda d: d.__name__)
def test_the_kind_of_target_names_its_words(dialect: Callable[[Table], str]) -> None:
    text = titled("表1 主要指标\n" + dialect((HEAD, *ROWS)))
    found = [o for o in read(text).observations if o.attribute]
    assert len(found) == len(WANTED)
    for o in found:
        said = o.read["attribute"]
        assert said is not None
        assert text[said.start : said.end] == o.attribute


@pytest.mark.parametrize(
    ("name", "cell", "wanted"),
    [
        ("书屋（个）", "增加30", ("increase", 30, "个")),
        ("预期寿命（岁）", "提高1左右", ("increase", 1, "岁")),
        ("单位面积能耗（千克标准煤）", "下降8%", ("growth_rate", -8, "%")),
        ("事故起数（起）", "减少12", ("decrease", 12, "起")),
        ("体质合格率（%）", "提高2个百分点", ("change_points", 2, "个百分点")),
        ("藏书（册）", "2020年的3倍", ("multiple", 3, "")),
        # refused: levels that a change leads to, names that tell the change, a multiple without a year
        ("书屋（个）", "增加到30", ("level", 30, "个")),
        ("常住人口（万人）", "减少至28", ("level", 28, "万人")),
        ("能耗降低率（%）", "下降13.5%", ("growth_rate", 13.5, "%")),
        ("书屋（个）", "不低于30", ("level", 30, "个")),
    ],
)  # fmt: skip
def test_a_cell_may_tell_a_change(name: str, cell: str, wanted: tuple[Any, ...]) -> None:
    found = values(
        row_tabs((("指标", "2020年", "2025年"), (name, "—", cell), ("绿道（公里）", "5", "9")))
    )
    assert wanted == tuple(found[0][k] for k in ("measure", "low", "unit"))
    assert found[0]["time"] == "2025"


def test_numbers_in_a_column_of_tasks_are_targets() -> None:
    table = (
        ("序号", "工作任务", "责任单位"),
        ("1", "新建书屋30个，改造绿道15公里", "市林业局"),
        ("2", "改造小区80个", "市住房城乡建设局"),
        ("3", "推进“百千万”工程", "市财政局"),
    )
    found = values("重点任务分工表\n" + row_tabs(table))
    assert [(r["indicator"], r["quote"]) for r in found] == [
        ("书屋", "30个"), ("改造绿道", "15公里"), ("改造小区", "80个"),
    ]  # fmt: skip


def test_numbers_in_a_column_of_projects_names_are_none() -> None:
    table = (
        ("序号", "项目名称", "责任单位"),
        ("1", "30个书屋改造项目", "市林业局"),
        ("2", "15公里绿道项目", "市林业局"),
    )
    assert values("重点任务分工表\n" + row_tabs(table)) == []
