"""Until when: the time limit of an assignment, beside the agencies, in a line of its own, in a column."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from policy_extract.document import Paragraph, Plan
from policy_extract.expressions import expression
from policy_extract.extract.assignments.forms import FILE
from policy_extract.extract.assignments.records import Found, Limit
from policy_extract.extract.assignments.words import RoleWords
from policy_extract.lexicon import Lexicon
from policy_extract.measure.period import Calendar, PeriodFinder
from policy_extract.model import Cell, Period
from policy_extract.rules import Rule, Switches

STAGE = "assignments.deadline"
_STOP = expression(r"[。!?\n]")
_SENTENCE = expression(r"[。!?;]")
_MARKS = ",，。;；:：!?"
_NEAR = 6  # signs between those who act in two clauses that share a limit: 牵头，由
_CLAUSE = expression(rf"[^{_MARKS}]+")

Take = Callable[..., Limit | None]


def _clause(shadow: str, at: int, sentence: tuple[int, int]) -> tuple[int, int] | None:
    """The clause of a sentence that holds a place; None for a mark, or a place outside."""
    if not sentence[0] <= at < sentence[1] or shadow[at] in _MARKS:
        return None
    start = at
    while start > sentence[0] and shadow[start - 1] not in _MARKS:
        start -= 1
    match = _CLAUSE.match(shadow, start, sentence[1])
    return match.span() if match else None


def _whole(limits: Sequence[Limit]) -> list[Limit]:
    """Limits, those behind one label that only a comma parts as one: the year of the first is that of the next."""
    whole: list[Limit] = []
    for one in limits:
        last = whole[-1] if whole else None
        if last and last.rule == one.rule == LABEL.id and one.start - last.end == 1:
            whole[-1] = last._replace(end=one.end)
        else:
            whole.append(one)
    return whole


class Limits:
    """Asks the rules of time limits; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, words: RoleWords, switches: Switches) -> None:
        self._words = words
        self._switches = switches
        self._periods = lexicon.once(PeriodFinder)
        self._due = lexicon.pattern(
            rf"(?:<{FILE}.deadline.ends>)(?:[^。;]*?(?:<{FILE}.deadline.done>)|$)"
            rf"|^.{{0,2}}(?:<{FILE}.deadline.done>)(?:$|<{FILE}.phrases.joints>)"
        )
        self._goal = lexicon.pattern(rf"\s*(?:<{FILE}.deadline.goal_patterns>)")

    def in_list(self, plan: Plan, taken: Sequence[Limit], calendar: Calendar) -> Limit | None:
        """The time limit that a list of agencies holds itself: of several the last that has a time.

        2024年3月启动，2025年6月底前完成 is the second, 2025年6月底前启动，12月底前完成 its December; one behind a label goes before others.
        """
        on = _whole([one for one in taken if self._on(one.rule)])
        dated = [one for one in on if self.period(plan, one, calendar)]
        labelled = [one for one in dated if one.rule == LABEL.id]
        return next((some[-1] for some in (labelled, dated) if some), next(iter(on), None))

    def in_cell(self, cell: Cell | None) -> Limit | None:
        """The time limit of a table's row."""
        if cell is None or not cell.text or not self._on(COLUMN.id):
            return None
        return Limit(cell.start, cell.end, COLUMN.id)

    def in_sentence(
        self, plan: Plan, sentence: tuple[int, int], acting: tuple[int, int], calendar: Calendar
    ) -> Limit | None:
        """The clause with a time and 前 or 完成 that stands beside the clause in which agencies act."""
        if not self._on(SENTENCE.id):
            return None
        here = _clause(plan.shadow, acting[0], sentence)
        if here is None:
            return None
        behind = _CLAUSE.search(plan.shadow, here[1], sentence[1])
        before = _clause(plan.shadow, here[0] - 2, sentence)
        beside = [(max(here[0], acting[1]), here[1])]
        beside += [behind.span()] if behind else []
        beside += [before] if before else []
        for start, end in beside:
            if start < end and self._is_due(plan, start, end, calendar):
                return Limit(start, end, SENTENCE.id)
        return None

    def shared(self, shadow: str, acts: Iterable[Found]) -> list[Found]:
        """Clauses that name who acts; one right before another of its sentence has the limit that stands behind both.

        由甲局牵头，乙局配合，2025年底前完成. Refused: 由甲局牵头制定方案，乙局2025年底前完成: what each does; a limit in front of the second.
        """
        found = list(acts)
        for at in range(len(found) - 2, -1, -1):
            one, then = found[at], found[at + 1]
            if one.limit is not None or then.limit is None or then.limit.start < then.end:
                continue
            between = shadow[one.end : then.start]
            near = len(between) <= _NEAR and sum(map(between.count, _MARKS)) == 1
            if near and one.scope == then.scope and "," in between:
                found[at] = one._replace(limit=then.limit)
        return found

    def anywhere(self, plan: Plan) -> bool:
        """Whether any line of a plan may have a label of time limits: few plans have, and their lines alone are read for it."""
        return self._on(LINE.id) and self._words.limit.search(plan.shadow) is not None

    def in_lines(self, plan: Plan, paragraph: Paragraph, start: int) -> Iterator[Limit]:
        """“完成时限：2024年12月底” in the open; the lists of the same item have it."""
        if not self._on(LINE.id):
            return
        for label in self._words.limit.finditer(plan.shadow, start, paragraph.end):
            stop = _STOP.search(plan.shadow, label.end(), paragraph.end)
            end = stop.start() if stop else paragraph.end
            if label.end() < end:
                yield Limit(label.end(), end, LINE.id)

    def with_lines(
        self, found: Sequence[Found], lines: Sequence[tuple[int, Limit]]
    ) -> Iterator[Found]:
        """The lists, those without a limit of their own with that of a line of the same item.

        ``lines`` come with the start of their item. The next line behind a list counts first.
        """
        by_item: dict[int, list[Limit]] = {}
        for item, limit in lines:
            by_item.setdefault(item, []).append(limit)
        for place in found:
            same = by_item.get(place.item, [])
            if not same or place.limit is not None:
                yield place
                continue
            index = bisect_left(same, place.end, key=lambda limit: limit.start)
            yield place._replace(limit=same[min(index, len(same) - 1)])

    def period(self, plan: Plan, limit: Limit | None, calendar: Calendar) -> Period | None:
        """The last time in a limit: 2023年底 → 2023; 6月底完成 in a plan for 2022 → 2022-06.

        None for 持续推进, 长期坚持, and for a month in a plan for several years.
        """
        if limit is None:
            return None
        found = self._periods.find(plan.shadow, limit.start, limit.end, calendar)
        times = [t.period for t in found if t.period]
        return times[-1] if times else None

    def _is_due(self, plan: Plan, start: int, end: int, calendar: Calendar) -> bool:
        times = self._periods.find(plan.shadow, start, end, calendar)
        if not times or times[-1].period is None:
            return False
        last = times[-1]
        if self._aims(plan.shadow, start, end, last.end):
            return False
        return any(
            self._due.search(plan.shadow[at:end]) is not None for at in (last.end, last.end - 1)
        )

    def _aims(self, shadow: str, start: int, end: int, dated: int) -> bool:
        """A clause that says by when an aim is reached, not when the work is done: 力争到2027年底，…, 力争到2027年底建成1万个.

        Refused: 力争到2027年底完成改造.
        """
        if self._goal.match(shadow, start, end) is None:
            return False
        behind = shadow[dated:end]
        return len(behind) <= 1 or any(map(str.isdigit, behind))

    def _on(self, rule: str) -> bool:
        return rule not in self._switches.without


