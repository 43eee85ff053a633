"""Lines between rows of spaces that name the rows below them: 九年义务教育 over 在校生, which no name above goes on with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from policy_extract.expressions import expression
from policy_extract.layout.geometry.grid import Page, number
from policy_extract.layout.geometry.group_names import sure_groups
from policy_extract.layout.geometry.heads import Heads
from policy_extract.layout.geometry.paper import PaperLine, Piece, Pieces
from policy_extract.layout.geometry.words import WordKinds

_SIGN = 2  # halves of a sign: what is left of a full line of a cell is less
_FRONT = 2  # columns in which a group's name may stand: below the running numbers or the names
_BRACKET = expression(r"\((?P<unit>[^()]{1,12})\)$")
_WORDS = expression(r"[\u4e00-\u9fff“”]{2,12}")

#: A line with its pieces by columns.
_Placed = tuple[PaperLine, Pieces]


def group_lines(
    page: Page, placed: Sequence[_Placed], rows: Sequence[int], heads: Heads
) -> frozenset[int]:
    """Which lines, by their places in ``placed``, name a group; ``rows`` are the places of those that are rows.

    A line of one word in a column of words, between two rows whose own cells there are not full: a name is broken only where its
    column ends. Room alone is no sign: ``sure_groups`` says what is, and a name above that ends with its unit. Where there is one, room is enough for others. Refused: 占比, which no name begins with; 失业率, which ends as names do; a piece with
    a mark, a number or a foreign word; a head that goes on (指标 / 名称); the first line of a name of three lines.
    """
    lines = _Lines(page, placed, frozenset(rows), heads)
    open_ = [at for at in range(1, len(placed) - 1) if at not in lines.rows and lines.alone(at)]
    fit = [at for at in open_ if lines.groups(at)]
    full = [at for at in open_ if at not in fit and lines.groups(at, full=True)]
    closed = frozenset(at for at in (*fit, *full) if lines.closed(at))
    fit = sorted((*fit, *_again(lines, fit, full, len(placed))))
    if not fit:
        return closed
    below = {at: lines.below(at, stop) for at, stop in pairwise([*fit, len(placed)])}
    names = {at: lines.words(at) for at in fit}
    sure = sure_groups(names, below, heads, first=rows[0] + 1, halves=lines.halves)
    more = (*fit, *(at for at in full if lines.whole_above(at)))
    return sure | closed | frozenset(at for at in more if sure and lines.apart(at))


def goes_down(page: Page, above: Sequence[Piece], below: Sequence[Piece], kinds: WordKinds) -> bool:
    """Whether a line between two cells opens the one below, which only goes on: 产值（亿元）, then 劳动生产率, then （万元/人） of the next row.

    Refused: a cell above without its unit, a cell below that is a name itself.
    """
    if not above or not below:
        return False
    over, under = (page.plain[part.start : part.end] for part in (above[-1], below[0]))
    return kinds.tail(under) and _closed(over, kinds)


def _closed(words: str, kinds: WordKinds) -> bool:
    """A name with its unit behind it, which no line goes on: 产值（亿元）. Refused: 执业（助理）."""
    unit = _BRACKET.search(words)
    return unit is not None and kinds.unit(unit["unit"])


def _again(lines: _Lines, fit: Sequence[int], full: Sequence[int], stop: int) -> list[int]:
    """Of the lines ``full`` below a cell that fills its column those whose first row comes again below another line: 义务教育 over 在校生数.

    Refused: any other such line, which is half of the name above (每万人拥有体育 / 健身场地).
    """
    if not full:
        return []
    over: Counter[tuple[str, ...]] = Counter()
    for at, end in pairwise(sorted((*fit, *full, stop))):
        over.update(set(lines.below(at, end)))
    below = {at: lines.named(at + 1) for at in full if lines.apart(at)}
    return [at for at, row in below.items() if over[row] > 1 and row not in lines.halves]


class _Lines:
    """The lines of one table."""

    def __init__(
        self, page: Page, placed: Sequence[_Placed], rows: frozenset[int], heads: Heads
    ) -> None:
        self._page, self._placed, self.rows, self._heads = page, placed, rows, heads
        self._edges = [
            max((part.right for _, row in placed for part in row[column]), default=0)
            for column in range(_FRONT)
        ]
        self.kinds = WordKinds(heads)
        self._ends = self.kinds.name_ends

    def alone(self, at: int) -> bool:
        """A line of one piece in front."""
        return self._single(at) is not None

    def groups(self, at: int, *, full: bool = False) -> bool:
        """Whether such a line may name a group: the cells around it are not full (``full``: they may be)."""
        found = self._single(at)
        if found is None or not {at - 1, at + 1} <= self.rows:
            return False
        column, piece = found
        above = self._placed[at - 1][1][column]
        if not above or not self._placed[at + 1][1][column]:
            return False
        if not full and not self._short(at - 1, column):
            return False
        three = at + 2 < len(self._placed) and at + 2 not in self.rows and self.alone(at + 2)
        whole = _closed(self._said(self._placed[at + 1][1][column][-1]), self.kinds)
        if three and not whole and not self._short(at + 1, column):
            return False
        words = self._said(piece)
        tail = words.startswith(self._heads.name_tails) or self._heads.tail(words)
        return (
            _WORDS.fullmatch(words) is not None
            and not tail
            and not self._heads.knows(self._said(above[-1]) + words)
        )

    def words(self, at: int) -> str:
        """The words of a line of one piece."""
        found = self._single(at)
        return self._said(found[1]) if found else ""

    def apart(self, at: int) -> bool:
        """Its words end as no indicator's name does."""
        return not self.words(at).endswith(self._ends)

    def closed(self, at: int) -> bool:
        """The name above ends with its unit, and the one below needs no front: 产值（亿元） / 创新驱动 / 研发强度（%）."""
        found = self._single(at)
        if found is None or not self.apart(at):
            return False
        above, below = (self._placed[at + n][1][found[0]] for n in (-1, 1))
        own = bool(above and below) and not self.kinds.tail(self._said(below[0]))
        return own and _closed(self._said(above[-1]), self.kinds)

    def whole_above(self, at: int) -> bool:
        """The name above ends as names do (性别比): what stands below goes on with none. Refused: 每万人拥有体育 / 健身场地."""
        found = self._single(at)
        above = self._placed[at - 1][1][found[0]] if found else []
        return bool(above) and self._said(above[-1]).endswith(self._ends)

    def below(self, at: int, stop: int) -> list[tuple[str, ...]]:
        """The names and units of the rows between two lines."""
        return [self.named(row) for row in range(at + 1, stop) if row in self.rows]

    @property
    def halves(self) -> frozenset[tuple[str, ...]]:
        """Rows that never stand right above another row: what is below may be the rest of their names."""
        whole = {self.named(at) for at in self.rows if at + 1 in self.rows}
        return frozenset(map(self.named, self.rows)) - whole

    def named(self, at: int) -> tuple[str, ...]:
        """The name and the unit of a row."""
        cells = [self._said(parts[0]) for parts in self._placed[at][1] if parts]
        return tuple([words for words in cells if not number(words)][:2])

    def _single(self, at: int) -> tuple[int, Piece] | None:
        filled = [(i, part) for i, part in enumerate(self._placed[at][1]) if part]
        alone = len(filled) == 1 and len(filled[0][1]) == 1 and filled[0][0] < _FRONT
        return (filled[0][0], filled[0][1][0]) if alone else None

    def _short(self, at: int, column: int) -> bool:
        own = self._placed[at][1][column]
        return bool(own) and own[-1].right + _SIGN <= self._edges[column]

    def _said(self, piece: Piece) -> str:
        return self._page.plain[piece.start : piece.end]
