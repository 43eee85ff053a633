"""Families of material that grows: each is made of one piece, repeated or with distinct names in it.

``make(n)`` gives the texts of some documents, about n times the piece. ``size`` is the n at which a family is told from
noise in a tenth of a second or so. No text is a plan that exists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

#: The block of signs that names are made of, and those that would make them places, bodies, numbers or times.
_FIRST, _SIGNS = 0x4E00, 20_000
_NO_SIGNS = frozenset(
    "一二三四五六七八九十百千万亿两零年月日时市县区省州镇乡村局部厅委办院所会司厂城园街道和与及或、之"
)
#: So many names share each sign, however many there are: a corpus twice as large has twice the signs.
_SHARING = 8
TITLE = "贵阳市制造业发展“十四五”规划\n\n"
#: A small plan with something of everything.
_PLAN = """一、发展基础
2020年，规上工业总产值达到664.3亿元，年均增长12%。
二、主要目标
到2025年，规上工业总产值达到1400亿元，培育企业60家，其中新建40家、改建20家。
表1 主要指标
指标\t单位\t2020年\t2025年
规上工业总产值\t亿元\t664.3\t1400
规上工业增加值增速\t%\t6\t8
研发经费占GDP比重\t%\t1.8\t2.5
三、主要任务
（一）壮大产业
支持浙江甬金金属科技股份有限公司、甬金股份扩大生产，在云岩区建设产业园。（责任单位：市经信局、市科技局）
"""


@dataclass(frozen=True)
class Family:
    """A family of material; ``written``: the files for people are measured, too."""

    name: str
    make: Callable[[int], list[str]]
    size: int
    written: bool = False


def names(count: int) -> Iterator[str]:
    """So many distinct words of two signs, each sign the first of eight of them."""
    many = max(_SHARING + 2, -(-count // _SHARING))
    step = max(1, _SIGNS // (many + len(_NO_SIGNS)))
    block = (chr(_FIRST + i * step) for i in range(many + len(_NO_SIGNS)))
    signs = [sign for sign in block if sign not in _NO_SIGNS][:many]
    for i in range(count):
        first, turn = i % many, i // many
        yield signs[first] + signs[(first + turn) % many]


def _one(text: str) -> list[str]:
    return [TITLE + text]


def _repeated(piece: str, head: str = "") -> Callable[[int], list[str]]:
    return lambda n: _one(head + piece * n)


def _distinct(piece: str, head: str = "", between: str = "") -> Callable[[int], list[str]]:
    """The piece with a name of its own each time, where ``{}`` stands, and its number at ``{i}``."""

    def make(n: int) -> list[str]:
        pieces = [
            piece.replace("{}", name).replace("{i}", str(i + 1)) for i, name in enumerate(names(n))
        ]
        return _one(head + between.join(pieces))

    return make


def _documents(piece: str, title: str = "贵阳市{}发展规划\n\n") -> Callable[[int], list[str]]:
    """So many documents of one piece."""

    def make(n: int) -> list[str]:
        return [
            title.replace("{}", name) + piece.replace("{}", name).replace("{i}", str(i + 1))
            for i, name in enumerate(names(n))
        ]

    return make


def _mixed(*pieces: str) -> Callable[[int], list[str]]:
    return lambda n: _one("".join(pieces[i % len(pieces)] for i in range(n)))


def _headings(n: int) -> list[str]:
    lines = []
    for i, name in enumerate(names(n)):
        lines.append(
            f"（{'一二三四五六七八九十'[i % 10]}）加强{name}建设\n到2025年，{name}产值达到{i + 1}亿元。\n"
        )
    return _one("".join(lines))


def _chapters(n: int) -> list[str]:
    return _one("".join(f"第{i + 1}章 {name}工程\n推进建设。\n" for i, name in enumerate(names(n))))


def _deep(n: int) -> list[str]:
    return _one(
        "".join(f"{'.'.join('1' * (i % 9 + 1))} {name}\n" for i, name in enumerate(names(n)))
    )


def _rows(head: str, row: str) -> Callable[[int], list[str]]:
    return _distinct(row, head)


FAMILIES: tuple[Family, ...] = (
    # -- companies
    Family("companies of one first sign", _distinct("支持浙江金{}科技有限公司。\n"), 150),
    Family("companies of two first signs", _distinct("支持浙江金甬{}科技有限公司。\n"), 150),
    Family("companies, distinct", _distinct("支持浙江{}金属科技有限公司建设。\n"), 150),
    Family("companies, short and in full", _distinct("支持{}科技、浙江{}科技有限公司、{}股份。\n"), 100),
    Family("companies behind a place of no list", _distinct("支持云岫{}科技有限公司。\n"), 150),
    Family("companies, one name", _repeated("支持浙江甬金金属科技股份有限公司建设。\n"), 500),
    Family("companies that differ by one sign", lambda n: _one("".join(
        f"支持浙江{x}凤登环保有限公司、浙江{x}风登环保。\n" for x in names(n))), 60),
    Family("companies of one core in many regions", lambda n: _one("".join(
        f"支持{x}市金梭纺织有限公司。\n" for x in names(n))), 150),
    Family("companies in one list", _distinct("浙江{}科技有限公司", "培育", between="、"), 150),
    Family("companies of a group", _distinct("支持中建{}建设有限公司。\n"), 150),
    # -- agencies
    Family("responsible labels", _repeated("牵头单位：市科技局\n"), 400),
    Family("responsible labels in one line", _repeated("责任单位：市经信局；"), 400),
    Family("responsible labels, nothing behind", _repeated("牵头单位："), 800),
    Family("unclosed brackets", _repeated("（牵头单位：市科技局"), 400),
    Family("closed brackets", _repeated("推进建设。（责任单位：市科技局、市财政局）\n"), 300),
    Family("agencies, distinct", _distinct("推进工作。（责任单位：{}办公室）\n"), 200),
    Family("agencies of one ending", _distinct("由市{}工作领导小组牵头，"), 200),
    Family("towns, distinct", _distinct("推进工作。（责任单位：{}镇人民政府）\n"), 400),
    Family("agencies in one list", _distinct("市{}局", "责任单位：", between="、"), 300),
    # -- areas
    Family("areas, one", _repeated("推进云岩区工业发展。\n"), 500),
    Family("areas, distinct", _distinct("推进{}经济开发区建设。\n"), 250),
    Family("areas, bare words", _repeated("推进开发区、高新区建设。\n"), 400),
    Family("areas, many in one name", _distinct("{}镇", "重点在", between="、"), 300),
    # -- indicators and values
    Family("indicators, distinct", _distinct("到2025年，{}产业产值达到{i}亿元。\n"), 150),
    Family("indicators of one beginning", _distinct("到2025年，规上工业{}增加值达到{i}亿元。\n"), 150),
    Family("indicators of one end", _distinct("到2025年，{}培育企业数达到{i}家。\n"), 150),
    Family("values of one claim", _distinct("到2025年，规上工业总产值达到{i}亿元。\n"), 200),
    Family("one value", _repeated("到2025年，规上工业总产值达到500亿元。\n"), 200),
    Family("values in one sentence", _distinct("{}产值{i}亿元，"), 200),
    Family("from and to", _distinct("{}产值从{i}亿元增长到900亿元。\n"), 150),
    Family("from and to in one sentence", _repeated("从100亿元增长到900亿元，"), 300),
    Family("years of one indicator", lambda n: _one("".join(
        f"到{2000 + i % 90}年，规上工业总产值达到{i + 1}亿元。\n" for i in range(n))), 200),
    Family("respective lists", _repeated("甲、乙、丙产值分别达到1亿元、2亿元、3亿元。\n"), 150),
    Family("one respective list", lambda n: _one(
        "、".join(f"{x}产值" for x in names(n)) + "分别达到" + "、".join(f"{i + 1}亿元" for i in range(n)) + "。"), 500),
    Family("sums and parts", lambda n: _one("".join(
        f"{x}企业达到30家，其中规上企业10家、小微企业20家。\n" for x in names(n))), 120),
    Family("one sum of many parts", lambda n: _one(
        "到2025年，企业达到9000家，其中" + "、".join(f"{x}企业{i + 1}家" for i, x in enumerate(names(n))) + "。"), 300),
    Family("shares of a whole", _distinct("{}产值达到100亿元，占规上工业总产值的比重达到10%。\n"), 120),
    Family("growth", _distinct("2020年{}产值100亿元，到2025年达到200亿元，年均增长14.9%。\n"), 120),
    Family("one growth beside its level", _repeated("到2025年，全县规上工业总产值达到500亿元，年均增长7.2%。\n"), 600),
    # -- layout
    Family("headings", _headings, 150),
    Family("headings of one form", _chapters, 300),
    Family("headings, deep", _deep, 300),
    Family("heading repeated", _repeated("一、总体要求\n"), 500),
    Family("contents", _distinct("目录\n一、{}\n"), 300),
    Family("quotes", _repeated("“产值”"), 2000),
    Family("unclosed quotes", _repeated("“产值达到100亿元，"), 400),
    Family("titles of documents", _repeated("根据《某某规划》《贵阳市规划》产值100亿元。\n"), 200),
    Family("unclosed titles", _repeated("《产值100亿元，"), 400),
    Family("unclosed round brackets", _repeated("（产值100亿元，"), 400),
    Family("nested brackets", lambda n: _one("（" * n + "产值100亿元" + "）" * n), 3000),
    Family("one long line of words", _repeated("推进工业发展建设"), 2000),
    Family("one long line of digits", _repeated("1"), 20000),
    Family("heads of what stands behind", _repeated("相关链接\n", "一、发展基础\n"), 1200),
    Family("empty lines", _repeated("\n \n"), 500),
    Family("list marks", _repeated("1."), 3000),
    # -- one line: sizes at which it is longer than what a sentence or a clause may be
    Family("one line of amounts", _distinct("{i}亿元", "产值", between="、"), 2500),
    Family("one line of shares", _distinct("{i}%"), 2500),
    Family("one line of numerals", _repeated("一百二十三亿"), 400),
    Family("one line of sums and parts", _distinct("{}企业30家，其中规上10家，"), 250),
    Family("one row of many years", lambda n: _one(
        "表1 主要指标\n指标\t" + "\t".join(f"{2000 + i % 60}年" for i in range(n))
        + "\n产值\t" + "\t".join(str(i) for i in range(n)) + "\n"), 800),
    # -- tables
    Family("table of tabs", _rows("表1 主要指标\n指标\t单位\t2020年\t2025年\n", "{}产值\t亿元\t{i}\t9000\n"), 150),
    Family("table of tabs, one row", _repeated("产值\t亿元\t1\t2\n", "表1 主要指标\n指标\t单位\t2020年\t2025年\n"), 150),
    Family("table of pipes", _rows("表1 主要指标\n|指标|单位|2020年|2025年|\n|-|-|-|-|\n", "|{}产值|亿元|{i}|9000|\n"), 150),
    Family("table of spaces", _rows("表1 主要指标\n指标   单位   2020年   2025年\n", "{}产值   亿元   {i}   9000\n"), 150),
    Family("table of cell lines", _rows("表1 主要指标\n序号\n指标\n2020年\n2025年\n", "{i}\n{}产值\n{i}\n9000\n"), 150),
    Family("table of cell tabs", _rows("表1 主要指标\n", "\t{}产值\n\t{i}\n\t9000\n\n"), 150),
    Family("table of projects", _rows("表1 重点项目\n序号\t项目名称\t建设单位\t总投资（亿元）\t建设地点\n", "{i}\t{}新材料项目\t浙江{}科技有限公司\t5\t云岩区\n"), 100),
    Family("table of tasks", _rows("表1 任务分工\n序号\t工作任务\t牵头单位\t责任单位\n", "{i}\t推进{}建设\t市科技局\t市经信局、市财政局\n"), 150),
    Family("tables, many", _distinct("表{i} {}指标\n指标\t2020年\t2025年\n产值\t1\t2\n\n"), 80),
    Family("projects", _distinct("{i}.{}项目。由浙江{}科技有限公司投资5亿元建设。\n"), 100),
    Family("times", _repeated("2021年3月至2025年12月，"), 400),
    # -- many documents
    Family("documents of one claim", _documents("到2025年，规上工业总产值达到{i}亿元。\n"), 40),
    Family("documents of one value", _documents("到2025年，规上工业总产值达到500亿元。\n"), 40),
    Family("documents of one area", _documents("推进云岩区、花溪区建设。支持市科技局。\n"), 40),
    Family("documents of many areas", _documents(
        "到2025年，GDP年均增长6%。\n", "{}市发展规划\n\n"), 150),
    Family("documents of one company", _documents("支持浙江甬金金属科技股份有限公司，甬金股份。\n"), 40),
    Family("documents of own words", _documents("到2025年，{}产业产值达到{i}亿元。支持浙江{}科技有限公司。（责任单位：{}办）\n"), 40),
    Family("documents of one ambiguous company", _documents("支持甬金股份与浙江甬金{}科技有限公司。\n"), 40),
    Family("documents of one series", _documents(
        "2020年，规上工业总产值为{i}亿元。到2025年，规上工业总产值达到900亿元。\n", "贵阳市{}发展规划\n\n"), 100),
    Family("copies of a plan", lambda n: [
        f"{city}市制造业发展“十四五”规划\n\n" + _PLAN for city in names(n)], 10, written=True),
)  # fmt: skip
