"""Cells that hold prose: tables of tasks, of measures, and registers, which state nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from policy_extract.document import Paragraph
from policy_extract.expressions import expression
from policy_extract.extract.observations.desk import Desk, Told
from policy_extract.extract.observations.drafts import Home
from policy_extract.extract.observations.sentence_reader import SentenceReader
from policy_extract.extract.observations.tables.registers import RULES as REGISTERS
from policy_extract.extract.observations.tables.registers import Registered, Registers
from policy_extract.extract.observations.tables.task_rows import TaskRows
from policy_extract.layout import category_name
from policy_extract.lexicon import Lexicon
from policy_extract.model import Cell, CellRef, Table
from policy_extract.rules import Refused, Rule, Said, Switches
from policy_extract.segment.sentences import Sentence, sentences

_TASK_CELL = 6  # signs of a cell that is read like a sentence below a head of tasks
_PROSE_CELL = 12  # … and below any other
_ITEM = expression(r"^\s*\d{1,2}[.．、]\s*(?!\d)")


class CellProse:
    """Reads the sentences of cells; built once for a lexicon."""

    def __init__(
        self, lexicon: Lexicon, sentence_reader: SentenceReader, switches: Switches
    ) -> None:
        self._sentences = sentence_reader
        self._registers = Registers(lexicon)
        self._register_rules: tuple[Rule[Registered], ...] = switches.on(REGISTERS)
        self._task_rows = TaskRows(lexicon, switches)

    def read(self, desk: Desk, table: Table) -> Iterator[Told]:
        """What each sentence of the cells of a table states that is none of indicators."""
        section = desk.plan.section_at(table.start)
        register, tasks = self._register(table), self._task_rows.columns(table)
        done, deadline = self._task_rows.told(table), self._task_rows.deadline(table)
        reported = self._task_rows.reported(table)
        short = done | self._task_rows.contents(table)
        for number, row in enumerate(table.rows[table.header_rows :], table.header_rows):
            subject = _subject(row)
            due = self._task_rows.due(row, deadline, desk.timeline)
            for column, cell in enumerate(row):
                target = tasks is not None and column in tasks.targets
                if not target and not _read_as_prose(row, column, short):
                    continue
                counted = self._task_rows.name(table, number, tasks) if tasks and target else None
                paragraph = Paragraph(
                    cell.start, cell.end, "body", section.id if section else None, cell.start
                )
                for sentence in sentences(desk.plan, paragraph):
                    if register is not None:
                        yield self._registered(desk, sentence, *register)
                        continue
                    at = CellRef.of(table.id, number, column)
                    about = None if column in done or cell.text == subject else subject
                    home = partial(Home, sentence, at, about, counted=counted)
                    one = self._sentences.read(desk, sentence, home)
                    one = self._of_task(desk, one) if column in done else one
                    if reported:
                        told_so = self._task_rows.beside(reported, column, one.stated)
                        one = one._replace(stated=told_so)
                    dated = due if target or column in done else None
                    yield one._replace(stated=self._task_rows.until(one.stated, dated))

    def _of_task(self, desk: Desk, told: Told) -> Told:
        """What a column of tasks states, without what is no aim."""
        first = desk.timeline.calendar.first
        kept, refused = self._task_rows.judged(desk.plan.shadow, first, told.stated)
        return Told(tuple(kept), (*told.refused, *refused))

    def _register(self, table: Table) -> tuple[str, Said] | None:
        """The rule by which a table is a register, and the head that says so."""
        for rule in self._register_rules:
            said: Said | None = rule.run(self._registers, table)
            if said is not None:
                return rule.id, said
        return None

    def _registered(self, desk: Desk, sentence: Sentence, rule: str, said: Said) -> Told:
        """The refusals of all numbers in a register's cell."""
        found = self._sentences.candidates.find(desk.plan.shadow, sentence.start, sentence.end)
        return Told(refused=tuple(Refused(rule, c.start, c.end, said) for c in found))


def _read_as_prose(row: Sequence[Cell], column: int, short: frozenset[int]) -> bool:
    """A long cell behind the first two, and one that says what is done or built (改造小区80个, columns ``short``), wherever it stands."""
    if column in short:
        return len(row[column].text) >= _TASK_CELL
    return len(row[column].text) >= _PROSE_CELL and (column > 1 or len(row) == 1)


def _subject(row: Sequence[Cell]) -> str:
    """What a row is about: its second cell, unless that is a running number; of a short row its first."""
    if len(row) <= 2:
        return category_name(row[0].text)
    named = row[1].text if not row[1].text.strip().isdecimal() else row[2].text
    return _ITEM.sub("", named)  # 15.推进…
