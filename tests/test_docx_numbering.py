"""Automatic numbering of Word becomes the number it prints."""

from __future__ import annotations

import pytest

from docx_files import abstract, level, num, numbered, p, sourced, style, tbl, tc, tr
from policy_extract.readers.docx.numerals import shown


@pytest.mark.parametrize(
    ("form", "numbers", "words"),
    [
        ("chineseCounting", (1, 10, 11, 20, 21, 99), "一 十 十一 二十 二十一 九十九"),
        ("chineseCountingThousand", (100, 105, 110, 210, 1010), "一百 一百零五 一百一十 二百一十 一千零一十"),
        ("chineseLegalSimplified", (1, 12, 105), "壹 壹拾贰 壹佰零伍"),
        ("ideographDigital", (1, 10, 25), "一 一〇 二五"),
        ("ideographTraditional", (1, 10, 11), "甲 癸 甲"),
        ("ideographZodiac", (1, 12), "子 亥"),
        ("decimalEnclosedCircle", (1, 20, 21, 36), "① ⑳ ㉑ ㊱"),
        ("decimalEnclosedCircleChinese", (3, 60), "③ 60"),
        ("decimalEnclosedParen", (2,), "⑵"),
        ("decimalEnclosedFullstop", (2,), "⒉"),
        ("decimalFullWidth", (12,), "１２"),
        ("decimalZero", (3, 12), "03 12"),
        ("upperLetter", (1, 26, 27), "A Z AA"),
        ("lowerLetter", (2,), "b"),
        ("upperRoman", (4, 9, 14), "IV IX XIV"),
        ("lowerRoman", (40,), "xl"),
        ("unknown", (7,), "7"),
        ("chineseCounting", (-1, 10_000_000), "-1 10000000"),
    ],
)  # fmt: skip
def test_forms_of_numbers(form: str, numbers: tuple[int, ...], words: str) -> None:
    assert " ".join(shown(number, form) for number in numbers) == words


CHAPTERS = abstract(
    1,
    level(0, "第%1章", "chineseCounting"),
    level(1, "%2、", "chineseCounting"),
    level(2, "（%3）", "chineseCounting"),
    level(3, "%1.%4", "decimal", "<w:isLgl/>"),
)


def texts(body: str, numbering: str, styles: str = "") -> list[str]:
    return sourced(body, numbering=numbering, styles=styles).text.split("\n")


def test_levels_count_and_begin_anew_below_their_chapter() -> None:
    body = "".join(
        p(w, numbered(7, n)) for w, n in zip("甲乙丙丁戊己庚", (0, 1, 2, 2, 1, 0, 1), strict=True)
    )
    assert texts(body, CHAPTERS + num(7, 1)) == [
        "第一章 甲", "一、乙", "（一）丙", "（二）丁", "二、戊", "第二章 己", "一、庚",
    ]  # fmt: skip


def test_levels_in_a_number_are_decimal_where_the_level_says_so() -> None:
    body = p("甲", numbered(7)) + p("乙", numbered(7, 3)) + p("丙", numbered(7, 3))
    assert texts(body, CHAPTERS + num(7, 1)) == ["第一章 甲", "1.1 乙", "1.2 丙"]


def test_a_level_that_never_begins_anew() -> None:
    once = abstract(
        2,
        level(0, "%1、", "chineseCounting"),
        level(1, "（%2）", "chineseCounting", '<w:lvlRestart w:val="0"/>'),
    )
    body = "".join(p(w, numbered(7, n)) for w, n in zip("甲乙丙丁", (0, 1, 0, 1), strict=True))
    assert texts(body, once + num(7, 2)) == ["一、甲", "（一）乙", "二、丙", "（二）丁"]


def test_lists_of_one_numbering_go_on_and_one_with_a_start_of_its_own_does_not() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    one = abstract(3, level(0, "%1."))
    body = "".join(p(w, numbered(n)) for w, n in zip("甲乙丙丁戊", (7, 8, 9, 9, 7), strict=True))
    assert texts(body, one + num(7, 3) + num(8, 3) + num(9, 3, start)) == [
        "1.甲", "2.乙", "1.丙", "2.丁", "3.戊",
    ]  # fmt: skip


def test_a_level_of_the_lists_own() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "（%1）", "upperLetter", start=3)}</w:lvlOverride>'
    assert texts(p("甲", numbered(7)), abstract(3, level(0, "%1.")) + num(7, 3, own)) == ["（C）甲"]


def test_numbers_by_style_and_taken_off() -> None:
    listed = abstract(
        4,
        level(0, "%1、", "chineseCounting", '<w:pStyle w:val="h1"/>'),
        level(1, "（%2）", "chineseCounting", '<w:pStyle w:val="h2"/>'),
    )
    number = '<w:numPr><w:numId w:val="7"/></w:numPr>'
    styles = style("h1", "heading 1", number) + style("h2", "heading 2", number)
    one, two = '<w:pStyle w:val="h1"/>', '<w:pStyle w:val="h2"/>'
    body = p("甲", one) + p("乙", two) + p("丙", one + numbered(0)) + p("丁", one)
    assert texts(body, listed + num(7, 4), styles) == ["一、甲", "（一）乙", "丙", "二、丁"]


def test_a_numbering_that_another_style_holds() -> None:
    linked = (
        '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="x"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="6"><w:styleLink w:val="x"/>{level(0, "%1.")}</w:abstractNum>'
    )
    assert texts(p("甲", numbered(7)), linked + num(7, 5)) == ["1.甲"]


def test_bullets_are_no_words_and_dashes_are() -> None:
    signs = abstract(8, level(0, "\uf06c", "bullet"), level(1, "——", "bullet"))
    body = p("甲", numbered(7)) + p("乙", numbered(7, 1))
    found = sourced(body, numbering=signs + num(7, 8))
    assert found.text == "甲\n——乙"
    assert [b.kind for b in found.blocks] == ["item", "item"]


def test_what_was_taken_out_or_is_empty_is_not_counted() -> None:
    gone = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    body = (
        p("甲", numbered(7))
        + p(gone, numbered(7) + "<w:rPr><w:del/></w:rPr>")
        + p("", numbered(7))
        + p("乙", numbered(7))
    )
    assert texts(body, abstract(3, level(0, "%1.")) + num(7, 3))[-1] == "2.乙"


def test_running_numbers_of_a_table() -> None:
    listed = abstract(3, level(0, "%1")) + num(7, 3)
    rows = (tr(tc(p("", numbered(7))), tc(words)) for words in ("泵站", "水库"))
    found = sourced(tbl(tr(tc("序号"), tc("项目")), *rows), numbering=listed)
    assert found.text.split("\n") == ["序号\t项目", "1\t泵站", "2\t水库"]


def test_a_list_that_is_nowhere_has_no_number() -> None:
    assert texts(p("甲", numbered(9)) + p("乙", numbered(7, 5)), CHAPTERS + num(7, 1)) == [
        "甲",
        "乙",
    ]
