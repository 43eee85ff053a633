"""Noise of text out of PDF files: what is mended in the text that is put out, and what stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_extract.readers import read_document
from policy_extract.readers.glyphs import mended


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("市⼯信局、市⺠政局", "市工信局、市民政局"),
        ("⻓期⾦融服务", "长期金融服务"),
        ("产值300亿\ufe0f元，占比3\u00ad.2%", "产值300亿元，占比3.2%"),
        ("老年大学1\u200d5所", "老年大学15所"),
        ("国国务务院院办办公公厅厅关于", "国务院办公厅关于"),
        ("到到22002255年年，，全全市市", "到2025年，全市"),
        ("全市园区园区企业达到达到300300家。", "全市园区企业达到300家。"),
        ("到 2 0 2 5 年 ， 全 市 企 业 达 到 3 0 0 家 。", "到2025年，全市企业达到300家。"),
    ],
)
def test_noise_is_mended(words: str, plain: str) -> None:
    assert mended(words)[0] == plain


@pytest.mark.parametrize(
    "words",
    [
        "家家户户方方面面",  # four pairs
        "一批一批企业在2020年投产",  # a doubled word, a figure that is no double of a count
        "达到3030家",  # no doubled word in front
        "0000000000——————",  # one sign only
        "1 2 3 4 5 6 7 8 9 10",  # a row of figures
        "指  导  意  见",  # letters two spaces apart
        "目 录 与 说 明",  # five letters
        "表1\t甲\t乙\t丙\t丁",
    ],
)
def test_words_that_only_look_so_stay(words: str) -> None:
    assert mended(words) == (words, ())


def test_what_was_mended_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("市⼯信局牵头。\n国国务务院院办办公公厅厅", encoding="utf-8")
    source = read_document(path)
    assert source.warnings == ("glyphs_mended", "doubled_mended")
    assert source.text == "市工信局牵头。\n国务院办公厅"
