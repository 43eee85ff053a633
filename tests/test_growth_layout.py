"""Four times the lines take about four times as long: no dialect of tables reads the text for each row.

Measured as in ``test_growth.py``.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policy_extract.readers.glyphs import mended
from policy_extract.readers.markdown import read_markdown
from reading import layouter
from test_growth import ratio

_AT_MOST = 8.0


@pytest.mark.parametrize(
    ("head", "piece", "size"),
    [
        pytest.param("指标\t2022年\t2027年\n", "产值\t1\t2\n", 500, id="row tabs"),
        pytest.param("指标\t2022年\t2027年\n", "产值\t1\t2\n一、组\n", 300, id="row tabs, groups"),
        pytest.param("类别\t指标\t2022年\t2027年\n规模\t产值\t1\t2\n", "企业\t1\t2\n", 500, id="row tabs, merged"),
        pytest.param("", "\t产值\n\t1\n\t2\n\n", 500, id="cell tabs"),
        pytest.param("", "序号\n指标\n单位\n1\n产值\n", 500, id="headers without rows"),
        pytest.param("表1 指标\n序号\n指标\n2022年\n2027年\n", "1\n产值\n1\n2\n", 500, id="cell lines"),
        pytest.param("表1 指标\n指标\n2022年\n2027年\n", "产值\n1\n2\n", 500, id="cell lines, no numbers"),
        pytest.param("表1 指标\n地区\n年产值\n年增量\n", "甲县\n1\n2\n", 500, id="cell lines, periodic"),
        pytest.param("指标   2022年   2027年\n", "产值    1    2\n", 500, id="spaces"),
        pytest.param("指标   2022年   2027年\n产值   1   2\n", "   某某\n产值   1   2\n", 300, id="spaces, wrapped"),
        pytest.param("|指标|2022年|\n|-|-|\n", "|产值|1|\n", 500, id="pipes"),
        pytest.param("", "|\n", 4000, id="bare pipes"),
        pytest.param("", "索引号：\n各位代表\n", 1000, id="title block"),
    ],
)  # fmt: skip
def test_layout(head: str, piece: str, size: int) -> None:
    def make(count: int) -> Callable[[], object]:
        text = head + piece * count
        return lambda: layouter().lay_out("x", text)

    assert ratio(make, size) <= _AT_MOST


@pytest.mark.parametrize(
    ("piece", "size"),
    [
        pytest.param("**产值**达到[500](a)亿元", 2000, id="emphasis in one line"),
        pytest.param("*", 20_000, id="stars"),
        pytest.param("[", 20_000, id="brackets"),
        pytest.param("![](", 10_000, id="half links"),
        pytest.param("<!--", 10_000, id="half comments"),
        pytest.param("<a ", 10_000, id="half tags"),
        pytest.param("`", 20_000, id="ticks"),
        pytest.param("_", 20_000, id="lines below"),
        pytest.param("--> <!--", 5000, id="comments"),
        pytest.param("|a|b|\n|-|-|\n", 2000, id="tables"),
        pytest.param("甲\n===\n", 2000, id="underlined"),
        pytest.param("- 项\n", 4000, id="items"),
    ],
)
def test_markdown(piece: str, size: int) -> None:
    def make(count: int) -> Callable[[], object]:
        text = piece * count
        return lambda: read_markdown(text)

    assert ratio(make, size) <= _AT_MOST


def test_doubled_numbers_line_for_line() -> None:
    """A text is mended before any limit of time holds: each line must not copy all of it."""

    def make(count: int) -> Callable[[], object]:
        text = "工业工业22亿元亿元33\n" * count
        return lambda: mended(text)

    assert ratio(make, 20_000) <= _AT_MOST
