"""Tables: their geometry (cells behind tabs, wrapped and merged cells, plain lines) and what their cells say."""

from __future__ import annotations

from typing import Any

import pytest

from policy_extract.model import Table
from reading import given, picked, plan_of, records, titled

CAPTION = "表1 制造业发展主要指标"
HEAD = ["序号", "指标名称", "2020年", "2025年", "指标属性"]


def tabbed(*rows: list[str], caption: str = CAPTION) -> str:
    """Rows as word processors leave them: each cell a line behind a tab, a blank line between rows."""
    body = "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in rows)
    return f"二、发展目标\n{caption}\n{body}\n\n\n三、重点任务\n推进项目建设。"


def table_of(text: str) -> Table:
    plan = plan_of(titled(text))
    assert len(plan.tables) == 1
    return plan.tables[0]


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def values(text: str, title: str | None = None) -> list[dict[str, Any]]:
    whole = titled(text) if title is None else titled(text, title)
    return records(whole, "observation")


def check(text: str, *expected: dict[str, Any], title: str | None = None) -> None:
    found, wanted = values(text, title), [given(e) for e in expected]
    assert [r["quote"] for r in found] == [e["quote"] for e in wanted]
    assert [picked(r, e) for r, e in zip(found, wanted, strict=True)] == wanted


# ---- geometry ----------------------------------------------------------------------------------------------


def test_cells_are_lines_behind_tabs() -> None:
    table = table_of(tabbed(HEAD, ["1", "规上工业总产值（亿元）", "664.3", "1400", "预期性"]))
    assert cells(table) == [HEAD, ["1", "规上工业总产值（亿元）", "664.3", "1400", "预期性"]]
    assert (table.caption, table.header_rows) == (CAPTION, 1)


def test_cells_know_their_place() -> None:
    text = titled(tabbed(HEAD, ["1", "规上工业总产值（亿元）", "664.3", "1400", "预期性"]))
    plan = plan_of(text)
    assert all(plan.text[c.start : c.end] == c.text for row in plan.tables[0].rows for c in row)


def test_a_lone_tab_is_an_empty_cell() -> None:
    table = table_of(tabbed(HEAD, ["1", "上市公司（家）", "", "5", "预期性"]))
    assert cells(table)[1] == ["1", "上市公司（家）", "", "5", "预期性"]
    empty = table.rows[1][2]
    assert empty.start == empty.end


def test_a_wrapped_cell_is_joined_over_a_blank_line() -> None:
    text = f"二、目标\n{CAPTION}\n" + "\n".join(f"\t{c}" for c in HEAD)
    text += "\n\n\t1\n\t单位工业增加值能耗\n\t—\n\t完成下达\n\n任务\n\t约束性\n\n\t2\n\t工业用水量\n\t—\n\t完成下达\n\n任务\n\t约束性\n\n\n三、任务\n"
    table = table_of(text)
    assert [row[3] for row in cells(table)[1:]] == ["完成下达任务", "完成下达任务"]


def test_a_wrapped_name_is_joined() -> None:
    text = tabbed(
        HEAD, ["1", "规上工业企业研发经费支出\n占营业收入比重（%）", "2.3", "3", "预期性"]
    )
    assert cells(table_of(text))[1][1] == "规上工业企业研发经费支出占营业收入比重（%）"


def test_two_tiers_of_headers() -> None:
    text = tabbed(
        ["指标", "2020年现状", "2025年目标"],
        ["", "数值", "占全市比重", "数值", "占全市比重"],
        ["规上工业总产值（亿元）", "300", "12", "500", "15"],
        ["规上工业企业（家）", "120", "10", "200", "12"],
    )
    table = table_of(text)
    assert table.header_rows == 2
    assert [c.colspan for c in table.rows[0]] == [1, 2, 2]


def test_four_cells_make_a_table_three_do_not() -> None:
    assert plan_of(titled("一、甲\n\t乙\n\t丙\n\t丁\n二、戊")).tables == ()


