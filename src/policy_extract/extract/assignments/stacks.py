"""Work-division tables that a copy from the web or a pdf left as plain lines.

Forms: a row a line, with tabs, pipes or wide gaps between the cells; and a cell a line, one under
the other (“序号⏎任务内容⏎牵头单位⏎配合单位⏎1⏎强化市级统筹⏎市发展改革委⏎…”). Layout leaves them
as text, because only the labels in their head tell them from prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from policy_extract.document import Plan
from policy_extract.extract.assignments.lists import ListReader
from policy_extract.extract.assignments.names import BODY, FILE, AgencyNames
from policy_extract.lexicon import Lexicon
from policy_extract.model import Cell, Role, Table

_HEAD = re.compile(r"^[^\n。]{0,60}(?:单位|部门|主体)[^\n。]{0,60}$", re.MULTILINE)
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_RULER = re.compile(r"[\s|:+-]+")
_PIPE, _TAB, _GAP = re.compile(r"[|｜]"), re.compile(r"\t"), re.compile(r" {2,}|\u3000{2,}")
_EDGES = re.compile(r"\s*[|｜](?P<inner>.*)[|｜]\s*")
_SPACE = re.compile(r"\s+")
_WRAP = re.compile(r"\s*\n\s*")
_SERIAL = re.compile(r"\d{1,3}[.、]?")
_GROUP = re.compile(r"\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、")
_NOTHING = re.compile(r"[-—/无\s]{1,4}")
_LIMIT = re.compile(r"\d|期|持续|推进")
_PIECE = re.compile(r"[^、,;，；\s]+")
_SEPARATORS = ("、", "，", ",", ";", "；")
_END = re.compile(r"附件|附表|注:|备注:|抄送|第[一二三四五六七八九十]+[章节]")
_HEAD_ROOM = 200  # how far above its first label a head may begin
_MAX_LINES = 4000
_PATIENCE = 8  # lines without a body after which a table is over


@dataclass(frozen=True, slots=True)
class _Words:
    """A line: its span without the spaces around it, its words without any."""

    start: int
    end: int
    plain: str


@dataclass(slots=True)
class _Row:
    """A row being read: its task, the cells of its role columns, its time limit."""

    task: list[_Words] = field(default_factory=list)
    roles: list[list[_Words]] = field(default_factory=list)
    deadline: list[_Words] = field(default_factory=list)


class StackedTables:
    """Finds such tables; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, names: AgencyNames, lists: ListReader) -> None:
        self._names = names
        self._lists = lists
        self._kinds = dict.fromkeys(lexicon.words(FILE, "table.other"), "other")
        self._kinds |= dict.fromkeys(lexicon.words(FILE, "table.serial"), "serial")
        self._kinds |= dict.fromkeys(lexicon.words(FILE, "table.task"), "task")
        self._kinds |= dict.fromkeys(lexicon.words(FILE, "labels.deadline"), "deadline")

    def find(self, plan: Plan) -> Iterator[Table]:
        """Yield the tables outside ``plan.tables``; their id is empty, the document has none such.

        Refused: a head without a role's label (责任单位), a head without rows of bodies below it.
        """
        done = 0
        for head in _HEAD.finditer(plan.shadow):
            at = head.start()
            if at < done or any(t.start <= at < t.end for t in plan.tables):
                continue
            if self.role(head.group()) is not None:
                table = self._in_stack(plan, at)
            else:
                table = self._in_lines(plan, at, head.end())
            if table is not None:
                done = table.end
                yield table

    def role(self, words: str) -> Role | None:
        """The role that a head's cell gives, None for others: 责任单位(部门) → responsible.

        ``words`` are in shadow form.
        """
        words = _SPACE.sub("", words)
        label = self._lists.words.label_alone.match(words)
        if label and (label.end() == len(words) or words[label.end()] in "(及和、/"):
            return self._lists.words.role_of_label(label["label"])
        return None

    def _in_lines(self, plan: Plan, start: int, end: int) -> Table | None:
        head = _fields(plan.text, start, end)
        if len(head) < 2 or not any(self.role(plan.shadow[c.start : c.end]) for c in head):
            return None
        rows = [head]
        for line in _LINE.finditer(plan.text, end):
            if _RULER.fullmatch(plan.shadow, *line.span()):
                continue
            cells = _fields(plan.text, *line.span())
            if len(cells) != len(head):
                break
            rows.append(cells)
            end = line.end()
        if len(rows) < 2:
            return None
        return Table(id="", start=start, end=end, header_rows=1, rows=tuple(map(tuple, rows)))

    def _in_stack(self, plan: Plan, at: int) -> Table | None:
        lines = self._mended(_lines(plan, max(0, at - _HEAD_ROOM)))
        first = next((i for i, words in enumerate(lines) if words.start >= at), None)
        if first is None:
            return None
        while first and self._head_kind(lines[first - 1].plain):
            first -= 1
        kinds: list[str] = []
        while first + len(kinds) < len(lines):
            kind = self._head_kind(lines[first + len(kinds)].plain)
            if not kind:
                break
            kinds.append(kind)
        if len(kinds) < 2 or not {"task", "serial"} & set(kinds):
            return None
        head = lines[first : first + len(kinds)]
        columns = [kind for kind in kinds if kind not in ("serial", "other")]
        body = _Body(columns, serial="serial" in kinds)
        for words in lines[first + len(kinds) :]:
            if not body.line(words, self._is_cell):
                break
        body.close()
        if not body.rows:
            return None
        titles = [_cell(plan, [w]) for w, k in zip(head, kinds, strict=True) if k in columns]
        rows = (titles, *(_cells(plan, row, columns) for row in body.rows))
        start = head[0].start
        return Table(id="", start=start, end=body.end, header_rows=1, rows=tuple(map(tuple, rows)))

    def _mended(self, lines: Sequence[_Words]) -> list[_Words]:
        """Lines that end in half a name joined with the next: “市规划自然资源⏎局、市应急管理局”."""
        mended: list[_Words] = []
        for words in lines:
            if mended and self._halves(mended[-1].plain, words.plain):
                before = mended.pop()
                words = _Words(before.start, words.end, before.plain + words.plain)
            mended.append(words)
        return mended

    def _halves(self, before: str, words: str) -> bool:
        pieces, following = _PIECE.findall(before), _PIECE.match(words)
        if not pieces or following is None or not self._names.begins_with_level(pieces[-1]):
            return False
        left, right = pieces[-1], following.group()
        alone = self._names.judge(left), self._names.judge(right)
        return BODY not in alone and self._names.judge(left + right) == BODY

    def _head_kind(self, words: str) -> str:
        kind = self._kinds.get(words, "")
        return kind or ("role" if self.role(words) else "")

    def _is_cell(self, words: str) -> bool:
        """A cell of a role column: names only, or a sign for none."""
        if _NOTHING.fullmatch(words):
            return True
        if "。" in words:
            return False
        listed = self._lists.read(words, 0, len(words), "responsible")
        if listed.deadlines or listed.strangers > 1:
            return False
        return listed.bodies > 0 or (listed.parties > 0 and not listed.strangers)


