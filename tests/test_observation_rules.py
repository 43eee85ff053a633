"""Observations by rule: what each makes of words, what it leaves alone, and that none is without a case."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from policy_extract.catalogue import CATALOGUE
from policy_extract.extract import Extracted, Extractors, project_values
from policy_extract.extract.observations.rules import RULES as OWN_RULES
from policy_extract.lexicon.records import Area
from policy_extract.model import Observation
from policy_extract.rules import Switches
from reading import CORPUS, TITLE, corpus_text, extractors, flat, lexicon, plan_of, titled

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "rules_observations.toml").read_text(encoding="utf-8")
)["case"]
RULES = {rule.id: rule for rule in (*OWN_RULES, *project_values.RULES)}

#: Rules that leave no name in a record: what they do shows when they are switched off.
SILENT = frozenset(
    (
        "group.doubling", "group.points", "group.unlike", "group.comma", "group.list",
        "name.whole_word", "name.whole_name", "name.odd_end", "name.place_only", "name.adverb_front", "name.preposition",
        "name.clause_inside", "name.promised_rate",
        "area.own", "indicator.known", "indicator.known_rest", "area.named", "segment.in_front",
        "about.project_row", "about.project_item", "measure.told_unit", "measure.floor", "measure.degrees", "time.present", "time.last_year", "time.many_years",
        "candidate.eliminated", "candidate.heading", "name.of_plan", "name.gained",
    )
)  # fmt: skip
#: What is always asked for last, or stands in the code as one piece, cannot be switched off.
ALWAYS = frozenset(
    (
        "name.list", "name.promise", "name.none", "area.paragraph",
        "area.document", "time.per_year", "time.none", "kind.target",
        "measure.level",
        *(rule for rule in RULES if rule.startswith("cell.") or rule.endswith((".project_row", ".project_item"))),
    )
)  # fmt: skip


def _text(case: dict[str, Any]) -> str:
    if "table" in case:
        rows = ["\n".join(f"\t{cell}" for cell in row) for row in case["table"]]
        table = "\n\n".join(rows)
        caption = case.get("caption", "表1 主要内容")
        body = f"一、重点任务\n{caption}\n{table}\n\n\n二、实施保障\n推进项目建设。"
        return titled(body, case.get("title", TITLE))
    return titled(case["text"], case.get("title", TITLE))


#: Asked twice of a name: both go, or nothing shows.
TWICE = {"indicator.known": ("indicator.known", "indicator.known_rest")}
PLACES = (Area(key="a", name="云岫湖畔"),)


@cache
def _extractors(*without: str) -> Extractors:
    return Extractors(replace(lexicon(), areas=PLACES), Switches(frozenset(without)))


@cache
def _read(text: str, *without: str) -> Extracted:
    return _extractors(*without).run(plan_of(text))


def _shape(record: Observation) -> dict[str, Any]:
    """A record as it comes out, whatever rule named its fields."""
    return record.model_dump(
        exclude={"id", "read", "doubts", "confidence", "review", "responsible"}
    )


def _named(record: Observation) -> set[str]:
    return {one.rule for one in record.read.values() if one}


def _spoken(extracted: Extracted) -> set[str]:
    refusing = {one.rule for one in extracted.refused}
    return refusing.union(*map(_named, extracted.observations))


def _record(extracted: Extracted, number: str, rule: str = "") -> Observation:
    """The record of a number; where several stand there, the first whose fields the rule settled."""
    found = [o for o in extracted.observations if o.source.quote == number]
    assert found, [o.source.quote for o in extracted.observations]
    return next((o for o in found if rule in _named(o)), found[0])


def _as_said(record: Observation, text: str, said: dict[str, Any]) -> None:
    more = {"each": record.each or "", "about": record.about, "number": record.source.quote}
    got = flat(record, plan_of(text)) | more
    assert {name: got[name] for name in said} == said


def _cases(kind: str) -> list[Any]:
    return [pytest.param(c, id=f"{c['rule']}-{n}") for n, c in enumerate(CASES) if kind in c]


@pytest.mark.parametrize("case", _cases("finds"))
def test_a_rule_finds(case: dict[str, Any]) -> None:
    rule, text, number = case["rule"], _text(case), case["finds"]["number"]
    extracted = _read(text)
    record = _record(extracted, number, rule)
    _as_said(record, text, case["finds"])
    if rule not in SILENT and rule != "time.none":  # no time, nothing read of it
        assert rule in _named(record)
    if rule not in ALWAYS:
        other = _read(text, *TWICE.get(rule, (rule,)))
        assert rule not in _spoken(other)
        shapes = [list(map(_shape, e.observations)) for e in (extracted, other)]
        assert shapes[0] != shapes[1] or (rule not in SILENT and record not in other.observations)


@pytest.mark.parametrize("case", _cases("absent"))
def test_numbers_beside_it_make_no_record(case: dict[str, Any]) -> None:
    quotes = [o.source.quote for o in _read(_text(case)).observations]
    assert [number for number in case["absent"] if number in quotes] == []


@pytest.mark.parametrize("case", _cases("refuses"))
def test_a_rule_makes_a_number_no_record(case: dict[str, Any]) -> None:
    rule, text = case["rule"], _text(case)
    extracted = _read(text)
    assert case["refuses"] in [text[r.start : r.end] for r in extracted.refused if r.rule == rule]
    assert case["refuses"] not in [o.source.quote for o in extracted.observations]
    if rule not in ALWAYS:
        assert rule not in _spoken(_read(text, rule))


@pytest.mark.parametrize("case", _cases("refused"))
def test_a_rule_leaves_alone(case: dict[str, Any]) -> None:
    rule, text = case["rule"], _text(case)
    extracted = _read(text)
    if "instead" not in case:
        assert rule not in _spoken(extracted)
        return
    number = case["instead"]["number"]
    record = _record(extracted, number)
    _as_said(record, text, case["instead"])
    assert rule not in _named(record)
    if rule not in ALWAYS:
        assert _shape(_record(_read(text, rule), number)) == _shape(record)


def test_every_case_asks_something_and_nothing_that_nobody_reads() -> None:
    asks = {"finds", "absent", "refuses", "refused"}
    assert [_text(c) for c in CASES if not asks & c.keys()] == []
    assert {key for c in CASES for key in c} <= asks | {
        "rule",
        "text",
        "table",
        "caption",
        "title",
        "instead",
    }


def test_every_rule_has_a_case_it_finds_and_one_it_refuses() -> None:
    finds = {c["rule"] for c in CASES if "refused" not in c}
    refuses = {c["rule"] for c in CASES if "refused" in c}
    assert finds | refuses <= set(RULES)
    assert [rule for rule in RULES if rule not in finds] == []
    assert [r.id for r in RULES.values() if r.refuses and r.id not in refuses] == []


def test_every_rule_of_a_record_or_a_refusal_is_in_the_catalogue() -> None:
    for path in CORPUS.glob("*.txt"):
        assert _spoken(extractors().run(plan_of(corpus_text(path.stem)))) <= set(CATALOGUE.by_id)
