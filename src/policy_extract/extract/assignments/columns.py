"""Tables that divide the work: columns 重点任务, 具体措施, 牵头单位, 配合单位, 责任单位, 完成时限.

Which cells a table has is layout's business; here it is only asked what its columns hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from policy_extract.document import Plan, by_column
from policy_extract.expressions import expression
from policy_extract.extract.assignments import roles
from policy_extract.extract.assignments.forms import FILE
from policy_extract.extract.assignments.knowledge import Knowledge
from policy_extract.extract.assignments.records import AgencyList, Found, Stated
from policy_extract.model import Cell, CellRef, Span, Table
from policy_extract.rules import Rule, Said
from policy_extract.tuples import NamedTuple

FIND, REFUSE = "assignments.find", "assignments.refuse"
_SPACE = expression(r"\s+")


class Columns(NamedTuple):
    """What the columns of a table hold, by number; ``first`` is the first row of the body.

    ``unsure`` are columns of bodies that may as well hold companies (实施主体).
    """

    roles: Mapping[int, Stated]
    unsure: frozenset[int]
    tasks: tuple[int, ...]
    limit: int | None
    first: int


class RoleTables:
    """Reads tables; built once for a lexicon."""

    def __init__(self, known: Knowledge) -> None:
        self._lists, self._asked = known.lists, known.roles
        self._tasks, self._limits = known.tasks, known.limits
        self._switches, lexicon = known.switches, known.lexicon
        self._task = lexicon.pattern(rf"(?:<{FILE}.table.task>|<tables.role.task>)(?:\(.*\))?")
        self._companies = frozenset(lexicon.words(FILE, "table.doubtful"))
        self._limit = lexicon.pattern(f"<{FILE}.labels.deadline>")

    def read(self, plan: Plan, table: Table) -> Iterator[tuple[Found, AgencyList]]:
        """Yield the list of every filled cell of a role column, the names with the column's role.

        Refused: tables without a role column, lists of duties, cells that hold a sign for “none”.
        A cell merged over rows covers them all; a task's first cell holds for the rows below.
        """
        if table.role == "duties" or not self._switches.has(COLUMN):
            return
        columns = self._columns(plan, table)
        if not columns.roles:
            return
        last: dict[int, Cell] = {}
        for index, cells in enumerate(table.rows[columns.first :], columns.first):
            row = by_column(cells)
            if len(cells) == 1 and len(table.rows[0]) > 1:
                last.clear()  # a row of its own names a group
                continue
            filled = {column: cell for column, cell in row.items() if cell.text}
            left = min((c for c in columns.tasks if c in filled), default=None)
            if left is not None:  # a new task: what its right neighbour said above is over
                last = {column: cell for column, cell in last.items() if column < left}
            last |= filled
            yield from self._in_row(plan, table, index, row, last, columns)

    def _in_row(
        self,
        plan: Plan,
        table: Table,
        index: int,
        row: Mapping[int, Cell],
        last: Mapping[int, Cell],
        columns: Columns,
    ) -> Iterator[tuple[Found, AgencyList]]:
        cells = table.rows[index]
        start, end = _span(cells)
        section = plan.section_at(start)
        limit = self._limits.in_cell(row.get(columns.limit) if columns.limit is not None else None)
        apart = {*columns.roles, *columns.tasks, columns.limit}
        others = [cell for column, cell in row.items() if column not in apart]
        for column, stated in columns.roles.items():
            cell = row.get(column)
            if cell is None or cell.start == cell.end:
                continue
            listed = self._lists.read(plan.shadow, cell.start, cell.end, stated)
            if self._switches.has(STRANGERS) and self.strangers(listed):
                continue
            if (
                column in columns.unsure
                and self._switches.has(COMPANIES)
                and self.companies(listed)
            ):
                continue
            below = table.rows[index + 1 : index + cell.rowspan]
            place = Found(
                start=cell.start,
                end=cell.end,
                names=(),
                rule=COLUMN.id,
                section=section.id if section else None,
                item=start,
                item_end=end,
                task=self._tasks.of_row([last[c] for c in columns.tasks if c in last], others),
                scope=Span(start=start, end=max([end, *(_span(r)[1] for r in below if r)])),
                limit=limit,
                cell=CellRef(id=table.id, row=index, col=cells.index(cell)) if table.id else None,
            )
            yield place, listed

    def strangers(self, listed: AgencyList) -> bool:
        """Whether a cell holds words alone that are no body and no party."""
        return not listed.bodies + listed.parties

    def companies(self, listed: AgencyList) -> bool:
        """Whether a cell of a column that may hold companies holds other than bodies."""
        return listed.bodies < len(listed.names)

    def _columns(self, plan: Plan, table: Table) -> Columns:
        stated: dict[int, Stated] = {}
        unsure: set[int] = set()
        tasks: list[int] = []
        limit: int | None = None
        first = max(1, table.header_rows)
        for row in table.rows[:first]:
            for column, cell in by_column(row).items():
                words = _SPACE.sub("", plan.shadow[cell.start : cell.end])
                role = self._asked.ask(
                    roles.COLUMN,
                    self._asked.words.role_of_head(words),
                    Said(cell.start, cell.end),
                )
                if role:
                    stated.setdefault(column, role)
                    if words in self._companies:
                        unsure.add(column)
                elif self._task.fullmatch(words):
                    tasks.append(column)
                elif limit is None and self._limit.fullmatch(words):
                    limit = column
        main = self._asked.main_beside(plan.shadow, stated.values())
        stated = {column: main.get(how, how) for column, how in stated.items()}
        return Columns(stated, frozenset(unsure), self._by_rows(table, first, tasks), limit, first)

    @staticmethod
    def _by_rows(table: Table, first: int, tasks: Sequence[int]) -> tuple[int, ...]:
        """The task columns, first the one that tells the rows apart, else the left one."""
        rows = [by_column(row) for row in table.rows[first:] if len(row) > 1]

        def alike(column: int) -> int:
            words = {row[column].text for row in rows if column in row} - {""}
            return len(rows) - len(words)

        return tuple(sorted(dict.fromkeys(tasks), key=lambda column: (alike(column), column)))


def _span(row: Sequence[Cell]) -> tuple[int, int]:
    filled = [cell for cell in row if cell.start < cell.end] or list(row)
    return min(c.start for c in filled), max(c.end for c in filled)


COLUMN: Rule[Callable[..., Iterator[tuple[Found, AgencyList]]]] = Rule(
    "table.column", FIND, "表中责任列", "a column of a table",
    "the cells under 牵头单位, 配合单位, 责任单位, each name in them", "“—” and blank cells",
    RoleTables.read,
)  # fmt: skip
COMPANIES: Rule[Callable[[RoleTables, AgencyList], bool]] = Rule(
    "table.companies", REFUSE, "实施主体为企业", "a column that holds companies",
    "leaves out 某某新材料有限公司 under 实施主体", "市水务局 under 实施主体", RoleTables.companies,
)  # fmt: skip

STRANGERS: Rule[Callable[[RoleTables, AgencyList], bool]] = Rule(
    "table.strangers", REFUSE, "责任列中的他词", "other words in a column of bodies",
    "leaves out 产业培育 under 配合单位, the name of a group that stands there", "市科技局、高教园",
    RoleTables.strangers,
)  # fmt: skip

RULES = (COLUMN, COMPANIES, STRANGERS)
