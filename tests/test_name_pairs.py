"""Labelled pairs of names: the resolvers must join what is one, and nothing else."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from policy_extract.lexicon import load
from policy_extract.model import (
    Assignment,
    Document,
    DocumentSource,
    Mention,
    Meta,
    Observation,
    Ref,
    Source,
    Span,
)
from policy_extract.resolve import Resolver

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


def _document(kind: str, name: str, area: str, number: int) -> Document:
    source = Source(start=0, end=len(name), quote=name)
    document = Document(
        id=f"d{number}",
        source=DocumentSource(path="", sha256="", format="txt", encoding="utf-8", chars=0),
        meta=Meta(area=Ref(name=area)),
    )
    if kind == "company":
        mention = Mention(type="company", rule="test", source=source)
        return document.model_copy(update={"mentions": (mention,)})
    if kind == "agency":
        assignment = Assignment(
            id="a", agency=name, role="lead", scope=Span(start=0, end=0), source=source
        )
        return document.model_copy(update={"assignments": (assignment,)})
    observation = Observation(
        id="o",
        indicator=Ref(name=name if kind == "indicator" else "规上工业总产值"),
        area=Ref(name=name if kind == "area" else area),
        measure="level",
        kind="target",
        source=source,
    )
    return document.model_copy(update={"observations": (observation,)})


def _entity(document: Document, kind: str) -> str | None:
    if kind == "company":
        return document.mentions[0].entity
    if kind == "agency":
        return document.assignments[0].entity
    observation = document.observations[0]
    return observation.indicator.entity if kind == "indicator" else observation.area.entity


@pytest.mark.parametrize(("row", "local"), _cases())
def test_pair(row: dict[str, str], local: bool) -> None:
    documents = [
        _document(row["type"], row["left"], row["left_area"], 1),
        _document(row["type"], row["right"], row["right_area"], 2),
    ]
    filled, _ = _resolver(local).resolve(documents, {"d1": row["left"], "d2": row["right"]})
    left, right = (_entity(document, row["type"]) for document in filled)
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