def test_prose_behind_a_tab_is_no_table() -> None:
    prose = (
        "\t" + "产业体系逐步完善，创新能力持续增强，绿色转型稳步推进，" * 3 + "开放合作不断深化。"
    )
    assert plan_of(titled(f"一、基础\n{prose}\n{prose}\n{prose}\n{prose}\n")).tables == ()


def test_two_tables_have_their_own_captions() -> None:
    row = ["1", "规上工业企业（家）", "120", "200", "预期性"]
    text = tabbed(HEAD, row, caption="表1 主要指标")
    text += "\n" + tabbed(HEAD, row, caption="表2 分项指标")
    tables = plan_of(titled(text)).tables
    assert [(t.id, t.caption) for t in tables] == [("t1", "表1 主要指标"), ("t2", "表2 分项指标")]


def test_cell_lines_under_a_caption() -> None:
    rows = ["序号", "指标名称", "单位", "2020年", "2025年", "属性"]
    rows += ["1", "规上工业总产值", "亿元", "664", "1400", "预期性"]
    rows += ["2", "规上工业企业数量", "家", "488", "700", "预期性"]
    rows += ["3", "研发投入强度", "%", "2.3", "3.0", "预期性"]
    table = table_of(
        "二、发展目标\n表1 制造业发展主要指标\n"
        + "\n".join(rows)
        + "\n\n三、重点任务\n推进项目建设。"
    )
    assert [row[1] for row in cells(table)[1:]] == [
        "规上工业总产值",
        "规上工业企业数量",
        "研发投入强度",
    ]
    assert cells(table)[2][3:5] == ["488", "700"]


def test_row_lines_parted_by_tabs() -> None:
    text = "二、目标\n表1 主要指标\n指标\t单位\t2020年\t2025年\n规上工业总产值\t亿元\t664\t1400\n规上工业企业\t家\t488\t700\n研发投入强度\t%\t2.3\t3.0\n三、任务\n推进。"
    table = table_of(text)
    assert cells(table)[2] == ["规上工业企业", "家", "488", "700"]


def test_signatures_are_no_table() -> None:
    text = "贵阳市发展和改革委员会      贵阳市工业和信息化局\n贵阳市科学技术局      贵阳市财政局\n贵阳市商务局      贵阳市统计局\n"
    assert plan_of(titled(text)).tables == ()


# ---- values ------------------------------------------------------------------------------------------------


def test_every_value_cell_is_one() -> None:
    check(
        tabbed(
            HEAD,
            ["1", "规上工业总产值（亿元）", "664.3", "1400", "预期性"],
            ["2", "单位工业增加值能耗（吨标准煤/万元）", "0.78", "0.7", "约束性"],
        ),
        {"quote": "664.3", "indicator": "规上工业总产值", "measure": "level", "low": 664.3, "unit": "亿元", "time": "2020", "kind": "actual", "attribute": "预期性", "table": [1, 2]},
        {"quote": "1400", "indicator": "规上工业总产值", "low": 1400, "unit": "亿元", "time": "2025", "kind": "target", "attribute": "预期性", "table": [1, 3]},
        {"quote": "0.78", "indicator": "单位工业增加值能耗", "low": 0.78, "unit": "吨标准煤/万元", "time": "2020", "kind": "actual", "attribute": "约束性"},
        {"quote": "0.7", "low": 0.7, "time": "2025", "kind": "target", "attribute": "约束性"},
    )  # fmt: skip


@pytest.mark.parametrize("cell", ["—", "-", "——", "", "/", "－"])
def test_empty_cells_are_none(cell: str) -> None:
    row = ["1", "上市公司（家）", cell, "5", "预期性"]
    other = ["2", "规上工业企业（家）", "488", "700", "预期性"]
    assert [r["quote"] for r in values(tabbed(HEAD, row, other))] == ["5", "488", "700"]


