"""One assignment for every agency that the text names for a task (docs/annotation.md, section 2).

Forms that are read: lists in brackets (with labels, with verbs, bare), lists behind a label in the
open, sentences (“由区招商局牵头负责…”), columns of tables. “列第一位的为牵头单位，下同” is looked
for in the whole document and holds for every list that does not itself say who leads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policy_extract.document import Paragraph, Plan
from policy_extract.extract.assignments.brackets import BracketLists, gaps
from policy_extract.extract.assignments.lists import ListReader
from policy_extract.extract.assignments.names import AgencyNames
from policy_extract.extract.assignments.places import deadline_of, scopes, task_of
from policy_extract.extract.assignments.prose import ProseReader
from policy_extract.extract.assignments.records import AgencyList, Found, Named
from policy_extract.extract.assignments.stacks import StackedTables
from policy_extract.extract.assignments.tables import RoleTables
from policy_extract.lexicon import Lexicon
from policy_extract.measure.period import Calendar, PeriodFinder
from policy_extract.model import Assignment, Mention, Read, Role, Source, Span

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Rules:
    """What the document says of all its lists: the first leads; names with this sign lead."""

    first_leads: bool
    sign: str


class AssignmentFinder:
    """Finds assignments and free-standing mentions of agencies; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._names = AgencyNames(lexicon)
        lists = ListReader(lexicon, self._names)
        self._words = lists.words
        self._brackets = BracketLists(lexicon, self._names, lists)
        self._prose = ProseReader(lexicon, self._names, lists)
        self._stacks = StackedTables(lexicon, self._names, lists)
        self._tables = RoleTables(lexicon, lists, self._stacks)
        self._periods = PeriodFinder(lexicon)

    def find(self, plan: Plan) -> list[Assignment]:
        """All assignments of a plan, in the order of the text, without ids and entities.

        Refused: brackets of places (“（上海、杭州）”), of companies, of clauses; issuers and
        addressees; members of leading groups; agencies inside names of documents.
        """
        words = plan.shadow.replace("\n", "").replace(" ", "")  # a page may cut the rule itself
        marked = self._words.marked_leads.search(words)
        rules = _Rules(
            first_leads=self._words.first_leads.search(words) is not None,
            sign=marked["mark"] if marked else "",
        )
        found: list[Found] = []
        stacked = tuple(self._stacks.find(plan))
        done = 0
        for paragraph in plan.paragraphs:
            start = max(done, paragraph.start)
            if paragraph.kind == "title" or start >= paragraph.end:
                continue
            if any(table.start <= start < table.end for table in stacked):
                continue
            here = list(self._in_paragraph(plan, paragraph, start, rules))
            found += here
            done = max((done, *(place.end for place in here)))
        for table in (*plan.tables, *stacked):
            for place, listed, role in self._tables.read(plan, table):
                ranked = replace(rules, first_leads=rules.first_leads and role == "responsible")
                names = _with_roles(plan, listed, "table.column", ranked)
                if names:
                    found.append(replace(place, names=names))
        found.sort(key=lambda place: (place.start, place.end))
        return list(self._assignments(plan, found))

    def mentions(
        self, plan: Plan, assignments: Sequence[Assignment] | None = None
    ) -> list[Mention]:
        """Agencies in running text outside assignments, with level, field and ending (市科技局).

        ``assignments`` are those of the plan, found again when they are not given.
        Refused: names without a level (科技局), names inside 《…》, whatever is in the title block.
        """
        if assignments is None:
            assignments = self.find(plan)
        taken = sorted({(a.source.start, a.source.end) for a in assignments})
        mentions: list[Mention] = []
        for paragraph in plan.paragraphs:
            if paragraph.kind == "title" or paragraph.section is None:
                continue
            spans = [s for s in taken if s[0] < paragraph.end and paragraph.start < s[1]]
            for start, end in gaps(paragraph.start, paragraph.end, spans):
                for match in self._names.in_prose.finditer(plan.shadow, start, end):
                    if not _in_title(plan.shadow, match.start(), paragraph.start):
                        mentions.append(_mention(plan, match.span(), paragraph.section))
        return mentions

    def _in_paragraph(
        self, plan: Plan, paragraph: Paragraph, start: int, rules: _Rules
    ) -> Iterator[Found]:
        section = plan.section(paragraph.section)
        taken: list[tuple[int, int]] = []
        for here in self._brackets.find(plan.shadow, start, paragraph.end):
            names = _with_roles(plan, here.listed, here.form, rules)
            if not names:
                continue
            taken.append((here.start, here.end))
            scope = None
            if section and section.start == paragraph.start and here.start < paragraph.heading_end:
                scope = Span(start=section.start, end=section.end)  # a list in the heading
            task, item = task_of(plan, paragraph)
            yield Found(
                start=here.start,
                end=here.end,
                names=names,
                section=paragraph.section,
                item=item,
                task=task,
                scope=scope,
                deadline=here.listed.deadlines[0] if here.listed.deadlines else None,
            )
        for first, last in gaps(start, paragraph.end, taken):
            for sentence, actors, rule in self._prose.read(plan.shadow, first, last):
                task, item = task_of(plan, paragraph)
                yield Found(
                    start=actors[0].start,
                    end=actors[-1].end,
                    names=tuple((name, rule) for name in actors),
                    section=paragraph.section,
                    item=item,
                    task=task,
                    scope=Span(start=sentence[0], end=sentence[1]),
                )

    def _assignments(self, plan: Plan, found: Sequence[Found]) -> Iterator[Assignment]:
        calendar = Calendar.of(plan.meta)
        for place, scope in scopes(plan, found):
            deadline = deadline_of(plan, place.deadline, self._periods, calendar)
            for name, rule in place.names:
                quote = plan.text[name.start : name.end]
                yield Assignment(
                    id="",
                    agency=_written(plan, name),
                    role=name.role or "responsible",
                    task=place.task,
                    scope=scope,
                    deadline=deadline,
                    read={"agency": Read(rule=rule, start=name.start, end=name.end)},
                    source=Source(
                        start=name.start,
                        end=name.end,
                        quote=quote,
                        section=place.section,
                        table=place.cell,
                    ),
                )


