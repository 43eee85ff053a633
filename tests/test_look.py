"""``policy-extract look``: what was understood of a file before anything is extracted."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_extract.cli import main

PLAN = """江山市数字经济发展行动计划（2024—2026年）

一、总体要求
目录行以外的正文。
（一）发展目标
到2026年，培育企业50家。

表1 主要指标
指标\t单位\t2023年\t2026年
企业数\t家\t30\t50
平台数\t个\t2\t4
产值\t亿元\t10\t20

上一篇：关于开展检查的通知
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_title_block_outline_tables_and_what_was_left_out(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["look", str(plan), "--lang", "zh"]) == 0
    out = capsys.readouterr().out
    told = [" ".join(line.replace("│", " ").split()) for line in out.splitlines()]
    assert "标题 江山市数字经济发展行动计划（2024—2026年） 文种结尾的标题行 1" in told
    assert "规划期 2024—2026 标题中的起止年 1" in told
    assert any(line.startswith("3 一、 总体要求") for line in told)
    assert "表 t1（第 9 行，指标表，3 行 × 4 列）：表1 主要指标" in told
    assert "企业数 家 30 50" in told
    assert "14 网页或页面的附加文字 上一篇：关于开展检查的通知" in told


def test_in_english(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["look", str(plan), "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "title block" in out
    assert "outline" in out
    assert "left out" in out


def test_a_file_that_cannot_be_read_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").touch()
    assert main(["look", str(tmp_path / "empty.txt"), "--lang", "en"]) == 2
    assert "the file is empty" in capsys.readouterr().err
