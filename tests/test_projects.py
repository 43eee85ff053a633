"""Project lists: rows of a table whose headers name projects; and tables that are none."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from policy_extract.document import Plan, shadow
from policy_extract.extract.projects import RULES, ProjectFinder
from policy_extract.model import Cell, Table
from policy_extract.rules import Switches
from reading import TITLE, flat, lexicon, plan_of, records, titled

_CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "projects.toml").read_text(encoding="utf-8")
)["case"]

HEAD = [
    "序号",
    "项目名称",
    "企业名称",
    "建设规模及内容",
    "建设性质",
    "起止年限",
    "总用地（亩）",
    "总投资（万元）",
    "地区",
]
ROW = [
    "1",
    "年产3万吨电池箔生产线",
    "云岫新材料有限公司",
    "新建厂房2万平方米",
    "新建",
    "2021-2023",
    "120",
    "35000",
    "白鹭镇",
]
SECOND = [
    "2",
    "智能仓储技改项目",
    "青杠物流有限公司",
    "购置设备80台",
    "技改",
    "2022",
    "——",
    "4,200.5",
    "",
]


def listed(
    *rows: list[str], head: list[str] | None = None, caption: str = "附件：重点项目表"
) -> str:
    body = "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in (head or HEAD, *rows))
    return titled(f"一、保障措施\n加强组织领导。\n\n{caption}\n{body}\n")


def projects(text: str) -> list[dict[str, Any]]:
    return records(text, "project")


def test_every_field_of_a_row() -> None:
    found = projects(listed(ROW, SECOND))
    assert len(found) == 2
    first = found[0]
    assert {k: first[k] for k in ("number", "name", "company", "content", "nature")} == {
        "number": 1,
        "name": "年产3万吨电池箔生产线",
        "company": "云岫新材料有限公司",
        "content": "新建厂房2万平方米",
        "nature": "新建",
    }
    assert (first["start"], first["end"]) == (2021, 2023)
    assert (first["land_mu"], first["investment"], first["investment_unit"]) == (120, 35000, "万元")
    assert first["place"] == "白鹭镇"
    assert first["quote"] == "年产3万吨电池箔生产线"
    assert first["table"] == [1, 1]
    assert first["rule"] == "project.table_row"


def test_empty_cells_are_empty_and_one_year_is_both() -> None:
    second = projects(listed(ROW, SECOND))[1]
    assert (second["land_mu"], second["place"]) == ("", "")
    assert (second["start"], second["end"]) == (2022, 2022)
    assert second["investment"] == 4200.5


def test_a_written_zero_is_zero() -> None:
    row = [*ROW[:6], "0", "0", "白鹭镇"]
    first = projects(listed(row, SECOND))[0]
    assert (first["land_mu"], first["investment"]) == (0, 0)


@pytest.mark.parametrize("cell", ["—", "——", "-", "/", "无"])
def test_ways_of_writing_nothing(cell: str) -> None:
    row = [*ROW[:2], cell, cell, cell, cell, cell, cell, cell]
    first = projects(listed(row, SECOND))[0]
    fields = ("company", "content", "nature", "start", "end", "land_mu", "investment", "place")
    assert [first[f] for f in fields] == [""] * len(fields)
    assert first["investment_unit"] == ""


def test_category_rows_hold_for_the_rows_below() -> None:
    found = projects(
        listed(
            ["（一）现代纺织产业领域，项目共计2个，总投资39200万元"], ROW, SECOND,
            ["（二）生物医药产业（1个）"], ["3", *ROW[1:]],
        )
    )  # fmt: skip
    assert [(p["category"], p["number"]) for p in found] == [
        ("现代纺织产业", 1),
        ("现代纺织产业", 2),
        ("生物医药产业", 3),
    ]


def test_category_from_no_row_is_none() -> None:
    assert [p["category"] for p in projects(listed(ROW, SECOND))] == ["", ""]


@pytest.mark.parametrize(
    ("header", "unit"), [("总投资（亿元）", "亿元"), ("总投资（万元）", "万元"), ("总投资", "")]
)
def test_unit_of_the_investment(header: str, unit: str) -> None:
    head = [*HEAD[:7], header, "地区"]
    assert [p["investment_unit"] for p in projects(listed(ROW, SECOND, head=head))] == [unit, unit]


@pytest.mark.parametrize(
    "head",
    [
        ["编号", "项目名称", "建设单位", "建设内容", "建设性质", "建设年限", "用地面积（亩）", "投资额（万元）", "建设地点"],
        ["序号", "名 称", "项目业主", "主要建设内容", "性质", "建设周期", "总用地", "计划投资（万元）", "所在地"],
        ["序号", "项目名称", "实施主体", "建设内容及规模", "建设性质", "建设期限", "占地面积（亩）", "估算投资（万元）", "属地"],
    ],
)  # fmt: skip
def test_other_words_in_the_headers(head: list[str]) -> None:
    first = projects(listed(ROW, SECOND, head=head))[0]
    assert (first["number"], first["company"], first["nature"]) == (1, "云岫新材料有限公司", "新建")
    assert (first["start"], first["end"]) == (2021, 2023)
    assert (first["land_mu"], first["investment"], first["place"]) == (120, 35000, "白鹭镇")


@pytest.mark.parametrize(
    ("cell", "years"),
    [
        ("2021-2023", (2021, 2023)),
        ("2021—2023年", (2021, 2023)),
        ("2021年1月-2023年12月", (2021, 2023)),
        ("2021.03-2023.12", (2021, 2023)),
        ("2022年", (2022, 2022)),
        ("待定", ("", "")),
    ],
)
def test_years(cell: str, years: tuple[object, object]) -> None:
    row = [*ROW[:5], cell, *ROW[6:]]
    first = projects(listed(row, SECOND))[0]
    assert (first["start"], first["end"]) == years


def test_a_wrapped_name_is_joined() -> None:
    row = ["1", "年产3万吨新能源电池箔\n生产线建设项目", *ROW[2:]]
    assert projects(listed(row, SECOND))[0]["name"] == "年产3万吨新能源电池箔生产线建设项目"


def test_columns_in_another_order() -> None:
    head = ["项目名称", "总投资（万元）", "企业名称", "起止年限"]
    row = ["年产3万吨电池箔生产线", "35000", "云岫新材料有限公司", "2021-2023"]
    other = ["智能仓储技改项目", "4200", "青杠物流有限公司", "2022"]
    first = projects(listed(row, other, head=head))[0]
    assert (first["name"], first["company"], first["investment"], first["number"]) == (
        "年产3万吨电池箔生产线", "云岫新材料有限公司", 35000, "",
    )  # fmt: skip


# ---- refused -----------------------------------------------------------------------------------------------


def test_an_indicator_table_is_no_project_list() -> None:
    head = ["序号", "指标名称", "2020年", "2025年"]
    rows = [["1", "规上工业企业（家）", "488", "700"], ["2", "上市公司（家）", "3", "8"]]
    assert projects(listed(*rows, head=head, caption="表1 主要指标")) == []


def test_a_table_of_tasks_is_no_project_list() -> None:
    head = ["序号", "重点任务", "责任单位", "完成时限"]
    rows = [
        ["1", "培育壮大市场主体", "市经信局", "2023年"],
        ["2", "强化创新", "市科技局", "2024年"],
    ]
    assert projects(listed(*rows, head=head, caption="附件：重点任务表")) == []


def test_a_row_without_a_name_is_none() -> None:
    assert len(projects(listed(ROW, ["2", "", *ROW[2:]], SECOND))) == 2


def test_the_row_is_no_observation() -> None:
    text = listed(
        ["1", "年产3万吨电池箔生产线", "云岫新材料有限公司", "新建生产线", *ROW[4:]], SECOND
    )
    found = records(text, "observation")
    assert [r["quote"] for r in found if r["quote"] in ("120", "35000", "4,200.5", "120亩")] == []


def test_cells_of_years_are_times() -> None:
    found = records(listed(ROW, SECOND), "time")
    assert [t["norm"] for t in found if t["quote"].startswith("2021-2023")] == ["2021/2023"]


def test_the_company_of_a_row_is_a_mention() -> None:
    found = records(listed(ROW, SECOND), "company")
    assert [c["quote"] for c in found] == ["云岫新材料有限公司", "青杠物流有限公司"]


# ---- by rule -----------------------------------------------------------------------------------------------


def table_of(case: dict[str, Any]) -> Plan:
    """A plan that holds nothing but the table of a case; one of prose is laid out as it stands."""
    if "lines" in case:
        return plan_of("\n".join((TITLE, *case["lines"])))
    text, rows = "", []
    for row in (case["head"], *case["rows"]):
        cells = []
        for words in row:
            width = len(case["head"]) if len(row) == 1 else 1
            end = len(text) + len(words)
            cells.append(Cell(text=words, start=len(text), end=end, colspan=width))
            text += words + "\n"
        rows.append(tuple(cells))
    table = Table(
        id="t1",
        role=case.get("role", "projects"),
        caption=case.get("caption"),
        start=0,
        end=len(text),
        header_rows=1,
        rows=tuple(rows),
    )
    return replace(plan_of(TITLE), text=text, shadow=shadow(text), paragraphs=(), tables=(table,))


def found_in(plan: Plan, fields: list[str], *without: str) -> list[list[Any]]:
    finder = ProjectFinder(lexicon(), Switches(frozenset(without)))
    found = [flat(project, plan) for project in finder.find(plan)]
    return [[one[field] for field in fields] for one in found]


@pytest.mark.parametrize("case", _CASES, ids=lambda case: str(case["name"]))
def test_case_of_a_rule(case: dict[str, Any]) -> None:
    plan, fields = table_of(case), case["fields"]
    assert found_in(plan, fields) == case["expect"]
    changed = found_in(plan, fields, case["rule"]) != case["expect"]
    assert changed is not bool(case.get("refused"))


def test_every_rule_has_a_case_that_it_finds_and_one_that_it_refuses() -> None:
    finds = {case["rule"] for case in _CASES if not case.get("refused")}
    refuses = {case["rule"] for case in _CASES if case.get("refused")}
    assert [rule.id for rule in RULES if rule.id not in finds] == []
    assert [rule.id for rule in RULES if rule.refuses and rule.id not in refuses] == []
    assert finds | refuses == {rule.id for rule in RULES}
