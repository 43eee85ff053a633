"""Observations as records: grounding, ids, rules, review marks, who answers; and what holds for every one of them.

The forms of sentences have their cases in ``cases/``, tables in ``test_tables.py``.
"""

from __future__ import annotations

import re

import pytest

from policy_extract.extract import Extracted
from policy_extract.model import Observation
from reading import (
    CORPUS,
    TITLE,
    corpus_text,
    extractors,
    layouter,
    plan_of,
    read,
    records,
    titled,
)

STEMS = sorted(path.stem for path in CORPUS.glob("*.txt"))


def observations(words: str, title: str = TITLE) -> tuple[Observation, ...]:
    return read(titled(words, title)).observations


def reviews(words: str, title: str = TITLE) -> list[tuple[str, ...]]:
    return [o.doubts for o in observations(words, title)]


# ---- one record --------------------------------------------------------------------------------------------


def test_ids_come_from_the_place_in_the_text() -> None:
    text = titled("到2025年，规上工业企业达到1500家，上市公司达到20家。")
    found = read(text).observations
    assert [o.id for o in found] == [f"o{text.index(words):06d}" for words in ("1500家", "20家")]


def test_two_at_one_place_have_two_ids() -> None:
    found = observations(
        "到2025年，单位工业增加值能耗、单位工业增加值用水量下降幅度均完成上级目标任务。"
    )
    assert len(found) == 2
    assert found[1].id == f"{found[0].id}-2"
    assert found[0].source == found[1].source


def test_the_section_is_the_innermost() -> None:
    text = titled("二、发展目标\n（一）规模目标\n到2025年，规上工业企业达到1500家。")
    plan, found = plan_of(text), read(text).observations
    section = plan.section(found[0].source.section)
    assert section is not None
    assert section.title == "规模目标"


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("到2025年，规上工业企业达到1500家。", "name.before"),
        ("到2025年，建成20个标杆园区。", "name.count_before"),
        ("到2025年，规上工业总产值、规上工业增加值分别达到300亿元、70亿元。", "name.list"),
        ("2020年，工业投资418亿元，同比增长12.4%。", "name.carried"),
        ("到2025年，国家级孵化器实现零的突破。", "name.promise"),
    ],
)
def test_rules_are_named(words: str, rule: str) -> None:
    named = observations(words)[-1].read["indicator"]
    assert named is not None
    assert named.rule == rule


# ---- what is doubtful --------------------------------------------------------------------------


def test_nothing_is_doubtful_where_all_is_said() -> None:
    assert reviews("二、目标\n到2025年，全市规上工业总产值突破3200亿元。") == [()]


def test_a_time_that_was_not_said_is_marked() -> None:
    first, second = reviews(
        "到2025年，取得新成效。全市规上工业总产值突破3200亿元。全市上市公司达到20家。"
    )
    assert "time.from_paragraph" in first
    assert "time.from_paragraph" in second
    assert "time.from_document" in reviews("全市规上工业总产值突破3200亿元。")[0]


def test_an_area_that_was_not_said_is_marked() -> None:
    assert "area.from_document" in reviews("到2025年，规上工业总产值突破3200亿元。")[0]
    assert "area.from_document" not in reviews("到2025年，全市规上工业总产值突破3200亿元。")[0]


def test_an_indicator_that_no_gazetteer_knows_is_marked() -> None:
    assert "indicator.unknown" in reviews("到2025年，全市白鹭湿地观鸟塔达到12座。")[0]


def test_an_indicator_taken_from_before_is_marked() -> None:
    marks = reviews("2020年，全市规上工业总产值418亿元，同比增长12.4%。")
    assert "indicator.carried" not in marks[0]
    assert "indicator.carried" in marks[1]


def test_a_number_without_unit_is_marked() -> None:
    assert "unit.unknown" in reviews("到2025年，全市两化融合发展指数达到110以上。")[0]


# ---- who answers -------------------------------------------------------------------------------------------

TASKS = """三、重点任务
1.培育壮大市场主体。到2025年，新增规上工业企业300家。（责任单位：市经信局、市统计局，列第一位的为牵头单位，下同）
2.强化创新驱动。到2025年，省级以上创新平台达到50个。（责任单位：市科技局）
3.扩大开放合作。到2025年，进出口总额达到80亿元。"""


def test_each_target_has_the_agencies_of_its_own_item() -> None:
    found = [[(r.role, r.agency) for r in o.responsible] for o in observations(TASKS)]
    assert found == [[("lead", "市经信局"), ("support", "市统计局")], [("lead", "市科技局")], []]


