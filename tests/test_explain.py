"""``policy-extract explain``: records, numbers that are none, entities, in both languages."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

import pytest

from policy_extract.cli import main
from policy_extract.extract.confidence import Confidence
from policy_extract.model import Document
from policy_extract.pipeline import extract
from policy_extract.writers import write
from reading import lexicon

TEXT = """贵阳市制造业发展“十四五”规划

一、发展目标
到2025年，制造业体系基本形成。全市规上工业总产值达到500亿元，同比增长8%，
综合实力不断增强。招引5亿元以上重大项目20个。

二、重点任务
（一）培育企业。支持贵州瀚晟动力科技有限公司发展，瀚晟动力建成投产。
（牵头单位：市经信局；配合单位：市科技局）
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plans") / "plan.txt"
    path.write_text(TEXT, encoding="utf-8", newline="")
    return path


@pytest.fixture(scope="module")
def out(plan: Path) -> Path:
    folder = plan.parent / "out"
    write(extract([plan]), folder)
    return folder


def document(out: Path) -> Document:
    return Document.model_validate_json((out / "documents" / "plan.json").read_bytes())


def explain(capsys: pytest.CaptureFixture[str], *words: object, lang: str = "en") -> str:
    assert main(["explain", *map(str, words), "--lang", lang]) == 0
    return capsys.readouterr().out


def observation(out: Path, quote: str) -> str:
    return next(o.id for o in document(out).observations if o.source.quote == quote)


