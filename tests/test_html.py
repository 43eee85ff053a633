"""Web pages: the article and nothing of the page around it; its tables, lists, headings; what a page says of itself."""

from __future__ import annotations

import pytest

from policy_extract.document import Sourced
from policy_extract.readers import Unreadable
from policy_extract.readers.html.reading import read_html

LEAD = "为推动本县先进制造业向绿色低碳转型，提升园区承载能力，经县政府第十二次常务会议审议，制定本方案，请各单位抓好落实。"
GOAL = "到2027年，规模以上工业增加值达到八十六亿元，培育省级绿色工厂12家以上，单位增加值能耗下降百分之九。"


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
        ("<html><body><iframe src='/files/plan.pdf'></iframe></body></html>", "read.html_embeds"),
    ],
)
def test_pages_that_hold_no_document_are_refused(page: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(page)
    assert refused.value.code == code
