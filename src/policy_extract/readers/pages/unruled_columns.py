"""The columns of a table without lines: where the white strips between them stand, and what each line has in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from policy_extract.readers.pages.lines import SAME_LINE, Line, pieces_of
from policy_extract.readers.pages.signs import Sign
from policy_extract.tuples import NamedTuple

_STRIP: Final = 0.6  # of the size: the white between two columns
_TOUCH: Final = 0.25  # of the size: signs of one word are no further apart
_GROUP: Final = 0.2  # of the table's width
_MIN_ROWS: Final = 3
_HEADS: Final = 3  # lines of a header at most, which run over columns


class Printed(NamedTuple):
    """The pieces on one base line, from the left."""

    base: float
    pieces: tuple[Line, ...]


class Placed(NamedTuple):
    """A line by columns; ``over`` are pieces that stand over several, with the first and the last of them."""

    base: float
    cells: dict[int, Line]
    over: tuple[tuple[int, int, Line], ...]

    @property
    def all(self) -> list[Line]:
        """All its pieces."""
        return [*self.cells.values(), *(piece for _, _, piece in self.over)]


def printed(pieces: Sequence[Line]) -> list[Printed]:
    """Pieces by the base lines that they stand on, from above."""
    found: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda p: (p.base, p.x0)):
        if found and abs(piece.base - found[-1][0].base) <= SAME_LINE * piece.size:
            found[-1].append(piece)
        else:
            found.append([piece])
    return [Printed(row[0].base, tuple(sorted(row, key=lambda p: p.x0))) for row in found]


def by_row(rows: Sequence[Printed], signs: Sequence[Sign]) -> list[list[Sign]]:
    """The signs of each line."""
    held: list[list[Sign]] = [[] for _ in rows]
    bases = [row.base for row in rows]
    for sign in signs:
        behind = bisect_left(bases, sign.base)
        near = [i for i in (behind - 1, behind) if 0 <= i < len(bases)]
        held[min(near, key=lambda i: abs(bases[i] - sign.base))].append(sign)
    return held


def borders(rows: Sequence[Printed], held: Sequence[Sequence[Sign]]) -> list[float]:
    """The borders of the columns: the middles of the white strips that hardly a line crosses."""
    skip = min(_HEADS, len(rows) // 3)
    body = [r for r in rows[skip:] if len(r.pieces) > 1]
    if len(body) < _MIN_ROWS:
        return []
    size = sorted(p.size for r in body for p in r.pieces)[len(body) // 2]
    left = min(p.x0 for r in rows for p in r.pieces)
    right = max(p.x1 for r in rows for p in r.pieces)
    # a piece alone on its line: of a wrapped cell, of a group beside the rows
    narrow = _GROUP * (right - left)
    below = [
        i
        for i in range(skip, len(rows))
        if len(rows[i].pieces) > 1 or rows[i].pieces[0].x1 - rows[i].pieces[0].x0 < narrow
    ]
    crossed = _covered([held[i] for i in below], left, right)
    all_crossed = _covered(held, left, right)
    most = len(body) // 12
    borders = [left - 1.0]
    since: int | None = None
    for x, count in enumerate(crossed):
        if count <= most:
            since = x if since is None else since
            continue
        if since is not None and since > 0 and x - since >= _STRIP * size:
            borders.append(left + since + _whitest(all_crossed[since:x]))
        since = None
    return [*borders, right + 1.0]


def _covered(lines: Sequence[Sequence[Sign]], left: float, right: float) -> list[int]:
    """How many lines have a sign at each point from the left to the right edge."""
    end = int(right - left) + 2
    crossed = [0] * end
    for signs in lines:
        covered: set[int] = set()
        for sign in signs:
            covered.update(range(max(0, int(sign.x0 - left)), min(end, int(sign.x1 - left) + 1)))
        for x in covered:
            crossed[x] += 1
    return crossed


def _whitest(strip: Sequence[int]) -> float:
    """The middle of the longest run of a strip that the fewest lines cross: heads are wider than what is below them."""
    least = min(strip)
    runs: list[tuple[int, int]] = []
    for x, count in enumerate(strip):
        if count == least:
            if runs and runs[-1][1] == x:
                runs[-1] = (runs[-1][0], x + 1)
            else:
                runs.append((x, x + 1))
    start, stop = max(runs, key=lambda run: run[1] - run[0])
    return (start + stop) / 2


def placed_line(row: Printed, xs: Sequence[float], signs: Sequence[Sign]) -> Placed:
    """A line by columns; words that run over a border with no white there stand over several."""
    own = list(signs)
    over: list[tuple[int, int, Line]] = []
    for piece in pieces_of(own):
        held = [s for s in own if piece.x0 - 0.1 <= s.x0 and s.x1 <= piece.x1 + 0.1]
        cut = [i for i in range(1, len(xs) - 1) if _crosses(held, xs[i])]
        if cut:
            over.append((cut[0] - 1, cut[-1], piece))
            own = [s for s in own if s not in held]
    cells: dict[int, Line] = {}
    for c in range(len(xs) - 1):
        inside = [s for s in own if xs[c] <= (s.x0 + s.x1) / 2 < xs[c + 1]]
        if inside:
            pieces = pieces_of(inside)
            words = " ".join(p.words for p in pieces)
            cells[c] = pieces[0]._replace(words=words, x1=max(p.x1 for p in pieces))
    return Placed(row.base, cells, tuple(over))


def _crosses(signs: Sequence[Sign], x: float) -> bool:
    """Words run over a border: a sign stands on it, or two beside it with no white between them."""
    before = [s for s in signs if (s.x0 + s.x1) / 2 < x]
    behind = [s for s in signs if (s.x0 + s.x1) / 2 >= x]
    if not before or not behind:
        return False
    return min(s.x0 for s in behind) - max(s.x1 for s in before) < _TOUCH * behind[0].size
