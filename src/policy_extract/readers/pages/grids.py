"""Ruling lines → grids of cells: a missing line between two cells merges them, across or down."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from policy_extract.readers.pages.drawings import Drawings, Stroke
from policy_extract.tuples import NamedTuple

#: A page of the smallest print has some 100 rows of 20 cells; more is graph paper.
MAX_CELLS: Final = 20_000
MAX_GRIDS: Final = 200
_TOUCH: Final = 3.0  # points between the ends of lines that meet
_ALIKE: Final = (
    3.0  # points between lines that are one border (double lines, cells drawn one by one)
)
_COVER: Final = 0.6  # of a cell's side that a line must cover to part it
_SHORT: Final = 4.0  # points: shorter lines are ticks and dashes


class Slot(NamedTuple):
    """A cell of a grid: its place, how far it reaches, its box in points."""

    row: int
    col: int
    rowspan: int
    colspan: int
    box: tuple[float, float, float, float]


class RuledGrid(NamedTuple):
    """A grid of ruling lines: the borders of its columns and rows, its cells in order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The box around it."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is inside."""
        x0, y0, x1, y1 = self.box
        return x0 <= x <= x1 and y0 <= y <= y1


def grids_of(drawn: Drawings) -> list[RuledGrid]:
    """The grids of a page from above, also frames of one cell. Takes time by the square of the lines that meet."""
    across, down = _merged(drawn.across), _merged(drawn.down)
    found: list[RuledGrid] = []
    for rows, columns in _meeting(across, down):
        grid = _grid(rows, columns)
        if grid is not None:
            found.append(grid)
    if len(found) > MAX_GRIDS:  # the boxes of a chart
        found = [grid for grid in found if len(grid.slots) > 1][:MAX_GRIDS]
    return sorted(_outermost(found), key=lambda g: (g.ys[0], g.xs[0]))


