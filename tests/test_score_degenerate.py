"""Outputs that are wrong in one simple way throughout: the figures are known by hand."""

import random

import pytest

from policy_extract.model import Document
from policy_extract.score import Report
from test_score_builders import TEXT, document, f1, score, value_label, value_record

GOOD_LABEL = value_label(2, "突破1400亿元", 1400, high=None, comparator=">")


def figures(report: Report) -> tuple[float | None, float | None]:
    return f1(report, "observations", "detection"), f1(report, "observations", "strict")


class TestDegenerate:
    LABELS = (
        GOOD_LABEL,
        value_label(2, "15家", 15, unit="家", indicator="规上工业企业"),
        value_label(2, "5家", 5, unit="家", indicator="上市企业"),
        value_label(7, "664.3", 664.3, time="2020", kind="actual"),
        value_label(8, "1400", 1400),
    )

    def output(self, shift: int = 0, times: int = 1) -> Document:
        records = [
            value_record("突破1400亿元", 1400, high=None, comparator=">", shift=shift),
            value_record("15家", 15, unit="家", indicator="规上工业企业", shift=shift),
            value_record("5家", 5, nth=2, unit="家", indicator="上市企业", shift=shift),
            value_record("664.3", 664.3, time="2020", kind="actual", shift=shift),
            value_record("1400", 1400, nth=2, shift=shift),
        ]
        return document(observations=records * times)

    def test_everything_right(self) -> None:
        assert figures(score(self.LABELS, self.output())) == (1, 1)

    def test_empty_output(self) -> None:
        report = score(self.LABELS, document())
        detection = report.total["observations"].figures["detection"]
        assert (detection.precision, detection.recall, detection.f1) == (None, 0, 0)

    def test_nothing_labelled_and_nothing_found(self) -> None:
        assert figures(score([], document())) == (None, None)

    def test_nothing_labelled(self) -> None:
        report = score([], self.output())
        detection = report.total["observations"].figures["detection"]
        assert (detection.precision, detection.recall, detection.f1) == (0, None, 0)

    def test_everything_twice(self) -> None:
        report = score(self.LABELS, self.output(times=2))
        for name in ("detection", "strict"):
            figure = report.total["observations"].figures[name]
            assert (figure.precision, figure.recall) == (0.5, 1)

    def test_offsets_shifted_far(self) -> None:
        assert figures(score(self.LABELS, self.output(shift=1000))) == (0, 0)

    def test_order_of_the_records_does_not_matter(self) -> None:
        output = self.output()
        shuffled = list(output.observations)
        random.Random(3).shuffle(shuffled)
        assert score(self.LABELS, output) == score(self.LABELS, document(observations=shuffled))

    def test_shuffled_indicators(self) -> None:
        records = self.output().observations
        names = [record.indicator for record in records]
        moved = [
            record.model_copy(update={"indicator": name})
            for record, name in zip(
                records, [names[1], names[2], names[0], *names[3:]], strict=True
            )
        ]
        report = score(self.LABELS, document(observations=moved))
        assert figures(report) == (1, pytest.approx(0.4))
        assert report.total["observations"].fields["indicator"].value == 0.4

    def test_line_of_every_case(self) -> None:
        cases = score(self.LABELS, document()).total["observations"].cases
        assert [case.line for case in cases] == [2, 2, 2, 7, 8]
        assert all(case.quote in TEXT.split("\n")[case.line - 1] for case in cases)
