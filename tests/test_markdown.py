"""Markdown → plain text and blocks: no sign of Markdown is left in what is read, offsets hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_extract.document import Block, Sourced
from policy_extract.readers import Unreadable, read_document
from policy_extract.readers.markdown import read_markdown
from reading import layouter


def kinds(sourced: Sourced) -> list[tuple[str, str]]:
    return [(b.kind, sourced.text[b.start : b.end]) for b in sourced.blocks]


def block(sourced: Sourced, words: str) -> Block:
    return next(b for b in sourced.blocks if sourced.text[b.start : b.end] == words)


# ---- inline ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("**产值**达到500亿元", "产值达到500亿元"),
        ("***产值***达到500亿元", "产值达到500亿元"),
        ("*产值* 达到500亿元", "产值 达到500亿元"),
        ("__产值__ 达到500亿元", "产值 达到500亿元"),
        ("~~旧目标~~新目标", "旧目标新目标"),
        ("`产值`500亿元", "产值500亿元"),
        ("见[规划全文](http://a.b/c)第三章", "见规划全文第三章"),
        ("![图1](a.png)产值", "产值"),
        ("产值[^1]500亿元", "产值500亿元"),
        ("产值<br>500亿元", "产值 500亿元"),
        ("<b>产值</b>500亿元", "产值500亿元"),
        (r"2\*3\_4", "2*3_4"),
        ("> 产值500亿元", "产值500亿元"),
        (r"占比达到 $3.2\%$ 以上", "占比达到 3.2% 以上"),
        (r"占比$\geq 3.2\%$", "占比≥3.2%"),
        ("企业达到*200*家", "企业达到200家"),
        ("上云企业<sup>1</sup>达到50家", "上云企业达到50家"),
        ("面积20m<sup>2</sup>", "面积20m2"),
        (r"占比$55\text{%}$", "占比55%"),
    ],
)
def test_signs_are_taken_off(line: str, plain: str) -> None:
    assert read_markdown(line).text == plain


@pytest.mark.parametrize(
    "line",
    [
        "能耗<0.5吨",
        "规模5*3*2米",
        "a_b_c指标",
        "**没有结尾",
        "[没有链接]",
        "2*3",
        "A|B",
        "投资$3亿和$5亿",
        "费用$3 - $5",
        "<table>没有结尾",
        "第[3]条",
        "<未知>",
    ],
)
def test_what_is_no_markdown_stays(line: str) -> None:
    assert read_markdown(line).text == line


# ---- blocks ------------------------------------------------------------------------------------------------


def test_headings_have_their_level() -> None:
    sourced = read_markdown(
        "# 甲市规划\n\n## 一、基础 ##\n\n### （一）成效\n\n####没有空格\n\n#### 细目"
    )
    assert [(b.level, sourced.text[b.start : b.end]) for b in sourced.blocks] == [
        (1, "甲市规划"), (2, "一、基础"), (3, "（一）成效"), (4, "没有空格"), (4, "细目"),
    ]  # fmt: skip


def test_underlined_headings() -> None:
    sourced = read_markdown("甲市规划\n===\n\n一、基础\n---\n\n正文一段。\n---\n")
    assert kinds(sourced) == [
        ("heading", "甲市规划"),
        ("heading", "一、基础"),
        ("paragraph", "正文一段。"),
    ]


def test_items_lose_their_bullets_and_keep_their_numbers() -> None:
    sourced = read_markdown("- 甲项\n* 乙项\n+ [x] 丙项\n1. 丁项\n2.5%以上\n——戊项")
    assert kinds(sourced) == [
        ("item", "甲项"), ("item", "乙项"), ("item", "丙项"), ("item", "1. 丁项"),
        ("paragraph", "2.5%以上"), ("paragraph", "——戊项"),
    ]  # fmt: skip


def test_a_line_cut_by_an_editor_goes_on() -> None:
    sourced = read_markdown(
        "到2027年，全市规上工业产值力争达到\n900亿元。\n高新技术企业达到260家。"
    )
    assert [k for k, _ in kinds(sourced)] == ["paragraph", "paragraph"]
    assert "\n" in kinds(sourced)[0][1]


def test_lines_of_the_file_are_lines_of_the_text() -> None:
    text = "---\ntitle: 甲市规划\n---\n\n# 甲市规划\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\n代码\n```\n末行"
    plain = read_markdown(text).text.split("\n")
    assert len(plain) == len(text.split("\n"))
    assert plain.index("末行") == text.split("\n").index("末行")


def test_notes_and_comments() -> None:
    sourced = read_markdown("产值[^1]。<!-- 内部 -->\n<!-- 多\n行 -->后文\n\n[^1]: 指规上工业产值")
    assert kinds(sourced) == [
        ("paragraph", "产值。"),
        ("paragraph", "后文"),
        ("note", "指规上工业产值"),
    ]


def test_pipe_tables_are_cells() -> None:
    sourced = read_markdown("|指标|单位|2027年|\n|:--|:-:|--:|\n|**产值**|亿元|900|\n|a\\|b|个||")
    cells = [b for b in sourced.blocks if b.cell is not None]
    assert [(b.cell.row, b.cell.col, sourced.text[b.start : b.end]) for b in cells if b.cell] == [
        (0, 0, "指标"), (0, 1, "单位"), (0, 2, "2027年"), (1, 0, "产值"), (1, 1, "亿元"), (1, 2, "900"),
        (2, 0, "a|b"), (2, 1, "个"), (2, 2, ""),
    ]  # fmt: skip


# ---- malformed ---------------------------------------------------------------------------------------------


def test_unbalanced_rows_are_fitted() -> None:
    sourced = read_markdown(
        "| 指标 | 2027年 |\n| --- | --- |\n| 产值 |\n| 企业 | 260 | 多余 |\n专利 | 80"
    )
    plan = layouter().lay_out("case", sourced)
    assert [[c.text for c in row] for row in plan.tables[0].rows] == [
        ["指标", "2027年"], ["产值", ""], ["企业", "260 多余"], ["专利", "80"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: 甲",
        "---\n: : :\n- -\n---\n正文",
        "---\n---\n正文",
        "|---|\n|---|\n|",
        "| | |\n|-|-|\n| | |",
        "```\n没有结尾",
        "<!-- 没有结尾\n正文",
        "#\n##\n###### \n",
        "****\n____\n``\n[]()![]()\n[^]:",
        "\\",
        ">>>>> > >\n-\n*\n1.",
        "=\n===\n---",
    ],
)
def test_odd_markdown_does_not_crash(text: str) -> None:
    sourced = read_markdown(text)
    assert all(0 <= b.start <= b.end <= len(sourced.text) for b in sourced.blocks)
    layouter().lay_out("case", sourced)


def test_front_matter_without_end_is_text() -> None:
    sourced = read_markdown("---\ntitle: 甲市规划\n正文一段。")
    assert sourced.meta == ()
    assert "正文一段。" in sourced.text


# ---- front matter ------------------------------------------------------------------------------------------

FRONT = """---
title: "丙湖市数字经济规划"
issuers:
  - 丙湖市人民政府
  - 丙湖市数据局
