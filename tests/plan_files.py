"""Plans that are text files, written as Word documents and typeset PDF files: true headings, paragraphs and tables."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, LongTable, Paragraph, SimpleDocTemplate

from pdf_sheets import FONT
from policy_extract.model import Cell, Document

_SPELLED = "一二三四五六七八九十"
#: Rank of a heading → how Word counts it, and the mark that it shows.
_FORMS = (
    ("chineseCounting", "%1、", r"([一二三四五六七八九十]+)、"),
    ("chineseCounting", "（%2）", r"（([一二三四五六七八九十]+)）"),
    ("decimal", "%3.", r"(\d+)\."),
)


@dataclass(frozen=True)
class Words:
    """A line of the plan; ``rank`` of a heading from 0, None for text; ``top`` before the first heading."""

    said: str
    rank: int | None
    top: bool


@dataclass(frozen=True)
class Rows:
    """A table: its cells in the places that they take, and how many rows are its head."""

    cells: tuple[tuple[int, int, int, int, str], ...]  # row, column, rows, columns, words
    height: int
    width: int
    head: int


Part = Words | Rows


def parts_of(document: Document, text: str) -> Iterator[Part]:
    """What the plan consists of, in order: each paragraph, and each table where it stands.

    A line that begins with a comma is the rest of the one above: no author opens a paragraph so.
    """
    held: Part | None = None
    for part in _lines_of(document, text):
        if isinstance(held, Words) and isinstance(part, Words) and part.said.startswith("，"):
            held = Words(held.said + part.said, held.rank, held.top)
            continue
        if held is not None:
            yield held
        held = part
    if held is not None:
        yield held


def _lines_of(document: Document, text: str) -> Iterator[Part]:
    heads = {s.start: s for s in document.sections if s.kind == "heading"}
    highest = min((s.level for s in heads.values()), default=0)
    first = min(heads, default=0)
    tables = {table.start: table for table in document.tables}
    at = 0
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        said = line.strip("\r\ufeff")
        if any(table.start < start < table.end for table in document.tables):
            continue
        found = next((tables[i] for i in range(start, at) if i in tables), None)
        if found is not None:
            yield _rows(found.rows, found.header_rows)
            continue
        head = next((heads[i] for i in range(start, at) if i in heads), None)
        whole = head is not None and _bare(said) == _bare((head.number or "") + head.title)
        alike = head is not None and _bare(said).endswith(_bare(head.title)) and len(said) < 40
        rank = head.level - highest if head is not None and (whole or alike) else None
        yield Words(said, rank, start < first)


def _bare(words: str) -> str:
    return "".join(words.split())


def _rows(rows: Sequence[Sequence[Cell]], head: int) -> Rows:
    taken: set[tuple[int, int]] = set()
    width = max(sum(cell.colspan for cell in row) for row in rows)
    cells: list[tuple[int, int, int, int, str]] = []
    for r, row in enumerate(rows):
        col = 0
        for cell in row:
            while (r, col) in taken:
                col += 1
            across = width if len(row) == 1 else min(cell.colspan, width - col)
            down = min(cell.rowspan, len(rows) - r)
            if across < 1:
                continue
            cells.append((r, col, down, across, cell.text))
            taken |= {(r + i, col + j) for i in range(down) for j in range(across)}
            col += across
    return Rows(tuple(cells), len(rows), width, head)


def as_docx(parts: Sequence[Part], counted: bool) -> bytes:
    """The plan with heading styles; ``counted`` lets Word count the headings that it would count alike."""
    document = docx.Document()
    if counted:
        _count_headings(document)
    counts = [0] * len(_FORMS)
    for part in parts:
        if isinstance(part, Rows):
            _table(document, part)
        elif part.rank is None or part.rank > 5:
            document.add_paragraph(part.said)
        else:
            said = _uncounted(part, counts) if counted else None
            paragraph = document.add_heading(part.said if said is None else said, part.rank + 1)
            if counted and said is None:  # its number is typed, as authors do who mistrust Word
                number = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                number.get_or_add_numId().val = 0
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _uncounted(part: Words, counts: list[int]) -> str | None:
    """A heading's words without the number, where Word's own count gives it."""
    if part.rank is None or part.rank >= len(_FORMS):
        return None
    number = re.match(_FORMS[part.rank][2], part.said)
    if number is None:
        return None
    value = counts[part.rank] + 1
    if number[1] != (str(value) if _FORMS[part.rank][0] == "decimal" else _spelled(value)):
        return None
    counts[part.rank :] = [value] + [0] * (len(counts) - part.rank - 1)
    return part.said[number.end() :]


def _spelled(value: int) -> str:
    tens, ones = divmod(value, 10)
    lead = ("" if tens < 2 else _SPELLED[tens - 1]) + ("十" if tens else "")
    return lead + (_SPELLED[ones - 1] if ones else "")


def _count_headings(document: Any) -> None:
    part = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for rank, (form, words, _) in enumerate(_FORMS):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(rank))
        said = (
            ("start", "1"), ("numFmt", form), ("pStyle", f"Heading{rank + 1}"), ("lvlText", words)
        )  # fmt: skip
        for name, value in said:
            child = OxmlElement(f"w:{name}")
            child.set(qn("w:val"), value)
            level.append(child)
        abstract.append(level)
    part.insert(0, abstract)
    number = part.add_num(77).numId
    for rank in range(len(_FORMS)):
        properties = document.styles[f"Heading {rank + 1}"].element.get_or_add_pPr()
        properties.get_or_add_numPr().get_or_add_numId().val = number


def _table(document: Any, rows: Rows) -> None:
    table = document.add_table(rows.height, rows.width)
    grid = [list(row.cells) for row in table.rows]
    for r, col, down, across, words in rows.cells:
        cell = grid[r][col]
        if down > 1 or across > 1:
            cell = cell.merge(grid[r + down - 1][col + across - 1])
        cell.text = words


def as_pdf(parts: Sequence[Part], title: str) -> bytes:
    """The plan typeset: two signs of indent, a running head, page numbers, ruled tables that run over pages."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    body = ParagraphStyle(
        "body", fontName=FONT, fontSize=14, leading=24, firstLineIndent=28, wordWrap="CJK"
    )
    head = ParagraphStyle("head", body, fontSize=16, leading=28, spaceBefore=6)
    centred = ParagraphStyle("centred", body, firstLineIndent=0, alignment=TA_CENTER)
    large = ParagraphStyle("large", centred, fontSize=22, leading=34)
    flow: list[Flowable] = []
    for part in parts:
        if isinstance(part, Rows):
            flow.append(_ruled(part))
            continue
        said = _printed(part.said)
        if not said:
            continue
        style = body if part.rank is None or part.rank > 1 else head
        if part.top and len(said) < 30 and not said.endswith(("。", "：")):
            style = large if _bare(said) in _bare(title) else centred
        flow.append(Paragraph(html.escape(said, quote=False), style))

    def furniture(canvas: Any, sheet: Any) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 40, title)
        canvas.drawCentredString(A4[0] / 2, 36, f"— {sheet.page} —")

    file = BytesIO()
    sheet = SimpleDocTemplate(
        file, pagesize=A4, leftMargin=80, rightMargin=80, topMargin=72, bottomMargin=72, invariant=1
    )
    sheet.build(flow, onFirstPage=furniture, onLaterPages=furniture)
    return file.getvalue()


def _printed(said: str) -> str:
    """A line as it is printed: gaps as wide spaces, which a typesetter does not close up."""
    return re.sub(r"[ \t]{2,}|\t", lambda gap: "\u3000" * max(1, len(gap[0]) // 2), said.strip())


def _ruled(rows: Rows) -> Flowable:
    style = ParagraphStyle("cell", fontName=FONT, fontSize=10, leading=14, wordWrap="CJK")
    data: list[list[Any]] = [[""] * rows.width for _ in range(rows.height)]
    commands: list[tuple[Any, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
    longest = [2] * rows.width
    for r, col, down, across, words in rows.cells:
        said = "<br/>".join(html.escape(line, quote=False) for line in words.split("\n"))
        data[r][col] = Paragraph(said, style)
        if down > 1 or across > 1:
            commands.append(("SPAN", (col, r), (col + across - 1, r + down - 1)))
        if across == 1:
            longest[col] = max(longest[col], len(words))
    shares = [min(n, 24) ** 0.7 for n in longest]
    room = A4[0] - 160
    return LongTable(
        data,
        colWidths=[room * share / sum(shares) for share in shares],
        repeatRows=rows.head,
        style=commands,
    )
