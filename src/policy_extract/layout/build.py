"""The composition of layout: lines → residue → headings → tables → sections and paragraphs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from policy_extract.document import Block, Plan, Residue, Sourced, recognised_stretches
from policy_extract.document import shadow as make_shadow
from policy_extract.layout.captions import CaptionReader
from policy_extract.layout.cuts import apart, blanks, breaks
from policy_extract.layout.geometry import Grid, Page, TableFinder
from policy_extract.layout.headings import BOX_LEVEL, Heading, HeadingFinder
from policy_extract.layout.lines import PAGE_NUMBER, Line, find_residue, split_lines
from policy_extract.layout.marks import Marks, marks_of
from policy_extract.layout.mending import Mender, lone_pages
from policy_extract.layout.pages import RUNNING_HEAD, page_furniture
from policy_extract.layout.roles import RoleReader, TableRole
from policy_extract.layout.sections import SectionBuilder
from policy_extract.layout.sheet import Sheet
from policy_extract.layout.titles import TitleBlock, TitleReader
from policy_extract.lexicon import Lexicon
from policy_extract.model import Meta, Table
from policy_extract.rules import Settled, Switches
from policy_extract.tuples import NamedTuple

_TITLE_ZONE = 45
_MAX_BOX_HEAD = 60


class _Placed(NamedTuple):
    """A table, the lines that it takes, and what settled its role."""

    grid: Grid
    table: Table
    role: Settled[TableRole]


class Layouter:
    """Lays texts out; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, switches: Switches | None = None) -> None:
        """``switches`` leave out rules of the stages “title” and “table_role”."""
        self._lexicon = lexicon
        self._finder = TableFinder(lexicon)
        self._captions = CaptionReader(lexicon, self._finder.heads)
        self._roles = RoleReader(lexicon, self._finder.heads, switches)
        self._headings = HeadingFinder(lexicon)
        self._sections = SectionBuilder(self._headings, lexicon)
        self._mender = Mender(lexicon)
        self._titles = TitleReader(lexicon, switches)

    def lay_out(self, document_id: str, source: str | Sourced) -> Plan:
        """Lay one document out: by its blocks where the reader gave some, else by guesses.

        All offsets count code points of the text given. Never raises for odd texts: what is not there
        is missing, with a warning.
        """
        sourced = Sourced(source) if isinstance(source, str) else source
        text = sourced.text
        plain = make_shadow(text)
        lines = split_lines(text, plain)
        marks = marks_of(sourced.blocks, lines)
        residue = find_residue(lines, self._lexicon)
        paged = [] if marks.opens else page_furniture(text, lines, residue)
        residue = _once([*residue, *paged, *marks.furniture])
        out = _marked(lines, [(r.start, r.end) for r in residue])
        found = self._found(lines, marks, out)
        first = next(
            (i for i, h in enumerate(found) if _numbered(h) and not lines[i].cell), len(lines)
        )
        item = next((i for i, h in enumerate(found) if _item(h) and not lines[i].cell), None)
        block = self._titles.read(
            text, plain, lines, first, sourced.meta, _top(marks, first), out, item
        )
        self._clear_title(lines, found, block, first)
        page = Page(text, plain, lines, [h is not None for h in found], out)
        tables = self._tables(page, sourced.blocks)
        for placed in tables:
            for i in range(placed.grid.first, placed.grid.stop):
                out[i] = True
                found[i] = None
        pages = [(r.start, r.end) for r in residue if r.reason in (PAGE_NUMBER, RUNNING_HEAD)]
        between = (
            frozenset(i for i, mark in enumerate(_marked(lines, pages)) if mark)
            if pages
            else frozenset[int]()
        )
        sheet = Sheet(text, plain, lines, found, out, block.lines, marks, between)
        sections, paragraphs = self._sections.build(sheet)
        pages += lone_pages(plain, paragraphs)
        # where no page's edge cut lines, a break was meant by who wrote it
        cut = () if sheet.edge is None else breaks(plain, paragraphs, pages)
        return Plan(
            id=document_id,
            text=text,
            shadow=self._mender.mend(plain, paragraphs, pages),
            meta=block.meta,
            sections=tuple(sections),
            paragraphs=tuple(paragraphs),
            tables=tuple(placed.table for placed in tables),
            residue=tuple(residue),
            warnings=_warnings(block.meta, sourced, tables),
            settled=(*block.settled, *((f"{t.table.id}.role", t.role) for t in tables)),
            recognised=recognised_stretches(sourced),
            doubtful_tables=sourced.doubtful_tables,
            cuts=apart([*blanks(text, plain, paragraphs), *cut]),
        )

    def _found(
        self, lines: Sequence[Line], marks: Marks, out: Sequence[bool]
    ) -> list[Heading | None]:
        """The heading of each line: what a block says, else what its number says."""
        found: list[Heading | None] = []
        for i, line in enumerate(lines):
            heading = None
            if out[i] or not line.plain or i in marks.inside:
                pass
            elif i in marks.heading:
                heading = self._headings.stated(line.plain, marks.heading[i])
                if marks.heading[i] == 1 and heading.number is None and i < _TITLE_ZONE:
                    heading = None  # the title of the document
            else:
                heading = self._headings.find(line.plain)
            if i in marks.box and heading is None and len(line.plain) <= _MAX_BOX_HEAD:
                heading = Heading(BOX_LEVEL, "box", None, line.plain, len(line.plain))
            found.append(heading)
        return found

    @staticmethod
    def _clear_title(
        lines: Sequence[Line], found: list[Heading | None], block: TitleBlock, first: int
    ) -> None:
        """Lines of the title block and cells behind tabs hold no heading."""
        for i, heading in enumerate(found):
            appendix = heading is not None and heading.kind == "appendix" and i < _TITLE_ZONE
            titled = i < first and (lines[i].number in block.lines or appendix)
            if titled or (heading and lines[i].cell and heading.kind != "box"):
                found[i] = None

    def _tables(self, page: Page, blocks: Sequence[Block]) -> list[_Placed]:
        """All tables in order of the text, with the lines that they take."""
        tables: list[_Placed] = []
        for grid in self._finder.find(page, blocks):
            caption = self._captions.read(page.text, page.lines, grid) or grid.caption
            role = self._roles.read(page.plain, grid, caption)
            cells = [
                cell for row in grid.rows for cell in row
            ]  # a blank one may stand before its line
            table = Table(
                id=f"t{len(tables) + 1}",
                caption=caption,
                start=min(grid.start, *(cell.start for cell in cells)),
                end=max(grid.end, *(cell.end for cell in cells)),
                header_rows=grid.header_rows,
                rows=grid.rows,
                role=role.value,
            )
            tables.append(_Placed(grid, table, role))
        return tables


