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
