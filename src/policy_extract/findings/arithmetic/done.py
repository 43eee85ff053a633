"""A table's rates of completion against what was planned and what was done: 350, 396, 113%.

Refused: tables with two columns that could be either; rows with an empty or a worded cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from policy_extract.document import closed_up
from policy_extract.findings.arithmetic.figures import Figure, over, rounded
from policy_extract.findings.arithmetic.grids import Grid, Grids, Row, plain_number
from policy_extract.findings.arithmetic.prose import Prose
from policy_extract.findings.arithmetic.record import (
    Ground,
    Reckoning,
    nested,
    subject_of,
)
from policy_extract.findings.corpus import Corpus
from policy_extract.findings.intervals import last_place
from policy_extract.messages import text
from policy_extract.model import Document, Subject
from policy_extract.resolve.keys import SEPARATOR

_HUNDRED: Final = Decimal(100)


class Done:
    """The rule of completion rates; built once for a corpus."""

    def __init__(self, corpus: Corpus, grids: Grids, prose: Prose) -> None:
        self._corpus, self._grids = corpus, grids
        self._rates, self._done = prose.words("done_of"), prose.words("done")
        self._planned = prose.words("planned")

    def find(self, documents: Iterable[Document]) -> Iterator[Reckoning]:
        """Every rate of completion whose row says what was planned and done."""
        for document in documents:
            for grid in self._grids.of(document):
                columns = self._columns(grid)
                if columns is not None:
                    for row in grid.rows:
                        found = self._row(document, grid, row, *columns)
                        if found is not None:
                            yield found

    def _columns(self, grid: Grid) -> tuple[int, int, int] | None:
        """The columns of what was planned, what was done, and the rate."""
        rates = [at for at, head in grid.heads.items() if any(w in head for w in self._rates)]
        done = [
            at
            for at, head in grid.heads.items()
            if any(w in head for w in self._done) and at not in rates
        ]
        planned = [
            at
            for at, head in grid.heads.items()
            if any(w in head for w in self._planned) and at not in (*rates, *done)
        ]
        if len(rates) == len(done) == len(planned) == 1:
            return planned[0], done[0], rates[0]
        return None

    def _row(
        self, document: Document, grid: Grid, row: Row, planned: int, done: int, rate: int
    ) -> Reckoning | None:
        cells = grid.cells[row.at]
        if not {planned, done, rate} <= cells.keys():
            return None
        first, last = plain_number(cells[planned]), plain_number(cells[done])
        words = closed_up(cells[rate].text)
        stated = _percent(words)
        if first is None or last is None or stated is None:
            return None
        computed = over(_exact(last), _exact(first))
        if computed is None:
            return None
        quoted = [("".join(cells[at].text.split()), grid.heads[at]) for at in (planned, done)]
        observation = grid.observations.get((row.at, rate))
        rests = [grid.observations.get((row.at, at)) for at in (planned, done)]
        area = document.meta.area.entity if document.meta.area else None
        return Reckoning(
            relation="share", document=document.id, key=SEPARATOR.join((grid.table.id, row.label, grid.heads[rate])),
            words=words, stated=stated, computed=computed, unit="1",
            grounds=[
                Ground(
                    text("zh", "arithmetic.cell", head=nested(head), value=value),
                    text("en", "arithmetic.cell", head=nested(head), value=value),
                    document.id,
                )
                for value, head in quoted
            ],
            what="arithmetic.done", subject=row.label,
            about=subject_of(observation) if observation else Subject(area=area),
            observation=observation, form="percent",
            rests_on=tuple((document.id, one) for one in rests if one is not None),
        )  # fmt: skip


def _percent(words: str) -> Figure | None:
    """113% → 1.13, with what its last digit leaves open."""
    number = words.removesuffix("%")
    if number == words or not number.replace(".", "", 1).isdigit():
        return None
    value = Decimal(number)
    return Figure(*(bound / _HUNDRED for bound in rounded(value, last_place(value))))


def _exact(number: Decimal) -> Figure:
    """A number of a cell: whole ones were counted, others rounded."""
    whole = number == number.to_integral_value()
    return rounded(number, Decimal(0) if whole else last_place(number))
