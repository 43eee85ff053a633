"""Columns of indicator tables whose heads say a change, a kind, years: what is expected, falls, growth behind years that are over.

Through the public door: a whole text, laid out and extracted. Places are real, figures are made up.
"""

from __future__ import annotations

from typing import Any

import pytest

from reading import told

YEARLY = "贵阳市2025年国民经济和社会发展计划"


def of(record: dict[str, Any], *fields: str) -> tuple[Any, ...]:
    """The fields of a record; the value by its bound and number: >=33, =-16."""
    return tuple(_bound(record) if field == "value" else record[field] for field in fields)


def _bound(record: dict[str, Any]) -> str:
    number = record["low"] if isinstance(record["low"], int | float) else record["high"]
    return f"{record['comparator']}{number:g}"


@pytest.mark.parametrize(
    ("heads", "title", "wanted"),
    [
        ("预期值", "", [("2025", "target")]),
        ("2025年预期值", "", [("2025", "target")]),
        ("2020年 | 预期值", "", [("2020", "actual"), ("2025", "target")]),
        # a year before the plan that was expected when it was written
        ("2020年预期值 | 2025年", "", [("2020", "actual"), ("2025", "target")]),
        ("2024年预计 | 2025年预期值", YEARLY, [("2024", "actual"), ("2025", "target")]),
    ],
)
def test_what_is_expected_is_of_the_plans_last_year(
    heads: str, title: str, wanted: list[tuple[str, str]]
) -> None:
    cells = " | ".join(["下降12%", "下降15%"][: len(wanted)])
    found = told(f"指标 | {heads}\n火灾死亡人数 | {cells}\n道路事故起数 | {cells}", title=title)
    assert [of(r, "time", "kind") for r in found] == wanted * 2


COUNTIES = "行政区 | {}\n花溪区 | {}\n乌当区 | {}"


@pytest.mark.parametrize(
    ("heads", "cells", "wanted"),
    [
        (
            "取水量（万立方米） | 万元产值取水量降幅（%） | 万元增加值取水量下降幅度（%） | 管网漏损率",
            "830 | 12 | 9 | 0.1",
            [
                ("取水量", "level", "=830", "万立方米", "2025", ""),
                ("万元产值取水量降幅", "growth_rate", "=-12", "%", "2021/2025", ""),
                ("万元增加值取水量下降幅度", "growth_rate", "=-9", "%", "2021/2025", ""),
                ("管网漏损率", "level", "=0.1", "", "2025", ""),
            ],
        ),
        (
            "2025年取水量（万立方米） | 2025年万元产值取水量比2020年下降（%）",
            "830 | 12",
            [
                ("取水量", "level", "=830", "万立方米", "2025", ""),
                ("万元产值取水量下降", "growth_rate", "=-12", "%", "2025", "2020"),
            ],
        ),
        (
            "2020年化肥用量（吨） | 2025年化肥用量（吨） | 减少（吨） | 减少（%）",
            "900 | 873 | 27 | 3",
            [
                ("化肥用量", "level", "=900", "吨", "2020", ""),
                ("化肥用量", "level", "=873", "吨", "2025", ""),
                ("化肥用量", "decrease", "=27", "吨", "2021/2025", ""),
                ("化肥用量", "growth_rate", "=-3", "%", "2021/2025", ""),
            ],
        ),
        # refused: growth that no head says of what it is
        (
            "2025年取水量（万立方米） | 万元产值取水量降幅（%） | 年均增速（%）",
            "830 | 12 | 2",
            [
                ("取水量", "level", "=830", "万立方米", "2025", ""),
                ("万元产值取水量降幅", "growth_rate", "=-12", "%", "2021/2025", ""),
            ],
        ),
    ],
)  # fmt: skip
def test_falls_of_counties_stand_beside_their_levels(
    heads: str, cells: str, wanted: list[tuple[Any, ...]]
) -> None:
    found = told(COUNTIES.format(heads, cells, cells), caption="表1 各县区用水控制目标")
    said = ("indicator", "measure", "value", "unit", "time", "base_time")
    assert [of(r, *said) for r in found] == wanted * 2
    assert {r["area"] for r in found} == {"花溪区", "乌当区"}


