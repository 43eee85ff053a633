"""Observations: one small case for every rule, with the figure known by hand."""

import pytest

from policy_extract.model import CellRef, Observation, Project, Read
from policy_extract.score import Report
from policy_extract.score.golden import Label
from test_score_builders import (
    document,
    f1,
    label,
    score,
    source,
    value_label,
    value_record,
)

GOOD_LABEL = value_label(2, "突破1400亿元", 1400, high=None, comparator=">")
GOOD = value_record("突破1400亿元", 1400, high=None, comparator=">")


def one(wanted: Label, found: Observation) -> Report:
    return score([wanted], document(observations=[found]))


def figures(report: Report, layer: str = "observations") -> tuple[float | None, float | None]:
    return f1(report, layer, "detection"), f1(report, layer, "strict")


def slipped(report: Report) -> set[str]:
    (case,) = report.total["observations"].cases
    return {slip.field for slip in case.slips}


class TestMatching:
    def test_all_right(self) -> None:
        report = one(GOOD_LABEL, GOOD)
        assert figures(report) == (1, 1)
        assert f1(report, "observations", "strict_exact") == 1

    def test_another_number_is_missed_and_extra(self) -> None:
        report = one(GOOD_LABEL, value_record("突破1400亿元", 140, high=None, comparator=">"))
        assert figures(report) == (0, 0)
        missed, extra = report.total["observations"].cases
        assert (missed.verdict, extra.verdict) == ("missed", "extra")
        assert missed.note == "there stands 规上工业总产值 > 140"

    def test_the_same_number_elsewhere_is_missed_and_extra(self) -> None:
        report = one(GOOD_LABEL, value_record("1400", 1400, nth=2, high=None, comparator=">"))
        assert figures(report) == (0, 0)

    def test_numbers_within_the_tolerance(self) -> None:
        report = one(
            GOOD_LABEL, value_record("突破1400亿元", 1400 + 1e-10, high=None, comparator=">")
        )
        assert figures(report) == (1, 1)
        assert figures(one(GOOD_LABEL, value_record("1400", 1400.001, high=None))) == (0, 0)

    def test_one_shared_character_is_enough(self) -> None:
        report = one(GOOD_LABEL, value_record("元，规上", 1400, high=None, comparator=">"))
        assert figures(report) == (1, 1)

    def test_the_bound_belongs_to_the_number(self) -> None:
        found = value_record("突破1400亿元", None, high=1400, comparator="<")
        assert figures(one(GOOD_LABEL, found)) == (0, 0)

    def test_two_of_one_span_are_told_apart_by_their_fields(self) -> None:
        labels = [
            value_label(3, "各10家", 10, unit="家", indicator="国家高新技术企业"),
            value_label(3, "各10家", 10, unit="家", indicator="省科技型中小企业"),
        ]
        records = [
            value_record("各10家", 10, unit="家", indicator="省科技型中小企业"),
            value_record("各10家", 10, unit="家", indicator="国家高新技术企业"),
        ]
        assert figures(score(labels, document(observations=records))) == (1, 1)

    def test_no_match_is_lost_to_a_greedy_choice(self) -> None:
        # The wide record overlaps both labels, the narrow one only the first, and best.
        text = "5家、5家"
        labels = [value_label(1, "5家", 5, unit="家"), value_label(1, "5家", 5, unit="家")]
        records = [
            value_record("5家、5家", 5, unit="家", text=text),
            value_record("5家", 5, unit="家", text=text),
        ]
        report = score(labels, document(observations=records, text=text), text)
        assert figures(report) == (1, 1)


