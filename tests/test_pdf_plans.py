"""One plan as a text and as a PDF file: the records are the same but for their place."""

from __future__ import annotations

from typing import Any

from pdf_sheets import Sheets
from policy_extract.extract import Extracted
from policy_extract.readers.pdf.reader import read_pdf
from reading import extractors, layouter

TITLE = "贵阳市果业发展行动方案（2026—2028年）"
PROSE = (
    "为推动全市果业提质增效，制定本方案。",
    "一、总体目标",
    "到2028年，全市果园面积达到45万亩，果业产值达到120亿元，培育省级以上龙头企业15家，冷链库容达到30万吨，"
    "带动就业6万人以上，农村居民人均可支配收入年均增长8%，果品加工率由2025年的32%提高到45%，优质果率达到80%以上。",
    "二、重点任务",
    "（一）建设标准果园。到2027年，改造老果园12万亩，新建标准化示范园60个，每个县（市、区）至少建成2个示范园。"
    "（市农业农村局牵头，市财政局、市水务局配合）",
    "（二）补齐冷链短板。支持企业建设产地冷库，2026年新增库容5万吨，冷链流通率达到55%。（责任单位：市商务局、市供销社）",
    "（三）培育果品品牌。打造区域公用品牌3个，举办果品推介活动10场次以上。（市市场监管局、市商务局按职责分工负责）",
)
TABLE = (
    ("序号", "指标名称", "单位", "2025年", "2028年"),
    ("1", "果园面积", "万亩", "38", "45"),
    ("2", "果业产值", "亿元", "86", "120"),
    ("3", "省级以上龙头企业", "家", "9", "15"),
    ("4", "冷链库容", "万吨", "21", "30"),
)


def _records(found: Extracted, text: str) -> tuple[list[Any], list[Any]]:
    """Observations and assignments without their places."""
    observations = sorted(
        repr((o.indicator, o.measure, o.value, o.time, o.kind, o.area, o.about, o.doubts, text[o.source.start : o.source.end]))
        for o in found.observations
    )  # fmt: skip
    assignments = sorted((a.agency, a.role, str(a.deadline)) for a in found.assignments)
    return observations, assignments


def test_records_of_a_pdf_are_those_of_the_text() -> None:
    table = "\n".join("\t".join(row) for row in TABLE)
    text = "\n".join((TITLE, "", *PROSE, "", "附件", "主要指标表", table))
    sheets = Sheets()
    sheets.centred(100, TITLE, 20)
    y = 160.0
    for words in PROSE:
        if y > 700:
            sheets.put(290, 810, "— 1 —", 12)
            sheets.next()
            y = 100
        y = sheets.prose(y, words)
    sheets.put(290, 810, "— 2 —", 12)
    sheets.next()
    sheets.put(90, 100, "附件")
    sheets.centred(130, "主要指标表", 16)
    sheets.table((90, 130, 280, 340, 420, 500), 150, TABLE)
    sheets.put(290, 810, "— 3 —", 12)
    sourced = read_pdf(sheets.data(), "plan.pdf")
    plan = layouter().lay_out("case", text)
    printed = layouter().lay_out("case", sourced)
    expected = _records(extractors().run(plan), text)
    assert len(expected[0]) >= 20
    assert len(expected[1]) >= 6
    assert _records(extractors().run(printed), sourced.text) == expected
    assert printed.meta == plan.meta
