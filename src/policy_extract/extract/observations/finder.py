"""The composition: candidates → refuse → group and name → own → date → measure → one constructor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from operator import attrgetter

from policy_extract.document import Paragraph, Plan
from policy_extract.expressions import expression
from policy_extract.extract.confidence import Confidence
from policy_extract.extract.observations.attributes import Attributes
from policy_extract.extract.observations.borders import Borders
from policy_extract.extract.observations.build import Builder, Fields
from policy_extract.extract.observations.candidates import CandidateFinder
from policy_extract.extract.observations.dates.dating import Dater
from policy_extract.extract.observations.dates.kinds import Kinds
from policy_extract.extract.observations.dates.plan_times import PlanTimes, Spot
from policy_extract.extract.observations.doubts import Doubter, DoubtWords
from policy_extract.extract.observations.drafts import (
    Candidate,
    Dated,
    Home,
    Measured,
    Name,
    Owned,
)
from policy_extract.extract.observations.headlines import Headlines, HeadlineWords
from policy_extract.extract.observations.label_names import LabelNames, LabelWords
from policy_extract.extract.observations.measuring import (
    OF_CHANGES,
    Measuring,
    change_or_range,
)
from policy_extract.extract.observations.names.by_next import ByNext
from policy_extract.extract.observations.names.clauses import ClauseReader
from policy_extract.extract.observations.names.complete import Completion
from policy_extract.extract.observations.names.each import EachWords
from policy_extract.extract.observations.names.far_nouns import FarNouns
from policy_extract.extract.observations.names.front_reader import FrontReader
from policy_extract.extract.observations.names.fronts import Fronts
from policy_extract.extract.observations.names.group import Grouper
from policy_extract.extract.observations.names.list_labels import ListLabels
from policy_extract.extract.observations.names.name_clause import NameWords, Reading
from policy_extract.extract.observations.names.next_nouns import NextNouns
from policy_extract.extract.observations.names.nouns import Nouns
from policy_extract.extract.observations.names.one_number import NONE
from policy_extract.extract.observations.names.parts import Parts
from policy_extract.extract.observations.names.project_money import ProjectMoney
from policy_extract.extract.observations.names.shared_places import SharedPlaces
from policy_extract.extract.observations.names.turns import Turns
from policy_extract.extract.observations.names.works import Works
from policy_extract.extract.observations.owners.look import OwningWords
from policy_extract.extract.observations.owners.only_places import ONLY, OnlyPlaces, OnlyWords
from policy_extract.extract.observations.owners.own import HEADING, PARAGRAPH, SENTENCE, Owning
from policy_extract.extract.observations.owners.split import OwnerWords, Splitter
from policy_extract.extract.observations.phrase import Peeler
from policy_extract.extract.observations.places import PlaceWords
from policy_extract.extract.observations.refusals.refuser import Refuser
from policy_extract.extract.observations.refusals.words import RefusalWords
from policy_extract.extract.observations.tables.cells import CellReader
from policy_extract.extract.observations.tables.registers import RULES as REGISTERS
from policy_extract.extract.observations.tables.registers import Registered, Registers
from policy_extract.extract.observations.tables.task_rows import TaskRows
from policy_extract.extract.observations.time_words import TimeWords
from policy_extract.extract.observations.timeline import Headings, TimeLine
from policy_extract.extract.observations.wholes import WHOLE, Wholes, whole_of
from policy_extract.extract.reports import ReportReader
from policy_extract.layout import category_name
from policy_extract.lexicon import Lexicon
from policy_extract.measure.bounds import Bounds
from policy_extract.measure.calendar import Calendar
from policy_extract.measure.period import PeriodFinder
from policy_extract.model import Cell, CellRef, Observation, Period, Table
from policy_extract.rules import Refused, Rule, Said, Settled, Switches
from policy_extract.segment import Tokenizer
from policy_extract.segment.sentences import Sentence, sentences
from policy_extract.tuples import NamedTuple

_PLACE = attrgetter("start", "end")
_RATES = frozenset(("ratio", "points", "fraction", "multiple", "parts"))  # of which nothing is done
_TASK_CELL = 6  # … and one of tasks
_ITEM = expression(r"^\s*\d{1,2}[.．、]\s*(?!\d)")
_PROSE_CELL = 12  # a cell at least this long is read like a sentence


class Trail(NamedTuple):
    """The observations of a plan, and the numbers that a rule refused, each in order of the text."""

    observations: tuple[Observation, ...]
    refused: tuple[Refused, ...]


class Told(NamedTuple):
    """What a sentence or a cell states, and which of its numbers a rule refused."""

    stated: tuple[Fields, ...] = ()
    refused: tuple[Refused, ...] = ()


_NOTHING = Told()


class Desk(NamedTuple):
    """What the stages need of one plan."""

    plan: Plan
    timeline: TimeLine
    splitter: Splitter
    only: OnlyPlaces
    owning: Owning
    dater: Dater
    kinds: Kinds
    labels: LabelNames
    builder: Builder


class ObservationFinder:
    """Finds observations; built once for a lexicon."""

    def __init__(
        self, lexicon: Lexicon, tokenizer: Tokenizer, switches: Switches | None = None
    ) -> None:
        self._lexicon, self._tokenizer = lexicon, tokenizer
        self._doubt_words, self._confidence = DoubtWords(lexicon), Confidence(lexicon)
        self._switches = switches = switches or Switches()
        peeler = Peeler(lexicon, Borders(lexicon, tokenizer, switches))
        nouns = Nouns(lexicon)
        refusals = RefusalWords(lexicon)
        self._candidates = CandidateFinder(lexicon, switches)
        self._refuser = Refuser(refusals, switches)
        places = lexicon.once(PlaceWords)
        names = NameWords(lexicon)
        reading = Reading(
            names,
            peeler,
            nouns,
            refusals,
            Completion(lexicon),
            Bounds(lexicon),
            places,
            Parts(lexicon, switches),
            EachWords(lexicon),
            SharedPlaces(lexicon, places, switches),
            ProjectMoney(lexicon),
            FarNouns(lexicon, peeler),
            NextNouns(lexicon, peeler, nouns, refusals),
        )
        turns = Turns(lexicon, names, peeler, switches)
        works = Works(lexicon, peeler, reading.completion.deeds, switches)
        front = FrontReader(reading, turns, works, Fronts(lexicon, switches))
        by_next = ByNext(lexicon, switches)
        grouper, labels = Grouper(lexicon, switches), ListLabels(lexicon)
        self._clauses = ClauseReader(reading, grouper, front, by_next, labels, switches)
        self._owner_words = OwnerWords(lexicon, places)
        self._owning_words = OwningWords(lexicon, peeler, nouns)
        self._only_words = OnlyWords(lexicon, places)
        self._time_words = TimeWords(lexicon)
        self._periods = lexicon.once(PeriodFinder)
        self._reports = ReportReader(lexicon)
        self._measuring = Measuring(lexicon, switches)
        self._attributes = Attributes(lexicon, switches)
        self._registers = Registers(lexicon)
        self._register_rules: tuple[Rule[Registered], ...] = switches.on(REGISTERS)
        self._wholes = Wholes(lexicon)
        self._task_rows = TaskRows(lexicon, switches)
        self._cells = CellReader(lexicon, peeler, self._measuring)
        self._no_names = frozenset(lexicon.words("naming", "name.no_names"))
        self._each_year = lexicon.words("measures", "per_year.marks")[0]
        self._headline_words = HeadlineWords(lexicon, switches)
        self._label_words = LabelWords(lexicon, peeler.borders, switches)

    def find(self, plan: Plan) -> Trail:
        """All observations of a plan, ordered by offset, and what was refused."""
        desk = self._desk(plan)
        told = [*self._from_prose(desk)]
        told += [one for table in plan.tables for one in self._from_table(desk, table)]
        found: list[Fields] = []
        refused: list[Refused] = []
        for fields in sorted((f for t in told for f in t.stated), key=_PLACE):
            name = fields.indicator.value.strip()
            if name and name not in self._no_names:
                found.append(fields)
            else:  # 兰溪市全市5家: a place alone; 比|5家: no name at all
                refused.append(Refused(NONE.id, fields.start, fields.end))
        refused += [r for t in told for r in t.refused]
        refused.sort(key=_PLACE)
        doubter = Doubter(plan, self._doubt_words, self._tokenizer, desk.timeline)
        seen: Counter[int] = Counter()
        observations: list[Observation] = []
        for fields, doubts in zip(found, doubter.doubts(found), strict=True):
            seen[fields.start] += 1
            observations.append(desk.builder.observation(fields, doubts, seen[fields.start]))
        return Trail(tuple(observations), tuple(refused))

    def _desk(self, plan: Plan) -> Desk:
        words, switches = self._time_words, self._switches
        calendar = self._reports.calendar(plan)
        spans = self._periods.find(plan.shadow, 0, len(plan.text), calendar)
        timeline = TimeLine(plan, spans, words, calendar)
        times = PlanTimes(plan, timeline, Headings(plan, timeline, words), words)
        splitter = Splitter(self._owner_words, plan, switches)
        return Desk(
            plan=plan,
            timeline=timeline,
            splitter=splitter,
            only=OnlyPlaces(plan, self._only_words),
            owning=Owning(plan, self._owning_words, splitter, switches),
            dater=Dater(times, switches),
            kinds=Kinds(times, switches),
            labels=LabelNames(plan, self._label_words),
            builder=Builder(plan, self._lexicon, self._confidence, self._attributes),
        )

    # --- out of prose ------------------------------------------------------------------------------

    def _from_prose(self, desk: Desk) -> Iterator[Told]:
        plan = desk.plan
        headlines = Headlines(plan, self._headline_words, self._candidates)
        for paragraph in plan.paragraphs:
            if paragraph.kind in ("title", "caption"):
                continue
            heading = paragraph.kind == "heading" and paragraph.heading_end >= paragraph.end
            if heading and not headlines.states(paragraph):
                continue
            whole: Name | None = None
            for sentence in sentences(plan, paragraph):
                if sentence.end <= paragraph.heading_end and not heading:
                    continue
                parts = whole is not None and self._wholes.parts(plan.shadow, sentence)
                of = whole if parts and self._switches.has(WHOLE) else None
                told = self._read(desk, sentence, partial(self._home, desk, sentence, of))
                whole = whole if parts else whole_of(told.stated)
                yield told

    def _home(self, desk: Desk, sentence: Sentence, whole: Name | None) -> Home:
        """Where a sentence stands; ``whole``: what it tells the parts of, told before."""
        place, below = self._place(desk, sentence), desk.splitter.full
        return Home(sentence, place=place, below=below, counted=whole or desk.labels.of(sentence))

    def _place(self, desk: Desk, sentence: Sentence) -> Settled[str] | None:
        """The place that holds for a sentence: its own, “白沙镇：…”, “余杭区重点发展…”, or its paragraph's."""
        own = _opening_place(desk, sentence.start, sentence.end)
        if own is not None:
            return own
        said = desk.splitter.of_sentence(sentence.start, sentence.end)
        if said is not None and self._switches.has(SENTENCE):
            return Settled(desk.plan.text[said.start : said.end], SENTENCE.id, said)
        opening = _opening_place(desk, sentence.paragraph.start, sentence.paragraph.end)
        if opening is None and self._switches.has(HEADING):
            opening = _heading_place(desk, sentence.paragraph.section)
        if opening is not None or not self._switches.has(ONLY):
            return opening
        only = desk.only.of(sentence.paragraph.start, sentence.paragraph.end)
        return Settled(desk.plan.text[only.start : only.end], ONLY.id, only) if only else None

    def _read(self, desk: Desk, sentence: Sentence, home_of: Callable[[], Home]) -> Told:
        """What a sentence states; where it stands is asked only if it has a number that no rule refuses."""
        kept, refused = self._kept(desk, sentence)
        if not kept:
            return Told(refused=tuple(refused)) if refused else _NOTHING
        home = home_of()
        named, unnamed = self._clauses.read(desk.plan.shadow, home, kept, desk.timeline)
        section = desk.plan.section(home.sentence.paragraph.section)
        section_id = section.id if section else None
        stated = tuple(
            desk.builder.of_measured(
                self._measured(desk, home, self._dated(desk, home, owned)),
                home.cell,
                section_id,
                len(kept),
            )
            for owned in desk.owning.own(home, named)
        )
        return Told(stated, (*refused, *unnamed))

    def _kept(self, desk: Desk, sentence: Sentence) -> tuple[list[Candidate], list[Refused]]:
        """The candidates of a sentence that no rule refuses, in order of the text, and the refusals."""
        shadow, timeline = desk.plan.shadow, desk.timeline
        numbers = self._candidates.find(shadow, sentence.start, sentence.end)
        promises = self._candidates.promises(shadow, sentence.start, sentence.end)
        if not (numbers or promises):  # as most sentences
            return [], []
        return self._refuser.kept(shadow, sentence, numbers, promises, timeline)

    def _dated(self, desk: Desk, home: Home, owned: Owned) -> Dated:
        named, candidate, shadow = owned.named, owned.named.candidate, desk.plan.shadow
        word = owned.phrase.word("per_year", "yearly_rate")
        if not word and shadow.find(self._each_year, named.left, candidate.start) >= 0:
            word = self._each_year
        spot = Spot(
            home.sentence.paragraph, home.sentence.start, candidate.start, candidate.end,
            bool(word), named.listed, desk.timeline.for_number(home.sentence.start, candidate.start),
            owned.phrase.says("yearly_rate"), *self._flows(owned, shadow),
        )  # fmt: skip
        when = desk.dater.date(spot)
        place = shadow.rfind(word, named.left, candidate.start) if word else -1
        said = Said(place, place + len(word)) if place >= 0 else None
        per_year = Settled(True, "time.per_year", said) if word else None
        return Dated(owned, when, desk.kinds.tell(spot, when), per_year)

    def _flows(self, owned: Owned, shadow: str) -> tuple[bool, bool]:
        """What was added or done, and in all: 新建学校32所, 实施项目153项; 累计植树2亿株.

        Refused: 累计拥有专利3000件, 企业累计达到18家, 债务余额20亿元: what there is; 投入强度达到2.5%, 查处率100%, 培训机构42家: nothing that was done.
        """
        left, start, words = owned.named.left, owned.named.candidate.start, self._time_words
        if owned.name.endswith(words.stocks) or words.there_is.search(shadow, left, start):
            return False, False
        added, in_all = owned.phrase.says("increase"), owned.phrase.says("cumulative")
        if not added and words.all_there_is.search(shadow, left, start):
            return False, False
        if added or not words.does.match(shadow, left, start):
            return added, in_all
        q = owned.named.candidate.quantity
        counted = q is None or q.kind not in _RATES
        return counted and not words.reaches.search(shadow, left, start), in_all

    def _base_time(self, desk: Desk, home: Home, dated: Dated) -> Period | None:
        """The year that a change compares with: the one written, the year before for 同比, none for 年均."""
        phrase, period = dated.owned.phrase, dated.time.value
        if phrase.says("yearly_rate"):
            return None
        base = desk.dater.base(home.sentence.start, dated.owned.named.candidate.start)
        relative = phrase.says("year_on_year") or (base and base.rule == "base.year_before")
        if base is None and not relative and phrase.moved and not phrase.says("based"):
            q = dated.owned.named.candidate.quantity
            relative = q is not None and q.kind in _RATES and desk.dater.same_below(q.start)
        if relative and period and period.end:  # 同比, 比年初, 较上年同期: by the value's own year
            year = str(int(period.end[:4]) - 1)
            return Period.of(year, year)
        return base.value if base else None

    def _measured(self, desk: Desk, home: Home, dated: Dated) -> Measured:
        owned, q = dated.owned, dated.owned.named.candidate.quantity
        q = self._measuring.told(desk.plan.shadow, q, owned.name)
        measure, rule = self._measuring.measure(q, owned.phrase, owned.named.name.words)
        value = self._measuring.value(q, owned.name, measure, owned.phrase)
        unknown = (
            q is not None and q.unit is None and q.kind not in ("multiple", "fraction", "parts")
        )
        doubts = ["unit.unknown"] if unknown else []
        if q is not None and change_or_range(desk.plan.shadow, q, measure):
            doubts.append("measure.change_or_range")
        base_time = self._base_time(desk, home, dated) if measure in OF_CHANGES else None
        return Measured(dated, Settled(measure, rule), value, base_time, tuple(doubts))

    # --- out of tables -----------------------------------------------------------------------------

    def _from_table(self, desk: Desk, table: Table) -> Iterator[Told]:
        """Value cells of an indicator table; of any other table the cells that hold prose."""
        calendar = desk.timeline.calendar
        told = calendar if calendar.accounted(0) else Calendar.of(desk.plan.meta)
        cells = list(self._cells.read(desk.plan, table, desk.splitter, desk.builder, told))
        if cells:
            yield Told(tuple(cells))
            return
        section = desk.plan.section_at(table.start)
        register, tasks = self._register(table), self._task_rows.columns(table)
        done, deadline = self._task_rows.told(table), self._task_rows.deadline(table)
        reported = self._task_rows.reported(table)
        for number, row in enumerate(table.rows[table.header_rows :], table.header_rows):
            subject = _subject(row)
            due = self._task_rows.due(row, deadline, desk.timeline)
            for column, cell in enumerate(row):
                target = tasks is not None and column in tasks.targets
                if not target and not _read_as_prose(row, column, done):
                    continue
                counted = self._task_rows.name(table, number, tasks) if tasks and target else None
                paragraph = Paragraph(
                    cell.start, cell.end, "body", section.id if section else None, cell.start
                )
                for sentence in sentences(desk.plan, paragraph):
                    if register is not None:
                        yield self._registered(desk, sentence, *register)
                        continue
                    at = CellRef.of(table.id, number, column)
                    about = None if column in done or cell.text == subject else subject
                    home = partial(Home, sentence, at, about, counted=counted)
                    one = self._read(desk, sentence, home)
                    one = self._of_task(desk, one) if column in done else one
                    if reported:
                        told_so = self._task_rows.beside(reported, column, one.stated)
                        one = one._replace(stated=told_so)
                    dated = due if target or column in done else None
                    yield one._replace(stated=self._task_rows.until(one.stated, dated))

    def _of_task(self, desk: Desk, told: Told) -> Told:
        """What a column of tasks states, without what is no aim."""
        first = desk.timeline.calendar.first
        kept, refused = self._task_rows.judged(desk.plan.shadow, first, told.stated)
        return Told(tuple(kept), (*told.refused, *refused))

    def _register(self, table: Table) -> tuple[str, Said] | None:
        """The rule by which a table is a register, and the head that says so."""
        for rule in self._register_rules:
            said: Said | None = rule.run(self._registers, table)
            if said is not None:
                return rule.id, said
        return None

    def _registered(self, desk: Desk, sentence: Sentence, rule: str, said: Said) -> Told:
        """The refusals of all numbers in a register's cell."""
        found = self._candidates.find(desk.plan.shadow, sentence.start, sentence.end)
        return Told(refused=tuple(Refused(rule, c.start, c.end, said) for c in found))


