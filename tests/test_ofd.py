"""OFD files: what is printed where, whichever way it is written; the pages go the way of PDF pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ofd_files import (
    HEIGHT,
    LEFT,
    MM,
    RIGHT,
    WIDTH,
    Dialect,
    OfdSheets,
    archive,
    entry,
    page_of,
    tag,
    xml,
)
from pdf_sheets import Sheets
from policy_extract.document import Sourced
from policy_extract.readers import read_document
from policy_extract.readers.ofd.numbers import deltas
from policy_extract.readers.ofd.reader import read_ofd
from policy_extract.readers.pdf.reader import read_pdf
from policy_extract.readers.source import Unreadable

PLAIN = "到2027年，全县建成冷链仓库18座，培育苹果分拣企业26家，果农合作社带动农户9000户以上，"
MORE = "新增就业1200人，仓储能力达到15万吨。"


def read(sheets: OfdSheets) -> Sourced:
    return read_ofd(sheets.data(), "plan.ofd")


def with_object(inside: str, d: Dialect | None = None, **parts: str) -> Sourced:
    """A page with objects as they are written; ``parts`` replace parts by the end of their names."""
    sheets = OfdSheets(d or Dialect())
    sheets.pages = [[inside]]
    files = sheets.files()
    for end, content in parts.items():
        files[next(name for name in files if name.endswith(f"{end}.xml"))] = content
    return read_ofd(archive(files), "plan.ofd")


def text_object(code: str, more: str = "", boundary: str = "30 40 100 10", size: float = 5) -> str:
    return f'<ofd:TextObject ID="7" Boundary="{boundary}" Font="3" Size="{size}"{more}>{code}</ofd:TextObject>'


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read_ofd(data, "plan.ofd")
    return caught.value.code


def test_lines_of_a_paragraph_are_one_line_and_each_has_its_page_and_box() -> None:
    sheets = OfdSheets()
    y = sheets.prose(120, PLAIN + MORE)
    sheets.prose(y, "县农业农村局每季度通报进度。")
    found = read(sheets)
    assert found.text == f"{PLAIN}{MORE}\n县农业农村局每季度通报进度。"
    assert (found.pages, found.warnings, found.meta) == (1, (), ())
    first = found.blocks[0].anchor
    assert first is not None
    assert first.page == 1
    assert first.box == pytest.approx((LEFT + 32, 120 - 14.1, RIGHT, 120 + 2.2), abs=9)


def test_a_sentence_over_the_end_of_a_page_is_whole_and_the_template_s_head_is_out() -> None:
    sheets = OfdSheets(Dialect(template=True))
    sheets.running_head(50, "苹果产业三年行动方案")
    words = "果" * 24 + "业" * 26
    sheets.prose(700, words)
    sheets.put(290, 800, "1", 12)
    sheets.next()
    sheets.prose(120, "壮大" * 13 + "成果。", opens=False)
    sheets.put(290, 800, "2", 12)
    found = read(sheets)
    assert found.text == words + "壮大" * 13 + "成果。"
    assert [b.anchor.page for b in found.blocks if b.anchor] == [1, 1, 2, 2]


def letter(sheets: OfdSheets | Sheets) -> None:
    sheets.centred(100, "梨川县人民政府文件", 40)
    sheets.centred(140, "梨政发〔2026〕8号", 16)
    sheets.centred(200, "关于苹果产业的意见", 22)
    y = sheets.prose(250, PLAIN + MORE)
    sheets.prose(y, PLAIN + MORE)


def columns(sheets: OfdSheets | Sheets) -> None:
    sheets.centred(90, "苹果产业简报", 20)
    for index in range(10):
        sheets.put(60, 120 + 20 * index, "左栏写果园改造和品种更新的安排", 14)
        sheets.put(300, 125 + 20 * index, "右栏写仓储物流和市场开拓的安排", 14)


def unruled(sheets: OfdSheets | Sheets) -> None:
    sheets.prose(100, PLAIN + MORE)
    for index in range(10):
        for x, words in zip((90, 240, 400), (f"指标{index}", "座", str(10 + index)), strict=True):
            sheets.put(x, 240 + 24 * index, words, 12)


def merged(sheets: OfdSheets | Sheets) -> None:
    sheets.prose(100, PLAIN + MORE)
    xs = (90.0, 160.0, 330.0, 500.0)
    for y in (200, 260, 320):
        sheets.rule(90, y, 500, y)
    sheets.rule(160, 230, 500, 230)
    for x in xs:
        sheets.rule(x, 260 if x == 330 else 200, x, 320)
    for x, y, words in ((96, 235, "仓储"), (166, 220, "新建冷库及配套道路"), (166, 250, "改造旧库"),
                        (96, 290, "加工"), (166, 290, "分拣线"), (336, 290, "12条")):  # fmt: skip
        sheets.put(x, y, words, 12)


def over_pages(sheets: OfdSheets | Sheets) -> None:
    rows = [
        ("序号", "任务", "单位"),
        *((str(n), f"建设第{n}座冷库", "县供销社") for n in range(1, 9)),
    ]
    sheets.table((90, 140, 380, 500), 650, rows[:5])
    sheets.put(290, 820, "1", 12)
    sheets.next()
    sheets.table((90, 140, 380, 500), 90, [rows[0], *rows[5:]])
    sheets.put(290, 820, "2", 12)


@pytest.mark.parametrize("scale", [1.0, 0.3528, 0.05])
@pytest.mark.parametrize("unit", ["line", "sign"])
@pytest.mark.parametrize("draw", [letter, columns, unruled, merged, over_pages])
def test_pages_are_read_as_the_same_pages_in_a_pdf_file_are(
    draw: Callable[[OfdSheets | Sheets], None], unit: str, scale: float
) -> None:
    ofd, pdf = OfdSheets(Dialect(unit=unit, scale=scale, rules="bars")), Sheets()
    draw(ofd)
    draw(pdf)
    found, expected = read(ofd), read_pdf(pdf.data(), "plan.pdf")
    assert found.text == expected.text
    assert [(b.kind, b.start, b.end, b.level, b.cell) for b in found.blocks] == [
        (b.kind, b.start, b.end, b.level, b.cell) for b in expected.blocks
    ]
    assert found.pages == expected.pages


@pytest.mark.parametrize("rules", ["lines", "bars", "cells"])
def test_a_table_is_ruled_by_lines_bars_or_a_rectangle_a_cell(rules: str) -> None:
    sheets = OfdSheets(Dialect(rules=rules))
    rows = [("序号", "指标"), ("1", "果园面积\n（万亩）"), ("2", "")]
    sheets.table((90, 140, 380), 100, rows)
    found = read(sheets)
    cells = [found.text[b.start : b.end] for b in found.blocks if b.kind == "cell"]
    assert cells == ["序号", "指标", "1", "果园面积\n（万亩）", "2", ""]
    places = [(b.cell.row, b.cell.col) for b in found.blocks if b.cell]
    assert places == [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)]


def test_pale_lines_and_lines_that_a_parameter_makes_pale_are_none() -> None:
    sheets = OfdSheets()
    sheets.table((90, 140, 380), 100, [("1", "果园"), ("2", "仓库")])
    colour = '<ofd:StrokeColor Value="255 255 255"/>'
    ruled = [one for one in sheets.pages[0] if "PathObject" in one]
    texts = [one for one in sheets.pages[0] if "PathObject" not in one]
    pale = [one.replace("<ofd:AbbreviatedData>", f"{colour}<ofd:AbbreviatedData>") for one in ruled]
    named = [one.replace(" LineWidth", ' DrawParam="4" LineWidth') for one in ruled]
    resources = xml("Res", tag(Dialect(), "DrawParams", f'<ofd:DrawParam ID="4">{colour}</ofd:DrawParam>'), Dialect())  # fmt: skip
    for objects, cells in ((ruled, 4), (pale, 0), (named, 0)):
        found = with_object("".join((*objects, *texts)), PublicRes=resources)
        assert sum(b.kind == "cell" for b in found.blocks) == cells


def test_distances_are_counted_or_listed_and_stop_with_the_words() -> None:
    assert deltas("g 3 2.5 1 g 2 4", 9) == [2.5, 2.5, 2.5, 1, 4, 4]
    assert deltas("g 1000000000 2", 4) == [2, 2, 2, 2]
    assert deltas("1, 2\n3", 9) == [1, 2, 3]
    assert deltas("g", 9) == []
    assert deltas(None, 9) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ('<ofd:TextCode X="0" Y="5" DeltaX="g 3 5">果园面积</ofd:TextCode>', "果园面积"),
        ('<ofd:TextCode X="0" Y="5" DeltaX="5 5 5">\n      果园面积\n   </ofd:TextCode>', "果园面积"),
        ('<ofd:TextCode X="0" Y="5"><![CDATA[A&B<C]]></ofd:TextCode>', "A&B<C"),
        ('<ofd:TextCode X="0" Y="5">果\\56ed\\0020面</ofd:TextCode>', "果园 面"),
        ('<ofd:TextCode X="0" Y="5" DeltaX="2.5 2.5 2.5 2.5">12\\002030</ofd:TextCode>', "12 30"),
        ('<ofd:TextCode X="0" Y="5" DeltaX="5">果园面积</ofd:TextCode>', "果园面积"),
        ('<ofd:TextCode X="0" Y="5" DeltaX="g 5 5">GB2312</ofd:TextCode>', "GB2312"),
        ('<ofd:TextCode X="0" Y="5" DeltaX="2.5 3.8 2.5">24kg</ofd:TextCode>', "24 kg"),
        ('<ofd:TextCode X="0" Y="5" DeltaX="20 5">地址：</ofd:TextCode>', "地      址："),
        ('<ofd:TextCode X="10" Y="5">园面</ofd:TextCode><ofd:TextCode X="5">果</ofd:TextCode>', "果园面"),
        ('<ofd:TextCode X="0" Y="5" DeltaX="5 5 -10 5" DeltaY="0 0 7 0">上一行下行</ofd:TextCode>', "上一行下行"),
        ('<ofd:TextCode X="0" Y="5" DeltaY="g 4 6">经济与发展</ofd:TextCode>', "经济与发展"),
        ('<ofd:TextCode X="0" Y="5" DeltaX="g 9 0" DeltaY="g 4 6">经济与发展</ofd:TextCode>', "经济与发展"),
    ],
)  # fmt: skip
def test_words_of_a_text_object(code: str, text: str) -> None:
    assert with_object(text_object(code)).text == text


def test_signs_are_narrower_by_hscale() -> None:
    code = '<ofd:TextCode X="0" Y="5">果园面积</ofd:TextCode>'
    found = with_object(text_object(code, ' HScale="0.5"'))
    box = found.blocks[0].anchor.box if found.blocks[0].anchor else None
    assert box is not None
    assert box[2] - box[0] == pytest.approx(4 * 5 * 0.5 / MM, abs=0.2)


def test_words_set_downwards_in_a_narrow_cell_are_one_word_of_that_cell() -> None:
    sheets = OfdSheets()
    sheets.rule(90, 100, 300, 100)
    sheets.rule(120, 160, 300, 160)
    sheets.rule(90, 220, 300, 220)
    for x in (90, 120, 300):
        sheets.rule(x, 100, x, 220)
    sheets.put(126, 130, "果园面积", 12)
    sheets.put(126, 190, "冷链库容", 12)
    code = '<ofd:TextCode X="0" Y="5" DeltaY="g 3 6">经济发展</ofd:TextCode>'
    sheets.pages[-1].append(text_object(code, "", f"{98 * MM} {110 * MM} 6 30"))
    found = read(sheets)
    assert found.text == "经济发展\t果园面积\n冷链库容"
    assert [b.cell.rowspan for b in found.blocks if b.cell] == [2, 1, 1]


def test_directions_turn_a_string_and_a_page_of_such_strings_is_turned() -> None:
    code = '<ofd:TextCode X="0" Y="5">{}</ofd:TextCode>'
    down = ' ReadDirection="90"'
    assert with_object(text_object(code.format("经济与发展"), down)).text == "经济与发展"
    lines = "".join(
        text_object(code.format(words), ' CTM="0 1 -1 0 0 0"', f"{x} 30 10 90")
        for x, words in ((100, "横排的第一行。"), (85, "横排的第二行要长出许多"))
    )
    assert with_object(lines).text == "横排的第一行。\n横排的第二行要长出许多"
    signs = '<ofd:TextCode X="0" Y="5" DeltaY="g 9 5">{}</ofd:TextCode>'
    turned = "".join(
        text_object(signs.format(words), ' CharDirection="90"', f"{x} 30 10 90")
        for x, words in ((100, "横排的第一行。"), (85, "横排的第二行要长出许多"))
    )
    assert with_object(turned).text == "横排的第一行。\n横排的第二行要长出许多"
    leaning = ' CTM="0.7 0.7 -0.7 0.7 0 0"'
    mark = text_object(code.format("内部资料"), leaning, "60 60 90 90", 12)
    body = text_object(code.format("果园面积"))
    assert with_object(mark + body).text == "果园面积"


@pytest.mark.parametrize(
    "more", [' Visible="false"', ' Alpha="0"', ' Fill="false"', ' DrawParam="4"']
)
def test_what_does_not_show_is_no_text(more: str) -> None:
    code = '<ofd:TextCode X="0" Y="5">{}</ofd:TextCode>'
    hidden = text_object(code.format("看不见"), more, "30 60 100 10")
    resources = xml(
        "Res",
        tag(Dialect(), "DrawParams", '<ofd:DrawParam ID="4"><ofd:FillColor Value="0 0 0" Alpha="0"/></ofd:DrawParam>'),
        Dialect(),
    )  # fmt: skip
    shown = text_object(code.format("果园"))
    assert with_object(hidden + shown, PublicRes=resources).text == "果园"


def test_groups_of_objects_are_read_where_they_are_used() -> None:
    d = Dialect()
    inside = text_object('<ofd:TextCode X="0" Y="1">果园面积</ofd:TextCode>', "", "5 5 40 1", 1)
    unit = f'<ofd:CompositeGraphicUnit ID="8" Width="90" Height="90"><ofd:Content>{inside}</ofd:Content></ofd:CompositeGraphicUnit>'
    resources = xml("Res", tag(d, "CompositeGraphicUnits", unit), d)
    use = '<ofd:CompositeObject ID="11" Boundary="{} 40 90 90" CTM="6 0 0 6 0 0" ResourceID="8"/>'
    found = with_object(use.format(30), PublicRes=resources)
    assert found.text == "果园面积"
    box = found.blocks[0].anchor.box if found.blocks[0].anchor else None
    assert box is not None
    assert box[0] == pytest.approx((30 + 6 * 5) / MM, abs=0.2)
    gone = with_object(use.format(30) + text_object('<ofd:TextCode Y="5">仓库</ofd:TextCode>'))
    assert gone.text == "仓库"
    assert gone.warnings == ("pages_in_part:1",)


def test_groups_that_hold_themselves_end() -> None:
    d = Dialect()
    use = '<ofd:CompositeObject ID="11" Boundary="0 0 90 90" ResourceID="8"/>'
    unit = f'<ofd:CompositeGraphicUnit ID="8"><ofd:Content>{use * 12}</ofd:Content></ofd:CompositeGraphicUnit>'
    resources = xml("Res", tag(d, "CompositeGraphicUnits", unit), d)
    found = with_object(use + text_object('<ofd:TextCode Y="5">仓库</ofd:TextCode>'), PublicRes=resources)  # fmt: skip
    assert found.text == "仓库"


def test_bold_is_told_by_font_weight_or_stroke() -> None:
    # a numbered line behind a line of another weight opens a paragraph of its own
    d = Dialect()
    fonts = '<ofd:Font ID="3" FontName="仿宋"/><ofd:Font ID="5" FontName="黑体" Bold="true"/>'
    resources = xml("Res", tag(d, "Fonts", fonts), d)
    for more in ('Font="5"', 'Font="3" Weight="700"', 'Font="3" Stroke="true"'):
        sheets = OfdSheets()
        sheets.put(LEFT, 120, "果" * 26)
        sheets.put(LEFT, 148, "（一）" + "业" * 23)
        plain = with_object("".join(sheets.pages[0]), PublicRes=resources)
        assert plain.text.count("\n") == 0
        sheets.pages[0][1] = sheets.pages[0][1].replace('Font="3"', more)
        assert with_object("".join(sheets.pages[0]), PublicRes=resources).text.count("\n") == 1


def test_a_scan_is_refused_and_in_a_mixed_file_named() -> None:
    sheets = OfdSheets()
    sheets.picture()
    sheets.put(400, 820, "扫描软件", 8)
    assert refused(sheets.data()) == "read.no_text_layer"
    sheets = OfdSheets()
    sheets.prose(120, PLAIN + MORE)
    for _ in range(2):
        sheets.next()
        sheets.picture()
    found = read(sheets)
    assert found.text == PLAIN + MORE
    assert found.pages == 3
    assert found.warnings == ("pages_without_text:2-3",)


def test_words_that_a_scanner_s_program_recognised_are_read_with_a_warning() -> None:
    sheets = OfdSheets()
    sheets.picture()
    for index in range(4):
        sheets.put(LEFT, 120 + 28 * index, "培育苹果分拣企业二十六家以上", more=' Alpha="0"')
    found = read(sheets)
    assert found.text.startswith("培育苹果分拣企业二十六家以上")
    assert found.warnings == ("recognised_layer:1",)


def test_fonts_that_do_not_tell_their_signs_are_refused_or_named() -> None:
    broken = OfdSheets()
    for index in range(12):
        broken.put(LEFT, 120 + 28 * index, "".join(chr(0xE100 + 26 * index + n) for n in range(26)))
    assert refused(broken.data()) == "read.broken_fonts"
    shapes = text_object(
        '<ofd:CGTransform CodePosition="0" CodeCount="0" GlyphCount="30"><ofd:Glyphs>'
        + " ".join(map(str, range(30)))
        + '</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="0" Y="5"/>'
    )
    sheets = OfdSheets()
    sheets.prose(120, PLAIN + MORE)
    sheets.pages.append([shapes])
    found = read(sheets)
    assert found.text == PLAIN + MORE
    assert found.warnings == ("pages_with_broken_fonts:2",)


def test_several_documents_are_read_in_order_their_pages_counted_on() -> None:
    one, two = OfdSheets(), OfdSheets(Dialect(prefix=""))
    one.prose(120, "第一份文件说苹果。")
    two.prose(120, "第二份文件说梨。")
    files = one.files()
    files.update({n.replace("Doc_0", "Doc_1"): c for n, c in two.files().items()})
    files |= entry({"Doc_0/Document.xml": "", "Doc_1/Document.xml": ""}, Dialect())
    found = read_ofd(archive(files), "plan.ofd")
    assert found.text == "第一份文件说苹果。\n第二份文件说梨。"
    assert found.pages == 2
    assert [b.anchor.page for b in found.blocks if b.anchor] == [1, 2]


def test_the_current_version_of_a_document_is_read() -> None:
    one, two = OfdSheets(), OfdSheets()
    one.prose(120, "初稿说苹果。")
    two.prose(120, "定稿说梨。")
    files = one.files()
    files.update({n.replace("Doc_0", "Doc_0/V1"): c for n, c in two.files().items()})
    versions = tag(
        Dialect(), "Versions", '<ofd:Version ID="1" Index="1" Current="true" BaseLoc="/Doc_0/V1/Version.xml"/>'
    )  # fmt: skip
    files |= entry({"Doc_0/Document.xml": versions}, Dialect())
    files["Doc_0/V1/Version.xml"] = xml("DocVersion", tag(Dialect(), "DocRoot", "Document.xml"), Dialect())  # fmt: skip
    assert read_ofd(archive(files), "plan.ofd").text == "定稿说梨。"


def test_attached_files_are_named() -> None:
    sheets = OfdSheets()
    sheets.prose(120, PLAIN + MORE)
    files = sheets.files()
    end = "</ofd:Document>"
    files["Doc_0/Document.xml"] = files["Doc_0/Document.xml"].replace(
        end, f"<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>{end}"
    )
    listed = '<ofd:Attachment ID="1" Name="任务分解表.xlsx"/><ofd:Attachment ID="2" Name="data.xml" Visible="false"/>'
    files["Doc_0/Attachs/Attachments.xml"] = xml("Attachments", listed, Dialect())
    found = read_ofd(archive(files), "plan.ofd")
    assert found.warnings == ("attachments_left_out:任务分解表.xlsx",)


def test_seals_and_other_annotations_are_no_text() -> None:
    sheets = OfdSheets()
    sheets.prose(120, PLAIN + MORE)
    files = sheets.files()
    end = "</ofd:Document>"
    files["Doc_0/Document.xml"] = files["Doc_0/Document.xml"].replace(
        end, f"<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>{end}"
    )
    files["Doc_0/Annots/Annotations.xml"] = page_of(
        [text_object('<ofd:TextCode X="0" Y="5">某某专用章</ofd:TextCode>')], "", Dialect()
    )
    assert read_ofd(archive(files), "plan.ofd").text == PLAIN + MORE


def test_the_size_of_a_page_is_its_own_else_the_document_s_wherever_its_corner_is() -> None:
    sheets = OfdSheets()
    sheets.put(WIDTH + 50, HEIGHT + 50, "果园")
    files = sheets.files()
    assert refused_empty(files)
    name = "Doc_0/Pages/Page_0/Content.xml"
    own = "<ofd:Area><ofd:PhysicalBox>10 20 420 594</ofd:PhysicalBox></ofd:Area><ofd:Content>"
    found = read_ofd(archive({**files, name: files[name].replace("<ofd:Content>", own)}), "a.ofd")
    assert found.text == "果园"
    box = found.blocks[0].anchor.box if found.blocks[0].anchor else None
    assert box is not None
    assert box[0] == pytest.approx(WIDTH + 50 - 10 / MM, abs=0.2)
    assert box[3] == pytest.approx(HEIGHT + 52.2 - 20 / MM, abs=0.2)


def refused_empty(files: dict[str, str]) -> bool:
    """Nothing stands on the page of files."""
    return read_ofd(archive(files), "a.ofd").text == ""


@pytest.mark.parametrize("name", ["甲.ofd", "甲.OFD", "甲.docx", "甲.txt"])
def test_a_file_is_known_by_what_it_holds(name: str, tmp_path: Path) -> None:
    sheets = OfdSheets()
    sheets.prose(120, PLAIN + MORE)
    path = tmp_path / name
    path.write_bytes(sheets.data())
    source = read_document(path)
    assert (source.format, source.text, source.pages) == ("ofd", PLAIN + MORE, 1)


def test_a_bold_line_alone_above_text_is_a_heading() -> None:
    sheets = OfdSheets()
    y = sheets.prose(120, PLAIN * 4)
    sheets.put(LEFT + 32, y, "指导思想", 16, ' Weight="700"')
    sheets.prose(y + 28, PLAIN * 3)
    sourced = read(sheets)
    heads = [sourced.text[b.start : b.end] for b in sourced.blocks if b.kind == "heading"]
    assert heads == ["指导思想"]
