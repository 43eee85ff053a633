"""Columns of indicator tables whose heads say a change, a kind, years: what is expected, falls, growth behind years that are over.

Through the public door: a whole text, laid out and extracted. Places are real, figures are made up.
"""

from __future__ import annotations

from typing import Any

import pytest

from reading import records, titled

YEARLY = "贵阳市2025年国民经济和社会发展计划"


def told(rows: str, *, title: str = "", caption: str = "表1 主要指标") -> list[dict[str, Any]]:
    """The records of a table whose cells | parts, under a plan of 2021 to 2025."""
    table = "\n".join(
        "\t".join(cell.strip() for cell in row.split("|")) for row in rows.split("\n")
    )
    text = f"一、发展目标\n{caption}\n{table}\n"
    return records(titled(text, title) if title else titled(text), "observation")


def of(record: dict[str, Any], *fields: str) -> tuple[Any, ...]:
    """The fields of a record; the value by its bound and number: >=33, =-16."""
    return tuple(_bound(record) if field == "value" else record[field] for field in fields)


def _bound(record: dict[str, Any]) -> str:
    number = record["low"] if record["low"] is not None else record["high"]
    return f"{record['comparator']}{number:g}"


@pytest.mark.parametrize(
    ("heads", "title", "wanted"),
    [
        ("预期值", "", [("2025", "target")]),
        ("2025年预期值", "", [("2025", "target")]),
        ("2020年 | 预期值", "", [("2020", "actual"), ("2025", "target")]),
        # a year before the plan that was expected when it was written
        ("2020年预期值 | 2025年", "", [("2020", "actual"), ("2025", "target")]),
        ("2024年预计 | 2025年预期值", YEARLY, [("2024", "actual"), ("2025", "target")]),
    ],
)
def test_what_is_expected_is_of_the_plans_last_year(
    heads: str, title: str, wanted: list[tuple[str, str]]
) -> None:
    cells = " | ".join(["下降12%", "下降15%"][: len(wanted)])
    found = told(f"指标 | {heads}\n火灾死亡人数 | {cells}\n道路事故起数 | {cells}", title=title)
    assert [of(r, "time", "kind") for r in found] == wanted * 2
