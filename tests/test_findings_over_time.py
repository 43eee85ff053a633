"""Trajectories, cascades and coverage on made-up plans: what must be found, what must be left alone."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from finding_plans import corpus_of
from policy_extract.findings import Corpus
from policy_extract.findings.cascade import cascades
from policy_extract.findings.coverage import gaps
from policy_extract.findings.trajectory import GUARDS, trajectories
from policy_extract.model import Cascade, Coverage, Trajectory

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
    names = corpus.names.entities
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
    others = [guard for guard in GUARDS if guard.id != case["guard"]]
    assert trajectories(corpus) == ()
    assert len(trajectories(corpus, others)) == 1


@pytest.mark.parametrize("case", UNGUARDED)
def test_series_and_what_is_none(case: Mapping[str, Any]) -> None:
    corpus = corpus_of(case["plan"])
    assert [short(one, corpus) for one in trajectories(corpus)] == case.get("finds", [])
