"""Which mentions were joined: pairwise and B3 figures worked out by hand."""

import pytest

from policy_extract.score import Report, score_corpus
from test_score_builders import PLAN, assignment, company, document, f1, golden, label, score


class TestEntities:
    """Five mentions of甲 (three) and 乙 (two)."""

    LINE = "甲一甲二甲三乙一乙二"
    QUOTES = ("甲一", "甲二", "甲三", "乙一", "乙二")

    def report(self, *ids: str | None) -> Report:
        labels = [label("company", 1, quote, entity=quote[0]) for quote in self.QUOTES]
        mentions = [
            company(quote, entity, text=self.LINE)
            for quote, entity in zip(self.QUOTES, ids, strict=True)
        ]
        return score(labels, document(mentions=mentions, text=self.LINE), self.LINE)

    def test_right(self) -> None:
        report = self.report("x", "x", "x", "y", "y")
        assert f1(report, "entities", "pairwise") == 1
        assert f1(report, "entities", "b3") == 1

    def test_a_wrong_join(self) -> None:
        # Joined: 甲甲甲乙 | 乙. Pairs 3 right of 6 joined, of 4 true.
        report = self.report("x", "x", "x", "x", "y")
        pairwise = report.total["entities"].figures["pairwise"]
        assert (pairwise.precision, pairwise.recall) == (0.5, 0.75)
        b3 = report.total["entities"].figures["b3"]
        assert b3.precision == pytest.approx((3 * 3 / 4 + 1 / 4 + 1) / 5)
        assert b3.recall == pytest.approx((3 * 1 + 2 * 1 / 2) / 5)
        wrong = [case for case in report.total["entities"].cases if case.verdict == "wrong"]
        assert [case.quote for case in wrong] == ["乙一"]
        assert [slip.field for slip in wrong[0].slips] == ["split", "merged"]

    def test_all_in_one(self) -> None:
        pairwise = self.report(*["x"] * 5).total["entities"].figures["pairwise"]
        assert (pairwise.precision, pairwise.recall) == (0.4, 1)

    def test_unresolved_mentions_are_their_own(self) -> None:
        pairwise = self.report(*[None] * 5).total["entities"].figures["pairwise"]
        assert (pairwise.found, pairwise.recall) == (0, 0)
        assert self.report(*[None] * 5).total["entities"].figures["b3"].precision == 1

    def test_pooled_over_documents(self) -> None:
        text, wanted = "甲", label("company", 1, "甲", entity="甲")
        documents = [
            document(id=name, text=text, mentions=[company("甲", f"company:{name}", text=text)])
            for name in ("p", "q")
        ]
        labels = {name: golden(wanted, plan=name) for name in ("p", "q")}
        report = score_corpus(documents, {"p": text, "q": text}, labels)
        assert f1(report, "entities", "pairwise") == 0
        assert report.plans["p"]["entities"].figures["pairwise"].f1 is None

    def test_companies_and_agencies_are_counted_apart(self) -> None:
        labels = [
            label("company", 4, "盘毂动力", entity="同名"),
            label("assignment", 4, "市经信局", agency="市经信局", role="lead", entity="同名"),
        ]
        output = document(
            mentions=[company("盘毂动力", "x")], assignments=[assignment("市经信局", entity="x")]
        )
        figures = score(labels, output).total["entities"].figures
        assert figures["pairwise"].labelled == 0
        assert (figures["companies_b3"].labelled, figures["agencies_b3"].labelled) == (1, 1)

    def test_missed_optional_and_uncertain_mentions_do_not_count(self) -> None:
        labels = [
            label("company", 4, "盘毂动力", entity="甲", optional=True),
            label("company", 4, "甬金股份", entity="甲", uncertain=["entity"]),
        ]
        output = document(mentions=[company("盘毂动力", "x"), company("甬金股份", "x")])
        assert score(labels, output).total["entities"].figures["b3"].labelled == 0
        assert PLAN in score(labels, output).plans
