"""The composition of layout: lines → residue → headings → tables → sections and paragraphs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from policy_extract.document import Plan
from policy_extract.document import shadow as make_shadow
from policy_extract.layout.headings import Heading, HeadingFinder
from policy_extract.layout.lines import Line, find_residue, split_lines
from policy_extract.layout.plain_tables import CellLines, row_line_tables
from policy_extract.layout.sections import CAPTION, SectionBuilder
from policy_extract.layout.tables import build_table, table_regions
from policy_extract.layout.title import TitleReader
from policy_extract.lexicon import Lexicon
from policy_extract.model import Table


class Layouter:
    """Lays texts out; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._headings = HeadingFinder(lexicon)
        self._sections = SectionBuilder(self._headings)
        self._titles = TitleReader(lexicon)

    def lay_out(self, document_id: str, text: str) -> Plan:
        """Lay one text out. Never raises for odd texts: what is not there is missing, with a warning."""
        plain = make_shadow(text)
        lines = split_lines(text, plain)
        residue = find_residue(lines, self._lexicon)
        out = _marked(lines, [(r.start, r.end) for r in residue])
        found = [
            None if out[i] else self._headings.find(line.plain) for i, line in enumerate(lines)
        ]
        first = next(
            (
                i
                for i, h in enumerate(found)
                if h and h.kind == "heading" and h.level <= 4 and not lines[i].cell
            ),
            len(lines),
        )
        block = self._titles.read(text, plain, lines, first)
        for i in range(min(first, len(lines))):
            heading = found[i]
            if lines[i].number in block.lines or (
                heading and heading.kind == "appendix" and i < 45
            ):
                found[i] = None
        found = [
            h if not (h and lines[i].cell and h.kind != "box") else None
            for i, h in enumerate(found)
        ]
        tables = self._tables(text, lines, found, out)
        sections, paragraphs = self._sections.build(text, plain, lines, found, out, block.lines)
        warnings = []
        if block.meta.title is None:
            warnings.append("no_title")
        if block.meta.period is None:
            warnings.append("no_period")
        return Plan(
            id=document_id,
            text=text,
            shadow=plain,
            meta=block.meta,
            sections=tuple(sections),
            paragraphs=tuple(paragraphs),
            tables=tuple(tables),
            residue=tuple(residue),
            warnings=tuple(warnings),
        )

    def _tables(
        self, text: str, lines: Sequence[Line], found: list[Heading | None], out: list[bool]
    ) -> list[Table]:
        """All tables in order of the text; their lines are marked in ``out`` and hold no heading."""
        tables: list[Table] = []

        def take(table: Table, first: int, stop: int) -> None:
            tables.append(table)
            for i in range(first, stop):
                out[i] = True
                found[i] = None

        regions = table_regions(
            [_hidden(line) if out[i] else line for i, line in enumerate(lines)],
            [h is not None or self._box_body(lines, found, i) for i, h in enumerate(found)],
        )
        for start, stop in regions:
            caption = _caption(text, lines, start)
            table = build_table(f"t{len(tables) + 1}", text, lines[start:stop], caption)
            if table:
                take(table, start, stop)
        cell_lines = CellLines(text, lines, [h is not None for h in found])
        for index, line in enumerate(lines):
            if out[index] or len(line.plain) > 60 or not CAPTION.match(line.plain):
                continue
            plain = cell_lines.table(f"t{len(tables) + 1}", index)
            if plain:
                take(plain.table, plain.first, plain.stop)
        wide = "\t" in text or "  " in text
        captions = [_caption(text, lines, i) if wide else None for i in range(len(lines))]
        for plain in row_line_tables(lines, text, out, len(tables) + 1, captions):
            take(plain.table, plain.first, plain.stop)
        tables.sort(key=lambda t: t.start)
        return tables

    def _box_body(self, lines: Sequence[Line], found: Sequence[Heading | None], index: int) -> bool:
        """A line behind a tab right under a box's head, or prose behind a tab, is no table cell."""
        line = lines[index]
        if not line.cell:
            return False
        if len(line.plain) > 60 and line.plain.endswith(("。", "”", "；")):
            above = [i for i in range(max(0, index - 3), index) if not lines[i].blank]
            return any(found[i] is not None for i in above) or not any(lines[i].cell for i in above)
        return False


def lay_out(document_id: str, text: str, lexicon: Lexicon) -> Plan:
    """Lay one text out with a layouter of its own; for many texts keep a ``Layouter``."""
    return Layouter(lexicon).lay_out(document_id, text)


def _marked(lines: Sequence[Line], spans: Sequence[tuple[int, int]]) -> list[bool]:
    marks = [False] * len(lines)
    for start, end in spans:
        i = bisect_left(lines, start, key=_start)
        while i < len(lines) and lines[i].end <= end:
            marks[i] = True
            i += 1
    return marks


def _start(line: Line) -> int:
    return line.start


def _hidden(line: Line) -> Line:
    return Line(line.number, line.start, line.end, "", False)


def _caption(text: str, lines: Sequence[Line], start: int) -> str | None:
    for line in reversed(lines[max(0, start - 6) : start]):
        if line.plain:
            if CAPTION.match(line.plain) or line.plain.startswith(("附件", "附录", "附表")):
                return text[line.start : line.end].strip()
            return None
    return None
