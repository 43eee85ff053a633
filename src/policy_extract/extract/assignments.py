"""Who is responsible: one assignment for every agency that the text names for a task.

Meaning: docs/annotation.md, section 2. Forms that are read: lists in brackets (with labels, with verbs,
bare), lists behind a label in the open, sentences (“由区招商局牵头负责…”), columns of tables.
“列第一位的为牵头单位，下同” is looked for in the whole document and holds for every list that does not
itself say who leads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from policy_extract.extract.agency_lists import AgencyList, Found, ListReader, Named
from policy_extract.extract.agency_names import FILE, NONE, AgencyNames, alternation
from policy_extract.extract.agency_prose import ProseReader
from policy_extract.extract.agency_stacks import StackedTables
from policy_extract.extract.agency_tables import RoleTables
from policy_extract.layout.plan import Paragraph, Plan
from policy_extract.lexicon import Lexicon
from policy_extract.model import Assignment, Mention, Period, Role, Source, Span

_INNER = r"[(\[][^()\[\]]*(?:[(\[][^()\[\]]*[)\]][^()\[\]]*)*[)\]]"
_BRACKET = re.compile(rf"[(\[【](?:[^()\[\]【】]|{_INNER})*[)\]】]")
_OPENING = re.compile(r"[(\[【]")
_ROLE = re.compile(r"单位|部门|牵头|负责|[委局厅]、")
_CUT = 500  # how far behind a paragraph's end a bracket may close
_PROMISING = re.compile(r"[委办局厅府会部院司心组]")
_COLON = re.compile(r"[:】\]]")
_LABEL_ROOM = 18  # the longest label with its prefixes and bracket
_STOP = re.compile(r"[。!?]")
_ENDERS = "。！？；;!?"
_BLANK = re.compile(r"[\s。；;，,、)）\]】〕:：]*")
_TASK_END = re.compile(r"[。；;!?\n]")
_NUMBERED = re.compile(r"(?:\d{1,3}[.、]|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|[①-⑳])")
_YEAR = re.compile(r"(20\d\d) ?年?")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9]) ?月")


class AssignmentFinder:
    """Finds assignments and free-standing mentions of agencies; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._names = AgencyNames(lexicon)
        self._lists = ListReader(lexicon, self._names)
        self._prose = ProseReader(lexicon, self._names, self._lists)
        stacks = StackedTables(lexicon, self._names, self._lists)
        self._tables = RoleTables(lexicon, self._lists, stacks)
        kinds = alternation(lexicon.words(FILE, "phrases.kinds"))
        self._names_kind = re.compile(rf"(?:{kinds}|部委|专班|小组|办公室|机关|部门)$")

    def find(self, plan: Plan) -> list[Assignment]:
        """All assignments of a plan, in the order of the text, without ids and entities.

        Refused: brackets of places (“（上海、杭州）”), of companies, of clauses; issuers and addressees;
        members of leading groups; agencies inside names of documents.
        """
        rule = self._lists.words.first_leads.search(plan.shadow) is not None
        marked = self._lists.words.marked_leads.search(plan.shadow)
        sign = marked["mark"] if marked else ""
        found: list[Found] = []
        loose = self._tables.loose(plan)
        done = 0
        for paragraph in plan.paragraphs:
            if paragraph.kind == "title" or paragraph.end <= done:
                continue
            if any(t.start <= paragraph.start < t.end for t in loose):
                continue
            here = list(self._in_paragraph(plan, paragraph, max(done, paragraph.start), rule, sign))
            found += here
            done = max((done, *(place.end for place in here)))
        for table in (*plan.tables, *loose):
            for place, listed, role in self._tables.read(plan, table):
                names = _ranked(listed, "table.column", rule and role == "responsible", sign, plan)
                if names:
                    found.append(replace(place, names=names))
        found.sort(key=lambda f: (f.start, f.end))
        return list(self._assignments(plan, found))

    def mentions(self, plan: Plan) -> list[Mention]:
        """Agencies in running text outside assignments: level, field and ending in one (市发展改革委).

        Refused: names without a level (科技局), names inside 《…》, whatever is in the title block.
        """
        taken = {(a.source.start, a.source.end) for a in self.find(plan)}
        starts = sorted(taken)
        mentions: list[Mention] = []
        for paragraph in plan.paragraphs:
            if paragraph.kind == "title" or paragraph.section is None:
                continue
            for match in self._names.in_prose.finditer(plan.shadow, paragraph.start, paragraph.end):
                start, end = match.span()
                if any(s < end and start < e for s, e in starts) or _in_title(plan.shadow, start, paragraph.start):
                    continue
                source = Source(start=start, end=end, quote=plan.text[start:end], section=paragraph.section)
                mentions.append(Mention(type="agency", rule="agency.in_prose", source=source))
        return mentions

    def _in_paragraph(
        self, plan: Plan, paragraph: Paragraph, start: int, rule: bool, sign: str
    ) -> Iterator[Found]:
        end = paragraph.end
        task, item = self._task(plan, paragraph)
        taken: list[tuple[int, int]] = []

        def place(first: int, last: int, scope: Span | None = None) -> Found:
            return Found(first, last, (), paragraph.section, item, task, scope)

        for first, last, listed, form in self._listed(plan.shadow, start, end):
            names = _ranked(listed, form, rule, sign, plan)
            if not names:
                continue
            taken.append((first, last))
            here = place(first, last)
            section = plan.section(paragraph.section)
            if section and first < paragraph.heading_end and section.start == paragraph.start:
                here = replace(here, scope=Span(start=section.start, end=section.end))
            deadline = listed.deadlines[0] if listed.deadlines else None
            yield replace(here, names=names, deadline=deadline)
        for first, last in _gaps(start, end, taken):
            for sentence, actors, form in self._prose.read(plan.shadow, first, last):
                yield replace(
                    place(actors[0].start, actors[-1].end, Span(start=sentence[0], end=sentence[1])),
                    names=tuple((name, form) for name in actors),
                )

    def _listed(
        self, shadow: str, start: int, end: int
    ) -> Iterator[tuple[int, int, AgencyList, str]]:
        """Lists of a paragraph with their span and form: in brackets first, then behind open labels."""
        taken: list[tuple[int, int]] = []
        for first, last in self._brackets(shadow, start, end):
            listed = self._lists.read(shadow, first + 1, last - 1)
            form = self._form(shadow, start, max(end, last), first, last, listed)
            if form:
                taken.append((first, last))
                yield first, last, listed, form
        for first, last in _gaps(start, end, taken):
            while (label := self._open_label(shadow, first, last)) is not None:
                stop = _STOP.search(shadow, label[1], last)
                until = stop.start() if stop else last
                listed = self._lists.read(shadow, label[1], until, label[2], open_end=True)
                first = max(listed.end, label[1])
                if listed.names:
                    yield label[0], first, listed, "line.label"

    def _brackets(self, shadow: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Brackets that may hold names, the innermost left out; the last one may close behind ``end``.

        A page's edge cuts a list where layout sees the end of a paragraph.
        """
        at = start
        while (opening := _OPENING.search(shadow, at, end)) is not None:
            first = opening.start()
            bracket = _BRACKET.match(shadow, first, end) or _BRACKET.match(shadow, first, end + _CUT)
            at = first + 1
            if bracket is None:
                continue
            last = bracket.end()
            if shadow[first] == "【" and self._lists.words.label_alone.fullmatch(shadow, first + 1, last - 1):
                continue  # 【责任单位】 is a label in the open
            if _PROMISING.search(shadow, first, last) and (last <= end or _ROLE.search(shadow, first, last)):
                yield first, last
                at = last
            elif last <= end:
                at = last

    def _form(
        self, shadow: str, start: int, end: int, first: int, last: int, listed: AgencyList
    ) -> str | None:
        """What makes the bracket a list of responsible bodies, or None when it is none.

        A bare bracket must hold bodies only, close its sentence or follow one, and not explain the
        word before it (“国家部委（国家发展改革委、财政部）”).
        """
        if not listed.names and not listed.followers:
            return None
        if listed.labelled:
            return "bracket.label"
        known = listed.bodies + listed.parties
        if listed.verbed:
            return "bracket.verb" if known and not listed.strangers else None
        if not listed.bodies or (listed.strangers and listed.bodies < max(2, 2 * listed.strangers)):
            return None
        before = shadow[start:first].rstrip()
        after = shadow[last:end].lstrip()
        if not before or before[-1] in _ENDERS:
            return "bracket.bare"
        closes = not after or after[0] in _ENDERS
        if not closes or self._names_kind.search(before) or self._ends_in_name(before):
            return None
        return "bracket.bare" if listed.bodies > 1 or not after.strip(_ENDERS) else None

    def _ends_in_name(self, before: str) -> bool:
        tail = re.split(r"[、,;。:!?\s()“”]", before[-24:])[-1]
        return any(self._names.judge(tail[i:]) != NONE for i in range(0, max(1, len(tail) - 2), 1))

    def _open_label(self, shadow: str, start: int, end: int) -> tuple[int, int, Role] | None:
        """The next label outside brackets: its start, where its list begins, its role."""
        for colon in _COLON.finditer(shadow, start, end):
            window = max(start, colon.start() - _LABEL_ROOM)
            for label in self._lists.words.label.finditer(shadow, window, min(end, colon.end() + 1)):
                if label.end() >= colon.end():
                    return label.start(), label.end(), self._lists.words.role_of_label(_label(label))
        return None

    def _task(self, plan: Plan, paragraph: Paragraph) -> tuple[str | None, int]:
        """The words of the nearest numbered heading or item, and where that item begins."""
        section = plan.section(paragraph.section)
        own = _NUMBERED.match(plan.shadow, paragraph.start, paragraph.end)
        if own and (section is None or section.start < paragraph.start):
            return _sentence(plan, paragraph.start, paragraph.end), paragraph.start
        if section is None:
            return None, paragraph.start
        begin = section.start
        after = plan.text.find(section.title, begin, begin + len(section.title) + 16) if section.title else -1
        if after < 0:
            return ((section.number or "") + section.title).strip() or None, begin
        close = after + len(section.title)
        if plan.shadow[close : close + 1] in (",", "、") or _half_sentence(section.title):
            return _sentence(plan, begin, min(section.end, begin + 400)), begin
        bracket = re.search(r"[(（〔\[【](?=[^)）]*(?:单位|部门|牵头|负责)[^)）]*[:：)）])", plan.text[begin:close])
        words = plan.text[begin : begin + bracket.start() if bracket else close]
        return _clean(words) or None, begin

    def _assignments(self, plan: Plan, found: list[Found]) -> Iterator[Assignment]:
        last_end: dict[str | None, int] = {}
        last_scope: dict[str | None, Span] = {}
        for place in found:
            scope = place.scope
            if scope is None:
                begin = max(place.item, last_end.get(place.section, 0))
                blank = _BLANK.match(plan.text, begin, place.start)
                begin = blank.end() if blank else begin
                if begin >= place.start and place.section in last_scope:
                    scope = last_scope[place.section]  # 牵头单位：… and 责任单位：… on lines of their own
                else:
                    scope = Span(start=min(begin, place.start), end=place.start)
                last_end[place.section], last_scope[place.section] = place.end, scope
            deadline = _deadline(plan, place.deadline)
            for name, form in place.names:
                yield Assignment(
                    id="",
                    agency=re.sub(r"\s+", "", plan.text[name.start : name.end]),
                    role=name.role or "responsible",
                    task=place.task,
                    scope=scope,
                    deadline=deadline,
                    rule=form,
                    source=Source(
                        start=name.start,
                        end=name.end,
                        quote=plan.text[name.start : name.end],
                        section=place.section,
                        table=place.cell,
                    ),
                )


def _ranked(
    listed: AgencyList, form: str, rule: bool, sign: str, plan: Plan
) -> tuple[tuple[Named, str], ...]:
    """The names with their roles: as the list says, else by the document's rule, else responsible."""
    names = listed.names
    out: list[tuple[Named, str]] = []
    signed = bool(sign) and any(plan.shadow[n.end : n.end + 1] == sign for n in names)
    ranked = listed.ranked or any(n.marked and n.role not in (None, "responsible") for n in names)
    for index, name in enumerate(names):
        role: Role = name.role or "responsible"
        kind = form
        if signed:
            role = "lead" if plan.shadow[name.end : name.end + 1] == sign else "support"
            kind = form.split(".")[0] + ".marked_lead"
        elif rule and not ranked:
            role = "lead" if index == 0 else "support"
            kind = form.split(".")[0] + ".lead_first"
        out.append((replace(name, role=role), kind))
    for name in listed.followers:
        out.append((replace(name, role=name.role or "responsible"), form.split(".")[0] + ".following"))
    return tuple(sorted(out, key=lambda pair: pair[0].start))


def _label(match: re.Match[str]) -> str:
    return str(match["label"] or match["label2"])


def _gaps(start: int, end: int, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches between spans."""
    for first, last in sorted(taken):
        if start < first:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end


def _in_title(shadow: str, at: int, start: int) -> bool:
    """True inside 《…》."""
    return shadow.rfind("《", start, at) > shadow.rfind("》", start, at)


def _half_sentence(title: str) -> bool:
    return len(title) >= 60


def _sentence(plan: Plan, start: int, end: int) -> str | None:
    """From a number to the end of its first sentence, or to the bracket of a list."""
    stop = _TASK_END.search(plan.shadow, start, end)
    words = plan.text[start : stop.start() if stop else end]
    bracket = re.search(r"[(（〔\[【](?=[^()（）]*(?:单位|部门)[:：])", words)
    return _clean(words[: bracket.start()] if bracket else words) or None


def _clean(words: str) -> str:
    return re.sub(r"\s*[\r\n]\s*", "", words).strip().rstrip("。；;，,：: ")


def _deadline(plan: Plan, span: tuple[int, int] | None) -> Period | None:
    """A time limit as the list gives it: 2023年底前 → 2023; 6月底完成 with the plan's only year → 2022-06.

    Refused: 持续推进, 长期坚持, a month without a year in a plan for several years.
    """
    if span is None:
        return None
    words = plan.shadow[span[0] : span[1]]
    year = _YEAR.search(words)
    month = _MONTH.search(words)
    period = plan.meta.period
    when = year.group(1) if year else None
    if when is None and period is not None and period.start and period.start == period.end:
        when = period.start[:4]
    if when is None or (year is None and month is None):
        return None
    if month:
        when = f"{when}-{int(month.group(1)):02d}"
    return Period(start=when, end=when)
