"""Names, units and lines of rows: columns behind the names, rows beside a name, cells of several lines, 其中, marks of notes.

Through the public door: a page of HTML, read, laid out and extracted. Cells are parted by |, lines of a cell by /, ^ is covered from above,
< from the left. Places are real, figures are made up.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from policy_extract.readers import read_document
from reading import extractors, flat, layouter

Value = tuple[str, float | None, str]


def _html(rows: list[list[str]]) -> str:
    shown = ""
    for i, row in enumerate(rows):
        shown += "<tr>"
        for j, cell in enumerate(row):
            if cell in ("^", "<"):
                continue
            high = 1
            while i + high < len(rows) and rows[i + high][j] == "^":
                high += 1
            wide = 1
            while j + wide < len(row) and row[j + wide] == "<":
                wide += 1
            words = cell.replace(" / ", "<br>")
            shown += f'<td rowspan="{high}" colspan="{wide}">{words}</td>'
        shown += "</tr>"
    return f"<table>{shown}</table>"


@pytest.fixture
def told(tmp_path: Path) -> Any:
    """Reads the records of a table."""

    def read(table: str) -> list[dict[str, Any]]:
        rows = [[cell.strip() for cell in row.split("|")] for row in table.strip().split("\n")]
        page = (
            "<html><body><h1>贵阳市社会事业发展“十四五”规划</h1><p>表1 主要指标</p>"
            f"{_html(rows)}</body></html>"
        )
        (tmp_path / "a.html").write_text(page, encoding="utf-8")
        plan = layouter().lay_out("a", read_document(tmp_path / "a.html").sourced)
        found = extractors().run(plan).observations
        return [{**flat(record, plan), "doubts": record.doubts} for record in found]

    return read


def values(found: list[dict[str, Any]], year: str = "2025") -> list[Value]:
    return [
        (r["indicator"], r["low"] or r["high"] or None, r["unit"])
        for r in found
        if r["time"] == year
    ]


@pytest.mark.parametrize("head", ["指标 | ", "指标 | <"])
@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        (("湿地面积", "万公顷"), ("植被盖度", "%"), ["万公顷", "%"]),
        (("湿地面积（万公顷）", "约束性"), ("植被盖度（%）", "预期性"), ["万公顷", "%"]),
        (
            ("湿地面积（万公顷）", "市林业局"),
            ("植被盖度（%）", "市农业农村局、市残联"),
            ["万公顷", "%"],
        ),
    ],
)
def test_a_column_behind_the_names_may_hold_no_names(
    told: Any, head: str, first: tuple[str, str], second: tuple[str, str], wanted: list[str]
) -> None:
    found = told(
        f"{head} | 2020年 | 2025年\n{' | '.join(first)} | 12 | 14\n{' | '.join(second)} | 51 | 56"
    )
    assert values(found) == [("湿地面积", 14, wanted[0]), ("植被盖度", 56, wanted[1])]
    kinds = [r["attribute"] for r in found if r["time"] == "2025"]
    assert kinds == (["约束性", "预期性"] if "约束性" in first else ["", ""])


def test_what_a_norm_requires_is_no_name(told: Any) -> None:
    found = told(
        "序号 | 指标 | 单位 | 指标值 | 2020年 | 2025年\n"
        "1 | 森林覆盖率 | % | ≥30 | 31 | 33\n2 | 水质优良比例 | % | 完成规定任务 | 80 | 85"
    )
    assert values(found) == [("森林覆盖率", 33, "%"), ("水质优良比例", 85, "%")]


@pytest.mark.parametrize("head", ["指标 | ", "指标 | <"])
def test_rows_beside_a_name_have_its_words_and_its_unit(told: Any, head: str) -> None:
    found = told(
        f"{head} | 2020年 | 2025年\n"
        "幼儿教师持证率（%） | 公办园 | 90 | 98\n^ | 普惠园 | 80 | 92\n"
        "医院床位数（张） | 二级医院 | 900 | 980\n^ | 一级医院 | 300 | 320\n"
        "每千人口拥有 | 助产士（人） | 0.2 | 0.4\n^ | 药师（人） | 0.3 | 0.6\n"
        "参加医疗保险人数 | 职工（万人） | 20 | 22\n^ | 居民（万人） | 70 | 71\n"
        # refused: names of their own beside what they belong to, which gives a unit at most
        "殡葬 | 节地安葬率（%） | 30 | 50\n^ | 公墓数量（座） | 3 | 4\n"
        "残疾人康复（%） | 辅具适配率 | 80 | 85\n^ | 康复服务率 | 81 | 88"
    )
    assert values(found) == [
        ("公办园幼儿教师持证率", 98, "%"), ("普惠园幼儿教师持证率", 92, "%"),
        ("二级医院床位数", 980, "张"), ("一级医院床位数", 320, "张"),
        ("每千人口拥有助产士", 0.4, "人"), ("每千人口拥有药师", 0.6, "人"),
        ("职工参加医疗保险人数", 22, "万人"), ("居民参加医疗保险人数", 71, "万人"),
        ("节地安葬率", 50, "%"), ("公墓数量", 4, "座"),
        ("辅具适配率", 85, "%"), ("康复服务率", 88, "%"),
    ]  # fmt: skip


def test_rows_beside_a_name_with_a_column_of_units(told: Any) -> None:
    found = told(
        "指标 | < | 单位 | 2020年 | 2025年\n"
        "工业增加值 | 总量 | 亿元 | 300 | 420\n^ | 增速 | % | 5 | 7\n"
        "旅客吞吐量 | 民航 | 万人次 | 30 | 60\n^ | 水运 | ^ | 5 | 8\n"
        "养老床位总量 | 护理型床位 | 张 | 300 | 600\n绿地率 | < | % | 30 | 35"
    )
    assert values(found) == [
        ("工业增加值总量", 420, "亿元"), ("工业增加值增速", 7, "%"),
        ("民航旅客吞吐量", 60, "万人次"), ("水运旅客吞吐量", 8, "万人次"),
        ("护理型床位", 600, "张"), ("绿地率", 35, "%"),
    ]  # fmt: skip


@pytest.mark.parametrize("head", ["一级指标 | 二级指标", "指标类别 | 指标名称"])
def test_fields_of_indicators_are_no_part_of_names(told: Any, head: str) -> None:
    found = told(
        f"{head} | 单位 | 2020年 | 2025年\n人才数量 | 高级技师 | 人 | 20 | 40\n^ | 创业导师 | 人 | 30 | 50"
    )
    assert values(found) == [("高级技师", 40, "人"), ("创业导师", 50, "人")]


def test_names_that_come_again_have_the_words_beside_them(told: Any) -> None:
    found = told(
        "项目 | 指标 | 单位 | 2020年 | 2025年\n茶叶 | 种植面积 | 万亩 | 20 | 40\n^ | 优质品率 | % | 30 | 50\n蔬菜 | 种植面积 | 万亩 | 10 | 12"
    )
    assert values(found) == [
        ("茶叶种植面积", 40, "万亩"), ("优质品率", 50, "%"), ("蔬菜种植面积", 12, "万亩"),
    ]  # fmt: skip


def test_units_and_parts_may_stand_in_one_column(told: Any) -> None:
    found = told(
        "指标 | < | 2020年 | 2025年\n绿地率 | % | 30 | 35\n供养人数（万人） | 集中 | 1 | 2\n^ | 分散 | 3 | 4"
    )
    assert values(found) == [
        ("绿地率", 35, "%"), ("集中供养人数", 2, "万人"), ("分散供养人数", 4, "万人"),
    ]  # fmt: skip


def test_kinds_with_units_are_names(told: Any) -> None:
    found = told(
        "名称 | 领域 | 2020年 | 2025年\n智慧城市 | 物联网终端（万个） | 3 | 8\n^ | 智慧社区（个） | 30 | 50"
    )
    assert values(found) == [("物联网终端", 8, "万个"), ("智慧社区", 50, "个")]


def test_a_column_of_kinds_tells_rows_of_one_name_apart(told: Any) -> None:
    found = told(
        "指标名称 | 分类 | 2020年 | 2025年\n"
        "特困供养人数（万人） | 分散 | 2.2 | 2.1\n^ | 集中 | 1.1 | 1.4\n"
        "众创空间（个） | 国家级 | 2 | 5\n^ | 省级 | 6 | 9\n^ | 合计 | 8 | 14"
    )
    assert values(found) == [
        ("分散特困供养人数", 2.1, "万人"), ("集中特困供养人数", 1.4, "万人"),
        ("国家级众创空间", 5, "个"), ("省级众创空间", 9, "个"), ("众创空间", 14, "个"),
    ]  # fmt: skip
    repeated = told(
        "指标名称 | 运输方式 | 单位 | 2020年 | 2025年\n"
        "旅客周转量 | 公路 | 亿人公里 | 22 | 21\n旅客周转量 | 水路 | 亿人公里 | 1 | 2"
    )
    assert values(repeated) == [
        ("公路旅客周转量", 21, "亿人公里"), ("水路旅客周转量", 2, "亿人公里"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        # fields, which stand in no name; a field in front of the names; who answers for a row
        "指标名称 | 类别 | 2020年 | 2025年\n财政收入（亿元） | 经济 | 22 | 31\n绿地率（%） | 生态 | 33 | 36",
        "类别 | 指标名称 | 2020年 | 2025年\n经济 | 财政收入（亿元） | 22 | 31\n^ | 绿地率（%） | 33 | 36",
        "指标名称 | 责任单位 | 2020年 | 2025年\n财政收入（亿元） | 财政局 | 22 | 31\n绿地率（%） | 园林局 | 33 | 36",
    ],
)
def test_a_column_beside_the_names_that_is_no_part_of_them(told: Any, rows: str) -> None:
    assert values(told(rows)) == [("财政收入", 31, "亿元"), ("绿地率", 36, "%")]


LINES = "类别 | 指标 | 2020年 | 2025年\n{row}\n其他 | 绿道（公里） | 5 | 9"


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        # one name over two lines: a value with its year, with what is striven for
        ("民生 | 群众 / 安全感（%） | 91 | 96 / （2025年）", [("群众安全感", 96, "%")]),
        ("民生 | 科普经费 / 占比（%） | 2 | 3以上 / 力争4以上",
         [("科普经费占比", 3, "%"), ("科普经费占比", 4, "%")]),
        # a name for each line, whatever stands in front, with digits in the names, with a dash among the values
        ("民政 | 福利院床位（张） / 其中：儿童床位（张） | 600 / 50 | 800 / 90",
         [("福利院床位", 800, "张"), ("儿童床位", 90, "张")]),
        ("数字 | 4G用户数（万户） / 宽带端口数（个） | 30 / 9000 | 20 / 9900",
         [("4G用户数", 20, "万户"), ("宽带端口数", 9900, "个")]),
        ("民政 | 1.救助站（个） / 2.福利院（所） | 3 / — | 4 / 6",
         [("救助站", 4, "个"), ("福利院", 6, "所")]),
        # a name over two lines among several
        ("民政 | 城市低保标准 / （元/月） / 农村低保标准 / （元/月） | 600 / 450 | 800 / 700",
         [("城市低保标准", 800, "元/月"), ("农村低保标准", 700, "元/月")]),
        # the unit at the last line is of all that 其中 opens
        ("交通 | 通车里程 / 其中：高速公路（公里） | 600 / 50 | 800 / 90",
         [("通车里程", 800, "公里"), ("高速公路", 90, "公里")]),
        # never one number out of two: where lines do not fit, the first name's, and of one name the first value
        ("民政 | 救助站（个） / 其中：县级站（个） | 3 / 2 | 4", [("救助站", 4, "个")]),
        ("民政 | 救助站数量（个） | 3 | 4 / 6", [("救助站数量", 4, "个")]),
        ("民政 | 救助站（个） / 福利院（所） / 敬老院（所） | 3 | 4 / 6", []),
    ],
)  # fmt: skip
def test_lines_of_cells(told: Any, row: str, wanted: list[Value]) -> None:
    table = LINES.format(row=row)
    assert values(told(table))[:-1] == wanted
    assert (
        values(told("\n".join(line.partition("|")[2] for line in table.split("\n"))))[:-1] == wanted
    )


def test_lines_beside_a_column_of_units(told: Any) -> None:
    found = told(
        "指标 | 单位 | 2020年 | 2025年\n"
        "货物进口 / 货物出口 | 亿元 | 36 / 40 | 50 / 62\n博物馆 / 博物馆观众 | 座 / 万人次 | 6 / 40 | 8 / 62"
    )
    assert values(found) == [
        ("货物进口", 50, "亿元"), ("货物出口", 62, "亿元"), ("博物馆", 8, "座"), ("博物馆观众", 62, "万人次"),
    ]  # fmt: skip


def test_lines_that_do_not_fit_are_doubted(told: Any) -> None:
    found = told(LINES.format(row="民政 | 救助站数量（个） | 3 | 4 / 6"))
    assert ["cell.row_misfit" in r["doubts"] for r in found] == [True, True, False, False]


def test_a_value_has_its_sum_below_it(told: Any) -> None:
    found = told(
        "指标 | 2020年 | 2025年\n学前毛入园率（%） | 88[2] | 93 / [5]\n创新 / 团队（个） | 12 | 32 / 〔20〕"
    )
    assert [(r["indicator"], r["measure"], r["low"], r["unit"], r["time"]) for r in found] == [
        ("学前毛入园率", "level", 88, "%", "2020"),  # [2] in its line may be the number of a note
        ("学前毛入园率", "level", 93, "%", "2025"),
        ("学前毛入园率", "change_points", 5, "个百分点", "2021/2025"),
        ("创新团队", "level", 12, "个", "2020"),
        ("创新团队", "level", 32, "个", "2025"),
        ("创新团队", "increase", 20, "个", "2021/2025"),
    ]


def test_parts_without_a_unit_have_that_of_the_row_above(told: Any) -> None:
    found = told(
        "指标 | 2020年 | 2025年\n文化场馆（座） | 62 | 71\n其中：图书馆 | 22 | 25\n文化馆 | 20 | 22\n"
        # refused: a ratio among the parts, a row behind them that is measured otherwise
        "就业人数（万人） | 31 | 35\n其中：女性占比 | 41 | 43\n"
        "公园（座） | 31 | 35\n其中：郊野公园 | 4 | 6\n千人绿道长度 | 1.2 | 1.4"
    )
    assert values(found) == [
        ("文化场馆", 71, "座"), ("图书馆", 25, "座"), ("文化馆", 22, "座"),
        ("就业人数", 35, "万人"), ("女性占比", 43, ""),
        ("公园", 35, "座"), ("郊野公园", 6, "座"), ("千人绿道长度", 1.4, ""),
    ]  # fmt: skip


def test_parts_that_say_only_of_whom_have_the_name_of_the_row_above(told: Any) -> None:
    found = told(
        "指标 | 单位 | 2020年 | 2025年\n生活消费支出 | 元 | 22000 | 28000\n其中：城镇 | 元 | 25000 | 31000\n农村 | 元 | 15000 | 21000\n"
        # refused: a part with a name of its own, words of whom that stand behind no part
        "文化场馆 | 座 | 62 | 71\n其中：图书馆 | 座 | 22 | 25\n绿道 | 公里 | 20 | 22\n农村 | 个 | 30 | 40"
    )
    assert values(found) == [
        ("生活消费支出", 28000, "元"), ("城镇生活消费支出", 31000, "元"), ("农村生活消费支出", 21000, "元"),
        ("文化场馆", 71, "座"), ("图书馆", 25, "座"), ("绿道", 22, "公里"), ("农村", 40, "个"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("书屋数量*（个）", "书屋数量"), ("书屋数量（个）①", "书屋数量"), ("书屋数量②（个）", "书屋数量"),
        ("其中：农家书屋（个）", "农家书屋"), ("其中农家书屋（个）", "农家书屋"), ("★书屋数量（个）", "书屋数量"),
        # refused: a bracket that is part of the name
        ("书屋（含农家书屋）数量（个）", "书屋（含农家书屋）数量"),
    ],
)  # fmt: skip
def test_what_stands_around_a_name(told: Any, name: str, wanted: str) -> None:
    found = told(f"指标 | 2020年 | 2025年\n{name} | 31 | 40\n绿道（公里） | 5 | 9")
    assert (found[1]["indicator"], found[1]["unit"]) == (wanted, "个")


@pytest.mark.parametrize(
    ("cell", "wanted"), [("400+", (400, ">=")), ("95%+", (95, ">=")), ("400", (400, "="))]
)
def test_a_number_and_more(told: Any, cell: str, wanted: tuple[float, str]) -> None:
    found = told(f"指标 | 2020年 | 2025年\n社区书屋 | 31 | {cell}\n绿道（公里） | 5 | 9")
    assert (found[1]["low"], found[1]["comparator"]) == wanted
