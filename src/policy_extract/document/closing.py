"""A plan whose hard wraps are closed, and the way back: 每10⏎万 reads as 每10万, and stands where it stood.

A line that was cut at a page's edge breaks words anywhere: units (平方⏎公里), years (“十四⏎五”), names of agencies. Rules that
read words would each have to look over breaks; they read the closed plan instead, and what they find is led back.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Any

from policy_extract.document.plain import shadow
from policy_extract.document.plan import Plan
from policy_extract.model import Cell, Table
from policy_extract.rules import Said, Settled
from policy_extract.tuples import NamedTuple


class Closed(NamedTuple):
    """The closed plan, whose offsets are its own, and what leads them back."""

    plan: Plan
    ways: Ways


class Ways:
    """From places of a text to those of the text without its cuts, and back; all in code points.

    ``cuts`` are stretches (start, end) that are left out: in order, none empty, none touching another.
    """

    def __init__(self, cuts: Sequence[tuple[int, int]]) -> None:
        self._starts = [start for start, _ in cuts]
        self._ends = [end for _, end in cuts]
        #: What is left out up to and with each cut.
        self._gone = list(accumulate(end - start for start, end in cuts))
        #: Where each cut lies in the closed text.
        self._at = [
            start - gone for start, gone in zip(self._starts, (0, *self._gone), strict=False)
        ]

    def closed(self, place: int) -> int:
        """Where a place of the text lies in the closed one; one inside a cut lies where the cut was."""
        cut = bisect_right(self._starts, place) - 1
        if cut < 0:
            return place
        return max(place, self._ends[cut]) - self._gone[cut]

    def start(self, place: int) -> int:
        """Where the sign at a place of the closed text stands in the text: behind a cut that lies there."""
        cut = bisect_right(self._at, place) - 1
        return place + (self._gone[cut] if cut >= 0 else 0)

    def end(self, place: int) -> int:
        """Where words end in the text that end at a place of the closed one: in front of a cut that lies there."""
        cut = bisect_left(self._at, place) - 1
        return place + (self._gone[cut] if cut >= 0 else 0)

    def without(self, text: str) -> str:
        """The text without the cuts."""
        borders = (
            0,
            *(border for cut in zip(self._starts, self._ends, strict=True) for border in cut),
        )
        pieces = list(pairwise((*borders, len(text))))[::2]
        return "".join([text[start:end] for start, end in pieces])


def closed(plan: Plan) -> Closed | None:
    """The plan without its ``cuts``, which are what hard wraps left inside paragraphs; None where there are none.

    Everything that has a place in the plan has its place in the closed text; words of cells, ids and what the plan says of
    itself stay. A stretch of residue that lay in a cut (a page's number) is gone.
    """
    if not plan.cuts:
        return None
    ways = Ways(plan.cuts)
    text, at = ways.without(plan.text), ways.closed
    broken = any("\n" in plan.text[start:end] for start, end in plan.cuts)
    of_residue = (r._replace(start=at(r.start), end=at(r.end)) for r in plan.residue)
    made = replace(
        plan,
        text=text,
        # where breaks stay, what layout mended around them stays, too
        shadow=shadow(text) if broken else ways.without(plan.shadow),
        sections=tuple(
            [s.model_copy(update={"start": at(s.start), "end": at(s.end)}) for s in plan.sections]
        ),
        paragraphs=tuple(
            [
                p._replace(start=at(p.start), end=at(p.end), heading_end=at(p.heading_end))
                for p in plan.paragraphs
            ]
        ),
        tables=tuple([_table(table, ways) for table in plan.tables]),
        residue=tuple([r for r in of_residue if r.start < r.end]),
        settled=tuple([(name, _settled(settled, ways)) for name, settled in plan.settled]),
        recognised=tuple([(at(start), at(end)) for start, end in plan.recognised]),
        doubtful_tables=tuple([(at(start), at(end)) for start, end in plan.doubtful_tables]),
        cuts=(),
    )
    return Closed(made, ways)


def _settled(settled: Settled[Any], ways: Ways) -> Settled[Any]:
    if settled.said is None:
        return settled
    said = Said(ways.closed(settled.said.start), ways.closed(settled.said.end))
    return settled._replace(said=said)


def _table(table: Table, ways: Ways) -> Table:
    start, end = ways.closed(table.start), ways.closed(table.end)
    rows = tuple([tuple([_cell(cell, ways) for cell in row]) for row in table.rows])
    return table.model_copy(update={"start": start, "end": end, "rows": rows})


def _cell(cell: Cell, ways: Ways) -> Cell:
    start, end = ways.closed(cell.start), ways.closed(cell.end)
    return Cell.of(cell.text, start, end, cell.rowspan, cell.colspan)
