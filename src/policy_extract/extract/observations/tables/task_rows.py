"""Targets in a division of tasks: 零工市场建设 | 到2025年建成12个 | 市商务局. The row's task is what is counted.

Only where a column of targets stands beside the tasks and the cell's own words name nothing. Refused: a cell that names
what it counts (参训率达到100%), columns of measures and duties, tables of other roles.
"""

from __future__ import annotations

from policy_extract.document import by_column, closed_up, shadow
from policy_extract.extract.observations.drafts import TASK_ROW, Name
from policy_extract.lexicon import Lexicon
from policy_extract.model import Table
from policy_extract.rules import Rule, Said, Switches
from policy_extract.tuples import NamedTuple


class TaskColumns(NamedTuple):
    """The column of the tasks and those of their targets, by number."""

    task: int
    targets: frozenset[int]


class TaskRows:
    """Knows the columns of a division of tasks; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, switches: Switches) -> None:
        self._on = bool(switches.on(RULES))
        self._tasks = frozenset(lexicon.words("tables", "role.task"))
        self._contents = frozenset(lexicon.words("tables", "role.contents"))
        self._targets = frozenset(lexicon.words("tables", "role.targets"))
        self._doing = lexicon.words("tables", "role.doing")

    def columns(self, table: Table) -> TaskColumns | None:
        """The columns of a table of tasks that has targets; None for every other table."""
        if not self._on or table.role != "tasks" or not table.header_rows:
            return None
        heads = ["".join(shadow(c.text).split()) for c in table.rows[table.header_rows - 1]]
        task = next((at for at, head in enumerate(heads) if head in self._tasks), None)
        targets = frozenset(at for at, head in enumerate(heads) if head in self._targets)
        return TaskColumns(task, targets) if task is not None and targets else None

    def told(self, table: Table) -> frozenset[int]:
        """The columns of a division of tasks that say what is done, whose numbers are targets: 工作任务, 主要内容."""
        if not self._on or table.role != "tasks" or not table.header_rows:
            return frozenset()
        heads = by_column(table.rows[table.header_rows - 1])
        said = self._tasks | self._contents
        return frozenset(at for at, cell in heads.items() if closed_up(cell.text) in said)

    def name(self, table: Table, row: int, columns: TaskColumns) -> Name | None:
        """What a row counts: its task without the word for doing it at the end (零工市场|建设)."""
        cells = table.rows[row]
        if columns.task >= len(cells):
            return None
        cell = cells[columns.task]
        words = cell.text.strip()
        doing = next((d for d in self._doing if words.endswith(d) and len(words) > len(d) + 1), "")
        words = words.removesuffix(doing)
        if not words or "\n" in words:
            return None
        start = cell.start + cell.text.index(words)
        return Name(words, TASK_ROW, Said(start, start + len(words)))


RULES = (
    Rule(
        TASK_ROW, "name", "任务行的名称", "the row's task is counted",
        "零工市场建设 | 到2025年建成12个: 零工市场", "参训率达到100%: the cell names it itself", TaskRows.name,
    ),
)  # fmt: skip