@pytest.mark.parametrize(
    ("cell", "bounds"),
    [
        ("35左右", (35, 35, "~")),
        ("3.0以上", (3, "", ">=")),
        ("≥90", (90, "", ">=")),
        ("≤1.3", ("", 1.3, "<=")),
        ("30以内", ("", 30, "<=")),
        ("1-2", (1, 2, "range")),
        ("1—2", (1, 2, "range")),
        ("力争达到3.5", (3.5, 3.5, "=")),
        ("<1.3", ("", 1.3, "<")),
        (">70", (70, "", ">")),
    ],
)
def test_bounds_in_cells(cell: str, bounds: tuple[object, ...]) -> None:
    row = ["1", "研发投入强度（%）", "2.3", cell, "预期性"]
    other = ["2", "规上工业企业（家）", "488", "700", "预期性"]
    found = [r for r in values(tabbed(HEAD, row, other)) if r["quote"] == cell]
    assert [(r["low"], r["high"], r["comparator"], r["unit"]) for r in found] == [(*bounds, "%")]


def test_two_tier_cells_are_two() -> None:
    text = tabbed(
        HEAD,
        ["1", "研发投入强度（%）", "2.3", "3.0以上", "预期性"],
        ["", "", "", "力争3.5以上", ""],
        ["2", "规上工业企业（家）", "488", "700", "预期性"],
    )
    found = [r for r in values(text) if r["indicator"] == "研发投入强度" and r["kind"] == "target"]
    assert [(r["quote"], r["low"], r["comparator"]) for r in found] == [
        ("3.0以上", 3, ">="),
        ("力争3.5以上", 3.5, ">="),
    ]


def test_year_in_the_cell_wins() -> None:
    text = tabbed(
        HEAD,
        ["1", "关键工序数控化率（%）", "51.83（2019）", "70", "预期性"],
        ["2", "规上工业企业（家）", "488", "700", "预期性"],
    )
    check(
        text,
        {"quote": "51.83（2019）", "low": 51.83, "unit": "%", "time": "2019", "kind": "actual"},
        {"quote": "70", "time": "2025"},
        {"quote": "488", "time": "2020"},
        {"quote": "700", "time": "2025"},
    )


def test_qualitative_cell() -> None:
    text = tabbed(
        HEAD,
        ["1", "单位工业增加值能耗降低（%）", "—", "完成省下达任务", "约束性"],
        ["2", "规上工业企业（家）", "488", "700", "预期性"],
    )
    found = values(text)
    assert picked(found[0], {"quote": 0, "qualitative": 0, "low": 0, "attribute": 0}) == {
        "quote": "完成省下达任务", "qualitative": "完成省下达任务", "low": "", "attribute": "约束性",
    }  # fmt: skip


def test_unit_in_a_column_of_its_own() -> None:
    check(
        tabbed(
            ["序号", "指标", "单位", "2020年", "2025年"],
            ["1", "规上工业总产值", "亿元", "664.3", "1400"],
            ["2", "规上工业企业", "家", "488", "700"],
        ),
        {"quote": "664.3", "low": 664.3, "unit": "亿元"},
        {"quote": "1400", "low": 1400, "unit": "亿元"},
        {"quote": "488", "low": 488, "unit": "家"},
        {"quote": "700", "low": 700, "unit": "家"},
    )


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2020年现状", "2025年目标"),
        ("2020年\n现状值", "2025年\n目标值"),
        ("“十三五”期末", "“十四五”期末"),
        ("现状值", "目标值"),
        ("2020", "2025"),
        ("基期值（2020年）", "目标值（2025年）"),
        ("2020年完成情况", "2025年规划目标"),
    ],
)
def test_headers_of_value_columns(now: str, then: str) -> None:
    text = tabbed(
        ["序号", "指标", now, then],
        ["1", "规上工业总产值（亿元）", "664.3", "1400"],
        ["2", "规上工业企业（家）", "488", "700"],
    )
    assert [(r["quote"], r["time"], r["kind"]) for r in values(text)] == [
        ("664.3", "2020", "actual"),
        ("1400", "2025", "target"),
        ("488", "2020", "actual"),
        ("700", "2025", "target"),
    ]