def test_falls_of_counties_below_two_rows_of_heads() -> None:
    rows = (
        "行政区 | 取水量（万立方米） | 取水量（万立方米） | 万元产值取水量降幅（%）\n"
        "行政区 | 2020年 | 2025年 | 2025年\n花溪区 | 810 | 830 | 12\n乌当区 | 620 | 650 | 9"
    )
    found = told(rows, caption="表1 各县区用水控制目标")
    assert [of(r, "indicator", "value", "time") for r in found[:3]] == [
        ("取水量", "=810", "2020"), ("取水量", "=830", "2025"), ("万元产值取水量降幅", "=-12", "2025"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heads", "wanted"),
    [
        ("2020年 | 2025年 | 2025年比2020年下降（%）", ("=-12", "2025", "2020", "target")),
        ("2020年 | 2025年 | 比2020年下降（%）", ("=-12", "2025", "2020", "target")),
        ("2020年 | 2025年 | 较2015年降低（%）", ("=-12", "2025", "2015", "target")),
        ("2015年 | 2020年 | 比2015年下降（%）", ("=-12", "2020", "2015", "actual")),
        # refused: no year to compare with, growth of each year
        ("2020年 | 2025年 | 累计降幅（%）", ("=-12", "2021/2025", "", "target")),
        ("2020年 | 2025年 | 2025年比2020年年均下降（%）", ("=-12", "2021/2025", "", "target")),
    ],
)
def test_a_change_is_of_its_year_and_compares_with_another(
    heads: str, wanted: tuple[Any, ...]
) -> None:
    found = told(f"指标 | {heads}\n火灾起数（起） | 50 | 44 | 12\n溺水事故（起） | 25 | 22 | 12")
    assert of(found[2], "value", "time", "base_time", "kind") == wanted


@pytest.mark.parametrize(
    ("head", "cell", "wanted"),
    [
        ("增量", "18", ("increase", "=18", "公里")),
        ("增减（公里）", "-2", ("decrease", "=2", "公里")),
        ("减少（公里）", "2", ("decrease", "=2", "公里")),
        ("增减", "减2", ("decrease", "=2", "公里")),
        ("变化", "下降2公里", ("decrease", "=2", "公里")),
        ("变化", "降2%", ("growth_rate", "=-2", "%")),
        ("变化", "增18", ("increase", "=18", "公里")),
        ("2025年比2020年增加", "18", ("increase", "=18", "公里")),
        ("比2020年增长", "30%", ("growth_rate", "=30", "%")),
        ("比2020年增长", "18公里", ("increase", "=18", "公里")),
        ("增长倍数", "1", ("multiple", "=2", "")),
        # refused: per cent
        ("增减（%）", "-2", ("growth_rate", "=-2", "%")),
        ("降幅", "2", ("growth_rate", "=-2", "%")),
    ],
)
def test_a_change_in_the_unit_of_its_row(head: str, cell: str, wanted: tuple[Any, ...]) -> None:
    found = told(
        f"指标 | 2020年 | 2025年 | {head}\n绿道长度（公里） | 60 | 78 | {cell}\n书屋（个） | 5 | 9 | 2"
    )
    assert of(found[2], "measure", "value", "unit") == wanted
    assert not found[2]["per_year"]


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("煤炭消费占比（%）", ("change_points", "=4", "个百分点")),
        # the rate that the row is
        ("单位产值能耗降低（%）", ("growth_rate", "=4", "%")),
    ],
)
def test_a_change_in_a_row_of_percentages(row: str, wanted: tuple[Any, ...]) -> None:
    found = told(f"指标 | 2025年较2020年变化\n{row} | 4\n书屋（个） | 9", caption="表1 主要目标")
    assert of(found[0], "measure", "value", "unit") == wanted


@pytest.mark.parametrize(
    ("heads", "title", "wanted"),
    [
        ("2024年 | 比上年增长（%）", "贵阳市2024年国民经济和社会发展统计公报", "2023"),
        ("2024年预计 | 比上年增长（%）", YEARLY, "2023"),
        ("2025年目标 | 年均增长（%）", "", ""),
    ],
)
def test_what_compares_with_the_year_before_says_which(heads: str, title: str, wanted: str) -> None:
    found = told(
        f"指标 | {heads}\n粮食产量（万吨） | 62 | 1.2\n油料产量（万吨） | 5 | 3.4", title=title
    )
    assert found[1]["base_time"] == wanted