def _merged(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Lines drawn in parts (a cell at a time, dash by dash) as one."""
    merged: list[Stroke] = []
    groups: list[list[Stroke]] = []
    for stroke in sorted(strokes):
        if groups and stroke.at - groups[-1][0].at <= _ALIKE / 2:
            groups[-1].append(stroke)
        else:
            groups.append([stroke])
    for group in groups:
        at = sum(s.at for s in group) / len(group)
        start, end = None, 0.0
        for stroke in sorted(group, key=lambda s: s.start):
            if start is not None and stroke.start <= end + _TOUCH:
                end = max(end, stroke.end)
                continue
            if start is not None:
                merged.append(Stroke(at, start, end))
            start, end = stroke.start, stroke.end
        if start is not None:
            merged.append(Stroke(at, start, end))
    return [s for s in merged if s.end - s.start >= _SHORT]


def _meeting(
    across: Sequence[Stroke], down: Sequence[Stroke]
) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Lines that meet each other, in groups."""
    parents = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parents[i] != i:
            parents[i] = parents[parents[i]]
            i = parents[i]
        return i

    order = sorted(range(len(across)), key=lambda i: across[i].at)
    heights = [across[i].at for i in order]
    for j, line in enumerate(down):
        first = bisect_right(heights, line.start - _TOUCH)
        stop = bisect_right(heights, line.end + _TOUCH)
        for i in order[first:stop]:
            if across[i].start - _TOUCH <= line.at <= across[i].end + _TOUCH:
                parents[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = defaultdict(lambda: ([], []))
    for i, stroke in enumerate(across):
        groups[root(i)][0].append(stroke)
    for j, stroke in enumerate(down):
        groups[root(len(across) + j)][1].append(stroke)
    return [group for group in groups.values() if len(group[0]) > 1 and group[1]]


def _grid(across: Sequence[Stroke], down: Sequence[Stroke]) -> RuledGrid | None:
    """The grid of lines that meet; open sides are closed where the lines across end."""
    xs = _borders([s.at for s in down])
    ys = _borders([s.at for s in across])
    left, right = min(s.start for s in across), max(s.end for s in across)
    if left < xs[0] - _TOUCH:
        xs.insert(0, left)
    if right > xs[-1] + _TOUCH:
        xs.append(right)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > MAX_CELLS:
        return None
    slots = _slots(xs, ys, _lines_at(across, ys), _lines_at(down, xs))
    return RuledGrid(tuple(xs), tuple(ys), tuple(slots))


def _borders(places: Sequence[float]) -> list[float]:
    """The places of borders: those nearly alike are one."""
    found: list[list[float]] = []
    for place in sorted(places):
        if found and place - found[-1][-1] <= _ALIKE:
            found[-1].append(place)
        else:
            found.append([place])
    return [sum(group) / len(group) for group in found]


def _lines_at(strokes: Sequence[Stroke], borders: Sequence[float]) -> list[list[Stroke]]:
    """The lines of each border."""
    found: list[list[Stroke]] = [[] for _ in borders]
    for stroke in strokes:
        nearest = min(range(len(borders)), key=lambda i: abs(borders[i] - stroke.at))
        found[nearest].append(stroke)
    return found


def _parted(lines: Sequence[Stroke], start: float, end: float) -> bool:
    """Whether lines cover a cell's side from start to end."""
    covered = sum(max(0.0, min(end, s.end) - max(start, s.start)) for s in lines)
    return covered >= _COVER * (end - start)


def _slots(
    xs: Sequence[float],
    ys: Sequence[float],
    across: Sequence[Sequence[Stroke]],
    down: Sequence[Sequence[Stroke]],
) -> list[Slot]:
    """The cells: what no line parts is one. A shape that is no rectangle is taken row by row."""
    rows, columns = len(ys) - 1, len(xs) - 1
    owner = {(r, c): (r, c) for r in range(rows) for c in range(columns)}

    def root(cell: tuple[int, int]) -> tuple[int, int]:
        while owner[cell] != cell:
            owner[cell] = owner[owner[cell]]
            cell = owner[cell]
        return cell

    for r in range(rows):
        for c in range(columns):
            if c + 1 < columns and not _parted(down[c + 1], ys[r], ys[r + 1]):
                owner[root((r, c + 1))] = root((r, c))
            if r + 1 < rows and not _parted(across[r + 1], xs[c], xs[c + 1]):
                owner[root((r + 1, c))] = root((r, c))
    groups: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for cell in owner:
        groups[root(cell)].append(cell)
    found: list[Slot] = []
    for group in groups.values():
        for part in _rectangles(group):
            (top, left), (bottom, right) = min(part), max(part)
            box = xs[left], ys[top], xs[right + 1], ys[bottom + 1]
            found.append(Slot(top, left, bottom - top + 1, right - left + 1, box))
    return sorted(found)


def _rectangles(cells: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    rows = {r for r, _ in cells}
    columns = {c for _, c in cells}
    if len(cells) == len(rows) * len(columns):
        return [list(cells)]
    runs: list[list[tuple[int, int]]] = []
    for cell in sorted(cells):
        if runs and runs[-1][-1] == (cell[0], cell[1] - 1):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return runs


def _outermost(grids: Sequence[RuledGrid]) -> list[RuledGrid]:
    """Grids without those inside a cell of another; a frame of one cell around grids is none itself."""
    found: list[RuledGrid] = []
    for one in grids:
        inner = [g for g in grids if g is not one and _within(g, one)]
        if len(one.slots) == 1 and any(len(g.slots) > 1 for g in inner):
            continue
        outer = [g for g in grids if g is not one and len(g.slots) > 1 and _within(one, g)]
        if not outer:
            found.append(one)
    return found


def _within(inner: RuledGrid, outer: RuledGrid) -> bool:
    ax0, ay0, ax1, ay1 = inner.box
    bx0, by0, bx1, by1 = outer.box
    return bx0 <= ax0 and by0 <= ay0 and ax1 <= bx1 and ay1 <= by1 and inner.box != outer.box