def test_three_target_years() -> None:
    text = tabbed(
        ["指标", "2022年", "2023年", "2025年", "2027年"],
        ["智能工厂（家）", "10", "20", "40", "60"],
        ["数字化车间（个）", "30", "60", "120", "200"],
    )
    found = values(text, "遵义市制造业数字化行动方案（2023—2027年）")
    assert [(r["quote"], r["time"], r["kind"]) for r in found[:4]] == [
        ("10", "2022", "actual"),
        ("20", "2023", "target"),
        ("40", "2025", "target"),
        ("60", "2027", "target"),
    ]


def test_growth_column() -> None:
    text = tabbed(
        ["指标", "2020年", "2025年", "年均增长（%）"],
        ["规上工业总产值（亿元）", "664.3", "1400", "16"],
        ["规上工业企业（家）", "488", "700", "7.5"],
    )
    found = [r for r in values(text) if r["quote"] in ("16", "7.5")]
    assert [(r["measure"], r["low"], r["unit"], r["per_year"], r["time"]) for r in found] == [
        ("growth_rate", 16, "%", True, "2021/2025"),
        ("growth_rate", 7.5, "%", True, "2021/2025"),
    ]


def test_sums_over_the_period_in_brackets() -> None:
    text = tabbed(
        ["指标", "2020年", "2025年", "年均/累计"],
        ["新建高标准农田（万亩）", "15", "—", "[120]"],
        ["规上工业企业（家）", "488", "700", "7.5"],
    )
    found = [r for r in values(text) if r["quote"] == "[120]"]
    assert [(r["low"], r["unit"], r["time"], r["cumulative"]) for r in found] == [
        (120, "万亩", "2021/2025", True)
    ]


def test_brackets_of_a_row_say_that_its_values_are_sums() -> None:
    text = tabbed(
        ["指标", "2020年", "2025年"],
        ["职业技能培训（万人次）〔累计〕", "—", "〔30〕"],
        ["修复湿地（“十四五”累计）（亩）", "—", "800"],
        ["培训乡村医生（人次，累计）", "—", "300"],
        ["建成口袋公园（个）", "—", "60（累计）"],
        ["养老床位（累计投资）（万元）", "—", "20"],
        ["国家高新技术企业累计数（家）", "—", "80"],
    )
    assert [(r["indicator"], r["unit"], r["cumulative"]) for r in values(text)] == [
        ("职业技能培训", "万人次", True),
        ("修复湿地", "亩", True),
        ("培训乡村医生", "人次", True),
        ("建成口袋公园", "个", True),
        ("养老床位（累计投资）", "万元", True),
        ("国家高新技术企业累计数", "家", True),
    ]


@pytest.mark.parametrize(
    ("head", "cell", "wanted"),
    [
        ("2025年（累计）", "200", ("level", 200, "座", "2025", True)),
        ("“十四五”（累计）", "200", ("level", 200, "座", "2021/2025", True)),
        ("2025年/[累计]", "200", ("level", 200, "座", "2025", False)),
        ("2025年/[累计]", "[200]", ("increase", 200, "座", "2021/2025", True)),
        # refused: columns of growth, columns of sums alone
        ("年均增长[累计]", "5.5", ("growth_rate", 5.5, "%", "2021/2025", False)),
        ("五年[累计]", "[200]", ("increase", 200, "座", "2021/2025", True)),
    ],
)  # fmt: skip
def test_brackets_of_a_head_say_that_its_values_are_sums(
    head: str, cell: str, wanted: tuple[Any, ...]
) -> None:
    text = tabbed(["指标", "2020年", head], ["改造农村公厕（座）", "30", cell])
    last = values(text)[-1]
    assert wanted == tuple(last[k] for k in ("measure", "low", "unit", "time", "cumulative"))


def test_new_in_a_row_is_an_increase() -> None:
    text = tabbed(
        HEAD,
        ["1", "新增上市公司（家）", "—", "5", "预期性"],
        ["2", "规上工业企业（家）", "488", "700", "预期性"],
    )
    first = values(text)[0]
    assert (first["indicator"], first["measure"], first["low"]) == ("上市公司", "increase", 5)


