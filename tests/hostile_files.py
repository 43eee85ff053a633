"""Files made to break readers: bombs, loops, entities, lies about sizes, scripts, formulas, paths that lead out.

``FILES``: name → what makes its bytes, and what is to become of it: “ok”, or the code of its refusal. ``put`` lays
down what is no file at all: pipes, devices, links that go round. Nothing here is stored: all is made when asked for.
"""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

import docx_files as word
import ofd_files
from conftest import PLAN

Made = Callable[[], bytes]

#: What is put where words of plans go on to workbooks, tables and pages.
FORMULA: Final = '=HYPERLINK("http://x.invalid","甲")'
DDE: Final = "=cmd|'/c calc'!A1"
SCRIPT: Final = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
_DOCTYPE: Final = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {two} "{f"&{one};" * 10}">' for one, two in zip("abcdefgh", "bcdefghi", strict=True))
    + ']>'
)  # fmt: skip
_OUTSIDE: Final = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY i SYSTEM "file:///etc/passwd">]>'


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes | str]) -> bytes:
    """An archive of members, names as they are given."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return file.getvalue()


@cache
def docx() -> bytes:
    """A small Word document: headings, text, a table of indicators."""
    row = word.tr(word.tc("规上工业总产值"), word.tc("亿元"), word.tc("320.5"), word.tc("500"))
    head = word.tr(*(word.tc(words) for words in ("指标", "单位", "2020年", "2025年")))
    return word.package("".join(map(word.p, PLAN.splitlines())) + word.tbl(head, row, row))


@cache
def xlsx(*rows: tuple[object, ...], formula: str = "") -> bytes:
    """A small workbook of indicators, with further rows; ``formula`` stands in a cell with a value."""
    import xlsxwriter

    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("指标表")
    table = (("指标", "单位", "2020年", "2025年"), ("规上工业总产值", "亿元", 320.5, 500), *rows)
    for row, cells in enumerate(table):
        for col, words in enumerate(cells):
            sheet.write(row, col, words)
    if formula:
        sheet.write_formula(len(table), 0, formula, None, "城镇化率")
        sheet.write(len(table), 3, 70)
    book.close()
    return file.getvalue()


def repacked(data: bytes, changes: Mapping[str, Callable[[bytes], bytes]], **added: bytes) -> bytes:
    """An archive with parts changed and added (“_” in their names for “/”)."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts = {name: changes.get(name, bytes)(part) for name, part in parts.items()}
    parts |= {name.replace("__", "/"): part for name, part in added.items()}
    return zipped(*parts.items())


def page(body: str, head: str = "") -> bytes:
    """A web page around the small plan and more."""
    lines = "".join(f"<p>{line}</p>" for line in PLAN.splitlines())
    return (
        f"<html><head><meta charset=utf-8>{head}</head><body>{lines}{body}</body></html>".encode()
    )


@cache
def pdf() -> bytes:
    """A small PDF file of the plan."""
    from pdf_sheets import Sheets

    sheets = Sheets()
    for number, line in enumerate(PLAN.splitlines()):
        sheets.put(90, 100 + 24 * number, line)
    return sheets.data()


