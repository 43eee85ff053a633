"""Judgements on names that contradict each other are told, never passed over."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from policy_extract.lexicon.records import Judgement
from policy_extract.messages import Language, text
from policy_extract.pipeline import Result, extract
from policy_extract.resolve.judgements import JudgedType, Verdict, contradicted
from policy_extract.writers import write

FIRMS = ("浙江青禾科技有限公司", "浙江白露科技有限公司", "浙江玄霜科技有限公司")
WORDS = f"""临江县工业发展规划（2021—2025年）

一、主要任务
支持{FIRMS[0]}、{FIRMS[1]}、{FIRMS[2]}做大做强。到2025年，规上工业企业达到300家。
"""


def _line(left: str, right: str, verdict: Verdict, type: JudgedType = "company") -> Judgement:
    key = f"{type}-{left}-{right}-{verdict}"
    return Judgement(key=key, type=type, left=left, right=right, verdict=verdict)


def _contradicting() -> tuple[Judgement, ...]:
    one, two, three = FIRMS
    return _line(one, two, "same"), _line(two, three, "same"), _line(one, three, "different")


def _warnings(folder: Path, *lines: Judgement) -> tuple[str, ...]:
    return _extracted(folder, *lines).manifest.warnings


def _extracted(folder: Path, *lines: Judgement) -> Result:
    words = folder / "words"
    words.mkdir()
    fields = ("key", "type", "left", "right", "verdict", "reason")
    rows = [",".join(str(getattr(line, field)) for field in fields) for line in lines]
    table = "\n".join((",".join(fields), *rows))
    (words / "judgements.csv").write_text(f"{table}\n", encoding="utf-8")
    plan = folder / "plan.txt"
    plan.write_text(WORDS, encoding="utf-8")
    result = extract([plan], gazetteers=[words])
    assert {e.name for e in result.entities.entities if e.type == "company"} <= set(FIRMS)
    return result


def test_a_judgement_that_others_contradict_is_told(tmp_path: Path) -> None:
    told = _warnings(tmp_path, *_contradicting())
    assert told == (f"judgements_unheeded:{FIRMS[0]} ≠ {FIRMS[2]}",)


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "名称判定未能照办"), ("en", "could not be followed")]
)
def test_workbook_and_report_tell_it(tmp_path: Path, language: Language, said: str) -> None:
    result = _extracted(tmp_path, *_contradicting())
    write(result, tmp_path / "out", ("xlsx", "html"), language)
    book = openpyxl.load_workbook(tmp_path / "out" / "policy-extract.xlsx")
    notes = book[text(language, "workbook.notes")]
    assert any(said in str(cell) for row in notes.iter_rows(values_only=True) for cell in row)
    assert said in (tmp_path / "out" / "report" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("verdicts", [("same", "same"), ("same", "different"), ("different",) * 2])
def test_judgements_that_agree_are_followed(
    tmp_path: Path, verdicts: tuple[Verdict, Verdict]
) -> None:
    one, two, three = FIRMS
    assert _warnings(tmp_path, _line(one, two, verdicts[0]), _line(two, three, verdicts[1])) == ()


def test_names_that_do_not_occur_are_no_matter(tmp_path: Path) -> None:
    one, two, _ = FIRMS
    gone = "浙江无名科技有限公司"
    lines = [_line(one, two, "same"), _line(two, gone, "same"), _line(one, gone, "different")]
    assert _warnings(tmp_path, *lines) == ()


@pytest.mark.parametrize(
    ("lines", "apart"),
    [
        ([("a", "b", "same"), ("c", "b", "same"), ("c", "a", "different")], ["c ≠ a"]),
        ([("a", "b", "different"), ("b", "a", "same")], ["a ≠ b"]),
        ([("a", "b", "same"), ("b", "c", "different"), ("c", "d", "same")], []),
        ([("a", "b", "same"), ("b", "a", "same"), ("a", "c", "different")], []),
    ],
)
def test_what_contradicts(lines: list[tuple[str, str, Verdict]], apart: list[str]) -> None:
    assert [one.said for one in contradicted(_line(*line) for line in lines)] == apart


def test_types_do_not_contradict_each_other() -> None:
    lines = [_line("a", "b", "same"), _line("a", "b", "different", "agency")]
    assert contradicted(lines) == []


def test_a_long_chain_takes_no_long_way() -> None:
    chain = [_line(f"n{i}", f"n{i + 1}", "same") for i in range(20_000)]
    assert len(contradicted([*chain, _line("n0", "n20000", "different")])) == 1
