"""What people answer comes back: extract → fill in → import → extract again, through the public door."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from filled import (
    IN_TASK,
    LABEL,
    LABEL_IN_TASK,
    PLAN,
    PLANTED,
    PUBLIC,
    SHARE,
    SIGN,
    THIRTY,
    TWENTY,
    Answers,
    fill,
    heads_of,
    output_in,
    put,
    sheet_of,
    written,
)
from policy_extract.cli import main_extract
from policy_extract.corrections import Correction, load_corrections
from policy_extract.store import PLACE
from review_import import Imported, importing


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output of the plan, with its workbook in Chinese; do not write here."""
    return output_in(tmp_path_factory.mktemp("made"))


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    """A copy of that output, beside the plan."""
    put(tmp_path)
    shutil.copytree(made, tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def call(capfd: pytest.CaptureFixture[str]) -> Imported:
    return importing(capfd)


def _records(out: Path, name: str = "plan") -> dict[str, dict[str, Any]]:
    document = json.loads((out / "documents" / f"{name}.json").read_text(encoding="utf-8"))
    return {record["id"]: record for record in document["observations"]}


def _kept(out: Path) -> dict[str, Correction]:
    return {one.record: one for one in load_corrections(out / "corrections.jsonl")}


ANSWERS: Answers = {
    SHARE: {
        "判断": "有误", "改：指标": "首批共同体占比", "改：时间": "2021-2025", "改：性质": "目标",
    },
    PUBLIC: {"判断": "正确"},
    SIGN: {"判断": "文中没有"},
    TWENTY: {"判断": "有误", "改：数值": "800以上", "改：单位": "亿元"},
    THIRTY: {"判断": "有误", "改：时间": "文中没有", "改：单位": "文中没有"},
}  # fmt: skip


def test_what_a_person_said_is_in_the_next_output(
    tmp_path: Path, out: Path, call: Imported, capfd: pytest.CaptureFixture[str]
) -> None:
    before = _records(out)
    code, told, _ = call(fill(out, out / "filled.xlsx", ANSWERS))
    assert code == 0
    assert "正确 1，有误已更正 3，文中没有 1，未填 4，未采用 0" in told
    assert "共 5 条答复，新增 5，替换 0，不变 0" in told

    assert main_extract([str(tmp_path / "in"), "-o", str(out), "--lang", "zh"]) == 0
    assert "采用人工答复 5 条（共 5 条）" in capfd.readouterr().out
    after = _records(out)
    assert SIGN not in after
    assert set(after) == set(before) - {SIGN}
    for record in (SHARE, PUBLIC, TWENTY, THIRTY):
        one = after[record]
        assert (one["confidence"], one["review"], one["doubts"]) == (1.0, False, [])
    assert after[PUBLIC] == before[PUBLIC] | {
        "confidence": 1.0,
        "review": False,
        "doubts": [],
        "read": before[PUBLIC]["read"]
        | {"review": {"rule": "review.confirmed", "start": None, "end": None}},
    }
    share = after[SHARE]
    assert share["indicator"]["name"] == "首批共同体占比"
    assert share["time"] == {"start": "2021", "end": "2025"}
    assert share["kind"] == "target"
    assert share["key"].endswith("|indicator:首批共同体比重||share|2021/2025|target")  # resolved
    assert {f for f, r in share["read"].items() if r and r["rule"] == "review.corrected"} == {
        "indicator", "time", "kind", "review",
    }  # fmt: skip
    assert share["value"] == before[SHARE]["value"]
    value = after[TWENTY]["value"]
    assert (value["low"], value["high"], value["comparator"], value["unit"]) == (800, None, ">=", "亿元")  # fmt: skip
    assert value["base"] == {"low": 80_000_000_000, "high": None, "unit": "元"}
    assert after[THIRTY]["time"] is None
    assert after[THIRTY]["read"]["time"] is None
    assert after[THIRTY]["value"]["unit"] is None
    assert after[THIRTY]["value"]["base"] is None
    untouched = set(after) - set(ANSWERS)
    assert all(after[name] == before[name] for name in untouched)

    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert "corrections_applied:5" in manifest["documents"][0]["warnings"]
    assert "corrections.jsonl" not in manifest["files"]
    assert manifest["documents"][0]["counts"]["review"] == 4
    sheet = sheet_of(openpyxl.load_workbook(out / "policy-extract.xlsx"))
    top, columns = heads_of(sheet)
    listed = {sheet.cell(row, columns["record"]).value for row in range(top + 1, sheet.max_row + 1)}
    assert listed == {LABEL, PLANTED, IN_TASK, LABEL_IN_TASK}


def test_a_record_that_is_not_in_the_text_leaves_no_trace(
    tmp_path: Path, out: Path, call: Imported
) -> None:
    answers = {name: {"判断": "文中没有"} for name in (IN_TASK, LABEL_IN_TASK)}
    assert call(fill(out, out / "filled.xlsx", answers))[0] == 0
    assert main_extract([str(tmp_path / "in"), "-o", str(out), "-q"]) == 0
    whole = "".join(p.read_text(encoding="utf-8") for p in out.rglob("*.json"))
    assert not any(name in whole for name in answers)
    document = json.loads((out / "documents" / "plan.json").read_text(encoding="utf-8"))
    duty = next(a for a in document["assignments"] if a["agency"] == "县科技局")
    assert duty["observations"] == []
    assert {t["title"]: t["observations"] for t in document["tasks"]}["亮标行动"] == []


def test_the_next_run_is_the_same_for_any_number_of_processes(
    tmp_path: Path, out: Path, call: Imported
) -> None:
    put(tmp_path, PLAN.replace("临江县", "望江县"), "other.txt")
    call(fill(out, out / "filled.xlsx", ANSWERS))
    written_files = []
    for jobs in ("1", "2"):
        into = tmp_path / f"jobs{jobs}"
        given = ["--corrections", str(out / "corrections.jsonl"), "--jobs", jobs, "-q"]
        assert main_extract([str(tmp_path / "in"), "-o", str(into), *given]) == 0
        own = {"manifest.json", Path(PLACE).name}  # when it ran, what it keeps for the next run
        names = sorted(p for p in into.rglob("*") if p.is_file() and p.name not in own)
        written_files.append({p.relative_to(into): p.read_bytes() for p in names})
    assert written_files[0] == written_files[1]
    assert b"review.confirmed" in written_files[0][Path("documents/plan.json")]


def test_what_people_said_stays_where_a_run_writes(
    tmp_path: Path, out: Path, call: Imported
) -> None:
    call(fill(out, out / "filled.xlsx", ANSWERS))
    said = (out / "corrections.jsonl").read_bytes()
    for _ in range(2):
        assert main_extract([str(tmp_path / "in"), "-o", str(out), "-q"]) == 0
    assert (out / "corrections.jsonl").read_bytes() == said
    # the whole output as input: the answers are no plan, and in nobody's way
    assert main_extract([str(out / "documents"), "-o", str(out / "again"), "-q"]) == 0


def test_the_same_workbook_again_changes_nothing(tmp_path: Path, out: Path, call: Imported) -> None:
    """Also when the next run has changed keys and left records out."""
    book = fill(out, tmp_path / "filled.xlsx", ANSWERS)
    call(book, "--out", out)
    said = (out / "corrections.jsonl").read_bytes()
    assert main_extract([str(tmp_path / "in"), "-o", str(out), "-q"]) == 0
    code, told, _ = call(book, "--out", out)
    assert (code, "新增 0，替换 0，不变 5" in told) == (0, True)
    assert (out / "corrections.jsonl").read_bytes() == said


def test_a_later_answer_replaces_the_earlier_one_and_says_so(out: Path, call: Imported) -> None:
    call(fill(out, out / "filled.xlsx", {TWENTY: {"判断": "正确"}, SIGN: {"判断": "正确"}}))
    later = fill(out, out / "later.xlsx", {TWENTY: {"判断": "有误", "改：数值": "25"}})
    code, told, _ = call(later, lang="en")
    assert code == 0
    assert "2 answers; 0 new, 1 replaced, 0 as before" in told
    assert f"replaced: plan:{TWENTY} (correct → wrong value=25)" in told
    assert _kept(out)[TWENTY].fixes == {"value": "25"}


def test_answers_set_aside_by_a_run_can_be_taken_back_from_there(
    tmp_path: Path, out: Path, call: Imported
) -> None:
    """Filled in where it lies, and nobody took it back before the plans were extracted again."""
    book, aside = out / "policy-extract.xlsx", out / "policy-extract.edited-1.xlsx"
    fill(out, book, ANSWERS)
    manifest = (out / "manifest.json").stat().st_mtime
    os.utime(book, (manifest + 60, manifest + 60))
    assert main_extract([str(tmp_path / "in"), "-o", str(out), "-q"]) == 0
    assert call(book)[0] == 2  # the new one is empty
    assert call(aside)[0] == 0
    assert set(_kept(out)) == set(ANSWERS)


# --- rows that are no answer ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"判断": "对"}, "“判断”是“对”，应为 正确、有误、文中没有"),
        ({"判断": "有误"}, "没有填写任何更正"),
        ({"判断": "正确", "改：数值": "5"}, "判断为“正确”，却又填写了更正（改：数值）"),
        ({"改：时间": "2025"}, "“判断”是空的"),
        ({"判断": "有误", "改：数值": "800亿元", "改：单位": "家"}, "自带的单位与“家”不同"),
        ({"判断": "有误", "改：数值": "约若干3x"}, "数值“约若干3x”读不懂"),
        ({"判断": "有误", "改：数值": "很多"}, "不是数字，原文中也没有这些字"),
        ({"判断": "有误", "改：单位": "10亿元"}, "单位“10亿元”读不懂"),
        ({"判断": "有误", "改：时间": "三年内"}, "时间“三年内”读不懂"),
        ({"判断": "有误", "改：时间": "2025-2021"}, "读不懂"),
        ({"判断": "有误", "改：量度": "很大"}, "“改：量度”是“很大”，应为 "),
        ({"判断": "有误", "改：数值": datetime(2026, 10, 20)}, "被表格软件改成了日期"),
        ({"判断": "有误", "改：数值": "#REF!"}, "“改：数值”是错误值 #REF!"),
        ({"判断": "正确", "sha256": None}, "缺少记录标识（sha256）"),
        ({"判断": "正确", "sha256": "12"}, "缺少记录标识（sha256）"),
        ({"判断": "正确", "key": "area:1|x||level|2025|target"}, "现在的内容已不同"),
        ({"判断": "正确", "record": "o999999", "key": "x||"}, "已没有这条记录"),
    ],
)
def test_a_row_that_is_no_answer_is_refused_with_its_number(
    out: Path, call: Imported, typed: dict[str, object], reason: str
) -> None:
    book = fill(out, out / "filled.xlsx", {TWENTY: typed, PUBLIC: {"判断": "正确"}})
    code, told, _ = call(book)
    assert code == 1
    assert "未采用 1" in told
    refused = next(line for line in told.splitlines() if line.startswith("  第"))
    sheet = sheet_of(openpyxl.load_workbook(book))
    _, columns = heads_of(sheet)
    wanted = typed.get("record", TWENTY)
    row = next(r for r in range(1, 40) if sheet.cell(r, columns["record"]).value == wanted)
    assert refused.startswith(f"  第 {row} 行")
    assert reason in refused
    assert set(_kept(out)) == {PUBLIC}  # the others are taken


