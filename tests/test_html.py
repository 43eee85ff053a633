"""Web pages: the article and nothing of the page around it; its tables, lists, headings; what a page says of itself."""

from __future__ import annotations

import base64
import quopri
from pathlib import Path

import pytest

from pages import AIM, BODY, CARE, PAGES, PLAN, TO, paragraphs
from policy_extract.document import Anchor, Sourced
from policy_extract.readers import Unreadable, read_document
from policy_extract.readers.formats import format_of
from policy_extract.readers.html.mhtml import read_mhtml
from policy_extract.readers.html.reading import read_html
from policy_extract.readers.html.tables import MAX_COLUMNS

LEAD = "为推动本县先进制造业向绿色低碳转型，提升园区承载能力，经县政府第十二次常务会议审议，制定本方案，请各单位抓好落实。"
GOAL = "到2027年，规模以上工业增加值达到八十六亿元，培育省级绿色工厂12家以上，单位增加值能耗下降百分之九。"


@pytest.mark.parametrize("name", PAGES)
def test_the_article_and_nothing_of_the_page_around_it(name: str) -> None:
    page, article, meta = PAGES[name]
    sourced = read_html(page.encode(), "a.html")
    assert tuple(line for line in sourced.text.split("\n") if line) == article
    assert dict(sourced.meta) == meta


def read(page: str) -> Sourced:
    return read_html(page.encode(), "a.html")


def body(words: str) -> Sourced:
    return read(f"<html><body><div id='zoom'><p>{LEAD}</p>{words}<p>{GOAL}</p></div></body></html>")


def lines(sourced: Sourced) -> list[str]:
    return sourced.text.split("\n")[1:-1]


def cells(sourced: Sourced) -> list[tuple[str, int, int, int, int]]:
    return [
        (sourced.text[b.start : b.end], b.cell.row, b.cell.col, b.cell.rowspan, b.cell.colspan)
        for b in sourced.blocks
        if b.cell is not None
    ]


def test_an_ordered_list_shows_its_numbers() -> None:
    shown = body(
        "<ol start=3><li>建设孵化器</li><li>引进团队</li></ol><ol type=A><li>评估</li></ol><ul><li>公示</li></ul>"
        "<ol><li>（一）已有编号</li></ol>"
    )
    assert lines(shown) == ["3. 建设孵化器", "4. 引进团队", "A. 评估", "公示", "（一）已有编号"]
    assert [b.kind for b in shown.blocks[1:-1]] == ["item"] * 5


def test_merged_cells_keep_their_places() -> None:
    table = (
        "<table><tr><th rowspan=2>指标</th><th colspan=2>数值</th></tr><tr><th>2023年</th><th>2027年</th></tr>"
        "<tr><td>绿色<br>工厂（家）</td><td>4</td><td>12</td></tr></table>"
    )
    assert cells(body(table)) == [
        ("指标", 0, 0, 2, 1),
        ("数值", 0, 1, 1, 2),
        ("2023年", 1, 1, 1, 1),
        ("2027年", 1, 2, 1, 1),
        ("绿色\n工厂（家）", 2, 0, 1, 1),
        ("4", 2, 1, 1, 1),
        ("12", 2, 2, 1, 1),
    ]


