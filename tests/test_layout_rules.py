"""Every rule of layout finds its case and refuses the one beside it; without it, it does not speak."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from policy_extract.document import Plan, Sourced
from policy_extract.layout import RULES, Layouter
from policy_extract.model import Period
from policy_extract.readers.markdown import read_markdown
from policy_extract.rules import Catalogue, Settled, Switches
from reading import layouter, lexicon, period

CASES: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "layout_rules.toml").read_text(encoding="utf-8")
)
IDS = [rule.id for rule in RULES]


def document(rule: str, text: str) -> Sourced:
    """Markdown where the case is written so; a table's rows with tabs below the text."""
    if rule.startswith("table_role."):
        return Sourced(f"总体情况\n\n{text.replace('|', chr(9))}\n")
    return read_markdown(text) if text.startswith(("#", "---")) else Sourced(text)


def spoken(plan: Plan, rule: str) -> list[Any]:
    return [plain(settled) for _, settled in plan.settled if settled.rule == rule]


def plain(settled: Settled[Any]) -> Any:
    value = settled.value
    if isinstance(value, Period):
        return period(value)
    return [ref.name for ref in value] if isinstance(value, tuple) else value


def cases(kind: str) -> list[tuple[str, Any]]:
    return [(rule, case) for rule in CASES for case in CASES[rule].get(kind, [])]


def test_ids_are_unique_and_each_has_cases() -> None:
    assert Catalogue(RULES).stages() == ("title", "table_role")
    assert sorted(CASES) == sorted(IDS)
    assert [rule.id for rule in RULES if not CASES[rule.id]["finds"]] == []
    assert [r.id for r in RULES if r.refuses and not CASES[r.id]["refuses"]] == []


@pytest.mark.parametrize(("rule", "case"), cases("finds"))
def test_finds(rule: str, case: list[Any]) -> None:
    text, value = case
    assert spoken(layouter().lay_out("case", document(rule, text)), rule) == [value]


@pytest.mark.parametrize(("rule", "text"), cases("refuses"))
def test_refuses(rule: str, text: str) -> None:
    assert spoken(layouter().lay_out("case", document(rule, text)), rule) == []


@pytest.mark.parametrize(("rule", "case"), cases("finds"))
def test_words_that_said_it_stand_in_the_text(rule: str, case: list[Any]) -> None:
    plan = layouter().lay_out("case", document(rule, case[0]))
    for _, settled in plan.settled:
        if settled.said is not None:
            assert 0 <= settled.said.start < settled.said.end <= len(plan.text)


@pytest.mark.parametrize("rule", ["meta.title_own", "meta.number_line", "table_role.task_heads"])
def test_a_rule_can_be_left_out(rule: str) -> None:
    without = Layouter(lexicon(), Switches(frozenset({rule})))
    text = CASES[rule]["finds"][0][0]
    assert spoken(without.lay_out("case", document(rule, text)), rule) == []
