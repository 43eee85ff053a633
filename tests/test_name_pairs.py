"""Labelled pairs of names: the resolvers must join what is one, and nothing else."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from policy_extract.lexicon import load
from policy_extract.resolve import Resolver
from policy_extract.score.name_pairs import entities_of

CASES = Path(__file__).parent / "cases" / "name_pairs.csv"


def _rows() -> list[dict[str, str]]:
    lines = [line for line in CASES.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def _cases() -> list[object]:
    cases: list[object] = []
    for row in _rows():
        for local in (True, False):
            if row["needs"] == "local" and not local:
                continue
            marks = [pytest.mark.xfail(strict=True)] if row["needs"] == "fails" else []
            name = f"{row['type']}-{row['left']}-{row['right']}-{'local' if local else 'general'}"
            cases.append(pytest.param(row, local, id=name, marks=marks))
    return cases


@cache
def _resolver(local: bool) -> Resolver:
    return Resolver(load(local=local))


@pytest.mark.parametrize(("row", "local"), _cases())
def test_pair(row: dict[str, str], local: bool) -> None:
    (left, right), _ = entities_of(
        _resolver(local),
        row["type"],
        (row["left"], row["right"]),
        (row["left_area"], row["right_area"]),
    )
    assert left is not None
    assert (left == right) is (row["verdict"] == "same"), f"{left} {right}: {row['reason']}"


def test_there_are_enough_pairs_of_both_kinds() -> None:
    rows = _rows()
    assert len(rows) >= 120
    assert {row["verdict"] for row in rows} == {"same", "different"}
    for kind in ("agency", "company", "area", "indicator"):
        verdicts = [row["verdict"] for row in rows if row["type"] == kind]
        assert min(verdicts.count("same"), verdicts.count("different")) >= 5, kind


def test_no_pair_stands_twice() -> None:
    columns = ("type", "left", "left_area", "right", "right_area")
    keys = [tuple(row[column] for column in columns) for row in _rows()]
    assert len(keys) == len(set(keys))
