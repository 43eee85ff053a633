"""The lists of the desk: indicators, duties, agencies, projects, companies, comparison, findings, checks."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from policy_extract import desk as rows
from policy_extract.desk import Desk
from policy_extract.desk.checks import (
    FILLED,
    IDENTITY,
    JUDGEMENTS,
    column_of,
)
from policy_extract.desk.filling import value_of
from policy_extract.desk.growth import growth
from policy_extract.desk.indicators import DOMAINS
from policy_extract.desk.projects import in_100_million
from policy_extract.lexicon import load
from policy_extract.messages import TEXTS
from policy_extract.model import Base, Document, Measure, Observation, Period, Ref, Source, Value
from policy_extract.pipeline import Result, extract
from policy_extract.writers import desk_of

TABLE = """某市工业发展“十四五”规划（2021—2025年）

一、主要目标
表1 主要指标
类别\t序号\t指标\t单位\t2020年\t2023年\t2025年\t属性
质量效益\t1\t规上工业总产值\t亿元\t100\t150\t200以上\t预期性
\t2\t高新技术产业增加值占规上工业增加值比重\t%\t40.88\t50\t55\t预期性
创新\t3\t规上工业企业数\t家\t—\t—\t300\t约束性

二、重点任务
（一）做强企业。到2025年，建成小微企业园3个。（牵头单位：市经信局；配合单位：市科技局、市财政局）
（二）开展攻坚。2023年底前完成低效企业整治50家。（责任单位：市经信局）
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    path = tmp_path / "plan.txt"
    path.write_text(TABLE, encoding="utf-8")
    return desk_of(extract([path]), "zh")


@pytest.fixture(scope="session")
def corpus(corpus_result: Result) -> Desk:
    return desk_of(corpus_result, "zh")


def _value(
    low: float | None,
    year: str,
    *,
    comparator: str = "=",
    unit: str | None = "亿元",
    base_unit: str = "元",
    scale: float = 1e8,
    measure: Measure = "level",
    per_year: bool = False,
) -> Observation:
    high = None if comparator in (">=", ">") else low
    base = (
        None if low is None else Base(low=low * scale, high=high and high * scale, unit=base_unit)
    )
    return Observation(
        id="o1", indicator=Ref(name="n"), area=Ref(name="a"), measure=measure, kind="target",
        value=Value(low=low, high=high, comparator=comparator, unit=unit, base=base if unit else None),  # type: ignore[arg-type]
        time=Period(start=year.split("/")[0], end=year.split("/")[-1]), per_year=per_year,
        source=Source(start=0, end=1, quote="1"),
    )  # fmt: skip


# --- indicators -----------------------------------------------------------------------------------


def test_two_target_years_are_two_rows_with_one_base(desk: Desk) -> None:
    listed = [row for row in rows.indicators(desk) if row.listed]
    output = [row for row in listed if row.own.indicator == "规上工业总产值"]
    assert [(r.base and r.base.low, r.target and r.target.low, r.own.time) for r in output] == [
        (100, 150, "2023"),
        (100, 200, "2025"),
    ]
    assert [(row.growth.rate, row.growth.why) for row in output] == [
        (14.5, "computed"),
        (14.9, "at_least"),
    ]
    assert [(row.number, row.category) for row in listed] == [
        ("1", "质量效益"), ("1", "质量效益"), ("2", "质量效益"), ("2", "质量效益"), ("3", "创新"),
    ]  # fmt: skip


def test_a_share_changes_by_points_and_a_target_without_base_has_no_growth(desk: Desk) -> None:
    listed = [row for row in rows.indicators(desk) if row.own.time == "2025"]
    by_number = {row.number: row.growth for row in listed}
    assert by_number["2"] == (None, 14.12, "share")
    assert by_number["3"] == (None, None, "no_base")


@pytest.mark.parametrize(
    ("base", "target", "why"),
    [
        (_value(100, "2020"), _value(200, "2025"), "computed"),
        (_value(100, "2020", comparator="~"), _value(200, "2025"), "about"),
        (_value(100, "2020"), _value(200, "2025", comparator="<="), "at_most"),
        (None, _value(200, "2025"), "no_base"),
        (_value(100, "2020"), None, "no_target"),
        (_value(5, "2020"), _value(7, "2025", measure="growth_rate"), "not_level"),
        (_value(5, "2020"), _value(7, "2025", per_year=True), "per_year"),
        (_value(-5, "2020"), _value(7, "2025"), "not_positive"),
        (_value(0, "2020"), _value(7, "2025"), "not_positive"),
        (_value(5, "2025"), _value(7, "2025"), "order"),
        (_value(5, "2020"), _value(7, "2021/2025"), "span"),
        (_value(5, "2020", comparator=">="), _value(7, "2025"), "open_base"),
        (_value(5, "2020", unit=None), _value(7, "2025", unit=None), "no_unit"),
        (_value(5, "2020", unit="位", base_unit="位", scale=1),
         _value(3, "2025", unit="位", base_unit="位", scale=1), "rank"),
        (_value(5, "2020"), _value(7, "2025", unit="家", base_unit="家", scale=1), "other_unit"),
        (_value(5, "2020"), _value(None, "2025"), "no_number"),
    ],
)  # fmt: skip
def test_growth_says_how_it_is_known_or_why_not(
    base: Observation | None, target: Observation | None, why: str
) -> None:
    found = growth(base, target)
    assert found.why == why
    computed = why in ("computed", "about", "at_most")
    assert (found.rate is not None) == computed
    assert f"growth.{why}" in TEXTS


