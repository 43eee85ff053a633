"""The composition of layout: lines → residue → headings → tables → sections and paragraphs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from policy_extract.document import Block, Plan
from policy_extract.document import shadow as make_shadow
from policy_extract.layout.captions import CaptionReader
from policy_extract.layout.geometry import Grid, Page, TableFinder
from policy_extract.layout.headings import HeadingFinder
from policy_extract.layout.lines import Line, find_residue, split_lines
from policy_extract.layout.roles import RoleReader
from policy_extract.layout.sections import SectionBuilder
from policy_extract.layout.title import TitleReader
from policy_extract.lexicon import Lexicon
from policy_extract.model import Table


class Layouter:
    """Lays texts out; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._finder = TableFinder(lexicon)
        self._captions = CaptionReader(lexicon, self._finder.heads)
        self._roles = RoleReader(lexicon, self._finder.heads)
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
        page = Page(text, plain, lines, [h is not None for h in found], out)
        tables = self._tables(page, ())
        for grid, _ in tables:
            for i in range(grid.first, grid.stop):
                out[i] = True
                found[i] = None
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
            tables=tuple(table for _, table in tables),
            residue=tuple(residue),
            warnings=tuple(warnings),
        )

    def _tables(self, page: Page, blocks: Sequence[Block]) -> list[tuple[Grid, Table]]:
        """All tables in order of the text, with the lines that they take."""
        tables: list[tuple[Grid, Table]] = []
        for grid in self._finder.find(page, blocks):
            caption = grid.caption or self._captions.read(page.text, page.lines, grid)
            table = Table(
                id=f"t{len(tables) + 1}",
                caption=caption,
                start=grid.start,
                end=grid.end,
                header_rows=grid.header_rows,
                rows=grid.rows,
                role=self._roles.read(page.plain, grid, caption).value,
            )
            tables.append((grid, table))
        return tables


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
