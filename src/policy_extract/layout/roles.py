"""What a table is for, decided once: indicators, tasks, projects, duties or other.

By the words of its heads and caption first, then by what its body holds. The rules stand in ``RULES`` in
the order in which they are asked; the first that speaks settles it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from policy_extract.document import closed_up, shadow
from policy_extract.expressions import expression
from policy_extract.layout.geometry import Grid, Heads
from policy_extract.layout.geometry.grid import YEAR, number, serial
from policy_extract.lexicon import Lexicon
from policy_extract.rules import Rule, Said, Settled, Switches
from policy_extract.tuples import NamedTuple

TableRole = Literal["indicators", "tasks", "projects", "duties", "other"]

_SPACE = expression(r"\s+")
_UNIT = expression(r"\([^()]{1,8}\)$")
_FIGURE = expression(r"\d")


class Head(NamedTuple):
    """A head of a column: its words without spaces, in shadow form, and where they stand."""

    words: str
    start: int
    end: int

    @property
    def bare(self) -> str:
        """Without the unit in brackets behind it: 总投资(万元) → 总投资."""
        return _UNIT.sub("", self.words)


class Shape(NamedTuple):
    """What the rules look at: heads, caption and body of one table."""

    words: RoleWords
    heads: tuple[Head, ...]
    caption: str
    body: tuple[tuple[str, ...], ...]

    def among(self, name: str) -> list[Head]:
        """The heads that a list of ``tables.toml`` holds (“role.task”)."""
        listed = self.words.lists[name]
        return [h for h in self.heads if h.words in listed or h.bare in listed]

    def values(self) -> list[Head]:
        """The heads of columns of values: 2025年, 目标值."""
        return [h for h in self.heads if self.words.heads.value(h.words)]

    def bodies(self, head: Head) -> bool:
        """Whether most cells below a head list bodies."""
        at = self.heads.index(head)
        cells = [row[at] for row in self.body if at < len(row) and row[at]]
        return 2 * sum(map(self.words.heads.bodies, cells)) > len(cells)

    def figures(self, head: Head) -> bool:
        """Whether the cells below a head are figures, all of them: 目标任务 over 186, 9%左右, 2000人以上, 增长6%左右.

        Refused: one that says what is to be done (新建学校3所), a column of running numbers.
        """
        at = self.heads.index(head)
        cells = [row[at] for row in self.body if at < len(row) and row[at]]
        told = [c for c in cells if self.words.value.fullmatch(c)]
        serials = [serial(c) for c in cells] == list(range(1, len(cells) + 1))
        return bool(told) and not serials and all(c in told or number(c) for c in cells)

    def counts(self, head: Head) -> bool:
        """Whether a column holds figures, and its other cells no number: 12, —, 全覆盖. Refused: 整治率达到80%."""
        at = self.heads.index(head)
        cells = [row[at] for row in self.body if at < len(row) and row[at]]
        rest = [c for c in cells if not self.words.value.fullmatch(c)]
        return 2 * len(rest) <= len(cells) and not any(map(_FIGURE.search, rest))

    def captioned(self, name: str) -> bool:
        """Whether the caption holds a word of a list."""
        return any(word in self.caption for word in self.words.lists[name])


_LISTS = (
    "role.task",
    "role.body",
    "role.deadline",
    "role.department",
    "role.duty",
    "role.targets",
    "role.task_captions",
    "role.duty_captions",
    "role.project_captions",
    "role.indicator_captions",
    "header.name",
    "header.area",
    "header.serial",
    "header.unit",
    "column.codes",
    "head.years",
    "project.name",
    "project.company",
    "project.content",
    "project.nature",
    "project.years",
    "project.land",
    "project.investment",
)
#: Of a project list these are no indicator's heads.
_PROJECT_ONLY = ("company", "content", "nature", "years", "land", "investment")

_Run = Callable[[Shape], Settled[TableRole] | None]


class RoleWords:
    """The words that rules of this stage look for; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, heads: Heads) -> None:
        self.heads = heads
        self.lists = {
            name: frozenset(_SPACE.sub("", w) for w in lexicon.words("tables", name))
            for name in _LISTS
        }
        self.value = lexicon.pattern(
            r"(?:<tables.value.announcing>)?(?:<tables.value.rising>|<tables.value.falling>)?[≥≤<>]?\d[\d.,]*(?:[-~]\d[\d.,]*)?"
            r"[%‰]?[\u4e00-\u9fff]{0,4}(?:<tables.value.bounds>)?"
        )
        self.sure_project = frozenset(lexicon.words("tables", "role.project"))


