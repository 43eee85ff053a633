"""Arithmetic over made-up plans (cases/findings_arithmetic.toml): what is found, with its verdict, and what is left alone."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from policy_extract.findings import Corpus
from policy_extract.findings.arithmetic import reckon
from policy_extract.lexicon import load
from policy_extract.model import Arithmetic
from policy_extract.pipeline import Result, extract

PLANS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "findings_arithmetic.toml").read_text(encoding="utf-8")
)["plan"]


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """All plans of the cases, read in one run."""
    folder = tmp_path_factory.mktemp("plans")
    for plan in PLANS:
        path = folder / f"{plan['id']}.txt"
        path.write_text(plan["text"].strip() + "\n", encoding="utf-8", newline="")
    return extract([folder], local=False)


def alone(result: Result, *ids: str) -> tuple[Arithmetic, ...]:
    """The findings of some plans by themselves."""
    documents = tuple(d for d in result.documents if d.id in ids)
    return reckon(Corpus(documents, result.entities, load(local=False), result.texts))


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan["id"])
def test_what_a_plan_gives(plan: dict[str, Any], extracted: Result) -> None:
    found = alone(extracted, plan["id"])
    left = [(f"{one.relation} {one.verdict}", one.said.zh) for one in found]
    for expected in plan["finds"]:
        what, _, words = expected.partition(" | ")
        match = next((one for one in left if one[0] == what and words in one[1]), None)
        assert match is not None, (expected, left)
        left.remove(match)
    assert left == []