class TestUncertain:
    def test_value_uncertain_needs_only_the_place(self) -> None:
        wanted = value_label(2, "突破1400亿元", 1400, uncertain=["value"])
        report = one(wanted, value_record("突破1400亿元", 3, high=None, comparator=">="))
        assert figures(report) == (1, 1)
        assert report.total["observations"].fields["value"].total == 0

    @pytest.mark.parametrize("bound", ["low", "high"])
    def test_one_bound_uncertain(self, bound: str) -> None:
        wanted = value_label(2, "突破1400亿元", 1400, uncertain=[bound, "comparator"])
        low, high = (None, 1400) if bound == "low" else (1400, None)
        found = value_record("突破1400亿元", low, high=high, comparator=">")
        assert figures(one(wanted, found)) == (1, 1)

    def test_comparator_uncertain_leaves_the_side_open(self) -> None:
        wanted = value_label(2, "突破1400亿元", 1400, uncertain=["comparator"])
        assert figures(one(wanted, GOOD)) == (1, 1)
        assert figures(one(wanted, value_record("1400", 1401))) == (0, 0)

    def test_an_uncertain_field_is_held_against_nobody(self) -> None:
        wanted = value_label(2, "突破1400亿元", 1400, uncertain=["time", "indicator", "unit"])
        found = value_record("突破1400亿元", 1400, time="2020", indicator="甲", unit=None)
        report = one(wanted, found)
        assert figures(report) == (1, 1)
        assert f1(report, "observations", "strict_exact") == 1
        fields = report.total["observations"].fields
        assert [fields[name].total for name in ("time", "indicator", "unit", "kind")] == [
            0,
            0,
            0,
            1,
        ]


class TestOptional:
    OPTIONAL = value_label(2, "5家", 5, unit="家", indicator="上市企业", optional=True)
    FOUND = value_record("5家", 5, nth=2, unit="家", indicator="甲")

    def test_a_missed_optional_label_is_not_missed(self) -> None:
        report = score([GOOD_LABEL, self.OPTIONAL], document(observations=[GOOD]))
        assert figures(report) == (1, 1)
        assert len(report.total["observations"].cases) == 1

    def test_a_found_optional_label_is_not_extra(self) -> None:
        found = document(observations=[GOOD, self.FOUND])
        report = score([GOOD_LABEL, self.OPTIONAL], found)
        assert figures(report) == (1, 1)
        assert report.total["observations"].fields["indicator"].total == 1

    def test_found_twice_is_extra_once(self) -> None:
        found = document(observations=[GOOD, self.FOUND, self.FOUND])
        report = score([GOOD_LABEL, self.OPTIONAL], found)
        assert report.total["observations"].figures["detection"].precision == 0.5

    def test_an_optional_label_takes_no_record_from_one_that_counts(self) -> None:
        twin = value_label(2, "突破1400亿元", 1400, high=None, comparator=">", optional=True)
        assert figures(score([twin, GOOD_LABEL], document(observations=[GOOD]))) == (1, 1)