def test_every_block_has_the_path_of_its_element() -> None:
    shown = read(
        f"<html><body><div>菜单</div><div id=zoom><p>{LEAD}</p><table><tr><td>指标</td><td>值</td></tr>"
        f"<tr><td>工厂</td><td>12</td></tr></table><p>{GOAL}</p></div></body></html>"
    )
    paths = {
        shown.text[b.start : b.end]: b.anchor.path for b in shown.blocks if b.anchor is not None
    }
    assert paths["12"] == "html/body/div[2]/table[1]/tr[2]/td[2]"
    assert paths[GOAL] == "html/body/div[2]/p[2]"
    assert len(paths) == len(shown.blocks)


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (
            "<html><title>404</title><body><h1>您访问的页面不存在</h1></body></html>",
            "read.html_error",
        ),
        (
            "<html><body>用户名<input name=u> 密码<input type=password></body></html>",
            "read.html_login",
        ),
        (
            "<html><body><div id=app></div><script src=a.js></script></body></html>",
            "read.html_script",
        ),
        (
            "<html><frameset><frame src='menu.htm'><frame src='text.htm'></frameset></html>",
            "read.html_frames",
        ),
        (
            "<html><body><ul>"
            + "".join(
                f"<li><a href={n}>清河县第{n}批重点项目名单</a><i>03-0{n}</i></li>"
                for n in range(1, 9)
            ),
            "read.html_list",
        ),
        ("<html><body><h2>该内容已被发布者删除</h2></body></html>", "read.html_error"),
        ("<html><title>502 Bad gateway</title><body><p>nginx</p></body></html>", "read.html_error"),
        ("<html><body><h1>HTTP ERROR 503</h1><p>请稍后再试</p></body></html>", "read.html_error"),
        ("<html><body><p>403错误，请返回</p></body></html>", "read.html_error"),
        (
            f"<html><body><div></div><script>window.d={{'text':'{'产业园区' * 200}'}}</script></body></html>",
            "read.html_script",
        ),
        ("<html><body><iframe src='/files/plan.pdf'></iframe></body></html>", "read.html_embeds"),
    ],
)
def test_pages_that_hold_no_document_are_refused(page: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(page)
    assert refused.value.code == code


@pytest.mark.parametrize("cell", ["4500", "500", "1500公里", "350<br>5000"])
def test_a_page_of_a_table_alone_is_no_error_page_for_its_numbers(cell: str) -> None:
    shown = read(
        "<html><title>清河县2025年造林任务表</title><body><h1>清河县2025年造林任务表</h1><table><tr><td>乡镇</td><td>任务</td></tr>"
        f"<tr><td>河口镇</td><td>{cell}</td></tr></table><p>新增 500 个</p></body></html>"
    )
    assert cell.split("<br>")[0] in shown.text


def test_an_old_page_is_decoded_by_its_own_line() -> None:
    page, article, _ = PAGES["2008, tables"]
    sourced = read_html(page.encode("gb18030"), "a.html")
    assert sourced.text.split("\n")[0] == article[0]


def test_utf8_goes_before_an_old_line_about_gb2312() -> None:
    page, article, _ = PAGES["2008, tables"]
    assert read_html(page.encode(), "a.html").text.split("\n")[0] == article[0]


def test_a_traditional_page_is_decoded_as_it_says() -> None:
    page = f"<html><head><meta charset=big5></head><body><p>{'為推動產業轉型升級，提升園區承載能力，制定本方案。' * 4}</p></body></html>"
    assert read_html(page.encode("big5"), "a.html").text.startswith("為推動產業")


def test_a_page_of_a_broken_encoding_is_refused() -> None:
    page, _, _ = PAGES["province"]
    data = page.encode()
    with pytest.raises(Unreadable) as refused:
        read_html(data[:900] + b"\xff\xfe" + data[900:], "a.html")
    assert refused.value.code == "read.damaged"


def archive(page: str, encoding: str, transfer: str) -> bytes:
    data = page.encode(encoding)
    words = (
        quopri.encodestring(data) if transfer == "quoted-printable" else base64.encodebytes(data)
    )
    head = (
        "From: <Saved by Blink>\r\nSubject: plan\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--b1"\r\n\r\n----b1\r\n'
        f"Content-Type: text/html; charset={encoding}\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n"
    )
    tail = "\r\n----b1\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0=\r\n----b1--\r\n"
    return head.encode() + words + tail.encode()


@pytest.mark.parametrize(
    ("encoding", "transfer"),
    [("utf-8", "quoted-printable"), ("gbk", "base64"), ("gb2312", "quoted-printable")],
)
def test_a_saved_page_of_one_file(encoding: str, transfer: str) -> None:
    page, article, _ = PAGES["beside news"]
    sourced = read_mhtml(archive(page, encoding, transfer), "a.mhtml")
    assert tuple(sourced.text.split("\n")) == article


def test_an_archive_without_a_page_is_refused() -> None:
    data = b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nwords"
    with pytest.raises(Unreadable) as refused:
        read_mhtml(data, "a.mht")
    assert refused.value.code == "read.mhtml_no_page"


def test_headings_by_element_and_by_bold_words() -> None:
    shown = body(
        f"<h2>一、总体要求</h2><p>{GOAL}</p><p><b>坚持创新驱动</b></p><p>{GOAL}</p><p><b>1.建设平台</b></p><p><b>全县共建。</b></p>"
        f"<p style='text-align:center'><b>{PLAN}</b></p><p>{GOAL}</p>"
    )
    headings = [(shown.text[b.start : b.end], b.level) for b in shown.blocks if b.kind == "heading"]
    assert headings == [("一、总体要求", 2), ("坚持创新驱动", 7)]


def test_signs_set_high_and_low() -> None:
    shown = body(
        "<p>新增厂房20万m<sup>2</sup>，CO<sub>2</sub>减排3×10<sup>4</sup>吨<sup>[1]</sup>。</p>"
    )
    assert lines(shown) == ["新增厂房20万m²，CO2减排3×10⁴吨。"]


def test_blanks_breaks_and_lines_cut_in_the_source() -> None:
    shown = body(
        "<p>&nbsp;&nbsp;　　第一\n   行，<br>第二行 A\n B</p><p>&nbsp;</p><p></p><p>第三行</p>"
    )
    assert lines(shown) == ["第一行，", "第二行 A B", "", "第三行"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display: none'>暗</p>", "<p hidden>暗</p>", "<script>var a='暗';</script>", "<style>暗</style>",
        "<!-- 暗 -->", "<template><p>暗</p></template>", "<noscript>暗</noscript>", "<select><option>暗</option></select>",
    ],
)  # fmt: skip
def test_what_is_not_seen_is_not_read(hidden: str) -> None:
    assert "暗" not in body(f"<p>明</p>{hidden}").text