def test_words_of_a_row_stay() -> None:
    text = tabbed(
        HEAD,
        ["1", "规上工业增加值增速（%）", "5.5", "8", "预期性"],
        ["2", "数字经济核心产业增加值占GDP比重（%）", "5", "12", "预期性"],
    )
    assert [(r["indicator"], r["measure"]) for r in values(text)] == [
        ("规上工业增加值增速", "growth_rate"),
        ("规上工业增加值增速", "growth_rate"),
        ("数字经济核心产业增加值占GDP比重", "level"),
        ("数字经济核心产业增加值占GDP比重", "level"),
    ]


def _rows_of_areas(year: str, caption: str) -> list[dict[str, Any]]:
    text = tabbed(
        ["县（市、区）", f"{year}规上工业总产值（亿元）", f"{year}规上工业企业（家）"],
        ["红花岗区", "300", "220"],
        ["汇川区", "450", "310"],
        caption=caption,
    )
    return values(text, "遵义市工业发展“十四五”规划")


def test_rows_of_areas() -> None:
    found = _rows_of_areas("2025年", "表2 各地目标")
    assert [(r["area"], r["low"], r["unit"], r["time"]) for r in found] == [
        ("红花岗区", 300, "亿元", "2025"),
        ("红花岗区", 220, "家", "2025"),
        ("汇川区", 450, "亿元", "2025"),
        ("汇川区", 310, "家", "2025"),
    ]


def test_rows_of_areas_name_the_indicator_without_its_year() -> None:
    found = _rows_of_areas("2025年", "表2 各地目标")
    assert [r["indicator"] for r in found] == ["规上工业总产值", "规上工业企业"] * 2


def test_rows_of_areas_with_the_year_in_the_caption() -> None:
    found = _rows_of_areas("", "表2 2025年各地目标")
    assert [(r["area"], r["low"], r["time"]) for r in found] == [
        ("红花岗区", 300, "2025"),
        ("红花岗区", 220, "2025"),
        ("汇川区", 450, "2025"),
        ("汇川区", 310, "2025"),
    ]


def test_full_width_cells() -> None:
    text = tabbed(
        HEAD,
        ["１", "规上工业总产值（亿元）", "６６４．３", "１４００", "预期性"],
        ["２", "规上工业企业（家）", "４８８", "７００", "预期性"],
    )
    assert [(r["quote"], r["low"]) for r in values(text)] == [
        ("６６４．３", 664.3),
        ("１４００", 1400),
        ("４８８", 488),
        ("７００", 700),
    ]


def test_header_with_spread_letters() -> None:
    text = tabbed(
        ["序号", "指　　　标　　　名　　　称", "2020年", "2025年"],
        ["1", "规上工业总产值（亿元）", "664.3", "1400"],
        ["2", "规上工业企业（家）", "488", "700"],
    )
    assert [r["indicator"] for r in values(text)] == ["规上工业总产值"] * 2 + ["规上工业企业"] * 2


# ---- refused -----------------------------------------------------------------------------------------------


def test_a_table_of_tasks_yields_no_observation() -> None:
    text = tabbed(
        ["序号", "重点任务", "责任单位", "完成时限"],
        ["1", "培育壮大市场主体", "市经信局", "2023年"],
        ["2", "强化创新驱动", "市科技局", "2024年"],
    )
    assert values(text) == []


def test_serials_are_no_values() -> None:
    text = tabbed(
        HEAD,
        ["1", "规上工业企业（家）", "488", "700", "预期性"],
        ["2", "上市公司（家）", "3", "8", "预期性"],
    )
    assert [r["quote"] for r in values(text)] == ["488", "700", "3", "8"]


def test_a_ratio_of_sectors_is_one_value_of_parts() -> None:
    text = tabbed(
        HEAD,
        ["1", "三次产业结构", "8.7:43.2:48.1", "7:45:48", "预期性"],
        ["2", "规上工业企业（家）", "488", "700", "预期性"],
    )
    assert [(r["indicator"], r["parts"], r["low"]) for r in values(text)] == [
        ("三次产业结构", [8.7, 43.2, 48.1], ""),
        ("三次产业结构", [7, 45, 48], ""),
        ("规上工业企业", "", 488),
        ("规上工业企业", "", 700),
    ]


