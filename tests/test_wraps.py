"""A sentence cut by a line's end, a blank line or a page number: what is joined, what is not, what the shadow says."""

from __future__ import annotations

import pytest

from policy_extract.document import Plan
from reading import layouter

HEAD = "柳塘市工业发展规划（2023—2027年）\n\n一、主要目标\n\n"


def plan(words: str) -> Plan:
    return layouter().lay_out("case", HEAD + words)


def bodies(laid: Plan) -> list[str]:
    return [laid.text[p.start : p.end] for p in laid.paragraphs if p.kind == "body"]


@pytest.mark.parametrize(
    ("words", "shadow"),
    [
        ("到2027年，工业产值达到3\n00亿元。", "产值达到300 亿元"),
        ("到2027年，研发投入强度达到3.\n2%，持续提高。", "强度达到3.2 %"),
        ("到2027年，工业产值达到\n- 5 -\n300亿元以上，年均增长8%。", "300亿元以上"),
        ("到2027年，工业产值达到300\n\n— 12 —\n\n亿元以上。", "300" + "\x0b" * 10 + "亿元以上"),
        (
            "到2027年，园区职工达到68万\n\n12\n\n人以上，产值突破9亿元。",
            "68万" + "\x0b" * 6 + "人以上",
        ),
        ("2027年，园区空置率不高\n于8%，入园企业不少于50家。", "\n不高于8%"),
        (
            "到2027年，全市工业产值达到\n\n300亿元，企业\n\n达到200家。",
            "达到\n\n300亿元,企业\n\n达到200家",
        ),
        ("到2027年，全市标准厂房覆盖\n\n率达到85%，职工满意。", "覆盖\n\n率达到85%"),
    ],
)
def test_a_cut_sentence_is_one_paragraph(words: str, shadow: str) -> None:
    laid = plan(words)
    assert bodies(laid) == [words]
    assert shadow in laid.shadow
    assert len(laid.shadow) == len(laid.text)


@pytest.mark.parametrize(
    "words",
    [
        "园区产值300亿元\n\n企业200家，人均产值9万元。",  # two statements, no comma in the first
        "坚持创新驱动，加快转型升级\n\n推动工业高质量发展，产值达到300亿元。",  # a heading without figures
        "到2027年，工业产值达到300亿元；\n\n企业达到200家。",  # a list
        "产业体系\n创新能力\n绿色发展",  # short lines without marks
        "工业产值\n\n300\n\n亿元",  # cells a line each
        "推动工业转型升级。\n- 5 -\n推动企业上云用数。",  # whole sentences on both pages
    ],
)
def test_lines_of_their_own_stay_apart(words: str) -> None:
    assert words not in bodies(plan(words))


def test_digits_of_two_paragraphs_are_no_number() -> None:
    laid = plan("现有企业3。\n2027年新增5家。")
    assert "3。\n2027年" in laid.shadow


def test_bare_page_numbers_are_residue() -> None:
    page = "推动园区建设并持续改善企业营商环境和服务水平。\n" * 20
    text = HEAD + "".join(f"{page}{number}\n" for number in range(4, 11))
    laid = layouter().lay_out("case", text)
    assert [laid.text[r.start : r.end] for r in laid.residue] == [str(n) for n in range(4, 11)]


def test_running_numbers_of_a_table_are_no_page_numbers() -> None:
    cells = "".join(f"{n}\n" + "单元\n" * 20 for n in range(1, 9))
    assert not layouter().lay_out("case", HEAD + cells).residue