def test_a_table_without_data_only_sets_words_out() -> None:
    inner = "<table><tr><td>指标</td><td>值</td></tr><tr><td>工厂</td><td>12</td></tr></table>"
    shown = body(f"<table><tr><td>左栏说明文字</td></tr><tr><td>{inner}</td></tr></table>")
    assert [words for words, *_ in cells(shown)] == ["指标", "值", "工厂", "12"]
    assert lines(shown)[0] == "左栏说明文字"


def test_title_rows_and_notes_of_a_table_stand_around_it() -> None:
    table = (
        "<table><tr><td colspan=2>主要指标表</td></tr><tr><td>指标</td><td>值</td></tr><tr><td>工厂</td><td>12</td></tr>"
        "<tr><td>农场</td><td>3</td></tr><tr><td colspan=2>注：按年末数计算</td></tr></table>"
    )
    shown = body(table)
    assert lines(shown) == ["主要指标表", "指标\t值", "工厂\t12", "农场\t3", "注：按年末数计算"]
    assert [b.kind for b in shown.blocks if b.cell is None][1:-1] == ["paragraph", "note"]


def test_lines_cut_by_hand_are_one_paragraph() -> None:
    long = (
        "大力发展轴承和针织产业，建设公共检测平台，支持企业开展技术改造，鼓励龙头企业牵头组建联合体。"
        * 3
    )
    cut = "\n".join(long[at : at + 30] for at in range(0, len(long), 30))
    shown = read(f"<html><body><pre>　　{LEAD}\n　　{cut}\n　　{GOAL}</pre></body></html>")
    paragraphs_ = [shown.text[b.start : b.end].replace("\n", "") for b in shown.blocks]
    assert paragraphs_ == [LEAD, long, GOAL]


