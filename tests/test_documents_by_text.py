"""Whose a document is and for which years, where its title block does not say it: whole beginnings of documents."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from reading import period, plan_of

DOCUMENTS: list[dict[str, str]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "documents_by_text.toml").read_text(encoding="utf-8")
)["document"]
NAMES = [document["name"] for document in DOCUMENTS]


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_whose_it_is(document: dict[str, str]) -> None:
    area = plan_of(document["text"].lstrip()).meta.area
    assert (area.name if area else "") == document["area"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_for_which_years(document: dict[str, str]) -> None:
    meta = plan_of(document["text"].lstrip()).meta
    assert (period(meta.period) if meta.period else "") == document["period"]