class _Body:
    """The rows below a stacked head, read line by line: the task, then the role columns' cells."""

    def __init__(self, columns: Sequence[str], *, serial: bool) -> None:
        self.rows: list[_Row] = []
        self.end = 0
        self._room = columns.count("role")
        self._limited = "deadline" in columns
        self._serial = serial  # rows begin with a running number
        self._row = _Row()
        self._waited = 0
        self._over = False  # what follows in this row is a remark or the next group's heading

    def line(self, words: _Words, is_cell: Callable[[str], bool]) -> bool:
        """Read one line; False when the table is over."""
        if _END.match(words.plain) or self._waited > _PATIENCE:
            return False
        self._waited += 1
        row = self._row
        if self._serial and _SERIAL.fullmatch(words.plain):
            self.close()
        elif row.task and not self._over and is_cell(words.plain):
            self._waited, self.end = 0, words.end
            full = len(row.roles) >= self._room
            above = row.roles[-1][-1].plain if row.roles else ""
            if full or above.endswith(_SEPARATORS) or words.plain.startswith(_SEPARATORS):
                row.roles[-1].append(words)
            else:
                row.roles.append([words])
        elif row.roles and self._limited and not row.deadline and _LIMIT.search(words.plain):
            row.deadline.append(words)
            self.end = words.end
        elif row.roles and self._serial:
            self._over = True
        else:
            if row.roles:
                self.close()
            elif row.task and _GROUP.match(row.task[0].plain):
                row.task.clear()
            self._row.task.append(words)
        return True

    def close(self) -> None:
        """End the row; one without bodies (a group's heading) is dropped."""
        if self._row.roles and self._row.task:
            self.rows.append(self._row)
        self._row, self._over = _Row(), False


def _lines(plan: Plan, start: int) -> list[_Words]:
    lines: list[_Words] = []
    for line in _LINE.finditer(plan.text, start):
        words = line.group()
        first = line.start() + len(words) - len(words.lstrip())
        last = line.start() + len(words.rstrip())
        lines.append(_Words(first, last, _SPACE.sub("", plan.shadow[first:last])))
        if len(lines) == _MAX_LINES:
            break
    return lines


def _cells(plan: Plan, row: _Row, columns: Sequence[str]) -> list[Cell]:
    roles = iter(row.roles)
    at = row.task[0].start
    cells: list[Cell] = []
    for kind in columns:
        words = next(roles, []) if kind == "role" else row.task if kind == "task" else row.deadline
        cells.append(_cell(plan, words) if words else Cell(text="", start=at, end=at))
    return cells


def _cell(plan: Plan, words: Sequence[_Words]) -> Cell:
    start, end = words[0].start, words[-1].end
    return Cell(text=_WRAP.sub("", plan.text[start:end]), start=start, end=end)


def _fields(text: str, start: int, end: int) -> list[Cell]:
    """The cells of a line: between pipes or tabs (empty ones too), else between wide gaps."""
    line = text[start:end]
    between = _PIPE if _PIPE.search(line) else _TAB if "\t" in line.strip() else _GAP
    edges = _EDGES.fullmatch(text, start, end) if between is _PIPE else None
    if edges:
        start, end = edges.span("inner")  # | 序号 | 任务 |
    cells: list[Cell] = []
    for part in (*between.finditer(text, start, end), None):
        stop = part.start() if part else end
        words = text[start:stop]
        first = start + len(words) - len(words.lstrip())
        if words.strip():
            cells.append(Cell(text=words.strip(), start=first, end=first + len(words.strip())))
        elif between is not _GAP:
            cells.append(Cell(text="", start=start, end=start))
        start = part.end() if part else end
    return cells