def test_words_that_name_a_menu_do_not_hide_the_article() -> None:
    shown = read(
        f"<html><body><div class='content share-wrap nav'>{paragraphs(BODY)}</div></body></html>"
    )
    assert shown.text.split("\n") == list(BODY)


def test_labels_inside_the_article_are_words_of_it() -> None:
    shown = body("<p>名称：轴承检测平台</p><p>来源：省级专项资金</p><p>分类：公共服务</p>")
    assert "名称：轴承检测平台" in shown.text
    assert shown.meta == ()


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 200_000,
        "<table><tr><td>" * 50_000,
        "<ul><li>" * 100_000,
        "<b>" * 100_000 + LEAD,
    ],
    ids=["div", "table", "list", "bold"],
)
def test_a_tree_without_end_is_refused(page: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(f"<html><body>{page}")
    assert refused.value.code in ("read.html_nested", "read.empty")


def test_entities_are_not_expanded() -> None:
    declared = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    page = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "{"哈" * 99}">{declared}]><html><body><p>{LEAD}</p><p>&a11;</p><p>{GOAL}</p></body></html>'
    assert len(read(page).text) < 20_000


def test_a_cell_that_spans_too_much_spans_what_there_is() -> None:
    shown = body(
        "<table><tr><td colspan=99999999 rowspan=99999999>甲</td></tr><tr><td>乙</td><td>丙</td></tr><tr><td>丁</td><td>戊</td></tr></table>"
    )
    assert max(col + span for _, _, col, _, span in cells(shown)) <= 500


