"""Word documents → text and blocks: what is printed is text, what is not is left out, all has its place."""

from __future__ import annotations

from itertools import pairwise

import pytest

from docx_files import field, numbered, p, r, sourced, style, tbl, tc, tr
from policy_extract import messages
from policy_extract.document import Sourced
from reading import layouter

BODY = (
    "产业体系逐步完善，创新能力持续增强，绿色转型稳步推进，开放合作不断深化，各项事业取得新的成绩。"
)


def kinds(found: Sourced) -> list[tuple[str, str]]:
    return [(b.kind, found.text[b.start : b.end]) for b in found.blocks]


def lines(found: Sourced) -> list[str]:
    return found.text.split("\n")


# ---- headings ----------------------------------------------------------------------------------------------

STYLES = (
    style("a1", "heading 1", '<w:outlineLvl w:val="0"/>')
    + style("a2", "heading 2")
    + style("own", "我的标题", based="a2")
    + style("t", "Title")
    + style("toc1", "toc 1")
)


def _styled(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def levels(found: Sourced) -> list[tuple[int | None, str]]:
    return [(b.level, found.text[b.start : b.end]) for b in found.blocks if b.kind == "heading"]


def test_headings_by_style_by_what_it_is_based_on_and_by_outline() -> None:
    found = sourced(
        p("青石市规划", _styled("t"))
        + p("发展基础", _styled("a1"))
        + p("主要成就", _styled("a2"))
        + p("存在问题", _styled("own"))
        + p("面临形势", '<w:outlineLvl w:val="2"/>')
        + p("不是标题", _styled("a1") + '<w:outlineLvl w:val="9"/>'),
        styles=STYLES,
    )
    assert levels(found) == [
        (1, "青石市规划"), (2, "发展基础"), (3, "主要成就"), (3, "存在问题"), (4, "面临形势"),
    ]  # fmt: skip


def test_the_first_heading_is_the_title_where_it_alone_has_no_number() -> None:
    found = sourced(
        p("青石市规划", _styled("a1")) + p("第一章 总则", _styled("a1")) + p("依据", _styled("a2")),
        styles=STYLES,
    )
    assert levels(found) == [(1, "青石市规划"), (2, "第一章 总则"), (3, "依据")]


def test_a_heading_taken_out_of_its_list_has_no_number() -> None:
    """The list “0”, as LibreOffice and Word write it."""
    found = sourced(
        p("青石市规划", _styled("a1") + numbered(0)) + p("第一章 总则", _styled("a1")),
        styles=STYLES,
    )
    assert levels(found) == [(1, "青石市规划"), (2, "第一章 总则")]
    found = sourced(
        p("青石市规划", _styled("a1") + numbered(7)) + p("第一章 总则", _styled("a1")),
        styles=STYLES,
    )
    assert levels(found) == [(2, "青石市规划"), (2, "第一章 总则")]


def test_no_heading_is_the_title_where_several_have_its_level() -> None:
    found = sourced(
        p("青石市规划") + p("发展基础", _styled("a1")) + p("发展目标", _styled("a1")), styles=STYLES
    )
    assert levels(found) == [(2, "发展基础"), (2, "发展目标")]


def test_a_year_in_front_is_no_number() -> None:
    found = sourced(
        p("2026年青石市工作要点", _styled("a1")) + p("一、目标", _styled("a2")), styles=STYLES
    )
    assert levels(found)[0] == (1, "2026年青石市工作要点")


def test_a_paragraph_in_a_headings_style_is_text() -> None:
    found = sourced(p(f"（一）总体要求。{BODY}{BODY}", _styled("a2")), styles=STYLES)
    assert [kind for kind, _ in kinds(found)] == ["paragraph"]


def test_a_broken_heading_is_one_line() -> None:
    found = sourced(p(r("青石市工业") + r("<w:br/>") + r("发展规划"), _styled("t")), styles=STYLES)
    assert kinds(found) == [("heading", "青石市工业发展规划")]


# ---- what is printed ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        (r("产值") + r("<w:tab/>") + r("500亿元"), "产值 500亿元"),
        (r("A") + r("<w:noBreakHyphen/>") + r("1"), "A-1"),
        (r("产") + r("<w:softHyphen/>") + r("值"), "产值"),
        (r('<w:sym w:font="Wingdings" w:char="F0FC"/>') + r("完成"), "√完成"),
        (r('<w:sym w:font="Symbol" w:char="F0B3"/>') + r("85%"), "≥85%"),
        (r("企业") + r("1", '<w:vertAlign w:val="superscript"/>') + r("达到50家"), "企业达到50家"),
        (r("20m") + r("2", '<w:vertAlign w:val="superscript"/>'), "20m2"),
        (r("产值") + r("内部", "<w:vanish/>") + r("500"), "产值500"),
        (r("产值") + r("公开", '<w:vanish w:val="0"/>') + r("500"), "产值公开500"),
        ("<w:hyperlink>" + r("见附件") + "</w:hyperlink>", "见附件"),
        ("<w:smartTag><w:customXml>" + r("青石市") + "</w:customXml></w:smartTag>", "青石市"),
        ("<w:sdt><w:sdtContent>" + r("青石市") + "</w:sdtContent></w:sdt>", "青石市"),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            + r("单击此处") + "</w:sdtContent></w:sdt>" + r("产值"),
            "产值",
        ),
        ("<w:ins>" + r("新") + "</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>" + r("目标"), "新目标"),
        ("<w:moveTo>" + r("后") + "</w:moveTo><w:moveFrom>" + r("前") + "</w:moveFrom>", "后"),
        (
            "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>",
            "a/b",
        ),
        (r("<w:ruby><w:rt>" + r("pin") + "</w:rt><w:rubyBase>" + r("品") + "</w:rubyBase></w:ruby>"), "品"),
        (field("REF a", r("表3")) + r("所示"), "表3所示"),
        (r("第") + field("PAGE", r("7")) + r("页"), "第页"),
        ('<w:fldSimple w:instr="SEQ 表">' + r("2") + "</w:fldSimple>", "2"),
        (r('<w:fldChar w:fldCharType="begin"/>') + r("不丢的文字"), "不丢的文字"),
        (
            r('<w:fldChar w:fldCharType="begin"/>') + r(r"<w:instrText>eq \o\ac(○,3)</w:instrText>")
            + r('<w:fldChar w:fldCharType="end"/>') + r("任务"),
            "③任务",
        ),
    ],
)  # fmt: skip
def test_words_of_a_paragraph(runs: str, words: str) -> None:
    assert sourced(p(runs)).text == words