def _said(heads: Sequence[Head]) -> Said | None:
    return Said(heads[0].start, heads[0].end) if heads else None


def _projects(shape: Shape) -> Settled[TableRole] | None:
    sure = [h for h in shape.heads if h.bare in shape.words.sure_project]
    others = [h for field in _PROJECT_ONLY for h in shape.among(f"project.{field}")]
    if (sure and len({h.start for h in others}) >= 1) or len({h.start for h in others}) >= 2:
        named = sure or shape.among("project.name")
        if named and not _only_numbers(shape):
            return Settled("projects", "table_role.project_heads", _said(named))
    return None


def _only_numbers(shape: Shape) -> bool:
    """A summary counts projects and sums their money: its rows are no projects."""
    units = shape.among("header.unit")
    return bool(units)


def _duties(shape: Shape) -> Settled[TableRole] | None:
    duty = shape.among("role.duty")
    whose = [h for h in shape.among("role.department") if h not in duty]
    if not duty and not shape.among("role.body"):
        duty = shape.among("role.task") if any(map(shape.bodies, whose)) else []
    if duty and whose:
        return Settled("duties", "table_role.duty_heads", _said(duty))
    return None


def _tasks(shape: Shape) -> Settled[TableRole] | None:
    task, body = shape.among("role.task"), shape.among("role.body")
    if task and (body or shape.among("role.deadline")) and not _counted(shape):
        return Settled("tasks", "table_role.task_heads", _said(task))
    return None


def _counted(shape: Shape) -> bool:
    """A column of units, or figures where the tasks should stand: the rows are indicators, whatever their head calls them."""
    if shape.among("header.unit") and shape.values():
        return True
    named = _named(shape)
    aims = [head for head in shape.among("role.targets") if head not in named]
    return (
        (bool(named) and any(map(shape.figures, aims)))
        or bool(_counted_tasks(shape))
        or _counted_by_years(shape)
        or _counted_by_places(shape)
    )


def _counted_tasks(shape: Shape) -> list[Head]:
    """The heads of tasks that are counted: 工作任务 | 全年目标 | 责任单位 over 城镇新增就业（人） | 22000.

    Refused: targets over what is to be done (出台文件3个), figures that stand below no word for a target.
    """
    aims = shape.among("role.targets")
    named = [h for h in shape.among("role.task") if h not in aims and not shape.figures(h)]
    return named if aims and all(map(shape.figures, aims)) else []


def _counted_by_years(shape: Shape) -> bool:
    """Years over figures beside the tasks: 任务名称 | 2022年（公里） | 2023年（公里）. Refused: years over what is to be done."""
    years = [head for head in shape.values() if YEAR.search(head.words)]
    return bool(years) and all(map(shape.counts, years)) and any(map(shape.figures, years))


def _counted_by_places(shape: Shape) -> bool:
    """Figures beside places: 县区 | 新建绿道（公里） | 完成时限. Refused: 县区 | 重点任务 over words, telephones, years of deadlines."""
    if not shape.among("header.area") or not all(map(shape.figures, shape.among("role.task"))):
        return False
    no_values = [
        h for name in ("role.deadline", "role.body", "header.serial") for h in shape.among(name)
    ]
    codes = tuple(shape.words.lists["column.codes"])
    own = [h for h in shape.heads if h not in no_values and not h.bare.endswith(codes)]
    return any(map(shape.figures, own))


def _tasks_by_caption(shape: Shape) -> Settled[TableRole] | None:
    body = shape.among("role.body")
    if not body or shape.values() or _counted(shape):
        return None
    if shape.captioned("role.task_captions") or len(body) >= 2:
        return Settled("tasks", "table_role.task_caption", _said(body))
    return None


def _indicators(shape: Shape) -> Settled[TableRole] | None:
    named = _named(shape)
    values = [h for h in shape.values() if h not in named]
    if values and (named or shape.captioned("role.indicator_captions")) and _figures(shape) > 0:
        return Settled("indicators", "table_role.value_heads", _said(values))
    return None


def _indicators_by_body(shape: Shape) -> Settled[TableRole] | None:
    if shape.among("role.body") and not shape.captioned("role.indicator_captions"):
        return None
    named = _named(shape)
    if _figures(shape) >= 0.5 and (named or shape.captioned("role.indicator_captions")):
        return Settled("indicators", "table_role.figures", _said(named))
    return None


