"""Value cells of indicator tables → fields: what the row, the column and the caption say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policy_extract.document import Plan
from policy_extract.extract.observations.build import Builder, Fields
from policy_extract.extract.observations.drafts import CellFacts
from policy_extract.extract.observations.measuring import Measuring
from policy_extract.extract.observations.phrase import Peeler, Phrase
from policy_extract.extract.observations.split import Splitter
from policy_extract.extract.observations.tables import TableReader
from policy_extract.lexicon import Lexicon
from policy_extract.model import Measure, Table
from policy_extract.rules import Said, Settled


class CellReader:
    """Reads the value cells of tables; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, peeler: Peeler, measuring: Measuring) -> None:
        self._tables = TableReader(lexicon)
        self._peeler, self._measuring = peeler, measuring
        self._new = lexicon.pattern(r"<naming.cell.new>")
        self._yearly = lexicon.pattern(r"<naming.cell.yearly>")
        self._cumulative = lexicon.words("measures", "cumulative.words")

    def read(
        self, plan: Plan, table: Table, splitter: Splitter, builder: Builder
    ) -> Iterator[Fields]:
        """The fields of every filled value cell of a table, in order of the text."""
        for facts in self._tables.read(plan, table):
            yield self._fields(plan, facts, splitter, builder)

    def _fields(self, plan: Plan, facts: CellFacts, splitter: Splitter, builder: Builder) -> Fields:
        phrase, name = Phrase(facts.name), facts.name
        if self._new.match(name):
            phrase = self._peeler.front(name, phrase)
            name = phrase.name or facts.name
        told = next((w for w in self._cumulative if w in name), "")
        if told:
            phrase = phrase.saying("cumulative", told)
        q = facts.candidate.quantity
        measure, rule = self._measuring.measure(q, phrase, name, in_table=True)
        own = Said(facts.candidate.start, facts.candidate.end)
        settled: Settled[Measure] = Settled(measure, rule, facts.name_said or own)
        if facts.measure:
            settled = Settled(facts.measure, "cell.column_measure", facts.time_said)
        area, name = self._area(facts, name, splitter)
        if facts.falling:
            phrase = phrase.saying("down", name)
        value = self._measuring.value(q, name, settled.value, phrase)
        section = plan.section_at(facts.cell.start)
        yearly = facts.per_year or bool(self._yearly.match(name))
        return builder.of_cell(
            replace(facts, per_year=yearly),
            Settled(name, "cell.row_name", facts.name_said),
            area, settled, value, phrase, section.id if section else None,
        )  # fmt: skip

    def _area(self, facts: CellFacts, name: str, splitter: Splitter) -> tuple[Settled[str], str]:
        """The area that the row or the name says, and the name without it."""
        if facts.area is not None:
            own = splitter.area if facts.area in splitter.area else facts.area
            return Settled(own, "cell.row_area", facts.name_said), name
        cut = splitter.split(name)
        if cut.area:
            return Settled(cut.area, cut.area_rule, facts.name_said), cut.name
        return Settled(splitter.area, "area.document", None, ("area.from_table",)), name
