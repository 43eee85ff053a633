"""Text → title block, sections, paragraphs, boxes, residue. Tables have ``test_tables.py``."""

from __future__ import annotations

import pytest

from policy_extract.document import Paragraph, Plan, shadow
from reading import TITLE, period, plan_of, titled

BODY = "产业体系逐步完善，创新能力持续增强，绿色转型稳步推进，开放合作不断深化。"


def paragraphs(plan: Plan) -> list[tuple[str, str]]:
    """(kind, text) of the paragraphs below the title."""
    return [(p.kind, plan.text[p.start : p.end]) for p in plan.paragraphs if p.kind != "title"]


def outline(plan: Plan) -> list[tuple[str, int, str | None, str]]:
    return [(s.kind, s.level, s.number, s.title) for s in plan.sections]


def residue(text: str) -> list[tuple[str, str]]:
    plan = plan_of(titled(text))
    return [(r.reason, plan.text[r.start : r.end].strip()) for r in plan.residue]


# ---- shadow ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("２０２５年，增长５％", "2025年,增长5%"),
        ("ＧＤＰ（亿元）：１．５", "GDP(亿元):1.5"),
        ("1—2、1–2、1－2、1−2、1‐2", "1-2、1-2、1-2、1-2、1-2"),
        ("1～2〜3", "1~2~3"),
        ("甲\u3000乙\u00a0丙\t丁", "甲 乙 丙 丁"),
        ("〔2021〕27号", "[2021]27号"),
        ("二○三五", "二〇三五"),
        ('"一站式"和"一件事"', "“一站式”和“一件事”"),
        ("第一行\n第二行\r\n第三行", "第一行\n第二行 \n第三行"),
        ("⼈⺠", "人民"),
    ],
)
def test_shadow(text: str, plain: str) -> None:
    assert shadow(text) == plain


@pytest.mark.parametrize("text", ["", "a\u200bb", "——", "㎡", "🎉２", "①②", "\ufeff头"])
def test_shadow_keeps_the_length(text: str) -> None:
    assert len(shadow(text)) == len(text)


# ---- title block -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "area", "span", "kind"),
    [
        ("贵阳市制造业发展“十四五”规划", "贵阳市", "2021/2025", "规划"),
        ("贵阳市制造业发展“十三五”规划", "贵阳市", "2016/2020", "规划"),
        ("四川省“十五五”能源发展规划", "四川省", "2026/2030", "发展规划"),
        ("遵义市数字经济行动方案（2024—2027年）", "遵义市", "2024/2027", "行动方案"),
        ("遵义市数字经济三年行动计划（2024-2026）", "遵义市", "2024/2026", "行动计划"),
        ("襄阳市2024年工业经济工作要点", "襄阳市", "2024", "工作要点"),
        ("贵州省遵义市汇川区工业发展“十四五”规划", "汇川区", "2021/2025", "规划"),
        ("遵义市国民经济和社会发展第十四个五年规划纲要", "遵义市", "2021/2025", "规划纲要"),
        ("遵义经济技术开发区“十四五”发展规划", "遵义经济技术开发区", "2021/2025", "发展规划"),
        ("白鹭湖高新区产业发展规划（2023—2030年）", "白鹭湖高新区", "2023/2030", "发展规划"),
        ("内蒙古自治区“十四五”工业发展规划", "内蒙古自治区", "2021/2025", "发展规划"),
        ("国家数据基础设施发展规划（2024—2028年）", "全国", "2024/2028", "发展规划"),
        # places that the divisions do not hold; 云县 in 青云县 is none
        ("青云县工业强县三年行动方案（2023—2025年）", "青云县", "2023/2025", "行动方案"),
        ("临海湾市“十四五”商贸物流发展规划", "临海湾市", "2021/2025", "发展规划"),
    ],
)
def test_what_a_title_says(title: str, area: str, span: str, kind: str) -> None:
    meta = plan_of(f"{title}\n\n一、总体要求\n{BODY}").meta
    assert meta.title == title
    assert meta.area is not None
    assert (meta.area.name, period(meta.period), meta.doc_type) == (area, span, kind)