def sentence_of(shadow: str, at: int, start: int, end: int) -> tuple[int, int]:
    """The sentence around ``at``: its first word, its end; ``start`` is where some sentence begins."""
    first = start
    for stop in _SENTENCE.finditer(shadow, start, at):
        first = stop.end()
    after = _SENTENCE.search(shadow, at, end)
    last = after.end() if after else end
    while first < last and shadow[first].isspace():
        first += 1
    return first, last


LABEL: Rule[Take] = Rule(
    "deadline.label", STAGE, "名单内的时限标签", "the label of a time limit in a list",
    "（责任单位：市科技局；完成时限：2024年12月）", "责任人：李某, a label of something else",
    Limits.in_list,
)  # fmt: skip
BESIDE: Rule[Take] = Rule(
    "deadline.beside", STAGE, "名单内的时间", "a time beside the agencies in a bracket",
    "（6月底完成，牵头单位：市政府办公室）, （市科技局负责，2024年6月底前完成并长期坚持）",
    "（持续推进，牵头单位：市审批局）: no time", Limits.in_list,
)  # fmt: skip
COLUMN: Rule[Take] = Rule(
    "deadline.column", STAGE, "时限列", "the column of time limits",
    "a column 完成时限 with 2023年底", "长期坚持 in that column", Limits.in_cell,
)  # fmt: skip
SENTENCE: Rule[Take] = Rule(
    "deadline.sentence", STAGE, "句中时限", "a time limit in the sentence",
    "由市科技局牵头制定方案，2024年6月底前完成并长期坚持",
    "市科技局负责2024年预算: a time that is no limit", Limits.in_sentence,
)  # fmt: skip
LINE: Rule[Callable[..., Iterator[Limit]]] = Rule(
    "deadline.line", STAGE, "单列一行的时限", "a time limit in a line of its own",
    "完成时限：2024年12月底, below 责任单位：…", "the same label in the next item", Limits.in_lines,
)  # fmt: skip

#: A limit in the list itself goes before one in a line of its item.
RULES = (LABEL, BESIDE, COLUMN, SENTENCE, LINE)
