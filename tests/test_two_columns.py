"""Tables of two columns parted by tabs: names and values are read; other words parted by a tab are no table.

And rows that are streets, towns, counties: they are areas, and what they are counted by stands in the heads or in
the caption.
"""

from __future__ import annotations

from typing import Any

import pytest

from reading import records, titled

END = "二、保障措施\n各部门加强领导，落实责任。\n"


def read(table: str) -> list[dict[str, Any]]:
    return records(titled(f"一、发展目标\n主要安排见下表。\n\n{table}\n\n{END}"), "observation")


def said(table: str) -> list[str]:
    """“name | value unit | time” of all values."""
    return [f"{r['indicator']} | {r['low']} {r['unit']} | {r['time']}" for r in read(table)]


def of_areas(table: str) -> list[str]:
    """“area | name | value unit | time” of all values."""
    return [
        f"{r['area']} | {r['indicator']} | {r['low']} {r['unit']} | {r['time']}"
        for r in read(table)
    ]


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        (  # the years in the head, the unit above
            "年度投资安排表（单位：亿元）\n类别\t2023—2025年投资\n水厂扩能\t32.5\n管网改造\t21.8\n合计\t54.3",
            [
                "水厂扩能投资 | 32.5 亿元 | 2023/2025",
                "管网改造投资 | 21.8 亿元 | 2023/2025",
                "投资 | 54.3 亿元 | 2023/2025",
            ],
        ),
        (  # the unit in the head, the year in the caption; a total is what the caption says
            "表1　2025年新能源装机构成\n类型\t装机（万千瓦）\n光伏发电\t1500\n风电\t750\n合计\t2250",
            [
                "光伏发电装机 | 1500 万千瓦 | 2025",
                "风电装机 | 750 万千瓦 | 2025",
                "新能源装机 | 2250 万千瓦 | 2025",
            ],
        ),
        (  # the unit in the brackets of the names
            "主要指标\n指标\t2025年\n自来水普及率（%）\t91\n造林面积（万亩）\t15",
            ["自来水普及率 | 91 % | 2025", "造林面积 | 15 万亩 | 2025"],
        ),
        (  # the unit in the cells, bounds among them
            "2025年公共服务情况\n类别\t规模\n托育服务\t1200个\n养老服务\t≥350个\n助餐服务\t80个以上",
            ["托育服务规模 | 1200 个 | 2025", "养老服务规模 | 350 个 | 2025", "助餐服务规模 | 80 个 | 2025"],
        ),
        (  # a head that says nothing but a target
            "表2 造林任务（单位：万亩）\n类型\t2025年目标\n人工造林\t6\n封山育林\t9.5\n退化林修复\t4",
            ["人工造林 | 6 万亩 | 2025", "封山育林 | 9.5 万亩 | 2025", "退化林修复 | 4 万亩 | 2025"],
        ),
    ],
    ids=["years-in-head", "year-in-caption", "unit-in-name", "unit-in-cell", "target-head"],
)  # fmt: skip
def test_names_and_values(table: str, wanted: list[str]) -> None:
    assert said(table) == wanted