class TestFields:
    @pytest.mark.parametrize(
        ("field", "change", "strict"),
        [
            ("indicator", {"indicator": "规上工业增加值"}, 0),
            ("measure", {"measure": "increase"}, 0),
            ("value", {"comparator": ">="}, 0),
            ("unit", {"unit": "万元"}, 0),
            ("time", {"time": "2020"}, 0),
            ("kind", {"kind": "actual"}, 0),
            ("area", {"area": "某县"}, 1),
            ("segment", {"segment": "纺织"}, 1),
            ("base_time", {"base_time": {"start": "2020", "end": "2020"}}, 1),
            ("per_year", {"per_year": True}, 1),
            ("cumulative", {"cumulative": True}, 1),
            ("attribute", {"attribute": "约束性"}, 1),
            ("qualitative", {"qualitative": "全覆盖"}, 1),
        ],
    )
    def test_each_field(self, field: str, change: dict[str, object], strict: int) -> None:
        asked = {"high": None, "comparator": ">", **change}
        report = one(GOOD_LABEL, value_record("突破1400亿元", 1400, **asked))  # type: ignore[arg-type]
        assert figures(report) == (1, strict)
        assert slipped(report) == {field}
        shares = report.total["observations"].fields
        assert {
            name: share.value for name, share in shares.items() if share.value not in (1, None)
        } == {field: 0}

    @pytest.mark.parametrize(
        ("wanted", "found", "right"),
        [
            ({"each": "乡镇"}, {"each": "乡镇"}, True),
            ({"each": "乡镇"}, {}, False),
            ({"each": None}, {"each": "县"}, False),
            ({"about": "elsewhere"}, {"about": "elsewhere"}, True),
            ({"about": "elsewhere"}, {}, False),
            ({"project": "甲项目"}, {"project": "p1"}, True),
            ({"project": "甲项目"}, {"project": "p2"}, False),
            ({"project": None}, {"project": "p1"}, False),
            ({"each": "乡镇", "uncertain": ["each"]}, {}, None),
        ],
    )
    def test_fields_that_count_where_the_label_has_them(
        self, wanted: dict[str, object], found: dict[str, object], right: bool | None
    ) -> None:
        field = next(iter(wanted))
        record = value_record("15家", 15, unit="家", **found)  # type: ignore[arg-type]
        projects = tuple(
            Project(id=id_, name=name, rule="test", source=source("上市企业"))
            for id_, name in (("p1", "甲项目"), ("p2", "乙项目"))
        )
        output = document(observations=[record], projects=projects)
        report = score([value_label(2, "15家", 15, unit="家", **wanted)], output)
        share = report.total["observations"].fields[field]
        assert share.value == (None if right is None else int(right))
        assert figures(report) == (1, 1)  # never part of the strict figure
        without = score([value_label(2, "15家", 15, unit="家")], output)
        assert without.total["observations"].fields[field].value is None

    @pytest.mark.parametrize(
        ("wanted", "found", "right"),
        [
            ({}, {}, 1),
            ({}, {"area": "某县"}, 0),
            ({}, {"segment": "纺织"}, 0),
            ({"segment": "纺织"}, {"segment": "纺织"}, 1),
            ({"segment": "纺织"}, {}, 0),
            ({}, {"about": "elsewhere"}, 1),  # the label does not say what it is about
            ({"about": "area"}, {"about": "elsewhere"}, 0),
            ({"uncertain": ["area", "segment"]}, {"area": "某县", "segment": "纺织"}, 1),
            ({"uncertain": ["segment"]}, {"area": "某县", "segment": "纺织"}, 0),
            ({}, {"each": "乡镇"}, 1),  # not asked for
            ({}, {"unit": "个"}, 0),  # not strict: not whole
        ],
    )
    def test_whole_asks_whose_number_it_is(
        self, wanted: dict[str, object], found: dict[str, object], right: int
    ) -> None:
        record = value_record("15家", 15, **{"unit": "家", **found})  # type: ignore[arg-type]
        label = value_label(2, "15家", 15, **{"unit": "家", **wanted})  # type: ignore[arg-type]
        assert f1(one(label, record), "observations", "whole") == right

    def test_older_labels_do_not_know_the_place_of_a_projects_row(self) -> None:
        placed = {"area": Read(rule="area.project_row", start=0, end=2)}
        town = value_record("15家", 15, unit="家", area="某镇")

        def share(wanted: Label, found: Observation) -> float | None:
            return one(wanted, found).total["observations"].fields["area"].value

        older = value_label(2, "15家", 15, unit="家")
        newer = value_label(2, "15家", 15, unit="家", about="project")
        assert share(older, town) == 0
        assert share(older, town.model_copy(update={"read": placed})) == 1
        assert share(newer, town.model_copy(update={"read": placed})) == 0

    @pytest.mark.parametrize(
        ("stated", "found"),
        [((4.5, 38.5, 57), (1, 1)), ((4.5, 39.5, 56), (0, 0)), ((4.5, 95.5), (0, 0))],
    )
    def test_ratios_of_parts(
        self, stated: tuple[float, ...], found: tuple[float | None, float | None]
    ) -> None:
        wanted = value_label(2, "15家", None, parts=[4.5, 38.5, 57], unit=None)
        record = value_record("15家", None, unit=None)
        assert record.value is not None
        value = record.value.model_copy(update={"parts": stated})
        report = one(wanted, record.model_copy(update={"value": value}))
        assert figures(report) == found
        assert figures(one(wanted, record)) == (0, 0)  # no parts at all

    def test_tolerated_name_is_strict_but_not_exact(self) -> None:
        wanted = value_label(3, "各10家", 10, indicator="国家高新技术企业")
        report = one(wanted, value_record("各10家", 10, indicator="国家级高新技术企业"))
        assert figures(report) == (1, 1)
        assert f1(report, "observations", "strict_exact") == 0
        assert report.total["observations"].fields["indicator"].value == 1

    @pytest.mark.parametrize(
        ("wanted", "found"), [("％", "%"), (" 亿元", "亿元"), ("百分点", "个百分点")]
    )
    def test_spellings_of_a_unit(self, wanted: str, found: str) -> None:
        assert figures(
            one(
                value_label(2, "突破1400亿元", 1400, unit=wanted),
                value_record("1400", 1400, unit=found),
            )
        ) == (1, 1)

    @pytest.mark.parametrize(
        ("comparator", "bounds", "granted"),
        [
            (None, (5, 5), {"=", "range"}),
            (None, (5, None), {">=", ">"}),
            (None, (None, 5), {"<=", "<"}),
            (None, (3, 5), {"range"}),
            ("range", (5, 5), {"=", "range"}),
            ("~", (5, 5), {"~"}),
        ],
    )
    def test_comparators_that_a_label_grants(
        self, comparator: str | None, bounds: tuple[int | None, int | None], granted: set[str]
    ) -> None:
        wanted = value_label(2, "5家", bounds[0], high=bounds[1], comparator=comparator)
        right = {
            sign
            for sign in ("=", ">=", ">", "<=", "<", "~", "range")
            if figures(
                one(wanted, value_record("5家", bounds[0], nth=2, high=bounds[1], comparator=sign))
            )
            == (1, 1)
        }
        assert right == granted

    @pytest.mark.parametrize(
        ("text", "start", "end"),
        [
            ("2025", "2025", "2025"),
            ("2021/2025", "2021", "2025"),
            ("2023-06", "2023-06", "2023-06"),
            ("../2030", None, "2030"),
            ("2016/..", "2016", None),
            ("2016/...", "2016", None),
            (None, None, None),
        ],
    )
    def test_times(self, text: str | None, start: str | None, end: str | None) -> None:
        wanted = value_label(2, "突破1400亿元", 1400, time=text)
        found = value_record("1400", 1400).model_copy(update={"time": None})
        if start or end:
            found = Observation.model_validate(
                {**found.model_dump(), "time": {"start": start, "end": end}}
            )
        assert figures(one(wanted, found)) == (1, 1)
        other = Observation.model_validate(
            {**found.model_dump(), "time": {"start": "1999", "end": end}}
        )
        assert figures(one(wanted, other)) == (1, 0)


