"""Tables that divide the work: columns 任务, 牵头单位, 配合单位, 责任单位, 完成时限."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policy_extract.document import Plan
from policy_extract.extract.assignments.lists import ListReader
from policy_extract.extract.assignments.names import FILE, alternation
from policy_extract.extract.assignments.records import AgencyList, Found
from policy_extract.extract.assignments.stacks import StackedTables
from policy_extract.lexicon import Lexicon
from policy_extract.model import Cell, CellRef, Role, Span, Table

_SPACE = re.compile(r"\s+")
_SERIAL = re.compile(r"[\d.、()一二三四五六七八九十第]{0,6}")
_STOP = re.compile(r"[。;；]")
_MAX_TASK = 60  # a longer task cell gives its first sentence


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the columns of a table hold, by number; ``first`` is the first row of the body."""

    roles: dict[int, Role]
    doubtful: frozenset[int]  # role columns that may as well hold companies
    task: int | None
    deadline: int | None
    first: int


class RoleTables:
    """Reads tables; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, lists: ListReader, stacks: StackedTables) -> None:
        self._lists = lists
        self._stacks = stacks
        self._task = re.compile(rf"(?:{alternation(lexicon.words(FILE, 'table.task'))})(?:\(.*\))?")
        self._doubtful = frozenset(lexicon.words(FILE, "table.doubtful"))
        self._deadline = re.compile(alternation(lexicon.words(FILE, "labels.deadline")))

    def read(self, plan: Plan, table: Table) -> Iterator[tuple[Found, AgencyList, Role]]:
        """Yield the list of every filled cell of a role column, with the column's role.

        Refused: tables without a role column, cells that hold a sign for “none”.
        """
        columns = self._columns(plan, table)
        if not columns.roles:
            return
        for index, cells in enumerate(table.rows[columns.first :], columns.first):
            row = dict(_by_column(cells))
            span = _row_span(cells)
            section = plan.section_at(span[0])
            limit = row.get(columns.deadline) if columns.deadline is not None else None
            for column, role in columns.roles.items():
                cell = row.get(column)
                if cell is None or cell.start == cell.end:
                    continue
                place = Found(
                    start=cell.start,
                    end=cell.end,
                    names=(),
                    section=section.id if section else None,
                    item=span[0],
                    task=self._task_of(row, columns),
                    scope=Span(start=span[0], end=span[1]),
                    deadline=(limit.start, limit.end) if limit and limit.text else None,
                    cell=CellRef(id=table.id, row=index, col=cells.index(cell))
                    if table.id
                    else None,
                )
                listed = self._lists.read(plan.shadow, cell.start, cell.end, role)
                if column in columns.doubtful and listed.bodies < len(listed.names):
                    continue  # 实施主体 of a project: a company
                yield place, listed, role

    def _columns(self, plan: Plan, table: Table) -> _Columns:
        roles: dict[int, Role] = {}
        doubtful: set[int] = set()
        task: int | None = None
        deadline: int | None = None
        heads = max(1, table.header_rows)
        for row in table.rows[:heads]:
            for column, cell in _by_column(row):
                words = _SPACE.sub("", plan.shadow[cell.start : cell.end])
                role = self._stacks.role(words)
                if role:
                    roles.setdefault(column, role)
                    if words in self._doubtful:
                        doubtful.add(column)
                elif task is None and self._task.fullmatch(words):
                    task = column
                elif deadline is None and self._deadline.fullmatch(words):
                    deadline = column
        return _Columns(roles, frozenset(doubtful), task, deadline, heads)

    def _task_of(self, row: dict[int, Cell], columns: _Columns) -> str | None:
        """The words of the task cell; without such a column the longest cell that is no role's."""
        cell = row.get(columns.task) if columns.task is not None else None
        if cell is None or not cell.text.strip():
            others = [
                other
                for column, other in row.items()
                if column not in columns.roles and not _SERIAL.fullmatch(other.text)
            ]
            cell = max(others, key=lambda c: (len(c.text), -c.start), default=None)
        if cell is None:
            return None
        words = _SPACE.sub("", cell.text)
        stop = _STOP.search(words)
        if stop and (len(words) > _MAX_TASK or stop.end() == len(words)):
            words = words[: stop.start()]
        return words.rstrip("。；;，,：:") or None


def _by_column(row: tuple[Cell, ...]) -> Iterator[tuple[int, Cell]]:
    """Cells with the column that they begin in, merged cells counted with their width."""
    column = 0
    for cell in row:
        yield column, cell
        column += max(1, cell.colspan)


def _row_span(row: tuple[Cell, ...]) -> tuple[int, int]:
    filled = [cell for cell in row if cell.start < cell.end] or list(row)
    return min(c.start for c in filled), max(c.end for c in filled)
