"""Tables of a page without lines: what is one, and what is none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pdf_sheets import Sheets
from policy_extract.readers import read_document

HEAD = ("指标", "单位", "2020年", "2025年")
ROWS = (("书屋", "个", "12", "20"), ("藏书", "万册", "3.4", "5"), ("读者", "万人", "8", "11"))


def cells(tmp_path: Path, sheets: Sheets) -> int:
    """How many blocks of a page are cells of a table."""
    path = tmp_path / "plan.pdf"
    path.write_bytes(sheets.data())
    return sum(block.cell is not None for block in read_document(path).blocks)


def columns(rows: Sequence[Sequence[str]], step: float = 22, size: float = 12) -> Sheets:
    """A page with a heading and words in columns."""
    sheets = Sheets()
    y = sheets.prose(100, "一、发展目标")
    for row in rows:
        for x, words in zip((90, 230, 330, 430), row, strict=False):
            sheets.put(x, y, words, size)
        y += step
    sheets.prose(y + 40, "二、保障措施")
    return sheets


def test_columns_under_heads_with_figures_are_a_table(tmp_path: Path) -> None:
    assert cells(tmp_path, columns((HEAD, *ROWS))) == 16


@pytest.mark.parametrize("step", [16, 24, 30])
def test_rows_may_stand_near_or_far(tmp_path: Path, step: float) -> None:
    assert cells(tmp_path, columns((HEAD, *ROWS), step)) == 16


@pytest.mark.parametrize(
    "rows",
    [
        # names of those who sign
        (("市教育局", "市财政局", "市水务局"), ("市公安局", "市民政局", "市林业局"), ("市统计局", "市审计局", "市信访局")),
        # a table of contents
        (("第一章", "发展基础", "", "1"), ("第二章", "总体要求", "", "5"), ("第三章", "重点任务", "", "9")),
        # two rows
        (HEAD, *ROWS[:2]),
        # words in columns without heads
        ROWS,
        # a form without figures
        (("姓名", "", "性别"), ("单位", "", "职务"), ("电话", "", "邮箱")),
    ],
    ids=["signatures", "contents", "two rows", "no heads", "form"],
)  # fmt: skip
def test_other_words_in_columns_are_none(tmp_path: Path, rows: Sequence[Sequence[str]]) -> None:
    assert cells(tmp_path, columns(rows)) == 0


def test_prose_in_three_columns_is_none(tmp_path: Path) -> None:
    sheets = Sheets()
    for column in range(3):
        for line in range(20):
            sheets.put(60 + column * 165, 100 + line * 16, "推进书屋建设提升服务水平便民", 11)
    assert cells(tmp_path, sheets) == 0


def test_a_heading_below_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(columns((HEAD, *ROWS)).data())
    read = read_document(path)
    held = [read.text[b.start : b.end] for b in read.blocks if b.cell is not None]
    assert held[-4:] == ["读者", "万人", "8", "11"]
