"""One assignment for every agency that the text names for a task (docs/annotation.md, section 2).

Forms that are read: lists in brackets (with labels, with verbs, bare), lists behind a label in the
open, sentences (“由区招商局牵头负责…”), columns of tables, lists of duties. What a
document says once (“列第一位的为牵头单位，下同”) is applied when all its lists are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from policy_extract.document import Paragraph, Plan, radicals, shadow
from policy_extract.expressions import expression
from policy_extract.extract.assignments.brackets import BracketLists, gaps
from policy_extract.extract.assignments.columns import RoleTables
from policy_extract.extract.assignments.duties import DutyLines, DutyTables
from policy_extract.extract.assignments.knowledge import Knowledge
from policy_extract.extract.assignments.once import SaidOnce
from policy_extract.extract.assignments.prose import ProseReader
from policy_extract.extract.assignments.records import Found, Limit, Named
from policy_extract.extract.assignments.roles import SILENT
from policy_extract.extract.assignments.stretches import Stretches
from policy_extract.extract.assignments.tasks import scopes
from policy_extract.lexicon import Lexicon
from policy_extract.measure.period import Calendar
from policy_extract.model import Assignment, Mention, Period, Read, Source, Span, Table
from policy_extract.rules import Rule, Said, Switches
from policy_extract.tuples import NamedTuple

_SPACE = expression(r"\s+")
_LONGEST_TITLE = 500  # the longest name of a document
#: Numbers of pages, a line of its own each.
_PAGE = expression(r"(?:\n\s*-{0,2}\d{1,4}-{0,2}\s*(?=\n))+")


class _Reading(NamedTuple):
    """A plan being read."""

    plan: Plan
    calendar: Calendar
    duties: bool  # whether a heading speaks of them


class AssignmentFinder:
    """Finds assignments and free-standing mentions of agencies; built once for a lexicon.

    ``switches`` name the rules that do not speak in this run.
    """

    def __init__(self, lexicon: Lexicon, switches: Switches = Switches()) -> None:
        self._switches = switches
        known = Knowledge.of(lexicon, switches)
        self._names = known.names
        self._tasks, self._limits = known.tasks, known.limits
        self._brackets, self._prose = BracketLists(known), ProseReader(known)
        self._columns, self._duties = RoleTables(known), DutyTables(known)
        self._duty_lines = DutyLines(known)
        self._once = SaidOnce(lexicon, known.roles, switches)

    def find(self, plan: Plan) -> list[Assignment]:
        """All assignments of a plan, in the order of the text, without ids and entities.

        Refused: brackets of places (“（上海、杭州）”), of companies, of clauses; issuers and
        addressees; members of leading groups; agencies inside names of documents.
        """
        reading = _Reading(plan, Calendar.of(plan.meta), self._duty_lines.anywhere(plan))
        limited = self._limits.anywhere(plan)
        found: list[Found] = []
        lines: list[tuple[int, Limit]] = []
        done = 0
        for paragraph in plan.paragraphs:
            start = max(done, paragraph.start)
            if paragraph.kind == "title" or start >= paragraph.end:
                continue
            here = list(self._in_paragraph(reading, paragraph, start))
            found += here
            done = max((done, *(place.end for place in here)))
            limits = list(self._limits.in_lines(plan, paragraph, start)) if limited else []
            if limits:
                _, item = self._tasks.of(plan, paragraph)
                lines += [(item.start, limit) for limit in limits]
        for table in plan.tables:
            found += self._in_table(reading, table)
        found.sort(key=lambda place: (place.start, place.end))
        rule = self._once.read(plan, found)
        found = [place._replace(names=self._once.applied(plan, place, rule)) for place in found]
        found = list(self._limits.with_lines(found, lines)) if lines else found
        return list(self._assignments(reading, found))

    def mentions(
        self, plan: Plan, assignments: Sequence[Assignment] | None = None
    ) -> list[Mention]:
        """Agencies in running text outside assignments, with level, field and ending (市科技局).

        ``assignments`` are those of the plan, found again when they are not given.
        Refused: names without a level (科技局), names inside 《…》, whatever is in the title block.
        """
        if not self._switches.has(MENTION):
            return []
        if assignments is None:
            assignments = self.find(plan)
        taken = Stretches((a.source.start, a.source.end) for a in assignments)
        mentions: list[Mention] = []
        for paragraph in plan.paragraphs:
            if paragraph.kind == "title" or paragraph.section is None:
                continue
            spans = taken.touching(paragraph.start, paragraph.end)
            for start, end in gaps(paragraph.start, paragraph.end, spans):
                for match in self._names.forms.in_prose.finditer(plan.shadow, start, end):
                    if not self.in_document_name(plan, match.start(), paragraph.start):
                        mentions.append(_mention(plan, match.span(), paragraph.section))
        return mentions

    def in_document_name(self, plan: Plan, at: int, start: int) -> bool:
        """Whether a place stands inside 《…》; ``start`` is where its paragraph begins."""
        start = max(start, at - _LONGEST_TITLE)
        inside = plan.shadow.rfind("《", start, at) > plan.shadow.rfind("》", start, at)
        return inside and self._switches.has(DOCUMENT)

    def _in_paragraph(self, reading: _Reading, paragraph: Paragraph, start: int) -> Iterator[Found]:
        plan = reading.plan
        section = plan.section(paragraph.section)
        taken: list[tuple[int, int]] = []
        for here in self._brackets.find(plan.shadow, start, paragraph.end):
            if not here.listed.names + here.listed.followers:
                continue
            taken.append((here.start, here.end))
            scope = None
            if section and section.start == paragraph.start and here.start < paragraph.heading_end:
                scope = Span(start=section.start, end=section.end)  # a list in the heading
            place = self._place(plan, paragraph, (here.start, here.end), here.rule)
            limit = self._limits.in_list(plan, here.listed.limits, reading.calendar)
            yield place._replace(listed=here.listed, scope=scope, limit=limit)
        acting = list(self._acting(reading, paragraph, start, taken))
        yield from acting
        if reading.duties and not taken and not acting:
            for place, listed in self._duty_lines.read(plan, paragraph, start):
                yield place._replace(listed=listed)

    def _acting(
        self, reading: _Reading, paragraph: Paragraph, start: int, taken: list[tuple[int, int]]
    ) -> Iterator[Found]:
        plan = reading.plan
        for first, last in gaps(start, paragraph.end, taken):
            yield from self._limits.shared(plan.shadow, self._acts(reading, paragraph, first, last))

    def _acts(
        self, reading: _Reading, paragraph: Paragraph, first: int, last: int
    ) -> Iterator[Found]:
        plan = reading.plan
        for act in self._prose.read(plan.shadow, first, last):
            span = (act.names[0].start, act.names[-1].end)
            place = self._place(plan, paragraph, span, act.rule)
            scope = Span(start=act.sentence[0], end=act.sentence[1])
            limit = self._limits.in_sentence(plan, act.sentence, span, reading.calendar)
            yield place._replace(names=act.names, scope=scope, limit=limit)

    def _place(self, plan: Plan, paragraph: Paragraph, span: tuple[int, int], rule: str) -> Found:
        task, item = self._tasks.of(plan, paragraph)
        section = paragraph.section
        return Found(*span, (), rule, section, item.start, item.end, task)

    def _in_table(self, reading: _Reading, table: Table) -> Iterator[Found]:
        readers = (
            *self._columns.read(reading.plan, table),
            *self._duties.read(reading.plan, table),
        )
        for place, listed in readers:
            if listed.names + listed.followers:
                yield place._replace(listed=listed)

    def _assignments(self, reading: _Reading, found: Sequence[Found]) -> Iterator[Assignment]:
        for place, scope in scopes(reading.plan, found):
            deadline = self._limits.period(reading.plan, place.limit, reading.calendar)
            for name in place.names:
                yield _assignment(reading.plan, place, name, scope, deadline)


def _assignment(
    plan: Plan, place: Found, name: Named, scope: Span, deadline: Period | None
) -> Assignment:
    task, limit = place.task, place.limit
    # 市财政局按职责分工发布…: the verb says what is done, not the role
    stated = name.stated or SILENT
    section = plan.section_at(name.start)  # a list may run over what looks like a heading
    return Assignment.of(
        agency=_written(plan, name),
        role=stated.role,
        task=task.words if task else None,
        scope=scope,
        deadline=deadline,
        read={
            "agency": Read.of(place.rule, name.start, name.end),
            "role": _read(stated.rule, stated.said),
            "task": _read(task.rule, task.said) if task else None,
            "deadline": Read.of(limit.rule, limit.start, limit.end) if limit and deadline else None,
        },
        source=Source.of(
            name.start,
            name.end,
            plan.text[name.start : name.end],
            section.id if section else None,
            place.cell,
        ),
    )


def _read(rule: str, said: Said | None) -> Read:
    return Read.of(rule, said.start, said.end) if said else Read.of(rule, None, None)


def _written(plan: Plan, name: Named) -> str:
    """A name as written, without what a page put into it: spaces, line breaks, its number, radicals.

    The plan's shadow tells numbers of pages alone: where it mended a cut number, its signs stand in other places.
    """
    words, mended = plan.text[name.start : name.end], plan.shadow[name.start : name.end]
    words = words.translate(radicals())
    plain = shadow(words)
    if not _SPACE.search(plain):
        return words
    plain = _PAGE.sub(lambda page: " " * len(page.group()), plain)
    return "".join(
        sign
        for sign, own, there in zip(words, plain, mended, strict=True)
        if not own.isspace() and (there != "\n" or own.isalpha())
    )


def _mention(plan: Plan, span: tuple[int, int], section: str | None) -> Mention:
    start, end = span
    return Mention.of("agency", MENTION.id, Source.of(start, end, plan.text[start:end], section))


MENTION: Rule[Callable[..., list[Mention]]] = Rule(
    "agency.in_prose", "assignments.mention", "行文中的机构", "a body in running text",
    "takes 省科技厅, 市财政局 in 加强与省科技厅、市财政局对接", "科技局 without a level, 城市建设局面",
    AssignmentFinder.mentions,
)  # fmt: skip
DOCUMENT: Rule[Callable[..., bool]] = Rule(
    "agency.in_document_name", "assignments.refuse", "书名号内的机构", "a body in the name of a document",
    "leaves out 省能源局 in 《省能源局若干意见》", "省能源局 behind the name", AssignmentFinder.in_document_name,
)  # fmt: skip

RULES = (MENTION, DOCUMENT)
