"""What people hand back oddly: nothing typed is lost in silence, nothing unseen gets in as a trusted name."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from filled import PUBLIC, THIRTY, TWENTY, Answers, fill, heads_of, put, sheet_of, written
from policy_extract.corrections import BrokenCorrections, Reader, Unread, load_corrections
from policy_extract.corrections.correction import Correction
from policy_extract.pipeline import extract
from policy_extract.review.judging import judged
from policy_extract.review.rows import Cell, Row
from reading import lexicon
from review_import import Imported, importing


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output of the plan, with its workbook in Chinese; do not write here."""
    folder = tmp_path_factory.mktemp("made")
    written(put(folder), folder / "out")
    return folder / "out"


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    """A copy of that output."""
    shutil.copytree(made, tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def call(capfd: pytest.CaptureFixture[str]) -> Imported:
    return importing(capfd)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(lexicon())


# --- names and units of fixes -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "signs"),
    [
        ("工业\u202e产值", "U+202E"),
        ("\u200b", "U+200B"),
        ("工业\x1b[31m产值", "U+001B"),
        ("工业\x00产值\u2066", "U+0000 U+2066"),
    ],
)
def test_a_name_or_unit_with_signs_that_nobody_sees_is_refused(
    reader: Reader, words: str, signs: str
) -> None:
    for read in (reader.name, reader.unit):
        with pytest.raises(Unread) as told:
            read(words)
        assert told.value.code == "fix.unseen"
        assert f"（{signs}）" in told.value.told("zh")


@pytest.mark.parametrize(
    ("words", "name"), [("工业\n产值", "工业产值"), ("PM2.5 年均浓度", "PM2.5年均浓度"), ("\u3000产值 ", "产值"), ("长" * 300, "长" * 300)]
)  # fmt: skip
def test_a_name_is_taken_without_white_space(reader: Reader, words: str, name: str) -> None:
    assert reader.name(words) == name


def test_what_is_too_long_for_a_name_is_refused_with_its_length(reader: Reader) -> None:
    for read in (reader.name, reader.unit):
        with pytest.raises(Unread) as told:
            read("长" * 301)
        assert told.value.code == "fix.long"
        said = told.value.told("en")
        assert "301" in said
        assert len(said) < 120  # not the words themselves


def test_a_corrected_name_with_unseen_signs_leaves_the_record_and_is_said(tmp_path: Path) -> None:
    path = put(tmp_path)
    plain = extract([path])
    document = plain.documents[0]
    o = next(o for o in document.observations if o.id == TWENTY)
    answer = Correction(
        document=document.id, sha256=document.source.sha256, record=o.id, key=o.key,
        quote=o.source.quote, judgement="wrong", fixes={"indicator": "工业\u202e产值"},
    )  # fmt: skip
    result = extract([path], corrections=[answer])
    assert result.documents[0].observations == document.observations
    assert [one.code for one in result.answers.unused] == ["fix.unseen"]


# --- the file of answers ----------------------------------------------------------------------------

_LINE = {"version": 1, "document": "p", "sha256": "0" * 64, "record": "o1", "key": "k", "judgement": "absent"}  # fmt: skip


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (json.dumps(_LINE)[:-1] + ', "judgement": "correct"}', "judgement"),
        ('{"record": "o2", ' + json.dumps(_LINE)[1:], "record"),
        (
            json.dumps(_LINE | {"judgement": "wrong"})[:-1]
            + ', "fixes": {"value": "5", "unit": "家", "value": "6"}}',
            "value",
        ),
    ],
)
def test_a_field_that_stands_twice_in_an_answer_is_told(
    tmp_path: Path, line: str, field: str
) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(BrokenCorrections) as told:
        load_corrections(path)
    assert f"{path}, line 2: the field “{field}” stands twice" in str(told.value)
    assert "只保留一个" in told.value.told("zh")


