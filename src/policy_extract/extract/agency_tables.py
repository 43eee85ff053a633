"""Tables that divide the work: columns 任务, 牵头单位, 配合单位, 责任单位, 完成时限."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_extract.extract.agency_lists import AgencyList, Found, ListReader
from policy_extract.extract.agency_names import FILE, alternation
from policy_extract.extract.agency_stacks import StackedTables
from policy_extract.layout.plan import Plan
from policy_extract.layout.shadow import shadow as plain_form
from policy_extract.lexicon import Lexicon
from policy_extract.model import Cell, CellRef, Role, Span, Table

_SPACE = re.compile(r"\s+")
_SERIAL = re.compile(r"[\d.、()一二三四五六七八九十第]{0,6}")
_FIRST_SENTENCE = re.compile(r"[。;]")
_MAX_TASK = 60


class RoleTables:
    """Reads tables; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, lists: ListReader, stacks: StackedTables) -> None:
        self._lists = lists
        self._stacks = stacks
        self._task = re.compile(rf"(?:{alternation(lexicon.words(FILE, 'table.task'))})(?:\(.*\))?")
        self._deadline = re.compile(alternation(lexicon.words(FILE, "labels.deadline")))

    def loose(self, plan: Plan) -> tuple[Table, ...]:
        """Tables that the text holds as plain lines."""
        return tuple(self._stacks.find(plan))

    def read(self, plan: Plan, table: Table) -> Iterator[tuple[Found, AgencyList, Role]]:
        """Yield the list of every filled cell of a role column, with the column's role.

        Refused: tables without a role column, cells that hold a sign for “none”.
        """
        columns, task_column, deadline_column, first = self._columns(table)
        if not columns:
            return
        for index in range(first, len(table.rows)):
            row = dict(_by_column(table.rows[index]))
            task = self._task_of(row, columns, task_column)
            deadline = row.get(deadline_column) if deadline_column is not None else None
            span = _row_span(table.rows[index])
            section = plan.section_at(span[0])
            for column, role in columns.items():
                cell = row.get(column)
                if cell is None or cell.start == cell.end:
                    continue
                names = self._lists.read(plan.shadow, cell.start, cell.end, role)
                yield (
                    Found(
                        start=cell.start,
                        end=cell.end,
                        names=(),
                        section=section.id if section else None,
                        item=span[0],
                        task=task,
                        scope=Span(start=span[0], end=span[1]),
                        deadline=(deadline.start, deadline.end) if deadline and deadline.text else None,
                        cell=CellRef(id=table.id, row=index, col=table.rows[index].index(cell))
                        if table.id
                        else None,
                    ),
                    names,
                    role,
                )

    def _columns(self, table: Table) -> tuple[dict[int, Role], int | None, int | None, int]:
        """Role columns, task column, deadline column, first body row."""
        roles: dict[int, Role] = {}
        task: int | None = None
        deadline: int | None = None
        heads = max(1, table.header_rows)
        for row in table.rows[:heads]:
            for column, cell in _by_column(row):
                words = _plain(cell)
                role = self._stacks.role(cell.text)
                if role:
                    roles.setdefault(column, role)
                elif task is None and self._task.fullmatch(words):
                    task = column
                elif deadline is None and self._deadline.fullmatch(words):
                    deadline = column
        return roles, task, deadline, heads

    def _task_of(self, row: dict[int, Cell], columns: dict[int, Role], task: int | None) -> str | None:
        """The words of the task cell; without such a column the longest cell that is no role's."""
        cell = row.get(task) if task is not None else None
        if cell is None or not cell.text.strip():
            others = [c for i, c in row.items() if i not in columns and not _SERIAL.fullmatch(c.text)]
            cell = max(others, key=lambda c: (len(c.text), -c.start), default=None)
        if cell is None:
            return None
        words = _SPACE.sub("", cell.text)
        stop = _FIRST_SENTENCE.search(words)
        if stop and (len(words) > _MAX_TASK or stop.end() == len(words)):
            words = words[: stop.start()]
        return words.rstrip("。；;，,：:") or None


def _plain(cell: Cell) -> str:
    return _SPACE.sub("", plain_form(cell.text))


def _by_column(row: tuple[Cell, ...]) -> Iterator[tuple[int, Cell]]:
    """Cells with the column that they begin in, merged cells counted with their width."""
    column = 0
    for cell in row:
        yield column, cell
        column += max(1, cell.colspan)


def _row_span(row: tuple[Cell, ...]) -> tuple[int, int]:
    filled = [cell for cell in row if cell.start < cell.end] or list(row)
    return min(c.start for c in filled), max(c.end for c in filled)
