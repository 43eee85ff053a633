"""The report as a whole: pooling, lists, tables, JSON, gains and losses, the gate."""

import io
import json
from pathlib import Path

import pytest

from policy_extract.errors import GoldenError, UsageError
from policy_extract.model import Document, Entities, Entity
from policy_extract.score import (
    LAYERS,
    Report,
    check_gate,
    compare,
    gate_of,
    listed,
    read_gate,
    render,
    score_corpus,
    show,
    to_json,
    write_gate,
)
from policy_extract.score.golden import Label
from test_score_builders import (
    PLAN,
    TEXT,
    company,
    document,
    golden,
    label,
    moment,
    period,
    score,
    value_label,
    value_record,
)

LABELS: tuple[Label, ...] = (
    value_label(2, "突破1400亿元", 1400, high=None, comparator=">"),
    value_label(2, "15家", 15, unit="家", indicator="规上工业企业"),
    value_label(2, "5家", 5, unit="家", indicator="上市企业"),
    label("company", 4, "盘毂动力", entity="盘毂"),
    label("time", 2, "2025年", norm="2025"),
)
OUTPUT = value_record("突破1400亿元", 1400, high=None, comparator=">")
COMPANIES = value_record("15家", 15, unit="家", indicator="规上工业企业")
LISTED = value_record("5家", 5, nth=2, unit="家", indicator="上市企业")
MENTIONS = [company("盘毂动力", "company:p"), moment("2025年", period("2025"))]


def full() -> Document:
    return document(observations=[OUTPUT, COMPANIES, LISTED], mentions=MENTIONS)


def worse() -> Document:
    """One observation right, one with two slips, one missed, one extra; the company is missed."""
    wrong = value_record("15家", 15, unit="个", indicator="规上工业企业", time="2020")
    extra = value_record("各10家", 10, indicator="国家高新技术企业")
    return document(observations=[OUTPUT, wrong, extra], mentions=MENTIONS[1:])


def printed(report: Report) -> str:
    from rich.console import Console

    out = io.StringIO()
    Console(file=out, width=120).print(render(report))
    return out.getvalue()


class TestReport:
    def test_pooled_by_adding_counts(self) -> None:
        # Plan p: 1 right of 1 found, 1 label. Plan q: 0 right of 1 found, 3 labels.
        wrong = value_record("各10家", 10)
        documents = [
            document(id="p", observations=[OUTPUT]),
            document(id="q", observations=[wrong]),
        ]
        labels = {
            "p": golden(LABELS[0], plan="p"),
            "q": golden(*LABELS[:3], plan="q"),
        }
        report = score_corpus(documents, {"p": TEXT, "q": TEXT}, labels)
        figure = report.total["observations"].figures["detection"]
        assert (figure.precision, figure.recall) == (0.5, 0.25)
        assert report.plans["p"]["observations"].figures["detection"].f1 == 1
        assert report.plans["q"]["observations"].figures["detection"].f1 == 0

    def test_plans_of_one_side_only(self) -> None:
        report = score_corpus(
            [full(), document(id="new")], {PLAN: TEXT}, {PLAN: golden(*LABELS), "old": golden()}
        )
        assert (report.absent, report.unlabelled) == (("old",), ("new",))
        assert list(report.plans) == [PLAN]
        assert "labelled, but not in the output: old" in printed(report)
        assert "without golden labels: new" in printed(report)

    def test_nothing_in_common(self) -> None:
        with pytest.raises(UsageError, match="labelled are: old"):
            score_corpus([full()], {PLAN: TEXT}, {"old": golden()})

    def test_no_text(self) -> None:
        with pytest.raises(UsageError, match="plan: its text is needed"):
            score_corpus([full()], {}, {PLAN: golden()})

    def test_a_label_that_is_not_in_the_text(self) -> None:
        with pytest.raises(GoldenError, match="plan: line 1: observation '16家' does not stand"):
            score([value_label(1, "16家", 16)], document())

    def test_every_layer_is_there(self) -> None:
        report = score(LABELS, full())
        assert tuple(report.total) == LAYERS
        assert tuple(report.plans[PLAN]) == LAYERS


