"""Drafted plans as files of every format that is read, and files that came to harm on their way."""

from __future__ import annotations

import csv
import html
import random
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO, StringIO
from types import MappingProxyType
from typing import Final
from xml.sax.saxutils import escape

from hypothesis import strategies as st

import docx_files as word
from broken_files import spoiled, spoiled_inside
from ofd_files import OfdSheets
from pdf_sheets import Sheets
from strategies.layouts import Drafted, plans
from strategies.tables import Sheet

_TOP, _BOTTOM, _STEP, _LEFT, _FULL = 90, 740, 24, 90, 26  # points of a page; signs of a line


def lines(plan: Drafted) -> Iterator[str]:
    """The lines of a plan without its tables."""
    yield plan.title
    for part in plan.parts:
        if isinstance(part, Sheet):
            if part.caption:
                yield part.caption
        else:
            yield str(part)


def as_html(plan: Drafted) -> bytes:
    """A web page: a heading, a paragraph a line, tables as tables."""
    body = [f"<h1>{html.escape(plan.title)}</h1>"]
    for part in plan.parts:
        if isinstance(part, Sheet):
            rows = (
                f"<tr>{''.join(f'<td>{html.escape(c)}</td>' for c in row)}</tr>"
                for row in part.all_rows
            )
            body.append(f"<p>{html.escape(part.caption)}</p><table>{''.join(rows)}</table>")
        else:
            body.append(f"<p>{html.escape(str(part))}</p>")
    return f"<html><head><meta charset='utf-8'></head><body>{''.join(body)}</body></html>".encode()


def as_mhtml(plan: Drafted) -> bytes:
    """The page as a browser saves it whole."""
    head = (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n"
        b"--a\nContent-Type: text/html; charset=utf-8\n\n"
    )
    return head + as_html(plan) + b"\n--a--\n"


def as_docx(plan: Drafted) -> bytes:
    """A Word file of paragraphs and tables."""
    body = [word.p(escape(plan.title))]
    for part in plan.parts:
        if isinstance(part, Sheet):
            rows = (word.tr(*(word.tc(escape(cell)) for cell in row)) for row in part.all_rows)
            body += [word.p(escape(part.caption)), word.tbl(*rows), word.p("")]
        else:
            body.append(word.p(escape(str(part))))
    return word.package("".join(body))


def as_xlsx(plan: Drafted) -> bytes:
    """A workbook: a line a row, tables in cells."""
    import xlsxwriter

    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet, row = book.add_worksheet(), 0
    for part in (plan.title, *plan.parts):
        if isinstance(part, Sheet):
            for cells in ((part.caption,), *part.all_rows):
                for column, cell in enumerate(cells):
                    sheet.write_string(row, column, cell)
                row += 1
        else:
            sheet.write_string(row, 0, str(part))
        row += 1
    book.close()
    return file.getvalue()


def as_pdf(plan: Drafted) -> bytes:
    """Typeset lines of 26 signs, without the tables."""
    return _printed(plan, Sheets())


def as_ofd(plan: Drafted) -> bytes:
    """The same as OFD."""
    return _printed(plan, OfdSheets())


def _printed(plan: Drafted, sheets: Sheets | OfdSheets) -> bytes:
    y = _TOP
    for line in _typeset(plan):
        if y > _BOTTOM:
            sheets.next()
            y = _TOP
        sheets.put(_LEFT, y, line)
        y += _STEP
    return sheets.data()


def _typeset(plan: Drafted) -> Iterator[str]:
    for line in lines(plan):
        for start in range(0, max(1, len(line)), _FULL):
            yield line[start : start + _FULL]


def as_csv(plan: Drafted) -> bytes:
    """Rows of cells, a line a row."""
    out = StringIO()
    rows = csv.writer(out)
    for part in (plan.title, *plan.parts):
        if isinstance(part, Sheet):
            rows.writerows(((part.caption,), *part.all_rows))
        else:
            rows.writerow((str(part),))
    return out.getvalue().encode()


#: Suffix → how a plan is written.
FORMATS: Final[Mapping[str, Callable[[Drafted], bytes]]] = MappingProxyType(
    {
        "txt": lambda plan: plan.text().encode(),
        "md": lambda plan: plan.text("pipes").encode(),
        "html": as_html, "mhtml": as_mhtml, "docx": as_docx, "xlsx": as_xlsx, "pdf": as_pdf, "ofd": as_ofd, "csv": as_csv,
    }
)  # fmt: skip
#: Encodings that Chinese texts come in, with what stands before the first sign.
ENCODINGS: Final = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk")


@st.composite
def harmed_files(draw: st.DrawFn) -> tuple[str, bytes]:
    """A plan as a file that came to harm: bits turned, cut, parts swapped, doubled, gone; its suffix and its bytes."""
    suffix = draw(st.sampled_from(sorted(FORMATS)))
    data = FORMATS[suffix](draw(plans()))
    rng = random.Random(draw(st.integers(0, 2**32)))
    if data.startswith(b"PK") and draw(st.integers(0, 4)):
        return suffix, spoiled_inside(rng, data)
    data = spoiled(rng, data)
    if suffix in ("txt", "md", "html", "mhtml", "csv") and draw(st.integers(0, 9)):
        data = data.decode("utf-8", "ignore").encode()  # else most are refused as damaged
    return suffix, data
