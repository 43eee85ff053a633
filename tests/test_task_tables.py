"""Tables of tasks and duties in odd shapes: who answers for which row (cases/task_tables.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from reading import records, titled

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "task_tables.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_rows_have_their_agencies(case: dict[str, Any]) -> None:
    text = titled(
        f"一、总体要求\n提升服务。\n\n{case['text'].strip()}\n\n\n二、保障措施\n加强组织领导。"
    )
    found = records(text, "assignment")
    if "agencies" in case:
        assert [r["agency"] for r in found] == case["agencies"]
    else:
        said = [" | ".join((r["agency"], r["role"], r["task"])) for r in found]
        assert said == case.get("expect", [])


TARGETS = """
重点任务分工表
序号\t重点任务\t目标\t责任单位
1\t零工市场建设\t到2025年建成12个\t市商务局
2\t养老护理员培训\t到2025年达到800人次\t市民政局
3\t退役军人适应性培训\t参训率达到100%\t市退役军人事务局
"""


def test_a_target_without_a_name_counts_what_its_row_is_about() -> None:
    text = titled(
        f"一、总体要求\n提升服务。\n\n{TARGETS.strip()}\n\n\n二、保障措施\n加强组织领导。"
    )
    found = [(r["indicator"], r["quote"], r["segment"]) for r in records(text, "observation")]
    assert found == [
        ("零工市场", "12个", ""),
        ("养老护理员培训", "800人次", ""),
        ("参训率", "100%", "退役军人适应性培训"),
    ]


def test_no_such_name_from_columns_that_are_no_targets() -> None:
    text = titled(
        f"一、总体要求\n提升服务。\n\n{TARGETS.strip()}\n\n\n二、保障措施\n加强组织领导。".replace(
            "\t目标\t", "\t具体举措\t"
        )
    )
    assert "零工市场" not in [r["indicator"] for r in records(text, "observation")]


BUILT = """
表1 民生实事项目表
序号\t项目名称\t建设内容\t责任单位
1\t老年助餐\t新建老年食堂12个\t市民政局
2\t公共充电\t新增公共充电桩500个\t市发改委
"""


def test_short_cells_of_what_is_built_are_read() -> None:
    found = [(r["indicator"], r["quote"]) for r in records(titled(BUILT), "observation")]
    assert found == [("老年食堂", "12个"), ("公共充电桩", "500个")]


def test_short_cells_below_another_head_are_not() -> None:
    text = titled(BUILT.replace("建设内容", "备注"))
    assert records(text, "observation") == []


COUNTED = """
序号\t工作任务\t全年目标\t一季度\t前三季度\t责任单位
1\t城镇就业（人）\t22000\t6000\t18000\t市人社局
2\t新增规上企业（家）\t20\t3\t14\t市工信局
"""


def test_tasks_over_figures_are_counted_for_the_year_and_its_parts() -> None:
    text = f"天水市2026年重点工作目标任务清单\n\n{COUNTED.strip()}\n"
    found = [
        (r["indicator"], r["measure"], r["low"], r["unit"], r["time"])
        for r in records(text, "observation")
    ]
    assert found == [
        ("城镇就业", "level", 22000, "人", "2026"),
        ("城镇就业", "level", 6000, "人", "2026-01/2026-03"),
        ("城镇就业", "level", 18000, "人", "2026-01/2026-09"),
        ("规上企业", "increase", 20, "家", "2026"),
        ("规上企业", "increase", 3, "家", "2026-01/2026-03"),
        ("规上企业", "increase", 14, "家", "2026-01/2026-09"),
    ]


def test_a_cell_that_is_all_value_counts_what_its_row_is_about() -> None:
    rows = "序号\t工作任务\t目标任务\t责任单位\n1\t新增规上企业\t20家\t市工信局\n2\t深化改革\t出台文件3个\t市改革办"
    found = records(f"天水市2026年重点工作目标任务清单\n\n{rows}\n", "observation")
    assert [(r["indicator"], r["measure"], r["quote"]) for r in found] == [
        ("规上企业", "increase", "20家"),
        ("出台文件", "level", "3个"),
    ]