class TestQualitative:
    WANTED = label(
        "observation", 4, "落地", indicator="项目", area="某市", qualitative="全覆盖", time="2025"
    )

    def found(self, words: str | None) -> Observation:
        return value_record(
            "落地", None, unit=None, indicator="项目", numberless=True, qualitative=words
        )

    def test_both_without_number(self) -> None:
        assert figures(one(self.WANTED, self.found("全覆盖"))) == (1, 1)
        assert figures(one(self.WANTED, self.found("实现全覆盖"))) == (1, 1)

    def test_other_words_are_found_but_not_strict(self) -> None:
        report = one(self.WANTED, self.found("零突破"))
        assert figures(report) == (1, 0)
        assert slipped(report) == {"qualitative"}

    def test_a_number_is_no_promise(self) -> None:
        assert figures(one(self.WANTED, value_record("落地", 5))) == (0, 0)

    def test_a_label_with_both_takes_either(self) -> None:
        wanted = value_label(4, "落地", 4, high=None, comparator=">=", qualitative="四级以上")
        assert figures(one(wanted, self.found("四级以上")))[0] == 1
        assert figures(one(wanted, value_record("落地", 4, high=None)))[0] == 1


class TestCells:
    LABELS = (
        GOOD_LABEL,
        value_label(7, "664.3", 664.3, time="2020", kind="actual"),
        value_label(8, "1400", 1400),
    )

    def test_the_label_decides(self) -> None:
        records = [
            GOOD,
            value_record("664.3", 664.3, time="2020", kind="actual"),
            value_record("1400", 1400, nth=2, time="2024"),
        ]
        report = score(self.LABELS, document(observations=records))
        assert figures(report) == (1, pytest.approx(2 / 3))
        assert figures(report, "cells") == (1, 0.5)
        assert report.total["cells"].figures["detection"].labelled == 2

    def test_an_extra_one_is_a_cell_by_its_table_or_its_line(self) -> None:
        in_line = value_record("1 ", 1)
        in_table = value_record("15家", 15).model_copy(
            update={
                "source": source("15家").model_copy(
                    update={"table": CellRef(id="t1", row=0, col=0)}
                )
            }
        )
        in_prose = value_record("15家", 16)
        report = score(self.LABELS, document(observations=[in_line, in_table, in_prose]))
        assert report.total["observations"].figures["detection"].found == 3
        assert report.total["cells"].figures["detection"].found == 2
