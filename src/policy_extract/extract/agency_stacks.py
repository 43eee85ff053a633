"""Work-division tables that a copy from the web or a pdf left as plain lines.

Three forms: a row a line with tabs, pipes or wide gaps between the cells; and a cell a line, one under
the other (“序号⏎任务内容⏎牵头单位⏎配合单位⏎1⏎强化市级统筹⏎市委军民融合办⏎…”). Layout leaves them as text,
because only the labels in their head tell them from prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policy_extract.extract.agency_lists import ListReader
from policy_extract.extract.agency_names import BODY, FILE, NONE, AgencyNames
from policy_extract.layout.plan import Plan
from policy_extract.layout.shadow import shadow as plain_form
from policy_extract.lexicon import Lexicon
from policy_extract.model import Cell, Role, Table

_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_HEAD = re.compile(r"^[^\n。]{0,60}(?:单位|部门|主体)[^\n。]{0,60}$", re.MULTILINE)
_RULER = re.compile(r"[\s|:+-]+")
_GAP = re.compile(r" {2,}|\u3000{2,}")
_SPACE = re.compile(r"\s+")
_SERIAL = re.compile(r"\d{1,3}[.、]?")
_NOTHING = re.compile(r"[-—/无\s]{1,4}")
_LIST_SIGN = ("、", "，", ",", ";", "；")
_END = re.compile(r"附件|附表|注[:：]|备注[:：]|抄送|第[一二三四五六七八九十]+[章节]")
_PIECE = re.compile(r"[^、,;，；\s]+")
_PATIENCE = 8  # lines without a body after which a table is over


@dataclass(frozen=True, slots=True)
class _Words:
    """A line: its stripped span and plain words."""

    start: int
    end: int
    plain: str


@dataclass(slots=True)
class _Row:
    """A row being read: the words of its task, the cells of its role columns, its time limit."""

    task: list[_Words] = field(default_factory=list)
    roles: list[list[_Words]] = field(default_factory=list)
    deadline: list[_Words] = field(default_factory=list)


class StackedTables:
    """Finds such tables; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, names: AgencyNames, lists: ListReader) -> None:
        self._names = names
        self._lists = lists
        self._tasks = frozenset(lexicon.words(FILE, "table.task"))
        self._serials = frozenset(lexicon.words(FILE, "table.serial"))
        self._others = frozenset(lexicon.words(FILE, "table.other"))
        self._deadlines = frozenset(lexicon.words(FILE, "labels.deadline"))

    def find(self, plan: Plan) -> Iterator[Table]:
        """Yield the tables outside ``plan.tables``; their id is empty, for the document has no such table.

        Refused: a head without a role's label (责任单位), a head without rows of bodies below it.
        """
        done = 0
        for head in _HEAD.finditer(plan.shadow):
            if head.start() < done or any(t.start <= head.start() < t.end for t in plan.tables):
                continue
            table = self._in_lines(plan, head.start(), head.end()) or self._in_stack(plan, head.start())
            if table is not None:
                done = table.end
                yield table

    def role(self, words: str) -> Role | None:
        """The role that a head's cell gives, None when it is no label: 责任单位（牵头） → responsible."""
        words = _SPACE.sub("", plain_form(words))
        label = self._lists.words.label_alone.match(words)
        if label and (label.end() == len(words) or words[label.end()] in "(及和、/"):
            return self._lists.words.role_of_label(label["label"])
        return None

    def _in_lines(self, plan: Plan, start: int, end: int) -> Table | None:
        head = _fields(plan.text, start, end)
        if len(head) < 2 or not any(self.role(cell.text) for cell in head):
            return None
        rows = [head]
        for line in _LINE.finditer(plan.text, end):
            if _RULER.fullmatch(plan.shadow, line.start(), line.end()):
                continue
            cells = _fields(plan.text, line.start(), line.end())
            if len(cells) != len(head):
                break
            rows.append(cells)
            end = line.end()
        if len(rows) < 2:
            return None
        return Table(id="", start=start, end=end, header_rows=1, rows=tuple(tuple(r) for r in rows))

    def _in_stack(self, plan: Plan, at: int) -> Table | None:
        lines = [
            _Words(m.start() + len(m.group()) - len(m.group().lstrip()), m.start() + len(m.group().rstrip()), "")
            for m in _LINE.finditer(plan.text, max(0, at - 200))
        ]
        lines = [_Words(w.start, w.end, _SPACE.sub("", plan.shadow[w.start : w.end])) for w in lines[:4000]]
        first = next((i for i, w in enumerate(lines) if w.start >= at), None)
        if first is None or self.role(lines[first].plain) is None:
            return None
        while first and self._head_kind(lines[first - 1].plain):
            first -= 1
        last = first
        kinds: list[str] = []
        while last < len(lines) and (kind := self._head_kind(lines[last].plain)):
            kinds.append(kind)
            last += 1
        if not {"task", "serial"} & set(kinds) or len(kinds) < 2:
            return None
        columns = [kind for kind in kinds if kind not in ("serial", "other")]
        rows, end = self._rows(lines[last:], columns, serial="serial" in kinds)
        if not rows:
            return None
        head = [_cell(plan, [w]) for w, k in zip(lines[first:last], kinds, strict=True) if k in columns]
        body = [self._cells(plan, row, columns) for row in rows]
        return Table(
            id="",
            start=lines[first].start,
            end=end,
            header_rows=1,
            rows=(tuple(head), *(tuple(r) for r in body)),
        )

    def _head_kind(self, words: str) -> str:
        if words in self._serials:
            return "serial"
        if words in self._tasks:
            return "task"
        if words in self._deadlines:
            return "deadline"
        role = self.role(words)
        if role:
            return f"role:{role}"
        return "other" if words in self._others else ""

    def _rows(
        self, lines: list[_Words], columns: list[str], *, serial: bool
    ) -> tuple[list[_Row], int]:
        room = sum(kind.startswith("role:") for kind in columns)
        rows: list[_Row] = []
        row = _Row()
        waited, end, over = 0, 0, False

        def close() -> None:
            if row.roles and row.task:
                rows.append(row)

        for words in lines:
            if _END.match(words.plain) or waited > _PATIENCE:
                break
            if serial and _SERIAL.fullmatch(words.plain):
                close()
                row, over = _Row(), False
                waited += 1
                continue
            names = bool(row.task) and self._is_cell(words.plain)
            if names and not over:
                waited, end = 0, words.end
                if row.roles and (self._goes_on(row.roles[-1][-1].plain, words.plain) or len(row.roles) == room):
                    row.roles[-1].append(words)
                else:
                    row.roles.append([words])
            elif row.roles and "deadline" in columns and not row.deadline and re.search(r"\d|期|持续|推进", words.plain):
                row.deadline.append(words)
            elif row.roles and serial:
                over = True  # a remark, or the heading of the next group
                waited += 1
            else:
                if row.roles:
                    close()
                    row = _Row()
                if row.task and re.match(r"\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、", row.task[0].plain):
                    row.task.clear()
                row.task.append(words)
                waited += 1
        close()
        return rows, end

    def _is_cell(self, words: str) -> bool:
        """A cell of a role column: names only, or a sign for none."""
        if _NOTHING.fullmatch(words):
            return True
        pieces = [piece for piece in _PIECE.findall(words) if self._names.judge(piece) == NONE]
        listed = self._lists.read(words, 0, len(words), "responsible")
        return listed.bodies + listed.parties > 0 and len(pieces) <= 1 and not listed.deadlines and "。" not in words

    def _goes_on(self, before: str, words: str) -> bool:
        """True when a line goes on the cell above: “…、市规划自然资源⏎局、市应急管理局”."""
        if before.endswith(_LIST_SIGN) or words.startswith(_LIST_SIGN):
            return True
        if _NOTHING.fullmatch(before) or _NOTHING.fullmatch(words):
            return False
        left, right = _PIECE.findall(before)[-1], _PIECE.findall(words)[0]
        return self._names.judge(left + right) == BODY and BODY not in (
            self._names.judge(left),
            self._names.judge(right),
        )

    @staticmethod
    def _cells(plan: Plan, row: _Row, columns: list[str]) -> list[Cell]:
        roles = iter(row.roles)
        cells: list[Cell] = []
        for kind in columns:
            if kind == "task":
                words = row.task
            elif kind == "deadline":
                words = row.deadline
            else:
                words = next(roles, [])
            at = row.task[0].start
            cells.append(_cell(plan, words) if words else Cell(text="", start=at, end=at))
        return cells


def _cell(plan: Plan, words: list[_Words]) -> Cell:
    start, end = words[0].start, words[-1].end
    return Cell(text=re.sub(r"\s*\n\s*", "", plan.text[start:end]), start=start, end=end)


def _fields(text: str, start: int, end: int) -> list[Cell]:
    """The cells of a line: what stands between tabs or pipes (empty ones too), else between wide gaps."""
    line = text[start:end]
    if "|" in line or "｜" in line:
        parts = re.compile(r"[|｜]")
        lead = len(line) - len(line.lstrip(" |｜"))
        start, end = start + lead, start + len(line.rstrip(" |｜\t"))
    elif "\t" in line:
        parts = re.compile(r"\t")
    else:
        parts = _GAP
    cells: list[Cell] = []
    for part in (*parts.finditer(text, start, end), None):
        stop = part.start() if part else end
        words = text[start:stop]
        first = start + len(words) - len(words.lstrip())
        if words.strip():
            cells.append(Cell(text=words.strip(), start=first, end=first + len(words.strip())))
        elif parts is not _GAP:
            cells.append(Cell(text="", start=start, end=start))
        start = part.end() if part else end
    return cells
