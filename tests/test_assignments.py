"""Assignments: who is responsible, in every form that plans use."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from policy_extract.extract.assignments import AssignmentFinder
from policy_extract.layout import lay_out
from policy_extract.layout.plan import Plan
from policy_extract.lexicon import Lexicon, load

CASES = Path(__file__).parent / "cases" / "assignments.toml"
_CASES: list[dict[str, Any]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load(local=False)


@pytest.fixture(scope="module")
def finder(lexicon: Lexicon) -> AssignmentFinder:
    return AssignmentFinder(lexicon)


def plan_of(text: str, lexicon: Lexicon) -> Plan:
    return lay_out("case", text, lexicon)


@pytest.mark.parametrize("case", _CASES, ids=[case["name"] for case in _CASES])
def test_case(case: dict[str, Any], lexicon: Lexicon, finder: AssignmentFinder) -> None:
    plan = plan_of(case["text"], lexicon)
    found = finder.find(plan)
    assert [[a.role, a.agency] for a in found] == case["expect"]
    if "tasks" in case:
        assert [a.task for a in found] == case["tasks"]
    if "deadlines" in case:
        assert [(a.deadline and a.deadline.end) or "" for a in found] == case["deadlines"]
    assert all(plan.text[a.source.start : a.source.end] == a.source.quote for a in found)
