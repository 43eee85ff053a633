"""Files that grow, for each format that is read: many pieces side by side, in one piece, and in each other.

``make(n)`` gives the bytes of a file of about n times the piece; ``size`` is the n at which its reading is told from noise in
a twentieth of a second or so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import xlsxwriter

import docx_files as word
from growth_families import TITLE, names
from ofd_files import OfdSheets
from pdf_sheets import Sheets

_LINES = 24  # of a page


@dataclass(frozen=True)
class FileFamily:
    """A family of files with one suffix."""

    name: str
    suffix: str
    make: Callable[[int], bytes]
    size: int


def _line(i: int, name: str) -> str:
    return f"到2025年，{name}产值达到{i}亿元。"


def _lines(n: int) -> list[str]:
    return [_line(i, name) for i, name in enumerate(names(n), 1)]


# -- Word


def _docx(piece: Callable[[int], str], **parts: Callable[[int], str]) -> Callable[[int], bytes]:
    return lambda n: word.package(
        word.p("贵阳市规划") + piece(n), **{name: part(n) for name, part in parts.items()}
    )


def _nested_docx(n: int) -> str:
    """Tables in tables, as deep as may be, one such tower after the other."""
    tower, deep = "", 8
    for _ in range(deep):
        tower = word.tbl(word.tr(word.tc((tower or word.p("产值")) + word.p("甲")), word.tc("5")))
    return tower * (n // deep)


def _footnotes(n: int) -> str:
    return "".join(
        f'<w:footnote w:id="{i}">{word.p(line)}</w:footnote>' for i, line in enumerate(_lines(n))
    )


def _noted(n: int) -> str:
    return "".join(
        word.p(word.r(line) + word.r(f'<w:footnoteReference w:id="{i}"/>'))
        for i, line in enumerate(_lines(n))
    )


def _merged_down(n: int) -> str:
    first = word.tr(word.tc("甲", '<w:vMerge w:val="restart"/>'), word.tc("5"))
    return word.tbl(first, *[word.tr(word.tc("", "<w:vMerge/>"), word.tc("5"))] * n)


_NUMBERING = word.abstract(0, word.level(0, "%1.")) + word.num(1, 0)


def _styles(n: int) -> str:
    """A chain of styles, each based on the one before it."""
    return "".join(
        word.style(f"s{i}", f"样式{i}", based=f"s{i - 1}" if i else "") for i in range(n)
    )


def _styled(n: int) -> str:
    return "".join(word.p("产值", f'<w:pStyle w:val="s{i}"/>') for i in range(n))


# -- pages of the web


def _html(piece: Callable[[int], str]) -> Callable[[int], bytes]:
    head = "<!DOCTYPE html><html><head><meta charset='utf-8'><title>贵阳市规划</title></head><body><h1>贵阳市规划</h1>"
    return lambda n: f"{head}{piece(n)}</body></html>".encode()


def _each(piece: str) -> Callable[[int], str]:
    """The piece for each line, at “{}”."""
    return lambda n: "".join(piece.replace("{}", line) for line in _lines(n))


def _within(opens: str, closes: str, inside: str = "") -> Callable[[int], str]:
    """Elements in each other."""
    return lambda n: opens * n + "".join(_lines(3)) + inside + closes * n


def _towers(opens: str, closes: str) -> Callable[[int], str]:
    """Many such, each of a depth that pages may have."""
    return lambda n: "".join(opens * 90 + line + closes * 90 for line in _lines(n))


# -- workbooks


def _sheets(sheets: Callable[[int], int], rows: Callable[[int], list[list[object]]], merged: bool = False) -> Callable[[int], bytes]:  # fmt: skip
    def make(n: int) -> bytes:
        file = BytesIO()
        book = xlsxwriter.Workbook(file)
        many = sheets(n)
        for _ in range(many):
            sheet = book.add_worksheet()
            for r, row in enumerate(rows(n // many)):
                sheet.write_row(r, 0, row)
                if merged and r:
                    sheet.merge_range(r, 1, r, 2, row[1])
        book.close()
        return file.getvalue()

    return make


def _rows(n: int) -> list[list[object]]:
    head: list[object] = ["指标", "单位", "2020年", "2025年"]
    return [head, *([f"{name}产值", "亿元", i, i + 5] for i, name in enumerate(names(n)))]


def _wide(n: int) -> list[list[object]]:
    row: list[object] = ["指标", *range(1000)]
    return [row] * (n // 1000)


# -- pages


Paper = Sheets | OfdSheets


def _pages(make: Callable[[], Paper]) -> Callable[[int], bytes]:
    def made(n: int) -> bytes:
        sheets = make()
        for at, line in enumerate(_lines(n)):
            if at and at % _LINES == 0:
                sheets.next()
            sheets.put(90, 90 + 28 * (at % _LINES), line, 12)
        return sheets.data()

    return made


def _one_page(make: Callable[[], Paper]) -> Callable[[int], bytes]:
    """All on one page, in columns and in small print."""

    def made(n: int) -> bytes:
        sheets = make()
        for at, line in enumerate(_lines(n)):
            sheets.put(20 + 90 * (at // 200 % 6), 20 + 4 * (at % 200), line, 3)
        return sheets.data()

    return made


def _long_table(make: Callable[[], Paper]) -> Callable[[int], bytes]:
    def made(n: int) -> bytes:
        sheets = make()
        rows = [[f"{name}产值", "亿元", str(i)] for i, name in enumerate(names(n))]
        for at in range(0, len(rows), _LINES):
            if at:
                sheets.next()
            sheets.table([90, 260, 380, 506], 60, rows[at : at + _LINES])
        return sheets.data()

    return made


def _pdf_rules(n: int) -> bytes:
    """A page with very many ruling lines."""
    sheets = Sheets()
    sheets.put(90, 60, "贵阳市规划产值达到五亿元")
    for at in range(n):
        sheets.rule(40, 80 + at * 700 / n, 550, 80 + at * 700 / n)
        sheets.rule(40 + at * 500 / n, 80, 40 + at * 500 / n, 780)
    return sheets.data()


# -- text


def _text(piece: Callable[[int], str], title: str = "# 贵阳市规划\n\n") -> Callable[[int], bytes]:
    return lambda n: (title + piece(n)).encode()


_CSV = "指标,单位,2025年\n"
#: Sizes of tables of PDF and OFD: those at which a square was told from the rest.
FILES: tuple[FileFamily, ...] = (
    FileFamily("docx, paragraphs", ".docx", _docx(lambda n: "".join(map(word.p, _lines(n)))), 300),
    FileFamily("docx, runs in one paragraph", ".docx", _docx(lambda n: word.p("".join(map(word.r, _lines(n))))), 400),
    FileFamily("docx, rows", ".docx", _docx(lambda n: word.tbl(*(word.tr(word.tc(x), word.tc("亿元"), word.tc("5")) for x in _lines(n)))), 150),
    FileFamily("docx, cells in one row", ".docx", _docx(lambda n: word.tbl(word.tr(*map(word.tc, _lines(n))))), 250),
    FileFamily("docx, paragraphs in one cell", ".docx", _docx(lambda n: word.tbl(word.tr(word.tc("".join(map(word.p, _lines(n))))))), 300),
    FileFamily("docx, tables", ".docx", _docx(lambda n: "".join(word.tbl(word.tr(word.tc(x), word.tc("5"))) for x in _lines(n))), 150),
    FileFamily("docx, tables in each other", ".docx", _docx(_nested_docx), 200),
    FileFamily("docx, cells merged down", ".docx", _docx(_merged_down), 200),
    FileFamily("docx, footnotes", ".docx", _docx(_noted, footnotes=_footnotes), 150),
    FileFamily("docx, numbered", ".docx", _docx(lambda n: "".join(word.p(x, word.numbered(1)) for x in _lines(n)), numbering=lambda _: _NUMBERING), 200),
    FileFamily("docx, styles on styles", ".docx", _docx(_styled, styles=_styles), 150),
    FileFamily("docx, fields", ".docx", _docx(lambda n: "".join(word.p(word.field("REF a", x)) for x in _lines(n))), 150),
    FileFamily("html, paragraphs", ".html", _html(_each("<p>{}</p>")), 400),
    FileFamily("html, breaks in one paragraph", ".html", _html(lambda n: f"<p>{_each('{}<br>')(n)}</p>"), 400),
    FileFamily("html, links", ".html", _html(_each("<p><a href='#a'>{}</a></p>")), 300),
    FileFamily("html, rows", ".html", _html(lambda n: f"<table>{_each('<tr><td>{}</td><td>5</td></tr>')(n)}</table>"), 200),
    FileFamily("html, cells in one row", ".html", _html(lambda n: f"<table><tr>{_each('<td>{}</td>')(n)}</tr></table>"), 300),
    FileFamily("html, cells that span", ".html", _html(lambda n: f"<table>{_each('<tr><td rowspan=3>{}</td><td colspan=2>5</td></tr>')(n)}</table>"), 150),
    FileFamily("html, tables", ".html", _html(_each("<table><tr><td>{}</td><td>5</td></tr></table>")), 150),
    FileFamily("html, tables in each other", ".html", _html(_within("<table><tr><td>", "</td></tr></table>")), 60),
    FileFamily("html, tables of data in each other", ".html", _html(_within("<table><tr><td><td><tr><td><td>", "</table>")), 28),
    FileFamily("html, towers of tables", ".html", _html(_towers("<table><tr><td>甲", "</td></tr></table>")), 4),
    FileFamily("html, boxes in each other", ".html", _html(_within("<div>", "</div>")), 230),
    FileFamily("html, towers of boxes", ".html", _html(_towers("<div>", "</div>")), 10),
    FileFamily("html, spans in each other", ".html", _html(_within("<span>甲", "</span>")), 230),
    FileFamily("html, lists in each other", ".html", _html(_within("<ul><li>", "</li></ul>")), 110),
    FileFamily("html, empty boxes", ".html", _html(lambda n: "<div>" * 50 + "<i></i>" * n + "</div>" * 50), 500),
    FileFamily("html, boxes", ".html", _html(_each("<div><div>{}</div><span>甲</span></div>")), 250),
    FileFamily("html, list items", ".html", _html(lambda n: f"<ol>{_each('<li>{}</li>')(n)}</ol>"), 300),
    FileFamily("html, nothing closed", ".html", _html(_each("<p><b><font>{}")), 100),
    FileFamily("html, hidden", ".html", _html(_each("<p style='display:none'>{}</p><p>甲</p>")), 200),
    FileFamily("xlsx, rows", ".xlsx", _sheets(lambda _: 1, _rows), 400),
    FileFamily("xlsx, cells in wide rows", ".xlsx", _sheets(lambda _: 1, _wide), 2000),
    FileFamily("xlsx, sheets", ".xlsx", _sheets(lambda n: n // 5, _rows), 150),
    FileFamily("xlsx, merged cells", ".xlsx", _sheets(lambda _: 1, _rows, merged=True), 250),
    FileFamily("csv, rows", ".csv", _text(lambda n: "".join(f"{x}产值,亿元,{i}\n" for i, x in enumerate(names(n))), _CSV), 1000),
    FileFamily("csv, cells in one row", ".csv", _text(lambda n: ",".join(_lines(n)), _CSV), 1000),
    FileFamily("csv, quotes", ".csv", _text(lambda n: '"' * n, _CSV), 20000),
    FileFamily("pdf, pages", ".pdf", _pages(Sheets), 80),
    FileFamily("pdf, one page", ".pdf", _one_page(Sheets), 80),
    FileFamily("pdf, ruling lines", ".pdf", _pdf_rules, 60),
    FileFamily("pdf, tables", ".pdf", _long_table(Sheets), 400),
    FileFamily("ofd, pages", ".ofd", _pages(OfdSheets), 120),
    FileFamily("ofd, one page", ".ofd", _one_page(OfdSheets), 120),
    FileFamily("ofd, tables", ".ofd", _long_table(OfdSheets), 400),
    FileFamily("md, paragraphs", ".md", _text(_each("{}\n\n")), 1000),
    FileFamily("md, headings", ".md", _text(_each("## {}\n\n甲\n\n")), 600),
    FileFamily("md, rows", ".md", _text(lambda n: "|指标|值|\n|-|-|\n" + _each("|{}|5|\n")(n)), 600),
    FileFamily("md, cells in one row", ".md", _text(lambda n: f"|甲{'|' * n}\n|-{'|-' * n}|\n|{_each('{}|')(n)}\n"), 600),
    FileFamily("md, links", ".md", _text(_each("[{}](http://a.cn/b)，")), 600),
    FileFamily("md, footnotes", ".md", _text(lambda n: "".join(f"{x}[^{i}]\n\n[^{i}]: 注\n\n" for i, x in enumerate(_lines(n)))), 400),
    FileFamily("md, list items", ".md", _text(_each("- {}\n")), 800),
    FileFamily("md, list items in each other", ".md", _text(lambda n: "".join(f"{'  ' * (i % 40)}- {x}\n" for i, x in enumerate(_lines(n)))), 400),
    FileFamily("md, quotes in each other", ".md", _text(lambda n: ">" * n + "甲\n"), 4000),
    FileFamily("md, stars", ".md", _text(lambda n: "*甲" * n), 4000),
    FileFamily("md, unclosed brackets", ".md", _text(lambda n: "[" * n), 4000),
    FileFamily("md, unclosed links", ".md", _text(lambda n: "[甲](" * n), 3000),
    FileFamily("md, backticks", ".md", _text(lambda n: "".join("`" * (i % 30 + 1) + "甲" for i in range(n))), 1500),
    FileFamily("md, tags", ".md", _text(lambda n: "<a" * n), 4000),
    FileFamily("md, comments", ".md", _text(lambda n: "<!--" * n), 4000),
    FileFamily("txt, lines", ".txt", _text(_each("{}\n"), TITLE), 3000),
    FileFamily("txt, noise", ".txt", _text(_each("{}\x07\u200b\r"), TITLE), 3000),
)  # fmt: skip
