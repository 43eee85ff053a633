"""``policy-extract diff``: what it reads, what it shows, the JSON and the workbook that it writes."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from rich.cells import cell_len

from policy_extract import cli
from policy_extract.messages import TEXTS, Language
from policy_extract.pipeline import extract
from policy_extract.schema import schema_of
from policy_extract.versions import Versions
from policy_extract.versions.record import NAMES, DutyChange, ProjectChange, ValueChange
from policy_extract.versions.rows import Words
from policy_extract.versions.workbook import render
from policy_extract.writers import write
from policy_extract.writers.xlsx.lay import HEAD
from versions_cases import CASES, GOALS, PROJECTS, draft, plan
from versions_made import compared, made

OLD = draft(
    GOALS,
    "到2025年，规上工业总产值达到500亿元，高新技术企业达到120家，新增上市公司6家。",
    "三、重点任务",
    "1.建设小微企业园。到2024年，建成小微企业园8个。（牵头单位：县经信局；配合单位：县科技局）",
    "附件 重点项目清单",
    "",
    PROJECTS,
    "| 1 | 青岚轴承智能工厂 | 建设智能化生产线 | 新建 | 2021-2023 | 20000 |",
    "| 2 | =1+1产业园 | 建设标准厂房 | 新建 | 2022-2024 | 35000 |",
)
NEW = plan(
    GOALS,
    "到2025年，规上工业总产值达到600亿元以上，高新技术企业达到100家。",
    "三、重点任务",
    "1.建设小微企业园。到2025年，建成小微企业园8个。（牵头单位：县发改局；配合单位：县科技局）",
    "附件 重点项目清单",
    "",
    PROJECTS,
    "| 1 | 青岚轴承智能工厂 | 建设智能化生产线 | 新建 | 2021-2024 | 26000 |",
)
EXPECTED = [
    ("value", "高新技术企业", "lowered"),
    ("value", "规上工业总产值", "raised", "comparator"),
    ("value", "小微企业园", "time"),
    ("value", "上市公司", "dropped"),
    ("duty", "建设小微企业园", "agency"),
    ("project", "青岚轴承智能工厂", "raised", "time"),
    ("project", "=1+1产业园", "dropped"),
]

Diff = Callable[..., tuple[int, str, str]]


@pytest.fixture
def diff(capfd: pytest.CaptureFixture[str]) -> Diff:
    """Run ``diff`` in this process: (exit code, stdout, stderr)."""

    def run(*arguments: object, lang: Language = "en") -> tuple[int, str, str]:
        capfd.readouterr()
        try:
            code = cli.main(["diff", *map(str, arguments), "--lang", lang])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capfd.readouterr()
        return code, out, err

    return run


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A draft and its final, in two folders under one name, as people keep them."""
    paths = tmp_path / "draft" / "plan.txt", tmp_path / "final" / "plan.txt"
    for path, words in zip(paths, (OLD, NEW), strict=True):
        path.parent.mkdir()
        path.write_text(words, encoding="utf-8", newline="")
    return paths


def _told(data: str | bytes) -> list[tuple[str, ...]]:
    versions = Versions.model_validate_json(data)
    return [(c.what, c.name, *c.changes) for c in versions.changes]


# --- what is read -----------------------------------------------------------------------------


def test_json_on_standard_output_is_all_there_is_and_follows_the_schema(
    diff: Diff, files: tuple[Path, Path]
) -> None:
    code, out, err = diff(*files, "--json", "-")
    assert (code, err) == (0, "")
    assert _told(out) == EXPECTED
    data = json.loads(out)
    jsonschema.Draft202012Validator(schema_of("versions.schema.json")).validate(data)
    assert (data["old"]["id"], data["new"]["id"]) == ("plan-old", "plan-new")
    assert (data["old"]["draft"], data["new"]["draft"]) == (True, False)
    assert data["old"]["path"] == str(files[0])
    assert set(data["counts"]) == {*NAMES, "unchanged"}