def test_a_ratio_under_a_name_that_is_none_is_no_value() -> None:
    text = tabbed(
        HEAD,
        ["1", "窗口开放时间", "8:30", "9:00", "预期性"],
        ["2", "规上工业企业（家）", "488", "700", "预期性"],
    )
    assert [r["quote"] for r in values(text)] == ["488", "700"]


def test_a_table_in_residue_yields_nothing() -> None:
    table = tabbed(HEAD, ["1", "规上工业企业（家）", "488", "700", "预期性"])
    text = f"一、基础\n产业体系逐步完善。\n_1654321098.xls\n{table}"
    assert plan_of(titled(text)).tables == ()
    assert values(text) == []


# ---- rows a line, cells parted by tabs ------------------------------------------------------------------------


def rowed(*lines: str) -> str:
    return f"二、发展目标\n{CAPTION}\n\n" + "\n".join(lines) + "\n\n三、重点任务\n推进项目建设。"


def named(text: str) -> list[tuple[str, Any]]:
    return [(r["indicator"], r["low"]) for r in values(text)]


def test_rows_behind_a_page_number_go_on_the_table() -> None:
    text = rowed(
        "序号\t指标\t单位\t2025年", "1\t入园企业\t家\t300", "2\t研发投入强度\t%\t3.2", "",
        "— 3 —", "", "3\t绿色工厂\t家\t20",
    )  # fmt: skip
    assert named(text) == [("入园企业", 300), ("研发投入强度", 3.2), ("绿色工厂", 20)]


def test_a_row_of_its_own_is_no_rest_of_a_table() -> None:
    text = rowed(
        "序号\t指标\t单位\t2025年", "1\t入园企业\t家\t300", "2\t研发投入强度\t%\t3.2", "",
        "— 3 —", "", "市财政局\t市教育局\t市民政局\t市审计局",
    )  # fmt: skip
    assert table_of(text).rows[-1][1].text == "研发投入强度"


def test_names_wrapped_at_the_width_of_the_column() -> None:
    text = rowed(
        "指标\t单位\t2025年",
        "规模以上服务业企业研", "发经费\t亿元\t30",
        "每百户居民拥有新能源", "汽车\t辆\t12",
        "绿色工厂\t家\t20",
    )  # fmt: skip
    assert named(text) == [
        ("规模以上服务业企业研发经费", 30), ("每百户居民拥有新能源汽车", 12), ("绿色工厂", 20),
    ]  # fmt: skip


def test_one_name_wrapped_before_what_no_name_begins_with() -> None:
    text = rowed("指标\t单位\t2025年", "入园企业\t家\t300", "单位工业增加值用水量", "下降\t%\t16")
    assert named(text) == [("入园企业", 300), ("单位工业增加值用水量下降", 16)]


def test_a_line_that_names_the_rows_below_is_no_wrapped_name() -> None:
    text = rowed(
        "指标\t单位\t2025年",
        "质量效益",
        "规模以上工业增加值\t亿元\t300",
        "创新能力",
        "研发投入强度\t%\t3.2",
    )
    assert named(text) == [("规模以上工业增加值", 300), ("研发投入强度", 3.2)]


def test_brackets_under_a_yearly_growth_are_rates() -> None:
    text = rowed(
        "指标\t2025年目标\t年均增长",
        "工业产值（亿元）\t300\t[12%]",
        "单位产值能耗下降（%）\t累计13.5\t—",
    )
    found = [
        (r["quote"], r["measure"], r["low"], r["per_year"], r["cumulative"]) for r in values(text)
    ]
    assert found == [
        ("300", "level", 300, False, False),
        ("[12%]", "growth_rate", 12, True, False),
        ("累计13.5", "growth_rate", 13.5, False, True),
    ]


def test_a_fall_named_by_its_row_keeps_its_sign() -> None:
    text = rowed("指标\t单位\t2025年", "单位产值能耗下降\t%\t[13.5]", "入园企业\t家\t300")
    assert next((r["measure"], r["low"], r["cumulative"]) for r in values(text)) == (
        "growth_rate", 13.5, True,
    )  # fmt: skip


