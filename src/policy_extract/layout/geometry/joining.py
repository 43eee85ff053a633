"""A table that goes on after a page break, with its header again or without: one table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import eq

from policy_extract.layout.geometry.grid import Grid, Page, Row, number, serial, width
from policy_extract.layout.geometry.heads import Heads
from policy_extract.layout.geometry.widening import as_wide, said


def joined(page: Page, grids: Iterable[Grid], heads: Heads) -> list[Grid]:
    """The tables in order of the text, those that a page break parted put together.

    Between the parts stand only blank lines, page numbers or “续表”. The second part repeats the header,
    or it has none and its rows look like those above. Refused: a table with another number of columns,
    with a caption or a header of its own.
    """
    tables: list[Grid] = []
    for grid in sorted(grids, key=lambda g: g.start):
        grid = _once(grid)
        above = tables[-1] if tables else None
        if above is not None:
            wide, grid_as_wide = as_wide(above, grid)
            rest = _rest(page, wide, grid_as_wide, heads)
            above = above if rest is None else wide
        else:
            rest = None
        if above is None or rest is None:
            tables.append(grid)
            continue
        tables[-1] = Grid(
            above.first,
            grid.stop,
            above.start,
            grid.end,
            above.header_rows,
            (*above.rows, *rest),
            above.caption,
        )
    return tables


def _once(grid: Grid) -> Grid:
    """A table whose header stands in it once: a page break repeats it between two rows."""
    tiers = grid.header_rows
    if len(grid.rows) < 2 * tiers + 1:
        return grid
    header = [list(_words(row)) for row in grid.rows[:tiers]]
    rows = list(grid.rows[:tiers])
    at = tiers
    while at < len(grid.rows):
        here = grid.rows[at : at + tiers]
        if len(here) == tiers and all(map(_says, here, header)):
            at += tiers
        else:
            rows.append(grid.rows[at])
            at += 1
    return grid._replace(rows=tuple(rows)) if len(rows) < len(grid.rows) else grid


def _rest(page: Page, above: Grid, below: Grid, heads: Heads) -> Sequence[Row] | None:
    """The rows of the second part, None when it is a table of its own."""
    continued = False
    for index in range(above.stop, below.first):
        line = page.lines[index]
        if not line.plain or page.taken[index]:
            continue
        if not heads.continued(line.plain):
            return None
        continued = True
    if above.width != below.width:
        return None
    tiers = above.header_rows
    if said(above.rows[:tiers]) == said(below.rows[:tiers]):
        return below.rows[tiers:]
    first = [page.plain[c.start : c.end] for c in below.rows[0]]
    if heads.header(first):
        return None
    if continued or goes_on(above, below):
        return below.rows
    return None


def _words(row: Row) -> Iterator[str]:
    return ("".join(entry.text.split()) for entry in row)


def _says(row: Row, words: Sequence[str]) -> bool:
    """Whether these are the words of a row; most rows say another in their first cell."""
    return len(row) == len(words) and all(map(eq, _words(row), words))


def goes_on(above: Grid, below: Grid) -> bool:
    """The running numbers go on, or values stand where values stood."""
    body = above.rows[above.header_rows :]
    last = next((r for r in reversed(body) if serial(r[0].text) is not None), None)
    first = serial(below.rows[0][0].text)
    if last is not None and first is not None:
        return first == (serial(last[0].text) or 0) + 1
    if last is not None:
        return False
    full = [row for row in body if width(row) == len(row)]
    if not full or len(below.rows[0]) != len(full[-1]):
        return False
    kinds = [[bool(number(c.text)) for c in row if c.text] for row in (full[-1], below.rows[0])]
    return any(kinds[0]) and kinds[0] == kinds[1]