def test_different_answers_to_one_record_are_refused_together(out: Path, call: Imported) -> None:
    def copied(sheet: Worksheet) -> None:
        top, columns = heads_of(sheet)
        rows = range(top + 1, sheet.max_row + 1)
        row = next(r for r in rows if sheet.cell(r, columns["record"]).value == TWENTY)
        last = sheet.max_row + 1
        for column in columns.values():
            sheet.cell(last, column).value = sheet.cell(row, column).value
        sheet.cell(last, columns["判断"]).value = "文中没有"

    code, told, _ = call(fill(out, out / "f.xlsx", {TWENTY: {"判断": "正确"}}, change=copied))
    assert code == 1
    assert told.count("同一条记录在多行有不同的答复") == 2
    assert not (out / "corrections.jsonl").exists()


# --- workbooks as programs and people leave them ----------------------------------------------------


def _moved(sheet: Worksheet) -> None:
    """Columns reversed, rows sorted the other way round, one deleted, some hidden, lines put on top."""
    top, columns = heads_of(sheet)
    width = max(columns.values())
    rows = [[sheet.cell(r, c).value for c in range(width, 0, -1)] for r in range(top, sheet.max_row + 1)]  # fmt: skip
    head, *rest = rows
    last = sheet.max_row
    for table in list(sheet.tables):
        del sheet.tables[table]
    sheet.delete_rows(1, last)
    sheet.title = "我核对过的"
    sheet.append(["某某局 2026年核对"])
    sheet.append([])
    sheet.append(head)
    index = head.index("record")
    kept = [row for row in reversed(rest) if row[index] != IN_TASK]
    for row in kept:
        sheet.append(row)
    sheet.row_dimensions[5].hidden = True