@pytest.mark.parametrize(
    "table",
    [
        "联系方式\n单位\t电话\n市水利局\t8391234\n市财政局\t8395678\n市发改委\t8391111",
        "市水利局\t0797-8391234\n市财政局\t0797-8395678\n市发改委\t0797-8391111",
        "1\t加强水源地保护\n2\t推进管网改造\n3\t建设智慧水务",
        "目录\n标题\t页码\n发展基础\t1\n发展目标\t3\n重点任务\t8",
        "发展基础\t1\n发展目标\t3\n重点任务\t8\n保障措施\t15",
        "管网漏损率\t漏损水量与供水总量之比\n再生水\t处理后达到水质标准的水\n海绵城市\t能够自然积存的城市",
        "会议议程\n时间\t内容\n9:00\t领导致辞\n9:30\t专家报告\n10:30\t讨论",
        "领导致辞\t9:00\n专家报告\t9:30\n讨论\t10:30",
        "2025年参会名额分配\n单位\t名额（个）\n市水利局\t2\n市财政局\t1\n市发改委\t1",
        "2025年考核评分表\n评价内容\t分值（分）\n组织领导\t20\n制度建设\t30\n工作成效\t50",
        "2025年文件一览\n名称\t年份\n水利规划\t2021\n水资源公报\t2022\n节水方案\t2023",
        "2025年机构代码\n机构\t代码\n市水利局\t360701\n市财政局\t360702\n市发改委\t360703",
        "2025年处罚标准\n行为\t罚款（元）\n乱倒垃圾\t200\n占道经营\t500\n违规停车\t50",
        "2025年收费标准\n项目类型\t标准（元）\n门票\t60\n停车\t5\n讲解\t80",
        "2025年安排\n类型\t数量\n示范村\t12\n示范镇\t3\n示范县\t1",  # nothing says in what
    ],
    ids=[
        "contacts", "phones", "numbered", "contents", "pages", "glossary", "agenda", "agenda-back",
        "seats", "scores", "years", "codes", "fines", "fees", "no-unit",
    ],
)  # fmt: skip
def test_other_words_parted_by_a_tab(table: str) -> None:
    assert read(table) == []


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        (  # years in the heads: what is counted stands in the caption, a column of sums has all years
            "托育托位建设任务（单位：个）\n街道\t2024年\t2025年\t合计\n东湖街道\t30\t40\t70\n"
            "西湖街道\t20\t30\t50\n全市\t50\t70\t120",
            [
                "东湖街道 | 托育托位 | 30 个 | 2024",
                "东湖街道 | 托育托位 | 40 个 | 2025",
                "东湖街道 | 托育托位 | 70 个 | 2024/2025",
                "西湖街道 | 托育托位 | 20 个 | 2024",
                "西湖街道 | 托育托位 | 30 个 | 2025",
                "西湖街道 | 托育托位 | 50 个 | 2024/2025",
                "全域 | 托育托位 | 50 个 | 2024",
                "全域 | 托育托位 | 70 个 | 2025",
                "全域 | 托育托位 | 120 个 | 2024/2025",
            ],
        ),
        (  # heads that say what is counted; the head of the areas in brackets
            "表1 养老建设任务\n乡镇（街道）\t2025年养老床位（张）\n清水镇\t30\n东湖街道\t20\n合计\t50",
            [
                "清水镇 | 养老床位 | 30 张 | 2025",
                "东湖街道 | 养老床位 | 20 张 | 2025",
                "全域 | 养老床位 | 50 张 | 2025",
            ],
        ),
        (  # a head that leaves it to the caption whose number it is
            "2025年高标准农田建设任务\n乡镇\t面积（万亩）\n清水镇\t6\n石桥镇\t5\n合计\t11",
            [
                "清水镇 | 高标准农田面积 | 6 万亩 | 2025",
                "石桥镇 | 高标准农田面积 | 5 万亩 | 2025",
                "全域 | 高标准农田面积 | 11 万亩 | 2025",
            ],
        ),
        (  # streets below a head that does not say so
            "表3 2025年充电桩任务\n责任片\t公共充电桩（个）\t换电站（座）\n东湖街道\t300\t4\n西湖街道\t200\t2",
            [
                "东湖街道 | 公共充电桩 | 300 个 | 2025",
                "东湖街道 | 换电站 | 4 座 | 2025",
                "西湖街道 | 公共充电桩 | 200 个 | 2025",
                "西湖街道 | 换电站 | 2 座 | 2025",
            ],
        ),
    ],
    ids=["years", "brackets", "caption", "by-rows"],
)
def test_rows_that_are_areas(table: str, wanted: list[str]) -> None:
    area = read("主要指标\n指标\t2025年\n造林面积（万亩）\t15\n养老床位（张）\t3")[0]["area"]
    assert of_areas(table) == [line.replace("全域", area) for line in wanted]


def test_rows_that_are_no_areas() -> None:
    """特色小镇 is what is counted; 指标 over a street's name is a name."""
    table = "表1 2025年载体建设情况\n类别\t数量（个）\n特色小镇\t5\n示范街道\t3\n示范社区\t8"
    areas = {r["area"] for r in read(table)}
    assert len(areas) == 1
    assert "特色小镇" not in areas


def test_a_header_below_a_heading_opens_another_table() -> None:
    table = (
        "托育托位任务（单位：个）\n街道\t2024年\t2025年\n东湖街道\t30\t40\n西湖街道\t20\t30\n\n"
        "三、任务分工\n部门\t任务\t目标\n市民政局\t推进养老机构建设\t到2025年建成养老机构14所\n"
        "市市场监管局\t加强食堂监管，依法查处\t\n市住建局\t实施适老化改造\t"
    )
    plan = titled(f"一、发展目标\n见下表。\n\n{table}\n\n{END}")
    found = records(plan, "assignment")
    assert [r["agency"] for r in found] == ["市民政局", "市市场监管局", "市住建局"]
    assert "托育托位" not in {
        r["indicator"] for r in records(plan, "observation") if r["unit"] == "所"
    }