def _once(residue: Sequence[Residue]) -> list[Residue]:
    """Residue in order of the text, without what lies inside another stretch."""
    kept: list[Residue] = []
    for one in sorted(residue, key=lambda r: (r.start, -r.end)):
        if not kept or one.end > kept[-1].end:
            kept.append(one)
    return kept


def _numbered(heading: Heading | None) -> bool:
    return heading is not None and heading.kind == "heading" and heading.level <= 4


def _item(heading: Heading | None) -> bool:
    return heading is not None and heading.kind == "heading" and heading.number is not None


def _top(marks: Marks, first: int) -> int | None:
    """The line of the document's heading: the first of the first level above the numbered ones."""
    return next(
        (i for i in sorted(marks.heading) if marks.heading[i] == 1 and i < min(first, _TITLE_ZONE)),
        None,
    )


def _warnings(meta: Meta, sourced: Sourced, tables: Sequence[_Placed]) -> tuple[str, ...]:
    told = {
        "no_title": meta.title is None,
        "no_period": meta.period is None,
        "sheet_as_text": _idle_sheet(sourced.blocks, tables),
    }
    return (*sourced.warnings, *(code for code, tells in told.items() if tells))


def _idle_sheet(blocks: Sequence[Block], tables: Sequence[_Placed]) -> bool:
    """Whether a table of a workbook has no role, so that its cells are read as text only."""
    idle = [t.table for t in tables if t.role.value == "other"]
    starts = [b.start for b in blocks if b.anchor is not None and b.anchor.cell is not None]
    return any(bisect_left(starts, table.start) < bisect_left(starts, table.end) for table in idle)


def lay_out(document_id: str, text: str | Sourced, lexicon: Lexicon) -> Plan:
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