def test_the_title_of_an_opinion_over_two_lines() -> None:
    text = f"""松溪湾市人民政府办公室关于进一步保障和改善民生
推进基本公共服务均衡可及的实施意见

松溪政办发〔2022〕38号

为深入贯彻落实《“十五五”公共服务规划》精神，现提出如下意见。

一、主要目标
到2025年，基本养老保险参保率达到95%。{BODY}
"""
    meta = plan_of(text).meta
    assert meta.title == (
        "松溪湾市人民政府办公室关于进一步保障和改善民生推进基本公共服务均衡可及的实施意见"
    )
    assert meta.area is not None
    assert (meta.area.name, period(meta.period)) == ("松溪湾市", "2022/2025")


@pytest.mark.parametrize(
    "title", ["城市更新工作要点", "园区高质量发展规划", "关于促进社区养老的意见"]
)
def test_words_that_end_like_a_place_are_none(title: str) -> None:
    area = plan_of(f"{title}\n\n一、总体要求\n{BODY}").meta.area
    assert area is None


@pytest.mark.parametrize("day", ["2021年99月99日", "2021年13月"])
def test_a_day_that_does_not_exist_is_no_date(day: str) -> None:
    text = f"贵阳市工业发展规划\n{day}\n\n一、总体要求\n{BODY}"
    assert plan_of(text).meta.issued is None


def test_a_notice_names_the_plan_and_its_signatures() -> None:
    text = f"""宜宾市人民政府办公室关于印发
《宜宾市工业发展“十四五”规划》的通知

各县（区）人民政府，市级各部门：

现印发给你们，请认真组织实施。

宜宾市人民政府办公室

2021年12月8日

宜宾市工业发展“十四五”规划

一、发展基础
{BODY}
"""
    meta = plan_of(text).meta
    assert meta.title == "宜宾市工业发展“十四五”规划"
    assert [issuer.name for issuer in meta.issuers] == ["宜宾市人民政府办公室"]
    assert meta.issued == "2021-12-08"
    assert meta.area is not None
    assert meta.area.name == "宜宾市"
    assert not meta.draft


def test_two_bodies_sign() -> None:
    text = f"宜宾市工业发展“十四五”规划\n\n宜宾市发展和改革委员会      宜宾市经济和信息化局\n\n2021年12月8日\n\n一、发展基础\n{BODY}"
    assert [i.name for i in plan_of(text).meta.issuers] == [
        "宜宾市发展和改革委员会",
        "宜宾市经济和信息化局",
    ]


@pytest.mark.parametrize(
    ("date", "issued"),
    [
        ("二〇二一年十月", "2021-10"),
        ("二○二二年四月二十七日", "2022-04-27"),
        ("2022年4月27日", "2022-04-27"),
        ("2022 年 4 月", "2022-04"),
        ("2022-04-27", "2022-04-27"),
    ],
)
def test_date_of_issue(date: str, issued: str) -> None:
    text = f"{TITLE}\n\n贵阳市工业和信息化局\n\n{date}\n\n一、发展基础\n{BODY}"
    assert plan_of(text).meta.issued == issued


def test_draft() -> None:
    text = f"{TITLE}\n（征求意见稿）\n\n一、发展基础\n{BODY}"
    meta = plan_of(text).meta
    assert meta.draft
    assert meta.title == TITLE


def test_title_over_two_lines() -> None:
    text = f"遵义市新一轮制造业数字化转型\n攻坚行动方案（2023—2025年）\n\n一、总体要求\n{BODY}"
    meta = plan_of(text).meta
    assert meta.title == "遵义市新一轮制造业数字化转型攻坚行动方案（2023—2025年）"
    assert period(meta.period) == "2023/2025"