@pytest.mark.parametrize(
    ("heads", "wanted"),
    [
        ("2017年 | 2018年 | 2019年 | 2020年 | 年均增速（%）", ("2018/2020", "", "actual", True)),
        ("2010年 | 2015年 | 2020年 | 年均增长（%）", ("2016/2020", "", "actual", True)),
        ("2019年 | 2020年 | 增长（%）", ("2020", "2019", "actual", False)),
        ("2015年基数 | 2020年规划目标 | 2020年实际完成 | 累计增长（%）", ("2016/2020", "", "actual", False)),
        ("2015年 | 2020年 | 增长率（%）", ("2016/2020", "", "actual", False)),
        ("2020年 | 2025年 | 增长率（%）", ("2021/2025", "", "target", False)),
        # refused: a year ahead, growth of each year
        ("2020年 | 2025年 | 年均增长（%）", ("2021/2025", "", "target", True)),
        ("2020年 | 2025年 | 增速（%）", ("2021/2025", "", "target", True)),
        ("2020年 | 年均增长（%）", ("2021/2025", "", "target", True)),
    ],
)  # fmt: skip
def test_growth_behind_years_that_are_over_is_so_already(
    heads: str, wanted: tuple[Any, ...]
) -> None:
    levels = " | ".join(["62"] * heads.count(" | "))
    found = told(
        f"指标 | {heads}\n粮食产量（万吨） | {levels} | 3\n油料产量（万吨） | {levels} | 3"
    )
    grown = [r for r in found if r["measure"] == "growth_rate"]
    assert of(grown[0], "time", "base_time", "kind", "per_year") == wanted


def test_growth_behind_goals_and_results_of_a_plan_that_is_over() -> None:
    found = told(
        "指标 | 规划目标 | 规划目标 | 完成情况 | 完成情况 | 年均增长率（%）\n"
        "指标 | 2015年 | 2020年 | 2019年 | 2020年预计 | 年均增长率（%）\n"
        "粮食产量（万吨） | 50 | 60 | 58 | 59 | 3\n油料产量（万吨） | 5 | 6 | 5 | 5 | 3"
    )
    assert of(found[4], "time", "kind", "per_year") == ("2016/2020", "actual", True)


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("农民人均收入年均增长速度（%）", ("growth_rate", "", True)),
        ("农民人均收入年均增速（%）", ("growth_rate", "", True)),
        ("单位产值取水量比2015年下降（%）", ("growth_rate", "2015", False)),
        ("单位产值取水量较2015年降低（%）", ("growth_rate", "2015", False)),
        # refused: one growth, a level, a share
        ("农民人均收入增长速度（%）", ("growth_rate", "", False)),
        ("与2015年同期气温相近天数占比（%）", ("level", "", False)),
    ],
)
def test_a_row_says_for_how_long_it_grows_and_from_when(row: str, wanted: tuple[Any, ...]) -> None:
    found = told(f"指标 | 2020年 | 2025年\n{row} | 6 | 7\n书屋（个） | 5 | 9")
    assert of(found[1], "measure", "base_time", "per_year") == wanted