@pytest.mark.parametrize(
    ("data", "suffix", "name"),
    [
        (b"<!-- saved from url=(0014)about:internet -->\n<html>", ".txt", "html"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE HTML PUBLIC>", ".doc", "html"),
        (b"<?xml version='1.0'?><html xmlns='x'>", ".txt", "html"),
        (b"<head><meta charset=gbk>", ".txt", "html"),
        ("<html>".encode("utf-16"), ".txt", "html"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0", ".txt", "mhtml"),
        (b"Content-Type: multipart/related; boundary=x", ".mht", "mhtml"),
        (b"<p align=center>", ".md", "md"),
        (b"<html> is a tag", ".md", "html"),
        ("《规划》".encode(), ".txt", "txt"),
    ],
)
def test_a_page_is_known_by_its_first_bytes(data: bytes, suffix: str, name: str) -> None:
    assert format_of(data, suffix) == name


def test_the_foot_of_a_short_notice_is_left_out_and_its_words_inside_a_plan_stay() -> None:
    lines = (TO, AIM, "主办单位：县经信局", "提供技术支持：检测平台", CARE, "清河县人民政府")
    foot = "<p>清河县人民政府主办，县大数据中心承办，地址：清河县建设路88号，邮编：330000，电话：0571-0000000。</p>"
    shown = read(
        f"<html><body><div class=con>{paragraphs(lines)}</div><div class=b>{foot}</div></body></html>"
    )
    assert tuple(shown.text.split("\n")) == lines


@pytest.mark.parametrize("name", ["a.txt", "a.htm", "a.shtml"])
def test_a_page_is_read_whatever_it_is_called(name: str, tmp_path: Path) -> None:
    page, article, _ = PAGES["form"]
    (tmp_path / name).write_bytes(page.encode())
    source = read_document(tmp_path / name)
    assert source.format == "html"
    assert tuple(source.text.split("\n")) == article


def test_a_table_of_one_cell_is_a_box() -> None:
    box = f"<table border=1><tr><td><p>专栏1 绿色工厂</p><p>{AIM}</p></td></tr></table>"
    page = f"<html><body><div id=zoom>{paragraphs(BODY)}{box}<p>{GOAL}</p></div></body></html>"
    shown = read(page)
    boxes = [(shown.text[b.start : b.end], b.anchor) for b in shown.blocks if b.kind == "box"]
    assert boxes == [(f"专栏1 绿色工厂\n{AIM}", Anchor(path="html/body/div[1]/table[1]"))]
    framed = read(f"<html><body><table><tr><td>{paragraphs(BODY)}</td></tr></table></body></html>")
    assert not [b for b in framed.blocks if b.kind == "box"]


def test_a_page_of_several_says_so() -> None:
    foot = "<div><a href=1>上一页</a> 1 <a href=2>2</a> <a href=2>下一页</a> 共2页</div>"
    shown = read(f"<html><body><div id=zoom>{paragraphs(BODY)}{foot}</div></body></html>")
    assert shown.warnings == ("more_pages",)
    assert tuple(shown.text.split("\n")) == BODY


def test_labels_over_their_values() -> None:
    rows = "<tr><th>索引号</th><th>发文字号</th></tr><tr><td>A01-2024-1</td><td>清政〔2024〕3号</td></tr>"
    stated = read(f"<html><body><table>{rows}</table><div>{paragraphs(BODY)}</div></body></html>")
    assert dict(stated.meta) == {"index": "A01-2024-1", "number": "清政〔2024〕3号"}
    listed = "<tr><td>A01-2024-2</td><td>清政〔2024〕4号</td></tr>"
    assert (
        read(
            f"<html><body><table>{rows}{listed}</table><div>{paragraphs(BODY)}</div></body></html>"
        ).meta
        == ()
    )


def test_cells_that_cover_more_and_more_columns_take_no_more_time() -> None:
    """2,000 rows whose first cell covers all below took 80 seconds: each row stood 200 columns further right."""
    rows = 500
    page = "<table>" + "<tr><td rowspan=9999 colspan=9999>指标<td>1</tr>" * rows + "</table>"
    cells = [one.cell for one in read_html(page.encode(), "page.html").blocks if one.cell]
    assert len(cells) == 2 * rows
    assert max(cell.col for cell in cells) <= MAX_COLUMNS + 2
    assert max(cell.col + cell.colspan for cell in cells) <= MAX_COLUMNS + 2


def test_cells_below_and_beside_others_keep_their_columns() -> None:
    page = (
        "<table><tr><td rowspan=3>甲<td colspan=2>乙<td rowspan=2>丙</tr><tr></tr>"
        "<tr><td>丁<td>戊<td>己</tr><tr><td>庚<td>辛</tr></table>"
    )
    blocks = read_html(page.encode(), "page.html")
    found = {
        blocks.text[one.start : one.end]: (one.cell.row, one.cell.col)
        for one in blocks.blocks
        if one.cell
    }
    assert found == {
        "甲": (0, 0), "乙": (0, 1), "丙": (0, 3), "丁": (1, 1), "戊": (1, 2), "己": (1, 3),
        "庚": (2, 0), "辛": (2, 1),
    }  # fmt: skip


_TABLE = "<table><tr><td>指标</td><td>2020年</td></tr><tr><td>产值</td><td>3</td></tr><tr><td>税收</td><td>4</td></tr></table>"


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (f"<h1>临江县工业规划</h1><p>一、目标</p><p>表1 主要指标</p>{_TABLE}", ["临江县工业规划", "一、目标", "表1 主要指标", "指标\t2020年"]),
        (f"<div><p>表1（单位：亿元）</p>{_TABLE}<p>注：初步数</p></div>", ["表1（单位：亿元）", "指标\t2020年"]),
        ("<h1>临江县国民经济和社会发展第十四个五年规划和远景目标纲要</h1><p>一、发展目标</p>", ["临江县国民经济和社会发展第十四个五年规划和远景目标纲要", "一、发展目标"]),
        (f"<ul><li>{LEAD}</li><li>一、目标</li></ul>", [LEAD, "一、目标"]),
    ],
)  # fmt: skip
def test_a_page_that_is_a_table_or_one_line_keeps_what_stands_around(
    page: str, shown: list[str]
) -> None:
    """The article was the table alone: its caption with the unit, and the headings above, were lost."""
    text = read(f"<html><body>{page}</body></html>").text.split("\n")
    assert text[: len(shown)] == shown
