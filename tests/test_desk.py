"""What people's lists are made of: records joined with their plan, section, sentence and agencies."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_extract.desk import Desk, Target, targets
from policy_extract.output import load_output
from policy_extract.pipeline import extract
from policy_extract.writers import desk_of, write

PLAN = """某市制造业提升行动方案（2021—2023年）

一、主要目标
（一）到2023年，规上工业企业数达到300家以上，年均新增10家左右。（牵头单位：市经信局；配合单位：市统计局）
（二）到2023年，制造业贷款比2020年翻一番。
"""


@pytest.fixture(params=["zh", "en"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Desk:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    return desk_of(extract([path]), request.param)


def _row(desk: Desk, quote: str) -> Target:
    (row,) = (row for row in targets(desk) if quote in row.place.quote)
    return row


def test_a_target_names_its_plan_section_line_and_sentence(desk: Desk) -> None:
    place = _row(desk, "300家").place
    assert (place.document, place.line) == ("plan", 4)
    assert place.title == "某市制造业提升行动方案（2021—2023年）"
    assert place.section.endswith("主要目标") or "规上工业企业数" in place.section
    assert place.sentence.startswith("（一）到2023年") or place.sentence.startswith("到2023年")
    assert place.reference == f"plan:{_row(desk, '300家').observation.id}"


def test_how_a_number_is_to_be_read_is_said_in_words(desk: Desk) -> None:
    at_least, about = _row(desk, "300家"), _row(desk, "10家")
    chinese = desk.language == "zh"
    assert at_least.qualifier == ("不低于" if chinese else "at least")
    assert about.qualifier == ("左右、每年" if chinese else "about, a year")
    assert (at_least.low, at_least.high, at_least.unit) == (300, None, "家")
    assert at_least.kind == ("目标" if chinese else "target")


def test_who_answers_is_parted_by_role(desk: Desk) -> None:
    row = _row(desk, "300家")
    assert (row.lead, row.support) == ("市经信局", "市统计局")


def test_kinds_are_chosen(desk: Desk) -> None:
    assert list(targets(desk, "target")) == list(targets(desk))
    assert list(targets(desk, "actual")) == []


def test_an_output_that_is_read_back_gives_the_same_rows(desk: Desk, tmp_path: Path) -> None:
    write(extract([tmp_path / "plan.txt"]), tmp_path / "out")
    again = Desk(load_output(tmp_path / "out"), desk.language)
    assert list(targets(again)) == list(targets(desk))
    assert again.output.manifest is not None