def test_the_same_word_as_field_and_in_fixes_is_no_repetition(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    fine = _LINE | {"judgement": "wrong", "fixes": {"value": "5"}, "note": "value value"}
    path.write_text(json.dumps(fine), encoding="utf-8")
    assert len(load_corrections(path)) == 1


# --- the workbook -----------------------------------------------------------------------------------


def test_a_formula_that_nobody_computed_is_told_and_not_taken_for_blank(
    out: Path, call: Imported
) -> None:
    typed: Answers = {
        TWENTY: {"判断": '="正确"'},
        THIRTY: {"判断": "有误", "改：数值": "=1+1", "改：时间": "2025"},
        PUBLIC: {"判断": "正确"},
    }
    code, told, _ = call(fill(out, out / "f.xlsx", typed))
    assert code == 1
    assert '“判断”是没有算出结果的公式（="正确"）' in told
    assert "“改：数值”是没有算出结果的公式（=1+1）" in told
    assert [one.record for one in load_corrections(out / "corrections.jsonl")] == [PUBLIC]


def test_a_note_without_an_answer_is_told(out: Path, call: Imported) -> None:
    typed: Answers = {TWENTY: {"备注": "待查"}, PUBLIC: {"判断": "正确", "备注": "看过"}}
    code, told, _ = call(fill(out, out / "f.xlsx", typed))
    assert (code, told.count("只写了备注，没有答复")) == (1, 1)
    assert [one.note for one in load_corrections(out / "corrections.jsonl")] == ["看过"]


@pytest.mark.parametrize("gone", ["sha256", "record", "key", "判断"])
def test_a_list_that_lost_a_column_is_told_beside_one_that_has_it(
    out: Path, call: Imported, gone: str
) -> None:
    """A copy of the sheet is whole: its answers are taken, and those of the other are said to be lost."""
    typed: Answers = {TWENTY: {"判断": "有误", "改：数值": "21"}}
    path = fill(out, out / "f.xlsx", typed)
    book = openpyxl.load_workbook(path)
    whole = sheet_of(book)
    book.copy_worksheet(whole).title = "李四"
    whole.delete_cols(heads_of(whole)[1][gone])
    book.save(path)
    code, told, _ = call(path)
    assert code == 1
    assert f"工作表“待核清单”里填了答复，但缺少这些列：{gone}；" in told
    assert [one.record for one in load_corrections(out / "corrections.jsonl")] == [TWENTY]


def test_a_list_whose_heads_are_gone_is_told(out: Path, call: Imported) -> None:
    path = fill(out, out / "f.xlsx", {TWENTY: {"判断": "正确"}})
    book = openpyxl.load_workbook(path)
    whole = sheet_of(book)
    book.copy_worksheet(whole).title = "李四"
    whole.delete_rows(1, heads_of(whole)[0])
    book.save(path)
    code, told, _ = call(path)
    assert (code, "工作表“待核清单”里填了答复，但缺少这些列：判断 sha256 record key" in told) == (
        1,
        True,
    )


def test_a_list_that_lost_a_column_and_has_no_answer_loses_nothing(
    out: Path, call: Imported
) -> None:
    path = fill(out, out / "f.xlsx", {})
    book = openpyxl.load_workbook(path)
    whole = sheet_of(book)
    other = book.copy_worksheet(whole)
    other.title = "李四"
    top, columns = heads_of(other)
    other.cell(top + 1, columns["判断"]).value = "正确"
    whole.delete_cols(heads_of(whole)[1]["sha256"])
    book.save(path)
    assert call(path)[0] == 0


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [("21", "22", None), ("21", "21", "21"), (None, "22", "22"), ("21", None, "21")],
)
def test_two_columns_of_one_head(
    out: Path, call: Imported, first: str | None, second: str | None, kept: str | None
) -> None:
    """The one that has words counts; where both have, and differ, neither is lost in silence."""

    def doubled(sheet: Worksheet) -> None:
        top, columns = heads_of(sheet)
        last = sheet.max_column + 1
        sheet.cell(top, last).value = "改：数值"
        row = next(
            r for r in range(top, sheet.max_row + 1)
            if sheet.cell(r, columns["record"]).value == TWENTY
        )  # fmt: skip
        sheet.cell(row, columns["改：数值"]).value = first
        sheet.cell(row, last).value = second

    code, told, _ = call(fill(out, out / "f.xlsx", {TWENTY: {"判断": "有误"}}, change=doubled))
    if kept is None:
        assert (code, "有两列“改：数值”，内容不同（21 / 22）" in told) == (1, True)
        assert not (out / "corrections.jsonl").exists()
    else:
        (one,) = load_corrections(out / "corrections.jsonl")
        assert (code, dict(one.fixes)) == (0, {"value": kept})


def test_a_refused_row_says_its_sheet_where_the_list_stands_on_several(
    out: Path, call: Imported
) -> None:
    path = fill(out, out / "f.xlsx", {TWENTY: {"判断": "对"}})
    code, told, _ = call(path)
    assert (code, "工作表" in told) == (1, False)
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(sheet_of(book)).title = "李四"
    sheet_of(book)["A1"] = "x"
    book.save(path)
    assert "（工作表“李四”）" in call(path)[1]


# --- names to judge ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "code", "signs"),
    [
        ("甲\u202e厂", "甲厂", "row.unseen", "U+202E"),
        ("甲厂", "甲\u2066厂", "row.unseen", "U+2066"),
        ("甲厂", "甲 厂", "row.one_name", None),
    ],
)
def test_names_that_no_list_of_judgements_can_hold_are_refused(
    left: str, right: str, code: str, signs: str | None
) -> None:
    """The next run refuses a list with an unseen sign as a whole: such a line must not get there."""
    cells = {"pair_type": "company", "left_name": left, "right_name": right, "answer": "same"}
    found = judged([Row("s", 5, {name: Cell(words) for name, words in cells.items()})])
    assert found.pairs == ()
    assert [one.code for one in found.refused] == [code]
    assert dict(found.refused[0].fields).get("signs") == signs
