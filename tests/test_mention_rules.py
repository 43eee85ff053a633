"""Times and areas by rule: what each takes, what it leaves alone, and that none is without a case."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from policy_extract.document import Plan, shadow
from policy_extract.extract import areas, times
from policy_extract.extract.areas import AreaFinder
from policy_extract.extract.times import TimeFinder
from policy_extract.lexicon.records import Area
from policy_extract.model import Cell, Mention, Table
from policy_extract.rules import Switches
from reading import CORPUS, TITLE, corpus_text, layouter, lexicon, period, plan_of, read, titled

CASES = Path(__file__).parent / "cases"
PLACES = (
    Area(key="a", name="云岫新城", short=("云岫", "云岫港")),
    Area(key="b", name="橹山经济开发区"),
)
RULES = {rule.id: rule for rule in (*times.RULES, *areas.RULES)}


def _read(file: str) -> list[Any]:
    cases = tomllib.loads((CASES / f"{file}.toml").read_text(encoding="utf-8"))["case"]
    return [
        pytest.param(case, id=f"{case['rule']}-{n}", marks=_known_failure(case))
        for n, case in enumerate(cases)
    ]


def _known_failure(case: dict[str, Any]) -> list[pytest.MarkDecorator]:
    """Right by the guide, wrong by the rules of today: strict, so that one that passes must be claimed."""
    return [pytest.mark.xfail(strict=True, reason=case["today"])] if "today" in case else []


@cache
def _finder(kind: str, without: str = "") -> TimeFinder | AreaFinder:
    switches = Switches(frozenset(filter(None, [without])))
    if kind == "time":
        return TimeFinder(lexicon(), switches)
    return AreaFinder(replace(lexicon(), areas=PLACES), switches)


def _plan(case: dict[str, Any]) -> tuple[Plan, int]:
    """The plan of a case, and where its own words begin."""
    if "table" in case:
        return _table(case["table"]), 0
    whole = titled(case["text"], case.get("title", TITLE))
    return layouter().lay_out("case", whole), len(whole) - len(case["text"])


def _table(rows: list[list[str]]) -> Plan:
    text, made = "", []
    for row in rows:
        cells = []
        for content in row:
            cells.append(Cell(text=content, start=len(text), end=len(text) + len(content)))
            text += content + "\n\t"
        made.append(tuple(cells))
    table = Table(id="t1", start=0, end=len(text), header_rows=1, rows=tuple(made))
    return replace(plan_of(TITLE), text=text, shadow=shadow(text), paragraphs=(), tables=(table,))


def _found(case: dict[str, Any], without: str = "") -> list[Mention]:
    plan, begin = _plan(case)
    kind = case["rule"].partition(".")[0]
    found = _finder(kind, without).find(plan)
    assert all(plan.text[m.source.start : m.source.end] == m.source.quote for m in found)
    return [m for m in found if m.source.start >= begin]


def _said(mention: Mention) -> str:
    said = mention.source.quote
    return f"{said}  {period(mention.norm)}" if mention.type == "time" else said


@pytest.mark.parametrize("case", [*_read("times"), *_read("areas")])
def test_rule(case: dict[str, Any]) -> None:
    rule = RULES[case["rule"]]
    found = _found(case)
    own = [m for m in found if m.rule == rule.id]
    assert [_said(m) for m in own] == case.get("found", [])
    if "besides" in case:
        assert [_said(m) for m in found if m not in own] == case["besides"]
    if "refused" in case and rule.stage.endswith(".refuse"):
        assert len(_found(case, rule.id)) > len(found)
    if "found" in case:
        assert rule.id not in {m.rule for m in _found(case, rule.id)}


def test_every_rule_has_a_case_it_finds_and_one_it_refuses() -> None:
    cases = [param.values[0] for param in (*_read("times"), *_read("areas"))]
    finds = {c["rule"] for c in cases if "refused" not in c}
    refuses = {c["rule"] for c in cases if "refused" in c}
    assert [rule.id for rule in RULES.values() if rule.id not in finds] == []
    assert [rule.id for rule in RULES.values() if rule.refuses and rule.id not in refuses] == []


def test_every_rule_of_a_record_is_in_the_catalogue() -> None:
    for path in CORPUS.glob("*.txt"):
        plan = plan_of(corpus_text(path.stem))
        for mention in (*_finder("time").find(plan), *_finder("area").find(plan)):
            assert mention.rule in RULES


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("遵义市制造业规划", [("遵义市", 0)]),
        ("贵州省遵义市制造业规划", [("贵州省", 0), ("遵义市", 3)]),
        ("\ufeff遵义市制造业规划", [("遵义市", 1)]),
        ("义市制造业规划", []),  # the end of a name is none
        ("市制造业规划", []),
    ],
)
def test_a_text_may_begin_with_a_division(text: str, first: list[tuple[str, int]]) -> None:
    found = [
        (one.source.quote, one.source.start) for one in read(text).mentions if one.type == "area"
    ]
    assert found == first
