"""Two parts of one table whose columns are cut differently: a head over one column here, over two there."""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.layout.geometry.grid import Grid, Row, spanned


def as_wide(above: Grid, below: Grid) -> tuple[Grid, Grid]:
    """The two with the same columns, where their headers say the same; else as they are.

    In a table over pages the first part may have one column under “指标名称” where a later one has two, for a group
    and its members. Its cells then span two. Refused: another header, a cell that ends inside such a column.
    """
    tiers = above.header_rows
    if above.width == below.width or tiers != below.header_rows:
        return above, below
    heads = above.rows[:tiers], below.rows[:tiers]
    if said(heads[0]) != said(heads[1]):
        return above, below
    starts = [_starts(rows) for rows in heads]
    if not starts[0] or len(starts[0]) != len(starts[1]):  # heads of blank cells say nothing
        return above, below
    sizes = [_sizes(s, grid.width) for s, grid in zip(starts, (above, below), strict=True)]
    most = [max(pair) for pair in zip(*sizes, strict=True)]
    wider = [_widened(g.rows, s, most) for g, s in zip((above, below), sizes, strict=True)]
    if wider[0] is None or wider[1] is None:
        return above, below
    return above._replace(rows=wider[0]), below._replace(rows=wider[1])


def said(rows: Sequence[Row]) -> list[list[str]]:
    """The words of rows without white space and without blank cells, which merged heads leave."""
    return [["".join(c.text.split()) for c in row if c.text] for row in rows]


def _starts(rows: Sequence[Row]) -> list[int]:
    """The columns in which heads begin, in any tier."""
    found: set[int] = set()
    for row in rows:
        column = 0
        for entry in row:
            if entry.text:
                found.add(column)
            column += entry.colspan
    return sorted(found)


def _sizes(starts: Sequence[int], width: int) -> list[int]:
    return [after - at for at, after in zip(starts, [*starts[1:], width], strict=True)]


def _widened(
    rows: Sequence[Row], sizes: Sequence[int], most: Sequence[int]
) -> tuple[Row, ...] | None:
    """Rows in which each column has its new size; None where a cell ends inside one that grows."""
    edge, new, edges = 0, 0, {0: 0}
    for size, larger in zip(sizes, most, strict=True):
        if size == larger:  # its columns stay as they are, one by one
            edges |= {edge + i: new + i for i in range(size)}
        edge, new = edge + size, new + larger
        edges[edge] = new
    made: list[Row] = []
    for row in rows:
        cells, column = [], 0
        for entry in row:
            stop = column + entry.colspan
            if column not in edges or stop not in edges:
                return None
            cells.append(spanned(entry, colspan=edges[stop] - edges[column]))
            column = stop
        made.append(tuple(cells))
    return tuple(made)
