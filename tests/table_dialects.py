"""One table written in every dialect that files and pasted texts have it in.

Rows are words parted by “|”; “<” is merged with the cell on its left, “^” with the one above.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

import docx_files
from pdf_sheets import Sheets

TITLE = "贵阳市公共服务发展“十四五”规划"
_SIZE, _LEAD, _MARGIN = 9.0, 13.0, 60.0
_HALF = _SIZE / 2


@dataclass(frozen=True)
class Entry:
    """A cell: its place, its spans, its words."""

    row: int
    col: int
    rowspan: int
    colspan: int
    words: str


def entries(rows: Sequence[str]) -> list[list[Entry]]:
    """The cells that begin in each row."""
    grid = [[cell.strip() for cell in row.split("|")] for row in rows]
    found: list[list[Entry]] = []
    for r, row in enumerate(grid):
        found.append([])
        for c, words in enumerate(row):
            if words in ("<", "^"):
                continue
            colspan = 1
            while c + colspan < len(row) and row[c + colspan] == "<":
                colspan += 1
            rowspan = 1
            while r + rowspan < len(grid) and grid[r + rowspan][c] == "^":
                rowspan += 1
            found[-1].append(Entry(r, c, rowspan, colspan, words))
    return found


def _columns(rows: Sequence[str]) -> int:
    return len(rows[0].split("|"))


def _squared(rows: Sequence[str]) -> list[list[str]]:
    """Rows as wide as the table, blanks where a cell is merged."""
    return [
        ["" if cell.strip() in ("<", "^") else cell.strip() for cell in row.split("|")]
        for row in rows
    ]


def text(caption: str, body: str) -> str:
    """A plan with a table's text in it."""
    return f"{TITLE}\n\n一、发展目标\n提升服务水平。\n\n{caption}\n{body}\n\n二、保障措施\n加强组织领导。\n"


def markdown(caption: str, rows: Sequence[str]) -> bytes:
    lines = ["| " + " | ".join(row) + " |" for row in _squared(rows)]
    body = "\n".join(["", lines[0], "|" + " --- |" * _columns(rows), *lines[1:], ""])
    return text(caption, body).replace(TITLE, f"# {TITLE}", 1).encode()


def row_tabs(caption: str, rows: Sequence[str]) -> bytes:
    return text(caption, "\n".join("\t".join(row) for row in _squared(rows))).encode()


def pipes(caption: str, rows: Sequence[str]) -> bytes:
    """As web pages are saved: merged cells once, their other places left out."""
    held = [" | ".join(e.words for e in row) + " |" for row in entries(rows) if row]
    return text(caption, "\n".join(held)).encode()


def cell_lines(caption: str, rows: Sequence[str]) -> bytes:
    """A cell a line; blanks and merged cells' other places left out."""
    held = [e.words for row in entries(rows) for e in row if e.words]
    return text(caption, "\n".join(held)).encode()


def spaces(caption: str, rows: Sequence[str]) -> bytes:
    widths = _widths(rows)
    lines = []
    for row in entries(rows):
        line = ""
        for e in row:
            at = sum(widths[: e.col]) + 2 * e.col
            line += " " * max(at - paper(line), 2 if line else 0) + e.words
        lines.append(line)
    return text(caption, "\n".join(lines)).encode()


