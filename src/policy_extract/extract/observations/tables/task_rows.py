"""Targets in a division of tasks: 零工市场建设 | 到2025年建成12个 | 市商务局. The row's task is what is counted, its deadline dates it.

Only where a column of targets stands beside the tasks and the cell's own words name nothing. Refused: a cell that names
what it counts (参训率达到100%), columns of measures and duties, tables of other roles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policy_extract.document import by_column, closed_up, shadow
from policy_extract.expressions import expression
from policy_extract.extract.observations.build import Fields
from policy_extract.extract.observations.drafts import TASK_ROW, Name
from policy_extract.extract.observations.timeline import TimeLine
from policy_extract.lexicon import Lexicon
from policy_extract.measure.period import Calendar, TimeSpan
from policy_extract.model import Cell, Kind, Period, Table
from policy_extract.rules import Refused, Rule, Said, Settled, Switches
from policy_extract.tuples import NamedTuple

_YEAR = expression(r"(?:19|20)\d\d")
_YEAR_SIGNS = 4
#: The rules that date by the plan, its title or a heading.
_OF_THE_PLAN = frozenset(
    ("time.plan_end", "time.heading", "time.report_part", "time.lead_in", "time.none")
)
_PARTING = expression(r"[,;:()。\n]")


class TaskColumns(NamedTuple):
    """The column of the tasks and those of their targets, by number."""

    task: int
    targets: frozenset[int]


class TaskRows:
    """Knows the columns of a division of tasks; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, switches: Switches) -> None:
        self._on, self._asked = switches.has(ROW), switches.on(TOLD)
        self._tasks = frozenset(lexicon.words("tables", "role.task"))
        self._contents = frozenset(lexicon.words("tables", "role.contents"))
        self._built = frozenset(lexicon.words("tables", "project.content"))
        self._targets = frozenset(lexicon.words("tables", "role.targets"))
        self._serials = frozenset(lexicon.words("tables", "header.serial"))
        # what a head says besides its words: 2024年度|工作任务, 任务目标|（2024年）
        self._beside = lexicon.pattern(rf"^{_YEAR.pattern}(?:<tables.header.year>)?|\([^()]*\)$")
        self._reports = switches.has(REPORTED)
        self._progress = lexicon.pattern(r"(?:<tables.role.progress>)$")
        self._done = lexicon.pattern(r"^(?:<tables.role.done_first>)|<tables.role.done>")
        self._counted_only = lexicon.pattern(r"<tables.role.counted_only>")
        self._by = lexicon.pattern(r"(?:<tables.role.by>)[^,;。]{0,10}$")
        self._by_ratio = lexicon.pattern(r"<tables.role.by_ratio>")
        self._doing = lexicon.words("tables", "role.doing")
        self._deadlines = frozenset(lexicon.words("tables", "role.deadline"))
        self._dated_by_row = switches.has(DUE)
        self._deadline_tail = lexicon.pattern(r"(?:<tables.role.deadline_tails>)?[。;]?")
        self._yearly_units = lexicon.words("tables", "role.yearly_units")

    def columns(self, table: Table) -> TaskColumns | None:
        """The columns of a table of tasks that has targets; None for every other table."""
        if not self._on or table.role != "tasks" or not table.header_rows:
            return None
        heads = [self._words(c) for c in table.rows[table.header_rows - 1]]
        task = next((at for at, head in enumerate(heads) if head in self._tasks), None)
        targets = frozenset(at for at, head in enumerate(heads) if head in self._targets)
        return TaskColumns(task, targets) if task is not None and targets else None

    def told(self, table: Table) -> frozenset[int]:
        """The columns of a division of tasks that say what is done, whose numbers are targets: 工作任务, 主要内容.

        Where there is none, the first behind the running numbers when it is one of targets: 序号 | 工作目标 | 责任单位.
        """
        if not self._on or table.role != "tasks" or not table.header_rows:
            return frozenset()
        heads = {
            at: self._words(c) for at, c in by_column(table.rows[table.header_rows - 1]).items()
        }
        said = self._tasks | self._contents
        told = frozenset(at for at, head in heads.items() if head in said)
        first = next((at for at, head in heads.items() if head not in self._serials), None)
        aims = first is not None and heads[first] in self._targets
        return told or (frozenset((first,)) if aims and first is not None else told)

    def contents(self, table: Table) -> frozenset[int]:
        """The columns of a list of projects that say what is built: 建设内容, 建设规模."""
        if table.role != "projects" or not table.header_rows:
            return frozenset()
        heads = by_column(table.rows[table.header_rows - 1])
        return frozenset(at for at, c in heads.items() if self._words(c) in self._built)

    def reported(self, table: Table) -> dict[int, Said]:
        """The columns of a division of tasks that say how far they are, with their heads: 完成情况, 工作进展."""
        if not self._reports or table.role != "tasks" or not table.header_rows:
            return {}
        heads = by_column(table.rows[table.header_rows - 1])
        return {
            at: Said(c.start, c.end)
            for at, c in heads.items()
            if self._progress.search(self._words(c)) is not None
        }

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

    def deadline(self, table: Table) -> int | None:
        """The column of the deadlines in a table of tasks: 完成时限; None where it has none."""
        if not self._dated_by_row or table.role != "tasks" or not table.header_rows:
            return None
        heads = by_column(table.rows[table.header_rows - 1])
        return next((i for i, c in heads.items() if closed_up(c.text) in self._deadlines), None)

    def due(self, row: Sequence[Cell], at: int | None, timeline: TimeLine) -> TimeSpan | None:
        """The deadline of a row of tasks, in its cell ``at``: 2026年9月; its year is that of a plan of one where it names none.

        Refused: 长期, 每季度; 2026年6月、12月 (two of them); 2025年启动, 2023年12月（已完成）.
        """
        cell = row[at] if at is not None and at < len(row) else None
        dated = timeline.last_dated(cell.start, cell.end, 2) if cell is not None else []
        if cell is None or len(dated) != 1 or dated[0].start < cell.start:
            return None
        span, words = dated[0], shadow(cell.text).strip()
        own = words[: span.end - span.start]
        if not self._deadline_tail.fullmatch(words.removeprefix(own)):
            return None
        return span if _YEAR.search(own) else self._in_year(span, timeline.calendar)

    @staticmethod
    def _in_year(span: TimeSpan, calendar: Calendar) -> TimeSpan | None:
        """9月底前, in the one year of the plan, whatever year a row before named."""
        period = span.period
        if calendar.first is None or calendar.first != calendar.last or period is None:
            return None
        year = str(calendar.first)
        start, end = (year + one[4:] if one else None for one in (period.start, period.end))
        return span._replace(period=Period.of(start, end))

    def until(self, stated: Sequence[Fields], due: TimeSpan | None) -> tuple[Fields, ...]:
        """What a row of tasks states; values that nothing in the cell dates have its deadline.

        Of rates and sums of money, which are a year's, it is the year: 财政收入32亿元 | 2026年12月 is of 2026. Refused: what is so each year.
        """
        if due is None or due.period is None or due.period.end is None:
            return tuple(stated)
        year = due.period.end[:_YEAR_SIGNS]
        period = Period.of(due.period.start or due.period.end, due.period.end)
        return tuple(
            self._due(f, Period.of(year, year) if self._yearly(f) else period, due)
            if self._open(f)
            else f
            for f in stated
        )

    def _due(self, fields: Fields, period: Period, due: TimeSpan) -> Fields:
        time: Settled[Period | None] = Settled(
            period, DUE.id, Said(due.start, due.end), ("time.from_deadline",)
        )
        return fields._replace(time=time)

    def _yearly(self, fields: Fields) -> bool:
        """A rate or a sum of money, which is a year's and no month's."""
        value = fields.value.value
        return value is not None and (value.unit or "").endswith(self._yearly_units)

    def _open(self, fields: Fields) -> bool:
        """A target without a time of its own, which its row's deadline may date."""
        told = fields.kind.value == "target" and fields.per_year is None
        return told and fields.time.rule in _OF_THE_PLAN

    def judged(
        self, plain: str, first: int | None, stated: Sequence[Fields]
    ) -> tuple[list[Fields], list[Refused]]:
        """What a column of tasks states, without what only reads so, and with what is so already.

        ``plain`` is the text's shadow, ``first`` the plan's first year.
        """
        kept: list[Fields] = []
        refused: list[Refused] = []
        for fields in stated:
            for rule in self._asked:
                said: Said | None = rule.run(self, plain, first, fields)
                if said is not None and rule.stage == "refuse":
                    refused.append(Refused(rule.id, fields.start, fields.end, said))
                    break
                if said is not None:
                    kind: Settled[Kind] = Settled("actual", rule.id, said)
                    kept.append(fields._replace(kind=kind))
                    break
            else:
                kept.append(fields)
        return kept, refused

    def _words(self, head: Cell) -> str:
        """The words of a head without its year in front and the bracket behind: 2024年度工作任务, 任务目标（2024年）."""
        return self._beside.sub("", closed_up(head.text))

    def beside(
        self, reported: Mapping[int, Said], column: int, stated: Sequence[Fields]
    ) -> tuple[Fields, ...]:
        """What a column states in a table with columns of progress (``reported``): theirs is so already, and what
        stands beside them is what was aimed at, whatever the document looks back on.

        Refused: what words of its own sentence say: 2024年已新增500个 beside 完成情况.
        """
        head = reported.get(column)
        kind: Settled[Kind] = Settled("target" if head is None else "actual", REPORTED.id, head)
        return tuple(
            f._replace(kind=kind) if head is not None or f.kind.said is None else f for f in stated
        )

    def no_aim(self, plain: str, _first: int | None, fields: Fields) -> Said | None:
        """The words that make a number of a task no aim: 通报3个典型案例, 按照不低于30%的比例配建."""
        start = _clause(plain, fields)
        found = self._counted_only.search(plain, start, fields.start)
        if found is None and self._by_ratio.match(plain, fields.end):
            found = self._by.search(plain[: fields.start], start)
        return Said(*found.span()) if found else None

    def done(self, plain: str, first: int | None, fields: Fields) -> Said | None:
        """The words that say that a number of a task is so already: 2024年已新增500个, a year before the plan's."""
        found = self._done.search(plain[_clause(plain, fields) : fields.start])
        if found is not None:
            start = _clause(plain, fields) + found.start()
            return Said(start, start + len(found[0]))
        period = fields.time.value
        early = first is not None and period is not None and int((period.end or "9")[:4]) < first
        return (fields.time.said or Said(fields.start, fields.end)) if early else None


