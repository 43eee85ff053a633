"""A table over very many pages, put on page by page, is what putting the whole on again each time would give."""

from __future__ import annotations

import random
from functools import reduce

import pytest

from policy_extract.document import Anchor
from policy_extract.readers.pages.joints import LongTable, fits, put_on
from policy_extract.readers.pages.tables import RuledCell, RuledTable

_BORDERS = ((0.0, 40.0, 160.0, 260.0), (0.0, 40.0, 160.0), (0.0, 40.0, 100.0, 160.0, 260.0))
_WORDS = ("", "", "甲", "1", "2.", "数、", "产值")


def _page(number: int, draw: random.Random) -> RuledTable:
    """A page of a table: a head or none, cells merged down, words cut at the page's end, borders that come and go."""
    moved = draw.choice((0.0, 3.0))
    xs = tuple(x + moved for x in draw.choice((_BORDERS[0], _BORDERS[0], _BORDERS[2])))
    rows = draw.randrange(1, 8)
    cells: list[RuledCell] = []
    for col in range(len(xs) - 1):
        row = 0
        while row < rows:
            span = min(rows - row, draw.choice((1, 1, 1, 2, 5)))
            head = row == 0 and span == 1 and draw.random() < 0.5
            words = "表头" if head else draw.choice(_WORDS)
            anchor = Anchor(page=number, box=(xs[col], float(row), xs[col + 1], float(row + span)))
            cells.append(RuledCell(row, col, span, 1, words, anchor))
            row += span
    ordered = tuple(sorted(cells, key=lambda c: (c.row, c.col)))
    return RuledTable(xs, rows, ordered, 50.0, 700.0)


@pytest.mark.parametrize("seed", range(200))
def test_page_by_page_is_as_all_at_once(seed: int) -> None:
    draw = random.Random(seed)
    pages = [_page(number, draw) for number in range(draw.randrange(2, 9))]
    long, joined = LongTable(pages[0]), 1
    for page in pages[1:]:
        if not fits(long.open, page):
            break
        long.go_on(page)
        joined += 1
    assert long.whole() == reduce(put_on, pages[:joined])


def test_most_of_these_go_on_over_several_pages_and_change_their_borders() -> None:
    """Else the test above would say little."""
    changed = 0
    for seed in range(200):
        draw = random.Random(seed)
        first, second, *_ = [_page(number, draw) for number in range(draw.randrange(2, 9))]
        changed += fits(first, second) and len(first.xs) != len(second.xs)
    assert changed > 50


def test_what_is_settled_is_left_alone() -> None:
    """The next page is put on what it may touch: the head and the last row, however long the table is."""
    draw = random.Random(1)
    page = _page(0, draw)
    while len(page.xs) != 4 or page.rows < 6:
        page = _page(0, draw)
    long = LongTable(page)
    sizes = []
    for _ in range(50):
        long.go_on(page)
        sizes.append(len(long.open.cells))
    assert max(sizes) <= sizes[0] + 2 * len(page.cells)
    assert len(long.whole().cells) > 10 * max(sizes)
