"""Stated counts against what is listed: projects of a list, those above a threshold, their investment, numbered items.

A list of projects is introduced by a row that spans the table (“纺织产业领域，项目共计19个，其中总投资亿元以上12个”), for the rows up
to the next such row, or by a sentence just above the table in its section. Items are introduced by 以下, 如下: “实施以下
四项行动”. Refused as ``fails``: rows that are not numbered one after the other (one may be lost), rows without an
investment; items whose numbering does not begin with one, or whose next number stands somewhere below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from policy_extract.findings.arithmetic.figures import Figure, figure, total
from policy_extract.findings.arithmetic.grids import Column, Grid, Grids, Row, in_order
from policy_extract.findings.arithmetic.items import Items
from policy_extract.findings.arithmetic.prose import Prose
from policy_extract.findings.arithmetic.record import Ground, Reckoning, nested
from policy_extract.findings.corpus import Corpus
from policy_extract.measure import numerals
from policy_extract.measure.quantity import Quantity
from policy_extract.messages import text
from policy_extract.model import Document, Subject
from policy_extract.resolve.keys import SEPARATOR
from policy_extract.tuples import NamedTuple

#: Signs between the sentence that introduces a table and the table.
_ABOVE: Final = 260
#: Signs before a number in which the words stand that say what it counts.
_NEAR: Final = 24
#: Signs behind an amount in which the things stand that it is the threshold of: 5000万元以上项目.
_CLASS: Final = 8
_SIGNS: Final = numerals.SIGNS
_TENS: Final = {sign: 10**power for power, sign in enumerate(_SIGNS[12:15], 1)} | {
    _SIGNS[15]: 10**4,
    _SIGNS[16]: 10**8,
}


class _Said(NamedTuple):
    """A number that is said of a list: how many, how many of so much (元) or more, or what they cost in all."""

    quantity: Quantity
    least: Decimal | None
    money: bool
    least_words: str = ""


@dataclass(frozen=True)
class _List:
    """Rows of a table that a text speaks of, what they are called, and the column of their investments."""

    grid: Grid
    rows: Sequence[Row]
    name: str
    invested: Column | None

    @property
    def complete(self) -> bool:
        """Whether the rows are numbered from one, one after the other: none was lost."""
        return in_order(self.rows) and self.rows[0].serial == 1

    @cached_property
    def costs(self) -> list[Figure] | None:
        """What each row costs, in base units; None where a row does not say it."""
        if self.invested is None:
            return None
        scale = self.invested.scale
        found = [self.grid.number(row, self.invested) for row in self.rows]
        known = [cost for cost in found if cost is not None]
        scaled = [Figure(c.low * scale, c.high * scale, c.middle * scale) for c in known]
        return scaled if len(known) == len(found) else None


class Counts:
    """The rules of counts; built once for a corpus."""

    def __init__(self, corpus: Corpus, grids: Grids, prose: Prose) -> None:
        self._corpus, self._prose = corpus, prose
        self._grids, self._items = grids, Items(prose)
        money, above = prose.any_of("investments"), prose.any_of("above")
        projects, every = prose.any_of("projects"), prose.any_of("rows_in_all")
        magnitudes, including = "".join(_TENS), prose.any_of("including")
        self._threshold = prose.compiled(
            rf"(?P<words>(?P<number>\d+(?:\.\d+)?)?(?P<scale>[{magnitudes}]*){prose.money})"
            rf"(?:{including})?(?:{above})(?:{including})?[^,;。、\d]{{0,12}}\Z"
        )
        self._money = prose.compiled(rf"(?:{money})[^,;。、\d]{{0,6}}\Z")
        self._all = prose.compiled(rf"(?:{every})[^,;。、\d]{{0,14}}\Z")
        self._projects = prose.compiled(rf"(?:{projects})")
        self._rows = prose.compiled(rf"(?:{projects}|{prose.any_of('item_words')})")
        self._investment = prose.compiled(rf"(?:{money})")
        self._below = prose.words("rows_below")

    def find(self, documents: Iterable[Document]) -> Iterator[Reckoning]:
        """Every count and sum of a list that the text states, and every count of items."""
        for document in documents:
            for grid in self._grids.of(document):
                if self._of_projects(grid):
                    yield from self._in_table(document, grid)
                if any(row.serial == 1 for row in grid.rows):
                    yield from self._above_table(document, grid)
            yield from self._items.find(document)

    def _of_projects(self, grid: Grid) -> bool:
        if grid.table.role == "projects":
            return True
        if not self._projects.search(grid.table.caption or ""):
            return False
        return bool(self._investment.search("".join(column.head for column in grid.columns)))

    def _in_table(self, document: Document, grid: Grid) -> Iterator[Reckoning]:
        """Rows that span the table and say how many follow."""
        groups = [i for i, row in enumerate(grid.rows) if row.kind == "group"]
        for number, index in enumerate(groups):
            stop = groups[number + 1] if number + 1 < len(groups) else len(grid.rows)
            rows = [row for row in grid.rows[index + 1 : stop] if row.kind == "row"]
            cells = [c for c in grid.table.rows[grid.rows[index].at] if c.start < c.end]
            name = nested(grid.rows[index].label.split(",")[0])
            listed = _List(grid, rows, name, self._invested(grid))
            yield from self._checked(document, listed, cells[0].start, cells[0].end)

    def _above_table(self, document: Document, grid: Grid) -> Iterator[Reckoning]:
        """The last sentences of the section above the table: “共安排项目5个，总投资2.6亿元，详见下表”."""
        start = self._prose.standing(document).section_start(grid.table.start)
        start = max(start, grid.table.start - _ABOVE)
        if self._prose.standing(document).table_ends(start, grid.table.start):
            return
        rows = [row for row in grid.rows if row.kind == "row"]
        name = nested(grid.table.caption or "")
        listed = _List(grid, rows, name, self._invested(grid))
        sentence = self._prose.sentence(document.id, start)
        while sentence.end < grid.table.start:
            if any(word in sentence.words for word in self._below):
                begin = max(start, sentence.start)
                yield from self._checked(document, listed, begin, sentence.end)
            sentence = self._prose.sentence(document.id, sentence.end + 1)

    def _checked(
        self, document: Document, listed: _List, start: int, end: int
    ) -> Iterator[Reckoning]:
        """The numbers that a stretch says of a list.

        What it says of money and of large projects counts only where the number of rows is right, and a wrong one
        only where it says no other: “共谋划项目120个，其中2021年实施20个，见下表”.
        """
        every = list(self._said(document.id, start, end)) if listed.rows else []
        plain = [said for said in every if said.least is None and not said.money]
        counts = [self._count(document, listed, said) for said in plain]
        right = [found for found in counts if found is not None and found.holds]
        if not right:
            yield from (found for found in counts if found is not None and len(plain) == 1)
            return
        yield right[0]
        for said in every:
            if said.quantity.start > plain[0].quantity.start and said not in plain:
                found = (
                    self._sum(document, listed, said)
                    if said.money
                    else self._count(document, listed, said)
                )
                if found is not None:
                    yield found

    def _said(self, document: str, start: int, end: int) -> Iterator[_Said]:
        """The numbers of projects and of their money in a stretch, in order."""
        words = self._prose.text(document)
        for quantity in self._prose.numbers(document, start, end):
            before = words[max(start, quantity.number - _NEAR) : quantity.start]
            named = before.rsplit(",", 1)[-1] + words[quantity.end : quantity.end + 2]
            if quantity.kind == "money":
                behind = words[quantity.end : quantity.end + _CLASS]
                if self._money.search(before) and not self._projects.search(behind):
                    yield _Said(quantity, None, money=True)
            elif quantity.kind == "count" and self._rows.search(named):
                threshold = self._threshold.search(before)
                if threshold:
                    yield _Said(
                        quantity, _amount(threshold), money=False, least_words=threshold["words"]
                    )
                elif self._all.search(before):
                    yield _Said(quantity, None, money=False)

    def _invested(self, grid: Grid) -> Column | None:
        """The column of investments: the first whose head opens so and whose unit is known."""
        for column in grid.columns:
            if self._investment.match(column.head) and column.base:
                return column
        return None

    def _count(self, document: Document, listed: _List, said: _Said) -> Reckoning | None:
        """How many rows there are, or how many of so much or more."""
        stated, number, sure = figure(said.quantity.value()), len(listed.rows), listed.complete
        if said.least is not None:
            costs = listed.costs
            if costs is None:
                return None
            number = sum(cost.middle >= said.least for cost in costs)
        if stated is None:
            return None
        exactly = Decimal(number)
        what = "arithmetic.count" if said.least is None else "arithmetic.count_above"
        computed = Figure(exactly, exactly, exactly)
        found = self._made(document, listed, said, stated, computed, what)
        return found if found.holds or sure else None

    def _sum(self, document: Document, listed: _List, said: _Said) -> Reckoning | None:
        """What all rows cost."""
        stated, costs = figure(said.quantity.value()), listed.costs
        if stated is None or costs is None or listed.invested is None:
            return None
        if stated[1] != listed.invested.base:
            return None
        found = self._made(document, listed, said, stated, total(costs), "arithmetic.total")
        return found if found.holds or listed.complete else None

    def _made(
        self, document: Document, listed: _List, said: _Said, stated: tuple[Figure, str],
        computed: Figure, what: str,
    ) -> Reckoning:  # fmt: skip
        quantity = said.quantity
        area = document.meta.area.entity if document.meta.area else None
        own = self._prose.standing(document).observation_from(quantity.start, quantity.start + 1)
        shown, scale = self._prose.unit_of(quantity.value())
        key = "arithmetic.list" if listed.name else "arithmetic.list_below"
        words = self._prose.clause(document.id, quantity.start, quantity.end)
        return Reckoning(
            relation="sum" if said.money else "count", document=document.id, key=SEPARATOR.join((listed.name, words)),
            words=words,
            stated=stated[0], computed=computed, unit=stated[1],
            grounds=[
                Ground(
                    text("zh", key, name=listed.name), text("en", key, name=listed.name), document.id
                )
            ],
            what=what, subject="", about=Subject(area=area),
            observation=own, shown=shown, scale=scale,
            fields=(("least", said.least_words),) if said.least is not None else (),
        )  # fmt: skip


def _amount(threshold: re.Match[str]) -> Decimal:
    """5000万元 → 50000000, 亿元 → 100000000."""
    amount = Decimal(threshold["number"] or 1)
    for sign in threshold["scale"]:
        amount *= _TENS[sign]
    return amount
