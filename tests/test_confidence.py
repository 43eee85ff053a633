"""What doubts leave of confidence, and how their weights are measured."""

from __future__ import annotations

import math
import tomllib
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_extract import extract
from policy_extract.cli import main
from policy_extract.errors import GoldenError, UsageError
from policy_extract.extract.confidence import Confidence
from policy_extract.extract.observations.doubts import DOUBTS, DoubtWords, names
from policy_extract.lexicon import load
from policy_extract.score import judged as judged_file
from policy_extract.score.calibration import (
    Judged,
    Weights,
    cross_validated,
    fit,
    reliability,
    threshold,
)
from policy_extract.score.trust import weights_toml
from reading import read, titled


def judged(document: str, doubts: str, right: int, wrong: int) -> list[Judged]:
    """Records of one document with the same doubts."""
    having = frozenset(doubts.split())
    return [Judged(document, having, True)] * right + [Judged(document, having, False)] * wrong


# ---- from doubts to confidence -----------------------------------------------------------------------------


def test_a_confidence_is_the_prior_plus_one_contribution_for_each_doubt() -> None:
    confidence = Confidence(load())
    doubts = ("indicator.unknown", "time.from_heading")
    odds = confidence.prior + sum(c.log_odds for c in confidence.contributions(doubts))
    assert len(confidence.contributions(doubts)) == 2
    assert confidence.of(doubts) == round(1 / (1 + math.exp(-odds)), 3)
    assert confidence.of(doubts) < confidence.of(()) <= 1


def test_every_weight_speaks_against_a_record_and_is_of_a_known_doubt() -> None:
    weights = Confidence(load()).weights
    assert weights
    assert all(weight <= 0 for weight in weights.values())
    assert weights.keys() <= {doubt.id for doubt in DOUBTS}


def test_every_record_carries_its_confidence_and_its_mark() -> None:
    confidence = Confidence(load(local=False))
    found = read(titled("二、目标\n到2025年，全市规上工业总产值突破3200亿元。\n新建观鸟塔12座。"))
    assert [o.confidence for o in found.observations] == [
        confidence.of(o.doubts) for o in found.observations
    ]
    assert [o.review for o in found.observations] == [
        o.confidence < confidence.threshold for o in found.observations
    ]
    assert found.observations[0].confidence > found.observations[1].confidence


def test_words_of_a_users_folder_change_the_weights(tmp_path: Path) -> None:
    (tmp_path / "confidence.toml").write_text(
        '[weight]\n"indicator.unknown" = -3.0\n', encoding="utf-8"
    )
    assert Confidence(load([tmp_path])).weights["indicator.unknown"] == -3.0


# ---- doubts of names and kinds --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "doubts"),
    [
        ("普通公路力争完成投资", "holds_verb"),
        ("良种覆盖率计划", "holds_verb"),
        ("我国新收集的种质资源", "says_whose"),
        ("今年茶叶产值", "says_whose"),
        ("儿童计划免疫接种率", ""),
        ("禁毒知识了解率", ""),
        ("全国文明村镇", ""),
        ("公路里程", ""),
        ("林下种植面积", ""),
        ("对外承包工程营业额", ""),
        ("规上工业增加值", ""),
        ("从业人员人数", ""),
        ("其他林产品产量", ""),
    ],
)
def test_a_name_that_reads_like_none_is_doubted(name: str, doubts: str) -> None:
    look: Any = SimpleNamespace(
        name=name,
        words=DoubtWords(load(local=False)),
        fields=SimpleNamespace(segment=None),
        in_cell=False,
    )
    tests = (names.holds_verb, names.says_whose)
    assert " ".join(test.__name__ for test in tests if test(look)) == doubts


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("2024年，全市建成了市民书房12座，惠及居民20万人，比上年增加3座。", "target"),
        ("力争全市空气质量优良天数比率达到90%。", "actual"),
    ],
)
def test_a_kind_is_doubted_that_the_sentence_speaks_against(sentence: str, wanted: str) -> None:
    found = read(titled(f"二、目标\n{sentence}")).observations
    assert found
    for one in found:
        assert ("kind.words_against" in one.doubts) == (one.kind == wanted)


@pytest.mark.parametrize(
    "sentence",
    [
        "到2025年，全市市民书房达到12座，主要农作物良种覆盖率达到98%。",
        "目前全市有市民书房8座，力争到2025年达到12座。",
        "2020年，全市市民书房达到8座，同比增长10%。",
        "2025年全市市民书房同比增长6%，城镇登记失业率控制在4%以内。",
        "2020年，全市争取到位资金5亿元，完成年度目标的105%。",
    ],
)
def test_a_kind_is_not_doubted_that_the_sentence_bears_out(sentence: str) -> None:
    found = read(titled(f"二、目标\n{sentence}")).observations
    assert found
    assert not any("kind.words_against" in one.doubts for one in found)