def test_columns_rows_and_sheet_may_have_been_moved(out: Path, call: Imported) -> None:
    code, told, _ = call(fill(out, out / "filled.xlsx", ANSWERS, change=_moved))
    assert code == 0
    assert "正确 1，有误已更正 3，文中没有 1，未填 3，未采用 0" in told
    assert set(_kept(out)) == set(ANSWERS)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"改：数值": 800}, {"value": "800"}),
        ({"改：数值": 0.3}, {"value": "0.3"}),
        ({"改：数值": " ８００ 以上 "}, {"value": "８００ 以上"}),
        ({"改：数值": "≥ 300"}, {"value": "≥ 300"}),
        ({"改：数值": "10—20"}, {"value": "10—20"}),
        ({"改：时间": 2025}, {"time": "2025"}),
        ({"改：时间": "“十四五”期间"}, {"time": "“十四五”期间"}),
        ({"改：时间": datetime(2025, 6, 30)}, {"time": "2025-06-30"}),
        ({"改：量度": " 增 速"}, {"measure": "growth_rate"}),
        ({"改：性质": "actual"}, {"kind": "actual"}),
        ({"改：指标": "文中没有"}, {"indicator": None}),
    ],
)
def test_cells_may_be_numbers_texts_and_full_width(
    out: Path, call: Imported, typed: dict[str, object], kept: dict[str, str | None]
) -> None:
    code, told, _ = call(fill(out, out / "f.xlsx", {TWENTY: {"判断": "　有误 ", **typed}}))
    assert (code, told.splitlines()[1:2] != []) == (0, True), told
    assert _kept(out)[TWENTY].fixes == kept


