"""A plan with doubtful records, and its workbook as people fill it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from policy_extract.messages import Language, text
from policy_extract.pipeline import Result, extract
from policy_extract.writers import write

PLAN = """临江县工业发展“十四五”规划

一、发展基础
2020年，全县规上工业总产值达到320.5亿元，年均增长7.2%。全省首批105家共同体中，车间仅占6家，占比为5.7%。

二、发展目标
到2025年，规上工业总产值突破500亿元，规上工业企业达到300家以上。
质量承诺100%公示、品牌产品100%贴标、厂区车间100%亮标、广告车间100%植入。
贷款余额力争比年初新增10个，园区改造提升后累计带动20项、30项以上。

三、主要任务
（一）亮标行动。质量承诺80%公示、品牌产品90%贴标。
（责任单位：县经信局、县科技局，列第一位的为牵头单位，下同）
（二）培育龙头企业。到2025年，培育年产值超10亿元企业5家以上。
（责任单位：县经信局）
"""

#: The records of the list to check.
SHARE, PUBLIC, LABEL, SIGN, PLANTED = "o000080", "o000136", "o000147", "o000158", "o000169"
TWENTY, THIRTY, IN_TASK, LABEL_IN_TASK = "o000203", "o000207", "o000234", "o000244"

Answers = Mapping[str, Mapping[str, object]]


def put(folder: Path, words: str = PLAN, name: str = "plan.txt") -> Path:
    """The plan as a file in a folder of its own."""
    path = folder / "in" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8", newline="")
    return path


def output_in(folder: Path) -> Path:
    """An output of the plan, with its workbook in Chinese."""
    written(put(folder), folder / "out")
    return folder / "out"


def written(plan: Path, out: Path, language: Language = "zh") -> Result:
    """Extract a plan and write JSON and workbook."""
    result = extract([plan])
    write(result, out, ("json", "xlsx"), language)
    return result


def sheet_of(book: openpyxl.Workbook, language: Language = "zh") -> Worksheet:
    """The list to check."""
    return book[text(language, "workbook.checks")]


def heads_of(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    """The row of the heads, and the column of each."""
    for row in sheet.iter_rows(max_row=10):
        found = {str(cell.value): cell.column for cell in row if cell.value}
        if "sha256" in found:
            return row[0].row, found
    raise AssertionError("no heads")


def fill(
    out: Path,
    into: Path,
    answers: Answers,
    language: Language = "zh",
    change: Callable[[Worksheet], None] | None = None,
) -> Path:
    """Fill in the workbook of an output and save it elsewhere.

    ``answers``: a record's id → head → what is typed there. ``change`` is done to the sheet afterwards.
    """
    book = openpyxl.load_workbook(out / "policy-extract.xlsx")
    sheet = sheet_of(book, language)
    top, columns = heads_of(sheet)
    left = dict(answers)
    for row in range(top + 1, sheet.max_row + 1):
        typed: Mapping[str, Any] = left.pop(str(sheet.cell(row, columns["record"]).value), {})
        for head, value in typed.items():
            cell = sheet.cell(row, columns[head])
            cell.value = value
    assert not left, left
    if change is not None:
        change(sheet)
    book.save(into)
    return into
