"""A plan's text as blocks to lay out: headings, paragraphs, tables; what no block holds is blank.

Offsets are code points of the text, end exclusive. Hard wraps inside a sentence do not end a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal

from policy_extract.expressions import expression
from policy_extract.model import Document, ResidueSpan, Section, Table
from policy_extract.tuples import NamedTuple

_NEAR: Final = 8  # signs behind a title in which its line ends; else the text runs on behind it
_FULL: Final = 18  # signs of a line that may have been wrapped; a shorter one ended by itself
_ENDS: Final = expression(r"[。！？；：!?;:）)》”]\s*$")
_OPENS: Final = expression(
    r"[ \t\u3000]{2}|[（(]?[一二三四五六七八九十\d]{1,3}[、.．）)]|[—●■◆▲·•]"
)


class Cells(NamedTuple):
    """A cell: where its words stand, and how many rows and columns it takes."""

    start: int
    end: int
    rowspan: int
    colspan: int


class Block(NamedTuple):
    """A block of the text; ``section`` is the id of the heading that it is or opens with.

    ``depth`` is that of a heading, from 0. ``title_end`` is where a title ends that the text runs on behind;
    ``rows`` are a table's, the first ``header`` its head; ``reason`` says why a stretch was left out.
    """

    kind: Literal["heading", "paragraph", "table", "residue"]
    start: int
    end: int
    depth: int = 0
    section: str | None = None
    title_end: int | None = None
    rows: tuple[tuple[Cells, ...], ...] = ()
    header: int = 0
    caption: str | None = None
    reason: str | None = None


def blocks(text: str, document: Document, residue: Iterable[ResidueSpan] = ()) -> list[Block]:
    """The whole text as blocks, in its order; they do not overlap."""
    depths = _depths(document.sections)
    heads = {
        s.start: s for s in sorted(document.sections, key=lambda s: depths[s.id], reverse=True)
    }
    fixed: list[tuple[int, int, Table | ResidueSpan]] = [
        *((t.start, t.end, t) for t in document.tables),
        *((r.start, r.end, r) for r in residue if not _inside(r, document.tables)),
    ]
    found: list[Block] = []
    at = 0
    for start, end, what in sorted(fixed, key=lambda one: (one[0], one[1])):
        if end <= at:
            continue
        found.extend(_prose(text, at, max(at, start), heads, depths))
        if isinstance(what, Table):
            found.extend(_table(text, what, max(at, start)))
        else:
            found.append(Block("residue", max(at, start), end, reason=what.reason))
        at = end
    found.extend(_prose(text, at, len(text), heads, depths))
    return found


def _depths(sections: Iterable[Section]) -> dict[str, int]:
    """How deep each heading stands under its parents."""
    depths: dict[str, int] = {}
    for section in sections:
        depths[section.id] = depths.get(section.parent or "", -1) + 1
    return depths


def _inside(span: ResidueSpan, tables: Iterable[Table]) -> bool:
    return any(t.start <= span.start and span.end <= t.end for t in tables)


def _table(text: str, table: Table, start: int) -> Iterator[Block]:
    """The table; words of it that no cell holds stand before it, so that nothing is lost."""
    rows = tuple(
        tuple(Cells(c.start, c.end, c.rowspan, c.colspan) for c in row) for row in table.rows
    )
    filled = sorted((c.start, c.end) for row in rows for c in row if c.end > c.start)
    at = start
    for first, last in (*filled, (table.end, table.end)):
        if at < first and text[at:first].strip():
            yield _stripped(text, at, first)
        at = max(at, last)
    yield Block(
        "table", start, table.end, rows=rows, header=table.header_rows, caption=table.caption
    )


def _stripped(text: str, start: int, end: int) -> Block:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Block("paragraph", start, end)


def _prose(
    text: str, start: int, end: int, heads: dict[int, Section], depths: dict[str, int]
) -> Iterator[Block]:
    """Headings and paragraphs of a stretch without tables."""
    at = start
    while at < end:
        if text[at].isspace() and at not in heads:
            at += 1
            continue
        section = heads.get(at)
        title_end = _title_end(text, section, end) if section is not None else None
        if section is not None and title_end is not None:
            line_end = text.find("\n", title_end, min(end, title_end + _NEAR))
            if line_end >= 0 or title_end >= end:
                block = _stripped(text, at, end if line_end < 0 else line_end)
                yield block._replace(kind="heading", depth=depths[section.id], section=section.id)
                at = max(at + 1, end if line_end < 0 else line_end)
                continue
        close = _close(text, at, end, heads)
        block = _stripped(text, at, close)
        if block.start < block.end:
            runs_on = title_end is not None and title_end < block.end
            yield block._replace(
                section=section.id if section else None, title_end=title_end if runs_on else None
            )
        at = max(at + 1, close)


def _title_end(text: str, section: Section, end: int) -> int:
    """Where a heading's own words end; they may be wrapped in the text."""
    left = len("".join(f"{section.number or ''}{section.title}".split()))
    at = section.start
    while at < end and left > 0:
        left -= not text[at].isspace()
        at += 1
    return at


def _close(text: str, start: int, end: int, heads: dict[int, Section]) -> int:
    """Where the paragraph that begins at ``start`` ends: at a heading, a blank line, a line that is over."""
    line = start
    while True:
        stop = text.find("\n", line, end)
        stop = end if stop < 0 else stop
        inner = next((at for at in range(max(line, start + 1), stop) if at in heads), None)
        if inner is not None:
            return inner
        if stop >= end:
            return end
        following = text[stop + 1 : min(end, stop + 12)]
        over = (
            not following.strip(" \t\u3000\r").strip("\n")
            or following.lstrip(" \t\r").startswith("\n")
            or stop - line < _FULL
            or _ENDS.search(text[max(line, stop - 6) : stop]) is not None
            or _OPENS.match(following) is not None
            or stop + 1 in heads
        )
        if over:
            return stop
        line = stop + 1