def growth(*rows: str, head: str) -> list[dict[str, Any]]:
    """The records of cells of a column of growth, name | cell."""
    return told(f"指标 | {head}\n" + "\n".join(rows), caption="表1 “十四五”主要指标")


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("新增托位（万个） | 累计3", [("increase", "=3", "万个", False, True)]),
        ("森林覆盖率（%） | 累计提高2.4个百分点", [("change_points", "=2.4", "个百分点", False, True)]),
        ("取水量（万立方米） | 累计下降9%", [("growth_rate", "=-9", "%", False, True)]),
        ("取水量（万立方米） | [-9.1%]", [("growth_rate", "=-9.1", "%", False, True)]),
        ("托位（个） | 8.3%[160]", [("growth_rate", "=8.3", "%", True, False), ("increase", "=160", "个", False, True)]),
        ("生产总值（亿元） | 年均6%左右", [("growth_rate", "~6", "%", True, False)]),
        ("生产总值（亿元） | 6", [("growth_rate", "=6", "%", True, False)]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("head", ["年均增长", "年均增长/累计"])
def test_a_sum_in_a_column_of_yearly_growth(
    row: str, head: str, wanted: list[tuple[Any, ...]]
) -> None:
    found = growth(row, "工业产值（亿元） | 7%", head=head)
    told_of = ("measure", "value", "unit", "per_year", "cumulative")
    assert [of(r, *told_of) for r in found[: len(wanted)]] == wanted


def test_a_percent_sign_behind_brackets_and_brackets_that_mark_nothing() -> None:
    behind = growth(
        "煤炭消费量（万吨） | 〔-9.1〕%", "工业产值（亿元） | 7", head="年均增速〔累计〕"
    )
    assert of(behind[0], "value", "unit", "per_year", "cumulative") == ("=-9.1", "%", False, True)
    # refused: every number stands in brackets, [1] is a note
    all_in = growth("工业产值（亿元） | [9%]", "农业产值（亿元） | [5%]", head="年均增长")
    assert [r["per_year"] for r in all_in] == [True, True]
    noted = growth("工业产值（亿元） | 7.5[1]", "农业产值（亿元） | 5", head="年均增长（%）")
    assert [r["low"] for r in noted] == [7.5, 5]


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("30左右，力争达到35", ["~30", "=35"]),
        ("36.2以上，力争突破37", [">=36.2", ">37"]),
        ("90，确保80", ["=90", "=80"]),
        ("≥75（力争80）", [">=75", "=80"]),
        ("75以上力争80", [">=75", "=80"]),
        ("到2025年力争40", ["=40"]),
        # refused: the target itself, a remark
        ("力争突破90", [">90"]),
        ("75（其中县城80）", ["=75"]),
    ],
)
@pytest.mark.parametrize("row", ["绿地率（%）", "书屋和驿站（个）"])
def test_what_is_striven_for_has_the_unit_of_the_row(
    row: str, cell: str, wanted: list[str]
) -> None:
    found = told(f"指标 | 2020年 | 2025年\n{row} | 28 | {cell}\n绿道（公里） | 5 | 9")[1:-2]
    assert [of(r, "value") for r in found] == [(value,) for value in wanted]
    assert {of(r, "time", "unit", "indicator") for r in found} == {
        ("2025", row[-2:-1], row.split("（")[0])
    }


@pytest.mark.parametrize(
    ("row", "cell", "wanted"),
    [
        ("百万元产值事故率（%）", "33%以上", ("growth_rate", "<=-33", "%")),
        ("百万元产值事故率（%）", "33", ("growth_rate", "=-33", "%")),
        # a share whose change is told in points
        ("煤炭消费占比（%）", "4个百分点", ("change_points", "=-4", "个百分点")),
    ],
)
def test_a_column_of_falls_over_a_ratio(row: str, cell: str, wanted: tuple[Any, ...]) -> None:
    found = told(f"指标 | 2020年 | 2025年降幅\n{row} | 0.6 | {cell}\n火灾起数（起） | 50 | 12%")
    assert of(found[1], "measure", "value", "unit") == wanted


@pytest.mark.parametrize(
    ("heads", "title", "wanted"),
    [
        ("2023年 | 2027年目标", "贵阳市推动消费品以旧换新实施方案", ["actual", "target"]),
        ("2023年预计 | 2025年目标", "", ["actual", "target"]),
        ("2023年预计 | 2024年计划", "贵阳市推动消费品以旧换新实施方案", ["actual", "target"]),
        # refused: a goal, years with no goal behind them, a plan that says its years
        ("2023年目标 | 2027年目标", "贵阳市推动消费品以旧换新实施方案", ["target", "target"]),
        ("2023年 | 2025年 | 2027年目标", "贵阳市推动消费品以旧换新实施方案", ["target"] * 3),
        ("2023年 | 2025年目标", "贵阳市设备更新实施方案（2023—2025年）", ["target", "target"]),
    ],
)
def test_a_bare_year_in_front_of_goals_is_where_they_begin(
    heads: str, title: str, wanted: list[str]
) -> None:
    cells = " | ".join(["62"] * len(wanted))
    found = told(
        f"指标 | {heads}\n设备投资（亿元） | {cells}\n旧车回收（万辆） | {cells}", title=title
    )
    assert [r["kind"] for r in found] == wanted * 2


