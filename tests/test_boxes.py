"""Indicators line by line in boxes and under headings with a year (cases/boxes.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from reading import TITLE, records, titled

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "boxes.toml").read_text(encoding="utf-8")
)["case"]
FIELDS = ("indicator", "measure", "quote", "unit", "time", "attribute")


def said(text: str, title: str) -> list[str]:
    """The records of the lines: “name | measure | quote | unit | time | attribute”."""
    body = f"二、发展目标\n\n{text.strip()}\n\n三、重点任务\n推进建设。"
    return [
        " | ".join(r[name] for name in FIELDS) for r in records(titled(body, title), "observation")
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_lines_of_indicators(case: dict[str, Any]) -> None:
    assert said(case["text"], case.get("title", TITLE)) == case.get("expect", [])
