"""Comparisons on whole made-up plans: what is never compared, and what stands beside it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from finding_plans import corpus_of
from policy_extract.findings import compare
from policy_extract.findings.unsure_pairs import unsure_pairs

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "findings_comparison.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_only_what_speaks_of_one_thing_is_compared(case: Mapping[str, Any]) -> None:
    corpus = corpus_of(case["plan"])
    names = {id: one.name for id, one in corpus.entity.items()}
    found = [
        f"{one.verdict} {names[one.subject.indicator or '']} {names.get(one.subject.area or '', '-')}"
        for one in compare(corpus)
    ]
    assert found == case["finds"]


def test_drafts_are_told_as_drafts_and_bare_numbers_of_tables_with_their_units() -> None:
    text = "一、目标\n到2025年，全市粮食产量达到120万吨。"
    table = "一、目标\n表1 主要指标\n指标\t单位\t2020年\t2025年\n粮食产量\t万吨\t90\t130\n森林覆盖率\t%\t20\t21"
    corpus = corpus_of(
        [
            {"id": "a", "title": "芜湖市粮食安全“十四五”规划\n（征求意见稿）", "text": text},
            {"id": "b", "title": "芜湖市现代农业发展“十四五”规划", "text": table},
        ]
    )
    (one,) = compare(corpus)
    assert "《芜湖市粮食安全“十四五”规划》（征求意见稿）作“120万吨”" in one.said.zh
    assert "《芜湖市现代农业发展“十四五”规划》作“130”（万吨）" in one.said.zh
    assert "(draft) says" in one.said.en


FAR = "完善市政设施，补齐短板，推进雨污分流，提升治理水平，保障群众生命财产安全。" * 6


@pytest.mark.parametrize(
    ("first", "second", "asked"),
    [
        ("全市驿站建筑面积达到80万平方米。", f"{FAR}\n全市驿站总建筑面积达到70万平方米。", True),
        ("全市驿站建筑面积达到80万平方米，", "全市驿站总建筑面积达到90万平方米。", False),
        ("全市驿站建筑面积达到80万平方米。", f"{FAR}\n全市驿站总建筑面积增长7%。", False),
        ("繁昌区驿站建筑面积达到80万平方米。", f"{FAR}\n全市驿站总建筑面积达到70万平方米。", False),
    ],
    ids=["far apart", "in one breath", "another measure", "another area"],
)
def test_a_person_is_asked_only_where_the_answer_would_let_values_be_compared(
    first: str, second: str, asked: bool
) -> None:
    text = f"一、目标\n到2025年，{first}到2025年，{second}"
    corpus = corpus_of([{"id": "a", "title": "芜湖市城市建设“十四五”规划", "text": text}])
    assert [(p.left, p.right) for p in corpus.pairs] == [("驿站建筑面积", "驿站总建筑面积")]
    assert len(list(unsure_pairs(corpus))) == asked


def test_a_bare_noun_is_asked_about_with_nobody() -> None:
    text = f"一、目标\n到2025年，全市航空产业规模达到80亿元。\n{FAR}\n到2025年，全市产业规模达到70亿元。"
    corpus = corpus_of([{"id": "a", "title": "芜湖市工业发展“十四五”规划", "text": text}])
    assert list(unsure_pairs(corpus)) == []


def test_bodies_of_two_levels_are_no_pair() -> None:
    text = "一、目标\n争取国家发展改革委支持。\n（责任单位：省发展改革委，国家发展改革委）"
    corpus = corpus_of([{"id": "a", "title": "安徽省工业发展“十四五”规划", "text": text}])
    assert [pair for pair in corpus.pairs if pair.type == "agency"] == []