def test_growth_to_where_goals_begin_is_so_already() -> None:
    found = told(
        "指标 | 2024年预计 | 2024年预计 | 2025年计划 | 2025年计划\n指标 | 绝对值 | 增长% | 绝对值 | 增长%\n"
        "粮食产量（万吨） | 62 | 1.2 | 63 | 1.6\n油料产量（万吨） | 5 | 2.1 | 6 | 2.2",
        title="贵阳市推动消费品以旧换新实施方案",
    )
    assert [of(r, "time", "kind") for r in found[:4]] == [
        ("2024", "actual"), ("2024", "actual"), ("2025", "target"), ("2025", "target"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("2023年实际", ("2021/2023", "actual")),
        # refused: a year ahead
        ("2023年", ("2023", "target")),
    ],
)
def test_a_sum_in_a_year_that_is_over(head: str, wanted: tuple[str, str]) -> None:
    found = told(
        f"指标 | {head} | 2025年\n单位产值能耗降低（%） | [8.2] | [13.5]\n书屋（个） | 5 | 9"
    )
    assert of(found[0], "time", "kind") == wanted


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("工作目标", ["2025-11", "2025-10"]),
        ("具体目标", ["2025-11", "2025-10"]),
    ],
)
def test_what_tasks_aim_at_is_due_when_their_row_says(head: str, wanted: list[str]) -> None:
    found = told(
        f"重点任务 | {head} | 完成时限 | 责任单位\n扩建养老院 | 新增床位120张 | 2025年11月 | 市民政局\n"
        "修建步道 | 新建步道18公里 | 2025年10月 | 市园林局",
        title="贵阳市2025年民生工作要点",
        caption="附件 重点任务分工表",
    )
    assert [r["time"] for r in found] == wanted


@pytest.mark.parametrize("head", ["增长", "升降"])
def test_a_head_that_says_only_growth_is_one_of_growth(head: str) -> None:
    found = told(
        f"指标 | 2024年完成 | 2025年计划 | {head}\n税收收入（亿元） | 82 | 90 | 9.8", title=YEARLY
    )
    assert [of(r, "time", "measure", "value", "unit") for r in found] == [
        ("2024", "level", "=82", "亿元"),
        ("2025", "level", "=90", "亿元"),
        ("2025", "growth_rate", "=9.8", "%"),
    ]


def test_a_head_that_only_holds_growth_is_none_of_growth() -> None:
    found = told("指标 | 2024年完成 | 增长点\n税收收入（亿元） | 82 | 3", title=YEARLY)
    assert [of(r, "measure", "value") for r in found] == [("level", "=82")]


def test_heads_of_the_plan_that_only_say_what_is_done_or_all_there_is_count_what_the_caption_says() -> (
    None
):
    found = told(
        "区域 | 现有 | “十四五”新建 | 2025年总数\n云岩区 | 8 | 5 | 13\n花溪区 | 4 | 3 | 7\n合计 | 12 | 8 | 20",
        caption="表1 社区书房建设计划",
    )
    assert [of(r, "indicator", "value", "time", "kind") for r in found[:3]] == [
        ("社区书房", "=8", "2020", "actual"),
        ("新建社区书房", "=5", "2021/2025", "target"),
        ("社区书房总数", "=13", "2025", "target"),
    ]


def test_the_year_of_a_plan_in_a_caption_leaves_no_sign_behind() -> None:
    found = told(
        "县区 | 合计 | 住宅用地 | 商服用地\n云岩区 | 32 | 20 | 12\n花溪区 | 30 | 21 | 9",
        title="贵阳市2025年度国有建设用地供应计划",
        caption="表1 2025年度土地供应计划表（单位：公顷）",
    )
    assert of(found[0], "indicator", "value", "time") == ("土地供应", "=32", "2025")


def test_a_head_that_opens_with_of_which_is_of_the_head_before_it_where_rows_are_areas() -> None:
    found = told(
        "县区 | 高标准农田（万亩） | 其中：改造提升（万亩） | 改厕（户） | 其中：示范村（个）\n云岩区 | 5.2 | 1.5 | 2200 | 3\n花溪区 | 4.8 | 2 | 2600 | 4",
        caption="表1 2025年各县区目标任务分解表",
    )
    assert [of(r, "indicator", "value", "unit") for r in found[:4]] == [
        ("高标准农田", "=5.2", "万亩"),
        ("改造提升高标准农田", "=1.5", "万亩"),
        ("改厕", "=2200", "户"),
        ("示范村", "=3", "个"),
    ]