def _read_as_prose(row: Sequence[Cell], column: int, done: frozenset[int]) -> bool:
    """A long cell behind the first two, and one that says what is done (改造小区80个), wherever it stands."""
    if column in done:
        return len(row[column].text) >= _TASK_CELL
    return len(row[column].text) >= _PROSE_CELL and (column > 1 or len(row) == 1)


def _subject(row: Sequence[Cell]) -> str:
    """What a row is about: its second cell, unless that is a running number; of a short row its first."""
    if len(row) <= 2:
        return category_name(row[0].text)
    named = row[1].text if not row[1].text.strip().isdecimal() else row[2].text
    return _ITEM.sub("", named)  # 15.推进…


def _heading_place(desk: Desk, section_id: str | None) -> Settled[str] | None:
    """The place that a heading above is: “（二）白云山镇”."""
    found = desk.splitter.of_heading(section_id)
    if found is None:
        return None
    place, section = found
    at = desk.plan.shadow.find(place, section.start)
    return Settled(place, HEADING.id, Said(at, at + len(place)) if at >= 0 else None)


def _opening_place(desk: Desk, start: int, end: int) -> Settled[str] | None:
    """The place that words open with and that holds for them: “西宁市：…”."""
    name = desk.splitter.of_paragraph(start, end)
    return Settled(name, PARAGRAPH.id, Said(start, start + len(name))) if name else None
