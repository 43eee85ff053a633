"""Rows and columns of indicator tables that say less than they mean: parts beside a name, lines in a cell, columns of change.

Through the public door: a whole text, laid out and extracted. Places are real, figures are made up.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from policy_extract.readers import read_document
from reading import extractors, flat, layouter, records, titled, told


def values(rows: str) -> list[tuple[Any, ...]]:
    return [(r["indicator"], r["low"] or r["high"], r["unit"]) for r in told(rows)]


def test_rows_that_say_of_whom_have_the_name_and_the_unit_beside_them() -> None:
    assert values(
        "类别 | 指标 | 2020年 | 2025年\n"
        "低保人数（万人） | 城市 | 2.3 | 2.1\n低保人数（万人） | 农村 | 8.2 | 7.5\n"
        "社会救助 | 城市低保标准（元） | 600 | 800\n经济发展 | 生产总值（亿元） | 82 | 95"
    ) == [
        ("城市低保人数", 2.3, "万人"), ("城市低保人数", 2.1, "万人"),
        ("农村低保人数", 8.2, "万人"), ("农村低保人数", 7.5, "万人"),
        ("城市低保标准", 600, "元"), ("城市低保标准", 800, "元"),
        ("生产总值", 82, "亿元"), ("生产总值", 95, "亿元"),
    ]  # fmt: skip


@pytest.mark.parametrize("head", ["指标 | 指标", "指标 | "])
def test_a_second_column_of_names_may_be_blank_in_some_rows(head: str) -> None:
    assert values(
        f"{head} | 单位 | 2020年 | 2025年\n低保人数 | 城市 | 万人 | 2.3 | 2.1\n"
        "低保人数 | 农村 | 万人 | 8.2 | 7.5\n社会组织 |  | 个 | 300 | 400"
    ) == [
        ("城市低保人数", 2.3, "万人"), ("城市低保人数", 2.1, "万人"),
        ("农村低保人数", 8.2, "万人"), ("农村低保人数", 7.5, "万人"),
        ("社会组织", 300, "个"), ("社会组织", 400, "个"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "cell", "wanted"),
    [
        ("下降幅度", "下降26%以上", ("growth_rate", "<=", None, -26, False)),
        ("降幅（%）", "26", ("growth_rate", "=", -26, -26, False)),
        ("累计下降", "26%以上", ("growth_rate", "<=", None, -26, False)),
        ("累计增长（%）", "26", ("growth_rate", "=", 26, 26, False)),
        # refused: what holds for each year, and a sign of its own
        ("年均增长（%）", "2.6", ("growth_rate", "=", 2.6, 2.6, True)),
        ("降幅（%）", "-26", ("growth_rate", "=", -26, -26, False)),
    ],
)  # fmt: skip
def test_a_column_of_changes(head: str, cell: str, wanted: tuple[Any, ...]) -> None:
    found = told(
        f"指标 | 2020年 | 2025年 | {head}\n火灾起数（起） | 120 | 89 | {cell}\n绿道（公里） | 5 | 9 | 12"
    )
    assert tuple(found[2][k] or (False if k == "per_year" else None) for k in (
        "measure", "comparator", "low", "high", "per_year")) == wanted  # fmt: skip


def test_growth_behind_two_years_that_are_over_is_of_the_years_between() -> None:
    over = told(
        "指标 | 2015年 | 2020年 | 年均增长（%）\n养老床位（万张） | 1.2 | 3.5 | 23.9\n社会组织（个） | 320 | 480 | 8.4"
    )
    assert [(r["time"], r["kind"]) for r in over[:3]] == [
        ("2015", "actual"), ("2020", "actual"), ("2016/2020", "actual"),
    ]  # fmt: skip
    ahead = told(
        "指标 | 2020年 | 2025年 | 年均增长（%）\n养老床位（万张） | 3.5 | 6 | 11.4\n社会组织（个） | 480 | 620 | 5.2"
    )
    assert [(r["time"], r["kind"]) for r in ahead[:3]] == [
        ("2020", "actual"), ("2025", "target"), ("2021/2025", "target"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heads", "wanted"),
    [
        ("2015年 | 2020年 | 比上年增长（%）", "2020"),
        ("2015年 | 2020年 | 年均增长（%）", "2016/2020"),
    ],
)
def test_growth_that_compares_with_the_year_before_stays_of_its_year(
    heads: str, wanted: str
) -> None:
    found = told(
        f"指标 | {heads}\n养老床位（万张） | 1.2 | 3.5 | 3.9\n社会组织（个） | 320 | 480 | 8.4"
    )
    assert found[2]["time"] == wanted


def test_a_row_of_yearly_growth_holds_for_each_year() -> None:
    found = told(
        "指标 | 2020年 | 2025年\n农民人均收入年均增长（%） | 6.5 | 7.5\n粮食产量（万吨） | 62 | 65"
    )
    assert [bool(r["per_year"]) for r in found] == [True, True, False, False]


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("75以上，力争80以上", [(75, ">="), (80, ">=")]),
        ("75以上力争80", [(75, ">="), (80, "=")]),
        ("力争80以上", [(80, ">=")]),
    ],
)
def test_a_cell_with_what_is_striven_for(cell: str, wanted: list[tuple[float, str]]) -> None:
    found = told(f"指标 | 2020年 | 2025年\n民生支出占比（%） | 70 | {cell}\n绿道（公里） | 5 | 9")
    assert [(r["low"], r["comparator"]) for r in found if r["indicator"] == "民生支出占比"][
        1:
    ] == wanted
    assert {r["unit"] for r in found if r["indicator"] == "民生支出占比"} == {"%"}


def test_a_row_of_several_lines_is_several_rows(tmp_path: Path) -> None:
    rows = (
        ("指标", "2020年", "2025年"),
        ("彩票销售额（亿元）<br>其中：彩票公益金（亿元）", "41.2<br>14.3", "96.0<br>29.1"),
        ("低保平均标准<br>（元/人）", "560", "720"),
    )
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f"<html><body><h1>贵阳市民政事业发展“十四五”规划</h1><p>表1 主要指标</p><table>{table}</table></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    source = read_document(tmp_path / "a.html")
    plan = layouter().lay_out("a", source.sourced)
    found = [flat(record, plan) for record in extractors().run(plan).observations]
    assert [(r["indicator"], r["low"], r["quote"]) for r in found] == [
        ("彩票销售额", 41.2, "41.2"), ("彩票公益金", 14.3, "14.3"),
        ("彩票销售额", 96, "96.0"), ("彩票公益金", 29.1, "29.1"),
        ("低保平均标准", 560, "560"), ("低保平均标准", 720, "720"),
    ]  # fmt: skip


def _named(rows: str, **more: str) -> list[tuple[Any, ...]]:
    return [(r["indicator"], r["low"], r["unit"], r["time"]) for r in told(rows, **more)]


def test_heads_of_tasks_over_names_beside_years_are_the_names() -> None:
    wanted = [("修复驳岸", 30, "公里", "2024"), ("修复驳岸", 45, "公里", "2025")]
    below = "修复驳岸 | 30 | 45 | 水利局\n新建泵站 | 3 | 4 | 水利局"
    assert _named(f"任务名称 | 2024年（公里） | 2025年（公里） | 责任单位\n{below}")[:2] == wanted
    below = "修复驳岸 | 公里 | 30 | 45 | 水利局\n新建泵站 | 座 | 3 | 4 | 水利局"
    assert _named(f"任务 | 单位 | 2024年 | 2025年 | 责任单位\n{below}")[:2] == wanted
    below = "修复驳岸 | 30 | 45 | 75\n新建绿道 | 3 | 4 | 7"
    assert _named(f"重点任务 | 2024年（公里） | 2025年（公里） | 合计\n{below}")[2] == (
        "修复驳岸", 75, "公里", "2024/2025",
    )  # fmt: skip
    below = "修复驳岸（公里） | 30 | 45\n新建泵站（座） | 3 | 4"
    assert _named(f"重点任务 | 2024年 | 2025年\n{below}")[:2] == wanted


def test_heads_of_aims_over_names_beside_years_are_the_names() -> None:
    below = "健康 | 婴儿死亡率（‰） | 3.2 | 3\n健康 | 人均预期寿命（岁） | 78 | 79\n教育 | 毛入园率（%） | 88 | 92"
    for head in ("主要目标", "目标任务"):
        assert _named(f"领域 | {head} | 2020年 | 2025年\n{below}")[:3] == [
            ("婴儿死亡率", 3.2, "‰", "2020"), ("婴儿死亡率", 3, "‰", "2025"), ("人均预期寿命", 78, "岁", "2020"),
        ]  # fmt: skip


def test_heads_of_aims_beside_names_or_over_sentences_are_no_names() -> None:
    below = "就业率（%） | 稳步提高 | 52 | 60\n入园率（%） | 保持稳定 | 88 | 92"
    assert _named(f"指标 | 主要目标 | 2020年 | 2025年\n{below}")[0] == ("就业率", 52, "%", "2020")
    below = "就业 | 新增就业300人 | 100 | 200\n教育 | 新建学校3所 | 1 | 2"
    assert ("新增就业300人", 100, None, "2020") not in _named(
        f"领域 | 目标任务 | 2020年 | 2025年\n{below}"
    )


def test_a_deadline_behind_the_values_of_places_is_no_value() -> None:
    found = told(
        "县区 | 新建绿道（公里） | 责任单位 | 完成时限\n江宁区 | 12 | 江宁区政府 | 2025年12月\n浦口区 | 9 | 浦口区政府 | 2025年12月"
    ) + told(
        "县区 | 2025年新建绿道（公里） | 责任单位 | 完成时限\n江宁区 | 12 | 江宁区政府 | 2025年12月\n浦口区 | 9 | 浦口区政府 | 2025年12月"
    )
    assert {r["indicator"] for r in found} <= {"新建绿道"}


def test_what_a_standard_asks_is_neither_a_name_nor_a_value_beside_years() -> None:
    below = (
        "单位产值能耗 | 吨标准煤/万元 | 完成上级任务 | 0.58 | 0.52\n河岸保护率 | % | ≥60 | 61 | 62"
    )
    assert _named(f"指标名称 | 单位 | 指标值 | 2020年现状 | 2025年\n{below}") == [
        ("单位产值能耗", 0.58, "吨标准煤/万元", "2020"), ("单位产值能耗", 0.52, "吨标准煤/万元", "2025"),
        ("河岸保护率", 61, "%", "2020"), ("河岸保护率", 62, "%", "2025"),
    ]  # fmt: skip


def test_what_a_standard_asks_is_what_is_aimed_at_where_no_year_stands_beside_it() -> None:
    below = "1 | 自来水普及率 | 95 | %\n2 | 河岸保护率 | ≥60 | %"
    assert _named(f"序号 | 指标 | 指标值 | 单位\n{below}") == [
        ("自来水普及率", 95, "%", "2025"), ("河岸保护率", 60, "%", "2025"),
    ]  # fmt: skip
    below = "自来水普及率（%） | 88 | 95\n河岸保护率（%） | 61 | 62"
    assert [r["kind"] for r in told(f"指标 | 2020年指标值 | 2025年指标值\n{below}")] == [
        "actual", "target", "actual", "target",
    ]  # fmt: skip


def _of_places(rows: str, caption: str) -> list[tuple[Any, ...]]:
    return [
        (r["indicator"], r["measure"], r["low"], r["unit"], r["time"])
        for r in told(rows, caption=caption)
    ]


def test_where_rows_are_places_a_head_that_comes_again_has_the_words_above_it() -> None:
    found = _of_places(
        "地区 | 生活垃圾（吨） | 生活垃圾（吨） | 厨余垃圾（吨） | 厨余垃圾（吨）\n地区 | 2020年产生量 | 2025年减少量 | 2020年产生量 | 2025年减少量\n"
        "江宁区 | 3200 | 420 | 210 | 32\n浦口区 | 2800 | 380 | 190 | 28",
        "附件2 垃圾减量目标",
    )
    assert found[:4] == [
        ("生活垃圾产生量", "level", 3200, "吨", "2020"), ("生活垃圾减少量", "level", 420, "吨", "2025"),
        ("厨余垃圾产生量", "level", 210, "吨", "2020"), ("厨余垃圾减少量", "level", 32, "吨", "2025"),
    ]  # fmt: skip


def test_where_rows_are_places_a_fall_below_a_head_is_of_what_the_head_says() -> None:
    found = _of_places(
        "县区 | 万元产值用水量 | 万元产值用水量\n县区 | 2020年（立方米） | 2025年降幅（%）\n江宁区 | 62 | 16\n浦口区 | 58 | 15",
        "表2 用水目标",
    )
    assert found[:2] == [
        ("万元产值用水量", "level", 62, "立方米", "2020"), ("万元产值用水量", "growth_rate", -16, "%", "2025"),
    ]  # fmt: skip


def test_heads_of_doing_have_the_captions_noun_and_their_sums_the_years_beside_them() -> None:
    found = _of_places(
        "县区 | 合计 | 合计 | 2023年 | 2023年 | 2024年 | 2024年\n县区 | 新建 | 改造 | 新建 | 改造 | 新建 | 改造\n"
        "江宁区 | 30 | 15 | 10 | 5 | 20 | 10\n浦口区 | 20 | 9 | 8 | 4 | 12 | 5",
        "附件2 各县区绿道建设任务表（单位：公里）",
    )
    assert found[:3] == [
        ("新建绿道", "level", 30, "公里", "2023/2024"), ("改造绿道", "level", 15, "公里", "2023/2024"),
        ("新建绿道", "level", 10, "公里", "2023"),
    ]  # fmt: skip


def test_heads_below_a_year_that_name_what_they_count_stay_as_they_are() -> None:
    found = _of_places(
        "县区 | 2023年 | 2023年 | 2024年 | 2024年\n县区 | 小区数（个） | 户数（户） | 小区数（个） | 户数（户）\n江宁区 | 3 | 150 | 2 | 80\n浦口区 | 2 | 90 | 4 | 120",
        "附件2 各县区旧房改造任务表",
    )
    assert [f[0] for f in found[:2]] == ["小区数", "户数"]
    found = _of_places(
        "县区 | 2020年现状数据 | 2020年现状数据 | 2025年发展目标 | 2025年发展目标\n县区 | 企业数（家） | 产值（亿元） | 企业数（家） | 产值（亿元）\n"
        "江宁区 | 3 | 150 | 5 | 280\n浦口区 | 2 | 90 | 4 | 120",
        "附件2 各县区发展目标",
    )
    assert [f[0] for f in found[:4]] == ["企业数", "产值", "企业数", "产值"]


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        ("附件2 各县区用水总量控制目标（单位：亿立方米）", "用水总量"),
        ("江宁区2025年用水总量任务分配表", "用水总量"),
        ("表2 各县（市、区）市场主体发展目标", "市场主体发展"),
        ("表2 城镇供水管网建设任务", "城镇供水管网"),
    ],
)
def test_a_caption_counts_without_whose_and_where(caption: str, name: str) -> None:
    found = _of_places("县区 | 2025年\n江宁区 | 1.2\n浦口区 | 0.8", caption)
    assert {f[0] for f in found} == {name}


def test_rows_that_are_all_places_are_places_whatever_their_head() -> None:
    found = _of_places(
        "单位 | 新建绿道（公里） | 植树（株）\n江宁区 | 12 | 300\n浦口区 | 9 | 200\n合计 | 21 | 500",
        "表2 2025年建设任务",
    )
    assert [f[0] for f in found] == ["新建绿道", "植树"] * 3
    # refused: bodies, and places in front of names
    bodies = "单位 | 新建绿道（公里） | 植树（株）\n区园林局 | 12 | 300\n区水务局 | 9 | 200"
    assert _of_places(bodies, "表2 2025年建设任务") == []
    beside = "范围 | 指标 | 2020年 | 2025年\n江宁区 | 绿道（公里） | 12 | 30\n浦口区 | 绿道（公里） | 9 | 20"
    assert {f[0] for f in _of_places(beside, "表2 主要指标")} == {"绿道"}


def test_a_column_of_sums_of_kinds_counts_what_the_caption_says() -> None:
    rows = "县区 | 改用天然气 | 改用电 | 合计\n江宁区 | 30 | 10 | 40\n浦口区 | 50 | 20 | 70"
    found = _of_places(rows, "表2 2025年清洁供暖改造任务（单位：户）")
    assert [f[:4] for f in found[:3]] == [
        ("改用天然气", "level", 30, "户"), ("改用电", "level", 10, "户"), ("清洁供暖改造", "level", 40, "户"),
    ]  # fmt: skip
    years = "年份 | 合计 | 中央投资 | 地方投资\n2023年 | 30 | 10 | 20\n2024年 | 50 | 20 | 30"
    assert _of_places(years, "表2 分年度投资计划（单位：万元）")[0] == (
        "投资",
        "level",
        30,
        "万元",
        "2023",
    )
    # refused: kinds in several units
    rows = "县区 | 绿道（公里） | 植树（株） | 合计\n江宁区 | 30 | 10 | 40\n浦口区 | 50 | 20 | 70"
    assert "绿化" not in {f[0] for f in _of_places(rows, "表2 2025年绿化任务")}


def test_a_total_below_one_of_two_tables_side_by_side_is_the_wholes() -> None:
    rows = "乡镇 | 任务数 | 乡镇 | 任务数\n白沙镇 | 300 | 青石镇 | 140\n黄土镇 | 260 | 石门镇 | 240\n合计 | 940 |  | "
    assert 940 in {f[2] for f in _of_places(rows, "表2 2025年各乡镇植树造林任务（单位：亩）")}
    between = "乡镇 | 任务数\n白沙镇 | 300\n合计 | 940\n石门镇 | 240"
    assert 940 not in {
        f[2] for f in _of_places(between, "表2 2025年各乡镇植树造林任务（单位：亩）")
    }


def test_a_growth_that_is_told_in_times_is_a_multiple() -> None:
    rows = (
        "指标 | 单位 | 2024年 | 比上年增长（%）\n汽车 | 万辆 | 12 | 1.2倍\n水泥 | 万吨 | 82 | 5.2"
    )
    found = _of_places(rows, "表2 2024年主要产品产量")
    assert ("汽车", "multiple", 2.2, "", "2024") in found
    assert ("水泥", "growth_rate", 5.2, "%", "2024") in found


def test_a_caption_of_growth_by_kinds_says_what_grows() -> None:
    table = "行业\t比上年增长（%）\n总计\t6.2\n教育\t8.2\n建筑业\t-3.1"
    text = f"一、投资\n表3 2023年分行业民间投资增长速度\n{table}\n"
    found = records(titled(text, "南京市2023年国民经济和社会发展统计公报"), "observation")
    assert [(r["indicator"], r["segment"], r["measure"], r["low"], r["time"]) for r in found] == [
        ("民间投资", "", "growth_rate", 6.2, "2023"),
        ("民间投资", "教育", "growth_rate", 8.2, "2023"),
        ("民间投资", "建筑业", "growth_rate", -3.1, "2023"),
    ]
    # refused: rows that are indicators
    table = "指标\t比上年增长（%）\n工业增加值\t6.2\n零售额\t8.2"
    text = f"一、投资\n表3 2023年主要指标增长速度\n{table}\n"
    found = records(titled(text, "南京市2023年国民经济和社会发展统计公报"), "observation")
    assert [(r["indicator"], r["segment"]) for r in found] == [("工业增加值", ""), ("零售额", "")]


def test_a_caption_of_growth_over_the_whole_and_its_parts() -> None:
    table = "指标\t全市\t城市\t农村\n商品零售价格\t0.3\t0.2\t0.5\n其中：衣着\t-0.8\t-0.9\t-0.6"
    text = f"一、价格\n表3 2023年商品零售价格比上年涨跌幅度\n单位：%\n{table}\n"
    found = records(titled(text, "南京市2023年国民经济和社会发展统计公报"), "observation")
    assert [(r["indicator"], r["measure"], r["low"], r["time"]) for r in found[:4]] == [
        ("商品零售价格", "growth_rate", 0.3, "2023"),
        ("城市商品零售价格", "growth_rate", 0.2, "2023"),
        ("农村商品零售价格", "growth_rate", 0.5, "2023"),
        ("衣着", "growth_rate", -0.8, "2023"),
    ]


def test_a_captions_money_is_no_unit_of_counts() -> None:
    rows = "类别 | 项目个数 | 总投资 | 其中：中央\n河道治理 | 32 | 45.6 | 20\n水库加固 | 12 | 30.2 | 10"
    found = _of_places(rows, "表2 2025年投资安排（单位：亿元）")
    assert [(f[0], f[3]) for f in found[:3]] == [
        ("河道治理项目", "个"), ("河道治理总投资", "亿元"), ("河道治理中央投资", "亿元"),
    ]  # fmt: skip
    rows = "指标 | 2020年 | 2025年\n从业人数 | 3.2 | 4.5\n脱贫户数 | 1 | 0.5"
    found = _of_places(rows, "表2 主要指标（单位：万人）")
    assert [f[3] for f in found[::2]] == ["万人", "万人"]


def test_of_several_units_of_a_caption_each_row_has_the_one_that_fits() -> None:
    rows = "指标 | 2020年 | 2025年\n零售额 | 52 | 80\n城镇化率 | 52 | 60\n游客人次（万） | 82 | 90\n医院等级 | 2 | 3"
    found = _of_places(rows, "表2 主要指标（单位：亿元、%）")
    assert [(f[0], f[3]) for f in found[::2]] == [
        ("零售额", "亿元"), ("城镇化率", "%"), ("游客人次", "万人次"), ("医院等级", ""),
    ]  # fmt: skip
    rows = "指标 | 2020年 | 2025年\n人均收入 | 52 | 80\n人均支出 | 52 | 60"
    assert {f[3] for f in _of_places(rows, "表2 主要指标（单位：万元/人）")} == {"万元/人"}


def test_a_bare_number_below_yearly_or_in_all_is_an_amount_where_the_row_has_no_other_target() -> (
    None
):
    found = told(
        "指标 | 2020年 | 2025年 | 年均/累计\n新登记企业（万户） | 1.6 | — | >8.5\n"
        "外出务工规模（万人） | 4.8 | — | >4.5\n地区生产总值（亿元） | 1360 | — | 7.2\n科研人员（万人） | 3.2 | 4.8 | 8.4"
    )
    last = [
        (r["measure"], r["low"], r["unit"], r["per_year"], r["cumulative"])
        for r in found
        if r["time"] == "2021/2025"
    ]
    assert last == [
        ("increase", 8.5, "万户", False, True),
        ("level", 4.5, "万人", True, False),
        ("growth_rate", 7.2, "%", True, False),
        ("growth_rate", 8.4, "%", True, False),
    ]


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("变化幅度（%） | -7.1", ("增加值", "growth_rate", -7.1, "%", "2024", "2023")),
        ("年均增长（%） | 6.5", ("增加值", "growth_rate", 6.5, "%", "2024", "")),
        ("增减额 | 12", ("增加值", "increase", 12, "亿元", "2024", "2023")),
        ("合计 | 480", None),
        ("备注 | 12", None),
    ],
)
def test_a_row_of_changes_below_two_years_is_between_them(row: str, wanted: Any) -> None:
    found = told(f"年份 | 增加值（亿元）\n2023年 | 234\n2024年 | 246\n{row}")[2:]
    said = [
        (r["indicator"], r["measure"], r["low"], r["unit"], r["time"], r["base_time"])
        for r in found
        if r["indicator"] == "增加值"
    ]
    assert said == ([wanted] if wanted else [])