# ---- from labels to weights --------------------------------------------------------------------------------


def test_a_doubt_that_goes_with_errors_gets_a_weight_by_how_often() -> None:
    records = judged("a", "", 90, 10) + judged("a", "bad", 10, 30) + judged("a", "worse", 2, 38)
    found = fit(records, ridge=0.01)
    assert found.of(()) == pytest.approx(0.9, abs=0.01)
    assert found.of(("bad",)) == pytest.approx(0.25, abs=0.02)
    assert found.weights["worse"] < found.weights["bad"] < 0


def test_a_doubt_that_goes_with_right_records_gets_no_weight() -> None:
    records = judged("a", "", 50, 50) + judged("a", "fine", 95, 5)
    assert "fine" not in fit(records).weights


def test_weights_that_were_measured_before_stay_and_others_are_fitted_beside_them() -> None:
    records = judged("a", "old", 20, 20) + judged("a", "old new", 2, 38) + judged("a", "", 36, 4)
    found = fit(records, ridge=0.01, held=Weights(3.5, {"old": -1.0, "elsewhere": -0.5}))
    assert found.prior == 3.5
    assert (found.weights["old"], found.weights["elsewhere"]) == (-1.0, -0.5)
    assert found.weights["new"] < -1
    assert fit(records, held=Weights(3.5, {"old": -1.0}), only=["other"]).weights == {"old": -1.0}
    assert found.of(("old", "new")) < found.of(("old",)) < found.of(())


def test_the_lines_of_weights_that_stay_are_taken_over_as_they_stand() -> None:
    kept = '[prior]\nlog_odds = 2.0\n\n[weight]\n"old" = -1.000  # 901, 132\n'
    records = judged("a", "old", 9, 1) + judged("a", "old new", 1, 9)
    words = weights_toml(fit(records, held=Weights(2.0, {"old": -1.0})), 0.5, records, kept)
    assert '"old" = -1.000  # 901, 132\n' in words
    assert "  # 10, 9\n" in words.partition('"new" = ')[2]
    assert tomllib.loads(words)["weight"]["old"] == -1.0


def test_without_records_all_is_even() -> None:
    assert fit([]).of(("any",)) == 0.5


def test_each_document_is_judged_by_a_fit_that_has_not_seen_it() -> None:
    records = judged("a", "bad", 0, 30) + judged("a", "", 30, 0) + judged("b", "bad", 30, 0)
    held_out = {r.document: r.confidence for r in cross_validated(records, ridge=0.1) if r.doubts}
    assert held_out["b"] < 0.1  # by what “a” says of the doubt, though “b” is all right
    assert held_out["a"] > 0.9


def test_the_threshold_marks_at_most_three_in_ten_of_the_plans() -> None:
    sure = [Judged("a", frozenset(), True, 0.9)] * 70
    unsure = [Judged("a", frozenset(), False, 0.2 + i / 1000) for i in range(40)]
    below = threshold(sure + unsure)
    assert 0 < sum(r.confidence < below for r in sure + unsure) / 110 <= 0.3
    undated = [Judged("b", frozenset(("document.no_period",)), False, 0.01)] * 500
    assert threshold(sure + unsure + undated) == below


def test_reliability_counts_what_it_says() -> None:
    records = [
        *[Judged("a", frozenset(), True, 0.9)] * 8,
        *[Judged("a", frozenset(), False, 0.1)] * 2,
    ]
    found = reliability(records, below=0.5)
    assert found is not None
    assert (found.marked, found.caught) == (0.2, 1.0)
    assert (found.lowest, found.best_lowest) == (1.0, 1.0)
    assert found.calibration_error == pytest.approx(0.1)
    assert found.risk_coverage == pytest.approx((0 * 8 + 1 / 9 + 2 / 10) / 10)
    assert [(b.low, b.count, b.right) for b in found.bins] == [(0.1, 2, 0.0), (0.9, 8, 1.0)]
    assert reliability([], below=0.5) is None


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["", "x", "y", "x y"]), st.booleans()), min_size=1, max_size=40
    )
)
def test_a_fit_never_speaks_for_a_record_and_stays_a_chance(rows: list[tuple[str, bool]]) -> None:
    records = [Judged("a", frozenset(doubts.split()), right) for doubts, right in rows]
    found = fit(records)
    assert all(weight <= 0 for weight in found.weights.values())
    assert all(0 <= found.of(r.doubts) <= 1 for r in records)


def test_the_written_file_is_a_gazetteer_with_its_counts(tmp_path: Path) -> None:
    records = judged("a", "", 90, 10) + judged("b", "indicator.unknown", 10, 30)
    text = weights_toml(fit(records), 0.6, records)
    assert "140 records of 2 documents, 40 wrong" in text
    assert "# 40, 30" in text
    (tmp_path / "confidence.toml").write_text(text, encoding="utf-8")
    confidence = Confidence(load([tmp_path]))
    assert confidence.threshold == 0.6
    assert confidence.weights["indicator.unknown"] < -1


