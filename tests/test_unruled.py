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


Row = tuple[str, ...]


def wrapped(rows: Sequence[Row], lead: float, room: float, *, centred: bool) -> Sheets:
    """Columns whose cells have several lines (parted by “/”), ``lead`` apart, with ``room`` between the rows."""
    sheets = Sheets()
    y = sheets.prose(100, "一、发展目标")
    for row in rows:
        most = max(len(words.split("/")) for words in row)
        for x, words in zip((90, 230, 330, 430), row, strict=True):
            lines = words.split("/")
            above = (most - len(lines)) * lead / 2 if centred else 0
            for n, line in enumerate(lines):
                sheets.put(x, y + above + n * lead, line, 10.5)
        y += most * lead + room
    sheets.prose(y + 40, "二、保障措施")
    return sheets


def held(tmp_path: Path, sheets: Sheets) -> list[str]:
    """The words of the cells of a page, row by row."""
    path = tmp_path / "plan.pdf"
    path.write_bytes(sheets.data())
    read = read_document(path)
    told = [b for b in read.blocks if b.cell is not None]
    return [read.text[b.start : b.end].replace("\n", "") for b in told]


@pytest.mark.parametrize(("lead", "room"), [(15, 0), (12.5, 1.5), (13, 3), (15.6, 6), (13, 9)])
@pytest.mark.parametrize("centred", [False, True], ids=["top", "centred"])
def test_rows_as_near_as_lines_are_not_glued(
    tmp_path: Path, lead: float, room: float, *, centred: bool
) -> None:
    rows = (
        HEAD,
        *ROWS,
        ("城区书店", "家", "9", "14以内"),
        ("流动图书/车辆", "台", "3", "6"),
        ("讲座", "场", "40", "66"),
    )
    given = [words.replace("/", "") for row in rows for words in row]
    assert held(tmp_path, wrapped(rows, lead, room, centred=centred)) == given


@pytest.mark.parametrize("centred", [False, True], ids=["top", "centred"])
def test_two_wrapped_cells_stay_in_their_row(tmp_path: Path, *, centred: bool) -> None:
    head = ("任务", "单位", "数量", "时限")
    rows = (
        ("书屋", "县文旅局", "5", "2024年6月"),
        ("改造书店/，新增座位", "县住建局/县文旅局", "30", "2024年9月"),
        ("讲座", "县教育局", "2", "2024年11月"),
    )
    given = [words.replace("/", "") for row in (head, *rows) for words in row]
    assert held(tmp_path, wrapped((head, *rows), 15.6, 0, centred=centred)) == given


def test_a_row_of_words_among_near_rows_is_its_own(tmp_path: Path) -> None:
    rows = (
        HEAD,
        ROWS[0],
        ("阅读氛围", "", "", "达到省定要求"),
        *ROWS[1:],
        ("讲座", "场", "40", "66"),
    )
    given = [words for row in rows for words in row if words]
    assert [w for w in held(tmp_path, columns(rows, 15, 10.5)) if w] == given
