"""What a row of a project list is: a project, the name of a category, a sum, the head once more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from policy_extract.document import shadow
from policy_extract.expressions import expression
from policy_extract.extract.projects.heads import Columns, plain
from policy_extract.layout import category_name
from policy_extract.lexicon import Lexicon
from policy_extract.model import Cell
from policy_extract.rules import AnyRule, Rule, Switches
from policy_extract.tuples import NamedTuple

STAGE, REFUSE = "projects.row", "projects.refuse"
_EMPTY = expression(r"-+|[/.]")
_GROUP = expression(r"\(?[一二三四五六七八九十]{1,3}[)、.]?")
_NUMBERED = expression(r"\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}[、.]")
_LONG = 30  # signs; a name of a category is no longer

Kind = Literal["project", "category", "nothing"]


class Row(NamedTuple):
    """A row: its cells by column, and the columns and heads of its table."""

    cells: Mapping[int, Cell]
    columns: Columns

    def cell(self, field: str) -> Cell | None:
        """The cell of a field, None where the table or the row has none."""
        column = self.columns.of.get(field)
        return self.cells.get(column) if column is not None else None

    def filled(self) -> list[Cell]:
        """The cells with words."""
        return [cell for cell in self.cells.values() if cell.text.strip()]


class Rows:
    """Asks the rules of rows; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, switches: Switches) -> None:
        self._rules: tuple[Rule[Read], ...] = switches.on(KINDS)
        self._switches = switches
        self._total = lexicon.pattern(r"(?:<tables.head.totals>)(?:$|[:(\d])")
        self._nothing = frozenset(lexicon.words("tables", "project.nothing"))

    def kind(self, row: Row) -> Kind:
        """What a row is, by the first rule that speaks."""
        for rule in self._rules:
            kind: Kind | None = rule.run(self, row)
            if kind is not None:
                return kind
        return "nothing"

    def words(self, cell: Cell | None) -> str | None:
        """A cell's words, None for a blank one and for a sign for nothing: —, /, 无."""
        if cell is None:
            return None
        words = cell.text.strip().strip("\u3000")
        bare = shadow(words)
        return None if not bare or _EMPTY.fullmatch(bare) or bare in self._nothing else words

    def category(self, row: Row, above: str | None) -> str | None:
        """The category of a project: the cell of its column, merged ones hold for the rows below."""
        cell = row.cell("category")
        if not self._switches.has(CATEGORY_COLUMN) or cell is None:
            return above
        return self.words(cell) or above

    def name_of_category(self, row: Row) -> str:
        """The name in a category row: its cell that says more than a number."""
        cells = sorted(row.filled(), key=lambda cell: _GROUP.fullmatch(plain(cell)) is not None)
        return category_name(shadow(cells[0].text).strip()).rstrip("/")

    def repeats_head(self, row: Row) -> Kind | None:
        """The head once more, as after a page's edge."""
        fields = ("name", "investment", "company", "content")
        same = [(field, cell) for field in fields if (cell := row.cell(field)) is not None]
        repeated = len(same) > 1 and all(
            (words := plain(cell)) and row.columns.heads[field].startswith(words)
            for field, cell in same
        )
        return "nothing" if repeated else None

    def total(self, row: Row) -> Kind | None:
        """A sum: 合计, 小　计."""
        cells = [*row.filled()[:1], *filter(None, [row.cell("number"), row.cell("name")])]
        return "nothing" if any(self._total.match(plain(cell)) for cell in cells) else None

    def merged(self, row: Row) -> Kind | None:
        """One cell alone in its row, merged over it or with blanks behind it."""
        filled = row.filled()
        if len(filled) != 1 or len(row.columns.of) < 2:
            return None
        alone = filled[0] is not row.cell("name") or len(row.cells) == 1
        numbered = "number" in row.columns.of or bool(_NUMBERED.match(plain(filled[0])))
        return "category" if alone or numbered else None

    def counted(self, row: Row) -> Kind | None:
        """A category with the sum of its projects: “一 | 续建项目（12项） | … | 50000”."""
        number, name = row.cell("number"), row.cell("name")
        words = plain(number) if number is not None else ""
        if not _GROUP.fullmatch(words) or name is None or len(plain(name)) > _LONG:
            return None
        own = (self.words(row.cell(field)) for field in ("company", "place", "nature", "years"))
        return None if any(own) else "category"

    def no_name(self, row: Row) -> Kind | None:
        """A row without a name."""
        return None if self.words(row.cell("name")) else "nothing"

    def project(self, row: Row) -> Kind | None:
        """A row with a name."""
        return "project" if row.cell("name") else None


Read = Callable[[Rows, Row], Kind | None]

REPEATED: Rule[Read] = Rule(
    "project.repeated_head", REFUSE, "重复的表头", "the head once more",
    "leaves out 序号 | 项目名称 | 总投资 in the middle of a list", "a project", Rows.repeats_head,
)  # fmt: skip
TOTAL: Rule[Read] = Rule(
    "project.total", REFUSE, "合计行", "a row of sums",
    "leaves out 合计, 小　计, 总计（12个）", "合计算力中心, a name that begins so", Rows.total,
)  # fmt: skip
CATEGORY: Rule[Read] = Rule(
    "project.category_row", STAGE, "类别行", "a row that names a category",
    "“（一）现代纺织产业领域，项目共计19个…” alone in its row: 现代纺织产业 for the rows below",
    "a row with a project's other cells", Rows.merged,
)  # fmt: skip
COUNTED: Rule[Read] = Rule(
    "project.category_sum", STAGE, "带合计的类别行", "a category with the sum of its projects",
    "一 | 续建项目（12项） | 50000", "1 | 智能工厂项目 | 50000, a project", Rows.counted,
)  # fmt: skip
NO_NAME: Rule[Read] = Rule(
    "project.no_name", REFUSE, "没有名称的行", "a row without a name",
    "leaves out rows with — or nothing as name", "a project", Rows.no_name,
)  # fmt: skip
PROJECT: Rule[Read] = Rule(
    "project.table_row", STAGE, "项目行", "a row of a project list",
    "a row under 项目名称 | 建设单位 | 总投资", "rows of tables of indicators, of tasks",
    Rows.project,
)  # fmt: skip
CATEGORY_COLUMN: Rule[Callable[[Rows, Row, str | None], str | None]] = Rule(
    "project.category_column", "projects.category", "类别列", "a column of categories",
    "a column 所属领域; a merged cell holds for the rows below", "a column 项目类型 that is blank",
    Rows.category,
)  # fmt: skip

#: In the order in which they are asked; the first that speaks settles what a row is.
KINDS: tuple[Rule[Read], ...] = (REPEATED, TOTAL, CATEGORY, COUNTED, NO_NAME, PROJECT)
RULES: tuple[AnyRule, ...] = (*KINDS, CATEGORY_COLUMN)
