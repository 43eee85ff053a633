"""Lists of duties: a department and what it has to do, as rows of a table or as paragraphs.

“部门 | 职责与任务”, “市公安局：维护秩序；…” below 职责分工: every department is responsible; its task is the first
item of its duties.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from policy_extract.document import Paragraph, Plan, by_column, shadow
from policy_extract.expressions import expression
from policy_extract.extract.assignments import roles
from policy_extract.extract.assignments.forms import FILE, behind_number
from policy_extract.extract.assignments.knowledge import Knowledge
from policy_extract.extract.assignments.names import BODY
from policy_extract.extract.assignments.records import AgencyList, Found
from policy_extract.model import Cell, CellRef, Span, Table
from policy_extract.rules import Rule, Said
from policy_extract.tuples import NamedTuple

_SPACE = expression(r"\s+")
_UNIT = expression(r"\([^()]{1,8}\)$")

FIND = "assignments.find"
_NAMES = expression(r"[^:。;!?]{2,80}(?=[:。])")
_ALONE = expression(r"[^:。;!?\n]{2,40}")
_MANY = 1024  # headings that are remembered: all paragraphs below ask for theirs
_ROOM = 80  # how far departments that a paragraph opens with may reach


class _Columns(NamedTuple):
    """The columns of a list of duties, and the head over its departments."""

    department: int
    duty: int
    said: Said | None
    first: int


class DutyTables:
    """Reads lists of duties; built once for a lexicon."""

    def __init__(self, known: Knowledge) -> None:
        self._names, self._lists, self._asked = known.names, known.lists, known.roles
        self._tasks, self._switches = known.tasks, known.switches
        self._whose = frozenset(known.lexicon.words("tables", "role.department"))
        self._duty = frozenset(known.lexicon.words("tables", "role.duty"))
        self._task = frozenset(known.lexicon.words("tables", "role.task"))

    def read(self, plan: Plan, table: Table) -> Iterator[tuple[Found, AgencyList]]:
        """Yield the departments of every row of a list of duties.

        Refused: tables of another role; rows without duties (a group's name: “一、党委部门”). Rows with
        a blank first cell go on with the department above.
        """
        if table.role != "duties" or not self._switches.has(DEPARTMENT):
            return
        columns = self._columns(plan, table)
        if columns is None:
            return
        given = self._asked.ask(roles.DEPARTMENT, "responsible", columns.said)
        pending: tuple[Found, AgencyList] | None = None
        for index, cells in enumerate(table.rows[columns.first :], columns.first):
            row = by_column(cells)
            whose, duty = row.get(columns.department), row.get(columns.duty)
            if duty is None or not duty.text:
                continue
            if whose is None or not whose.text:
                pending = _grown(pending, duty)
                continue
            if pending is not None:
                yield pending
            listed = self._lists.read(plan.shadow, whose.start, whose.end, given)
            pending = self._found(plan, table, index, whose, duty), listed
        if pending is not None:
            yield pending

    def _found(self, plan: Plan, table: Table, index: int, whose: Cell, duty: Cell) -> Found:
        section = plan.section_at(whose.start)
        return Found(
            start=whose.start,
            end=whose.end,
            names=(),
            rule=DEPARTMENT.id,
            section=section.id if section else None,
            item=whose.start,
            item_end=duty.end,
            task=self._tasks.of_duty(plan.text, duty.start, duty.end),
            scope=Span(start=min(whose.start, duty.start), end=max(whose.end, duty.end)),
            cell=CellRef(id=table.id, row=index, col=table.rows[index].index(whose))
            if table.id
            else None,
        )

    def _columns(self, plan: Plan, table: Table) -> _Columns | None:
        """By the heads; without them the first column whose cells are bodies, and the one behind it."""
        for number, row in enumerate(table.rows[: max(1, table.header_rows)]):
            heads = {column: (_plain(plan, cell), cell) for column, cell in by_column(row).items()}
            duty = [column for column, (words, _) in heads.items() if words in self._duty]
            duty = duty or [column for column, (words, _) in heads.items() if words in self._task]
            whose = [c for c, (words, _) in heads.items() if words in self._whose and c not in duty]
            if duty and whose:
                cell = heads[whose[0]][1]
                said = Said(cell.start, cell.end)
                return _Columns(whose[0], duty[0], said, max(number + 1, table.header_rows))
        return self._by_body(plan, table)

    def _by_body(self, plan: Plan, table: Table) -> _Columns | None:
        rows = [by_column(row) for row in table.rows[table.header_rows :] if len(row) > 1]
        for column in sorted({column for row in rows for column in row}):
            cells = [row[column] for row in rows if column in row and row[column].text]
            bodies = sum(self._is_body(plan, cell) for cell in cells)
            behind = [c for c in sorted({c for row in rows for c in row}) if c > column]
            if bodies * 2 > len(cells) and behind:
                return _Columns(column, behind[0], None, table.header_rows)
        return None

    def _is_body(self, plan: Plan, cell: Cell) -> bool:
        listed = self._lists.read(plan.shadow, cell.start, cell.end)
        words = _plain(plan, cell)
        return self._names.judge(words) == BODY or (
            listed.bodies > 0 and not listed.strangers + listed.clauses
        )


class DutyLines:
    """Reads paragraphs of duties; built once for a lexicon."""

    def __init__(self, known: Knowledge) -> None:
        self._names, self._lists, self._asked = known.names, known.lists, known.roles
        self._tasks, self._switches = known.tasks, known.switches
        heading = known.lexicon.pattern(f"(?:<{FILE}.duties.headings>)$")

        @lru_cache(maxsize=_MANY)
        def heads(title: str) -> bool:
            return heading.search(shadow(title)) is not None

        self._heads = heads

    def anywhere(self, plan: Plan) -> bool:
        """Whether a heading of the plan speaks of duties; most plans have none, and are not read for them."""
        return self._switches.has(LINE) and any(self._heads(s.title) for s in plan.sections)

    def read(
        self, plan: Plan, paragraph: Paragraph, start: int
    ) -> Iterator[tuple[Found, AgencyList]]:
        """“市公安局、市司法局：维护秩序；…” in a section whose heading speaks of duties.

        Also “市公安局。维护秩序…”, “市公安局维护秩序” where level and field give the name, and a heading
        （二）市公安局 over the paragraphs of its duties.
        Refused: such words below another heading; what stands before the colon and is no body.
        """
        if not self._switches.has(LINE):
            return
        if paragraph.section is None or not self._is_of_duties(plan, paragraph):
            return
        begin = behind_number(plan.shadow, start, paragraph.end)
        alone = _ALONE.fullmatch(plan.shadow, begin, paragraph.end)
        if alone is not None and not self._heads_duties(plan, paragraph):
            return
        given = self._asked.ask(roles.DEPARTMENT, "responsible", None)
        openings = self._openings(plan, begin, paragraph.end)
        for first, last in (alone.span(),) if alone else openings:
            listed = self._lists.read(plan.shadow, first, last, given)
            if listed.bodies and listed.bodies >= len(listed.names) and not listed.clauses:
                yield self._found(plan, paragraph, first, last), listed
                return

    def _found(self, plan: Plan, paragraph: Paragraph, first: int, last: int) -> Found:
        if last >= paragraph.end:
            duty, end = self._below(plan, paragraph)
        else:
            duty, end = last + (plan.shadow[last] in ":。 "), paragraph.end
        return Found(
            start=first,
            end=last,
            names=(),
            rule=LINE.id,
            section=paragraph.section,
            item=paragraph.start,
            item_end=end,
            task=self._tasks.of_duty(plan.text, duty, end),
            scope=Span(start=first, end=end),
        )

    @staticmethod
    def _below(plan: Plan, paragraph: Paragraph) -> tuple[int, int]:
        """Where the duties of the departments of a heading begin and end, which are the paragraphs of its section."""
        section = plan.section(paragraph.section)
        end = section.end if section else paragraph.end
        duty = paragraph.end
        while duty < end and plan.text[duty].isspace():
            duty += 1
        return behind_number(plan.shadow, duty, end), end

    def _heads_duties(self, plan: Plan, paragraph: Paragraph) -> bool:
        """Whether a paragraph is a heading alone with text of its section below."""
        section = plan.section(paragraph.section)
        if section is None or section.start != paragraph.start:
            return False
        return (
            not plan.shadow[paragraph.end : section.end].isspace() and section.end > paragraph.end
        )

    def _openings(self, plan: Plan, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where the departments may stand that a paragraph opens with: up to a mark, up to a verb."""
        names = _NAMES.match(plan.shadow, start, end)
        if names is not None:
            yield names.span()
        spans = self._names.forms.leading(plan.shadow, start, min(end, start + _ROOM))
        if spans and spans[-1][1] < end:
            yield start, spans[-1][1]

    def _is_of_duties(self, plan: Plan, paragraph: Paragraph) -> bool:
        return any(
            section.start < paragraph.start and self._heads(section.title)
            for section in plan.ancestors(paragraph.section)
        )


def _plain(plan: Plan, cell: Cell) -> str:
    return _UNIT.sub("", _SPACE.sub("", plan.shadow[cell.start : cell.end]))


def _grown(pending: tuple[Found, AgencyList] | None, duty: Cell) -> tuple[Found, AgencyList] | None:
    """The department with more of its duties."""
    if pending is None or pending[0].scope is None:
        return pending
    scope = pending[0].scope
    end = max(scope.end, duty.end)
    return pending[0]._replace(scope=Span(start=scope.start, end=end), item_end=end), pending[1]


DEPARTMENT: Rule[Callable[..., Iterator[tuple[Found, AgencyList]]]] = Rule(
    "table.department", FIND, "职责清单的部门", "a department of a list of duties",
    "市教育局 in the first column of 部门 | 职责与任务, each of several departments in a cell",
    "“一、党委部门” with no duties beside it", DutyTables.read,
)  # fmt: skip

LINE: Rule[Callable[..., Iterator[tuple[Found, AgencyList]]]] = Rule(
    "line.department", FIND, "职责段落的部门", "a department with its duties behind a colon",
    "市公安局、市司法局：维护秩序；… below 四、职责分工; a heading （二）市公安局 over its duties",
    "市公安局：… below another heading; a heading with nothing below it",
    DutyLines.read,
)  # fmt: skip

RULES = (DEPARTMENT, LINE)
