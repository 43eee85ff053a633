"""PDF files: lines to paragraphs, furniture out, columns, what is not read and why."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pdf_sheets import FONT, HEIGHT, LEFT, RIGHT, Sheets
from policy_extract.document import Sourced
from policy_extract.readers.pdf.reader import read_pdf
from policy_extract.readers.source import Unreadable

PLAIN = "到2027年，全县建成冷链仓库18座，培育苹果分拣企业26家，果农合作社带动农户9000户以上，"
MORE = "新增就业1200人，仓储能力达到15万吨。"


def read(sheets: Sheets) -> Sourced:
    return read_pdf(sheets.data(), "plan.pdf")


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read_pdf(data, "plan.pdf")
    return caught.value.code


def test_lines_of_a_paragraph_are_one_line_and_each_has_its_anchor() -> None:
    sheets = Sheets()
    y = sheets.prose(120, PLAIN + MORE)
    sheets.prose(y, "县农业农村局每季度通报进度。")
    found = read(sheets)
    assert found.text == f"{PLAIN}{MORE}\n县农业农村局每季度通报进度。"
    assert found.pages == 1
    first, second = found.blocks[:2]
    assert found.text[first.start : second.end] in found.text
    assert second.start == first.end
    assert first.anchor is not None
    assert second.anchor is not None
    assert first.anchor.box is not None
    assert second.anchor.box is not None
    x0, top, x1, bottom = first.anchor.box
    assert x0 == pytest.approx(LEFT + 32, abs=1)
    assert x1 == pytest.approx(RIGHT, abs=17)
    assert top < 120 < bottom
    assert second.anchor.box[1] > bottom


def test_a_line_that_ends_short_ends_its_paragraph() -> None:
    sheets = Sheets()
    for index, words in enumerate(("责任单位名单如下", "县农业农村局", "县供销合作社")):
        sheets.put(LEFT, 120 + 28 * index, words)
    for index in range(6):
        sheets.put(LEFT, 220 + 28 * index, "果" * 26)
    assert read(sheets).text.split("\n")[:3] == ["责任单位名单如下", "县农业农村局", "县供销合作社"]


@pytest.mark.parametrize("mark", ["（", "《", "“", "["])
def test_a_line_that_ends_in_an_opening_mark_goes_on(mark: str) -> None:
    sheets = Sheets()
    for index in range(6):
        sheets.put(LEFT, 120 + 28 * index, "果" * 26)
    sheets.put(LEFT, 288, "研发经费投入强度" + mark)  # the word behind it had room
    sheets.put(LEFT, 316, "R&D）达到3.2%。")
    assert read(sheets).text.split("\n")[0].endswith(f"强度{mark}R&D）达到3.2%。")


def test_a_space_that_the_file_states_is_read_also_where_the_sign_before_it_is_broad() -> None:
    sheets = Sheets()
    sheets.put(LEFT, 120, "（1）产业基础日益增强 “十四五”期间，果品加工稳步发展。", 14)
    assert read(sheets).text.startswith("（1）产业基础日益增强 “十四五”期间，果品加工稳步")


def test_heads_feet_and_page_numbers_are_out_also_inside_a_sentence() -> None:
    sheets = Sheets()
    for page in range(1, 4):
        sheets.put(LEFT, 50, "苹果产业三年行动方案", 10)
        sheets.put(290, 800, f"— {page} —", 12)
        if page == 1:
            sheets.prose(120, PLAIN)
        else:
            sheets.prose(120, MORE if page == 2 else "附则。", opens=page == 3)
        sheets.next()
    found = read(sheets)
    # the first page ends inside the sentence, its last line short of the edge by less than a word
    assert "—" not in found.text
    assert "三年行动方案" not in found.text
    assert found.text.split("\n")[-1] == "附则。"


def test_a_sentence_over_the_end_of_a_page_is_whole() -> None:
    sheets = Sheets()
    words = "果" * 24 + "业" * 26
    sheets.prose(700, words)
    sheets.put(290, 800, "1", 12)
    sheets.next()
    sheets.prose(120, "壮大" * 13 + "成果。", opens=False)
    sheets.put(290, 800, "2", 12)
    found = read(sheets)
    assert found.text == words + "壮大" * 13 + "成果。"
    assert [b.anchor.page for b in found.blocks if b.anchor] == [1, 1, 2, 2]


def test_what_a_browser_prints_around_a_page_is_out() -> None:
    sheets = Sheets()
    sheets.put(20, 20, "2026/3/5 09:41   苹果产业行动方案_县政府网", 8)
    sheets.put(20, 830, "https://www.example.gov.cn/zw/1.htm", 8)
    sheets.put(560, 830, "1/1", 8)
    sheets.prose(120, PLAIN + MORE)
    assert read(sheets).text == PLAIN + MORE


def test_order_is_that_of_the_page_not_of_the_file() -> None:
    sheets = Sheets()
    sheets.prose(300, "第二段在下面。")
    sheets.prose(120, "第一段在上面。")
    assert read(sheets).text == "第一段在上面。\n第二段在下面。"


def test_two_columns_are_read_one_after_the_other() -> None:
    sheets = Sheets()
    left = ["左栏写果园改造和品种更新的安排"] * 10
    right = ["右栏写仓储物流和市场开拓的安排"] * 10
    sheets.centred(90, "苹果产业简报", 20)
    for index, (one, two) in enumerate(zip(left, right, strict=True)):
        sheets.put(60, 120 + 20 * index, one, 14)
        sheets.put(300, 125 + 20 * index, two, 14)
    lines = read(sheets).text.split("\n")
    # each column is flush: its lines are one paragraph, and the right one goes on the left
    assert lines == ["苹果产业简报", "".join(left + right)]


def test_a_table_without_lines_stays_columns_of_spaces() -> None:
    sheets = Sheets()
    sheets.prose(100, PLAIN + MORE)
    rows = [("指标", "单位", "2025年"), *((f"指标{n}", "座", str(10 + n)) for n in range(9))]
    for index, row in enumerate(rows):
        for x, words in zip((90, 240, 400), row, strict=True):
            sheets.put(x, 240 + 24 * index, words, 12)
    lines = read(sheets).text.split("\n")
    assert [line.split() for line in lines[1:]] == [list(row) for row in rows]


def test_titles_are_headings_by_their_size_and_place() -> None:
    sheets = Sheets()
    sheets.centred(100, "梨川县人民政府关于", 22)
    sheets.centred(132, "苹果产业发展的意见", 22)
    sheets.prose(200, PLAIN + MORE)
    found = read(sheets)
    heading = next(b for b in found.blocks if b.kind == "heading")
    assert found.text[heading.start : heading.end] == "梨川县人民政府关于苹果产业发展的意见"
    assert heading.level == 1


def test_a_numbered_heading_in_the_middle_goes_on_no_heading_above_it() -> None:
    sheets = Sheets()
    y = sheets.prose(100, PLAIN + MORE)
    sheets.put(LEFT + 36, y + 10, "二、主要任务", 18)
    sheets.put(LEFT + 36, y + 42, "（一）改造老果园，扩大早熟品种的面积", 18)
    sheets.prose(y + 80, PLAIN + MORE)
    lines = read(sheets).text.split("\n")
    assert "二、主要任务" in lines
    assert "（一）改造老果园，扩大早熟品种的面积" in lines


BELOW = (
    "坚持绿色发展，做强果品加工，带动农户增收，建设全国知名的优质苹果产区，推动一二三产业融合发展。"
)


def _under(
    words: str, below: str = BELOW, bold: bool = True, x: float = LEFT + 32, size: float = 16
) -> list[str]:
    """The headings of a page on which a line stands above a paragraph."""
    sheets = Sheets()
    y = sheets.prose(120, BELOW * 4)
    sheets.canvas.setFont(FONT, size)
    sheets.canvas.drawString(x, HEIGHT - y, words, mode=2 if bold else 0)
    y = sheets.prose(y + 28, below)
    sheets.prose(y, BELOW * 3)
    sourced = read(sheets)
    return [sourced.text[b.start : b.end] for b in sourced.blocks if b.kind == "heading"]


def test_a_line_alone_that_is_bold_or_larger_is_a_heading() -> None:
    assert _under("指导思想") == ["指导思想"]
    assert _under("指导思想", bold=False, x=LEFT, size=19) == ["指导思想"]
    assert _under("指导思想", bold=False) == []


@pytest.mark.parametrize(
    ("words", "below"),
    [
        ("指导思想。坚持绿色", BELOW),  # bold words that open a paragraph
        ("二〇二四年三月", "县农业农村局"),  # names, dates
        ("2024年3月8日", BELOW),
        ("县人民政府", "2024年3月8日"),  # a signature
        ("各乡镇人民政府：", BELOW),
        ("清政办发〔2024〕6号", BELOW),
        ("（征求意见稿）", BELOW),
        ("县农业农村局    县财政局", BELOW),  # heads of columns
        ("品种", "红富士    嘎啦    国光    秦冠    蜜脆"),
        ("保障措施", "组织领导" + "." * 60 + "3"),  # contents
    ],
)
def test_other_bold_lines_are_no_headings(words: str, below: str) -> None:
    assert _under(words, below) == []


def test_a_bold_line_above_a_table_is_no_heading() -> None:
    sheets = Sheets()
    y = sheets.prose(120, BELOW * 4)
    sheets.canvas.setFont(FONT, 16)
    sheets.canvas.drawString(LEFT, HEIGHT - y, "苹果产业主要指标", mode=2)
    sheets.table((90, 200, 300, 400), y + 20, (("指标", "2023年", "2025年"), ("产量", "3", "5")))
    assert all(block.kind != "heading" for block in read(sheets).blocks)


def test_where_all_is_bold_bold_tells_nothing() -> None:
    sheets = Sheets()
    sheets.canvas._code.append("2 Tr")
    y = sheets.prose(120, BELOW * 4)
    sheets.put(LEFT + 32, y, "指导思想")
    sheets.prose(y + 28, BELOW * 3)
    assert all(block.kind != "heading" for block in read(sheets).blocks)


def test_the_name_of_an_office_in_its_letter_head_is_no_title() -> None:
    sheets = Sheets()
    sheets.centred(100, "梨川县人民政府文件", 40)
    sheets.centred(140, "梨政发〔2026〕8号", 16)
    sheets.centred(200, "关于苹果产业的意见", 22)
    sheets.prose(250, PLAIN + MORE)
    found = read(sheets)
    heads = [found.text[b.start : b.end] for b in found.blocks if b.kind == "heading"]
    assert heads == ["关于苹果产业的意见"]


def test_the_largest_line_of_a_cover_is_the_title_with_its_years() -> None:
    sheets = Sheets()
    sheets.centred(300, "梨川县苹果行动", 48)
    sheets.centred(350, "（2026—2030年）", 26)
    sheets.centred(700, "梨川县人民政府", 22)
    sheets.centred(730, "2026年3月9日", 22)
    sheets.next()
    sheets.prose(120, PLAIN + MORE)
    found = read(sheets)
    heads = [found.text[b.start : b.end] for b in found.blocks if b.kind == "heading"]
    assert heads == ["梨川县苹果行动（2026—2030年）"]


def test_a_frame_of_one_cell_is_a_box() -> None:
    sheets = Sheets()
    y = sheets.prose(100, PLAIN + MORE)
    sheets.canvas.rect(80, HEIGHT - y - 120, 430, 110)
    sheets.put(200, y + 40, "专栏1 仓储工程", 14)
    sheets.put(90, y + 70, "建设冷库12座。", 14)
    found = read(sheets)
    box = next(b for b in found.blocks if b.kind == "box")
    assert found.text[box.start : box.end] == "专栏1 仓储工程\n建设冷库12座。"


def test_a_frame_with_round_corners_is_a_box() -> None:
    sheets = Sheets()
    y = sheets.prose(100, PLAIN + MORE)
    sheets.canvas.roundRect(80, HEIGHT - y - 120, 430, 110, 10)
    sheets.put(200, y + 40, "专栏1 仓储工程", 14)
    sheets.put(90, y + 70, "建设冷库12座。", 14)
    found = read(sheets)
    box = next(b for b in found.blocks if b.kind == "box")
    assert found.text[box.start : box.end] == "专栏1 仓储工程\n建设冷库12座。"


def test_a_frame_of_labels_with_values_is_a_line_a_pair() -> None:
    sheets = Sheets()
    sheets.prose(100, PLAIN + MORE)
    sheets.canvas.rect(80, HEIGHT - 420, 430, 120)
    for x, y, words in (
        (90, 330, "索 引 号："),
        (160, 330, "LC0001/2026-8"),
        (300, 330, "发文机关："),
        (370, 322, "梨川县人民"),
        (370, 338, "政府办公室"),
        (90, 390, "发文字号："),
        (160, 390, "梨政办〔2026〕8号"),
        (300, 390, "主题分类："),
        (370, 390, "农业"),
    ):
        sheets.put(x, y, words, 11)
    found = read(sheets)
    assert found.text.split("\n")[1:] == [
        "索引号：LC0001/2026-8",
        "发文机关：梨川县人民政府办公室",
        "发文字号：梨政办〔2026〕8号",
        "主题分类：农业",
    ]


def test_bold_signs_printed_twice_are_read_once() -> None:
    sheets = Sheets()
    sheets.put(LEFT, 120, "重点工程建设冷库30座")
    sheets.put(LEFT + 0.4, 120, "重点工程建设冷库30座")
    assert read(sheets).text == "重点工程建设冷库30座"


def test_signs_that_only_look_like_others_are_mended() -> None:
    sheets = Sheets()
    sheets.put(LEFT, 120, "县发改局、")
    sheets.odd(LEFT + 80, 120, "⼯信局")
    found = read(sheets)
    assert found.text == "县发改局、工信局"
    assert "glyphs_mended" in found.warnings


def test_watermarks_and_invisible_text_are_out() -> None:
    sheets = Sheets()
    sheets.prose(120, PLAIN + MORE)
    sheets.canvas.saveState()
    sheets.canvas.translate(200, 400)
    sheets.canvas.rotate(45)
    sheets.canvas.setFont("STSong-Light", 50)
    sheets.canvas.drawString(0, 0, "内部资料")
    sheets.canvas.restoreState()
    hidden = sheets.canvas.beginText(LEFT, 300)
    hidden.setFont("STSong-Light", 12)
    hidden.setTextRenderMode(3)
    hidden.textOut("看不见的文字")
    sheets.canvas.drawText(hidden)
    found = read(sheets)
    assert found.text == PLAIN + MORE
    assert "invisible_left_out:1" in found.warnings


def test_words_off_the_page_are_out_and_told() -> None:
    sheets = Sheets()
    sheets.prose(120, PLAIN + MORE)
    sheets.next()
    sheets.prose(120, PLAIN + MORE)
    sheets.put(LEFT, HEIGHT + 60, "裁切线以外的文字")
    found = read(sheets)
    assert "裁切" not in found.text
    assert found.warnings == ("invisible_left_out:2",)


def test_a_page_whose_text_runs_sideways_is_turned() -> None:
    sheets = Sheets()
    sheets.canvas.rotate(90)
    for index, words in enumerate(("横排的第一行。", "横排的第二行要长出许多")):
        sheets.canvas.setFont("STSong-Light", 16)
        sheets.canvas.drawString(100, -(120 + 40 * index), words)
    found = read(sheets)
    assert found.text == "横排的第一行。\n横排的第二行要长出许多"


def test_scans_are_refused_and_in_a_mixed_file_named() -> None:
    sheets = Sheets()
    sheets.picture()
    sheets.put(400, 820, "扫描软件", 8)
    sheets.next()
    assert refused(sheets.data()) == "read.no_text_layer"
    sheets = Sheets()
    sheets.prose(120, PLAIN + MORE)
    sheets.next()
    for _ in range(2):
        sheets.picture()
        sheets.next()
    found = read(sheets)
    assert found.text == PLAIN + MORE
    assert found.pages == 3
    assert "pages_without_text:2-3" in found.warnings


def test_words_set_as_a_picture_inside_a_line_are_told() -> None:
    sheets = Sheets()
    y = sheets.prose(120, PLAIN + MORE)
    sheets.put(LEFT, y, "培育果业大户，")
    sheets.picture(LEFT + 115, y + 2, 160, 16)
    sheets.put(LEFT + 280, y, "，优化果品销售。")
    found = read(sheets)
    assert "words_in_pictures:1" in found.warnings
    sheets = Sheets()
    sheets.prose(120, PLAIN + MORE)
    sheets.picture(LEFT, 500, 300, 200)
    assert read(sheets).warnings == ()


def test_words_that_a_scanners_program_recognised_are_read_with_a_warning() -> None:
    sheets = Sheets()
    sheets.picture()
    hidden = sheets.canvas.beginText(LEFT, HEIGHT - 120)
    hidden.setFont("STSong-Light", 16)
    hidden.setTextRenderMode(3)
    hidden.textOut("建设冷链仓库18座")
    sheets.canvas.drawText(hidden)
    sheets.put(LEFT, 160, "")
    for index in range(4):
        hidden = sheets.canvas.beginText(LEFT, HEIGHT - 160 - 28 * index)
        hidden.setFont("STSong-Light", 16)
        hidden.setTextRenderMode(3)
        hidden.textOut("培育苹果分拣企业二十六家以上")
        sheets.canvas.drawText(hidden)
    found = read(sheets)
    assert found.text.startswith("建设冷链仓库18座")
    assert "recognised_layer:1" in found.warnings


def test_broken_fonts_are_refused() -> None:
    sheets = Sheets()
    for index in range(12):
        words = "".join(chr(0xE100 + 26 * index + n) for n in range(26))
        sheets.odd(LEFT, 120 + 28 * index, words)
    assert refused(sheets.data()) == "read.broken_fonts"


def test_a_page_with_broken_fonts_is_named_and_the_others_are_read() -> None:
    sheets = Sheets()
    sheets.prose(120, PLAIN + MORE)
    sheets.next()
    sheets.odd(LEFT, 120, "".join(chr(0xE100 + n) for n in range(26)))
    found = read(sheets)
    assert found.text == PLAIN + MORE
    assert found.warnings == ("pages_with_broken_fonts:2",)


def test_anchors_on_a_turned_page_are_those_of_the_page_as_it_is_read() -> None:
    sheets = Sheets()
    sheets.canvas.setPageRotation(90)
    sheets.canvas.rotate(90)
    sheets.canvas.setFont("STSong-Light", 16)
    sheets.canvas.drawString(100, -120, "横页上的一行")
    (block,) = read(sheets).blocks
    assert block.anchor is not None
    assert block.anchor.box is not None
    x0, top, x1, bottom = block.anchor.box
    assert (x0, x1) == (100, 196)
    assert top < 120 < bottom


def test_passwords_damage_and_nothing_are_refused() -> None:
    locked = Sheets(encrypt="geheim")
    locked.prose(120, PLAIN)
    assert refused(locked.data()) == "read.locked"
    sheets = Sheets()
    sheets.prose(120, PLAIN)
    data = sheets.data()
    assert refused(data[:200]) == "read.broken"
    assert refused(b"%PDF-1.7\n1 0 obj") == "read.broken"


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policy_extract.readers.pdf.opening.MAX_PAGES", 2)
    sheets = Sheets()
    for _ in range(3):
        sheets.put(LEFT, 120, "一页")
        sheets.next()
    assert refused(sheets.data()) == "read.too_many_pages"


_TWICE = """
import sys
from pathlib import Path
from policy_extract.readers.pdf.opening import opened

def drawn():
    document = opened(Path(sys.argv[1]).read_bytes(), "plan.pdf")
    pixels = document[0].render(scale=2).to_numpy().tobytes()
    document.close()
    return pixels

first = drawn()
sys.exit(first != drawn())
"""


def test_a_page_is_drawn_alike_whatever_was_read_before(tmp_path: Path) -> None:
    """What its fonts are has slipped behind its words: pdfium takes others, and yet others the second time."""
    sheets = Sheets()
    sheets.prose(120, PLAIN)
    data = sheets.data()
    start, end = data.index(b"2 0 obj") + 6, data.index(b"Std-Light")
    behind = data.index(b"~>endstream")
    slipped = data[:start] + data[end:behind] + data[start:end] + data[behind:]
    (tmp_path / "plan.pdf").write_bytes(slipped)
    done = subprocess.run([sys.executable, "-c", _TWICE, str(tmp_path / "plan.pdf")], check=False)
    assert done.returncode == 0