def test_a_value_in_the_cell_of_the_name_is_no_name() -> None:
    text = rowed("指标\t2025年", "工业产值达到300亿元\t300亿元", "实现5G覆盖的村\t20个")
    assert named(text) == [("工业产值", 300), ("实现5G覆盖的村", 20)]


def test_two_columns_of_places_below_a_caption() -> None:
    text = "二、发展目标\n表3 2025年各区县幼儿园目标（单位：所）\n\n区县\t普惠性幼儿园\n东湖区\t60\n南山县\t45\n\n三、任务\n推进。"
    assert [(r["area"], r["indicator"], r["low"], r["unit"]) for r in values(text)] == [
        ("东湖区", "普惠性幼儿园", 60, "所"),
        ("南山县", "普惠性幼儿园", 45, "所"),
    ]


def test_two_columns_without_a_caption_or_values_are_no_table() -> None:
    assert not plan_of(
        titled("二、目标\n区县\t联系人\n东湖区\t张三\n南山县\t李四\n\n三、任务\n推进。")
    ).tables


@pytest.mark.parametrize(
    "lines",
    [
        ("| 指标 | 单位 | 2025年 |", "| --- | --- | --- |", "| 入园企业 | 家 | 300 |", "", "— 3 —", "", "| 绿色工厂 | 家 | 20 |"),
        ("指标      单位    2025年", "入园企业    家     300", "研发强度    %     3.2", "- 3 -", "绿色工厂    家     20"),
        ("指标\t单位\t2025年", "入园企业\t家\t300", "研发强度\t%\t3.2", "第 3 页", "绿色工厂\t家\t20"),
    ],
)  # fmt: skip
def test_the_last_row_behind_a_page_number_in_every_dialect(lines: tuple[str, ...]) -> None:
    found = named(rowed(*lines))
    assert found[0] == ("入园企业", 300)
    assert found[-1] == ("绿色工厂", 20)


def test_columns_of_single_spaces_under_known_heads() -> None:
    text = rowed(
        "指标 单位 2022年 2025年", "入园企业 家 210 300", "研发强度 % 2.8 3.2", "绿色工厂 家 — 20"
    )
    assert named(text) == [
        ("入园企业", 210), ("入园企业", 300), ("研发强度", 2.8), ("研发强度", 3.2), ("绿色工厂", 20),
    ]  # fmt: skip


def test_words_with_single_spaces_are_no_table() -> None:
    assert not plan_of(
        titled(
            rowed("指标 单位 2022年 2025年", "坚持创新 协调 绿色 开放", "推动企业 上云 用数 赋智")
        )
    ).tables
    assert not plan_of(
        titled(rowed("市发改委 市财政局 市审计局", "2022 2023 2025", "1 2 3"))
    ).tables


def test_a_row_of_sums_is_for_the_plans_own_area() -> None:
    text = "二、发展目标\n表2 2025年各区目标\n\n区县\t入园企业（家）\t绿色工厂（家）\n云岩区\t100\t20\n合计\t220\t50\n\n三、任务\n推进。"
    assert [(r["area"], r["low"]) for r in values(text)] == [
        ("云岩区", 100), ("云岩区", 20), ("贵阳市", 220), ("贵阳市", 50),
    ]  # fmt: skip


def test_a_no_break_space_between_columns_is_no_cell() -> None:
    """The value had the place of the space in front of it."""
    rows = (
        "指标名称    现状值    目标值", "工业产值    3    5", "单位能耗  \u00a0  1-5", "研发投入    4    6", "城镇化率    60    65",
    )  # fmt: skip
    plan = plan_of(titled("一、目标\n表1 主要指标\n" + "\n".join(rows) + "\n"))
    cells = [cell for table in plan.tables for row in table.rows for cell in row if cell.text]
    assert "1-5" in [cell.text for cell in cells]
    wrong = [c.text for c in cells if "".join(plan.text[c.start : c.end].split()) != c.text]
    assert wrong == []