def test_a_doubt_without_labels_keeps_what_is_assumed_until_it_has_some() -> None:
    records = judged("a", "", 90, 10) + judged("b", "indicator.unknown", 10, 30)
    assert '"text.ocr" = -1.000  # assumed' in weights_toml(fit(records), 0.6, records)
    records += judged("c", "text.ocr", 5, 15)
    text = weights_toml(fit(records), 0.6, records)
    (measured,) = (line for line in text.splitlines() if line.startswith('"text.ocr"'))
    assert measured.endswith("# 20, 15")


# ---- rules left out ----------------------------------------------------------------------------------------


def test_a_run_without_a_rule_does_without_what_it_says(tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(
        titled("二、目标\n到2025年，全市规上企业1500家，其中花溪区300家。"), encoding="utf-8"
    )
    (document,) = extract(plan, local=False).documents
    (without,) = extract(plan, local=False, without=["area.whole"]).documents
    assert "area.from_document" not in document.observations[0].doubts
    assert "area.from_document" in without.observations[0].doubts


def test_a_rule_that_there_is_not_is_named_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"no rule name\.befor; nearest: name\.before"):
        extract("corpus", without=["name.befor"])


@pytest.mark.parametrize(
    ("sentence", "doubted"),
    [
        ("技术合同成交额823.57亿元。", True),
        ("登记技术合同23003项。", True),
        ("技术合同成交额800亿元。", False),
        ("技术合同成交额823.57亿元以上。", False),
        ("到2025年，技术合同成交额达到823.57亿元。", False),
        ("2020年，技术合同成交额823.57亿元。", False),
        ("（一）发展目标\n技术合同成交额823.57亿元。", False),
    ],
)
def test_a_target_as_precise_as_a_fact_is_doubted(sentence: str, doubted: bool) -> None:
    found = read(titled(f"二、科技创新\n{sentence}")).observations
    assert found
    assert all(("kind.precise" in one.doubts) == doubted for one in found)


# ---- records that were judged before -----------------------------------------------------------------------


def test_the_prior_is_that_of_the_newest_round_and_the_weights_those_of_all() -> None:
    first = judged("a", "", 60, 40) + judged("a", "bad", 10, 40)
    second = [replace(r, document="b", round=1) for r in judged("b", "", 95, 5)]
    alone, both = fit(first), fit([*first, *second])
    assert alone.of(()) == pytest.approx(0.6, abs=0.05)
    assert both.of(()) == pytest.approx(0.95, abs=0.01)
    assert both.weights["bad"] < -1


def test_judged_records_are_read_as_they_were_written(tmp_path: Path) -> None:
    records = [
        Judged("d001", frozenset(("time.none", "kind.precise")), False, round=8),
        Judged("d002", frozenset(), True, round=9),
    ]
    path = tmp_path / "judged.csv"
    path.write_text(judged_file.written(records, ["what it is", "how to add"]), "utf-8")
    assert judged_file.read(path) == records
    assert judged_file.comments_of(path) == ["what it is", "how to add"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("round,document\n", "the first line"),
        ("round,document,right,doubts\n8,d001,perhaps,time.none\n", "line 2"),
        ("round,document,right,doubts\neight,d001,yes,\n", "line 2"),
        ("# nothing\n", "the first line"),
    ],
)
def test_a_file_that_holds_no_judged_records_is_told_by_its_line(
    tmp_path: Path, lines: str, told: str
) -> None:
    path = tmp_path / "judged.csv"
    path.write_text(lines, "utf-8")
    with pytest.raises(GoldenError, match=told):
        judged_file.read(path)


def test_the_packaged_weights_are_those_of_the_judged_records() -> None:
    root = Path(__file__).parents[1]
    records = judged_file.read(root / "golden" / "judged.csv")
    below = threshold(cross_validated(records))
    packaged = (root / "gazetteers" / "general" / "confidence.toml").read_text("utf-8")
    assert weights_toml(fit(records), below, records) == packaged


def test_calibrate_fits_judged_records_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "judged.csv", tmp_path / "weights.toml"
    records = judged("a", "time.none", 5, 20) + judged("b", "", 60, 3)
    path.write_text(judged_file.written(records, []), "utf-8")
    assert main(["calibrate", "--judged", str(path), "--write", str(out), "--lang", "en"]) == 0
    assert tomllib.loads(out.read_text("utf-8"))["weight"]["time.none"] < -1
    capsys.readouterr()
    assert main(["calibrate", "--lang", "en"]) == 2
    assert "--judged" in capsys.readouterr().err