def test_area_from_the_letterhead_and_the_document_number() -> None:
    by_head = plan_of(f"宜宾市人民政府文件\n\n关于加快新型工业化的实施意见\n\n一、总体要求\n{BODY}")
    by_number = plan_of(
        f"川办发〔2023〕12号\n\n关于加快新型工业化的实施意见\n\n一、总体要求\n{BODY}"
    )
    assert by_head.meta.area is not None
    assert by_head.meta.area.name == "宜宾市"
    assert by_number.meta.area is not None
    assert by_number.meta.area.name == "四川省"


@pytest.mark.parametrize(
    ("sentence", "span"),
    [
        ("规划期为2022-2026年，远期展望至2035年。", "2022/2026"),
        ("本规划期限为2022—2026年。", "2022/2026"),
        ("实施期限：2022年至2024年。", "2022/2024"),
    ],
)
def test_period_from_the_text(sentence: str, span: str) -> None:
    meta = plan_of(f"襄阳市技能人才发展规划\n\n一、总体要求\n{sentence}").meta
    assert period(meta.period) == span


def test_outlook() -> None:
    meta = plan_of(titled(f"一、总体要求\n规划期为2021-2025年，远期展望至2035年。{BODY}")).meta
    assert meta.outlook == "2035"


def test_a_text_without_title_says_so() -> None:
    plan = plan_of(f"{BODY}\n{BODY}")
    assert plan.meta.title is None
    assert plan.warnings == ("no_title", "no_period")


@pytest.mark.parametrize(
    "text", ["", "\n\n", "\ufeff", "\t\t\n\t", "。" * 5, "1\n2\n3\n", "a" * 3000]
)
def test_odd_texts_lay_out(text: str) -> None:
    plan = plan_of(text)
    assert plan.text == text
    assert len(plan.shadow) == len(text)


# ---- headings and sections ---------------------------------------------------------------------------------


def test_numbering_makes_a_tree() -> None:
    text = titled(
        f"第一章 发展基础\n第一节 现状\n一、成效\n（一）规模\n1.总量\n（1）工业\n①结构\n{BODY}\n（二）质量\n{BODY}\n第二章 目标\n{BODY}"
    )
    plan = plan_of(text)
    assert [(s.number, s.level) for s in plan.sections] == [
        ("第一章", 1), ("第一节", 2), ("一、", 3), ("（一）", 4), ("1.", 5), ("（1）", 6), ("①", 7),
        ("（二）", 4), ("第二章", 1),
    ]  # fmt: skip
    by_number = {s.number: s for s in plan.sections}
    assert by_number["（二）"].parent == by_number["一、"].id
    assert by_number["①"].parent == by_number["（1）"].id
    assert by_number["第二章"].parent is None
    assert by_number["（一）"].end == by_number["（二）"].start
    assert by_number["第一章"].end == by_number["第二章"].start
    assert by_number["第二章"].end == len(text)


def test_section_at_and_ancestors() -> None:
    plan = plan_of(titled(f"一、发展基础\n（一）主要成就\n{BODY}\n二、目标\n{BODY}"))
    offset = plan.text.index(BODY)
    section = plan.section_at(offset)
    assert section is not None
    assert [s.title for s in plan.ancestors(section.id)] == ["主要成就", "发展基础"]
    assert plan.section_at(0) is None
    assert plan.section("s99") is None


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("1.培育壮大市场主体。支持企业升规入统，健全梯度培育库。", "培育壮大市场主体"),
        ("1．培育壮大市场主体。支持企业升规入统，健全梯度培育库。", "培育壮大市场主体"),
        ("1、培育壮大市场主体。支持企业升规入统，健全梯度培育库。", "培育壮大市场主体"),
        (
            "（1）经济实力日益增强 开发区在经济规模、发展质量、综合效益上有较快增长。",
            "经济实力日益增强",
        ),
    ],
)
def test_heading_that_runs_into_its_text(line: str, title: str) -> None:
    plan = plan_of(titled(f"一、重点任务\n{line}"))
    section = plan.sections[-1]
    assert section.title == title
    paragraph = plan.paragraphs[-1]
    assert paragraph.kind == "body"
    assert plan.text[paragraph.start : paragraph.heading_end].endswith(title)


