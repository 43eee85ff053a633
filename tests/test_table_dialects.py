"""One table says the same in every dialect: files with cells, a page without lines, pasted text (cases/dialect_tables.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from policy_extract.readers import read_document
from reading import extractors, flat, layouter
from table_dialects import DIALECTS

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "dialect_tables.toml").read_text(encoding="utf-8")
)["case"]
_EACH = [
    (case, name)
    for case in CASES
    for name in DIALECTS
    if name not in case.get("not_in", ()) and name in case.get("only_in", DIALECTS)
]


def said(path: Path, kind: str) -> list[str]:
    """The records of a file in short: “name | low..high | unit | time | measure | area”, “agency | role”, names of projects."""
    plan = layouter().lay_out("case", read_document(path).sourced)
    found = extractors().run(plan)
    if kind == "agencies":
        return [f"{a['agency']} | {a['role']}" for a in (flat(x, plan) for x in found.assignments)]
    if kind == "projects":
        told = (flat(x, plan) for x in found.projects)
        return [f"{p['name']} | {p['category']} | {p['investment']}" for p in told]
    lines = []
    for r in (flat(x, plan) for x in found.observations):
        value = r["qualitative"] or (
            f"{r['low']}" if r["low"] == r["high"] else f"{r['low']}..{r['high']}"
        )
        lines.append(
            " | ".join((r["indicator"], value, r["unit"], r["time"], r["measure"], r["area"]))
        )
    return lines


@pytest.mark.parametrize(("case", "dialect"), _EACH, ids=[f"{c['id']}-{d}" for c, d in _EACH])
def test_a_table_says_the_same_in_every_dialect(
    case: dict[str, Any], dialect: str, tmp_path: Path
) -> None:
    make, suffix = DIALECTS[dialect]
    path = tmp_path / f"plan.{suffix}"
    path.write_bytes(make(case["caption"], case["rows"]))
    for kind in ("expect", "agencies", "projects"):
        if kind in case:
            assert sorted(said(path, kind)) == sorted(case[kind])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_table_may_end_anywhere(case: dict[str, Any]) -> None:
    words = [w.strip() for row in case["rows"] for w in row.split("|")]
    lines = [case["caption"], *(w for w in words if w not in ("<", "^", ""))]
    for stop in range(1, len(lines) + 1):
        for first in (0, 1):  # with its caption, and without
            layouter().lay_out("case", "\n".join(lines[first:stop]))
