"""Rows of project lists: how rows are matched, and each of their fields."""

import json
from typing import ClassVar

import pytest

from policy_extract.model import Project, Ref
from policy_extract.score import Report
from policy_extract.score.golden import Label, parse_label
from test_score_builders import document, f1, score, source

LIST = "\n".join(
    [
        "\t（一）纺织领域，共2个",
        "",
        "\t1.",
        "\t面料项目",
        "\t甲公司",
        "\t2.",
        "\t染布项目",
        "\t乙公司",
    ]
)


class TestProjects:
    FIELDS: ClassVar[dict[str, object]] = {
        "category": "（一）纺织领域",
        "number": 1,
        "company": "甲公司",
        "content": None,
        "nature": "续建",
        "start": 2018,
        "end": 2021,
        "land_mu": 52,
        "investment": 20000,
        "place": None,
    }

    def wanted(self, line: int = 4, name: str = "面料项目", **fields: object) -> Label:
        return parse_label(
            json.dumps({"type": "project", "line": line, "name": name, **self.FIELDS, **fields})
        )

    def found(self, quote: str = "面料项目", **fields: object) -> Project:
        record = {
            "id": "p",
            "category": "纺织领域",
            "number": 1,
            "name": "面料项目",
            "company": Ref(name="甲公司"),
            "nature": "续建",
            "start_year": 2018,
            "end_year": 2021,
            "land_mu": 52.0,
            "investment": 20000,
            "investment_unit": "万元",
            "rule": "test",
            "source": source(quote, text=LIST),
        }
        return Project.model_validate({**record, **fields})

    def one(self, wanted: Label, found: Project) -> Report:
        return score([wanted], document(projects=[found], text=LIST), LIST)

    def test_all_right(self) -> None:
        report = self.one(self.wanted(), self.found())
        assert f1(report, "projects", "rows") == 1
        assert f1(report, "projects", "all_right") == 1

    @pytest.mark.parametrize(
        ("field", "change"),
        [
            ("number", {"number": 2}),
            ("category", {"category": "水泥领域"}),
            ("name", {"name": "面料"}),
            ("company", {"company": None}),
            ("nature", {"nature": "新建"}),
            ("start", {"start_year": 2019}),
            ("end", {"end_year": None}),
            ("land_mu", {"land_mu": 53}),
            ("investment", {"investment": 2}),
            ("place", {"place": Ref(name="兰江街道")}),
        ],
    )
    def test_each_field(self, field: str, change: dict[str, object]) -> None:
        report = self.one(self.wanted(), self.found(**change))
        assert f1(report, "projects", "rows") == 1
        assert f1(report, "projects", "all_right") == 0
        (case,) = report.total["projects"].cases
        assert [slip.field for slip in case.slips] == [field]

    def test_content_counts_only_where_labelled(self) -> None:
        report = self.one(self.wanted(), self.found(content="任何内容"))
        assert report.total["projects"].fields["content"].total == 0
        cut = self.wanted(content="形成年产一万吨布料生产能力")
        long = self.found(content="形成年产一万吨布料\n生产能力。销售收入1亿元。")
        assert self.one(cut, long).total["projects"].fields["content"].value == 1
        assert self.one(cut, self.found()).total["projects"].fields["content"].value == 0

    def test_amount_in_another_unit(self) -> None:
        report = self.one(self.wanted(), self.found(investment=2, investment_unit="亿元"))
        assert f1(report, "projects", "all_right") == 1

    def test_rows_by_name_by_line_or_by_number_nearby(self) -> None:
        by_name = self.found(quote="乙公司", number=None)
        by_line = self.found(name="另一名称")
        by_number = self.found(quote="1.", name="另一名称")
        neither = self.found(quote="乙公司", name="另一名称", number=2)
        rows = [
            f1(self.one(self.wanted(), found), "projects", "rows")
            for found in (by_name, by_line, by_number, neither)
        ]
        assert rows == [1, 1, 1, 0]

    def test_two_rows_of_one_name(self) -> None:
        labels = [self.wanted(), self.wanted(line=7, number=2, company="乙公司")]
        records = [
            self.found(quote="染布项目", number=2, company=Ref(name="乙公司")),
            self.found(),
        ]
        report = score(labels, document(projects=records, text=LIST), LIST)
        assert f1(report, "projects", "all_right") == 1
