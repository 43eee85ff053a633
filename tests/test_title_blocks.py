"""Title blocks of many genres and levels: what meta says of a document (cases/title_blocks.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from policy_extract.model import Meta
from reading import layouter, period

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "title_blocks.toml").read_text(encoding="utf-8")
)["case"]
FIELDS = ("title", "area", "period", "outlook", "issued", "number", "issuers", "draft")


def said(meta: Meta) -> dict[str, str]:
    return {
        "title": meta.title or "",
        "area": meta.area.name if meta.area else "",
        "period": period(meta.period),
        "outlook": meta.outlook or "",
        "issued": meta.issued or "",
        "number": meta.number or "",
        "issuers": "、".join(ref.name for ref in meta.issuers),
        "draft": str(meta.draft),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_title_block_says(case: dict[str, Any]) -> None:
    below = case.get("below", "一、总体要求\n提升能力，优化服务。")
    meta = said(layouter().lay_out("case", f"{case['text'].strip()}\n\n{below}\n").meta)
    wanted = {name: case[name] for name in FIELDS if name in case}
    assert {name: meta[name] for name in wanted} == wanted