def _named(shape: Shape) -> list[Head]:
    """The heads of the columns that say what a row is: 指标, 地区, 年份, else 任务 where tasks are counted."""
    lists = ("header.name", "header.area", "head.years")
    return [h for name in lists for h in shape.among(name)] or _counted_tasks(shape)


def _figures(shape: Shape) -> float:
    """Of the rows those that hold a figure behind a name; running numbers do not count."""
    rows = [row for row in shape.body if len(row) > 1]
    if not rows:
        return 0.0
    held = 0
    for row in rows:
        start = 1 if serial(row[0]) is not None else 0
        cells = row[start + 1 :]
        held += any((number(c) and _FIGURE.search(c)) or _short_figure(c) for c in cells if c)
    return held / len(rows)


def _short_figure(words: str) -> bool:
    return len(words) <= 16 and bool(_FIGURE.search(words))


def _duties_by_caption(shape: Shape) -> Settled[TableRole] | None:
    whose = shape.among("role.department")
    if whose and shape.captioned("role.duty_captions") and not shape.values():
        return Settled("duties", "table_role.duty_caption", _said(whose))
    return None


#: In the order in which they are asked; the first that speaks settles the role.
RULES: tuple[Rule[_Run], ...] = (
    Rule(
        "table_role.duty_heads", "table_role", "部门与职责两栏", "heads for department and duty",
        "部门 | 职责与任务, 单位 | 工作任务 over bodies → duties",
        "a department's column without duties: 责任单位 | 完成时限; units: 指标 | 单位 | 任务", _duties,
    ),
    Rule(
        "table_role.project_heads", "table_role", "项目清单表头", "heads of a project list",
        "项目名称 | 建设性质 | 总投资 → projects",
        "a summary with units: 项目类别 | 单位 | 数量 | 总投资", _projects,
    ),
    Rule(
        "table_role.task_heads", "table_role", "任务分工表头", "heads of a division of tasks",
        "重点任务 | 责任单位 → tasks", "a task that is counted: 任务 | 单位 | 2025年; 指标 | 目标任务 | 责任单位 and 工作任务 | 全年目标 | 责任单位 over figures; 任务名称 | 2023年 | 责任单位 over figures", _tasks,
    ),
    Rule(
        "table_role.value_heads", "table_role", "指标与年份表头", "heads for indicator and year",
        "指标 | 2020年 | 2025年 → indicators", "years over cells without a figure", _indicators,
    ),
    Rule(
        "table_role.task_caption", "table_role", "题名为任务分工", "caption of a division of tasks",
        "“…任务分解表” over 内容 | 责任单位 → tasks", "one column of agencies without such a caption",
        _tasks_by_caption,
    ),
    Rule(
        "table_role.duty_caption", "table_role", "题名为职责清单", "caption of a list of duties",
        "“…职责清单” over 部门 | 内容 → duties", "columns of values", _duties_by_caption,
    ),
    Rule(
        "table_role.figures", "table_role", "表中多为数值", "rows that hold figures",
        "名称 | 一类 | 二类 over figures → indicators", "agencies in a column: 内容 | 责任单位",
        _indicators_by_body,
    ),
)  # fmt: skip


class RoleReader:
    """Decides what tables are for; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, heads: Heads, switches: Switches | None = None) -> None:
        self._words = RoleWords(lexicon, heads)
        self._rules = (switches or Switches()).on(RULES)

    def read(self, plain: str, grid: Grid, caption: str | None) -> Settled[TableRole]:
        """The role of a table with the rule and the head that settled it; “other” where no rule speaks.

        ``plain`` is the shadow of the text that the grid's offsets count in.
        """
        shape = self._shape(plain, grid, caption)
        for rule in self._rules:
            settled: Settled[TableRole] | None = rule.run(shape)
            if settled is not None:
                return settled
        return Settled("other", "table_role.none")

    def _shape(self, plain: str, grid: Grid, caption: str | None) -> Shape:
        heads = [
            Head(closed_up(c.text), c.start, c.end)
            for row in grid.rows[: grid.header_rows]
            for c in row
            if c.text
        ]
        body = tuple(
            tuple(plain[c.start : c.end].strip() for c in row)
            for row in grid.rows[grid.header_rows :]
        )
        return Shape(self._words, tuple(heads), shadow(caption or ""), body)