def test_a_plan_without_a_table_is_listed_by_what_its_text_states(corpus: Desk) -> None:
    by_plan: dict[str, list[rows.Indicator]] = {}
    for row in rows.indicators(corpus):
        by_plan.setdefault(row.document.id, []).append(row)
    assert all(not row.listed for row in by_plan["lanxi-manufacturing-upgrade-2021-2023"])
    assert all(row.listed for row in by_plan["lanxi-industry-14fyp"])


def test_every_value_of_an_indicator_table_is_in_the_table_of_indicators(corpus: Desk) -> None:
    """The tables of the five plans have one base year, so that no value is left out."""
    shown = {
        (row.document.id, one.observation.id)
        for row in rows.indicators(corpus)
        for one in (row.base, row.target)
        if one is not None
    }
    stated = {
        (document.id, o.id)
        for document in corpus.documents
        for o in document.observations
        if o.source.table is not None
        and any(t.id == o.source.table.id and t.role == "indicators" for t in document.tables)
    }
    assert len(stated) > 150
    assert stated <= shown


def test_the_fields_of_the_gazetteer_have_words() -> None:
    known = {indicator.domain for indicator in load().indicators}
    assert known == set(DOMAINS)
    assert all(f"domain.{name}" in TEXTS for name in DOMAINS)


# --- duties and agencies --------------------------------------------------------------------------


def test_a_duty_has_its_measures_targets_agencies_and_time_limit(desk: Desk) -> None:
    first, second = (row for row in rows.duties(desk) if row.assignments)
    assert first.title.startswith("做强企业")
    assert (first.lead, first.responsible, first.support) == ("市经信局", "", "市科技局、市财政局")
    assert [t.place.quote for t in first.targets] == ["3个"]
    assert (first.deadline, first.deadline_from) == ("2025", "of_target")
    assert (second.lead, second.responsible) == ("", "市经信局")
    assert (second.deadline[:4], second.deadline_from) == ("2023", "of_target")


def test_a_time_limit_that_is_said_wins_and_the_end_of_the_plan_is_the_last_resort(
    desk: Desk,
) -> None:
    (document,) = desk.documents
    said = Period(start=None, end="2024-06")
    without = {"assignments": (), "observations": ()}
    tasks = [t.model_copy(update={"deadline": said}) for t in document.tasks]
    changed = document.model_copy(update={"tasks": tuple(tasks)})
    (first, *_) = (row for row in rows.duties(_with(desk, changed)) if row.assignments)
    assert (first.deadline, first.deadline_from) == ("2024-06", "said")
    bare = [a.model_copy(update={"observations": ()}) for a in document.assignments]
    tasks = [t.model_copy(update=without) for t in document.tasks]
    changed = document.model_copy(update={"tasks": tuple(tasks), "assignments": tuple(bare)})
    (first, *_) = rows.duties(_with(desk, changed))
    assert (first.deadline, first.deadline_from) == ("2025", "of_plan")


def _with(desk: Desk, document: Document) -> Desk:
    return Desk(replace(desk.output, documents={document.id: document}), desk.language)


def test_every_assignment_is_in_one_duty_and_every_target_of_a_task_in_at_least_one(
    corpus: Desk,
) -> None:
    listed = list(rows.duties(corpus))
    assigned = Counter((row.document.id, a.id) for row in listed for a in row.assignments)
    everyone = [(d.id, a.id) for d in corpus.documents for a in d.assignments]
    assert sorted(assigned.elements()) == sorted(everyone)
    shown = {(row.document.id, t.observation.id) for row in listed for t in row.targets}
    stated = {
        (d.id, o.id)
        for d in corpus.documents
        for o in d.observations
        if o.kind == "target" and any(o.id in task.observations for task in d.tasks)
    }
    assert stated <= shown
    assert not any(row.targets == () and not row.assignments for row in listed)