date: 2023-05-04
number: 丙政发〔2023〕5号
layout: page
---
# 丙湖市数字经济规划（2023—2027年）

## 一、目标

产值达到500亿元。
"""


def test_front_matter_goes_to_meta() -> None:
    meta = layouter().lay_out("case", read_markdown(FRONT)).meta
    assert (meta.title, meta.issued, meta.number) == (
        "丙湖市数字经济规划", "2023-05-04", "丙政发〔2023〕5号",
    )  # fmt: skip
    assert [i.name for i in meta.issuers] == ["丙湖市人民政府", "丙湖市数据局"]


@pytest.mark.parametrize(
    ("front", "field", "value"),
    [
        ("标题: 甲市规划", "title", "甲市规划"),
        ("文号：甲政发〔2023〕5号", "number", "甲政发〔2023〕5号"),
        ("issuer: [甲局, '乙局']", "issuers", "甲局、乙局"),
        ("索引号: 113-2", "index", "113-2"),
        ("发布日期: 2023年5月4日", "issued", "2023年5月4日"),
    ],
)
def test_keys_of_front_matter(front: str, field: str, value: str) -> None:
    assert dict(read_markdown(f"---\n{front}\n---\n正文").meta) == {field: value}


# ---- through the reader and layout -------------------------------------------------------------------------


def test_a_file_is_read_with_its_blocks(tmp_path: Path) -> None:
    path = tmp_path / "甲.md"
    path.write_text(FRONT, encoding="utf-8")
    source = read_document(path)
    assert "#" not in source.text
    assert source.sourced.blocks == source.blocks != ()
    plan = layouter().lay_out("case", source.sourced)
    assert plan.text == source.text
    assert [(s.number, s.title) for s in plan.sections] == [("一、", "目标")]


def test_a_file_of_signs_only_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "甲.md"
    path.write_text("---\n\n***\n", encoding="utf-8")
    with pytest.raises(Unreadable):
        read_document(path)


def test_a_numbered_heading_keeps_the_level_of_its_number() -> None:
    text = "# 甲市规划\n\n## 第一章 总则\n\n#### 一、目标\n\n##### 保障\n\n产值达到500亿元。"
    plan = layouter().lay_out("case", read_markdown(text))
    assert [(s.level, s.number, s.title) for s in plan.sections] == [
        (1, "第一章", "总则"), (3, "一、", "目标"), (6, None, "保障"),
    ]  # fmt: skip


# ---- tables of HTML ------------------------------------------------------------------------------------------


def placed(sourced: Sourced) -> list[tuple[str, int, int, int, int]]:
    return [
        (sourced.text[b.start : b.end], b.cell.row, b.cell.col, b.cell.rowspan, b.cell.colspan)
        for b in sourced.blocks
        if b.cell is not None
    ]


def test_cells_of_an_html_table_have_places() -> None:
    sourced = read_markdown(
        "目标见下表。\n\n<table>\n<tr><th rowspan=2>指标</th><th colspan='2'>年份</th></tr>\n<tr><td>2022年</td>\n"
        "<td><b>2025年</b></td></tr><tr><td>产值&nbsp;</td><td>3</td><td>5</td></tr></table>\n\n完。"
    )
    assert placed(sourced) == [
        ("指标", 0, 0, 2, 1), ("年份", 0, 1, 1, 2), ("2022年", 1, 1, 1, 1), ("2025年", 1, 2, 1, 1),
        ("产值", 2, 0, 1, 1), ("3", 2, 1, 1, 1), ("5", 2, 2, 1, 1),
    ]  # fmt: skip
    assert sourced.text.split("\n")[2:5] == ["指标\t年份", "2022年\t2025年", "产值\t3\t5"]


def test_words_beside_an_html_table_are_text() -> None:
    sourced = read_markdown("前文<table><tr><td>甲</td><td>乙</td></tr></table>后文")
    assert sourced.text.split("\n") == ["前文", "甲\t乙", "后文"]


def test_an_html_table_is_a_table_of_the_plan() -> None:
    text = "# 柳塘市规划\n\n<table><tr><td>指标</td><td>2025年</td></tr><tr><td>产值（亿元）</td><td>5</td></tr></table>"
    (table,) = layouter().lay_out("case", read_markdown(text)).tables
    assert [[c.text for c in row] for row in table.rows] == [
        ["指标", "2025年"],
        ["产值（亿元）", "5"],
    ]