@pytest.mark.parametrize("form", ["output", "document", "folder"])
def test_plans_outputs_and_documents_of_outputs_give_the_same(
    diff: Diff, files: tuple[Path, Path], form: str
) -> None:
    given = []
    for path in files:
        out = path.parent / "out"
        if form != "folder":
            write(extract([path]), out)
        given.append(
            {"output": out, "document": out / "documents" / "plan.json"}.get(form, path.parent)
        )
    code, out_, _ = diff(*given, "--json", "-")
    assert code == 0
    by_files = json.loads(diff(*files, "--json", "-")[1])
    by_form = json.loads(out_)
    for side in ("old", "new"):
        assert by_form[side].pop("path") != by_files[side].pop("path")
    assert by_form == by_files


def test_a_document_is_picked_out_of_an_output_of_several(
    diff: Diff, files: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    write(extract([path.parent for path in files]), out)
    code, _, err = diff(out, files[1])
    assert code == 2
    assert f"{out}: the output holds 2 documents" in err
    example = next(word for word in err.split() if word.endswith(".json"))
    assert Path(example).is_file()
    names = sorted(path.name for path in (out / "documents").glob("*.json"))
    code, told, _ = diff(*(out / "documents" / name for name in names), "--json", "-")
    assert code == 0
    assert _told(told) == EXPECTED
    assert json.loads(told)["old"]["id"] == names[0].removesuffix(".json")


def test_one_file_twice_has_no_changes(diff: Diff, files: tuple[Path, Path]) -> None:
    code, out, _ = diff(files[0], files[0])
    assert code == 0
    assert "no changes" in out
    assert _told(diff(files[0], files[0], "--json", "-")[1]) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_cannot_be_read_is_named_with_the_way_out(
    diff: Diff, files: tuple[Path, Path], tmp_path: Path, lang: Language
) -> None:
    empty, broken, dead = tmp_path / "empty", tmp_path / "broken.json", tmp_path / "a.docx"
    (empty / "documents").mkdir(parents=True)
    broken.write_text("{}", encoding="utf-8")
    dead.write_bytes(b"PK\x03\x04 not a document")
    alone = tmp_path / "alone" / "documents" / "plan.json"
    out = tmp_path / "out"
    write(extract([files[0]]), out)
    alone.parent.mkdir(parents=True)
    shutil.copy(out / "documents" / "plan.json", alone)
    for bad, said in (
        (tmp_path / "gone.txt", "gone.txt"),
        (empty, "extract"),
        (broken, "broken.json"),
        (dead, "a.docx"),
        (tmp_path, "a.docx"),  # several plans: one is offered
        (tmp_path / "draft" / "*.pdf", "pdf"),
    ):
        for given in ((bad, files[1]), (files[0], bad)):
            code, shown, err = diff(*given, lang=lang)
            assert (code, shown) == (2, ""), bad
            assert TEXTS["cli.error"][lang == "en"] in err
            assert said in err
            assert "Traceback" not in err
    files[0].unlink()  # and its text is nowhere
    code, _, err = diff(alone, files[1], lang=lang)
    assert code == 2
    assert "plan.txt" in err


@pytest.mark.parametrize("option", ["--json", "--xlsx"])
def test_a_file_that_cannot_be_written_is_named_before_the_work(
    diff: Diff, files: tuple[Path, Path], tmp_path: Path, option: str
) -> None:
    for target, said in (
        (tmp_path / "none" / "out", "check the path"),
        (tmp_path, "check the path"),
        (files[0], "would be overwritten"),
    ):
        before = files[0].read_bytes()
        code, out, err = diff(*files, option, target)
        assert (code, out) == (2, "")
        assert f"{target}: " in err
        assert said in err
        assert files[0].read_bytes() == before


def test_a_closed_pipe_does_not_cost_the_files(files: tuple[Path, Path], tmp_path: Path) -> None:
    import subprocess

    target = tmp_path / "changes.json"
    code = "from policy_extract.cli import main; raise SystemExit(main())"
    command = [sys.executable, "-c", code, "diff", *map(str, files), "--json", str(target)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    _, err = process.communicate()
    assert b"Traceback" not in err
    assert _told(target.read_bytes()) == EXPECTED


# --- what is shown ----------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", [40, 64, 80, 120])
def test_the_table_fits_the_terminal_and_leaves_nothing_out(
    files: tuple[Path, Path], columns: int, lang: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = _on_a_terminal(columns, monkeypatch, *map(str, files), "--lang", lang)
    assert max(map(cell_len, shown.splitlines())) <= columns
    without = "".join(shown.split())
    for words in (
        "500亿元",
        "600亿元",
        "120家",
        "100家",
        "6家",
        "2024",
        "2025",
        "20000万元",
        "26000万元",
    ):
        assert words in without
    language: Language = lang
    for name in ("lowered", "raised", "comparator", "time", "dropped", "agency"):
        said = TEXTS[f"change.{name}"][language == "en"]
        assert said.replace(" ", "") in without
    for number in ("+100亿元", "−20家", "+6,000万元"):
        assert number in shown  # on one line


@pytest.mark.parametrize("columns", [40, 80])
def test_agencies_of_a_list_are_told_where_they_differ(
    files: tuple[Path, Path], columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = _on_a_terminal(columns, monkeypatch, *map(str, files), "--lang", "zh")
    assert "县经信局" in shown
    assert "县发改局" in shown
    assert shown.count("（牵头）") == 2
    assert "县科技局" not in shown  # supports in both


def test_the_next_period_and_another_area_are_said(diff: Diff, tmp_path: Path) -> None:
    paths = []
    for name, words in zip(("old", "new"), CASES["next period"][:2], strict=True):
        paths.append(tmp_path / f"{name}.txt")
        paths[-1].write_text(words, encoding="utf-8", newline="")
    _, out, _ = diff(*paths)
    assert "5 years apart" in out
    assert "two areas" not in out
    words = paths[1].read_text(encoding="utf-8").replace("青岚县", "金华市")
    paths[1].write_text(words, encoding="utf-8", newline="")
    assert "two areas" in diff(*paths)[1]


def _on_a_terminal(columns: int, monkeypatch: pytest.MonkeyPatch, *given: str) -> str:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Screen()
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setattr(sys, "stdout", screen)
    code = cli.main(["diff", *given])
    monkeypatch.undo()
    assert code == 0
    return re.sub(r"\x1b\[[\d;]*m", "", screen.getvalue())


# --- the workbook -----------------------------------------------------------------------------


def _rows(sheet: Worksheet, *heads: str) -> list[tuple[object, ...]]:
    """The rows of a sheet's table, the columns of these names (the messages “column.…”)."""
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD + 1)]
    at = [cells[0].index(TEXTS[f"column.{head}"][0]) for head in heads]
    return [tuple(row[index] for index in at) for row in cells[1:]]


def test_the_workbook_has_what_the_json_has(
    diff: Diff, files: tuple[Path, Path], tmp_path: Path
) -> None:
    book_path, json_path = tmp_path / "changes.xlsx", tmp_path / "changes.json"
    code, _, err = diff(*files, "--xlsx", book_path, "--json", json_path, lang="zh")
    assert code == 0
    assert str(book_path) in err
    assert str(json_path) in err
    versions = Versions.model_validate_json(json_path.read_bytes())
    book = openpyxl.load_workbook(book_path)
    names = (
        "editions",
        "change_counts",
        "value_changes",
        "duty_changes",
        "project_changes",
        "meanings",
    )
    assert book.sheetnames == [TEXTS[f"workbook.{name}"][0] for name in names]
    sheets = dict(zip(names, book.worksheets, strict=True))
    values = [c for c in versions.changes if isinstance(c, ValueChange)]
    heads = (
        "indicator",
        "difference",
        "old_line",
        "new_line",
        "old_quote",
        "new_quote",
        "old_record",
    )
    assert _rows(sheets["value_changes"], *heads) == [
        (
            c.name,
            c.difference,
            c.old.line if c.old else None,
            c.new.line if c.new else None,
            c.old.quote if c.old else None,
            c.new.quote if c.new else None,
            f"{versions.old.id}:{c.old.observation.id}" if c.old else None,
        )
        for c in values
    ]
    duties = [c for c in versions.changes if isinstance(c, DutyChange)]
    assert _rows(sheets["duty_changes"], "changed_task", "old_agencies", "new_agencies") == [
        (
            "建设小微企业园",
            "县经信局（牵头）、县科技局（配合）",
            "县发改局（牵头）、县科技局（配合）",
        )
    ]
    assert len(duties) == 1
    projects = [c for c in versions.changes if isinstance(c, ProjectChange)]
    assert _rows(sheets["project_changes"], "project", "difference", "old_years", "new_years") == [
        ("青岚轴承智能工厂", 6000, "2021—2023", "2021—2024"),
        ("=1+1产业园", None, "2022—2024", None),
    ]
    assert len(projects) == 2
    counted = _rows(sheets["change_counts"], "change", "change_count")
    assert [n for _, n in counted] == [versions.counts[name] for name in (*NAMES, "unchanged")]


def test_every_column_is_explained_and_every_table_can_be_filtered(
    diff: Diff, files: tuple[Path, Path], tmp_path: Path
) -> None:
    path = tmp_path / "changes.xlsx"
    diff(*files, "--xlsx", path, lang="zh")
    book = openpyxl.load_workbook(path)
    explained = _rows(book[TEXTS["workbook.meanings"][0]], "of_sheet", "of_column", "meaning")
    told = {(sheet, column) for sheet, column, meaning in explained if meaning}
    for sheet in book.worksheets[:-1]:
        (table,) = sheet.tables.values()
        assert table.autoFilter is not None
        assert sheet.freeze_panes
        heads = [cell.value for cell in sheet[HEAD + 1]]
        assert {(sheet.title, head) for head in heads} <= told
        assert sheet.page_setup.orientation == "landscape"


def test_nothing_in_the_workbook_is_a_formula(
    diff: Diff, files: tuple[Path, Path], tmp_path: Path
) -> None:
    path = tmp_path / "changes.xlsx"
    diff(*files, "--xlsx", path)
    risky = [
        cell
        for sheet in openpyxl.load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@"))
    ]
    assert any(cell.value == "=1+1产业园" for cell in risky)
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in risky)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_workbook_is_the_same_on_every_run(lang: Language, tmp_path: Path) -> None:
    old, new, entities = made(OLD, NEW)
    versions = compared(old, new, entities)
    once, twice = (render(old, new, versions, lang) for _ in range(2))
    assert once == twice
    with zipfile.ZipFile(io.BytesIO(once)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert str(tmp_path.parent).encode() not in whole


def test_sheets_of_what_has_not_changed_are_left_out() -> None:
    old, new, entities = made(*CASES["raised"][:2])
    data = render(old, new, compared(old, new, entities), "en")
    names = openpyxl.load_workbook(io.BytesIO(data)).sheetnames
    assert names == [
        TEXTS[f"workbook.{name}"][1]
        for name in ("editions", "change_counts", "value_changes", "meanings")
    ]
    same = render(
        old, old.__class__("b", new.document, new.text), compared(old, new, entities), "zh"
    )
    assert same


def test_a_workbook_without_changes_says_so() -> None:
    old, new, entities = made(OLD, OLD)
    data = render(old, new, compared(old, new, entities), "zh")
    sheet = openpyxl.load_workbook(io.BytesIO(data))[TEXTS["workbook.value_changes"][0]]
    assert sheet.cell(HEAD + 1, 1).value == TEXTS["sheet_empty.value_changes"][0]


# --- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_change_is_said_in_words(lang: Language) -> None:
    for old, new, _ in CASES.values():
        versions = compared(*made(old, new))
        for row in Words(versions, lang).rows():
            assert row.changes
            assert row.name
            assert bool(row.old) == (row.change.old is not None), row
            assert bool(row.new) == (row.change.new is not None), row
            if row.change.old and row.change.new:
                assert row.old != row.new


def test_a_fall_is_told_as_one() -> None:
    versions = compared(*made(*CASES["falls more"][:2]))
    (row,) = Words(versions, "zh").rows()
    assert row.changes.startswith("降幅加大")
    assert versions.changes[0].changes == ("lowered",)


def test_help_speaks_both_languages(diff: Diff) -> None:
    for lang, word in (("zh", "草案与定稿"), ("en", "a draft and its final")):
        code, out, _ = diff("--help", lang=lang)  # type: ignore[arg-type]
        assert code == 0
        assert word in out
        for option in ("--json", "--xlsx", "--gazetteers", "OLD", "NEW"):
            assert option in out


def test_the_folder_of_a_written_file_holds_nothing_else(
    diff: Diff, files: tuple[Path, Path], tmp_path: Path
) -> None:
    folder = tmp_path / "changes"
    folder.mkdir()
    diff(*files, "--json", folder / "a.json", "--xlsx", folder / "a.xlsx")
    assert sorted(os.listdir(folder)) == ["a.json", "a.xlsx"]
    assert (folder / "a.json").stat().st_mode & 0o777 == files[0].stat().st_mode & 0o777