def test_a_percentage_is_taken_as_it_is_shown(out: Path, call: Imported) -> None:
    def percent(sheet: Worksheet) -> None:
        top, columns = heads_of(sheet)
        for row in range(top + 1, sheet.max_row + 1):
            if sheet.cell(row, columns["record"]).value == SHARE:
                sheet.cell(row, columns["改：数值"]).value = 0.057
                sheet.cell(row, columns["改：数值"]).number_format = "0.0%"

    assert call(fill(out, out / "f.xlsx", {SHARE: {"判断": "有误"}}, change=percent))[0] == 0
    assert _kept(out)[SHARE].fixes == {"value": "5.7%"}


def test_heads_and_answers_of_the_other_language(tmp_path: Path, call: Imported) -> None:
    out = tmp_path / "out"
    written(put(tmp_path), out, "en")
    answers: Answers = {
        PUBLIC: {"Judgement": "Correct"},
        TWENTY: {"Judgement": "有误", "Fix: measure": "level", "Note": "p. 3"},
        SIGN: {"Judgement": "not in the text"},
    }
    code, told, _ = call(fill(out, out / "f.xlsx", answers, "en"), lang="en")
    assert code == 0
    assert "1 correct, 1 corrected, 1 not in the text, 6 unanswered, 0 refused" in told
    assert _kept(out)[TWENTY].note == "p. 3"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_workbook_saved_by_libreoffice(tmp_path: Path, out: Path, call: Imported) -> None:
    book = fill(out, tmp_path / "filled.xlsx", ANSWERS)
    call(book, "--out", out, "--corrections", tmp_path / "own.jsonl")
    saved = tmp_path / "saved"
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", str(saved), str(book)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert (saved / "filled.xlsx").read_bytes() != book.read_bytes()
    assert call(saved / "filled.xlsx", "--out", out)[0] == 0
    assert (out / "corrections.jsonl").read_bytes() == (tmp_path / "own.jsonl").read_bytes()