def test_hidden_by_a_style() -> None:
    found = sourced(
        p("内部", _styled("h")) + p("公开"), styles=style("h", "隐藏", run="<w:vanish/>")
    )
    assert found.text.strip() == "公开"


def test_a_paragraph_mark_that_was_taken_out_joins_two() -> None:
    found = sourced(p("前半", "<w:rPr><w:del/></w:rPr>") + p("后半"))
    assert kinds(found) == [("paragraph", "前半后半")]


def test_words_before_a_mark_that_was_taken_out_are_never_lost() -> None:
    last = p("末句", "<w:rPr><w:del/></w:rPr>")
    table = tbl(tr(tc(last), tc("乙")), tr(tc("丙"), tc("丁")))
    assert lines(sourced(table + last)) == ["末句\t乙", "丙\t丁", "末句"]


def test_a_paragraph_that_was_taken_out_leaves_no_line() -> None:
    gone = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    assert lines(sourced(p("甲") + p(gone, "<w:rPr><w:del/></w:rPr>") + p("乙"))) == ["甲", "乙"]


def test_a_break_behind_a_stop_parts_paragraphs_and_another_does_not() -> None:
    found = sourced(p(r("第一件事。") + r("<w:br/>") + r("第二件") + r("<w:br/>") + r("事")))
    assert kinds(found) == [("paragraph", "第一件事。"), ("paragraph", "第二件\n事")]


def test_empty_lines_stay_and_those_of_pictures_do_not() -> None:
    picture = p(r("<w:drawing><pic:pic/></w:drawing>"))
    found = sourced(p("甲") + p("") + picture + p("乙"))
    assert lines(found) == ["甲", "", "乙"]
    assert found.warnings == ("pictures_left_out:1",)


# ---- tables of contents, notes, text boxes, objects --------------------------------------------------------


def test_a_table_of_contents_is_furniture() -> None:
    sign = '<w:fldChar w:fldCharType="{}"/>'
    found = sourced(
        p(r(sign.format("begin")) + r("<w:instrText>TOC \\o</w:instrText>") + r(sign.format("separate")) + r("一、目标 3"))
        + p("二、任务 5")
        + p(r("三、保障 9") + r(sign.format("end")))
        + p("四、附则 11", _styled("toc1"))
        + "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{p('目录')}</w:sdtContent></w:sdt>"
        + p("正文"),
        styles=STYLES,
    )  # fmt: skip
    assert [kind for kind, _ in kinds(found)] == ["furniture"] * 5 + ["paragraph"]


