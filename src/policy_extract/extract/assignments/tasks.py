"""What an assignment is for: the words of its task, and the text that it covers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from policy_extract.document import Paragraph, Plan
from policy_extract.expressions import expression
from policy_extract.extract.assignments.records import Found, TaskWords
from policy_extract.extract.items import Item, item_of
from policy_extract.model import Cell, Span
from policy_extract.rules import Rule, Said, Switches

STAGE = "assignments.task"
_BLANK = expression(r"[\s。；;，,、)）\]】〕:：]*")
_SPACE = expression(r"\s+")
_STOP = expression(r"[。；;]")
#: A duty's end, or the number of the next one: 1. ②、 （三）
_DUTY_STOP = expression(
    r"[；;。]|(?<=[^\d.])(?:\d{1,2}[.、．](?!\d)|[①-⑳]|[（(][一二三四五六七八九十\d]{1,2}[)）])"
)
_SERIAL = expression(r"[\d.、()一二三四五六七八九十第]{0,6}")
_MAX_TASK = 60  # a longer task cell gives its first sentence

Take = Callable[..., TaskWords | None]


class Tasks:
    """Asks the rules of tasks."""

    def __init__(self, switches: Switches) -> None:
        self._switches = switches

    def of(self, plan: Plan, paragraph: Paragraph) -> tuple[TaskWords | None, Item]:
        """The task of a paragraph, and the numbered item or section whose words it is."""
        item = item_of(plan, paragraph)
        rule = ITEM if item.numbered and item.start == paragraph.start else HEADING
        return rule.run(plan, item) if self._switches.has(rule) else None, item

    def of_row(self, columns: Sequence[Cell], others: Sequence[Cell]) -> TaskWords | None:
        """The task of a table's row: of its task columns, else its longest cell that is no role's."""
        for rule, cells in ((CELL, columns), (LONGEST, others)):
            task = rule.run(cells) if self._switches.has(rule) else None
            if task is not None:
                return task
        return None

    def of_duty(self, text: str, start: int, end: int) -> TaskWords | None:
        """The first item of a department's duties, which stand in ``text[start:end]``."""
        return DUTY.run(text, start, end) if self._switches.has(DUTY) else None


def _item(plan: Plan, item: Item) -> TaskWords | None:
    return TaskWords(item.words, ITEM.id, _where(plan, item)) if item.words else None


def _heading(plan: Plan, item: Item) -> TaskWords | None:
    return TaskWords(item.words, HEADING.id, _where(plan, item)) if item.words else None


def _where(plan: Plan, item: Item) -> Said | None:
    """Where the words of an item stand; line breaks that joining took out may lie between."""
    at, words = item.start, _SPACE.sub("", item.words or "")
    for sign in words:
        while at < item.end and plan.text[at].isspace():
            at += 1
        if at >= item.end or plan.text[at] != sign:
            return None
        at += 1
    return Said(item.start, at)


def _in_cells(cells: Sequence[Cell]) -> TaskWords | None:
    return next((_of_cell(c, CELL.id) for c in cells if c.text.strip()), None)


def _longest(cells: Sequence[Cell]) -> TaskWords | None:
    filled = [c for c in cells if c.text and not _SERIAL.fullmatch(c.text)]
    cell = max(filled, key=lambda c: (len(c.text), -c.start), default=None)
    return _of_cell(cell, LONGEST.id) if cell else None


def _of_cell(cell: Cell, rule: str) -> TaskWords | None:
    words = _SPACE.sub("", cell.text)
    stop = _STOP.search(words)
    if stop and (len(words) > _MAX_TASK or stop.end() == len(words)):
        words = words[: stop.start()]
    words = words.rstrip("。；;，,：:")
    return TaskWords(words, rule, Said(cell.start, cell.end)) if words else None


def _duty(text: str, start: int, end: int) -> TaskWords | None:
    while start < end and text[start].isspace():
        start += 1
    stop = _DUTY_STOP.search(text, start + 1, end)
    last = stop.start() if stop else end
    words = _SPACE.sub("", text[start:last]).rstrip("。；;，,：:")
    return TaskWords(words, DUTY.id, Said(start, last)) if words else None


def scopes(plan: Plan, found: Sequence[Found]) -> Iterator[tuple[Found, Span]]:
    """What each list covers, for lists in the order of the text.

    From the list before it in the same item, or the item's start, up to the list. Lists that only
    marks set apart (牵头单位：… and 责任单位：… on lines of their own) cover the same. A list with
    nothing before it covers itself: no scope is empty.
    """
    ends: dict[str | None, int] = {}
    last: dict[str | None, Span] = {}
    for place in found:
        if place.scope is not None:
            yield place, place.scope
            continue
        begin = max(place.item, ends.get(place.section, 0))
        blank = _BLANK.match(plan.text, begin, place.start)
        begin = blank.end() if blank else begin
        scope = Span(start=min(begin, place.start), end=place.start)
        if begin >= place.start:
            own = Span(start=place.start, end=place.end)
            scope = last.get(place.section, own)
        ends[place.section], last[place.section] = place.end, scope
        yield place, scope


ITEM: Rule[Take] = Rule(
    "task.item", STAGE, "编号条目", "the numbered item that the list stands in",
    "2.全力推进高耗低效企业整治, the first sentence of the paragraph with its number as written",
    "a paragraph without a number: its heading is the task", _item,
)  # fmt: skip
HEADING: Rule[Take] = Rule(
    "task.heading", STAGE, "所在标题", "the heading that the list stands under",
    "（一）建设平台, or 强化军地民协同 for a heading without a number",
    "（责任单位：…） behind the words of the heading", _heading,
)  # fmt: skip
CELL: Rule[Take] = Rule(
    "task.cell", STAGE, "任务列", "the task column of a table",
    "a column 重点任务; of two (重点任务, 具体措施) the one that tells the rows apart",
    "序号, 备注: columns of something else", _in_cells,
)  # fmt: skip
LONGEST: Rule[Take] = Rule(
    "task.longest_cell", STAGE, "最长单元格", "the longest cell of a row without a task column",
    "三大平台建设 | 市经信局 under heads that do not say which is the task", "a running number",
    _longest,
)  # fmt: skip
DUTY: Rule[Take] = Rule(
    "task.duty", STAGE, "首项职责", "the first of a department's duties",
    "制定年度计划；安排资金；… : 制定年度计划", "the duties behind the first ；", _duty,
)  # fmt: skip

#: In the order in which they are asked: of running text, of tables, of lists of duties.
RULES = (ITEM, HEADING, CELL, LONGEST, DUTY)