class TestPresentation:
    def test_tables(self) -> None:
        text = printed(score(LABELS, worse()))
        assert "strict_exact F1" in text
        assert "whole F1" in text
        assert "indicator" in text
        assert "66.67" in text  # detection: 2 of 3
        assert "projects" not in text  # nobody labelled or found any

    def test_json_is_plain_and_the_same_every_time(self) -> None:
        data = to_json(score(LABELS, worse()))
        assert json.loads(json.dumps(data)) == data
        assert data == to_json(score(LABELS, worse()))
        figures = data["all"]["observations"]["figures"]
        assert figures["detection"] == {
            "precision": 0.666667,
            "recall": 0.666667,
            "f1": 0.666667,
            "right": 2,
            "found": 3,
            "labelled": 3,
        }
        assert figures["strict"]["right"] == 1
        assert figures["whole"]["right"] == 1
        assert data["plans"][PLAN]["projects"]["figures"]["rows"]["f1"] is None
        assert data["all"]["observations"]["fields"]["unit"] == {
            "accuracy": 0.5,
            "right": 1,
            "total": 2,
        }
        assert [case["quote"] for case in data["missed"]] == ["5家", "盘毂动力"]

    def test_show_missed(self) -> None:
        # 24 characters of the line stand on either side of the quote.
        assert show(score(LABELS, worse()), "missed") == [
            "plan:2: observations: missed: 上市企业 '5家' | "
            "…400亿元，规上工业企业达到15家，其中上市企业【5家】。",
            "plan:4: companies: missed: 盘毂 '盘毂动力' | "
            "…单位：市经信局、市税务局，列第一位的为牵头单位）【盘毂动力】与甬金股份落地。",
        ]

    def test_show_wrong_and_extra(self) -> None:
        report = score(LABELS, worse())
        (wrong,) = show(report, "wrong", layer="observations")
        assert "(unit: 个 instead of 家; time: 2020 instead of 2025)" in wrong
        (extra,) = show(report, "extra", plan=PLAN)
        assert extra.startswith("plan:3: observations: extra: 国家高新技术企业 '各10家' | ")

    def test_cells_are_listed_only_on_request(self) -> None:
        report = score([value_label(7, "664.3", 664.3)], document())
        assert [case.layer for case in listed(report, "missed")] == ["observations"]
        assert [case.layer for case in listed(report, "missed", layer="cells")] == ["cells"]

    def test_entities_are_called_by_their_names(self) -> None:
        text = "甲一甲二甲三"
        labels = [label("company", 1, quote, entity="甲") for quote in ("甲一", "甲二", "甲三")]
        output = document(
            text=text,
            mentions=[
                company(quote, entity, text=text)
                for quote, entity in (("甲一", "c:1"), ("甲二", "c:1"), ("甲三", "c:2"))
            ],
        )
        known = Entities(
            entities=(
                Entity(id="c:1", type="company", name="甲公司"),
                Entity(id="c:2", type="company", name="丙公司"),
            )
        )
        report = score_corpus([output], {PLAN: text}, {PLAN: golden(*labels)}, known)
        (line,) = show(report, "wrong")
        assert "(split: 丙公司 instead of 甲公司)" in line