def objects(*bodies: str, trailer: str = "") -> bytes:
    """A PDF file of objects from 1, as people write one by hand; the first is its catalog."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    out += f"trailer\n<< /Root 1 0 R /Size {size} {trailer} >>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)


def _stream(data: bytes, more: str = "") -> str:
    packed = zlib.compress(data).decode("latin-1")
    return f"<< /Length {len(packed)} /Filter /FlateDecode {more} >>\nstream\n{packed}\nendstream"


_CATALOG: Final = "<< /Type /Catalog /Pages 2 0 R >>"


_WORDS: Final = b"BT /F 12 Tf 50 700 Td (Plan 2025: output 500) Tj ET "


def _one_page(content: str, resources: str = "", *more: str) -> bytes:
    """A page with words of its own, so that it is no scan."""
    font = "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    leaf = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        f"/Resources << {font} {resources} >> >>"
    )
    pages = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return objects(_CATALOG, pages, leaf, content, *more)


def _drawn(words: bytes, again: bytes) -> bytes:
    """A page with a drawing that draws itself."""
    own = "/XObject << /X 5 0 R >>"
    form = f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << {own} >>"
    return _one_page(_stream(words + b"/X Do"), own, _stream(again, form))


def draws_twice() -> bytes:
    """A page without words whose drawing draws itself twice over: who paints it needs two to the depth steps."""
    return _drawn(b"", b"/X Do /X Do")


def _overlapping() -> bytes:
    """Many entries of the list that share one packed body: each is small, all together are not."""
    data = bytearray(zipped(("a00.txt", bytes(20_000_000))))
    list_at = data.index(b"PK\x01\x02")
    end_at = data.index(b"PK\x05\x06")
    entry, end = bytes(data[list_at:end_at]), bytearray(data[end_at:])
    entries = b"".join(entry.replace(b"a00.txt", b"a%02d.txt" % n) for n in range(90))
    struct.pack_into("<HHL", end, 8, 90, 90, len(entries))
    return bytes(data[:list_at]) + entries + bytes(end)


def _linked() -> bytes:
    link = zipfile.ZipInfo("passwd.txt")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    return zipped((link, "/etc/passwd"), ("plan.txt", PLAN))


def _nested() -> bytes:
    data = zipped(("bomb.txt", bytes(9_000_000)))
    for _ in range(5):
        data = zipped(*((f"{n}.zip", data) for n in range(4)))
    return data


def _flag(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[changed.index(b"PK\x01\x02") + 8] |= bit
    return bytes(changed)


_BODY: Final = b"</w:body>"
_SHEET: Final = "xl/worksheets/sheet1.xml"


def _in_body(more: str) -> bytes:
    return repacked(
        docx(), {"word/document.xml": lambda part: part.replace(_BODY, more.encode() + _BODY)}
    )


def _in_sheet(old: bytes, new: bytes) -> bytes:
    return repacked(xlsx(), {_SHEET: lambda part: part.replace(old, new)})


def _declared(data: bytes, name: str, declaration: str) -> bytes:
    return repacked(
        data,
        {
            name: lambda part: (
                declaration.encode() + part[part.find(b"?>") + 2 if part[:5] == b"<?xml" else 0 :]
            )
        },
    )


_LOOPED_STYLES: Final = word.style("a", "a", based="b") + word.style("b", "b", based="a")
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_FETCHES: Final = (
    f'<Relationships xmlns="{_RELATIONS}">'
    + "".join(
        f'<Relationship Id="r{n}" Type="x/styles" Target="{target}" TargetMode="External"/>'
        for n, target in enumerate(("http://x.invalid/a", "file:///etc/passwd", "\\\\x.invalid\\a"))
    )
    + "</Relationships>"
)

#: Name → what makes the bytes, what is to become of it.
FILES: Final[dict[str, tuple[Made, str]]] = {
    # --- texts
    "nul.txt": (lambda: PLAN.encode() + b"\0", "read.binary"),
    "broken-utf8.txt": (lambda: PLAN.encode()[:90] + b"\xff\xfe" + PLAN.encode()[90:], "read.damaged"),
    "surrogates.txt": (lambda: PLAN.encode() + b"\xed\xa0\x80\xed\xb0\x80", "read.damaged"),
    "half-utf16.txt": (lambda: PLAN.encode("utf-16")[:-1], "read.damaged"),
    "only-mark.txt": (lambda: b"\xef\xbb\xbf", "read.empty"),
    "mixed-ends.txt": (lambda: "\r\n\n\r\x85\u2028".join(PLAN.split("\n")).encode(), "ok"),
    "escapes.txt": (lambda: (PLAN.replace("500", "\x1b[31m500\x1b]0;甲\x07") + "保障措施。\n" * 99).encode(), "ok"),
    "bidi.txt": (lambda: PLAN.replace("县", "\u202e县\u2066").encode(), "ok"),
    "formulas.txt": (lambda: PLAN.replace("规上工业总产值", f"{FORMULA}产值").replace("县科技局", f"{DDE}局").encode(), "ok"),
    "scripts.txt": (lambda: PLAN.replace("规上工业总产值", f"{SCRIPT}产值").replace("工业发展", SCRIPT).encode(), "ok"),
    "brackets.txt": (lambda: (PLAN + "（" * 50_000 + "\n" + "《“" * 20_000).encode(), "ok"),
    "digits.txt": (lambda: (PLAN + "到2025年，产值达到" + "9" * 20_000 + "亿元。").encode(), "ok"),
    "lines.txt": (lambda: PLAN.encode() + b"\n" * 3_000, "ok"),
    # --- archives
    "bomb.zip": (lambda: zipped(("bomb.txt", bytes(90_000_000))), "read.packed_bomb"),
    "nested.zip": (_nested, "read.too_deep"),
    "overlapping.zip": (_overlapping, "read.packed_bomb"),
    "out.zip": (lambda: zipped(("../../../tmp/out.txt", PLAN), ("C:\\out.txt", PLAN), ("/etc/out.txt", PLAN)), "ok"),
    "linked.zip": (_linked, "read.not_regular"),
    "odd-names.zip": (lambda: zipped(("a\nb.txt", PLAN), ("\x1b[2J.txt", PLAN), ("长" * 300 + ".txt", PLAN)), "ok"),
    "cut.zip": (lambda: zipped(("plan.txt", PLAN))[:-30], "read.archive_broken"),
    "locked.zip": (lambda: _flag(zipped(("plan.txt", PLAN)), 1), "read.member_locked"),
    "itself.zip": (lambda: zipped(("itself.zip", b"PK\x03\x04"), ("a!b.zip!c.txt", PLAN)), "read.archive_broken"),
    # --- Word documents
    "entities.docx": (lambda: _declared(docx(), "word/document.xml", _DOCTYPE), "read.broken"),
    "outside.docx": (lambda: _declared(docx(), "word/document.xml", _OUTSIDE), "read.broken"),
    "bomb.docx": (lambda: _in_body(f"<!--{'x' * 101_000_000}-->"), "read.bomb"),
    "macros.docm": (lambda: repacked(docx(), {}, word__vbaProject_bin=b"\xd0\xcf\x11\xe0" + b"x" * 999), "ok"),
    "fetches.docx": (lambda: repacked(docx(), {"word/_rels/document.xml.rels": lambda _: _FETCHES.encode()}), "ok"),
    "fields.docx": (lambda: _in_body(f"<w:p>{word.field('DDEAUTO c:cmd.exe /c calc', word.r('甲'))}</w:p>"), "ok"),
    "deep.docx": (lambda: _in_body("<w:ins>" * 5_000 + "</w:ins>" * 5_000), "read.broken"),
    "tables.docx": (lambda: _in_body("<w:tbl><w:tr><w:tc>" * 80 + word.p("甲") + "</w:tc></w:tr></w:tbl>" * 80), "ok"),
    "wide.docx": (lambda: _in_body(word.tbl(word.tr(word.tc("甲", '<w:gridSpan w:val="999999999"/>'), word.tc("乙")))), "ok"),
    "loops.docx": (lambda: word.package(word.p("甲县规划", '<w:pStyle w:val="a"/>'), styles=_LOOPED_STYLES), "ok"),
    "attribute.docx": (lambda: _in_body(word.p("甲", f'<w:pStyle w:val="{"x" * 5_000_000}"/>')), "ok"),
    "cut.docx": (lambda: docx()[:-200], "read.broken"),
    "slip.docx": (lambda: repacked(docx(), {}, **{"..__..__tmp__evil": b"x"}), "ok"),
    # --- workbooks and tables
    "entities.xlsx": (lambda: _declared(xlsx(), "xl/sharedStrings.xml", _DOCTYPE), "ok"),
    "outside.xlsx": (lambda: _declared(xlsx(), _SHEET, _OUTSIDE), "ok"),
    "macros.xlsm": (lambda: repacked(xlsx(), {}, xl__vbaProject_bin=b"\xd0\xcf\x11\xe0" + b"x" * 999), "ok"),
    "formulas.xlsx": (lambda: xlsx((FORMULA, "亿元", 1, 2), (DDE, "家", 3, 4), formula='=WEBSERVICE("http://x.invalid")'), "ok"),
    "far.xlsx": (lambda: _in_sheet(b'r="D2"', b'r="XFD1048576"'), "ok"),
    "dimension.xlsx": (lambda: _in_sheet(b'ref="A1:D2"', b'ref="A1:XFD1048576"'), "ok"),
    "merged.xlsx": (lambda: _in_sheet(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), "ok"),
    "strings.xlsx": (lambda: _in_sheet(b"<v>0</v>", b"<v>999999999</v>"), "ok"),
    "numbers.xlsx": (lambda: _in_sheet(b"<v>500</v>", b"<v>1e400</v>"), "ok"),
    "nowhere.xlsx": (lambda: _in_sheet(b'r="D2"', b'r="ZZZZZZ99999999999"'), "ok"),
    "cut.xlsx": (lambda: xlsx()[:-200], "read.broken"),
    "formulas.csv": (lambda: f"指标,单位,2020年,2025年\n{FORMULA.replace(',', '，')},亿元,1,2\n{DDE},家,3,4\n".encode(), "ok"),
    "quote.csv": (lambda: ("指标,单位,2025年\n\"" + "产值,亿元,5\n" * 1_000).encode(), "ok"),
    "wide.csv": (lambda: ("指标,2025年\n" + "产值," * 20_000 + "5\n").encode(), "ok"),
    # --- web pages
    "deep.html": (lambda: page("<div>" * 100_000 + "甲" + "</div>" * 100_000), "read.html_nested"),
    "spans.html": (lambda: page("<b>" * 900 + "甲"), "ok"),
    "attribute.html": (lambda: page(f'<p title="{"x" * 8_000_000}">甲</p>'), "ok"),
    "scripts.html": (lambda: page(f"<p onclick=alert(1)>甲{SCRIPT}</p><svg onload=alert(3)><text>乙</text></svg><a href='javascript:alert(4)'>丙</a>"), "ok"),
    "signs.html": (lambda: page("<p>&#xD800;&#0;&#x110000;&#1;&lol;甲</p>"), "ok"),
    "nul.html": (lambda: page("<p>\x00甲</p>"), "read.binary"),
    "cells.html": (lambda: page("<table><tr><td colspan=999999999 rowspan=999999999>甲<td>乙</table>" * 20), "ok"),
    "fetches.html": (lambda: page("<iframe src=file:///etc/passwd></iframe><img src=http://x.invalid/a.png>", "<base href=http://x.invalid><meta http-equiv=refresh content=0>"), "ok"),
    "charset.html": (lambda: page("").replace(b"charset=utf-8", b"charset=rot13"), "ok"),
    "entities.xhtml": (lambda: (_DOCTYPE + "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>&i;</p>" + PLAN.replace("\n", "<br/>") + "</body></html>").encode(), "ok"),
    "parts.mhtml": (lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n" + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 3_000, "read.mhtml_no_page"),
    # --- PDF files
    "kids.pdf": (lambda: objects(_CATALOG, "<< /Type /Pages /Kids [2 0 R] /Count 9 >>"), "read.broken"),
    "count.pdf": (lambda: objects(_CATALOG, "<< /Type /Pages /Kids [] /Count 2147483647 >>"), "read.broken"),
    "xref.pdf": (lambda: objects(_CATALOG, "<< /Type /Pages /Kids [2 0 R] /Count 1 >>", trailer="/Prev 9"), "read.broken"),
    "draws-itself.pdf": (lambda: _drawn(_WORDS, b"/X Do"), "ok"),
    "flate.pdf": (lambda: _one_page(_stream(_WORDS + b"q Q " * 500_000)), "ok"),
    "box.pdf": (lambda: pdf().replace(b"/MediaBox [ 0 0 595", b"/MediaBox [ 0 0 9e9"), "ok"),
    "scripts.pdf": (lambda: objects(_CATALOG.replace(">>", "/OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>"), "<< /Type /Pages /Kids [] /Count 0 >>"), "read.broken"),
    "cut.pdf": (lambda: pdf()[: len(pdf()) // 2], "read.broken"),
    "noise.pdf": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 400, "read.broken"),
    # --- other packages
    "entities.ofd": (lambda: ofd_files.archive({"OFD.xml": _DOCTYPE + "<a>&i;</a>"}), "read.broken"),
    "slip.ofd": (lambda: ofd_files.archive(ofd_files.entry({"../../../../etc/passwd": ""}, ofd_files.Dialect())), "read.broken"),
    "noise.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4_000, "read.broken"),
    "noise.xls": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4_000, "read.broken"),
}  # fmt: skip


def put(folder: Path) -> dict[str, str]:
    """Things that are no files, and files with odd names; what is to become of each, by its path in the folder."""
    for name, (made, _) in FILES.items():
        (folder / name).write_bytes(made())
    (folder / "round").symlink_to(folder, target_is_directory=True)
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    (folder / "itself.txt").symlink_to(folder / "itself.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "folder.txt").mkdir()
    os.mkfifo(folder / "pipe.txt")
    os.mkfifo(folder / "pipe.docx")
    odd = {
        "a\nb.txt",
        "\x1b[31mred.txt",
        "-o.txt",
        "长" * 83 + ".txt",
        " .txt",
        "a!b.txt",
        "$(id).txt",
    }
    for name in odd:
        (folder / name).write_text(PLAN, encoding="utf-8")
    return {
        **{name: what for name, (_, what) in FILES.items()},
        **dict.fromkeys(("gone.txt", "itself.txt"), "read.dangling"),
        **dict.fromkeys(("zero.txt", "pipe.txt", "pipe.docx"), "read.not_regular"),
        **dict.fromkeys(odd, "ok"),
    }
