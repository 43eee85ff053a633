"""Indicator tables of spaces with wrapped cells: every value with its name, or none (cases/wrapped_tables.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from reading import plan_of, records, titled

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "wrapped_tables.toml").read_text(encoding="utf-8")
)["case"]


def document(text: str) -> str:
    return titled(f"一、发展目标\n{text.strip()}\n\n二、重点任务\n推进建设。")


def said(text: str) -> list[str]:
    """The records of a table: “name | unit | quote | time” without line breaks."""
    found = records(document(text), "observation")
    return [
        " | ".join([r["indicator"], r["unit"], "".join(r["quote"].split("\n")), r["time"]])
        for r in found
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_values_have_their_names(case: dict[str, Any]) -> None:
    if "tables" in case:
        assert len(plan_of(document(case["text"])).tables) == case["tables"]
    else:
        found = said(case["text"])
        if case.get("subset"):  # rows may be left out, none may be wrong
            assert set(found) <= set(case["expect"])
            return
        if case.get("any_order"):
            found, case["expect"] = sorted(found), sorted(case["expect"])
        assert found == case["expect"]
