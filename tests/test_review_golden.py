"""Answers as golden labels: sound lines, in their places, none that is there touched."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from filled import (
    IN_TASK,
    LABEL,
    PLANTED,
    PUBLIC,
    SIGN,
    THIRTY,
    TWENTY,
    Answers,
    fill,
    put,
    written,
)
from policy_extract.cli import main
from policy_extract.score import check_golden, load_golden

ANSWERS: Answers = {
    TWENTY: {"判断": "有误", "改：数值": "800以上", "改：单位": "亿元", "改：时间": "2021-2025"},
    PUBLIC: {"判断": "正确"},
    IN_TASK: {"判断": "正确"},
    SIGN: {"判断": "文中没有"},
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    written(put(folder), folder / "out")
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    """A folder with the output, and the plan as the corpus has it."""
    shutil.copytree(made / "out", tmp_path / "out")
    shutil.copytree(made / "in", tmp_path / "corpus")
    return tmp_path


def _label(place: Path, answers: Answers, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    book = fill(place / "out", place / "out" / "filled.xlsx", answers)
    capsys.readouterr()
    options = ["--golden", str(place / "golden"), "--corpus", str(place / "corpus"), "--lang", "en"]
    code = main(["review", "import", str(book), "--as", "golden", *options])
    return code, capsys.readouterr().out


def _lines(place: Path) -> list[dict[str, Any]]:
    path = place / "golden" / "plan.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_answers_become_sound_labels(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = _label(place, ANSWERS, capsys)
    assert code == 0
    assert "3 labels added, 0 there already, 1 not written" in told
    assert f"plan:{SIGN}: what the text does not say is no label" in told
    assert check_golden(place / "golden", place / "corpus") == []
    first, second, third = _lines(place)
    assert (first["line"], first["quote"], first["indicator"]) == (8, "100%", "质量承诺")
    assert (second["line"], second["quote"]) == (9, "20项")
    assert {name: second[name] for name in ("low", "high", "comparator", "unit", "time")} == {
        "low": 800, "high": None, "comparator": ">=", "unit": "亿元", "time": "2021/2025",
    }  # fmt: skip
    assert (third["line"], third["quote"]) == (12, "80%")
    # what the person was not asked counts for nobody
    assert first["uncertain"] == ["area", "segment", "base_time", "attribute"]
    assert len(load_golden(place / "golden")["plan"].observations) == 3
    (change,) = [line for line in told.splitlines() if " | plan.jsonl | " in line]
    assert " | plan.jsonl | 8 9 12 | 3 labels added | " in change
    assert not (place / "out" / "corrections.jsonl").exists()


def test_labels_that_are_there_stay_and_a_conflict_is_listed(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _label(place, {TWENTY: {"判断": "正确"}, PUBLIC: {"判断": "正确"}}, capsys)
    before = (place / "golden" / "plan.jsonl").read_bytes()
    code, told = _label(place, ANSWERS, capsys)
    assert code == 1
    assert "1 labels added, 1 there already, 2 not written" in told
    assert f"plan:{TWENTY}: {place}/golden/plan.jsonl, line 2 has another label there" in told
    after = (place / "golden" / "plan.jsonl").read_bytes()
    assert after.startswith(before)
    code, told = _label(place, {PUBLIC: {"判断": "文中没有"}}, capsys)
    assert code == 1
    assert "line 1 has a label there, though the answer is “not in the text”" in told
    assert (place / "golden" / "plan.jsonl").read_bytes() == after


def test_labels_of_other_types_stay_and_the_order_is_the_texts(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "golden").mkdir()
    given = [
        '{"type": "time", "line": 4, "quote": "2020年", "norm": "2020"}',
        '{"type":"time","line":7,"quote":"2025年","norm":"2025"}',
        '{"type": "time", "line": 14, "quote": "2025年", "norm": "2025"}',
    ]
    (place / "golden" / "plan.jsonl").write_text("\n".join(given) + "\n", encoding="utf-8")
    assert _label(place, ANSWERS, capsys)[0] == 0
    after = (place / "golden" / "plan.jsonl").read_text(encoding="utf-8").splitlines()
    assert [line for line in after if '"time"' in line.partition(",")[0]] == given
    assert [one["line"] for one in _lines(place)] == [4, 7, 8, 9, 12, 14]
    assert check_golden(place / "golden", place / "corpus") == []


def test_a_place_that_a_label_could_not_name_is_refused(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """“100%” stands four times in the line: the second cannot be named before the first is."""
    code, told = _label(place, {PLANTED: {"判断": "正确"}}, capsys)
    assert code == 1
    assert f"plan:{PLANTED}: the line has the same words again" in told
    assert not (place / "golden").exists()
    answers = {name: {"判断": "正确"} for name in (PUBLIC, LABEL, SIGN, PLANTED, THIRTY)}
    code, told = _label(place, answers, capsys)
    assert (code, "5 labels added" in told) == (0, True)
    assert check_golden(place / "golden", place / "corpus") == []


def test_the_text_must_be_that_of_the_output(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = place / "corpus" / "plan.txt"
    text.unlink()
    code, told = _label(place, {PUBLIC: {"判断": "正确"}}, capsys)
    assert (code, f"copy {place}/out/documents/plan.txt to {text}" in told) == (0, True)
    text.write_text("另一份文件\n", encoding="utf-8")
    code, told = _label(place, {TWENTY: {"判断": "正确"}}, capsys)
    assert (code, "has other words than the output" in told) == (1, True)
    assert len(_lines(place)) == 1


def test_labels_need_the_output(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = fill(place / "out", place / "mailed.xlsx", {PUBLIC: {"判断": "正确"}})
    assert main(["review", "import", str(book), "--as", "golden", "--lang", "en"]) == 2
    assert "name the one that the workbook belongs to with --out" in capsys.readouterr().err