class TestCompare:
    def test_no_change(self) -> None:
        difference = compare(score(LABELS, worse()), score(LABELS, worse()))
        assert (difference.gains, difference.losses, difference.uncompared) == ((), (), ())

    def test_losses_and_gains_by_name(self) -> None:
        good, bad = score(LABELS, full()), score(LABELS, worse())
        losses = [str(change) for change in compare(good, bad).losses]
        assert losses == [
            "plan:2: observations: 规上工业企业 '15家': right -> wrong (time, unit)",
            "plan:2: observations: 上市企业 '5家': right -> missed",
            "plan:3: observations: 国家高新技术企业 '各10家': absent -> extra",
            "plan:4: companies: 盘毂 '盘毂动力': right -> missed",
        ]
        assert compare(good, bad).gains == ()
        gains = compare(bad, good).gains
        assert len(gains) == len(losses)
        assert {(change.before, change.after) for change in gains} == {
            ("wrong", "right"),
            ("missed", "right"),
            ("extra", "gone"),
        }

    def test_a_slip_for_a_slip_is_both(self) -> None:
        old = score(
            LABELS[1:2], document(observations=[COMPANIES.model_copy(update={"kind": "actual"})])
        )
        new = score(
            LABELS[1:2],
            document(observations=[COMPANIES.model_copy(update={"measure": "increase"})]),
        )
        difference = compare(old, new)
        assert [change.fields for change in difference.gains] == [("kind",)]
        assert [change.fields for change in difference.losses] == [("measure",)]

    def test_plans_in_one_report_only(self) -> None:
        other = score_corpus([document(id="q")], {"q": TEXT}, {"q": golden(plan="q")})
        assert compare(score(LABELS, full()), other).uncompared == ("plan", "q")


class TestGate:
    def test_round_trip(self, tmp_path: Path) -> None:
        report = score(LABELS, worse())
        path = tmp_path / "scores.toml"
        write_gate(report, path)
        assert read_gate(path) == gate_of(report)
        assert check_gate(report, read_gate(path)) == []
        first = path.read_bytes()
        write_gate(score(LABELS, worse()), path)
        assert path.read_bytes() == first
        assert list(tmp_path.iterdir()) == [path]

    def test_a_fall_is_named_with_what_is_lost(self) -> None:
        failures = check_gate(score(LABELS, worse()), gate_of(score(LABELS, full())))
        strict = next(one for one in failures if one.startswith("plan: observations.strict fell"))
        first, *lost = strict.split("\n")
        assert first == "plan: observations.strict fell from 1.0000 to 0.3333"
        assert [line.split(": ")[2] for line in lost] == ["missed", "wrong", "extra"]
        assert "missed: 上市企业 '5家'" in lost[0]
        assert any("all: companies.exact fell from 1.0000 to 0.0000" in one for one in failures)

    def test_what_was_open_before_is_not_named(self) -> None:
        gate = gate_of(score(LABELS, worse()))
        failures = check_gate(score(LABELS, document(mentions=MENTIONS[1:])), gate)
        strict = next(one for one in failures if one.startswith("plan: observations.strict fell"))
        assert "规上工业总产值" in strict
        assert "'5家'" not in strict

    def test_a_rise_passes(self) -> None:
        assert check_gate(score(LABELS, full()), gate_of(score(LABELS, worse()))) == []

    @pytest.mark.parametrize(("fall", "fails"), [(0.0004, False), (0.0006, True)])
    def test_the_allowed_fall(self, fall: float, fails: bool) -> None:
        report = score(LABELS, full())
        gate = gate_of(report)
        higher = {"all": {"times.span": gate.figures["all"]["times.span"] + fall}}
        assert bool(check_gate(report, type(gate)(higher))) is fails

    def test_a_plan_or_a_figure_that_is_gone(self) -> None:
        gate = gate_of(score(LABELS, full()))
        other = score_corpus([document(id="q")], {"q": TEXT}, {"q": golden(plan="q")})
        failures = check_gate(other, gate)
        assert "plan: was scored when the gate was written and is not now" in failures
        assert any("times.span fell from 1.0000 to nothing" in one for one in failures)

    @pytest.mark.parametrize(
        "words", ["[all", "all = 3", '[all]\n"x" = "y"', "[open]\nplan = 3", ""]
    )
    def test_a_broken_gate_is_named(self, tmp_path: Path, words: str) -> None:
        path = tmp_path / "scores.toml"
        path.write_text(words, encoding="utf-8")
        with pytest.raises(GoldenError, match=r"scores\.toml"):
            read_gate(path)

    def test_no_gate(self, tmp_path: Path) -> None:
        with pytest.raises(GoldenError, match="cannot be read as the gate"):
            read_gate(tmp_path / "scores.toml")