def _clause(plain: str, fields: Fields) -> int:
    """Where the clause of a number begins."""
    cuts = [cut.end() for cut in _PARTING.finditer(plain, max(0, fields.start - 60), fields.start)]
    return cuts[-1] if cuts else max(0, fields.start - 60)


ROW = Rule(
    TASK_ROW, "name", "任务行的名称", "the row's task is counted",
    "零工市场建设 | 到2025年建成12个: 零工市场", "参训率达到100%: the cell names it itself", TaskRows.name,
)  # fmt: skip

DUE = Rule(
    "time.task_deadline", "date", "任务行的完成时限", "the deadline of the row",
    "一批新增学位1000个 | 市教育局 | 2026年9月: what a task promises is for its deadline",
    "到2027年建成12个: the cell says it itself; 长期, 2026年9月、12月, 2026年启动; 增长8%, 财政收入32亿元: a year's", TaskRows.until,
)  # fmt: skip

REPORTED = Rule(
    "kind.task_reported", "kind", "进展栏", "a column of progress",
    "重点任务 | 责任单位 | 完成情况: 新增学位1200个 below 完成情况 is actual, 新增学位1000个 below 重点任务 was aimed at", "2024年已新增500个 below 重点任务, which says itself that it is done",
    TaskRows.beside,
)  # fmt: skip

#: What a column of tasks states; the first that speaks settles it.
TOLD = (
    Rule(
        "refuse.task_no_aim", "refuse", "任务栏中的非目标数", "no aim of a task",
        "工作任务: 通报3个典型案例, 按照不低于30%的比例配建", "改厕3000户; the same words outside such a column", TaskRows.no_aim,
    ),
    Rule(
        "kind.task_done", "kind", "任务栏中的已完成数", "done already, in a column of tasks",
        "工作任务: 2024年已新增500个; a year before the plan's", "新增学位1000个, 已建小区改造20个 behind other words", TaskRows.done,
    ),
)  # fmt: skip

RULES = (ROW, DUE, REPORTED, *TOLD)