def test_sums_in_brackets_below_a_head_of_yearly_growth_leave_bare_numbers_growth() -> None:
    found = told(
        "指标 | 单位 | 2020年 | 2025年 | 年均增长（%）\n指标 | 单位 | 实际值 | 目标值 | 〔累计〕\n"
        "地区生产总值 | 亿元 | 62 | 118 | 14\n固定资产投资 | 亿元 | 80 | — | 〔560〕"
    )
    assert of(found[2], "measure", "value", "unit", "time") == (
        "growth_rate",
        "=14",
        "%",
        "2021/2025",
    )
    assert of(found[4], "measure", "value", "unit") == ("level", "=560", "亿元")


def test_averages_of_a_year_are_no_growth_and_keep_their_word() -> None:
    found = told(
        "项目 | 年均值（微克/立方米） | 最大值（微克/立方米）\nPM2.5 | 28.6 | 96\nPM10 | 42.1 | 130",
        title="贵阳市2024年生态环境状况公报",
        caption="表2 2024年情况",
    )
    assert of(found[0], "indicator", "measure", "value", "unit") == (
        "PM2.5年均值",
        "level",
        "=28.6",
        "微克/立方米",
    )


def test_rates_and_growth_stand_beside_names_and_values_of_the_captions_year() -> None:
    found = told(
        "水源地 | 供水量（万吨） | 达标率（%）\n甲山水库 | 860 | 100\n乙河水库 | 320 | 98",
        title="贵阳市2024年生态环境状况公报",
        caption="表2 2024年情况",
    )
    assert [of(r, "indicator", "value", "unit", "time") for r in found[:2]] == [
        ("甲山水库供水量", "=860", "万吨", "2024"),
        ("甲山水库达标率", "=100", "%", "2024"),
    ]
    found = told(
        "行业 | 产值（亿元） | 增速（%）\n纺织 | 86 | 9.1\n医药 | 42 | 3.2",
        title="贵阳市2024年国民经济和社会发展统计公报",
        caption="表1 2024年主要行业",
    )
    assert [of(r, "indicator", "measure", "value") for r in found[:2]] == [
        ("纺织产值", "level", "=86"),
        ("纺织产值", "growth_rate", "=9.1"),
    ]


def test_running_numbers_dashes_and_who_answers_stand_beside_names_and_values() -> None:
    found = told(
        "序号 | 类别 | 项目数（个） | 总投资（亿元） | 责任单位\n1 | 铁路 | 3 | 386 | 市铁路办\n2 | 高速公路 | — | 812.5 | 市交通局",
        caption="表2 “十四五”投资计划表",
    )
    assert [of(r, "indicator", "value", "time") for r in found] == [
        ("铁路项目", "=3", "2021/2025"),
        ("铁路总投资", "=386", "2021/2025"),
        ("高速公路总投资", "=812.5", "2021/2025"),
    ]


def test_a_caption_of_tasks_without_a_year_is_of_the_plans_years_where_rows_are_areas() -> None:
    found = told(
        "县（市、区） | 老旧小区改造（个） | 加装电梯（台）\n云岩区 | 20 | 110\n花溪区 | 18 | 96",
        title="贵阳市城市更新三年行动方案（2024—2026年）",
        caption="各县（市、区）任务分解表",
    )
    assert of(found[0], "indicator", "value", "time", "area") == (
        "老旧小区改造",
        "=20",
        "2024/2026",
        "云岩区",
    )


def test_a_column_of_changes_with_numbers_that_no_rate_has_is_in_the_rows_units() -> None:
    found = told(
        "指标 | 单位 | 2024年 | 比上年增减\n小学在校生 | 人 | 173582 | -15200\n小学 | 所 | 263 | -12\n毛入学率 | % | 96.2 | 0.8",
        title="贵阳市2024年教育事业发展统计公报",
        caption="表1 2024年基本情况",
    )
    assert [of(r, "measure", "value", "unit") for r in found[1::2]] == [
        ("decrease", "=15200", "人"),
        ("decrease", "=12", "所"),
        ("change_points", "=0.8", "个百分点"),
    ]