@pytest.mark.parametrize(
    "line",
    [
        "1.2亿元投资全部到位，项目建设进展顺利，全年任务基本完成。",
        "2021年7月1日，市政府召开专题会议，研究部署相关工作。",
        "10余家企业通过验收，累计投入资金不断增加，成效明显。",
    ],
)
def test_numbers_that_open_a_sentence_are_no_heading(line: str) -> None:
    plan = plan_of(titled(f"一、发展基础\n{line}"))
    assert [s.title for s in plan.sections] == ["发展基础"]


def test_unnumbered_heading_over_a_long_paragraph() -> None:
    plan = plan_of(titled(f"一、重点任务\n强化军地民协同\n{BODY}{BODY}\n{BODY}"))
    assert [s.title for s in plan.sections] == ["重点任务", "强化军地民协同"]


# ---- boxes, notes, captions, appendices --------------------------------------------------------------------


def test_box_ends_at_two_blank_lines() -> None:
    text = titled(
        f"一、重点任务\n（一）数字化\n{BODY}\n专栏2 数字化改造工程\n{BODY}\n\n\n（二）绿色化\n{BODY}"
    )
    plan = plan_of(text)
    assert outline(plan) == [
        ("heading", 3, "一、", "重点任务"),
        ("heading", 4, "（一）", "数字化"),
        ("box", 4, "专栏2", "数字化改造工程"),
        ("heading", 4, "（二）", "绿色化"),
    ]
    assert [k for k, _ in paragraphs(plan)].count("box") == 1
    box = next(p for p in plan.paragraphs if p.kind == "box")
    section = plan.section(box.section)
    assert section is not None
    assert section.kind == "box"


@pytest.mark.parametrize(
    "head", ["专栏1：重点工程", "专栏 1 重点工程", "专栏一 重点工程", "\t专栏1：重点工程"]
)
def test_heads_of_boxes(head: str) -> None:
    plan = plan_of(titled(f"一、重点任务\n{BODY}\n{head}\n{BODY}"))
    assert [(s.kind, s.title) for s in plan.sections] == [
        ("heading", "重点任务"),
        ("box", "重点工程"),
    ]


def test_box_inside_a_sentence_is_none() -> None:
    plan = plan_of(
        titled(f"一、重点任务\n专栏中所列重大工程由各地各部门按职责分工抓好落实。\n{BODY}")
    )
    assert [s.kind for s in plan.sections] == ["heading"]


@pytest.mark.parametrize(
    "head", ["附件1 重点项目表", "附件：重点项目表", "附录 名词解释", "附表1 重点项目表"]
)
def test_appendix_lines(head: str) -> None:
    plan = plan_of(titled(f"一、重点任务\n{BODY}\n\n{head}\n{BODY}"))
    assert [s.kind for s in plan.sections] == ["heading", "appendix"]


def test_notes_and_captions_have_their_kind() -> None:
    plan = plan_of(
        titled(f"一、发展基础\n{BODY}\n图1：近年工业增加值\n注：数据来自统计公报\n{BODY}")
    )
    kinds = {text: kind for kind, text in paragraphs(plan)}
    assert kinds["图1：近年工业增加值"] == "caption"
    assert kinds["注：数据来自统计公报"] == "note"


# ---- paragraphs --------------------------------------------------------------------------------------------


def _body(plan: Plan) -> list[Paragraph]:
    return [p for p in plan.paragraphs if p.kind == "body"]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = titled(
        "一、发展目标\n到2025年，全市建成国内一流的智能制造示范区，规上工业企业达到\n1500家，规上工业总产值达到3000亿元，研发投入强度达到\n2.5%。\n下一段另起。"
    )
    plan = plan_of(text)
    assert [plan.text[p.start : p.end].count("\n") for p in _body(plan)] == [2, 0]