def test_an_agency_has_all_its_duties_with_its_partners(desk: Desk, corpus: Desk) -> None:
    by_name = {agency.aliases: agency for agency in rows.agencies(desk)}
    bureau = by_name[("市经信局",)]
    assert [charge.role for charge in bureau.charges] == ["lead", "responsible"]
    assert bureau.charges[0].partners == "市科技局、市财政局"
    assert by_name[("市科技局",)].charges[0].partners == "市经信局（牵头）、市财政局"
    assert (bureau.count("lead"), bureau.targets) == (1, 2)
    charges = [charge for agency in rows.agencies(corpus) for charge in agency.charges]
    assert len(charges) == sum(len(d.assignments) for d in corpus.documents)


# --- projects and companies -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "unit", "found"),
    [(20000, "万元", 2), (38087, "万元", 3.8087), (3.5, "亿元", 3.5), (500, "元", 0.000005),
     (3, "亿美元", None), (3, None, None), (None, "万元", None)],
)  # fmt: skip
def test_money_is_put_into_one_unit_exactly(
    number: float | None, unit: str | None, found: float | None
) -> None:
    assert in_100_million(number, unit) == found


def test_projects_and_companies_are_all_there_and_joined(corpus: Desk) -> None:
    projects = list(rows.projects(corpus))
    assert len(projects) == sum(len(d.projects) for d in corpus.documents)
    companies = rows.companies(corpus)
    entities = [e for e in corpus.output.entities.entities if e.type == "company"]
    assert sorted(c.entity.id for c in companies) == sorted(e.id for e in entities)
    named = sum(m.type == "company" for d in corpus.documents for m in d.mentions if m.entity)
    assert sum(len(c.mentions) for c in companies) == named
    joined = sum(len(c.projects) for c in companies)
    assert joined == sum(p.project.company is not None for p in projects)


# --- comparison, findings, checks -----------------------------------------------------------------


def test_one_indicator_stands_in_one_unit_and_has_the_verdict_of_its_finding(corpus: Desk) -> None:
    listed = list(rows.comparison(corpus))
    units: dict[tuple[str | None, str, str], set[str]] = {}
    for row in listed:
        o = row.target.observation
        if o.value is not None and o.value.base is not None:
            key = (o.indicator.entity, o.measure, o.value.base.unit)
            units.setdefault(key, set()).add(row.unit)
    assert all(len(found) == 1 for found in units.values())
    converted = [row for row in listed if row.unit != row.target.unit and row.low]
    assert any((row.low, row.unit, row.target.low) == (0.2, "亿元", 2000) for row in converted)
    judged = {(row.finding, row.target.place.reference) for row in listed if row.verdict}
    assert judged == {
        (finding.id, f"{one.document}:{one.id}")
        for finding in corpus.output.findings.findings
        if finding.kind == "comparison"
        for one in finding.observations
    }


def test_findings_that_somebody_must_look_at_come_first(corpus: Desk) -> None:
    listed = list(rows.found(corpus))
    assert len(listed) == len(corpus.output.findings.findings)
    assert [row.grave for row in listed] == sorted((row.grave for row in listed), reverse=True)
    assert listed[0].verdict == "矛盾"
    assert len(listed[0].places) == len(listed[0].finding.observations)


def test_what_is_marked_is_listed_the_least_trusted_first(corpus: Desk) -> None:
    listed = rows.checks(corpus)
    marked = [(d.id, o.id) for d in corpus.documents for o in d.observations if o.review]
    assert sorted((c.identity[0], c.identity[2]) for c in listed) == sorted(marked)
    trust = [check.target.confidence for check in listed]
    assert trust == sorted(trust)
    assert all(check.reasons for check in listed)


def test_marks_stand_on_the_words_of_the_sentence(corpus: Desk) -> None:
    for check in rows.checks(corpus):
        number = [m for m in check.marks if m.own]
        said = "".join(check.sentence[m.start : m.end] for m in number)
        assert "".join(said.split()) == "".join(check.target.place.quote.split())
        ends = [0, *(end for m in check.marks for end in (m.start, m.end)), len(check.sentence)]
        assert ends == sorted(ends)


def test_a_column_that_comes_back_is_known_by_its_head_in_both_languages() -> None:
    for field, key in FILLED.items():
        assert [column_of(head) for head in TEXTS[key]] == [field, field]
    assert [column_of(head) for head in IDENTITY] == list(IDENTITY)
    assert column_of("指标") is None
    for answer, key in JUDGEMENTS.items():
        assert [value_of(f" {words} ", JUDGEMENTS) for words in TEXTS[key]] == [answer, answer]
    assert value_of("大概对", JUDGEMENTS) is None
    heads = [head for key in FILLED.values() for head in TEXTS[key]]
    assert len(heads) == len(set(heads))