def test_each_assignment_names_its_observations() -> None:
    result = read(titled(TASKS))
    first, second, _ = (o.id for o in result.observations)
    assert [(a.agency, a.observations) for a in result.assignments] == [
        ("市经信局", (first,)),
        ("市统计局", (first,)),
        ("市科技局", (second,)),
    ]


# ---- whole texts -------------------------------------------------------------------------------------------


def test_the_same_text_gives_the_same_records() -> None:
    text = titled(TASKS)
    plan = layouter().lay_out("case", text)
    again: Extracted = extractors().run(plan)
    assert again == read(text)


def test_a_text_without_numbers_yields_none() -> None:
    assert observations("坚持创新驱动，推动产业体系逐步完善，绿色转型稳步推进。") == ()


def test_an_empty_text_yields_nothing() -> None:
    assert read("") == Extracted((), (), (), (), ())


@pytest.mark.parametrize("stem", STEMS)
def test_every_observation_is_grounded_and_in_order(stem: str) -> None:
    text = corpus_text(stem)
    found = read(text).observations
    assert len(found) > 50
    assert all(text[o.source.start : o.source.end] == o.source.quote for o in found)
    assert [o.source.start for o in found] == sorted(o.source.start for o in found)
    assert len({o.id for o in found}) == len(found)


@pytest.mark.parametrize("stem", STEMS)
def test_every_value_keeps_the_bounds_of_its_comparator(stem: str) -> None:
    for o in read(corpus_text(stem)).observations:
        assert (o.value is None) != (o.qualitative is None), o.source.quote
        if o.value is None:
            continue
        low, high, sign = o.value.low, o.value.high, o.value.comparator
        if sign in (">", ">="):
            assert (low is None, high is None) == (False, True), o.source.quote
        elif sign in ("<", "<="):
            assert (low is None, high is None) == (True, False), o.source.quote
        else:
            assert low is not None, o.source.quote
            assert high is not None, o.source.quote
            assert low < high if sign == "range" else low == high, o.source.quote
        if o.measure in ("increase", "decrease", "share", "multiple"):
            assert all(bound is None or bound >= 0 for bound in (low, high)), o.source.quote


@pytest.mark.parametrize("stem", STEMS)
def test_no_name_opens_or_ends_with_a_mark(stem: str) -> None:
    odd = re.compile(r"^[，、。；：）)]|[，、。；：（(]$|\s{2}|\n")
    names = [o.indicator.name for o in read(corpus_text(stem)).observations]
    assert [name for name in names if not name or odd.search(name)] == []


@pytest.mark.parametrize("stem", STEMS)
def test_growth_rates_are_percentages_and_points_are_points(stem: str) -> None:
    for o in read(corpus_text(stem)).observations:
        unit = o.value.unit if o.value else None
        if o.measure == "growth_rate" and o.value:
            assert unit in ("%", "‰"), o.source.quote
        if unit == "个百分点":
            assert o.measure in ("change_points", "level"), o.source.quote
        if o.measure == "multiple":
            assert unit is None, o.source.quote


def test_a_line_break_of_windows_changes_no_record() -> None:
    def told(text: str) -> list[tuple[str, str, object]]:
        return [(r["quote"], r["indicator"], r["low"]) for r in records(text, "observation")]

    text = titled(TASKS)
    assert told(text.replace("\n", "\r\n")) == told(text)


def test_an_account_of_a_year_that_nobody_says_is_doubted() -> None:
    inherited, dated = reviews("年末结转和结余10亿元。"), reviews("2023年，年末结转和结余10亿元。")
    assert "kind.account" in inherited[0]
    assert "kind.account" not in dated[0]
    assert "kind.account" not in reviews("规上工业总产值10亿元。")[0]


def test_records_of_a_document_that_is_no_plan_are_doubted() -> None:
    assert "document.other_genre" in reviews("全市企业达到12家。", "贵阳市节能管理办法")[0]
    assert "document.other_genre" not in reviews("全市企业达到12家。")[0]


def test_an_area_that_the_text_told_is_doubted() -> None:
    text = "全市企业达到12家，{}企业达到3家。（市财政局负责）\n根据《中共贵阳市委关于工业强市的决定》，提出意见。"
    told = reviews(text.format("云岩区"), "关于发展工业的意见")
    assert "document.area_by_text" in told[0]
    assert "document.area_by_text" not in told[1]  # 云岩区 says itself whose it is
    assert "document.area_by_text" not in reviews(text.format("云岩区"))[0]
