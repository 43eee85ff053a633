"""Assignments, companies and times, with figures known by hand."""

import pytest

from policy_extract.model import Assignment, Mention, Period, Span
from policy_extract.score import Report
from policy_extract.score.golden import Label
from test_score_builders import (
    TEXT,
    assignment,
    company,
    document,
    f1,
    label,
    moment,
    period,
    score,
    source,
)


class TestAssignments:
    LEAD = label(
        "assignment",
        4,
        "市经信局",
        agency="市经信局",
        role="lead",
        task="1.全方位排摸高耗低效企业清单",
        entity="某市经济和信息化局",
    )
    TASK = "1.全方位排摸高耗低效企业清单"

    def one(self, found: Assignment, wanted: Label | None = None) -> Report:
        return score([wanted or self.LEAD], document(assignments=[found]))

    def test_all_right(self) -> None:
        report = self.one(assignment("市经信局", "lead", self.TASK))
        assert f1(report, "assignments", "mention") == 1
        assert f1(report, "assignments", "all_right") == 1

    def test_role(self) -> None:
        report = self.one(assignment("市经信局", "support", self.TASK))
        assert f1(report, "assignments", "mention") == 1
        assert f1(report, "assignments", "all_right") == 0
        assert report.total["assignments"].fields["role"].value == 0

    @pytest.mark.parametrize(
        ("task", "right"),
        [
            ("全方位排摸高耗低效企业清单。", 1),
            ("（一）全方位排摸 高耗低效企业清单", 1),
            ("1.全方位排摸高", 1),  # cut, six characters
            ("1.全方位排摸高耗低效企业清单，制定三年行动计划", 1),
            ("1.全方位排摸", 0),  # cut too short
            ("2.全力推进高耗低效企业整治", 0),
            (None, 0),
        ],
    )
    def test_task(self, task: str | None, right: int) -> None:
        report = self.one(assignment("市经信局", "lead", task))
        assert report.total["assignments"].fields["task"].value == right

    def test_another_agency_at_the_place(self) -> None:
        report = self.one(assignment("市经信局、市税务局", "lead", self.TASK))
        assert f1(report, "assignments", "mention") == 0

    def test_the_same_agency_at_another_place(self) -> None:
        far = assignment("市经信局").model_copy(update={"source": source("某市")})
        assert f1(self.one(far), "assignments", "mention") == 0

    def test_a_source_that_holds_the_whole_list(self) -> None:
        wide = assignment("市经信局").model_copy(update={"source": source("市经信局、市税务局")})
        assert f1(self.one(wide), "assignments", "mention") == 1

    def test_scope_counts_only_where_labelled(self) -> None:
        found = assignment("市经信局").model_copy(update={"scope": Span(start=0, end=8)})
        assert self.one(found).total["assignments"].fields["scope"].total == 0
        fields: dict[str, object] = {"agency": "市经信局", "role": "lead"}
        right = label("assignment", 4, "市经信局", scope=TEXT[:8], **fields)
        wrong = label("assignment", 4, "市经信局", scope="另一段话，与此无关。", **fields)
        assert self.one(found, right).total["assignments"].fields["scope"].value == 1
        assert self.one(found, wrong).total["assignments"].fields["scope"].value == 0
        # A label without a task says nothing about the task.
        assert self.one(found, right).total["assignments"].fields["task"].total == 0

    def test_optional(self) -> None:
        optional = label(
            "assignment", 4, "市税务局", agency="市税务局", role="support", optional=True
        )
        both = document(
            assignments=[assignment("市税务局"), assignment("市经信局", task=self.TASK)]
        )
        assert f1(score([self.LEAD, optional], both), "assignments", "all_right") == 1
        assert f1(score([optional], document()), "assignments", "mention") is None


class TestCompanies:
    LABELS = (
        label("company", 4, "盘毂动力", entity="浙江盘毂动力科技有限公司"),
        label("company", 4, "甬金股份", entity="甬金"),
    )

    def figures(self, *found: Mention) -> tuple[float | None, float | None]:
        report = score(self.LABELS, document(mentions=found))
        return f1(report, "companies", "exact"), f1(report, "companies", "overlap")

    def test_exact(self) -> None:
        assert self.figures(company("盘毂动力"), company("甬金股份")) == (1, 1)

    def test_other_borders(self) -> None:
        assert self.figures(company("盘毂动力与"), company("甬金股份")) == (0.5, 1)

    def test_found_twice(self) -> None:
        # 2 right of 4 found, 2 of 2 labelled.
        twice = [company("盘毂动力"), company("甬金股份")] * 2
        assert self.figures(*twice) == (pytest.approx(2 / 3), pytest.approx(2 / 3))

    def test_one_mention_over_two(self) -> None:
        # The one found matches one of the two labels.
        assert self.figures(company("盘毂动力与甬金股份")) == (0, pytest.approx(2 / 3))

    def test_optional(self) -> None:
        optional = label("company", 4, "甬金股份", entity="甬金", optional=True)
        report = score([self.LABELS[0], optional], document(mentions=[company("甬金")]))
        figure = report.total["companies"].figures["exact"]
        assert (figure.found, figure.labelled) == (0, 1)


class TestTimes:
    def figures(self, wanted: Label, found: Mention, text: str = TEXT) -> list[float | None]:
        report = score([wanted], document(mentions=[found], text=text), text)
        return [
            f1(report, "times", name) for name in ("span_norm", "span", "overlap_norm", "overlap")
        ]

    def test_span_and_norm(self) -> None:
        wanted = label("time", 2, "2025年", norm="2025")
        assert self.figures(wanted, moment("2025年", period("2025"))) == [1, 1, 1, 1]
        assert self.figures(wanted, moment("2025年", period("2020"))) == [0, 1, 0, 1]
        assert self.figures(wanted, moment("到2025年", period("2025"))) == [0, 0, 1, 1]
        assert self.figures(wanted, moment("规上工业", period("2025"))) == [0, 0, 0, 0]

    def test_no_normal_form(self) -> None:
        wanted = label("time", 2, "2025年", norm=None)
        assert self.figures(wanted, moment("2025年", None))[0] == 1
        assert self.figures(wanted, moment("2025年", Period()))[0] == 1
        assert self.figures(wanted, moment("2025年", period("2025")))[0] == 0

    def test_open_period(self) -> None:
        wanted = label("time", 2, "2025年", norm="../2025")
        assert self.figures(wanted, moment("2025年", Period(start=None, end="2025")))[0] == 1

    def test_quotation_marks_at_the_border(self) -> None:
        text = "在“十四五”期间，"
        wanted = label("time", 1, "“十四五”期间", norm="2021/2025")
        found = moment("十四五”期间", period("2021/2025"), text=text)
        assert self.figures(wanted, found, text)[0] == 1
