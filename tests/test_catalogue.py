"""The catalogue of rules: whole, in order, told to people, counted."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from conftest import ROOT
from policy_extract.catalogue import CATALOGUE, RULES, refuses_only, spoken
from policy_extract.cli import main
from policy_extract.extract import areas, companies, times
from policy_extract.rules import Rule, UnknownRule
from reading import CORPUS, corpus_text, read


def test_it_holds_what_the_packages_say() -> None:
    assert set(RULES) >= {*companies.RULES, *areas.RULES, *times.RULES}
    assert len(CATALOGUE.by_id) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_told_in_both_languages_and_can_be_called(rule: Rule[object]) -> None:
    family, _, name = rule.id.partition(".")
    assert (family.replace("_", "").isalpha(), name.replace("_", "").isalnum()) == (True, True)
    assert any("\u4e00" <= sign <= "\u9fff" for sign in rule.zh)
    assert re.match(r"[a-z]", rule.en)
    assert "\n" not in rule.says + rule.refuses
    assert callable(rule.run)


def test_every_mention_names_a_rule_of_the_catalogue() -> None:
    for path in CORPUS.glob("*.txt"):
        for mention in read(corpus_text(path.stem)).mentions:
            if mention.type != "agency":
                assert mention.rule in CATALOGUE.by_id
                assert not refuses_only(CATALOGUE.by_id[mention.rule])


def test_a_name_that_there_is_not_is_told_with_the_nearest() -> None:
    assert CATALOGUE.switches(["company.chain"]).without == {"company.chain"}
    with pytest.raises(UnknownRule, match=r"company\.chian.*company\.chain"):
        CATALOGUE.switches(["company.chian"])


def test_rules_are_counted_in_both_forms_of_a_record() -> None:
    document = {
        "mentions": [{"rule": "time.year"}, {"rule": "time.year"}],
        "assignments": [{"rule": None, "read": {"agency": {"rule": "body.known"}, "role": None}}],
        "observations": [
            {"read": {"value": {"rule": "quantity.number"}, "time": {"rule": "time.year"}}}
        ],
        "projects": [{"rule": "project.row"}],
    }
    assert spoken([document, {"mentions": []}]) == {
        "time.year": 3,
        "body.known": 1,
        "quantity.number": 1,
        "project.row": 1,
    }


def test_rules_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--json", "--corpus", str(tmp_path / "absent")]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in rows] == [rule.id for rule in RULES]
    assert set(rows[0]) == {"id", "stage", "label", "says", "refuses", "spoke"}
    assert {row["spoke"] for row in rows} == {None}


def test_rules_say_how_often_they_spoke(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = "贵阳市制造业发展规划\n\n到2025年，支持瀚晟半导体扩大规模，到2030年建成。\n"
    (tmp_path / "plan.txt").write_text(plan, encoding="utf-8")
    main(["rules", "--json", "--corpus", str(tmp_path)])
    counts = {row["id"]: row["spoke"] for row in json.loads(capsys.readouterr().out)}
    assert (counts["company.short_name"], counts["company.chain"]) == (1, 0)
    assert counts["company.runs_on"] is None
    assert counts["time.year"] >= 2


def test_rules_of_a_stage_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    absent = str(tmp_path / "absent")
    main(["rules", "--stage", "areas", "--lang", "zh", "--corpus", absent])
    shown = capsys.readouterr().out
    assert "area.division · 行政区划全称\n" in shown
    assert "company." not in shown
    assert main(["rules", "--stage", "area", "--lang", "en", "--corpus", absent]) == 2
    assert "there is no stage area; there are: " in capsys.readouterr().err


def test_the_page_has_every_rule_and_no_other() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    listed = [line.split("`")[1] for line in page.splitlines() if line.startswith("| `")]
    assert listed == [rule.id for stage in CATALOGUE.stages() for rule in RULES if rule.stage == stage]  # fmt: skip
