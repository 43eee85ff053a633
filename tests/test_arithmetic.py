"""Arithmetic over made-up plans (cases/findings_arithmetic.toml): what is found, with its verdict, and what is left alone."""

from __future__ import annotations

import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_extract.findings import Corpus
from policy_extract.findings.arithmetic import reckon
from policy_extract.findings.arithmetic.figures import figure, over, rounded, yearly
from policy_extract.lexicon import Lexicon, load
from policy_extract.model import Arithmetic, Base, Value
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
    found = alone(extracted, plan["id"], *plan.get("with", ()))
    found = tuple(one for one in found if one.documents[0].id == plan["id"])
    left = [(f"{one.relation} {one.verdict}", one.said.zh) for one in found]
    for expected in plan["finds"]:
        what, _, words = expected.partition(" | ")
        match = next((one for one in left if one[0] == what and words in one[1]), None)
        assert match is not None, (expected, left)
        left.remove(match)
    assert left == []


# --- what holds for all ----------------------------------------------------------------------------


def test_every_rule_and_every_verdict_is_planted(extracted: Result) -> None:
    found = {(one.relation, one.verdict) for plan in PLANS for one in alone(extracted, plan["id"])}
    assert found == {
        (relation, verdict)
        for relation in ("growth", "multiple", "share", "sum", "count")
        for verdict in ("holds", "fails")
    }


def test_the_order_of_plans_does_not_matter_and_ids_are_single(extracted: Result) -> None:
    documents = extracted.documents
    lexicon = load(local=False)
    one = reckon(Corpus(documents, extracted.entities, lexicon, extracted.texts))
    other = reckon(Corpus(documents[::-1], extracted.entities, lexicon, extracted.texts))
    assert one == other
    assert len({finding.id for finding in one}) == len(one) > 40


def test_without_words_nothing_is_computed(extracted: Result) -> None:
    assert reckon(Corpus(extracted.documents, extracted.entities, Lexicon(), extracted.texts)) == ()


def test_of_a_document_without_its_text_nothing_is_computed(extracted: Result) -> None:
    assert any(document.tables for document in extracted.documents)
    assert reckon(Corpus(extracted.documents, extracted.entities, load(), {})) == ()


def test_a_finding_says_what_it_rests_on(extracted: Result) -> None:
    (found,) = [
        one for one in alone(extracted, "farming-doubling-that-fails") if one.relation == "multiple"
    ]
    assert found.model_dump(mode="json") == {
        "id": "arithmetic:multiple:farming-doubling-that-fails:"
        "area:330624|indicator:agri-leading-firms||multiple|2025|target",
        "kind": "arithmetic",
        "verdict": "fails",
        "documents": [{"id": "farming-doubling-that-fails", "draft": False}],
        "observations": [
            {
                "document": "farming-doubling-that-fails",
                "id": "o000093",
                "value": {"low": 2, "high": 2, "unit": ""},
            },
            {
                "document": "farming-doubling-that-fails",
                "id": "o000040",
                "value": {"low": 80, "high": 80, "unit": "家"},
            },
            {
                "document": "farming-doubling-that-fails",
                "id": "o000082",
                "value": {"low": 120, "high": 120, "unit": "家"},
            },
        ],
        "said": {
            "zh": "按80家（2020年）、120家（2025年）计算，新昌县农业龙头企业为基期的1.5倍，"
            "与《新昌县农业农村现代化“十四五”规划》所述“较2020年翻一番”不符。",
            "en": "From 80家 (2020), 120家 (2025), 新昌县农业龙头企业 is, in multiples of its base, 1.5 times; "
            "新昌县农业农村现代化“十四五”规划 says “较2020年翻一番”, which does not agree.",
        },
        "relation": "multiple",
        "subject": {
            "indicator": "indicator:agri-leading-firms",
            "area": "area:330624",
            "segment": None,
            "measure": "multiple",
            "time": "2025",
            "kind": "target",
            "about": "area",
        },
        "stated": {"low": 1.95, "high": None, "unit": "1"},
        "computed": {"low": 1.5, "high": 1.5, "unit": "1"},
    }


