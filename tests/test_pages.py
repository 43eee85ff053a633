"""Web pages pasted as text: navigation, metadata, explanations and share bars give nothing (cases/pages.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from reading import plan_of, records

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "pages.toml").read_text(encoding="utf-8")
)["case"]
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])


@EACH
def test_title_and_issuer_are_found(case: dict[str, Any]) -> None:
    meta = plan_of(case["text"].strip()).meta
    said = {
        "title": meta.title,
        "area": meta.area.name if meta.area else None,
        "issuers": "、".join(ref.name for ref in meta.issuers),
        "issued": meta.issued,
    }
    wanted = {name: case[name] for name in said if name in case}
    assert {name: said[name] for name in wanted} == wanted


@EACH
def test_only_the_document_gives_records(case: dict[str, Any]) -> None:
    found = records(case["text"].strip(), "observation")
    assert [" | ".join((r["indicator"], r["quote"], r["time"])) for r in found] == case["expect"]


@EACH
def test_only_the_document_names_agencies(case: dict[str, Any]) -> None:
    assert [r["agency"] for r in records(case["text"].strip(), "assignment")] == case["agencies"]