def test_a_short_line_is_not_cut_by_the_page() -> None:
    plan = plan_of(titled("一、发展目标\n到2025年\n规上工业企业达到1500家。"))
    assert len(_body(plan)) == 2


def test_a_line_that_opens_with_a_mark_goes_on() -> None:
    plan = plan_of(titled("一、发展目标\n规上工业企业\n，达到1500家。"))
    assert len(_body(plan)) == 1


def test_a_bullet_opens_a_paragraph() -> None:
    plan = plan_of(
        titled(
            "一、发展目标\n到2025年，全市制造业高质量发展取得新的更大成效\n——规上工业企业达到1500家；\n——研发投入强度达到2.5%。"
        )
    )
    assert [plan.text[p.start : p.start + 2] for p in _body(plan)] == ["到2", "——", "——"]


def test_hard_wrapped_lines_before_the_first_heading() -> None:
    words = "到2025年，全市建成国内一流的智能制造示范区，规上工业企业达到\n1500家，规上工业总产值达到3000亿元。"
    plan = plan_of(titled(words))
    assert [plan.text[p.start : p.end] for p in _body(plan)] == [words]


# ---- residue -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line", ["- 12 -", "— 12 —", "—12—", "第 3 页", "第 3 页 共 60 页", "第3页共60页"]
)
def test_page_numbers(line: str) -> None:
    assert residue(f"一、发展基础\n{BODY}\n{line}\n{BODY}") == [("page number", line)]


@pytest.mark.parametrize(
    "line",
    ["上一篇：规上工业企业突破1500家", "下一篇：一图读懂", "打印本页", "【打印】 【关闭】", "政策解读：到2025年达3000亿元", "相关链接：2024年完成投资120亿元", "责任编辑：某某", "浏览次数：1286次", "扫一扫在手机打开当前页"],
)  # fmt: skip
def test_page_furniture(line: str) -> None:
    assert residue(f"一、发展基础\n{BODY}\n\n{line}") == [("page furniture", line)]


def test_furniture_words_in_a_sentence_are_text() -> None:
    assert residue(f"一、发展基础\n{BODY}\n打印设备产业加快集聚，产业链条逐步延伸。") == []


def test_contents_end_where_the_first_heading_stands_again() -> None:
    text = f"目  录\n一、发展基础\t1\n二、总体要求\t5\n\n一、发展基础\n{BODY}\n二、总体要求\n{BODY}"
    plan = plan_of(titled(text))
    assert [r.reason for r in plan.residue] == ["table of contents"]
    assert [s.title for s in plan.sections] == ["发展基础", "总体要求"]
    assert plan.tables == ()


def test_contents_with_leaders() -> None:
    text = f"一、发展基础……………………3\n二、总体要求......................8\n\n一、发展基础\n{BODY}"
    plan = plan_of(titled(text))
    assert [r.reason for r in plan.residue] == ["table of contents", "table of contents"]
    assert [s.title for s in plan.sections] == ["发展基础"]


def test_embedded_object_cuts_to_the_end() -> None:
    found = residue(f"一、发展基础\n{BODY}\n\n_1654321098.xls\nSheet1\n920.6\n达到35%")
    assert found == [("embedded object", "_1654321098.xls\nSheet1\n920.6\n达到35%")]


def test_picture_goes_to_the_next_chinese_line() -> None:
    found = residue(f"一、发展基础\n{BODY}\n[image: image4.png]K\nam\n84\n\n86\n图1：近年营商成本")
    assert found == [("picture", "[image: image4.png]K\nam\n84\n\n86")]


def test_no_paragraph_stands_in_residue() -> None:
    plan = plan_of(titled(f"一、发展基础\n{BODY}\n- 3 -\n{BODY}\n上一篇：某某\n"))
    for r in plan.residue:
        assert not any(p.start < r.end and r.start < p.end for p in plan.paragraphs)