def test_the_five_plans(corpus_result: Result) -> None:
    found = [one for one in corpus_result.findings.findings if isinstance(one, Arithmetic)]
    assert Counter((one.relation, one.verdict) for one in found) == {
        ("count", "holds"): 15,
        ("count", "fails"): 1,
        ("multiple", "holds"): 1,
        ("share", "holds"): 4,
        ("sum", "holds"): 4,
        ("sum", "fails"): 1,
    }
    # each was read: 17 projects of 19 cost 亿元 or more; ten places add up to 6600 of 7000 firms
    assert [one.said.zh for one in found if one.verdict == "fails"] == [
        "按清单“(一)现代纺织产业领域”各行计算，亿元以上的共17个，与《兰溪市工业经济高质量发展“十四五”规划》所述"
        "“其中总投资亿元以上项目12个”不符。",
        "按“附件1：金华市‘十四五’工业高质量发展县（市、区）任务分解”10行的“2025年发展目标规上工业企业(家)”计算，"
        "合计为6600家，与《金华市工业高质量发展“十四五”规划》（征求意见稿）所述“金华7000家”不符。",
    ]


# --- figures ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("low", "comparator", "unit", "scale", "words", "expected"),
    [
        (7, "=", "%", "0.01", "7%", ("0.065", "0.075")),
        (2, "=", "%", "0.01", "2.0%", ("0.0195", "0.0205")),  # the zero was written
        (35, "=", "家", "1", "35家", ("35", "35")),  # counted, not rounded
        (7, "~", "%", "0.01", "7%左右", ("0.065", "0.075")),  # no narrower than its digits
        (55, ">=", "%", "0.01", "55%以上", ("0.545", "Infinity")),
        (1400, ">", "亿元", "100000000", "突破1400亿元", ("139950000000", "Infinity")),
    ],
)
def test_what_a_value_leaves_open(
    low: int, comparator: Any, unit: str, scale: str, words: str, expected: tuple[str, str]
) -> None:
    based = float(Decimal(low) * Decimal(scale))
    high = None if comparator in (">", ">=") else low
    value = Value(
        low=low,
        high=high,
        comparator=comparator,
        unit=unit,
        base=Base(low=based, high=None if high is None else based, unit="x"),
    )
    found = figure(value, words)
    assert found is not None
    assert (found[0].low, found[0].high) == tuple(map(Decimal, expected))


@given(
    st.decimals(min_value="1", max_value="99999", places=1),
    st.decimals(min_value="-0.3", max_value="2", places=3),
    st.integers(min_value=1, max_value=15),
)
def test_growth_gives_back_the_rate_that_made_a_level(
    base: Decimal, rate: Decimal, years: int
) -> None:
    """Property: a level grown at a rate is within what the rate says, whatever its digits."""
    grown = base * (1 + rate) ** years
    place = Decimal("0.1")
    after = rounded(grown.quantize(place), place)
    ratio = over(after, rounded(base, place))
    if ratio is not None:
        found = yearly(ratio, years)
        assert found.low <= rate + Decimal("1e-9")
        assert found.high >= rate - Decimal("1e-9")


def test_the_time_grows_with_the_observations(extracted: Result) -> None:
    """Four times the plans, all of one place and of the same things, take no more than about four times as long."""
    lexicon = load(local=False)

    def seconds(copies: int) -> float:
        documents = tuple(
            document.model_copy(update={"id": f"{document.id}-{number}"})
            for number in range(copies)
            for document in extracted.documents
        )
        texts = {d.id: extracted.texts[d.id.rpartition("-")[0]] for d in documents}
        corpus = Corpus(documents, extracted.entities, lexicon, texts)
        times = []
        for _ in range(3):
            start = process_time()
            reckon(corpus)
            times.append(process_time() - start)
        return min(times)

    assert seconds(16) < seconds(4) * 8