def _with_roles(
    plan: Plan, listed: AgencyList, form: str, rules: _Rules
) -> tuple[tuple[Named, str], ...]:
    """The names with role and rule: as the list says, else by the document's rule."""
    place = form.partition(".")[0]
    sign = rules.sign

    def signed(name: Named) -> bool:
        return bool(sign) and plan.shadow.startswith(sign, name.end)

    by_sign = any(map(signed, listed.names))
    by_itself = listed.ranked or any(n.marked and n.role == "lead" for n in listed.names)
    out: list[tuple[Named, str]] = []
    for index, name in enumerate(listed.names):
        role: Role = name.role or "responsible"
        rule = form
        if by_sign:
            role, rule = "lead" if signed(name) else "support", f"{place}.marked_lead"
        elif rules.first_leads and not by_itself:
            role, rule = "support" if index else "lead", f"{place}.lead_first"
        out.append((replace(name, role=role), rule))
    out += [(name, f"{place}.following") for name in listed.followers]
    return tuple(sorted(out, key=lambda pair: pair[0].start))


def _written(plan: Plan, name: Named) -> str:
    """A name as written, without the spaces and line breaks that a page's edge put into it."""
    words, plain = plan.text[name.start : name.end], plan.shadow[name.start : name.end]
    if not _SPACE.search(plain):
        return words
    return "".join(a for a, b in zip(words, plain, strict=True) if not b.isspace())


def _mention(plan: Plan, span: tuple[int, int], section: str | None) -> Mention:
    start, end = span
    source = Source(start=start, end=end, quote=plan.text[start:end], section=section)
    return Mention(type="agency", rule="agency.in_prose", source=source)


def _in_title(shadow: str, at: int, start: int) -> bool:
    """True inside 《…》."""
    return shadow.rfind("《", start, at) > shadow.rfind("》", start, at)