def test_without_the_output_the_rows_speak_for_themselves(
    tmp_path: Path, out: Path, call: Imported
) -> None:
    """A workbook that came by mail: its words find the records of a plan saved anew."""
    mail = tmp_path / "mail"
    mail.mkdir()
    book = fill(out, mail / "f.xlsx", ANSWERS)
    code, told, _ = call(book)
    assert code == 0
    assert "工作簿旁没有输出文件夹" in told
    kept = load_corrections(mail / "corrections.jsonl")
    assert {one.record: one.quote for one in kept}[TWENTY] == "20项"


# --- nothing to take --------------------------------------------------------------------------------


def test_nothing_filled_in(out: Path, call: Imported) -> None:
    code, told, errors = call(out / "policy-extract.xlsx")
    assert (code, told) == (2, "")
    assert "共 9 行，没有一行填写了“判断”" in errors


def test_no_workbook_no_sheet_no_columns(tmp_path: Path, out: Path, call: Imported) -> None:
    assert "没有这个文件" in call(tmp_path / "no.xlsx")[2]
    (tmp_path / "plain.xlsx").write_text("not a workbook", encoding="utf-8")
    code, _, errors = call(tmp_path / "plain.xlsx")
    assert (code, "不是可读的工作簿" in errors) == (2, True)
    book = openpyxl.load_workbook(out / "policy-extract.xlsx")
    del book["待核清单"]
    book.save(tmp_path / "gone.xlsx")
    code, _, errors = call(tmp_path / "gone.xlsx")
    assert (code, "没有待核清单" in errors) == (2, True)

    def cut(sheet: Worksheet) -> None:
        sheet.delete_cols(heads_of(sheet)[1]["sha256"])

    code, _, errors = call(fill(out, tmp_path / "cut.xlsx", {PUBLIC: {"判断": "正确"}}, change=cut))
    assert (code, "缺少这些列：sha256" in errors) == (2, True)


def test_a_broken_file_of_answers_is_told_and_stays(out: Path, call: Imported) -> None:
    (out / "corrections.jsonl").write_text('{"version": 1}\n', encoding="utf-8")
    code, _, errors = call(fill(out, out / "f.xlsx", {PUBLIC: {"判断": "正确"}}), lang="en")
    assert code == 2
    assert "corrections.jsonl, line 1: is no answer (sha256: Field required" in errors
    assert (out / "corrections.jsonl").read_text(encoding="utf-8") == '{"version": 1}\n'


def test_wrong_usage(tmp_path: Path, call: Imported) -> None:
    assert call()[0] == 2
    code, _, errors = call(tmp_path / "f.xlsx", "--as", "labels", lang="en")
    assert (code, "invalid choice" in errors or "labels" in errors) == (2, True)
