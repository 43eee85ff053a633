"""Trajectories, cascades and coverage on made-up plans: what must be found, what must be left alone."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from finding_plans import corpus_of, directed
from policy_extract.findings import Corpus
from policy_extract.findings.cascade import cascades
from policy_extract.findings.coverage import gaps
from policy_extract.findings.trajectory import GUARDS, trajectories
from policy_extract.lexicon import Lexicon
from policy_extract.model import Cascade, Coverage, Trajectory
from policy_extract.resolve.divisions import DivisionIndex
from policy_extract.resolve.known import KnownEntities

CASES = Path(__file__).parent / "cases"


def read(name: str, key: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((CASES / name).read_text(encoding="utf-8"))[key]
    return found


def short(finding: Trajectory | Cascade | Coverage, corpus: Corpus) -> str:
    """A finding as the case files have it: kind, verdict, pattern or gap, what it is about, and of whom."""
    if isinstance(finding, Coverage):
        entity = corpus.entity[finding.entity].name if finding.entity in corpus.entity else ""
        about = (
            entity
            if finding.gap != "target_without_agency"
            else finding.id.split("|")[1].split("@")[0]
        )
        return f"coverage open {finding.gap} {about} {finding.documents[-1].id}"
    subject = finding.subject
    how = finding.pattern if isinstance(finding, Trajectory) else "-"
    names = {id: one.name for id, one in corpus.entity.items()}
    named = f"{names[subject.indicator or '']} {names[subject.area or '']}"
    return f"{finding.kind} {finding.verdict} {how} {named}"


def found_in(corpus: Corpus) -> list[str]:
    return [short(f, corpus) for f in (*trajectories(corpus), *cascades(corpus), *gaps(corpus))]


PLANTED = read("findings_planted_over_time.toml", "corpus")


@pytest.mark.parametrize("case", PLANTED, ids=[case["what"][:40] for case in PLANTED])
def test_what_was_planted_is_found_and_nothing_else(case: Mapping[str, Any]) -> None:
    assert sorted(found_in(corpus_of(case["plan"]))) == sorted(case["finds"])


CASES_OF_SERIES = read("findings_trajectory.toml", "case")
GUARDED = [case for case in CASES_OF_SERIES if "guard" in case]
UNGUARDED = [case for case in CASES_OF_SERIES if "guard" not in case]


@pytest.mark.parametrize("case", GUARDED, ids=[case["guard"] for case in GUARDED])
def test_a_guard_leaves_out_what_would_be_a_series(case: Mapping[str, Any]) -> None:
    corpus = corpus_of(case["plan"])
    off = {case["guard"], *case.get("also", ())}
    others = [guard for guard in GUARDS if guard.id not in off]
    assert trajectories(corpus) == ()
    assert len(trajectories(corpus, others)) == 1


@pytest.mark.parametrize("case", UNGUARDED)
def test_series_and_what_is_none(case: Mapping[str, Any]) -> None:
    corpus = corpus_of(case["plan"])
    assert [short(one, corpus) for one in trajectories(corpus)] == case.get("finds", [])


FOREST = {
    "id": "a",
    "title": "北海市生态环境保护“十四五”规划",
    "text": "一、目标\n2020年，全市森林覆盖率为43.5%。到2025年，全市森林覆盖率达到42%。",
}


def altered(corpus: Corpus, **fields: Any) -> Corpus:
    """The corpus with the fields of its last observation changed."""
    (document,) = corpus.documents
    *others, last = document.observations
    observations = (*others, last.model_copy(update=fields))
    return replace(corpus, documents=(document.model_copy(update={"observations": observations}),))


@pytest.mark.parametrize(
    ("guard", "fields"),
    [
        ("project", {"about": "project"}),
        ("project", {"project": "p000001"}),
        ("elsewhere", {"about": "elsewhere"}),
        ("doubtful", {"review": True, "doubts": ("time.outside_plan",)}),
        ("doubtful", {"review": True, "doubts": ("unit.unknown",)}),
        ("apart", {"doubts": ("table.columns_apart",)}),
    ],
)
def test_a_guard_leaves_out_what_a_record_says_of_itself(
    guard: str, fields: dict[str, Any]
) -> None:
    corpus = corpus_of([FOREST])
    assert [one.pattern for one in trajectories(corpus)] == ["undercut"]
    assert trajectories(altered(corpus, **fields)) == ()
    others = [one for one in GUARDS if one.id != guard]
    if "about" not in fields:  # what is about another is another series besides
        assert len(trajectories(altered(corpus, **fields), others)) == 1


def test_every_guard_has_a_case() -> None:
    cased = {case["guard"] for case in GUARDED} | {"project", "doubtful", "apart"}
    assert cased == {guard.id for guard in GUARDS}


@pytest.mark.parametrize("case", PLANTED, ids=[case["what"][:40] for case in PLANTED])
def test_the_order_of_the_plans_changes_nothing(case: Mapping[str, Any]) -> None:
    corpus = corpus_of(case["plan"])
    turned = replace(corpus, documents=corpus.documents[::-1])
    for kind in (trajectories, cascades, gaps):
        assert kind(turned) == kind(corpus)


def test_the_sentence_names_plans_drafts_years_and_values_as_written() -> None:
    (case,) = [case for case in PLANTED if "two plans of a county" in case["what"]]
    corpus = corpus_of(case["plan"])
    (put_off,) = [one for one in trajectories(corpus) if one.pattern == "postponed"]
    assert put_off.said.zh.startswith(
        "寿光市旅游总收入：同一目标，另一文件的完成年份推后：2023年目标“120亿元”（《寿光市文旅高质量发展三年行动计划（2021—2023年）》）"
        "→2025年目标“120亿元”（《寿光市国民经济和社会发展“十四五”规划》（征求意见稿））。"
    )
    assert "（征求意见稿）（征求意见稿）" not in put_off.said.zh
    assert "2020 reached “62亿元”" in put_off.said.en
    assert "(draft)" in put_off.said.en


CASES_OF_LEVELS = read("findings_cascade.toml", "case")
CASES_OF_COVERAGE = read("findings_coverage.toml", "case")


@pytest.mark.parametrize(
    "case", CASES_OF_LEVELS, ids=[case["what"][:40] for case in CASES_OF_LEVELS]
)
def test_targets_of_two_levels(case: Mapping[str, Any]) -> None:
    corpus = corpus_of(case["plan"])
    found = [short(one, corpus) for one in cascades(corpus)]
    assert sorted(found) == sorted(case.get("finds", []))


@pytest.mark.parametrize(
    "case", CASES_OF_COVERAGE, ids=[case["what"][:40] for case in CASES_OF_COVERAGE]
)
def test_what_nobody_answers_for(case: Mapping[str, Any]) -> None:
    corpus = corpus_of(case["plan"])
    assert [short(one, corpus) for one in gaps(corpus)] == case.get("finds", [])


def test_a_direction_of_a_record_is_put_out_and_neither_is_none() -> None:
    known = KnownEntities(directed(), DivisionIndex(directed()))
    ways = {record.key: record.direction for record in directed().indicators}
    assert ways["cpi"] == "neither"
    for key, way in (("gdp", "up"), ("energy-per-gdp", "down"), ("cpi", None)):
        assert known.attributes(f"indicator:{key}", "indicator").direction == way


def test_without_words_the_records_still_say_which_way_is_good() -> None:
    corpus = replace(corpus_of([FOREST]), lexicon=Lexicon())
    assert [(one.verdict, one.pattern) for one in trajectories(corpus)] == [
        ("reversed", "undercut")
    ]
    assert cascades(corpus) == gaps(corpus) == ()
