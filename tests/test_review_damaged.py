"""Workbooks that lost something on the way back: what cannot be taken is told, never passed over."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from filled import PUBLIC, fill, heads_of, output_in
from review_import import Imported, importing

PARTS = ("xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels")
ANSWERED = {PUBLIC: {"判断": "正确"}}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return output_in(tmp_path_factory.mktemp("made"))


@pytest.fixture
def call(capfd: pytest.CaptureFixture[str]) -> Imported:
    return importing(capfd)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_cut_in_two_is_told_as_no_workbook(
    part: str, tmp_path: Path, out: Path, call: Imported
) -> None:
    cut = tmp_path / "cut.xlsx"
    with (
        zipfile.ZipFile(fill(out, tmp_path / "whole.xlsx", ANSWERED)) as whole,
        zipfile.ZipFile(cut, "w") as into,
    ):
        for name in whole.namelist():
            words = whole.read(name)
            into.writestr(name, words[: len(words) // 2] if name == part else words)
    code, _, errors = call(cut)
    assert (code, "cut.xlsx" in errors, "不是可读的工作簿" in errors) == (2, True, True)


def test_a_formula_saved_without_its_value_is_no_empty_cell(
    tmp_path: Path, out: Path, call: Imported
) -> None:
    code, told, errors = call(fill(out, tmp_path / "f.xlsx", {PUBLIC: {"判断": '="正确"'}}))
    assert (code, '公式（="正确"）' in told + errors) == (1, True)


def test_the_column_of_answers_under_another_head_is_told(
    tmp_path: Path, out: Path, call: Imported
) -> None:
    def renamed(sheet: Worksheet) -> None:
        row, columns = heads_of(sheet)
        sheet.cell(row, columns["判断"]).value = "判断（张三）"

    code, _, errors = call(fill(out, tmp_path / "r.xlsx", ANSWERED, change=renamed))
    assert (code, "缺少这些列：判断" in errors) == (2, True)


def test_a_copied_sheet_without_its_hidden_columns_is_told(
    tmp_path: Path, out: Path, call: Imported
) -> None:
    path = fill(out, tmp_path / "c.xlsx", ANSWERED)
    book = openpyxl.load_workbook(path)
    copy = book.copy_worksheet(book["待核清单"])
    copy.delete_cols(heads_of(copy)[1]["key"])
    book.save(path)
    code, told, errors = call(path)
    assert (code, "缺少这些列：key" in told + errors, "正确 1" in told + errors) == (1, True, True)


def test_heads_may_stand_far_down(tmp_path: Path, out: Path, call: Imported) -> None:
    path = fill(out, tmp_path / "d.xlsx", ANSWERED, change=lambda sheet: sheet.insert_rows(1, 40))
    assert "正确 1" in call(path)[1]