def test_notes_stand_below_their_paragraph_and_leave_no_mark() -> None:
    found = sourced(
        p(r("企业") + r('<w:footnoteReference w:id="3"/>') + r("达到50家。")) + p("下文"),
        footnotes=f'<w:footnote w:type="separator" w:id="0">{p("线")}</w:footnote>'
        f'<w:footnote w:id="3">{p("指规模以上企业")}</w:footnote>',
    )
    assert kinds(found) == [
        ("paragraph", "企业达到50家。"), ("note", "指规模以上企业"), ("paragraph", "下文"),
    ]  # fmt: skip
    assert found.blocks[1].anchor is not None
    assert found.blocks[1].anchor.path == "footnotes/footnote[2]"


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p('专栏1 重点工程')}{p('新建泵站3座。')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    found = sourced(p(r("正文。") + r(both)))
    assert kinds(found) == [
        ("paragraph", "正文。"), ("paragraph", "专栏1 重点工程"), ("paragraph", "新建泵站3座。"),
        ("box", "专栏1 重点工程\n新建泵站3座。"),
    ]  # fmt: skip


def test_objects_are_named_and_their_preview_is_no_picture() -> None:
    sheet = '<w:object><v:shape><v:imagedata/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object>'
    found = sourced(p(r(sheet)) + p(r(sheet)) + p("正文") + "<w:altChunk/>")
    assert found.warnings == ("objects_left_out:Excel.Sheet.12 × 2, altChunk × 1",)
    assert "Excel.Sheet.12 × 2" in messages.warning("zh", found.warnings[0])
    assert "Excel.Sheet.12 × 2" in messages.warning("en", found.warnings[0])


# ---- tables and boxes --------------------------------------------------------------------------------------


def places(found: Sourced) -> list[tuple[str, int, int, int, int]]:
    return [
        (found.text[b.start : b.end], b.cell.row, b.cell.col, b.cell.rowspan, b.cell.colspan)
        for b in found.blocks
        if b.cell is not None
    ]


_START, _GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def _wide(count: int) -> str:
    return f'<w:gridSpan w:val="{count}"/>'


def test_cells_merged_both_ways() -> None:
    found = sourced(
        tbl(
            tr(tc("指标", _START), tc("年份", _wide(2)), properties="<w:tblHeader/>"),
            tr(tc("", _GOES_ON), tc("2025年"), tc("2027年")),
            tr(tc("产值"), tc("3"), tc("5")),
        )
    )
    assert places(found) == [
        ("指标", 0, 0, 2, 1), ("年份", 0, 1, 1, 2), ("2025年", 1, 1, 1, 1), ("2027年", 1, 2, 1, 1),
        ("产值", 2, 0, 1, 1), ("3", 2, 1, 1, 1), ("5", 2, 2, 1, 1),
    ]  # fmt: skip
    assert lines(found) == ["指标\t年份", "\t2025年\t2027年", "产值\t3\t5"]
    (table,) = layouter().lay_out("case", found).tables
    assert table.header_rows == 2
    assert [[c.text for c in row] for row in table.rows] == [
        ["指标", "年份"], ["", "2025年", "2027年"], ["产值", "3", "5"],
    ]  # fmt: skip


def test_a_block_merged_both_ways_and_cells_that_begin_further_right() -> None:
    found = sourced(
        tbl(
            tr(tc("甲", _wide(2) + _START), tc("1")),
            tr(tc("", _wide(2) + _GOES_ON), tc("2")),
            tr(tc("3"), properties='<w:gridBefore w:val="2"/>'),
            tr(tc("乙", _GOES_ON), tc("丙"), tc("4")),
        )
    )
    assert places(found) == [
        ("甲", 0, 0, 2, 2), ("1", 0, 2, 1, 1), ("2", 1, 2, 1, 1), ("3", 2, 2, 1, 1),
        ("乙", 3, 0, 1, 1), ("丙", 3, 1, 1, 1), ("4", 3, 2, 1, 1),
    ]  # fmt: skip


def test_a_row_that_was_taken_out_is_none() -> None:
    found = sourced(
        tbl(
            tr(tc("指标"), tc("目标")),
            tr(tc("旧"), tc("1"), properties="<w:del/>"),
            tr(tc("产值"), tc("5")),
        )
    )
    assert [(words, row) for words, row, *_ in places(found)] == [
        ("指标", 0), ("目标", 0), ("产值", 1), ("5", 1),
    ]  # fmt: skip


def test_rows_and_cells_in_content_controls() -> None:
    row = tr("<w:sdt><w:sdtContent>" + tc("产值") + "</w:sdtContent></w:sdt>", tc("5"))
    found = sourced(
        tbl(tr(tc("指标"), tc("目标")), f"<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>")
    )
    assert [words for words, *_ in places(found)] == ["指标", "目标", "产值", "5"]


def test_a_table_in_a_cell_is_words_of_the_cell() -> None:
    inner = tbl(tr(tc("水田"), tc("3")), tr(tc("旱地"), tc("4")))
    found = sourced(tbl(tr(tc("类别"), tc("面积")), tr(tc("耕地"), tc(f"{inner}{p('合计7')}"))))
    assert places(found)[-1][0] == "水田 3\n旱地 4\n合计7"


def test_a_frame_is_a_box_with_its_paragraphs_and_tables() -> None:
    table = tbl(tr(tc("项目"), tc("投资")), tr(tc("泵站"), tc("3亿元")))
    found = sourced(
        p("一、任务")
        + tbl(tr(tc("专栏1 重点工程")), tr(tc(p("新建泵站3座。") + table)))
        + p("后文。") * 9
    )
    box = next(b for b in found.blocks if b.kind == "box")
    assert found.text[box.start : box.end].split("\n") == [
        "专栏1 重点工程", "新建泵站3座。", "项目\t投资", "泵站\t3亿元",
    ]  # fmt: skip
    assert box.anchor is not None
    assert box.anchor.path == "body/tbl[1]"
    plan = layouter().lay_out("case", found)
    assert [s.title for s in plan.sections if s.kind == "box"] == ["重点工程"]
    assert len(plan.tables) == 1


def test_headings_inside_a_box_do_not_end_it() -> None:
    frame = tbl(
        tr(tc("专栏1 重点工程")),
        tr(tc(p("（一）供水") + p(BODY) + p("（二）排水") + p(BODY))),
    )
    found = sourced(p("一、任务") + p(BODY) + frame + p("二、保障") + p(BODY) * 5)
    plan = layouter().lay_out("case", found)
    by_title = {s.title: s for s in plan.sections}
    assert by_title["供水"].parent == by_title["排水"].parent == by_title["重点工程"].id
    assert by_title["保障"].parent is None


def test_a_frame_around_the_document_is_no_box() -> None:
    found = sourced(tbl(tr(tc(p("青石市规划") + p(BODY) * 9))) + p("印发单位"))
    assert all(b.kind != "box" for b in found.blocks)


def test_texts_side_by_side_are_no_table() -> None:
    found = sourced(tbl(tr(tc(p(BODY) * 3), tc(p(BODY) * 3))))
    assert [kind for kind, _ in kinds(found)] == ["paragraph"] * 6


# ---- places ------------------------------------------------------------------------------------------------


def test_each_block_has_its_path() -> None:
    found = sourced(
        p("甲")
        + tbl(tr(tc("乙"), tc("丙")), tr(tc("丁"), tc("戊")))
        + f"<w:sdt><w:sdtContent>{p('己')}</w:sdtContent></w:sdt>"
        + p("庚")
    )
    assert [b.anchor.path for b in found.blocks if b.anchor] == [
        "body/p[1]", "body/tbl[1]/tr[1]/tc[1]", "body/tbl[1]/tr[1]/tc[2]", "body/tbl[1]/tr[2]/tc[1]",
        "body/tbl[1]/tr[2]/tc[2]", "body/sdt[1]/sdtContent/p[1]", "body/p[2]",
    ]  # fmt: skip
    assert len([b for b in found.blocks if b.anchor]) == len(found.blocks)


# ---- files made of a PDF -----------------------------------------------------------------------------------


def test_what_a_pages_end_cut_goes_on() -> None:
    page = p("", "<w:sectPr/>") + p("")
    half = BODY[:30]
    found = sourced(
        p(half)
        + page
        + p(BODY[30:])
        + page
        + p("短行")
        + page
        + p("另一行")
        + (p(BODY) + page) * 20
    )
    assert kinds(found)[:3] == [
        ("paragraph", f"{half}\n{BODY[30:]}"), ("paragraph", "短行"), ("paragraph", "另一行"),
    ]  # fmt: skip


def test_a_numbered_head_does_not_go_on() -> None:
    head = "第四节 服从服务国家水网建设防洪安全保障和用水权改革大局"
    found = sourced(p(head) + p(BODY) + (p(BODY) + p("", "<w:sectPr/>")) * 20)
    assert kinds(found)[0] == ("paragraph", head)


def test_paragraphs_of_an_author_are_not_joined() -> None:
    assert len(sourced(p(BODY[:30]) + p("") + p(BODY[30:])).blocks) == 2


def test_a_box_that_a_pages_end_cut_goes_on() -> None:
    page = p("", "<w:sectPr/>") + p("")
    first = tbl(tr(tc("专栏1 重点工程")), tr(tc("（一）供水。新建泵站3座。")))
    second = tbl(tr(tc("（二）排水。新建泵站5座。")))
    found = sourced(first + page + second + (p(BODY) + page) * 20)
    boxes = [words for kind, words in kinds(found) if kind == "box"]
    assert len(boxes) == 1
    assert "（二）排水" in boxes[0]


# ---- layout of what Word says ------------------------------------------------------------------------------


def grids(found: Sourced) -> list[list[list[str]]]:
    tables = layouter().lay_out("case", found).tables
    return [[[c.text for c in row] for row in table.rows] for table in tables]


def test_a_row_across_the_top_is_the_caption() -> None:
    found = sourced(
        tbl(
            tr(tc("表1 水利发展主要指标", _wide(2))),
            tr(tc("单位：亿元", _wide(2))),
            tr(tc("指标"), tc("2030年")),
            tr(tc("水利投资"), tc("50")),
        )
    )
    (table,) = layouter().lay_out("case", found).tables
    assert table.caption == "表1 水利发展主要指标 单位：亿元"
    assert [[c.text for c in row] for row in table.rows] == [["指标", "2030年"], ["水利投资", "50"]]


def test_a_group_across_the_table_is_no_caption() -> None:
    found = sourced(
        tbl(
            tr(tc("指标"), tc("2030年")),
            tr(tc("一、供水", _wide(2))),
            tr(tc("供水保证率"), tc("97%")),
        )
    )
    assert grids(found)[0][1] == ["一、供水"]


def _part(*rows: tuple[str, str, str], wide: bool) -> str:
    """A part of a table whose names take one column, or two where a group stands before some."""
    body = []
    for group, name, words in rows:
        first = [tc(group), tc(name)] if group else [tc(name, _wide(2) if wide else "")]
        body.append(tr(*first, tc(words)))
    return tbl(tr(tc("指标名称", _wide(2) if wide else ""), tc("2030年")), *body)


def test_parts_of_a_table_whose_columns_are_cut_differently_are_one() -> None:
    upper = _part(("", "供水保证率", "97"), ("", "水土保持率", "86"), wide=False)
    lower = _part(("水库", "总库容", "3.6"), ("", "灌溉面积", "60"), wide=True)
    for first, second in ((upper, lower), (lower, upper)):
        (table,) = layouter().lay_out("case", sourced(first + p("") + second)).tables
        assert {sum(c.colspan for c in row) for row in table.rows} == {3}
        assert len(table.rows) == 5
        by_name = {row[-2].text: row[-1].text for row in table.rows[1:]}
        assert by_name == {
            "供水保证率": "97",
            "水土保持率": "86",
            "总库容": "3.6",
            "灌溉面积": "60",
        }


def test_tables_with_other_heads_stay_apart() -> None:
    upper = _part(("", "供水保证率", "97"), wide=False).replace("2030年", "2025年")
    lower = _part(("水库", "总库容", "3.6"), wide=True)
    assert len(grids(sourced(upper + p("") + lower))) == 2


def test_a_bold_head_is_guessed_only_where_the_file_states_no_heading() -> None:
    text = p("一、任务", "{}") + p("强化水源涵养") + p(BODY * 2)
    titles = {}
    for name, level in (("by hand", ""), ("stated", '<w:outlineLvl w:val="1"/>')):
        plan = layouter().lay_out("case", sourced(text.replace("{}", level)))
        titles[name] = [s.title for s in plan.sections]
    assert titles == {"by hand": ["任务", "强化水源涵养"], "stated": ["任务"]}


def test_a_list_of_contents_is_residue_once() -> None:
    entries = "".join(
        p(f"{n}、任务{'…' * 6}{i}", _styled("toc1")) for i, n in enumerate("一二三", 1)
    )
    found = sourced(p("目录") + entries + p("一、任务") + p(BODY), styles=STYLES)
    spans = [(r.start, r.end) for r in layouter().lay_out("case", found).residue]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert sum(end - start for start, end in spans) >= len("一、任务……") * 3