def paper(words: str) -> int:
    """Printed width in halves of a Chinese sign."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in words)


def _widths(rows: Sequence[str], most: int = 60) -> list[int]:
    widths = [4] * _columns(rows)
    for row in entries(rows):
        for e in row:
            if e.colspan == 1:
                widths[e.col] = max(widths[e.col], min(most, paper(e.words)))
    return widths


def web_page(caption: str, rows: Sequence[str]) -> bytes:
    made = ""
    for row in entries(rows):
        cells = (
            f'<td rowspan="{e.rowspan}" colspan="{e.colspan}">{html.escape(e.words)}</td>'
            for e in row
        )
        made += f"<tr>{''.join(cells)}</tr>"
    return (
        f"<html><head><meta charset=utf-8><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>一、发展目标</p>"
        f"<p>提升服务水平。</p><p>{caption}</p><table>{made}</table><p>二、保障措施</p><p>加强组织领导。</p></body></html>"
    ).encode()


def word_file(caption: str, rows: Sequence[str]) -> bytes:
    held = {
        (e.row + r, e.col): (e, r) for row in entries(rows) for e in row for r in range(e.rowspan)
    }
    made = []
    for number in range(len(rows)):
        cells = []
        for at in range(_columns(rows)):
            entry, below = held.get((number, at), (None, 0))
            if entry is None:
                continue
            spans = f'<w:gridSpan w:val="{entry.colspan}"/>' if entry.colspan > 1 else ""
            if entry.rowspan > 1:
                spans += "<w:vMerge/>" if below else '<w:vMerge w:val="restart"/>'
            words = "" if below else html.escape(entry.words, quote=False)
            cells.append(docx_files.tc(docx_files.p(words), spans))
        made.append(docx_files.tr(*cells))
    paragraphs = (TITLE, "一、发展目标", "提升服务水平。", caption)
    front = "".join(docx_files.p(words) for words in paragraphs)
    behind = docx_files.p("二、保障措施") + docx_files.p("加强组织领导。")
    return docx_files.package(front + docx_files.tbl(*made) + behind)


def work_sheet(caption: str, rows: Sequence[str]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for number, words in enumerate((TITLE, caption), 1):
        sheet.cell(number, 1, words)
        sheet.merge_cells(
            start_row=number, start_column=1, end_row=number, end_column=_columns(rows)
        )
    for row in entries(rows):
        for e in row:
            sheet.cell(3 + e.row, 1 + e.col, e.words)
            if e.rowspan * e.colspan > 1:
                sheet.merge_cells(
                    start_row=3 + e.row, start_column=1 + e.col,
                    end_row=2 + e.row + e.rowspan, end_column=e.col + e.colspan,
                )  # fmt: skip
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def wrapped(words: str, room: int) -> list[str]:
    """Words cut into lines; runs of figures stay whole."""
    lines = [""]
    for sign in words:
        if paper(lines[-1] + sign) > room and not (sign.isascii() and lines[-1][-1:].isascii()):
            lines.append("")
        lines[-1] += sign
    return lines


def bare_pdf(caption: str, rows: Sequence[str]) -> bytes:
    """A page with the table in columns, without lines; long cells wrapped and centred in their rows."""
    widths = [w * _HALF + 14 for w in _widths(rows, 22)]
    xs = [_MARGIN + sum(widths[:i]) for i in range(len(widths) + 1)]
    all_entries = [e for row in entries(rows) for e in row if e.words]
    room = {e: int((xs[e.col + e.colspan] - xs[e.col] - 12) / _HALF) for e in all_entries}
    lines = {e: wrapped(e.words, room[e]) for e in all_entries}
    heights = [
        max([1, *(len(lines[e]) for e in all_entries if e.row == r and e.rowspan == 1)]) * _LEAD + 8
        for r in range(len(rows))
    ]
    sheets = Sheets()
    sheets.centred(90, TITLE, 18)
    sheets.prose(130, "一、发展目标")
    sheets.prose(158, "提升服务水平。")
    sheets.centred(190, caption, 12)
    top = 210.0
    for e in all_entries:
        above = top + sum(heights[: e.row])
        height = sum(heights[e.row : e.row + e.rowspan])
        y = above + (height - len(lines[e]) * _LEAD) / 2 + 10
        for number, words in enumerate(lines[e]):
            middle = (xs[e.col] + xs[e.col + e.colspan] - paper(words) * _HALF) / 2
            sheets.put(middle, y + number * _LEAD, words, _SIZE)
    sheets.prose(top + sum(heights) + 40, "二、保障措施")
    sheets.prose(top + sum(heights) + 68, "加强组织领导。")
    return sheets.data()


#: By name: what writes the file, and the file's suffix.
DIALECTS: dict[str, tuple[Callable[[str, Sequence[str]], bytes], str]] = {
    "docx": (word_file, "docx"), "html": (web_page, "html"), "xlsx": (work_sheet, "xlsx"),
    "pdf": (bare_pdf, "pdf"), "md": (markdown, "md"), "pipes": (pipes, "txt"),
    "tabs": (row_tabs, "txt"), "spaces": (spaces, "txt"), "lines": (cell_lines, "txt"),
}  # fmt: skip