def test_an_observation_in_english(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = explain(capsys, out, observation(out, "500亿元"))
    assert re.match(r"observation plan:o\d+ “500亿元”  line 4, section “一、发展目标”\n", shown)
    assert "［area 全市］［indicator 规上工业总产值］达到［number 500亿元］，同比" in shown
    assert "  value  500亿元  = 50000000000元\n" in shown
    assert "rule name.before (name in front)\n" in shown
    assert "it says: 规上工业企业数量|达到620家" in shown
    assert "read here: “规上工业总产值”" in shown
    assert "inherited from line 4, section “一、发展目标”: “2025年”" in shown
    assert "    time.from_paragraph  the time is an earlier sentence’s" in shown


def test_an_observation_in_chinese(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = explain(capsys, out, f"plan:{observation(out, '8%')}", lang="zh")
    assert shown.startswith("数据 plan:")
    assert "［量度 同比增长］［数值 8%］" in shown
    assert "规则 name.carried（前句的名称）" in shown
    assert "  量度  增速\n" in shown
    assert "indicator.carried  指标名承前省略" in shown


def test_a_confidence_is_a_prior_and_a_contribution_for_each_doubt(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for record in document(out).observations:
        shown = explain(capsys, out, record.id)
        line = next(row for row in shown.splitlines() if "confidence (log odds)" in row)
        numbers = re.search(r"prior ([-\d.]+)(.*) = ([-\d.]+) → ([\d.]+)", line)
        assert numbers is not None
        weights = Confidence(lexicon()).weights
        assert [d for d in record.doubts if weights.get(d)] == re.findall(
            r"\(([\w.]+)\)", numbers[2]
        )
        parts = [
            (-1 if sign == "−" else 1) * float(size)
            for sign, size in re.findall(r"([+−]) ([\d.]+) \(", numbers[2])
        ]
        odds = float(numbers[1]) + sum(parts)
        assert odds == pytest.approx(float(numbers[3]), abs=0.02)
        assert 1 / (1 + math.exp(-odds)) == pytest.approx(record.confidence, abs=0.01)
        assert f"→ {record.confidence:.3f}" in line


def test_other_weights_than_those_of_the_output_are_said(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "confidence.toml").write_text("[prior]\nlog_odds = -3.0\n", encoding="utf-8")
    name = observation(out, "8%")
    shown = explain(capsys, out, name, "--gazetteers", tmp_path)
    assert "prior -3.00" in shown
    assert "it was made with other weights" in shown


def test_an_assignment_and_its_task(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = document(out)
    lead = next(a for a in made.assignments if a.role == "lead")
    shown = explain(capsys, out, lead.id)
    assert "“市经信局”" in shown
    assert "  role  lead\n" in shown
    assert f"  task  {lead.task}\n" in shown
    task = explain(capsys, out, lead.task, lang="zh")
    assert task.startswith(f"任务 plan:{lead.task} ")
    assert lead.id in task


def test_the_numbers_of_a_line(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = explain(capsys, plan, "5")
    assert "“5亿元以上” is no observation\n" in shown
    assert "［refused, because of 5亿元以上］［because of 重大项目］" in shown
    assert "rule refuse.threshold (threshold)" in shown
    assert "it leaves alone: 不少于3亿元的配套资金" in shown
    assert "“20个”  line 5" in shown
    assert "500亿元”  line" not in shown


def test_the_numbers_beside_words(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = explain(capsys, plan, "“规上工业\n总产值”", lang="zh")
    heads = re.findall(r"^(?:数据 \S+ )?“(.+?)”", shown, re.MULTILINE)
    assert heads == ["500亿元", "8%"]
    assert "5亿元以上”未成为数据" in explain(capsys, plan, "重大项目", lang="zh")


def test_a_number_that_no_rule_was_asked_about(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("贵阳市2023年工作要点\n\n一、任务\n推广G60模式。\n", encoding="utf-8")
    assert "“2023” is no observation: it stands in the title" in explain(capsys, path, "1")
    assert "“60” is no observation: it is part of a word" in explain(capsys, path, "G60")
    assert "no numbers" in explain(capsys, path, "3")


def test_an_entity_and_the_line_that_parts_it(
    plan: Path, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entities = json.loads((out / "entities.json").read_text(encoding="utf-8"))["entities"]
    (company,) = [e for e in entities if e["type"] == "company"]
    assert {a["text"] for a in company["aliases"]} == {"贵州瀚晟动力科技有限公司", "瀚晟动力"}
    shown = explain(capsys, out, company["id"])
    assert shown.startswith(f"贵州瀚晟动力科技有限公司  {company['id']}  company\n")
    assert "“瀚晟动力” ×1, rule short_name short name, score" in shown
    assert "［name 瀚晟动力］建成投产" in shown
    (line,) = [row.strip() for row in shown.splitlines() if ",different," in row]
    head = "key,type,left,right,verdict,reason"
    (tmp_path / "judgements.csv").write_text(f"{head}\n{line}\n", encoding="utf-8")
    parted = extract([plan], gazetteers=[tmp_path]).entities.entities
    assert [e.name for e in parted if e.type == "company"] == [
        "瀚晟动力",
        "贵州瀚晟动力科技有限公司",
    ]


def test_an_id_of_several_documents_names_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8", newline="")
    out = tmp_path / "out"
    result = extract([tmp_path])
    write(result, out)
    name = result.documents[0].observations[0].id
    assert main(["explain", str(out), name, "--lang", "en"]) == 2
    told = capsys.readouterr().err
    assert f"several documents have {name}: one two; write one:{name}" in told
    assert explain(capsys, out, f"two:{name}").startswith(f"observation two:{name} ")


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("o999999", "没有编号为 o999999 的记录或实体"),
        ("plan:o999999", "没有编号为 plan:o999999 的记录或实体"),
    ],
)
def test_an_id_that_there_is_not(
    out: Path, what: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", str(out), what, "--lang", "zh"]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("99", "there is no line 99; the last is 9"),
        ("没有的词", "“没有的词” stands nowhere in it"),
    ],
)
def test_a_place_that_there_is_not(
    plan: Path, what: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", str(plan), what, "--lang", "en"]) == 2
    assert told in capsys.readouterr().err


def test_a_file_that_there_is_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(tmp_path / "none.txt"), "1", "--lang", "en"]) == 2
    assert "there is no such file" in capsys.readouterr().err


def test_every_record_of_the_corpus_can_be_explained(
    corpus_out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of each document one of each kind: a record is told whatever its fields are."""
    for path in sorted((corpus_out / "documents").glob("*.json")):
        made = Document.model_validate_json(path.read_bytes())
        for records in (made.observations, made.assignments, made.tasks, made.projects):
            for record in records[:1]:
                shown = explain(capsys, corpus_out, f"{made.id}:{record.id}", lang="zh")
                assert f"{made.id}:{record.id}" in shown.splitlines()[0]
